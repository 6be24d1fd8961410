"""Fields whose values are words: the patterns of "Religion: Sikh", `"jobTitle": "Nurse"` and "Beruf | Koch |", and what stands for no value."""

import regex

LABEL_END = r"[\"'*]{0,3}[ ]{0,3}"
ROW_START = r"^[ |*\"']{0,6}"
# The rest of a row of two cells, and no head of a table.
LAST_CELL = r"(?=[^|\n]{1,80}\|?[ \t]{0,8}$(?!\n[ |]{0,4}:?-))"
NEXT_LABEL = r"\.?[ ]\p{Lu}[\p{L} ]{1,20}:"
# Alternatives for words in place of a value: nothing, or the type of a field.
NOTHING = r"yes|no|none|n/?a|unknown|null|other|not\b.*|select\b.*|please\b.*|enter\b.*|brak|str|string|text|varchar|char|bool|boolean|enum|object|dropdown|required\b.*|optional\b.*|see\b.*|choose\b.*|pflicht.*|history"
# What a form, a schema or the head of a table says of a field, in eight languages.
OF_A_FORM = regex.compile(
    r"(?i)(?:campo|champ|pole|veld|feld|siehe|bitte|verplicht|facolt|obblig|obligat|wymag|opcjon|opcion|pflicht|iso|percent|share|count|number|minimum|maximum)\b.*|(?:verplicht|facoltativ|obbligatori|obligat|wymagan|opcjonaln|opcional)\p{Ll}{0,5}(?: .*)?"
)


def field(labels: str, value: str, *, second_label: str = "", ends: str = r",;|<\n}\]") -> str:
    """Return the pattern of a value of words behind one of the labels, in any case: in a line, a row of two cells, JSON or markup.

    Arguments:
        labels: the labels, as alternatives.
        value: the pattern of the value.
        second_label: the pattern of what may follow a label, such as its translation.
        ends: the characters behind a value, as in brackets.
    """
    row = rf"(?<={ROW_START}(?:{labels}){LABEL_END})\|{LAST_CELL}"
    separator = rf"(?:[:=]|{row}|\.{{3,40}}|</?[a-z]{{1,8}}>[ ]?<?)[ \t]{{0,20}}[\"'*]{{0,3}}"
    end = rf"(?=[\"'*]{{0,3}}[ \t]{{0,8}}(?:$|[{ends}]|{NEXT_LABEL}|[ ]{{2}}|\t))"
    return rf"(?i)(?<![\p{{L}}\p{{N}}_.-])(?:{labels}){second_label}{LABEL_END}{separator}(?P<value>{value}){end}"
