"""Companies by what a sentence says of them: the parties of a contract, an employer, the owner of an assistant."""

import regex

from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.names import is_given_name
from recognizers.lexicon.not_names import is_ordinary
from recognizers.lexicon.organization_names import LEGAL_FORMS
from recognizers.lexicon.public_sites import BRANDS
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
WORD = regex.compile(r"[\p{L}\d&'’-]+")
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


# fmt: off
RULES = (
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
