"""Statistical models as recognizers."""
