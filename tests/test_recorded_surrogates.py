"""Recorded surrogates of every family: the same key, scope and value must give the same bytes in every version.

`data/surrogates.jsonl` holds the recorded values. A change of one of them breaks every copy made before: old and new
copies no longer agree. It needs an entry in the changelog under "Breaking", and a new recording:
`python -m tests.test_recorded_surrogates > new.jsonl`, then replace the file with it.

Each line holds one of:
    `original`: a value alone in a document, with its `surrogate`;
    `mentions`: the values of one document as [entity, text] or [entity, text, part], with their `surrogates`;
    `texts`: a document as the library takes it, under a `policy`, with what is `sanitized`.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline import Key, Policy, Sanitizer, Span, Text
from pipeline.replace.keyed.ledger import Ledger
from pipeline.replace.pseudonymizer import Pseudonymizer

Line = dict[str, Any]
KEY = Key(bytes(range(32)))
RECORDED = Path(__file__).parent / "data" / "surrogates.jsonl"
LINES: list[Line] = [json.loads(line) for line in RECORDED.read_text(encoding="utf-8").splitlines()]
VALUES = [line for line in LINES if "original" in line]
DOCUMENTS = [line for line in LINES if "mentions" in line]
TEXTS = [line for line in LINES if "texts" in line]
ENTITIES = sorted({line["entity"] for line in VALUES})
MIN_VALUES = 400  # of each family
# The entities of each family, or how their names begin.
FAMILIES = {
    "people": ("PERSON",),
    "organizations": ("ORGANIZATION", "PROJECT_CODENAME", "DICTIONARY_TERM"),
    "internet": ("EMAIL_ADDRESS", "URL", "USERNAME", "DOMAIN_NAME", "HOSTNAME", "IP_ADDRESS", "MAC_ADDRESS"),
    "places": ("LOCATION", "ADDRESS"),
    "postcodes": ("ZIP_CODE", "UK_POSTCODE", "CA_POSTAL_CODE", "DE_PLZ"),
    "jobs": ("JOB_TITLE",),
    "dates": ("DATE_TIME", "DATE_OF_BIRTH"),
    "amounts": ("MONEY", "AGE"),
    "phones": ("PHONE_NUMBER", "ZA_MOBILE_NUMBER", "ZA_TELEPHONE_NUMBER"),
    "accounts": ("CREDIT_CARD", "IBAN_CODE", "BANK_ACCOUNT", "US_BANK_NUMBER", "ABA_ROUTING_NUMBER"),
    "national ids": ("NATIONAL_ID", "TAX_ID", "US_", "UK_N", "DE_", "IN_", "IT_", "ES_", "KR_", "AU_", "SG_", "ZA_"),
    "other numbers": (
        "CUSTOMER_ID", "ORDER_ID", "EMPLOYEE_ID", "TICKET_ID", "UUID", "IMEI", "VIN", "LICENSE_PLATE", "MEDICAL_RECORD_NUMBER",
        "HEALTH_INSURANCE_ID", "PASSPORT", "DRIVER_LICENSE", "GEO_COORDINATES", "NRP", "TITLE", "NEVER_HEARD_OF",
    ),
    "secrets": ("API_KEY", "SECRET", "PASSWORD", "CRYPTO"),
}  # fmt: skip


@pytest.mark.parametrize("entity", ENTITIES)
def test_the_surrogate_of_a_value_is_the_recorded_one(entity: str) -> None:
    recorded = [line for line in VALUES if line["entity"] == entity]

    assert [of_value(line) for line in recorded] == recorded


def test_the_surrogates_of_a_document_are_the_recorded_ones() -> None:
    assert [of_document(line) for line in DOCUMENTS] == DOCUMENTS


@pytest.mark.parametrize("line", TEXTS, ids=lambda line: line["name"])
def test_a_sanitized_document_is_the_recorded_one(line: Line) -> None:
    assert of_texts(line) == line


@pytest.mark.parametrize("family", FAMILIES)
def test_some_hundred_values_of_each_family_are_recorded(family: str) -> None:
    recorded = [line for line in VALUES if line["entity"].startswith(FAMILIES[family])]
    recorded += [line for line in DOCUMENTS if any(e.startswith(FAMILIES[family]) for e, *_ in line["mentions"])]

    assert len(recorded) >= (MIN_VALUES if family != "secrets" else 30)  # all secrets of a kind have one dummy


@cache
def world_of(scope: str, options: str) -> Pseudonymizer:
    """Return the pseudonyms of a scope.

    Arguments:
        scope: as the sanitizer names it.
        options: JSON of the further arguments of Pseudonymizer.
    """
    arguments = json.loads(options)
    if "shows" in arguments:
        arguments["shows"] = frozenset(arguments["shows"])
    return Pseudonymizer(KEY, scope, **arguments)


def of_value(line: Line) -> Line:
    """Return a line with the current surrogate of its value."""
    world = world_of(line["scope"], json.dumps(line.get("world", {})))
    entity, original = line["entity"], line["original"]
    texts, findings = [original], [[Span(0, len(original), entity, 1.0, "test")]]
    ledger = Ledger()
    if "attempt" in line:  # the place that the ledger gives the value
        ledger = Ledger(dict.fromkeys(world.claims(texts, findings), line["attempt"]))
    view = world.view(texts, findings, ledger)
    do, options = line.get("do", "pseudonymize"), line.get("with", {})
    if do == "shift":
        surrogate = world.shift(entity, original, view, **options)
    elif do == "generalize":
        surrogate = world.generalize(entity, original, **options)
    else:
        surrogate = world.surrogate(entity, original, view)
    return {**line, "surrogate": surrogate}


def of_document(line: Line) -> Line:
    """Return a line with the current surrogates of the values of its document."""
    world = world_of(line["scope"], json.dumps(line.get("world", {})))
    texts, findings = [], []
    for entity, text, *part in line["mentions"]:
        source = f"field:{part[0]}" if part else "test"
        texts.append(text)
        findings.append([Span(0, len(text), entity, 1.0, source)])
    view = world.view(texts, findings, begins=line.get("begins"))
    surrogates = [world.surrogate(entity, text, view) for entity, text, *_ in line["mentions"]]
    return {**line, "surrogates": surrogates}


@cache
def sanitizer_of(policy: str, names: str) -> Sanitizer:
    """Return the sanitizer of a policy without the NER model, whose findings do not affect surrogates.

    Arguments:
        policy: JSON of the name of a shipped policy, or of what a policy file says.
        names: JSON of the further arguments of Sanitizer.
    """
    said = json.loads(policy)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "policy.yaml"
        path.write_text(policy, encoding="utf-8")
        loaded = Policy.load(said if isinstance(said, str) else path)
    detection = loaded.detection.model_copy(update={"ner": "off"})
    return Sanitizer(loaded.model_copy(update={"detection": detection}), KEY, **json.loads(names))


def of_texts(line: Line) -> Line:
    """Return a line with its currently sanitized document."""
    sanitizer = sanitizer_of(json.dumps(line["policy"]), json.dumps(line.get("names", {})))
    document = [text if isinstance(text, str) else Text(**text) for text in line["texts"]]
    results = sanitizer.sanitize([document])[0]
    return {**line, "sanitized": [result.text for result in results]}


def recorded_now() -> Iterator[Line]:
    """Yield every line with the current surrogates."""
    for line in LINES:
        yield of_value(line) if "original" in line else of_document(line) if "mentions" in line else of_texts(line)


if __name__ == "__main__":
    for now in recorded_now():
        sys.stdout.write(json.dumps(now, ensure_ascii=False) + "\n")
