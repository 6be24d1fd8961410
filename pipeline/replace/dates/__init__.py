"""Dates, times, ages and amounts: shifting and generalization."""
