"""National id formats: the validator of each id, the characters that stay, and a range that was never issued."""

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

# A mask has a mark for each letter or digit of an id: "." is permuted among all letters or digits, "=" stays, "?" is a
# check digit, a digit or capital is fixed by the range that was never issued. These marks have a smaller alphabet:
ALPHABETS = {
    "b": "BCDFGHJKLMNPQRSTVWXYZ",  # consonants of a name
    "d": "0123",  # the tens of a day
    "e": "ABCDEHLMPRST",  # the months of Italy
    "f": "01234567",  # the tens of a day, which is 40 higher for women
    "i": "CFGHJKLMNPRTVWXYZ",  # ICAO's letters
    "m": "01",  # the tens of a month
    "o": "23456789",  # the third digit of a Swedish organization number, which cannot be a month
    "p": "ABCEGHJKLMNPRSTVXY",  # letters of Canadian and British codes
    "q": "ABCD",
    "v": check_digits.VIN_LETTERS,
    "u": "ACDEFGHJKMNPQRTUVWXY",  # letters of a Medicare beneficiary
}


@dataclass(frozen=True, slots=True)
class IdFormat:
    """The format of one national id.

    Arguments:
        name: the common name of the id.
        valid: the module of python-stdnum that validates it, or a function of ours.
        masks: one mask per length, or several that differ in a range that was never issued.
        entities: the entities under which recognizers report the id.
        calculate: the function of the module, or of ours, that returns the check digits of a body; without one, all
            check digits are tried.
        never: the range that was never issued, with its source; empty if the validator accepts no such range.
        future: regular expression for ids of people who are not yet born. Validators compare such ids with the current
            date, so surrogates exclude them.
        is_strict: whether the validator is strict enough to identify ids of an unknown kind.
    """

    name: str
    valid: str | Callable[[str], bool]
    masks: tuple[str, ...]
    entities: tuple[str, ...] = ()
    calculate: str | Callable[[str], str] = ""
    never: str = ""
    future: str = ""
    is_strict: bool = True

    @property
    def reserved(self) -> bool:
        """Whether surrogates come from a range that was never issued."""
        return any(mark in DIGITS or mark in LETTERS for mark in self.masks[0])

    @property
    def validator_name(self) -> str:
        """The name of the validator."""
        if isinstance(self.valid, str):
            return f"stdnum.{self.valid}"
        return self.valid.__name__ if not isinstance(self.valid, partial) else "shape"

    def masks_of(self, length: int) -> tuple[str, ...]:
        """Return the masks for ids with `length` letters and digits."""
        return tuple(mask for mask in self.masks if len(mask) == length)

    def validator(self) -> Callable[[str], bool]:
        """Return the function that validates an id."""
        return _module(self.valid).is_valid if isinstance(self.valid, str) else self.valid

    def calculator(self) -> Callable[[str], str] | None:
        """Return the function that computes the check digits of a body, or None."""
        if callable(self.calculate):
            return self.calculate
        if not self.calculate or not isinstance(self.valid, str):
            return None
        return getattr(_module(self.valid), self.calculate)  # type: ignore[no-any-return]

    def is_future(self, text: str) -> bool:
        """Return whether an id would belong to a person who is not yet born."""
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


CHECK_DIGIT, CHECK_DIGITS = "calc_check_digit", "calc_check_digits"
# The American Bankers Association assigned 00 to 12 (Federal Reserve districts), 21 to 32 and 61 to 72 (thrift
# institutions and electronic transactions) and 80 (traveler's cheques). Recognizers reject the first digits 4, 5 and 9.
UNASSIGNED_ROUTING = (*range(13, 21), *range(33, 40), *range(73, 80), *range(81, 90))

