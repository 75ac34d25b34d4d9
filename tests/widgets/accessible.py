"""What somebody who hears the window, or has no mouse, would miss in one sight of it: sentences, none where all is well."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitterHandle,
    QTabBar,
    QTableView,
    QWidget,
)

from ui.tables.matrix import MatrixModel
from ui.tables.record_table import RecordTable
from ui.widgets.focus_proxy import proxy_of
from ui.widgets.tab_order import stops

CONTROLS = (
    *(QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox),
    *(QAbstractSpinBox, QAbstractItemView, QTabBar),
)
LOWEST, LOWEST_IN_STATUS_ROW = 26, 24
"""The status row itself is 26 px high."""
ROWS_READ = 40
"""Of each table in sight so many rows are read; a county has ten thousand."""
LONGEST_STAY = 40
"""So many Tabs may go from cell to cell before a table is left."""
BY_OTHER_KEYS = {
    "AnswerSegment": "the row of the item has the keys Y and N",
    "tool_undo": "Ctrl+Z",
    "tool_redo": "Ctrl+Y",
    "Clear": "Esc in the field",
    "Pick": "Alt+Down in the line",
    "paletteList": "the arrows in the line above it",
    "frozenColumns": "those of the table below, of which they are a picture",
}
"""What Tab passes over by intent, by kind or by how their name ends, and the key that does the same."""

PLAIN = {
    "passwordGo": "the empty fields and the tick above it are what it waits for",
    "promptWipe": "the sheet is empty",
    "guideBack": "beside it stands that this is the first stop",
    "setUpCategoriesAdd": "the whole form is closed, and its head says since when",
}
"""Buttons that need not say why they cannot be pressed, and where it is seen."""
WITHOUT_TAB = {"paletteLine": "Tab steps through what is found, Esc leaves"}
"""What keeps Tab for itself, and the key that leads away."""


def faults(top: QWidget, tried: set[str]) -> list[str]:
    """Everything that is wrong in a window as it stands; Tab is pressed in what was not `tried` before."""
    shown = [one for one in everything_in(top) if one.isVisible()]
    controls = [one for one in shown if is_control(one)]
    return [
        *unnamed(controls),
        *alike(controls),
        *unsaid(shown),
        *unsaid_cells([one for one in shown if isinstance(one, QAbstractItemView)]),
        *too_low(controls),
        *unexplained(controls),
        *out_of_reach(top, controls),
        *held_fast(top, tried),
    ]


def everything_in(top: QWidget) -> list[QWidget]:
    inside = cast("list[QWidget]", top.findChildren(QWidget))
    return [one for one in (top, *inside) if one.window() is top]


def is_control(widget: QWidget) -> bool:
    """Whether something can be done with a widget; parts of one that Qt made itself belong to it."""
    if isinstance(widget, QHeaderView | QScrollArea) or widget.objectName().startswith("qt_"):
        return False
    if isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
        return False
    return isinstance(widget, CONTROLS) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def name_of(widget: QWidget) -> str:
    """What a control is called; of a choice and a number Qt gives on some systems the value instead."""
    if isinstance(widget, QComboBox | QAbstractSpinBox):
        labels = cast("list[QLabel]", widget.window().findChildren(QLabel))
        return widget.accessibleName() or next((one.text() for one in labels if one.buddy() is widget), "")
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def path_of(widget: QWidget) -> str:
    names: list[str] = []
    here = cast("QWidget | None", widget)
    while here is not None and len(names) < 4:
        names.append(here.objectName() or type(here).__name__)
        here = here.parentWidget()
    return " in ".join(names)


def unnamed(controls: list[QWidget]) -> Iterator[str]:
    for one in controls:
        name = name_of(one)
        if not re.search(r"\w", name) or name == one.objectName():
            yield f"has no name: {path_of(one)}"
        line = one.lineEdit() if isinstance(one, QComboBox) else None
        if line is not None and not line.accessibleName():
            yield f"has no name where it is typed into: {path_of(one)}"


def alike(controls: list[QWidget]) -> Iterator[str]:
    """Two of a kind with one name, unless they stand in parts with names of their own."""
    found = defaultdict(list)
    for one in controls:
        role = QAccessible.queryAccessibleInterface(one).role()
        found[name_of(one), role, surroundings(one)].append(one)
    for (name, _role, _around), same in found.items():
        if name and len(same) > 1:
            yield f"called the same, {name}: {path_of(same[0])}, {path_of(same[1])}"


def surroundings(widget: QWidget) -> int:
    """The nearest part around a control that has a name."""
    around = widget.parentWidget()
    while around is not None and not around.accessibleName():
        around = around.parentWidget()
    return id(around)


def unsaid(shown: list[QWidget]) -> Iterator[str]:
    """What is painted and not told: figures, steps, bars."""
    for one in shown:
        own = any(
            "paintEvent" in vars(kind) for kind in type(one).__mro__ if kind.__module__.startswith("ui.")
        )
        # A handle is the line between two panes, or the shade of one that lies over the other.
        kinds = QLabel | QHeaderView | QAbstractItemView | QSplitterHandle
        if own and not is_control(one) and not isinstance(one, kinds):
            told = one.accessibleName() or QAccessible.queryAccessibleInterface(one).text(
                QAccessible.Text.Name
            )
            if not told and not one.findChildren(QLabel):
                yield f"is painted and not told: {path_of(one)}"


def unsaid_cells(views: list[QAbstractItemView]) -> Iterator[str]:
    for view in views:
        model = view.model()
        if model is None:
            continue
        for row in range(min(model.rowCount(QModelIndex()), ROWS_READ)):
            for column in range(model.columnCount(QModelIndex()) if isinstance(view, QTableView) else 1):
                index = model.index(row, column)
                said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or ""
                if is_bare(model, row, column, said):
                    yield f"says {said!r} of row {row}, column {column}: {path_of(view)}"


def is_bare(model: object, row: int, column: int, said: str) -> bool:
    """Whether a cell shows something of which its sentence says nothing."""
    if isinstance(model, MatrixModel) and column:
        cell = model.cell(row, column)
        own = model.source.spoken(model.place(row), column - 1)
        return bool(cell.glyph or cell.text or cell.filled) and not re.search(r"\w", own)
    if isinstance(model, RecordTable) and not model.heading(row):
        shown = model.cell(row, column)
        return not re.search(r"\w", said) or (bool(shown.glyph or shown.text) and said.endswith("，空"))
    return isinstance(model, MatrixModel | RecordTable) and column == 0 and not re.search(r"\w", said)


def too_low(controls: list[QWidget]) -> Iterator[str]:
    for one in controls:
        lowest = LOWEST_IN_STATUS_ROW if path_of(one).find(" in statusRow") > 0 else LOWEST
        if isinstance(one, QAbstractButton) and one.isEnabled() and one.height() < lowest:
            yield f"is {one.height()} px high: {path_of(one)}"


def unexplained(controls: list[QWidget]) -> Iterator[str]:
    """What cannot be pressed now and does not say why; Qt tells a tooltip as the description."""
    for one in controls:
        if not isinstance(one, QPushButton) or one.isEnabled() or not one.text():
            continue
        if one.objectName() not in PLAIN and not one.toolTip() and not one.accessibleDescription():
            yield f"cannot be pressed and does not say why: {path_of(one)}"


def out_of_reach(top: QWidget, controls: list[QWidget]) -> Iterator[str]:
    """What a mouse can press and no key comes to."""
    reached = set(stops(top))
    for one in controls:
        if not one.isEnabled() or one in reached or proxy_of(one) in reached or has_other_key(one):
            continue
        group = one.group() if isinstance(one, QAbstractButton) else None
        if group is None or reached.isdisjoint(group.buttons()):
            yield f"cannot be reached by Tab: {path_of(one)}"


def has_other_key(widget: QWidget) -> bool:
    kind, name = type(widget).__name__, widget.objectName()
    return kind in BY_OTHER_KEYS or any(name.endswith(one) for one in BY_OTHER_KEYS)


def held_fast(top: QWidget, tried: set[str]) -> Iterator[str]:
    """Where Tab comes to and does not leave again; where it comes to something that cannot be seen or used."""
    if QApplication.activeWindow() is not top or QApplication.activePopupWidget() is not None:
        return
    for stop in stops(top):
        if path_of(stop) in tried or not stop.isVisible() or not stop.isEnabled():
            continue
        tried.add(path_of(stop))
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is not stop:
            yield f"does not take the focus: {path_of(stop)}"
            continue
        if len(stops(top)) == 1 or stop.objectName() in WITHOUT_TAB:
            # There is nothing else to come to.
            continue
        for _press in range(LONGEST_STAY):
            QTest.keyClick(QApplication.focusWidget() or stop, Qt.Key.Key_Tab)
            here = QApplication.focusWidget()
            if here is not stop and not is_cell_of(stop, here):
                break
        else:
            yield f"does not let Tab go: {path_of(stop)}"
        if here is None or not here.isVisible() or not here.isEnabled():
            yield f"lets Tab go to nothing: {path_of(stop)}"


def is_cell_of(stop: QWidget, here: QWidget | None) -> bool:
    """Whether the focus is in a cell of a table; what scrolls holds other stops, and going to one of them is leaving it."""
    return isinstance(stop, QAbstractItemView) and here is not None and stop.isAncestorOf(here)
