"""Name models: trains the models that tell the culture or gender of a name by its letters."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from recognizers.lexicon.name_model import ZERO, NameModel, groups_of, row_of

SCALE = 8  # weights are logarithms times this
PRIOR_NAMES = 6  # so many names of all labels are added to the names of each: few names prove little
MIN_NAMES = 4  # a group of letters of fewer names says little
LOWEST, HIGHEST = -ZERO, ZERO - 1


def model_of(weights: Mapping[str, bytes], labels: Iterable[str]) -> NameModel:
    """Return the model with these weights of each group of letters."""
    return NameModel(tuple(labels), {group: row_of(row) for group, row in weights.items()})


def trained(names: Mapping[str, Iterable[str]], max_groups: int) -> dict[str, bytes]:
    """Return group of letters -> its weights for each label, as the bytes of a row.

    Arguments:
        names: label -> names in canonical form.
        max_groups: how many groups of letters the model holds at most; those that tell most are kept.
    """
    labels = tuple(names)
    counts = {label: Counter(group for name in names[label] for group in set(groups_of(name))) for label in labels}
    sizes = {label: len(set(names[label])) for label in labels}
    totals: Counter[str] = Counter()
    for of in counts.values():
        totals.update(of)
    weighed: dict[str, list[int]] = {}
    weights: dict[str, float] = defaultdict(float)
    for group, total in sorted(totals.items()):
        if total < MIN_NAMES:
            continue
        prior = max(sum(counts[label][group] / sizes[label] for label in labels) / len(labels), 1 / max(sizes.values()))
        shares = [(counts[label][group] + PRIOR_NAMES * prior) / (sizes[label] + PRIOR_NAMES) for label in labels]
        middle = math.exp(sum(map(math.log, shares)) / len(shares))
        weighed[group] = [max(LOWEST, min(HIGHEST, round(SCALE * math.log(share / middle)))) for share in shares]
        weights[group] = total**0.5 * (max(weighed[group]) - min(weighed[group]))
    kept = sorted(sorted(weighed, key=lambda group: (-weights[group], group))[:max_groups])
    return {group: bytes(weight + ZERO for weight in weighed[group]) for group in kept}
