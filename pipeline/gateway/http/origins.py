"""Origin checks: a web page of another site must not request pseudonyms through the browser of its reader.

With DNS rebinding, the name of another site resolves to this machine, and a browser treats the gateway as that site: the
Host header shows it. A numeric address cannot be rebound by DNS, so it is always accepted.
"""

import ipaddress
import socket
from collections.abc import Collection, Mapping

import regex

from pipeline.gateway.settings import LOOPBACK, Settings

HOST = regex.compile(r"(?:\[(?P<number>[0-9a-f:.]++)\]|(?P<name>[^:@/\[\]]++))(?::\d{1,5})?", regex.IGNORECASE)
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def own_names(settings: Settings) -> frozenset[str]:
    """Return the host names that a gateway without client keys accepts."""
    return frozenset(name.casefold() for name in (*LOOPBACK, settings.host, *settings.hosts, socket.gethostname()))


def is_own_host(headers: Mapping[str, str], names: Collection[str]) -> bool:
    """Tell whether the Host header names this gateway: one of its names, or a numeric address."""
    match = HOST.fullmatch(headers.get("host", ""))
    if match is None:
        return False
    host = (match["number"] or match["name"]).casefold()
    return host in names or _is_number(host)


def is_own_origin(headers: Mapping[str, str]) -> bool:
    """Tell whether a request comes from a page of this server, or from no web page."""
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
