"""Finds people of a roll by initials or characters, and says which letters of a cell matched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gzparty.domain.roll import UNDECIDED
from gzparty.domain.sitting import Attendance
from gzparty.i18n import _


class Found(NamedTuple):
    """A line that matches; the letters `start` to `start + length` of `column` are what matched."""

    position: int
    column: str
    start: int
    length: int


def find(lines: Sequence[Attendance], text: str) -> list[Found]:
    """Find lines whose name or village starts with the initials, or contains the characters; unmarked first."""
    wanted = text.strip().lower()
    if not wanted:
        return []
    found = [(line, hit) for line in lines if (hit := _hit(line, wanted)) is not None]
    found.sort(key=lambda pair: pair[0].status not in UNDECIDED)
    return [hit for _line, hit in found]


def _hit(line: Attendance, wanted: str) -> Found | None:
    for column, text in (("name", line.name), ("unit", line.unit_name)):
        start = text.lower().find(wanted)
        if start >= 0:
            return Found(line.position, column, start, len(wanted))
    return _initials_hit(line, wanted)


def _initials_hit(line: Attendance, wanted: str) -> Found | None:
    """Initials hold the readings of the name first, then those of each village; nothing says where one ends."""
    tokens = line.initials.split()
    token = next((token for token in tokens if token.startswith(wanted)), None)
    if token is None:
        return None
    units = line.unit_name.split(_("、"))
    unit = next((unit for unit in units if len(token) in (len(unit), len(unit) - 1)), "")
    if unit and token != tokens[0] and _alike(token, tokens[-1]) >= _alike(token, tokens[0]):
        start = line.unit_name.index(unit)
        return Found(line.position, "unit", start, min(len(wanted), len(unit)))
    return Found(line.position, "name", 0, min(len(wanted), len(line.name)))


def _alike(one: str, other: str) -> int:
    """Readings of the same characters share letters in the same places."""
    return sum(a == b for a, b in zip(one, other, strict=False)) if len(one) == len(other) else 0
