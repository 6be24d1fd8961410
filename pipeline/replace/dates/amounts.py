"""Amounts: ages, money and ZIP codes, changed by keyed noise or generalized to a range."""

from decimal import Decimal

import regex

from pipeline.policy.model import DEFAULT_PERCENT
from pipeline.replace.keyed.keys import FamilyKey
from recognizers.entities import row_of
from recognizers.lexicon.digits import digits_of

AGE_BAND_YEARS = 10
AGE_SPREAD_YEARS = 2
OLDEST_AGE = 90  # HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)
AGE = regex.compile(
    r"(?<![\d.,])(?P<age>\d{1,3})(?:\+|(?![\d%]|[.,]\d))(?P<unit>[\s-]*(?:months?|mos?|weeks?|wks?|days?)\b)?"
)
# $1,200.50  1.200,50 €  1 200,50 €  12'000  12,34,567  3.4m  2.5 billion
AMOUNT = regex.compile(
    r"(?<![\d.,]|\de|\de[+-])(?:(?P<whole>\d{1,3}(?P<group>[,.'’ \u00a0\u202f\u2009])(?:\d{2,3}(?P=group)){0,9}\d{3}(?!\d))(?!\s?(?:[mb]n|[mbt]r?illion))|(?P<plain>\d{1,30}))"
    r"(?:(?P<point>[.,])(?P<fraction>\d{1,20}))?(?![\d]|[.,]\d|e[+-]?\d)"
    r"(?:\s?(?P<unit>thousand|million|billion|trillion|mio|mrd|mln|mld|bn|mn|tn|lakh|crore|[kmbt])s?\b)?",
    regex.IGNORECASE,
)
UNITS = {
    **dict.fromkeys(("k", "thousand"), 10**3),
    **dict.fromkeys(("m", "mn", "mio", "mln", "million"), 10**6),
    **dict.fromkeys(("b", "bn", "mrd", "mld", "billion"), 10**9),
    **dict.fromkeys(("t", "tn", "trillion"), 10**12),
    "lakh": 10**5,
    "crore": 10**7,
}
# ZIP code areas of 20,000 people or fewer (census of 2000), from the guidance on 45 CFR 164.514(b)(2)(i)(B).
SMALL_ZIP3 = frozenset("036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split())
ZIP = regex.compile(r"\s*(?P<area>\d{3})\d\d(?:-?\d{4})?\s*")
NOISE_STEPS = 10**6


def surrogate_age(key: FamilyKey, surface: str) -> str:
    """Return an age within two years of the original, or "90+" from 90 on; the words around it stay.

    Arguments:
        key: the family key of dates.
        surface: the age as it is written: "42", "42 years old", "aged 42", "42-year-old".

    Returns:
        The new age in the text of the old one; a placeholder if the text contains no age.
    """

    def replaced(found: "regex.Match[str]") -> str:
        age, unit = int(found["age"]), found["unit"] or ""
        if age >= OLDEST_AGE and not unit:
            return f"{OLDEST_AGE}+"
        steps = [step for step in range(-AGE_SPREAD_YEARS, AGE_SPREAD_YEARS + 1) if step and age + step > 0]
        steps = [step for step in steps if unit or age + step < OLDEST_AGE]
        return str(age + steps[key.number(f"age|{age}|0", len(steps))]) + unit  # "|0": the label of every version

    return AGE.sub(replaced, surface) if AGE.search(surface) else "<AGE>"


def generalize_amount(entity: str, surface: str) -> str:
    """Return the range or region of a number.

    Arguments:
        entity: AGE, MONEY or ZIP_CODE.
        surface: the number as it is written.

    Returns:
        The range or region; a placeholder for another entity or a text without a number.
    """
    kind = row_of(entity).surrogate
    if kind == "age" and AGE.search(surface):
        return AGE.sub(_age_band, surface)
    if kind == "amount" and AMOUNT.search(surface):
        return AMOUNT.sub(_money_band, surface)
    if kind == "zip" and (code := ZIP.fullmatch(surface)):
        return ("000" if code["area"] in SMALL_ZIP3 else code["area"]) + "**"
    return f"<{entity}>"


def shift_amount(key: FamilyKey, surface: str, percent: int = DEFAULT_PERCENT) -> str:
    """Change every amount in a text by a keyed percentage, in the format of the original.

    The noise depends on the key and the value only, so repeated values cannot be averaged. The order of two amounts
    may change.

    Arguments:
        key: the family key of numbers.
        surface: the text with the amounts; sign, currency, separators and number of digits stay.
        percent: the largest change, in percent; the smallest is a tenth of it.

    Returns:
        The new text; `surface` itself if it contains no amount in digits.
    """
    return AMOUNT.sub(lambda found: _noised(key, found, percent), surface)


def _age_band(found: "regex.Match[str]") -> str:
    age, unit = int(found["age"]), found["unit"] or ""
    if age >= OLDEST_AGE and not unit:
        return f"{OLDEST_AGE}+"
    start = age // AGE_BAND_YEARS * AGE_BAND_YEARS
    return f"{start}-{start + AGE_BAND_YEARS - 1}{unit}"


def _money_band(found: "regex.Match[str]") -> str:
    """Return the order of magnitude as a range: 0-1, 1-10, 10-100, 100-1000 ..."""
    whole = int(_value(found))
    size = len(str(whole))
    band = f"{10 ** (size - 1)}-{10**size}" if whole else "0-1"
    return band + _after_digits(found)


def _noised(key: FamilyKey, found: "regex.Match[str]", percent: int) -> str:
    """Change one amount by a multiple of its last digit; in the other direction if the number of digits would change."""
    true_value = _value(found) * UNITS.get((found["unit"] or "").casefold(), 1)
    step = key.number(f"noise|{true_value.normalize():f}", 2 * NOISE_STEPS)
    sign = 1 if step < NOISE_STEPS else -1
    old = _digits(found)
    share = percent * (NOISE_STEPS + 9 * (step % NOISE_STEPS))
    whole = 1000 * NOISE_STEPS
    change = max((2 * int(old) * share + whole) // (2 * whole), 1) * sign
    tries = (int(old) + further for further in (change, -change, sign, -sign))
    new = next(new for count in tries if count > 0 and _has_shape(new := str(count).zfill(len(old)), old))
    written = iter(new)
    after = _after_digits(found)
    number = found[0].removesuffix(after)
    return "".join(next(written) if c.isdecimal() else c for c in number) + after


def _has_shape(new: str, old: str) -> bool:
    """Return whether a number has as many digits as another, and no leading zero unless the other has one."""
    return len(new) == len(old) and (new[0] != "0" or old[0] == "0" or len(old) == 1)


def _digits(found: "regex.Match[str]") -> str:
    return digits_of(found["whole"] or found["plain"]) + (found["fraction"] or "")


def _value(found: "regex.Match[str]") -> Decimal:
    return Decimal(_digits(found)).scaleb(-len(found["fraction"] or ""))


def _after_digits(found: "regex.Match[str]") -> str:
    """Return the text of an amount after its digits: "k", " million"."""
    end = found.end("fraction") if found["fraction"] else max(found.end("whole"), found.end("plain"))
    return found[0][end - found.start() :]
