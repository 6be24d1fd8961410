"""XML and HTML: texts in every position, names as context, and files whose other bytes stay."""

import html
import io
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Text
from pipeline.records import BrokenRecord, ReadOptions, Record, plan, read
from pipeline.records.formats import known_formats
from pipeline.records.markup.changes import changes
from pipeline.records.sniff import sniff
from tests.conftest import Command

Change = Callable[[str], str]
# New texts that would end every position that they are not escaped for.
HOSTILE = """Zoë's "X" --><b>&amp; ]]> ?> </script></style> -- ` = \\ É"""


def record(content: bytes, name: str = "in.html", options: ReadOptions | None = None) -> Record | BrokenRecord:
    planned = plan(io.BytesIO(content), name)
    return next(iter(read(io.BytesIO(content), planned.shards[0], options or ReadOptions())))


def texts(content: str, name: str = "in.html", options: ReadOptions | None = None) -> list[Text]:
    found = record(content.encode(), name, options)
    assert isinstance(found, Record), found
    return list(found.texts)


def values(content: str, name: str = "in.html") -> list[str]:
    return [text.value.strip() for text in texts(content, name)]


def copy(content: bytes, change: Change, name: str = "in.html") -> bytes:
    found = record(content, name)
    assert isinstance(found, Record), found
    rendered: bytes = found.render([change(text.value) for text in found.texts])
    return rendered


def swap(old: str, new: str) -> Change:
    return lambda value: value.replace(old, new)


POSITIONS = {
    "text": ("<p>Call Anna.</p>", "<p>Call {}.</p>"),
    "double quotes": ('<p title="Anna">x</p>', '<p title="{}">x</p>'),
    "single quotes": ("<p title='Anna'>x</p>", "<p title='{}'>x</p>"),
    "comment": ("<p><!-- Anna --></p>", None),
    "instruction": ("<p><?ask Anna?></p>", None),
}
IN_XML = POSITIONS | {
    "CDATA": ("<p><![CDATA[Anna]]></p>", None),
    "default": ("<!DOCTYPE p [<!ATTLIST p a CDATA 'Anna'>]><p/>", None),
}
IN_HTML = POSITIONS | {
    "no quotes": ("<p title=Anna id=x>x</p>", "<p title={} id=x>x</p>"),
    "title": ("<title>Anna</title>", "<title>{}</title>"),
    "script": ("<script>var a = 'Anna';</script>", None),
    "style": ("<style>a { content: 'Anna' }</style>", None),
    "JSON": ('<script type="application/json">{"a": "Anna"}</script>', None),
    "handler": ("""<p onclick="ask('Anna')">x</p>""", None),
    "tag not closed": ("<p>x</p><a href='Anna", None),
    "mail address as tag": ("<p>write <Anna@example.com></p>", None),
    "after a stray tag": ("<p>x</div> Anna", "<p>x</div> {}"),
    "JSON in an attribute": ("""<p data-props='{"a": "Anna"}'>x</p>""", None),
    "frame": ("<iframe>Anna</iframe>", None),
    "declaration": ("<!Anna><p>", None),
    "attribute name": ("<p me,Anna@example.com>x", None),
}  # fmt: skip


