"""Phone number ranges that regulators reserve for films and books."""

from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Range:
    """Reserved numbers for one kind of phone number in a country.

    Arguments:
        kind: regular expression for the first digits of national numbers of this kind.
        prefixes: prefixes of the reserved numbers, for any number of following digits.
        source: the publication of the regulator.
    """

    kind: regex.Pattern[str]
    prefixes: tuple[str, ...]
    source: str


def _range(kind: str, prefixes: str, source: str) -> Range:
    return Range(regex.compile(kind), tuple(prefixes.split()), source)


OFCOM = "Ofcom, Telephone numbers for drama use"
ARCEP = "ARCEP, decision 2018-0881: numbers for audiovisual works"
BNETZA = "Bundesnetzagentur, Mitteilung 148/2021: Rufnummern für Film und Fernsehen"
PTS = "Post- och telestyrelsen, telefonnummer för böcker och filmer"

# Country calling code -> ranges. The first range with a matching kind applies.
RESERVED_RANGES: dict[int, tuple[Range, ...]] = {
    33: (
        _range(r"[67]", "63998", ARCEP),
        _range(r"1", "19900", ARCEP),
        _range(r"2", "26191", ARCEP),
        _range(r"3", "35301", ARCEP),
        _range(r"4", "46571", ARCEP),
        _range(r"5", "53649", ARCEP),
    ),
    44: (
        _range(r"7[1-57-9]", "7700900", OFCOM),
        _range(r"8", "8081570", OFCOM),
        _range(r"9", "9098790", OFCOM),
        _range(r"3", "3069990", OFCOM),
        _range(
            r"[12]",
            "1134960 1144960 1154960 1164960 1174960 1214960 1314960 1414960 1514960 1614960 1632960 1914980 2079460 "
            "2896496 2920180",
            OFCOM,
        ),
    ),
    46: (
        _range(r"7", " ".join(f"7017406{tens}" for tens in range(1, 10)), PTS),
        _range(r"", "3139006 4062804 8465004 9803192", PTS),
    ),
    49: (
        _range(r"1[567]", "176040690 17139200", BNETZA),
        _range(r"", "3023125 6990009 4066969 2214710 8999998", BNETZA),
    ),
    61: (
        _range(
            r"[2378]",
            "25550 27010 35550 37010 75550 77010 85550 87010",
            "ACMA, Phone numbers for use in TV shows, films",
        ),
    ),
    353: (_range(r"", "2091", "ComReg, National Numbering Conventions: numbers for drama use"),),
}
# Candidate regions for numbers without a country code: with a trunk zero, and without one.
TRUNK_ZERO_REGIONS = tuple("GB FR DE AU IE SE NL CH AT BE ZA IN JP NZ FI RO TR HU KR IT CN".split())
OTHER_REGIONS = tuple("ES PL PT CZ NO DK SG MX BR CN GR IN IT".split())
# Regions whose plans accept nearly any number of the right length, so that they say nothing about a number of another region.
LOOSE_PLANS = ("DE", "IN")
