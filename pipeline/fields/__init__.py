"""Fields of data sets: what each column and key is taken for, as a run does, before a run."""
