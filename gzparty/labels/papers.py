"""Sentences of the papers area."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
