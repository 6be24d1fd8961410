"""Dictionaries and allow lists in files: their format, options, errors, inheritance, and how processes share them."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from pipeline.detect.detector import Detector
from pipeline.detect.engine import Engine
from pipeline.errors import PolicyError
from pipeline.policy import dictionaries
from pipeline.policy.dictionaries import MAX_SENT_WORDS, Dictionary, words_of
from pipeline.policy.inheritance import loosens
from pipeline.policy.loading import Policy
from pipeline.policy.model import PolicyFile
from pipeline.replace.keyed.keys import KeySource
from pipeline.sanitizer_source import SanitizerSource
from recognizers import RecognizerPool
from recognizers.lexicon.vocabulary import Case, TermList

Write = Callable[..., Path]
MINE = "classification: mine\nextends: internal\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file to a common folder and returns its path."""

    def write(text: str | bytes, name: str = "own.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def with_dictionaries(entries: str, more: str = "") -> str:
    return f"{MINE}detection:\n  ner: off\n  dictionaries:\n  - {entries}\nloosen: [{'ner'}{', allow' * bool(more)}]\n{more}"


def terms_of(policy: Policy) -> dict[str, tuple[str, ...]]:
    return {entity: policy.words(entity) for entity in policy.terms}


def found(policy: Policy, text: str) -> list[tuple[str, str]]:
    spans = Detector(policy, engine=Engine()).detect([text])[0]
    return [(span.entity, text[span.start : span.end]) for span in spans]


def error_of(path: Path) -> str:
    with pytest.raises(PolicyError) as raised:
        Policy.load(path)
    return str(raised.value)


# Format


def test_a_line_has_a_term_and_its_aliases(write: Write) -> None:
    write("\ufeff# customers\nHexmoor Logistics | Hexmoor | HXL\n\n  Tessaly Foods \nHexmoor\n", "customers.txt")
    policy = Policy.load(write(with_dictionaries("{CUSTOMER: customers.txt}")))

    assert terms_of(policy) == {"CUSTOMER": ("Hexmoor Logistics", "Hexmoor", "HXL", "Tessaly Foods")}
    assert found(policy, "HXL called about Hexmoors crates.") == [("CUSTOMER", "HXL"), ("CUSTOMER", "Hexmoors")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_has_terms_in_the_columns_that_the_policy_names(write: Write, delimiter: str) -> None:
    rows = ["id,name,short", '17,"Hexmoor & Sons",HXL', "18,Tessaly Foods,"]
    write("\ufeff" + "\r\n".join(row.replace(",", delimiter) for row in rows), "customers.csv")
    entry = "{entity: CUSTOMER, file: customers.csv, columns: [name, short]}"
    policy = Policy.load(write(with_dictionaries(entry)))

    assert terms_of(policy) == {"CUSTOMER": ("Hexmoor & Sons", "HXL", "Tessaly Foods")}


@pytest.mark.parametrize(
    ("name", "content", "options", "message"),
    [
        ("w.txt", "Heron\n | HXL\n", "", "w.txt:2: an alias is empty: remove a '|'"),
        ("w.txt", "Heron\n---\n", "", "w.txt:2: a term without letters and digits cannot be found"),
        ("w.txt", "x\n\n" + "Z" * 501, "", "w.txt:3: a term is longer than 500 characters"),
        ("w.txt", b"Heron\nM\xfcnchen\n", "", "w.txt:2: not UTF-8"),
        ("w.txt", "# none\n", "", "the dictionary w.txt contains no term"),
        ("w.txt", "Heron\n", ", columns: [name]", "the dictionary w.txt has no columns, since its name does not end"),
        (
            "w.csv",
            "id,name\n1,Heron\n",
            "",
            "the dictionary w.csv is a table: name the columns that contain terms with 'c",
        ),
        (
            "w.csv",
            "id,name\n1,Heron\n",
            ", columns: [nam]",
            "the dictionary w.csv has no column 'nam'; its columns are id, n",
        ),
        ("w.csv", "id,name\n1\n", ", columns: [name]", "w.csv:2: the row does not have the 2 columns of the header"),
        ("w.csv", 'id,name\n1,"Her\n', ", columns: [name]", "w.csv:2: not CSV: unexpected end of data"),
    ],
)
def test_an_error_names_the_file_and_the_line(
    write: Write, name: str, content: str | bytes, options: str, message: str
) -> None:
    write(content, name)
    error = error_of(write(with_dictionaries(f"{{entity: CUSTOMER, file: {name}{options}}}")))

    assert error.startswith(f"own.yaml:6: {message}")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{entity: CUSTOMER, file: w.txt, cases: any}", "unknown key 'cases' - did you mean case?"),
        ("{entity: CUSTOMER, file: w.txt, case: anny}", "unknown case 'anny' - did you mean any?"),
        ("{entity: CUSTOMER}", "the key 'file' is missing"),
        ("{entity: customer, file: w.txt}", "entity: 'customer' is not an entity name"),
        ("{CUSTOMER: none.txt}", "cannot read the dictionary none.txt: No such file or directory"),
    ],
)
def test_an_error_of_an_entry_names_its_line(write: Write, entry: str, message: str) -> None:
    write("Heron\n", "w.txt")

    assert error_of(write(with_dictionaries(entry))).startswith(f"own.yaml:6: {message}")


