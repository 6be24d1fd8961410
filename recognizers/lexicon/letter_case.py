"""Letter case: writes a replacement in the case of the replaced text."""


def in_case(new: str, like: str, *, min_capitals: int = 1) -> str:
    """Return a text in capitals or lower case if another text is; unchanged if the other text mixes cases.

    Arguments:
        new: the text to write.
        like: the text whose case is used.
        min_capitals: the minimum length of `like` in capitals; shorter texts count as initials.
    """
    if like.isupper() and len(like) >= min_capitals:
        return new.upper()
    return new.lower() if like.islower() else new


def capitalized(new: str, like: str) -> str:
    """Return a text in capitals, or with a capital first letter, if another text is written so; else unchanged."""
    if like.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if like[:1].isupper() else new
