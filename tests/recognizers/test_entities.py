"""The table of entities, held against Presidio itself."""

from presidio_analyzer import predefined_recognizers

from recognizers.entities import COUNTRIES, KNOWN, where

# Reported by recognizers that call a service or a model which is not installed here.
GENERIC_NAMES_OF_REMOTE_MODELS = {"EMAIL", "ID"}


def presidio_entities() -> dict[str | None, set[str]]:
    """Return what Presidio's recognizers report, by country; those that cannot start say nothing."""
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


def test_every_entity_of_presidio_is_known():
    entities = set().union(*presidio_entities().values())
    assert entities - KNOWN <= GENERIC_NAMES_OF_REMOTE_MODELS


def test_every_country_of_presidio_has_its_entities():
    found = {country: entities for country, entities in presidio_entities().items() if country}
    assert {country: where(country=country) for country in COUNTRIES} == found
