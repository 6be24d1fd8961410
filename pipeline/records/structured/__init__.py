"""Structured text: settings, YAML, TOML and SQL dumps."""
