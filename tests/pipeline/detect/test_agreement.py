import pytest

from pipeline import Policy
from pipeline.detect.agreement import agreed
from pipeline.detect.detector import Detector
from pipeline.text.spans import Span
from recognizers.model.labels import CLEARED, MODEL

DOUBT = Span(0, 40, CLEARED, 0.9, MODEL)
CLEAR = Span(0, 40, CLEARED, 0.95, MODEL)
SURE = Span(0, 40, CLEARED, 0.98, MODEL)


def rule(entity: str, score: float, start: int = 4, end: int = 12, source: str = "a_rule") -> Span:
    return Span(start, end, entity, score, source)


def model(entity: str, start: int = 4, end: int = 12) -> Span:
    return Span(start, end, entity, 0.94, MODEL)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([rule("PERSON", 0.6)], [rule("PERSON", 0.6)], id="without a model, nothing changes"),
        pytest.param([rule("PERSON", 0.6), CLEAR], [CLEAR], id="a weak finding in a cleared range is dropped"),
        pytest.param([rule("PERSON", 0.65), DOUBT], [DOUBT], id="a weak name is dropped where the model doubts"),
        pytest.param([rule("PERSON", 0.9), DOUBT], [rule("PERSON", 0.9), DOUBT], id="a strong name stays there"),
        pytest.param([rule("SECRET", 0.6), DOUBT], [rule("SECRET", 0.6), DOUBT], id="so does what is no name"),
        pytest.param([rule("SECRET", 0.7), CLEAR], [rule("SECRET", 0.7), CLEAR], id="a strong one stays"),
        pytest.param([rule("PERSON", 0.9), CLEAR], [CLEAR], id="a name is dropped, since context tells it best"),
        pytest.param([rule("MONEY", 0.8), CLEAR], [CLEAR], id="so is an amount"),
        pytest.param(
            [rule("DEVICE_SERIAL", 0.6), CLEAR], [rule("DEVICE_SERIAL", 0.6), CLEAR], id="an unknown entity stays"
        ),
        pytest.param([rule("URL", 0.6, 30, 50), CLEAR], [rule("URL", 0.6, 30, 50), CLEAR], id="partly cleared stays"),
        pytest.param(
            [rule("PERSON", 0.6, source="mine"), CLEAR], [rule("PERSON", 0.6, source="mine"), CLEAR], id="own stays"
        ),
        pytest.param([rule("SECRET", 0.9), SURE], [SURE], id="a strong one is dropped where the model is sure"),
        pytest.param([rule("DEVICE_SERIAL", 0.9), SURE], [rule("DEVICE_SERIAL", 0.9), SURE], id="an unknown one never"),
        pytest.param([rule("PERSON", 0.95), SURE], [rule("PERSON", 0.95), SURE], id="a name of a dictionary stays"),
        pytest.param(
            [rule("IP_ADDRESS", 0.8), model("PHONE_NUMBER")],
            [rule("IP_ADDRESS", 0.8), model("IP_ADDRESS")],
            id="a strong rule names the entity, and the score of the model stays",
        ),
        pytest.param(
            [rule("AGE", 0.5), model("MONEY")], [rule("AGE", 0.5), model("MONEY")], id="a weak rule names nothing"
        ),
        pytest.param(
            [rule("IP_ADDRESS", 0.8), model("URL", 0, 20)],
            [rule("IP_ADDRESS", 0.8), model("URL", 0, 20)],
            id="a wider finding of the model stays",
        ),
        pytest.param(
            [rule("LOOK_ALIKE", 0.9), model("PERSON")],
            [rule("LOOK_ALIKE", 0.9), model("PERSON")],
            id="a look-alike is no entity",
        ),
    ],
)
def test_rules_and_model_correct_each_other(spans: list[Span], expected: list[Span]) -> None:
    assert agreed(spans, {"mine"}) == expected


def test_lines_in_other_scripts_are_never_cleared() -> None:
    text = "Ο κωδικός IBAN GR16 0110 1250 0000 0001 2300 695, τηλ 2101234567"
    found = {text[span.start : span.end] for span in Detector(Policy.load("restricted")).detect([text])[0]}

    assert any("GR16" in one for one in found)
    assert any("2101234567" in one for one in found)
