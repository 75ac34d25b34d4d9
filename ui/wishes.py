"""What one page wants of another: neither knows the other, the window brings them together."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Wishes(QObject):
    """One object for the whole window."""

    page_wanted = Signal(str, object)
    """A page by its key and what it shall show (see `PageWidget.take_request`); None leaves it as it was."""

    def show_page(self, key: str, request: object = None) -> None:
        """Ask for a page."""
        self.page_wanted.emit(key, request)
