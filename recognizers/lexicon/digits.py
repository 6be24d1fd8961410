"""Decimal digits of a text, of any script."""


def digits_of(text: str) -> str:
    """Return the decimal digits of a text, in order, without everything between them."""
    return "".join(filter(str.isdecimal, text))
