"""Secrets: tokens of vendors by their published shapes, private keys, labelled passwords, spoken codes, connection strings."""
