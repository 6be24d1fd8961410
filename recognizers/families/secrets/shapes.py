"""Shapes of tokens: a compact notation, from which a rule with its examples and the prefixes of dummies are made.

`ghp_{36}` is the prefix `ghp_` and 36 random characters; `{h32}` are hexadecimal digits. The random characters are
computed, so that the sources contain nothing that scanners of secrets, including ours, take for a live token.
"""

import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

import regex

from recognizers.families.secrets.placeholders import is_secret
from recognizers.rules import Rule

LOWER, UPPER, DIGITS = string.ascii_lowercase, string.ascii_uppercase, string.digits
ALPHABETS = {
    "": LOWER + UPPER + DIGITS,
    "a": LOWER + UPPER,
    "b": LOWER + UPPER + DIGITS + "+/",
    "d": DIGITS,
    "g": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",  # of Bech32
    "h": "0123456789abcdef",
    "l": LOWER + DIGITS,
    "u": UPPER + DIGITS,
    "w": LOWER + UPPER + DIGITS + "_-",
}
PART = regex.compile(r"\{(?P<kind>[a-z]?)(?P<length>\d+)\}|\{uuid\}")
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
UUID_SHAPE = "{h8}-{h4}-{h4}-{h4}-{h12}"
# A token does not begin within a word, but it may follow an escape such as `\n` or `%3D`.
START = r"(?:(?<![A-Za-z0-9_])|(?<=\\[nrt])|(?<=%[0-9A-F]{2})|(?<=/bot))"
END = r"(?![A-Za-z0-9_])"
CERTAIN = 0.97


def sample(shape: str, salt: str = "") -> str:
    """Return a token of a shape. The same shape and salt give the same token."""

    def characters(match: regex.Match[str]) -> str:
        if match[0] == "{uuid}":
            return sample(UUID_SHAPE, f"{salt}{match.start()}")
        alphabet = ALPHABETS[match["kind"]]
        seed = f"{shape}|{salt}|{match.start()}|".encode()
        numbers = b"".join(sha256(seed + bytes([block])).digest() for block in range(int(match["length"]) // 32 + 1))
        return "".join(alphabet[number % len(alphabet)] for number in numbers[: int(match["length"])])

    return PART.sub(characters, shape)


@dataclass(frozen=True, slots=True)
class Token:
    """A token with a published prefix.

    Arguments:
        name: the name of the rule.
        pattern: the regular expression of the whole token.
        shapes: one shape for each published prefix, separated by spaces. The examples are made from them; a token that
            is cut and one that consists of the letter x are the false examples.
        source: where the shape is published.
        check, entity, score: as in `Rule`.
    """

    name: str
    pattern: str
    shapes: str
    source: str
    check: Callable[[str], bool] = is_secret
    entity: str = "API_KEY"
    score: float = CERTAIN

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The published prefixes, which a dummy keeps."""
        return tuple(shape.partition("{")[0] for shape in self.shapes.split())

    @property
    def rule(self) -> Rule:
        """The rule of the token, with its examples."""
        shapes = self.shapes.split()
        carriers = ('TOKEN="⟦{}⟧"', "The old one, ⟦{}⟧, was revoked.")
        true = tuple(carrier.format(sample(shape, self.name)) for shape in shapes for carrier in carriers)
        false = (f"TOKEN={self.prefixes[0]}{sample('{4}')}", f"TOKEN={PART.sub(_letters_x, shapes[0])}")
        pattern = f"{START}(?P<value>{self.pattern}){END}"
        return Rule(self.name, self.entity, pattern, self.score, true, false, check=self.check, source=self.source)


def rules_of(tokens: Iterable[Token]) -> tuple[Rule, ...]:
    """Return the rules of tokens."""
    return tuple(one.rule for one in tokens)


def _letters_x(match: regex.Match[str]) -> str:
    return "x" * int(match["length"] or len(UUID_SHAPE))
