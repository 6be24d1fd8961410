"""Recognizer families: what has a shape, one family a file."""
