"""E-mail addresses, recognized without the network."""

from presidio_analyzer import EntityRecognizer
from presidio_analyzer.predefined_recognizers import EmailRecognizer
from tldextract import TLDExtract

LIMITS = "Addresses with a quoted local part, and addresses of hosts without a public or reserved suffix."
# tldextract's packaged suffix list, since recognizers must not use the network. The reserved suffixes are added so that
# surrogate addresses are recognized as well: a copy can be scanned and anonymized again.
RESERVED_SUFFIXES = ("example", "test", "invalid", "localhost")  # RFC 2606
DOMAIN_PARTS = TLDExtract(suffix_list_urls=(), cache_dir=None, extra_suffixes=RESERVED_SUFFIXES)


class OfflineEmailRecognizer(EmailRecognizer):  # type: ignore[misc]
    """Presidio's e-mail recognizer with the shipped list of public suffixes; Presidio's own one downloads the list."""

    def __init__(self) -> None:
        """Keep the name of Presidio's recognizer, which policies and reports know."""
        super().__init__(name="EmailRecognizer", supported_language="en")

    def validate_result(self, pattern_text: str) -> bool:
        """Return whether the domain of an address ends in a public or a reserved suffix."""
        return bool(DOMAIN_PARTS(pattern_text).fqdn)


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of this module."""
    return [OfflineEmailRecognizer()]
