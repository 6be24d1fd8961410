"""Evaluation: compares what detection finds with labelled texts, and estimates how much it misses in a user's own data."""
