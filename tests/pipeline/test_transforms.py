import pickle
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from pipeline import Key, KeySource, Policy, Sanitizer, SecretKeyError
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
        outputs["blocked"] | beam.Map(lambda told: "image" in told["reason"]), equal_to([True]), label="blocked"
    )

    result = pipeline.run()
    result.wait_until_finish()

    counters = {
        c.key.metric.name: c.committed
        for c in result.metrics().query()["counters"]
        if c.key.metric.namespace == METRICS
    }
    assert counters["EMAIL_ADDRESS"] == 2


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
