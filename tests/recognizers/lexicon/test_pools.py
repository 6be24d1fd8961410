import importlib
import shutil
import sys
from pathlib import Path

import pytest

from recognizers.lexicon import pools
from recognizers.lexicon.pools import canonical, cultures, has_pool, people, pool, pool_index, version

NAME_KINDS = ("given_female", "given_male", "family")
WORD_KINDS = ("company_word", "codename", "common_word", "country", "region_us")
# Restoring could confuse a surrogate with an equal word of the sentence.
COMMON_WORDS = frozenset("will mark grace may rose hope faith art bill june april king young long the and".split())
SCRIPTS = {
    "ru": "Ѐ-ӿ",
    "el": "Ͱ-Ͽ",
    "ar": "؀-ۿ",
    "hi": "ऀ-ॿ",
    "zh": "一-鿿",
    "ko": "가-힣",
}


@pytest.mark.parametrize("kind", NAME_KINDS)
@pytest.mark.parametrize("culture", cultures())
def test_names_of_every_culture_are_sorted_unique_and_not_words(culture: str, kind: str) -> None:
    names = pool(culture, kind)

    assert len(names) >= 20
    assert list(names) == sorted(set(names))
    assert not {name.casefold() for name in names} & COMMON_WORDS


@pytest.mark.parametrize(("culture", "script"), SCRIPTS.items())
def test_names_are_written_in_the_script_of_their_culture(culture: str, script: str) -> None:
    first, last = script[0], script[-1]

    assert [
        name
        for kind in NAME_KINDS
        for name in pool(culture, kind)
        if not any(first <= character <= last for character in name)
    ] == []


@pytest.mark.parametrize("kind", WORD_KINDS)
def test_culture_independent_pools_are_large(kind: str) -> None:
    assert len(pool("any", kind)) >= 50


def test_city_pools_are_large() -> None:
    assert len(pool("en", "coined_city")) > 200


def test_coined_cities_are_not_real_cities() -> None:
    real = {canonical(city) for culture in cultures() if has_pool(culture, "city") for city in pool(culture, "city")}
    coined = [
        city for culture in cultures() if has_pool(culture, "coined_city") for city in pool(culture, "coined_city")
    ]

    assert not real & {canonical(city) for city in coined}
    assert len({canonical(city) for city in coined}) == len(coined)


def test_missing_pool_kind_falls_back_to_english() -> None:
    assert pool("in", "street") == pool("en", "street")


def test_english_is_the_first_culture() -> None:
    assert cultures()[0] == "en"
    assert len(cultures()) == len(set(cultures()))


def test_pool_index_ignores_case() -> None:
    names = pool("de", "family")

    assert [pool_index("de", "family").get(name.casefold(), None) for name in names] == list(range(len(names)))


def test_pool_version_is_a_number() -> None:
    assert version() >= 1


@pytest.mark.parametrize("file", [pools.DATA, people.DATA])
def test_altered_pool_file_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    altered = tmp_path / "altered_pools"
    shutil.copytree(Path(pools.__file__).parent, altered)
    with (altered / file).open("ab") as data:
        data.write(b" ")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "altered_pools", raising=False)

    with pytest.raises(RuntimeError, match=f"{file}.*install the package again"):
        importlib.import_module("altered_pools").verified(file)
