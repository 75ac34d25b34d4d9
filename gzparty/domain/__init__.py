"""Frozen records and pure rules; dates and calendars come in as arguments."""
