"""Detection: finds the spans of sensitive values in texts."""
