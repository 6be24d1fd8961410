"""Internet identifiers: e-mail addresses, domains, user names, hosts and network addresses, in reserved ranges."""

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

HOSTS_TRIED = 3  # addresses tried in one network before another network is used
SECOND_CHANCE = 1_000_000  # a candidate number that no caller uses

Persons = Sequence[tuple[Person, Surrogate]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def surrogate_email(key: FamilyKey, surface: str, persons: Persons, domain_key: FamilyKey, attempt: int = 0) -> str:
    """Return a surrogate e-mail address: the local part follows the person, the domain follows the organization.

    Arguments:
        key: the family key of internet names.
        surface: the address as it is written.
        persons: the people of the document with their surrogates.
        domain_key: the family key of organizations.
        attempt: number of the candidate; increased if an earlier one is already in use.
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
    """Return a domain under the reserved `.example`, named after the surrogate of the organization.

    All public mail providers become one domain. Sub-domains that name a service stay.

    Arguments:
        key: the family key of organizations.
        domain: the domain as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
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
    """Return a user name derived from the surrogate of a person, or else a readable one in the same format.

    Arguments:
        key: the family key of internet names.
        surface: the user name as it is written.
        persons: the people of the document with their surrogates.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    if not attempt:
        for person, surrogate in persons:
            if handle := render_handle(key, surface, person, surrogate):
                return handle
    return readable_handle(key, surface, attempt)


def surrogate_hostname(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return a surrogate host name; role words such as "db" and their numbers stay.

    Arguments:
        key: the family key of internet names.
        surface: the host name as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
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
    """Return an address in a private or documentation range; only a common /24 prefix (IPv6: /48) is preserved.

    Private IPv4 addresses map to 10.0.0.0/8, public ones to 198.18.0.0/15 (RFC 2544), and IPv6 to 2001:db8::/32
    (RFC 3849). The public range has 512 networks, so two networks may become one. Preserving longer prefixes would allow
    reversal from a few known addresses (Brekne et al., 2005; Burkhart et al., 2010).

    Arguments:
        key: the family key of internet names.
        surface: the address as it is written; a prefix length stays.
        attempt: number of the candidate; increased if an earlier one is already in use: first other hosts of the
            network, then other networks.
    """
    bare, slash, prefix = surface.partition("/")
    try:
        address = ipaddress.ip_address(bare.strip("[]"))
    except ValueError:
        return readable_handle(key, surface, attempt)
    new = _other_address(key, address, attempt)
    if new == address:  # possible if the original lies in a reserved range
        new = _other_address(key, address, attempt + SECOND_CHANCE)
    return str(new) + slash + prefix


def _other_address(key: FamilyKey, address: Address, attempt: int) -> Address:
    """Permute the network, and the host within the network."""
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
    """Return a locally administered MAC address (IEEE 802: second lowest bit of the first octet) in the same notation.

    Arguments:
        key: the family key of internet names.
        surface: the address as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    octets = bytearray(key.digest(f"mac|{surface.casefold()}|{attempt}")[:6])
    octets[0] = octets[0] & 0xFC | 0x02
    digits = cycle(octets.hex())
    made = "".join(next(digits) if character.isalnum() else character for character in surface)
    return made.upper() if surface.isupper() else made


def readable_handle(key: FamilyKey, surface: str, attempt: int) -> str:
    """Replace each run of letters by a word of a pool, and each run of digits by other digits.

    Arguments:
        key: the family key of internet names.
        surface: the handle as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    words = pool("en", "family")

    def word(run: "regex.Match[str]") -> str:
        if len(run[0]) == 1:
            return chr(ord("a") + key.number(f"letter|{surface.casefold()}|{run.start()}|{attempt}", 26))
        new = words[key.number(f"handle|{surface.casefold()}|{run.start()}|{attempt}", len(words))]
        return new.upper() if run[0].isupper() else new.lower()

    lettered = PERSONAL_HANDLE.sub(word, surface)
    return regex.sub(r"\d+", lambda run: digits_like(key, f"{surface}|{attempt}", run[0]), lettered)


def is_ip(host: str) -> bool:
    """Return whether a host is an IP address."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@cache
def _extractor() -> tldextract.TLDExtract:
    """Return an extractor with the packaged public suffix list, which never uses the network."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _extract(domain: str) -> tldextract.ExtractResult:
    return _extractor()(domain)
