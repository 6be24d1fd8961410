"""Internet identifiers: e-mail addresses, domains, user names, hosts and network addresses, in reserved ranges."""

import ipaddress
from collections.abc import Sequence
from functools import lru_cache
from itertools import cycle

import regex

from pipeline.replace import organizations
from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import permute
from pipeline.replace.keyed.shapes import LETTERS, digits_like, fill, permute_characters, permute_digits, spread
from pipeline.replace.people.surrogate_handles import Handles
from recognizers.lexicon.company_names import ENGLISH
from recognizers.lexicon.domain_names import parts_of_domain
from recognizers.lexicon.internet_words import FURTHER_ROLES, HOST_ROLES, PUBLIC_PROVIDERS, ROLES, SUBDOMAINS, TEAMS
from recognizers.lexicon.organization_names import TRADES, is_acronym, slug
from recognizers.lexicon.pools import pool

RESERVED_SUFFIX = "example"  # RFC 2606
# Suffixes of private networks, which never lead to anybody's host: RFC 2606, 6762 and ICANN's `.internal`.
PRIVATE_SUFFIXES = frozenset("internal local localdomain lan corp home intranet private test invalid localhost".split())
ROLE_WORDS = ROLES | FURTHER_ROLES | TEAMS
MIN_HOST_WORD = 3  # letters of a word that is replaced by a name
LETTER_RUN = regex.compile(r"\p{L}+")
WORD_BREAK = regex.compile(r"[._-]")
NUMBER = regex.compile(r"\d+")

# An address in a text that may have brackets, a port, a zone or a second address beside it.
IP = regex.compile(
    r"(?<![\p{L}\d.:])(?P<address>(?:\d{1,3}\.){3}(?:\d{1,3}|\*)|(?=[\da-f:]*:[\da-f:]*:)[\da-f:]+(?:(?<=:)(?:\d{1,3}\.){3}\d{1,3})?)"
    r"(?:/(?P<prefix>\d{1,3}))?(?![\p{L}\d]|\.\d)",
    regex.IGNORECASE,
)
SHORTEST_PREFIX = {4: 16, 6: 40}  # of networks that are smaller than the reserved ranges
HOSTS_TRIED = 3  # addresses tried in one network before another network is used
SECOND_CHANCE = 1_000_000  # a candidate number that no caller uses
CACHED_DOMAINS = 4_096  # many addresses share a domain

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def surrogate_email(handles: Handles, surface: str, domain_key: FamilyKey, attempt: int = 0) -> str:
    """Return a surrogate e-mail address, which depends on the address alone: on its local part, and on its domain.

    Arguments:
        handles: makes the surrogates of local parts, which are those of user names.
        surface: the address as it is written.
        domain_key: the family key of organizations.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    local, at, domain = surface.rpartition("@")
    if not at:
        is_domain = "." in surface and parts_of_domain(surface.casefold()).suffix
        return surrogate_domain(domain_key, surface, attempt) if is_domain else handles.surrogate(surface, attempt)
    name, plus, tag = local.partition("+")
    kept = is_role(name) and not plus
    new_local = name if kept and not attempt else handles.surrogate(name, attempt)
    new_tag = plus + handles.surrogate(tag, attempt) if plus else ""
    return f"{new_local}{new_tag}@{surrogate_domain(domain_key, domain, attempt)}"


def is_role(name: str) -> bool:
    """Return whether a local part names a role: "support", "sales-team"."""
    local = name.casefold()
    return local in ROLES or all(word in ROLE_WORDS for word in WORD_BREAK.split(local))


@lru_cache(CACHED_DOMAINS)
def surrogate_domain(key: FamilyKey, domain: str, attempt: int = 0) -> str:
    """Return a domain under the reserved `.example`, named after the surrogate of the organization.

    Another public suffix than `.com` becomes a word of the name, so that acme.com and acme.de do not become one domain.
    The suffixes of private networks, such as `.internal`, stay.

    Arguments:
        key: the family key of organizations.
        domain: the domain as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    lower = domain.casefold().rstrip(".")
    *labels, last = lower.split(".")
    if last in PRIVATE_SUFFIXES:
        return ".".join([*_within(key, labels, attempt), last]) if labels else domain
    parts = parts_of_domain(lower)
    if not parts.domain:
        return domain
    subdomains = [_host_label(key, label, attempt) for label in parts.subdomain.split(".") if label]
    suffix = [] if parts.suffix in ("", "com") else parts.suffix.split(".")
    registrable = "-".join([name_of_label(key, parts.domain, attempt), *suffix])
    return ".".join([*subdomains, f"{registrable}.{RESERVED_SUFFIX}"])


