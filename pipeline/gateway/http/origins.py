"""Whether a request was meant for this gateway: a web page must not use its reader's browser to ask for pseudonyms.

By DNS rebinding a site's own name leads to this machine, and a browser then takes the gateway for that site: the header
Host tells it. A numeric address cannot be rebound by DNS, so it is always accepted.
"""

import ipaddress
import socket
from collections.abc import Collection, Mapping

import regex

from pipeline.gateway.settings import LOOPBACK, Settings

HOST = regex.compile(r"(?:\[(?P<number>[0-9a-f:.]++)\]|(?P<name>[^:@/\[\]]++))(?::\d{1,5})?", regex.IGNORECASE)
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def own_names(settings: Settings) -> frozenset[str]:
    """Return the names under which a gateway may be asked where no key is."""
    return frozenset(name.casefold() for name in (*LOOPBACK, settings.host, *settings.hosts, socket.gethostname()))


def is_own_host(headers: Mapping[str, str], names: Collection[str]) -> bool:
    """Tell whether the header Host names this gateway: one of its names, or an address in numbers."""
    match = HOST.fullmatch(headers.get("host", ""))
    if match is None:
        return False
    host = (match["number"] or match["name"]).casefold()
    return host in names or _is_number(host)


def is_own_origin(headers: Mapping[str, str]) -> bool:
    """Tell whether a request comes from no web page, or from one of this server."""
    origin = headers.get("origin")
    if origin is None:
        return True
    scheme, _, host = origin.casefold().partition("://")
    port = DEFAULT_PORTS.get(scheme, "")
    own = headers.get("host", "").casefold()
    return bool(port) and host.removesuffix(port) == own.removesuffix(port)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
