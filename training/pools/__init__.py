"""Builders of the word lists that surrogates are drawn from."""
