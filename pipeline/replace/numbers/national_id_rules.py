"""The table of national ids: what validates them, what of them stays, and which range was never issued."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from typing import Any

import regex
from stdnum import luhn
from stdnum.iso7064 import mod_11_10

from pipeline.replace.keyed.shapes import DIGITS, LETTERS
from pipeline.replace.numbers import check_digits

# A mask has a mark for each letter or digit of an id: "." is permuted among its kind, "=" stays, "?" is a check digit,
# a digit or capital is what the range that is never issued has there, and these are permuted among fewer:
ALPHABETS = {
    "b": "BCDFGHJKLMNPQRSTVWXYZ",  # consonants of a name
    "d": "0123",  # the tens of a day
    "e": "ABCDEHLMPRST",  # the months of Italy
    "f": "01234567",  # the tens of a day, 40 more for women
    "i": "CFGHJKLMNPRTVWXYZ",  # ICAO's letters
    "m": "01",  # the tens of a month
    "o": "23456789",  # the third digit of a Swedish organization, which is no month
    "p": "ABCEGHJKLMNPRSTVXY",  # letters of Canadian and British codes
    "q": "ABCD",
    "v": check_digits.VIN_LETTERS,
    "u": "ACDEFGHJKMNPQRTUVWXY",  # letters of a Medicare beneficiary
}


@dataclass(frozen=True, slots=True)
class Rule:
    """How one national id is replaced.

    Arguments:
        name: what people call it.
        valid: the module of python-stdnum that validates it, or a function of ours.
        masks: for each length one mask, or several that differ in a range never issued.
        entities: what recognizers report it as.
        calculate: the function of the module that returns the check digits of a body; without one they are searched.
        never: the range that was never issued and who says so; empty where none exists that the validator takes.
        future: ids that would be of people not yet born, which validators judge by the clock; none comes out.
        tells: whether its validator is strict enough to tell it among unnamed ids.
    """

    name: str
    valid: str | Callable[[str], bool]
    masks: tuple[str, ...]
    entities: tuple[str, ...] = ()
    calculate: str | Callable[[str], str] = ""
    never: str = ""
    future: str = ""
    tells: bool = True

    @property
    def reserved(self) -> bool:
        """Whether surrogates come from a range that was never issued."""
        return any(mark in DIGITS or mark in LETTERS for mark in self.masks[0])

    @property
    def validator_name(self) -> str:
        """What the validator is called."""
        if isinstance(self.valid, str):
            return f"stdnum.{self.valid}"
        return self.valid.__name__ if not isinstance(self.valid, partial) else "shape"

    def masks_of(self, length: int) -> tuple[str, ...]:
        """Return the masks of ids of a length."""
        return tuple(mask for mask in self.masks if len(mask) == length)

    def validator(self) -> Callable[[str], bool]:
        """Return the function that tells a valid id."""
        return _module(self.valid).is_valid if isinstance(self.valid, str) else self.valid

    def calculator(self) -> Callable[[str], str] | None:
        """Return the function that returns the check digits of a body, if there is one."""
        if callable(self.calculate):
            return self.calculate
        if not self.calculate or not isinstance(self.valid, str):
            return None
        return getattr(_module(self.valid), self.calculate)  # type: ignore[no-any-return]

    def is_future(self, text: str) -> bool:
        """Tell whether an id would be that of somebody who is not yet born."""
        return bool(self.future) and regex.search(self.future, text) is not None


@cache
def _module(name: str) -> Any:
    return import_module(f"stdnum.{name}")


def _shape(name: str) -> Callable[[str], bool]:
    return partial(check_digits.shaped, name)


def _norwegian(body: str) -> str:
    numbers = _module("no.fodselsnummer")
    first = str(numbers.calc_check_digit1(body))
    return first + str(numbers.calc_check_digit2(body + first))


ONE, TWO = "calc_check_digit", "calc_check_digits"
# The American Bankers Association gave out 00 to 12 (Federal Reserve districts), 21 to 32 and 61 to 72 (thrift
# institutions and electronic transactions) and 80 (traveler's cheques); recognizers take no first digit 4, 5 or 9.
UNASSIGNED_ROUTING = (*range(13, 21), *range(33, 40), *range(73, 80), *range(81, 90))

# The strictest come first: an unnamed id is read by the first rule that takes it.
RULES = (
    # With letters
    Rule(
        "Italian codice fiscale",
        "it.codicefiscale",
        ("bbbbbb..ef.M9..?",),
        ("IT_FISCAL_CODE",),
        ONE,
        never="places M900 to M999: Agenzia delle Entrate's codes of municipalities end below M500",
    ),
    Rule("Mexican CURP", "mx.curp", ("bbbb..m.d.===bbb=?",), calculate=ONE),
    Rule("Mexican RFC", "mx.rfc", ("bbbb..m.d...?", "bbb..m.d...?"), calculate=ONE),
    Rule("Indian GSTIN", "in_.gstin", ("==...=......==?",), ("IN_GSTIN",)),
    Rule("Indian PAN", "in_.pan", ("...=......",), ("IN_PAN",)),
    Rule("Indian voter id (EPIC)", "in_.epic", (".........?",), ("IN_VOTER",)),
    Rule("Finnish henkilötunnus", "fi.hetu", ("d.m......?", "d.m...=...?"), ("FI_PERSONAL_IDENTITY_CODE",)),
    Rule("Spanish NIE", "es.nie", ("=.......?",), ("ES_NIE", "ES_NIF"), ONE),
    Rule("Spanish DNI", "es.dni", ("........?",), ("ES_NIF",), ONE),
    Rule("Spanish CIF", "es.cif", ("=.......?",), ("ES_NIF",)),
    Rule("Irish PPS number", "ie.pps", (".......?", ".......?=")),
    Rule("Singaporean NRIC and FIN", check_digits.sg_nric, ("=.......?",), ("SG_NRIC_FIN",)),
    Rule("Singaporean UEN", "sg.uen", ("........?", "====.....?"), ("SG_UEN",)),
    Rule(
        "German Krankenversichertennummer", check_digits.de_health_insurance, (".........?",), ("DE_HEALTH_INSURANCE",)
    ),
    Rule(
        "German Rentenversicherungsnummer", check_digits.de_social_security, ("..d.m......?",), ("DE_SOCIAL_SECURITY",)
    ),
    Rule(
        "German identity card and passport", check_digits.icao_document, ("iiiiiiii?",), ("DE_ID_CARD", "DE_PASSPORT")
    ),
    Rule(
        "British National Insurance number",
        _shape("nino"),
        ("PP......q",),
        ("UK_NINO",),
        never="prefix PP: administrative, given to no person (HMRC, NIM39110)",
    ),
    Rule("British driving licence", _shape("uk driving licence"), ("bbbbb...d.......",), ("UK_DRIVING_LICENCE",)),
    Rule("Medicare beneficiary identifier", _shape("mbi"), (".uu.uu.uu..",), ("US_MBI",)),
    Rule("DEA registration", check_digits.us_dea, ("=.......?",), ("MEDICAL_LICENSE",)),
    Rule("Argentine CUIT", "ar.cuit", ("==........?",), calculate=ONE),
    Rule("Chilean RUT", "cl.rut", (".......?", "........?"), calculate=ONE),
    Rule("Portuguese cartão de cidadão", "pt.cc", ("...........?",), calculate=ONE),
    Rule("Venezuelan RIF", "ve.rif", ("=........?",), calculate=ONE),
    # With a date of birth
    Rule("Chinese resident identity number", "cn.ric", ("========..m.d....?",)),
    Rule(
        "French NIR",
        "fr.nir",
        ("=..m.00......??",),
        calculate=TWO,
        never="department 00: INSEE's code officiel géographique begins at 01",
    ),
    Rule("South African identity number", "za.idnr", ("..m.d.....==?",), ("ZA_ID_NUMBER",)),
    Rule("South Korean resident registration number", "kr.rrn", ("..m.d.=.....?",), ("KR_RRN", "KR_FRN"), ONE),
    Rule("Romanian CNP", "ro.cnp", ("=..m.d.==...?",), calculate=ONE),
    Rule("Slovenian EMŠO", "si.emso", ("d.m.........?",), calculate=ONE),
    Rule(
        "Swedish personnummer",
        "se.personnummer",
        ("..m.d.98.?", "==..m.d.98.?"),
        ("SE_PERSONNUMMER",),
        never="birth numbers 980 to 989: Skatteverket's test numbers",
    ),
    Rule(
        "Polish PESEL",
        "pl.pesel",
        ("..6.d.....?", "..7.d.....?"),
        ("PL_PESEL",),
        ONE,
        never="months 61 to 72, those born from 2200 to 2299 (ustawa o ewidencji ludności)",
    ),
    Rule(
        "Estonian isikukood",
        "ee.ik",
        ("7..m.d....?", "8..m.d....?"),
        calculate=ONE,
        never="first digits 7 and 8, those born from 2100 to 2199",
    ),
    Rule(
        "Norwegian fødselsnummer",
        "no.fodselsnummer",
        ("d.m......??",),
        calculate=_norwegian,
        future=r"^....(?:2[5-9]|3\d)[5-9]",
    ),
    Rule("Lithuanian asmens kodas", "lt.asmens", ("=..m.d....?",), calculate=ONE),
    Rule("Bulgarian EGN", "bg.egn", ("....d....?",), calculate=ONE),
    Rule("Belgian national number", "be.nn", ("..m.d....??",), future=r"^(?:2[5-9]|3\d)"),
    Rule("Greek AMKA", "gr.amka", ("d.m.......?",)),
    Rule("Latvian personal code", "lv.pvn", ("d.m.......?",)),
    Rule("Icelandic kennitala", "is_.kennitala", ("d.m.....?=",)),
    Rule("Austrian insurance number", "at.vnr", ("...?d.m...",)),
    Rule("Czech and Slovak rodné číslo", "cz.rc", ("....d....?", "....d....")),
    # With check digits alone
    Rule("Turkish identity number", "tr.tckimlik", (".........??",), ("TR_NATIONAL_ID",), TWO),
    Rule("German tax id", "de.idnr", ("..........?",), ("DE_TAX_ID",), mod_11_10.calc_check_digit),
    Rule("Croatian OIB", "hr.oib", ("..........?", "==..........?")),
    Rule("Italian partita IVA", "it.iva", ("..........?", "==..........?"), ("IT_VAT_CODE",)),
    Rule("Australian business number", "au.abn", ("??.........",), ("AU_ABN",)),
    Rule("Brazilian CNPJ", "br.cnpj", ("........====??",), calculate=TWO),
    Rule("Brazilian CPF", "br.cpf", (".........??",)),
    Rule("Swiss AHV number", "ch.ssn", ("===.........?",)),
    Rule("Thai identity number", "th.pin", ("===.........?",), ("TH_TNIN",), ONE),
    Rule("Indian Aadhaar", "in_.aadhaar", ("...........?",), ("IN_AADHAAR",)),
    Rule("Russian INN", "ru.inn", ("==........??",), calculate="calc_personal_check_digits"),
    Rule("Japanese individual number", "jp.in_", ("...........?",), calculate=ONE),
    Rule("Dominican cédula", "do.cedula", ("===.......?",)),
    Rule(
        "NHS number",
        "gb.nhs",
        ("999......?",),
        ("UK_NHS",),
        check_digits.nhs_check_digit,
        never="999 000 0000 on: the NHS's test numbers",
    ),
    Rule("Ecuadorian cédula", "ec.ci", ("==.......?",)),
    Rule("Polish NIP", "pl.nip", (".........?", "==.........?")),
    Rule("Ukrainian RNTRC", "ua.rntrc", (".........?",), calculate=ONE),
    Rule("South Korean business number", "kr.brn", (".........?",), ("KR_BRN",), check_digits.kr_business_check),
    Rule("Swedish organisationsnummer", "se.orgnr", ("=.o......?",), ("SE_ORGANISATIONSNUMMER",)),
    Rule("Dutch burgerservicenummer", "nl.bsn", ("9999....?",), never="9999: RvIG's test numbers"),
    Rule("Portuguese NIF", "pt.nif", ("=.......?", "===.......?")),
    Rule("Canadian SIN", "ca.sin", ("=.......?",), ("CA_SIN",)),
    Rule("Israeli identity number", "il.idnr", ("........?", ".......?")),
    Rule("Australian company number", "au.acn", ("........?",), ("AU_ACN",), ONE),
    Rule("Australian tax file number", "au.tfn", ("........?", ".......?"), ("AU_TFN",)),
    Rule("German VAT id", "de.vat", ("==........?", "........?"), ("DE_VAT_ID",)),
    Rule("New Zealand IRD number", "nz.ird", ("........?", ".......?"), calculate=ONE),
    # Told by their entity alone: their validators take too much
    Rule("Danish CPR number", "dk.cpr", ("d.m.......",), future=r"^....(?:2[5-9]|[345]\d)[4-9]"),
    Rule("American ITIN", "us.itin", ("=..==....",), ("US_ITIN",), tells=False),
    Rule("American employer number", "us.ein", ("==.......",), ("US_PROVIDER_TAX_ID",), tells=False),
    Rule(
        "American routing number",
        "us.rtn",
        tuple(f"{prefix}......?" for prefix in UNASSIGNED_ROUTING),
        ("ABA_ROUTING_NUMBER",),
        ONE,
        never="prefixes 13 to 20, 33 to 39, 73 to 79, 81 to 89: not given out by the American Bankers Association",
        tells=False,
    ),
    Rule("National Provider Identifier", check_digits.us_npi, ("=........?",), ("US_NPI",), tells=False),
    Rule("Australian Medicare number", check_digits.au_medicare, ("........?.",), ("AU_MEDICARE",), tells=False),
    Rule("Nigerian NIN", check_digits.ng_nin, ("..........?",), ("NG_NIN",), tells=False),
    Rule("German lebenslange Arztnummer", check_digits.de_physician, ("......?..",), ("DE_LANR",), tells=False),
    Rule(
        "German Steuernummer",
        "de.stnr",
        ("..........", "...........", "====........."),
        ("DE_TAX_NUMBER",),
        tells=False,
    ),
    Rule("South African income tax number", "za.tin", ("=........?",), ("ZA_INCOME_TAX_NUMBER",), tells=False),
    Rule("South African VAT number", _shape("za vat"), ("=.........",), ("ZA_VAT_NUMBER",), tells=False),
    Rule(
        "South African company registration",
        _shape("za company"),
        ("====......==",),
        ("ZA_COMPANY_REGISTRATION",),
        tells=False,
    ),
    Rule(
        "British postcode",
        _shape("uk postcode"),
        ("Q....", "Q.....", "Q......"),
        ("UK_POSTCODE",),
        never="areas that begin with Q: Royal Mail has none",
        tells=False,
    ),
    Rule("Canadian postal code", _shape("ca postal code"), ("p.p.p.",), ("CA_POSTAL_CODE",), tells=False),
    Rule("British number plate", _shape("uk plate"), ("..==...",), ("UK_VEHICLE_REGISTRATION",), tells=False),
    Rule(
        "Vehicle identification number",
        check_digits.vin,
        ("90vvvvvv?vvvvvvvv",),
        ("VIN",),
        check_digits.vin_check_digit,
        never="manufacturers 90: ISO 3780 gives it to no country",
        tells=False,
    ),
    Rule(
        "IMEI",
        "imei",
        ("20............?",),
        ("IMEI",),
        luhn.calc_check_digit,
        never="reporting body 20: GSMA TS.06 lists none",
        tells=False,
    ),
)

# Without a check digit, or without one that is known: letters for letters, digits for digits.
SAME_SHAPE = frozenset(
    "DE_BSNR DE_FUEHRERSCHEIN DE_HANDELSREGISTER DE_KFZ DE_PLZ ES_PASSPORT IN_PASSPORT IN_VEHICLE_REGISTRATION "
    "IT_DRIVER_LICENSE IT_IDENTITY_CARD IT_PASSPORT KR_DRIVER_LICENSE KR_PASSPORT NG_VEHICLE_REGISTRATION PH_PASSPORT "
    "PH_TIN PH_UMID TR_LICENSE_PLATE UK_PASSPORT US_BANK_NUMBER US_CLAIM_NUMBER US_DRIVER_LICENSE "
    "US_HEALTH_INSURANCE_MEMBER_ID US_PASSPORT US_PRESCRIPTION_NUMBER US_PRIOR_AUTHORIZATION_NUMBER "
    "US_REFERRAL_NUMBER ZA_DRIVER_LICENSE ZA_LICENSE_PLATE ZA_PASSPORT ZA_TRAFFIC_REGISTER_NUMBER".split()
)
