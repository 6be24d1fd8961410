"""Job titles: the surrogate has the same language, gender, case and rank."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.replace.jobs import KINDS, surrogate_job
from pipeline.replace.keyed.keys import FamilyKey, Key
from recognizers.lexicon.pools import cultures, has_pool, pool

KEY: FamilyKey = Key(bytes(range(32))).family("organization:all", "jobs")
LISTS = [(culture, kind) for culture in cultures() for kind in KINDS if has_pool(culture, kind)]


@pytest.mark.parametrize(("culture", "kind"), LISTS)
def test_titles_of_a_pool_are_permuted_without_fixed_points(culture: str, kind: str) -> None:
    from pipeline.replace.jobs import _other

    titles = pool(culture, kind)
    surrogates = [_other(KEY, culture, kind, title, 0) for title in titles]

    assert sorted(surrogates) == sorted(titles)
    assert not any(title == surrogate for title, surrogate in zip(titles, surrogates, strict=True))


@pytest.mark.parametrize(
    ("surface", "begins", "ends"),
    [
        ("Senior tax accountant", "Senior ", ""),
        ("Head of Marketing", "Head of ", ""),
        ("VP, Sales", "VP, ", ""),
        ("Vice President of Product", "Vice President of ", ""),
        ("Marketing Director", "", " Director"),
        ("Software Engineer II", "", " II"),
        ("Chief Financial Officer", "Chief ", " Officer"),
        ("CEO", "C", "O"),
        ("Leiter Vertrieb", "Leiter ", ""),
        ("Leitende Softwareentwicklerin", "Leitende ", ""),
        ("Directeur des ventes", "Directeur des ", ""),
        ("Jefe de ventas", "Jefe de ", ""),
        ("Старший инженер", "Старший ", ""),
    ],
)
def test_rank_is_kept_and_the_rest_is_replaced(surface: str, begins: str, ends: str) -> None:
    surrogate = surrogate_job(KEY, surface)

    assert surrogate.startswith(begins)
    assert surrogate.endswith(ends)
    assert surrogate != surface


@pytest.mark.parametrize(
    ("surface", "lists"),
    [
        ("Chartered accountant", [("en", "job")]),
        ("Software Engineer", [("en", "job")]),
        ("Accountant", [("en", "job")]),
        ("Softwareentwicklerin", [("de", "job_female")]),
        ("Softwareentwickler", [("de", "job_male")]),
        ("Bäckerin", [("de", "job_female")]),
        ("développeuse", [("fr", "job_female")]),
        ("Abogada", [("es", "job")]),
        ("инженер", [("ru", "job")]),
        ("软件工程师", [("zh", "job")]),
    ],
)
def test_surrogate_job_has_the_same_language_and_gender(surface: str, lists: list[tuple[str, str]]) -> None:
    surrogate = surrogate_job(KEY, surface).casefold()

    assert any(surrogate in {title.casefold() for title in pool(*one)} for one in lists)


@pytest.mark.parametrize("title", ["Chartered accountant", "Graphic designer"])
def test_surrogate_job_has_the_case_of_the_original(title: str) -> None:
    assert surrogate_job(KEY, title.lower()).split()[0].islower()
    assert surrogate_job(KEY, title.upper()).isupper()
    assert surrogate_job(KEY, title.title()).split()[-1][0].isupper()
    assert (
        len({surrogate_job(KEY, like).casefold() for like in (title, title.lower(), title.upper(), title.title())}) == 1
    )


def test_acronym_and_full_title_have_the_same_surrogate() -> None:
    letters, words = surrogate_job(KEY, "CFO"), surrogate_job(KEY, "Chief Financial Officer")

    assert letters == "".join(word[0] for word in words.split())


@given(st.text(max_size=40), st.integers(0, 5))
def test_any_text_is_accepted_as_a_title(surface: str, attempt: int) -> None:
    assert surrogate_job(KEY, surface, attempt) == surrogate_job(KEY, surface, attempt)
