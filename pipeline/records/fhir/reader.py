"""Reader of FHIR resources: says of each value what FHIR says of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import regex

from pipeline.records.fhir.elements import (
    ADDRESS,
    CODES,
    CONTACTS,
    DATE,
    DATE_ENDINGS,
    DATES,
    ELEMENTS,
    EXTENSIONS,
    GROUPS,
    IDENTIFIED,
    IDENTIFIER_SYSTEMS,
    IDENTIFIER_TYPES,
    NAMED,
    PEOPLE,
    PERSON,
    RESOURCE_IDS,
    TERMINOLOGY,
    UUID,
)
from pipeline.records.json_scan import Path, parse
from pipeline.records.mail.addresses import may_be_person
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.structured.json_parts import NOTHING, Describe, Said, described_record

RESOURCE_TYPE = regex.compile(r"[A-Z][A-Za-z]{2,40}")
MARK = b'"resourceType"'
CODE = regex.compile(r"[a-z][a-z0-9-]{0,30}(?:-[A-Z]{2})?|[a-z]{3,12}/[a-z0-9.+-]{1,40}")
PUBLIC_CODE = regex.compile(r"[\w.:/-]{1,40}")
ISO_DATE = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]{5,18}(?:Z|[+-]\d\d:\d\d)?)?)?)?")
PUBLIC = regex.compile(
    r"https?://(?:[\w-]+\.)*(?:hl7\.org|loinc\.org|snomed\.info|unitsofmeasure\.org|nlm\.nih\.gov|cms\.gov|ihe\.net|whocc\.no|iana\.org"
    r"|ietf\.org|iso\.org|nema\.org|ada\.org|ama-assn\.org|nubc\.org|cdc\.gov|who\.int)(?:[/|][\w./|-]{0,120})?|urn:(?:iso|ietf|oid):[\w.:-]{1,80}"
)
SYSTEM_END = regex.compile(r"[\w-]+\Z")
UUID_FORM = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
# `Patient/4821`, `https://host/fhir/Patient/4821/_history/1`, `urn:uuid:...`
REFERENCE = regex.compile(
    rf"(?:\A|/)(?P<type>{RESOURCE_TYPE.pattern})/(?P<id>[A-Za-z0-9.\-]{{1,64}})(?=\Z|[/?#|])|urn:uuid:(?P<id>{UUID_FORM})"
)
IS_UUID = regex.compile(UUID_FORM)
REFERENCES = frozenset({"reference", "fullUrl", "url", "location"})
TEXT_FILE = regex.compile(r"text/(?P<kind>[\w+.-]+)|application/(?P<kind>xml|xhtml\+xml|json)")
MARKUP = frozenset({"html", "xml", "xhtml+xml"})
WORDS = regex.compile(r"[^\W_]")
HUMAN_NAME = frozenset({"family", "given"})
CONTAINED = "contained"
GROUP = "NRP"
VALUES_OF_GROUPS = frozenset({"code", "display", "text", "valueString"})


def is_fhir(raw: bytes) -> bool:
    """Return whether JSON is a FHIR resource."""
    if MARK not in raw:
        return False
    try:
        value = parse(raw.decode("utf-8"))
    except ValueError:
        return False
    return isinstance(value, dict) and _type_of(value) != ""


def fhir_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read a resource, or a bundle of them, as a record.

    Arguments:
        raw: the bytes.
        number: the number of the record in its file, from 1.
        options: the user's declarations about fields.
    """
    return described_record(raw, number, options, _describer)


@dataclass(frozen=True, slots=True)
class _Element:
    """Where a value is.

    Arguments:
        resource: the type of the resource that it is in.
        around: the object that it is in.
        is_own: whether that object is the resource.
        outer: the name of the element that the object is.
        name: the name of the element that the value is.
        content: the content of the string as it is written; empty for a number.
        is_of_group: whether it is in an extension for the race, religion or nationality of a person.
    """

    resource: str
    around: dict[str, Any]
    is_own: bool
    outer: str
    name: str
    content: str
    is_of_group: bool


def _type_of(value: dict[str, Any]) -> str:
    kind = value.get("resourceType")
    return kind if isinstance(kind, str) and RESOURCE_TYPE.fullmatch(kind) else ""


def _describer(resource: Any) -> Describe:
    return partial(_describe, resource)


def _describe(root: Any, path: Path, literal: str) -> Said:
    element = _element(root, path, literal)
    if not element:
        return NOTHING
    return next((said for rule in RULES if (said := rule(element))), NOTHING)


def _element(root: Any, path: Path, literal: str) -> _Element | None:
    """Return where a value is; None for one that is hidden by another one of the same name."""
    around, resource, outer, name, value = {}, "", "", "", root
    is_own = is_of_group = False
    for step in path:
        if isinstance(value, dict):
            around, outer = value, name
            is_of_group = is_of_group or _end_of_url(value) in GROUPS
            is_own = bool(kind := _type_of(value))
            resource = kind or resource
        try:
            value = value[step]
        except (IndexError, KeyError, TypeError):
            return None
        name = step if isinstance(step, str) else name
    content = literal[1:-1] if literal.startswith('"') else ""
    return _Element(resource, around, is_own, outer, name, content, is_of_group)


def _end_of_url(around: dict[str, Any]) -> str:
    end = SYSTEM_END.search(str(around.get("url", "")))
    return end[0] if end else ""


