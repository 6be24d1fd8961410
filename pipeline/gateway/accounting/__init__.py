"""Quotas, the access log, metrics and traces."""
