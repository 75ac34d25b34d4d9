"""The versions of a rule one under another: from when, what it says, whether it holds; painted as one widget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph, paint_glyph
from ui.paint import RIGHT, draw_text, fill
from ui.theme import Theme

ROW, GLYPH, GAP = 32, 16, 10


class Version(NamedTuple):
    """One version; `tone` is that of the remark at the right."""

    since: str
    what: str
    remark: str
    glyph: Glyph
    strong: bool = True
    tone: str = "ink3"


class VersionList(QWidget):
    """As high as its lines; it lies in a panel that scrolls."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self.versions: tuple[Version, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show versions, the newest first."""
        self.versions = tuple(versions)
        said = "\n".join(_("，").join((one.since, one.what, one.remark)) for one in versions)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(ROW) * len(self.versions))

    def paintEvent(self, event: QPaintEvent) -> None:
        height = self._theme.px(ROW)
        with QPainter(self) as painter:
            for place, version in enumerate(self.versions):
                self._paint(painter, QRect(0, place * height, self.width(), height), version)

    def _paint(self, painter: QPainter, room: QRect, version: Version) -> None:
        theme, side, gap = self._theme, self._theme.px(GLYPH), self._theme.px(GAP)
        fill(painter, QRect(room.left(), room.top(), room.width(), 1), theme.colour("line"))
        box = QRectF(room.left(), room.center().y() - side / 2 + 0.5, side, side)
        paint_glyph(painter, version.glyph, box, theme.colour)
        room.setLeft(room.left() + side + gap)
        plain, ink = theme.font(13), theme.colour("ink" if version.strong else "ink2")
        draw_text(painter, room, version.remark, plain, theme.colour(version.tone), RIGHT)
        room.setRight(room.right() - QFontMetrics(plain).horizontalAdvance(version.remark) - gap)
        font = theme.font(13, bold=version.strong)
        draw_text(painter, room, version.since, font, ink)
        room.setLeft(room.left() + QFontMetrics(font).horizontalAdvance(version.since) + gap)
        draw_text(painter, room, version.what, plain, ink)
