"""Stores the analysis of the shipped patterns. To be run after a pattern has changed: python -m pipeline.detect.analysis

A pattern that is not stored, such as one of a policy, is analyzed when it is loaded, with the same result.
"""

import gzip
import json
from importlib import resources
from pathlib import Path
from typing import Any

from presidio_analyzer import PatternRecognizer

from pipeline.detect.needs import Needs, needs_of_pattern
from pipeline.detect.stored import DATA, digest_of
from recognizers import registry
from recognizers.entities import COUNTRIES


def main() -> None:
    """Write the analysis."""
    content = json.dumps(analysis(), ensure_ascii=False, separators=(",", ":")).encode()
    Path(str(resources.files("pipeline.detect") / DATA)).write_bytes(gzip.compress(content, mtime=0))


def analysis() -> dict[str, Any]:
    """Return the analysis of each shipped pattern, by its digest."""
    shipped = registry(countries=COUNTRIES, model="off").recognizers
    patterns = sorted({one.regex for each in shipped if isinstance(each, PatternRecognizer) for one in each.patterns})
    return {digest_of(pattern): as_json(needs_of_pattern(pattern)) for pattern in patterns}


def as_json(needs: Needs) -> list[Any]:
    """Return needs as JSON; the inverse of `Needs.from_json`."""
    anchor = needs.anchor and [sorted(needs.anchor.literals), *needs.anchor[1:]]
    signs = sorted("".join(sorted(one)) for one in needs.signs)
    return [needs.digits, signs, needs.run, sorted(map(sorted, needs.literals)), anchor]


if __name__ == "__main__":
    main()
