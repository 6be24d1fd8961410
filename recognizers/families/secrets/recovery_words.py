"""Recovery words and answers to security questions."""

import regex

from recognizers.families.secrets.words import is_said_word
from recognizers.rules import Rule

LIMITS = "Recovery phrases of fewer than eleven words; answers that are apart from their question."
WORD = r"\p{Ll}{3,9}"
STOP = frozenset(
    "the and with that this from have your they will would about which their there when what were been into over und der die das mit von für nicht ist ein eine auf dem den des les des une est pour dans que pas sur los las una por para con del che non per una sono della het een van voor met niet dat nie jest się oraz dla przez och att som det inte til ikke".split()
)
MIN_WORDS = 11
# What the questions of account recovery ask for.
ABOUT_ONESELF = (
    "(?:name of )?(?:my |your )?(?:first|childhood) (?:pet|car|school|teacher|best friend|street|crush)(?:'?s name)?|favou?rite teacher|mother'?s maiden name|street (?:i|you) grew up (?:on|in)|"
    "(?:name des )?erste[ns]? (?:haustier(?:s|es)?|auto|schule|lehrer(?:in)?)|mädchenname der mutter|geburtsname der mutter|lieblings(?:lehrer(?:in)?|tier|film|buch)|(?:professeur|livre|film) préféré|(?:profesor|libro|película) favorit[oa]|(?:insegnante|film|libro) preferit[oa]|premier animal|première voiture|première école|nom de jeune fille de (?:la|ma|votre) mère|"
    "primera mascota|primer coche|primer colegio|apellido de soltera de (?:la|mi|su) madre|primo animale(?: domestico)?|prima scuola|cognome da nubile (?:della|di mia) madre|primeiro animal(?: de estimação)?|"
    "nome de solteira da mãe|eerste huisdier|meisjesnaam van (?:uw |je |mijn )?moeder|pierwsze zwierzę|nazwisko panieńskie matki"
)


def are_recovery_words(value: str) -> bool:
    """Return whether a run of words is a recovery phrase: no word of grammar, hardly any repetition."""
    words = regex.findall(r"\p{L}+", value.lower())
    return len(words) >= MIN_WORDS and not STOP & {*words} and len({*words}) >= len(words) - 1


RECOVERY_CODES = (
    r"(?:recovery|backup|scratch|emergency|one-time|single-use)[ _-]?codes?|wiederherstellungs-?codes?|codes? de (?:secours|récupération)|codici di (?:recupero|backup)"
    r"|códigos de (?:recuperación|respaldo|recuperação)|herstelcodes?|kody (?:zapasowe|odzyskiwania)"
)
RECOVERY_CODE = r"(?=[A-Za-z-]{0,16}\d)[A-Za-z0-9]{3,10}(?:[- ](?=[A-Za-z-]{0,8}\d)[A-Za-z0-9]{3,8}){0,3}(?![\w-])"
ITEM = r"(?:\d{1,2}[.)][ ]|[-*•][ ]|[\"'])?"

# fmt: off
RULES = (
    Rule("recovery_codes", "SECRET", rf"(?i)\b(?:{RECOVERY_CODES})[\"']?[ ]?[:=]\s{{0,3}}\[?{ITEM}(?P<value>{RECOVERY_CODE})(?:(?:[\"']?[ ]?[,;/|][ ]?|\n)(?:and[ ])?{ITEM}(?P<value>{RECOVERY_CODE})){{0,15}}", 0.9,
         ("recovery codes: ⟦4f7k-9q2m⟧, ⟦8x3p-1l6r⟧, ⟦2c5v-7t9z⟧", "Backup codes:\n1. ⟦48213 90177⟧\n2. ⟦70331 44175⟧", "codes de secours : ⟦a4417bd⟧, ⟦k9031xz⟧"), ("recovery codes: see the safe", "backup code: none", "backup codes 12 per user"), source="RFC 6238 in practice"),
    Rule("recovery_phrase", "SECRET", rf"(?<![\p{{L}}])(?:\d{{1,2}}[.)] ?)?{WORD}(?:(?:,? {{1,2}}(?:\d{{1,2}}[.)] ?)?|,|\n\d{{1,2}}[.)] ?){WORD}){{10,24}}+(?![\p{{L}}]|[ ,]{{1,2}}\p{{Ll}}{{2}})", 0.0,
         ("seed: ⟦orbit mango velvet prison kite legal sauce dentist copper anchor tiger lemon⟧", "die 12 Wörter: ⟦wal birne tunnel esel onkel sturm zebra fluss kamin lampe otter regen⟧"), ("my words: we should go there when the sun shines and have lunch outside", "seed of the plant: it grows"), unless=("stop words", "stopwords", "num words", "ordinal words", "wordlist"), context=("seed*", "recovery", "phrase", "words", "wallet", "ledger", "mnemonic", "backup", "palabras", "wörter", "mots", "parole", "palavras", "słowa", "woorden", "ord", "frase", "begins", "paste", "paper", "trezor", "metamask", "carteira", "cartera", "portfel*"), with_context=0.95, check=are_recovery_words, source="BIP 39"),
    Rule("answer_about_oneself", "SECRET", rf"(?i:(?<![\p{{L}}])(?:{ABOUT_ONESELF}))[\"']?[ \t]{{0,2}}(?:[:=→]|->)[ \t\"'“„«]{{1,3}}(?P<value>\p{{Lu}}[\p{{L}}'’-]{{1,24}}(?:[ ]\p{{Lu}}[\p{{L}}'’-]{{1,24}}){{0,2}})(?=[\"'”“».,;)]|\s{{0,3}}$)", 0.85,
         ("First pet: ⟦Wobbles⟧. Next", "erstes Haustier: ⟦Mohrle⟧", "Lieblingslehrerin: ⟦Wiesner⟧;", "nom de jeune fille de la mère : ⟦Vercors⟧", "favourite teacher = \"⟦Ms Tarn⟧\""), ("First pet insurance: from 9 EUR", "First car: see below", "his first pet was a dog"), check=is_said_word, source="forms of account recovery"),
    Rule("security_answer", "SECRET", r"(?i:\b(?:security[_ -]?answers?|(?:security[_ -]?(?:question|q)|sicherheitsfrage|question secrète|question de sécurité|pregunta de seguridad|domanda di sicurezza)(?=[^\n?]{0,80}\?)|secret[_ -]?answer|answer|answered|antwort|réponse|respuesta|risposta|resposta|antwoord|odpowiedź|svar|mother'?s maiden(?: name| nm)?|mum's maiden(?: name| nm)?|maiden name|mädchenname der mutter|memorable (?:word|place|name))\b)[\"']?(?:[^\n?!\"“„«]{0,60}?\?|(?:[ \t](?:is|was|said|on file|lautet|est|es|è|é|jest|to|a))?[ \t]?(?:[:=,(→]|is|said|lie:))[ \t\"'“„«(]{1,3}(?P<value>[^\s\"'“”„«»,;:()<>\n][^\"'“”„«»,;:()<>\n]{1,40}?)(?=[\"'”“».,;)]{1,2}|$|\n)", 0.0,
         ('security_answer: "⟦Shahrbanoo⟧"', "Security question: first pet? ⟦Kaptein⟧."), ("the answer is yes, I think", "Answer: see page 4."), context=("security", "secret question", "maiden", "first pet", "sicherheitsfrage", "seguridad", "sécurité", "sicurezza", "e-transfer", "interac", "verify", "vfy", "hint", "verification"), with_context=0.8, check=is_said_word, source="forms of account recovery"),
)
# fmt: on
