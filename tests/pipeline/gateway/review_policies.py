"""Policies for tests of the page at /review, without an NER model, so that they load quickly."""

from pathlib import Path

from starlette.applications import Starlette

from pipeline import KeySource, Policy
from pipeline.gateway.review.routes import in_thread, review_routes
from pipeline.sanitizer_source import Sanitizers, SanitizerSource

HOUSE = r"""
classification: house
description: Everything that a test wants to see.
extends: confidential
loosen: [ner]
detection:
  ner: off
  patterns:
    ORGANIZATION: 'Northwind Traders'
    LOCATION: 'Norway'
    BADGE: 'B-\d{4}'
    PROJECT_CODENAME: 'Project Falcon'
entities:
  BADGE: mask
  PROJECT_CODENAME: block
"""
CLASSIFICATIONS = ("house", "public")


def sanitizers(folder: Path, key_file: Path) -> Sanitizers:
    """Load the policies once per process."""
    path = folder / "house.yaml"
    path.write_text(HOUSE)
    return SanitizerSource(Policy.load(path), KeySource(str(key_file)), by_record=True).load()


def application(loaded: Sanitizers) -> Starlette:
    """Return a server of the page only."""
    return Starlette(routes=review_routes(in_thread(loaded), lambda: CLASSIFICATIONS))
