"""Replacement: operators and the surrogates of each family of entities."""
