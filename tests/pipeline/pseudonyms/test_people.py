from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.pseudonyms.document import link_people
from pipeline.pseudonyms.handles import render_handle
from pipeline.pseudonyms.keys import Key
from pipeline.pseudonyms.names import Role, parse
from pipeline.pseudonyms.people import Person, Surrogate, render, surrogate_person
from pipeline.pseudonyms.pools import canonical, cultures, pool
from pipeline.spans import Span

KEY = Key(bytes(range(32))).family("organization:all", "people")
ANNA = Surrogate("Anna", "Keller", "de", "given_female")
JOHN = Person("john", "smith")
CULTURES = cultures()


@pytest.mark.parametrize(
    ("surface", "roles"),
    [
        ("John Smith", "given family"),
        ("Smith, John", "family given"),
        ("SMITH, John Q.", "family given middle"),
        ("Mr. Smith", "title family"),
        ("Prof. Dr. Anna Weber", "title title given family"),
        ("John Smith Jr.", "given family suffix"),
        ("John Smith, PhD", "given family suffix"),
        ("J. Smith", "given family"),
        ("J. R. R. Tolkien", "given middle middle family"),
        ("Smith J", "family given"),
        ("Maria van der Berg", "given particle particle family"),
        ("van der Berg", "particle particle family"),
        ("Omar al Rashid", "given particle family"),
        ("Jean-Paul Dubois-Martin", "given family"),
        ("Sean O'Brien", "given family"),
        ("John", "given"),
        ("Smith", "family"),
        ("王小明", "family given"),
        ("김민준", "family given"),
        ("Иван Петров", "given family"),
        ("", ""),
        ("@ 7", ""),
    ],
)
def test_each_word_of_a_name_plays_its_part(surface: str, roles: str) -> None:
    assert " ".join(word.role for word in parse(surface, "").words) == roles


@pytest.mark.parametrize(("part", "role"), [("given", Role.GIVEN), ("family", Role.FAMILY)])
def test_a_column_says_what_a_name_is(part: str, role: Role) -> None:
    assert [word.role for word in parse("Jordan", part).words] == [role]


@pytest.mark.parametrize(
    ("surface", "rendered"),
    [
        ("John Smith", "Anna Keller"),
        ("JOHN SMITH", "ANNA KELLER"),
        ("john's", "anna's"),
        ("John Smith's", "Anna Keller's"),
        ("SMITH'S", "KELLER'S"),
        ("john smith", "anna keller"),
        ("John SMITH", "Anna KELLER"),
        ("Smith, John", "Keller, Anna"),
        ("Smith,John", "Keller,Anna"),
        ("John  Smith", "Anna  Keller"),
        ("John\n\tSmith", "Anna\n\tKeller"),
        ('"John Smith"', '"Anna Keller"'),
        ("(Smith)", "(Keller)"),
        ("J. Smith", "A. Keller"),
        ("J Smith", "A Keller"),
        ("Smith J.", "Keller A."),
        ("Mr. Smith", "Mr. Keller"),
        ("dr smith", "dr keller"),
        ("John Smith Jr.", "Anna Keller Jr."),
        ("John Smith III", "Anna Keller III"),
        ("Jan van der Smith", "Anna van der Keller"),
        ("John Smith 7", "Anna Keller 7"),
        ("John", "Anna"),
        ("Smith", "Keller"),
        ("", ""),
        ("@ 7", "@ 7"),
    ],
)
def test_a_surrogate_is_written_as_the_person_was(surface: str, rendered: str) -> None:
    assert render(KEY, surface, "", JOHN, ANNA) == rendered


@pytest.mark.parametrize("surface", ["John Quentin Smith", "John Q. Smith", "Q. J. Smith", "john quentin xavier smith"])
def test_a_middle_name_becomes_another_of_its_form(surface: str) -> None:
    written, other = (text.split() for text in (surface, render(KEY, surface, "", JOHN, ANNA)))

    assert len(other) == len(written)
    assert not set(written) & set(other)
    assert [len(word) == 2 and word[1] == "." for word in other] == [word[1:] == "." for word in written]


