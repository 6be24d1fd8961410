"""Letter case: a replacement in the case of what it replaces."""


def in_case(new: str, like: str, *, min_capitals: int = 1) -> str:
    """Return a text in capitals or in lower case where another is; as it is where that one mixes them.

    Arguments:
        new: the text to write.
        like: the text whose case counts.
        min_capitals: fewer characters in capitals are initials, which say nothing of the case of a text.
    """
    if like.isupper() and len(like) >= min_capitals:
        return new.upper()
    return new.lower() if like.islower() else new


def capitalized(new: str, like: str) -> str:
    """Return a text in capitals, or with a capital first letter, where another has them; as it is elsewhere."""
    if like.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if like[:1].isupper() else new
