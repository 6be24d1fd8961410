"""What look-alikes leave of findings: in lines of code, and of numbers that they cross."""

from functools import cache

import pytest

from pipeline.detect.look_alikes import without_look_alikes
from pipeline.detect.needs import needs_of
from pipeline.detect.prefilter import Prefilter
from pipeline.text.spans import Span
from recognizers.families import rules
from recognizers.rules import LOOK_ALIKE, RuleRecognizer


@cache
def prefilter() -> Prefilter:
    recognizers = [RuleRecognizer(rule) for rule in rules()]
    return Prefilter(recognizers, [needs_of(one) for one in recognizers])


def found(text: str) -> set[str]:
    """Return the texts of the findings of all rules that no look-alike suppresses."""
    spans = [
        Span(one.start, one.end, one.entity_type, one.score, recognizer.name)
        for recognizer, _ in prefilter().candidates(text)
        for one in recognizer.analyze(text, recognizer.supported_entities)
    ]
    return {text[span.start : span.end] for span in without_look_alikes(spans)}


@pytest.mark.parametrize(
    "text",
    [
        "    username = prefix\n    else:\n        pass\n",
        "        return ivl.ax*ivl.bx <= 0\n",
        "    assert expr1.data == 0\n",
        "c = 3*r**2 + 517578125000*p*r**2*s**7\n",
        "    raise ValueError(msg)  # noqa: TRY004\n",
        "      user=database_user,\n      password=database_password,\n",
        "    >>> @call_aside\n    ... def func():\n",
        "    def f(self, owner: models.Owner, private_key: ed25519.Ed25519PrivateKey) -> None:\n",
        "if the ranges differ (RFC 9110 14.4) forbids\n",
        "# with $c_0 = 0.2$ and $x > 0$\n",
    ],
)
def test_code_outside_quotes_is_no_value(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("user = kosei\npassword = hunter2x\n", {"kosei", "hunter2x"}),
        ("    user: kosei7\n    host: db-prod-03\n", {"kosei7", "db-prod-03"}),
        ("DB_USER=lumiere_web\n", {"lumiere_web"}),
        ('    mail = get("dolores@trimble-labs.com")  # ask @ttorres_qa\n', {"dolores@trimble-labs.com", "ttorres_qa"}),
        ('    return User(name="Dolores Trimble", age=34)\n', {"Dolores Trimble", "34"}),
        ("thanks @ttorres_qa, I am on db-prod-03\n", {"ttorres_qa", "db-prod-03"}),
        ("[09:14] jpark: for user kosei, see TODO(ykhatib)\n", {"jpark", "ykhatib"}),
    ],
)
def test_values_of_settings_logs_chats_and_strings_are_found(text: str, values: set[str]) -> None:
    assert values <= found(text)


@pytest.mark.parametrize(("entity", "rest"), [("NATIONAL_ID", []), ("PERSON", [(9, 16)])])
def test_a_short_rest_of_a_number_that_a_look_alike_crosses_is_no_value(
    entity: str, rest: list[tuple[int, int]]
) -> None:
    spans = without_look_alikes([Span(4, 16, entity, 0.9, "rule"), Span(0, 9, LOOK_ALIKE, 0.97, "standard")])

    assert [(span.start, span.end) for span in spans] == rest
