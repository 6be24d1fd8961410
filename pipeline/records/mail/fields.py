"""Header fields of mail: which parts of a field are texts, by its name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import MailError
from pipeline.records.fields import noted, option_of
from pipeline.records.key_names import key_text
from pipeline.records.mail.addresses import ADDRESS, address_ranges
from pipeline.records.mail.parameters import parameter_ranges
from pipeline.records.mail.ranges import Range, Value, prose, silent, with_rest, without_silent
from pipeline.records.mail.structure import Field
from pipeline.records.model import DROP, KEEP, ReadOptions
from pipeline.text.document import Text

ADDRESSES = frozenset(
    """from to cc bcc reply-to sender resent-from resent-to resent-cc resent-bcc resent-sender resent-reply-to return-path
    delivered-to envelope-to x-original-to x-forwarded-to x-forwarded-for x-envelope-from x-envelope-to x-sender x-receiver
    x-rcpt-to errors-to apparently-to mail-followup-to mail-reply-to disposition-notification-to return-receipt-to
    x-apparently-to original-recipient final-recipient x-failed-recipients x-google-original-from x-authenticated-sender""".split()
)
IDS = frozenset(
    "message-id in-reply-to references resent-message-id content-id original-message-id x-message-id".split()
)
PARAMETERS = frozenset(("content-type", "content-disposition"))
SIGNATURES = frozenset(
    "dkim-signature arc-seal arc-message-signature domainkey-signature x-google-dkim-signature".split()
)
OF_THE_PROTOCOL = frozenset("mime-version content-transfer-encoding".split())
TOKEN = re.compile(r"[\w.-]*")
ID = re.compile(r"<([^<>]+)>")
TAG_NAME = re.compile(r"[a-z]{1,2}")
# Tags of a signature that hold no value of a person: algorithms, digests, times and names of fields.
SIGNATURE_TAGS = frozenset("v a b bh c t x l q h cv".split())
STANDARD = (
    ADDRESSES
    | IDS
    | PARAMETERS
    | SIGNATURES
    | OF_THE_PROTOCOL
    | frozenset(
        """received date subject comments keywords resent-date user-agent x-mailer organization importance priority precedence
        received-spf authentication-results arc-authentication-results auto-submitted content-description content-language
        content-location content-class content-length status x-status x-mozilla-status x-mozilla-status2 x-mozilla-keys
        x-priority x-msmail-priority x-spam-status x-spam-score x-spam-level x-spam-flag x-spam-checker-version
        x-originating-ip x-gm-message-state x-google-smtp-source x-received x-gmail-labels x-gm-thrid thread-index
        thread-topic accept-language list-id list-help list-post list-archive list-subscribe list-unsubscribe
        list-unsubscribe-post x-beenthere x-mailman-version x-uid x-uidl x-virus-scanned x-auto-response-suppress
        x-mimeole feedback-id autocrypt face x-face sensitivity expires supersedes lines""".split()
    )
)


@dataclass(frozen=True, slots=True)
class FieldTexts:
    """A header field with its texts: those of its name, then those of its value."""

    field: Field
    name: Text | None
    value: Value

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts, in order."""
        return (*((self.name,) if self.name else ()), *(text for one in self.value.ranges for text in one.texts))

    def render(self, values: Sequence[str]) -> bytes:
        """Return the field with new texts; an unchanged field has its own bytes."""
        if list(values) == [text.value for text in self.texts]:
            return self.field.raw
        name, rest = (values[0], values[1:]) if self.name else ("", values)
        lead = self.field.lead
        if self.name and name != self.name.value:
            lead = lead[: 2 * (lead[:2].lower() == b"x-")] + _field_name(name) + b":" + lead.partition(b":")[2]
        value = self.value.render(rest)
        if self.field.end == b"\n":
            value = value.replace("\r\n", "\n")
        return lead + value.encode("utf-8") + self.field.end


