"""Declarations: which names of columns and keys say what their values are, and which do not."""

import csv
import io
import json

import pytest

from pipeline import Text
from pipeline.records import ReadOptions, json_record, plan, read
from pipeline.records.column_names import NAMES
from pipeline.records.declarations import DECLARED, entity_of, entity_of_path, normalized
from pipeline.records.fields import declared, free_text
from recognizers.entities import KNOWN

DECLARING = """
email: EMAIL_ADDRESS
Customer E-Mail: EMAIL_ADDRESS
reporter_email: EMAIL_ADDRESS
Requester email: EMAIL_ADDRESS
PersonEmail: EMAIL_ADDRESS
Email__c: EMAIL_ADDRESS
email2: EMAIL_ADDRESS
E-Mail-Adresse: EMAIL_ADDRESS
Courriel: EMAIL_ADDRESS
correo electrónico: EMAIL_ADDRESS
Indirizzo e-mail: EMAIL_ADDRESS
e-mailadres: EMAIL_ADDRESS
Endereço de e-mail: EMAIL_ADDRESS
email_cliente: EMAIL_ADDRESS
SMTP_ADDR: EMAIL_ADDRESS
meta.user.email: EMAIL_ADDRESS
firstName: PERSON given
contact.firstname: PERSON given
Vorname: PERSON given
Prénom: PERSON given
PRÉNOM: PERSON given
primer_nombre: PERSON given
voornaam: PERSON given
imię: PERSON given
VORNA: PERSON given
billing_last_name: PERSON family
Contact.LastName: PERSON family
Nachname: PERSON family
Mädchenname: PERSON family
nom de famille: PERSON family
Apellidos: PERSON family
cognome: PERSON family
achternaam: PERSON family
sobrenome: PERSON family
nazwisko: PERSON family
Nazwisko panieńskie: PERSON family
customer_name: PERSON
Contact.Name: PERSON
customers.name: PERSON
ownerName: PERSON
requester: PERSON
Contact owner: PERSON
Ansprechpartner: PERSON
nombre y apellidos: PERSON
Imię i nazwisko: PERSON
Account.Name: ORGANIZATION
Ragione sociale: ORGANIZATION
nazwa_firmy: ORGANIZATION
telefono: PHONE_NUMBER
Téléphone: PHONE_NUMBER
Telefonnummer: PHONE_NUMBER
HomePhone: PHONE_NUMBER
phone 2: PHONE_NUMBER
Numer telefonu: PHONE_NUMBER
telefoonnummer: PHONE_NUMBER
TELF1: PHONE_NUMBER
adresse: ADDRESS
Straße: ADDRESS
MailingStreet: ADDRESS
Shipping Address Line1: ADDRESS
Card Address Line1: ADDRESS
indirizzo: ADDRESS
Endereço: ADDRESS
ulica: ADDRESS
plz: ZIP_CODE
Code postal: ZIP_CODE
kod_pocztowy: ZIP_CODE
MailingPostalCode: ZIP_CODE
shipping.zip-code: ZIP_CODE
Card Address Zip: ZIP_CODE
ciudad: LOCATION
Religion: NRP
Staatsangehörigkeit: NRP
nacionalidad: NRP
patient.ethnicity: NRP
wyznanie: NRP
Città: LOCATION
ORT01: LOCATION
geburtsdatum: DATE_OF_BIRTH
Date de naissance: DATE_OF_BIRTH
fechaNacimiento: DATE_OF_BIRTH
data_urodzenia: DATE_OF_BIRTH
GBDAT: DATE_OF_BIRTH
cust_id: CUSTOMER_ID
CustID: CUSTOMER_ID
Kunden-Nr.: CUSTOMER_ID
IDCliente: CUSTOMER_ID
KUNNR: CUSTOMER_ID
order_id: ORDER_ID
Rechnungsnummer: ORDER_ID
pers_nr: EMPLOYEE_ID
SSN: US_SSN
SSN__c: US_SSN
codice_fiscale: NATIONAL_ID
Codice Fiscale: NATIONAL_ID
PESEL: NATIONAL_ID
Steuer-ID: NATIONAL_ID
Reisepassnummer: PASSPORT
kenteken: LICENSE_PLATE
KFZ-Kennzeichen: LICENSE_PLATE
cvv: SECRET
card_cvc: SECRET
Kennwort: PASSWORD
mot de passe: PASSWORD
contraseña: PASSWORD
Kontonummer: BANK_ACCOUNT
acct_no: BANK_ACCOUNT
Kreditkartennummer: CREDIT_CARD
remote_ip: IP_ADDRESS
Benutzername: USERNAME
Patienten-ID: MEDICAL_RECORD_NUMBER
Krankenversichertennummer: HEALTH_INSURANCE_ID
"""
# Each may hold something else: a product, a company, a country, a place in a building, a flag, a date of the calendar.
SILENT = """
name nom nome naam nombre nazwa bezeichnung title titel titre título oggetto onderwerp betreff subject status state typ kind
description notes notiz comment message firma ort plaats lugar via direccion cap cp cep cif dni nie nip fin sin ein pin clave haslo
user usuario benutzer contact kontakt owner manager author agent patient customer client kunde cliente assignee reporter acct account
service.name guest.name guest_name owner.id product.name file.name name1 land country pays kategorie sprache currency price betrag menge
ticket_id ticket_number case_id issue_key id uuid email_sent email_verified phone_type address_type city_count last_name_hash
email_client v_in l_at d_ob cell_1 log_in datum date created_at fecha data kennzeichen targa matricula patente immatriculation
führerschein rijbewijs prawo_jazdy sort_code passage password_reset_required shipping.name item_name project_name display
""".split()


