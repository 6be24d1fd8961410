"""Tables of names without their strings."""

from hypothesis import given
from hypothesis import strategies as st

from recognizers.lexicon.pools.name_table import NameTable


@given(st.dictionaries(st.text(min_size=1), st.sampled_from(["da", "de", "nl"])), st.lists(st.text()))
def test_a_table_answers_like_a_dictionary(cultures: dict[str, str], unknown: list[str]) -> None:
    lines = [(one, [name for name, culture in cultures.items() if culture == one]) for one in ("da", "de", "nl")]

    table = NameTable(lines)

    for name in [*cultures, *unknown]:
        assert table.get(name, "") == cultures.get(name, "")
