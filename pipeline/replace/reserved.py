"""Reserved ranges: detects values in ranges that belong to nobody, such as surrogates."""

import ipaddress

import phonenumbers
import regex

from pipeline.replace.internet import RESERVED_SUFFIX
from pipeline.replace.numbers.numbers import TEST_CARD_PREFIXES
from pipeline.replace.numbers.phones import is_reserved as is_reserved_phone
from pipeline.replace.places.postcodes import is_unissued

# RFC 2544, RFC 3849, and loopback addresses (RFC 6890). The private range 10.0.0.0/8 also contains originals.
NETWORKS = [
    ipaddress.ip_network(network)
    for network in ("198.18.0.0/15", "2001:db8::/32", "127.0.0.0/8", "::1/128", "0.0.0.0/32")
]
DOMAIN = regex.compile(rf".*\.{RESERVED_SUFFIX}|(?:.*\.)?{RESERVED_SUFFIX}\.(?:com|net|org)")  # RFC 2606
FIRST_UNISSUED_AREA, FIRST_ITIN_GROUP = 900, 50
# Entities with reserved ranges. Names, places, dates and ids of companies have none.
ENTITIES = frozenset(
    "EMAIL_ADDRESS URL DOMAIN_NAME PHONE_NUMBER US_SSN CREDIT_CARD IP_ADDRESS ZIP_CODE IBAN_CODE".split()
)


def is_reserved(entity: str, surface: str) -> bool:
    """Return whether a value lies in a range that is reserved for tests or fiction, or that was never issued.

    Arguments:
        entity: the entity of the value; the result is False for an entity without such a range.
        surface: the value as it is written, folded.
    """
    digits = "".join(filter(str.isdecimal, surface))
    if entity in ("EMAIL_ADDRESS", "URL", "DOMAIN_NAME"):
        return _is_reserved_host(surface)
    if entity == "PHONE_NUMBER":
        return _is_nobodys_phone(surface)
    if entity == "US_SSN" and len(digits) == 9:
        return int(digits[:3]) >= FIRST_UNISSUED_AREA and int(digits[3:5]) < FIRST_ITIN_GROUP
    if entity == "CREDIT_CARD":
        return any(digits.startswith(prefix) for _, prefix in TEST_CARD_PREFIXES)
    if entity == "ZIP_CODE":
        return is_unissued(surface)
    if entity == "IBAN_CODE":
        return set("".join(filter(str.isalnum, surface))[4:8]) <= {"0", "X"}
    return entity == "IP_ADDRESS" and _is_reserved_address(surface)


def _is_reserved_host(surface: str) -> bool:
    host = surface.casefold().partition("://")[2] or surface.casefold()
    host = host.rpartition("@")[2]
    for end in "/?#:":
        host = host.partition(end)[0]
    return bool(DOMAIN.fullmatch(host.rstrip("."))) or _is_reserved_address(host)


def _is_nobodys_phone(surface: str) -> bool:
    try:
        number = phonenumbers.parse(surface, "US")
    except phonenumbers.NumberParseException:
        return False
    return is_reserved_phone(int(number.country_code or 0), str(number.national_number))


def _is_reserved_address(surface: str) -> bool:
    try:
        address = ipaddress.ip_address(surface.partition("/")[0].strip("[]"))
    except ValueError:
        return False
    return any(address in network for network in NETWORKS)
