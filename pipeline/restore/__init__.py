"""Restoring: from surrogates to originals."""
