"""H9: information about people and companies that pseudonyms reveal, and the frequency attack."""

import pytest

from pipeline import Key, Policy, Sanitizer, Span
from pipeline.replace.organizations import surrogate_organization
from recognizers.lexicon.pools.people import names_of_culture

MASTER = Key(bytes(range(32)))
PEOPLE = [
    "Mary Wilson",
    "Hans Müller",
    "Giulia Rossi",
    "Nguyễn Văn Minh",
    "Wei Zhang",
    "Xqz Vrobnikow",
    "Fatima Al-Sayed",
    "王小明",
]


@pytest.fixture(scope="module")
def restricted() -> Sanitizer:
    policy = Policy.load("restricted")
    return Sanitizer(
        policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})}), MASTER
    )


def test_restricted_pseudonyms_reveal_no_origin_and_no_rare_name(restricted: Sanitizer) -> None:
    """All surrogates come from one pool, also those of people with unknown names."""
    one_pool = {name.casefold() for names in names_of_culture("en").values() for name in names}
    for name in PEOPLE:
        (done,) = restricted.replace([name], [[Span(0, len(name), "PERSON", 1.0, "test")]])
        words = done.text.casefold().removeprefix("al-").replace(" al-", " ").split()
        assert [word for word in words if word not in one_pool] == [], name


def test_frequency_attack_identifies_few_more_people_than_counts() -> None:
    from frequency import TOP, attack

    from pipeline.replace.people.people import SHOWS

    _, top_shown, found_shown = attack(500, SHOWS)
    _, top, found = attack(500, frozenset())
    assert found < found_shown / 4
    assert top < top_shown
    assert found <= 500 // 20
    assert top <= TOP // 2


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        ("Bank of America", ("bank", "of")),
        ("University of Chicago Hospital", ("university", "hospital")),
        ("UK Ministry of Health", ("ministry", "health")),
        ("The Boston Consulting Group", ("consulting", "group")),
        ("Museum of Modern Art", ("museum", "of")),
    ],
)
def test_name_of_famous_form_becomes_one_invented_name(name: str, telling: tuple[str, ...]) -> None:
    words = surrogate_organization(MASTER.family("organization:all", "organizations"), name).lower().split()
    assert [word for word in telling if word in words] == []


def test_legal_form_of_a_famous_name_is_kept() -> None:
    made = surrogate_organization(MASTER.family("organization:all", "organizations"), "Bank of America Corp.")
    assert made.endswith(" Corp.")
    assert len(made.split()) == 2
