"""Small office files, built as zip archives in memory."""

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = {"[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'}
NAMESPACES = " ".join(
    f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "text", "table", "meta", "config", "script", "manifest")
)


def archive(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as written:
        for name, content in members.items():
            written.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, compression)
    return out.getvalue()


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def all_text(content: bytes) -> str:
    """Return all members as one string, with runs merged and each XML part checked to be well-formed."""
    found = []
    for name, member in members_of(content).items():
        found.append(member.decode("utf-8", "replace"))
        if name.endswith((".xml", ".rels", ".vml")):
            found.append("".join(ElementTree.fromstring(member).itertext()))
    return "\n".join(found)


def docx(body: str, **parts: str | bytes) -> bytes:
    document = f'{DECLARATION}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return archive({**TYPES, "word/document.xml": document, **named(parts)})


def word_part(root: str, content: str) -> str:
    return f'{DECLARATION}<w:{root} xmlns:w="{W}">{content}</w:{root}>'


def runs(*values: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{value}</w:t></w:r>" for value in values) + "</w:p>"


def pptx(paragraph: str, **parts: str | bytes) -> bytes:
    return archive({**TYPES, "ppt/slides/slide1.xml": slide(paragraph), **named(parts)})


def slide(paragraph: str, root: str = "sld") -> str:
    return f'{DECLARATION}<p:{root} xmlns:p="{P}" xmlns:a="{A}"><p:txBody>{paragraph}</p:txBody></p:{root}>'


def xlsx(
    rows: str, shared: tuple[str, ...] = (), book: str = '<sheets><sheet name="Sheet1"/></sheets>', **parts: str | bytes
) -> bytes:
    items = "".join(f"<si>{item}</si>" if item.startswith("<") else f"<si><t>{item}</t></si>" for item in shared)
    return archive(
        {
            **TYPES,
            "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{S}">{book}</workbook>',
            "xl/worksheets/sheet1.xml": f'{DECLARATION}<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>',
            "xl/styles.xml": f'<styleSheet xmlns="{S}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{S}">{items}</sst>',
            **named(parts),
        }
    )  # fmt: skip


def opendocument(kind: str, body: str, **parts: str | bytes) -> bytes:
    content = f"{DECLARATION}<office:document-content {NAMESPACES}><office:body>{body}</office:body></office:document-content>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return archive({"mimetype": mimetype, "content.xml": content, **named(parts)})


def named(parts: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """Return members whose names were written as keywords: word__header1_xml is word/header1.xml."""
    return {"/".join(_dotted(step) for step in name.split("__")): content for name, content in parts.items()}


def _dotted(step: str) -> str:
    name, _, suffix = step.rpartition("_")
    return f"{name}.{suffix}" if suffix in ("xml", "png", "bin", "rels", "jpeg", "xlsx") else step
