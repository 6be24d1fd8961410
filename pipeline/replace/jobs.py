"""Job titles: replaced by another job of the same language and gender; rank and case stay."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import cycle
from recognizers.lexicon.cultures import culture_of_script
from recognizers.lexicon.pools import JOB, JOB_FEMALE, JOB_MALE, canonical, cultures, has_pool, pool

KINDS = (JOB, JOB_MALE, JOB_FEMALE)
FIELD = "field"
CHIEFS = {
    "E": "Executive", "F": "Financial", "O": "Operating", "T": "Technology", "I": "Information", "M": "Marketing", "P": "People",
    "L": "Legal", "R": "Risk", "D": "Data", "S": "Security", "C": "Commercial",
}  # fmt: skip
CHIEF = regex.compile(r"(?<before>\s*chief\s+)(?<area>\p{L}+)(?<after>\s+officer\s*)", regex.IGNORECASE)
CHIEF_LETTERS = regex.compile(rf"(?<before>\s*C)(?<area>[{''.join(CHIEFS)}])(?<after>O\s*)", regex.IGNORECASE)
RANK_WORDS = r"""senior|sr\.?|junior|jr\.?|lead|principal|staff|chief|assistant|associate|deputy|acting|interim|executive|managing|trainee
|apprentice|leitende[rn]?|stellvertretende[rn]?|stv\.|angehende[rn]?|adjointe?|stagiaire|старший|младший|главный
|ведущий|starszy|młodszy|główny|高级|资深|初级|首席"""
RANK = regex.compile(rf"(?:(?:{RANK_WORDS})(?:\s+|(?<=\p{{Han}})))+(?=\S)".replace("\n", ""), regex.IGNORECASE)
# Words before the name of a department: (language, regular expression).
HEADS = (
    ("en", r"(?:global\s+|regional\s+)?(?:[se]?vp|(?:(?:senior|executive)\s+)?vice\s+president|head|director|manager|chief)(?:\s+of\s+(?:the\s+)?|,\s*|\s+for\s+)"),
    ("en", r"[se]?vp\s+|(?:(?:senior|executive)\s+)?vice\s+president\s+"),
    ("de", r"(?:bereichs|abteilungs|team)?leit(?:er(?:in)?|ung)\s+(?:der\s+|des\s+)?"),
    ("fr", r"(?:directeur|directrice|responsable|chef(?:fe)?)\s+(?:(?:de\s+la|du|des|de)\s+|de\s+l['’])?"),
    ("es", r"(?:director|directora|jefe|jefa|gerente|responsable)\s+de\s+(?:la\s+)?"),
    ("pt", r"(?:diretor|diretora|chefe|gerente)\s+(?:de|da|do)\s+"),
)  # fmt: skip
BEFORE_FIELD = tuple((culture, regex.compile(words + r"(?=\p{L})", regex.IGNORECASE)) for culture, words in HEADS)
AFTER_FIELD = regex.compile(r"\s+(?:director|vp|vice\s+president|lead|head)\s*", regex.IGNORECASE)
GRADE = regex.compile(r"\s+(?:I{1,3}|IV|V|[1-9]|emeritus)\s*")
SMALL_WORDS = frozenset(
    "and of the in for de du des la le les et y e do da dos das del der und für im in à au aux en".split()
)
MORE_ENGLISH = frozenset(
    "director president head partner owner founder intern senior assistant support project specialist".split()
)
WORD = regex.compile(r"[\p{L}\p{M}]+")
LONGEST_PART, SHORTEST_PART = 9, 4
MAX_ACRONYM = 4


def surrogate_job(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another job title: "Senior tax accountant" becomes "Senior marine biologist".

    Arguments:
        key: the family key of job titles.
        surface: the title as it is written; rank, language, grammatical gender and case stay.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    if chief := CHIEF.fullmatch(surface) or CHIEF_LETTERS.fullmatch(surface):
        return f"{chief['before']}{_area(key, chief['area'], attempt)}{chief['after']}"
    start, end = _without_space(surface)
    head = _head(surface, start, end)
    if not head and (rank := RANK.match(surface, start, end)):
        start = rank.end()
        head = _head(surface, start, end)
    if head:
        return surface[: head[1]] + _field(key, head[0], surface[head[1] : end], attempt) + surface[end:]
    if (tail := AFTER_FIELD.search(surface, start, end)) and tail.end() == end and tail.start() > start:
        return surface[:start] + _field(key, "en", surface[start : tail.start()], attempt) + surface[tail.start() :]
    if (grade := GRADE.search(surface, start, end)) and grade.end() == end and grade.start() > start:
        end = grade.start()
    title = surface[start:end]
    return surface[:start] + _in_case(_other(key, *_list_of(title), title, attempt), title) + surface[end:]


def _without_space(surface: str) -> tuple[int, int]:
    return len(surface) - len(surface.lstrip()), len(surface.rstrip())


def _head(surface: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the language of "Head of ..." and the offset of the department.

    If several languages match, the first that has the department in its pool is chosen.
    """
    found = [(culture, head.end()) for culture, pattern in BEFORE_FIELD if (head := pattern.match(surface, start, end))]
    known = ((culture, begin) for culture, begin in found if canonical(surface[begin:end]) in _index(culture, FIELD))
    return next(known, found[0] if found else None)


