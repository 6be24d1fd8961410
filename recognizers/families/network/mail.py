"""E-mail addresses, with plus tags, quoted local parts and international domains, also within the parameters of links."""

import regex

from recognizers.lexicon.domain_names import RESERVED_SUFFIXES, parts_of_domain
from recognizers.lexicon.public_sites import is_public_link
from recognizers.rules import Rule

LIMITS = "Addresses of hosts without a public, reserved or internal suffix, and addresses at example.com and its like."
# Reserved suffixes are among them, so that surrogate addresses are found: a copy can be scanned and anonymized again.
FURTHER_SUFFIXES = RESERVED_SUFFIXES.union("local internal lan corp intra intranet".split())
# Domains of documentation: RFC 2606, and the ones that examples use instead.
RESERVED = regex.compile(
    r"(?i)(?:example|exemple|ejemplo|beispiel|esempio|exemplo|voorbeeld|przyklad|test)\.[a-z]{2,3}(?:\.[a-z]{2})?"
)
# Mailboxes of a function, which say nothing at the domain of a well-known company.
FUNCTIONS = frozenset("support info help noreply no-reply security press abuse noc sales privacy contact".split())
# Characters of local parts, without "=", "&", "?" and "/", which end the name of a parameter or a path before it.
_NAME = r"[\p{L}\p{N}_]"
_SIGN = r"(?:[.+~-]|['’](?=\p{L})|%(?:2[Bb]|(?![0-9A-Fa-f]{2})))"
_LOCAL = rf"{_NAME}(?:{_NAME}|{_SIGN}){{0,4000}}+"  # as long as any text that is searched at once
# Not within a local part, so that each is read once, and not the user of a link: "https://ana@files.otter.com/x".
_BEGIN = rf"(?<!{_NAME}{_SIGN}{{0,60}}|://)"
_RETURN_PATH = rf"{_NAME}[\w.-]{{0,60}}\+[\w.+-]{{1,60}}=[\w.-]{{3,100}}+"  # "bounce+ana=acme.de@lists.acme.com"
_LABEL = r"[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,62}[\p{L}\p{N}])?+"
_DOMAIN = rf"{_LABEL}(?:\.{_LABEL}){{1,8}}+"


def address_part(value: str) -> tuple[int, int]:
    """Return the offsets of the address within a match: without a word behind a full stop that is no part of it.

    The range is empty if the domain has no suffix that is public, reserved or internal, or is one of documentation.
    """
    local, _, domain = value.rpartition("@")
    if domain.startswith("["):
        return 0, len(value)
    labels = domain.split(".")
    for count in range(len(labels), 1, -1):
        name = ".".join(labels[:count])
        if labels[count - 1].lower() in FURTHER_SUFFIXES or parts_of_domain(name).suffix:
            is_public = RESERVED.fullmatch(name) or (local.lower() in FUNCTIONS and is_public_link(name))
            return (0, 0) if is_public else (0, len(local) + 1 + len(name))
    return 0, 0


# fmt: off
RULES = (
    Rule("email_address", "EMAIL_ADDRESS", rf"(?:{_BEGIN}(?:{_RETURN_PATH}(?=@)|{_LOCAL})|\"[^\"\n@]{{1,62}}\")@(?:{_DOMAIN}|\[(?:\d{{1,3}}\.){{3}}\d{{1,3}}\])", 1.0,
         ("write to ⟦ana.berg+box@quarryhill.co.uk⟧.", "GET /in?next=1&u=⟦siv.moe@tarn-otter.no⟧ HTTP", "?email=⟦o'hara@otter.ie⟧&x=1", '⟦"ana berg"@tarn-otter.de⟧', "<⟦ana@tarn-otter.test⟧>", "-⟦ana@bücher-otter.de⟧", "at ⟦ana@otter.com⟧.Please", "⟦bounce+ana=otter.de@lists.tarn-otter.org⟧", "⟦ana@[10.3.8.4]⟧", "⟦ana@mail.otter.internal⟧", "⟦ana@otter.jm⟧"),
         ("ana@otter.nosuchsuffix", "user@example.com", "usuario@exemplo.com.br", "support@microsoft.com", "git@host", "a @ b.com", "@media.print", "npm i @scope/x@1.2.3", "https://ana@files.otter.com/x"), part=address_part, source="RFC 5322, section 3.4.1"),
)
# fmt: on
