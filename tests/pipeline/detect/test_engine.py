import gc
import pickle
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Key, KeySource, Policy, Sanitizer
from pipeline.detect.detector import Detector
from pipeline.detect.engine import Engine
from pipeline.errors import PolicyError
from pipeline.policy import dictionaries
from pipeline.policy.loading import shipped_names
from pipeline.policy.model import Rule
from pipeline.sanitizer_source import SanitizerSource
from pipeline.text.spans import Span
from recognizers.model.tagger import Tagger

DATA = Path(__file__).parents[2] / "data"
EXAMPLES = Path(__file__).parents[3] / "examples"
TEXTS = [
    "Call Maria Delgado at (212) 736-5000 or write to maria@delgado-lab.com before March 4, 2025.",
    "My social security number is 536-90-4399, the card 4012-8888-8888-1881, the account number 945456787654.",
    "IBAN GB82 WEST 1234 5698 7654 32, NHS number 401 023 2137, Steuer-ID 65929970489, badge B-4711, project Heron.",
    "The patient's NINO is AB 12 34 56 C; passport number 123456789; driver license H12234567 expires soon.",
    "Nothing to see here, just some words about shipping.",
    "",
]
OWN = """
classification: own
extends: confidential
detection:
  countries: [de]
  patterns: {BADGE: 'B-\\d+'}
  dictionaries: [codenames.txt, more.txt, {PLANT: plants.txt}]
entities: {BADGE: pseudonymize, DICTIONARY_TERM: pseudonymize, PLANT: redact, IBAN_CODE: {do: pseudonymize, min_score: 0.1}}
"""


@pytest.fixture
def own(tmp_path: Path) -> Policy:
    (tmp_path / "codenames.txt").write_text("Heron\nBlue Harbour\n")
    (tmp_path / "more.txt").write_text("shipping\nHeron\n")
    (tmp_path / "plants.txt").write_text("the card\n")
    (tmp_path / "own.yaml").write_text(OWN)
    return Policy.load(tmp_path / "own.yaml")


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Count the loads of a model."""
    loaded: list[str] = []
    load = Tagger.load

    def counted(self: Tagger) -> None:
        loaded.append(self.tier)
        load(self)

    monkeypatch.setattr(Tagger, "load", counted)
    return loaded


def changed(policy: Policy, **detection: object) -> Policy:
    return policy.model_copy(update={"detection": policy.detection.model_copy(update=detection)})


def corpus() -> list[str]:
    lines = [line for file in sorted(EXAMPLES.glob("*")) if file.is_file() for line in file.read_text().splitlines()]
    people = (DATA / "people.txt").read_text().splitlines()
    return [*TEXTS, *lines[:25], *people[:15]]


def of_all(detectors: dict[str, Detector], texts: list[str]) -> dict[str, list[list[Span]]]:
    return {name: detector.detect(texts) for name, detector in detectors.items()}


@pytest.mark.slow
def test_shared_engine_finds_the_same_as_a_separate_one(own: Policy) -> None:
    policies = {name: Policy.load(name) for name in shipped_names()}
    policies |= {
        "own": own,
        "no model": changed(policies["confidential"], ner="off"),
        "all scores": changed(policies["internal"], min_score=0.0),
        "strict scores": changed(policies["internal"], min_score=0.8),
        "another pattern": changed(own, patterns={"BADGE": r"[A-Z]-\d{4}"}),
    }
    texts, engine = corpus(), Engine()
    together = {name: Detector(policy, engine=engine) for name, policy in policies.items()}

    found, again = of_all(together, texts), of_all(together, texts)

    assert found == again
    for name, policy in policies.items():
        assert found[name] == Detector(policy, engine=Engine()).detect(texts), name


COUNTRIES = st.sets(st.sampled_from(["us", "uk", "de", "in"]), min_size=1).map(sorted).map(tuple)
PATTERNS = st.dictionaries(st.sampled_from(["BADGE", "TICKET"]), st.sampled_from([r"B-\d+", r"[A-Z]{2,5}-\d+"]))
RULES = st.dictionaries(
    st.sampled_from(["PHONE_NUMBER", "US_SSN", "DATE_TIME"]),
    st.builds(Rule, do=st.just("redact"), min_score=st.none() | st.floats(0, 1)),
)
ENGINE = Engine()


@pytest.mark.slow
@settings(max_examples=20)
@given(COUNTRIES, PATTERNS, RULES, st.floats(0, 1), st.lists(st.sampled_from(TEXTS) | st.text(), max_size=4))
def test_any_policies_may_share_an_engine(
    countries: tuple[str, ...], patterns: dict[str, str], rules: dict[str, Rule], min_score: float, texts: list[str]
) -> None:
    base = changed(Policy.load("confidential"), ner="off", countries=countries, patterns=patterns, min_score=min_score)
    policy = base.model_copy(update={"entities": {**base.entities, **rules}})

    assert Detector(policy, engine=ENGINE).detect(texts) == Detector(policy, engine=Engine()).detect(texts)


def test_the_policies_of_a_process_share_one_model(key: Key, loads: list[str]) -> None:
    sanitizers = [Sanitizer(Policy.load(name), key) for name in shipped_names()]

    models = {id(one) for each in sanitizers for one in each._detector.registry.recognizers if isinstance(one, Tagger)}
    assert len(models) == 1
    assert len(loads) <= 1  # none where another test holds it


def test_policies_with_equal_detection_share_cached_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    detectors = [Detector(Policy.load(name)) for name in ("internal", "confidential", "restricted")]
    texts = [f"{text} Who reads this first?" for text in TEXTS]  # in no cache yet
    model = next(one for one in detectors[0].registry.recognizers if isinstance(one, Tagger))
    asked: list[str] = []
    analyze_batch = model.analyze_batch
    monkeypatch.setattr(model, "analyze_batch", lambda read: asked.extend(read) or analyze_batch(read))

    for detector in detectors:
        detector.detect(texts)

    assert sorted(asked) == sorted(texts)


@pytest.mark.parametrize(("first", "second"), [(("", "alice"), ("", "bob")), (("key 1", "alice"), ("key 2", "alice"))])
def test_clients_and_tenants_share_no_cached_findings(first: tuple[str, str], second: tuple[str, str]) -> None:
    engine, policy = Engine(), changed(Policy.load("confidential"), ner="tests.pipeline.detect.recognizers:Counted")
    detectors = [Detector(policy, tenant, engine) for tenant, _ in (first, second)]
    counted = next(one for one in detectors[0].registry.recognizers if type(one).__name__ == "Counted")

    for detector, (_, owner) in zip(detectors, (first, second), strict=True):
        detector.detect(["Dear board"], owners=[owner])
        detector.detect(["Dear board"], owners=[owner])

    assert counted.texts == ["Dear board", "Dear board"]


def test_recognizers_of_one_policy_are_freed_with_it(own: Policy) -> None:
    engine = Engine()
    alone = Detector(changed(own, ner="off"), engine=engine)
    held = len(engine._pool._made)
    del alone
    gc.collect()

    assert len(engine._pool._made) == 0 < held


def test_threads_may_share_an_engine() -> None:
    engine = Engine()
    expected = Detector(Policy.load("confidential")).detect(TEXTS * 3)
    found: list[list[list[Span]]] = []

    def work() -> None:
        detector = Detector(Policy.load("confidential"), engine=engine)
        found.extend([one for text in TEXTS * 3 for one in detector.detect([text])] for _ in range(3))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [expected] * 12


def large(folder: Path, words: int) -> SanitizerSource:
    (folder / "words.txt").write_text("".join(f"codename {number}\n" for number in range(words)))
    (folder / "mine.yaml").write_text(
        "classification: mine\nextends: internal\ndetection: {dictionaries: [words.txt]}\n"
    )
    return SanitizerSource(Policy.load(folder / "mine.yaml"), KeySource("key"))


def test_pickled_size_does_not_depend_on_a_dictionary(tmp_path: Path) -> None:
    sizes = [len(pickle.dumps(large(tmp_path, words))) for words in (10, 10_000)]

    assert sizes[0] == sizes[1]


@pytest.fixture
def unloaded(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Clear the words of all dictionaries, as in a new process."""
    return lambda: monkeypatch.setattr(dictionaries, "_loaded", {})


