"""The names of entities: Presidio's where it has one, ours beside them."""

GENERIC = frozenset(
    "PERSON ORGANIZATION LOCATION ADDRESS ZIP_CODE GEO_COORDINATES NRP AGE TITLE JOB_TITLE DATE_TIME DATE_OF_BIRTH MONEY "
    "EMAIL_ADDRESS PHONE_NUMBER URL DOMAIN_NAME HOSTNAME IP_ADDRESS MAC_ADDRESS USERNAME UUID "
    "CREDIT_CARD IBAN_CODE CRYPTO BANK_ACCOUNT API_KEY SECRET PASSWORD "
    "CUSTOMER_ID ORDER_ID EMPLOYEE_ID NATIONAL_ID TAX_ID PASSPORT DRIVER_LICENSE LICENSE_PLATE VIN "
    "IMEI MEDICAL_RECORD_NUMBER HEALTH_INSURANCE_ID PROJECT_CODENAME DICTIONARY_TERM".split()
)

# By Presidio's country code: what its recognizers for that country report.
BY_COUNTRY: dict[str, tuple[str, ...]] = {
    "au": ("AU_ABN", "AU_ACN", "AU_MEDICARE", "AU_TFN"),
    "ca": ("CA_POSTAL_CODE", "CA_SIN"),
    "de": (
        "DE_BSNR",
        "DE_FUEHRERSCHEIN",
        "DE_HANDELSREGISTER",
        "DE_HEALTH_INSURANCE",
        "DE_ID_CARD",
        "DE_KFZ",
        "DE_LANR",
        "DE_PASSPORT",
        "DE_PLZ",
        "DE_SOCIAL_SECURITY",
        "DE_TAX_ID",
        "DE_TAX_NUMBER",
        "DE_VAT_ID",
    ),
    "es": ("ES_NIE", "ES_NIF", "ES_PASSPORT"),
    "fi": ("FI_PERSONAL_IDENTITY_CODE",),
    "in": ("IN_AADHAAR", "IN_GSTIN", "IN_PAN", "IN_PASSPORT", "IN_VEHICLE_REGISTRATION", "IN_VOTER"),
    "it": ("IT_DRIVER_LICENSE", "IT_FISCAL_CODE", "IT_IDENTITY_CARD", "IT_PASSPORT", "IT_VAT_CODE"),
    "kr": ("KR_BRN", "KR_DRIVER_LICENSE", "KR_FRN", "KR_PASSPORT", "KR_RRN"),
    "ng": ("NG_NIN", "NG_VEHICLE_REGISTRATION"),
    "ph": ("PH_PASSPORT", "PH_TIN", "PH_UMID"),
    "pl": ("PL_PESEL",),
    "se": ("SE_ORGANISATIONSNUMMER", "SE_PERSONNUMMER"),
    "sg": ("SG_NRIC_FIN", "SG_UEN"),
    "th": ("TH_TNIN",),
    "tr": ("TR_LICENSE_PLATE", "TR_NATIONAL_ID"),
    "uk": ("UK_DRIVING_LICENCE", "UK_NHS", "UK_NINO", "UK_PASSPORT", "UK_POSTCODE", "UK_VEHICLE_REGISTRATION"),
    "us": (
        "ABA_ROUTING_NUMBER",
        "MEDICAL_LICENSE",
        "US_BANK_NUMBER",
        "US_CLAIM_NUMBER",
        "US_DRIVER_LICENSE",
        "US_HEALTH_INSURANCE_MEMBER_ID",
        "US_ITIN",
        "US_MBI",
        "US_NPI",
        "US_PASSPORT",
        "US_PRESCRIPTION_NUMBER",
        "US_PRIOR_AUTHORIZATION_NUMBER",
        "US_PROVIDER_TAX_ID",
        "US_REFERRAL_NUMBER",
        "US_SSN",
    ),
    "za": (
        "ZA_COMPANY_REGISTRATION",
        "ZA_DRIVER_LICENSE",
        "ZA_ID_NUMBER",
        "ZA_INCOME_TAX_NUMBER",
        "ZA_LICENSE_PLATE",
        "ZA_MOBILE_NUMBER",
        "ZA_PASSPORT",
        "ZA_TELEPHONE_NUMBER",
        "ZA_TRAFFIC_REGISTER_NUMBER",
        "ZA_VAT_NUMBER",
    ),
}
COUNTRIES = frozenset(BY_COUNTRY)
KNOWN = GENERIC | {entity for entities in BY_COUNTRY.values() for entity in entities}
