"""Surrogates of numbers with a fixed format: phone numbers, card numbers, national ids."""
