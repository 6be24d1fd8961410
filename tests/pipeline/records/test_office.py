"""Office files: planted values in every position, copies that differ in nothing else, and files that are refused."""

import io
import time
import zipfile
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import RecordError, Sanitizer, Text
from pipeline.records import BrokenRecord, ReadOptions, Record, plan, read
from pipeline.records.office.slots import spread
from tests.conftest import Command
from tests.pipeline.records.office_files import (
    ODF,
    S,
    all_text,
    archive,
    docx,
    members_of,
    opendocument,
    pptx,
    runs,
    slide,
    word_part,
    xlsx,
)

MAIL = "zq.quackenbush@gmail.com"
CARD = "4111111111111111"
FLAT = (
    b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>'
)
KNOWN = "Maria Fischer"  # a name that is found without the model
NAME = "Zebulon Quackenbush"


def record_of(content: bytes, name: str = "in.docx", options: ReadOptions | None = None) -> Record:
    planned = plan(io.BytesIO(content), name)
    (record,) = read(io.BytesIO(content), planned.shards[0], options or ReadOptions())
    assert isinstance(record, Record), record
    return record


def changed(content: bytes, name: str = "in.docx", options: ReadOptions | None = None, **changes: str) -> bytes:
    """Return the copy in which texts are replaced, given as old value without spaces -> new value."""
    record = record_of(content, name, options)
    rendered = record.render([changes.get(text.value.replace(" ", "_"), text.value) for text in record.texts])
    assert isinstance(rendered, bytes)
    return rendered


def sanitized(content: bytes, name: str, sanitizer: Sanitizer) -> bytes:
    record = record_of(content, name)
    done = sanitizer.sanitize([record.texts])[0]
    rendered = record.render([one.text for one in done])
    assert isinstance(rendered, bytes)
    return rendered


def values(content: bytes, name: str = "in.docx") -> list[str]:
    return [text.value for text in record_of(content, name).texts]


REL = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE = f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{NAME}</dc:creator><cp:lastModifiedBy>{NAME}</cp:lastModifiedBy><dc:title>For {MAIL}</dc:title><dc:creator>{MAIL}</dc:creator></cp:coreProperties>'
APP = f'<Properties xmlns="p"><Company>Quackenbush Ltd</Company><Manager>{NAME}</Manager><Application>Microsoft Office Word</Application></Properties>'
CUSTOM = (
    f'<Properties xmlns="p" xmlns:vt="v"><property name="email"><vt:lpwstr>{MAIL}</vt:lpwstr></property></Properties>'
)


@pytest.mark.parametrize(
    "content",
    [
        docx(runs(f"write to {MAIL} now")),
        docx(runs("write to zq.quack", "enbush@gm", "ail.com now")),
        docx(f"<w:tbl><w:tr><w:tc>{runs(MAIL)}</w:tc></w:tr></w:tbl>"),
        docx(f'<w:p><w:del w:author="{NAME}"><w:r><w:delText>zq.quackenbush@</w:delText></w:r></w:del><w:r><w:t>gmail.com</w:t></w:r></w:p>'),
        docx(f'<w:p><w:ins w:author="{NAME}"><w:r><w:t>{MAIL}</w:t></w:r></w:ins></w:p>'),
        docx(f"<w:p><w:moveFrom><w:r><w:t>{MAIL}</w:t></w:r></w:moveFrom></w:p>"),
        docx(f"<w:p><w:r><w:t>outer</w:t><w:txbxContent>{runs(MAIL)}</w:txbxContent></w:r></w:p>"),
        docx('<w:p><w:r><w:instrText>HYPERLINK "mailto:zq.quack</w:instrText></w:r><w:r><w:instrText>enbush@gmail.com"</w:instrText></w:r></w:p>'),
        docx(f'<w:p><w:r><w:docPr name="Picture 1" descr="photo for {MAIL}" title="{MAIL}"/></w:r></w:p>'),
        docx(f'<w:sdt><w:sdtPr><w:alias w:val="client"/><w:tag w:val="{MAIL}"/><w:listItem w:displayText="{MAIL}" w:value="{MAIL}"/></w:sdtPr></w:sdt>'),
        docx(runs("x"), word__header1_xml=word_part("hdr", runs(MAIL))),
        docx(runs("x"), word__footer1_xml=word_part("ftr", runs(MAIL))),
        docx(runs("x"), word__footnotes_xml=word_part("footnotes", f"<w:footnote>{runs(MAIL)}</w:footnote>")),
        docx(runs("x"), word__comments_xml=word_part("comments", f'<w:comment w:author="{NAME}" w:initials="ZQ">{runs(MAIL)}</w:comment>')),
        docx(runs("x"), word__people_xml=word_part("people", f'<w:person w:author="{NAME}"><w:presenceInfo w:userId="{MAIL}"/></w:person>')),
        docx(runs("x"), word__settings_xml=word_part("settings", f'<w:docVars><w:docVar w:name="client" w:val="{MAIL}"/></w:docVars>')),
        docx(runs("x"), docProps__core_xml=CORE, docProps__app_xml=APP, docProps__custom_xml=CUSTOM),
        docx(runs("x"), customXml__item1_xml=f'<client mail="{MAIL}"><name>{NAME}</name><Pages>{MAIL}</Pages><f>{MAIL}</f><email>{MAIL}</email><!-- {MAIL} --><?mail to {MAIL}?><![CDATA[{MAIL}]]></client>'),
    ],
    ids=["text", "runs", "table", "deletion", "insertion", "move", "text box", "field", "picture", "control", "header", "footer", "footnote",
         "comment", "people", "variables", "properties", "custom XML"],
)  # fmt: skip
def test_no_planted_value_is_left_in_docx(content: bytes, without_model: Sanitizer) -> None:
    text = all_text(sanitized(content, "in.docx", without_model))
    assert "uackenbush" not in text