# Options


def test_case_is_an_option_of_a_dictionary(write: Write) -> None:
    write("Orange\n", "customers.txt")
    text = "orange, Orange, ORANGE"
    surfaces = {}
    for case in Case:
        entry = f"{{entity: CUSTOMER, file: customers.txt, case: {case}}}"
        surfaces[case] = [surface for _, surface in found(Policy.load(write(with_dictionaries(entry))), text)]

    assert surfaces == {
        Case.SMART: ["Orange", "ORANGE"],
        Case.ANY: ["orange", "Orange", "ORANGE"],
        Case.EXACT: ["Orange"],
    }


def test_an_entry_without_an_entity_has_the_default_one(write: Write) -> None:
    write("Heron\n", "words.txt")

    assert terms_of(Policy.load(write(with_dictionaries("{file: words.txt}")))) == {"DICTIONARY_TERM": ("Heron",)}


def test_the_default_does_not_change_a_digest_and_an_option_does(write: Write) -> None:
    write("Heron\n", "words.txt")
    digests = [
        Policy.load(write(with_dictionaries(f"{{entity: PLANT, file: words.txt{option}}}"))).digest
        for option in ("", ", case: smart", ", case: any", ", case: exact")
    ]

    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_a_dictionary_that_finds_less_is_weaker(write: Write) -> None:
    write("Orange\n", "one.txt")
    write("Orange\nHeron\n", "two.txt")

    def policy(file: str, case: str) -> Policy:
        return Policy.load(write(with_dictionaries(f"{{entity: PLANT, file: {file}, case: {case}}}")))

    assert not loosens(policy("two.txt", "smart"), policy("one.txt", "smart"))
    assert not loosens(policy("two.txt", "any"), policy("one.txt", "smart"))
    assert loosens(policy("two.txt", "exact"), policy("one.txt", "smart"))
    assert loosens(policy("one.txt", "smart"), policy("two.txt", "smart"))


def test_show_and_schema_know_the_options(write: Write) -> None:
    write("Heron\n", "words.txt")
    write("Condor\n", "allowed.txt")
    text = with_dictionaries(
        "{entity: PLANT, file: words.txt, case: exact}", "allow: [Acme, {regex: 'S\\d'}, {file: allowed.txt}]\n"
    )
    shown = yaml.safe_load(Policy.load(write(text)).as_yaml())

    assert shown["detection"]["dictionaries"] == [{"entity": "PLANT", "file": "words.txt", "case": "exact"}]
    assert shown["allow"] == ["Acme", {"regex": r"S\d"}, {"file": "allowed.txt"}]
    schema = PolicyFile.model_json_schema()["$defs"]
    assert set(schema["DictionaryFile"]["properties"]) == {"entity", "file", "case", "columns"}
    assert schema["Case"]["enum"] == ["smart", "any", "exact"]
    assert set(schema["Allow"]["properties"]) == {"regex", "file", "columns"}


# Allow lists


def test_values_of_an_allow_file_are_kept_case_sensitively(write: Write) -> None:
    write("# public\nTessaly Foods | TSF\n", "allowed.txt")
    write("name,id\nHexmoor,1\n", "allowed.csv")
    files = "allow: [Acme, {file: allowed.txt}, {file: allowed.csv, columns: [name]}]\nloosen: [allow]\n"
    policy = Policy.load(write(MINE + files))

    assert [policy.allows(value) for value in ("Acme", "Tessaly Foods", "TSF", "Hexmoor")] == [True] * 4
    assert [policy.allows(value) for value in ("tessaly foods", "Tessaly", "1", "# public")] == [False] * 4


