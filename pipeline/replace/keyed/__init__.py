"""Keyed primitives: keys, permutations and the collision ledger."""
