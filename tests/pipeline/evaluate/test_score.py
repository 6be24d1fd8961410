from pipeline.evaluate.score import Case, EntityScore, Kind, RecognizerScore, score
from tests.pipeline.evaluate.examples import DOCUMENTS, OURS, gold, spans

SCORE = score(DOCUMENTS, OURS, {"MONEY"})


def test_a_document_is_clean_if_every_value_is_wholly_covered() -> None:
    assert (SCORE.documents, SCORE.clean, SCORE.clean_but_kept) == (4, 2, 3)


def test_values_found_in_pieces_are_covered_and_white_space_does_not_count() -> None:
    document = gold("one", "[Ann \n Lee]")

    found = score([document], [spans(document, ("Ann", "PERSON", "a"), ("Lee", "PERSON", "a"))])

    assert found.entities["PERSON"] == EntityScore(1, 1, 6, 6, 6, 6, 6)


def test_an_entity_is_counted_under_its_general_name() -> None:
    assert SCORE.entities["DRIVER_LICENSE"] == EntityScore(
        mentions=1, covered_mentions=0, characters=5, covered=3, typed=3, found=3, right=3
    )
    assert "US_DRIVER_LICENSE" not in SCORE.entities


def test_a_kept_entity_is_a_leak_of_the_policy_and_not_of_the_detector() -> None:
    assert (SCORE.total.mentions, SCORE.total_but_kept.mentions) == (6, 4)
    assert [case.kind for case in SCORE.cases if case.entity == "MONEY"] == [Kind.KEPT, Kind.KEPT]


def test_a_finding_is_a_false_alarm_if_it_touches_no_value() -> None:
    assert SCORE.recognizers == {
        ("Names", "PERSON"): RecognizerScore(found=4, false_alarms=1, touched=1),
        ("Dates", "DATE_TIME"): RecognizerScore(found=2, false_alarms=2, touched=1),
        ("Licences", "DRIVER_LICENSE"): RecognizerScore(found=1),
    }
    assert (SCORE.false_alarms, SCORE.look_alikes, SCORE.touched) == (3, 3, 2)


def test_each_case_names_its_place_and_what_was_found_there() -> None:
    text = DOCUMENTS[1].text
    cases = [(case.kind, text[case.start : case.end], case.recognizers) for case in SCORE.cases if case.document == 1]

    assert cases == [
        (Kind.KEPT, "90 dollars", ()),
        (Kind.MISS, "QX 417", ("Licences",)),
        (Kind.MISS, "Bo", ()),
    ]
    assert SCORE.cases[0] == Case(Kind.FALSE_ALARM, 0, 25, 30, "DATE_TIME", ("Dates",), 0.85)


def test_nothing_to_count_is_no_error() -> None:
    assert score([], []).total == EntityScore()
