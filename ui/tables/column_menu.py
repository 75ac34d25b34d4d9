"""The menu of a head: sort, hide a column, bring columns back; the same deeds stand in the menu of the cells."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from gzparty.i18n import _
from ui.tables.manners import Manner

if TYPE_CHECKING:
    from ui.tables.grid import Grid


def add_sorting(menu: QMenu, view: Grid[Any], place: int) -> None:
    """Add the ways to sort by a column, and back to the office's order."""
    if Manner.SORT in view.LACKS:
        _say_why(menu, "gridSort", _("按这一列排序"), _(view.LACKS[Manner.SORT]))
        return
    up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    _add(menu, "gridSortUp", _("按这一列从小到大排"), partial(view.sort_by, place, up))
    _add(menu, "gridSortDown", _("按这一列从大到小排"), partial(view.sort_by, place, down))
    back = menu.addAction(_("恢复原来的顺序"))
    back.setObjectName("gridSortOff")
    back.setEnabled(view.records.order[0] is not None)
    back.triggered.connect(partial(view.sort_by, -1, up))


def add_columns(menu: QMenu, view: Grid[Any], place: int = -1) -> None:
    """Add which columns are in sight, and how to hide the one meant."""
    if Manner.COLUMNS in view.LACKS:
        _say_why(menu, "gridColumns", _("隐藏列"), _(view.LACKS[Manner.COLUMNS]))
        return
    layout, columns = view.column_layout, view.records.columns
    if place >= 0 and layout.can_hide(place):
        words = _("隐藏“{title}”这一列").format(title=_(columns[place].title))
        _add(menu, "gridHideColumn", words, partial(layout.show_column, place, False))
        menu.addSeparator()
    for other, column in enumerate(columns):
        if layout.can_hide(other):
            action = menu.addAction(_(column.title))
            action.setObjectName(f"column_{column.key}")
            action.setCheckable(True)
            action.setChecked(not view.isColumnHidden(other))
            action.toggled.connect(partial(layout.show_column, other))
    _add(menu, "gridColumnsReset", _("恢复原来的列"), layout.reset)


def _add(menu: QMenu, name: str, words: str, call: Any) -> None:
    action = menu.addAction(words)
    action.setObjectName(name)
    action.triggered.connect(_Call(call))


class _Call:
    """Calls without what a signal brings along."""

    def __init__(self, call: Any) -> None:
        self._call = call

    def __call__(self, *_brought: object) -> None:
        self._call()


def _say_why(menu: QMenu, name: str, words: str, why: str) -> None:
    action = menu.addAction(_("{words}：{why}").format(words=words, why=why))
    action.setObjectName(name)
    action.setEnabled(False)
