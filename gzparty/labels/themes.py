"""Themes of the month in words, sentences."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
