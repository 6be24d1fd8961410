"""LaTeX and BibTeX: accents are letters, commands and braces stay, arguments declare what they hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Record
from pipeline.records.latex.styles import LETTERS, latex_style, plain
from pipeline.records.sniff import sniff
from tests.pipeline.records.copies import copy, records_of, swap, texts_of, values_of

NEWS = ["Zoe", "Zoë Quinn & 5 % $1 #2 a_b {c} ~ ^ \\x", "-", "", "a\n\nb", "\U0001f600", "\x07", "<PERSON>"]
TEX = {
    "paragraph": "x Anna y\n\nAnna\n",
    "bold": "\\textbf{Anna} y \\emph{x \\textbf{Anna}}\n",
    "within a word": "A{n}n\\textit{a} y\n",
    "accent": "J\\\"urgen Anna {\\'e} Anna \\ss\\ Anna\n",
    "command before": "\\LaTeX\\foo Anna \\bar\\'eAnna\n",
    "comment": "x % Anna\n%Anna\ny Anna%\n z\n",
    "author": "\\author[Anna]{Anna Keller\\thanks{Anna} \\and Anna \\\\ x Anna}\n",
    "verbatim": "\\begin{verbatim}\nAnna % {\n\\end{verbatim} Anna\n",
    "verb": "\\verb|Anna| \\lstinline!Anna! Anna\n",
    "key": "\\cite[see Anna]{Anna_Keller_x,b} \\label{sec:Anna}\n",
    "file": "\\includegraphics[width=1cm]{img/Anna x.png}\n",
    "link": "\\url{https://x.org/Anna_b%20c} \\href{https://Anna.org}{Anna}\n",
    "table": "Anna & x \\\\ \\hline y & Anna \\\\\n",
    "math": "$x_{Anna} = 1$ Anna\n",
    "unclosed": "\\author{Anna \\textbf{Anna\n\nAnna}",
}
BIB = {
    "people": "@article{k1,\n author = {Keller, Anna and Anna Ortiz and {Anna}},\n}\n",
    "quotes": '@book{k, title = "x {A}nna Anna", note = "a" # Anna # {Anna}}\n',
    "key": "@misc{Anna_Keller_x, crossref = {Anna}}\n",
    "string": "@string{x = {Anna}}\n@comment{Anna}\nAnna\n",
    "own field": "@misc{k, annote = {{\\'E}Anna {x Anna}}}\n",
    "broken": "@misc{k, a = {Anna\n@misc{k2, b = {Anna}}\n Anna }}",
}
COMMAND = re.compile(r"\\([A-Za-z]{2,})")
ESCAPED = re.compile(r"\\[{}\\]")
FILES = {("in.tex", name): one for name, one in TEX.items()} | {("in.bib", name): one for name, one in BIB.items()}


def shape(content: str) -> tuple[list[str], int]:
    """Return the commands that are no letters, and how many braces are not closed."""
    commands = [name for name in COMMAND.findall(content) if name not in LETTERS]
    braces = ESCAPED.sub("", content)
    return commands, braces.count("{") - braces.count("}")


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize(("name", "position"), FILES)
def test_a_value_in_any_position_is_replaced_and_commands_and_braces_stay(name: str, position: str, new: str) -> None:
    content = FILES[name, position]

    changed = copy(content.encode(), name, swap("Anna", new), may_be_broken=False).decode()

    assert "Anna" not in changed
    if position not in ("verbatim", "verb", "link", "broken", "key", "comment", "string"):
        assert shape(changed) == shape(content)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('J\\"urgen M{\\"u}ller', "Jürgen Müller"),
        ("Ren\\'e~Garc\\'{\\i}a", "René García"),
        ("\\v{S}koda \\c{c}a \\H o", "Škoda ça ő"),
        ("Stra\\ss e, \\O ystein \\AA{}se, {\\L}uk", "Straße, Øystein Åse, Łuk"),
        ("\\textbf{Anna} \\emph{Keller}", "Anna Keller"),
        ("A\\&B 5\\,\\% \\#1 a\\_b \\$5", "A&B 5 % #1 a_b $5"),
        ("Anna\n  Keller%\n  Ortiz", "Anna KellerOrtiz"),
        ("Keller\\footnote{Tel.}", "Keller\nTel."),
        ("a \\\\[2pt] b & c", "a \n b \t c"),
        ("\\textbackslash{}x\\textasciitilde{}", "\\x~"),
    ],
)
def test_a_text_says_what_a_reader_sees(written: str, said: str) -> None:
    assert plain(written) == said


@pytest.mark.parametrize("new", ["Zoë & Co. 5 %", "a_b {c} ~ ^ \\x $1 #2", "Ñandú Łoś ß Straße"])
@pytest.mark.parametrize("is_ascii", [True, False])
def test_a_new_text_says_what_it_is(new: str, is_ascii: bool) -> None:
    style = latex_style("Anna", is_ascii=is_ascii)

    written = style.escape(new)

    assert plain(written) == new
    assert written.isascii() or not is_ascii


def test_commands_stay_where_they_are() -> None:
    content = "We thank \\textbf{Anna} Keller\\footnote{Anna} and\nRen\\'e~Ortiz for \\emph{all}.\n"

    changed = copy(content.encode(), "in.tex", lambda text: text.value.replace("Anna Keller", "Zoe Q").replace("René Ortiz", "Li"), may_be_broken=False)  # fmt: skip

    assert changed.decode() == "We thank \\textbf{Zoe} Q\\footnote{Anna} and\nLi for \\emph{all}.\n"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            '\\author{Anna Keller\\thanks{Fabrikam} \\and J\\"urg M\\"uller, Li Wu}',
            {"Anna Keller": "PERSON", "Fabrikam": "", "Jürg Müller": "PERSON", "Li Wu": "PERSON"},
        ),
        ("\\author{Support Team}", {"Support Team": ""}),
        (
            "\\name{Anna}{Keller} \\phone[mobile]{030 555}",
            {"Anna": "PERSON:given", "Keller": "PERSON:family", "mobile": "", "030 555": "PHONE_NUMBER"},
        ),
        ("\\name{Anna Keller}", {"Anna Keller": "PERSON"}),
        (
            "\\email{a@b.com} \\address{Elm Rd 5}{Leeds}",
            {"a@b.com": "EMAIL_ADDRESS", "Elm Rd 5": "ADDRESS", "Leeds": "ADDRESS"},
        ),
        ("see \\url{https://b.com/x_y}", {"see": "", "https://b.com/x_y": "URL"}),
    ],
)
def test_arguments_declare_what_they_hold(content: str, found: dict[str, str]) -> None:
    assert values_of(content, "in.tex") == found


def test_the_fields_of_an_entry_are_read() -> None:
    content = "@article{k, author = {Keller, Anna and Ortiz, R. and {Fabrikam GmbH} and others}, editor = {M{\\\"u}ller, J.}, address = {Leeds}, year = 2019, doi = {10.1/x}}"  # fmt: skip

    found = values_of(content, "in.bib")

    assert found == {
        "Keller, Anna": "PERSON", "Ortiz, R.": "PERSON", "Fabrikam GmbH": "", "Müller, J.": "PERSON", "Leeds": "",
        "2019": "", "10.1/x": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "author", "entity"),
    [
        ("Keller2019", "Keller, Anna", "USERNAME"),
        ("vanderberg:19", "Folake van der Berg and others", "USERNAME"),
        ("mueller19mills", 'J{\\"u}rg M{\\"u}ller', "USERNAME"),
        ("muller19", 'M{\\"u}ller, J{\\"u}rg', "USERNAME"),
        ("mills2019", "Keller, Anna", ""),
        ("fabrikam2019", "{Fabrikam GmbH}", ""),
    ],
)
def test_a_key_with_the_surname_of_an_author_is_a_user_name(key: str, author: str, entity: str) -> None:
    assert values_of(f"@article{{{key}, title = {{x}}, author = {{{author}}}}}", "in.bib").get(key, "") == entity


def test_each_entry_is_a_record_numbered_by_its_line() -> None:
    content = "% x\n@misc{a, note = {Anna}}\n\n@misc{b,\n note = {\n@x}}\n@misc{c}\n"

    found = records_of(content, "in.bib")

    assert [record.number for record in found] == [1, 2, 4, 7]
    assert copy(content.encode(), "in.bib", shard_bytes=1) == content.encode()


def test_a_long_text_is_divided_between_paragraphs() -> None:
    content = ("x \\textbf{y}" * 50 + "\n\n") * 1_000

    records = records_of(content, "in.tex")

    assert len(records) > 1
    assert all(isinstance(record, Record) for record in records)
    assert copy(content.encode(), "in.tex") == content.encode()


def test_texts_are_recognized_by_their_names() -> None:
    assert sniff(b"x", "x.tex") == "latex"
    assert sniff(b"{x}", "x.bib.gz") == "bibtex"


PIECES = st.lists(
    st.text(st.sampled_from("aA1 \n\r\t\\{}[]%&$#_^~\"'`@=,.-\u00e9"), max_size=20)
    | st.sampled_from(["\\author{", "\\textbf{", "\\begin{verbatim}", "\\end{verbatim}", "\\cite{", "@misc{k,", "a = {", "\\\"", "\\verb|", "\n\n", "\\url{"]),
    max_size=6,
)  # fmt: skip


@pytest.mark.parametrize("name", ["in.tex", "in.bib"])
@given(pieces=PIECES)
def test_any_file_round_trips(name: str, pieces: list[str]) -> None:
    content = "".join(pieces).encode()
    assert copy(content, name, may_be_broken=False) == content


@pytest.mark.parametrize("name", ["in.tex", "in.bib"])
@given(before=PIECES, after=PIECES)
def test_a_value_anywhere_in_a_file_is_found(name: str, before: list[str], after: list[str]) -> None:
    content = f"{''.join(before)} Quack@enbush {''.join(after)}".encode()
    assert b"Quack" not in copy(content, name, swap("Quack", ""), may_be_broken=False)


@pytest.mark.parametrize("name", ["in.tex", "in.bib"])
def test_an_empty_file_has_no_record(name: str) -> None:
    assert texts_of(b"", name) == []


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["\\author{", "{", "\\", "\\begin{verbatim}", "\\verb|", "\\cite[", "%", "@a{b,", "c={", "\n\n", "\\'", "a=\"", "\\name{}", "~"])  # fmt: skip
def test_hostile_files_are_read_in_linear_time(piece: str) -> None:
    for name in ("in.tex", "in.bib"):
        records_of(piece * (200_000 // len(piece)), name)
        records_of("@misc{k, a = " + piece * (200_000 // len(piece)), name)
