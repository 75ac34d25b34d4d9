"""What of a window is cut off: texts without room, controls outside their parents or over each other.

A text may be shortened with an ellipsis where its whole is told elsewhere: in the tooltip of its control.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QMenuBar,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QSplitterHandle,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from ui.main_window import MINIMUM, MainWindow
from ui.tables.told_header import ToldHeader
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.day_strip import DayStrip
from ui.widgets.painted import PaintedButton
from ui.widgets.shortened import ShortButton, ShortField, ShortLabel

SHORTENED = (ShortLabel, ShortButton, ShortField, Check, DayStrip, PaintedButton, Combo)
"""What ends in … by itself where it is too narrow, and tells the whole in its tooltip."""
SLACK = 1
"""So many px of a rounded size are nobody's fault."""
OWN_ROOM = (QScrollBar, QHeaderView, QSplitterHandle)
"""Qt lays these out itself."""
LAYS_OUT = (QAbstractScrollArea, QStackedWidget, QSplitter, QMenuBar, QTabBar, QProgressBar)
"""These need not show all they hold at once."""
SCREEN = QSize(1280, 640)
"""What the smallest screen leaves to a window or a dialog, without its title and the bar of the system."""
ARROW = 20
DESCENT = 3
"""A line may be so many px lower than its font without a letter being cut."""


def faults(top: QWidget) -> list[str]:
    """A line for each fault in sight below a window: what is wrong, and where."""
    found = [f"{where(widget, top)}: {what}" for widget in in_sight(top) for what in _faults(widget)]
    layout = top.layout()
    return [*found, *(_overlapping(layout) if layout is not None else ()), *_heads(top)]


def cut_off(name: str, top: QWidget) -> list[str]:
    """What is cut off in a sight of that name, and what asks for more than the smallest window or screen has."""
    found = faults(top)
    is_window = isinstance(top, MainWindow)
    size, least, room = top.size(), top.minimumSizeHint(), MINIMUM if is_window else SCREEN
    # A menu longer than the screen goes on in another column.
    if not isinstance(top, QMenu) and size.boundedTo(room) != size:
        found.append(f"{size.width()}x{size.height()} is too large")
    if is_window and least.boundedTo(MINIMUM) != least:
        found.append(f"asks for {least.width()}x{least.height()} at least")
    return [f"{name}: {fault}" for fault in found]


def in_sight(top: QWidget) -> list[QWidget]:
    """The widgets that are seen, without those Qt keeps inside its own controls."""
    below = cast("list[QWidget]", top.findChildren(QWidget))
    return [one for one in below if one.isVisible() and not one.isWindow() and not _is_inner(one)]


def where(widget: QWidget, top: QWidget) -> str:
    """The names from below the window down to a widget."""
    names: list[str] = []
    one: QWidget | None = widget
    while one is not None and one is not top:
        if one.objectName() and not one.objectName().startswith("qt_"):
            names.append(one.objectName())
        one = one.parentWidget()
    return f"{type(widget).__name__} {'/'.join(reversed(names[:3]))}"


def _faults(widget: QWidget) -> Iterator[str]:
    yield from _outside(widget)
    yield from _without_room(widget) if _says(widget) else _squeezed(widget)
    layout = widget.layout()
    if layout is not None:
        yield from _overlapping(layout)


