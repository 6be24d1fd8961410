"""Name pools: writes the names of people that surrogates are chosen from into the lexicon, with the models of names.

`pip install --no-deps --target FOLDER -r training/pools/requirements.txt`, then
`PYTHONPATH=.:FOLDER python -m training.pools.build_people`. A change requires a new VERSION of the pools, since it changes the
pseudonyms of people. SOURCES.md describes the sources.
"""

import io
import json
import math
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import (
    ANY_GENDER,
    DATA,
    FAMILIES,
    FAMILIES_OF_OTHER_SCRIPTS,
    FAMILY_MODEL,
    FURTHER_FAMILIES,
    GENDER_MODEL,
    GENDERS,
    GIVEN_MODEL,
    GIVENS,
)
from training.pools.build import write
from training.pools.clean_names import CULTURES, LATIN, cleaned, female_form, is_confusing, is_joined
from training.pools.composed_names import COMPOSED_GIVEN_SCORE, composed
from training.pools.from_census import of_families, take_from_census
from training.pools.name_lists import (
    FAKER_SCORE,
    FAMILY,
    FAMILY_FEMALE,
    FEMALE,
    MALE,
    MIMESIS_SCORE,
    SHARED,
    UNISEX,
    Names,
)
from training.pools.name_model import trained

MAX_FAMILIES, MAX_GIVENS = 20_000, 3_000
SPARE_FAMILIES = 1_000  # the longest leave
MAX_ORIGINS = 12
# Listed even behind the other origins: its family names are told by their ending, and look for a given name of the same.
ALWAYS_LISTED = "ru-latin"
ALIKE = frozenset(
    "ig ha ak za af am sn".split()
)  # their given names do not show the gender by their letters, or are English or Dutch
FAMILY_GROUPS, GIVEN_GROUPS, GENDER_GROUPS = 5_200, 3_000, 3_000
Pools = Mapping[str, Mapping[str, Names]]
Kinds = Mapping[str, Mapping[str, tuple[str, ...]]]


def build() -> bytes:
    """Return the pools as a zip file, the same bytes for the same lists."""
    pools = {culture: cleaned(culture) for culture in CULTURES}
    _keep_apart(pools)
    _leave_foreign_givens(pools)
    take_from_census(pools)
    _leave_joined_particles(pools)
    kinds = {culture: _kinds(culture, pools[culture]) for culture in CULTURES}
    _drop_shared_forms(kinds)
    members = {culture: _text(kinds[culture]) for culture in CULTURES}
    members[FAMILIES], members[FAMILIES_OF_OTHER_SCRIPTS] = (
        _families(kinds, pools, of) for of in (LATIN, CULTURES[len(LATIN) :])
    )
    members[FURTHER_FAMILIES] = _further_families()
    members[GIVENS] = _givens(pools)
    known = [culture for culture in CULTURES if culture not in ALIKE]
    genders = {kind: [canonical(name) for of in known for name in kinds[of][kind]] for kind in (FEMALE, MALE)}
    givens = {of: [canonical(name) for kind in (FEMALE, MALE) for name in kinds[of][kind]] for of in LATIN}
    members[FAMILY_MODEL] = _packed(of_families(kinds), FAMILY_GROUPS)
    members[GENDER_MODEL] = _packed(genders, GENDER_GROUPS)
    members[GIVEN_MODEL] = _packed(givens, GIVEN_GROUPS)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)
    return written.getvalue()


def _keep_apart(pools: dict[str, dict[str, Names]]) -> None:
    """Leave each family name to the culture where it has the best score: a full name is then of one culture only."""
    best: dict[str, tuple[float, int]] = {}
    for place, culture in enumerate(CULTURES):
        for kind, names in pools[culture].items():
            if kind.startswith(FAMILY):
                for name, score in names.items():
                    best[_folded(name)] = min((score, place), best.get(_folded(name), (score, place)))
    for place, culture in enumerate(CULTURES):
        for kind in [kind for kind in pools[culture] if kind.startswith(FAMILY)]:
            own = pools[culture][kind]
            pools[culture][kind] = {name: score for name, score in own.items() if best[_folded(name)][1] == place}


def _leave_foreign_givens(pools: dict[str, dict[str, Names]]) -> None:
    """Drop given names that are rare in a culture, and common in another one."""
    common = {
        canonical(name): culture
        for culture in CULTURES
        if culture not in ALIKE
        for kind in (FEMALE, MALE)
        for name, score in pools[culture][kind].items()
        if score <= FAKER_SCORE
    }
    for culture in LATIN:
        for kind in (FEMALE, MALE):
            own = pools[culture][kind]
            pools[culture][kind] = {
                name: score
                for name, score in own.items()
                if score < MIMESIS_SCORE or common.get(canonical(name), culture) == culture
            }


def _leave_joined_particles(pools: dict[str, dict[str, Names]]) -> None:
    """Drop "Degroot" where "de Groot" is a name: the same letters in a user name would be of two names."""
    joined = {
        kind.removeprefix(FAMILY).replace(" ", "") + canonical(name)
        for culture in ("nl", "af")
        for kind, names in pools[culture].items()
        if kind.startswith(f"{FAMILY} ")
        for name in names
    }
    for culture in LATIN:
        own = pools[culture][FAMILY]
        pools[culture][FAMILY] = {name: score for name, score in own.items() if canonical(name) not in joined}


def _folded(name: str) -> str:
    """Return the canonical form of a name, with the Turkish dotless i as other lists write it."""
    return canonical(name).replace("ı", "i")


