"""Tests of the pages of inspections."""
