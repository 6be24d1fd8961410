"""Prompts: classifies the strings of chats and requests to models, for batch runs, gateway and review."""
