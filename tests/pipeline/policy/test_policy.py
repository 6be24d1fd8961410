"""Policies: loading, defaults, inheritance, error messages, digests and schema."""

import contextlib
import json
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import PolicyError
from pipeline.policy.inheritance import STRICTNESS
from pipeline.policy.loading import Policy, shipped_names
from pipeline.policy.model import STRICTEST, Action, PolicyFile

ROOT = Path(__file__).parents[3]
SHIPPED = ("public", "internal", "confidential", "restricted")
BASE = """\
classification: base
detection:
  countries: [us]
  min_score: 0.4
  propagate: true
  patterns: {EMPLOYEE_ID: 'EMP-\\d{5}'}
entities:
  PERSON: pseudonymize
  AGE: {do: generalize, min_score: 0.2}
  CREDIT_CARD: {do: mask, keep_last: 4}
  DATE_TIME: {do: shift, days: 90}
  DATE_OF_BIRTH: {do: generalize, before: 1936}
  API_KEY: redact
  MONEY: keep
otherwise: redact
"""


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file to a common folder and returns its path."""

    def write(text: str, name: str = "own.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def error_of(path: Path) -> str:
    with pytest.raises(PolicyError) as raised:
        Policy.load(path)
    return str(raised.value)


# Shipped policies


@pytest.mark.parametrize(
    ("entity", "public", "internal", "confidential", "restricted"),
    [
        ("EMAIL_ADDRESS", "pseudonymize", "pseudonymize", "pseudonymize", "pseudonymize"),
        ("US_SSN", "pseudonymize", "pseudonymize", "pseudonymize", "pseudonymize"),
        ("API_KEY", "redact", "redact", "redact", "redact"),
        ("PERSON", "keep", "pseudonymize", "pseudonymize", "pseudonymize"),
        ("ADDRESS", "keep", "pseudonymize", "pseudonymize", "pseudonymize"),
        ("CUSTOMER_ID", "keep", "pseudonymize", "pseudonymize", "pseudonymize"),
        ("DATE_OF_BIRTH", "keep", "shift", "shift", "generalize"),
        ("ZIP_CODE", "keep", "pseudonymize", "pseudonymize", "generalize"),
        ("ORGANIZATION", "keep", "keep", "pseudonymize", "pseudonymize"),
        ("LOCATION", "keep", "keep", "pseudonymize", "pseudonymize"),
        ("URL", "keep", "keep", "pseudonymize", "generalize"),
        ("DATE_TIME", "keep", "keep", "shift", "generalize"),
        ("MONEY", "keep", "keep", "keep", "generalize"),
        ("AGE", "keep", "keep", "keep", "generalize"),
        ("NRP", "keep", "keep", "keep", "redact"),
        ("JOB_TITLE", "keep", "keep", "pseudonymize", "redact"),
        ("GEO_COORDINATES", "keep", "redact", "redact", "redact"),
        ("AN_ENTITY_OF_TOMORROW", "keep", "redact", "redact", "redact"),
    ],
)
def test_each_classification_is_as_strict_as_the_one_below(entity, public, internal, confidential, restricted):
    actions = [Policy.load(name).rule(entity).do for name in SHIPPED]
    assert actions == [public, internal, confidential, restricted]


def test_shipped_policies_are_the_four_classifications_including_the_strictest():
    assert set(shipped_names()) == set(SHIPPED)
    assert STRICTEST == "restricted"
    assert [Policy.load(name).classification for name in SHIPPED] == list(SHIPPED)


def test_shipped_policies_are_irreversible_with_organization_scope():
    policies = [Policy.load(name) for name in SHIPPED]
    assert {(policy.reversible, policy.scope) for policy in policies} == {(False, "dataset")}
    assert [policy.unscannable for policy in policies] == ["pass", "pass", "block", "block"]
    assert [policy.detection.ner for policy in policies] == ["off", "accurate", "accurate", "accurate"]


# Meaning of settings


def test_missing_settings_have_safe_defaults(write):
    policy = Policy.load(write("classification: mine\n"))
    assert policy.rule("PERSON").do is Action.REDACT
    assert (policy.scope, policy.reversible, policy.unscannable) == ("dataset", False, "block")
    assert (policy.detection.ner, policy.detection.countries, policy.detection.min_score) == ("accurate", ("us",), 0.35)


def test_bare_action_equals_rule_with_action(write):
    bare = Policy.load(write("classification: mine\nentities:\n  PERSON: mask\n"))
    long = Policy.load(write("classification: mine\nentities:\n  PERSON: {do: mask, keep_last: 0}\n"))
    assert bare == long


def test_min_score_of_a_rule_overrides_that_of_the_policy(write):
    policy = Policy.load(write(BASE))
    assert (policy.min_score("AGE"), policy.min_score("PERSON"), policy.min_score("URL")) == (0.2, 0.4, 0.4)


@pytest.mark.parametrize("word", ["off", "'off'"])
def test_off_is_a_string_not_a_boolean(write, word):
    assert Policy.load(write(f"classification: mine\ndetection: {{ner: {word}}}\n")).detection.ner == "off"


def test_gb_is_an_alias_of_uk(write):
    policy = Policy.load(write("classification: mine\ndetection: {countries: [gb, de]}\n"))
    assert policy.detection.countries == ("uk", "de")
    assert policy == Policy.load(write("classification: mine\ndetection: {countries: [uk, de]}\n"))


@pytest.mark.parametrize(
    ("surface", "allowed"),
    [
        ("Brightwater Holdings", True),
        ("brightwater holdings", False),
        ("Brightwater Holdings Ltd", False),
        ("S3", True),
        ("S33", False),
        ("BUILD-17", True),
        ("BUILD-17 ", False),
    ],
)
def test_allow_list_matches_whole_values_case_sensitively(write, surface, allowed):
    text = r"""
