"""Source code: the words of its statements, the names that it defines, what it marks with "@" throughout, and numbers of issues.

They are look-alikes: statements outside their strings and comments; a name that the text itself defines or imports, and an
attribute of its variable, everywhere (`- meijerint_indefinite`, `>>> p1.kp`). A text is source code if it has several statements of a programming language. Scripts of a shell,
configurations and tables are none: there a bare word may be a value.
"""

from collections.abc import Iterator
from itertools import islice

import regex

from recognizers.functions import Found, FunctionRecognizer
from recognizers.lexicon.name_patterns import is_known_name
from recognizers.rules import LOOK_ALIKE

LIMITS = (
    "A line with two ordinary words side by side, a link, an option of a command or a bare key and value is left to the "
    "rules, as is a text with fewer than six statements near each other, or with fewer than fifteen marks."
)
SURE, LIKELY = 0.97, 0.9
MIN_STATEMENTS, MAX_STATEMENTS = 6, 200
MAX_SPAN = 12_000  # code points from the first to the last of six statements
MIN_MARKS = 15
QUOTES, LETTERS_OF_A_COUNTRY = {"'", '"'}, 2
# A line that only a programming language has.
STATEMENT = (
    r"^[ \t]{0,60}(?:(?:async[ ])?def[ ]\w{1,80}\(|class[ ]\w{1,80}(?:[(:{]|[ ][{:])|from[ ][\w.]{1,120}[ ]import[ ]|import[ ][\w.]{1,120}(?:;|$)|return(?:[ ][^\n]{0,200}[;)\]]|;)$|(?:el)?if[ ][^\n]{1,200}:$"
    r"|for[ ][^\n]{1,120}[ ]in[ ][^\n]{1,120}:$|self\.\w{1,60}[ ]=[ ]|(?:const|let|var)[ ]\w{1,60}[ ]=[ ]|function[ ]\w{0,60}\(|(?:public|private|protected|static|inline|virtual)[ ]\w|func[ ](?:\([^()\n]{1,60}\)[ ])?\w{1,60}\("
    r"|\#(?:include[ ]?[<\"]|define[ ]\w|ifndef[ ]|ifdef[ ]|endif)|(?:\w{1,40}[ ]){1,3}[*&]?\w{1,80}\([^()\n]{0,200}\)(?:;|[ ]?\{)$|sub[ ]\w{1,60}[ ]?\{|my[ ][$@%(]|use[ ][\w:]{3,60}[; ]|template[ ]?<|namespace[ ]\w|using[ ]\w|typedef[ ]|struct[ ]\w{1,60}[ ]?\{)"
)
SHELL = regex.compile(
    r"\A#![^\n]{0,60}(?:sh|pwsh)\b|^[ \t]{0,40}(?:fi|done|esac|\$\w{1,40}[ ]=[ ][^\n]{1,200}[^;])$", regex.MULTILINE
)
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
SIGN = rf"(?={CODE}{{0,400}}?\w)(?={CODE}{{0,400}}?(?:(?<!\w)[A-Za-z_]\w{{0,60}}[(\[]|[\])=][(\[]|[ ]for[ ]\w{{1,40}}[ ]in[ ]\w|\)[ ]?\{{$|[=!<>]=|->|=>|::|&&|\|\||\);|[ ][-+*/%]?=[ ](?:\w|$|[\"'])|\w[ ]\*\w{{1,60}};$))"
# What is not closed ends with its line, or after so many code points: nothing is read twice.
STRINGS = "|".join(
    (
        r"\"\"\"(?:(?!\"\"\")(?s:.)){0,40000}+(?:\"\"\")?",
        r"'''(?:(?!''')(?s:.)){0,40000}+(?:''')?",
        r"/\*(?:(?!\*/)(?s:.)){0,40000}+(?:\*/)?",
        r"\"(?:[^\"\\\n]|\\[^\n]){0,2000}+\"?",
        r"'(?:[^'\\\n]|\\[^\n]){0,2000}+'?",
        r"`[^`]{0,4000}+`?",
    )
)
COMMENT = r"(?:\#|//|--[ ])[^\n]{0,4000}"
# Numbers of a person are found by their shape, also in a statement.
STRONG_NUMBER = r"(?<!\w)(?:[A-Z]{2}\d\d(?:[ ]?[A-Z\d]{4}){2,7}(?:[ ]?[A-Z\d]{1,3})?|\+[1-9]\d{0,2}[ -]?\d[\d -]{6,14}\d|\d{4}(?:[ -]\d{4}){3}|\d{13,19}|\d{3}-\d\d-\d{4})(?!\w)"
SEGMENT = (
    rf"(?!{LEFT_ALONE}){SIGN}(?P<value>(?:(?!{NUMBER_OF_A_KEY}|{STRONG_NUMBER}|//|--[ ]|/\*)[^\n\"'`#]){{1,1000}}+)"
)
STATEMENTS = regex.compile(STATEMENT, regex.MULTILINE)
TOKENS = regex.compile(
    rf"{STRINGS}|{COMMENT}|{SEGMENT}|(?:(?!//|--[ ]|/\*)[^\n\"'`#]){{1,1000}}+|(?s:.)", regex.MULTILINE
)
MARKS = regex.compile(r"(?<=[ (])@(?P<value>[A-Za-z_][\w.-]{1,40})(?!@)")
ISSUES = regex.compile(
    r"(?<!(?i:order|customer|invoice|account|case|ticket|patient|client|claim|policy)s?)[ (/]\(?(?P<value>\#\d{1,5})(?=[),.:;/ \n])"
)

