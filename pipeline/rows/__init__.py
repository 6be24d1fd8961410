"""Rows of other programs: dicts, frames, and the batches of data loaders, Spark and Beam, all sanitized in one way.

A row is a document. It is read as a record, sanitized as a record of a run, and rebuilt with the types that it had.
"""