classification: mine
allow: ['Brightwater Holdings', {regex: '^S3$'}, {regex: 'BUILD-\d+'}]
"""
    assert Policy.load(write(text)).allows(surface) is allowed


def test_dictionaries_are_read_once_and_included_in_the_policy(write, tmp_path):
    write("# secret until spring\nHeron\n\n  Blue Harbour \nHeron\n", "codenames.txt")
    write("\ufeffThornfield\n", "sites.txt")
    policy = Policy.load(
        write(
            "classification: mine\ndetection:\n  dictionaries: [codenames.txt, {PLANT: sites.txt}]\n"
            "entities:\n  DICTIONARY_TERM: redact\n  PLANT: pseudonymize\n"
        )
    )
    for file in tmp_path.iterdir():
        file.unlink()
    travelled = pickle.loads(pickle.dumps(policy))
    found = {entity: travelled.words(entity) for entity in travelled.terms}
    assert found == {"DICTIONARY_TERM": ("Heron", "Blue Harbour"), "PLANT": ("Thornfield",)}
    assert travelled == policy


def test_lists_and_mappings_extend_those_of_the_parent(write):
    write("Heron\n", "codenames.txt")
    write(BASE + "allow: [Acme Public]\n", "base.yaml")
    child = Policy.load(
        write(
            "classification: child\nextends: base.yaml\nloosen: [allow]\nallow: [S3]\n"
            "detection:\n  countries: [de]\n  dictionaries: [codenames.txt]\n  patterns: {BADGE: 'B-\\d+'}\n"
            "entities: {URL: redact}\n"
        )
    )
    assert child.detection.countries == ("us", "de")
    assert child.detection.patterns == {"EMPLOYEE_ID": r"EMP-\d{5}", "BADGE": r"B-\d+"}
    assert {entity: child.words(entity) for entity in child.terms} == {"DICTIONARY_TERM": ("Heron",)}
    assert child.allow == ("Acme Public", "S3")
    assert (child.rule("URL").do, child.rule("PERSON").do) == (Action.REDACT, Action.PSEUDONYMIZE)


def test_parent_path_is_relative_to_the_child(write, tmp_path):
    (tmp_path / "team").mkdir()
    write(BASE, "base.yaml")
    path = write("classification: team\nextends: ../base.yaml\n", "team/own.yaml")
    assert Policy.load(path).entities == Policy.load(tmp_path / "base.yaml").entities


# Inheritance

CHILD = "classification: child\nextends: base.yaml\n"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("PERSON", "entities: {PERSON: keep}"),
        ("PERSON", "entities: {PERSON: {do: pseudonymize, min_score: 0.6}}"),
        ("AGE", "entities: {AGE: redact}"),
        ("CREDIT_CARD", "entities: {CREDIT_CARD: {do: mask, keep_last: 6}}"),
        ("DATE_TIME", "entities: {DATE_TIME: {do: shift, days: 7}}"),
        ("DATE_OF_BIRTH", "entities: {DATE_OF_BIRTH: generalize}"),
        ("DATE_OF_BIRTH", "entities: {DATE_OF_BIRTH: {do: generalize, before: 1930}}"),
        ("API_KEY", "entities: {API_KEY: pseudonymize}"),
        ("URL", "entities: {URL: keep}"),
        ("URL", "entities: {URL: {do: mask, keep_last: 4}}"),
        ("EMPLOYEE_ID", "detection: {patterns: {EMPLOYEE_ID: 'EMP-0'}}"),
        ("min_score", "detection: {min_score: 0.5}"),
        ("propagate", "detection: {propagate: false}"),
        ("ner", "detection: {ner: off}"),
        ("otherwise", "otherwise: mask"),
        ("otherwise", "otherwise: {do: redact, min_score: 0.9}"),
        ("unscannable", "unscannable: pass"),
        ("keys", "keys: keep"),
        ("reversible", "reversible: true"),
        ("people", "people: by_part"),
        ("allow", "allow: [Heron]"),
        ("scope", "scope: organization"),
        ("crowded", "crowded: {over: 60}"),
    ],
)
def test_weakened_settings_must_be_listed_in_loosen(write, name, change):
    write(BASE, "base.yaml")
    assert error_of(write(f"{CHILD}{change}\n")) == (
        f"own.yaml:3: {name} is weaker here than in base.yaml: make it as strict, or add it to 'loosen: [{name}]'"
    )
    Policy.load(write(f"{CHILD}{change}\nloosen: [{name}]\n"))
    assert "which this file does not weaken" in error_of(write(f"{CHILD}{change}\nloosen: [{name}, MONEY]\n"))


@pytest.mark.parametrize(
    "change",
    [
        "entities: {PERSON: redact, MONEY: generalize, AGE: {do: block, min_score: 0.1}}",
        "entities: {CREDIT_CARD: {do: mask, keep_last: 2}, DATE_TIME: {do: shift, days: 365}}",
        "entities: {PERSON: {do: hash, min_score: 0.3}}",
        "entities: {URL: pseudonymize}",
        "entities: {DATE_OF_BIRTH: {do: generalize, before: 1940}, MONEY: {do: shift, percent: 5}}",
        "entities: {DATE_TIME: {do: shift, days: 90, day_first: true}}",
        "detection: {min_score: 0.1, countries: [uk], patterns: {BADGE: 'B-\\d+'}}",
        "detection: {patterns: {BADGE: 'B-\\d+'}}\nentities: {BADGE: {do: keep, min_score: 0.9}}",
        "otherwise: block",
        "scope: document",
        "scope: client",
        "scope: recipient",
        "crowded: {over: 50, do: own_world}",
        "crowded: {over: 10}",
    ],
)
def test_stricter_settings_need_no_loosen(write, change):
    write(BASE, "base.yaml")
    Policy.load(write(f"{CHILD}{change}\n"))


@given(before=st.sampled_from(Action), after=st.sampled_from(Action))
def test_weaker_action_requires_loosen(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("policies")
    head = "classification: mine\nreversible: true\n"
    (folder / "base.yaml").write_text(f"{head}entities: {{PERSON: {before}}}\n")
    (folder / "own.yaml").write_text(f"{head}extends: base.yaml\nentities: {{PERSON: {after}}}\n")
    if STRICTNESS[after] < STRICTNESS[before]:
        assert "PERSON is weaker here" in error_of(folder / "own.yaml")
    else:
        assert Policy.load(folder / "own.yaml").rule("PERSON").do is after


# Error messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1: a policy must be a mapping that starts with 'classification: ...'"),
        ("- classification\n", "1: a policy must be a mapping that starts with 'classification: ...'"),
        ("description: x\n", "1: the key 'classification' is missing"),
        ("{M}entities: [\n", "3:1: not YAML: expected the node content, but found '<stream end>'"),
        ("{M}\tscope: document\n", "2:1: not YAML: found character '\\t' that cannot start any token"),
        ("{M}scope: !secret x\n", "2:8: not YAML: could not determine a constructor for the tag '!secret'"),
        ("{M}scope: document\nscope: dataset\n", "3: duplicate key 'scope'"),
        ("{M}entities:\n  PERSON: keep\n  PERSON: mask\n", "4: duplicate key 'PERSON'"),
        ("{M}allow: &names [x]\nloosen: *names\n", "3: aliases are not allowed: write the value out"),
        ("{M}detection: &all\n  patterns: *all\n", "3: aliases are not allowed: write the value out"),
        ("{M}1: x\n", "2: a key must be a string: put it in quotes"),
        ("{M}entitys: {}\n", "2: unknown key 'entitys' - did you mean entities?"),
        ("{M}PERSON: redact\n", "2: the entity PERSON is outside 'entities': indent it below that key"),
        ("{M}detection:\n  nerr: off\n", "3: unknown key 'nerr' - did you mean ner?"),
        (
            "{M}detection:\n  scope: document\n",
            "3: unknown key 'scope' - one of countries, dictionaries, min_score, ner, patterns, propagate, recognizers",
        ),
        ("{M}entities:\n  PERSON: {do: mask, keep: 4}\n", "3: unknown key 'keep' - did you mean keep_last?"),
        ("{M}allow:\n- x\n- {regexp: y}\n", "4: unknown key 'regexp' - did you mean regex?"),
        ("{M}entities:\n  PERSN: redact\n", "3: unknown entity 'PERSN' - did you mean PERSON?"),
        ("{M}entities:\n  person: redact\n", "3: unknown entity 'person' - did you mean PERSON?"),
        ("{M}entities:\n  ZZZ: redact\n", "3: unknown entity 'ZZZ': 'heteronym policy schema' lists them"),
        ("{M}entities:\n  PERSON: pseudonimize\n", "3: unknown action 'pseudonimize' - did you mean pseudonymize?"),
        (
            "{M}entities:\n  PERSON:\n",
            "3: unknown action None - one of block, encrypt, generalize, hash, keep, mask, pseudonymize, redact, shift",
        ),
        ("{M}otherwise: redakt\n", "2: unknown action 'redakt' - did you mean redact?"),
        ("{M}entities:\n  PERSON: {min_score: 0.5}\n", "3: the key 'do' is missing"),
        ("{M}entities:\n  PERSON: {do: redact, days: 30}\n", "3: PERSON: 'days' applies to shift, not to redact"),
        ("{M}entities:\n  AGE: {do: hash, keep_last: 3}\n", "3: AGE: 'keep_last' applies to mask, not to hash"),
        (
            "{M}entities:\n  DATE_TIME: {do: redact, day_first: true}\n",
            "3: DATE_TIME: 'day_first' applies to shift, not to redact",
        ),
        (
            "{M}entities:\n  DATE_TIME: {do: shift, before: 1936}\n",
            "3: DATE_TIME: 'before' applies to generalize, not to shift",
        ),
        (
            "{M}entities:\n  AGE: {do: generalize, before: 1936}\n",
            "3: 'before' applies to DATE_OF_BIRTH and DATE_TIME and TIMESTAMP, not to AGE",
        ),
        (
            "{M}entities:\n  MONEY: {do: shift, day_first: true}\n",
            "3: 'day_first' applies to DATE_OF_BIRTH and DATE_TIME and TIMESTAMP, not to MONEY",
        ),
        (
            "{M}entities:\n  DATE_TIME: {do: shift, percent: 5}\n",
            "3: 'percent' applies to MONEY, not to DATE_TIME",
        ),
        ("{M}entities:\n  MONEY: {do: keep, percent: 5}\n", "3: MONEY: 'percent' applies to shift, not to keep"),
        ("{M}entities:\n  MONEY: {do: shift, percent: 60}\n", "3: percent must be less than or equal to 50"),
        (
            "{M}entities:\n  DATE_TIME: {do: shift, day_first: sometimes}\n",
            "3: day_first must be a valid boolean, unable to interpret input",
        ),
        (
            "{M}entities:\n  DATE_OF_BIRTH: {do: generalize, before: 36}\n",
            "3: before must be greater than or equal to 1850",
        ),
        ("{M}entities:\n  AGE: {do: shift, days: 0}\n", "3: days must be greater than or equal to 7"),
        ("{M}detection:\n  min_score: 1.5\n", "3: min_score must be less than or equal to 1"),
        ("{M}entities:\n  AGE:\n    do: keep\n    min_score: -1\n", "5: min_score must be greater than or equal to 0"),
        ("{M}scope: documents\n", "2: unknown scope 'documents' - did you mean document?"),
        ("{M}unscannable: drop\n", "2: unknown value 'drop' - one of block, pass"),
        ("{M}keys: skip\n", "2: unknown value 'skip' - one of keep, scan"),
        ("{M}detection:\n  ner: acurate\n", "3: unknown model 'acurate' - did you mean accurate?"),
        ("{M}detection:\n  countries:\n  - us\n  - usa\n", "5: unknown country 'usa' - did you mean us?"),
        ("{M}detection:\n  countries: [us, [uk]]\n", "3: countries must be a valid string"),
        (
            "{M}detection:\n  languages: [en]\n",
            "3: unknown key 'languages' - one of countries, dictionaries, min_score, ner, patterns, propagate, recognizers",
        ),
        (
            "{M}detection:\n  patterns:\n    BADGE: 'B-(\\d'\n",
            "4: BADGE: not a regular expression: missing ) at position 5",
        ),
        (
            "{M}detection:\n  patterns:\n    BADGE: '\\d*'\n",
            "4: BADGE: the regular expression matches the empty text: make a part of it mandatory",
        ),
        (
            "{M}detection:\n  patterns:\n    badge: 'B'\n",
            "4: badge: 'badge' is not an entity name: use capitals, digits and _, such as EMPLOYEE_ID",
        ),
        (
            "{M}allow:\n- x\n- regex: '['\n",
            "4: regex: not a regular expression: unterminated character set at position 1",
        ),
        (
            "{M}detection:\n  dictionaries:\n  - none.txt\n",
            "4: cannot read the dictionary none.txt: No such file or directory",
        ),
        ("{M}entities:\n  AGE: encrypt\n", "3: encrypt can be undone: it needs 'reversible: true' in the policy"),
        ("{M}otherwise: encrypt\n", "2: encrypt can be undone: it needs 'reversible: true' in the policy"),
        (
            "{M}extends: confidental\n",
            "2: unknown policy 'confidental' - did you mean confidential?, or a path that ends in .yaml",
        ),
        ("{M}extends: none.yaml\n", "2: no policy file at none.yaml"),
        ("{M}loosen: [PERSON]\n", "2: loosen lists 'PERSON', which this file does not weaken"),
    ],
)
def test_error_names_file_line_and_nearest_spelling(write, text, message):
    assert error_of(write(text.replace("{M}", "classification: mine\n"))) == f"own.yaml:{message}"


def test_declared_entity_must_not_be_kept_by_default(write):
    text = "classification: mine\notherwise: keep\ndetection:\n  patterns:\n    BADGE: 'B-\\d+'\n"
    assert error_of(write(text)).startswith("own.yaml:5: BADGE is detected but kept")
    assert Policy.load(write(f"{text}entities: {{BADGE: keep}}\n")).rule("BADGE").do is Action.KEEP


def test_empty_dictionary_is_an_error(write):
    write("# nothing yet\n\n", "codenames.txt")
    path = write("classification: mine\ndetection: {dictionaries: [codenames.txt]}\n")
    assert error_of(path) == "own.yaml:2: the dictionary codenames.txt contains no term"


def test_error_in_a_parent_names_the_parent(write):
    write("classification: base\nentities:\n  PERSN: redact\n", "base.yaml")
    assert error_of(write(CHILD)).startswith("base.yaml:3: unknown entity 'PERSN'")


def test_cyclic_inheritance_is_an_error(write):
    write("classification: base\nextends: ./own.yaml\n", "base.yaml")
    assert error_of(write(CHILD)) == (
        "base.yaml:2: ./own.yaml extends this policy in turn: remove 'extends' from one of them"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("secrt", "unknown policy 'secrt' - one of confidential, internal, public, restricted, or a path that ends"),
        ("Public", "unknown policy 'Public' - did you mean public?"),
        ("nowhere/own.yaml", "no policy file at nowhere/own.yaml"),
    ],
)
def test_missing_policy_is_an_error(name, message):
    with pytest.raises(PolicyError, match=re.escape(message)):
        Policy.load(name)


def test_binary_policy_file_is_an_error(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_bytes(b"classification: \xff\xfe\n")
    assert error_of(path) == f"cannot read {path}: not UTF-8"
    path.write_text(f"classification: {'[' * 5000}{']' * 5000}")
    assert error_of(path) == "own.yaml: not YAML: a value does not match its tag, or the nesting is too deep"
    path.write_bytes(b"classification: \x00\n")
    assert error_of(path) == "own.yaml: not YAML: the character at offset 16 is not allowed"


CONFIDENTIAL = (ROOT / "configs" / "confidential.yaml").read_text(encoding="utf-8")


@settings(max_examples=150)
@given(
    at=st.integers(0, len(CONFIDENTIAL)),
    dropped=st.integers(0, 12),
    put=st.text("aE:-[]{},'\"&*!|>#? \n\t09.\x00é", max_size=6),
)
def test_malformed_file_loads_or_fails_with_a_one_line_error(tmp_path_factory, at, dropped, put):
    path = tmp_path_factory.mktemp("damaged") / "own.yaml"
    path.write_text(CONFIDENTIAL[:at] + put + CONFIDENTIAL[at + dropped :], encoding="utf-8")
    with contextlib.suppress(PolicyError):
        Policy.load(path)
        return
    assert "\n" not in error_of(path)


# Digest and schema


@pytest.mark.parametrize("name", SHIPPED)
def test_resolved_policy_round_trips_through_yaml(write, name):
    policy = Policy.load(name)
    assert Policy.load(write(policy.as_yaml())) == policy


def test_digest_depends_on_settings_not_on_formatting(write):
    digest = Policy.load(write(BASE)).digest
    shuffled = "\n".join(f"{key}: {json.dumps(value)}" for key, value in sorted(yaml.safe_load(BASE).items()))
    assert Policy.load(write(shuffled)).digest == digest
    assert Policy.load(write(BASE.replace("days: 90", "days: 91"))).digest != digest


def test_digest_covers_dictionary_words(write):
    text = "classification: mine\ndetection: {dictionaries: [codenames.txt]}\n"
    write("Heron\n", "codenames.txt")
    before = Policy.load(write(text)).digest
    write("Heron\nLapwing\n", "codenames.txt")
    assert Policy.load(write(text)).digest != before


@pytest.mark.parametrize("seed", ["1", pytest.param("2", marks=pytest.mark.slow)])
def test_digest_is_the_same_in_every_process(seed):
    command = "from pipeline import Policy; print(Policy.load('restricted').digest)"
    run = subprocess.run(
        [sys.executable, "-c", command],
        cwd=ROOT,
        env={"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == Policy.load("restricted").digest


def test_schema_lists_actions_entities_and_countries():
    schema = PolicyFile.model_json_schema()
    entities, detection = schema["properties"]["entities"], schema["$defs"]["Detection"]["properties"]
    assert {"$ref": "#/$defs/Action"} in entities["additionalProperties"]["anyOf"]
    assert "US_SSN" in entities["propertyNames"]["anyOf"][0]["enum"]
    assert {"us", "uk", "gb"} <= set(detection["countries"]["items"]["enum"])


def test_schema_lists_options_of_dates_and_amounts():
    rule = PolicyFile.model_json_schema()["$defs"]["Rule"]["properties"]
    assert rule["day_first"]["type"] == "boolean"
    assert (rule["percent"]["minimum"], rule["percent"]["maximum"]) == (1, 50)
    assert {"type": "null"} in rule["before"]["anyOf"]


@pytest.mark.parametrize(
    ("parent", "child", "is_weaker"), [("10", "5", True), ("10", "20", False), ("10", "10, min_score: 0.1", False)]
)
def test_less_noise_than_in_the_parent_is_weaker(write, parent, child, is_weaker):
    write(f"classification: base\nentities: {{MONEY: {{do: shift, percent: {parent}}}}}\n", "base.yaml")
    path = write(f"{CHILD}entities: {{MONEY: {{do: shift, percent: {child}}}}}\n")
    if is_weaker:
        assert "MONEY is weaker here" in error_of(path)
    else:
        assert Policy.load(path).rule("MONEY").do is Action.SHIFT


# Documentation

GUIDE = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("policies.md", "dates.md"))


@pytest.mark.parametrize("snippet", re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
def test_every_policy_in_the_guide_loads(write, snippet):
    for name in ("codenames.txt", "plants.txt", "customers.txt", "allowed.txt", "surrogates.txt"):
        write("Heron\n", name)
    write("name,short_name\nHeron,HRN\n", "products.csv")
    Policy.load(write(snippet))


@pytest.mark.parametrize(
    ("asked", "floor", "loosens"),
    [
        ("public", "confidential", True),
        ("internal", "confidential", True),
        ("confidential", "restricted", True),
        ("confidential", "confidential", False),
        ("restricted", "confidential", False),
        ("restricted", "public", False),
    ],
)
def test_shipped_policies_are_ordered_by_strictness(asked, floor, loosens):
    from pipeline.policy.inheritance import loosens as is_weaker

    assert is_weaker(Policy.load(asked), Policy.load(floor)) is loosens


@pytest.mark.parametrize(
    "change",
    [
        "detection: {patterns: {PROJECT_CODENAME: nightjar}}",
        "detection: {dictionaries: [{PROJECT_CODENAME: codenames.txt}]}",
        "detection: {countries: [de]}",
        "entities: {MONEY: redact}",
        "scope: document",
        "crowded: {over: 50, do: block}",
    ],
)
def test_policy_without_an_added_setting_is_weaker(write, change):
    from pipeline.policy.inheritance import loosens

    write("nightjar\n", "codenames.txt")
    mine, parent = (
        Policy.load(write(f"classification: mine\nextends: confidential\n{change}\n")),
        Policy.load("confidential"),
    )

    assert loosens(parent, mine)
    assert not loosens(mine, parent)


def test_a_pickled_policy_is_the_same_before_and_after_its_use() -> None:
    policy = Policy.load("confidential")
    before = pickle.dumps(policy)

    assert policy.digest == pickle.loads(before).digest
    assert not policy.allows("Maria Delgado")
    assert pickle.dumps(policy) == before
