"""Who was away, as sheets, minutes and clerks write it: 何示例（外出务工）、李示例 病假."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gzparty.domain.chinese_records import LEAVE, NOBODY
from gzparty.domain.meeting import Absence

_BETWEEN = re.compile(r"[、，,；;。\t\n]+")
_BRACKET = re.compile(r"([（(）)])")
_CLOSING = frozenset("）)")
_WITH_REASON = re.compile(r"^(.[^（(\n]*)[（(](.+)[）)]$|^(\S{2,4})\s+(\S.*)$|^(.{2,4}?)[:：](.+)$")


def read_absences(text: str) -> tuple[Absence, ...]:
    """Each name with its reason; leave is what is called so, nobody else's."""
    entries = (part.strip() for part in _parts(text))
    return tuple(_absence(entry) for entry in entries if entry and entry not in NOBODY)


def _parts(text: str) -> Iterator[str]:
    """The text between separators; one inside brackets separates nothing."""
    pieces = _BRACKET.split(text)
    part: list[str] = []
    for piece, bracket in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        first, *others = [piece] if bracket in _CLOSING else _BETWEEN.split(piece)
        part.append(first)
        for other in others:
            yield "".join(part)
            part = [other]
        part.append(bracket)
    yield "".join(part)


def _absence(entry: str) -> Absence:
    found = _WITH_REASON.match(entry)
    if found is None:
        return Absence(entry)
    name, reason = next((found[i], found[i + 1]) for i in (1, 3, 5) if found[i])
    return Absence(name.strip(), reason.strip(), leave=LEAVE in reason)
