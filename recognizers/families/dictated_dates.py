"""Dates of birth that are scanned, or dictated: behind a word of birth, in number words of one language, with or without a month."""

from recognizers.families.answers import SPEAKER
from recognizers.families.dates import BIRTH_LABELS
from recognizers.lexicon.dates_in_words import SCANNED_DATE, date_in_words, is_scanned_date
from recognizers.rules import Rule

LIMITS = "Dates in words behind no word of birth, and those whose ordinals are written in another form."
# The turn of a conversation after the question for the date, and the words with which it begins.
ANSWERED = rf"[^\n?]{{0,40}}\?[^\n]{{0,30}}\n{{1,2}}{SPEAKER}(?:(?:it['’]s|its|it is|that['’]s|that is|uh|um|er|eh|äh|oh|yes|sure|so|okay|ok|the|on|ja|oui|sí|sim|sì|tak|also|das ist|c['’]est|es|é|è|to)[,.…]{{0,3}}[ ]){{0,4}}"
RULES = (
    Rule(
        "birth_dictated",
        "DATE_OF_BIRTH",
        rf"(?i)(?<!\p{{L}})(?:{BIRTH_LABELS}|urodzon[ya]|né[e]?|nascut)(?:[ :\n]{{1,3}}|{ANSWERED})(?:(?:on|the|am|le|el|il|op|den|dnia|a|em|en)[ ])?(?P<value>\p{{L}}[\p{{L}}\p{{M}}-]{{0,30}}+(?:,?[ ]\p{{L}}[\p{{L}}\p{{M}}-]{{0,30}}+){{2,9}}+)",
        0.95,
        part=date_in_words,
        true=(
            "geboren ⟦siebzehnter neunter achtundachtzig⟧ klammer auf",
            "geboren ⟦zwölfter dritter zweiundachtzig⟧, Kennzeichen",
            "née le ⟦douze mars quatre-vingt-deux⟧ à Lens",
            "nacido el ⟦doce de marzo de ochenta y dos⟧ en",
            "nato il ⟦dodici marzo ottantadue⟧ a",
            "date of birth\n⟦eleven two eighty-eight⟧",
            "Date of birth?\n00:36 CALLER: ⟦Twenty-second of the third, forty-one⟧. I'm",
            "A: your dob?\nB: uh, it's the ⟦ninth of June, sixty-eight⟧",
            "Ihr Geburtsdatum?\n[00:25] Anruferin: ⟦neunter vierter sechsundsechzig⟧\n",
            "Data urodzenia do weryfikacji?\nKlient: ⟦trzeci sierpnia osiemdziesiątego drugiego⟧. lis",
            "urodzona ⟦dwunastego marca osiemdziesiątego drugiego⟧ w",
        ),
        false=(
            "born in the city of two rivers",
            "geboren in einem Dorf",
            "née le jour de la fête",
            "b. one of them",
            "Geburtsdatum?\nKundin: ich habe zwei Kinder",
        ),
    ),
    Rule(
        "birth_scanned",
        "DATE_OF_BIRTH",
        rf"(?<!\p{{L}})(?i:{BIRTH_LABELS}|data ur\.?|nasc[il1]ta)[ :.]{{1,4}}(?P<value>{SCANNED_DATE})",
        0.95,
        check=is_scanned_date,
        true=("Data ur. ⟦13.O3. 197O⟧   Płeć K", "geb. ⟦l7.O2.l968⟧ in", "née le ⟦O4/11/l991⟧,"),
        false=("Data ur. 13.03.1970", "geb. Oll.lO.OIlo", "geb. OI.OI.OIlo"),
    ),
)
