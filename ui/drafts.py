"""Keeps what stands in open forms, so that nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

INTERVAL_MS = 2000


class DraftPort(Protocol):
    """Where drafts lie: the office file's own unjournalled table."""

    def save(self, key: str, content: Mapping[str, str]) -> None:
        """Keep a draft under a key such as `training/3`."""

    def load(self, key: str) -> Mapping[str, str] | None:
        """Give a kept draft, or None."""

    def discard(self, key: str) -> None:
        """Forget a draft."""


class Watched(Protocol):
    """What can be kept as a draft: a form, or cells typed over a sheet."""

    def draft(self) -> dict[str, str]:
        """Give what stands there as raw texts."""

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back."""

    def is_changed(self) -> bool:
        """Tell whether there is anything to keep."""


class Drafts(QObject):
    """Saves each watched form every two seconds if it changed since."""

    kept = Signal(str)
    """The key of a form whose draft was saved just now."""

    def __init__(self, port: DraftPort) -> None:
        super().__init__()
        self._port = port
        self._forms: dict[str, Watched] = {}
        self._saved: dict[str, dict[str, str]] = {}
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.save_all)

    def watch(self, key: str, form: Watched) -> bool:
        """Watch a form just loaded; put an older draft back into it and tell whether there was one."""
        self._forms[key] = form
        kept = self._port.load(key)
        if kept:
            form.restore(kept)
        self._saved[key] = form.draft()
        self._timer.start()
        return bool(kept) and form.is_changed()

    def forget(self, key: str) -> None:
        """Stop watching a form whose content was stored or given up, and drop its draft."""
        self._forms.pop(key, None)
        self._saved.pop(key, None)
        # Also what was left a moment ago, while it was being stored.
        self._port.discard(key)
        if not self._forms:
            self._timer.stop()

    def leave(self, key: str) -> None:
        """Stop watching a form that goes out of sight, keeping its draft."""
        self._save(key)
        self._forms.pop(key, None)
        self._saved.pop(key, None)

    def save_all(self) -> None:
        """Save every form that changed; the window calls it on closing too."""
        for key in tuple(self._forms):
            self._save(key)

    def _save(self, key: str) -> None:
        form = self._forms.get(key)
        if form is None or not isValid(form):
            # Gone with its window, which saved everything when it closed.
            self._forms.pop(key, None)
            return
        if not form.is_changed() or form.draft() == self._saved.get(key):
            return
        self._saved[key] = form.draft()
        self._port.save(key, self._saved[key])
        self.kept.emit(key)