def test_an_address_in_any_attribute_is_replaced() -> None:
    content = docx(
        f'<v:shape xmlns:v="v" href="mailto:{MAIL}" path="m@7,l@8e"/><w:style w:styleId="{MAIL}"/>' + runs("x")
    )
    new = changed(content, **{MAIL: "a@b.example", f"mailto:{MAIL}": "mailto:a@b.example"})
    assert 'href="mailto:a@b.example" path="m@7,l@8e"' in all_text(new)
    assert 'styleId="a@b.example"' in all_text(new)


def test_links_follow_a_new_name_of_a_bookmark() -> None:
    link = '<w:bookmarkStart w:id="0" w:name="Anna_Keller"/><w:hyperlink w:anchor="Anna_Keller">'
    new = changed(docx(link + runs("x") + "</w:hyperlink>"), Anna_Keller="Zoe Huber")
    assert 'name="Zoe_Huber"' in all_text(new)
    assert 'anchor="Zoe_Huber"' in all_text(new)


def test_targets_of_links_are_replaced(without_model: Sanitizer) -> None:
    links = f'<Relationships xmlns="{REL}"><Relationship Id="rId1" Target="mailto:{MAIL}" TargetMode="External"/><Relationship Id="rId2" Target="styles.xml"/></Relationships>'
    content = archive({**members_of(docx(runs("x"))), "word/_rels/document.xml.rels": links})
    copy = members_of(sanitized(content, "in.docx", without_model))["word/_rels/document.xml.rels"].decode()
    assert "quackenbush" not in copy
    assert 'Target="mailto:' in copy
    assert 'Target="styles.xml"' in copy


def test_a_value_split_over_runs_goes_into_the_first_run_and_styles_stay() -> None:
    content = docx(runs("from Zeb", "ulon", " to Berlin"))
    copy = members_of(changed(content, from_Zebulon_to_Berlin="from Ada to Berlin"))["word/document.xml"].decode()
    assert runs("from Ada", "", " to Berlin") in copy


def test_a_run_that_gets_a_space_at_its_edge_preserves_it() -> None:
    copy = members_of(changed(docx(runs("Zebulon")), Zebulon="Ada "))["word/document.xml"].decode()
    assert '<w:t xml:space="preserve">Ada </w:t>' in copy


def test_special_characters_are_escaped() -> None:
    copy = members_of(changed(docx(runs("Zeb")), Zeb='<A & "B">\x00'))["word/document.xml"]
    assert "".join(ElementTree.fromstring(copy).itertext()) == '<A & "B">\ufffd'


def test_deleted_text_is_read_with_what_stood_around_it() -> None:
    content = docx("<w:p><w:r><w:t>Zebulon </w:t></w:r><w:del><w:r><w:delText>Quack</w:delText></w:r></w:del><w:ins><w:r><w:t>Duck</w:t></w:r></w:ins></w:p>")  # fmt: skip
    assert values(content) == ["Zebulon Duck", "Zebulon Quack"]


