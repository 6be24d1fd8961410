"""Detection: texts in, spans out."""
