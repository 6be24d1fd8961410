"""Restoration: replaces surrogates by their originals."""
