"""Religion, ethnic origin, politics, trade union and nationality of one person (GDPR, article 9).

The value is the word for the group. Groups themselves ("the Muslim community", "Turkish coffee", "voters of the Greens")
identify nobody and stay.
"""

import regex

from recognizers.lexicon.form_fields import NOTHING, OF_A_FORM, field
from recognizers.lexicon.nationalities import STEMS_OF_PEOPLES, is_nationality
from recognizers.rules import ABOVE_THE_MODEL, Rule

LIMITS = (
    "Groups without a label or a word that gives them to one person, parties and unions that are not listed, and languages "
    "beyond the eight of the model."
)
# fmt: off
LABELS = (
    "nationality|citizenship|ethnicity|ethnic[ _]?(?:origin|group|background|category)|race[ ]?/[ ]?ethnicity|religion|religious[ _](?:affiliation|beliefs?|denomination)|political[ _](?:affiliation|opinions?|views|party)|party[ _](?:affiliation|membership)"
    "|(?:trade|labou?r)[ _]union(?:[ _]membership)?|union[ _]membership|sexual[ _]orientation|staatsangehörigkeit|staatsbürgerschaft|nationalität|konfession|religionszugehörigkeit|ethnische[ ]herkunft|ethnie|parteizugehörigkeit|parteimitgliedschaft|gewerkschaft"
    "|nationalité|confession|origine[ ]ethnique|appartenance[ ](?:syndicale|politique|religieuse)|syndicat|nacionalidad|ciudadanía|religión|etnia|origen[ ]étnico|afiliación[ ](?:sindical|política)|sindicato|nazionalità|cittadinanza|religione|origine[ ]etnica|appartenenza[ ](?:sindacale|politica|religiosa)"
    "|nationaliteit|geloof(?:sovertuiging)?|godsdienst|religie|etniciteit|etnische[ ]afkomst|vakbond|nacionalidade|religião|origem[ ]étnica|filiação[ ](?:partidária|sindical)|narodowość|obywatelstwo|wyznanie|religia|pochodzenie[ ]etniczne|związek[ ]zawodowy|przynależność[ ]partyjna"
)
# Believers. "Christian" and "Jude" are names of people as well, so an article must be before them.
BELIEVER = (
    r"(?:(?:Roman|Orthodox|Reform|Sunni|Shia|Shi['’]a|Coptic|born-again)[ ])?(?:Muslim|Moslem|Catholic|Christian|Protestant|Jew|Hindu|Buddhist|Sikh|atheist|agnostic|Mormon|Jehovah['’]s Witness|Quaker|Baptist|Methodist|Lutheran|Anglican|Pentecostal|Presbyterian"
    r"|Evangelical|Calvinist|Rastafarian|Jain|Zoroastrian|Yazidi|Yezidi|Druze|Alevi|Wiccan|Scientologist|Salafi|Copt)"
)
FAITH = rf"(?:{BELIEVER}|Jewish|Islamic|Baháʼí|Baha['’]i|Catholic|Coptic|Shinto|Taoist)"
DEVOUT = r"(?:(?:devout|pract[ic]sing|observant|strict|lapsed|non-practising|committed|lifelong|faithful|pious|religious|secular)[ ])?"
BE = r"(?:['’](?:m|s|re)|(?<!\p{L})(?:[Ii]s|[Ww]as|[Aa]m|[Aa]re|[Ww]ere|[Bb]eing|[Bb]ecame|[Bb]ecome|[Aa]s|[Rr]aised(?:[ ]as)?|[Mm]arried|[Dd]ating))"
ADVERB = r"(?:(?:also|still|now|not|both|originally|ethnically|herself|himself)[ ])?"
WORD = r"[\p{L}\p{M}-]{1,24}+(?:['’]\p{L}{1,20}+)?+\.?"
# What follows a noun for a person, and no adjective before a thing.
CLAUSE = r"(?=[ ]?(?:[.,;:!?)\"”»–—]|$|\n)|[ ](?:and|or|but|who|whose|by|from|since|in|with|to|so|because|when|while|as|at|now|too|that|which|is|was|has|had|himself|herself|not|living|working|born|aged|for|on|then)(?!\p{L}))"
ONE_PERSON = (
    "man|woman|boy|girl|male|female|lady|gentleman|patient|client|customer|employee|colleague|applicant|claimant|defendant|tenant|neighbou?r|student|pupil|prisoner|inmate|detainee|refugee|migrant|worker|nurse|doctor|teacher|driver|couple|family|household"
    "|mother|father|mum|mom|dad|husband|wife|son|daughter|sister|brother|parents|teenager|widow|widower|candidate|convert|baby|friend|partner|boyfriend|girlfriend|landlord|carer|immigrant|national|citizen"
)
# One person as the subject of a sentence; "the town is Catholic" says nothing of a person.
SUBJECT = rf"(?:(?<!\p{{L}})(?:I|[Hh]e|[Ss]he|[Ww]ho)|(?<!\p{{L}})(?i:{ONE_PERSON}))"
IS = r"(?:[ ](?:is|was|am)|['’][sm])"
GROUP_NAME = r"\p{Lu}[\p{L}'’-]{2,20}(?:[ -]\p{Lu}[\p{L}'’-]{2,20})?"
ORIGIN = r"(?:descent|ancestry|ethnicity|extraction|parentage|(?<=mixed[ ][^.\n]{3,60})heritage)"
# Words for religions in seven languages, by their beginnings.
STEMS = (
    "muslim|moslim|moslem|musulm|musulman|muçulm|muzułm|mahometa|islam|islám|kathol|catholi|católic|cattolic|katoli|protestant|evangeli|evangéli|ewangeli|luther|luteran|calvini|kalwi|orthodox|ortodok|ortodox|ortodoss|prawosław|jüdisch|juif|juive|judí|judai|judaí|ebre|ebrai|joods|żydow|mojżesz"
    "|hindu|hindou|hindú|indù|induis|buddh|bouddh|budis|buddys|sikh|athé|atei|ateu|agnosti|agnósti|mormon|mormón|baptis|battis|metodis|methodis|anglican|anglik|pentecos|zielonoświąt|adventis|alevit|schiit|chiit|sciit|szyi|sunni|jesid|yazidi|christlich|chrétien|cristian|cristão|cristã|christelijk|chrześcij"
)
RELIGION = rf"(?:(?i:römisch|rzymsko|russisch|griechisch|rooms)[- ]?)?(?i:{STEMS})\p{{L}}{{0,8}}(?!\p{{L}})"
# One person in seven languages, by the beginnings of words where a * is.
PEOPLE = "|".join(
    """mann frau junge mädchen familie eltern mutter vater patient* bewerber* kläger* mandant* beschuldigte* zeug* schüler* mitarbeiter*
    homme femme famille parents mère père monsieur madame mme salarié* étudiant* patient* né née réfugié* requérant*
    hombre mujer familia padres madre padre paciente* señor* emplead* trabajador* alumn* nacid* ciudadan* refugiad*
    uomo donna famiglia genitori signor* pazient* dipendent* ragazz* nato nata cittadin* richiedent*
    vrouw man gezin ouders moeder vader meneer mevrouw jongen meisje geboren medewerk*
    homem mulher família mãe pai utente senhor* rapaz moça nascid* funcionári* alun*
    mężczyzn* kobiet* rodzin* matk* ojciec ojca pacjent* urodzon*""".split()
).replace("*", r"\p{L}{0,6}")
PRONOUNS = "il|elle|je|qui|ella|él|yo|lui|lei|io|ele|ela|eu|hij|zij|ze|ik|die|er|sie|ich|on|ona|która|który"
# Who is meant: a person, a pronoun, a name, or nobody as in "Es musulmana", but no town or school.
WHO = (
    rf"(?:(?<!\p{{L}})(?i:{PEOPLE}|{PRONOUNS}|que|che|et|en|y|e|i|porque|perché|bo)[ ]|(?<!(?i:la|le|les|el|los|il|lo|de|het|o|a|os)[ ])(?<!\p{{L}})\p{{Lu}}\p{{Ll}}{{2,15}}[ ]|^|(?<=[.;!?,][ ]))"
)
COPULA = r"(?:est|suis|était|es|soy|era|è|sono|é|sou|is|ben|jest|jestem|ist|bin|był|była)"
ENGLISH_PARTIES = r"Labour|Tory|Conservative|Lib(?:eral)? Dem(?:ocrat)?|Green|SNP|Plaid Cymru|UKIP|Reform(?: UK)?|DUP|Sinn F[ée]in|SDLP|Republican|Democrat(?:ic)?|Libertarian|Communist|Socialist"
PARTIES = (
    r"SPD|CDU|CSU|FDP|AfD|NPD|DKP|MLPD|BSW|Linken?|Linkspartei|Grünen|Bündnis 90/Die Grünen|Piratenpartei|Freien Wähler|ÖVP|SPÖ|FPÖ|NEOS|KPÖ|SVP|GLP|PS|PCF|LFI|La France insoumise|RN|Rassemblement national|Front national|Les Républicains|UMP|EELV|NPA|MoDem|Reconquête|Parti socialiste|Parti communiste"
    r"|PSOE|PP|Vox|Podemos|Sumar|Izquierda Unida|PNV|Bildu|ERC|Junts|Partido Popular|Partido Socialista|Partido Comunista|PD|Lega|Fratelli d['’]Italia|Forza Italia|M5S|Movimento 5 Stelle|Rifondazione Comunista|CasaPound|Partito Democratico|PSD|PCP|Bloco de Esquerda|CDS|Chega|PT|PSOL|PL|MDB|PSDB|PDT|PCdoB"
    r"|PVV|VVD|CDA|D66|PvdA|GroenLinks|SGP|ChristenUnie|FvD|Forum voor Democratie|N-VA|Vlaams Belang|PiS|PO|PSL|SLD|Konfederacji|Razem|Lewicy"
)
UNIONS = (
    r"Unite|UNISON|Unison|GMB|USDAW|Usdaw|RMT|ASLEF|CWU|NASUWT|UCU|RCN|FBU|UAW|SEIU|AFSCME|Teamsters|UFCW|IBEW|ver\.di|IG Metall|IG BAU|IG BCE|IGBCE|GEW|EVG|NGG|GdP|GDL|Marburger Bund|DGB|ÖGB|Unia|CGT|CFDT|FO|Force ouvrière|CFTC|CFE-CGC|Solidaires|UNSA"
    r"|CCOO|CC\.OO\.|UGT|CSIF|CNT|CGIL|CISL|UIL|COBAS|Cobas|FIOM|FNV|CNV|ABVV|ACV|CGTP|CUT|Força Sindical|Solidarności|OPZZ"
)
MEMBER = (
    r"(?:member|supporter|rep|representative|shop steward|steward|activist|organi[sz]er|councillor|candidate)[ ](?:of|for|with|in|at)[ ](?:the[ ])?|(?:Mitglied|Vertrauens(?:mann|frau)|Funktionär(?:in)?|Stadtrat|Stadträtin)[ ](?:der|bei[ ]der|in[ ]der|bei[ ]den|bei|des|von)[ ]"
    r"|(?:membre|adhérente?|militante?|encartée?|syndiquée?|sympathisante?|élue?)[ ](?:de[ ]la[ ]|de[ ]l['’]|du[ ]|des[ ]|à[ ]la[ ]|à[ ]|au[ ]|aux[ ])|(?:miembro|militante|afiliad[oa]|simpatizante|concejal(?:a)?)[ ](?:de[ ]la|del?|al?|a[ ]la|en|por|de[ ]los)[ ]"
    r"|(?:iscritt[oa]|militante|tesserat[oa]|membro|attivista|simpatizzante)[ ](?:(?:alla|al|ai|della|del|dei|di|in)[ ]|all['’]|dell['’])|(?:lid|kaderlid|partijlid|vakbondslid|raadslid)[ ](?:van|bij)[ ](?:(?:de|het)[ ])?"
    r"|(?:membro|filiad[oa]|sindicalizad[oa]|dirigente|sóci[oa]|vereador(?:a)?)[ ](?:do|da|ao|à|no|na|dos|de|pelo|pela)[ ]|(?:członkiem|członkinią|członek|członkini|działacz(?:em|ka|ką)?|sympatyk(?:iem)?|należy[ ]do)[ ]"
    r"|(?:déléguée?[ ]syndicale?|delegad[oa][ ]sindical|delegat[oa][ ]sindacale)[ ](?:(?:de[ ]la|de|della|da)[ ])?"
)
NO_VALUES = regex.compile(
    rf"(?i)(?:{NOTHING}|true|false|prefer\b.*|declined\b.*|refused|undisclosed|and|or|the|of|is|are|ja|nein|keine?|oui|non|sí|si|sim|não|nee|tak|nie|int|integer|faith|(?:how|why|what|when|where|who)\b.*|overview|introduction|background|chapter\b.*|(?:trade |credit |european |customs )?unions?|members?)"
)

