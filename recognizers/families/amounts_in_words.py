"""Amounts of money in words: "twelve thousand dollars", "mil oitocentos e noventa reais".

Number words of eleven languages, with the word of a currency behind them or, as in contracts, before them.
"""

from recognizers.families.amounts import PUBLIC
from recognizers.lexicon.number_words import LARGE, number_parts
from recognizers.rules import Rule

LIMITS = "An amount in words without a currency is not found, nor is a single 'one' before it (\"one euro\")."

ENGLISH_WORD = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
    "|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|quarter|couple|few|point|a|an|and|of)"
)
ENGLISH_COUNT = (
    rf"(?i:(?!and|of|point){ENGLISH_WORD}(?:[ -]{ENGLISH_WORD}){{0,8}})"
    r"(?:[ ](?:hundred|thousand|million|billion|grand))?"
)
ENGLISH_MONEY = r"(?i:(?:us |canadian |australian )?dollars?|euros?|euro|pounds|quid|grand|bucks|rupees|francs|pesos|dirhams|rand|naira|lakh|crore)"
NOT_GRAND = (
    r"(?!a Grand|a grand[ ](?!now|to|for|in|and|or|a|per|each|on|from|by|this|that|last|next|at|if|but|so)\p{Ll})"
)

PARTS = "|".join(sorted({part for name in LARGE for part in number_parts(name)}, key=lambda part: (-len(part), part)))
# Longest first and possessive: a word has one reading.
WORD = rf"(?:{PARTS}){{1,8}}+(?!\p{{L}})"
AND = "(?:e|y|et|und|en|og|i|and)"
FURTHER = rf"(?:(?:[ -]|[ ]{AND}[ ]){WORD})"
ONE = r"(?!(?:un|una|une|uno|um|uma|ein|eine|een|en|ett|et|jeden|bir|to|a|on)[ ](?:de[ ]|di[ ])?\p{L}{1,12}(?!\p{L}))"
MONEY = (
    "euros?|euroa|euro(?:wy|ja)?|dollars?|dólares|dolares|dollari|dólar|doláru|dolarów|dolary|francs?|franken|franchi|pesos|reais|reales|meticais|kwanzas"
    "|soles|lempiras|bolívares|bolivianos|colones|quetzales|guaraníes|córdobas|escudos|złotych|złote|złoty|zlotych|zlote|kronor|kroner|krónur|korun|koruny"
    "|pfund|britische pfund|pond|livres sterling|libras esterlinas|sterline|roupies|rupien|rupie|rupias|dirhams?|dinars?|dinares|rublos|rubel|forint|lei|lira|liras|rand|cfa"
)
RULES = (
    Rule(
        "money_in_words",
        "MONEY",
        rf"(?<![\p{{L}}\d.-])(?<!\d )(?P<value>{NOT_GRAND}{ENGLISH_COUNT}[ ]{ENGLISH_MONEY})(?!\p{{L}})",
        0.7,
        unless=PUBLIC,
        true=("He borrowed ⟦twelve thousand dollars⟧.", "owes ⟦four grand⟧ now"),
        false=("twelve thousand lines", "the grand total", "Not a grand dinner but", "and grand"),
    ),
    Rule(
        "money_in_words_of_other_languages",
        "MONEY",
        rf"(?i)(?<![\p{{L}}\d-]|\d[ ])(?P<value>{ONE}{WORD}{FURTHER}{{0,9}}+[ ](?:de[ ]|di[ ]|d['’])?(?:{MONEY}))(?!\p{{L}})",
        0.7,
        unless=PUBLIC,
        true=(
            "queria ⟦dois mil meticais⟧ para a água",
            "a franquia de ⟦mil oitocentos e noventa reais⟧ é da senhora",
            "er schuldet mir ⟦zwölftausendfünfhundert Euro⟧",
            "on a dit ⟦trois mille quatre cents euros⟧ par mois",
            "costa ⟦millecinquecento euro⟧ in contanti",
            "zarabia ⟦siedem tysięcy dwieście złotych⟧",
            "ze kreeg ⟦vijfentwintigduizend euro⟧",
            "cuesta ⟦dos millones de pesos⟧",
        ),
        false=(
            "un euro symbolique",
            "zwölftausendfünfhundert Zeilen",
            "ocho mil personas",
            "Eintritt: fünf Euro",
            "tre minuti",
            "7,8 millions euros",
        ),
    ),
    Rule(
        "money_in_words_after_a_currency",
        "MONEY",
        rf"(?i)(?<!\p{{L}})(?P<value>(?:{MONEY})[ ]{WORD}{FURTHER}{{2,9}}+)(?!\p{{L}}|[ ](?:{MONEY})(?!\p{{L}}))",
        0.7,
        true=("(Precio). ⟦PESOS QUINIENTOS OCHENTA MIL⟧ mensuales", "la suma de ⟦SOLES CUATRO MIL DOSCIENTOS⟧"),
        false=("Euro drei Mal", "en pesos mexicanos", "two dollars one", "lira dos vinte anos"),
    ),
)
