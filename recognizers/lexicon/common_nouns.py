"""Names that are ordinary words where they occur: after an article, or as a month or a day of the week."""

import regex

from recognizers.lexicon.calendar_words import ANY_MONTH, WEEKDAYS
from recognizers.lexicon.everyday_words import is_everyday

# Not "de", "en", "la" or "le", which also precede family names.
ARTICLES = """the a an der die das den dem des ein eine einen einem einer eines kein keine keinen im am zum zur vom het een les une il lo gli una el los las
    un unos unas os as um uma"""
# In German, an adjective may be between; nouns there have a capital, so that no "my brother Will" is meant.
GERMAN = """der die das den dem des ein eine einen einem einer eines kein keine keinen unser unsere unserem unseren unserer mein meine meinem
    meinen dein deine sein seine ihre"""
AFTER_GERMAN = regex.compile(rf"\b(?i:{'|'.join(GERMAN.split())})[ \t]+(?:\p{{Ll}}{{3,16}}[ \t]+)?$")
AFTER_ARTICLE = regex.compile(rf"\b(?i:{'|'.join(ARTICLES.split())})[ \t]+$|{AFTER_GERMAN.pattern}")
ARTICLE_CHARACTERS = 32
SENTENCE_START = regex.compile(r"(?<!\b(?i:mr|mrs|ms|dr|prof|st))[.!?]\s+$")
# Words that are names as often as words, which lists of everyday words lack.
NAMES_AND_WORDS = frozenset(
    """ash basil bishop birch brook carol chase cliff coral crystal daisy dale dawn dusty faith fern frost gale ginger glen grace hazel heather heath holly hunter iris
    ivy jade jasmine jasper jewel joy juniper lark laurel lily mason melody miles misty myrtle nova olive opal patience pearl penny poppy raven reed robin rosemary ruby
    rusty sage sandy skip summer swift sunny tansy violet willow wren""".split()
)
LOWER_WORD_FOLLOWS = regex.compile(r"[ ]\p{Ll}{2}")
CALENDAR = frozenset(ANY_MONTH) | frozenset(day for days in WEEKDAYS.values() for day in days)


def may_be_noun(text: str, start: int, end: int) -> bool:
    """Return whether a name may be an ordinary word: "April" in "the April date", "Winter" in "im Winter".

    Arguments:
        text: the text.
        start, end: the offsets of the name, half open.
    """
    name = text[start:end]
    return name.islower() or name.lower() in CALENDAR or follows_article(text, start)


def is_noun(text: str, start: int, end: int) -> bool:
    """Return whether a word is hardly a name: in lower case after an article, or a noun after a German one.

    An English article also precedes names: "the Florence branch".

    Arguments:
        text: the text.
        start, end: the offsets of the word, half open.
    """
    before = text[max(0, start - ARTICLE_CHARACTERS) : start]
    return AFTER_GERMAN.search(before) is not None or (text[start:end].islower() and follows_article(text, start))


def follows_article(text: str, start: int) -> bool:
    """Return whether an article is before a word, in German also with an adjective between them.

    Arguments:
        text: the text.
        start: the offset of the word.
    """
    return AFTER_ARTICLE.search(text, max(0, start - ARTICLE_CHARACTERS), start) is not None


def begins_sentence(text: str, start: int, end: int) -> bool:
    """Return whether a name is an everyday word with which a sentence begins: "Ginger biscuits are", after Ginger Smith.

    Arguments:
        text: the text.
        start, end: the offsets of the name, half open.
    """
    is_first = SENTENCE_START.search(text, max(0, start - ARTICLE_CHARACTERS), start) is not None
    word = text[start:end]
    is_word = is_everyday(word) or word.lower() in NAMES_AND_WORDS
    return is_first and is_word and LOWER_WORD_FOLLOWS.match(text, end) is not None
