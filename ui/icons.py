"""Line icons of resources/icons, drawn in whatever colour the theme asks for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.resource import read_text


class Icons:
    """Paints icons by file name without its ending; each colour of an icon is parsed once."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._renderers: dict[tuple[str, int], QSvgRenderer] = {}

    def paint(self, painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
        """Draw an icon into a square; unknown names raise FileNotFoundError."""
        self._renderer(name, colour).render(painter, rect)

    def pixmap(self, name: str, colour: QColor, size: int, ratio: float, after: int = 0) -> QPixmap:
        """Render an icon of `size` device-independent pixels, and `after` empty ones, for a screen of that pixel ratio."""
        pixmap = QPixmap(round((size + after) * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, QRectF(0, 0, size, size), name, colour)
        return pixmap

    def _renderer(self, name: str, colour: QColor) -> QSvgRenderer:
        key = (name, colour.rgba())
        if key not in self._renderers:
            coloured = self._source(name).replace("currentColor", colour.name())
            self._renderers[key] = QSvgRenderer(QByteArray(coloured.encode()))
        return self._renderers[key]

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = read_text(f"icons/{name}.svg")
        return self._sources[name]
