"""Companies by what a sentence says of them: the parties of a contract, an employer, the owner of an assistant."""

import regex

from recognizers.lexicon.address_formats import is_wide_area
from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.names import is_given_name
from recognizers.lexicon.nationalities import is_of_a_place
from recognizers.lexicon.not_names import is_not_name, is_ordinary
from recognizers.lexicon.organization_names import LEGAL_FORMS
from recognizers.lexicon.public_sites import BRANDS
from recognizers.lexicon.technology_names import NAMES as TECHNOLOGY
from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = "Other names of companies are left to the model and to dictionaries."

ORGANIZATION = "ORGANIZATION"
# Above what the model refutes: it takes "LexCorp" and "Acme Corp" for companies of stories.
SURE = 0.95
NAME = r"(?P<value>\p{Lu}[\p{L}\d&'’-]{1,30}+(?:[ ](?:\p{Lu}[\p{L}\d&'’-]{1,30}+|&|and(?=[ ]\p{Lu}))(?:(?<=\b(?:Co|Inc|Ltd|Corp))\.)?){0,3})"
TRADING = r"\p{Lu}[\p{L}\d&'’.-]{0,29}[\p{L}\d]"
CONTRACTS = alternatives(
    "contract|agreement|non-disclosure agreement|nda|lease|partnership|vertrag|vereinbarung|contrat|accord|contrato|acuerdo|contratto|accordo|overeenkomst|contract|umowa|acordo".split(
        "|"
    )
)
ROLES = "Advisor|Adviser|Director|Manager|CEO|CFO|CTO|President|Partner|Analyst|Engineer|Consultant|Accountant|Nurse|Teacher|Clerk|Developer|Administrator|Technician|Specialist|Coordinator|Lawyer|Attorney|Pharmacist"
# What says that a firm employs, delivers or sells, before its name. Only a person works for a firm: "this works for Windows".
EMPLOYED = r"\b(?:[Hh]e|[Ss]he|[Ww]ho|I|they|mum|dad|son|daughter|wife|husband|brother|sister|partner)(?:['’]s|[ ](?:has|had|have|been|is|was|am|now|once|since|currently|still|also)){0,3}[ ](?:works?|worked|working)[ ]for|\b(?:[Hh]e|[Ss]he|[Ww]ho|I|am|they)(?:[ ](?:is|was|am|are|were|has[ ]been|had[ ]been|been))?[ ](?:now[ ]|currently[ ]|still[ ])?employed[ ]by|\band[ ]worked[ ]for|\b\p{Lu}\p{Ll}{1,15}[ ]\p{Lu}[\p{L}-]{1,20}[ ](?:is|was)[ ]employed[ ]by|\b(?:hired|sacked|laid[ ]off|made[ ]redundant)[ ]by|\b(?:formerly|previously|ex)[ ](?:of|at|with)|\b(?:her|his|my)[ ](?:job|career|apprenticeship|internship|shift|traineeship)[ ](?:at|with)"
DELIVERED = r"\b(?:[Ii]nvoices?|[Yy]our[ ]quote|[Cc]arers?|[Aa]ides?(?:[ ]\p{Lu}\p{Ll}{1,20})?|[Rr]ep|[Tt]echnicians?|[Pp]lumbers?|[Ee]lectricians?|[Ss]alesman|[Vv]aluers?|[Ss]urveyors?|[Cc]leaners?|bought|hired|leased|rented|purchased)[ ](?:(?:it|mine|this|them|one|ours|theirs)[ ])?from"
WORD = regex.compile(r"[\p{L}\d&'’-]+")
OFFICES = frozenset(
    "services support resources team department office court council hospital university ministry police government army navy house street road europe africa asia america".split()
)
PARTIES = frozenset(
    "buyer seller lessor lessee landlord tenant licensor licensee customer supplier client vendor provider contractor employer employee company disclosing receiving käufer verkäufer mieter vermieter".split()
)


def is_company(value: str) -> bool:
    """Return whether a value is no public brand, no person and no ordinary word."""
    words = [word.casefold() for word in WORD.findall(value)]
    if words[0] in BRANDS | PARTIES or (is_given_name(words[0]) and words[-1] not in LEGAL_FORMS):
        return False
    return not all(is_ordinary(word) for word in words)


def _is_no_party(value: str) -> bool:
    """Return whether a value does not name a role of a contract."""
    return value.casefold() not in PARTIES


