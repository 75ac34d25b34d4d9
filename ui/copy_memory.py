"""What this machine remembers of the copies of one office: folders, the second place, the last stick, what failed."""

from __future__ import annotations

import zlib
from datetime import date, datetime
from pathlib import Path

from ui.memory import Memory

FOLDERS = 8
"""So many folders outside are remembered."""


class CopyMemory:
    """Belongs to the machine and not to the office: another machine has other drives, and sticks of its own."""

    def __init__(self, memory: Memory, office: Path) -> None:
        self._memory = memory
        # The sample and the real office have sticks of their own.
        self._place = f"copies/{zlib.crc32(str(office).encode()):08x}"

    @property
    def folders(self) -> list[Path]:
        """The folders outside in which copies were stored, the latest first."""
        kept = self.recall("folders")
        return [Path(folder) for folder in kept if isinstance(folder, str)] if isinstance(kept, list) else []

    def add_folder(self, folder: Path) -> None:
        """Remember a folder as the latest one."""
        others = [str(other) for other in self.folders if other != folder]
        self.keep("folders", [str(folder), *others][:FOLDERS])

    def all_folders(self) -> list[Path]:
        """The folders outside in which copies may lie, the second place among them."""
        second, folders = self.second, self.folders
        return [*folders, second] if second is not None and second not in folders else folders

    @property
    def second(self) -> Path | None:
        """The folder into which the program's own copies go too; None where the clerk wants none."""
        kept = self.recall("second")
        return Path(kept) if isinstance(kept, str) and kept else None

    def choose_second(self, folder: Path | None) -> None:
        """Take a folder as second place, None for none."""
        self.keep("second", str(folder) if folder else "")

    @property
    def outside(self) -> date | None:
        """The day something was last stored outside this computer."""
        kept = self.recall("outside")
        return datetime.fromisoformat(kept).date() if isinstance(kept, str) else None

    def keep_outside(self, at: datetime) -> None:
        """Something was stored outside this computer."""
        self.keep("outside", at.isoformat())

    @property
    def failure(self) -> str:
        """Why the copy at closing was not made; empty where nothing is to be told."""
        kept = self.recall("failed")
        return kept if isinstance(kept, str) else ""

    def keep_failure(self, words: str) -> None:
        """Tell this at the next start; empty for nothing."""
        self.keep("failed", words)

    def keep(self, name: str, value: object) -> None:
        """Remember something of this office's copies."""
        self._memory.keep(f"{self._place}/{name}", value)

    def recall(self, name: str) -> object:
        """What was remembered, or None."""
        value: object = self._memory.recall(f"{self._place}/{name}")
        return value
