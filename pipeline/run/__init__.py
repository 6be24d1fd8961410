"""Batch runs on Apache Beam."""
