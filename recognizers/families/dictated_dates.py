"""Dates of birth that are dictated: behind a word of birth, in number words of one language, with or without a month."""

from recognizers.families.dates import BIRTH_LABELS
from recognizers.lexicon.dates_in_words import date_in_words
from recognizers.rules import Rule

LIMITS = "Dates in words behind no word of birth, and those whose ordinals are written in another form."
RULES = (
    Rule(
        "birth_dictated",
        "DATE_OF_BIRTH",
        rf"(?i)(?<!\p{{L}})(?:{BIRTH_LABELS}|urodzon[ya]|né[e]?|nascut)[ :\n]{{1,3}}(?:(?:on|the|am|le|el|il|op|den|dnia|a|em|en)[ ])?(?P<value>\p{{L}}[\p{{L}}\p{{M}}-]*(?:[ ]\p{{L}}[\p{{L}}\p{{M}}-]*){{2,9}}+)",
        0.95,
        part=date_in_words,
        true=(
            "geboren ⟦siebzehnter neunter achtundachtzig⟧ klammer auf",
            "geboren ⟦zwölfter dritter zweiundachtzig⟧, Kennzeichen",
            "née le ⟦douze mars quatre-vingt-deux⟧ à Lens",
            "nacido el ⟦doce de marzo de ochenta y dos⟧ en",
            "nato il ⟦dodici marzo ottantadue⟧ a",
            "date of birth\n⟦eleven two eighty-eight⟧",
            "urodzona ⟦dwunastego marca osiemdziesiątego drugiego⟧ w",
        ),
        false=("born in the city of two rivers", "geboren in einem Dorf", "née le jour de la fête", "b. one of them"),
    ),
)
