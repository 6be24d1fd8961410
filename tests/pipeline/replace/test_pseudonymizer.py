import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.replace.document import DocumentView
from pipeline.replace.keyed.keys import Key
from pipeline.replace.pseudonymizer import NOBODY, Pseudonymizer
from pipeline.text.spans import Span
from recognizers.entities import SECRETS
from recognizers.lexicon.handle_forms import to_ascii
from recognizers.lexicon.nicknames import is_any_short_form
from recognizers.lexicon.pools import canonical, pool

KEY = Key(bytes(range(32)))
SCOPE = "organization:all"
WORLD = Pseudonymizer(KEY, SCOPE)
NOISY = frozenset({"AGE", "DATE_TIME", "DATE_OF_BIRTH"})
VALUES = (
    ("PERSON", "John Smith"),
    ("PERSON", "王小明"),
    ("EMAIL_ADDRESS", "john.smith@acme.com"),
    ("URL", "https://acme.com/u/jsmith?id=4711"),
    ("DOMAIN_NAME", "acme.com"),
    ("USERNAME", "jsmith"),
    ("HOSTNAME", "zeus-04"),
    ("IP_ADDRESS", "10.1.2.3"),
    ("IP_ADDRESS", "2001:4860:4860::8888"),
    ("MAC_ADDRESS", "00:1A:2B:3C:4D:5E"),
    ("PHONE_NUMBER", "(212) 736-5000"),
    ("CREDIT_CARD", "4539 1488 0343 6467"),
    ("IBAN_CODE", "DE89 3704 0044 0532 0130 00"),
    ("US_SSN", "536-90-4399"),
    ("CUSTOMER_ID", "CUS-204881"),
    ("ANYTHING_ELSE", "AB-12/x9"),
    ("ORGANIZATION", "Acme Inc."),
    ("LOCATION", "Springfield"),
    ("ADDRESS", "12 Maple Street, Springfield"),
    ("ZIP_CODE", "94107"),
    ("DATE_TIME", "2025-03-04"),
    ("DATE_OF_BIRTH", "March 4, 1985"),
    ("AGE", "41"),
    ("JOB_TITLE", "Senior tax accountant"),
    ("JOB_TITLE", "VP"),
    ("API_KEY", "sk-proj-abcdefghijklmnop1234"),
    ("PASSWORD", "hunter22"),
    ("PROJECT_CODENAME", "Bluebird"),
    ("DICTIONARY_TERM", "Operation Teapot"),
)
IN_ANOTHER_PROCESS = """
from pipeline.replace.pseudonymizer import NOBODY, Pseudonymizer
from pipeline.replace.keyed.keys import Key
from pipeline.text.spans import Span
people = ["John Smith", "J. Smith", "Mary Jones", "Иван Петров"]
text = "; ".join(people)
spans = [Span(text.index(name), text.index(name) + len(name), "PERSON", 1.0, "test") for name in people]
world = Pseudonymizer(Key(bytes(range(32))), "organization:all")
view = world.view([text], [spans])
print(ascii([world.surrogate("PERSON", name, view) for name in people]))
"""


def document(*values: tuple[str, str], world: Pseudonymizer = WORLD) -> DocumentView:
    """Return the view of a document with one text per value."""
    texts = [surface for _, surface in values]
    return world.view(texts, [[Span(0, len(surface), entity, 1.0, "test")] for entity, surface in values])


def people(*surfaces: str) -> list[str]:
    """Return the surrogate of each mention in a document of these mentions."""
    view = document(*(("PERSON", surface) for surface in surfaces))
    return [WORLD.surrogate("PERSON", surface, view) for surface in surfaces]


@pytest.mark.parametrize(("entity", "surface"), VALUES, ids=lambda value: value)
def test_surrogate_differs_from_original_and_is_deterministic(entity: str, surface: str) -> None:
    surrogate = WORLD.surrogate(entity, surface, document((entity, surface)))

    assert surrogate.casefold() != surface.casefold()
    assert surrogate == Pseudonymizer(KEY, SCOPE).surrogate(entity, surface, document((entity, surface)))


@pytest.mark.parametrize(("entity", "surface"), VALUES, ids=lambda value: value)
def test_surrogate_never_equals_another_original_of_the_document(entity: str, surface: str) -> None:
    first = WORLD.surrogate(entity, surface, document((entity, surface)))
    view = document((entity, surface), (entity, first))

    if entity not in NOISY:  # one offset for all dates keeps their intervals, and one change of an age hides it
        assert WORLD.surrogate(entity, surface, view).casefold() not in view.originals


