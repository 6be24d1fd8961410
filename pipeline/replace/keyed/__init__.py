"""Keyed primitives: keys, permutations, the ledger."""
