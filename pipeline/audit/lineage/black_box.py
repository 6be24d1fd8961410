"""Black box: how many of our pseudonyms are in texts that a model generated, and how likely that is by chance.

If the model is independent of our key, the names that the key draws from a domain (given names of a culture and gender
with family names) are a random subset of it, and the names in the texts are a given one. The size of the overlap then has
a hypergeometric distribution, and its sum over the domains a convolution of these.

A name never shares a part with the name that it replaces. This makes some names slightly likelier than others. The domain
is counted as smaller by the largest number of such names, which makes every name at least as likely as it is, and the
p-value never too small. The other keys, which make all names in the same way, check the result without any of this.
"""

from collections.abc import Collection, Iterator
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

    def has(self, name: Name) -> bool:
        """Return whether a name is in the domain."""
        return name[0] in self.domain.givens.indices and name[1] in self.domain.families.indices


@dataclass(frozen=True, slots=True)
class Ours:
    """The pseudonyms of a world.

    Arguments:
        world: the world.
        strata: its names by domain; empty if names are not mapped as a whole.
        names: all of its names, without those of the people themselves.
        under_others: the same under each of the other keys.
    """

    world: World
    strata: tuple[Stratum, ...] = field(repr=False)
    names: frozenset[Name] = field(repr=False)
    under_others: tuple[frozenset[Name], ...] = field(repr=False)


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


def ours(world: World, people: People) -> Ours:
    """Return the pseudonyms of a world."""
    strata: dict[str, Stratum] = {}
    if people.is_whole:
        names, domains = names_under(world.key, people), domains_under(world.key, people)
        for person, name, domain in zip(people.people, names, domains, strict=True):
            strata.setdefault(domain.label, Stratum(domain)).add(person, name)
    under = (frozenset(names_under(key, people)) - people.own_names for key in (world.key, *world.others))
    return Ours(world, tuple(strata.values()), next(under), tuple(under))


def finder_of(all_ours: Collection[Ours], people: People) -> NameFinder:
    """Return a finder of all names that a pseudonym could be, under any key."""
    keys = (key for one in all_ours for key in (one.world.key, *one.world.others))  # which tell unknown genders
    domains = {domain.label: domain for key in keys for domain in domains_under(key, people)}
    givens = {name for domain in domains.values() for name in domain.givens.indices}
    families = {name for domain in domains.values() for name in domain.families.indices}
    return NameFinder(givens, families)


def overlap_of(one: Ours, seen: Collection[Name], people: People) -> Overlap:
    """Return the overlap of a world with names in texts.

    Arguments:
        one: the pseudonyms of the world.
        seen: the names in the texts.
        people: the people of the originals, whose own names do not count.
    """
    seen = frozenset(seen) - people.own_names
    found = tuple(sorted(one.names & seen))
    of_others = [len(names & seen) for names in one.under_others]
    strata = list(_strata(one, seen, people.own_names))
    by_rank = rank_p(len(found), of_others)
    return Overlap(
        len(one.names),
        len(seen),
        found,
        sum(given * drawn / size for size, given, drawn in strata),
        max(of_others, default=0),
        len(of_others),
        by_rank,
        overlap_p(_found(one, seen), strata) if people.is_whole else by_rank,
    )


def _strata(one: Ours, seen: Collection[Name], own: Collection[Name]) -> Iterator[tuple[int, int, int]]:
    """Yield of each domain its size, the number of names in the texts, and of our pseudonyms."""
    for stratum in one.strata:
        domain = stratum.domain
        size = len(domain.givens.names) * len(domain.families.names) - sum(map(stratum.has, own)) - stratum.impossible
        given, drawn = sum(map(stratum.has, seen)), len(stratum.made - set(own))
        yield max(size, given, drawn), given, drawn


def _found(one: Ours, seen: Collection[Name]) -> int:
    return sum(len(stratum.made & set(seen)) for stratum in one.strata)


def _impossible(domain: Domain, person: Person) -> int:
    """Return how many names of a domain share a part with the name of a person."""
    words = f"{person.given} {person.family}".replace("-", " ").split()
    parts = {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    givens, families = (sum(name in names.indices for name in parts) for names in (domain.givens, domain.families))
    return givens * len(domain.families.names) + families * len(domain.givens.names)