INSERTED = "<w:ins><w:r><w:t>%s</w:t></w:r></w:ins>"
DELETED = "<w:del><w:r><w:delText>%s</w:delText></w:r></w:del>"
KEPT = "<w:r><w:t>%s</w:t></w:r>"
# What a paragraph consists of, the new values of its text and of its text before the changes, and what it becomes.
TRACKED = {
    "an insertion before a deletion": (
        [KEPT % "To ", INSERTED % "zeb@a.net", DELETED % "ada@b.net", KEPT % " now"],
        ["To z1@x.net now", "To a1@y.net now"],
        ["To ", "z1@x.net", "a1@y.net", " now"],
    ),
    "a deletion before an insertion": (
        [DELETED % "Ada Quack", INSERTED % "Zeb Duck", KEPT % " came"],
        ["Liv Berg came", "Eva Holm came"],
        ["Eva Holm", "Liv Berg", " came"],
    ),
    "a deletion in a sentence": (
        [KEPT % "Ada ", DELETED % "Quack", KEPT % " came"],
        ["Eva  came", "Eva Holm came"],
        ["Eva ", "Holm", " came"],
    ),
    "a value that begins before the deletion": (
        [KEPT % "To zeb@a", INSERTED % ".net", DELETED % ".org"],
        ["To z1@x.net", "To z2@y.org"],
        ["To z1@x.net", "", ""],
    ),
    "inserted, then deleted": ([f"<w:ins>{DELETED % 'Zeb '}</w:ins>", KEPT % "x"], ["x", "Liv x"], ["Liv ", "x"]),
}


@pytest.mark.parametrize("case", TRACKED)
def test_each_value_of_a_tracked_change_is_written_once(case: str) -> None:
    runs, new, written = TRACKED[case]
    copy = members_of(record_of(docx(f"<w:p>{''.join(runs)}</w:p>")).render(new))["word/document.xml"]

    found = [one.text or "" for one in ElementTree.fromstring(copy).iter() if one.tag.endswith(("}t", "}delText"))]
    assert found == written


def test_tabs_and_breaks_stay_elements() -> None:
    content = docx(
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
    )
    assert values(content) == ["a\tb\nc"]
    record = record_of(content)
    assert (
        b"<w:t>A</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>C</w:t>"
        in members_of(record.render(["A\tb\nC"]))["word/document.xml"]
    )


def test_a_utf_16_part_keeps_its_encoding() -> None:
    item = '<?xml version="1.0" encoding="UTF-8"?><a>Zébulon</a>'
    content = docx(runs("x"), customXml__item1_xml=item.replace("UTF-8", "utf-8").encode("utf-16"))
    assert "Ädä" in members_of(changed(content, Zébulon="Ädä"))["customXml/item1.xml"].decode("utf-16")


@pytest.mark.parametrize(
    "content",
    [
        pptx("<a:p><a:r><a:t>zq.quack</a:t></a:r><a:r><a:t>enbush@gmail.com</a:t></a:r></a:p>"),
        pptx("<a:p/>", ppt__notesSlides__notesSlide1_xml=slide(f"<a:p><a:r><a:t>{MAIL}</a:t></a:r></a:p>", "notes")),
        pptx("<a:p/>", ppt__comments__comment1_xml=f'<p:cmLst xmlns:p="p"><p:cm><p:text>{MAIL}</p:text></p:cm></p:cmLst>'),
        pptx("<a:p/>", ppt__commentAuthors_xml=f'<p:cmAuthorLst xmlns:p="p"><p:cmAuthor name="{NAME}" initials="ZQ"/></p:cmAuthorLst>'),
        pptx(f'<p:cNvPr name="Title 1" descr="{MAIL}"/>'),
        pptx("<a:p/>", ppt__slides__slide2_xml=slide(f"<a:p><a:fld><a:t>{MAIL}</a:t></a:fld></a:p>").replace("<p:sld ", '<p:sld show="0" ')),
        pptx(f'<p:prSet phldrT="{MAIL}"/>'),
        pptx("<a:p/>", ppt__charts__chart1_xml=f'<c:chart xmlns:c="c"><c:strCache><c:pt><c:v>{MAIL}</c:v></c:pt></c:strCache></c:chart>'),
    ],
    ids=["runs", "notes", "comment", "author", "description", "hidden slide", "placeholder", "chart"],
)  # fmt: skip
def test_no_planted_value_is_left_in_pptx(content: bytes, without_model: Sanitizer) -> None:
    assert "uackenbush" not in all_text(sanitized(content, "in.pptx", without_model))


HEADER = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
EXTRA = f'<worksheet xmlns="{S}"><sheetData/>%s</worksheet>'


