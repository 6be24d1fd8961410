"""Source code: the words of its statements outside strings and comments, and what it marks with "@" throughout, are look-alikes.

A text is source code if it has several statements of a programming language. Scripts of a shell, configurations and tables
are none: there a bare word may be a value.
"""

from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = (
    "A line with two ordinary words side by side, a link, an option of a command or a bare key and value is left to the other rules; "
    "so is a text with fewer than six statements."
)
SURE = 0.97
# A line that only a programming language has.
STATEMENT = (
    r"^[ \t]{0,60}(?:(?:async[ ])?def[ ]\w{1,80}\(|class[ ]\w{1,80}(?:[(:{]|[ ][{:])|from[ ][\w.]{1,120}[ ]import[ ]|import[ ][\w.]{1,120}(?:;|$)|return(?:[ ][^\n]{0,200}[;)\]]|;)$|(?:el)?if[ ][^\n]{1,200}:$"
    r"|for[ ][^\n]{1,120}[ ]in[ ][^\n]{1,120}:$|self\.\w{1,60}[ ]=[ ]|(?:const|let|var)[ ]\w{1,60}[ ]=[ ]|function[ ]\w{0,60}\(|(?:public|private|protected|static|inline|virtual)[ ]\w|func[ ](?:\([^()\n]{1,60}\)[ ])?\w{1,60}\("
    r"|\#(?:include[ ]?[<\"]|define[ ]\w|ifndef[ ]|ifdef[ ]|endif)|(?:\w{1,40}[ ]){1,3}[*&]?\w{1,80}\([^()\n]{0,200}\)(?:;|[ ]?\{)$|sub[ ]\w{1,60}[ ]?\{|my[ ][$@%(]|use[ ][\w:]{3,60}[; ]|template[ ]?<|namespace[ ]\w|using[ ]\w|typedef[ ]|struct[ ]\w{1,60}[ ]?\{)"
)
NO_SHELL = (
    r"(?!#![^\n]{0,60}(?:sh|pwsh)\b)(?!(?s:.{0,20000}?)^[ \t]{0,40}(?:fi|done|esac|\$\w{1,40}[ ]=[ ][^\n]{1,200}[^;])$)"
)
IS_CODE = rf"\A{NO_SHELL}(?=(?:(?s:.{{0,4000}}?){STATEMENT}){{6}})"
KEYWORDS = (
    "and|or|not|in|is|if|elif|else|for|lambda|await|async|from|import|as|yield|return|None|True|False|class|def|new|typeof|instanceof|const|let|var|static|void|int|char|float|double|bool|unsigned|signed|long|short"
    "|public|private|protected|final|struct|enum|union|case|throw|throws|extends|implements|function|func|delete|assert|raise|with|while|inline|virtual|override|auto|cdef|cpdef|del|except|typedef|using|namespace|template|typename|extern|export|default|type|interface|readonly|package|go|defer|range|null|true|false|nullptr"
)
CODE = r"(?:[^\n\"'#/]|/(?!/))"  # outside strings and comments
# Two ordinary words side by side.
PROSE = rf"{CODE}{{0,400}}?(?<![\w.])(?!(?:{KEYWORDS})\b)[\p{{L}}_][\w.’-]{{0,80}}[ ](?!(?:{KEYWORDS})\b)[\p{{L}}_]"
KEY_AND_VALUE = r"[ \t]{0,60}[\w.-]{1,60}(?::[ ]+[^\n(\[{]{0,200}|=[^\n ,)(\[]{0,200}|[ ]=[ ][\w.@ +/-]{0,200})$"
LEFT_ALONE = rf"(?:{PROSE}|{CODE}{{0,400}}?(?:[@\\$]|://|[ ]-{{1,2}}[A-Za-z])|{KEY_AND_VALUE})"
NUMBER_OF_A_KEY = r"\b[A-Za-z_]\w{0,40}[ ]?[=:][ ]?-?\d[\d._]{0,30}"
SIGN = rf"(?={CODE}{{0,400}}?\w)(?={CODE}{{0,400}}?(?:(?<!\w)[A-Za-z_]\w{{0,60}}[(\[]|[\])][(\[]|\)[ ]?\{{$|[=!<>]=|->|=>|::|&&|\|\||\);|[ ][-+*/%]?=[ ](?:\w|$|[\"'])))"
STRINGS = r"\"\"\"(?s:.{0,40000}?)\"\"\"|'''(?s:.{0,40000}?)'''|/\*(?s:.{0,40000}?)\*/|\"(?:[^\"\\\n]|\\[^\n]){0,2000}\"|'(?:[^'\\\n]|\\[^\n]){0,2000}'|`[^`]{0,4000}`"
COMMENT = r"(?:\#|//|--[ ])[^\n]{0,4000}"
SEGMENT = rf"(?!{LEFT_ALONE}){SIGN}(?P<value>(?:(?!{NUMBER_OF_A_KEY}|//|--[ ]|/\*)[^\n\"'`#]){{1,1000}}+)"
PYTHON = """import os
⟦class A(Base):⟧
    'Ask b.osei about user kosei_7.'
⟦    operator = ⟧"equal"
⟦    if node.uname == member.gname:⟧
⟦        return pwhash.crypto_sha256(key, ⟧pin=4821)
    user = kosei
⟦def f(x):  ⟧# ask kosei_7
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

# fmt: off
RULES = (
    Rule("words_of_source_code", LOOK_ALIKE, rf"{IS_CODE}(?:{STRINGS}|{COMMENT}|{SEGMENT}|[^\n\"'`#/-]{{1,1000}}+|\n|[\"'`#/-]){{1,200000}}+", SURE,
        true=(PYTHON, C), false=(TWO_STATEMENTS, SHELL)),
    Rule("issues_of_source_code", LOOK_ALIKE, rf"{IS_CODE}(?:(?s:.{{0,40000}}?)(?<!(?i:order|customer|invoice|account|case|ticket|patient|client|claim|policy)s?)[ ]\(?(?P<value>\#\d{{1,5}})(?=[),.:; \n])){{1,5000}}+", 0.9,
        true=(PLAIN + "keys (⟦#301⟧).", PLAIN + "see ⟦#12⟧ and ⟦#25⟧, then"), false=(PLAIN + "order #48213 came", "see #12 and")),
    Rule("marks_of_source_code", LOOK_ALIKE, rf"{IS_CODE}(?=(?:(?s:.{{0,4000}}?)[ (]@\w{{2,40}}(?![\w@])){{15}})(?:(?s:.{{0,40000}}?)[ (]@(?P<value>[A-Za-z_][\w.-]{{1,40}})){{15,5000}}+", 0.9,
        true=(MARKED, f"{MARKED}\n"), false=(PLAIN + "cc @kosei_7 and @osei", "see @kosei_7 and " * 15)),
)
# fmt: on