def _kinds(culture: str, names: Mapping[str, Names]) -> dict[str, tuple[str, ...]]:
    """Return the pools of a culture, each in the order of its canonical names; forms of women in the order of men's."""
    kinds = {}
    for kind, own in names.items():
        size = MAX_GIVENS if kind in (FEMALE, MALE) else MAX_FAMILIES + SPARE_FAMILIES
        known = {canonical(name) for name in own}
        likely = (name for name in own if not is_confusing(name, kind) and not is_joined(name, culture, known))
        chosen = _not_too_long([(name,) for name in sorted(likely, key=lambda name: (own[name], name))[:size]])
        kinds[kind] = tuple(sorted((name for (name,) in chosen[:MAX_FAMILIES]), key=canonical))
        if culture == "vi" and kind in (FEMALE, MALE):  # most people have two given names
            pairs = [(f"{first} {second}",) for (first,) in chosen for (second,) in chosen if first != second]
            kinds[kind] = tuple(sorted(name for (name,) in _not_too_long(pairs)))
    forms = tuple(female_form(name, culture) for name in kinds[FAMILY])
    if forms != kinds[FAMILY]:
        plain = Counter(map(canonical, forms))
        both = [pair for pair in zip(kinds[FAMILY], forms, strict=True) if plain[canonical(pair[1])] == 1]
        kinds[FAMILY], kinds[FAMILY_FEMALE] = (tuple(names) for names in zip(*_not_too_long(both), strict=True))
    return kinds


def _not_too_long(rows: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """Return rows of names without the longest: no name of a column is longer than the 99th percentile of the column."""
    while True:
        limits = [sorted(map(len, names))[math.ceil(len(rows) * 0.99) - 1] for names in zip(*rows, strict=True)]
        kept = [row for row in rows if all(len(name) <= most for name, most in zip(row, limits, strict=True))]
        if len(kept) == len(rows):
            return rows
        rows = kept


def _text(kinds: Mapping[str, Iterable[str]]) -> bytes:
    return "\n\n".join("\n".join((kind, *names)) for kind, names in sorted(kinds.items())).encode()


def _drop_shared_forms(kinds: dict[str, dict[str, tuple[str, ...]]]) -> None:
    """Drop pairs of which the form of women is a name of another culture."""
    owners = {
        canonical(name): culture
        for culture, of in kinds.items()
        for kind, names in of.items()
        if kind != FAMILY_FEMALE and kind.startswith(FAMILY)
        for name in names
    }
    for culture, of in kinds.items():
        if FAMILY_FEMALE in of and len(of[FAMILY_FEMALE]) == len(of[FAMILY]):
            pairs = zip(of[FAMILY], of[FAMILY_FEMALE], strict=True)
            own = [pair for pair in pairs if owners.setdefault(canonical(pair[1]), culture) == culture]
            of[FAMILY], of[FAMILY_FEMALE] = (tuple(names) for names in zip(*own, strict=True))


def _families(kinds: Kinds, pools: Pools, some: Iterable[str]) -> bytes:
    """Return some cultures with their canonical family names, also with those that are words and in no pool."""
    owners: dict[str, str] = {}
    for sources in (kinds, pools):
        for culture in some:
            for kind, names in sources[culture].items():
                if kind.startswith(FAMILY):
                    for name in names:
                        owners.setdefault(canonical(name), culture)
    return _grouped(owners)


def _further_families() -> bytes:
    """Return lists of cultures with the canonical family names that they share with the culture that owns the name."""
    found: dict[str, list[str]] = defaultdict(list)
    for culture in CULTURES:
        for name in composed(culture).get(SHARED, ()):
            found[canonical(name)].append(culture)
    return _grouped({name: ",".join(cultures) for name, cultures in found.items()})


def _givens(pools: Pools) -> bytes:
    """Return the lists of cultures and genders, the likeliest first, with the canonical given names that have them."""
    found: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
    for place, culture in enumerate(CULTURES):
        for sign, kind in ((sign, kind) for sign, kind in GENDERS.items() if kind):
            for name, score in pools[culture][kind].items():
                found[canonical(name)].append((score, place, f"{culture} {sign}"))
        for name in composed(culture).get(UNISEX, ()):
            found[canonical(name)].append((COMPOSED_GIVEN_SCORE, place, f"{culture} {ANY_GENDER}"))
    return _grouped({name: ",".join(_likeliest([one for *_, one in sorted(of)])) for name, of in found.items()})


def _likeliest(origins: list[str]) -> list[str]:
    further = [origin for origin in origins[MAX_ORIGINS:] if origin.startswith(ALWAYS_LISTED)]
    return origins[:MAX_ORIGINS] + further


def _grouped(values: Mapping[str, str]) -> bytes:
    """Return the lines "value, tab, all names that have it"."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, value in sorted(values.items()):
        names[value].append(name)
    return "\n".join(f"{value}\t{','.join(of)}" for value, of in sorted(names.items())).encode()


def _packed(names: Mapping[str, list[str]], max_groups: int) -> bytes:
    """Return a model as its labels and groups, a zero byte, and a byte for each weight."""
    weights = trained(names, max_groups)
    text = json.dumps({"labels": list(names), "groups": list(weights)}, ensure_ascii=False)
    return text.encode() + b"\0" + b"".join(weights.values())


def main() -> None:
    """Write the pools and their digest into the lexicon."""
    write(DATA, build())


if __name__ == "__main__":
    main()
