"""Replacement: operators, and surrogates for each family of entities."""
