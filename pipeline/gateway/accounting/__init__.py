"""Quotas, the audit log, metrics and traces."""
