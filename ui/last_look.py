"""When this user saw the workbench of an office last; kept with the window's memory."""

from __future__ import annotations

import zlib
from datetime import date
from pathlib import Path

from gzparty.domain.sight import Seen
from ui.memory import Memory


class LastLook:
    """Remembers the day of the last look at one office file, and the one before it."""

    def __init__(self, memory: Memory, office: Path) -> None:
        self._memory = memory
        # The sample and the real office are looked at on days of their own.
        self._key = f"home/{zlib.crc32(str(office).encode()):08x}/seen"

    def look(self, today: date) -> Seen:
        """Remember that it was seen today, and give when it was seen before."""
        kept = self._recall()
        seen = kept.opened(today) if kept else Seen(today)
        if seen != kept:
            before = seen.before.isoformat() if seen.before else None
            self._memory.keep(self._key, [seen.day.isoformat(), before])
        return seen

    def was_on(self, today: date) -> bool:
        """Whether it was seen today already."""
        kept = self._recall()
        return kept is not None and kept.day >= today

    def _recall(self) -> Seen | None:
        try:
            day, before = self._memory.recall(self._key)
            return Seen(date.fromisoformat(day), date.fromisoformat(before) if before else None)
        except (TypeError, ValueError):
            return None