@pytest.mark.parametrize(
    "content",
    [
        xlsx(f'{HEADER}<row r="2"><c r="A2" t="s"><v>2</v></c></row>', ("mail", "note", MAIL)),
        xlsx(f'{HEADER}<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><r><t>zq.quack</t></r><r><t>enbush@gmail.com</t></r></is></c></row>', ("mail", "note")),
        xlsx(f'<row r="1"><c r="A1" t="str"><f>"zq.quack"&amp;"enbush@gmail.com"</f><v>{MAIL}</v></c><c><f>IF(A1="{MAIL}",1,2)</f><v>1</v></c></row>'),
        xlsx(f'<row r="1"><c r="A1"><f>COUNTIF(A:A,&quot;{MAIL}&quot;)</f><v>1</v></c></row>'),
        xlsx("", ("unused", "<r><t>zq.quack</t></r><r><rPr/><t>enbush@gmail.com</t></r>")),
        xlsx("", book=f'<sheets><sheet name="{KNOWN}" state="hidden"/></sheets><definedNames><definedName name="x">\'{KNOWN}\'!$A$1</definedName></definedNames>'),
        xlsx("", xl__worksheets__sheet2_xml=EXTRA % f'<headerFooter><oddHeader>&amp;L{MAIL}</oddHeader></headerFooter>'),
        xlsx("", xl__worksheets__sheet2_xml=EXTRA % f'<dataValidations><dataValidation prompt="{MAIL}"><formula1>"a,{MAIL}"</formula1></dataValidation></dataValidations>'),
        xlsx("", xl__worksheets__sheet2_xml=EXTRA % f'<hyperlinks><hyperlink ref="A1" display="{MAIL}" tooltip="{MAIL}"/></hyperlinks>'),
        xlsx("", xl__worksheets__sheet2_xml=EXTRA % f'<autoFilter><filterColumn><filters><filter val="{MAIL}"/></filters></filterColumn></autoFilter>'),
        xlsx("", xl__comments1_xml=f'<comments xmlns="{S}"><authors><author>{NAME}</author></authors><commentList><comment><text><r><t>zq.quack</t></r><r><t>enbush@gmail.com</t></r></text></comment></commentList></comments>'),
        xlsx("", xl__persons__person_xml=f'<personList xmlns="x"><person displayName="{NAME}" userId="{MAIL}"/></personList>'),
        xlsx("", xl__threadedComments__t1_xml=f'<ThreadedComments xmlns="x"><threadedComment><text>{MAIL}</text></threadedComment></ThreadedComments>'),
        xlsx("", xl__pivotCache__def1_xml=f'<pivotCacheDefinition xmlns="{S}" refreshedBy="{NAME}"><cacheField name="email"><sharedItems><s v="{MAIL}"/></sharedItems></cacheField></pivotCacheDefinition>'),
        xlsx("", docProps__app_xml=f'<Properties xmlns="p" xmlns:vt="v"><TitlesOfParts><vt:vector><vt:lpstr>{KNOWN}</vt:lpstr></vt:vector></TitlesOfParts></Properties>', book=f'<sheets><sheet name="{KNOWN}"/></sheets>'),
    ],
    ids=["shared", "inline runs in a hidden row", "formula", "escaped literal", "unused string", "hidden sheet", "header", "validation", "link", "filter",
         "comment", "person", "thread", "pivot cache", "titles"],
)  # fmt: skip
def test_no_planted_value_is_left_in_xlsx(content: bytes, without_model: Sanitizer) -> None:
    text = all_text(sanitized(content, "in.xlsx", without_model))
    assert "uackenbush@" not in text.replace('"zq.quack"&amp;"enbush@gmail.com"', "")
    assert NAME not in text
    assert KNOWN not in text
    assert MAIL not in text


def test_the_first_row_names_the_columns() -> None:
    rows = f'{HEADER}<row r="2"><c r="A2"><v>{CARD}</v></c><c r="B2"><v>12</v></c></row><row r="3"><c r="A3"><v>4.11111111111111E15</v></c></row>'
    texts = record_of(xlsx(rows, ("card number", "count")), "in.xlsx").texts
    assert [text for text in texts if text.entity] == [
        Text(CARD, "CREDIT_CARD"),
        Text("4111111111111110", "CREDIT_CARD"),
    ]
    assert "12" not in [text.value for text in texts]


def test_a_new_number_stays_a_number_and_another_value_becomes_text() -> None:
    rows = f'{HEADER}<row r="2"><c r="A2" s="1"><v>{CARD}</v></c><c r="B2"><v>7654321</v></c></row>'
    content = xlsx(rows, ("card number", "phone"))
    rows_after = members_of(changed(content, "in.xlsx", **{CARD: "4000", "7654321": "555-01"}))[
        "xl/worksheets/sheet1.xml"
    ].decode()
    assert '<c r="A2" s="1"><v>4000</v></c>' in rows_after
    assert '<c r="B2" t="inlineStr"><is><t xml:space="preserve">555-01</t></is></c>' in rows_after


def test_a_shared_string_with_two_new_values_becomes_inline_in_one_cell() -> None:
    rows = f'{HEADER}<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>2</v></c></row>'
    record = record_of(xlsx(rows, ("email", "city", "Essen")), "in.xlsx")
    new = {"EMAIL_ADDRESS": "a@b.example", "LOCATION": "Ulm"}
    copy = members_of(record.render([new.get(text.entity, text.value) for text in record.texts]))
    assert "<si><t>a@b.example</t></si>" in copy["xl/sharedStrings.xml"].decode()
    sheet = copy["xl/worksheets/sheet1.xml"].decode()
    assert '<c r="A2" t="s"><v>2</v></c><c r="B2" t="inlineStr"><is><t xml:space="preserve">Ulm</t></is></c>' in sheet