@pytest.mark.parametrize(
    ("handle", "rendered"),
    [
        ("jsmith", "akeller"),
        ("JSmith", "Akeller"),
        ("JSMITH", "AKELLER"),
        ("john.smith", "anna.keller"),
        ("smith.john", "keller.anna"),
        ("john_smith", "anna_keller"),
        ("john-smith", "anna-keller"),
        ("j.smith", "a.keller"),
        ("smith_j", "keller_a"),
        ("smithj", "kellera"),
        ("johns", "annak"),
        ("johnsmith", "annakeller"),
        ("john", "anna"),
        ("smith", "keller"),
        ("support", None),
        ("jsmithson", None),
        ("j.s", None),
        ("j", None),
        ("2024", None),
        ("", None),
    ],
)
def test_a_handle_made_of_a_name_becomes_one_of_the_surrogate(handle: str, rendered: str | None) -> None:
    assert render_handle(KEY, handle, Person("john", "smith"), ANNA) == rendered


@pytest.mark.parametrize("handle", ["jsmith7", "john.smith1984", "smith_007"])
def test_digits_of_a_handle_become_others_of_the_same_number(handle: str) -> None:
    rendered = render_handle(KEY, handle, Person("john", "smith"), ANNA)

    assert rendered is not None
    assert len(digits_of(rendered)) == len(digits_of(handle))
    assert digits_of(rendered) != digits_of(handle)


def test_a_handle_has_no_accents() -> None:
    zoe = Surrogate("Zoë", "Müller", "de", "given_female")

    assert render_handle(KEY, "jose.garcia", Person("jose", "garcia"), zoe) == "zoe.muller"


# mention=who: mentions of one document in order, each with the person who is meant.
LINKED = """
John Smith=1 | Mr. Smith=1
John Smith=1 | J. Smith=1
John Smith=1 | J Smith=1
John Smith=1 | Smith, John=1
John Smith=1 | SMITH=1
John Smith=1 | Smith=1
John Smith=1 | John=1
John Smith=1 | john=1
John Smith=1 | JOHN SMITH=1
John Smith=1 | john smith=1
John Smith=1 | John Q. Smith=1
John Smith=1 | John Quentin Smith=1
John Smith=1 | J. Q. Smith=1
John Smith=1 | Smith, J.=1
John Smith=1 | Smith J.=1
John Smith=1 | Dr. Smith=1
John Smith=1 | John Smith Jr.=1
John Smith=1 | John Smith, PhD=1
John Smith=1 | Smith, John Q.=1
Mr. Smith=1 | John Smith=1
John=1 | John Smith=1
J. Smith=1 | John Smith=1
SMITH=1 | John=1 | John Smith=1
Smith, John=1 | John=1 | Mr. Smith=1
Mr. Smith=1 | Smith=1
John=1 | JOHN=1
J. Smith=1 | J Smith=1
John Smith=1 | Jane Smith=2
John Smith=1 | John Jones=2
John Smith=1 | Jon Smith=2
John Smith=1 | Joan Smith=2 | John=1 | Joan=2
John Smith=1 | John Smithson=2 | Smith=1 | Smithson=2
John Smith=1 | Mr. Jones=2
John Smith=1 | K. Smith=2
John Smith=1 | Jones=2 | Smith=1
John Smith=1 | Mary=2
John Smith=1 | Mary Jones=2 | Smith=1 | Jones=2
John Smith=1 | Mary Jones=2 | John=1 | Mary=2
John Smith=1 | Mary Jones=2 | J. Smith=1 | Ms. Jones=2
John Smith=1 | Karen Smith=2 | Smith=2
Karen Smith=2 | John Smith=1 | Smith=1
John Smith=1 | Karen Smith=2 | J. Smith=1 | K. Smith=2
John Smith=1 | John Jones=2 | John=2
Smith=1 | John Smith=1 | Karen Smith=2
Maria van der Berg=1 | van der Berg=1
Maria van der Berg=1 | Mrs. van der Berg=1
Maria van der Berg=1 | Berg=1
Maria van der Berg=1 | van der Berg, Maria=1
Maria van der Berg=1 | Maria=1
Jean-Paul Dubois=1 | Dubois=1
Jean-Paul Dubois=1 | M. Dubois=1
Jean-Paul Dubois=1 | Mme Martin=2
Hans Müller=1 | Herr Müller=1
Hans Müller=1 | H. Müller=1
Hans Müller=1 | MÜLLER=1
Hans Müller=1 | Frau Schneider=2
Giulia Rossi=1 | Sig. Bianchi=2 | Rossi=1
Sean O'Brien=1 | O'Brien=1
Sean O'Brien=1 | Mr. O'Brien=1
Иван Петров=1 | И. Петров=1
Иван Петров=1 | Петров=1
Иван Петров=1 | Иван Иванов=2
राजेश कुमार=1 | राजेश=1
王小明=1 | 王小明=1
王小明=1 | 李小明=2
김민준=1 | 이민준=2
Omar al Rashid=1 | Rashid=1
John Smith=1 | John's=1 | John Smith's=1 | SMITH'S=1
John Smith=1 | Mr. John Smith=1 | Dr. John Smith Jr.=1 | Smith=1
John Smith=1 | Mary Smith=2 | Mr. Smith=1 | Mrs. Smith=2
Mary Jordan=1 | Jordan=1
Xqzzy Vrobnik=1 | Xqzzy=1
Иван Петров=1 | Петров И. И.=1
"""


