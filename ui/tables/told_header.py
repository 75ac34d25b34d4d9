"""A head whose words may end in …: the whole of them stands where the mouse rests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QHeaderView, QToolTip


class HeadWords(NamedTuple):
    """A line of a head, the font it is painted in, and how many px of width it has."""

    words: str
    font: QFont
    room: int

    @property
    def lacks(self) -> int:
        """How many px of it are not there; none where it is whole."""
        return QFontMetrics(self.font).horizontalAdvance(self.words) - self.room


class ToldHeader(QHeaderView):
    """Subclasses say what a head shows."""

    def head_words(self, section: int) -> Sequence[HeadWords]:
        """The lines of a head from top to bottom."""
        raise NotImplementedError

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        section = self.logicalIndexAt(event.pos())
        lines = self.head_words(section) if section >= 0 else ()
        told = "\n".join(line.words for line in lines) if any(line.lacks > 0 for line in lines) else ""
        QToolTip.showText(event.globalPos(), told, self)
        return True
