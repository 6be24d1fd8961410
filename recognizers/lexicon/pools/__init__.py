"""The word lists that surrogates are drawn from: vendored, versioned, and checked when loaded."""

import gzip
import hashlib
import json
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import regex

DATA = "pools.json.gz"
DIGEST = "pools.sha256"
FIRST_GREEK = "\u0370"
JOB, JOB_FEMALE, JOB_MALE = "job", "job_female", "job_male"
ACCENTS = regex.compile(r"[\u0300-\u036F]")


def pool(culture: str, kind: str) -> tuple[str, ...]:
    """Return a pool in its fixed order.

    Arguments:
        culture: a language code such as `en`, or `any`.
        kind: `given_female`, `given_male`, `family`, `family_female`, `city`, `coined_city`, `job`, `field` ... of a culture;
            `company_word`, `codename`, `common_word`, `country`, `region_us`, `region_code_us` ... of `any`.

    Returns:
        The values; those of `en` where the culture has none of that kind.
    """
    kinds = _pools()[culture]
    return kinds[kind] if kind in kinds else _pools()["en"][kind]


def has_pool(culture: str, kind: str) -> bool:
    """Tell whether a culture has a pool of a kind of its own."""
    return kind in _pools()[culture]


@cache
def pool_index(culture: str, kind: str) -> dict[str, int]:
    """Return where each value of a pool stands, by its case-folded form."""
    return {value.casefold(): index for index, value in enumerate(pool(culture, kind))}


def canonical(name: str) -> str:
    """Return what identifies a name however it is written: in lower case, without accents."""
    return name.lower() if name.isascii() else _canonical(name)


@lru_cache(maxsize=4_096)
def _canonical(name: str) -> str:
    plain = name.casefold()
    if plain[0] < FIRST_GREEK:
        plain = plain.translate(_without_accents())
    return plain if plain.isascii() else unicodedata.normalize("NFC", _bare(plain))


@cache
def _without_accents() -> dict[int, str]:
    """Return what the accented Latin letters are without their accents."""
    stroked = {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d"}
    return {code: _bare(chr(code)) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))} | stroked


def _bare(text: str) -> str:
    return ACCENTS.sub("", unicodedata.normalize("NFD", text))


def cultures() -> tuple[str, ...]:
    """Return the cultures that have names, `en` first."""
    return ("en", *(culture for culture in _pools() if culture not in ("any", "en")))


def version() -> int:
    """Return the version of the pools: pseudonyms agree only within one."""
    return int(_load()["version"])


@cache
def _pools() -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        culture: {kind: tuple(values) for kind, values in kinds.items()} for culture, kinds in _load()["pools"].items()
    }


@cache
def _load() -> dict:  # type: ignore[type-arg]
    folder = resources.files(__name__)
    data = gzip.decompress((folder / DATA).read_bytes())
    if hashlib.sha256(data).hexdigest() != (folder / DIGEST).read_text().strip():
        raise RuntimeError("the pools are damaged: install the package again")
    loaded: dict = json.loads(data)  # type: ignore[type-arg]
    return loaded
