"""Reserved ranges: detects values in ranges that belong to nobody, such as surrogates."""

import ipaddress
from collections.abc import Callable

import phonenumbers
import regex

from pipeline.replace.internet import RESERVED_SUFFIX
from pipeline.replace.numbers.numbers import TEST_CARD_PREFIXES
from pipeline.replace.numbers.phones import is_reserved as is_reserved_phone
from pipeline.replace.places.postcodes import is_unissued
from recognizers.entities import row_of
from recognizers.lexicon.digits import digits_of

# RFC 2544, RFC 3849, and loopback addresses (RFC 6890). The private range 10.0.0.0/8 also contains originals.
NETWORKS = [
    ipaddress.ip_network(network)
    for network in ("198.18.0.0/15", "2001:db8::/32", "127.0.0.0/8", "::1/128", "0.0.0.0/32")
]
DOMAIN = regex.compile(rf".*\.{RESERVED_SUFFIX}|(?:.*\.)?{RESERVED_SUFFIX}\.(?:com|net|org)")  # RFC 2606
FIRST_UNISSUED_AREA, FIRST_ITIN_GROUP = 900, 50


def is_reserved(entity: str, surface: str) -> bool:
    """Return whether a value lies in a range that is reserved for tests or fiction, or that was never issued.

    Arguments:
        entity: the entity of the value; the result is False for an entity without such a range.
        surface: the value as it is written, folded.
    """
    is_in_range = RANGES.get(row_of(entity).reserved)
    return is_in_range is not None and is_in_range(surface)


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


def _is_unissued_ssn(surface: str) -> bool:
    digits = digits_of(surface)
    return len(digits) == 9 and int(digits[:3]) >= FIRST_UNISSUED_AREA and int(digits[3:5]) < FIRST_ITIN_GROUP


def _is_test_card(surface: str) -> bool:
    digits = digits_of(surface)
    return any(digits.startswith(prefix) for _, prefix in TEST_CARD_PREFIXES)


def _is_iban_of_no_bank(surface: str) -> bool:
    return set("".join(filter(str.isalnum, surface))[4:8]) <= {"0", "X"}


# Attribute `reserved` of an entity -> check of its range. Names, places, dates and ids of companies have no range.
RANGES: dict[str, Callable[[str], bool]] = {
    "card": _is_test_card,
    "host": _is_reserved_host,
    "iban": _is_iban_of_no_bank,
    "ip": _is_reserved_address,
    "phone": _is_nobodys_phone,
    "postcode": is_unissued,
    "ssn": _is_unissued_ssn,
}