@pytest.mark.parametrize("line", LINKED.strip().splitlines())
def test_mentions_of_one_person_are_one_and_of_two_are_two(line: str) -> None:
    meant = dict(mention.strip().rsplit("=", 1) for mention in line.split("|"))

    people, _ = link_people([(span_of(surface), surface) for surface in meant])

    assert grouped([people[surface] for surface in meant]) == grouped(list(meant.values()))


def test_a_given_name_column_and_a_family_name_column_are_one_person() -> None:
    people, parts = link_people([(span_of("Jo", "field:given"), "Jo"), (span_of("Day", "field:family"), "Day")])

    assert people["Jo"] == people["Day"] == Person("jo", "day")
    assert parts == {"Jo": "given", "Day": "family"}


@pytest.mark.parametrize("culture", CULTURES)
def test_a_surrogate_is_of_the_script_and_gender_of_the_person(culture: str) -> None:
    scripts = {"ru", "el", "ar", "he", "hi", "th", "zh", "ko"}
    men_only = sorted(set(pool(culture, "given_male")) - {n for c in CULTURES for n in pool(c, "given_female")})
    families = pool(culture, "family")

    chosen = [surrogate_person(KEY, person(given, families[0]), ()) for given in men_only[:20]]

    assert chosen
    assert {surrogate.given_kind for surrogate in chosen} == {"given_male"}
    assert culture not in scripts or {surrogate.culture for surrogate in chosen} == {culture}


@pytest.mark.parametrize(
    ("title", "kind"), [("mr", "given_male"), ("mrs", "given_female"), ("herr", "given_male"), ("frau", "given_female")]
)
def test_a_title_tells_the_gender_where_the_name_does_not(title: str, kind: str) -> None:
    assert surrogate_person(KEY, Person("", "smith", title), ()).given_kind == kind


def test_a_whole_pool_of_people_has_as_many_surrogates() -> None:
    givens, families = pool("en", "given_male")[:40], pool("en", "family")[:50]
    people = [person(given, family) for given in givens for family in families]

    chosen = {(s.given, s.family, s.given_kind) for s in (surrogate_person(KEY, p, ()) for p in people)}

    assert len(chosen) > 0.995 * len(people)  # the few that would have kept a part of their own draw again


WORDS = st.one_of(
    st.sampled_from([name for culture in CULTURES for name in pool(culture, "family")[:20]]),
    st.text(st.characters(categories=["L"]), min_size=1, max_size=8),
)


@settings(deadline=None, max_examples=150)
@given(WORDS, WORDS, st.lists(WORDS, max_size=3))
def test_no_part_of_a_surrogate_is_a_part_of_the_person_or_taken(given: str, family: str, taken: list[str]) -> None:
    original = person(given, family)
    forbidden = {name.casefold() for name in taken}

    chosen = surrogate_person(KEY, original, forbidden)

    assert not {canonical(chosen.given), canonical(chosen.family)} & {original.given, original.family, *forbidden}
    assert chosen == surrogate_person(KEY, original, forbidden)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=30))
def test_any_text_is_rendered_and_what_is_no_letter_stays(surface: str) -> None:
    rendered = render(KEY, surface, "", JOHN, ANNA)

    assert digits_of(rendered) == digits_of(surface)
    assert rendered == render(KEY, surface, "", JOHN, ANNA)


def person(given: str, family: str) -> Person:
    return Person(canonical(given), canonical(family))


def span_of(surface: str, source: str = "model") -> Span:
    return Span(0, len(surface), "PERSON", 1.0, source)


def grouped(labels: Sequence[object]) -> list[int]:
    return [labels.index(label) for label in labels]


def digits_of(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
