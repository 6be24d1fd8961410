"""Lists of names in one string, and tables of names without their strings."""

from hypothesis import given
from hypothesis import strategies as st

from recognizers.lexicon.pools.name_list import NameList
from recognizers.lexicon.pools.name_table import NameTable, indices_of


@given(st.dictionaries(st.text(min_size=1), st.sampled_from(["da", "de", "nl"])), st.lists(st.text()))
def test_a_table_answers_like_a_dictionary(cultures: dict[str, str], unknown: list[str]) -> None:
    lines = [(one, [name for name, culture in cultures.items() if culture == one]) for one in ("da", "de", "nl")]

    table = NameTable.of_lines(lines)

    for name in [*cultures, *unknown]:
        assert table.get(name, "") == cultures.get(name, "")


NAMES = st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1), min_size=1)


@given(NAMES, st.lists(st.text()))
def test_indices_are_those_of_a_dictionary(names: list[str], unknown: list[str]) -> None:
    indices, expected = indices_of(names), {name: index for index, name in enumerate(names)}

    assert [indices.get(name, None) for name in [*names, *unknown]] == [expected.get(n) for n in [*names, *unknown]]


@given(NAMES, st.data())
def test_a_list_of_names_reads_like_a_tuple(names: list[str], data: st.DataObject) -> None:
    listed, wanted = (
        NameList("\n".join(names)),
        data.draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names))),
    )
    chosen = listed.selected(wanted)

    assert (*listed,) == listed[:] == tuple(names)
    assert (listed[-1], listed[1:]) == (names[-1], tuple(names[1:]))
    assert (*chosen,) == tuple(name for name, is_wanted in zip(names, wanted, strict=True) if is_wanted)
