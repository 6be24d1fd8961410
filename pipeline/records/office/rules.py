"""Which elements and attributes of office files hold text, as tables. Names have no prefix."""

from typing import Literal

Kind = Literal["text", "person", "initials", "name", "link", "formula", "range", "date", "sheet", "sheet name", "user"]

# Elements whose runs make up one text.
PARAGRAPHS = frozenset({"p", "h", "si", "is", "rPh"})
GROUPED_TEXTS = frozenset({"comment"})  # XLSX: comment > text > r > t
RUNS = frozenset({"t", "delText"})
FIELD_CODES = frozenset({"instrText", "delInstrText"})
DELETED = frozenset({"del", "moveFrom"})
INSERTED = frozenset({"ins", "moveTo"})
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "noBreakHyphen": "-", "s": " "}
FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
)

# Numbers and constants of the format, which identify no one.
TECHNICAL = frozenset(
    "posOffset align pctWidth pctHeight sizeRelH sizeRelV TotalTime Pages Words Characters Lines Paragraphs CharactersWithSpaces Slides Notes "
    "HiddenSlides MMClips ScaleCrop LinksUpToDate SharedDoc HyperlinksChanged Application AppVersion DocSecurity revision generator formatCode "
    "editing-cycles editing-duration evaluation PresentationFormat idx order ext language".split()
)
TECHNICAL_SPACES = (
    "wordprocessingDrawing",
    "urn:oasis:names:tc:opendocument:xmlns:datastyle",
    "urn:schemas-microsoft-com:office:office",
)
PERSON_ELEMENTS = frozenset(
    {"creator", "lastModifiedBy", "Manager", "initial-creator", "printed-by", "author", "author-name"}
)
DATE_ELEMENTS = frozenset({"created", "modified", "lastPrinted", "date", "creation-date", "print-date"})
INITIALS_ELEMENTS = frozenset({"creator-initials", "author-initials", "sender-initials"})

PAGE_HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})

# (element, attribute) -> what it holds; "*" is any element.
ATTRIBUTES: dict[tuple[str, str], Kind] = {
    **{
        ("*", name): "text"
        for name in "descr alt tooltip display displayText prompt promptTitle error errorTitle string-value current-value label".split()
    },
    **{("*", name): "person" for name in ("author", "refreshedBy", "userName")},
    **{("*", name): "date" for name in ("date", "dt", "dT")},
    ("date", "fullDate"): "date",
    ("*", "userId"): "user",
    ("*", "initials"): "initials",
    ("person", "displayName"): "person",
    ("cmAuthor", "name"): "person",
    ("author", "name"): "person",
    ("scenario", "user"): "person",
    ("scenario", "comment"): "text",
    ("scenario", "name"): "name",
    ("inputCells", "val"): "text",
    ("docPr", "name"): "name",
    ("docPr", "title"): "text",
    ("cNvPr", "name"): "name",
    ("cNvPr", "title"): "text",
    ("shape", "title"): "text",
    ("imagedata", "title"): "text",
    ("textpath", "string"): "text",
    ("textPath", "string"): "text",
    ("alias", "val"): "name",
    ("tag", "val"): "text",
    ("tag", "name"): "name",
    ("docVar", "name"): "name",
    ("docVar", "val"): "text",
    ("listItem", "value"): "text",
    ("bookmarkStart", "name"): "name",
    ("hyperlink", "anchor"): "name",
    ("addressFieldName", "val"): "name",
    ("fldSimple", "instr"): "text",
    ("attr", "val"): "text",
    ("default", "val"): "text",
    ("helpText", "val"): "text",
    ("statusText", "val"): "text",
    ("listEntry", "val"): "text",
    ("tblCaption", "val"): "text",
    ("tblDescription", "val"): "text",
    ("permStart", "ed"): "user",
    ("prSet", "phldrT"): "text",
    ("userInfo", "name"): "person",
    ("template", "href"): "link",
    ("template", "title"): "text",
    ("slicer", "caption"): "name",
    ("slicerCache", "sourceName"): "name",
    ("queryTableField", "name"): "name",
    ("tableColumn", "totalsRowLabel"): "text",
    ("absPath", "url"): "link",
    ("connection", "name"): "text",
    ("connection", "description"): "text",
    ("dbPr", "connection"): "text",
    ("dbPr", "command"): "text",
    ("webPr", "url"): "link",
    ("textPr", "sourceFile"): "text",
    ("connectString", "val"): "text",
    ("query", "val"): "text",
    ("hyperlink", "location"): "formula",
    ("filter", "val"): "text",
    ("customFilter", "val"): "text",
    ("cacheField", "name"): "name",
    ("cacheField", "caption"): "name",
    ("dataField", "name"): "name",
    ("pivotField", "name"): "name",
    ("worksheetSource", "sheet"): "sheet",
    ("sheetName", "val"): "name",
    ("tableColumn", "name"): "name",
    ("property", "name"): "name",
    ("section", "name"): "name",
    ("custShow", "name"): "name",
    ("protectedRange", "name"): "name",
    # Caches of pivot tables.
    ("s", "v"): "text",
    ("d", "v"): "text",
    ("n", "v"): "text",
    # Names that formulas refer to.
    ("sheet", "name"): "sheet name",
    ("definedName", "name"): "range",
    ("table", "name"): "range",
    ("table", "displayName"): "range",
    # OpenDocument files.
    ("a", "href"): "link",
    ("a", "name"): "name",
    ("a", "title"): "text",
    ("bookmark", "name"): "name",
    ("bookmark-start", "name"): "name",
    ("frame", "name"): "name",
    ("custom-shape", "name"): "name",
    ("page", "name"): "name",
    ("user-defined", "name"): "name",
    ("user-field-decl", "name"): "name",
    ("named-range", "name"): "range",
    ("named-range", "cell-range-address"): "formula",
    ("named-range", "base-cell-address"): "formula",
    ("named-expression", "name"): "range",
    ("named-expression", "expression"): "formula",
    ("database-range", "target-range-address"): "formula",
    ("filter-condition", "value"): "text",
    ("content-validation", "condition"): "formula",
    ("help-message", "title"): "text",
    ("error-message", "title"): "text",
    ("table-cell", "formula"): "formula",
    ("covered-table-cell", "formula"): "formula",
}
ATTRIBUTE_NAMES = frozenset(attribute for _, attribute in ATTRIBUTES)

# Members of an archive: text is in XML, the rest cannot be read.
XML_SUFFIXES = (".xml", ".rels", ".vml", ".rdf")
NO_CONTENT = frozenset({"mimetype"})
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("xl/macrosheets/", "xl/dialogsheets/", "basic/", "scripts/")
MACRO_TYPES = (b"macroEnabled", b"macrosheet", b"ms-office.vbaProject")
SIGNATURES = ("_xmlsignatures/", "meta-inf/documentsignatures.xml", "meta-inf/macrosignatures.xml")
