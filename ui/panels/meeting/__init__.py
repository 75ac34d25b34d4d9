"""The record of one meeting at the right of its page."""
