"""Columns and keys whose name declares what their values are."""

from collections.abc import Sequence

import regex

from pipeline.records.model import FREE_TEXT, KEEP, ReadOptions
from pipeline.text.document import Text

# Normalized name -> (entity, part of a name). Prefixes such as `customer_` are taken off first.
DECLARED: dict[str, tuple[str, str]] = {
    name: (entity, part)
    for names, entity, part in (
        ("first_name given_name fname forename firstname givenname", "PERSON", "given"),
        ("last_name family_name surname lname lastname familyname", "PERSON", "family"),
        (
            "full_name fullname customer_name contact_name patient_name employee_name client_name account_holder",
            "PERSON",
            "",
        ),
        (
            "cardholder cardholder_name card_holder recipient_name sender_name requester_name person_name display_name",
            "PERSON",
            "",
        ),
        ("email e_mail email_address mail_address emailaddress", "EMAIL_ADDRESS", ""),
        (
            "phone phone_number telephone tel mobile mobile_number cell cell_phone fax fax_number phonenumber",
            "PHONE_NUMBER",
            "",
        ),
        (
            "address street street_address full_address address_line address_line1 address_line2 address1 address2",
            "ADDRESS",
            "",
        ),
        ("home_address postal_address mailing_address street_name", "ADDRESS", ""),
        ("city town", "LOCATION", ""),
        ("job_title jobtitle occupation profession", "JOB_TITLE", ""),
        ("zip zip_code zipcode postcode postal_code postalcode", "ZIP_CODE", ""),
        ("dob date_of_birth birth_date birthdate birthday", "DATE_OF_BIRTH", ""),
        ("ssn social_security_number social_security", "US_SSN", ""),
        ("iban", "IBAN_CODE", ""),
        ("credit_card credit_card_number card_number cc_number ccnumber pan", "CREDIT_CARD", ""),
        ("account_number bank_account bank_account_number", "BANK_ACCOUNT", ""),
        ("routing_number aba", "ABA_ROUTING_NUMBER", ""),
        ("ip ip_address ipaddress remote_addr client_ip", "IP_ADDRESS", ""),
        ("mac mac_address", "MAC_ADDRESS", ""),
        ("hostname host_name", "HOSTNAME", ""),
        ("username user_name login login_name user_id userid handle screen_name", "USERNAME", ""),
        ("password passwd pwd passphrase", "PASSWORD", ""),
        ("secret client_secret private_key access_token refresh_token auth_token", "SECRET", ""),
        ("api_key apikey access_key", "API_KEY", ""),
        ("order_id order_number order_no orderid invoice_id invoice_number tracking_number", "ORDER_ID", ""),
        ("customer_id customer_number account_id client_id member_id customerid loyalty_number", "CUSTOMER_ID", ""),
        ("employee_id employee_number staff_id badge_number", "EMPLOYEE_ID", ""),
        ("national_id national_insurance_number tax_id tin id_number", "NATIONAL_ID", ""),
        ("passport passport_number passport_no", "PASSPORT", ""),
        ("driver_license drivers_license driving_licence license_number", "DRIVER_LICENSE", ""),
        ("license_plate plate_number", "LICENSE_PLATE", ""),
        ("mrn medical_record_number patient_id", "MEDICAL_RECORD_NUMBER", ""),
        ("nhs_number", "UK_NHS", ""),
        ("vin", "VIN", ""),
        ("imei", "IMEI", ""),
        ("company company_name employer organization organisation", "ORGANIZATION", ""),
        ("website homepage", "URL", ""),
    )
    for name in names.split()
}
PREFIXES = "customer client user contact billing shipping delivery home work primary secondary business patient employee member personal alt emergency".split()
NOTHING = frozenset({"", "null", "none", "n/a", "na", "nan", "-", "--", "unknown", "undefined", "nil", "?"})
MAX_DECLARED_CHARACTERS = 300
CAMEL_HUMP = regex.compile(r"(?<=\p{Ll}|\d)(?=\p{Lu})")
SEPARATORS = regex.compile(r"[\s\-.]+")


def declared(path: Sequence[str], value: str, options: ReadOptions) -> Text | None:
    """Return the text that a value is, or None where it is to be left alone.

    Arguments:
        path: the keys that lead to the value, outermost first; a column is a path of one.
        value: the value.
        options: what the user says of fields goes before what their names say.
    """
    option = option_of(path, options)
    if option == KEEP:
        return None
    if option == FREE_TEXT:
        return Text(value)
    if value.strip().casefold() in NOTHING:
        return None
    if option:
        return Text(value, option)
    entity, part = entity_of(path[-1] if path else "")
    return Text(value, entity, part) if len(value) <= MAX_DECLARED_CHARACTERS else Text(value)


def option_of(path: Sequence[str], options: ReadOptions, *, is_whole_path: bool = False) -> str:
    """Return what the user states about a field: `text`, `keep`, an entity, or an empty string for nothing.

    Arguments:
        path: the keys that lead to the value, outermost first.
        options: what the user states.
        is_whole_path: whether only a statement about the whole path counts, not one about the last key alone.
    """
    stated = options.fields.get(".".join(path), "")
    if stated or is_whole_path or not path:
        return stated
    return options.fields.get(path[-1], "")


def entity_of(name: str) -> tuple[str, str]:
    """Return (entity, part) that a column or key declares by its name; empty strings where it declares none."""
    normal = SEPARATORS.sub("_", CAMEL_HUMP.sub("_", name.strip())).casefold()
    if normal in DECLARED:
        return DECLARED[normal]
    first, _, rest = normal.partition("_")
    return DECLARED.get(rest, ("", "")) if first in PREFIXES else ("", "")