OF_A_WORLD = [value for value in VALUES if value[0] not in ("AGE", *SECRETS)]


@pytest.mark.parametrize(("entity", "surface"), OF_A_WORLD, ids=lambda value: value)
def test_surrogates_differ_by_key_and_scope(entity: str, surface: str) -> None:
    scopes = [(KEY, SCOPE), (KEY, "recipient:a"), (KEY, "recipient:b"), (Key(bytes(32)), SCOPE)]
    worlds = [Pseudonymizer(key, scope) for key, scope in scopes]

    surrogates = {world.surrogate(entity, surface, document((entity, surface), world=world)) for world in worlds}

    assert len(surrogates) > 1


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted({entity for entity, _ in VALUES})), st.text(min_size=1, max_size=25))
def test_any_text_of_any_entity_has_a_surrogate(entity: str, surface: str) -> None:
    assume(surface.strip().casefold() != f"<{entity}>".casefold())  # a placeholder maps to itself
    view = document((entity, surface))

    surrogate = WORLD.surrogate(entity, surface, view)

    assert surrogate.strip().casefold() != surface.strip().casefold()
    assert surrogate == WORLD.surrogate(entity, surface, view)


@pytest.mark.parametrize("hash_seed", ["0", pytest.param("7", marks=pytest.mark.slow)])
def test_surrogates_are_the_same_in_another_process(hash_seed: str) -> None:
    reported = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )

    assert reported.stdout.strip() == ascii(people("John Smith", "J. Smith", "Mary Jones", "Иван Петров"))


def test_surname_alone_follows_the_full_name() -> None:
    full, title, initial, comma, upper, given = people(
        "John Smith", "Mr. Smith", "J. Smith", "Smith, John", "SMITH", "John"
    )
    new_given, new_family = full.split()

    assert title == f"Mr. {new_family}"
    assert initial == f"{new_given[0]}. {new_family}"
    assert comma == f"{new_family}, {new_given}"
    assert upper == new_family.upper()
    assert given == new_given


HANDLES = [
    ("John Smith", "{given}.{family}", "john.smith"),
    ("Mary Jones", "{family}_{given}", "jones_mary"),
    ("Jürgen Müller", "{given}{family}", "juergenmueller"),
    ("Kwabena Fictitious", "{given}.{family}", "kwabena.fictitious"),
    ("J. Smith", "{given[0]}{family}", "jsmith"),
]


@pytest.mark.parametrize(("name", "form", "handle"), HANDLES)
def test_a_handle_agrees_with_the_name_and_is_the_same_without_it(name: str, form: str, handle: str) -> None:
    address = f"{handle}@acme.com"
    view = document(("PERSON", name), ("USERNAME", handle), ("EMAIL_ADDRESS", address))
    given, family = to_ascii_words(WORLD.surrogate("PERSON", name, view))
    expected = form.format(given=given, family=family)

    assert WORLD.surrogate("USERNAME", handle, view) == expected == WORLD.surrogate("USERNAME", handle, NOBODY)
    assert WORLD.surrogate("EMAIL_ADDRESS", address, view).startswith(f"{expected}@")
    assert WORLD.surrogate("EMAIL_ADDRESS", address, view) == WORLD.surrogate("EMAIL_ADDRESS", address, NOBODY)


ONE_RUN = Pseudonymizer(KEY, "dataset:default")


def seen_in_one_run(*values: tuple[str, str]) -> DocumentView:
    spans = [[Span(0, len(surface), entity, 1.0, "test")] for entity, surface in values]
    return ONE_RUN.view([surface for _, surface in values], spans)


INITIALS = ["jsmith", "j.smith", "smithj", "JSmith42"]


@pytest.mark.parametrize("handle", INITIALS)
def test_a_person_follows_a_user_name_with_the_initial(handle: str) -> None:
    view = seen_in_one_run(("PERSON", "John Smith"), ("PERSON", "Mr. Smith"), ("USERNAME", handle))
    given, family = ONE_RUN.surrogate("PERSON", "John Smith", view).split()
    made = ONE_RUN.surrogate("USERNAME", handle, view)

    assert made == ONE_RUN.surrogate("USERNAME", handle, NOBODY)
    assert re.sub(r"[\d.]", "", made).lower() in (f"{given[0]}{family}".lower(), f"{family}{given[0]}".lower())
    assert ONE_RUN.surrogate("PERSON", "Mr. Smith", view) == f"Mr. {family}"


