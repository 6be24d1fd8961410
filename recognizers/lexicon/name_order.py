"""Order of names: whether the family name comes first, by what is known of each part.

Chinese, Korean and Vietnamese family names are few, and some of them ("Wei", "Min") are given names as well. Where both
words are family names, the more frequent one is the family name: "Wei Zhang" and "Zhang Wei" have one family name. The
ranks follow the tables of the most frequent family names of the Chinese Ministry of Public Security (2020), the Korean
census (2015) and Lê Trung Hoa, "Họ và tên người Việt Nam" (2005).
"""

from collections.abc import Sequence
from functools import cache

import regex

from recognizers.lexicon.cultures import culture_of_family, culture_of_given
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import origins_of_given

FREQUENT_FAMILIES = {
    "zh-latin": """wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng
        feng han cao zeng peng xiao cai pan tian dong yuan yu ye jiang du su wei lu ding shen ren yao cui zhong tan fan liao jin
        shi jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan duan lei long tao mao hao gu gong shao wan tsai hsu hsieh
        cheng lai chang huang tseng chou kuo hung chiu chuang lau chan cheung wong leung kwok ng ho lo""",
    "ko-latin": """kim lee park choi jung jeong kang cho yoon yun jang lim im han oh seo shin kwon hwang ahn an song ryu yoo jeon hong go
        koh moon yang son bae baek heo nam sim noh ha joo min ku chung pak rhee yi""",
    "vi": "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly truong dinh",
}
FAMILY_FIRST = frozenset(("zh-latin", "ko-latin", "ja-latin", "vi"))
# A Chinese, Japanese or Korean given name in Latin letters.
SYLLABLE = (
    r"(?:[bcdfghjklmnpqrstwxyz]|zh|ch|sh|ts|ky|ry|gy|hy|ny|my)?(?:[aeiou]|ai|ao|ei|ia|iao|ie|io|iu|ou|ua|uai|ui|uo|eo|eu|ae|oo|yeo|yu|yo|ya|wo)"
    r"(?:ng|n|k|l|m|p)?"
)
ROMANIZED_SYLLABLE = regex.compile(SYLLABLE)
ROMANIZED_GIVEN = regex.compile(rf"(?:{SYLLABLE}-?){{2,4}}")
# In all cases.
PATRONYMIC = regex.compile(r".{2,}(?:[ое]вич(?:а|у|ем|е)?|(?:ичн|овн|евн)(?:а|ы|е|у|ой))")
MAX_SYLLABLES = 3  # words of a given name that is written apart, such as "Xiao Ming"
RARE = 1_000


def is_family_first(words: Sequence[str]) -> bool:
    """Return whether the family name comes first, as in "Wang Xiaoming", "DUPONT Jean", "Smith J.", "Сидоров Иван Петрович".

    Arguments:
        words: the words of a name without titles and suffixes, as they are written; two or more.
    """
    folded = [canonical(word) for word in words]
    if len(words[0]) > 1 and all(len(word) == 1 for word in words[1:]):
        return True
    if len(words[0]) > 2 and words[0].isupper() and not any(word.isupper() for word in words[1:]):
        return True
    if len(words) == 3 and PATRONYMIC.fullmatch(folded[-1]) and not PATRONYMIC.fullmatch(folded[1]):
        return True
    return is_known_family_first(folded)


def is_known_family_first(folded: Sequence[str]) -> bool:
    """Return whether the family name comes first, by what is known of each word alone.

    Arguments:
        folded: the words of a name in canonical form; two or more.
    """
    first, last = folded[0], folded[-1]
    culture = _family_culture(first)
    if not culture:
        return False
    if len(folded) == 2 and _is_only_family(first) and _is_only_given(last):
        return True
    last_culture = _family_culture(last)
    if culture not in FAMILY_FIRST or (last_culture and last_culture not in FAMILY_FIRST):
        return False
    is_given_too = bool(culture_of_given(first))  # Kim Novak, but Kim Min-jun
    if last_culture and len(folded) == 2:
        return not is_given_too and _rank(first) <= _rank(last)
    given = "".join(folded[1:])
    return (
        bool(last_culture)
        or any(culture_of_given(word) in FAMILY_FIRST for word in folded[1:])
        or culture in origins_of_given(given.replace("-", ""))
        or ((not is_given_too or "-" in given) and _is_romanized(given, first))
    )


def _is_romanized(given: str, family: str) -> bool:
    """Return whether a given name may be Chinese, Japanese or Korean; one of a syllable only after a frequent family name."""
    is_short = (
        bool(ROMANIZED_SYLLABLE.fullmatch(given)) and bool(east_asian_culture(family)) and not culture_of_given(given)
    )
    return is_short or bool(ROMANIZED_GIVEN.fullmatch(given))


def is_known_given_first(folded: Sequence[str]) -> bool:
    """Return whether two words are both frequent East Asian family names, of which the second one is it: "Wei Zhang"."""
    first, last = folded[0], folded[-1]
    return len(folded) == 2 and are_east_asian_families(first, last) and not is_known_family_first(folded)


def are_east_asian_families(first: str, last: str) -> bool:
    """Return whether two words in canonical form are both frequent East Asian family names."""
    return bool(east_asian_culture(first) and east_asian_culture(last))


def has_syllables_apart(folded: Sequence[str]) -> bool:
    """Return whether the given name after a Chinese or Korean family name is written in several words, "Park Seo Yeon"."""
    is_short = 2 < len(folded) <= MAX_SYLLABLES and all(len(word) > 1 for word in folded)
    return is_short and east_asian_culture(folded[0]) in ("zh-latin", "ko-latin")


def east_asian_culture(family: str) -> str:
    """Return the culture of a frequent Chinese, Korean or Vietnamese family name in canonical form, else an empty string."""
    return _ranks().get(family, ("", RARE))[0]


def _family_culture(word: str) -> str:
    return east_asian_culture(word) or culture_of_family(word)


def _rank(word: str) -> int:
    return _ranks().get(word, ("", RARE))[1]


def _is_only_family(word: str) -> bool:
    return bool(culture_of_family(word)) and not culture_of_given(word)


def _is_only_given(word: str) -> bool:
    return bool(culture_of_given(word)) and not culture_of_family(word)


@cache
def _ranks() -> dict[str, tuple[str, int]]:
    """Return family name -> its culture, and its place among the frequent ones of the culture where it is most frequent."""
    found: dict[str, tuple[str, int]] = {}
    for culture, names in FREQUENT_FAMILIES.items():
        for rank, name in enumerate(names.split()):
            if rank < found.get(name, ("", RARE))[1]:
                found[name] = culture, rank
    return found
