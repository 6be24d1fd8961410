"""A week's exports of an invented company: the text files of tests/data/exports, and binary files that are made here."""

import bz2
import gzip
import io
import json
import lzma
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import fastavro
import pyarrow
import pyarrow.feather
import pyarrow.orc
import pyarrow.parquet
import zstandard

from pipeline.records.formats import BUILT_IN
from tests.exports_contents import as_text
from tests.pipeline.records.archive_files import tarred, zipped
from tests.pipeline.records.office_files import R, S, docx, opendocument, pptx, slide, word_part, xlsx
from tests.pipeline.records.pdf_files import pdf

TEXTS = Path(__file__).parent / "data" / "exports"
TABLE = TEXTS / "planted.txt"
PEOPLE = {
    "customer_id": ["CUST-482917", "CUST-482944", "CUST-483102"],
    "name": ["Philippa Wrigglesworth", "Gwendolyn Pfefferkorn", "Radoslav Hadjikostov"],
    "email": ["p.wrigglesworth@crumbhall.co.uk", "gwendolyn.pfefferkorn@isarwerk.de", "r.hadjikostov@plovdivtex.bg"],
    "phone": ["+44 1423 771 904", "+49 89 2180 4477", "+359 32 648 217"],
    "visits": [3, 1, 12],
}
AVRO_SCHEMA = {
    "type": "record",
    "name": "customer",
    "doc": "Kept by Anneliese Vorderwinkler",
    "fields": [
        *({"name": name, "type": "string"} for name in ("customer_id", "name", "email", "phone")),
        {"name": "visits", "type": "long"},
        {"name": "payload", "type": ["null", "string"]},
        {
            "name": "contact",
            "type": {"type": "record", "name": "contact", "fields": [{"name": "email", "type": "string"}]},
        },
        {"name": "notes", "type": {"type": "array", "items": "string"}},
    ],
}
TABLES = {"parquet": "parquet", "arrow": "arrow", "feather": "arrow", "orc": "orc", "avro": "avro"}  # -> format
PAGES = (
    "Report for Philippa Wrigglesworth\nCustomer CUST-482917",
    "Call +44 1423 771 904\np.wrigglesworth@crumbhall.co.uk",
)
SCHEMA = """
PRAGMA user_version = 3;
CREATE TABLE customers (id INTEGER PRIMARY KEY, customer_id TEXT UNIQUE, name TEXT, email TEXT DEFAULT 'p.wrigglesworth@crumbhall.co.uk', payload TEXT);
CREATE INDEX by_email ON customers (email) WHERE email <> 'gwendolyn.pfefferkorn@isarwerk.de';
CREATE VIEW own AS SELECT name FROM customers WHERE email = 'r.hadjikostov@plovdivtex.bg';
CREATE VIRTUAL TABLE notes USING fts5(note);
INSERT INTO notes VALUES ('Philippa Wrigglesworth called from +44 1423 771 904');
CREATE TABLE orders (customer_id TEXT REFERENCES customers (customer_id), amount REAL);
INSERT INTO orders VALUES ('CUST-482917', 12.5), ('CUST-483102', 3);
"""
PROPERTIES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Anneliese Vorderwinkler</dc:creator>'
    "<dc:title>Offer for Philippa Wrigglesworth</dc:title>"
    "<cp:lastModifiedBy>Bartholomew Quackenbush</cp:lastModifiedBy></cp:coreProperties>"
)
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
MAIL_LINK = LINKS.format(
    f'<Relationship Id="rId1" Type="{R}/hyperlink" Target="mailto:p.wrigglesworth@crumbhall.co.uk" TargetMode="External"/>'
)


