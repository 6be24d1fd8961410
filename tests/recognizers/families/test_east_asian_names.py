"""Names of two words in East Asian scripts, and other words in them."""

import pytest

from recognizers.families.people.east_asian import names_in_east_asian_scripts


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _, _ in names_in_east_asian_scripts(text)]


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("Please forward the report to ", "拓也 井上", " at once"),
        ("", "佐々木 健一", ""),
        ("担当：", "山田 太郎", ""),
        ("", "王 小明", " 来了"),
        ("", "김 민준", " 씨"),
    ],
)
def test_a_family_name_beside_a_given_name_is_a_person(before: str, name: str, after: str) -> None:
    assert found(f"{before}{name}{after}") == [name]


@pytest.mark.parametrize("text", ["連絡 先 電話", "가격 인상", "2024 年 3 月", "東京 2020"])
def test_other_words_are_no_person(text: str) -> None:
    assert found(text) == []
