"""Labels: builds the patterns of values behind a label, such as `customerId: "..."`, `Order no. ...` or `<td>MRN</td>`.

All patterns are for the package regex and take time linear in the text: every repetition is bounded.

    CUSTOMER = labelled("customer|client", r"\\d{6}")            # Customer 482101, "clientId": "482101"
    PIN = labelled("pin|pin code", r"\\d{4}", number="never")    # PIN: 4821
"""

from collections.abc import Iterable
from typing import Literal

import regex

# Where a word begins: not inside a word, but behind "_" and, in camelCase, before a capital.
START = r"(?:\b|(?<=_)|(?<=\p{Ll})(?=\p{Lu}))"
GAP = r"[ _.\-/]{0,3}"  # between the words of a label: none in camelCase, "_", "-", " ", ".-" of "Best.-Nr."
NUMBER_WORDS = (
    "id|ids|identifier|card|karte|kaart|no|nos|num|number|numbers|nr|nrs|ref|refs|reference|references|code|key|nummer|nummern|kennung|kennzeichen|numer|numeru|numery|"
    "numero|numeri|número|números|numéro|numéros|n°|nº|n.º|№|nro|núm|ref|réf|référence|referencia|referência|riferimento|rif|referentie|kenmerk|kod|"
    "código|codice|clave|identifiant|identificativo|nummeret|numret|číslo|č|numarası"
)
LINKING_WORDS = "is|was|are|reads|being|ist|lautet|war|sind|est|sont|es|son|è|sono|é|são|jest|to|er|är|luidt|zijn"
OF = r"(?:(?:de la|de l['’]|de|del|della|dell['’]|delle|des|di|do|da|du|d['’]|dos|der|van|of|od|för|for)[ _]?)?"


def any_of(phrases: str | Iterable[str]) -> str:
    """Return a pattern for one of several phrases, with their common beginnings merged so that it is fast.

    Arguments:
        phrases: the phrases, or one string that separates them by "|". A space stands for any gap between words.
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for phrase in phrases.split("|") if isinstance(phrases, str) else phrases:
        node = tree
        for character in phrase:
            node = node.setdefault(GAP if character == " " else regex.escape(character), {})
        node[""] = {}
    return _pattern(tree)


def _pattern(tree: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [character + _pattern(after) for character, after in tree.items() if character]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in tree else joined


NUMBER = rf"(?:n\.|{any_of(NUMBER_WORDS)}|\#(?!\p{{Alnum}}))(?!\p{{L}})"
NESTED = r"[\"']?\s?:\s?\{\s{0,9}+[\"']?"  # "customer": {"id": ...
ATTRIBUTES = r"(?:[ ](?!(?:and|und|et|y|e|i|or|the|der|la|le)[ ])\p{L}[\p{L}.&'’\-]{1,20}){1,2}"  # "contrat MAIF n°"
# A number word behind a label, perhaps behind further words: "contrat MAIF n°".
NUMBERED = rf"(?:(?:(?:{GAP}|{NESTED}){NUMBER}){{1,2}}+|{ATTRIBUTES}{GAP}{NUMBER})"
SPACES = r"[ \t\u00a0\u202f]{0,40}+"
CLOSED = r"[\"'”“»`*_)\].:]{0,4}+"
OPENED = r"[\"'“„”«‹`*_(\[]{0,4}+"
SEPARATOR = (
    rf"(?:(?::=|\.{{2,60}}+|=>|->|[:=|–—\-;]|\#(?!\p{{Alnum}})|(?i:{any_of(LINKING_WORDS)})(?![\p{{L}}\-])){SPACES})"
)
LINE_BREAK = r"(?:\r?\n[ \t>|]{0,40}+)"
MARKUP = r"(?:>?(?:\s{0,9}+<[^<>\n]{1,80}+>){1,4}+|>)\s{0,40}+"
REMARK = r"(?:[ ]\((?![^()\n]{0,20}\d{3})[^()\n]{1,40}+\))?+"
# Between a label and its value: quotes, markup, spaces, separators, a remark in brackets, at most one line break.
LINK = rf"{CLOSED}{REMARK}(?:{MARKUP}|{SPACES}{SEPARATOR}{{0,3}}+{LINE_BREAK}?+){OPENED}"
SAME_LINE = rf"{CLOSED}{REMARK}(?:{MARKUP}|{SPACES}{SEPARATOR}{{0,3}}+){OPENED}"
# Labels of other values and codes of classifications, which end a list: "payroll no BP20163, TFN 305 653 294".
OTHER_LABELS = r"(?!(?:NIP|REGON|KRS|PESEL|BSN|KVK|KvK|BTW|CNPJ|CPF|RG|SIRET|SIREN|TVA|HRB|HRA|UID|PIVA|CNH|PIS|IFSC|EIN|TFN|BSB|AVS|VAT|IBAN|BIC|SWIFT|SSN|NPI|TEL|FAX|DOB|PIN|ABN|ACN|NIF|CIF|DNI|IRD|NINO|SIN|BIN|PCN|GRP|CBO|CNAE|CFOP|NCM|CPT|ICD|HS|HTS|CPV|PKD|SIC|NACE|NAICS|APE|IDCC|OPS|BP|SKU|EAN|ISO|RFC|DIN)[ :])"
# Between the values of a list.
NEXT = rf"[\"'”“`)]{{0,2}}+(?:[ ]?[,;/&+|][ ]?|[ ](?i:and|or|und|oder|et|ou|y|o|e|en|i|oraz|og|och|to|bis|till|through)[ ]){{1,2}}+{OPENED}"


def label(phrases: str | Iterable[str], *, number: Literal["may", "must", "never"] = "may") -> str:
    """Return the pattern of a label, in any case, without what links it to its value.

    Arguments:
        phrases: the words of the label, as in `any_of`, in lower case.
        number: whether a word such as "no.", "id" or "reference" may be behind it, must be behind or before it
            ("n° de commande", "order id"), or never.
    """
    words = any_of(phrases)
    end = r"(?!\p{Ll})"  # a capital may follow: "customerId"
    if number == "never":
        return rf"{START}(?i:{words}){end}"
    if number == "may":
        return rf"{START}(?i:{words}(?:{NUMBERED}|(?!\p{{L}}))){end}"
    return rf"{START}(?i:{words}{NUMBERED}|{NUMBER}{GAP}{OF}{words}){end}"


def labelled(
    phrases: str | Iterable[str],
    value: str,
    *,
    number: Literal["may", "must", "never"] = "may",
    link: str = LINK,
) -> str:
    """Return the pattern of a value behind a label; the values of a list behind one label are all found.

    Arguments:
        phrases, number: the label, as in `label`.
        value: the pattern of one value. It should begin with a character of the value; spaces belong to the link.
        link: LINK, or SAME_LINE if the value must be on the line of the label.
    """
    return rf"{label(phrases, number=number)}{link}{several(value)}"


def several(value: str) -> str:
    """Return the pattern of one value or a list of values ("48210, 48213 and 48219"), in the group `value`.

    A "#" before a value is part of it only if the pattern begins with "#".
    """
    return rf"(?:\#??(?P<value>{value})(?![\p{{L}}\p{{N}}])(?:{NEXT}{OTHER_LABELS}(?=\#?{value}))?){{1,30}}+"
