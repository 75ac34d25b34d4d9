"""Where Tab goes in parts made after the rest of a form: Qt puts whatever is made later last of all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain(before: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go from `before` through the parts in their order, and on from there as it went before."""
    for part in parts:
        QWidget.setTabOrder(before, part)
        before = part


def field_before(widget: QWidget) -> QWidget:
    """Where Tab comes from to a widget, leaving out what is inside it; the widget, where nothing stands before it."""
    before = widget.previousInFocusChain()
    while before is not None and before is not widget:
        # A part that is not in its window yet may have neighbours in another one.
        here = before.window() is widget.window() and not widget.isAncestorOf(before)
        if here and takes_tab(before):
            return before
        before = before.previousInFocusChain()
    return widget


def fields_of(row: QWidget) -> list[QWidget]:
    """What Tab can stop at inside a row, in the order it was put there."""
    inside = cast("list[QWidget]", row.findChildren(QWidget))
    # The list that a name field offers is a window of its own.
    return [one for one in inside if takes_tab(one) and one.window() is row.window()]


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops there."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
