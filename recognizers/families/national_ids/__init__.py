"""Identifiers that states give to people and companies: national, tax, social security and register numbers."""
