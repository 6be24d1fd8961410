"""The look-alikes of source code hide nothing that a message says around pasted code."""

import pytest

from recognizers.families import look_alikes_in_declarations, source_code
from recognizers.rules import LOOK_ALIKE, RuleRecognizer

RECOGNIZERS = [*source_code.recognizers(), *map(RuleRecognizer, look_alikes_in_declarations.RULES)]
PYTHON = """import os
⟦class A(Base):⟧
    'Ask b.osei about user kosei_7.'
⟦    operator = ⟧"equal"
⟦    if node.uname == member.gname:⟧
⟦        return pwhash.crypto_sha256(key, ⟧pin=4821)
    user = kosei
⟦def f(x):  ⟧# ask kosei_7
⟦    pay(4821, ⟧DE89370400440532013000, "x")
⟦    return g(x)⟧
"""
C = """#include <a.h>
⟦void init(PassRegistry&);⟧
⟦void init2(PassRegistry&);⟧
static int x;
#define A 1
#ifdef B
⟦const AABB& bv, Transform3s& tf); ⟧// ask kosei_7
"""
PLAIN = PYTHON.replace("⟦", "").replace("⟧", "")
MARKED = PLAIN + "see @⟦key.mode⟧ and " * 15
TWO_STATEMENTS = "Dear Anna,\nimport os\ndef f(x):\n    operator = kosei_7(1)\n"
SHELL = PLAIN + "if [ x ]; then\n  mysql(kosei_7);\nfi\n"
MESSAGE = f"Dear team,\nthe script fails:\n\n{PLAIN * 2}\n"


@pytest.mark.parametrize(
    "example",
    [
        PYTHON,
        C,
        f"{PYTHON}see @⟦key.mode⟧ and ".replace("and ", "and see @⟦key.mode⟧ " * 15),
        f"{PYTHON}x = 1  # keys (⟦#301⟧).",
    ],
)
def test_words_outside_strings_and_comments_marks_and_issues_are_code(example: str) -> None:
    assert marked(example.replace("⟦", "").replace("⟧", "")) == example


@pytest.mark.parametrize("text", [TWO_STATEMENTS, SHELL, "see @kosei_7 and " * 15, "see (#12), please"])
def test_a_text_with_few_statements_or_of_a_shell_is_no_source_code(text: str) -> None:
    assert marked(text) == text


def test_some_marks_and_the_number_of_an_order_are_no_code() -> None:
    text = f"{PLAIN}# cc @kosei_7 and @osei, order #48213, thanks\n"

    assert marked(text)[-40:] == text[-40:]


@pytest.mark.parametrize(
    "line",
    [
        "# - ⟦find_pivot⟧ asks ⟦TreeNode⟧ and ⟦Matrix⟧",
        "# owner: find_pivot, Ms. Matrix, user='find_pivot'",
        "# see ⟦res.group⟧, ⟦np.save⟧, ⟦self.tmax⟧ and ⟦edge.bw⟧",
        "'use ⟦edge.group⟧ with ⟦@find_pivot⟧'",
        '# ask Anna, edge.com, kosei_7, Otter and "edge.de"',
        "# res.acme.local, res.acme.de, edge.de and res.acme.it",
        '# host="res.quarry", edge.group:6379, res.payments.svc, edge.prod.a1',
        "#  edge@host.lan, /edge.bw, db.bw",
    ],
)
def test_what_the_code_defines_is_code_in_strings_and_comments(line: str) -> None:
    names = "import numpy as np\nfrom a import (\n    Matrix,\n    Anna\n)\nres = np(1)\nedge.fromNode\nclass TreeNode(A):\n    def find_pivot(self):\n"
    text = f"{PLAIN}{names}{line.replace('⟦', '').replace('⟧', '')}\n"

    assert marked(text).splitlines()[-1] == line


@pytest.mark.parametrize(
    "line",
    [
        'class Autumn(Style):\n⟦    name = ⟧"⟦autumn⟧"',
        " * @⟦psalm-return⟧ int",
        'x = 1\n⟦name = ⟧"autumn"',
        "* ask @kosei-berg_7",
    ],
)
def test_the_name_of_a_class_and_the_tag_of_a_comment_are_code(line: str) -> None:
    text = f"{PLAIN}{line.replace('⟦', '').replace('⟧', '')}\n"

    assert marked(text).splitlines()[-1] == line.splitlines()[-1]


def marked(text: str) -> str:
    for start, end, _, _ in sorted(source_code.words_of_source_code(text), reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


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
