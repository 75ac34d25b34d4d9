"""Going round the parts of a window and the tabs of a page by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget


def step(panes: Sequence[QWidget], focus: QWidget | None, by: int) -> None:
    """Move the focus from the part it is in to the next one in sight, round the window."""
    shown = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    here = next((place for place, pane in enumerate(shown) if _holds(pane, focus)), -1 if by > 0 else 0)
    if shown:
        shown[(here + by) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)


def step_tab(page: QWidget | None, focus: QWidget | None, by: int) -> None:
    """Show another tab of the tabs nearest to the focus."""
    tabs = _tabs_near(page, focus) if page else None
    if tabs is not None:
        tabs.setCurrentIndex((tabs.currentIndex() + by) % tabs.count())


def _tabs_near(page: QWidget, focus: QWidget | None) -> QTabBar | None:
    """The tabs in sight nearest to the focus: those of a panel before those of the page."""
    above: QWidget | None = focus if focus is not None and page.isAncestorOf(focus) else page
    while above is not None:
        bars = cast("list[QTabBar]", above.findChildren(QTabBar))
        shown = [one for one in bars if one.isVisible() and one.count() > 1]
        if shown or above is page:
            return shown[0] if shown else None
        above = above.parentWidget()
    return None


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
