"""E-mail addresses, recognized without the network."""

import regex
from presidio_analyzer import EntityRecognizer
from presidio_analyzer.predefined_recognizers import EmailRecognizer
from tldextract import TLDExtract

LIMITS = (
    "Addresses with a quoted local part, and addresses of hosts without a public or reserved suffix. Addresses at the "
    "reserved example domains themselves (user@example.com) and bots at users.noreply.github.com stay."
)
# tldextract's packaged suffix list, since recognizers must not use the network. The reserved suffixes are added so that
# surrogate addresses are recognized as well: a copy can be scanned and anonymized again.
RESERVED_SUFFIXES = ("example", "test", "invalid", "localhost")  # RFC 2606
DOMAIN_PARTS = TLDExtract(suffix_list_urls=(), cache_dir=None, extra_suffixes=RESERVED_SUFFIXES)
# Addresses that documentation and tests use: they belong to nobody.
NOBODY = regex.compile(
    r"(?i).+@(?:(?:example|exemple|ejemplo|exemplo|esempio|beispiel|voorbeeld)\.(?:com|net|org|edu|[a-z]{2}|com?\.[a-z]{2})|test\.com)"
    r"|.+\[bot\]@users\.noreply\.github\.com"
)


class OfflineEmailRecognizer(EmailRecognizer):  # type: ignore[misc]
    """Presidio's e-mail recognizer with the shipped list of public suffixes; Presidio's own one downloads the list."""

    def __init__(self) -> None:
        """Keep the name of Presidio's recognizer, which policies and reports know."""
        super().__init__(name="EmailRecognizer", supported_language="en")

    def validate_result(self, pattern_text: str) -> bool:
        """Return whether an address may be somebody's: its domain ends in a public or a reserved suffix and is no example."""
        return bool(DOMAIN_PARTS(pattern_text).fqdn) and not NOBODY.fullmatch(pattern_text)


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of this module."""
    return [OfflineEmailRecognizer()]
