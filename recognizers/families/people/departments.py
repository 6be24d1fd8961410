"""Given names with the department that a colleague works in, with a verb of speech behind an article, and names behind a rank or an alias."""

import regex

from recognizers.lexicon.calendar_words import ANY_MONTH, WEEKDAYS, alternatives
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.name_patterns import CAPITALIZED, SHORT_NAME, is_given, is_name, part
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.lexicon.not_names import is_ordinary
from recognizers.rules import Rule

LIMITS = (
    "A colleague whose given name is in no pool, or a word as well (`Rose aus der Buchhaltung`), and other departments."
)
ABOVE_THE_MODEL = 0.95
# fmt: off
DEPARTMENTS = alternatives((
    "IT|TI|ICT|EDV|CED|HR|RH|RR.HH.|RRHH|Buchhaltung|Einkauf|Vertrieb|Poststelle|Personalabteilung|Lager|Technik|Empfang|Support|Verwaltung|Hausverwaltung|Produktion|Rechtsabteilung|Controlling|Marketing|Disposition|"
    "sistemas|soporte|informática|contabilidad|ventas|compras|almacén|recepción|administración|recursos humanos|nóminas|suporte|contabilidade|vendas|armazém|receção|recepção|portaria|central|centralita|centrale|centralino|Zentrale|centrali|"
    "informatique|l'informatique|support|compta|la compta|comptabilité|la comptabilité|ventes|achats|accueil|l'accueil|maintenance|la maintenance|paie|la paie|"
    "amministrazione|magazzino|acquisti|vendite|assistenza|contabilità|segreteria|personale|ufficio acquisti|ufficio personale|"
    "boekhouding|de boekhouding|inkoop|verkoop|de administratie|administratie|magazijn|het magazijn|personeelszaken|receptie|de receptie|beveiliging|"
    "kadr|księgowości|sprzedaży|magazynu|recepcji|zaopatrzenia|marketingu|biura|serwisu|administracji|"
    "accounting|payroll|finance|facilities|reception|legal|procurement|marketing|sales|security"
).split("|"))
FROM = r"(?:von der|vom|aus der|aus dem|in der|de la|de l['’]|del|della|dello|dell['’]|de|des|du|da|do|dal|van|bij|ze|z|fra|från|from|in)"
SPEAKS = "hat|sagt|sagte|meint|meinte|ruft|schreibt|kommt|braucht|fragt|wollte|disse|falou|pediu|mandou|quer|mexeu|dijo|dice|pidió|quiere|llamó"
ALIASES = r"vulgo|apodad[oa](?: como)?|conhecid[oa] como|conocid[oa] como|detto|detta|conosciut[oa] come|soprannominat[oa]|bijgenaamd|bijnaam|ps\.|pseud\.|pseudonim|przezwisko|zwan[yą]|surnommée?|Spitzname|genannt"
RANKS = (
    r"Wachtmeester|Hoofdagent|[Vv]erbalisant|Adjudant|[Mm]aresciallo|Appuntato|Subinspectora?|P[HOM]K(?:in)?|PO[KM](?:in)?|KHK(?:in)?|KOK(?:in)?|Polizei(?:haupt|ober)?(?:kommissar|meister)(?:in)?|Kriminal(?:haupt|ober)?kommissar(?:in)?"
    r"|(?:st\. |mł\. )?asp\.|(?:st\. |mł\. )?sierż\.|(?:pod|nad)?kom\.|[Ss]uor|[Rr]ag\."
)
# Officers and carers by their short titles, with or without a collar number.
SHORT_RANKS = "HCA(?! Healthcare)|HCSW|CNA|LPN|WPC|PCSO|DCI"
CALENDAR_NAME = alternatives(
    word.title() for words in (*WEEKDAYS.values(), ANY_MONTH) for word in words if len(word) > 2 and word.isalpha()
)


ENDING = regex.compile(r"(?:tion|sion|ment|ing|ance|ence|ant|ity|ness|able|ible|ive|ary|ian|ship)s?$")


def is_person(value: str) -> bool:
    """Return whether a word is no common English word, and no other noun or adjective by its ending."""
    if ENDING.search(value) and not is_given_name(value.casefold()) and not is_family_name(value.casefold()):
        return False
    return not is_everyday(value.casefold()) and not is_ordinary(value)


