"""Black box: how many of our pseudonyms are in texts that a model generated, and how likely that is by chance.

If the model is independent of our key, the names that the key draws from a domain (given names of a culture and gender
with family names) are a random subset of it, and the names in the texts are a given one. The size of the overlap then has
a hypergeometric distribution, and its sum over the domains a convolution of these.

A name never shares a part with the name that it replaces. This makes some names slightly likelier than others. The domain
is counted as smaller by the largest number of such names, which makes every name at least as likely as it is, and the
p-value never too small. The other keys, which make all names in the same way, check the result without any of this.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.audit.lineage.names_in_texts import NameFinder
from pipeline.audit.lineage.white_box import OTHERS
from pipeline.audit.lineage.worlds import Name, People, World, domains_under, names_under
from pipeline.audit.significance import overlap_p, rank_p
from pipeline.replace.people.people import Domain, Person

MIN_OTHERS, MAX_OTHERS = OTHERS, 999  # keys that a world is compared with
MAX_NAMES = 100_000  # that are made under them, where fewer keys than MAX_OTHERS suffice


@dataclass(slots=True)
class Stratum:
    """The names of one domain.

    Arguments:
        domain: the domain.
        made: the names under our key.
        impossible: the largest number of names that a person of the domain cannot get.
    """

    domain: Domain
    made: set[Name] = field(default_factory=set, repr=False)
    impossible: int = 0

    def add(self, person: Person, name: Name) -> None:
        """Add the name of a person."""
        self.made.add(name)
        self.impossible = max(self.impossible, _impossible(self.domain, person))

    def sizes(self, seen: Collection[Name], own: Collection[Name]) -> tuple[int, int, int]:
        """Return the numbers of all names of the domain, of those in texts, and of those under our key.

        Arguments:
            seen: the names in texts, without `own`.
            own: the names of the people themselves, which do not count.
        """
        given, drawn = sum(map(self._has, seen)), len(self.made.difference(own))
        return max(self.domain.size - sum(map(self._has, own)) - self.impossible, given, drawn), given, drawn

    def _has(self, name: Name) -> bool:
        return name[0] in self.domain.givens and name[1] in self.domain.families


@dataclass(frozen=True, slots=True)
class Overlap:
    """Our pseudonyms in the texts of a model.

    Arguments:
        pseudonyms: the number of our pseudonyms.
        seen: the number of names in the texts that could be pseudonyms.
        found: our pseudonyms among them.
        expected: how many are found on average by chance.
        most_of_others: the most that are found under another key.
        others: the number of other keys.
        rank_p: the p-value by the other keys alone.
        p_value: the p-value of the test.
    """

    pseudonyms: int
    seen: int
    found: tuple[Name, ...] = field(repr=False)
    expected: float
    most_of_others: int
    others: int
    rank_p: float
    p_value: float


def others_for(people: People) -> int:
    """Return with how many other keys a world is compared."""
    if not people.is_whole:
        return MAX_OTHERS
    return min(MAX_OTHERS, max(MIN_OTHERS, MAX_NAMES // len(people.people)))


def finder_of(worlds: Iterable[World], people: People) -> NameFinder:
    """Return a finder of all names that a pseudonym could be, under any key."""
    keys = (key for world in worlds for key in (world.key, *world.others))  # which determine unknown genders
    domains = {domain.label: domain for key in keys for domain in domains_under(key, people)}
    givens = {name for domain in domains.values() for name in domain.givens.canonical_names()}
    families = {name for domain in domains.values() for name in domain.families.canonical_names()}
    return NameFinder(givens, families)


def overlaps_of(world: World, people: People, in_texts: Sequence[Collection[Name]]) -> list[Overlap]:
    """Return the overlap of a world with the names in the texts of each model.

    Arguments:
        world: the world.
        people: the people of the originals, whose own names do not count.
        in_texts: the names in the texts of each model.
    """
    own = people.own_names
    seen = [frozenset(names) - own for names in in_texts]
    made = frozenset(names_under(world.key, people)) - own
    under_others = (frozenset(names_under(key, people)) for key in world.others)  # too large to keep
    counts = [[len(names & each) for each in seen] for names in under_others]
    strata = _strata(world, people) if people.is_whole else ()
    return [_overlap(made, each, [of_key[place] for of_key in counts], strata, own) for place, each in enumerate(seen)]


def _overlap(
    made: frozenset[Name],
    seen: frozenset[Name],
    of_others: Sequence[int],
    strata: Collection[Stratum],
    own: Collection[Name],
) -> Overlap:
    found = tuple(sorted(made & seen))
    by_rank = rank_p(len(found), of_others)
    sizes = [stratum.sizes(seen, own) for stratum in strata]
    return Overlap(
        len(made),
        len(seen),
        found,
        sum(given * drawn / size for size, given, drawn in sizes),
        max(of_others, default=0),
        len(of_others),
        by_rank,
        overlap_p(sum(len(stratum.made & seen) for stratum in strata), sizes) if strata else by_rank,
    )


def _strata(world: World, people: People) -> Collection[Stratum]:
    strata: dict[str, Stratum] = {}
    names, domains = names_under(world.key, people), domains_under(world.key, people)
    for person, name, domain in zip(people.people, names, domains, strict=True):
        strata.setdefault(domain.label, Stratum(domain)).add(person, name)
    return strata.values()


def _impossible(domain: Domain, person: Person) -> int:
    """Return how many names of a domain share a part with the name of a person."""
    words = f"{person.given} {person.family}".replace("-", " ").split()
    parts = {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    givens, families = (sum(name in names for name in parts) for names in (domain.givens, domain.families))
    return givens * domain.families.size + families * domain.givens.size