def test_an_allow_file_is_a_part_of_the_digest(write: Write) -> None:
    text = MINE + "allow: [{file: allowed.txt}]\nloosen: [allow]\n"
    digests = []
    for content in ("Heron\n", "# the same\nHeron\n", "Condor\n"):
        write(content, "allowed.txt")
        digests.append(Policy.load(write(text)).digest)

    assert digests[0] == digests[1] != digests[2]


def test_an_allow_file_loosens_and_is_inherited(write: Write) -> None:
    write("Heron\n", "allowed.txt")
    write("Condor\n", "more.txt")
    entry = "allow: [{file: allowed.txt}]\n"
    assert "allow is weaker here than in internal" in error_of(write(MINE + entry))

    parent = Policy.load(write(MINE + entry + "loosen: [allow]\n", "base.yaml"))
    text = "classification: child\nextends: base.yaml\nallow: [{file: more.txt}]\nloosen: [allow]\n"
    child = Policy.load(write(text))
    assert all(map(child.allows, ("Heron", "Condor")))
    assert not parent.allows("Condor")
    assert loosens(child, parent)
    assert not loosens(parent, child)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{file: none.txt}", "cannot read the allow list none.txt: No such file or directory"),
        ("{file: bad.txt}", "bad.txt:2: not UTF-8"),
        ("{file: bad.txt, regex: x}", "an entry is a text, or has either 'regex' or 'file'"),
        ("{regex: x, columns: [a]}", "'columns' applies to a file"),
        ("{fil: bad.txt}", "unknown key 'fil' - did you mean file?"),
    ],
)
def test_an_error_of_an_allow_file_names_its_line(write: Write, entry: str, message: str) -> None:
    write(b"x\n\xff", "bad.txt")
    error = error_of(write(f"{MINE}loosen: [allow]\nallow:\n- Acme\n- {entry}\n"))

    assert error.startswith("own.yaml:6: ")
    assert message in error


# Millions of terms


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """A policy with a million terms, half of them allowed; nothing is searched."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "words.txt").write_text("\n".join(f"Customer {number}" for number in range(1_000_000)))
    (folder / "allowed.txt").write_text("\n".join(f"Customer {number}" for number in range(500_000)))
    entry = "{entity: CUSTOMER, file: words.txt}"
    (folder / "own.yaml").write_text(with_dictionaries(entry, "allow: [{file: allowed.txt}]\n"))
    return Policy.load(folder / "own.yaml")


def test_a_million_terms_are_not_pickled(large: Policy) -> None:
    source = SanitizerSource(large, KeySource("key"))

    assert len(large.words("CUSTOMER")) == 1_000_000
    assert len(pickle.dumps(source)) < 10_000
    assert not words_of(source.dictionaries, MAX_SENT_WORDS)


def test_the_digest_of_a_policy_does_not_read_a_million_terms(large: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dictionary, "words", property(lambda _: pytest.fail("read")))
    copied = pickle.loads(pickle.dumps(large))

    assert copied.digest == large.digest
    assert not loosens(copied, large)


def test_terms_are_loaded_once_a_process_and_shared_by_policies(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("Heron\n", "words.txt")
    built: list[int] = []
    monkeypatch.setattr("recognizers.Vocabulary", lambda *arguments: built.append(1) or _Found())
    monkeypatch.setattr(dictionaries, "_loaded", {})
    pool = RecognizerPool()
    policies = [
        Policy.load(write(with_dictionaries(f"{{entity: {name}, file: words.txt}}"))) for name in ("PLANT", "SITE")
    ]
    kept = [
        pool.registry(
            terms={entity: [one.terms for one in found] for entity, found in policy.terms.items()}, model="off"
        )
        for policy in (*policies, *policies)
    ]

    assert len(kept) == 4
    assert built == [1]
    assert len(dictionaries._loaded) == 1


class _Found:
    """A vocabulary that finds nothing."""


def test_a_list_of_terms_is_not_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unhashable(list[str]):
        def __hash__(self) -> int:  # type: ignore[override]
            pytest.fail("hashed")

    registry = RecognizerPool().registry(terms={"PLANT": [TermList("a", Unhashable(["Heron"]))]}, model="off")
    assert any(one.name == "PLANT_dictionary" for one in registry.recognizers)
