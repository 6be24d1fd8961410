"""Kinds of national numbers: one row a kind, and the rules that are made from the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module

from recognizers.lexicon.digits import digits_of
from recognizers.rules import Rule

BEFORE, AFTER = r"(?<![\w.,:/+=-])(?<!\d )", r"(?![\w-]|[.,:/]\d|[ ]\d)"
# Numbers that authorities, documentation and test suites publish as examples, without separators.
TEST_NUMBERS = frozenset(
    """
    52998224725 11222333000181 11444777000161 7992739871 79927398713 12345678909 11144477735 11122233344 00000000191 123456782 111222333 999990019 44051401458 44051401359 02070803628 1234563218 046454286
    12345678901 47036892816 65929970489 86095742719 12345678Z 00000000T 11111111H X1234567L Y1234567X Z1234567R B12345674 A12345674
    RSSMRA80A01H501U RSSMRA85T10A562S MRTMTT25D09F205Z 1212121212 191212121212 8112189876 198112189876 131052308T 010101123N 1201743399
    0707614285 0707614293 BOXW310820HNERXN09 HEGG560427MVZRRL04 XAXX010101000 XEXX010101000 GODE561231GR8 12345678900012 123456789 1234567890
    078051120 219099999 457555462 987654320 987654329 123456788 7560000000002 7561234567897 850101001 999999999999 499118665246 ABCDE1234F
    AAAPL1234C ABCPE1234F 27AAPFU0939F1ZV S1234567D QQ123456C QQ123456A AB123456C 11111111030 29804720769 13023111111 01010100111 8001015009087
    53004085616 51824753556 004085616 12345678910 10000000146 1790001100105 DE123456789 DE136695976 GB123456789 GB999999973 FR40303265045 ATU12345678
    ATU13585627 BE0123456789 IT12345678901 ESB12345674 NL123456789B01 PL1234563218 123456789012 12345678901234 12345678 9434765919 4010232137
    """.split()
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of number.

    Arguments:
        name: the name of the rule.
        module: the module of python-stdnum that checks it.
        pattern: its shape.
        examples: two valid numbers.
        labels: the words for it, in the language of the country and in English, separated by "|", in lower case.
        alone: the score of a valid number without a label nearby.
    """

    name: str
    module: str
    pattern: str
    examples: tuple[str, str]
    labels: str
    alone: float = 0.0


def rules_of(kinds: Iterable[Kind]) -> tuple[Rule, ...]:
    """Return the rules of several kinds. Each checks the check digits; the label may be anywhere near the number."""
    return tuple(_rule(kind) for kind in kinds)


def is_published(text: str) -> bool:
    """Return whether a number is a published example, or a run such as 123456789."""
    compact = "".join(filter(str.isalnum, text)).upper()
    digits = digits_of(compact)
    return compact in TEST_NUMBERS or digits in TEST_NUMBERS or compact in "01234567890123456789"


def is_real(text: str) -> bool:
    """Return whether a number has at least three different digits, unlike a placeholder."""
    return len(set(digits_of(text))) > 2


def _rule(kind: Kind) -> Rule:
    first, second = kind.examples
    label = kind.labels.split("|")[0]
    return Rule(
        f"national_id_{kind.name}",
        "NATIONAL_ID",
        rf"{BEFORE}(?:{kind.pattern}){AFTER}",
        kind.alone,
        true=(f"{label}: ⟦{first}⟧", f"{label} ⟦{second}⟧" if not kind.alone else f"it was ⟦{second}⟧"),
        false=(f"{label} {first}-0", f"order {first}" if not kind.alone else f"order {first}/9"),
        context=tuple(kind.labels.split("|")),
        with_context=0.95,
        check=partial(_is_valid, kind.module),
        source=f"python-stdnum: stdnum.{kind.module}",
    )


@cache
def _module(name: str):  # type: ignore[no-untyped-def]
    return import_module(f"stdnum.{name}")


def _is_valid(module: str, text: str) -> bool:
    return is_real(text) and bool(_module(module).is_valid(text))
