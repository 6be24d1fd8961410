"""Identifiers of orders, customers, employees and patients."""
