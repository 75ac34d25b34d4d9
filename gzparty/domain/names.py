"""Names as they are compared; what is printed stays as it was written."""

from __future__ import annotations

import re
import unicodedata

from gzparty.domain.chinese import unit_core

_INVISIBLE: dict[int, str | None] = {ord(mark): None for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}
_IN_A_NAME = _INVISIBLE | {ord(dot): "·" for dot in "•・‧∙⋅●.。"}

_PLAIN = re.compile(r"[\u4e00-\u9fa5]+")
"""Characters that folding leaves alone: nearly every name is made of them only."""


def normalize_name(text: str) -> str:
    """A person's name without spaces of any kind, full-width forms folded, every middle dot the same."""
    return _folded(text, _IN_A_NAME)


def normalize_unit(text: str) -> str:
    """A unit's name without spaces and without what kind of body it is, so 官庄村党支部 equals 官庄村."""
    return unit_core(_folded(text, _INVISIBLE))


def _folded(text: str, table: dict[int, str | None]) -> str:
    if _PLAIN.fullmatch(text):
        return text
    joined = "".join(unicodedata.normalize("NFKC", text).translate(table).split())
    # What stood apart by a space may compose now; folding again keeps the result stable.
    return unicodedata.normalize("NFKC", joined).translate(table)