def surrogate_host(key: FamilyKey, host: str, attempt: int = 0) -> str:
    """Return the surrogate of a host: of a domain, or of the first label of one.

    Arguments:
        key: the family key of organizations.
        host: the host name as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    if "." in host:
        return surrogate_domain(key, host, attempt)
    made = _host_label(key, host.casefold(), attempt)
    return made.upper() if host.isupper() else made


def _within(key: FamilyKey, labels: Sequence[str], attempt: int) -> list[str]:
    """Return the labels of a host in a private network; the last one is the name of an organization."""
    return [*(_host_label(key, label, attempt) for label in labels[:-1]), name_of_label(key, labels[-1], attempt)]


def name_of_label(key: FamilyKey, label: str, attempt: int = 0) -> str:
    """Return the surrogate of the label that names an organization; its trade stays."""
    first, *words = label.split("-")
    trade = [word for word in words if word in TRADES]
    if label in PUBLIC_PROVIDERS:
        return organizations.name_of(key, f"mail provider {label}", attempt, ENGLISH) + "mail"
    if is_acronym(label):
        name = organizations.acronym(key, label, attempt).lower()
    else:
        name = organizations.name_of(key, slug(" ".join([first, *words])), attempt)
    return "-".join([name, *trade])


def _host_label(key: FamilyKey, label: str, attempt: int) -> str:
    """Return a label of a host: words for roles stay ("db", "prod"), other words and the numbers are replaced."""
    if (label in SUBDOMAINS or label in HOST_ROLES) and not attempt:
        return label
    salt = f"host|{NUMBER.sub('', label)}|{attempt}"

    def word(run: "regex.Match[str]") -> str:
        if run[0].casefold() in HOST_ROLES:
            return run[0]
        if len(run[0]) < MIN_HOST_WORD and run[0].isascii():
            return fill(run[0], permute_characters(key, salt, run[0].upper(), [LETTERS] * len(run[0])))
        return organizations.name_of(key, slug(run[0]), attempt)

    made = NUMBER.sub(lambda run: permute_digits(key, salt, run[0]), LETTER_RUN.sub(word, label))
    return made if made != label else organizations.name_of(key, label, attempt)


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
    made = IP.sub(lambda found: _other_ip(key, found, attempt), surface)
    return made if made != surface else readable_handle(key, surface, attempt)


def _other_ip(key: FamilyKey, found: "regex.Match[str]", attempt: int) -> str:
    """Return another address in the same range; "10.0.7.0/24" and "10.0.7.*" become networks again."""
    try:
        address = ipaddress.ip_address(found["address"].replace("*", "0"))
    except ValueError:
        return found[0]
    new = _other_address(key, address, attempt)
    if new == address:  # possible if the original lies in a reserved range
        new = _other_address(key, address, attempt + SECOND_CHANCE)
    if found["address"].endswith("*"):
        return str(new).rpartition(".")[0] + ".*"
    prefix = int(found["prefix"] or 0)
    if SHORTEST_PREFIX[address.version] <= prefix <= address.max_prefixlen:
        is_network = ipaddress.ip_network((address, prefix), strict=False).network_address == address
        new = ipaddress.ip_network((new, prefix), strict=False).network_address if is_network else new
    return f"{new}/{prefix}" if prefix else str(new)


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
            letter = chr(ord("a") + key.number(f"letter|{surface.casefold()}|{run.start()}|{attempt}", 26))
            return letter.upper() if run[0].isupper() else letter
        new = words[key.number(f"handle|{surface.casefold()}|{run.start()}|{attempt}", len(words))]
        return new.upper() if run[0].isupper() else new.lower()

    lettered = LETTER_RUN.sub(word, surface)
    return regex.sub(r"\d+", lambda run: digits_like(key, f"{surface}|{attempt}", run[0]), lettered)


def is_ip(host: str) -> bool:
    """Return whether a host is an IP address."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
