"""Recipes that make what the packages ship; not installed with them."""
