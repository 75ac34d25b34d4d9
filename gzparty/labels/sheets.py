"""Sentences of the sheets area."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
