"""Where Tab goes in a window: through its parts as they are laid out, whenever each of them was made.

Qt keeps its own ring, in the order in which widgets came into being. Parts that are built when they are first shown
or replaced later would come last of all, and rings joined from two windows can lose whole panels.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QGridLayout,
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from ui.widgets.focus_proxy import proxy_of


def step(window: QWidget, *, forward: bool) -> bool:
    """Move the focus of a window to its next or previous stop, round the window; tell whether there is one."""
    here = QApplication.focusWidget()
    order = [one for one in parts_of(window, here) if one is here or is_stop(one)]
    if not order or order == [here]:
        return False
    ahead = 1 if forward else -1
    place = order.index(here) + ahead if here in order else 0 if forward else -1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[place % len(order)].setFocus(reason)
    return True


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab stops in a window, in its order."""
    return [one for one in parts_of(window) if is_stop(one)]


def is_stop(widget: QWidget) -> bool:
    """Whether Tab stops at a widget now; what hands the focus on to a part of it is none itself."""
    if not widget.isEnabled() or not widget.isVisible() or proxy_of(widget) is not None:
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive() and (held := group.checkedButton()) is not None:
        # Of several choices of which one holds, Tab stops at that one; arrows go to the others. Qt moves the policy
        # among them only when one is clicked, and not when another comes to hold by itself.
        return held is widget and any(takes_tab(one) for one in group.buttons())
    return takes_tab(widget)


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab may stop at a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def parts_of(widget: QWidget, here: QWidget | None = None) -> Iterator[QWidget]:
    """A widget and all that is in sight in it, as it is laid out; what lies in no layout comes after what does.

    What is hidden is left out, which spares a walk through every page that was ever shown, except the way to `here`.
    """
    yield from _parts(widget, here, set())


def _parts(widget: QWidget, here: QWidget | None, given: set[QWidget]) -> Iterator[QWidget]:
    given.add(widget)
    yield widget
    children = (child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow())
    for part in (*_laid_out(widget), *children):
        if part in given or not (part.isVisible() or part is here or (here and part.isAncestorOf(here))):
            continue
        yield from _parts(part, here, given)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QMainWindow):
        yield widget.centralWidget()
    elif isinstance(widget, QSplitter | QStackedWidget):
        yield from (widget.widget(place) for place in range(widget.count()))
    elif isinstance(widget, QScrollArea):
        yield from (one for one in (widget.widget(),) if one is not None)
    elif not isinstance(widget, QAbstractScrollArea) and (layout := widget.layout()) is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in _places(layout):
        item = layout.itemAt(place)
        inner: QObject | None = item.widget() or item.layout()  # type: ignore[union-attr]
        if isinstance(inner, QWidget):
            yield inner
        elif isinstance(inner, QLayout):
            yield from _in_layout(inner)


def _places(layout: QLayout) -> list[int]:
    """The items of a layout in their order; those of a grid by rows, and in a row as they were put there."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        rows = {place: layout.getItemPosition(place)[0] for place in places}  # type: ignore[index]
        places.sort(key=rows.__getitem__)
    return places
