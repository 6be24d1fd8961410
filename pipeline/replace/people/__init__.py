"""Surrogates of people, and of handles derived from their names."""
