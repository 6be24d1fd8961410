"""E-mail addresses, domains, user names, hosts and network addresses, in reserved ranges."""

import ipaddress
from collections.abc import Sequence
from functools import cache
from itertools import cycle

import regex
import tldextract

from pipeline.replace import organizations
from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import permute
from pipeline.replace.keyed.shapes import digits_like, spread
from pipeline.replace.people.handles import render_handle
from pipeline.replace.people.people import Person, Surrogate
from recognizers.lexicon.internet_words import PUBLIC_PROVIDERS, ROLES, SUBDOMAINS
from recognizers.lexicon.organization_names import TRADES, is_acronym, slug
from recognizers.lexicon.pools import pool

RESERVED_SUFFIX = "example"  # RFC 2606
MAIL_DOMAIN = "mail.example"
HOST_ROLE = regex.compile(
    r"(?:db|web|app|api|prod|dev|test|stage|staging|eu|us|uk|node|host|srv|server|mail|vpn|gw|fw|dc|cache|redis|mysql|pg)\d*"
)
PERSONAL_HANDLE = regex.compile(r"\p{L}+")

HOSTS_TRIED = 3  # as many addresses of its network are tried before another network
SECOND_CHANCE = 1_000_000  # an attempt that no caller makes

Persons = Sequence[tuple[Person, Surrogate]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def surrogate_email(key: FamilyKey, surface: str, persons: Persons, domain_key: FamilyKey, attempt: int = 0) -> str:
    """Return the e-mail address of the surrogate: the local part follows the person, the domain the organization.

    Arguments:
        key: the family key of internet names.
        surface: the address as it is written.
        persons: the people of the document with their surrogates.
        domain_key: the family key of organizations.
        attempt: counts up where an earlier surrogate was taken.
    """
    local, at, domain = surface.rpartition("@")
    if not at:
        return surrogate_username(key, surface, persons, attempt)
    name, plus, tag = local.partition("+")
    kept = name.casefold() in ROLES and not plus
    new_local = name if kept and not attempt else surrogate_username(key, name, persons, attempt)
    new_tag = plus + readable_handle(key, tag, attempt) if plus else ""
    return f"{new_local}{new_tag}@{surrogate_domain(domain_key, domain, attempt)}"


def surrogate_domain(key: FamilyKey, domain: str, attempt: int = 0) -> str:
    """Return a domain under the reserved `.example`; the one of an organization has its surrogate's name.

    Public mail providers all become one domain. Sub-domains that name a service stay.
    """
    parts = _extract(domain.casefold())
    label = parts.domain
    if not label or label == "localhost":
        return domain
    if label in PUBLIC_PROVIDERS and not attempt:
        return MAIL_DOMAIN
    words = label.split("-")
    trade = [word for word in words[1:] if word in TRADES]
    if is_acronym(label):
        name = organizations.acronym(key, label, attempt).lower()
    else:
        name = organizations.name_of(key, slug(" ".join(words)), attempt)
    registrable = "-".join([name, *trade]) + f".{RESERVED_SUFFIX}"
    subdomains = [
        sub if sub in SUBDOMAINS else readable_handle(key, sub, attempt) for sub in parts.subdomain.split(".") if sub
    ]
    return ".".join([*subdomains, registrable])


def surrogate_username(key: FamilyKey, surface: str, persons: Persons, attempt: int = 0) -> str:
    """Return the user name that the surrogate would have made, or a readable one of the same look."""
    if not attempt:
        for person, surrogate in persons:
            if handle := render_handle(key, surface, person, surrogate):
                return handle
    return readable_handle(key, surface, attempt)


def surrogate_hostname(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another host: role words and numbering stay, names do not."""
    labels = surface.split(".")
    made = [
        "-".join(
            word if HOST_ROLE.fullmatch(word.casefold()) else readable_handle(key, word, attempt)
            for word in label.split("-")
        )
        for label in labels[:1]
    ]
    domain = ".".join(labels[1:])
    new_domain = [surrogate_domain(key, domain, attempt)] if domain else []
    host = ".".join([*made, *new_domain])
    return host if host != surface else readable_handle(key, surface, attempt)


def surrogate_ip(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return an address in a private or documentation range; a common /24 (IPv6: /48) stays common, no more.

    Private IPv4 stays in 10.0.0.0/8; public IPv4 goes to 198.18.0.0/15 (RFC 2544), which has 512 networks, so that two
    networks may become one; IPv6 to 2001:db8::/32 (RFC 3849). What keeps longer prefixes can be undone from a few known
    addresses (Brekne et al., 2005; Burkhart et al., 2010).

    Arguments:
        key: the family key of internet names.
        surface: the address as it is written; a prefix length stays.
        attempt: counts up where an earlier surrogate was taken: another host of the network, then another network.
    """
    bare, slash, prefix = surface.partition("/")
    try:
        address = ipaddress.ip_address(bare.strip("[]"))
    except ValueError:
        return readable_handle(key, surface, attempt)
    new = _other_address(key, address, attempt)
    if new == address:  # an address of a reserved range can come out of it again
        new = _other_address(key, address, attempt + SECOND_CHANCE)
    return str(new) + slash + prefix


def _other_address(key: FamilyKey, address: Address, attempt: int) -> Address:
    """Permute the network, and under it the host."""
    host_bits = 8 if address.version == 4 else 80
    network, host = divmod(int(address), 1 << host_bits)
    if address.version == 6:
        start, networks = 0x20010DB8 << 16, 1 << 16
    elif address.is_private:
        start, networks = 10 << 16, 1 << 16
    else:
        start, networks = 198 << 16 | 18 << 8, 1 << 9
    label = f"ip|{address.version}|{attempt // HOSTS_TRIED}"
    new_network = start + spread(key, label, network, networks)
    new_host = permute(key, f"{label}|{network}|{attempt % HOSTS_TRIED}", host, 1 << host_bits)
    return type(address)(new_network << host_bits | new_host)


def surrogate_mac(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return a locally administered MAC address in the same notation (IEEE 802: second lowest bit of the first octet)."""
    octets = bytearray(key.digest(f"mac|{surface.casefold()}|{attempt}")[:6])
    octets[0] = octets[0] & 0xFC | 0x02
    digits = cycle(octets.hex())
    made = "".join(next(digits) if character.isalnum() else character for character in surface)
    return made.upper() if surface.isupper() else made


def readable_handle(key: FamilyKey, surface: str, attempt: int) -> str:
    """Replace each run of letters by a word of a pool and each run of digits by other digits."""
    words = pool("en", "family")

    def word(run: "regex.Match[str]") -> str:
        if len(run[0]) == 1:
            return chr(ord("a") + key.number(f"letter|{surface.casefold()}|{run.start()}|{attempt}", 26))
        new = words[key.number(f"handle|{surface.casefold()}|{run.start()}|{attempt}", len(words))]
        return new.upper() if run[0].isupper() else new.lower()

    lettered = PERSONAL_HANDLE.sub(word, surface)
    return regex.sub(r"\d+", lambda run: digits_like(key, f"{surface}|{attempt}", run[0]), lettered)


def is_ip(host: str) -> bool:
    """Tell whether a host is written as an address."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@cache
def _extractor() -> tldextract.TLDExtract:
    """The public suffix list that ships with tldextract; never fetched."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _extract(domain: str) -> tldextract.ExtractResult:
    return _extractor()(domain)
