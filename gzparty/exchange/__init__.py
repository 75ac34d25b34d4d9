"""Spreadsheets in and out, calendar files."""
