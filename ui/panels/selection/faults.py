"""What the rules of a selection say of something typed, put beside the fields it is about."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.labels import sentence


def by_field(found: Iterable[Diagnostic]) -> dict[str, str]:
    """The errors by the attribute they name; several of one field one under another."""
    said: dict[str, str] = {}
    for one in found:
        if one.level is Level.ERROR:
            name = str(one.parameters.get("field", ""))
            said[name] = "\n".join(part for part in (said.get(name, ""), sentence(one)) if part)
    return said


def by_nomination(found: Iterable[Diagnostic]) -> dict[int, str]:
    """The errors by the nomination they are about."""
    said: dict[int, str] = {}
    for one in found:
        number = one.parameters.get("nomination")
        if isinstance(number, int) and one.level is Level.ERROR:
            said.setdefault(number, sentence(one))
    return said
