"""What the elements of FHIR resources hold, as tables (FHIR R4 and R5)."""

# Names of elements that mean one thing everywhere.
ELEMENTS = {
    "family": "PERSON:family",
    "given": "PERSON:given",
    "prefix": "name prefix",
    "suffix": "name suffix",
    "authorString": "PERSON",
    "line": "ADDRESS",
    "city": "LOCATION",
    "district": "LOCATION",
    "postalCode": "ZIP_CODE",
    "birthDate": "DATE_OF_BIRTH",
    "lastUpdated": "TIMESTAMP",
}
DATE = "DATE_TIME"
DATES = frozenset(
    """start end date issued created recorded authoredOn sent received enteredDate dateAsserted assertedDate timestamp when occurred
    whenPrepared whenHandedOver paymentDate billablePeriod statusDate lastModified collected time lastReviewDate approvalDate""".split()
)
DATE_ENDINGS = ("Date", "DateTime", "Instant")
PERSON = "PERSON"
ADDRESS = "ADDRESS"
# ContactPoint.system -> entity.
CONTACTS = {
    **dict.fromkeys(("phone", "fax", "pager", "sms"), "PHONE_NUMBER"),
    "email": "EMAIL_ADDRESS",
    "url": "URL",
}
# The type of a resource -> the entity of its id, and of its identifiers without a known type or system.
RESOURCE_IDS = {
    **dict.fromkeys(("Patient", "Person", "RelatedPerson"), "MEDICAL_RECORD_NUMBER"),
    **dict.fromkeys(("Practitioner", "PractitionerRole"), "EMPLOYEE_ID"),
}
IDENTIFIED = RESOURCE_IDS | {
    **dict.fromkeys(("Coverage", "CoverageEligibilityRequest"), "HEALTH_INSURANCE_ID"),
    **dict.fromkeys(("ServiceRequest", "MedicationRequest", "DeviceRequest", "Claim", "Invoice", "Task"), "ORDER_ID"),
    "Encounter": "MEDICAL_RECORD_NUMBER",
    "Device": "DEVICE_SERIAL",
}
UUID = "UUID"
# The type of an identifier (table 0203 of HL7 v2) -> entity.
IDENTIFIER_TYPES = {
    "SS": "US_SSN",
    "SB": "NATIONAL_ID",
    "NI": "NATIONAL_ID",
    "DL": "DRIVER_LICENSE",
    "PPN": "PASSPORT",
    "TAX": "TAX_ID",
    "MR": "MEDICAL_RECORD_NUMBER",
    "PI": "MEDICAL_RECORD_NUMBER",
    "EN": "EMPLOYEE_ID",
    "MC": "HEALTH_INSURANCE_ID",
    "MB": "HEALTH_INSURANCE_ID",
    "NPI": "US_NPI",
    "SNO": "DEVICE_SERIAL",
}
# The end of the system of an identifier -> entity.
IDENTIFIER_SYSTEMS = {
    "us-ssn": "US_SSN",
    "us-npi": "US_NPI",
    "us-medicare": "US_MBI",
    "us-mbi": "US_MBI",
    "nhs-number": "UK_NHS",
}
# The end of the URL of an extension -> what its value is.
EXTENSIONS = {
    "patient-mothersMaidenName": "PERSON:family",
    "latitude": "GEO_COORDINATES",
    "longitude": "GEO_COORDINATES",
}
# The ends of the URLs of extensions whose codes and texts name the race, religion or nationality of a person.
GROUPS = frozenset(
    "us-core-race us-core-ethnicity us-core-tribal-affiliation patient-religion patient-citizenship patient-nationality".split()
)
# The type of a resource -> what its name is, where that is a text.
NAMED = {"Organization": "ORGANIZATION", "InsurancePlan": "ORGANIZATION"}
# Elements that refer to people, if the reference does not say to what it refers.
PEOPLE = frozenset(
    """subject patient performer practitioner author recorder asserter actor individual generalPractitioner sender recipient
    informationSource requester member participant provider beneficiary subscriber policyHolder payee enterer responsible attester
    collector source agent who""".split()
)
# Elements with a code of FHIR itself.
CODES = frozenset(
    """status system use gender intent mode type linkType contentType language fhirVersion priority rank kind code rel method
    comparator operator days daysOfWeek mimeType visibility""".split()
)
# Elements with the URL of a terminology, a profile or an extension.
TERMINOLOGY = frozenset("system url profile valueSet instantiatesCanonical definition canonical versionId".split())
