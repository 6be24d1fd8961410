"""Surrogates of places, addresses and postcodes."""