def test_names_with_other_letters_are_followed_in_formulas() -> None:
    rows = "<row><c><f>Müller!A1+'Zoë''s'!B1&amp;&quot;ü&quot;</f><v>1</v></c></row>"
    content = xlsx(rows, book='<sheets><sheet name="Müller"/><sheet name="Zoë\'s"/></sheets>')
    assert "ü" in [text.value for text in record_of(content, "in.xlsx").texts]
    record = record_of(content, "in.xlsx")
    new = {"Müller": "Ödön", "Zoë's": "Ada", "ü": "x"}
    copy = members_of(record.render([new[text.value] for text in record.texts]))["xl/worksheets/sheet1.xml"]
    assert "<f>Ödön!A1+&apos;Ada&apos;!B1&amp;&quot;x&quot;</f>" in copy.decode()


@pytest.mark.slow
def test_hostile_formulas_take_linear_time() -> None:
    for formula in ("''" * 30_000, "'a\"" * 20_000, "&quot;" * 10_001):
        record = record_of(
            xlsx(f"<row><c><f>{formula}</f><v>1</v></c></row>", book=f'<sheets><sheet name="{KNOWN}"/></sheets>'),
            "in.xlsx",
        )
        started = time.process_time()
        record.render([text.value + "x" for text in record.texts])
        assert time.process_time() - started < 10


def test_codes_of_a_page_header_are_no_part_of_its_texts() -> None:
    header = '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Zeb &amp;amp; Co&amp;RPage &amp;P</oddHeader></headerFooter>'
    content = xlsx("", xl__worksheets__sheet2_xml=(EXTRA % header).replace("&amp;amp;", "&amp;&amp;"))
    copy = members_of(changed(content, "in.xlsx", Zeb_="Ada & "))["xl/worksheets/sheet2.xml"]
    assert b'&amp;L&amp;"Arial,Bold"&amp;12Ada &amp;&amp; &amp;&amp; Co&amp;RPage &amp;P<' in copy


def test_a_header_may_stand_below_a_title() -> None:
    rows = '<row><c t="s"><v>2</v></c></row>' + HEADER + f'<row><c><v>{CARD}</v></c><c t="s"><v>3</v></c></row>'
    texts = record_of(xlsx(rows, ("card number", "Kunde (€)", "Payments of March", "x")), "in.xlsx").texts
    assert Text(CARD, "CREDIT_CARD") in texts
    assert Text("x", context="Kunde (€)") in texts


def test_dates_of_changes_stay_dates() -> None:
    content = docx('<w:p><w:ins w:date="2024-05-01T10:00:00Z"><w:r><w:t>x</w:t></w:r></w:ins></w:p>')
    for new, written in (("2023-01-02T10:00:00Z", "2023-01-02T10:00:00Z"), ("last year", "1970-01-01T00:00:00Z")):
        copy = members_of(changed(content, **{"2024-05-01T10:00:00Z": new}))["word/document.xml"]
        assert f'w:date="{written}"'.encode() in copy


def test_a_kept_column_stays() -> None:
    rows = f'{HEADER}<row r="2"><c r="A2" t="s"><v>2</v></c></row>'
    options = ReadOptions(fields={"mail": "keep"})
    texts = record_of(xlsx(rows, ("mail", "note", MAIL)), "in.xlsx", options).texts
    assert MAIL not in [text.value for text in texts]


def test_dates_are_read_and_written_as_dates() -> None:
    rows = f'{HEADER}<row r="2"><c r="A2" s="1"><v>32874</v></c><c r="B2" s="0"><v>32874</v></c></row>'
    content = xlsx(rows, ("date of birth", "count"))
    assert Text("1990-01-01", "DATE_OF_BIRTH") in record_of(content, "in.xlsx").texts
    copy = members_of(changed(content, "in.xlsx", **{"1990-01-01": "1990-01-31"}))["xl/worksheets/sheet1.xml"]
    assert b'<c r="A2" s="1"><v>32904</v></c><c r="B2" s="0"><v>32874</v></c>' in copy


def test_formulas_follow_a_new_name_of_a_sheet() -> None:
    rows = '<row r="1"><c r="A1"><f>\'Zebulon Quackenbush\'!A1&amp;"x"&amp;pay</f><v>1</v></c></row>'
    book = f'<sheets><sheet name="{NAME}"/></sheets><definedNames><definedName name="quackenbush_pay">\'{NAME}\'!$A$1</definedName></definedNames>'
    copy = members_of(changed(xlsx(rows, book=book), "in.xlsx", Zebulon_Quackenbush="Ada O'Hara/x"))
    assert b'<f>&apos;Ada O Hara x&apos;!A1&amp;"x"&amp;pay</f>' in copy["xl/worksheets/sheet1.xml"]
    assert b">&apos;Ada O Hara x&apos;!$A$1<" in copy["xl/workbook.xml"]
    assert b'<sheet name="Ada O Hara x"/>' in copy["xl/workbook.xml"]


