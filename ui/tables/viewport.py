"""The viewport of a view, made by us."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QWidget


def own_viewport(view: QAbstractScrollArea) -> None:
    """Give a view a viewport that Python knows.

    Asked for one made by Qt, PySide looks for its class among all descendants of QWidget and builds each of them.
    """
    viewport = QWidget()
    is_head = isinstance(view, QHeaderView)
    viewport.setBackgroundRole(QPalette.ColorRole.Button if is_head else QPalette.ColorRole.Base)
    viewport.setMouseTracking(is_head)
    viewport.setAutoFillBackground(True)
    view.setViewport(viewport)
