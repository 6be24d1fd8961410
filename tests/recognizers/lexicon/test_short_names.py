"""Short names of European languages are given names, and none of them is in a pool or an ordinary word."""

import pytest

from recognizers.lexicon.cultures import culture_of_given
from recognizers.lexicon.names import is_given_name
from recognizers.lexicon.not_names import is_ordinary
from recognizers.lexicon.short_names import SHORT_NAMES


@pytest.mark.parametrize("name", ["Krzysiek", "Mimmo", "Juninho", "Henk", "Gégé", "Conchi", "Vroni"])
def test_a_short_name_is_a_given_name(name: str) -> None:
    assert is_given_name(name)


def test_no_short_name_is_in_a_pool_or_an_ordinary_word() -> None:
    assert [name for name in sorted(SHORT_NAMES) if culture_of_given(name) or is_ordinary(name)] == []
