"""What was typed to find a person: characters of the name, its pinyin or initials, or the last digits of a phone."""

from __future__ import annotations

from enum import StrEnum

from gzparty.domain.names import normalize_name
from gzparty.records import dataclass


class NeedleKind(StrEnum):
    """What the typed text is compared with."""

    NAME = "name"
    LETTERS = "letters"
    DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class Needle:
    """The text as it is compared: full-width forms folded, without spaces, letters small."""

    kind: NeedleKind
    text: str


def needle(typed: str) -> Needle | None:
    """Read what was typed; None where nothing is looked for."""
    text = normalize_name(typed).lower().replace("'", "")
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return Needle(NeedleKind.DIGITS, text)
    if text.isascii() and text.isalpha():
        return Needle(NeedleKind.LETTERS, text)
    return Needle(NeedleKind.NAME, text)