# The name of a type of code, or words of a heading.
JOINED_WORDS = regex.compile(r"\p{Ll}\p{Lu}|(?i:(?<!\b(?:church|republic))[ ]of[ ]|[ ](?:vs|versus|or|for|in|from|to|it|bei|der|die|im|geht)[ ])|(?:The|A|An)[ ]")
AND = regex.compile(r"(?i)[ ](?:and|und|et|y|e|en|i)[ ]")
LABEL = regex.compile(rf"(?i){LABELS}")
FIRST_OF_TWO = regex.compile(rf"(?i:white|black|asian|mixed|{STEMS_OF_PEOPLES})")


def _is_value(value: str) -> bool:
    """Return whether a value is a group: no type of a field, no heading, and no text about groups."""
    if NO_VALUES.fullmatch(value) or OF_A_FORM.fullmatch(value) or JOINED_WORDS.search(value) or LABEL.fullmatch(value):
        return False
    joint = AND.search(value)
    first = value.split()[0]
    return not joint or is_nationality(first) or bool(FIRST_OF_TWO.match(value))


RULES = (
    Rule("group_labelled", "NRP",
        field(LABELS, rf"\p{{L}}{WORD}(?:(?:[ ]?/[ ]?|[ -]){WORD}){{0,3}}", second_label=r"(?:[ ]?/[ ]?\p{L}{4,14})?", ends=r",;|<\n)}\]"), 0.8, check=_is_value,
        true=("Religion: ⟦Roman Catholic⟧\n", "Konfession: ⟦röm.-kath.⟧, ledig", "Ethnicity | ⟦Black Caribbean⟧ |", '"religion": "⟦Sikh⟧",', "Wyznanie: ⟦prawosławne⟧", "Nacionalidad: ⟦venezolana⟧; edad", "Trade union: ⟦UNISON⟧"),
        false=("Religion: not stated", "religion: str,", "Nationality | Caps | Goals\n", "Religion: Overview", "nationality=nationality,", "Religione: campo obbligatorio", "Nationality: how to apply", "| Religion | Percent |\n", "religion: ReligionType;", "Ethnicity: Data and Methods", "Konfession: Pflichtfeld", "the religion of the state", "race: Monaco Grand Prix", "Nationality:\nName:", "Union: try each member", "religion = models.CharField(max_length=20)")),
    Rule("believer", "NRP",
        rf"(?:{BE}[ ]{ADVERB}an?[ ]{DEVOUT}(?P<value>{BELIEVER}){CLAUSE}|{SUBJECT}{IS}[ ]{ADVERB}{DEVOUT}(?P<value>(?!Christian){BELIEVER}|Jewish){CLAUSE}|(?<!\p{{L}})(?:[Aa]n?|[Tt]his|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|\d{{1,2}}[ -]years?[ -]old)[ ]{DEVOUT}(?P<value>{BELIEVER}|Jewish)(?=[ ](?:{ONE_PERSON})(?!\p{{L}})))", ABOVE_THE_MODEL,
        true=("She is a ⟦Muslim⟧ and fasts.", "He was raised as a ⟦Jehovah's Witness⟧.", "As a practising ⟦Catholic⟧, she", "I'm ⟦Jewish⟧, so Saturday is out.", "my husband is a devout ⟦Hindu⟧", "about a ⟦Sikh⟧ employee who", "34-year-old ⟦Muslim⟧ woman"),
        false=("It is a Catholic school.", "My name is Christian.", "as an Orthodox feast", "This is Jude from sales", "The north is Catholic, the south", "What is Jewish, and", "a Christian rock band", "the Muslim community")),
    Rule("faith_of_a_person", "NRP",
        rf"(?<!\p{{L}})(?:(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir(?=[ ]\p{{L}}{{1,20}}[ ](?:faith|beliefs?|religion)))[ ](?P<value>{FAITH})(?=[ ](?:faith|beliefs?|religion|upbringing|heritage|roots|family|parents|background)(?!\p{{L}}))|(?:is|was|of|are|were)[ ](?:of[ ])?(?:the[ ])?(?P<value>{FAITH})(?=[ ](?:faith|religion|descent)(?!\p{{L}}))|{SUBJECT}[ ](?:(?:has|had|is|was|later|then|recently|also)[ ]){{0,2}}convert(?:ed|ing)[ ]to[ ](?P<value>Islam|Judaism|Christianity|(?:Roman )?Catholicism|Buddhism|Hinduism|Sikhism|Orthodoxy)(?![\p{{L}}-]))", ABOVE_THE_MODEL,
        true=("due to her ⟦Muslim⟧ faith", "he is of the ⟦Jewish⟧ faith", "since she converted to ⟦Islam⟧ in 2019"), false=("the Christian faith teaches", "of the Catholic church", "his Catholic school", "people converted to Islam", "Their Catholic heritage is")),
    Rule("ethnic_origin", "NRP",
        rf"(?<!\p{{L}})(?:{SUBJECT}(?:{IS})?(?:[ ](?:also|originally|born|aged[ ]\d{{1,3}}))?,?[ ]of[ ](?:mixed[ ]|part[ ]|partly[ ])?(?P<value>(?!(?:The|This|Our)\b){GROUP_NAME})(?:[ ]and[ ](?P<value>{GROUP_NAME}))?(?=[ ]{ORIGIN}(?!\p{{L}}))|(?:is|was|am|an|['’]m|['’]s)[ ]ethnic(?:ally)?[ ](?:an?[ ])?(?P<value>(?!Studies\b){GROUP_NAME})|(?<!\p{{L}})(?:I|[Ss]?[Hh]e|[Ww]ho|[Tt]hey|(?i:{ONE_PERSON}))(?<!(?i:client))[ ](?:self-)?identif(?:ies|y)[ ]as[ ](?:an?[ ])?(?P<value>(?:\p{{Lu}}[\p{{Ll}}-]{{3,18}}|gay|lesbian|bisexual|queer|transgender)(?:[ ]\p{{Lu}}\p{{Ll}}{{3,12}})?){CLAUSE})", ABOVE_THE_MODEL,
        true=("a man of ⟦Pashtun⟧ descent", "Patient is of ⟦Kurdish⟧ ethnicity,", "a couple of mixed ⟦Irish⟧ and ⟦Nigerian⟧ heritage", "the applicant is an ethnic ⟦Albanian⟧", "who identifies as ⟦Black British⟧."),
        false=("food of Turkish origin", "10 % are of German ancestry", "a horse of Arabian ancestry", "The device identifies as Windows.", "the ethnic restaurant", "sites of World heritage", "identified as Bruce Miller,")),
    Rule("party_of_a_person", "NRP",
        rf"(?<!\p{{L}})(?:(?:I|[Hh]e|[Ss]he|[Ww]ho(?=[ ](?:votes|canvass))|(?:[Mm]y|[Hh]is|[Hh]er)[ ](?:{ONE_PERSON}))[ ](?:(?:has|had|have|is|was|am|would|will|always|never|usually|still|also|only)[ ]){{0,3}}(?:vot(?:es?|ed|ing)|canvass(?:es|ed|ing)?)[ ](?:for[ ](?:the[ ])?)?(?P<value>{ENGLISH_PARTIES})s?(?!\p{{L}}|-\p{{L}}|[ ](?:to|bill|law))|(?<=,[ ])votes[ ](?P<value>{ENGLISH_PARTIES})(?!\p{{L}}|-\p{{L}}|[ ](?:to|bill|law))|(?:registered|lifelong|staunch|card-carrying|committed|loyal|active)[ ](?:(?P<value>Tory|Republican|Democrat|Libertarian|Communist|Socialist){CLAUSE}|(?P<value>{ENGLISH_PARTIES})(?=[ ](?:voter|member|supporter|activist)(?!\p{{L}})))|(?i:{MEMBER})(?P<value>(?:{ENGLISH_PARTIES})(?:s(?=\p{{Zs}}|\p{{P}}|$)|[ ]Party)|{PARTIES})(?<!\b(?i:member|candidate|supporter|rep|organi[sz]er|activist)[ ](?:of|for|with|in|at)[ ](?:the[ ])?\p{{Lu}}{{2}})(?!\p{{L}}|[ ](?:team|list|group|board|crew|club)\b|[ ]\p{{Lu}}\p{{Ll}}))", ABOVE_THE_MODEL,
        true=("he votes ⟦Labour⟧ like me", "a registered ⟦Republican⟧ since 2004", "a member of the ⟦Green Party⟧", "sie ist Mitglied der ⟦SPD⟧ und", "militante del ⟦PSOE⟧ en", "iscritto al ⟦PD⟧ dal 2012", "lid van de ⟦VVD⟧", "członkiem ⟦PiS⟧ od"),
        false=("votes for the proposal", "the Labour Party conference", "registered trade mark", "Mitglied der Gruppe", "a member of the board", "a member of the PS team", "candidate for PO review", "the voters voted Labour", "a loyal Green, a", "membre du PS Team")),
    Rule("union_of_a_person", "NRP",
        rf"(?<!\p{{L}})(?:(?i:{MEMBER})(?P<value>{UNIONS})(?<!\b(?i:member|candidate|supporter|rep|organi[sz]er|activist)[ ](?:of|for|with|in|at)[ ](?:the[ ])?(?:FO|UIL|CUT|CNT|UNSA|Unia))(?!\p{{L}}|[ ]\p{{Lu}}\p{{Ll}})|(?P<value>(?!Unite member state)(?:{UNIONS}))[ -](?=(?:member|rep(?![ ]rate)|steward|shop steward|Mitglied|Vertrauensmann|kaderlid)(?!\p{{L}})))", ABOVE_THE_MODEL,
        true=("she is a shop steward for ⟦UNISON⟧", "our ⟦GMB⟧ rep", "Mitglied der ⟦IG Metall⟧ ist", "syndiquée à la ⟦CGT⟧ depuis", "afiliado a ⟦CCOO⟧.", "lid van de ⟦FNV⟧", "iscritta alla ⟦CGIL⟧"),
        false=("Unite the teams", "a rep for UniteSoft", "a rep for Unite Software", "candidate for UIL", "the Unison rep rate", "CUT the cable", "member of SUDO group")),
    Rule("religion_in_other_languages", "NRP",
        rf"(?<!\p{{L}})(?:(?P<value>{RELIGION})(?=[ ]Glaubens(?!\p{{L}}))|(?:{COPULA}[ ]|(?:{PEOPLE})[ ]|(?<=,)[ ])(?:de[ ]|di[ ])?(?:confession|religion|confesión|religión|religione|confessione|religião|confissão|wyznania|religii)[ ](?P<value>{RELIGION})|(?P<value>{RELIGION})(?=[ ](?:pratiquante?|practicante|praticante|praktykując\p{{L}}{{1,3}})(?!\p{{L}}))|(?:gläubige[rn]?|praktizierende[rn]?|strenggläubige[rn]?|praktiserend[e]?|praktykujący[m]?|praktykującą)[ ](?P<value>{RELIGION})|(?:ist|war|bin|als)[ ](?:eine?[ ])?(?P<value>Muslima?|Muslimin|Moslem|Jüdin|Katholik(?:in)?|Protestant(?:in)?|Hindu|Buddhist(?:in)?|Atheist(?:in)?|Zeug(?:e|in)[ ]Jehovas|Alevit(?:in)?|Jeside|Jesidin)(?!\p{{L}})"
        rf"|{WHO}(?:est|suis|était)[ ](?P<value>musulmane?|juive|juif|témoin[ ]de[ ]Jéhovah)(?!\p{{L}})|{WHO}(?i:es|soy|era)[ ](?P<value>musulm[aá]na?|judí[oa]|testigo[ ]de[ ]Jehová)(?!\p{{L}})|{WHO}(?i:è|sono|era)[ ](?P<value>musulman[oa]|ebre[oa]|testimone[ ]di[ ]Geova)(?!\p{{L}})|{WHO}(?:is|ben|was)[ ](?P<value>moslim(?:a)?|joods|Jehova['’]s[ ]getuige)(?!\p{{L}})|{WHO}(?i:é|sou|era)[ ](?P<value>muçulman[oa]|judi[oa]|judeu|judia|evangélic[oa]|testemunha[ ]de[ ]Jeová)(?!\p{{L}})|{WHO}(?i:jest|jestem)[ ](?P<value>muzułman\p{{L}}{{2,4}}|Żyd(?:em|ówką)|katoli\p{{L}}{{2,5}}|prawosławn\p{{L}}{{1,2}}|świadkiem[ ]Jehowy)(?!\p{{L}}))", ABOVE_THE_MODEL,
        true=("er ist ⟦muslimischen⟧ Glaubens", "une femme de confession ⟦juive⟧", "Leïla, de confession ⟦musulmane⟧,", "es ⟦católica⟧ practicante", "è di religione ⟦musulmana⟧", "kobieta wyznania ⟦prawosławnego⟧", "sie ist ⟦Zeugin Jehovas⟧", "il est ⟦musulman⟧ et", "é ⟦evangélica⟧ e", "jestem ⟦katolikiem⟧"),
        false=("die katholische Kirche", "la religion de l'État", "ist Christian da?", "è un ebook", "liberté de religion dans", "la religion catholique est", "La ville est musulmane", "la cultura era musulmana", "la fede cristiana", "eine orthodoxe Lösung")),
    Rule("origin_in_other_languages", "NRP",
        rf"(?<!\p{{L}})(?:(?i:{PEOPLE})|(?i:{PRONOUNS})(?=[ ]{COPULA}[ ]))(?:,|[ ]{COPULA}|[ ]\(?\d{{1,3}}\)?|[ ]de[ ]\d{{1,3}}[ ](?:ans|años|anos)|,?[ ]di[ ]\d{{1,3}}[ ]anni)?,?[ ](?:(?P<value>(?:{STEMS_OF_PEOPLES})\p{{Ll}}{{0,9}}sch)er[ ](?:Herkunft|Abstammung|Abkunft)(?!\p{{L}})|(?:d['’]origine|d['’]ascendance|de[ ]origen|de[ ]ascendencia|di[ ]origin[ei]|de[ ]origem|de[ ]ascendência|pochodzenia)[ ](?P<value>(?:{STEMS_OF_PEOPLES})\p{{Ll}}{{0,9}})(?!\p{{L}})|van[ ](?P<value>\p{{Lu}}\p{{Ll}}{{3,14}}e)[ ](?:afkomst|komaf)(?!\p{{L}}))", ABOVE_THE_MODEL,
        true=("ein Mann ⟦türkisch⟧er Herkunft", "une femme d'origine ⟦algérienne⟧", "mujer de origen ⟦ecuatoriano⟧", "la donna, di origine ⟦albanese⟧", "een vrouw van ⟦Marokkaanse⟧ afkomst", "mężczyzna pochodzenia ⟦ukraińskiego⟧"),
        false=("Waren deutscher Herkunft", "un fromage d'origine française", "la pièce d'origine", "aceite de origen italiano", "Un homme achète une voiture d'origine allemande")),
)
# fmt: on