def _is_firm(value: str) -> bool:
    """Return whether a value is a company of several words, or of one that is no English word, and no place of a map or office."""
    words = [word.casefold() for word in WORD.findall(value)]
    is_person = is_given_name(words[0]) and not is_everyday(words[-1])
    if (
        is_wide_area(value)
        or words[0] in BRANDS | PARTIES
        or value.split()[0] in TECHNOLOGY
        or is_person
        or words[-1] in OFFICES
    ):
        return False
    return not (is_not_name(words[0]) or is_of_a_place(words[-1])) and (
        len(words) > 1 or not (is_ordinary(words[0]) or is_everyday(words[0]))
    )


def _is_school(value: str) -> bool:
    """Return whether a school is named by more than ordinary words, and is no election."""
    is_whole = value.endswith(" School")
    name = value.rsplit(" ", 2 if is_whole else 1)[0].removeprefix("The ")
    words = [word for word in WORD.findall(name) if word not in {"Lower", "Upper"}]
    return not is_wide_area(name) and not all(
        is_ordinary(word) or (not is_whole and is_everyday(word)) for word in words
    )


# fmt: off
RULES = (
    Rule("firm_by_what_it_does", ORGANIZATION, rf"(?:{EMPLOYED}|{DELIVERED})[ ](?:the[ ])?{NAME}(?=[ ]?[.,;:)\n]|[ ](?:\p{{Ll}}|[&/(–—-][ ])|$)", SURE, check=_is_firm,
        true=("who works for ⟦Fenland Roots⟧, as he", "Carers from ⟦Kindly Hands⟧ start Monday", "his job with ⟦Lakehead Bearings⟧.", "Akio, formerly of ⟦Noma Dining Club⟧.", "I hired it from ⟦Hexcroft⟧ in May", "Aide Precious from ⟦Loving Hands⟧ is"),
        false=("the works by Turner,", "he worked for Google.", "carers from Poland are", "Quotes from Chekhov:", "a quote from Hamlet.", "bought from Chinese suppliers", "The technique was employed by Gauss in", "cleaners from Eastern Europe are", "an invoice from Sales.", "worked for Customer Support.", "hired by Maria Bell-Roux.", "formerly of Reading.", "it works for Alice and Bob.", "the fix now works for Hexcroft.")),
    Rule("school_by_its_kind", ORGANIZATION,
        r"(?<![\p{L}\p{N}.&-])(?P<value>(?:(?:St\.?|Saint|Our|Holy)[ ])?\p{Lu}[\p{L}'’-]{2,20}(?:[ ]\p{Lu}[\p{L}'’.-]{0,20}){0,2}[ ](?:(?:Elementary|Primary|Middle|High|Grammar|Infant|Junior|Nursery|Preparatory|Secondary)[ ]School|Elementary|(?<=(?:\b(?:St|Saint|Holy|Our)\b|['’]s)[^\n]{0,60}|\b(?i:pupils?|teachers?|head|headteacher|nursery|class|grade|reception|parents|school|year[ ]\d{1,2})[ ](?:at|of|in|from)[ ][^\n]{1,60}|\b(?:attends|attended|starts|started|graduated[ ]from|c/o[ ]\d{4})(?:[ ]at)?[ ][^\n]{1,60})(?:Primary|Prep|Kindergarten)))(?![\p{L}-]|[ ](?:\p{Lu}|care|school|election|district|key))", SURE, check=_is_school,
        true=("third grade at ⟦Horace Mann Elementary⟧ and", "from ⟦St Anne's Primary⟧ toward", "a pupil of ⟦Longlands Primary School⟧."),
        false=("the Local Primary", "the New Hampshire Primary", "the Texas Primary", "Our Primary School", "the Redis Primary failed", "for the GMAT Prep", "The Lower Secondary School")),
    Rule("party_of_a_contract", ORGANIZATION,
        rf"(?i:\b(?:{CONTRACTS})[ ](?:between|zwischen|entre|tra|fra|tussen|między|pomiędzy)[ ])[^\n]{{1,90}}?[ ](?:and|und|et|y|e|en|i|a)[ ]{NAME}(?=[ ]?[.,;:(\n]|[ ](?:dated|vom|du|del|dal|van|z)\b|$)", SURE, check=is_company,
        true=("Contract between Mary King (SSN: 202-43-8075) and ⟦LexCorp⟧.\nEffective: May", "the agreement between us and ⟦Nordic Analytics⟧, dated 3 May", "Vertrag zwischen Frau Adler und ⟦Halbrecht Werke⟧."),
        false=("a contract between Anna and Maria.", "the agreement between buyer and Seller.", "contract between them and Google.")),
    Rule("owner_of_an_assistant", ORGANIZATION,
        rf"(?i:\b(?:assistant|agent|chatbot|bot|helpdesk|service desk|help desk|hotline)[ ](?:for|of|at)[ ](?:the[ ])?){NAME}(?=[ ]?[.,;:(\n]|$|[ ](?:that|which|who|and|in)\b)", SURE, check=is_company,
        true=("You are an assistant for ⟦LexCorp⟧. The admin", "the service desk of ⟦Vantry Rail⟧, Model x"),
        false=("You are an assistant for Sales.", "an agent for Google.", "an assistant of Maria Bell.")),
    Rule("employer_behind_a_role", ORGANIZATION,
        rf"(?:\b(?:{ROLES})[ ](?:of|at|for|with)|\b(?:to|will|would)[ ]work[ ](?:at|for))[ ]{NAME}(?=[ ]?[.,;:)\n]|$)", SURE, check=is_company,
        true=("as Financial Advisor of ⟦Hooli⟧, committed", "She moved to Leeds to work at ⟦LexCorp⟧."),
        false=("Director of Sales.", "Manager of People.", "to work at Night.", "to work for Netflix.", "Director of Operations, West")),
    Rule("owner_of_a_confidential_text", ORGANIZATION,
        rf"(?:©|\(c\)|Copyright)[ ](?:\d{{4}}(?:[-–]\d{{4}})?[ ]){NAME}(?=\.?[ ](?:Confidential|Internal|Proprietary|For internal|Do not distribute))", SURE, check=is_company,
        true=("© 2025 ⟦Oscorp Technologies⟧. Confidential – Do not distribute", "Copyright 2024 ⟦Nordic Analytics⟧. Internal use only"),
        false=("© 2025 Google LLC. All rights reserved.", "© 2024 Swift Otter Lane")),
    Rule("name_of_trade", ORGANIZATION,
        rf"(?<![\p{{L}}/])(?:(?i:t/a|d/b/a|d\.b\.a\.|trading[ ]as|(?:doing|carrying[ ]on)[ ]business[ ](?:as|under[ ]the[ ]name(?:[ ]of)?)|h\.o\.d\.n\.|handelend[ ]onder[ ]de[ ]naam|exerçant[ ]sous[ ](?:l['’]enseigne|le[ ]nom)|bajo[ ]el[ ]nombre[ ]comercial(?:[ ]de)?)|dba)[ ](?:the[ ])?[\"“„«]?[ ]?(?P<value>(?:(?:The|La|Le|De|El|Les)[ ])?{TRADING}(?:[ ](?:(?:of|the|de|la|du|des|del|di|van)[ ]){{0,2}}(?:{TRADING}|&|and(?=[ ]\p{{Lu}}))){{0,4}})", SURE, check=_is_no_party,
        true=("MAHMOOD IQBAL t/a ⟦M&I Joinery⟧ (the Defendant)", "Joan Ellis trading as ⟦The Copper Kettle⟧;", 'Hartwell LLC, doing business as "⟦Sunny Side⟧"', "Zeta Ltd dba ⟦QuickBite⟧,", "L. Faure exerçant sous l'enseigne « ⟦La Page Cornée⟧ »"),
        false=("t/a the seller", "trading as usual", "our DBA Anna said", "the dba team", "trading as Buyer")),
    Rule("mark_of_a_trading_name", LOOK_ALIKE, r"(?<![\p{L}/])(?i:t/a|d/b/a)(?=[ ]\p{Lu})", ABOVE_THE_MODEL,
        true=("Tom Weld ⟦T/A⟧ Weld & Sons", "IQBAL ⟦t/a⟧ M&I Joinery"), false=("t/a 12", "a/t/a Weld")),
    Rule("company_in_cyrillic", ORGANIZATION,
        r"(?<![\p{L}\d])(?P<value>(?:ООО|ОАО|ЗАО|ПАО|АО|НПО|НПП|ИП|ГУП|МУП|ФГУП|ТОО|ТОВ|ПрАТ|ПАТ|ФОП|ДП|КП)[ ](?:[«\"“„][^«»\"“”„\n]{2,60}[»\"”“]|\p{Lu}[\p{L}-]{2,30}(?:[ ]\p{Lu}[\p{L}-]{2,30}){0,2}))", 0.8,
        true=("счёт от ⟦ООО «Ромашка»⟧ за май", "договір з ⟦ТОВ \"Світанок Плюс\"⟧", "компания ⟦ЗАО Техносервис⟧"),
        false=("ООО нет", "форма ИП выбрана", "АО или ООО")),
)
# fmt: on
