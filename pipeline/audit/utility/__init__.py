"""Utility: what a model loses that is trained on a copy, and whether a copy stays consistent."""
