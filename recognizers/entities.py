"""Entity catalogue: one row for each entity, with everything that the code must know about it.

Names are Presidio's where it has one. Other modules derive their sets of entities with `where`. An entity that only a
policy declares, by a pattern or a dictionary, has the defaults of `Entity`.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

CACHED_ROWS = 1_024  # policies may declare entities of their own
Family = Literal["person", "organization", "place", "contact", "amount", "secret", "number", "other"]


@dataclass(frozen=True, slots=True)
class Entity:
    """The properties of one entity.

    Arguments:
        name: the name in policies, reports and answers.
        family: the subject of the entity, which determines its colour on the review page.
        label: the name on the review page.
        country: Presidio's code of the country that issues the identifier; empty for any country.
        same_as: the general entity of which this is one kind, under which evaluation counts it; empty if it is one itself.
        surrogate: how values are replaced, shifted and generalized: a name in `pipeline.replace.surrogates`.
        reserved: the check that detects surrogates by their range: a name in `pipeline.replace.reserved`; empty if none.
        kept_apart: where two values with the same surrogate get different ones, because surrogates are hashed into a
            small range: in a whole "run", or only in a "document", if a run has too many names for the pool.
        follows_people: whether values show names of people, and surrogates those of their surrogates.
        is_number: whether the values of one shape can be counted; all values of a small domain can be tried.
        is_name: whether models report it as a name, often including an adjacent number by mistake.
        is_date: whether its values are dates, which can be shifted.
        may_stay: whether keeping its values is as strict as shifting them, which only serves intervals to other dates.
        is_secret: whether it is a credential, whose originals the vault does not store.
        is_key: whether a value with digits is certain; "api key: authentication" has none.
        is_structured: whether it may contain names of people and places, and takes precedence over them in overlaps.
        is_loose: whether only the context identifies a value; models report other numbers and words as this entity.
        has_host: whether it is or contains a host.
        is_public: whether a value may be publicly known, such as names and sites of companies.
        may_be_person: whether models report people as this entity by mistake.
        may_be_command: whether models report names of commands, packages and fonts as this entity by mistake.
        may_be_general: whether some values identify nobody: "yesterday", "Norway".
        is_quasi: whether a value identifies a person only in combination with others, such as a postcode.
        distinctive: which values are searched for in the rest of a run: every "value" of sufficient length, only a
            "full_name", or "never".
        certain_mentions: whether further mentions in the document are certain; a name may be part of a longer one.
        digits_may_follow: whether a mention may be followed by digits: "aruiz" is found in "aruiz84".
        by_digits: whether a value is also searched for by its digits, with any separators.
        spelled: the forms of a value: a name in `recognizers.lexicon.spellings`; empty for the value only.
        type_tags: the leading letters of an identifier that name its type; None for all known tags.
        learns_shape: whether a labelled value teaches the shape of the others, which are then found without a label.
        options: the policy rule options that apply to this entity and only a few others.
        columns: normalized names of columns and keys that declare the entity.
        given_columns, family_columns: normalized names of columns and keys that declare a part of a name.
    """

    name: str
    family: Family
    label: str
    country: str = ""
    same_as: str = ""
    surrogate: str = "number"
    reserved: str = ""
    kept_apart: Literal["run", "document", ""] = ""
    follows_people: bool = False
    is_number: bool = True
    is_name: bool = False
    is_date: bool = False
    may_stay: bool = False
    is_secret: bool = False
    is_key: bool = False
    is_structured: bool = False
    is_loose: bool = False
    has_host: bool = False
    is_public: bool = False
    may_be_person: bool = False
    may_be_command: bool = False
    may_be_general: bool = False
    is_quasi: bool = False
    distinctive: Literal["value", "full_name", "never"] = "value"
    certain_mentions: bool = True
    digits_may_follow: bool = False
    by_digits: bool = True
    spelled: str = ""
    type_tags: str | None = None
    learns_shape: bool = False
    options: str = ""
    columns: str = ""
    given_columns: str = ""
    family_columns: str = ""


# fmt: off
CATALOGUE = (
    Entity("PERSON", "person", "Person", surrogate="person", is_number=False, is_name=True, follows_people=True, distinctive="full_name", certain_mentions=False, by_digits=False, spelled="person", columns="full_name fullname customer_name contact_name patient_name employee_name client_name account_holder cardholder cardholder_name card_holder recipient_name sender_name requester_name person_name display_name", given_columns="first_name given_name fname forename firstname givenname", family_columns="last_name family_name surname lname lastname familyname"),
    Entity("NRP", "person", "NRP", is_number=False, is_loose=True, distinctive="never", certain_mentions=False, by_digits=False, is_quasi=True, columns="nationality citizenship ethnicity ethnic_group ethnic_origin race religion faith political_party political_affiliation party_affiliation trade_union union_membership"),
    Entity("AGE", "person", "Age", surrogate="age", is_number=False, is_loose=True, distinctive="never", certain_mentions=False, by_digits=False, is_quasi=True),
    Entity("TITLE", "person", "Title", is_number=False, is_name=True, is_quasi=True),
    Entity("JOB_TITLE", "person", "Job title", surrogate="job", is_number=False, is_name=True, is_quasi=True, columns="job_title jobtitle occupation profession"),
    Entity("USERNAME", "person", "Username", may_be_command=True, surrogate="username", is_number=False, kept_apart="document", follows_people=True, digits_may_follow=True, certain_mentions=False, type_tags="", columns="username user_name login login_name user_id userid handle screen_name"),
    Entity("ORGANIZATION", "organization", "Organization", surrogate="organization", is_number=False, kept_apart="document", is_name=True, may_be_person=True, is_public=True, distinctive="full_name", certain_mentions=False, by_digits=False, spelled="organization", is_quasi=True, columns="company company_name employer organization organisation"),
    Entity("PROJECT_CODENAME", "organization", "Project codename", may_be_command=True, surrogate="codename", is_number=False, kept_apart="document"),
    Entity("LOCATION", "place", "Location", surrogate="place", is_number=False, is_name=True, may_be_person=True, may_be_general=True, kept_apart="run", distinctive="never", certain_mentions=False, by_digits=False, is_quasi=True, columns="city town"),
    Entity("ADDRESS", "place", "Address", surrogate="address", is_number=False, kept_apart="document", is_structured=True, by_digits=False, spelled="address", columns="address street street_address full_address address_line address_line1 address_line2 address1 address2 home_address postal_address mailing_address street_name"),
    Entity("ZIP_CODE", "place", "Zip", surrogate="zip", reserved="postcode", distinctive="never", is_quasi=True, columns="zip zip_code zipcode postcode postal_code postalcode"),
    Entity("GEO_COORDINATES", "place", "Geo coordinates", surrogate="geo", is_number=False, by_digits=False, is_quasi=True, columns="coordinates geo_coordinates gps lat lon lng latitude longitude lat_lng latlng"),
    Entity("EMAIL_ADDRESS", "contact", "Email address", surrogate="email", is_number=False, kept_apart="document", is_structured=True, follows_people=True, has_host=True, reserved="host", by_digits=False, spelled="email", columns="email e_mail email_address mail_address emailaddress"),
    Entity("PHONE_NUMBER", "contact", "Phone number", surrogate="phone", kept_apart="run", reserved="phone", columns="phone phone_number telephone tel mobile mobile_number cell cell_phone fax fax_number phonenumber"),
    Entity("URL", "contact", "URL", surrogate="link", is_number=False, is_structured=True, follows_people=True, has_host=True, is_public=True, reserved="host", certain_mentions=False, by_digits=False, spelled="host", columns="website homepage"),
    Entity("DOMAIN_NAME", "contact", "Domain name", same_as="URL", surrogate="domain", is_number=False, kept_apart="document", has_host=True, is_public=True, reserved="host", certain_mentions=False, by_digits=False, spelled="host"),
    Entity("HOSTNAME", "contact", "Hostname", may_be_command=True, surrogate="host", is_number=False, kept_apart="document", has_host=True, is_public=True, by_digits=False, spelled="host", columns="hostname host_name"),
    Entity("IP_ADDRESS", "contact", "IP address", surrogate="ip", is_number=False, kept_apart="run", has_host=True, reserved="ip", by_digits=False, columns="ip ip_address ipaddress remote_addr client_ip"),
    Entity("MAC_ADDRESS", "contact", "MAC address", surrogate="mac", is_number=False, columns="mac mac_address"),
    Entity("DATE_TIME", "amount", "Date or time", surrogate="date", is_number=False, is_date=True, is_loose=True, may_be_general=True, distinctive="never", certain_mentions=False, options="day_first time before"),
    Entity("DATE_OF_BIRTH", "amount", "Date of birth", surrogate="date", is_number=False, is_date=True, may_be_general=True, distinctive="never", options="day_first time before", is_quasi=True, columns="dob date_of_birth birth_date birthdate birthday"),
    Entity("TIMESTAMP", "amount", "Timestamp", surrogate="date", is_number=False, is_date=True, may_stay=True, distinctive="never", certain_mentions=False, options="day_first time before"),
    Entity("MONEY", "amount", "Money", surrogate="amount", is_number=False, is_loose=True, distinctive="never", certain_mentions=False, by_digits=False, options="percent", columns="salary base_salary annual_salary monthly_salary gross_salary net_salary wage gehalt salaire sueldo stipendio pensja"),
    Entity("CRYPTO", "secret", "Crypto", surrogate="secret", is_number=False, is_secret=True),
    Entity("API_KEY", "secret", "API key", same_as="SECRET", surrogate="secret", is_number=False, is_secret=True, is_key=True, columns="api_key apikey access_key"),
    Entity("SECRET", "secret", "Secret", surrogate="secret", is_number=False, is_secret=True, is_key=True, columns="secret client_secret private_key access_token refresh_token auth_token"),
    Entity("PASSWORD", "secret", "Password", same_as="SECRET", surrogate="secret", is_number=False, is_secret=True, columns="password passwd pwd passphrase"),
    Entity("UUID", "number", "UUID", surrogate="hexadecimal", is_number=False),
    Entity("CREDIT_CARD", "number", "Credit card", surrogate="card", kept_apart="run", reserved="card", columns="credit_card credit_card_number card_number cc_number ccnumber pan"),
    Entity("IBAN_CODE", "number", "IBAN", surrogate="iban", kept_apart="run", reserved="iban", columns="iban"),
    Entity("BANK_ACCOUNT", "number", "Bank account", surrogate="bank_account", columns="account_number bank_account bank_account_number"),
    Entity("CUSTOMER_ID", "number", "Customer ID", learns_shape=True, columns="customer_id customer_number account_id client_id member_id customerid loyalty_number"),
    Entity("ORDER_ID", "number", "Order ID", learns_shape=True, columns="order_id order_number order_no orderid invoice_id invoice_number tracking_number"),
    Entity("EMPLOYEE_ID", "number", "Employee ID", may_be_command=True, learns_shape=True, type_tags="emp employee id no nr", columns="employee_id employee_number staff_id badge_number"),
    Entity("NATIONAL_ID", "number", "National ID", surrogate="any_id", type_tags="", columns="national_id national_insurance_number tax_id tin id_number"),
    Entity("TAX_ID", "number", "Tax ID", same_as="NATIONAL_ID", surrogate="any_id", type_tags=""),
    Entity("PASSPORT", "number", "Passport", type_tags="", columns="passport passport_number passport_no"),
    Entity("DRIVER_LICENSE", "number", "Driver license", type_tags="", columns="driver_license drivers_license driving_licence license_number"),
    Entity("LICENSE_PLATE", "number", "License plate", type_tags="", columns="license_plate plate_number"),
    Entity("VIN", "number", "VIN", type_tags="", columns="vin"),
    Entity("IMEI", "number", "IMEI", kept_apart="run", columns="imei"),
    Entity("MEDICAL_RECORD_NUMBER", "number", "Medical record number", learns_shape=True, type_tags="mrn", columns="mrn medical_record_number patient_id"),
    Entity("HEALTH_INSURANCE_ID", "number", "Health insurance ID", learns_shape=True),
    Entity("DEVICE_SERIAL", "number", "Device serial", columns="device_serial device_serial_number"),
    Entity("DICTIONARY_TERM", "other", "Dictionary term", surrogate="codename", is_number=False, kept_apart="document"),
    Entity("AU_ABN", "number", "AU ABN", same_as="NATIONAL_ID", country="au"),
    Entity("AU_ACN", "number", "AU ACN", same_as="NATIONAL_ID", country="au"),
    Entity("AU_MEDICARE", "number", "AU medicare", same_as="HEALTH_INSURANCE_ID", country="au"),
    Entity("AU_TFN", "number", "AU TFN", same_as="NATIONAL_ID", country="au"),
    Entity("CA_POSTAL_CODE", "place", "CA postal", same_as="ZIP_CODE", country="ca", surrogate="postcode", is_quasi=True),
    Entity("CA_SIN", "number", "CA SIN", same_as="NATIONAL_ID", country="ca"),
    Entity("DE_BSNR", "number", "DE BSNR", country="de"),
    Entity("DE_FUEHRERSCHEIN", "number", "DE fuehrerschein", same_as="DRIVER_LICENSE", country="de"),
    Entity("DE_HANDELSREGISTER", "number", "DE handelsregister", same_as="NATIONAL_ID", country="de"),
    Entity("DE_HEALTH_INSURANCE", "number", "DE health insurance", same_as="HEALTH_INSURANCE_ID", country="de"),
    Entity("DE_ID_CARD", "number", "DE ID card", same_as="NATIONAL_ID", country="de"),
    Entity("DE_KFZ", "number", "DE KFZ", same_as="LICENSE_PLATE", country="de", type_tags=""),
    Entity("DE_LANR", "number", "DE LANR", same_as="EMPLOYEE_ID", country="de"),
    Entity("DE_PASSPORT", "number", "DE passport", same_as="PASSPORT", country="de"),
    Entity("DE_PLZ", "place", "DE PLZ", same_as="ZIP_CODE", country="de", surrogate="postcode", is_quasi=True),
    Entity("DE_SOCIAL_SECURITY", "number", "DE social security", same_as="NATIONAL_ID", country="de"),
    Entity("DE_TAX_ID", "number", "DE tax ID", same_as="NATIONAL_ID", country="de"),
    Entity("DE_TAX_NUMBER", "number", "DE tax number", same_as="NATIONAL_ID", country="de"),
    Entity("DE_VAT_ID", "number", "DE VAT ID", same_as="NATIONAL_ID", country="de"),
    Entity("ES_NIE", "number", "ES NIE", same_as="NATIONAL_ID", country="es"),
    Entity("ES_NIF", "number", "ES NIF", same_as="NATIONAL_ID", country="es"),
    Entity("ES_PASSPORT", "number", "ES passport", same_as="PASSPORT", country="es"),
    Entity("FI_PERSONAL_IDENTITY_CODE", "number", "FI personal identity", same_as="NATIONAL_ID", country="fi"),
    Entity("IN_AADHAAR", "number", "IN aadhaar", same_as="NATIONAL_ID", country="in"),
    Entity("IN_GSTIN", "number", "IN GSTIN", same_as="NATIONAL_ID", country="in"),
    Entity("IN_PAN", "number", "IN PAN", same_as="NATIONAL_ID", country="in"),
    Entity("IN_PASSPORT", "number", "IN passport", same_as="PASSPORT", country="in"),
    Entity("IN_VEHICLE_REGISTRATION", "number", "IN vehicle registration", same_as="LICENSE_PLATE", country="in", type_tags=""),
    Entity("IN_VOTER", "number", "IN voter", same_as="NATIONAL_ID", country="in"),
    Entity("IT_DRIVER_LICENSE", "number", "IT driver license", same_as="DRIVER_LICENSE", country="it"),
    Entity("IT_FISCAL_CODE", "number", "IT fiscal", same_as="NATIONAL_ID", country="it"),
    Entity("IT_IDENTITY_CARD", "number", "IT identity card", same_as="NATIONAL_ID", country="it"),
    Entity("IT_PASSPORT", "number", "IT passport", same_as="PASSPORT", country="it"),
    Entity("IT_VAT_CODE", "number", "IT VAT", same_as="NATIONAL_ID", country="it"),
    Entity("KR_BRN", "number", "KR BRN", same_as="NATIONAL_ID", country="kr"),
    Entity("KR_DRIVER_LICENSE", "number", "KR driver license", same_as="DRIVER_LICENSE", country="kr"),
    Entity("KR_FRN", "number", "KR FRN", same_as="NATIONAL_ID", country="kr"),
    Entity("KR_PASSPORT", "number", "KR passport", same_as="PASSPORT", country="kr"),
    Entity("KR_RRN", "number", "KR RRN", same_as="NATIONAL_ID", country="kr"),
    Entity("NG_NIN", "number", "NG NIN", same_as="NATIONAL_ID", country="ng"),
    Entity("NG_VEHICLE_REGISTRATION", "number", "NG vehicle registration", same_as="LICENSE_PLATE", country="ng", type_tags=""),
    Entity("PH_PASSPORT", "number", "PH passport", same_as="PASSPORT", country="ph"),
    Entity("PH_TIN", "number", "PH TIN", same_as="NATIONAL_ID", country="ph"),
    Entity("PH_UMID", "number", "PH UMID", same_as="NATIONAL_ID", country="ph"),
    Entity("PL_PESEL", "number", "PL PESEL", same_as="NATIONAL_ID", country="pl"),
    Entity("SE_ORGANISATIONSNUMMER", "number", "SE organisationsnummer", same_as="NATIONAL_ID", country="se"),
    Entity("SE_PERSONNUMMER", "number", "SE personnummer", same_as="NATIONAL_ID", country="se"),
    Entity("SG_NRIC_FIN", "number", "SG NRIC FIN", same_as="NATIONAL_ID", country="sg"),
    Entity("SG_UEN", "number", "SG UEN", same_as="NATIONAL_ID", country="sg"),
    Entity("TH_TNIN", "number", "TH TNIN", same_as="NATIONAL_ID", country="th"),
    Entity("TR_LICENSE_PLATE", "number", "TR license plate", same_as="LICENSE_PLATE", country="tr", type_tags=""),
    Entity("TR_NATIONAL_ID", "number", "TR national ID", same_as="NATIONAL_ID", country="tr"),
    Entity("UK_DRIVING_LICENCE", "number", "UK driving licence", same_as="DRIVER_LICENSE", country="uk"),
    Entity("UK_NHS", "number", "UK NHS", same_as="MEDICAL_RECORD_NUMBER", country="uk", kept_apart="run", columns="nhs_number"),
    Entity("UK_NINO", "number", "UK NINO", same_as="NATIONAL_ID", country="uk"),
    Entity("UK_PASSPORT", "number", "UK passport", same_as="PASSPORT", country="uk"),
    Entity("UK_POSTCODE", "place", "UK postcode", same_as="ZIP_CODE", country="uk", surrogate="postcode", is_quasi=True),
    Entity("UK_VEHICLE_REGISTRATION", "number", "UK vehicle registration", same_as="LICENSE_PLATE", country="uk", type_tags=""),
    Entity("ABA_ROUTING_NUMBER", "number", "ABA routing number", same_as="BANK_ACCOUNT", country="us", kept_apart="run", columns="routing_number aba"),
    Entity("MEDICAL_LICENSE", "number", "Medical license", same_as="EMPLOYEE_ID", country="us"),
    Entity("US_BANK_NUMBER", "number", "US bank number", same_as="BANK_ACCOUNT", country="us"),
    Entity("US_CLAIM_NUMBER", "number", "US claim number", same_as="ORDER_ID", country="us"),
    Entity("US_DRIVER_LICENSE", "number", "US driver license", same_as="DRIVER_LICENSE", country="us"),
    Entity("US_HEALTH_INSURANCE_MEMBER_ID", "number", "US health insurance member ID", same_as="HEALTH_INSURANCE_ID", country="us"),
    Entity("US_ITIN", "number", "US ITIN", same_as="NATIONAL_ID", country="us", kept_apart="run"),
    Entity("US_MBI", "number", "US MBI", same_as="HEALTH_INSURANCE_ID", country="us"),
    Entity("US_NPI", "number", "US NPI", same_as="EMPLOYEE_ID", country="us"),
    Entity("US_PASSPORT", "number", "US passport", same_as="PASSPORT", country="us"),
    Entity("US_PRESCRIPTION_NUMBER", "number", "US prescription number", country="us"),
    Entity("US_PRIOR_AUTHORIZATION_NUMBER", "number", "US prior authorization number", same_as="ORDER_ID", country="us"),
    Entity("US_PROVIDER_TAX_ID", "number", "US provider tax ID", same_as="NATIONAL_ID", country="us"),
    Entity("US_REFERRAL_NUMBER", "number", "US referral number", same_as="ORDER_ID", country="us"),
    Entity("US_SSN", "number", "US SSN", country="us", surrogate="ssn", kept_apart="run", reserved="ssn", columns="ssn social_security_number social_security"),
    Entity("ZA_COMPANY_REGISTRATION", "number", "ZA company registration", same_as="NATIONAL_ID", country="za"),
    Entity("ZA_DRIVER_LICENSE", "number", "ZA driver license", same_as="DRIVER_LICENSE", country="za"),
    Entity("ZA_ID_NUMBER", "number", "ZA ID number", same_as="NATIONAL_ID", country="za"),
    Entity("ZA_INCOME_TAX_NUMBER", "number", "ZA income tax number", same_as="NATIONAL_ID", country="za"),
    Entity("ZA_LICENSE_PLATE", "number", "ZA license plate", same_as="LICENSE_PLATE", country="za", type_tags=""),
    Entity("ZA_MOBILE_NUMBER", "contact", "ZA mobile number", same_as="PHONE_NUMBER", country="za", surrogate="phone"),
    Entity("ZA_PASSPORT", "number", "ZA passport", same_as="PASSPORT", country="za"),
    Entity("ZA_TELEPHONE_NUMBER", "contact", "ZA telephone number", same_as="PHONE_NUMBER", country="za", surrogate="phone"),
    Entity("ZA_TRAFFIC_REGISTER_NUMBER", "number", "ZA traffic register number", same_as="NATIONAL_ID", country="za"),
    Entity("ZA_VAT_NUMBER", "number", "ZA VAT number", same_as="NATIONAL_ID", country="za"),
)
# fmt: on

BY_NAME = {row.name: row for row in CATALOGUE}
KNOWN = frozenset(BY_NAME)
COUNTRIES = frozenset(row.country for row in CATALOGUE if row.country)
CAPITALS = frozenset(word for row in CATALOGUE for word in row.label.split() if word.isupper())


def where(**attributes: object) -> frozenset[str]:
    """Return the names of the entities whose attributes have the given values."""
    wanted = attributes.items()
    return frozenset(row.name for row in CATALOGUE if all(getattr(row, name) == value for name, value in wanted))


@lru_cache(CACHED_ROWS)
def row_of(name: str) -> Entity:
    """Return the row of an entity; a row of defaults for an entity that only a policy declares."""
    return BY_NAME.get(name) or Entity(name, "other", _label(name))


def general(name: str) -> str:
    """Return the general entity that an entity is a kind of; its own name if there is none."""
    return row_of(name).same_as or name


def _label(name: str) -> str:
    """Return the name in words: "BADGE_ID" becomes "Badge ID"."""
    label = " ".join(word if word in CAPITALS else word.lower() for word in name.split("_"))
    return label[:1].upper() + label[1:]


LOOSE = where(is_loose=True)
DATES = where(is_date=True)
SECRETS = where(is_secret=True)
