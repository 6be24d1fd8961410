"""Detection of mail by its content: mbox files by their `From ` lines, single messages by their header."""

import re

# "From sender Mon Mar  3 10:15:37 2025", with a time zone, "remote from host" or nothing after it.
ENVELOPE = re.compile(
    rb"From (?:\S+|\"[^\"]*\"\S*)? *[A-Z][a-z]{2},? (?:[A-Z][a-z]{2} [ \d]\d|[ \d]\d [A-Z][a-z]{2}) .*\d\d:\d\d.*"
)
FIELD = re.compile(rb">?[A-Za-z][!-9;-~]*[ \t]*:|>From ")
NAMED = re.compile(rb"([A-Za-z][!-9;-~]*)[ \t]*:")
# Fields that people write at the head of a note, and fields that only programs write.
OF_MAIL = frozenset(b"from to cc subject date reply-to sender message-id received return-path mime-version".split())
OF_PROGRAMS = frozenset(
    b"message-id received return-path mime-version delivered-to dkim-signature x-mailer user-agent".split()
)
MIN_FIELDS = 3


def is_start(line: bytes, following: bytes, *, is_after_blank: bool) -> bool:
    """Return whether a line of an mbox file begins a message.

    Arguments:
        line: the line.
        following: the line after it.
        is_after_blank: whether the line before it is empty, or there is none.
    """
    if not line.startswith(b"From "):
        return False
    signs = is_after_blank, ENVELOPE.match(line) is not None, FIELD.match(following) is not None
    return sum(signs) > 1


def is_mbox(sample: bytes) -> bool:
    """Return whether a file is an mbox file: a `From ` line with a date, and a header field after it."""
    line, _, following = sample.partition(b"\n")
    return ENVELOPE.match(line) is not None and FIELD.match(following) is not None


def is_message(sample: bytes) -> bool:
    """Return whether a file is a message: nothing but fields up to the first empty line, among them those of programs.

    A note with "From:" and "Subject:" at its head is not one: programs write at least one of the other fields.
    """
    names = set()
    lines = sample.splitlines()
    for line in lines:
        named = NAMED.match(line)
        if not line.strip():
            break
        if named:
            names.add(named[1].lower())
        elif line[:1] not in b" \t" or not names:
            return False
    return len(names & OF_MAIL) >= MIN_FIELDS and bool(names & OF_PROGRAMS)
