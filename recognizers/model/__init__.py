"""Statistical models, wrapped as recognizers."""
