"""Sentences of the store area."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
