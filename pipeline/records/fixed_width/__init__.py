"""Fixed-width files: lines whose columns a schema places by their offsets."""
