"""Recognizer families: values with a recognizable format, one module per family."""
