"""Titles: the gender of people from titles in and beside their mentions, pronouns in brackets and columns of their record."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import regex

from pipeline.replace.people.origins import FEMALE, MALE
from pipeline.text.spans import Span
from recognizers.lexicon.disguises.plain_forms import plain_form
from recognizers.lexicon.pools import canonical

FEMALE_TITLES = frozenset(
    """mrs ms miss mevr mw bu ibu madam dame lady sister aunt sra srta dona frau fraulein fru mme mlle madame mademoiselle signora signorina sigra dottssa
    profssa smt kumari senora senhora pani pania mevrouw hajiya alhaja weizero woizero г-жа гжа госпожа г-жу г-же госпожу госпоже госпожой""".split()
)
MALE_TITLES = frozenset(
    """mr sir lord father brother uncle don sr herr herrn hr dhr pak bapak monsieur signor sig shri sri senor senhor seu pan sheikh shaykh imam г-н гн
    господин meneer pana panu panem panovi panie alhaji mallam г-на г-ну господина господину господином""".split()
)
# The title of a person of whom only the gender is known.
TITLE_OF = {FEMALE: "ms", MALE: "mr"}
# Words that imply a gender in brackets behind a name, and as the value of a column.
PRONOUNS = {
    FEMALE: frozenset("she her hers elle ella ela lei sie".split()),
    MALE: frozenset("he him his il el ele lui er".split()),
}
TITLES_AND_PRONOUNS = {FEMALE: FEMALE_TITLES | PRONOUNS[FEMALE], MALE: MALE_TITLES | PRONOUNS[MALE]}
VALUES = {
    FEMALE: TITLES_AND_PRONOUNS[FEMALE]
    | frozenset(
        "f w k female woman girl weiblich femme feminin fille mujer femenino femminile donna mulher feminino vrouw vrouwelijk kobieta kvinna kvinne".split()
    ),
    MALE: TITLES_AND_PRONOUNS[MALE]
    | frozenset(
        "m male man boy mannlich maennlich homme masculin garcon hombre masculino maschile uomo homem mannelijk mezczyzna mann".split()
    ),
}
COLUMNS = frozenset(
    """salutation title honorific prefix name_prefix gender sex pronoun pronouns anrede geschlecht civilite sexe genre tratamiento sexo genero titolo sesso
    tratamento aanhef geslacht plec kon kjonn""".split()
)
LONGEST = 16  # characters beside a mention that are read
BEFORE = regex.compile(r"(?<![\p{L}.'’-])([\p{L}.’'-]*\p{L})\.?\s{1,2}$")
AFTER = regex.compile(r"\s?[(\[]\s?([\p{L}.]+)(?:\s?/\s?\p{L}+)*\s?[)\]]")
NO_LETTERS = regex.compile(r"[^\p{L}-]+")


def gender_of_title(title: str) -> str:
    """Return the gender that titles imply, as a pool kind of given names; an empty string if none."""
    words = set(title.split())
    if words & FEMALE_TITLES:
        return FEMALE
    return MALE if words & MALE_TITLES else ""


def genders_beside(
    texts: Sequence[str], findings: Sequence[Sequence[Span]], columns: Sequence[str] = ()
) -> dict[str, str]:
    """Return mention of a person as it is written -> the gender beside it, as a pool kind; no mention with both.

    Arguments:
        texts: the texts of the document.
        findings: the resolved spans of each text.
        columns: the name of the column or key of each text. One of a gender or salutation shows the gender of the person
            of the record, if other columns declare the name of one person.
    """
    found: dict[str, set[str]] = {}
    of_record = _of_record(texts, columns) if columns and _is_of_one(findings) else ""
    for text, spans in zip(texts, findings, strict=True):
        for span in spans:
            if span.entity == "PERSON" and (gender := _beside(text, span) or (of_record if span.is_declared else "")):
                found.setdefault(plain_form(span.entity, text[span.start : span.end]).text, set()).add(gender)
    return {surface: next(iter(genders)) for surface, genders in found.items() if len(genders) == 1}


def has_titles(found: Iterable[tuple[Span, str]]) -> bool:
    """Return whether a mention of a person has a title that shows a gender. The findings have their texts."""
    return any(
        span.entity == "PERSON" and gender_of_title(canonical(surface).replace(".", "")) for span, surface in found
    )


def _is_of_one(findings: Iterable[Iterable[Span]]) -> bool:
    """Return whether columns declare the name of one person: one name, one given name or one family name, or each of them."""
    parts = Counter(
        span.declared_part for spans in findings for span in spans if span.entity == "PERSON" and span.is_declared
    )
    return bool(parts) and max(parts.values()) == 1


def _beside(text: str, span: Span) -> str:
    """Return the gender of the title before a mention, or of the title or pronoun in brackets behind it."""
    before = BEFORE.search(text[max(0, span.start - LONGEST) : span.start])
    if before and before[1] != "miss" and (gender := gender_of_title(_bare(before[1]))):  # "I miss Kim"
        return gender
    after = AFTER.match(text[span.end : span.end + LONGEST])
    return _gender_of(_bare(after[1]), TITLES_AND_PRONOUNS) if after else ""


def _of_record(texts: Sequence[str], columns: Sequence[str]) -> str:
    """Return the gender that the columns of a record tell; an empty string if none or both."""
    genders = {
        _gender_of(_bare(text.strip()), VALUES)
        for text, column in zip(texts, columns, strict=False)
        if _is_of_gender(column)
    } - {""}
    return genders.pop() if len(genders) == 1 else ""


def _is_of_gender(column: str) -> bool:
    """Return whether a column or key is one of a gender or salutation: "Salutation", "contact gender", "name_prefix"."""
    words = NO_LETTERS.sub(" ", canonical(column).replace("-", " ")).split() if column else []
    return bool(words) and (words[-1] in COLUMNS or "_".join(words[-2:]) in COLUMNS)


def _gender_of(word: str, words: Mapping[str, frozenset[str]]) -> str:
    return next((gender for gender, of in words.items() if word in of), "")


def _bare(word: str) -> str:
    return NO_LETTERS.sub("", canonical(word)) if word else ""
