"""Look-alikes of terms: diseases, signs and tests named after people, limits of age, measures, multiples and numbers of shares, which stay."""

from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.names import is_given_name
from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = (
    "Terms named after people whose names are frequent family names, unless a word for a disease or a test follows."
)
# Nobody of an enterprise text is likely to have these names.
RARE = alternatives(
    "Tay-Sachs|Babinski|Romberg|McBurney|Kernig|Brudzinski|Lachman|Phalen|Tinel|Trendelenburg|Valsalva|Heimlich|Coombs|Apgar|APGAR|Swan-Ganz|Guillain-Barré|Guillain-Barre|Ehlers-Danlos|Epstein-Barr|Charcot-Marie-Tooth|Doppler|Holter|Gleason"
    "|Mantoux|Papanicolaou|Bence Jones|Creutzfeldt-Jakob|Stevens-Johnson|Wolff-Parkinson-White|Henoch-Schönlein|Osgood-Schlatter|Duckworth-Lewis|Cheyne-Stokes|Mallory-Weiss|Brown-Séquard|Klippel-Feil|Prader-Willi|Sturge-Weber|Zollinger-Ellison"
    "|Korsakoff|Wernicke|Alzheimer|Crohn|Hashimoto|Raynaud|Sjögren|Sjogren|Ménière|Meniere|Tourette|Dupuytren|Takayasu|Behçet|Ramsay Hunt|Von Willebrand|von Willebrand|Hart-Scott-Rodino|Sarbanes-Oxley|Dodd-Frank|Black-Scholes|Smith-Waterman|Needleman-Wunsch".split(
        "|"
    )
)
FREQUENT = alternatives(
    "Parkinson|Addison|Cushing|Graves|Paget|Wilson|Gilbert|Barrett|Bell|Hodgkin|Huntington|Down|Turner|Marfan|Lyme|Kawasaki|Lewy|Baker|Colles|Murphy|Wells|Glasgow|Braden|Foley|Hickman|Bradford|Student|Fisher|Wilcoxon|Pearson|Spearman|Cohen|Bland-Altman|Kaplan-Meier|Cox|Ann Arbor|Duke|Child-Pugh|Clark|Barthel|Waterlow|Hamilton|Beck".split(
        "|"
    )
)
# Terms of law named after cases.
CASES = "Miranda (?:warnings?|rights)|Terry stops?|Daubert (?:motion|hearing|challenge|standard)|Brady (?:material|violation|disclosure)|Batson challenge|Alford plea|Calderbank offer|Mareva injunction|Anton Piller order|Norwich Pharmacal order|Tomlin order|Newton hearing|Gillick competen(?:t|ce)|Fraser guidelines|Wednesbury unreasonable(?:ness)?|Bolam test|Quistclose trust|Beddoe order|McKenzie friend|Goodyear indication|Bullock order|Sanderson order|Henderson abuse"
TERM = "disease|syndrome|palsy|lymphoma|sign|test|score|scale|index|coma|body|bodies|cyst|fracture|catheter|line|o?esophagus|criteria|phenomenon|contracture|thyroiditis|assay|t-test|correlation|kappa|curve|curves|plot|regression|stage|inventory|classification"
NO_PERSON_BEFORE = (
    r"(?<![\w@.-])(?<!\b(?i:dr|mr|mrs|ms|miss|prof|sr|sra|herr|frau)\.?[ ])(?<!\p{Lu}\.[ ])(?<!\p{Lu}\p{L}{3,20}[ ])"
)
# "unter 16 Jahren", "moins de 12 ans": of rules, tariffs and terms. A person is "over 80 Jahre alt".
LIMITS_OF_AGE = (
    r"(?<!(?:ist|est|is|ha|tiene|tem|jest|war|was|hat|avait|aveva|tenía|tinha)[ ])(?:"
    r"(?:unter|über|ab|bis(?:[ ]zu)?|mindestens|jünger[ ]als|älter[ ]als)[ ](?P<value>\d{1,2})(?:[ ](?:bis|und)[ ]\d{1,2})?[ ](?:Jahren?|J\.)(?![ ]alt)"
    r"|(?:moins[ ]de|plus[ ]de|à[ ]partir[ ]de|dès|jusqu['’]à)[ ](?P<value>\d{1,2})[ ]ans|de[ ](?P<value>\d{1,2})[ ]à[ ](?P<value>\d{1,2})[ ]ans"
    r"|(?:menores|mayores|menos|más|a[ ]partir|desde|hasta|entre|niños)[ ](?:de[ ]|de[ ]los[ ]|los[ ])?(?P<value>\d{1,2})(?:[ ](?:y|a)[ ](?P<value>\d{1,2}))?[ ]años"
    r"|(?:minori[ ]di|maggiori[ ]di|sotto[ ]i|sopra[ ]i|oltre[ ]i|fino[ ]a(?:i)?|dai|inferiore[ ]a|superiore[ ]a|under|over)[ ](?P<value>\d{1,2})[ ]anni"
    r"|(?:menores[ ]de|maiores[ ]de|menos[ ]de|mais[ ]de|a[ ]partir[ ]d(?:e|os)|até(?:[ ](?:aos|os))?|acima[ ]d(?:e|os)|idade[ ]mínima(?:[ ]de)?|termina[ ]aos)[ ](?P<value>\d{1,2})[ ]anos"
    r"|(?:onder[ ]de|boven[ ]de|vanaf|jonger[ ]dan|ouder[ ]dan|tot(?:[ ]en[ ]met)?|minimaal)[ ](?P<value>\d{1,2})[ ]jaar(?![ ]oud)"
    r"|(?:poniżej|powyżej|dzieci[ ]do|od|ukończone|do[ ]lat)[ ](?P<value>\d{1,2})(?:\.)?(?:[ ](?:lat|roku[ ]życia|r\.[ ]?ż\.)|(?<=do[ ]lat[ ]\d{1,2})))"
)
MEASURES = (
    "odo|odometer|mileage|kilometerstand|km-stand|kilométrage|kilometraje|chilometraggio|quilometragem|przebieg|najeto|tachostand|zählerstand|betriebsstunden|laufleistung|vgm|tare|tara|gross weight|net weight|bruttogewicht|nettogewicht"
    "|sollwert|istwert|setpoint|set point|consigne|valore nominale|messwert|relevé|lettura|leitura|lectura|meterstand|stan licznika|rpm|drehzahl"
)
COUNTED = r"(?:ordinary|common|preference|preferred|restricted|treasury|[A-E]|class[ ][A-E])"
PEOPLE = "people|employees|staff|workers|inhabitants|residents|visitors|followers|subscribers|students|pupils|patients|members|guests|households|votes|copies|units|tonnes|hectolitres|hectares|acres|Mitarbeiter|Einwohner|Besucher|salariés|habitants|visiteurs|empleados|habitantes|visitantes|dipendenti|abitanti|visitatori|funcionários|medewerkers|inwoners|bezoekers|pracowników|mieszkańców"

