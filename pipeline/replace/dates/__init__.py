"""Shifted and generalized dates, times, amounts."""