RULES = (
    Rule("person_of_a_department", "PERSON", rf"(?<![\p{{L}}\p{{N}}.@'’-])(?P<value>{CAPITALIZED})[ ]{FROM}[ ]?(?<=[ '’])(?:{DEPARTMENTS})(?![\p{{L}}\d-])", ABOVE_THE_MODEL, check=is_given,
        true=("⟦Chema⟧ de sistemas dice que", "O ⟦Juninho⟧ da TI mexeu", "⟦Krzysiek⟧ z IT resetował", "⟦Sjoerd⟧ van ICT heeft", "der ⟦Holger⟧ aus der Buchhaltung", "⟦Thibault⟧ du support m'a dit", "⟦Mimmo⟧ dell'amministrazione"),
        false=("Kollege aus der Buchhaltung", "Personas de sistemas", "Leiter vom Vertrieb", "Support de sistemas")),
    Rule("person_behind_an_article", "PERSON", rf"(?<!\p{{L}})(?:[Dd]er|[Dd]ie|[Dd]em|[Dd]en|O|o|A|a|El|La|[Ee]l|[Ll]a)[ ](?P<value>{CAPITALIZED})(?=[ ](?:{SPEAKS})(?!\p{{L}}))", ABOVE_THE_MODEL, check=is_given,
        true=("Der ⟦Holger⟧ hat gestern", "die ⟦Anke⟧ meint", "o ⟦Juninho⟧ disse que", "la ⟦Conchi⟧ dijo"), false=("der Kunde hat", "die Presse sagt", "O cliente disse")),
    Rule("person_after_a_rank", "PERSON", rf"(?<![\p{{L}}.-])(?:{RANKS})[ ](?P<value>{SHORT_NAME})", ABOVE_THE_MODEL, check=is_name, part=part,
        true=("Verbalisant ⟦Schreuder⟧.", "Bearbeiter: PHK ⟦Ubben⟧", "asp. ⟦Kos⟧ przyjął", "suor ⟦Fedele⟧ prega", "l'ha detto il rag. ⟦Conti⟧", "mł. asp. ⟦Jan Ryś⟧"), false=("Brigadier General", "PHK 12", "asp.net Core")),
    Rule("person_after_a_short_rank", "PERSON", rf"(?<![\p{{L}}\d.-])(?:(?:{SHORT_RANKS})|(?:PC|WPC|PCSO|DC|DS|Sgt|Constable|Officer)[ ]#?\d{{3,6}})[ ](?P<value>\p{{Lu}}\p{{Ll}}[\p{{L}}'’-]{{1,20}}+)(?=[ ]?[.,;:)/&\n]|[ ]\p{{Ll}}|$)", ABOVE_THE_MODEL, check=is_person,
        true=("Reassured by HCA ⟦Nomsa⟧.", "taken by PC 17734 ⟦Lomas⟧, of", "CNA ⟦Deshawn⟧ called"), false=("PC World, Leeds", "PC 486 Games.", "the CNA Course.", "HCA Healthcare, Nashville", "CNA Manager called", "LPN Tuition fees", "DCI Compliant projectors")),
    Rule("person_with_the_name_of_a_small_word", "PERSON", r"(?<!\p{L})(?:(?:Mr|Mrs|Ms|Mx)\.?|Miss(?=[ ](?:Do|Ip|An|Au|Ho|Ma|Mo|Si)\b)|(?:Dr|Prof)|(?<!\p{Lu}[\p{L}’'-]{0,20}[ ])(?:Dr|Prof)\.)[ ](?P<value>Do|Ip|So|An|On|In|To|Au|Or|He|My|You|Ho|Go|Be|Ma|Mo|Si)(?<!\.[ ](?=\p{Lu})(?:In|On|To|My|You|Or|He)(?=[ ](?:the|this|that|a|an|\d|was|has|is|are|our)(?!\p{L})))(?!\p{L}|[ -]and[ -]so|[ ]\p{Lu}|[ ]\d|-)", ABOVE_THE_MODEL,
        true=("My colleague Mr. ⟦Do⟧ tried", "Bleeped Dr ⟦Ip⟧ x2", "Ms ⟦So⟧'s card", "seen by Dr. ⟦An⟧, who"), false=("on Maple Dr. In the", "Mr. So-and-so", "Mr. Go Home", "Mr Dot", "Mr. So and so", "Miss You is a song")),
    Rule("person_with_the_name_of_a_month_or_day", "PERSON", rf"(?<![\p{{L}}.-])(?:Mr|Mrs|Ms|Herrn?|Frau|Mme|Mlle|Madame|Monsieur|Me|Maître|D|Dña|Dona|[Rr]ag|Avv|M|Sra?|Srta|Señora?|D\.ª|doña|don|Sig|Sig\.ra|Signora?|dott|dott\.ssa|Senhora?|dhr|mevr|mw|[Dd]e heer|Heer|Mevrouw|mevrouw|Pan|Pani|pan|pani|pana|panu|panią|p)\.?[ ](?P<value>{CALENDAR_NAME})(?![\p{{L}}-]|[ ]\d|\.?[ ]?\d)", ABOVE_THE_MODEL,
        true=("tant que Mme ⟦Février⟧ n'a pas", "Frau ⟦Mai⟧ hätte Zeit", "Pan ⟦Piątek⟧ senior", "Herr ⟦Sonntag⟧ kommt", "don ⟦Domingo⟧ llamó", "Mrs ⟦May⟧ called"), false=("en février", "Herr im Mai", "pan w piątek", "Mme Février 2024")),
    Rule("person_behind_an_alias", "PERSON", rf"(?<!\p{{L}})(?:{ALIASES})[ :]{{1,2}}[\"“„«'‘](?P<value>\p{{Lu}}[\p{{L}}\p{{M}}'’-]{{1,20}}+(?:[ ]\p{{Lu}}[\p{{L}}\p{{M}}'’-]{{1,20}}+)?)[\"”“»'’]", ABOVE_THE_MODEL,
        true=('Autor: vulgo "⟦Cabeção⟧".', "Damian, ps. „⟦Szczupak⟧”", "detto «⟦Il Rosso⟧»"), false=("vulgo Haftnotiz", "genannt wird \"Der Plan der Vier\"", "ps. see \"below\"")),
)
# fmt: on