def _area(key: FamilyKey, area: str, attempt: int) -> str:
    """Return another area of a chief officer; "CFO" and "Chief Financial Officer" get the same one."""
    letter = area[0].upper()
    letters = tuple(CHIEFS)
    if letter in CHIEFS:
        index = next(cycle(key, f"chief|{attempt}", letters.index(letter), len(letters)))
    else:
        index = key.number(f"chief|{area.casefold()}|{attempt}", len(letters))
    if len(area) == 1:
        return letters[index] if area.isupper() else letters[index].lower()
    return _in_case(CHIEFS[letters[index]], area)


def _field(key: FamilyKey, culture: str, field: str, attempt: int) -> str:
    return _in_case(_other(key, culture, FIELD, field, attempt), field)


def _other(key: FamilyKey, culture: str, kind: str, title: str, attempt: int) -> str:
    """Return another title of a pool: titles in the pool are permuted, all others are hashed into it."""
    titles, name = pool(culture, kind), canonical(title)
    index = _index(culture, kind).get(name)
    if index is None:
        return titles[key.number(f"{culture}|{kind}|{name}|{attempt}", len(titles))]
    return titles[next(cycle(key, f"{culture}|{kind}|{attempt}", index, len(titles)))]


def _list_of(title: str) -> tuple[str, str]:
    """Return the pool (culture and kind) that contains a title, or else the one with the most similar titles."""
    name = canonical(title)
    words = WORD.findall(name)
    if words and all(word in _english_words() for word in words):
        return "en", JOB
    if exact := next((titles for titles in _lists() if name in _index(*titles)), None):
        return exact
    if words and words[-1] in _english_words():
        return "en", JOB
    for length in range(LONGEST_PART, SHORTEST_PART - 1, -1):
        for word in reversed(words):
            if len(word) >= length and (
                alike := _parts().get(f"-{word[-length:]}") or _parts().get(f"{word[:length]}-")
            ):
                return max(alike, key=lambda titles: (alike[titles], titles[0] == "en", titles))
    culture = culture_of_script(title)
    return (culture if has_pool(culture, JOB) else "en"), JOB


@cache
def _parts() -> dict[str, Counter[tuple[str, str]]]:
    """Return prefixes and suffixes of words with the pools they occur in: "-icklerin" is German and feminine."""
    parts: dict[str, Counter[tuple[str, str]]] = {}
    for titles in _lists():
        for word in {word for title in _index(*titles) for word in WORD.findall(title)}:
            for length in range(SHORTEST_PART, min(len(word), LONGEST_PART) + 1):
                for part in (f"-{word[-length:]}", f"{word[:length]}-"):
                    parts.setdefault(part, Counter())[titles] += 1
    return parts


@cache
def _english_words() -> frozenset[str]:
    """Return the words of English titles. Titles in other languages also use them."""
    return MORE_ENGLISH | {word for title in _index("en", JOB) for word in WORD.findall(title)}


@cache
def _index(culture: str, kind: str) -> dict[str, int]:
    return {canonical(title): index for index, title in enumerate(pool(culture, kind))}


@cache
def _lists() -> tuple[tuple[str, str], ...]:
    def own() -> Iterator[tuple[str, str]]:
        for culture in cultures():
            yield from ((culture, kind) for kind in KINDS if has_pool(culture, kind))

    return tuple(own())


def _in_case(new: str, like: str) -> str:
    """Write a title in the case of another; acronyms ("IT trainer") stay in capitals."""
    words = like.split()
    if like.isupper():
        return new.upper() if len(like) > MAX_ACRONYM else new
    if like.islower():
        return " ".join(word if word.isupper() else word.lower() for word in new.split(" "))
    is_title = all(word[0].isupper() or word.lower() in SMALL_WORDS or not word[0].isalpha() for word in words)
    if not is_title or (not new.isascii() and len(words) < 2):
        return new
    return " ".join(
        word if word in SMALL_WORDS or not word.islower() else word[:1].upper() + word[1:] for word in new.split(" ")
    )
