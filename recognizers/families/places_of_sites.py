"""Places by what is there: "the Crewe depot", "our Baner branch", "an Oranmore-based builder"."""

from recognizers.lexicon.address_formats import country_names
from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.nationalities import is_of_a_place
from recognizers.lexicon.not_names import is_not_name, is_ordinary
from recognizers.lexicon.public_sites import BRANDS
from recognizers.lexicon.technology_names import NAMES as TECHNOLOGY
from recognizers.rules import Rule

LIMITS = "A place whose name is an ordinary word, such as `the Reading office`, is left to the model."
SURE = 0.95  # above what the model refutes
WORD = r"\p{Lu}\p{Ll}[\p{L}’'-]{1,20}(?<!['’]s)"
NAME = rf"(?P<value>{WORD}(?:[ ]{WORD})?)"
SITES = alternatives(
    "plant depot branch store warehouse factory mill quarry campus site office terminal refinery facility hub showroom outlet workshop yard mine smelter sawmill shipyard dealership".split()
)
WHO = alternatives(
    """company firm maker manufacturer group startup start-up business builder developer retailer supplier charity lender bank brewer brewery bakery artist author
    lawyer solicitor doctor consultant consultancy designer photographer musician engineer family couple team agency studio publisher farmer trader haulier contractor""".split()
)


def is_place(value: str) -> bool:
    """Return whether a value is no country, brand, technology or ordinary word."""
    words = value.split()
    is_other = words[0].casefold() in BRANDS or words[0] in TECHNOLOGY or is_of_a_place(words[-1])
    if is_other or value.casefold() in country_names() or any(map(is_not_name, words)):
        return False
    return not all(is_ordinary(word) or is_everyday(word.casefold()) for word in words)


# fmt: off
RULES = (
    Rule("place_of_a_site", "LOCATION", rf"(?<!\p{{L}})(?i:the|our|their|its|at|in|from|to)[ ]{NAME}(?=[ ](?:{SITES})(?![\p{{L}}-]))", SURE, check=is_place,
        true=("at the ⟦Crewe⟧ depot.", "our ⟦Baner⟧ branch opens", "the ⟦Brynsiencyn⟧ site, reported", "from ⟦Cannock⟧ depot"),
        false=("the Head office", "the German plant", "the Governor's office", "the Google office", "our Reading office", "the Monday yard")),
    Rule("place_of_a_firm", "LOCATION", rf"(?<![\p{{L}}\p{{N}}-]){NAME}(?=-based[ ](?:\p{{Ll}}{{3,15}}[ ]){{0,2}}(?:{WHO})s?(?!\p{{L}}))", SURE, check=is_place,
        true=("an ⟦Oranmore⟧-based builder", "⟦Eskişehir⟧-based ceramics maker Porsuk", "a ⟦Standish⟧-based builder"),
        false=("a Java-based company", "Italian-based firm", "a Cornish-based builder", "an Oranmore-based line", "cloud-based company")),
)
# fmt: on
