"""Reserve cadres, terms of office and the ladder of attendance in words, sentences."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
