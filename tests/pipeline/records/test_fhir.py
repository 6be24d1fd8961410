"""FHIR resources: elements declare what they hold, references keep leading to their resource, narratives are HTML."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Sanitizer
from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.records.fhir.reader import is_fhir
from tests.pipeline.records.copies import copy, records_of, swap, texts_of, values_of

UUID = "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
NEWS = ["Zoe", 'Zoë "x" \\ <b> &', "-", "", "a\nb", "\U0001f600", "\x07"]


def resource(kind: str = "Patient", **elements: Any) -> str:
    return json.dumps({"resourceType": kind} | elements)


def declared(kind: str = "Patient", **elements: Any) -> dict[str, str]:
    return {value: entity for value, entity in values_of(resource(kind, **elements), "in.json").items() if entity}


@pytest.mark.parametrize(
    ("kind", "elements", "found"),
    [
        ("Patient", {"name": [{"family": "Keller", "given": ["Anna", "M"], "text": "Anna M Keller"}]},
         {"Keller": "PERSON:family", "Anna": "PERSON:given", "M": "PERSON:given", "Anna M Keller": "PERSON"}),
        ("Patient", {"telecom": [{"system": "phone", "value": "1"}, {"system": "email", "value": "2"}, {"system": "url", "value": "3"}]},
         {"1": "PHONE_NUMBER", "2": "EMAIL_ADDRESS", "3": "URL"}),
        ("Patient", {"address": [{"line": ["Elm Rd 5"], "city": "Leeds", "postalCode": "LS1", "text": "x, y"}]},
         {"Elm Rd 5": "ADDRESS", "Leeds": "LOCATION", "LS1": "ZIP_CODE", "x, y": "ADDRESS"}),
        ("Patient", {"birthDate": "1974", "deceasedDateTime": "2020-01", "meta": {"lastUpdated": "2025-03-12T10:15:00Z"}},
         {"1974": "DATE_OF_BIRTH", "2020-01": "DATE_TIME", "2025-03-12T10:15:00Z": "TIMESTAMP"}),
        ("Patient", {"id": "4821", "identifier": [{"value": "1"}, {"type": {"coding": [{"code": "SS"}]}, "value": "2"}, {"system": "http://hl7.org/fhir/sid/us-npi", "value": "3"}, {"value": f"urn:uuid:{UUID}"}]},
         {"4821": "MEDICAL_RECORD_NUMBER", "1": "MEDICAL_RECORD_NUMBER", "2": "US_SSN", "3": "US_NPI", UUID: "UUID"}),
        ("Practitioner", {"id": "77", "identifier": [{"value": "A1"}]}, {"77": "EMPLOYEE_ID", "A1": "EMPLOYEE_ID"}),
        ("Organization", {"id": "9", "name": "Fabrikam", "alias": ["Fab"]}, {"Fabrikam": "ORGANIZATION", "Fab": "ORGANIZATION"}),
        ("Observation", {"subject": {"reference": "https://h/fhir/Patient/48/_history/1", "display": "Anna Keller"}, "performer": [{"display": "Dr. Lewin"}], "device": {"display": "Anna Meter"}},
         {"48": "MEDICAL_RECORD_NUMBER", "Anna Keller": "PERSON", "Dr. Lewin": "PERSON"}),
        ("Observation", {"subject": {"reference": f"urn:uuid:{UUID}"}, "effectivePeriod": {"start": "2025-03-12"}, "issued": "2025"},
         {UUID: "UUID", "2025-03-12": "DATE_TIME", "2025": "DATE_TIME"}),
        ("Patient", {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName", "valueString": "Zyx"}]}, {"Zyx": "PERSON:family"}),
        ("Patient", {"extension": [{"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race", "extension": [{"url": "ombCategory", "valueCoding": {"system": "urn:oid:2.16.840.1.113883.6.238", "code": "2106-3", "display": "White"}}, {"url": "text", "valueString": "White British"}]}]}, {"2106-3": "NRP", "White": "NRP", "White British": "NRP"}),
        ("Patient", {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/patient-religion", "valueCodeableConcept": {"text": "Sikh"}}]}, {"Sikh": "NRP"}),
        ("Patient", {"contained": [{"resourceType": "Patient", "id": "p1", "name": [{"family": "x"}]}]}, {"x": "PERSON:family"}),
        ("Bundle", {"entry": [{"resource": {"resourceType": "Practitioner", "id": "5", "name": [{"family": "Lewin"}]}}]},
         {"5": "EMPLOYEE_ID", "Lewin": "PERSON:family"}),
    ],
)  # fmt: skip
def test_elements_declare_what_they_hold(kind: str, elements: dict[str, Any], found: dict[str, str]) -> None:
    assert declared(kind, **elements) == found


def test_words_of_fhir_and_of_public_terminologies_are_no_texts() -> None:
    content = resource(
        status="final", gender="female", language="en-US", active=True,
        code={"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
        meta={"profile": ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient"]},
    )  # fmt: skip

    assert not [text.value for text in texts_of(content, "in.json") if not text.is_label]
    private = resource(status="anna@b.com", code={"coding": [{"system": "http://clinic.test/x", "code": "E48213"}]})
    assert {"anna@b.com", "http://clinic.test/x", "E48213"} <= set(values_of(private, "in.json"))


POSITIONS = {
    "name": resource(name=[{"family": "Anna", "given": ["Anna", "x"]}]),
    "narrative": resource(text={"status": "generated", "div": '<div xmlns="x"><b>Anna</b> &amp; <i title="Anna">x</i></div>'}),
    "note": resource(note=[{"text": "x \u00e9 Anna"}]),
    "text attachment": resource(content=[{"attachment": {"contentType": "text/plain", "data": base64.b64encode("é Anna".encode()).decode()}}]),
    "HTML attachment": resource(content=[{"attachment": {"contentType": "text/html", "data": base64.b64encode(b"<b>Anna</b>").decode()}}]),
    "reference": resource(subject={"reference": "https://Anna/fhir/Patient/Anna/_history/1?x=Anna", "display": "Anna"}),
    "key": resource(**{"Anna Keller x": 1}),
    "nested JSON": resource(x='{"a": "Anna"}'),
}  # fmt: skip


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize("position", POSITIONS)
def test_a_value_in_any_position_is_replaced_and_the_resource_can_be_read(position: str, new: str) -> None:
    content = POSITIONS[position]

    changed = copy(content.encode(), "in.json", swap("Anna", new), may_be_broken=False).decode()

    assert "Anna" not in changed
    assert not [text for text in texts_of(changed, "in.json") if "Anna" in text.value]
    assert list(json.loads(changed))[:1] == ["resourceType"]


def test_references_lead_to_the_same_resource_after_replacement(without_model: Sanitizer) -> None:
    bundle = resource(
        "Bundle",
        entry=[
            {"fullUrl": "http://clinic.test/fhir/Patient/4821", "resource": json.loads(resource(id="4821", name=[{"family": "Keller", "given": ["Anna"]}]))},
            {"resource": json.loads(resource("Observation", subject={"reference": "Patient/4821", "display": "Anna Keller"}))},
        ],
    )  # fmt: skip
    (record,) = records_of(bundle, "in.json")
    assert isinstance(record, Record)

    sanitized = without_model.sanitize([list(record.texts)])[0]
    first, second = json.loads(record.render([one.text for one in sanitized]))["entry"]

    patient = first["resource"]
    assert patient["id"] != "4821"
    assert first["fullUrl"].endswith(f"/Patient/{patient['id']}")
    assert second["resource"]["subject"]["reference"] == f"Patient/{patient['id']}"
    name = patient["name"][0]
    assert second["resource"]["subject"]["display"] == f"{name['given'][0]} {name['family']}"


@pytest.mark.parametrize(
    "attachment", [{"contentType": "application/pdf", "data": "QQ=="}, {"contentType": "text/plain", "data": "/w=="}]
)
def test_attachments_that_are_no_text_are_unscannable(attachment: dict[str, str]) -> None:
    (record,) = records_of(resource("DocumentReference", content=[{"attachment": attachment}]), "in.json")

    assert isinstance(record, Record)
    assert record.unscannable == ("content[0].attachment.data",)


@pytest.mark.parametrize("name", ["in.ndjson", "in.json"])
def test_resources_in_lines_and_arrays_are_read(name: str) -> None:
    lines = [resource(name=[{"family": "Zyx"}]), '{"x": 1}', resource("Bundle", entry=[])]
    content = "\n".join(lines) if name == "in.ndjson" else f"[{', '.join(lines)}]"

    assert values_of(content, name)["Zyx"] == "PERSON:family"
    assert copy(content.encode(), name) == content.encode()


@pytest.mark.parametrize(
    "content",
    [
        '{"x": {"resourceType": "Patient"}}',
        '{"resourceType": "AWS::EC2"}',
        '[{"resourceType": 1}]',
        '{"resourceType"',
        "\xff",
    ],
)
def test_other_json_is_no_resource(content: str) -> None:
    assert not is_fhir(content.encode("latin-1"))


def test_fields_are_kept_dropped_or_name_the_classification() -> None:
    content = resource(label="internal", active=True, name=[{"family": "Anna"}], birthDate="1974")
    options = ReadOptions(fields={"family": "keep", "active": "drop", "birthDate": "drop"}, class_field="label")

    (record,) = records_of(content, "in.json", options)

    assert isinstance(record, Record)
    assert record.classification == "internal"
    changed = copy(content.encode(), "in.json", swap("Anna", "Zoe"), options=options).decode()
    assert changed == content.replace("true", "null").replace("1974", "")


def test_a_value_that_another_one_of_its_name_hides_is_read() -> None:
    content = '{"resourceType": "Patient", "name": [{"family": "Anna"}], "name": "x"}'

    assert values_of(content, "in.json") == {"Anna": "", "x": ""}


def test_a_resource_that_is_no_json_is_blocked_without_its_content() -> None:
    (record,) = records_of('{"resourceType": "Patient", "name": [{"family": "Anna"', "in.json")

    assert isinstance(record, BrokenRecord)
    assert "Anna" not in record.reason


NAMES = ["name", "family", "value", "system", "identifier", "text", "div", "reference", "id", "resource", "contentType", "data", "x"]  # fmt: skip
JSON = st.recursive(
    st.text(max_size=8) | st.integers() | st.booleans() | st.none() | st.sampled_from(["Patient/1", "Patient", UUID, "phone"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@given(value=JSON, is_ascii=st.booleans())
def test_any_resource_round_trips(value: Any, is_ascii: bool) -> None:
    content = json.dumps({"resourceType": "Patient", "x": value}, ensure_ascii=is_ascii).encode(
        "utf-8", "surrogatepass"
    )
    for record in records_of(content, "in.json"):
        if isinstance(record, Record):
            assert copy(content, "in.json") == content


@given(value=JSON, name=st.sampled_from(NAMES))
def test_a_value_anywhere_in_a_resource_is_found(value: Any, name: str) -> None:
    content = json.dumps({"resourceType": "Patient", "x": [value, {name: "Quack@enbush"}]}).encode()
    (record,) = records_of(content, "in.json")
    if isinstance(record, Record) and not record.unscannable:
        assert b"Quack" not in copy(content, "in.json", swap("Quack", ""))
