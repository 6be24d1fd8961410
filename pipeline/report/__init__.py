"""Report of a run, for people and programs: counts, versions, hashes; never a value."""

from pipeline.report.manifest import manifest, write_manifest
from pipeline.report.verify import key_of, read_manifest, verify

__all__ = ["key_of", "manifest", "read_manifest", "verify", "write_manifest"]
