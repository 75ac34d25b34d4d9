"""The head of a matrix: two lines a column, the month we are in on the selection's ground."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.paint import LEFT, draw_text, fill, hairline_below
from ui.tables.matrix import MatrixModel
from ui.tables.told_header import HeadWords, ToldHeader
from ui.theme import Theme

HEAD_PADDING, HEAD_PADDING_NARROW = 6, 3
EDGE = 20


class MatrixHeader(ToldHeader):
    """Heads of two lines; that of the month we are in stands on the selection's ground."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("matrixHeader")
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(36))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.row(46, 42))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, MatrixModel):
            return
        theme, head = self._theme, model.head(section)
        painter.save()
        fill(painter, rect, theme.colour("sel" if head.current else "subtle"))
        hairline_below(painter, rect, theme.colour("line2"))
        fill(painter, QRect(rect.right(), rect.top(), 1, rect.height()), theme.colour("line"))
        room = rect.adjusted(self._padding(section), 0, 0, 0)
        token = "ink" if head.current else "ink2"
        font = theme.font(13, bold=head.current)
        if section == 0:
            draw_text(painter, room, head.title, font, theme.colour(token))
        else:
            upper = QRect(
                room.left(), room.top() + theme.px(3), room.width(), room.height() // 2 - theme.px(1)
            )
            draw_text(painter, upper, head.title, font, theme.colour(token))
            lower = QRect(upper.left(), upper.bottom(), upper.width(), room.height() // 2 - theme.px(3))
            strong = head.current or head.tone == "over"
            draw_text(painter, lower, head.note, theme.font(12, bold=strong), theme.colour(head.tone), LEFT)
        painter.restore()

    def head_words(self, section: int) -> Sequence[HeadWords]:
        model = self.model()
        if not isinstance(model, MatrixModel):
            return ()
        head, room = model.head(section), self.sectionSize(section) - self._padding(section)
        title = HeadWords(head.title, self._theme.font(13, bold=head.current), room)
        if section == 0:
            return (title,)
        strong = head.current or head.tone == "over"
        return (title, HeadWords(head.note, self._theme.font(12, bold=strong), room))

    def _padding(self, section: int) -> int:
        """The room before the words of a head, in px on the screen."""
        if section == 0:
            return self._theme.px(EDGE)
        is_wide = self.sectionSize(section) >= self._theme.px(54)
        return self._theme.px(HEAD_PADDING if is_wide else HEAD_PADDING_NARROW)
