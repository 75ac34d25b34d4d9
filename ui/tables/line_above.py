"""Keeps the line above the head of a grid: what is left out, what of a paste found no place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gzparty.i18n import _
from ui.tables.blocks import Overflow, overflow_words
from ui.tables.narrowing import words
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.tables.grid import Grid
    from ui.tables.head_line import HeadLine


class LineAbove(QObject):
    """Builds the line when there is something to say, and takes the room for it from the head."""

    def __init__(self, theme: Theme, grid: Grid[Any]) -> None:
        super().__init__(grid)
        self._theme = theme
        self._grid = grid
        self._line: HeadLine | None = None
        self._notes = False

    def renew(self) -> None:
        """Count anew after other rows came; what a paste had no place for stands until it was read."""
        if not self._notes:
            self.tell_narrowed()

    def end_note(self) -> None:
        """Something else was typed."""
        if self._notes:
            self.tell_narrowed()

    def tell_narrowed(self) -> None:
        """Say what the rows in sight have in common; nothing while all are."""
        self._notes = False
        records = self._grid.records
        if not records.narrows:
            self._put_away()
            return
        told = _("；").join(words(one, records.columns) for one in records.narrows)
        counts = (records.record_count(), records.whole_count())
        self._made().say_narrowed(told, *counts, steps=len(records.narrows))
        self.make_room()

    def tell_overflow(self, over: object) -> None:
        """Say what found no place."""
        if self._grid.says_overflow and isinstance(over, Overflow):
            self._notes = True
            self._made().say_note(overflow_words(over))
            self.make_room()

    def make_room(self) -> None:
        """Let the head leave the room above it that the line takes."""
        if self._line is not None:
            height = self._line.height_wanted()
            self._grid.set_headroom(height)
            self._line.setFixedHeight(height)
            self.follow_width()
            self._line.raise_()

    def follow_width(self) -> None:
        """Reach over the whole grid."""
        if self._line is not None:
            frame = self._grid.frameWidth()
            self._line.move(frame, frame)
            self._line.setFixedWidth(self._grid.width() - 2 * frame)

    def _made(self) -> HeadLine:
        if self._line is None:
            from ui.tables.head_line import HeadLine

            self._line = HeadLine(self._theme, self._grid)
            self._line.back_wanted.connect(self._grid.step_back)
            self._line.all_wanted.connect(self._grid.show_all)
            self._line.noted.connect(self.tell_narrowed)
        return self._line

    def _put_away(self) -> None:
        if self._line is not None and not self._line.isHidden():
            self._line.hide()
            self.make_room()
