"""Names that are ordinary words where they occur: after an article, or as a month or a day of the week."""

import regex

from recognizers.lexicon.calendar_words import ANY_MONTH, WEEKDAYS

# Not "de", "en", "la" or "le", which also precede family names.
ARTICLES = """the a an der die das den dem des ein eine einen einem einer eines kein keine keinen im am zum zur vom het een les une il lo gli una el los las
    un unos unas os as um uma"""
# In German, an adjective may be between; nouns there have a capital, so that no "my brother Will" is meant.
GERMAN = """der die das den dem des ein eine einen einem einer eines kein keine keinen unser unsere unserem unseren unserer mein meine meinem
    meinen dein deine sein seine ihre"""
AFTER_ARTICLE = regex.compile(
    rf"\b(?i:{'|'.join(ARTICLES.split())})[ \t]+$|\b(?i:{'|'.join(GERMAN.split())})[ \t]+(?:\p{{Ll}}{{3,16}}[ \t]+)?$"
)
ARTICLE_CHARACTERS = 32
CALENDAR = frozenset(ANY_MONTH) | frozenset(day for days in WEEKDAYS.values() for day in days)


def may_be_noun(text: str, start: int, end: int) -> bool:
    """Return whether a name may be an ordinary word: "April" in "the April date", "Winter" in "im Winter".

    Arguments:
        text: the text.
        start, end: the offsets of the name, half open.
    """
    name = text[start:end]
    if name.islower() or name.lower() in CALENDAR:
        return True
    return AFTER_ARTICLE.search(text, max(0, start - ARTICLE_CHARACTERS), start) is not None