@pytest.mark.parametrize(
    ("name", "handles", "followed"),
    [
        ("Nick Farrow", ["nicholas.farrow@acme.com"], 0),
        ("Nick Farrow", ["nfarrow", "nicholas_farrow"], 1),
        ("Pat Henley", ["patricia.henley@acme.com"], 0),
        ("Ms. Pat Henley", ["patricia.henley@acme.com"], 0),
        ("Pat O'Brien", ["patrick.obrien@acme.com"], 0),
        ("Kate Hollis", ["katherine.hollis@acme.com"], 0),
        ("HOLLIS, KATE", ["katherinehollis"], 0),
        ("Hans Gruber", ["johannes.gruber@firma.de"], 0),
        ("Paco Soto", ["francisco.soto@empresa.es"], 0),
        ("Katherine Hollis", ["kate.hollis@acme.com"], 0),  # the address has the short form
        ("Nick Farrow", ["nicholas.farrow@acme.com", "nick.farrow@acme.com"], 1),
    ],
)
def test_a_person_follows_the_user_name_with_another_form_of_the_given_name(
    name: str, handles: list[str], followed: int
) -> None:
    values = [("EMAIL_ADDRESS" if "@" in handle else "USERNAME", handle) for handle in handles]
    view = seen_in_one_run(("PERSON", name), *values)
    person, handle = ONE_RUN.surrogate("PERSON", name, view), ONE_RUN.surrogate(*values[followed], view)

    assert sorted(to_ascii(person.removeprefix("Ms. "))) == sorted(to_ascii(handle.partition("@")[0]))


@pytest.mark.parametrize(
    ("name", "handles"),
    [
        ("Nick Farrow", ["nicholas.farrow@acme.com", "dominick.farrow@acme.com"]),  # two of them fit
        ("Mr. Pat Henley", ["patricia.henley@acme.com"]),  # the title contradicts
        ("Nick Farrow", ["nicholas.ferris@acme.com"]),
        ("Nick Farrow Jr.", ["thomas.farrow@acme.com"]),
    ],
)
def test_a_person_follows_no_user_name_that_may_be_of_another(name: str, handles: list[str]) -> None:
    view = seen_in_one_run(("PERSON", name), *(("USERNAME", handle) for handle in handles))

    assert ONE_RUN.surrogate("PERSON", name, view) == ONE_RUN.surrogate(
        "PERSON", name, seen_in_one_run(("PERSON", name))
    )


def test_a_person_with_a_full_user_name_follows_no_initial() -> None:
    values = (("PERSON", "John Smith"), ("USERNAME", "jsmith"), ("EMAIL_ADDRESS", "john.smith@acme.com"))
    view, alone = seen_in_one_run(*values), seen_in_one_run(values[0])

    assert ONE_RUN.surrogate(*values[0], view) == ONE_RUN.surrogate(*values[0], alone)
    assert ONE_RUN.surrogate(*values[1], view) == ONE_RUN.surrogate(*values[1], NOBODY)


def test_two_people_with_one_initial_do_not_follow_a_shared_user_name() -> None:
    values = (("PERSON", "John Smith"), ("PERSON", "Jane Smith"), ("USERNAME", "jsmith"))

    assert [ONE_RUN.surrogate(*value, seen_in_one_run(*values)) for value in values] == [
        ONE_RUN.surrogate(*value, seen_in_one_run(value)) for value in values
    ]


@pytest.mark.parametrize("scope", ["organization:all", "dataset:sales", "recipient:acme", "gateway|dataset:sales"])
def test_nobody_follows_a_user_name_in_a_scope_that_joins_runs(scope: str) -> None:
    world, values = Pseudonymizer(KEY, scope), (("PERSON", "John Smith"), ("USERNAME", "jsmith"))
    spans = [[Span(0, len(surface), entity, 1.0, "test")] for entity, surface in values]
    view = world.view([surface for _, surface in values], spans)

    assert world.surrogate("PERSON", "John Smith", view) == world.surrogate("PERSON", "John Smith", NOBODY)


def to_ascii_words(name: str) -> list[str]:
    return [to_ascii(word) for word in name.split()]


def test_domain_follows_the_company() -> None:
    values = (("ORGANIZATION", "Acme Inc."), ("DOMAIN_NAME", "acme.com"), ("EMAIL_ADDRESS", "info@acme.com"))
    view = document(*values)
    company, domain, email = (WORLD.surrogate(entity, surface, view) for entity, surface in values)

    assert domain == company.removesuffix(" Inc.").lower() + ".example"
    assert email == f"info@{domain}"


def test_person_has_the_same_surrogate_in_every_document() -> None:
    assert people("John Smith", "Mary Jones")[0] == people("Karl Weber", "John Smith")[1]


