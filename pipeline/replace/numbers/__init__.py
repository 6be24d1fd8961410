"""Surrogates of numbers with a fixed format: phones, cards, national ids."""
