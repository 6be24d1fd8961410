"""Recipes that generate shipped data. Not part of the installed packages."""
