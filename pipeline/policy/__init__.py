"""Policies: model, loading, inheritance."""
