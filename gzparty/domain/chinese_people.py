"""How people are named in a cell: several of them, each perhaps with the office in brackets; read, never shown."""

from __future__ import annotations

import re

from gzparty.domain.names import normalize_name

_SEPARATORS = re.compile(r"[、，,;；/\n]+")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]?")


def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell without what stands in brackets: 周示例（镇纪委）、王示例 → 周示例 and 王示例."""
    found = (name.strip() for name in _SEPARATORS.split(_BRACKETS.sub("", text)))
    return tuple(name for name in found if name)


def compared_names(text: str) -> tuple[str, ...]:
    """The names in a cell as they are compared: without spaces, every form of a letter the same."""
    return tuple(filter(None, map(normalize_name, split_names(text))))


def shared_names(one: str, other: str) -> tuple[str, ...]:
    """Who stands in both of two cells, in the order of the first."""
    others = frozenset(compared_names(other))
    return tuple(name for name in compared_names(one) if name in others)
