"""Person names by the words before them: titles, introductions, relations, job titles and verbs of contact."""

from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.name_patterns import (
    ANY_CASE,
    BEGIN,
    FULL_NAME,
    NAME,
    PARTICLE,
    SHORT_NAME,
    is_given,
    is_known_name,
    is_likely_name,
    is_name,
    part,
)
from recognizers.rules import Rule

LIMITS = "A first name after a verb (`ask Quincey`) is found only if it is in the pools of names; an epithet (`the old man Trimble`) is not."
PERSON = "PERSON"
# fmt: off
TITLES = alternatives((
    "Mr|Mrs|Ms|Mx|Miss|Messrs|Dr|Drs|Prof|Professor|Doctor|Sir|Dame|Lord|Lady|Rev|Revd|Reverend|Father|Sister|Brother|Pastor|Rabbi|Imam|Sheikh|Capt|Captain|Colonel|Lieutenant|Sgt|Sergeant|Cpl|Corporal|Cmdr|Trooper|Sheriff|Bailiff|Investigator|Superintendent|Archbishop|Deacon|Midwife|Matron|"
    "Det|Detective|Constable|Judge|Senator|Councillor|Cllr|Uncle|Aunt|Auntie|Aunty|Grandma|Grandpa|Granny|Nana|Madam|Mister|Nurse|"
    "Herr|Herrn|Frau|Fräulein|Hrn|Frl|Dipl.-Ing|RA|RAin|StB|Onkel|Tante|Oma|Opa|Schwester|Pfarrer|Familie|Hausarzt|Eheleute|"
    "Mme|Mmes|Mlle|MM|Madame|Monsieur|Mademoiselle|Maître|Docteur|Docteure|Père|Sœur|Tonton|Tata|"
    "Sr|Sra|Srta|Sres|Señor|Señora|Señorita|Don|Doña|Dña|Dra|Profa|Licda|Tía|Tío|Abuela|Abuelo|Fray|Padre|"
    "Sig|Sig.ra|Sig.na|Sigg|Signor|Signora|Signorina|Dott|Dott.ssa|Dottor|Dottoressa|Avv|Geom|Prof.ssa|Zio|Zia|Nonno|Nonna|Suor|"
    "Senhor|Senhora|Sr.ª|Dona|Seu|Doutor|Doutora|Engª|Exmo. Sr|Tia|Tio|"
    "Dhr|Mevr|Mevrouw|Mw|Meneer|Heer|Juffrouw|Oom|Zuster|Wijkagent|"
    "Pan|Pani|Pana|Panu|Panem|Panią|Państwo|Państwa|Ks|Mec|Ciocia|Wujek|Babcia|Dziadek|"
    "Fru|Fröken|Doktor|Rouva|Herra|Sayın|Pán|Paní|Smt|Shri|Sri|Tan Sri|Datuk|Datin|Dato|Dato'|Dato’|Cik|Encik|Puan|Ustaz|Mdm|"
    "MR|MRS|MS|DR|HERR|FRAU|MME|PROF|SR|SRA"
).split("|"))
# Titles that are words or other abbreviations without the full stop.
WITH_STOP = "Fr|Hr|Me|Pr|Col|Gen|Lt|Maj|Hon|Ing|Mag|Lic|Arq|Rag|Arch|Eng|Fam|Ir|Mgr|Hab|Inż|Doc|Pí"
LOWER_TITLES = alternatives((
    "mr|mrs|ms|miss|dr|drs|prof|herr|herrn|frau|mme|mlle|madame|monsieur|maître|docteur|señor|señora|señorita|don|doña|dr|dra|sr|sra|srta|sig|sig.ra|signor|signora|dott|dott.ssa|dottor|dottoressa|avv|geom|ing|senhor|senhora|dona|seu|doutor|doutora|"
    "dhr|mevr|mevrouw|mw|meneer|de heer|pan|pani|pana|panu|panem|panią|p|dr med|inż|mec|ks|fru|herr|uncle|auntie|aunt|tante|onkel|oom|tío|tía|zio|zia|nonno|nonna|tia|tio|sister|brother|pastor|father|padre|madam|sir|tonton|mister|"
    "suor|rag|maestra|juf|zuster|siostra|"
    "ciocia|wujek|detective|officer|sergeant|nurse|doctor|professor|captain|inspector|colonel|judge"
).split("|"))
INTRODUCTIONS = (
    r"my (?:full |real |legal |first |last )?name(?:['’]s| is|s)|(?:the )?name(?:['’]s| is)|name|i am|i['’]m|im|this is|it['’]s|call me|they call me|people call me|you['’]re speaking (?:to|with)|speaking (?:to|with)|you are through to|here is|here['’]s|signed|"
    r"ich heiße|ich heisse|mein name ist|mein name|ich bin(?: die| der)?|hier ist|hier spricht|am apparat|heißt|heisst|hieß|namens|genannt|je m['’]appelle|je suis|je me nomme|mon nom est|c['’]est|ici|s['’]appelle|appelée?|nommée?|me llamo|mi nombre es|mi nombre|soy|habla|le habla|"
    r"se llama|se llamaba|le saluda|te habla|mi chiamo|il mio nome è|sono|qui|parla|si chiama|si chiamava|chiamato|chiamata|meu nome é|meu nome|o meu nome é|me chamo|chamo-me|sou o|sou a|sou|eu sou|aqui é o|aqui é a|aqui é|fala o|fala a|chama-se|se chama|ik heet|mijn naam is|"
    r"ik ben|met|u spreekt met|je spreekt met|hier|heet|genaamd|nazywam się|mam na imię|jestem|z tej strony|mówi|tu|nazywa się|jag heter|mitt namn är|jag är|det är|heter|jeg heter|jeg hedder|mitt navn er|mit navn er|jeg er|hedder|(?:jeg|han|hun|som) het|nimeni on|olen|jmenuji se|adım|ben|"
    r"born|née|geb\.|geborene|geboren als|roepnaam|alias|dit|dite|genannt|goes by|nicknamed|zwane?j?|vel"
)
OTHER_NAMES = r"aka|a\.k\.a\.|known as|formerly"  # things have them as well
# fmt: on
# Kin words of South Asia and Turkey, which follow a name.
KIN_BEHIND = "bhai|bhaiya|bhaijaan|didi|mamu|mamoo|chacha|chachu|khala|phupho|phuppo|baji|bhabhi|ji|abla|ablam|teyze|amca|dayı|hanım|hoca|sensei|senpai|aunty|auntie|uncle"
DEGREE = r"(?:med|jur|phil|rer\. nat|h\. c|habil|hab|in[żz]|dent|vet)"
# The search begins at a capital letter, which is rarer than a word, and looks back for the words before it.
AT_NAME = rf"(?<![\p{{L}}\p{{M}}\p{{N}}_])(?=[\p{{Lu}}\p{{Lo}}]|{PARTICLE}[ ])"
LOW_BEGIN = r"(?<![\p{L}\p{M}\p{N}_.@/\\-])"