IMPORTED = r"(?P<name>\w{1,80}+)(?:\.\w{1,80}+){0,9}(?:[ ]as[ ](?P<name>\w{1,80}+))?"
DEFINITION = regex.compile(
    r"^[ \t]{0,60}(?:(?:async[ ])?def|class|func|function|struct|interface|enum|type|cdef[ ]class)[ ](?P<name>[A-Za-z_]\w{1,80})"
    rf"|^[ \t>.]{{0,20}}(?:from[ ][\w.]{{1,120}}[ ])?c?import[ ](?:\(\s{{0,40}}(?:{IMPORTED}\s{{0,20}}(?:,|(?=\)))\s{{0,40}}){{1,400}}+|{IMPORTED}(?:,[ ]?(?:\\\n)?[ \t]{{0,40}}{IMPORTED}){{0,60}}+)"
    r"|^[ \t>.]{0,60}(?:(?:const|let|var)[ ])?(?P<variable>[A-Za-z_]\w{0,80})[ ]=[ ](?=[^\n]{0,200}\()"
    r"|(?<![\w.@/])(?P<variable>[A-Za-z_]\w{0,80}+)\.(?=[a-z]{1,40}(?:[A-Z_]\w|\())",
    regex.MULTILINE,
)
NAME = regex.compile(
    r"(?<![\w.@/\\-])@?(?P<name>[A-Za-z_]\w{0,80})(?P<attribute>(?:\.[A-Za-z_]\w{0,60}){1,6})?(?![\w@-]|\.\w|/\w)"
)
# `name = "autumn"` at the begin of a class.
NAME_OF_A_CLASS = regex.compile(
    r"(?:^[ \t]{0,20}class[ ]\w[^\n]{0,120}:|(?:\"{3}|'{3}))[ \t]{0,4}\n(?:[ \t]{0,20}\n){0,2}[ \t]{4,20}(?:name|NAME)[ ]=[ ]([\"'])(?P<value>[^\"'\n]{1,60})\1[ \t]{0,8}$",
    regex.MULTILINE,
)
# `* @psalm-return`, `/** @phpstan-param`
TAG_OF_A_COMMENT = regex.compile(
    r"^[ \t]{0,40}/?\*{1,2}[ ]@(?P<value>[a-z]{3,20}(?:-[a-z]{2,20}){1,4})(?=[ \n])", regex.MULTILINE
)
# A title or the label of an account: "Ms. Loader", "owner: jhuber_sync", `user = "jhuber_sync"`.
BEFORE_A_PERSON = regex.compile(
    r"(?i)(?<![\p{L}\d])(?:mr|mrs|ms|dr|prof|herr|herrn|frau|mme|sra?|sig|user(?:_?name)?|login|owner|author|assignee|reporter|reviewer|account|contact|cc|by|ask|from|host|server|todo)[\"']?[ .:=(@\"']{1,5}$"
)
NEAR = 24  # characters before a name that are searched
QUOTE_OR_PORT = regex.compile(r"[\"']|:\d")
# Parts of the names of hosts and domains, which hardly name an attribute.
WORDS_OF_HOSTS = frozenset(
    """com org net edu gov mil eu io dev cloud local lan internal corp intra intranet home localdomain svc cluster consul prod staging stage uat example test invalid localhost onion
    de at ch fr uk nl be es pl pt se dk fi cz us ca au jp cn ru br mx ie""".split()
)