class Outline(HTMLParser):
    """The tags and attribute names of a page, as an independent parser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [name for name, _ in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)


@pytest.mark.parametrize("new", ["Zoë", HOSTILE, "-", "", "]", "?", "&"])
@pytest.mark.parametrize("position", IN_XML)
def test_a_value_in_any_position_of_xml_is_replaced_and_the_file_stays_well_formed(position: str, new: str) -> None:
    content, expected = IN_XML[position]

    changed = copy(content.encode(), swap("Anna", new), "in.xml").decode()

    assert "Anna" not in changed
    before, after = ElementTree.fromstring(content), ElementTree.fromstring(changed)
    assert [element.tag for element in after.iter()] == [element.tag for element in before.iter()]
    if expected or position == "CDATA":
        written = [after.text or "", *after.attrib.values()]
        assert any(new in part for part in written)


@pytest.mark.parametrize("new", ["Zoe", HOSTILE, "-", "", "]", "&"])
@pytest.mark.parametrize("position", [name for name in IN_HTML if name != "attribute name"])
def test_a_value_in_any_position_of_html_is_replaced_and_no_tag_breaks(position: str, new: str) -> None:
    content, expected = IN_HTML[position]
    if position == "mail address as tag" and new != "Zoe":
        return  # it is no tag, although the parser of the test reads it as one

    changed = copy(content.encode(), swap("Anna", new)).decode()

    assert "Anna" not in changed
    if position != "mail address as tag":
        assert Outline(changed).found == Outline(content).found
    if expected and new:
        start, end = expected.split("{}")
        assert changed.startswith(start)
        assert changed.endswith(end)
        assert html.unescape(changed[len(start) : len(changed) - len(end)]) == new


def test_a_name_of_an_attribute_that_is_no_name_is_a_text() -> None:
    assert copy(b"<p me,Anna@example.com>x", swap("Anna@", "Zoe>x@")) == b"<p me,Zoe_x@example.com>x"
    assert copy(b"<p title=call 555-12-3456>x", swap("12", "98")) == b"<p title=call 555-98-3456>x"


@pytest.mark.parametrize(
    "content",
    [
        "<p>x</p title='Anna'>",
        "<!doctype html [<!ENTITY x 'Anna'>]><p>x",
        "<!DOCTYPE html PUBLIC 'Anna@example.com'>",
        "see <Anna-12345>",
    ],
)
def test_what_browsers_skip_is_a_text(content: str) -> None:
    assert copy(content.encode(), swap("Anna", "Zoe")).decode() == content.replace("Anna", "Zoe")


def test_only_attributes_of_xml_that_name_schemas_and_languages_are_no_texts() -> None:
    content = b'<r xmlns:xsi="a" xsi:note="Anna" xml:base="http://x.example/Anna" xml:id="Anna"/>'
    assert copy(content, swap("Anna", "Zoe"), "in.xml") == content.replace(b"Anna", b"Zoe")


@pytest.mark.parametrize(
    ("content", "old", "new", "expected"),
    [
        ("<p><b>Anna</b> Keller</p>", "Anna Keller", "Zoe Huber", "<p><b>Zoe</b> Huber</p>"),
        ("<p><b>A</b>nna Keller</p>", "Anna Keller", "Zoe Maria Huber", "<p><b>Zoe Maria Huber</b></p>"),
        ("<p>Main St<br>5 Bonn</p>", "Main St\n5 Bonn", "Oak Rd\n7 Ulm", "<p>Oak Rd<br>7 Ulm</p>"),
        ("<p>a@<wbr>b.c &eacute;</p>", "a@b.c", "x@y.z", "<p>x@y.z<wbr> &eacute;</p>"),
        ("<p>An<!-- x -->na &lt;</p>", "Anna", "Zoe", "<p>Zoe<!-- x --> &lt;</p>"),
        ("<p>R&Keller</p>", "Keller", "amp;", "<p>R&amp;amp;</p>"),
        ("<p>&copy&#75eller &amp; &nbsp;</p>", "Keller", "Huber", "<p>&copy&#72;uber"),
        ("<i title='a&copy=Anna'>", "Anna", "Zoe", "<i title='a&copy=Zoe'>"),
    ],
)  # fmt: skip
def test_a_value_over_inline_tags_and_references_is_one_value(content: str, old: str, new: str, expected: str) -> None:
    assert any(old in text.value for text in texts(content))
    changed = copy(content.encode(), swap(old, new)).decode()
    if "&copy&" in content:
        assert html.unescape(changed) == html.unescape(content).replace("Keller", "Huber")
    else:
        assert changed == expected


def test_words_that_touch_at_a_tag_are_read_apart_as_well() -> None:
    content = "<p><span>Phone</span><span>555 0137</span><b>B</b>onn</p>"

    assert values(content) == ["Phone555 0137Bonn", "Phone", "555 0137", "B", "onn"]
    assert copy(content.encode(), lambda value: "x" if value == "555 0137" else value) == content.encode().replace(
        b"555 0137", b"x"
    )
    assert b"555" not in copy(content.encode(), lambda value: value.replace("Phone555", "x").replace("555 0137", "y"))


@pytest.mark.parametrize(
    ("content", "name", "value", "entity", "context"),
    [
        ("<r><phone>030 1</phone></r>", "in.xml", "030 1", "PHONE_NUMBER", ""),
        ('<r xmlns:c="u"><c:phone c:x="1">030 1</c:phone></r>', "in.xml", "030 1", "PHONE_NUMBER", ""),
        ("<r customerEmail='a@b.c'/>", "in.xml", "a@b.c", "EMAIL_ADDRESS", ""),
        ("<r><order><ref>77</ref></order></r>", "in.xml", "77", "", "order ref"),
        ("<r><p>Call <phone>030 1</phone> now</p></r>", "in.xml", "030 1", "PHONE_NUMBER", ""),
        ("<r><field name='phone'>030 1</field></r>", "in.xml", "030 1", "PHONE_NUMBER", ""),
        ("<r><phone name='office'>030 1</phone></r>", "in.xml", "030 1", "PHONE_NUMBER", ""),
        ("<r><Data name='phone'><value>030 1</value></Data></r>", "in.xml", "030 1", "PHONE_NUMBER", ""),
        ("<r><set name='phone' value='030 1'/></r>", "in.xml", "030 1", "PHONE_NUMBER", ""),
        ("<input name=phone value='030 1'>", "in.html", "030 1", "PHONE_NUMBER", ""),
        ("<meta name=author content='Anna'>", "in.html", "Anna", "", "author"),
        ("<p><span itemprop=telephone>030 1</span></p>", "in.html", "030 1", "PHONE_NUMBER", ""),
        ("<customer><phone>030 1</phone></customer>", "in.html", "030 1", "PHONE_NUMBER", ""),
        ("<table><tr><th>Id<th>Phone<tr><td>5<td>030 1</table>", "in.html", "030 1", "PHONE_NUMBER", ""),
        ("<table><tr><th>Phone:</th><td>030 1</td></tr></table>", "in.html", "030 1", "PHONE_NUMBER", ""),
        ("<table><tr><th colspan=2>A<th>Phone<tr><td>5<td>x<td>030 1</table>", "in.html", "030 1", "", ""),
        ("<dl><dt>Phone<dd>030 1</dl>", "in.html", "030 1", "PHONE_NUMBER", ""),
    ],
)  # fmt: skip
def test_names_around_a_value_declare_its_entity_or_are_its_context(
    content: str, name: str, value: str, entity: str, context: str
) -> None:
    found = next(text for text in texts(content, name) if text.value == value)
    assert (found.entity, found.context) == (entity, context)


@pytest.mark.parametrize("field", ["note", "r.item.note"])
def test_a_field_is_kept_by_its_name_or_path(field: str) -> None:
    options = ReadOptions({field: "keep"})
    found = texts("<r><item id='7'><note lang='x'>Anna</note><b>Zoe</b></item></r>", "in.xml", options)
    assert [text.value for text in found] == ["7", "x", "Zoe"]


def test_the_class_of_a_file_is_read_from_its_field() -> None:
    options = ReadOptions(class_field="class")
    assert record(b"<r><class> internal </class></r>", "in.xml", options).classification == "internal"
    assert record(b"<meta name=class content=public>", "in.html", options).classification == "public"


@pytest.mark.parametrize(
    "content",
    [
        '<r xmlns="http://a" xmlns:x="urn:b" xsi:schemaLocation="http://a b.xsd" xmlns:xsi="c" xml:lang="en"/>',
        '<?xml version="1.0"?><!DOCTYPE r PUBLIC "-//Anna//DTD" "http://a/b.dtd"><r/>',
    ],
)
def test_namespaces_schemas_and_the_document_type_are_no_texts(content: str) -> None:
    assert texts(content, "in.xml") == []


@pytest.mark.parametrize(
    "content",
    [
        "<!doctype html>",
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">',
        "<!DOCTYPE html SYSTEM 'about:legacy-compat'>",
    ],
)
def test_a_usual_document_type_of_a_page_is_no_text(content: str) -> None:
    assert texts(content) == []


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        ("<d><![CDATA[<p>Hi <b>Anna</b></p>]]></d>", "in.rss", ["Hi Anna"]),
        ("<d>&lt;p title='x y'&gt;Hi &amp;amp; Anna&lt;/p&gt;</d>", "in.rss", ["x y", "Hi & Anna"]),
        ("<!-- <p>Hi <b>Anna</b></p> -->", "in.html", ["Hi Anna"]),
    ],
)
def test_markup_in_a_text_is_read_as_markup(content: str, name: str, found: list[str]) -> None:
    assert values(content, name) == found
    changed = copy(content.encode(), swap("Anna", "<Zoe>"), name).decode()
    assert changed.count("b>") == content.count("b>")
    assert "&lt;Zoe" in html.unescape(changed) or "&lt;Zoe" in changed


def test_images_in_a_page_are_unscannable() -> None:
    image = "data:image/png;base64,AAAA"
    found = record(
        f"<p>\n<img src='{image}'><style>a {{ background: url({image}) }}</style><svg>\n<image href={image}>".encode()
    )
    assert found.unscannable == ("the attribute src in line 2", "style in line 2", "the attribute href in line 3")


@pytest.mark.parametrize("name", ["in.html", "in.xml"])
@pytest.mark.parametrize(
    ("codec", "label"),
    [("latin-1", "ISO-8859-1"), ("cp1252", "windows-1252"), ("shift_jis", "Shift_JIS"), ("utf-8", "utf-8")],
)
def test_the_declared_encoding_is_read_and_written(name: str, codec: str, label: str) -> None:
    sign = "ア" if codec == "shift_jis" else "é"
    start = f'<?xml version="1.0" encoding="{label}"?><r>' if name == "in.xml" else f"<meta charset={label}><r>"
    page = start + f"<a>{sign} Anna</a><b title='Anna'/><!--Anna--><c>x</c></r>"
    assert copy(page.encode(codec), lambda value: value, name) == page.encode(codec)

    changed = copy(page.encode(codec), swap("Anna", "Şule😀"), name).decode(codec)

    assert html.unescape(changed).startswith(start + f"<a>{sign} Şule😀</a><b title='Şule😀'/><!--")


def test_characters_that_an_encoding_lacks_are_escaped_in_code_and_cdata() -> None:
    script = b"<meta charset=latin1><script>a='Anna'</script><style>a{b:'Anna'}</style>"
    assert copy(script, swap("Anna", "\u015e")).endswith(b"<script>a='\\u015e'</script><style>a{b:'\\15e '}</style>")
    cdata = b'<?xml version="1.0" encoding="latin1"?><r><![CDATA[Anna]]></r>'
    changed = copy(cdata, swap("Anna", "\u015eule"), "in.xml")
    assert ElementTree.fromstring(changed).text == "\u015eule"


@pytest.mark.parametrize("name", ["in.html", "in.xml"])
def test_a_byte_order_mark_stays_and_decides_about_the_encoding(name: str) -> None:
    start = '<?xml version="1.0" encoding="latin1"?>' if name == "in.xml" else "<meta charset=latin1>"
    content = b"\xef\xbb\xbf" + f"{start}\r\n<a>é</a>".encode()
    assert copy(content, swap("é", "ö"), name) == content.replace("é".encode(), "ö".encode())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["in.html", "in.xml"])
def test_a_file_in_utf_16_keeps_its_encoding(name: str, codec: str) -> None:
    content = '\ufeff<?xml version="1.0" encoding="utf-16"?>\r\n<a>Anna Ş</a>'
    assert copy(content.encode(codec), swap("Anna", "Zoë"), name) == content.replace("Anna", "Zoë").encode(codec)


LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]><r>&i;</r>"  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"<r>\n<a>Zebulon</b></r>", "in.xml", "not well-formed XML: mismatched tag in line 2 column 13"),
        (b"<r>Zebulon", "in.xml", "not well-formed XML: no element found in line 1"),
        (b"<r>&zebulon;</r>", "in.xml", "undefined entity in line 1"),
        (b"<r>\xff</r>", "in.xml", "not UTF-8 in line 1: state its encoding with --encoding"),
        (b"<p>x\n\xff", "in.html", "not UTF-8 in line 2: state its encoding with --encoding"),
        (b'<?xml version="1.0" encoding="utf-7"?><r/>', "in.xml", "unknown or not its own"),
        (b'<?xml version="1.0" encoding="zebulon"?><r/>', "in.xml", "unknown or not its own"),
        (LAUGHS.encode(), "in.xml", "the document type declares entities"),
        (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>', "in.xml", "remove the declarations"),
        (b'<!DOCTYPE r [<!ENTITY % a SYSTEM "http://x/">%a;]><r/>', "in.xml", "remove the declarations"),
        (b"<a>" * 300 + b"</a>" * 300, "in.xml", "nested more than 200 deep"),
        (b"{}<r", "in.xml", ""),
    ],
)
def test_what_cannot_be_read_is_broken_and_its_content_unnamed(content: bytes, name: str, reason: str) -> None:
    found = record(content, name)
    assert isinstance(found, BrokenRecord)
    assert reason in found.reason
    assert "ebulon" not in found.reason


def test_an_entity_of_an_outer_document_type_stays() -> None:
    content = b'<!DOCTYPE html PUBLIC "a" "http://127.0.0.1:1/xhtml.dtd"><html>&nbsp;&own; Anna &eacute;</html>'
    assert copy(content, swap("Anna", "Zoe"), "in.xhtml") == content.replace(b"Anna", b"Zoe")


@pytest.mark.parametrize(
    ("sample", "path", "expected"),
    [
        (b'<?xml version="1.0"?><a/>', "export", "xml"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><a/>', "export.json", "xml"),
        (b"<a/>", "a.SVG", "xml"),
        (b'<?xml version="1.0"?><html/>', "a.htm", "html"),
        (b"\n<!-- x --><!DocType HTML>", "export", "html"),
        (b"<html lang=en>", "export", "html"),
        (b"<p>x", "export", "text"),
        (b"<html>", "notes.md", "text"),
        (b"<!-- x -->" * 2_000 + b"x", "export", "text"),
    ],
)
def test_markup_is_recognized_by_its_content_and_its_name(sample: bytes, path: str, expected: str) -> None:
    assert sniff(sample, path) == expected


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"<a " * 300_000, b"<" * 300_000, b"<!--" * 200_000, b"&" * 300_000, b"<a x='>" * 30_001, b"<b>a" * 20_000, b"<p " + b"a=1 " * 20_000 + b">", b"</script" * 100_000, b"<td>" * 30_000, b"x " * 500_000])  # fmt: skip
def test_hostile_pages_are_read_in_linear_time(content: bytes) -> None:
    assert copy(content, lambda value: value) == content


def test_a_long_text_is_read_in_parts() -> None:
    content = b"<p>" + b"word " * 100_000 + b"Anna</p>"
    assert max(len(text.value) for text in texts(content.decode())) <= 128 << 10
    assert copy(content, swap("Anna", "Zoe")) == content.replace(b"Anna", b"Zoe")


def test_an_empty_file_has_no_record() -> None:
    assert plan(io.BytesIO(b""), "in.xml").shards == ()


PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<br/>", "<a href='", "x=\"", '"', "'", ">", "<", "/", "&amp;", "&", "&copy", "<!--", "--", "-->",
     "<![CDATA[", "]]>", "<?", "?>", "<script>", "</script>", "<title>", "<td>", "<!doctype html>", "Anna@b.c", " ", "\r\n", "é", "=", "x", ";"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_page_round_trips_and_every_planted_value_is_found(content: str) -> None:
    if not content or content[0] in "{[":
        return
    assert copy(content.encode(), lambda value: value) == content.encode()
    changed = copy(content.encode(), swap("Anna@b.c", "Zoe")).decode()
    assert "Anna@b.c" not in changed
    assert changed.replace("&lt;", "<").count("<") == content.count(
        "<"
    )  # one between two values may be written as an entity


TREES = st.recursive(
    st.sampled_from(["Anna", "a &amp; b", "&#233;x", " ", "<!-- Anna -->", "<![CDATA[Anna <&]]>", "<e k='Anna' m=\"x &lt;\"/>", "<?p Anna?>"]),
    lambda inner: st.lists(inner, max_size=4).map(lambda parts: f"<n o='Anna'>\n{''.join(parts)}</n>"),
    max_leaves=12,
)  # fmt: skip


@given(TREES.map(lambda tree: f"<r>{tree}</r>"), st.text("AZ<>&'\"-]?! é", max_size=6))
def test_any_xml_round_trips_and_stays_well_formed(content: str, new: str) -> None:
    assert copy(content.encode(), lambda value: value, "in.xml") == content.encode()
    changed = copy(content.encode(), swap("Anna", f"Z{new}"), "in.xml").decode()
    assert "Anna" not in changed
    parser = expat.ParserCreate()
    parser.Parse(changed, True)
    assert len(list(ElementTree.fromstring(changed).iter())) == len(list(ElementTree.fromstring(content).iter()))


@given(st.text("ab ,-x", max_size=40), st.text("ab ,-x", max_size=40))
def test_changes_turn_one_text_into_another(old: str, new: str) -> None:
    position, pieces = 0, []
    for change in changes(old, new):
        assert change.start >= position
        pieces += [old[position : change.start], change.new]
        position = change.end
    assert "".join(pieces) + old[position:] == new


def test_both_formats_are_registered() -> None:
    assert {"xml", "html"} <= set(known_formats())


PAGE = """<!DOCTYPE html>
<html><head><title>Zebulon Quackenbush</title><meta name="reply-to" content="zq.quackenbush@gmail.com">
<script>var ssn = "536-90-4399";</script></head><body onload="call('zq.quackenbush@gmail.com')">
<!-- zq.quackenbush@gmail.com --><p>Dear Mr. <b>Zebulon</b> Quackenbush, <a href="mailto:zq.quackenbush@gmail.com?subject=x">write</a>
<table><tr><th>Full name<th>SSN<tr><td>Zebulon Quackenbush<td>536-90-4399</table><p>4111<wbr>111111111111 &copy; it</body></html>
"""
FEED = """<?xml version="1.0" encoding="ISO-8859-1"?>
<crm xmlns="http://example.com/crm"><customer ssn='536-90-4399'><full_name>Zebulon Quackenbush</full_name>
<note><![CDATA[<p>mail <i>zq.quackenbush@gmail.com</i></p>]]> &amp; 4111111111111111</note></customer><!-- SSN 536-90-4399 --></crm>
"""


@pytest.mark.slow
def test_a_run_leaves_no_planted_value_and_keeps_the_structure(heteronym: Command, tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "mine.yaml").write_text(
        "classification: mine\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
    )
    (folder / "page.html").write_text(PAGE)
    (folder / "feed.xml").write_text(FEED, encoding="latin-1")

    done = heteronym("run", "page.html", "feed.xml", "-c", "mine.yaml", "-o", "out")

    assert done.returncode == 0, done.stderr
    page = (folder / "out/page.html").read_text()
    feed = (folder / "out/feed.xml").read_bytes()
    for planted in (
        "Zebulon",
        "Quackenbush",
        "quackenbush",
        "536-90-4399",
        "4111111111111111",
        "4111<wbr>111111111111",
    ):
        assert planted not in page
        assert planted not in feed.decode("latin-1")
    assert Outline(page).found == Outline(PAGE).found
    assert [e.tag for e in ElementTree.fromstring(feed).iter()] == [
        e.tag for e in ElementTree.fromstring(FEED.encode("latin-1")).iter()
    ]
