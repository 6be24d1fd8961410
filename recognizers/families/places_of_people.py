"""Places by what a person does there: "was raised in Tarrytown", "an elderly lady from Wivenhoe", "lives off Slade Lane"."""

from recognizers.families.places_of_sites import SURE, is_place
from recognizers.lexicon.address_formats import is_wide_area
from recognizers.lexicon.calendar_words import alternatives
from recognizers.rules import Rule

LIMITS = "A place whose name is an ordinary word (`she lives in Reading`) is left to the model, and a street without what somebody does there."
WORD = r"\p{Lu}\p{Ll}[\p{L}’'-]{1,20}(?<!['’]s)"
NAME = rf"(?P<value>{WORD}(?:[ ]{WORD}){{0,2}})"
# Only people are brought up; a text may live in Confluence, too.
RAISED = r"(?:(?:was|were|is|been)[ ](?:born[ ]and[ ])?|born[ ]and[ ])(?:raised|brought[ ]up)"
GREW = rf"(?:(?:both[ ]|also[ ]|had[ ]|has[ ])?(?:{RAISED}|grew[ ]up|grown[ ]up))"
CHILDHOOD = r"growing[ ]up|born[ ]and[ ]raised|(?-i:Grew[ ]up)|(?-i:\p{Lu}\p{Ll}{1,15}[ ]\p{Lu}[\p{L}-]{1,20}[ ]was[ ](?:raised|brought[ ]up))|spent[ ](?:her|his|their|my)[ ]childhood"
LIVES = alternatives("lives lived living resides resided residing retired".split())
WHO = alternatives("he she they i who and family parents now still currently both".split())
SETTLER = alternatives("he she i family parents mum dad".split())  # cases and prices are settled, too
# Who was raised or brought up: concerns, funds and flags are as well.
CHILD = (
    r"(?:(?i:he|she|i|who|and|they|we|man|woman|boy|girl|patient|client|mother|father|mum|dad|wife|husband|son|daughter|sister|brother|born)"
    r"|(?<!(?i:the|this|our|a)[ ])\p{Lu}\p{Ll}{2,15}(?=[ ](?:grew|spent|was[ ]born)))"
)
PEOPLE = alternatives(
    "lady gentleman woman man girl boy lad widow widower pensioner grandmother grandfather mum housewife midwife".split()
)
STAYS = alternatives(
    "lives lived living resides residing settled parked stopped walking walked house flat home cottage garage yard shop premises studio based dispatched arrested".split()
)
STREETS = alternatives(
    "Lane Avenue Street Road Drive Terrace Crescent Close Grove Mews Row Rd St Ave Ln Blvd Boulevard Gardens Parade Hill".split()
)
BESIDE = alternatives("on off along in behind near above down".split())
# The same in other languages of the model.
LIVES_ELSEWHERE = "mieszka|mieszkam|mieszkają|mieszkamy|zamieszkał|zamieszkała|zamieszkały|wohnt|wohne|wohnen|wohnte|habite|habitent|j'habite|j’habite|vive|vivo|viven|vivimos|abita|abito|abitano|woont|woon|woonde|moro|mora|moram"
BORN_ELSEWHERE = "geboren in|geboren te|née? à|nacid[oa] en|nat[oa] a|nascid[oa] em|urodzon[yaą] w|aufgewachsen in|groß geworden in|grandi à|grandit à|creció en|criad[oa] en|cresciut[oa] a|cresceu em|criad[oa] em|opgegroeid in|originaire de|natural de"
# Streets that everybody knows, or that every town has, and words that are no part of a name.
COMMON = frozenset(
    "Main High Wall Bourbon Downing Fleet Sesame Broad Elm Regent Oxford Baker Savile Harley Abbey Penny Carnaby Madison Fifth Coronation Haunted Capitol The A My Our Your".split()
)


def _is_town(value: str) -> bool:
    return is_place(value) and not is_wide_area(value)


def _is_street(value: str) -> bool:
    """Return whether a street is named by more than its kind and is none that every town has."""
    return value.split()[0] not in COMMON


