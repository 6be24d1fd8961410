"""Lineage: tells whether a model speaks the pseudonyms of our copy. Our key is the only randomness, so the test is exact."""
