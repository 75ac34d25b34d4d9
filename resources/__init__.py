"""Data files read through importlib.resources; imports nothing."""
