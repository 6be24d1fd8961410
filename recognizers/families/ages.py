"""Ages of people in digits and words. The value is the number only: the words around it stay.

Ages of companies, machines, animals, wines and contracts, and durations of experience or loans are no ages of people.
"""

from recognizers.rules import Rule

LIMITS = "A bare number behind a name without a kinship word, label or unit is not found, nor are ages from 121 on."

TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
ENGLISH = rf"(?i:(?:{TENS})(?:[- ](?:{ONES}))?|{TEENS}|{ONES})"
GERMAN_ONES = "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun"
GERMAN = rf"(?i:(?:(?:{GERMAN_ONES})und)?(?:zwanzig|dreißig|dreissig|vierzig|fünfzig|fuffzg|sechzig|siebzig|achtzig|neunzig)|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|elf|zwölf|zehn|(?:{GERMAN_ONES}))"
DUTCH_ONES = "een|één|twee|tweeën|twee|drie|drieën|vier|vijf|zes|zeven|acht|negen"
DUTCH = rf"(?i:(?:(?:{DUTCH_ONES})(?:en|ën)?)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|(?:der|veer|vijf|zes|zeven|acht|negen)tien|elf|twaalf|tien|{DUTCH_ONES})"
FRENCH = r"(?i:(?:vingt|trente|quarante|cinquante|soixante(?:-dix)?|septante|quatre-vingts?(?:-dix)?|huitante|nonante)(?:(?:[ -]et)?[ -](?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|onze|douze|treize|quatorze|quinze|seize))?|dix(?:-(?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize|deux|trois|quatre|cinq|six|sept|huit|neuf)"
SPANISH = r"(?i:(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)(?: y (?:un|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?|veinti?\p{L}{0,6}|dieci\p{L}{4,5}|diez|once|doce|trece|catorce|quince|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
PORTUGUESE = r"(?i:(?:vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa)(?: e (?:um|uma|dois|duas|três|quatro|cinco|seis|sete|oito|nove))?|dez\p{L}{0,6}|onze|doze|treze|catorze|quatorze|quinze|dois|duas|três|quatro|cinco|seis|sete|oito|nove)"
ITALIAN = r"(?i:(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[ao]?(?:uno?|due|tre|tré|quattro|cinque|sei|sette|otto|nove)?|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|due|tre|quattro|cinque|sei|sette|otto|nove)"
POLISH = r"(?i:(?:dwadzieścia|trzydzieści|czterdzieści|pięćdziesiąt|sześćdziesiąt|siedemdziesiąt|osiemdziesiąt|dziewięćdziesiąt)(?: (?:jeden|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć))?|\p{L}{3,9}naście|dziesięć|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć)"
DIGITS = r"(?:1[01]\d|[1-9]\d|\d)½?"
FREE = r"(?<![\p{L}\d.,:/$€£#%+–-])"
FREE_SIGN = r"(?<![\p{L}\d.,:/$€£#%+])"
END = r"(?![\d%½]|[.,:/]\d|[-–]\d)"
NUMBER = rf"(?:{DIGITS}{END}|{ENGLISH}(?!\p{{L}}))"
THINGS = (
    "server*", "machine*", "company", "companies", "firm", "business", "wine", "whisky", "whiskey", "scotch", "contract*", "lease", "house", "building", "car", "truck", "van",
    "laptop", "phone", "tradition", "code", "codebase", "bug", "dog", "cat", "puppy", "kitten", "horse", "cow", "tree", "system", "software", "policy", "account", "warranty",
    "experience", "boiler", "roof", "bridge", "ship", "bond", "mortgage", "loan", "plan", "law", "rule", "experienc*", "data", "fridge", "printer", "engine",
    "hund", "katze", "kater", "firma", "maschine", "auto", "haus", "entreprise", "société", "chien", "chat", "maison", "empresa", "casa", "perro", "gato", "carro", "azienda",
    "cane", "gatto", "macchina", "pies", "kot", "samochód", "hond", "kat", "bedrijf", "cachorro",
)  # fmt: skip
# People in general: "those aged 65", "over the age of 80".
OF_MANY = r"\b(?:those|people|men|women|persons|patients|children|adults|teens|teenagers|youths|anyone|everyone|kids|students|pupils|girls|boys|males|females|workers|voters|population|over|under|above|below|before|after|until|by|over the|under the|above the|below the|before the|after the|until the|by the)"
OF_A_THING = (
    r"[ ](?:\p{L}{1,12}[ ])?(?:embargo|deduction|conflict|dispute|feud|ban|treaty|agreement|relationship|marriage|war|record|tradition|institution|newspaper|magazine|site|film|movie|song"
    r"|orangutan|gorilla|elephant|lion|tiger|monkey|parrot|bird|animal|missile|rocket|weapon|technology|mystery|case|game|series|show|program|programme|practice|idea|question)s?\b"
)
KIN = (
    "mum", "mom", "mother", "mothers", "dad", "father", "son", "sons", "daughter*", "wife", "husband", "sister*", "brother*", "aunt", "uncle", "grandmother", "grandfather", "grandson",
    "granddaughter", "grandpa", "grandma", "gran", "nan", "niece*", "nephew*", "cousin*", "child", "children", "kid", "kids", "boy", "girl", "baby", "twins", "patient", "mr", "mrs", "ms", "miss", "aged",
    "toddler", "pupil*", "dependants", "dependents", "household", "partner", "widow", "widower", "carer", "lad", "young", "driver", "passenger", "witness", "victim", "tenant", "claimant",
    "frau", "herr", "mutter", "vater", "sohn", "tochter", "kind", "kinder", "bruder", "schwester", "oma", "opa", "enkel*", "ehefrau", "ehemann", "patient*", "tante", "onkel", "mann", "neffe", "nichte",
    "mme", "fils", "fille", "filles", "mère", "père", "enfant*", "frère", "sœur", "mari", "épouse", "petit-fils", "tata", "neveu",
    "sra", "señora", "señor", "hijo*", "hija*", "madre", "padre", "esposa", "esposo", "marido", "hermano", "hermana", "niño*", "niña*", "abuel*", "suegra", "nieto*", "nieta*", "paciente",
    "sig", "signora", "figlio", "figlia", "figli", "moglie", "marito", "nonno", "nonna", "fratello", "sorella", "bambino", "bambina", "nipote", "paziente", "zia", "zio",
    "filho*", "filha*", "mãe", "pai", "esposa", "marido", "avó", "avô", "irmão", "irmã", "neto", "neta", "menino", "menina", "utente", "casal", "doente",
    "pan", "pani", "syn", "syna", "córka", "córki", "matka", "ojciec", "żona", "mąż", "dziecko", "dzieci", "babcia", "dziadek", "brat", "siostra", "wnuczka", "wnuk", "pacjent*",
    "mevrouw", "mevr", "dhr", "mw", "meneer", "zoon", "dochter", "moeder", "vader", "kinderen", "meiden", "broer", "zus", "vrouw", "man", "kleinzoon", "kleindochter",
    "mor", "far", "sønn", "son", "søn", "datter", "dotter", "barn", "kone", "kona", "bror", "söster", "syster", "søster", "sambo", "mormor", "farmor",
)  # fmt: skip
RELATIVES = (
    "mum|mom|mother|dad|father|son|daughter|wife|husband|sister|brother|aunt|uncle|grandmother|grandfather|grandson|granddaughter|niece|nephew|cousin|partner|sohn|tochter|mutter|vater|bruder|schwester|oma|opa|enkel|enkelin"
    "|ehefrau|ehemann|tante|onkel|neffe|nichte|fils|fille|mère|père|frère|sœur|mari|femme|épouse|hijo|hija|madre|padre|hermano|hermana|abuelo|abuela|marido|esposa"
    "|figlio|figlia|fratello|sorella|nonno|nonna|marito|moglie|nipote|filho|filha|mãe|pai|irmão|irmã|avó|avô|neto|neta|syn|syna|córka|córki|matka|ojciec|brat|siostra|babcia|dziadek|zoon|dochter|moeder|broer|zus|kleinzoon|kleindochter|patient|pupil|sønn|datter|mor|far|bror|søster|dotter"
)
BE = (
    r"(?i:i['’]?m|i am|he['’]?s|he is|she['’]?s|she is|who is|who['’]s|you['’]re|you are|they['’]re|we['’]re both|is now|is only|was only|he was|she was|i was|is just|(?:i|he|she|who|we|they)(?:['’]ll| will| would) be"
    r"|turn|turns|turned|turning|reaches|is turning|just turned|about to turn|died at|(?:mum|mom|mother|dad|father|son|daughter|wife|husband|sister|brother|boy|girl|baby|aunt|uncle|grandmother|grandfather)(?: \p{L}{2,15})? (?:is|was))"
)
AFTER_BE = r"(?=\s{0,2}(?:[.,;!?)…]|$|\n|[–—-]\s|(?:and|but|now|so|this|next|with|who|today|tomorrow|already|when|or|yesterday|years|yrs|lol|haha|not|does|do|in (?:January|February|March|April|May|June|July|August|September|October|November|December|a))(?!\p{L})))"
# fmt: off
RULES = (
    Rule("age_years_old", "AGE",
        rf"{FREE}(?<!(?i:\b(?:over|under|above|below|than|least|most|it (?:is|was|would be))[ ]|\#[ ]{{1,4}}\d{{1,3}}[ ](?:to|-)[ ]))(?P<value>{NUMBER})(?:\s?[-–]\s?\d{{1,3}})?[\s-]{{0,2}}(?i:(?:years?|yrs?|yr\.|months?|mos?|weeks?|days?)[\s-]{{1,2}}(?:old\b(?!{OF_A_THING})|of[\s-]age\b)|y\.?\s?/?\s?o\b\.?|y\.?\s?o\.)",
        0.95, unless=THINGS,
        true=("She is ⟦34⟧ years old.", "a ⟦34⟧-year-old man", "a ⟦thirty-four⟧-year-old carer", "pt is a ⟦67⟧ yo", "⟦18⟧ months old"),
        false=("a 10-year-old server", "5 years experience", "our 12-year-old whisky", "42 years later", "citizens over 12 years old", "the 53-year-old US embargo", "it would be 14 years old", "25: 172,   # 20 to 30 years old")),
    Rule("age_labelled", "AGE",
        rf"(?i)(?<![\p{{L}}\d])(?<![\"'](?=age[ ]\d)|(?=age\d{{1,3}}[\"'\])])|{OF_MANY}[ ]|(?:min|max|minimum|maximum)[ _-])(?![\p{{L}} ]{{2,10}}\n[ \t]{{0,40}}\d{{1,4}}[ ]{{2}})(?:aged?|alter|âge|âgée?s?(?: de)?|edad|età|idade|leeftijd|wiek|(?<!_)lat(?!\d|[\"']?[ ]?[=<>\]])|ikä|ålder|alder|yaş|years of age|age at \p{{L}}{{3,12}})[\"'”]?(?:\s?\((?:years|yrs|ans|jahre)\))?\s{{0,3}}(?:[:=>|-]|\bof\b|\bis\b)?\s{{0,15}}[\"'“]?0?(?P<value>{NUMBER})(?!\s?(?:days|hours|min|s\b|h\b|ms\b|°|(?:to|or|and|–|-)[ ]?(?:\d|older|over|above|up|under|younger)))",
        0.9, unless=("life expectancy", "cache", "max", "max-age", "ttl", "middle", "dark", "ages", "page", "image", "stage", "usage", "bucket", "old age", *THINGS[:8]),
        true=("Age: ⟦34⟧", '"age": ⟦52⟧,', "a man aged ⟦42⟧,", "Alter: ⟦71⟧ Jahre", "EDAD: ⟦37⟧"),
        false=("max-age=31", "page 42", "the age of reason", "Cache-Control age: 60", "age 42/7", "['age 1', 'name 1']", "f(minimum_age=30)", '<rot lat="0" lon="0"/>', "double lat1, lat2", 'df.x({"age2": df.age})', "boston_lat = 42.", "v[lat>60,lon<180]", "animal  age\n    0    dog   10", "those aged 65 die", "people over the age of 80", "surveyed teens aged 13 to 17")),
    Rule("age_clinical", "AGE",
        rf"(?<![\^_]|\[\d;){FREE}(?P<value>[1-9]\d|1[01]\d|\d)\s?(?:[MFmf]|yo[MFmf]|[Yy]\s?/?\s?[MF]|y)(?![\p{{L}}\d/^-])|(?<![\p{{L}}\d/])[MFmf]\s?/\s?(?P<value>[1-9]\d|1[01]\d){END}(?![\p{{L}}])",
        0, with_context=0.8,
        context=("pt", "patient", "hx", "dx", "dob", "nhs", "mrn", "presents", "presented", "c/o", "admitted", "ward", "bed", "bp", "history", "sob", "ed", "gp", "surgery", "chest pain", "triage",
                 "diabetic", "hosp", "clinic", "nurse", "dr", "copd", "dka", "fall", "brought in"),
        true=("⟦34⟧M presents with SOB", "pt ⟦67⟧F hx crohn's", "F/⟦52⟧ admitted", "B2 ⟦41⟧M DKA, hosp"), false=("a 34m rope", "12M rows loaded", "3F refactor", "dx \\int_{-1}^1 f(x)")),
    Rule("age_of_person_is", "AGE",
        rf"(?<![\p{{L}}\d])(?<!\b[Ii]t[ ]|[Tt]hat[ ]|[Tt]his[ ]|[Ww]hich[ ]|[Ll]ike[ ]){BE}\s(?:about |nearly |almost |only |just |now |already )?(?P<value>(?!one\b|One\b){NUMBER})(?![ ]years (?:ago|earlier|later|before|from)){AFTER_BE}",
        0.75, unless=(*THINGS, "percent", "minutes", "o'clock", "late", "away", "points", "rank*", "level", "version", "step", "size", "handicap", "denominator", "infinity", "lines"),
        true=("I'm ⟦86⟧, I don't drive", "She's ⟦twenty-nine⟧.", "He turned ⟦forty⟧ in June", "my mum is ⟦84⟧ and well"),
        false=("he is 2 hours late", "I'm 100% sure", "she was one of them", "as fit as I was twenty years ago", "I am one with nature")),
    Rule("age_in_german", "AGE",
        rf"{FREE}(?=\d|\p{{L}}{{3,20}}(?:[- ]?jährig|[ ]Jahre|[ ]Monate))(?P<value>{DIGITS}{END}|{GERMAN})(?:[\s-]?jährig\p{{L}}{{0,4}}|\s?(?:Jahre?|J\.|Monate|Wochen)\s(?:alt|jung|alte[nrs]?)\b)|\bwird\s(?:morgen|heute|bald|übermorgen|nächste\p{{Ll}}{{0,2}}\s\p{{Lu}}\p{{Ll}}{{2,20}}|(?:am|im)\s\p{{Lu}}\p{{Ll}}{{2,20}})\s(?P<value>{DIGITS}{END})(?=\s?[.,!;]|\s{{0,3}}$|\sund\s)|(?:ich bin|ist|bin|wird|wurde|starb mit|ihren?|seinen)\s(?:schon\s|jetzt\s)?(?P<value>{DIGITS}{END}|{GERMAN})(?=\s(?:und\s(?:hat|war|lebt|ist)|Jahre|geworden)|[,.]\s\p{{L}})(?!\sJahre\s(?!alt))|\bAlter\svon\s(?P<value>{DIGITS}{END})",
        0.8, unless=THINGS,
        true=("ein ⟦34⟧-jähriger Mann", "er ist ⟦71⟧ Jahre alt", "Lena wird morgen ⟦30⟧.", "ein ⟦45⟧ Jahre alter Mann", "Meine Mutter ist ⟦84⟧ und hat geweint", "im Alter von ⟦93⟧ Jahren"), false=("in 34 Jahren", "seit 5 Jahren", "Version ist 12.", "wird morgen 12 Mal")),
    Rule("age_in_french", "AGE",
        rf"(?:(?i:\b(?:ai|a|as|ont|avait|âgée?s? de|a eu|fête ses|ses|fêté)\s)|(?:[,(]|virgule)\s?|\bde\s(?=\d))(?P<value>{DIGITS}{END}|{FRENCH})\sans(?=\s?[,.;)!?]|\s?$|\s(?:virgule|point|et|en|qui|a|est|né|née|jure|de))(?!\s(?:et\s)?d['’]exp|\sde\s(?:garantie|crédit|prêt|bail|contrat|métier|service|maison))",
        0.75, unless=THINGS,
        true=("Votre fille (⟦16⟧ ans) demeure", "M. Le Bihan, ⟦63⟧ ans, né", "elle a ⟦quatre-vingt-quatre⟧ ans et", "Legrand virgule ⟦cinquante-quatre⟧ ans point"), false=("un prêt sur 20 ans", "depuis 12 ans", "3 ans de garantie")),
    Rule("age_in_spanish", "AGE",
        rf"(?:(?i:\b(?:tiene|tengo|tienes|tenía|tenia|cumple|cumplió|de|con)\s)|(?:[,(·]|coma)\s?)(?P<value>{DIGITS}{END}|{SPANISH})\s(?:años|anios)(?!\sde\s(?:experiencia|garantía|antigüedad|contrato|servicio)|\s(?:después|más|más tarde|atrás))",
        0.75, unless=(*THINGS, "hace", "durante", "plazo", "préstamo", "hipoteca"),
        true=("Mi suegra tiene ⟦84⟧ años.", "vecino, de ⟦81⟧ años, con", "· ⟦36⟧ años · casado"), false=("hace 12 años", "con 5 años de experiencia", "a 20 años")),
    Rule("age_in_italian", "AGE",
        rf"(?:(?i:\b(?:ha|ho|hai|aveva|compie|compiuto|di|dei)\s)|(?:[,(]|virgola)\s?)(?P<value>{DIGITS}{END}|{ITALIAN})\s(?:anni|mesi)(?!\s(?:di|fa|dopo|più|e\smezzo\sdi))",
        0.75, unless=(*THINGS, "mutuo", "durata", "garanzia", "contratto", "per"),
        true=("nipote Thiago, ⟦10⟧ anni, intollerante", "ha ⟦settantadue⟧ anni."), false=("un mutuo di 20 anni", "ha 5 anni di esperienza", "due anni fa")),
    Rule("age_in_portuguese", "AGE",
        rf"(?:(?i:\b(?:tem|tenho|tens|tinha|faz|fez|completa|de|com)\s)|(?:[,(]|vírgula)\s?)(?P<value>{DIGITS}{END}|{PORTUGUESE})\s(?:anos|meses)(?!\s(?:de\s(?:experiência|garantia|casa|contrato|serviço|empresa)|atrás|depois))|,\s(?P<value>\d{{2}})\s?A(?=,)",
        0.75, unless=(*THINGS, "há", "prazo", "financiamento", "garantia", "durante"),
        true=("Ele tem ⟦cinquenta e oito⟧ anos e não", "Varela, de ⟦71⟧ anos, utente", "Frazão, ⟦66⟧ A, utente"), false=("há 12 anos", "com 5 anos de experiência", "prazo de 20 anos")),
    Rule("age_in_polish", "AGE",
        rf"(?:(?i:\b(?:ma|mam|miał|miała|skończył|skończyła|ma już)\s)|(?:[,(]|przecinek)\s?)(?P<value>{DIGITS}{END}|{POLISH})\s(?:lat|lata|l\.)(?!\s(?:temu|doświadczenia|gwarancji|pracy|stażu))|(?<![\p{{L}}\d])(?:l\.(?:\sok\.?)?|lat(?:\sok\.)?)\s(?P<value>[1-9]\d?){END}|\((?P<value>\d{{1,3}})\sl\.\)",
        0.75, unless=(*THINGS, "od", "przez", "okres", "kredyt"),
        true=("ona ma ⟦17⟧ lat i te buty", "Pyka, l. ⟦41⟧, wzrost", "syn (⟦6⟧ lat)"), false=("od 12 lat", "5 lat temu", "kredyt na 20 lat")),
    Rule("age_in_dutch", "AGE",
        rf"{FREE_SIGN}(?=\d|\p{{L}}{{3,20}}(?:[- ]jarig|[ ]jaar))(?P<value>{DIGITS}{END}|{DUTCH})(?:[\s-]jarige?\b|\sjaar\s(?:oud|jong)\b)|(?:(?:[,(]|komma)\s?|\b(?:is|ben|wordt|werd)\s)(?P<value>{DIGITS}{END}|{DUTCH})\sjaar(?=\s?[,.;)]|\sen\s|\s{{0,3}}$)",
        0.8, unless=THINGS,
        true=("een ⟦73⟧-jarige man", "ze is ⟦91⟧ jaar oud", "Ria (⟦8⟧ jaar)"), false=("al 12 jaar", "5 jaar garantie")),
    Rule("age_in_other_languages", "AGE",
        rf"{FREE}(?P<value>{DIGITS}{END})(?:\s?(?:yaşında|let\b|éves|-vuotias|vuotta|år\sgammel|år\sgammal)|[- ]?års?\b(?=\s?[,.)]|\s\p{{Ll}})|-årig\p{{L}}{{0,2}})(?!\s(?:siden|sedan|zkušeností))",
        0.7, unless=(*THINGS, "i", "garanti", "lån", "for", "sedan", "siden", "w", "v"),
        true=("⟦44⟧ yaşında ve çok", "⟦79⟧-årig man"), false=("for 12 år siden", "5 let zkušeností")),
    Rule("age_of_a_relative", "AGE",
        rf"(?<!\p{{L}})(?i:{RELATIVES})(?:,?[ ]\p{{Lu}}[\p{{L}}'’.-]{{1,20}}){{0,3}},?[ ]\((?P<value>\d{{1,2}})(?=\)|[,;][ ])", 0.95,
        true=("Mijn zoon (⟦15⟧) helpt", "Pupil E.T. (⟦8⟧), absent", "her daughter Ana Ruiz (⟦31⟧, nurse)"), false=("sons (3)", "the patient Kim (12.5 kg)", "Father Brown (1911)")),
    Rule("age_in_brackets", "AGE",
        rf"(?<=\p{{L}}{{2}}[\"”“’]?\s\()(?<!\b(?:and|or|in|if|is|node|Categories)\s\()(?P<value>{DIGITS}|{ENGLISH}|{SPANISH}|{GERMAN}|{FRENCH})(?:[,;](?=\s)|(?:½|!{{1,2}})?\)|\s(?=(?:and|y|e|et|en|und|și|i|og|och|mths?|months?|lat|anni|años|anos|ans|jaar|Jahre|år|let)(?!\p{{L}})))",
        0, with_context=0.7, context=KIN,
        unless=(*THINGS[:20], "page", "pp", "section", "§", "art", "version", "note", "table", "figure", "fig", "step", "ref", "items", "count", "categories"),
        true=("Our son Aram (⟦eight⟧, nut allergy)", "her mum Despina (⟦84⟧) was", "Il figlio Lowie (⟦2⟧)"), false=("see Table (12)", "the boy's Figure (3)", "the left child node (5) which", "Python (3)")),
    Rule("age_of_name_is", "AGE",
        rf"(?<=\p{{L}}{{2,20}},?\s)(?<!\b[Ii]t[ ])(?:is|isn't yet|would be|was|ist|wird|wordt|est|fyller|fyllde|fylder|fyllte|är|er|is nu|now|at(?=\s[1-9]\d))\s(?:now\s|only\s|already\s)?(?P<value>[1-9]\d|[3-9]){AFTER_BE}|\bAt\s(?P<value>[1-9]\d),?\s(?=(?:he|she|I)\b)",
        0, with_context=0.7, context=(*KIN, "he", "she", "birthday", "old", "his", "her"),
        unless=(*THINGS, "percent", "minutes", "o'clock", "points", "rank*", "level", "version", "step", "size", "total", "score", "answer", "limit", "port", "room", "count", "number", "line", "error", "code", "temperature"),
        true=("My son Tyrell is ⟦13⟧ does", "Her boy Ketill, our bass, is ⟦81⟧ and", "At ⟦58⟧ he has asked his boss"), false=("The answer is 42.", "Her total is 30.", "Windows is 11", "he is never home at 6\n", "his statue, it would be 14 years")),
    Rule("age_behind_name", "AGE",
        rf"(?<=\p{{Lu}}\p{{L}}{{1,20}}(?:[\"”]?,|\s[–—-]{{1,2}})\s)(?<!(?:\b(?:None|True|False|NaN|nan)|\b\p{{Lu}}{{1,3}}[\"”]),\s)(?P<value>[1-9]\d|[2-9]|{ENGLISH}|{FRENCH}|{SPANISH})(?=,\s(?![\d\[({{\"'-]|(?i:{ENGLISH})\b)|\.\s?$|;|\)|\s?\n|$)",
        0, with_context=0.7, context=KIN,
        unless=(*THINGS[:20], "room", "page", "section", "street", "road", "chapter", "article", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
                "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "straße", "bed", "unit", "flat", "ward", "line", "tel", "no", "nr", "lot", "class", "year", "grade"),
        true=("her son Remi, ⟦13⟧, at home", "Mother: Ionela, ⟦72⟧, retired"), false=("Mrs Bell, Room 12, at home", "Section 4, the son", 'the child ("MS", 3, np.array', "of a child (None, 2, x)", "Mr Bell on June 12, he", 'son ("MS", 2, ["2019"')),
)
# fmt: on
