"""Report of a run: counts, versions and digests, but no values; and the register of what was released."""

from pipeline.report.invocation import Argument, Invocation
from pipeline.report.manifest import manifest, write_manifest
from pipeline.report.stored import read_manifest
from pipeline.report.verify import Check, Expected, key_of, verify

__all__ = [
    "Argument",
    "Check",
    "Expected",
    "Invocation",
    "key_of",
    "manifest",
    "read_manifest",
    "verify",
    "write_manifest",
]
