"""What the window remembers for this user between runs: geometry, columns, last page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

TYPED = ("print/options", "selection/judge")
"""Parts in which something typed may stand, the second from earlier programs."""


class Memory:
    """Keeps small values under a path such as `table/roll`; a damaged value counts as absent."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        self.keeps_typed = True
        """Whether what was typed may be kept: the memory lies in clear, so beside an office with a password it keeps
        choices only."""

    @property
    def folder(self) -> Path:
        """This user's own folder, in which the memory lies."""
        return Path(self._settings.fileName()).parent

    def keep(self, key: str, value: object) -> None:
        """Remember a value made of lists, dicts, texts and numbers."""
        self._settings.setValue(key, json.dumps(value, ensure_ascii=False))

    def forget_typed(self) -> None:
        """Keep nothing typed from now on, and drop what was kept before: an office with a password is open."""
        self.keeps_typed = False
        for part in TYPED:
            self._settings.remove(part)

    def recall(self, key: str) -> Any:
        """Give a remembered value, or None."""
        text = self._settings.value(key)
        if not isinstance(text, str):
            return None
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return None

    def keep_bytes(self, key: str, value: QByteArray) -> None:
        """Remember an opaque state of Qt, such as a window's geometry."""
        self.keep(key, bytes(value.toHex().data()).decode())

    def recall_bytes(self, key: str) -> QByteArray:
        """Give a remembered state; empty where there is none."""
        text = self.recall(key)
        return QByteArray.fromHex(QByteArray(text.encode())) if isinstance(text, str) else QByteArray()

    def save(self) -> None:
        """Write everything down now; Qt would do it a moment later by itself."""
        self._settings.sync()
