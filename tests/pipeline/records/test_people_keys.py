"""Keys and attributes that are names of people: found by what is around them, without the model."""

import io
import json
from typing import Any

import pytest

from pipeline import Text
from pipeline.fields.sample import sample_fields
from pipeline.records import ReadOptions, plan, read
from pipeline.records.model import BrokenRecord


def people(content: str, name: str) -> list[str]:
    """Return the texts of a file that are taken for people."""
    raw = content.encode()
    shard = plan(io.BytesIO(raw), name).shards[0]
    found = read(io.BytesIO(raw), shard, ReadOptions())
    texts: list[Text] = [text for one in found if not isinstance(one, BrokenRecord) for text in one.texts]
    return [text.value for text in texts if text.entity == "PERSON"]


KEYS: dict[str, tuple[Any, list[str]]] = {
    "objects": ({"users": {"vexmoor_hallitan": {"age": 3}, "admin": {"age": 4}}}, ["vexmoor hallitan"]),
    "scalars": ({"Mitarbeiter": {"vexmoor_hallitan": 3, "Tavin Brenthovel": 4}}, ["vexmoor hallitan", "Tavin Brenthovel"]),
    "one scalar": ({"patients": {"vexmoor.hallitan": "x"}}, ["vexmoor.hallitan"]),
    "arrays": ({"utilisateurs": {"vexmoorHallitan": [1]}}, ["vexmoorHallitan"]),
    "inside": ({"a": [{"Empleados": {"zorbane-quellish": {}}}]}, ["zorbane-quellish"]),
    "no group of people": ({"services": {"vexmoor_hallitan": {"age": 3}}}, []),
    "a record with a known field": ({"users": {"letzte_anmeldung": 3, "email_verified": True}}, []),
    "a list of records": ({"users": [{"letzte_anmeldung": 3}]}, []),
    "several kinds": ({"members": {"vexmoor_hallitan": 3, "zorbane_quellish": [1]}}, []),
    "words of programs": ({"contacts": {"slack_webhook": {}, "pagerduty": {}, "email": {}}}, []),
    "one word": ({"owners": {"platform": {}, "infra": {}}}, []),
    "paths of an API": ({"/users": {"get": {}, "patch": {}}}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", KEYS)
def test_keys_under_a_group_of_people_are_names(case: str) -> None:
    value, found = KEYS[case]

    assert people(json.dumps(value), "in.json") == found
    if case != "inside":  # in flow style, YAML is JSON
        assert people(json.dumps(value), "in.yaml") == found


def test_nested_json_has_the_key_that_leads_to_it() -> None:
    assert people(json.dumps({"users": json.dumps({"vexmoor_hallitan": {"age": 3}})}), "in.json") == [
        "vexmoor hallitan"
    ]


NAMED = {
    "<user name='zorbane_quellish'/>": ["zorbane_quellish"],
    "<user name='Orlanda Quellish'>x</user>": ["Orlanda Quellish"],
    "<Mitglied name='vexmoor hallitan'/>": ["vexmoor hallitan"],
    "<utilisateur nom='vexmoor hallitan'/>": ["vexmoor hallitan"],
    "<user name='kubernetes-admin'/>": [],
    "<user name='report_runner'/>": [],
    "<service name='zorbane_quellish'/>": [],
}


@pytest.mark.parametrize("content", NAMED)
def test_attribute_of_an_element_for_people_declares_a_name(content: str) -> None:
    assert people(content, "in.xml") == NAMED[content]


def test_name_of_a_user_in_json_is_declared_by_its_value() -> None:
    assert people('{"user": {"name": "zorbane_quellish"}}', "in.json") == ["zorbane_quellish"]
    assert people('{"user": {"name": "kubernetes-admin"}}', "in.json") == []


def test_sample_of_fields_does_not_show_names_of_people(tmp_path: Any) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps({"users": {"vexmoor_hallitan": {"age": 3}, "admin": {"age": 4}}}))

    (found,) = sample_fields([str(path)], ReadOptions(), None, ())

    assert [field.path for field in found.fields] == [("users", "*", "age"), ("users", "admin", "age")]
