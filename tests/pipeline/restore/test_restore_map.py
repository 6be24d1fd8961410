"""Restore map: restores surrogates of a prompt in an answer, whole or in part, regardless of chunks."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Key, Sanitizer, Span
from pipeline.policy.model import Action
from pipeline.restore.inner_json import JsonRestorer
from pipeline.restore.restore_map import RestoreMap
from pipeline.restore.restorer import Restorer
from pipeline.sanitized import Replacement, Sanitized

# What a prompt says after it was anonymized, and what was there before.
REPLACED = (
    ("Mark Jones", "PERSON", "John Smith"),
    ("Selena van der Holt", "PERSON", "Anna van der Berg"),
    ("佐藤花子", "PERSON", "田中太郎"),
    ("m.jones@birchcedar.example", "EMAIL_ADDRESS", "j.smith@tessaly.com"),
    ("Hexmoor Bank GmbH", "ORGANIZATION", "Kestrel Bank GmbH"),
    ("(930) 555-0163", "PHONE_NUMBER", "(212) 736-5000"),
    ("4111 1176 6055 3264", "CREDIT_CARD", "4539 1488 0343 6467"),
    ("98 Elm Street, Brinwold, CO", "ADDRESS", "12 Oak Street, Denver, CO"),
    ("https://www.hexmoor.example/pay", "URL", "https://www.kestrel.com/pay"),
)


def sanitized(*replaced: tuple[str, str, str], words: str = "") -> Sanitized:
    text, replacements = words, []
    for surrogate, entity, original in replaced:
        text += " / "
        end = len(text) + len(surrogate)
        replacements.append(Replacement(len(text), end, entity, Action.PSEUDONYMIZE, original))
        text += surrogate
    return Sanitized(text, tuple(replacements), ())


TABLE = RestoreMap.of([sanitized(*REPLACED)])


@pytest.mark.parametrize(
    ("answer", "restored"),
    [
        ("Mark Jones called.", "John Smith called."),
        ("MARK JONES called.", "JOHN SMITH called."),
        ("Jones, Mark", "Smith, John"),
        ("Dear Mr. Jones,", "Dear Mr. Smith,"),
        ("MR JONES", "MR SMITH"),
        ("Jones's card", "Smith's card"),
        ("Ms. van der Holt and Selena", "Ms. van der Berg and Anna"),
        ("write to jones@birchcedar.example", "write to smith@tessaly.com"),
        ("mjones has no access, mark.jones has", "jsmith has no access, john.smith has"),
        ("support@birchcedar.example", "support@tessaly.com"),
        ("M.JONES@BIRCHCEDAR.EXAMPLE", "J.SMITH@TESSALY.COM"),
        ("佐藤花子様", "田中太郎様"),
        ("Hexmoor Bank is a bank", "Kestrel Bank is a bank"),
        ("call 9305550163 or (930) 555-0163", "call 2127365000 or (212) 736-5000"),
        ("card 4111117660553264", "card 4539148803436467"),
        ("in Brinwold, at 98 Elm Street", "in Denver, at 12 Oak Street"),
        ("see https://hexmoor.example/help", "see https://kestrel.com/help"),
        ("Mark and Selena called.", "John and Anna called."),
        # What only looks like a part of a surrogate.
        ("mark the date", "mark the date"),
        ("a mark on the wall", "a mark on the wall"),
        ("Jonestown and Marking", "Jonestown and Marking"),
        ("the joneses", "the joneses"),
        ("birchcedar.examples", "birchcedar.examples"),
    ],
)
def test_an_answer_gets_its_originals_back(answer: str, restored: str) -> None:
    assert TABLE.restore(answer) == restored


@pytest.mark.parametrize(
    ("answer", "restored"),
    [
        ("Deondre and Ann called.", "Mark and Ann called."),
        ("Deondre und Ann", "Mark und Ann"),
        ("ask Deondre", "ask Mark"),
        ("Deondre the date", "Deondre the date"),
    ],
)
def test_name_that_is_a_word_comes_back_where_it_can_only_be_a_name(answer: str, restored: str) -> None:
    restore_map = RestoreMap.of([sanitized(("Deondre Goyne", "PERSON", "Mark Butler"))])
    pieces = Restorer(restore_map)

    assert restore_map.restore(answer) == restored
    assert "".join([*map(pieces.feed, answer), pieces.flush()]) == restored


def test_prompt_is_restored_byte_for_byte() -> None:
    prompt = sanitized(*REPLACED, words="On the mark, ")

    assert RestoreMap.of([prompt]).restore(prompt.text) == prompt.restore()


def test_surrogate_of_two_values_is_not_restored() -> None:
    restore_map = RestoreMap.of(
        [sanitized(("Mark Jones", "PERSON", "John Smith"), ("Mark Hill", "PERSON", "Peter Brown"))]
    )

    assert (
        restore_map.restore("Mark Jones, Mark Hill, Jones, Mark, Mark") == "John Smith, Peter Brown, Smith, John, Mark"
    )


def test_a_surrogate_of_two_spellings_of_a_name_does_not_stay() -> None:
    prompt = [
        sanitized(("Vander", "PERSON", "Honing"), ("Vander", "PERSON", "Höning"), ("VANDER", "PERSON", "HOENING"))
    ]
    restore_map = RestoreMap.of(prompt)

    assert restore_map.restore("Mr. Vander and VANDER") == "Mr. Höning and HOENING"


def test_two_spellings_in_a_prompt_are_restored_exactly() -> None:
    restore_map = RestoreMap.of(
        [sanitized(("Mark", "PERSON", "Leo"), ("mark", "PERSON", "lenny"), ("Mark Jones", "PERSON", "Leo Hill"))]
    )

    assert restore_map.restore("Mark, mark, MARK, Mark Jones, Jones") == "Leo, lenny, MARK, Leo Hill, Hill"


def test_prompt_metadata_is_kept() -> None:
    restore_map = RestoreMap.of([sanitized(("Mark Jones", "PERSON", "John Smith"), words="Ask Jones and Hexmoor.")])

    assert restore_map.restore("Jones knows Mark Jones.") == "Jones knows John Smith."


@pytest.mark.parametrize("action", [Action.REDACT, Action.MASK, Action.GENERALIZE])
def test_surrogate_of_many_values_is_not_restored(action: Action) -> None:
    replacement = Replacement(0, 9, "API_KEY", action, "sk-proj-1234567890")

    assert RestoreMap.of([Sanitized("<API_KEY>", (replacement,), ())]).restore("<API_KEY>") == "<API_KEY>"


SHORT = [
    "by Mark Jones, 'kay",
    "MR JONES's",
    "to m.jones@birchcedar.example!",
    "mark (930) 555-0163 Jones",
    "Markus Jonesy 佐藤花子。",
]


@pytest.mark.parametrize("borders", [1, 2, 3])
@pytest.mark.parametrize("answer", SHORT)
def test_restored_answer_does_not_depend_on_chunks(answer: str, borders: int) -> None:
    expected = TABLE.restore(answer)

    for cuts in combinations(range(len(answer) + 1), borders):
        assert in_pieces(Restorer(TABLE), answer, cuts) == expected, cuts


@pytest.mark.parametrize("borders", [1, 2])
def test_restored_json_does_not_depend_on_chunks(borders: int) -> None:
    text = r'{"to": "Mark Jones", "n\u00f6te": "\ud83d\ude00 \"MR JONES\"\n", "id": 9305550163}'

    for cuts in combinations(range(len(text) + 1), borders):
        restored = in_pieces(JsonRestorer(TABLE), text, cuts)
        assert restored == r'{"to": "John Smith", "n\u00f6te": "\ud83d\ude00 \"MR SMITH\"\n", "id": 2127365000}', cuts


def test_originals_are_escaped_inside_of_json() -> None:
    restore_map = RestoreMap.of([sanitized(("Mark Jones", "PERSON", 'John "Jack"\n\\Smith'))])
    restorer = JsonRestorer(restore_map)

    assert restorer.feed('{"a": "Mark Jones"}') + restorer.flush() == r'{"a": "John \"Jack\"\n\\Smith"}'


PIECES = st.sampled_from(
    [
        "Mark",
        "Jones",
        "mark",
        " ",
        ".",
        "@",
        "birchcedar",
        ".example",
        "'s",
        "MR ",
        "J",
        "(930) 555",
        "-0163",
        "x",
        "\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12), st.data())
def test_restoration_does_not_depend_on_chunks(pieces: list[str], data: st.DataObject) -> None:
    answer = "".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(answer)), max_size=6)))

    assert in_pieces(Restorer(TABLE), answer, cuts) == TABLE.restore(answer)


@pytest.mark.parametrize(
    ("piece", "given_out"),
    [
        ("The answer is ", "The answer is "),
        ("ask Mar", "ask "),
        ("ask Mary and ", "ask Mary and "),
        ("remark", "remark"),
    ],
)
def test_only_possible_surrogate_prefixes_are_buffered(piece: str, given_out: str) -> None:
    assert Restorer(TABLE).feed(piece) == given_out


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_echoed_conversation_is_restored_exactly(without_model: Sanitizer, key: Key, data: st.DataObject) -> None:
    people = data.draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True))
    words = st.sampled_from(["please", "mark", "the date", "ask", "Will", "may", "for", "May 4", "call"])
    turns = data.draw(
        st.lists(st.lists(st.one_of(st.sampled_from(people), words), min_size=1, max_size=8), min_size=1, max_size=5)
    )
    texts, findings = [], []
    for turn in turns:
        text, spans = "", []
        for word in turn:
            if word in people:
                spans.append(
                    Span(len(text), len(text) + len(word), "EMAIL_ADDRESS" if "@" in word else "PERSON", 1.0, "test")
                )
            text += word + " "
        texts.append(text)
        findings.append(spans)

    out = without_model.replace(texts, findings)

    restore_map = RestoreMap.of(out)
    assert [restore_map.restore(one.text) for one in out] == texts


PEOPLE = [
    "John Okafor",
    "OKAFOR, Amara",
    "Mr. Okafor",
    "anna lindqvist",
    "Søren Kjær",
    "José María García",
    "Li Wei",
    "j.okafor@tessaly.com",
    "a_lindqvist@nordic.se",
]


def in_pieces(restorer: Restorer | JsonRestorer, text: str, cuts: "tuple[int, ...] | list[int]") -> str:
    places = [0, *cuts, len(text)]
    return "".join(restorer.feed(text[start:end]) for start, end in pairwise(places)) + restorer.flush()
