"""One vote in a list: its matter, of which kind it was, and under it the result; a click or Space opens it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzparty.i18n import _
from ui.paint import draw_text, fill, hairline_below
from ui.theme import Theme
from ui.widgets.painted import PaintedButton

WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
HEAD, LINE, PAD = 22, 18, 8


class VoteLine(PaintedButton):
    """Failed and passed votes look alike: the sentence says which it was."""

    def __init__(
        self, theme: Theme, name: str, matter: str, kind: str, result: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, parent)
        self.vote_id = 0
        self._matter, self._kind, self._result = matter, kind, result
        self.setText(matter)
        self.setAccessibleName(
            _("{kind}：{matter}，{result}").format(kind=kind, matter=matter, result=result)
        )
        self.setToolTip(matter)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.heightForWidth(self.theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.theme.px(HEAD + LINE + 2 * PAD))

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width, 1), 10000)
        words = QFontMetrics(self.theme.font(13)).boundingRect(room, WRAPPED, self._result).height()
        return self.theme.px(HEAD + 2 * PAD) + max(words, self.theme.px(LINE))

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        if self.underMouse():
            fill(painter, rect, self.theme.colour("hover"))

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        theme, whole = self.theme, self.rect()
        top = QRect(0, theme.px(PAD), whole.width(), theme.px(HEAD))
        kind_width = QFontMetrics(theme.font(12)).horizontalAdvance(self._kind)
        matter = top.adjusted(0, 0, -kind_width - theme.px(8), 0)
        draw_text(painter, matter, self._matter, theme.font(14, bold=True), theme.colour("ink"))
        kind = QRect(top.right() - kind_width, top.top(), kind_width + 1, top.height())
        draw_text(painter, kind, self._kind, theme.font(12), theme.colour("ink3"))
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(whole.adjusted(0, theme.px(PAD + HEAD), 0, 0), WRAPPED, self._result)
        hairline_below(painter, whole, theme.colour("line"))