# fmt: off
RULES = (
    Rule("place_of_a_childhood", "LOCATION", rf"(?<!\p{{L}})(?:{CHILD}[ ]{GREW}|(?i:{CHILDHOOD}))[ ](?:in|near|outside|just[ ]outside)[ ]{NAME}", SURE, check=_is_town,
        true=("she was raised in ⟦Tarrytown⟧ by her aunt", "Marguerite Oduya was raised in ⟦Tarrytown⟧", "He grew up near ⟦Haugesund⟧, now"),
        false=("grew up in Poverty", "raised in March", "raised in Canada", "Funds were raised in Haugesund", "The point he raised in Haugesund", "The startup grew up in Haugesund", "grew up in Texas")),
    Rule("place_of_a_home", "LOCATION", rf"(?<!\p{{L}})(?:(?i:{WHO})[ ](?i:{LIVES})|(?:(?:has|have|had)[ ](?:lived|resided|been[ ]living)|(?:is|was|am)[ ](?:living|residing))|(?i:{SETTLER})[ ](?:has[ ])?settled)[ ](?:in|near|outside|just[ ]outside|to)[ ]{NAME}", SURE, check=_is_town,
        true=("she lives in ⟦Dukinfield⟧ with", "who retired to ⟦Budleigh Salterton⟧."),
        false=("The code lives in Confluence", "The case was settled in Haugesund", "dust has settled in Haugesund", "The ship was retired in Haugesund", "and lives in Jira", "he lives in Norway", "she lives in Reading")),
    Rule("place_of_an_origin", "LOCATION", rf"(?<!\p{{L}})(?:[Aa]n?|[Tt]his|\d{{1,3}}|who,)(?:[ -][\p{{Ll}}\d-]{{1,15}}){{0,4}}[ ](?:{PEOPLE})[ ]from[ ]{NAME}(?=[,.;)\n]|[ ](?:\p{{Ll}}|$)|$)", SURE, check=_is_town,
        true=("this pleasant 68-year-old lady from ⟦Wivenhoe⟧, admitted", "a man from ⟦Kirriemuir⟧ who"),
        false=("the man from Accounts said", "a woman from Ukraine", "the lady from Texas", "Girl from Wivenhoe, a song", "the lady from Wivenhoe is a film")),
    Rule("place_of_a_home_in_other_languages", "LOCATION", rf"(?<!\p{{L}})(?i:{LIVES_ELSEWHERE})[ ](?:(?:seit|depuis|od|sinds|desde|da)[ ]\p{{L}}{{2,8}}[ ])?(?:w|we|in|à|en|a|em|no|na)[ ]{NAME}", SURE, check=_is_town,
        true=("Mieszka w ⟦Pcimiu⟧.", "sie wohnt in ⟦Warburg⟧ und", "il habite à ⟦Douarnenez⟧,", "abita a ⟦Finale Ligure⟧ con", "zij woont in ⟦Zeewolde⟧."),
        false=("mieszka w Niemczech", "wohnt in Norwegen", "vive en Francia", "woont in Frankrijk", "vive en la calle")),
    Rule("place_of_a_birth_in_other_languages", "LOCATION", rf"(?<!\p{{L}})(?i:{BORN_ELSEWHERE})[ ]{NAME}", SURE, check=_is_town,
        true=("nato a ⟦Mortara⟧ il", "née à ⟦Tourcoing⟧ le", "aufgewachsen in ⟦Bad Aibling⟧,", "natural de ⟦Garanhuns⟧,"), false=("geboren in Polen", "née à domicile", "natural de Portugal", "urodzona w Polsce")),
    Rule("street_of_a_home", "ADDRESS", rf"(?<!\p{{L}})(?:{STAYS})(?:[ ]\p{{Ll}}{{1,12}}){{0,2}}[ ](?:{BESIDE})[ ](?P<value>{WORD}(?:[ ]{WORD}){{0,2}}(?<=[ ](?:{STREETS})))(?![\p{{L}}-]|[ ]\p{{Lu}})", SURE, check=_is_street,
        true=("based off ⟦Slade Lane⟧.", "was stopped on ⟦Jefferson Terrace⟧ in", "a garage behind ⟦Fore Street⟧,", "a flat above ⟦Mill Road⟧."),
        false=("he lives in Main Street", "stopped on Wall Street", "parked near Hyde Park Court House", "lives on Easy Avenues", "the studio on Abbey Road")),
)
# fmt: on