CELL = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
SHEET = '<office:spreadsheet><table:table table:name="%s">%s</table:table></office:spreadsheet>'


def row(*cells: str) -> str:
    return "<table:table-row>" + "".join(cells) + "</table:table-row>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.odt", opendocument("text", "<text:p>to <text:span>zq.quack</text:span>enbush@gmail.com</text:p>")),
        ("in.odt", opendocument("text", f"<text:h>{MAIL}</text:h>")),
        ("in.odt", opendocument("text", f'<text:tracked-changes><text:deletion xmlns:dc="d"><dc:creator>{NAME}</dc:creator><text:p>{MAIL}</text:p></text:deletion></text:tracked-changes>')),
        ("in.odt", opendocument("text", f'<text:p>x<office:annotation xmlns:dc="d"><dc:creator>{NAME}</dc:creator><text:p>{MAIL}</text:p></office:annotation>y</text:p>')),
        ("in.odt", opendocument("text", f'<text:p><text:a xmlns:xlink="x" xlink:href="mailto:{MAIL}">link</text:a></text:p>')),
        ("in.odt", opendocument("text", "<text:p/>", meta_xml=f'<office:document-meta {"" } xmlns:office="o" xmlns:meta="m"><meta:initial-creator>{NAME}</meta:initial-creator><meta:user-defined meta:name="email">{MAIL}</meta:user-defined></office:document-meta>')),
        ("in.odt", opendocument("text", "<text:p/>", styles_xml=f'<s xmlns:text="{ODF}text:1.0"><text:p>{MAIL}</text:p></s>')),
        ("in.ods", opendocument("spreadsheet", SHEET % (NAME, row(CELL % "email", CELL % "n") + row(CELL % MAIL)))),
        ("in.ods", opendocument("spreadsheet", SHEET % ("a", row(f'<table:table-cell office:value-type="string" office:string-value="{MAIL}" table:formula="of:=&quot;{MAIL}&quot;"><text:p>{MAIL}</text:p></table:table-cell>')))),
        ("in.ods", opendocument("spreadsheet", SHEET % ("a", row(f'<table:table-cell><office:annotation xmlns:dc="d"><dc:creator>{NAME}</dc:creator><text:p>{MAIL}</text:p></office:annotation></table:table-cell>')))),
    ],
    ids=["spans", "heading", "tracked", "comment", "link", "meta", "page header", "cell and sheet", "formula", "comment of a cell"],
)  # fmt: skip
def test_no_planted_value_is_left_in_opendocument(name: str, content: bytes, without_model: Sanitizer) -> None:
    assert "uackenbush" not in all_text(sanitized(content, name, without_model))


def test_the_first_row_of_ods_names_the_columns() -> None:
    number = (
        f'<table:table-cell office:value-type="float" office:value="{CARD}"><text:p>{CARD}</text:p></table:table-cell>'
    )
    born = '<table:table-cell office:value-type="date" office:date-value="1990-01-01"><text:p>01/01/90</text:p></table:table-cell>'
    content = opendocument("spreadsheet", SHEET % ("a", row(CELL % "card number", CELL % "dob") + row(number, born)))
    assert [text for text in record_of(content, "in.ods").texts if text.entity] == [
        Text(CARD, "CREDIT_CARD"),
        Text(CARD, "CREDIT_CARD"),
        Text("01/01/90", "DATE_OF_BIRTH"),
        Text("1990-01-01", "DATE_OF_BIRTH"),
    ]
    copy = members_of(changed(content, "in.ods", **{CARD: "XX", "1990-01-01": "1990-02-01"}))["content.xml"]
    assert b'office:value-type="string" office:string-value="XX"><text:p>XX</text:p>' in copy
    assert b'office:date-value="1990-02-01"' in copy


def test_spaces_that_are_elements_belong_to_the_text() -> None:
    content = opendocument("text", '<text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p>')
    assert values(content, "in.odt") == ["a  b\tc"]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12), min_size=1, max_size=6))
def test_a_file_without_findings_is_copied_byte_by_byte(words: list[str]) -> None:
    body = "".join(runs(word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) for word in words)
    for content in (docx(body), opendocument("text", body.replace("w:", "text:"))):
        name = "in.docx" if b"word/" in content else "in.odt"
        assert changed(content, name) == content


