"""Policies: model, loading and inheritance."""
