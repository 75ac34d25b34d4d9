"""How people are named in a cell: several of them, each perhaps with the office in brackets; read, never shown."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[、，,;；/\n]+")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]?")


def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell without what stands in brackets: 周示例（镇纪委）、王示例 → 周示例 and 王示例."""
    found = (name.strip() for name in _SEPARATORS.split(_BRACKETS.sub("", text)))
    return tuple(name for name in found if name)
