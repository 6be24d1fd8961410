"""Attributes of office files that hold text: comments of names, captions, conditions, answers in forms, page styles."""

import pytest

from pipeline import Text
from tests.pipeline.records.copies import copy
from tests.pipeline.records.office_files import ODF, S, all_text, docx, opendocument, pptx, xlsx

OLD, NEW = "Zebulon Quackenbush", "Maria Fischer"
SPREADSHEET = """
<definedName name="r" comment="of Zebulon Quackenbush">Sheet1!$A$1</definedName>
<definedName name="r" description="of Zebulon Quackenbush" help="Zebulon Quackenbush" statusBar="Zebulon Quackenbush">1</definedName>
<definedName name="r" refersTo="=&quot;Zebulon Quackenbush&quot;"/>
<customWorkbookView name="Zebulon Quackenbush - Personal View"/>
<cfRule type="containsText" operator="containsText" text="Zebulon Quackenbush"/>
<table id="1" name="t" displayName="t" comment="of Zebulon Quackenbush"/>
<sortCondition ref="A1" customList="Zebulon Quackenbush,Low"/>
<webPublishItem title="Zebulon Quackenbush" destinationFile="C:\\Zebulon Quackenbush.htm"/>
<parameter name="x" string="Zebulon Quackenbush"/>
<connection id="1" name="c" sourceFile="C:\\Zebulon Quackenbush\\a.mdb"/>
<pivotTableDefinition name="p" dataCaption="Zebulon Quackenbush" grandTotalCaption="of Zebulon Quackenbush"/>
<pivotField subtotalCaption="of Zebulon Quackenbush"><items><item n="Zebulon Quackenbush" x="0"/></items></pivotField>
<pageField fld="1" cap="Zebulon Quackenbush"/>
<controlPr altText="Photo of Zebulon Quackenbush"/>
<rsnm rId="1" oldName="Zebulon Quackenbush" newName="x"/>
""".strip().splitlines()
DOCUMENT = """
<w:mailSubject w:val="Offer for Zebulon Quackenbush"/>
<w:udl w:val="Server=x;User=Zebulon Quackenbush"/>
<w:comboBox w:lastValue="Zebulon Quackenbush"/>
<w:hyperlink w:docLocation="Zebulon Quackenbush"/>
""".strip().splitlines()
OPENDOCUMENT = """
<text:p><text:conditional-text text:condition="x==&quot;Zebulon Quackenbush&quot;" text:string-value-if-true="Zebulon Quackenbush"/></text:p>
<text:p><text:hidden-text text:condition="x==&quot;Zebulon Quackenbush&quot;" text:string-value="Zebulon Quackenbush"/></text:p>
<text:p><text:variable-set text:name="v" text:formula="ooow:&quot;Zebulon Quackenbush&quot;"/></text:p>
<text:p><text:placeholder text:description="name of Zebulon Quackenbush"/></text:p>
<text:p><text:drop-down text:name="d"><text:label text:value="Zebulon Quackenbush"/></text:drop-down></text:p>
<text:p><text:alphabetical-index-mark text:string-value="x" text:key1="Zebulon Quackenbush"/></text:p>
<text:p><text:bibliography-mark text:title="Life of Zebulon Quackenbush" text:editor="Zebulon Quackenbush"/></text:p>
<text:p><text:bookmark-start text:name="Zebulon Quackenbush"/>x<text:bookmark-end text:name="Zebulon Quackenbush"/></text:p>
<text:p><text:user-field-get text:name="Zebulon Quackenbush">x</text:user-field-get></text:p>
<table:data-pilot-member table:name="Zebulon Quackenbush"/>
<table:filter-set-item table:value="Zebulon Quackenbush"/>
<table:database-source-sql table:database-name="d" table:sql-statement="select * from a where b = 'Zebulon Quackenbush'"/>
<table:condition table:value="formula-is([.$A1]=&quot;Zebulon Quackenbush&quot;)"/>
<table:map table:condition="is-true-formula([.$A1]=&quot;Zebulon Quackenbush&quot;)"/>
""".strip().splitlines()
FILES = [
    *(("a.xlsx", xlsx("", xl__other1_xml=f'<x xmlns="{S}">{one}</x>'), one) for one in SPREADSHEET),
    *(("a.docx", docx(one), one) for one in DOCUMENT),
    ("a.pptx", pptx(SLIDE := '<p:cSld name="Review of Zebulon Quackenbush"/>'), SLIDE),
    *(("a.odt", opendocument("text", f"<office:text>{one}</office:text>"), one) for one in OPENDOCUMENT),
]


def renamed(text: Text) -> str:
    return text.value.replace(OLD, NEW)


@pytest.mark.parametrize(("name", "content", "snippet"), FILES, ids=[snippet[:60] for _, _, snippet in FILES])
def test_an_attribute_that_holds_text_is_read(name: str, content: bytes, snippet: str) -> None:
    new = all_text(copy(content, name, renamed, may_be_broken=False))

    assert OLD not in new
    assert new.count(NEW) == snippet.count(OLD)


def test_addresses_and_page_styles_follow_the_new_name_of_a_sheet() -> None:
    body = (
        f'<office:spreadsheet><table:table xmlns:style="{ODF}style:1.0" table:name="Zebulon Quackenbush">'
        '<style:style style:name="ta1" style:master-page-name="PageStyle_5f_Zebulon_20_Quackenbush"/>'
        '<style:master-page style:name="PageStyle_5f_Zebulon_20_Quackenbush" style:display-name="PageStyle_Zebulon Quackenbush"/>'
        '<style:style style:name="Quackenbush" style:display-name="PageStyle_Other"/>'
        "<table:content-validation table:base-cell-address=\"$'Zebulon Quackenbush'.$A$1\"/></table:table></office:spreadsheet>"
    )

    new = all_text(copy(opendocument("spreadsheet", body), "a.ods", renamed, may_be_broken=False))

    assert "Zebulon" not in new
    assert new.count("PageStyle_5f_Maria_20_Fischer") == 2
    assert 'display-name="PageStyle_Maria Fischer"' in new
    assert 'name="Quackenbush" style:display-name="PageStyle_Other"' in new
    assert '"$&apos;Maria Fischer&apos;.$A$1"' in new
