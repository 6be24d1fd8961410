"""Business identifiers, recognized by the label in front of them ("order no. 48213")."""

from presidio_analyzer import Pattern, PatternRecognizer

NUMBER_WORD = r"(?:\s*(?:id|no\.?|number|num|nr\.?|ref\.?|reference|code|#))?"
LINK = r"(?:\s+is|\s*[:=#])?\s*[#\"']?"
# At least one digit and five characters: "order 2 shirts" and "order form" are not identifiers.
VALUE = r"\K(?=[\w-]*\d)[A-Z0-9][\w-]{3,31}[A-Z0-9]\b"

LABELS = {
    "ORDER_ID": "order|invoice|booking|reservation|confirmation|tracking|shipment|claim|purchase order",
    "CUSTOMER_ID": "customer|client|account|member|membership|subscriber|policy|contract",
    "EMPLOYEE_ID": "employee|staff|personnel|badge",
    "MEDICAL_RECORD_NUMBER": "mrn|medical record|patient|chart",
}


def recognizers() -> list[PatternRecognizer]:
    """Return the recognizers of this family."""
    labelled = {entity: rf"\b(?:{labels}){NUMBER_WORD}{LINK}{VALUE}" for entity, labels in LABELS.items()}
    return [
        PatternRecognizer(
            supported_entity=entity,
            patterns=[Pattern(name=f"labelled {entity.lower()}", regex=pattern, score=0.7)],
            name=f"{entity.title().replace('_', '')}Recognizer",
        )
        for entity, pattern in labelled.items()
    ]
