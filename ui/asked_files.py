"""Asks for files where the clerk looked last; the first time among her documents, not where the program lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from ui.memory import Memory

LAST = "files/folder"


def ask_files(parent: QWidget, memory: Memory, title: str, kinds: str) -> tuple[Path, ...]:
    """Ask for files, several at once; `kinds` as Qt writes filters. Nothing chosen gives an empty tuple."""
    from PySide6.QtWidgets import QFileDialog

    names, _kind = QFileDialog.getOpenFileNames(parent, title, str(first_folder(memory)), kinds)
    chosen = tuple(Path(name) for name in names)
    if chosen:
        memory.keep(LAST, str(chosen[0].parent))
    return chosen


def first_folder(memory: Memory) -> Path:
    """Where to begin looking: the folder of last time if it is still there, else the user's documents, else home."""
    kept = memory.recall(LAST)
    if isinstance(kept, str) and Path(kept).is_dir():
        return Path(kept)
    return documents()


def documents() -> Path:
    """The user's documents, else home: Qt's own dialog takes a folder that is not there for the name of a file."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()
