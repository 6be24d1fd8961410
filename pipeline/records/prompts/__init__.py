"""Prompts: which strings of a chat or a request to a model are text, decided in one place for batch, gateway and review."""
