"""Surrogates of people and of what is made from their names."""
