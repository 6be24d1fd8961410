"""Pools: versioned word lists for surrogates, shipped with the package and verified by a checksum when loaded."""

import gzip
import hashlib
import json
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import regex

from recognizers.lexicon.pools.name_list import NameList
from recognizers.lexicon.pools.name_table import NameTable, indices_of

# A new version of the pools changes pseudonyms: they are consistent only within one version.
VERSION = 7
DATA = "pools.json.gz"
DIGEST = "pools.sha256"  # lines of `sha256sum`
FIRST_GREEK = "\u0370"
JOB, JOB_FEMALE, JOB_MALE = "job", "job_female", "job_male"
ACCENTS = regex.compile(r"[\u0300-\u036F]")


def pool(culture: str, kind: str) -> NameList:
    """Return the values of a pool in their fixed order.

    Arguments:
        culture: a language code such as `en`, or `any`.
        kind: for a language code `given_female`, `given_male`, `family`, `family_female`, `city`, `coined_city`, `job`,
            `field` ...; for `any` `company_word`, `codename`, `common_word`, `country`, `region_us`, `region_code_us` ...

    Returns:
        The values; those of `en` if the culture has no pool of this kind.

    Raises:
        RuntimeError: the data file does not match its checksum.
    """
    return _names(culture if has_pool(culture, kind) else "en", kind)


def has_pool(culture: str, kind: str) -> bool:
    """Return whether a culture has its own pool of a kind."""
    return kind in _pools()[culture]


@cache
def pool_index(culture: str, kind: str) -> NameTable[int]:
    """Return the index of each value of a pool, by its case-folded form."""
    return indices_of(map(str.casefold, pool(culture, kind)))


def canonical(name: str) -> str:
    """Return the canonical form of a name: in lower case, without accents."""
    return name.lower() if name.isascii() else _canonical(name)


@lru_cache(maxsize=4_096)
def _canonical(name: str) -> str:
    plain = name.casefold()
    if plain[0] < FIRST_GREEK:
        plain = plain.translate(_without_accents())
    return plain if plain.isascii() else unicodedata.normalize("NFC", _bare(plain))


@cache
def _without_accents() -> dict[int, str]:
    """Return a translation table from accented Latin letters to unaccented ones."""
    stroked = {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d"}
    return {code: _bare(chr(code)) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))} | stroked


def _bare(text: str) -> str:
    return ACCENTS.sub("", unicodedata.normalize("NFD", text))


def cultures() -> tuple[str, ...]:
    """Return the cultures that have names, `en` first."""
    return ("en", *(culture for culture in _pools() if culture not in ("any", "en")))


def version() -> int:
    """Return the version of the pools. Pseudonyms are consistent only within one version."""
    return VERSION


def verified(file: str) -> bytes:
    """Return the bytes of a data file of this package.

    Raises:
        RuntimeError: the file does not match its checksum.
    """
    folder = resources.files(__name__)
    data = (folder / file).read_bytes()
    if f"{hashlib.sha256(data).hexdigest()}  {file}" not in (folder / DIGEST).read_text().splitlines():
        raise RuntimeError(f"{file} does not match its checksum: install the package again")
    return data


@cache
def _names(culture: str, kind: str) -> NameList:
    return NameList(_pools()[culture][kind])


@cache
def _pools() -> dict[str, dict[str, str]]:
    """Return culture -> kind -> the values, one a line. Most processes need few of them."""
    loaded: dict[str, dict[str, str]] = json.loads(gzip.decompress(verified(DATA)))
    return loaded
