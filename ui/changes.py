"""News of what was written, so that open pages refresh only if concerned."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

EVERYTHING = frozenset({"everything"})
"""Announced after undo, redo and import: any page may be concerned."""


def concerns(changed: frozenset[str], shown: frozenset[str]) -> bool:
    """Tell whether a page that shows some kinds of record must look again."""
    return changed == EVERYTHING or bool(changed & shown)


class Changes(QObject):
    """One object for the whole window; services return kinds of record, the writer announces them."""

    changed = Signal(frozenset)
    """Kinds of record, by their table names: training, sitting, attendance, person …"""

    def announce(self, kinds: Iterable[str]) -> None:
        """Tell all pages that records of these kinds changed."""
        names = frozenset(kinds)
        if names:
            self.changed.emit(names)