@pytest.mark.parametrize("line", DECLARING.strip().splitlines())
def test_names_declare_entities(line: str) -> None:
    name, _, said = line.partition(": ")
    entity, _, part = said.partition(" ")
    assert entity_of_path((name,)) == (entity, part)


@pytest.mark.parametrize("name", SILENT)
def test_names_that_may_mean_something_else_declare_nothing(name: str) -> None:
    assert entity_of_path((name,)) == ("", "")


def test_each_name_of_the_table_is_normalized_and_declares_one_entity() -> None:
    names = [name for names in NAMES.values() for name in set(names.split())]
    assert [name for name in names if normalized(name) != name] == []
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
    assert {entity for entity, _ in DECLARED.values()} <= KNOWN


@pytest.mark.parametrize("outer", ["customer", "customers", "Assignee", "billing_details", "kunde"])
def test_the_name_of_a_person_is_recognized_by_the_key_above_it(outer: str) -> None:
    assert entity_of_path(("fields", outer, "name")) == ("PERSON", "")


@pytest.mark.parametrize(
    ("name", "value", "entity"),
    [
        ("requester", "Ada Lovelace", "PERSON"),
        ("requester", "ada@acme.com", "EMAIL_ADDRESS"),
        ("requester", "360001", ""),
        ("ticket.requester", "360001", ""),
        ("contact_name", "ada@acme.com", "EMAIL_ADDRESS"),
        ("contact_name", "360001", "PERSON"),
        ("requester", "@" * 10_000, ""),
    ],
)
def test_a_field_for_people_may_hold_their_addresses_and_ids(name: str, value: str, entity: str) -> None:
    found = declared((name,), value, ReadOptions())
    assert found is not None
    assert found.entity == entity


def test_a_name_that_declares_nothing_is_context() -> None:
    assert declared(("manager",), "Ada", ReadOptions()) == Text("Ada", context="manager")


@pytest.mark.parametrize(
    "name", ["", " ", "___", ".", "..", "__c", "é" * 300, "x" * 100_000, "client_" * 1_000, "\ud800"]
)
def test_strange_names_declare_nothing(name: str) -> None:
    assert entity_of(name) == entity_of_path((name, name)) == ("", "")


def test_columns_and_keys_of_an_export_are_declared() -> None:
    row = {"Vorname": "Jana", "Nachname": "Wolf", "PLZ": "50667", "Bezeichnung": "Wolf", "cvv": "123"}
    table = io.StringIO()
    csv.writer(table).writerows([row.keys(), row.values()])
    for content, name in ((table.getvalue().encode(), "in.csv"), (json.dumps(row).encode(), "in.json")):
        shard = plan(io.BytesIO(content), name).shards[0]
        (record,) = read(io.BytesIO(content), shard, ReadOptions())
        found = [(text.value, text.entity, text.part) for text in getattr(record, "texts", ()) if text.entity]
        assert found == [
            ("Jana", "PERSON", "given"),
            ("Wolf", "PERSON", "family"),
            ("50667", "ZIP_CODE", ""),
            ("123", "SECRET", ""),
        ]


@pytest.mark.parametrize("outer", ["client", "product", "user", "owners_list", ""])
def test_the_name_of_anything_else_is_not(outer: str) -> None:
    assert entity_of_path((outer, "name")) == ("", "")


@pytest.mark.parametrize(
    ("name", "value", "is_number"),
    [
        ("c0", "-1.4856303041484096", True),
        ("latency", "1,204.50", True),
        ("count", "554695505", True),
        ("ref2", "4711-0815", False),
        ("content", "554695505", False),  # a message: the answer to a question
    ],
)
def test_a_plain_number_in_a_field_is_not_read_by_a_model(name: str, value: str, is_number: bool) -> None:
    text = free_text((name,), value)

    assert text.is_label is is_number


def test_what_the_format_calls_a_number_is_one_under_any_name() -> None:
    (text,) = json_record(b'{"value": 554695505}', 1, ReadOptions()).texts

    assert text.is_label
