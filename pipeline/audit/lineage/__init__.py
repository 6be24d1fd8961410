"""Lineage: tests whether a model generates the pseudonyms of our copy. Our key is the only randomness, so the test is exact."""
