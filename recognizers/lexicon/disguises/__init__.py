"""Disguises: forms that hide a value from patterns, such as encodings, words for signs, and look-alike characters."""
