"""Tables: the figures of one or several contenders as rows of text and as JSON, ordered by what matters."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.evaluate.score import EntityScore, Score

Row = tuple[str, ...]
BUT_KEPT = "... but for kept entities"
OF_ONE = ("entity", "mentions", "covered", "characters", "as this entity", "precision")
OF_SEVERAL = ("entity", "mentions")
WRONG = ("recognizer", "entity", "findings", "false alarms", "look-alikes touched")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a report.

    Arguments:
        title: the heading; empty for none.
        columns: the names of the columns.
        rows: the cells.
    """

    title: str
    columns: Row
    rows: tuple[Row, ...]


def tables(scores: Mapping[str, Score]) -> Iterator[Table]:
    """Yield the tables of a report.

    Arguments:
        scores: the score of each contender by its name, Heteronym first.
    """
    ours = next(iter(scores.values()))
    yield Table("", ("figure", *scores), tuple(_figures(scores)))
    if len(scores) == 1:
        yield Table("By entity", OF_ONE, tuple(_entities(ours)))
    else:
        yield Table("Mentions covered, by entity", (*OF_SEVERAL, *scores), tuple(_entities_of_all(scores)))
    if rows := tuple(_recognizers(ours)):
        yield Table(f"Wrong findings of {next(iter(scores))}, by recognizer", WRONG, rows)


def as_json(scores: Mapping[str, Score]) -> dict[str, Any]:
    """Return all figures as JSON: counts, and the shares computed from them. No value of a text is in it.

    Arguments:
        scores: the score of each contender by its name.
    """
    return {name: _as_json(one) for name, one in scores.items()}


def _as_json(score: Score) -> dict[str, Any]:
    return {
        "documents": score.documents,
        "words": score.words,
        "documents_without_leak": score.clean,
        "documents_without_leak_but_kept": score.clean_but_kept,
        "all": _with_shares(score.total),
        "all_but_kept": _with_shares(score.total_but_kept),
        "kept_entities": sorted(score.kept),
        "look_alikes": score.look_alikes,
        "look_alikes_touched": score.touched,
        "false_alarms": score.false_alarms,
        "false_alarms_per_1000_words": _ratio(1000 * score.false_alarms, score.words),
        "entities": {entity: _with_shares(one) for entity, one in _by_mentions(score)},
        "recognizers": [
            {"recognizer": recognizer, "entity": entity, **asdict(one)}
            for (recognizer, entity), one in sorted(score.recognizers.items())
        ],
    }


def _with_shares(one: EntityScore) -> dict[str, Any]:
    return {
        **asdict(one),
        "mentions_covered": _ratio(one.covered_mentions, one.mentions),
        "recall": _ratio(one.covered, one.characters),
        "recall_as_this_entity": _ratio(one.typed, one.characters),
        "precision": _ratio(one.right, one.found),
    }


def _figures(scores: Mapping[str, Score]) -> Iterator[Row]:
    """Yield the figures of whole documents, the most important first."""
    each = list(scores.values())
    apart = [one.total_but_kept for one in each]
    has_kept = any(one.mentions for entity, one in each[0].entities.items() if entity in each[0].kept)
    yield ("documents without any leak", *(_count(one.clean, one.documents) for one in each))
    if has_kept:
        yield (BUT_KEPT, *(_count(one.clean_but_kept, one.documents) for one in each))
    yield ("mentions covered", *(_count(one.total.covered_mentions, one.total.mentions) for one in each))
    if has_kept:
        yield (BUT_KEPT, *(_count(one.covered_mentions, one.mentions) for one in apart))
    yield ("recall by characters", *(share(one.total.covered, one.total.characters) for one in each))
    if has_kept:
        yield (BUT_KEPT, *(share(one.covered, one.characters) for one in apart))
    yield ("precision by characters", *(share(one.total.right, one.total.found) for one in each))
    yield ("look-alikes touched", *(_count(one.touched, one.look_alikes) for one in each))
    yield ("false alarms per 1,000 words", *(_per_1000(one.false_alarms, one.words) for one in each))


def _entities(score: Score) -> Iterator[Row]:
    for entity, one in _by_mentions(score):
        covered = share(one.covered_mentions, one.mentions)
        shares = share(one.covered, one.characters), share(one.typed, one.characters), share(one.right, one.found)
        yield (_named(entity, score), str(one.mentions), covered, *shares)


def _entities_of_all(scores: Mapping[str, Score]) -> Iterator[Row]:
    ours = next(iter(scores.values()))
    for entity, one in _by_mentions(ours):
        if one.mentions:
            each = [other.entities[entity] for other in scores.values()]
            yield (_named(entity, ours), str(one.mentions), *(share(it.covered_mentions, it.mentions) for it in each))


def _recognizers(score: Score) -> Iterator[Row]:
    """Yield the recognizers that are wrong at least once, the most often wrong first."""
    wrong = [(one.false_alarms + one.touched, key, one) for key, one in score.recognizers.items()]
    for count, (recognizer, entity), one in sorted(wrong, key=lambda item: (-item[0], item[1])):
        if count:
            yield (recognizer, entity, str(one.found), str(one.false_alarms), str(one.touched))


def _by_mentions(score: Score) -> list[tuple[str, EntityScore]]:
    """Return the entities, the most frequent first."""
    return sorted(score.entities.items(), key=lambda item: (-item[1].mentions, item[0]))


def _named(entity: str, score: Score) -> str:
    return f"{entity} (kept)" if entity in score.kept else entity


def share(part: float, whole: float) -> str:
    """Return a share in percent; a dash if there is nothing to count."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _count(part: int, whole: int) -> str:
    return f"{share(part, whole)} ({part} of {whole})" if whole else "-"


def _per_1000(count: int, words: int) -> str:
    return f"{1000 * count / words:.2f}" if words else "-"


def _ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 6) if whole else None
