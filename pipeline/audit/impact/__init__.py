"""Impact: what data is worth to a thief, before and after a run, and which class a data set deserves."""
