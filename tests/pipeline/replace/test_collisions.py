"""Collisions within one document are resolved without a ledger of the run."""

import json
from collections.abc import Sequence
from pathlib import Path

import apache_beam as beam
import pytest
import regex
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that
from presidio_analyzer import RecognizerResult
from presidio_anonymizer import AnonymizerEngine

from pipeline import Key, KeySource, Policy, Sanitizer, Text
from pipeline.gateway.prompt import clear
from pipeline.presidio import Pseudonymize, operators
from pipeline.records.prompts.request import read
from pipeline.sanitizer_source import SanitizerSource
from pipeline.transforms import Sanitize

# Found by search: under the key of the tests, the first candidates of the two values of a pair are the same.
COLLIDING = [
    ("PHONE_NUMBER", "(243) 335-5463", "(292) 653-3280"),
    ("LOCATION", "Baileyville", "Barker Falls"),
    ("IP_ADDRESS", "22.182.202.64", "26.8.122.184"),
    ("USERNAME", "millbluff", "shorewood"),
    ("EMAIL_ADDRESS", "info@dawson.com", "info@marshall.com"),
    ("ORGANIZATION", "Dawson Inc.", "Marshall Inc."),
    ("DOMAIN_NAME", "dawson.com", "marshall.com"),
    ("HOSTNAME", "dawson", "marshall"),
    ("ADDRESS", "13 Dawson Street", "13 Matthews Street"),
    ("PROJECT_CODENAME", "Adams", "Atkins"),
]
PHONES = "Call (243) 335-5463 at home, or (292) 653-3280 at work."


def copies(sanitizer: Sanitizer, entity: str, values: Sequence[str]) -> list[str]:
    return [one.text for one in sanitizer.sanitize([[Text(value, entity) for value in values]])[0]]


@pytest.mark.parametrize(("entity", "first", "second"), COLLIDING)
def test_two_values_of_a_document_have_two_surrogates(
    without_model: Sanitizer, entity: str, first: str, second: str
) -> None:
    alone = [copies(without_model, entity, [value])[0] for value in (first, second)]
    together = copies(without_model, entity, [first, second, first])

    assert alone[0] == alone[1], "the pair no longer collides: search for another"
    assert together[0] == together[2] != together[1]
    assert set(together) & set(alone), "one of the two keeps its first candidate"
    assert set(together) == set(copies(without_model, entity, [second, first])), "the order of mentions does not matter"


def test_two_spellings_of_a_company_share_a_surrogate(without_model: Sanitizer) -> None:
    one, other = copies(without_model, "ORGANIZATION", ["Bradley Inc.", "BRADLEY INC."])

    assert one.casefold() == other.casefold()


@pytest.mark.parametrize("scope", ["document", "dataset"])
def test_two_numbers_of_a_text_have_two_surrogates(key: Key, without_model: Sanitizer, scope: str) -> None:
    policy = without_model.policy.model_copy(update={"scope": scope})
    result = Sanitizer(policy, key).sanitize_text(PHONES)

    assert len({result.text[it.start : it.end] for it in result.replacements}) == 2


def test_two_numbers_of_a_prompt_have_two_surrogates(without_model: Sanitizer) -> None:
    raw = json.dumps({"messages": [{"role": "user", "content": PHONES}]})
    cleared = clear(read(raw.encode()), without_model)

    assert cleared.restore_map.restore(cleared.body.decode()) == raw


def test_two_numbers_of_an_element_have_two_surrogates(key_file: Path, tmp_path: Path) -> None:
    policy_file = tmp_path / "light.yaml"
    policy_file.write_text("classification: light\nextends: confidential\nloosen: [ner]\ndetection: {ner: 'off'}\n")
    source = SanitizerSource(Policy.load(policy_file), KeySource(str(key_file)))
    pipeline = beam.Pipeline(runner=FnApiRunner())
    outputs = pipeline | beam.Create([PHONES]) | Sanitize(source)

    def are_apart(found: list[str]) -> None:
        assert len(set(regex.findall(r"\(\d{3}\) 555-\d{4}", "".join(found)))) == 2

    assert_that(outputs["sanitized"], are_apart)
    pipeline.run().wait_until_finish()


def test_presidio_operator_gives_two_people_two_names(key: Key) -> None:
    engine = AnonymizerEngine()
    engine.add_anonymizer(Pseudonymize)
    text = "adavenport asked akline"
    found = [RecognizerResult("USERNAME", start, end, 1.0) for start, end in ((0, 10), (17, 23))]
    made = engine.anonymize(text, found, operators(text, found, key)).text

    assert len(set(made.split(" asked "))) == 2
