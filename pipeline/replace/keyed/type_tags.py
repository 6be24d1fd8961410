"""Type tags: leading letters that name the type of an identifier, such as ORD-. Other letters may be a name."""

import regex

from recognizers.entities import CATALOGUE

LEADING_LETTERS = regex.compile(r"[A-Z]{1,8}(?=[-_ #:/.]?[\dA-Z-]*\d)(?=[-_ #:/.]|\d)")
# Prefixes that ticket, order and payment systems use. None of them is a name in the pools.
TYPE_TAGS = frozenset(
    """ord order inc incident cus cust customer emp employee tkt ticket req inv invoice po so case mrn ref acc acct account txn trx chg
    change prb problem jira task sctask ritm bug issue story epic clm claim con ctr rma sr wo bkg booking res shp shipment trk pay pmt
    payment usr user prj proj doc sup crm lead opp sku mem member sub quo quote qt cn dn rfc cve asset asn lot batch item part sn ver
    id no nr num cli client kd knd kdnr rg auf fv fac fact cmd ped zam fak mbr policy contract vnd vendor stu""".split()
)
MIN_RUN_ON = 3  # two letters without a separator after them may be initials: PO19690304
# Entity -> its only type tags. Leading letters of identifiers of a person or a car are often initials, or chosen by the owner.
OWN_TAGS = {row.name: frozenset(row.type_tags.split()) for row in CATALOGUE if row.type_tags is not None}


def leading_letters(surface: str) -> str:
    """Return the leading capitals of an identifier, which are a type tag or part of a name."""
    found = LEADING_LETTERS.match(surface)
    return found[0] if found else ""


def is_type_tag(entity: str, surface: str, letters: str) -> bool:
    """Return whether the leading letters of an identifier name its type and do not identify anybody.

    Arguments:
        entity: the entity of the identifier.
        surface: the identifier as it is written.
        letters: its leading letters.
    """
    is_apart = not surface[len(letters) : len(letters) + 1].isalnum()
    if len(letters) < MIN_RUN_ON and not is_apart:
        return False
    return letters.casefold() in OWN_TAGS.get(entity, TYPE_TAGS)


def has_tags(entity: str) -> bool:
    """Return whether identifiers of an entity have type tags at all; leading letters of a passport are its own."""
    return bool(OWN_TAGS.get(entity, TYPE_TAGS))
