import importlib
import shutil
from pathlib import Path

import pytest

from recognizers.lexicon import pools
from recognizers.lexicon.pools import canonical, cultures, has_pool, pool, pool_index, version

NAME_KINDS = ("given_female", "given_male", "family")
WORD_KINDS = ("company_word", "codename", "common_word", "country", "region_us")
# A surrogate that is also a word of its sentence could not be told from it when restoring.
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
def test_every_culture_has_sorted_unique_names_that_are_no_words(culture: str, kind: str) -> None:
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
def test_words_of_any_culture_are_there(kind: str) -> None:
    assert len(pool("any", kind)) >= 50


def test_there_are_enough_cities_to_choose_from() -> None:
    assert len(pool("en", "coined_city")) > 200


def test_no_coined_city_is_one_that_a_pool_knows() -> None:
    real = {canonical(city) for culture in cultures() if has_pool(culture, "city") for city in pool(culture, "city")}
    coined = [
        city for culture in cultures() if has_pool(culture, "coined_city") for city in pool(culture, "coined_city")
    ]

    assert not real & {canonical(city) for city in coined}
    assert len({canonical(city) for city in coined}) == len(coined)


def test_a_culture_without_a_kind_borrows_it_from_english() -> None:
    assert pool("in", "street") == pool("en", "street")


def test_english_comes_first() -> None:
    assert cultures()[0] == "en"
    assert len(cultures()) == len(set(cultures()))


def test_an_index_finds_every_value_in_any_case() -> None:
    names = pool("de", "family")

    assert [names[pool_index("de", "family")[name.casefold()]] for name in names] == list(names)


def test_the_version_is_a_number() -> None:
    assert version() >= 1


def test_an_altered_pool_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    altered = tmp_path / "altered_pools"
    shutil.copytree(Path(pools.__file__).parent, altered)
    (altered / pools.DIGEST).write_text("0" * 64)
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(RuntimeError, match="install the package again"):
        importlib.import_module("altered_pools").pool("en", "family")