def planted() -> list[str]:
    """Return the values that no copy may hold."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1] for line in lines if not line.startswith("#")]


def text(name: str) -> bytes:
    """Return the content of a committed file."""
    return (TEXTS / name).read_bytes()


def write_exports(folder: Path) -> None:
    """Write all files: the committed texts, and those that are packed, encoded or binary."""
    shutil.copytree(TEXTS, folder, ignore=shutil.ignore_patterns(TABLE.name))
    for name, content in made_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def made_files() -> dict[str, bytes]:
    """Return the binary files by name."""
    return {
        **{name: change(text(source)) for name, (source, change) in PACKED.items()},
        "office/offer.docx": word_file(),
        "office/customers.xlsx": sheet_file(),
        "office/review_Thorvald_Kjærgaard.pptx": slides_file(),
        "office/letter.odt": letter_file(),
        "office/calls.ods": open_sheet_file(),
        **{f"tables/customers.{suffix}": table_file(suffix) for suffix, name in TABLES.items() if name in BUILT_IN},
        "archives/week.zip": week_file(),
        "archives/backup.tar.gz": tarred(members_of_backup(), "w:gz", uname="avorderwinkler"),
        "archives/notes.tar": tarred({"Gwendolyn Pfefferkorn/call.txt": text("notes/call_Gwendolyn_Pfefferkorn.txt")}),
        "tables/crm.sqlite": database_file(),
        **dataset_files(),
        **{f"tables/rota.{suffix}": rota_file(suffix) for suffix in ("parquet", "arrow", "orc", "avro")},
        "tables/rota.sqlite": rota_database(),
        "archives/samples.tar": samples_file(),
        "people/patients.ndjson": json.dumps(json.loads(text("support/patient_fhir.json"))).encode() + b"\n",
        "office/report.pdf": pdf(PAGES, Author="Anneliese Vorderwinkler", Title="Report for Philippa Wrigglesworth"),
    }


def packed(content: bytes) -> bytes:
    """Return gzip without a time."""
    return gzip.compress(content, mtime=0)


def utf_16(content: bytes) -> bytes:
    """Return UTF-16 with a byte order mark, as Excel writes it."""
    return b"\xff\xfe" + as_text(content).encode("utf-16-le")


def utf_16_be(content: bytes) -> bytes:
    """Return UTF-16 with the other byte order."""
    return b"\xfe\xff" + as_text(content).encode("utf-16-be")


def utf_32(content: bytes) -> bytes:
    """Return UTF-32 with a byte order mark."""
    return b"\xff\xfe\0\0" + as_text(content).encode("utf-32-le")


def windows_1252(content: bytes) -> bytes:
    """Return Windows-1252, as old programs write it; it has no byte order mark."""
    return as_text(content).encode("cp1252", "replace")


PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "crm/customers_utf16.csv": ("crm/customers.csv", utf_16),
    "notes/handover_utf16.txt": ("notes/handover.txt", utf_16),
    "notes/handover_utf16be.txt": ("notes/handover.txt", utf_16_be),
    "crm/customers_utf32.csv": ("crm/customers.csv", utf_32),
    "crm/customers_1252.csv": ("crm/customers.csv", windows_1252),
    "web/account_1252.html": ("web/account.html", windows_1252),
    "support/archive.jsonl.xz": ("support/tickets.jsonl", lzma.compress),
    "crm/archive.csv.gz": ("crm/customers.csv", packed),
    "support/archive.jsonl.zst": ("support/tickets.jsonl", zstandard.ZstdCompressor().compress),
    "notes/archive.txt.bz2": ("notes/handover.txt", bz2.compress),
    "logs/app.log.xz": ("logs/app.log", lzma.compress),
    "orders/orders.xml.gz": ("orders/orders.xml", packed),
}


def word_file() -> bytes:
    """Return a document with values in runs, a table, a text box, notes, comments, tracked changes, links, properties."""
    run = "<w:r><w:t{1}>{0}</w:t></w:r>"
    space = ' xml:space="preserve"'
    by = 'w:id="7" w:author="Siobhán Featherstonehaugh" w:date="2025-03-03T09:00:00Z"'
    body = (
        "<w:p>"
        + run.format("Offer for Phil", "")
        + run.format("ippa ", space)
        + run.format("Wrigglesworth", "")
        + "</w:p>"
        f'<w:p><w:hyperlink xmlns:r="{R}" r:id="rId1">{run.format("Write", "")}</w:hyperlink></w:p>'
        f"<w:p><w:ins {by}>{run.format('Octavia Bellweather joins', '')}</w:ins>"
        f"<w:del {by}><w:r><w:delText>Call +1 617 482 9136</w:delText></w:r></w:del></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>E-mail</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>"
        "<w:t>octavia.bellweather@lindenquay.com</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK '
        '"mailto:gwendolyn.pfefferkorn@isarwerk.de"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>Customer CUST-482917</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
        "<w:p><w:r><w:t>Nothing else is open.</w:t></w:r></w:p>"
    )
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    return docx(
        body,
        word___rels__document_xml_rels=MAIL_LINK,
        word__header1_xml=word_part("hdr", paragraph.format("Anneliese Vorderwinkler")),
        word__footer1_xml=word_part("ftr", paragraph.format("anneliese.vorderwinkler@tarnwickpumps.com")),
        word__footnotes_xml=word_part("footnotes", f"<w:footnote>{paragraph.format('IBAN GB29NWBK60161331926819')}</w:footnote>"),
        word__comments_xml=word_part(
            "comments",
            f'<w:comment w:id="1" w:author="Thorvald Kjærgaard" w:initials="TK">{paragraph.format("Ask Radoslav Hadjikostov")}</w:comment>',
        ),
        docProps__core_xml=PROPERTIES,
        customXml__item1_xml='<crm><customer email="p.wrigglesworth@crumbhall.co.uk">Philippa Wrigglesworth</customer></crm>',
    )  # fmt: skip


def sheet_file() -> bytes:
    """Return a workbook with shared and own strings, a hidden sheet, a comment, a formula and a header."""
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2"><v>3</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>Gwendolyn Pfefferkorn</t></is></c>'
        '<c r="B3" t="inlineStr"><is><t>+49 89 2180 4477</t></is></c>'
        '<c r="C3"><f>IF(A2="Philippa Wrigglesworth",1,2)</f><v>1</v></c></row>'
    )
    book = (
        '<sheets><sheet name="Customers"/><sheet name="Octavia Bellweather" state="hidden"/></sheets>'
        '<definedNames><definedName name="first" comment="of Philippa Wrigglesworth">Customers!$A$2</definedName></definedNames>'
        '<customWorkbookViews><customWorkbookView name="Thorvald Kjærgaard - Personal View"/></customWorkbookViews>'
    )
    hidden = '<row r="1"><c r="A1" t="inlineStr"><is><t>Password: Kestrel-Moor-7719</t></is></c></row>'
    return xlsx(
        rows,
        ("Name", "Phone", "Visits", "<r><t>Philippa </t></r><r><t>Wrigglesworth</t></r>", "+44 1423 771 904"),
        book,
        xl__worksheets__sheet2_xml=f'<worksheet xmlns="{S}"><sheetData>{hidden}</sheetData></worksheet>',
        xl__comments1_xml=f'<comments xmlns="{S}"><authors><author>Bartholomew Quackenbush</author></authors><commentList>'
        '<comment ref="A2" authorId="0"><text><t>pays by 4539578763621486</t></text></comment></commentList></comments>',
        docProps__core_xml=PROPERTIES,
    )


def slides_file() -> bytes:
    """Return slides with a divided name, a second slide, notes, a picture's description and comment authors."""
    paragraph = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    picture = '<p:nvPr><p:cNvPr xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" id="2" name="P" descr="Photo of Octavia Bellweather"/></p:nvPr>'
    return pptx(
        "<a:p><a:r><a:t>Review of Thorvald </a:t></a:r><a:r><a:t>Kjærgaard</a:t></a:r></a:p>" + picture,
        ppt__slides__slide2_xml=slide(paragraph.format("Customer Radoslav Hadjikostov, r.hadjikostov@plovdivtex.bg")),
        ppt__notesSlides__notesSlide1_xml=slide(paragraph.format("Call +359 32 648 217"), "notes"),
        docProps__core_xml=PROPERTIES,
    )