class _Names:
    """The names that source code defines or imports, and its variables."""

    def __init__(self, text: str) -> None:
        definitions = list(DEFINITION.finditer(text))
        self._names = {name for match in definitions for name in match.captures("name")}
        self._objects = {"self"} | self._names | {name for match in definitions for name in match.captures("variable")}

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Find the names and the attributes of objects in a part of the text; no names of persons and no domains."""
        for match in NAME.finditer(text, start, end):
            is_decorator = match[0][0] == "@" and match["name"] in self._names
            is_code = is_decorator or (self._is_attribute if match["attribute"] else self._is_name)(match)
            if is_code and not BEFORE_A_PERSON.search(text, max(0, match.start() - NEAR), match.start()):
                yield *match.span(), LOOK_ALIKE, SURE

    def _is_attribute(self, match: regex.Match[str]) -> bool:
        attributes = match["attribute"].split(".")[1:]
        has_country = len(attributes[-1]) == LETTERS_OF_A_COUNTRY and len(attributes) > 1
        is_whole_string = match.string[match.start() - 1] in QUOTES or QUOTE_OR_PORT.match(match.string, match.end())
        may_be_host = has_country or is_whole_string or not WORDS_OF_HOSTS.isdisjoint(attributes)
        return match["name"] in self._objects and not may_be_host

    def _is_name(self, match: regex.Match[str]) -> bool:
        name = match["name"]
        has_shape = "_" in name or not name.islower()
        return name in self._names and has_shape and not any(map(str.isdecimal, name)) and not is_known_name(name)


def is_source_code(text: str) -> bool:
    """Return whether a text has several statements of a programming language near each other, and is no script of a shell."""
    starts = [match.start() for match in islice(STATEMENTS.finditer(text), MAX_STATEMENTS)]
    spans = (last - first for first, last in zip(starts, starts[MIN_STATEMENTS - 1 :], strict=False))
    return any(span <= MAX_SPAN for span in spans) and not SHELL.search(text)


def words_of_source_code(text: str) -> Iterator[Found]:
    """Find the words of source code outside strings and comments, what it marks with "@" throughout, and numbers of issues."""
    if not is_source_code(text):
        return
    names = _Names(text)
    for token in TOKENS.finditer(text):
        if token["value"]:
            yield *token.span("value"), LOOK_ALIKE, SURE
        else:
            yield from names.find(text, *token.span())
    for part in (*NAME_OF_A_CLASS.finditer(text), *TAG_OF_A_COMMENT.finditer(text)):
        yield *part.span("value"), LOOK_ALIKE, SURE
    marks = list(MARKS.finditer(text))
    for mark in marks if len(marks) >= MIN_MARKS else ():
        yield *mark.span("value"), LOOK_ALIKE, LIKELY
    for issue in ISSUES.finditer(text):
        yield *issue.span("value"), LOOK_ALIKE, LIKELY


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizer of this module."""
    return [FunctionRecognizer("words_of_source_code", [LOOK_ALIKE], words_of_source_code)]
