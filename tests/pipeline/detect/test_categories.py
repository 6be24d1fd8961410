"""Words of a list, such as a status or a diagnosis: the model alone does not guess at them."""

import json
from pathlib import Path

import pytest

from pipeline import Policy, Sanitizer
from pipeline.records import BrokenRecord, ReadOptions, json_record
from pipeline.records.declarations import is_category
from pipeline.replace.keyed.keys import Key
from pipeline.sanitized import Sanitized


def sanitized(sanitizer: Sanitizer, record: dict[str, str], options: ReadOptions | None = None) -> list[Sanitized]:
    read = json_record(json.dumps(record).encode(), 1, options or ReadOptions())
    assert not isinstance(read, BrokenRecord)
    (results,) = sanitizer.sanitize([read.texts])
    return [one for text, one in zip(read.texts, results, strict=True) if not text.is_name]


@pytest.mark.parametrize(
    ("name", "value", "is_one"),
    [
        ("religion", "Catholic", True),
        ("status", "In Progress", True),
        ("patient.primaryDiagnosis", "Parkinson", True),
        ("diagnosis_2", "Hodgkin lymphoma", True),
        ("Familienstand", "ledig", True),
        ("Religionszugehörigkeit", "röm.-kath.", True),
        ("account_type", " Madison ", True),
        ("faith", "Sikh", True),
        ("issuetype", "Story", True),
        ("time_zone", "Europe/Berlin", True),
        ("Befund", "Tourette", True),
        ("Staatsangehörigkeit", "polnisch", True),
        ("patologia", "Asma", True),
        ("payment_terms", "Prox", True),
        ("uom", "KGM", True),
        ("party", "Labour", False),  # of a contract
        ("Lineitem sku", "OAK-TBL-L", True),
        ("Product Name", "Oak Table", True),
        ("Payment Method", "Klarna", True),
        ("Close code", "Solved", True),
        ("Anstellungsart", "Extern", True),
        ("Kündigungsgrund", "Eigenkündigung", True),
        ("Forma de pago", "Tarjeta", True),
        ("tipo_cliente", "Mayorista", True),
        ("stato_ordine", "Aperto", True),
        ("Statut commande", "Ouvert", True),
        ("Situação", "Pendente", True),
        ("verzendmethode", "Afhalen", True),
        ("Stan zamówienia", "Nowe", True),
        ("MEINS", "KG", True),
        ("type_of_contact", "Madison", False),
        ("plan_owner", "Madison", False),
        ("start", "Madison", False),
        ("brand", "Madison", False),
        ("stage_name", "Madison", False),
        ("contact2", "Keller", False),
        ("state", "Georgia", False),  # a place
        ("status", "Call Florence back", False),
        ("status", "open since 2024", False),
        ("status", "florence@hexmoor.net", False),
        ("status", "", False),
    ],
)
def test_a_name_and_a_short_value_make_a_category(name: str, value: str, is_one: bool) -> None:
    assert is_category((name,), value) is is_one


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        (("fields", "priority", "name"), True),
        (("product", "title"), True),
        (("status", "owner"), False),
        (("owner", "name"), False),
        (("name",), False),
    ],
)
def test_the_name_of_a_word_of_a_list_is_one(path: tuple[str, ...], is_one: bool) -> None:
    assert is_category(path, "Medium") is is_one


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("religion", "Catholic"),
        ("religion", "Sikh"),
        ("diagnosis", "Parkinson"),
        ("diagnosis", "Tourette"),
        ("status", "Florence"),
        ("category", "Austin"),
        ("type", "Madison"),
        ("department", "Sales"),
    ],
)
def test_a_word_of_a_list_stays(name: str, value: str, confidential: Sanitizer) -> None:
    (one,) = sanitized(confidential, {name: value})

    assert one.text == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("contact2", "Anna Keller"),
        ("rep", "Keller"),  # a surname alone, in a column that is no list
        ("status", "Anna Keller"),  # two words of the pools of names: a rule finds them
        ("status", "zora@hexmoor.net"),
        ("status", "waiting for Florence Keller to sign"),
        ("diagnosis", "Dr. Keller suspects Parkinson in Mr. Okafor"),
    ],
)
def test_what_a_rule_finds_and_other_text_is_replaced(name: str, value: str, confidential: Sanitizer) -> None:
    (one,) = sanitized(confidential, {name: value})

    assert one.text != value


def test_a_name_that_the_document_has_is_replaced(confidential: Sanitizer) -> None:
    _, department = sanitized(confidential, {"note": "Anna Keller called.", "department": "Keller"})

    assert "Keller" not in department.text


def test_a_column_that_the_user_states_as_text_is_read_by_the_model(confidential: Sanitizer) -> None:
    (one,) = sanitized(confidential, {"status": "Florence"}, ReadOptions({"status": "text"}))

    assert one.text != "Florence"


def test_a_term_of_a_dictionary_is_found(tmp_path: Path, key: Key) -> None:
    (tmp_path / "terms.txt").write_text("Nightfall\n")
    policy = "classification: own\nextends: confidential\nloosen: [ner]\ndetection: {ner: off, dictionaries: [{PRODUCT: terms.txt}]}\n"
    (tmp_path / "own.yaml").write_text(policy + "entities: {PRODUCT: redact}\n")

    (one,) = sanitized(Sanitizer(Policy.load(tmp_path / "own.yaml"), key), {"category": "Nightfall"})

    assert one.text == "<PRODUCT>"
