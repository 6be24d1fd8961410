"""Planting: draws canaries, decides by a fair coin which of them are planted, and writes them into records of a sample."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.audit.canaries.kinds import KINDS, Kind
from pipeline.records import Record
from pipeline.text.document import Text

TIMES = (1, 4, 1, 1, 16, 1, 4, 1, 1, 4)  # how often canaries are planted, in turn: most of them once
MAX_PER_RECORD = 4  # more values of one kind than a record has would be a case of its own


@dataclass(frozen=True, slots=True)
class Canary:
    """A random value that is planted, or is not.

    Arguments:
        kind: its kind.
        value: the value.
        is_planted: what the coin says.
        times: how often it is planted, if it is.
    """

    kind: Kind
    value: str = field(repr=False)
    is_planted: bool
    times: int

    @property
    def sentence(self) -> str:
        """The text that is planted."""
        return f"{self.kind.prefix}{self.value}"


def draw_canaries(count: int, chance: random.Random) -> list[Canary]:
    """Draw different canaries of all kinds in turn; each is planted with probability 1/2, independently.

    Arguments:
        count: the number of canaries, of which about half are planted.
        chance: the source of randomness.
    """
    drawn: dict[str, Canary] = {}
    while len(drawn) < count:
        number = len(drawn)
        kind = KINDS[number % len(KINDS)]
        times = TIMES[number // len(KINDS) % len(TIMES)]
        canary = Canary(kind, kind.draw(chance), chance.random() < 0.5, times)
        drawn.setdefault(canary.value, canary)
    return list(drawn.values())


def draw_references(kind: Kind, count: int, canaries: Sequence[Canary], chance: random.Random) -> list[str]:
    """Draw different look-alikes of the canaries of a kind, none of which is a canary."""
    taken = {canary.value for canary in canaries}
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        value = kind.draw(chance)
        if value not in taken:
            drawn[value] = None
    return list(drawn)


def plant(sample: Sequence[Record], canaries: Sequence[Canary], chance: random.Random) -> list[Record]:
    """Return the records with the canaries in their free texts.

    Arguments:
        sample: records with free text. They are repeated if they are too few for the canaries.
        canaries: the canaries.
        chance: the source of randomness.
    """
    sentences = [canary.sentence for canary in canaries if canary.is_planted for _ in range(canary.times)]
    chance.shuffle(sentences)
    rounds = max(1, -(-len(sentences) // (MAX_PER_RECORD * len(sample))))
    places = [place for place in range(rounds * len(sample)) for _ in range(MAX_PER_RECORD)]
    texts = [list(sample[place % len(sample)].texts) for place in range(rounds * len(sample))]
    for place, sentence in zip(chance.sample(places, len(sentences)), sentences, strict=True):
        index = chance.choice(free_texts(texts[place]))
        texts[place][index] = _with_sentence(texts[place][index], sentence, chance)
    return [replace(sample[place % len(sample)], texts=tuple(each)) for place, each in enumerate(texts)]


def free_texts(texts: Sequence[Text]) -> list[int]:
    """Return the indices of the texts of a record that contain sentences."""
    return [index for index, text in enumerate(texts) if _is_free(text)]


def _is_free(text: Text) -> bool:
    is_other = text.entity or text.is_label or text.is_name or text.is_category or text.is_dropped
    return not is_other and " " in text.value.strip()


def _with_sentence(text: Text, sentence: str, chance: random.Random) -> Text:
    """Return a text with a sentence as a line of its own, or at the end of its only line."""
    lines = text.value.split("\n")
    if len(lines) == 1:
        return replace(text, value=f"{text.value} {sentence}.")
    lines.insert(chance.randrange(1, len(lines) + 1), f"{sentence}.")
    return replace(text, value="\n".join(lines))
