"""Field names: names made of schema words stay; names that may be values are scanned."""

from collections.abc import Sequence
from functools import cache, lru_cache

import regex

from pipeline.records.column_names import CATEGORIES, PREFIXES, SUFFIXES
from pipeline.records.declarations import CAMEL_HUMP, DECLARED, entity_of
from pipeline.text.document import Text
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.internet_words import PATH_WORDS
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.lexicon.pools import pool
from recognizers.lexicon.spellings import is_common

CACHED_NAMES = 4_096
MAX_SCHEMA_DIGITS = 4  # as in "line_2" and "q3_2024"; a longer number may be an id
MAX_SHORT_WORD = 2  # "id", "ts"
NAME_PARTS = (2, 3)
MIN_RARE_CHARACTERS = 5  # "sys", "aria" and "bert" are given names in no field name
# Words in field names of programs and model APIs, in addition to common URL words.
FIELD_WORDS = PATH_WORDS | frozenset(
    """amount amounts argument arguments array author call calls candidate candidates completion completions conversation conversations convo count created
    currency datatype decoder deleted delta description dict duration embedding embeddings encoder enum expires finish flag flags float format
    fragment header headers hint hints input inputs instance instances instruction instructions int integer labelled latency locale max metric mime
    min modified num number numbers output outputs parameter parameters parent payload priority prompt prompts properties quantity reason refusal
    rejected score scores sender size speaker speakers string subject subtotal tag timestamp title tokenizer tool total turn turns updated usage user
    utterance value values version""".split()
)
WORD = regex.compile(r"[\p{L}\p{M}]+|\d+")
# Several capitalized words with spaces, as in names of people; identifiers of programs are not written so.
WRITTEN_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}'’.-]*(?: \p{Lu}[\p{L}\p{M}'’.-]*)+")
# "service.name" is a schema path, although .name and .info are top-level domains.
DOTTED = regex.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*\.(?:name|id|info)")
BETWEEN_WORDS = regex.compile(r"(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])")


@lru_cache(CACHED_NAMES)
def key_text(name: str) -> Text | None:
    """Return the name of a field as a text to be scanned; None if it consists of schema words.

    Arguments:
        name: the column name or key.
    """
    if not name.strip() or entity_of(name)[0]:
        return None
    if DOTTED.fullmatch(name):
        return None
    words = words_of(name)
    digits = sum(map(len, filter(str.isdecimal, words)))
    if digits <= MAX_SCHEMA_DIGITS and all(map(_is_of_a_schema, words)):
        return None
    spaced = BETWEEN_WORDS.sub(" ", name)
    if len(words) in NAME_PARTS and is_name(words):
        return Text(spaced, "PERSON", is_name=True)
    return Text(spaced, is_label=not _is_written_name(name, spaced, words), is_name=True)


def _is_written_name(name: str, spaced: str, words: Sequence[str]) -> bool:
    """Return whether a name of a field is written like that of a person: "Vexmoor Hallitan".

    A schema word beside one other word makes the name of a column, such as "Billing Province", unless that is a name.
    """
    if not WRITTEN_NAME.fullmatch(spaced) or (name.isupper() and "_" in name):
        return False
    others = [word for word in words if not _is_of_a_schema(word)]
    return (
        len(others) == len(words) or len(others) > 1 or any(is_given_name(one) or is_family_name(one) for one in others)
    )


def person_text(name: str) -> Text:
    """Return the name of a field that is the name of a person as a text."""
    return Text(BETWEEN_WORDS.sub(" ", name), "PERSON", is_name=True)


def is_like_a_person(name: str) -> bool:
    """Return whether a name or value is made of two or three words, each of which is a name or in no list of words."""
    words = words_of(name)
    return len(words) in NAME_PARTS and all(word.isalpha() and _may_be_a_name(word) for word in words)


def _may_be_a_name(word: str) -> bool:
    if _is_of_a_schema(word):
        return False
    return (
        is_given_name(word) or is_family_name(word) or (_is_rare_word(word) and _is_rare_word(word.removesuffix("s")))
    )


def words_of(name: str) -> list[str]:
    """Split an identifier into words, at punctuation, underscores and case changes."""
    found: list[str] = WORD.findall(CAMEL_HUMP.sub(" ", name))
    return found


def is_name(words: Sequence[str]) -> bool:
    """Return whether words begin with a given name, and end with a family name or with a word that is in no list of words."""
    first, last = words[0], words[-1]
    if not all(word.isalpha() for word in words) or _is_common(first) or _is_common(last) or not is_given_name(first):
        return False
    return is_family_name(last) or (len(words) == 2 and _is_rare_word(last) and _is_rare_word(first))


def _is_rare_word(word: str) -> bool:
    return len(word) >= MIN_RARE_CHARACTERS and not is_common(word) and not is_everyday(word)


def written_like(old: str, new: str) -> str:
    """Return a new name, with underscores in place of spaces if the old name has no spaces."""
    return new if " " in old else new.replace(" ", "_")


def distinct(names: Sequence[tuple[str, str]]) -> list[str]:
    """Return new names in which different old names remain different.

    Arguments:
        names: (old, new) name of each field of one object, in order.

    Returns:
        The new names; duplicates get a number, such as "name (2)".
    """
    kept = {old for old, new in names if old == new}
    chosen: dict[str, str] = {}
    taken = {old for old, _ in names}
    for old, new in names:
        if old in chosen or old in kept:
            continue
        candidate, number = new, 2
        while candidate in taken:
            candidate, number = f"{new} ({number})", number + 1
        taken.add(candidate)
        chosen[old] = candidate
    return [chosen.get(old, old) for old, _ in names]


def _is_of_a_schema(word: str) -> bool:
    return word.isdecimal() or len(word) <= MAX_SHORT_WORD or _is_common(word) or _is_common(word.removesuffix("s"))


def _is_common(word: str) -> bool:
    small = word.casefold()
    return small in FIELD_WORDS or small in _common_words()


@cache
def _common_words() -> frozenset[str]:
    """Return the words of names of fields: common ones, and those of names that declare something, if they are no names."""
    of_columns = {word for name in (*DECLARED, *CATEGORIES, *PREFIXES, *SUFFIXES) for word in name.split("_")}
    named = {word for word in of_columns if is_given_name(word) or is_family_name(word)}
    return frozenset(pool("any", "common_word")) | (of_columns - named)
