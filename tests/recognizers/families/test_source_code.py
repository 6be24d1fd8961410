"""The look-alikes of source code hide nothing that a message says around pasted code."""

import pytest

from recognizers.families import look_alikes_in_declarations, source_code
from recognizers.rules import LOOK_ALIKE, RuleRecognizer

RECOGNIZERS = [RuleRecognizer(rule) for rule in (*source_code.RULES, *look_alikes_in_declarations.RULES)]
MESSAGE = f"Dear team,\nthe script fails:\n\n{source_code.PLAIN * 2}\n"


@pytest.mark.parametrize(
    "line",
    [
        "kosei_7, b.osei",
        "user: kosei_7",
        "login = kosei",
        "IBAN = DE89 3704 0044 0532 0130 00",
        "IBAN DE89 3704 0044 0532 0130 00;",
        "+49(0)170 1234567",
        "Tel. (0170) 1234567",
        "kosei_7 (admin)",
        "(kosei_7)",
        "mail: a.b@acme.de;",
        "Anna Berg -> Tom Osei",
        "order #48213, thanks",
        "password is hunter2-x",
        "pw=Tarn!882",
        "server db-main-1.acme.lan;",
        "private mobile 0170 1234567;",
        "Berg, Anna: 482104",
        "482104; Anna; Berg",
        "482104 | Anna | Berg",
        "root / Calvin#9",
        "$ mysql -u kosei -pTarn882",
        "for @kosei_7: please look (today);",
        "Betrag = 4.500,00 EUR",
        "host=db-main-1",
    ],
)
def test_a_line_beside_pasted_code_is_no_code(line: str) -> None:
    text = f"{MESSAGE}{line}\n"
    hidden = [
        text[one.start : one.end]
        for recognizer in RECOGNIZERS
        for one in recognizer.analyze(text, [LOOK_ALIKE])
        if one.end > len(MESSAGE)
    ]
    assert hidden == []
