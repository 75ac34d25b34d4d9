"""Opens the menus of a grid where the mouse or the Menu key wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from gzparty.i18n import _
from ui.tables.cell_menu import GridMenu, cell_menu
from ui.tables.column_menu import add_columns, add_sorting

if TYPE_CHECKING:
    from ui.tables.grid import Grid


class GridMenus(QObject):
    """Made when a menu is first wanted."""

    def __init__(self, grid: Grid[Any]) -> None:
        super().__init__(grid)
        self._grid = grid

    def offer_here(self) -> None:
        """Open the menu at the current cell."""
        grid, index = self._grid, self._grid.currentIndex()
        if index.isValid():
            grid.scrollTo(index)
            self._offer(grid.viewport().mapToGlobal(grid.visualRect(index).bottomLeft()))

    def offer(self, event: QContextMenuEvent) -> None:
        """Open the menu of what is chosen; a right click outside it chooses the cell below the mouse first."""
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            if QApplication.activePopupWidget() is None:
                self.offer_here()
            return
        grid = self._grid
        index = grid.indexAt(grid.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid() and grid.records.heading(index.row()) is None:
            self._come_to(index)
            self._offer(event.globalPos())

    def offer_head(self, corner: QPoint, place: int) -> None:
        """Open the menu of a column, or of all of them where none is meant (-1)."""
        grid = self._grid
        menu = GridMenu(grid)
        menu.setAccessibleName(_("列"))
        if place >= 0 and not grid.records.columns[place].is_tick:
            add_sorting(menu, grid, place)
            menu.addSeparator()
        add_columns(menu, grid, place)
        menu.popup(corner)

    def _come_to(self, index: QModelIndex) -> None:
        """Stand on a cell; the rows chosen stay chosen if it is in one of them."""
        grid, selection = self._grid, self._grid.selectionModel()
        if index.row() not in grid.selected_rows():
            grid.stand_on(index)
        elif not selection.isSelected(index):
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)
        else:
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _offer(self, corner: QPoint) -> None:
        menu = cell_menu(self._grid)
        menu.popup(corner)
        menu.setActiveAction(menu.actions()[0])
