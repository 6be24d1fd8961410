"""Which elements and attributes of office files hold text, as tables. Names have no prefix."""

import re
from typing import Literal

Kind = Literal[
    "text",
    "person",
    "initials",
    "name",
    "link",
    "formula",
    "range",
    "date",
    "sheet",
    "sheet name",
    "user",
    "page style",
]

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

NAMED_IN_OPENDOCUMENT = (
    """bookmark bookmark-start bookmark-end reference-mark reference-mark-start reference-mark-end frame custom-shape page rect
    line polyline polygon regular-polygon path circle ellipse g connector measure control user-defined user-field-decl
    user-field-get user-field-input variable-decl variable-set variable-get variable-input dde-connection-decl show
    data-pilot-table"""
).split()


def _of(element: str, attributes: str, kind: Kind) -> dict[tuple[str, str], Kind]:
    """Return the rules for some attributes of an element."""
    return {(element, attribute): kind for attribute in attributes.split()}


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
    **_of("definedName", "comment customMenu description help statusBar", "text"),
    ("definedName", "refersTo"): "formula",
    ("table", "comment"): "text",
    ("cfRule", "text"): "text",
    ("customWorkbookView", "name"): "name",  # "Anna Keller - Personal View"
    ("worksheetSource", "name"): "formula",
    ("dataRef", "name"): "formula",
    ("dataRef", "sheet"): "sheet",
    ("sortCondition", "customList"): "text",
    **_of("webPublishItem", "title destinationFile", "text"),
    **_of("parameter", "name string", "text"),
    **_of("connection", "odcFile sourceFile", "text"),
    ("dbPr", "serverCommand"): "text",
    ("olapPr", "localConnection"): "text",
    ("webPr", "post"): "text",
    ("webPr", "editPage"): "link",
    ("queryTable", "name"): "name",
    ("controlPr", "altText"): "text",
    ("objectPr", "altText"): "text",
    ("control", "name"): "name",
    ("oleObj", "name"): "name",
    ("oleItem", "name"): "text",
    ("ddeItem", "name"): "text",
    ("ddeLink", "ddeTopic"): "text",
    **_of("rsnm", "oldName newName", "text"),
    ("timeline", "caption"): "name",
    ("mailSubject", "val"): "text",
    ("udl", "val"): "text",
    ("mappedName", "val"): "text",
    ("comboBox", "lastValue"): "text",
    ("caption", "name"): "name",
    ("hyperlink", "docLocation"): "text",
    ("cSld", "name"): "name",
    ("snd", "name"): "name",
    ("wavAudioFile", "name"): "name",
    ("htmlPubPr", "title"): "text",
    # Pivot tables and their caches.
    ("pivotTableDefinition", "name"): "name",
    **_of(
        "pivotTableDefinition",
        "dataCaption grandTotalCaption errorCaption missingCaption rowHeaderCaption colHeaderCaption tag",
        "text",
    ),
    ("item", "n"): "text",
    ("pivotField", "subtotalCaption"): "text",
    **_of("pageField", "name cap", "text"),
    ("groupMember", "caption"): "text",
    ("cacheHierarchy", "caption"): "name",
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
    **{(element, "name"): "name" for element in NAMED_IN_OPENDOCUMENT},
    ("bookmark-ref", "ref-name"): "name",
    ("reference-ref", "ref-name"): "name",
    **_of("conditional-text", "condition string-value-if-true string-value-if-false", "text"),
    **{(element, "condition"): "text" for element in ("hidden-text", "hidden-paragraph", "section")},
    **{(element, "formula"): "formula" for element in ("variable-set", "variable-input", "expression")},
    **{(element, "description"): "text" for element in ("text-input", "placeholder", "variable-input")},
    ("label", "value"): "text",  # of a list of choices
    **{(f"alphabetical-index-mark{part}", key): "text" for part in ("", "-start") for key in ("key1", "key2")},
    **_of(
        "bibliography-mark",
        """address annote booktitle chapter custom1 custom2 custom3 custom4 custom5 edition howpublished identifier
        institution journal note organizations publisher report-type school series title""",
        "text",
    ),
    ("bibliography-mark", "editor"): "person",
    ("bibliography-mark", "url"): "link",
    **_of("dde-connection-decl", "dde-topic dde-item", "text"),
    ("data-pilot-member", "name"): "text",
    ("data-pilot-field", "source-field-name"): "name",
    ("source-service", "user-name"): "user",
    **_of("source-service", "source-name object-name", "text"),
    **{(f"database-source-{kind}", "database-name"): "text" for kind in ("sql", "table", "query")},
    ("database-source-sql", "sql-statement"): "text",
    ("filter-set-item", "value"): "text",
    ("database-range", "name"): "range",
    **{
        (element, "value"): "text" for element in ("text", "textarea", "formatted-text", "combobox", "option", "hidden")
    },
    **_of("form", "command datasource", "text"),
    ("section-source", "section-name"): "text",
    ("named-range", "name"): "range",
    ("named-expression", "name"): "range",
    ("named-expression", "expression"): "formula",
    ("filter-condition", "value"): "text",
    **{(element, "condition"): "formula" for element in ("content-validation", "map")},
    ("condition", "value"): "formula",  # of a conditional format
    **{
        (element, name): "page style"
        for element in ("style", "master-page")
        for name in ("name", "display-name", "master-page-name")
    },
    ("help-message", "title"): "text",
    ("error-message", "title"): "text",
    ("table-cell", "formula"): "formula",
    ("covered-table-cell", "formula"): "formula",
}
ADDRESSES = re.compile(
    r".*-(?:cell-address|range-address(?:es)?)|print-ranges|scenario-ranges|linked-cell|source-cell-range"
)


def kind_of(element: str, attribute: str) -> Kind | None:
    """Return what an attribute holds; None for a technical one."""
    found = ATTRIBUTES.get((element, attribute)) or ATTRIBUTES.get(("*", attribute))
    return found or ("formula" if "-" in attribute and ADDRESSES.fullmatch(attribute) else None)


# Members of an archive: text is in XML, the rest cannot be read.
XML_SUFFIXES = (".xml", ".rels", ".vml", ".rdf")
NO_CONTENT = frozenset({"mimetype"})
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("xl/macrosheets/", "xl/dialogsheets/", "basic/", "scripts/")
MACRO_TYPES = (b"macroEnabled", b"macrosheet", b"ms-office.vbaProject")
SIGNATURES = ("_xmlsignatures/", "meta-inf/documentsignatures.xml", "meta-inf/macrosignatures.xml")