# Sorted by strictness: an id of an unknown kind has the first format whose validator accepts it.
ID_FORMATS = (
    # With letters
    IdFormat(
        "Italian codice fiscale",
        "it.codicefiscale",
        ("bbbbbb..ef.M9..?",),
        ("IT_FISCAL_CODE",),
        CHECK_DIGIT,
        never="places M900 to M999: Agenzia delle Entrate's codes of municipalities end below M500",
    ),
    IdFormat("Mexican CURP", "mx.curp", ("bbbb..m.d.===bbb=?",), calculate=CHECK_DIGIT),
    IdFormat("Mexican RFC", "mx.rfc", ("bbbb..m.d...?", "bbb..m.d...?"), calculate=CHECK_DIGIT),
    IdFormat("Indian GSTIN", "in_.gstin", ("==...=......==?",), ("IN_GSTIN",)),
    IdFormat("Indian PAN", "in_.pan", ("...=......",), ("IN_PAN",)),
    IdFormat("Indian voter id (EPIC)", "in_.epic", (".........?",), ("IN_VOTER",)),
    IdFormat("Finnish henkilötunnus", "fi.hetu", ("d.m......?", "d.m...=...?"), ("FI_PERSONAL_IDENTITY_CODE",)),
    IdFormat("Spanish NIE", "es.nie", ("=.......?",), ("ES_NIE", "ES_NIF"), CHECK_DIGIT),
    IdFormat("Spanish DNI", "es.dni", ("........?",), ("ES_NIF",), CHECK_DIGIT),
    IdFormat("Spanish CIF", "es.cif", ("=.......?",), ("ES_NIF",)),
    IdFormat("Irish PPS number", "ie.pps", (".......?", ".......?=")),
    IdFormat("Singaporean NRIC and FIN", check_digits.sg_nric, ("=.......?",), ("SG_NRIC_FIN",)),
    IdFormat("Singaporean UEN", "sg.uen", ("........?", "====.....?"), ("SG_UEN",)),
    IdFormat(
        "German Krankenversichertennummer", check_digits.de_health_insurance, (".........?",), ("DE_HEALTH_INSURANCE",)
    ),
    IdFormat(
        "German Rentenversicherungsnummer", check_digits.de_social_security, ("..d.m......?",), ("DE_SOCIAL_SECURITY",)
    ),
    IdFormat(
        "German identity card and passport", check_digits.icao_document, ("iiiiiiii?",), ("DE_ID_CARD", "DE_PASSPORT")
    ),
    IdFormat(
        "British National Insurance number",
        _shape("nino"),
        ("PP......q",),
        ("UK_NINO",),
        never="prefix PP: administrative, given to no person (HMRC, NIM39110)",
    ),
    IdFormat("British driving licence", _shape("uk driving licence"), ("bbbbb...d.......",), ("UK_DRIVING_LICENCE",)),
    IdFormat("Medicare beneficiary identifier", _shape("mbi"), (".uu.uu.uu..",), ("US_MBI",)),
    IdFormat("DEA registration", check_digits.us_dea, ("=.......?",), ("MEDICAL_LICENSE",)),
    IdFormat("Argentine CUIT", "ar.cuit", ("==........?",), calculate=CHECK_DIGIT),
    IdFormat("Chilean RUT", "cl.rut", (".......?", "........?"), calculate=CHECK_DIGIT),
    IdFormat("Portuguese cartão de cidadão", "pt.cc", ("...........?",), calculate=CHECK_DIGIT),
    IdFormat("Venezuelan RIF", "ve.rif", ("=........?",), calculate=CHECK_DIGIT),
    # With a date of birth
    IdFormat("Chinese resident identity number", "cn.ric", ("========..m.d....?",)),
    IdFormat(
        "French NIR",
        "fr.nir",
        ("=..m.00......??",),
        calculate=CHECK_DIGITS,
        never="department 00: INSEE's code officiel géographique begins at 01",
    ),
    IdFormat("South African identity number", "za.idnr", ("..m.d.....==?",), ("ZA_ID_NUMBER",)),
    IdFormat(
        "South Korean resident registration number", "kr.rrn", ("..m.d.=.....?",), ("KR_RRN", "KR_FRN"), CHECK_DIGIT
    ),
    IdFormat("Romanian CNP", "ro.cnp", ("=..m.d.==...?",), calculate=CHECK_DIGIT),
    IdFormat("Slovenian EMŠO", "si.emso", ("d.m.........?",), calculate=CHECK_DIGIT),
    IdFormat(
        "Swedish personnummer",
        "se.personnummer",
        ("..m.d.98.?", "==..m.d.98.?"),
        ("SE_PERSONNUMMER",),
        never="birth numbers 980 to 989: Skatteverket's test numbers",
    ),
    IdFormat(
        "Polish PESEL",
        "pl.pesel",
        ("..6.d.....?", "..7.d.....?"),
        ("PL_PESEL",),
        CHECK_DIGIT,
        never="months 61 to 72, those born from 2200 to 2299 (ustawa o ewidencji ludności)",
    ),
    IdFormat(
        "Estonian isikukood",
        "ee.ik",
        ("7..m.d....?", "8..m.d....?"),
        calculate=CHECK_DIGIT,
        never="first digits 7 and 8, those born from 2100 to 2199",
    ),
    IdFormat(
        "Norwegian fødselsnummer",
        "no.fodselsnummer",
        ("d.m......??",),
        calculate=_norwegian,
        future=r"^....(?:2[5-9]|3\d)[5-9]",
    ),
    IdFormat("Lithuanian asmens kodas", "lt.asmens", ("=..m.d....?",), calculate=CHECK_DIGIT),
    IdFormat("Bulgarian EGN", "bg.egn", ("....d....?",), calculate=CHECK_DIGIT),
    IdFormat("Belgian national number", "be.nn", ("..m.d....??",), future=r"^(?:2[5-9]|3\d)"),
    IdFormat("Greek AMKA", "gr.amka", ("d.m.......?",)),
    IdFormat("Latvian personal code", "lv.pvn", ("d.m.......?",)),
    IdFormat("Icelandic kennitala", "is_.kennitala", ("d.m.....?=",)),
    IdFormat("Austrian insurance number", "at.vnr", ("...?d.m...",)),
    IdFormat("Czech and Slovak rodné číslo", "cz.rc", ("....d....?", "....d....")),
    # With check digits alone
    IdFormat("Turkish identity number", "tr.tckimlik", (".........??",), ("TR_NATIONAL_ID",), CHECK_DIGITS),
    IdFormat("German tax id", "de.idnr", ("..........?",), ("DE_TAX_ID",), mod_11_10.calc_check_digit),
    IdFormat("Croatian OIB", "hr.oib", ("..........?", "==..........?")),
    IdFormat("Italian partita IVA", "it.iva", ("..........?", "==..........?"), ("IT_VAT_CODE",)),
    IdFormat("Australian business number", "au.abn", ("??.........",), ("AU_ABN",)),
    IdFormat("Brazilian CNPJ", "br.cnpj", ("........====??",), calculate=CHECK_DIGITS),
    IdFormat("Brazilian CPF", "br.cpf", (".........??",)),
    IdFormat("Swiss AHV number", "ch.ssn", ("===.........?",)),
    IdFormat("Thai identity number", "th.pin", ("===.........?",), ("TH_TNIN",), CHECK_DIGIT),
    IdFormat("Indian Aadhaar", "in_.aadhaar", ("...........?",), ("IN_AADHAAR",)),
    IdFormat("Russian INN", "ru.inn", ("==........??",), calculate="calc_personal_check_digits"),
    IdFormat("Japanese individual number", "jp.in_", ("...........?",), calculate=CHECK_DIGIT),
    IdFormat("Dominican cédula", "do.cedula", ("===.......?",)),
    IdFormat(
        "NHS number",
        "gb.nhs",
        ("999......?",),
        ("UK_NHS",),
        check_digits.nhs_check_digit,
        never="999 000 0000 on: the NHS's test numbers",
    ),
    IdFormat("Ecuadorian cédula", "ec.ci", ("==.......?",)),
    IdFormat("Polish NIP", "pl.nip", (".........?", "==.........?")),
    IdFormat("Ukrainian RNTRC", "ua.rntrc", (".........?",), calculate=CHECK_DIGIT),
    IdFormat("South Korean business number", "kr.brn", (".........?",), ("KR_BRN",), check_digits.kr_business_check),
    IdFormat("Swedish organisationsnummer", "se.orgnr", ("=.o......?",), ("SE_ORGANISATIONSNUMMER",)),
    IdFormat("Dutch burgerservicenummer", "nl.bsn", ("9999....?",), never="9999: RvIG's test numbers"),
    IdFormat("Portuguese NIF", "pt.nif", ("=.......?", "===.......?")),
    IdFormat("Canadian SIN", "ca.sin", ("=.......?",), ("CA_SIN",)),
    IdFormat("Israeli identity number", "il.idnr", ("........?", ".......?")),
    IdFormat("Australian company number", "au.acn", ("........?",), ("AU_ACN",), CHECK_DIGIT),
    IdFormat("Australian tax file number", "au.tfn", ("........?", ".......?"), ("AU_TFN",)),
    IdFormat("German VAT id", "de.vat", ("==........?", "........?"), ("DE_VAT_ID",)),
    IdFormat("New Zealand IRD number", "nz.ird", ("........?", ".......?"), calculate=CHECK_DIGIT),
    # Identified by their entity only, since their validators accept too many numbers
    IdFormat("Danish CPR number", "dk.cpr", ("d.m.......",), future=r"^....(?:2[5-9]|[345]\d)[4-9]"),
    IdFormat("American ITIN", "us.itin", ("=..==....",), ("US_ITIN",), is_strict=False),
    IdFormat("American employer number", "us.ein", ("==.......",), ("US_PROVIDER_TAX_ID",), is_strict=False),
    IdFormat(
        "American routing number",
        "us.rtn",
        tuple(f"{prefix}......?" for prefix in UNASSIGNED_ROUTING),
        ("ABA_ROUTING_NUMBER",),
        CHECK_DIGIT,
        never="prefixes 13 to 20, 33 to 39, 73 to 79, 81 to 89: not given out by the American Bankers Association",
        is_strict=False,
    ),
    IdFormat("National Provider Identifier", check_digits.us_npi, ("=........?",), ("US_NPI",), is_strict=False),
    IdFormat(
        "Australian Medicare number", check_digits.au_medicare, ("........?.",), ("AU_MEDICARE",), is_strict=False
    ),
    IdFormat("Nigerian NIN", check_digits.ng_nin, ("..........?",), ("NG_NIN",), is_strict=False),
    IdFormat("German lebenslange Arztnummer", check_digits.de_physician, ("......?..",), ("DE_LANR",), is_strict=False),
    IdFormat(
        "German Steuernummer",
        "de.stnr",
        ("..........", "...........", "====........."),
        ("DE_TAX_NUMBER",),
        is_strict=False,
    ),
    IdFormat("South African income tax number", "za.tin", ("=........?",), ("ZA_INCOME_TAX_NUMBER",), is_strict=False),
    IdFormat("South African VAT number", _shape("za vat"), ("=.........",), ("ZA_VAT_NUMBER",), is_strict=False),
    IdFormat(
        "South African company registration",
        _shape("za company"),
        ("====......==",),
        ("ZA_COMPANY_REGISTRATION",),
        is_strict=False,
    ),
    IdFormat(
        "British postcode",
        _shape("uk postcode"),
        ("Q....", "Q.....", "Q......"),
        ("UK_POSTCODE",),
        never="areas that begin with Q: Royal Mail has none",
        is_strict=False,
    ),
    IdFormat("Canadian postal code", _shape("ca postal code"), ("p.p.p.",), ("CA_POSTAL_CODE",), is_strict=False),
    IdFormat("British number plate", _shape("uk plate"), ("..==...",), ("UK_VEHICLE_REGISTRATION",), is_strict=False),
    IdFormat(
        "Vehicle identification number",
        check_digits.vin,
        ("90vvvvvv?vvvvvvvv",),
        ("VIN",),
        check_digits.vin_check_digit,
        never="manufacturers 90: ISO 3780 gives it to no country",
        is_strict=False,
    ),
    IdFormat(
        "IMEI",
        "imei",
        ("20............?",),
        ("IMEI",),
        luhn.calc_check_digit,
        never="reporting body 20: GSMA TS.06 lists none",
        is_strict=False,
    ),
)

# Ids without a known check digit: letters are replaced by letters, digits by digits.
SAME_SHAPE = frozenset(
    "DE_BSNR DE_FUEHRERSCHEIN DE_HANDELSREGISTER DE_KFZ DE_PLZ ES_PASSPORT IN_PASSPORT IN_VEHICLE_REGISTRATION "
    "IT_DRIVER_LICENSE IT_IDENTITY_CARD IT_PASSPORT KR_DRIVER_LICENSE KR_PASSPORT NG_VEHICLE_REGISTRATION PH_PASSPORT "
    "PH_TIN PH_UMID TR_LICENSE_PLATE UK_PASSPORT US_BANK_NUMBER US_CLAIM_NUMBER US_DRIVER_LICENSE "
    "US_HEALTH_INSURANCE_MEMBER_ID US_PASSPORT US_PRESCRIPTION_NUMBER US_PRIOR_AUTHORIZATION_NUMBER "
    "US_REFERRAL_NUMBER ZA_DRIVER_LICENSE ZA_LICENSE_PLATE ZA_PASSPORT ZA_TRAFFIC_REGISTER_NUMBER".split()
)