# No short forms: "Chris Abbott" beside "Christian Abbott" is the same person.
GIVEN = [
    name
    for name in pool("en", "given_male")[:60] + pool("de", "given_female")[:60]
    if not is_any_short_form(canonical(name))
]
NAMES = st.builds(
    lambda given, family: f"{given} {family}",
    st.sampled_from(GIVEN),
    st.sampled_from(pool("en", "family")[:60] + pool("ru", "family")[:20]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(NAMES, min_size=2, max_size=40, unique_by=str.casefold))
def test_people_of_a_document_never_share_a_surrogate(names: list[str]) -> None:
    surrogates = Counter(people(*names))

    assert surrogates.most_common(1)[0][1] == 1
    assert not {name.casefold() for name in surrogates} & {name.casefold() for name in names}


@pytest.mark.parametrize("kind", ["family", "given_male"])
def test_people_with_single_names_never_share_a_surrogate(kind: str) -> None:
    names = pool("fi", kind)[:60]

    assert len(set(people(*names))) == len(names)


@pytest.mark.parametrize("surface", ["7", "@", "--", " "])
def test_name_without_letters_becomes_a_placeholder(surface: str) -> None:
    assert people(surface) == ["<PERSON>"]


def test_surrogate_matches_the_declared_pattern() -> None:
    world = Pseudonymizer(KEY, SCOPE, {"EMPLOYEE_ID": r"EMP-[1-4]\d{4}"})
    originals = [f"EMP-{number}" for number in range(10_000, 10_100)]
    view = document()

    surrogates = [world.surrogate("EMPLOYEE_ID", original, view) for original in originals]

    assert all(s[:4] == "EMP-" and s[4] in "1234" and s[5:].isdecimal() and len(s) == 9 for s in surrogates)
    assert len(set(surrogates)) == len(originals)


@pytest.mark.parametrize("days", [7, 30, 182, 1092])
def test_dates_of_a_document_shift_together(days: int) -> None:
    start, end = "2025-03-04", "2025-03-14"
    view = document(("DATE_TIME", start), ("DATE_TIME", end))

    new_start, new_end = (WORLD.shift("DATE_TIME", written, view, days) for written in (start, end))

    assert new_start != start
    assert days_between(new_start, new_end) == days_between(start, end)
    assert abs(days_between(start, new_start)) <= days


def test_shift_of_a_non_date_uses_a_surrogate() -> None:
    view = document(("CUSTOMER_ID", "CUS-204881"))

    assert WORLD.shift("CUSTOMER_ID", "CUS-204881", view, 30) == WORLD.surrogate("CUSTOMER_ID", "CUS-204881", view)


@pytest.mark.parametrize(
    ("entity", "surface", "general"),
    [("DATE_TIME", "2025-03-04", "2025"), ("AGE", "41", "40-49"), ("PERSON", "John Smith", "<PERSON>")],
)
def test_value_is_generalized_to_its_range_year_or_region(entity: str, surface: str, general: str) -> None:
    assert WORLD.generalize(entity, surface) == general


def days_between(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Vereinigte Hexmoor Bank AG", "VHB"),
        ("Northgate Harbor Systems Inc.", "NHS"),
    ],
)
def test_acronym_follows_the_surrogate_of_its_organization(name: str, short: str) -> None:
    view = document(("ORGANIZATION", name), ("ORGANIZATION", short))

    surrogate, letters = (WORLD.surrogate("ORGANIZATION", surface, view) for surface in (name, short))

    words = [word for word in surrogate.split() if word.strip(".") not in ("AG", "Inc")]
    assert letters in {"".join(word[0] for word in said).upper() for said in (words, [w for w in words if w != "of"])}


@pytest.mark.parametrize("short", ["BT", "BOT"])
def test_acronym_of_a_one_word_surrogate_has_other_letters(short: str) -> None:
    view = document(("ORGANIZATION", "Bank of Tessaly"), ("ORGANIZATION", short))

    letters = WORLD.surrogate("ORGANIZATION", short, view)

    assert len(letters) == len(short)
    assert letters != short


@pytest.mark.parametrize(
    ("name", "domain"), [("HSBC", "hsbc.com"), ("ACME", "acme.com"), ("Tessaly Foods", "tessaly.com")]
)
def test_organization_and_its_domain_share_a_name(name: str, domain: str) -> None:
    view = document(("ORGANIZATION", name), ("DOMAIN_NAME", domain))

    surrogate, host = WORLD.surrogate("ORGANIZATION", name, view), WORLD.surrogate("DOMAIN_NAME", domain, view)

    assert host == f"{surrogate.split()[0].lower()}.example"