def _outside(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None:
        return
    area = parent.parentWidget()
    box = widget.geometry()
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        if isinstance(area, QScrollArea) and box.width() > parent.width() + SLACK and _never_scrolls(area):
            yield f"wider by {box.width() - parent.width()} than what scrolls it"
        if (
            isinstance(area, QScrollArea)
            and box.height() > parent.height() + SLACK
            and _never_goes_down(area)
        ):
            yield f"higher by {box.height() - parent.height()} than what never scrolls it"
        return
    room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not room.contains(box):
        yield f"outside its parent: {_words(box)} in {_words(parent.rect())}"


def _never_scrolls(area: QScrollArea) -> bool:
    return not area.horizontalScrollBar().isVisible()


def _never_goes_down(area: QScrollArea) -> bool:
    return area.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _heads(top: QWidget) -> Iterator[str]:
    """The heads of columns: one that ends in … and is told nowhere, one of which not even a letter is seen."""
    for header in cast("list[QHeaderView]", top.findChildren(QHeaderView)):
        if not header.isVisible() or header.orientation() is Qt.Orientation.Vertical:
            continue
        for section in range(header.count()):
            if not header.isSectionHidden(section):
                yield from (f"{where(header, top)}: {what}" for what in _head_faults(header, section))


def _head_faults(header: QHeaderView, section: int) -> Iterator[str]:
    if not isinstance(header, ToldHeader):
        title = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        if _advance(header, title) > header.sectionSize(section):
            yield f"its head is cut and not told: {_start(title)}"
        return
    for line in header.head_words(section):
        least = QFontMetrics(line.font).horizontalAdvance(line.words[:1] + "…")
        if line.lacks > SLACK and line.room < least:
            yield f"its head has {line.room} px, {least} for its first letter: {_start(line.words)}"


def _says(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit)


def _squeezed(widget: QWidget) -> Iterator[str]:
    """What paints itself needs the room it asks for; of what has a layout the parts are looked at."""
    if widget.layout() is not None or isinstance(widget, LAYS_OUT):
        return
    least = widget.minimumSizeHint()
    if isinstance(widget, QAbstractSpinBox):
        least.setHeight(widget.fontMetrics().height())
    short = least - widget.size()
    if short.width() > SLACK and not _is_told(widget):
        yield f"narrower by {short.width()} than it can be"
    if short.height() > SLACK:
        yield f"lower by {short.height()} than it can be"


def _without_room(widget: QWidget) -> Iterator[str]:
    low = widget.fontMetrics().height() - widget.height()
    if _lack(widget)[0] and low > DESCENT:
        yield f"lower by {low} than its letters"
    text, short = _lack(widget)
    if short > SLACK and (_wraps(widget) or not _is_told(widget)):
        yield f"its text lacks {short} px: {_start(text)}"


def _lack(widget: QWidget) -> tuple[str, int]:
    """What a control says, and how many px of its width, or of the height of its lines, are not there."""
    if isinstance(widget, QLabel) and widget.text():
        lines = widget.heightForWidth(widget.width()) - widget.height()
        return widget.text(), lines if _wraps(widget) else widget.sizeHint().width() - widget.width()
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text(), widget.sizeHint().width() - widget.width()
    if isinstance(widget, QComboBox):
        return widget.currentText(), _advance(widget, widget.currentText()) + ARROW - widget.width()
    if isinstance(widget, QLineEdit) and not widget.text():
        return widget.placeholderText(), _advance(widget, widget.placeholderText()) - widget.width()
    return "", 0


def _advance(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)


def _wraps(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and widget.wordWrap()


def _overlapping(layout: QLayout) -> Iterator[str]:
    widgets = list(_laid_out(layout))
    for one, other in combinations(widgets, 2):
        shared = one.geometry() & other.geometry()
        if shared.width() > SLACK and shared.height() > SLACK:
            yield f"{one.objectName() or type(one).__name__} lies over {other.objectName() or type(other).__name__}: {_words(shared)}"


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None and widget.isVisible():
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _is_told(widget: QWidget) -> bool:
    """Whether what is shortened ends in … and its tooltip says the whole."""
    return bool(widget.toolTip()) or isinstance(widget, SHORTENED)


def _is_inner(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inner = isinstance(parent, QComboBox | QAbstractSpinBox | QTabBar | QMenuBar | QLineEdit | QHeaderView)
    return inner or isinstance(widget, OWN_ROOM) or widget.objectName().startswith("qt_")


def _words(box: QRect) -> str:
    return f"{box.x()},{box.y()} {box.width()}x{box.height()}"


def _start(text: str) -> str:
    return text[:24].replace("\n", " ")
