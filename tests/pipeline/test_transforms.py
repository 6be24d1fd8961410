import pickle
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from pipeline import HeteronymError, Key, KeySource, Policy, Sanitizer, SecretKeyError, Text
from pipeline.run.storage import opened
from pipeline.sanitizer_source import SanitizerSource
from pipeline.transforms import METRICS, Sanitize

IMAGE = {
    "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]}]
}


def test_elements_keep_their_shape_and_blocked_ones_are_reported(key_file: Path, confidential: Sanitizer) -> None:
    text = "Write to maria@delgado-lab.com."
    expected = Sanitizer(confidential.policy, Key.load(key_file)).sanitize_text(text).text
    pipeline = beam.Pipeline(runner=FnApiRunner())
    outputs = (
        pipeline
        | beam.Create([text, {"note": text, "n": 1}, IMAGE])
        | Sanitize(SanitizerSource(Policy.load("confidential"), KeySource(str(key_file))))
    )
    assert_that(outputs["sanitized"], equal_to([expected, {"note": expected, "n": 1}]), label="sanitized")
    assert_that(outputs["findings"], equal_to([{"EMAIL_ADDRESS": 1}] * 2), label="findings")
    assert_that(
        outputs["blocked"] | beam.Map(lambda reported: "image" in reported["reason"]), equal_to([True]), label="blocked"
    )

    result = pipeline.run()
    result.wait_until_finish()

    counters = {
        c.key.metric.name: c.committed
        for c in result.metrics().query()["counters"]
        if c.key.metric.namespace == METRICS
    }
    assert counters["EMAIL_ADDRESS"] == 2


class Contact(NamedTuple):
    email: str
    seen: datetime
    code: int
    level: int | None


def test_named_tuples_and_rows_keep_their_types_and_schema(key_file: Path) -> None:
    source = SanitizerSource(Policy.load("confidential"), KeySource(str(key_file)))
    moment = datetime(2025, 3, 4, 12, tzinfo=UTC)
    contact = Contact("maria@delgado-lab.com", moment, 77_123, 7)
    email = Sanitizer(source.policy, source.key).sanitize([[Text(contact.email, "EMAIL_ADDRESS")]])[0][0].text
    pipeline = beam.Pipeline(runner=FnApiRunner())

    def checked(copy: Contact | beam.Row) -> tuple[bool, str, bool, bool, object]:
        is_new = copy.seen != moment and copy.seen.tzinfo == UTC
        return isinstance(copy, Contact), copy.email, is_new, copy.code not in (77_123, None), copy.level

    for kind, element in {"Contact": contact, "Row": beam.Row(**contact._asdict())}.items():
        created = pipeline | f"make {kind}" >> beam.Create([element])
        outputs = created | f"sanitize {kind}" >> Sanitize(source, fields={"code": "CUSTOMER_ID", "level": "keep"})
        assert outputs["sanitized"].element_type == created.element_type
        copies = outputs["sanitized"] | f"check {kind}" >> beam.Map(checked)
        assert_that(copies, equal_to([(kind == "Contact", email, True, True, 7)]), label=kind)
    pipeline.run().wait_until_finish()


def test_an_element_whose_copy_does_not_fit_its_schema_is_blocked(key_file: Path) -> None:
    source = SanitizerSource(Policy.load("confidential"), KeySource(str(key_file)))
    elements = [
        Contact("", datetime(2025, 3, 4, tzinfo=UTC), 77_123, 7),
        beam.Row(maria_delgado=1),
        {"when": object()},
    ]
    pipeline = beam.Pipeline(runner=FnApiRunner())
    reasons = []
    for place, element in enumerate(elements):
        outputs = (
            pipeline
            | f"make {place}" >> beam.Create([element])
            | f"sanitize {place}" >> Sanitize(source, fields={"code": "drop"})
        )
        reasons.append(outputs["blocked"])

    reported = reasons | beam.Flatten() | beam.Map(lambda one: one["reason"].partition(":")[0])

    expected = [
        "a new value does not fit the type of its field, which has no null",
        "the name of a column contains a sensitive value",
        "when",
    ]
    assert_that(reported, equal_to(expected))
    pipeline.run().wait_until_finish()


Untyped = namedtuple("Untyped", "email level")


def test_named_tuples_without_types_are_replaced_too(key_file: Path) -> None:
    source = SanitizerSource(Policy.load("confidential"), KeySource(str(key_file)))
    pipeline = beam.Pipeline(runner=FnApiRunner())
    elements = [Untyped("maria@delgado-lab.com", 7), Untyped(None, None)]

    copies = (pipeline | beam.Create(elements) | Sanitize(source))["sanitized"]

    shapes = copies | beam.Map(lambda copy: (type(copy).__name__, "maria" in str(copy), copy.level))
    assert_that(shapes, equal_to([("Untyped", False, 7), ("Untyped", False, None)]))
    pipeline.run().wait_until_finish()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: Sanitize("confidential"), "pass a SanitizerSource, from which workers load policy and key, not str"),
        (lambda source: Sanitize(source, class_field=7), "class_field is the name of a field, not int"),
        (lambda source: Sanitize(source, fields=["email"]), "fields is a dict of texts.*, not list"),
        (lambda source: SanitizerSource("confidential", source.key), r"Policy.load\('confidential'\), not str"),
        (lambda source: SanitizerSource(source.policy, "maria"), r"KeySource\('team.key'\), not str"),
    ],
)
def test_an_argument_of_a_wrong_type_raises_where_the_pipeline_is_made(
    make: Callable[[SanitizerSource], Any], message: str, key_file: Path
) -> None:
    with pytest.raises(TypeError, match=message):
        make(SanitizerSource(Policy.load("confidential"), KeySource(str(key_file))))


def test_a_field_that_is_declared_as_something_unknown_is_refused(key_file: Path) -> None:
    with pytest.raises(HeteronymError, match="'email' is declared as 'EMAIL_ADRESS' - did you mean EMAIL_ADDRESS"):
        Sanitize(
            SanitizerSource(Policy.load("confidential"), KeySource(str(key_file))), fields={"email": "EMAIL_ADRESS"}
        )


def test_worker_data_contains_no_key(key: Key, key_file: Path) -> None:
    source = SanitizerSource(Policy.load("confidential"), KeySource(str(key_file)))
    secret = key_file.read_text().strip()

    assert secret.encode() not in pickle.dumps(source)
    with pytest.raises(SecretKeyError):
        pickle.dumps(key)


def test_parts_are_open_one_at_a_time(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in "abc"]
    for path in paths:
        path.write_text(path.name)

    parts = []
    for part in opened(str(path) for path in paths):
        assert all(earlier.closed for earlier in parts)
        assert part.read() == paths[len(parts)].name.encode()
        parts.append(part)

    assert len(parts) == 3
