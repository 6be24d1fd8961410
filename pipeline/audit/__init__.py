"""Proof: shows how much of an original is left in a copy, and how far the tests that say so can be trusted."""
