"""Scanning of prompts: scanner processes and their queue."""
