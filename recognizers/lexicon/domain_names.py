"""Domain names: the parts of a host by the list of public suffixes."""

from tldextract import TLDExtract

RESERVED_SUFFIXES = frozenset("example test invalid localhost".split())  # RFC 2606; they are not in the list
# The list packaged with tldextract, without network access. It takes 5 MiB, so there is one for all.
parts_of_domain = TLDExtract(suffix_list_urls=(), cache_dir=None)
