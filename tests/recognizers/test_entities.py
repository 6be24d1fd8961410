"""The entity table agrees with Presidio's recognizers."""

from presidio_analyzer import predefined_recognizers

from recognizers.entities import COUNTRIES, KNOWN, where

# Entities of recognizers that need a service or a model that is not installed.
GENERIC_NAMES_OF_REMOTE_MODELS = {"EMAIL", "ID"}


def presidio_entities() -> dict[str | None, set[str]]:
    """Return the entities of Presidio's recognizers by country, without recognizers that cannot be created."""
    found: dict[str | None, set[str]] = {}
    for name in predefined_recognizers.__all__:
        recognizer = getattr(predefined_recognizers, name)
        country = getattr(recognizer, "COUNTRY_CODE", None)
        try:
            entities = recognizer().supported_entities
        except (ImportError, TypeError, ValueError):
            continue
        found.setdefault(country, set()).update(entities)
    return found


def test_every_presidio_entity_is_listed():
    entities = set().union(*presidio_entities().values())
    assert entities - KNOWN <= GENERIC_NAMES_OF_REMOTE_MODELS


def test_every_presidio_country_lists_its_entities():
    found = {country: entities for country, entities in presidio_entities().items() if country}
    assert {country: where(country=country) for country in COUNTRIES} == found
