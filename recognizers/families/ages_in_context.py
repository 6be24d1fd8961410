"""Ages of people behind a given name, a pronoun or a relation, in lists, notes and answers.

A given name of the pools in front of a number in brackets or between commas makes it an age.
"""

import regex

from recognizers.families.ages import (
    DUTCH,
    END,
    ENGLISH,
    FRENCH,
    GERMAN,
    ITALIAN,
    KIN,
    POLISH,
    PORTUGUESE,
    SPANISH,
)
from recognizers.lexicon.names import is_given_name
from recognizers.rules import Rule

LIMITS = "An age behind a surname alone, such as `HOLLINGBERY 82`, is not found, nor are decades (`in her eighties`)."

SURE = 0.95  # above what the model refutes
DIGITS = r"(?:1[01]\d|[1-9]\d|[1-9])½?"
TWO_DIGITS = r"(?:1[01]\d|[1-9]\d)"
ANIMALS = (
    "dog", "cat", "puppy", "kitten", "horse", "pony", "cow", "hamster", "beagle", "terrier", "labrador", "hund", "katze", "kater", "chien", "chat", "perro", "gato", "gata", "cachorro", "cane", "gatto", "pies", "kot", "hond", "kat",
    "server*", "machine*", "boiler", "whisky", "wine", "version", "release", "python", "java", "points", "goals", "level", "rank*", "score", "percent", "minutes",
)  # fmt: skip
AFTER = (
    r"(?=\s{0,2}(?:[.,;!?)…:]|$|\n|[–—-]\s|(?:and|y|e|en|und|og|och|i|but|pero|mas|maar|lol|now|nu|jetzt|no|on|in|ja|so|last|next|with|who|lives|bor|asi|years|yrs|geworden"
    r"|já|ya|ale|men|who|when|this|today|tomorrow|not|yet)(?!\p{L})))"
)
UNITS = r"(?:y(?:ea)?rs?\.?|yo|y/o|Jahre?|J\.|Jhr\.|ans?\b|anni|a\.|aa\.?|anos|años|anios|ANOS|AÑOS|ANNI|ANS|lat|l\.|jaar|år|let|ani|mesi|mois|meses|months|mths|maanden|Monate|miesięcy)"
STREETS = frozenset(
    "rue via calle rua ul ulica avenue av place piazza plaza corso san santa sankt saint st st. room table section chapter figure".split()
)


def _number(value: str) -> tuple[int, int]:
    """Return the offsets of the number at the end of a match that begins with a person's name."""
    words = regex.findall(r"\p{L}[\p{L}'’-]*", value)
    if not any(map(is_given_name, words[:2])) or any(word.lower() in STREETS for word in words):
        return 0, 0
    number = regex.search(r"\d+$", value)
    return number.span() if number else (0, 0)


