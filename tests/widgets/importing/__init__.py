"""The import page, by what the clerk does on it."""
