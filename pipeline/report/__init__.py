"""What a run did, for people and programs: counts, versions, hashes; never a value."""

from pipeline.report.manifest import manifest, write_manifest

__all__ = ["manifest", "write_manifest"]
