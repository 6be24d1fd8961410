"""Tables of an audit of utility: the price of privacy, as figures and as bars. No value of any text is in them."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pipeline.audit.result import Result
from pipeline.audit.utility.copies import Copy
from pipeline.audit.utility.intervals import Estimate
from pipeline.audit.utility.measure import CONTEXT, FOLDS, Utility
from pipeline.evaluate.intervals import Interval
from pipeline.evaluate.tables import Table

BAR = 10  # characters of the longest bar
FULL, EIGHTHS = "█", " ▏▎▍▌▋▊▉"
GUESS, CHARACTERS = "(guessing)", "(no context)"


def report(utility: Utility) -> Result:
    """Return the report of an audit of utility; it fails where the test on raw data shows that it has no power."""
    return Result(
        "utility",
        None if utility.has_power else False,
        _verdict(utility),
        (_accuracy(utility), _perplexity(utility), _consistency(utility)),
        tuple(_notes(utility)),
        _figures(utility),
    )


def _verdict(utility: Utility) -> str:
    raw, copy = utility.copies[Copy.RAW], utility.copies[Copy.PSEUDONYMIZED]
    more = _powers(copy.bits_more)
    if not utility.has_power:
        return (
            f"the test has no power: trained on raw records, the classifier is right for {_percent(raw.accuracy.share)}, and the most "
            f"frequent label for {_percent(utility.guess.share)}; choose another label, or pass more records"
        )
    return (
        f"the price of the policy: {_points(copy.accuracy_lost.value)} points of accuracy "
        f"(95 %: {_points(copy.accuracy_lost.low)} to {_points(copy.accuracy_lost.high)}), and {_change(more.value)} perplexity "
        f"(95 %: {_change(more.low)} to {_change(more.high)})"
    )


def _accuracy(utility: Utility) -> Table:
    rows = [
        (copy, *_interval(one.accuracy), *_against(one.accuracy_lost, copy), bar(one.accuracy.share))
        for copy, one in utility.copies.items()
    ]
    rows.append((GUESS, *_interval(utility.guess), "", "", bar(utility.guess.share)))
    title = f"Accuracy of a classifier on raw records ({utility.records:,} records, {utility.classes} labels)"
    return Table(title, ("trained on", "right", "95 %", "points", "95 %", ""), tuple(rows))


def _perplexity(utility: Utility) -> Table:
    each = {copy: _powers(one.bits) for copy, one in utility.copies.items()}
    each[CHARACTERS] = _powers(utility.bits_of_characters)
    most = max(one.value for one in each.values())
    rows = []
    for name, one in each.items():
        more = _powers(utility.copies[name].bits_more) if name in utility.copies and name != Copy.RAW else None
        changes = (
            (_change(more.value), f"{100 * more.low - 100:+.1f} to {100 * more.high - 100:+.1f}") if more else ("", "")
        )
        limits = f"{one.low:.2f} to {one.high:.2f}"
        rows.append((name, f"{one.value:.2f}", limits, *changes, bar(one.value / most)))
    title = "Perplexity per character of a language model on raw records (less is better)"
    return Table(title, ("trained on", "perplexity", "95 %", "change", "95 %", ""), tuple(rows))


def _consistency(utility: Utility) -> Table:
    rows = []
    for copy, one in utility.copies.items():
        counts = one.consistency
        stayed, shared = _interval(counts.stayed_one), _interval(counts.became_shared)
        rows.append((copy, *(stayed if counts.repeated else ("-", "")), *(shared if counts.values else ("-", ""))))
    raw = utility.copies[Copy.RAW].consistency
    title = (
        f"Consistency: repeated values that stay one value, and values that share a surrogate "
        f"({raw.values:,} values, {raw.repeated:,} of them repeated)"
    )
    return Table(title, ("copy", "stay one", "95 %", "share", "95 %"), tuple(rows))


def bar(share: float) -> str:
    """Return a bar for a share, 0 to 1, in eighths of a character."""
    eighths = round(max(0.0, min(1.0, share)) * BAR * len(EIGHTHS))
    whole, rest = divmod(eighths, len(EIGHTHS))
    return FULL * whole + (EIGHTHS[rest] if rest else "")


def _interval(one: Interval) -> tuple[str, str]:
    return _percent(one.share), f"{100 * one.low:.1f} to {100 * one.high:.1f}"


def _against(one: Estimate, copy: str) -> tuple[str, str]:
    return ("", "") if copy == Copy.RAW else (_points(one.value), f"{_points(one.low)} to {_points(one.high)}")


def _powers(one: Estimate) -> Estimate:
    """Return perplexities, or their ratio, from bits."""
    return Estimate(2**one.value, 2**one.low, 2**one.high)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"


def _change(ratio: float) -> str:
    return f"{100 * (ratio - 1):+.1f} %"


def _notes(utility: Utility) -> Iterator[str]:
    if utility.unlabelled:
        yield f"{utility.unlabelled} records have no label, and were left out"
    if utility.unread:
        yield f"{utility.unread} records cannot be read, or a run blocks them: they were left out"


def _figures(utility: Utility) -> dict[str, Any]:
    return {
        "records": utility.records,
        "labels": utility.classes,
        "unlabelled": utility.unlabelled,
        "unread": utility.unread,
        "folds": FOLDS,
        "context": CONTEXT,
        "most_frequent_label": asdict(utility.guess),
        "no_context": asdict(_powers(utility.bits_of_characters)),
        "copies": {
            copy: {
                "accuracy": asdict(one.accuracy),
                "accuracy_against_raw": asdict(one.accuracy_lost),
                "perplexity": asdict(_powers(one.bits)),
                "perplexity_against_raw": asdict(_powers(one.bits_more)),
                "consistency": {
                    **asdict(one.consistency),
                    "stayed_one": asdict(one.consistency.stayed_one),
                    "became_shared": asdict(one.consistency.became_shared),
                },
            }
            for copy, one in utility.copies.items()
        },
    }
