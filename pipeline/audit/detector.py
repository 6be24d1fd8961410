"""Detector: whether our model gives away the names that it was trained on.

A model that has learnt its training names by heart finds them likelier to be names than others of their kind. Each name
that was not trained on is paired with one of the same culture, number of words and nearest length that was. Both are put
into the same sentences. If the model does not distinguish them, each of the two is scored higher equally often.
"""

import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.audit.result import Result
from pipeline.audit.significance import holm, sign_p
from pipeline.errors import RecordError
from pipeline.evaluate.intervals import clopper_pearson
from pipeline.evaluate.tables import Table
from pipeline.replace.people.origins import origin_of
from recognizers.lexicon.names import parse
from recognizers.model.labels import LABELS
from recognizers.model.tagger import Tagger

Score = Callable[[str], float]  # name -> how surely the model takes it for a person
Pair = tuple[str, str]  # a name that was trained on, and one that was not
NAME = "{name}"
FRAMES = (
    "Please call {name} before Friday.",
    "The contract was signed by {name} and returned by mail.",
    "From: {name}",
    "{name} asked for a refund of the second invoice.",
    "I met {name} in the office yesterday.",
    "Customer\t{name}\topen",
)
MIN_PAIRS = 10  # of a culture; fewer are counted together
OTHERS, ALL = "other cultures", "all cultures"
LEVEL = 0.05
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Row:
    """The result for a culture.

    Arguments:
        culture: the culture.
        trained, untrained: in how many pairs the name that was trained on, or the other one, is scored higher.
        p_value: the p-value of the two-sided sign test.
        corrected: the same, corrected for the number of cultures.
    """

    culture: str
    trained: int
    untrained: int
    p_value: float
    corrected: float = 1.0

    @property
    def pairs(self) -> int:
        """The number of pairs that are not scored alike."""
        return self.trained + self.untrained


def person_score(tagger: Tagger) -> Score:
    """Return a function that scores a name by a model: the log-odds of a person, on average over its pieces and all frames."""
    person = LABELS.index("PERSON")

    def score(name: str) -> float:
        return float(np.mean([_in_frame(frame, name) for frame in FRAMES]))

    def _in_frame(frame: str, name: str) -> float:
        start = frame.index(NAME)
        offsets, probabilities = tagger.probabilities(frame.replace(NAME, name))
        inside = [start < end and first < start + len(name) for (first, end) in offsets]
        shares = np.clip(probabilities[inside, person].astype(np.float64), TINY, 1 - TINY)
        return float(np.mean(np.log(shares / (1 - shares))))

    return score


def audit_detector(trained: Sequence[str], untrained: Sequence[str], score: Score) -> tuple[Row, ...]:
    """Return the result for each culture, and for all of them.

    Arguments:
        trained: names that the model was trained on.
        untrained: names of the same kind that it was not trained on.
        score: scores a name.
    """
    pairs = list(pairs_of(trained, untrained))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    sizes = Counter(culture for culture, _ in pairs)
    for culture, (one, other) in pairs:
        difference = score(one) - score(other)
        for name in (culture if sizes[culture] >= MIN_PAIRS else OTHERS, ALL):
            counts[name][0] += difference > 0
            counts[name][1] += difference < 0
    ordered = sorted(counts.items(), key=lambda item: (item[0] == ALL, item[0] == OTHERS, -sum(item[1]), item[0]))
    p_values = [min(1.0, 2 * min(sign_p(won, lost), sign_p(lost, won))) for _, (won, lost) in ordered]
    rows = zip(ordered, p_values, holm(p_values), strict=True)
    return tuple(Row(name, won, lost, p_value, corrected) for (name, (won, lost)), p_value, corrected in rows)


def pairs_of(trained: Sequence[str], untrained: Sequence[str]) -> Iterator[tuple[str, Pair]]:
    """Yield culture and pair for each name that was not trained on and has a name of its kind left."""
    kinds: dict[tuple[str, int], list[tuple[int, str, str]]] = defaultdict(list)
    for name in trained:
        kinds[_kind(name)].append((len(name), _mixed(name), name))
    for left in kinds.values():
        left.sort()
    for name in sorted(untrained, key=_mixed):
        left = kinds[_kind(name)]
        if left:
            place = bisect_left(left, (len(name), _mixed(name), name))
            near = [at for at in (place - 1, place) if 0 <= at < len(left)]
            nearest = min(near, key=lambda at: abs(left[at][0] - len(name)))
            yield _kind(name)[0], (left.pop(nearest)[2], name)


def _kind(name: str) -> tuple[str, int]:
    """Return the culture of a name, and its number of words."""
    parsed = parse(name, "")
    return origin_of(parsed.given, parsed.family).family_culture, len(name.split())


def _mixed(name: str) -> str:
    """Return what orders names as if at random, and always in the same way."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def read_names(path: Path) -> list[str]:
    """Return the names of a file, a name a line, each once; raises RecordError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise RecordError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise RecordError(f"{path} is not in UTF-8, from byte {error.start}: save it again") from None
    names = list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines))))
    if not names:
        raise RecordError(f"{path} has no name: write a name a line")
    return names


def check_apart(trained: Sequence[str], untrained: Sequence[str]) -> None:
    """Raise RecordError if a name is in both lists. The message has its place, and not the name."""
    known = {name.casefold() for name in trained}
    if place := next((place for place, name in enumerate(untrained, 1) if name.casefold() in known), 0):
        raise RecordError(
            f"the name {place} of the untrained ones was also trained on: remove it from one of the files"
        )


def report(model: str, rows: Sequence[Row]) -> Result:
    """Return the report of an audit: a verdict, a table and figures, without a name.

    Arguments:
        model: the name of the model.
        rows: the results.
    """
    total = next((row for row in rows if row.culture == ALL), Row(ALL, 0, 0, 1.0))
    low, high = clopper_pearson(total.trained, total.pairs)
    passed = all(row.corrected > LEVEL for row in rows)
    share = f"{100 * total.trained / max(total.pairs, 1):.1f} % of {total.pairs} pairs (95 %: {100 * low:.0f} to {100 * high:.0f} %)"
    verdict = f"the name that was trained on is scored higher in {share}; by chance in 50 %"
    if not passed:
        verdict = f"{model} distinguishes names that it was trained on from others: {verdict}"
    columns = ("culture", "pairs", "trained higher", "p-value", "corrected")
    cells = tuple(
        (row.culture, str(row.pairs), str(row.trained), f"{row.p_value:.2g}", f"{row.corrected:.2g}") for row in rows
    )
    notes = () if total.pairs >= MIN_PAIRS else (f"{total.pairs} pairs are too few for a conclusion",)
    return Result("detector", passed, verdict, (Table("", columns, cells),), notes, _figures(model, rows, low, high))


def _figures(model: str, rows: Sequence[Row], low: float, high: float) -> Mapping[str, object]:
    return {
        "model": model,
        "level": LEVEL,
        "trained_higher_95": [low, high],
        "cultures": [
            {
                "culture": row.culture,
                "pairs": row.pairs,
                "trained_higher": row.trained,
                "p": row.p_value,
                "p_corrected": row.corrected,
            }
            for row in rows
        ],
    }
