"""Written dates are matched completely; look-alikes are not matched."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Key, Policy, Sanitizer
from recognizers.families import ages, dates
from recognizers.lexicon.calendar_words import ANY_MONTH, alternatives
from recognizers.lexicon.relative_dates import is_relative
from recognizers.rules import RuleRecognizer

(RECOGNIZER,) = dates.recognizers()
AGES = [RuleRecognizer(rule) for rule in ages.RULES]
WHOLE = [
    "4th of March 2025",
    "March 4th, 2025",
    "Tuesday, 11 March 2025",
    "Wednesday, 5 March",
    "Tue 3/4/25",
    "Mar '25",
    "04-Mar-2025",
    "11AUG83",
    "3-5 March 2025",
    "March 4-6, 2025",
    "March 30 - April 2, 2025",
    "30 March to 2 April 2025",
    "4. März 2025",
    "mardi 4 mars 2025",
    "4 de março de 2025",
    "martes, 4 de marzo de 2025",
    "4 maart 2025",
    "4 settembre 2024",
]


def best(text: str) -> str:
    """Return the longest match of the recognizer."""
    found = RECOGNIZER.analyze(text, ["DATE_TIME"], None)
    return max((text[one.start : one.end] for one in found), key=len, default="")


def ages_in(text: str) -> set[str]:
    return {text[one.start : one.end] for rule in AGES for one in rule.analyze(text, ["AGE"])}


@pytest.mark.parametrize("written", WHOLE)
def test_written_date_is_matched_completely(written: str) -> None:
    assert best(f"Seen on {written}, as agreed.") == written
    assert not is_relative(written)


@pytest.mark.parametrize(
    "text",
    ["3 out of 2019", "came out 2019", "May I ask", "Mark 4, 2025", "the 4 marbles", "FYI 25", "Q4 2024", "FY25"],
)
def test_date_look_alike_is_not_matched(text: str) -> None:
    assert best(text) == ""


@pytest.mark.parametrize(
    "written",
    ["42 years old", "93-year-old", "42yo", "42 y/o", "aged 42", "age: 42", "18 months old", "42 years of age"],
)
def test_number_of_a_written_age_is_matched(written: str) -> None:
    number = "".join(filter(str.isdecimal, written))
    assert ages_in(f"A patient, {written}, was seen.") == {number}


@pytest.mark.parametrize("text", ["42 years later", "page 42", "age 42/7", "the age of reason"])
def test_age_look_alike_is_not_matched(text: str) -> None:
    assert ages_in(text) == set()


def test_weekday_before_a_date_is_shifted_with_it(key: Key) -> None:
    policy = Policy.load("confidential")
    quiet = policy.detection.model_copy(update={"ner": "off"})
    sanitizer = Sanitizer(policy.model_copy(update={"detection": quiet}), key)
    done = sanitizer.sanitize_text("Next call: Tuesday, 11 March 2025, 14:30.")
    assert [done.restore()[span.start : span.end] for span in done.findings] == ["Tuesday, 11 March 2025, 14:30"]
    assert done.text.startswith("Next call: Tuesday, ")  # the weekday stays, since dates shift by whole weeks
    assert "14:30" not in done.text
    assert "11 March" not in done.text


@given(st.sets(st.sampled_from(sorted(ANY_MONTH)) | st.text("ab.", min_size=1, max_size=4), min_size=1), st.data())
def test_alternatives_match_the_longest_word(words: set[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(sorted(words)) | st.text("abj.", max_size=6)) + data.draw(
        st.text("abe.", max_size=2)
    )
    whole = max((word for word in words if text.startswith(word)), key=len, default=None)

    found = regex.match(alternatives(words), text)

    assert (found[0] if found else None) == whole
