"""What may stand in a field typed by hand: no control characters, no more than fits a paper."""

from __future__ import annotations

import unicodedata

from gzparty.domain.diagnostic import Diagnostic, Level

NAME, SHORT, LONG = 40, 100, 1000
"""Most characters of a name, of a line, of a remark."""
_REFUSED = ("Cc", "Cs", "Co", "Cn")
"""Control characters, halves of pairs, private and unassigned ones; Cf holds joiners that names carry along."""


def text_problem(text: str, limit: int) -> Diagnostic | None:
    """What speaks against a text; line breaks and tabs are no harm, faces of print it cannot show are."""
    if len(text) > limit:
        return Diagnostic(Level.ERROR, "text_too_long", {"count": len(text), "limit": limit})
    strange = next((one for one in text if one not in "\n\t" and not _is_writable(one)), None)
    if strange is not None:
        shown = strange if strange.isprintable() else f"U+{ord(strange):04X}"
        return Diagnostic(Level.ERROR, "text_unwritable", {"letter": shown})
    return None


def _is_writable(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category not in _REFUSED and not (category == "So" and ord(letter) > 0xFFFF)