def field_texts(field: Field, options: ReadOptions) -> FieldTexts:
    """Find the texts of a field.

    Arguments:
        field: the field.
        options: the user's declarations about fields, with names in lower case.

    Raises:
        MailError: the field is not ASCII or UTF-8, or an encoded word in it is damaged.
    """
    try:
        raw = field.value.decode("utf-8")
    except UnicodeDecodeError:
        raise MailError("a header field is neither ASCII nor UTF-8") from None
    option = option_of((field.name,), options)
    if option == KEEP:
        noted((field.name,), raw, None, options)
        return FieldTexts(field, None, Value(raw, ()))
    value = _dropped(raw) if option == DROP else _value(field.name, raw, replace(options, note=None))
    texts = [text for one in value.ranges for text in one.texts]
    for text in texts:
        noted((field.name,), text.value, text, options)
    if not texts:
        noted((field.name,), raw, None, options)
    return FieldTexts(field, _name_text(field), value)


def in_lower_case(options: ReadOptions) -> ReadOptions:
    """Return options whose names can be compared with those of header fields."""
    fields: Mapping[str, str] = {name.casefold(): stated for name, stated in options.fields.items()}
    return replace(options, fields=fields, class_field=options.class_field.casefold())


def _value(name: str, raw: str, options: ReadOptions) -> Value:
    if option_of((name,), options):
        ranges: list[Range] = []
    elif name in OF_THE_PROTOCOL and TOKEN.fullmatch(raw.strip()):
        ranges = [silent(0, len(raw), raw)]
    elif name in ADDRESSES:
        ranges = list(address_ranges(name, raw, options))
    elif name in IDS:
        ranges = list(_ids(name, raw, options))
    elif name in PARAMETERS:
        ranges = list(parameter_ranges(raw, options))
    elif name in SIGNATURES:
        ranges = list(_tags(name, raw, options))
    else:
        whole = prose(name, raw, 0, len(raw), options)
        return Value(raw, (whole,) if whole else ())
    return without_silent(with_rest(name, raw, ranges, options))


def _dropped(raw: str) -> Value:
    """Return a value that the user drops as a whole."""
    start, end = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    whole = Range(start, end, (Text(raw[start:end], is_dropped=True),), lambda _: "")
    return Value(raw, (whole,) if start < end else ())


def _ids(name: str, raw: str, options: ReadOptions) -> Iterator[Range]:
    """Yield the ids of messages. They have the form of addresses, and often contain the host or the sender."""
    for match in ID.finditer(raw):
        entity = "EMAIL_ADDRESS" if ADDRESS.fullmatch(match[1]) else ""
        found = prose(name, raw, match.start(1), match.end(1), options, entity)
        if found:
            yield found


def _tags(name: str, raw: str, options: ReadOptions) -> Iterator[Range]:
    start = 0
    for tag in raw.split(";"):
        end = start + len(tag)
        label, equals, _ = tag.partition("=")
        if equals and label.strip() in SIGNATURE_TAGS:
            yield silent(start, end, raw)
        elif equals and TAG_NAME.fullmatch(label.strip()):
            value_start = start + len(label) + 1
            yield silent(start, value_start, raw)
            found = prose(f"{name} {label.strip()}", raw, value_start, end, options)
            yield found or silent(value_start, end, raw)
        start = end + 1


def _name_text(field: Field) -> Text | None:
    """Return the name of a field as a text, for names that a company or a program made up."""
    if not field.name or field.name in STANDARD:
        return None
    name = field.lead.decode("ascii").rstrip(" \t").removesuffix(":").rstrip(" \t")
    return key_text(name[2:] if name[:2].lower() == "x-" else name)


def _field_name(new: str) -> bytes:
    """Return a text as the name of a field; raises UnicodeEncodeError where it has no ASCII form."""
    return re.sub(r"[^!-9;-~]+", "-", new.strip()).encode("ascii")
