"""Model APIs: which fields of their requests and answers hold text."""
