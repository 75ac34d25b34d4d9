"""Selections of exemplars in words: steps, verdicts, results, sentences."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
