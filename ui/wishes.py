"""What one page wants of another: neither knows the other, the window brings them together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class PrintRequest(NamedTuple):
    """For the print centre: a paper of the catalogue and what it is about (year, training, unit, person, on)."""

    paper: str
    selectors: Mapping[str, object]


class ImportRequest(NamedTuple):
    """For the import page: files already chosen, none to ask for them."""

    files: tuple[Path, ...] = ()


class PersonRequest(NamedTuple):
    """For the page of people: whose file shall be shown."""

    person_id: int


class Wishes(QObject):
    """One object for the whole window."""

    page_wanted = Signal(str, object)
    """A page by its key and what it shall show (see `PageWidget.take_request`); None leaves it as it was."""

    def show_page(self, key: str, request: object = None) -> None:
        """Ask for a page."""
        self.page_wanted.emit(key, request)
