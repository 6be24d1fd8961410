"""Names in markup: which elements are inline, and which names say what a text or value is."""

from pipeline.records.markup.tokens import Kind, Token

INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q s
    samp small span strike strong sub sup time tspan tt u var wbr""".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr basefont frame keygen".split())
# Elements of HTML: their names say nothing about the text in them. The address of <address> may also be a name or a mail.
ELEMENTS = (
    INLINE
    | VOID
    | frozenset(
        """address article aside audio body button canvas caption center colgroup datalist dd details dialog dir div dl dt
        fieldset figcaption figure footer form frameset g h1 h2 h3 h4 h5 h6 head header hgroup html iframe legend li main map
        menu meter nav noscript object ol optgroup option p picture pre progress rp rt ruby script search section select slot
        style summary svg table tbody td template textarea tfoot th thead title tr ul video""".split()
    )
)
# A start tag of the left ends an open element of the right.
IMPLIED_ENDS = {
    "li": ("li",),
    "p": ("p",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
    "option": ("option",),
}
# Attributes that name the content of their element, such as <field name="phone"> or <td data-label="Phone">.
NAMING_IN_HTML = ("itemprop", "data-label", "data-field", "data-name", "data-title", "property", "name")
NAMING_IN_XML = ("name", "key", "field", "property", *NAMING_IN_HTML[:4])
VALUES = frozenset({"value", "content", "val", "datetime"})
# Attributes of HTML whose values are identifiers and settings.
IDENTIFIERS = frozenset(
    """charset class for form headers http-equiv id itemprop itemtype lang list method name property rel role slot type
    usemap""".split()
)
OF_XML = frozenset(
    "xml:lang xml:space xsi:schemaLocation xsi:noNamespaceSchemaLocation xsi:type xsi:nil".split()
)  # not xml:id and xml:base
MAX_NAME_CHARACTERS = 40


def local(name: str) -> str:
    """Return a name without its namespace prefix."""
    return name.rpartition(":")[2] or name


def is_kept(name: str) -> bool:
    """Return whether an attribute of XML belongs to XML itself: namespaces, schemas, the language."""
    return name == "xmlns" or name.startswith("xmlns:") or name in OF_XML


def naming(token: Token, text: str, *, is_xml: bool) -> str:
    """Return the name that an attribute gives to the content of an element, or an empty string."""
    for name in NAMING_IN_XML if is_xml else NAMING_IN_HTML:
        for attribute in token.attributes:
            if attribute.kind is Kind.NAME or (attribute.name if is_xml else attribute.name.lower()) != name:
                continue
            value = text[attribute.start : attribute.end].strip()
            if 0 < len(value) <= MAX_NAME_CHARACTERS and "&" not in value:
                return local(value)
    return ""


def element_name(token: Token, *, is_xml: bool) -> str:
    """Return what the name of an element says about its content; an empty string for the elements of HTML."""
    return local(token.name) if is_xml or token.name not in ELEMENTS else ""