@given(
    st.lists(st.tuples(st.text("ab c\t.", max_size=6), st.booleans()), min_size=1, max_size=6),
    st.text("abx .", max_size=12),
)
def test_a_new_text_is_spread_over_runs_completely(parts: list[tuple[str, bool]], new: str) -> None:
    free = [(value, True) for value, _ in parts]
    assert "".join(spread(free, new)) == new
    fixed = [*parts, ("", True)]
    written = spread(fixed, new)
    assert all(value == old for value, (old, is_free) in zip(written, fixed, strict=True) if not is_free)


@given(st.lists(st.integers(0, 30), max_size=5), st.sampled_from(["Ada", "Ada Lovelace", "<&>", ""]))
def test_a_planted_value_split_anywhere_is_replaced_and_the_rest_stays(cuts: list[int], new: str) -> None:
    text = "Dear Zebulon Quackenbush, hello"
    places = [0, *sorted(cuts), len(text)]
    content = docx(runs(*(text[start:end] for start, end in pairwise(places))) + runs("other") + '<w:sectPr w:x="1"/>')
    record = record_of(content)
    copy = record.render([value.replace(NAME, new) for value in (one.value for one in record.texts)])
    document = members_of(copy)["word/document.xml"]
    assert "".join(ElementTree.fromstring(document).itertext()) == text.replace(NAME, new) + "other"
    assert document.endswith((runs("other") + '<w:sectPr w:x="1"/></w:body></w:document>').encode())
    assert document.count(b"<w:b/>") == len(places)


def test_names_that_programs_give_stay() -> None:
    book = '<sheets><sheet name="a"/></sheets><definedNames><definedName name="_xlnm.Print_Area">a!$A$1</definedName></definedNames>'
    assert not [text for text in record_of(xlsx("", book=book), "in.xlsx").texts if "xlnm" in text.value]
    assert values(docx('<w:bookmarkStart w:name="_Toc123456789"/>')) == []


def test_a_file_of_another_zip_writer_is_copied_byte_by_byte() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(_Pipe(out), "w") as written:  # type: ignore[call-overload]
        for name, member in members_of(docx(runs("x"))).items():
            entry = zipfile.ZipInfo(name)
            entry.extra = b"\x20\xa2\x08\x00\x28\xa0\x04\x00" + bytes(4)
            written.writestr(entry, member)
    assert changed(out.getvalue()) == out.getvalue()


class _Pipe:
    """A target without seek, so that data descriptors are written."""

    def __init__(self, out: io.BytesIO) -> None:
        self.out = out

    def write(self, data: bytes) -> int:
        return self.out.write(data)

    def flush(self) -> None:
        pass


def test_only_changed_parts_differ_and_members_keep_their_order() -> None:
    content = docx(runs("Zebulon", "é") + '<w:p w:rsidR="00A77B3E"/>', word__header1_xml=word_part("hdr", runs("same")))
    copy = changed(content, Zebuloné="Ada")
    before, after = members_of(content), members_of(copy)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert after["word/document.xml"] == before["word/document.xml"].replace(b"Zebulon", b"Ada").replace(
        "é".encode(), b""
    )


def test_images_are_unscannable_and_thumbnails_become_blank() -> None:
    png = b"\x89PNG\r\n\x1a\n first page"
    content = archive({**members_of(docx(runs("Zeb"))), "word/media/image1.png": png, "docProps/thumbnail.jpeg": b"\xff\xd8\xff first page", "xl/embeddings/o.bin": b"x"})  # fmt: skip
    assert record_of(content).unscannable == ("word/media/image1.png", "xl/embeddings/o.bin")
    copy = members_of(changed(content, Zeb="Ada"))
    assert copy["word/media/image1.png"] == png
    assert b"first page" not in copy["docProps/thumbnail.jpeg"]


CONFIG = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"'


def test_settings_of_printers_and_pictures_of_charts_are_empty_in_every_copy() -> None:
    printer = {"ppt/printerSettings/printerSettings1.bin": b"printer of Zeb"}
    chart = {"ObjectReplacements/Object 1": b"picture of Zeb"}
    setup = '<config:config-item config:name="PrinterSetup" config:type="base64Binary">emVi</config:config-item>'
    settings = opendocument(
        "text", "<text:p>x</text:p>", settings_xml=f"<office:settings {CONFIG}>{setup}</office:settings>"
    )

    for content in (archive({**members_of(docx(runs("x"))), **printer, **chart}), settings):
        assert record_of(content).unscannable == ()
        copy = b"".join(members_of(changed(content)).values())
        assert b"Zeb" not in copy
        assert b"emVi" not in copy


def test_comments_of_the_archive_and_bytes_between_members_are_left_out() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        written.comment = b"secret comment"
        for name, member in members_of(docx(runs("x"))).items():
            written.writestr(name, member)
            out.write(b"secret between")
            written.start_dir = out.tell()
    assert out.getvalue().count(b"secret") == 3
    assert b"secret" not in changed(out.getvalue())


