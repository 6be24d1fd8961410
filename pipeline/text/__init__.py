"""Texts, spans and documents."""
