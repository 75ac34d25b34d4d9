"""What may stand in a field typed by hand: no more than fits a paper, nothing a paper cannot show."""

from __future__ import annotations

import unicodedata

from gzparty.domain import entry
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal

_REFUSED = ("Cc", "Cs", "Co", "Cn")
"""Control characters, halves of pairs, private and unassigned ones; Cf holds joiners that names carry along."""
_PLANE = 0xFFFF
"""Symbols above it are the little pictures of telephones; no face of the papers has them."""


def text_problem(text: str, limit: int) -> Diagnostic | None:
    """What speaks against a text of at most `limit` characters; line breaks and tabs are no harm."""
    try:
        entry.checked_text(text, limit)
    except Refusal as refusal:
        return refusal.diagnostics[0]
    strange = next((one for one in text if one not in "\n\t" and not _is_writable(one)), None)
    if strange is None:
        return None
    shown = strange if strange.isprintable() else f"U+{ord(strange):04X}"
    return Diagnostic(Level.ERROR, "text_unwritable", {"letter": shown})


def _is_writable(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category not in _REFUSED and not (category == "So" and ord(letter) > _PLANE)
