"""The menu of the cells, by the right button, the Menu key or Shift+F10: one for every grid, the page's own deeds in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gzparty.i18n import _
from ui.tables.column_menu import add_columns, add_sorting
from ui.tables.manners import Deed, Manner
from ui.tables.narrowing import Narrow, values_words

if TYPE_CHECKING:
    from ui.tables.grid import Grid
    from ui.tables.matrix_view import MatrixView


class GridMenu(QMenu):
    """A menu that is gone once it was closed; keys stand beside the deeds and are not its own shortcuts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("gridMenu")
        self.setAccessibleName(_("这里能做的事"))
        self.setToolTipsVisible(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._calls: dict[QAction, Callable[[], object]] = {}
        self._lent: QMenu | None = None
        self.triggered.connect(self._do)

    def add(self, deed: Deed) -> QAction:
        """Add a deed; one that cannot be done now says why in its tooltip."""
        words = deed.words.replace("&", "&&")
        action = self.addAction(f"{words}\t{deed.keys}" if deed.keys else words)
        action.setObjectName(deed.name)
        action.setEnabled(not deed.why)
        if deed.why:
            action.setToolTip(deed.why)
        self._calls[action] = deed.call
        return action

    def add_deeds(self, deeds: Sequence[Deed]) -> None:
        """Add deeds of the page as a part of their own."""
        if deeds:
            self.addSeparator()
        for deed in deeds:
            self.add(deed)

    def add_menu_of(self, lent: QMenu | None) -> None:
        """Add what stands in a menu of the page, which stays whose it is."""
        if lent is None or not lent.actions():
            return
        self._lent = lent
        self.addSeparator()
        self.addActions(lent.actions())

    def _do(self, action: QAction) -> None:
        call = self._calls.get(action)
        if call is not None:
            call()
        elif self._lent is not None and action in self._lent.actions():
            # Who listens to the page's menu hears of its deeds here too.
            self._lent.triggered.emit(action)


def cell_menu(view: Grid[Any]) -> GridMenu:
    """The menu of the chosen cells of a grid."""
    menu = GridMenu(view)
    for deed in _block_deeds(view):
        menu.add(deed)
    menu.add_deeds(_key_deeds(view))
    if view.row_menu is not None:
        menu.add_menu_of(view.row_menu())
    if view.row_deeds is not None:
        menu.add_deeds(view.row_deeds(view.chosen_records()))
    menu.addSeparator()
    for deed in _narrowing_deeds(view):
        menu.add(deed)
    sorting, columns = menu.addMenu(_("排序")), menu.addMenu(_("列"))
    place = view.currentIndex().column()
    add_sorting(sorting, view, place)
    add_columns(columns, view, place)
    menu.addSeparator()
    menu.add(Deed("gridExport", _("导出看到的…"), view.export_shown, "Ctrl+E"))
    return menu


def matrix_menu(view: MatrixView) -> GridMenu:
    """The menu of a matrix: its rows stand as the office groups them, so that nothing is sorted or left out."""
    menu = GridMenu(view)
    menu.add(Deed("gridCopy", _("复制"), view.copy, "Ctrl+C"))
    menu.add(Deed("gridOpen", _("打开这一格"), view.open_current, _("空格")))
    if view.cell_deeds is not None:
        menu.add_deeds(view.cell_deeds())
    menu.addSeparator()
    menu.add(Deed("gridExport", _("导出看到的…"), view.export_shown, "Ctrl+E"))
    return menu


def _block_deeds(view: Grid[Any]) -> list[Deed]:
    deeds = [Deed("gridCopy", _("复制"), view.copy, "Ctrl+C")]
    if view.blocks.is_typed():
        deeds += [
            Deed("gridPaste", _("粘贴"), view.paste, "Ctrl+V"),
            Deed("gridFill", _("向下填充"), view.fill_down, "Ctrl+D"),
            Deed("gridClear", _("清空"), view.clear, "Delete"),
        ]
    return deeds


def _key_deeds(view: Grid[Any]) -> list[Deed]:
    """What Space, F2 and Delete do with a row here."""
    keys, here = view.row_keys, view.currentIndex().row()
    rows = sum(map(view.is_record, view.selected_rows()))
    clears = keys.clears_many if keys.clears_many and rows > 1 else keys.clears
    deeds = (
        Deed("rowOpen", keys.opens, partial(view.opened.emit, here), _("空格")),
        Deed("rowEdit", keys.edits, partial(view.edit_wanted.emit, here), "F2"),
        Deed("rowClear", clears, view.cleared.emit, "Delete"),
    )
    return [deed._replace(words=_(deed.words).format(n=rows)) for deed in deeds if deed.words]


def _narrowing_deeds(view: Grid[Any]) -> list[Deed]:
    """只看, 不看 and the way back; where rows cannot be left out the menu says why."""
    narrows = view.records.narrows
    back = [Deed("gridShowAll", _("显示全部"), view.show_all)] if narrows else []
    why = _(view.LACKS[Manner.NARROW]) if Manner.NARROW in view.LACKS else ""
    if not why and not view.records.can_narrow:
        why = _("人太多，用上面的分类和搜索")
    if why:
        return [Deed("gridOnly", _("只看相同的：{why}").format(why=why), view.show_all, why=why)]
    chosen = view.chosen_values()
    if chosen is None:
        return back
    column, values = chosen
    said = values_words(values)
    only, without = Narrow(column, values), Narrow(column, values, keeps=False)
    return [
        Deed("gridOnly", _("只看{values}").format(values=said), lambda: view.narrow(only)),
        Deed("gridWithout", _("不看{values}").format(values=said), lambda: view.narrow(without)),
        *back,
    ]
