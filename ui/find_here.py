"""Ctrl+F and F3 in the one window: the bar below the page in sight, or the page's own search box."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shell import PageWidget
from ui.theme import Theme

if TYPE_CHECKING:
    # Wanted by the first key that asks for it, not by the first picture of the window.
    from ui.widgets.find_bar import FindBar


class FindHere(QObject):
    """Builds the bar into a column of the window when it is first wanted; `page` gives the page in sight."""

    def __init__(
        self, window: QWidget, theme: Theme, column: QVBoxLayout, page: Callable[[], PageWidget | None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._column = column
        self._page = page
        self._bar: FindBar | None = None

    def open(self) -> None:
        """Show the bar for the page in sight."""
        page = self._page()
        if page is not None:
            self._built().open_on(page, self._window.focusWidget())

    def step(self, step: int) -> None:
        """The next place of what was typed; where a page has a search box of its own, its next row."""
        page = self._page()
        if page is None:
            return
        if page.step_found(step):
            return
        if "find" in page.deeds():
            from ui import finding

            view = finding.view_of(page, None)
            if view is not None:
                finding.step_row(view, step)
        else:
            self._built().step_on(page, self._window.focusWidget(), step)

    def turn_to(self, page: PageWidget) -> None:
        """Another page is in sight."""
        if self._bar is not None:
            self._bar.turn_to(page)

    def leave(self) -> bool:
        """Put the bar away; tell whether it was in sight."""
        if self._bar is None or not self._bar.isVisible():
            return False
        self._bar.leave()
        return True

    def _built(self) -> FindBar:
        from ui.widgets.find_bar import FindBar

        if self._bar is None:
            self._bar = FindBar(self._theme)
            self._column.addWidget(self._bar)
        return self._bar