def _group(element: _Element) -> Said | None:
    return Said(GROUP) if element.is_of_group and element.name in VALUES_OF_GROUPS else None


def _word(element: _Element) -> Said | None:
    """Words of FHIR and of public terminologies."""
    is_public = PUBLIC.fullmatch(str(element.around.get("system", ""))) is not None
    is_word = (
        (element.name == "resourceType" and RESOURCE_TYPE.fullmatch(element.content))
        or (element.name in CODES and CODE.fullmatch(element.content))
        or (element.name in TERMINOLOGY and PUBLIC.fullmatch(element.content))
        or (element.name == "code" and is_public and PUBLIC_CODE.fullmatch(element.content))
    )
    return Said(is_word=True) if is_word else None


def _file(element: _Element) -> Said | None:
    """Narratives, which are XHTML, and attachments."""
    if element.name == "div" and element.outer == "text":
        return Said(is_markup=True)
    kind = element.around.get("contentType")
    if element.name == "valueBase64Binary" or (element.name == "data" and element.outer.endswith("ignature")):
        return Said(is_file=True)
    if element.name not in ("data", "content") or not isinstance(kind, str):
        return None
    text = TEXT_FILE.match(kind)
    return Said(is_text_file=True, is_markup=text["kind"] in MARKUP) if text else Said(is_file=True)


def _reference(element: _Element) -> Said | None:
    """References to resources, in which only the id stands for a person."""
    if element.name not in REFERENCES or "\\" in element.content:
        return None
    pieces: list[tuple[int, int, str]] = []
    position = 0
    for found in REFERENCE.finditer(element.content):
        start, end = found.span("id")
        if entity := _entity_of_id(found["type"] or "", found["id"]):
            before = max(found.start("type"), position) if found["type"] else found.start()
            pieces += [(position, before, ""), (start, end, entity)]
            position = end
    if not pieces:
        return None
    rest = (position, len(element.content), "")
    return Said(pieces=[one for one in (*pieces, rest) if WORDS.search(element.content, one[0], one[1])])


def _id(element: _Element) -> Said | None:
    if element.name != "id" or not element.is_own or element.outer == CONTAINED:
        return None
    entity = _entity_of_id(element.resource, element.content)
    return Said(entity) if entity else None


def _entity_of_id(kind: str, content: str) -> str:
    return UUID if IS_UUID.fullmatch(content) else RESOURCE_IDS.get(kind, "")


def _identifier(element: _Element) -> Said | None:
    if element.name != "value" or not element.outer.lower().endswith("identifier"):
        return None
    if found := REFERENCE.fullmatch(element.content):
        return Said(pieces=[(*found.span("id"), UUID)]) if not found["type"] else None
    types = (IDENTIFIER_TYPES.get(code) for code in _codes(element.around.get("type")))
    system = SYSTEM_END.search(str(element.around.get("system", "")))
    entity = next(filter(None, types), "") or IDENTIFIER_SYSTEMS.get(system[0] if system else "", "")
    if not entity and IS_UUID.fullmatch(element.content):
        entity = UUID
    return Said(entity or IDENTIFIED.get(element.resource, ""))


def _codes(concept: Any) -> Iterator[str]:
    codings = concept.get("coding") if isinstance(concept, dict) else None
    for coding in codings if isinstance(codings, list) else ():
        if isinstance(coding, dict):
            yield str(coding.get("code", ""))


def _contact(element: _Element) -> Said | None:
    system = element.around.get("system")
    entity = CONTACTS.get(system) if isinstance(system, str) else None
    return Said(entity) if entity and element.name == "value" else None


def _name(element: _Element) -> Said | None:
    """Names and addresses that are one text, names of organizations, and what references and extensions show."""
    if element.name == "text" and (element.outer.lower().endswith("name") or not HUMAN_NAME.isdisjoint(element.around)):
        return Said(PERSON)
    if element.name == "text" and element.outer.lower().endswith("address"):
        return Said(ADDRESS)
    if element.name in ("name", "alias") and element.is_own and element.resource in NAMED:
        return Said(NAMED[element.resource])
    if element.name == "display":
        return _display(element)
    extension = EXTENSIONS.get(_end_of_url(element.around), "") if element.name.startswith("value") else ""
    return Said(extension) if extension else None


def _display(element: _Element) -> Said | None:
    found = REFERENCE.search(str(element.around.get("reference", "")))
    kind = found["type"] if found and found["type"] else element.around.get("type")
    if kind in NAMED:
        return Said(NAMED[kind])
    is_person = kind in RESOURCE_IDS or (not kind and element.outer in PEOPLE and "code" not in element.around)
    return Said(PERSON) if is_person and may_be_person(element.content) else None


def _date(element: _Element) -> Said | None:
    is_date = element.name in DATES or element.name.endswith(DATE_ENDINGS)
    is_date = is_date and element.name not in ELEMENTS and ISO_DATE.fullmatch(element.content) is not None
    return Said(DATE) if is_date else None


def _by_name(element: _Element) -> Said | None:
    return Said(ELEMENTS[element.name]) if element.name in ELEMENTS else None


RULES: tuple[Callable[[_Element], Said | None], ...] = (
    _group,
    _word,
    _file,
    _reference,
    _id,
    _identifier,
    _contact,
    _name,
    _date,
    _by_name,
)