def letter_file() -> bytes:
    """Return an OpenDocument text with a divided name, a note, an annotation and a document's creator."""
    body = (
        "<office:text><text:p>Dear <text:span>Gwen</text:span><text:span>dolyn</text:span> Pfefferkorn,</text:p>"
        "<text:p>your IBAN is DE89370400440532013000."
        '<text:note text:note-class="footnote"><text:note-body><text:p>Checked by Jürgen Mösenlechner</text:p></text:note-body></text:note></text:p>'
        '<text:p><text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="mailto:gwendolyn.pfefferkorn@isarwerk.de">write</text:a></text:p>'
        "</office:text>"
    )
    meta = '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:creator>Chidiebere Okonkwo</dc:creator></office:meta></office:document-meta>'
    return opendocument("text", body, meta_xml=meta)


def open_sheet_file() -> bytes:
    """Return an OpenDocument sheet whose second table is named after a person."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [("Name", "E-Mail"), ("Radoslav Hadjikostov", "r.hadjikostov@plovdivtex.bg")]
    table = "".join("<table:table-row>" + "".join(map(cell.format, row)) + "</table:table-row>" for row in rows)
    person = f"<table:table-row>{cell.format('CUST-483102')}</table:table-row>"
    return opendocument(
        "spreadsheet",
        f'<office:spreadsheet><table:table table:name="Calls">{table}</table:table>'
        f'<table:table table:name="Philippa Wrigglesworth">{person}'
        '<table:condition table:value="formula-is([.$A1]=&quot;Gwendolyn Pfefferkorn&quot;)"/></table:table></office:spreadsheet>',
    )


def table_file(suffix: str) -> bytes:
    """Return a table with metadata, a column of JSON, a nested one and a list."""
    columns = {
        **PEOPLE,
        "payload": ['{"owner": "Bartholomew Quackenbush"}', None, '{"phone": "+359 32 648 217"}'],
        "contact": [{"email": email} for email in PEOPLE["email"]],
        "notes": [["Call Philippa Wrigglesworth"], [], ["IBAN BG80BNBG96611020345678", "Radoslav Hadjikostov"]],
    }
    table = pyarrow.table(columns).replace_schema_metadata({"owner": "anneliese.vorderwinkler@tarnwickpumps.com"})
    out = io.BytesIO()
    match suffix:
        case "parquet":
            pyarrow.parquet.write_table(table, out)
        case "arrow":
            with pyarrow.ipc.new_file(out, table.schema) as writer:
                writer.write_table(table)
        case "feather":
            pyarrow.feather.write_feather(table, out)
        case "orc":
            pyarrow.orc.write_table(table, out)
        case "avro":
            fastavro.writer(out, AVRO_SCHEMA, table.to_pylist(), sync_marker=bytes(16))
    return out.getvalue()


def rota_file(suffix: str) -> bytes:
    """Return a table whose columns, fields and symbols are people."""
    if suffix == "avro":
        level = {"type": "enum", "name": "who", "symbols": ["Radoslav_Hadjikostov", "nobody"]}
        fields = [{"name": "Octavia_Bellweather", "type": "long"}, {"name": "late", "type": level}]
        row = {"Octavia_Bellweather": 1, "late": "Radoslav_Hadjikostov"}
        out = io.BytesIO()
        fastavro.writer(out, {"type": "record", "name": "rota", "fields": fields}, [row], sync_marker=bytes(16))
        return out.getvalue()
    nested = pyarrow.array([{"Radoslav Hadjikostov": 2}])
    table = pyarrow.table({"Octavia Bellweather": [1], "gwendolyn.pfefferkorn@isarwerk.de": [3], "late": nested})
    out = io.BytesIO()
    if suffix == "arrow":  # a stream
        with pyarrow.ipc.new_stream(out, table.schema) as writer:
            writer.write_table(table)
    else:
        {"parquet": pyarrow.parquet, "orc": pyarrow.orc}[suffix].write_table(table, out)
    return out.getvalue()


def rota_database() -> bytes:
    """Return a database with a table and a column that are named after people."""
    with sqlite3.connect(":memory:") as opened:
        opened.executescript(
            'CREATE TABLE "Octavia Bellweather" ("Radoslav Hadjikostov" INTEGER, day TEXT);'
            'CREATE INDEX late ON "Octavia Bellweather" ("Radoslav Hadjikostov");'
            """INSERT INTO "Octavia Bellweather" VALUES (1, 'Monday');"""
        )
        return opened.serialize()


def samples_file() -> bytes:
    """Return a WebDataset whose samples are named after people, one of whom only other files tell."""
    people = ("Philippa_Wrigglesworth", "thorvald_kjærgaard")
    samples = {
        f"calls/{name}.{kind}": content for name in people for kind, content in (("txt", b"Open."), ("cls", b"1"))
    }
    return tarred({"calls/0001.json": text("support/ticket.json"), **samples})


def dataset_files() -> dict[str, bytes]:
    """Return a folder as the library `datasets` saves it."""
    table = pyarrow.table({"name": PEOPLE["name"], "email": PEOPLE["email"]})
    out = io.BytesIO()
    with pyarrow.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    features = {name: {"dtype": "string", "_type": "Value"} for name in table.column_names}
    info = {"citation": "Kept by Anneliese Vorderwinkler", "description": "anneliese.vorderwinkler@tarnwickpumps.com"}
    files = {
        "_data_files": [{"filename": "data-00000-of-00001.arrow"}],
        "note": "Octavia Bellweather",
        "by": "avorderwinkler",
    }
    return {
        "datasets/customers/data-00000-of-00001.arrow": out.getvalue(),
        "datasets/customers/dataset_info.json": json.dumps(info | {"features": features}).encode(),
        "datasets/customers/state.json": json.dumps(files).encode(),
    }


def members_of_backup() -> dict[str, bytes]:
    """Return the members of a backup: exports in folders, one of them named after a person."""
    names = ("crm/customers.csv", "config/app.yaml", "mail/invoice.eml", "db/crm_postgres.sql")
    return {
        **{name: text(name) for name in names},
        "Radoslav Hadjikostov/visit.md": text("notes/Radoslav Hadjikostov.md"),
    }


def week_file() -> bytes:
    """Return an archive with a table, a document, a named note and another archive."""
    return zipped(
        {
            "customers.csv": text("crm/customers.csv"),
            "offer.docx": word_file(),
            "call_Gwendolyn_Pfefferkorn.txt": text("notes/call_Gwendolyn_Pfefferkorn.txt"),
            "Thorvald Kjærgaard.md": b"Nothing is open.",
            "inner.zip": zipped({"ticket.json": text("support/ticket.json")}),
        },
        comment=b"packed by Bartholomew Quackenbush",
    )


def database_file() -> bytes:
    """Return a database with values in rows, defaults, an index, a view, a full-text index, and a deleted row."""
    with sqlite3.connect(":memory:") as opened:
        opened.executescript(SCHEMA)
        rows = list(zip(PEOPLE["customer_id"], PEOPLE["name"], PEOPLE["email"], strict=True))
        payload = '{"owner": "Bartholomew Quackenbush"}'
        statement = "INSERT INTO customers (customer_id, name, email, payload) VALUES (?, ?, ?, ?)"
        opened.executemany(statement, [(*row, payload) for row in rows])
        opened.execute(statement, ("CUST-483377", "Octavia Bellweather", "octavia.bellweather@lindenquay.com", None))
        opened.execute("DELETE FROM customers WHERE customer_id = 'CUST-483377'")
        opened.commit()
        return opened.serialize()
