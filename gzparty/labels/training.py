"""Sentences of the training area."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
