"""Who was away, as sheets, minutes and clerks write it: 何示例（外出务工）、李示例 病假."""

from __future__ import annotations

import re

from gzparty.domain.chinese_records import LEAVE, NOBODY
from gzparty.domain.meeting import Absence

_BETWEEN = re.compile(r"[、，,；;。\t\n]+(?![^（(]*[）)])")
_WITH_REASON = re.compile(r"^(.+?)[（(](.+?)[）)]$|^(\S{2,4})\s+(.+)$|^(.{2,4}?)[:：](.+)$")


def read_absences(text: str) -> tuple[Absence, ...]:
    """Each name with its reason; leave is what is called so, nobody else's."""
    entries = (part.strip() for part in _BETWEEN.split(text))
    return tuple(_absence(entry) for entry in entries if entry and entry not in NOBODY)


def _absence(entry: str) -> Absence:
    found = _WITH_REASON.match(entry)
    if found is None:
        return Absence(entry)
    name, reason = next((found[i], found[i + 1]) for i in (1, 3, 5) if found[i])
    return Absence(name.strip(), reason.strip(), leave=LEAVE in reason)