# fmt: off
RULES = (
    Rule(
        "person_after_a_title", PERSON,
        rf"{LOW_BEGIN}(?!(?<=[Tt]he[ ])Doc\.|MS (?:Excel|Word|Office|Access|Windows|Teams|SQL|DOS|Outlook)\b|Sri Lanka|Tata (?:Steel|Motors|Consultancy|Sons|Power|Group|Chemicals)|(?<=\b(?:to|will|would|could|can|may|not|you|I|we|they|really)[ ])miss|MS (?:Compiler|Frequency|Visual|Build)\b|(?<=[\"'])(?:Sri|DR|Maître)[ ][\p{{L}} ]{{2,40}}[\"'],?[ \t]{{0,4}}$|Pana Pana|(?:Professor|Prof\.?)[ ]Emerit|(?<=[\"'](?:Vila[ ])?(?:Nossa[ ])?)(?:Don|Doña|Dona|Dom|Padre|Pana|Senhora|Senator)[ ][\p{{L}} ]{{2,40}}[\"'],?[ \t]{{0,4}}$|(?:MS|SR|DR|MR)(?:[ ]\p{{Lu}}{{2}}){{2}}(?!\p{{L}}))(?<!(?:\d|many|few)[ ])(?:(?:(?:{TITLES})(?:\.|(?!\p{{L}}))|(?:{WITH_STOP})\.|(?<=\b(?:Mr|Mrs|Ms|Lord|Lady|Madam|Chief|Associate)\.?[ ])Justice(?!\p{{L}})|(?<![.,][ ])(?:M|D)\.|(?:{LOWER_TITLES})(?:\.|(?=[ \t])))(?:[ ]?{DEGREE}\.)?(?:[ \t\u00a0]{{1,2}}|(?<=\p{{L}}\p{{L}}\.)(?=\p{{Lu}})|(?<=Herr|Herrn|Frau|Madame|Monsieur|Familie|Mme)\n[ ]?)){{1,4}}{AT_NAME}(?P<value>{SHORT_NAME})(?:[ ](?:and|und|et|y|e|en|i|och|&)[ ](?!(?:{TITLES})(?!\p{{L}}))(?P<value>{SHORT_NAME}))?",
        0.9, check=is_name, part=part,
        true=("I saw Mr. ⟦Trimble⟧ and Frau Dr. ⟦von Thun⟧.", "doña ⟦Concha⟧ llamó", "M. ⟦Dufau⟧ et Mme ⟦Ordóñez Villacrés⟧", "p. ⟦Marioli Kruk⟧", "Sig.ra ⟦Lupi⟧", "Herr ⟦Schauer⟧'s car", "suor ⟦Fedele⟧ prega", "rag. ⟦Conti⟧ stamattina", "Mr Justice ⟦Fulford⟧ agreed", "Lady Justice ⟦Thirlwall⟧"),
        false=("Mr. President", "Sri Lanka Rupie", "KLM, Tata Steel", "legacy MS Excel", "Right you are, sir. We'll do our best", "is set to miss Lancashire's next game", "Don't stop", "drop", "Frau und Herr", "PC Games", "MS NE NL NT OC", "Pana Pana", "Professor Emeritus", '"Padada",\n        "Padre Burgos",\n', '        "Vila Nossa Senhora Do Rosário",\n', "than this many ms. Useful in drain", "Unknown MS Compiler version", '        "Sri Ganganagar",\n'),
    ),
    Rule(
        "person_after_a_title_in_lower_case", PERSON,
        rf"{LOW_BEGIN}(?i:mr|mrs|ms|miss|herrn?|frau|mme|mlle|señora?|doña|don|signora?|mevr|mevrouw|pani?|uncle|aunt|auntie|dona|seu|sir)\.?[ ](?P<value>{BEGIN}\p{{Ll}}[\p{{L}}\p{{M}}'’-]{{2,25}}+(?:[ ]\p{{Ll}}[\p{{L}}\p{{M}}'’-]{{2,25}}+)?)",
        0.7, check=is_given, part=part,
        true=("told by miss ⟦anouk⟧ that", "herr ⟦szymon⟧, bitte"),
        false=("miss them", "don quick", "sir yes sir", "frau und kind"),
    ),
    Rule(
        "person_after_an_introduction", PERSON,
        rf"{AT_NAME}(?<={LOW_BEGIN}(?i:{INTRODUCTIONS})[ ,:\"“]{{1,3}}(?:(?:die|der|el|la|o|a|il|Herr|Frau|Mr\.?|Dr\.?|Mrs\.?|Ms\.?)[ ])?)(?!(?:\p{{Ll}}{{1,3}}[ ])?\p{{Lu}}{{2,5}}[ ]\d)(?P<value>{NAME})",
        0.86, check=is_likely_name, part=part,
        true=("Hi, this is ⟦Dolores Trimble⟧ from claims", "ich heiße ⟦Jörg Pahl⟧", "hier ist ⟦Gesine Koch⟧ von Tannenfels Feinmechanik", "je m'appelle ⟦Chloé⟧", "me llamo ⟦Itziar⟧", "Soy ⟦Kevin⟧ de recepción", "née ⟦Lindqvist⟧"),
        false=("This is Acme", "I am Happy", "ich bin Kunde", "c'est Lundi", "My name is Legion", "a name a la PEP 503", "stad in het Verenigd Koninkrijk"),
    ),
    Rule(
        "person_known_as", PERSON,
        rf"{AT_NAME}(?<={LOW_BEGIN}(?i:{OTHER_NAMES})[ ,:\"“]{{1,3}}(?:(?:Mr\.?|Dr\.?|Mrs\.?|Ms\.?)[ ])?)(?P<value>{NAME})",
        0.86, check=is_known_name, part=part,
        true=("Dolores, aka ⟦Lola Trimble⟧", "formerly ⟦Anna Pahl⟧ from claims", 'known as "⟦Itziar⟧"'), false=("also known as PZ Plot or", "aka Metro Manila.", "known as Teudat Zehut"),
    ),
    Rule(
        "person_after_an_explicit_introduction", PERSON,
        rf"{LOW_BEGIN}(?i:my (?:full |real |legal |first |last )?name(?:['’]s| is|s)|mein name ist|ich heiße|ich heisse|je m['’]appelle|je me nomme|me llamo|mi nombre es|mi chiamo|il mio nome è|(?:o )?meu nome é|me chamo|chamo-me|ik heet|mijn naam is|nazywam się|mam na imię|jag heter|mitt namn är|jeg heter|jeg hedder|mitt navn er|mit navn er|nimeni on|jmenuji se)[ :\"“]{{1,3}}(?P<value>{SHORT_NAME})",
        0.86, check=is_name, part=part,
        true=("My name is ⟦Xq'ona⟧.", "nazywam się ⟦Brzęk⟧", "Mein Name ist ⟦Schutt⟧"),
        false=("My name is on it", "my name is Unknown", "mein name ist nicht"),
    ),
    Rule(
        "person_after_an_introduction_in_lower_case", PERSON,
        rf"{LOW_BEGIN}(?i:my name(?:['’]s| is|s)|i['’]?m|this is|it['’]s|ich heiße|mein name ist|je m['’]appelle|me llamo|soy|mi chiamo|meu nome é|sou|ik heet|ik ben|nazywam się|jestem|jag heter|name is|name|called|named)[ :]{{1,2}}(?:uh,? |um,? )?(?!(?:[Mm]ax|[Mm]in)[ ]\p{{Lu}})(?P<value>{ANY_CASE})",
        0.7, check=lambda value: is_given(value) and len(value.split()) < 4, part=lambda value: _first_known(value),
        true=("hi my name is ⟦anouk⟧ and", "me llamo ⟦itziar⟧, quiero", "im ⟦szymon wójcik⟧, hello"),
        false=("i'm happy", "this is great", "soy de aquí", "name is required", "Name: Max Speed, dtype"),
    ),
    Rule(
        "person_before_an_introduction", PERSON,
        rf"{LOW_BEGIN}(?P<value>{BEGIN}(?:\p{{Ll}}|\p{{Lu}})[\p{{Ll}}\p{{M}}'’-]{{1,25}}+[ ](?:\p{{Ll}}|\p{{Lu}})[\p{{Ll}}\p{{M}}'’-]{{1,25}}+)(?=,?[ ](?i:z tej strony|przy telefonie|przy aparacie|am apparat|am telefon|à l['’]appareil|aan de lijn|aan de telefoon|aan het toestel|al aparato|al habla|all['’]apparecchio|al telefono|ao telefone|speaking)(?!\p{{L}}))",
        0.86, check=lambda value: is_given(value.title()),
        true=("dzień dobry, ⟦maciej niedziela⟧ z tej strony", "⟦Itziar Ruiz⟧ al aparato", "⟦jörg pahl⟧ am apparat"),
        false=("proszę pana z tej strony", "der kunde am apparat", "generally speaking", "you are speaking"),
    ),
    Rule(
        "person_in_copy", PERSON,
        rf"{LOW_BEGIN}(?:(?i:please|pls|plz|and|also|to|can you|bitte|merci de|por favor) (?:cc|CC|Cc|loop in)|(?i:looping in|adding|copying)|in (?:CC|Cc|cc):?)[ ]@?(?P<value>{SHORT_NAME})(?=[ ]?(?:[.,;!?:)]|$|and |(?:for|here|who|on)\b))",
        0.8, check=is_name, part=part,
        true=("Please cc ⟦Sibusiso⟧.", "looping in ⟦Xq'ona Brzęk⟧ here", "in CC: ⟦Thandiwe⟧,"),
        false=("please cc Finance.", "adding Docker support", "to copy in Excel", "adding Everyone."),
    ),
    Rule(
        "known_person_after_an_office", PERSON,
        rf"{LOW_BEGIN}(?:Coach|Chef|Officer|Deputy|Warden|Foreman)[ ](?P<value>{SHORT_NAME})|{LOW_BEGIN}(?:coach|foreman)[ ](?!said\b)(?P<value>{BEGIN}\p{{L}}[\p{{L}}\p{{M}}'’-]{{2,25}}+)",
        0.75, check=lambda value: is_known_name(value.title() if value.islower() else value), part=part,
        true=("our waiter, then Chef ⟦Marco⟧ came", "said Coach ⟦Delgado⟧ today", "did coach ⟦delgado⟧ post"),
        false=("Coach House", "Chef Infra", "the coach said", "Deputy Director"),
    ),
    Rule(
        "person_before_a_kin_word", PERSON,
        rf"{LOW_BEGIN}(?!bir[ ])(?P<value>\p{{L}}[\p{{L}}\p{{M}}]{{2,14}})(?=[ ](?:{KIN_BEHIND})(?!\p{{L}})|-(?:san|sama|kun|chan|sensei|ssi)(?![\p{{L}}-]))",
        0.75, check=lambda value: is_known_name(value.title()),
        true=("yes nani. ⟦imran⟧ mamu got it", "⟦Salman⟧ bhai ko bolo", "⟦ramesh⟧ uncle called", "⟦ayse⟧ abla geldi", "ask ⟦tanaka⟧-san"),
        false=("my uncle came", "the aunty", "bir hanım", "good uncle", "will didi come"),
    ),
    Rule(
        "full_name_after_a_job_title", PERSON,
        rf"{LOW_BEGIN}(?:CEO|CFO|COO|CTO|CIO|CISO|DPO|(?i:managing director|vice president|chairman|chairwoman|spokesperson|spokesman|spokeswoman|attorney|solicitor|barrister|counsel|notary|sergeant|detective|senator|pharmacist|paramedic|Geschäftsführer(?:in)?|Rechtsanwalt|Rechtsanwältin|Notar(?:in)?|avocate?|notaire|gérante?|abogad[oa]|avvocat[oa]|advogad[oa]|advocaat|adwokat|advokat))(?:[ ]|,[ ]|:[ ])(?P<value>{FULL_NAME})",
        0.8, check=is_likely_name, part=part,
        true=("CEO ⟦Wolke Nußkamp⟧ said", "avocate ⟦Aude Quéméneur⟧"),
        false=("CEO Office Berlin", "attorney General Office"),
    ),
)
# fmt: on


def _first_known(value: str) -> tuple[int, int]:
    """Return the first word of a match and the second one if it is a family name."""
    words = value.split()
    is_full = len(words) > 1 and is_known_name(words[1])
    return 0, len(" ".join(words[: 2 if is_full else 1]))
