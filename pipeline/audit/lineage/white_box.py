"""White box: whether a model finds our pseudonym of a person likelier than the pseudonyms of other keys.

For each person the queries have the name under our key and those under other keys, drawn from the same names. If the model
is independent of our key, each of them has the highest log-probability equally often, so that the rank of ours is uniform.
The ranks of all people are combined by Fisher's method. Equal log-probabilities are no evidence.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path

from pipeline.audit.lineage.worlds import PURPOSE, People, World, surrogate_under
from pipeline.audit.significance import fisher_of_ranks, rank_p
from pipeline.errors import HeteronymError, RecordError
from pipeline.replace.people.people import Person

OTHERS = 63  # other keys of each person: a rank is one of 64
MAX_PEOPLE = 500  # of a world
NAME = "{name}"  # in a frame
QUERY, LOG_PROBABILITY = "query", "log_probability"


@dataclass(frozen=True, slots=True)
class Query:
    """A text whose log-probability the owner of the model is asked for.

    Arguments:
        world, person, candidate: its place; the candidates of a person are in the order of their texts.
        text: the text.
        is_ours: whether it has the name under our key.
    """

    world: int
    person: int
    candidate: int
    text: str = field(repr=False)
    is_ours: bool = field(repr=False)

    @property
    def id(self) -> str:
        """The id in files."""
        return f"{self.world}.{self.person}.{self.candidate}"


@dataclass(frozen=True, slots=True)
class Ranks:
    """The ranks of our pseudonyms in a world.

    Arguments:
        people, candidates: the number of people, and of candidates of each.
        first: how many of our pseudonyms are likelier than all others.
        p_value: the p-value of the test.
    """

    people: int
    candidates: int
    first: int
    p_value: float


def checked_frame(frame: str) -> str:
    """Return a frame; raises HeteronymError if it has no place for the name."""
    if frame.count(NAME) != 1:
        raise HeteronymError(f"--frame needs {NAME} once, in the place of the name, as in 'Dear {NAME},'")
    return frame


def queries_of(worlds: Sequence[World], people: People, frame: str) -> list[Query]:
    """Return the queries, in an order that reveals neither who the people are nor which names are ours.

    Arguments:
        worlds: the worlds, with at least OTHERS other keys.
        people: the people of the originals.
        frame: the text around each name; it must not depend on the key.
    """
    return [query for number, world in enumerate(worlds, 1) for query in _queries(number, world, people, frame)]


def _queries(number: int, world: World, people: People, frame: str) -> Iterator[Query]:
    ordered = sorted(people.people, key=lambda person: world.key.digest(f"{PURPOSE}|{person.label}"))
    for place, person in enumerate(islice(_independent(ordered, people), MAX_PEOPLE), 1):
        made = (surrogate_under(key, person, people) for key in (world.key, *world.others[:OTHERS]))
        texts = [frame.replace(NAME, f"{one.given} {one.family}") for one in made]
        candidates = sorted((text, index == 0) for index, text in enumerate(texts))
        for candidate, (text, is_ours) in enumerate(candidates, 1):
            yield Query(number, place, candidate, text, is_ours)


def _independent(ordered: Iterable[Person], people: People) -> Iterator[Person]:
    """Yield people whose pseudonyms do not depend on each other: if names are mapped by part, none with a part of another."""
    seen: set[str] = set()
    for person in ordered:
        parts = {person.given, person.family}
        if people.is_whole or not parts & seen:
            seen |= parts
            yield person


def written(queries: Sequence[Query]) -> str:
    """Return the queries as JSONL, without the mark of ours."""
    return "".join(json.dumps({QUERY: one.id, "text": one.text}, ensure_ascii=False) + "\n" for one in queries)


def ranks_of(queries: Sequence[Query], log_probabilities: dict[str, float]) -> list[Ranks]:
    """Return the ranks in each world.

    Arguments:
        queries: the queries, in order.
        log_probabilities: the log-probability of each, by its id.
    """
    by_world: dict[int, list[tuple[float, list[float]]]] = {}
    for (world, _), candidates in groupby(queries, key=lambda one: (one.world, one.person)):
        ranked = sorted((not one.is_ours, log_probabilities[one.id]) for one in candidates)
        (_, own), *others = ranked
        by_world.setdefault(world, []).append((own, [value for _, value in others]))
    return [_ranks(ranked) for ranked in by_world.values()]


def _ranks(ranked: Sequence[tuple[float, Sequence[float]]]) -> Ranks:
    candidates = 1 + OTHERS
    first = sum(rank_p(own, others) <= 1 / candidates for own, others in ranked)
    return Ranks(len(ranked), candidates, first, fisher_of_ranks(ranked))


def read_log_probabilities(path: Path, queries: Sequence[Query]) -> dict[str, float]:
    """Return the log-probability of each query by its id.

    Arguments:
        path: a JSONL file with a line `{"query": ID, "log_probability": NUMBER}` for each query, in any order.
        queries: the queries.

    Raises:
        RecordError: the file cannot be read, or a line is wrong, repeated, missing, or of no query.
    """
    found: dict[str, float] = {}
    known = {one.id for one in queries}
    try:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if line.strip():
                query, value = _parsed(line, f"{path}, line {number}")
                if query not in known or query in found:
                    raise RecordError(f"{path}, line {number}: the query is unknown or was answered before")
                found[query] = value
    except OSError as error:
        raise RecordError(f"cannot read {path}: {error.strerror}") from None
    if missing := next((one.id for one in queries if one.id not in found), ""):
        raise RecordError(f"{path} has no line for the query {missing}: each query needs one")
    return found


def _parsed(line: bytes, place: str) -> tuple[str, float]:
    """Return the id and the value of a line; raises RecordError if it has another form."""
    try:
        answer = json.loads(line)
        query, value = answer[QUERY], answer[LOG_PROBABILITY]
        is_right = isinstance(query, str) and type(value) in (int, float) and not math.isnan(value)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError):
        is_right = False
    if not is_right:
        raise RecordError(f'{place} is not {{"{QUERY}": "1.1.1", "{LOG_PROBABILITY}": -12.5}}: correct the line')
    return query, float(value)
