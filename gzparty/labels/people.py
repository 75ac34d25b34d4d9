"""Sentences of the people area."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