NAME = r"(?<![\p{L}\d@./_*-])\p{Lu}[\p{L}'’-]{1,20}(?:[ ](?:[\"“„«]\p{L}{2,15}[\"”“»]|\(\"?\p{L}{2,15}\"?\)|\p{Lu}[\p{L}.'’-]{0,20}|van|de|der|von|da|dos)){0,4}"
FULL = r"(?<![\p{L}\d@./_*-])\p{Lu}[\p{L}'’-]{1,20}(?:[ ](?:\p{Lu}[\p{L}.'’-]{0,20}|van|de|der|von|da|dos)){0,3}[ ]\p{Lu}[\p{L}'’-]{1,24}"
# fmt: off
RULES = (
    Rule("age_beside_given_name", "AGE",
        rf"(?<![(=][ ]{{0,2}}|,\s{{1,12}}(?=\p{{L}}{{1,20}}\())(?P<value>{NAME}(?:[\"”]?\)?[ ]\((?:ca\.?[ ]|aged[ ]|~)?{DIGITS}(?=½?(?:[),;]|[ ](?:and|und|y|e|en|et|och|og|i|l\.|a\.|J\.|yrs?)))|[\"”]?,[ ](?:~|ca\.?[ ]|aged[ ])?{DIGITS}(?=,[ ](?!\d|\p{{Lu}}\p{{L}}{{1,30}}[ ]\d)|;|\)|\.?$|\.[ ]\p{{Lu}})|[\"”]?[ ][–—-]{{1,2}}[ ]{DIGITS}(?=[,;]))){END}",
        0.7, part=_number, unless=(*ANIMALS, "under", "par", "birdie*", "highest-placed", "leaderboard", "room", "chapter", "verse", "psalm", "gate", "seat", "jan", "feb", "march", "april", "may", "june", "july", "aug", "sept", "oct", "nov", "dec"),
        true=("Sophie Pettway (⟦24⟧) was late", "Thomas, ⟦41⟧, of Leeds", "Anna Kowalska – ⟦67⟧, alone", "David (⟦9⟧ and tired)"),
        false=("Matthew 12, 5", "chain(Anna(10), Anna(10), Anna(10))", "five under. Wales' David Berg (67) leads", "Table (12)", "Rue Thomas, 12, Paris", "I*(Pauli(2)*Pauli(3))", "Anna, 12 May")),
    Rule("age_behind_full_name", "AGE",
        rf"(?<![=(][ ]{{0,2}})(?P<value>{FULL}[ ]\({DIGITS}(?=\)(?:,|[ ](?:and|und|et|y|e|en|i|was|were|is|of|from|aus|told|said|who|had|has|pleaded|appeared|denied|admitted)(?!\p{{L}}))))", SURE,
        part=_number, unless=(*ANIMALS, "seats", "leaderboard", "room*", "chapter", "verse", "psalm", "gate", "seat", "page*", "vol*"),
        true=("and Wiktor Pawlak (⟦31⟧), of no fixed abode", "Tom Walsh (⟦19⟧) and Anna Bello (⟦44⟧) were hurt"),
        false=("Tom (19), of Leeds", "Table Two (19), of", "Tom Walsh (1984), of")),
    Rule("age_in_list_of_names", "AGE",
        rf"(?P<value>{NAME}[ ](?:\d{{1,2}}))(?=,[ ](?:\p{{Lu}}|and|und|y|e|et|en)|[ ]?$|;|[ ][A-Z]{{3}}|\.(?!\d)|[ ](?:and|und|y|et|en|e)[ ]\p{{Lu}})",
        0, context=("kids", "children", "child", "son", "dau", "daughter*", "twins", "kinder", "kind", "kinderen", "enfants", "hijos", "hijas", "figli", "filhos", "dzieci", "barn", "grandchildren", "dependants", "dependents", "household", "lapset"),
        with_context=0.7, part=_number, unless=("room", "seat", "gate", "size", "shoe*", "grade", "year", "class"),
        true=("kids are Sophie ⟦9⟧, Thomas ⟦6⟧", "Kinder Anna ⟦3⟧, Lukas ⟦6⟧.\n", "SON THOMAS ⟦17⟧ COLLEGE"), false=("Anna 9, Thomas 6", "children in Room 12, Peter")),
    Rule("age_behind_pronoun", "AGE",
        rf"(?i)(?<!\p{{L}})(?:\p{{L}}{{3,20}}[ ](?:just[ ])?turn(?:ed|s)(?=[ ]{TWO_DIGITS}[ ](?:last|this|next|in|on|yesterday|today|tomorrow)[ ]?)|(?:she|he)(?:['’]s|[ ](?:is|was|turned|turns|just turned|is turning|would be|would have been|['’]d have been)(?:[ ](?:about|nearly|almost|only|just|now|already|like))?)|(?:i|my \p{{L}}{{3,12}})[ ](?:turned|turn|turns)|(?:pt|patient)[ ](?:is[ ])?(?:a[ ])?"
        rf"|(?:ze|zij|hij|die)[ ](?:is|wordt|werd)(?:[ ](?:nu|dus|al|net))?|(?:er|sie)[ ](?:ist|wird|war)(?:[ ](?:schon|jetzt|erst))?|(?:han|hun|hon)[ ](?:er|är|fyller|fylder|fyllte|fyldte)|(?:ella|él|que)[ ]tiene|(?:ela|ele|que)[ ]tem|(?:lei|lui)[ ]ha|(?:ona|on)[ ]ma|som[ ](?:är|er))[ ]?"
        rf"(?P<value>{TWO_DIGITS}{END}|(?=\p{{L}}{{4}}){ENGLISH}(?!\p{{L}})|(?=\p{{L}}{{5}})(?:{GERMAN}|{DUTCH}|{SPANISH}|{PORTUGUESE}|{ITALIAN})(?!\p{{L}})){AFTER}",
        0.7, unless=ANIMALS,
        true=("on our plan, she is ⟦twenty-nine⟧, does", "Dolores turned ⟦64⟧ last week", "I turned ⟦50⟧??", "pt is ⟦67⟧, hx", "ze is ⟦91⟧.", "som är ⟦92⟧ och", "la huerta, que tiene ⟦70⟧.", "er ist ⟦neunzehn⟧ und kennt", "Han er ⟦46⟧, bor alene"),
        false=("she is one of them", "he is 100% sure", "it is 42.", "it turned 90 degrees", "que tiene 70 metros")),
    Rule("age_with_unit", "AGE",
        rf"(?<=[,(·–—-][ ]?~?|\p{{Lu}}\p{{L}}{{1,20}}[ ])(?<![\p{{L}}\d]-)(?P<value>{DIGITS}{END})[ ]?{UNITS}(?=[ ]?(?:[,;)·]|$|\n|\.[ ]?(?:\p{{Lu}}|$)|[ ](?:a|and|y|und|et|e|i|en)[ ]))",
        0, context=(*KIN, "male", "female", "student", "married", "verheiratet", "single", "casad*", "marié*", "retired", "widow*", "lives", "operaio", "conductor", "copiloto", "suspect", "ambulance", "chest", "fall*", "sturz", "cad*", "rente*", "née", "born", "geb", "dob", "nac", "nato", "nata", "ur"),
        with_context=0.7,
        unless=("warranty", "experience", "experiencia", "experiência", "erfahrung", "garantie", "garantía", "garanzia", "contract*", "lease", "loan", "mortgage", "mutuo", "prêt", "kredyt", "kredit", "laufzeit", "bail", "wine", "whisky", "prison", "sentence*", "haft", "seit", "since", "depuis", "hace", "há", "od", "sedan", *ANIMALS[:18]),
        true=("Mr Fodor, student, ⟦20⟧ years. While", "Sturz im Bad, ⟦88⟧ J., keine", "casado (⟦66⟧ a.) TSI"),
        false=("a loan, 20 years, fixed", "Garantie, 5 Jahre, voll", "waited, 3 yrs")),
    Rule("age_beside_sex", "AGE",
        rf"(?<![\p{{L}}\d])(?:[MF],?[ ]~?|(?i:male|female|man|woman|mann|frau|homme|femme|hombre|mujer|uomo|donna)[ ](?:aged?[ ]|ca\.?[ ]|about[ ]|env\.[ ]|~)?)(?P<value>{TWO_DIGITS}{END}|(?i:{ENGLISH})(?!\p{{L}}))(?=[ ]?(?:[,;.)]|$|\n|[ ](?:NS|query|with|stemi|GCS|c/o|found))|[ ](?:ans|J\.|yrs))|~(?P<value>[1-9]\d){END}(?=,)|(?<![\p{{L}}\d.,/-])(?P<value>[1-9]\d)[ ][MF](?=;|$|\n)",
        0, context=(*KIN, "male", "female", "insured", "found", "ambulance", "police", "ward", "gcs", "suspect*", "dob", "rows", "bed", "triage", "ecg", "booked", "stemi", "control", "smoker", "iol"), with_context=0.7,
        unless=("size", "shoe", "shoes", "route", "bus", "line", "grade"),
        true=("Proposed insured, M, ⟦46⟧ NS", "UNKNOWN MALE ~⟦40⟧, GCS 14", "patient rows: H. ⟦57⟧ M; S. ⟦63⟧ F\n"), false=("M 12 screws", "bus M, 46 stops", "woman 12 items")),
    Rule("age_ordinal_birthday", "AGE",
        r"(?i)(?<![\p{L}\d.,/])(?P<value>[1-9]\d|1[01]\d)(?:st|nd|rd|th|ste|de|\.)[ ](?:birthday|bday|b-day|geburtstag|verjaardag|fødselsdag|födelsedag)|\bhappy[ ](?P<value>[1-9]\d)(?:st|nd|rd|th)|(?:mother|father|mum|mom|dad|nan|gran|wife|husband|son|daughter)['’]s[ ](?P<value>[1-9]\d)(?:st|nd|rd|th)(?=,|[ ](?:cake|party|on)|$)|\bmet je[ ](?P<value>[1-9]\d)ste",
        0.8,
        true=("for her ⟦60⟧th birthday", "Happy ⟦70⟧th Gran!", "zum ⟦80⟧. Geburtstag", "his mother's ⟦75⟧th, cake"), false=("the company's 20th anniversary", "on the 12th", "20th century")),
    Rule("age_answered", "AGE",
        rf"(?<=(?:[.:?\]»-]|[AR]\.|\n)\s{{1,12}}(?:[¡¿]|Sono |Ho |Tengo |Tenho |I'm |Ich bin )?)(?P<value>{TWO_DIGITS}{END}|(?:{ENGLISH}|{GERMAN}|{FRENCH}|{SPANISH}|{ITALIAN}|{PORTUGUESE}|{POLISH}|{DUTCH})(?!\p{{L}}))(?=[.,!?\s])",
        0, context=("how old", "your age", "wie alt", "quel âge", "cuántos años", "que edad", "qué edad", "quantos anos", "qtos anos", "qtos aninhos", "quanti anni", "hoe oud", "ile lat", "hur gammal", "hvor gammel"), with_context=0.75,
        true=("Q. How old are you?\nA.  ⟦Fifty-one⟧.", "Wie alt sind Sie?\nK: ⟦72⟧, warum", "quantos anos?\n- ⟦88⟧ mas"), false=("A.  Fifty-one.", "How many?\nA. 12.", "how old is Version 12.")),
)
# fmt: on
