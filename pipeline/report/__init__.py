"""Report of a run: counts, versions and digests, but no values."""

from pipeline.report.invocation import Argument, Invocation
from pipeline.report.manifest import manifest, write_manifest
from pipeline.report.verify import key_of, read_manifest, verify

__all__ = ["Argument", "Invocation", "key_of", "manifest", "read_manifest", "verify", "write_manifest"]