def test_another_process_reads_the_words_by_reference(tmp_path: Path, unloaded: Callable[[], None]) -> None:
    policy = large(tmp_path, 3).policy
    unloaded()

    assert policy.words("DICTIONARY_TERM") == ("codename 0", "codename 1", "codename 2")


def test_error_for_a_missing_dictionary_names_it(tmp_path: Path, unloaded: Callable[[], None]) -> None:
    policy = large(tmp_path, 3).policy
    unloaded()
    (tmp_path / "words.txt").unlink()

    with pytest.raises(PolicyError, match=r"words\.txt on this machine: No such file.*copy the file there"):
        Detector(changed(policy, ner="off"), engine=Engine())


def test_changed_dictionary_is_an_error(tmp_path: Path, unloaded: Callable[[], None]) -> None:
    policy = large(tmp_path, 3).policy
    unloaded()
    (tmp_path / "words.txt").write_text("another\n")

    with pytest.raises(PolicyError, match="has changed since the policy was loaded"):
        policy.words("DICTIONARY_TERM")


def test_sent_words_need_no_file(tmp_path: Path, unloaded: Callable[[], None]) -> None:
    policy = large(tmp_path, 3).policy
    words = dictionaries.words_of(policy.dictionaries)
    unloaded()
    (tmp_path / "words.txt").unlink()
    dictionaries.add_words(words)

    assert Detector(changed(policy, ner="off"), engine=Engine()).detect(["ask codename 2"])[0][0].start == 4


def test_the_digest_of_a_policy_does_not_show_where_its_dictionaries_are(tmp_path: Path) -> None:
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()

    assert large(tmp_path / "here", 3).policy.digest == large(tmp_path / "there", 3).policy.digest
    assert large(tmp_path / "here", 4).policy.digest != large(tmp_path / "there", 3).policy.digest