def macro(**parts: str | bytes) -> bytes:
    return archive(
        {**members_of(docx(runs("x"))), **{name.replace("__", "/"): content for name, content in parts.items()}}
    )


def flagged_as_encrypted(content: bytes) -> bytes:
    place = content.rindex(b"PK\x01\x02")
    return content[: place + 8] + b"\x01\x00" + content[place + 10 :]


def doubled() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        written.writestr("[Content_Types].xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            written.writestr("[Content_Types].xml", "<a/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docm", docx(runs("x")), "may contain macros: save the file as DOCX"),
        ("a.xlsm", b"PK\x03\x04", "save the file as XLSX"),
        ("a.pptm", b"PK\x03\x04", "save the file as PPTX"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as DOCX"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as XLSX"),
        ("a.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as PPTX"),
        ("a.rtf", b"{\\rtf1 x}", "save it as DOCX"),
        ("a", b"{\\rtf1 x}", "save it as DOCX"),
        ("a.odp", opendocument("presentation", ""), "save it as PPTX"),
        ("a.ott", opendocument("text-template", ""), "save it as ODT"),
        ("a.potx", archive({"a": "x"}), "save it as PPTX"),
        ("a.fods", FLAT, "save it as ODS"),
        ("a.xml", FLAT, "save it as ODS"),
        ("a.pdf", b"%PDF-1.7\n", "is PDF: pass --pdf text"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password"),
        ("a.docx", b"hello", "is not DOCX"),
        ("a.docx", b"", "is not DOCX"),
        ("a.docx", docx(runs("x"))[:-40], "damaged or cut off"),
        ("a.docx", docx(runs("x"))[:100], "damaged or cut off"),
        ("a.docx", archive({"a.txt": "x"}), "is not DOCX, XLSX"),
        ("a.docx", flagged_as_encrypted(docx(runs("x"))), "encrypted"),
        ("a.docx", macro(word__vbaProject_bin="x", **{"word/vbaProject.bin": "x"}), "macros"),
        ("a.docx", archive({"[Content_Types].xml": "macroEnabled"}), "macros"),
        ("a.odt", opendocument("text", "", Basic__Standard__m_xml="<a/>"), "macros"),
        ("a.docx", macro(**{"_xmlsignatures/sig1.xml": "<a/>"}), "signature"),
        ("a.odt", archive({"content.xml": "<a/>", "META-INF/documentsignatures.xml": "<a/>"}), "signature"),
        ("a.odt", archive({"content.xml": "<a/>", "META-INF/manifest.xml": "<m:encryption-data/>"}), "encrypted"),
        ("a.docx", macro(**{"../evil.xml": "<a/>"}), "outside"),
        ("a.docx", macro(**{"/etc/evil.xml": "<a/>"}), "outside"),
        ("a.docx", macro(**{"word/big.xml": b" " * (5 << 20)}), "zip bomb"),
        ("a.docx", archive({"[Content_Types].xml": "<a/>", "b": b"\0" * (129 << 20)}), "more than 128 MiB"),
        ("a.docx", doubled(), "same name"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_with_what_to_do(name: str, content: bytes, words: str) -> None:
    with pytest.raises(RecordError, match=words) as refused:
        plan(io.BytesIO(content), name)
    assert "evil" not in str(refused.value)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("<a>", "not XML at line 1"),
        ('<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', "document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
        ("<a>" * 2000 + "</a>" * 2000, "nested too deeply"),
        ('<?xml version="1.0" encoding="latin1"?><a/>', "another encoding"),
        (b"<a>\xff</a>", "not XML"),
        (f'<worksheet xmlns="{S}"><sheetData><row><c t="s"><v>9</v></c></row></sheetData></worksheet>', "missing"),
    ],
)  # fmt: skip
def test_a_part_that_cannot_be_read_breaks_the_record(part: str | bytes, words: str) -> None:
    content = docx(runs("x"), customXml__item1_xml=part)
    planned = plan(io.BytesIO(content), "in.docx")
    (record,) = read(io.BytesIO(content), planned.shards[0], ReadOptions())
    assert isinstance(record, BrokenRecord)
    assert words in record.reason


@pytest.mark.slow
def test_a_run_copies_office_files_without_planted_values(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/letter.docx").write_bytes(docx(runs("write to zq.quack", "enbush@gmail.com")))
    (tmp_path / "in/old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "quiet.yaml").write_text(
        "classification: quiet\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
    )
    done = heteronym("run", "in", "-c", "./quiet.yaml", "-o", "out")
    assert done.returncode == 3, done.stderr
    assert "quackenbush" not in all_text((tmp_path / "out/letter.docx").read_bytes())
    assert not (tmp_path / "out/old.doc").exists()
