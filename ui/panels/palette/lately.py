"""What was opened by the palette lately, of each office: ids and names of commands, never a person's name."""

from __future__ import annotations

from gzparty.services.palette import PERSON, UNIT
from gzparty.services.palette import Key as RecordKey
from ui.memory import Memory
from ui.panels.palette.line import Key

MOST = 12
COMMAND = "command"


class Lately:
    """Keeps the last picks, the newest first, in this user's memory, which lies in clear."""

    def __init__(self, memory: Memory, office: str) -> None:
        self._memory = memory
        self._place = f"palette/{office}"

    def keys(self) -> list[Key]:
        """The last picks."""
        kept = self._memory.recall(self._place)
        if not isinstance(kept, list):
            return []
        pairs = [tuple(one) for one in kept if isinstance(one, list) and len(one) == 2]
        return [
            (kind, key)
            for kind, key in pairs
            if (kind in (PERSON, UNIT) and isinstance(key, int)) or (kind == COMMAND and isinstance(key, str))
        ]

    def records(self) -> tuple[RecordKey, ...]:
        """The people and units among them."""
        return tuple((kind, key) for kind, key in self.keys() if isinstance(key, int))

    def commands(self) -> list[str]:
        """The commands among them."""
        return [key for _kind, key in self.keys() if isinstance(key, str)]

    def note(self, key: Key) -> None:
        """Put a pick first."""
        kept = [key, *(one for one in self.keys() if one != key)][:MOST]
        self._memory.keep(self._place, [list(one) for one in kept])