PATIENTS = (
    "patient*",
    "paciente",
    "paziente",
    "pacjent*",
    "mme",
    "mr",
    "mrs",
    "ms",
    "sra",
    "sr",
    "sig",
    "signor*",
    "frau",
    "herr",
    "mevrouw",
    "meneer",
    "dhr",
    "pan",
    "pani",
    "senhor*",
    "señor*",
    "lebt",
    "vive",
    "vit",
    "woont",
    "mieszka",
)
YOUNG, ROUND = 21, 5  # rules name the years of the young, and round ages


def _is_age_of_a_rule(value: str) -> bool:
    """Return whether rules have a limit of such an age: 16 and 65, hardly 91."""
    return int(value) <= YOUNG or int(value) % ROUND == 0


# fmt: off
RULES = (
    Rule("term_named_after_people", LOOK_ALIKE, rf"{NO_PERSON_BEFORE}(?:{RARE})(?:['’]s?)?(?![\w@-]|\.\w|,?[ ]\p{{Lu}}\p{{Ll}})", ABOVE_THE_MODEL,
        true=("a sister with ⟦Tay-Sachs⟧; tested", "⟦Babinski⟧ neg.", "known ⟦Crohn's⟧ since 2011", "reduced ⟦Valsalva⟧ effort"),
        false=("Dr. Babinski called", "Anna Holter wrote", "Coombs Lane", "dr. Lachman", "P. Gleason", "Holter, Annika", "holter@acme.com", "Mr Wernicke"), source="eponyms of medicine and statistics"),
    Rule("term_of_a_family_name", LOOK_ALIKE, rf"{NO_PERSON_BEFORE}(?P<value>(?:{FREQUENT})(?:['’]s?)?[ ](?:{TERM}))(?!\w)", ABOVE_THE_MODEL,
        true=("had ⟦Bell's palsy⟧", "a ⟦Foley catheter⟧", "the ⟦Wells score⟧ was 4", "⟦Bradford assay⟧ kit"),
        false=("Bell called", "Ms Wells score", "Kate Turner test")),
    Rule("term_of_law", LOOK_ALIKE, rf"{NO_PERSON_BEFORE}(?:{CASES})(?!\w)", ABOVE_THE_MODEL,
        true=("his daughter as a ⟦McKenzie friend⟧.", "a ⟦Tomlin order⟧ was made", "without ⟦Miranda warnings⟧"),
        false=("Ms Brady material", "Terry stopped", "Miranda was there"), source="Halsbury's Laws of England; Black's Law Dictionary"),
    Rule("limit_of_age", LOOK_ALIKE, r"(?i)(?<![\w-])(?:(?:aged|ages?|age of|over|under|above|below|anyone|those|people|children|adults)[ ]){1,3}+(?P<value>\d{1,2})(?=s\b|\+|[ ](?:and|or)[ ](?:over|above|older|under|younger|up)\b|[ ]years[ ](?:and|or)[ ](?:over|above|older)\b)"
        r"|(?<![\w-])(?:children|people|adults|pupils|patients|women|men|customers|applicants|persons|residents|members)[ ](?:aged|ages|between|from|over|under)[ ](?:between[ ])?(?P<value>\d{1,2})(?:[ ]?(?:to|and|or|-|–)[ ]?(?P<value>\d{1,2}))?(?![\w.,]?\d)", ABOVE_THE_MODEL,
        true=("Exempt: aged ⟦60⟧ or over", "for people over ⟦65⟧.", "children aged ⟦5⟧ to ⟦11⟧", "tickets for under ⟦16⟧s", "aged ⟦16⟧ and over only"),
        false=("she is over 60 now", "aged 92 and frail", "a man aged 44", "under 16 hours")),
    Rule("limit_of_age_by_language", LOOK_ALIKE, rf"(?i)(?<!\p{{L}})(?:{LIMITS_OF_AGE})(?!\p{{L}})", ABOVE_THE_MODEL, check=_is_age_of_a_rule, unless=PATIENTS,
        true=("Kinder unter ⟦7⟧ Jahren nur", "gratuit pour les plus de ⟦70⟧ ans", "personas de entre ⟦18⟧ y ⟦30⟧ años", "vietata ai minori di ⟦14⟧ anni", "a menores de ⟦12⟧ anos", "kinderen onder de ⟦8⟧ jaar", "osób powyżej ⟦60⟧. roku życia", "Dzieci do lat ⟦10⟧ tylko"),
        false=("Patientin über 80 Jahren", "Mme Roux, plus de 91 ans", "er ist über 80 Jahre alt", "elle a 70 ans", "tiene 30 años", "ab 7 Tagen")),
    Rule("age_of_a_pregnancy", LOOK_ALIKE, r"(?<![\w.])\d{1,2}(?:[ ]?w(?:eeks?|ks?)?[ ]?\d[ ]?d(?:ays?)?|\+\d/40)(?!\w)", ABOVE_THE_MODEL,
        true=("I am ⟦14w2d⟧.", "scan at ⟦32+4/40⟧"), false=("14 weeks", "2d array")),
    Rule("measure_behind_its_word", LOOK_ALIKE, rf"(?i)(?<![\p{{L}}-])(?:{MEASURES})[ :=]{{1,3}}(?P<value>[-−]?\d{{1,3}}(?:[.,'’ ]\d{{3}}){{0,2}}(?:[.,]\d{{1,3}})?)(?![\d%]|[.,:/-]\d|[ ]?(?:€|\$|£|zł|eur|usd|k\b))", ABOVE_THE_MODEL,
        true=("stock U4471, odo ⟦88,204⟧, green", "Sollwert ⟦−1.204,35⟧.", "hs 9403.60 vgm ⟦18,240⟧\nvsl", "Kilometerstand: ⟦118 400⟧ km"), false=("odo 12:30", "tara 12 €", "mileage rate 0.45")),
    Rule("multiple_of_a_measure", LOOK_ALIKE, r"(?<![\w.,$€£])\d{1,3}(?:\.\d{1,2})?x(?=[ ](?:\p{Ll}{3,12}[ ])?(?:EBITDA|EBIT|ARR|revenues?|sales|earnings|leverage|net debt|return|money|MOIC|faster|slower|coverage|multiple)\b)", ABOVE_THE_MODEL,
        true=("equals ⟦9.3x⟧ EBITDA", "about ⟦12x⟧ forward earnings"), false=("$9.3x EBITDA", "9.3 EBITDA", "3x boxes")),
    Rule("sign_of_the_zodiac", LOOK_ALIKE, r"[♈-♓]\uFE0F?[ ]?(?P<value>\p{L}{3,12})(?!\p{L})", ABOVE_THE_MODEL, check=lambda value: value.casefold() == "leo" or not is_given_name(value.title()),
        true=("♈ ⟦ÁRIES⟧ — Marte em", "♎️ ⟦Waage⟧: Ruhe"), false=("♈ Sandra", "ÁRIES — Marte", "★ ÁRIES")),
    Rule("number_of_shares", LOOK_ALIKE, rf"(?<![\w.,$€£]|[$€£][ ])(?:\d{{1,3}}(?:[., ]\d{{3}}){{1,3}}|\d{{1,9}})(?:[ ](?:{COUNTED}[ ])?|[ ][A-E]-)(?:shares|options|warrants|RSUs)\b(?![ ]of[ ][$€£])", ABOVE_THE_MODEL,
        true=("holds ⟦2,000 B shares⟧.", "granted ⟦15,000 options⟧ in May"), false=("$2,000 shares", "2,000 EUR of shares", "EUR 2,000 in shares")),
    Rule("number_of_people_or_things", LOOK_ALIKE, rf"(?<![\w.,$€£+-]|[$€£#][ ])(?:\d{{1,3}}(?:[., ]\d{{3}}){{1,2}}|\d{{1,6}})(?=[ ](?:{PEOPLE})(?![\p{{L}}'’]))", ABOVE_THE_MODEL,
        true=("employs ⟦1,900⟧ people and", "hat ⟦4.320⟧ Einwohner", "about ⟦9,000⟧ hectolitres a year"), false=("$1,900 people", "owes 1,900 to people", "ID 4411-8820 members")),
    Rule("month_of_a_term", LOOK_ALIKE, r"(?i:\b(?:(?<!(?:ed|en|nt|wn|ne|de|ld|id)[ ])by|until|till|before|since|end of|early|mid|late|through|due|back) )(?P<value>Jan|Mar|May|Apr|April|June|Jun|Aug|August)(?=[.,;:!?)]|[ ](?:or|and|at|the|to|but|\d)|$)(?!['’]s|,?[ ]\p{Lu}\p{Ll}{1,20}[ ](?:and|is|was))", ABOVE_THE_MODEL,
        true=("decision by ⟦Jan⟧. Uses", "on leave till ⟦May⟧, bye", "due ⟦Aug⟧ 3"), false=("written by April Moss", "sent by May's team", "approved by Jan.", "written by April, who", "to Jan, please", "since Jan Kowalski left")),
)
# fmt: on
