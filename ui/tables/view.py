"""A table that behaves as the clerk's spreadsheet does, from the keyboard and with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar
from unicodedata import normalize

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QWidget

from ui.committed import press_committed
from ui.memory import Memory
from ui.tables.grid import Grid
from ui.tables.moves import STEPS, fold_by_key, jump
from ui.tables.record_table import RecordTable
from ui.theme import Theme

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

OVERHANG = 6
"""How far a mark on a row may reach into its neighbours, in px."""
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_PLAIN = Qt.KeyboardModifier.NoModifier


class RecordView(Grid[T]):
    """Table view of a RecordTable; never takes the focus by itself, never opens a row on Enter."""

    row_changed = Signal(int)
    """The current row, -1 for none."""
    typed = Signal(str)
    """A character typed outside an editor, full-width folded to plain."""
    shift_wanted = Signal(int)
    """Alt with an arrow: the current row shall stand one higher (-1) or lower (1)."""

    def __init__(self, theme: Theme, memory: Memory, name: str, parent: QWidget | None = None) -> None:
        """Build a view remembered under `name`."""
        super().__init__(theme, memory, name, parent)
        self._home: QWidget | None = None
        self._kept: tuple[Hashable, int, int] | None = None
        self.tab_walks = True
        """Whether Tab goes from cell to cell; in a list that is only read it leads on to what can be done with a row."""
        # After the view's own slot, which puts the focus back into the table.
        self._delegate.closeEditor.connect(self._editor_closed)
        self._set_up()
        self.doubleClicked.connect(self._open)
        self.refresh_density()
        self._refuse_input_method()
        theme.changed.connect(self.refresh_density)
        theme.density_changed.connect(self.refresh_density)

    def set_records(self, records: RecordTable[T]) -> None:
        super().set_records(records)
        self.selectionModel().currentChanged.connect(self._current_changed)
        records.modelAboutToBeReset.connect(self._remember_current)
        records.modelReset.connect(self._restore_current)

    def freeze(self, columns: int, *, only_scrolled: bool = False) -> None:
        super().freeze(columns, only_scrolled=only_scrolled)
        # The columns laid over forget the current cell for both with each reset: it is restored after them.
        self.records.modelReset.disconnect(self._restore_current)
        self.records.modelReset.connect(self._restore_current)

    def select_row(self, row: int, column: int = 0) -> None:
        """Make a row current and visible, without taking the focus."""
        index = self.records.index(row, column)
        if index.isValid():
            self.stand_on(index)
            self.scrollTo(index)

    def current_record(self) -> T | None:
        """Give the record of the current row; None on a heading."""
        index = self.currentIndex()
        if not index.isValid() or self.records.heading(index.row()):
            return None
        return self.records.record(index.row())

    def step_rows(self, rows: int) -> None:
        """Move the current row, staying in its column."""
        index = self.currentIndex()
        wanted = min(max(index.row() + rows, 0), self.records.rowCount() - 1)
        self.select_row(wanted, max(index.column(), 0))

    def edit_then_return(self, index: QModelIndex, home: QWidget) -> None:
        """Type into a cell and give the focus back to `home` when it is done."""
        self._home = home
        self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if fold_by_key(self, key):
            return
        deed = self._deeds().get((key, modifiers))
        if deed is not None:
            deed()
        elif key in STEPS and modifiers == _CTRL:
            jump(self, *STEPS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == _ALT:
            self.shift_wanted.emit(STEPS[key][0])
        elif key == Qt.Key.Key_Escape:
            # On a page that is its last step, after panels and filters; a dialog would be gone with it.
            event.setAccepted(isinstance(self.window(), QDialog) and self.step_back())
        elif modifiers in (_PLAIN, _SHIFT) and event.text().isprintable() and event.text():
            self.typed.emit(normalize("NFKC", event.text()))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        press_committed(self, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the cells of a row as in a spreadsheet; past the row's ends it leaves the table."""
        here, shown = self.currentIndex(), self.visible_places()
        walks = self.tab_walks and here.isValid()
        wanted = shown.index(here.column()) + (1 if forward else -1) if walks else -1
        if 0 <= wanted < len(shown):
            self.stand_on(self.records.index(here.row(), shown[wanted]))
            return True
        return super().focusNextPrevChild(forward)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # Qt turns the input method on with each editable cell; letters must arrive as typed.
        self._refuse_input_method()
        for row in {current.row(), previous.row()} - {-1}:
            self._repaint_row(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._refuse_input_method()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        was_block, block = self._delegate.block_selected, self.selected_block()
        self._delegate.block_selected = block is not None and len(block[0]) * len(block[1]) > 1
        if was_block or self._delegate.block_selected:
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds its group; the current row stays."""
        row = self.rowAt(event.position().toPoint().y())
        heading = self.records.heading(row) if row >= 0 else None
        if heading is None:
            if event.button() is Qt.MouseButton.RightButton:
                # What is chosen stays chosen for the menu.
                event.accept()
                return
            super().mousePressEvent(event)
        else:
            self.records.fold(row, not heading.folded)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _deeds(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        return {
            (Qt.Key.Key_Return, _PLAIN): self._down,
            (Qt.Key.Key_Enter, _PLAIN): self._down,
            (Qt.Key.Key_Return, _SHIFT): self._up,
            (Qt.Key.Key_Enter, _SHIFT): self._up,
            (Qt.Key.Key_C, _CTRL): self.copy,
            (Qt.Key.Key_V, _CTRL): self.paste,
            (Qt.Key.Key_D, _CTRL): self.fill_down,
            (Qt.Key.Key_Delete, _PLAIN): self.clear,
            (Qt.Key.Key_F2, _PLAIN): self._edit_current,
            (Qt.Key.Key_Space, _PLAIN): self._open_current,
            (Qt.Key.Key_E, _CTRL): self.export_shown,
            (Qt.Key.Key_Menu, _PLAIN): self.offer_here,
            (Qt.Key.Key_F10, _SHIFT): self.offer_here,
        }

    def _refuse_input_method(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.row() != previous.row():
            self.row_changed.emit(current.row())

    def _remember_current(self) -> None:
        index = self.currentIndex()
        self._kept = (
            (self.records.identity(index.row()), index.row(), index.column()) if index.isValid() else None
        )

    def _restore_current(self) -> None:
        if self._kept is None or not self.records.rowCount():
            self.row_changed.emit(-1)
            return
        identity, row, column = self._kept
        found = self.records.row_of(identity)
        self.select_row(found if found >= 0 else min(row, self.records.rowCount() - 1), column)

    def _editor_closed(self) -> None:
        home, self._home = self._home, None
        rows, self._delegate.rows_to_step = self._delegate.rows_to_step, 0
        if home is not None:
            home.setFocus(Qt.FocusReason.OtherFocusReason)
        elif rows:
            self.step_rows(rows)

    def _down(self) -> None:
        self.step_rows(1)

    def _up(self) -> None:
        self.step_rows(-1)

    def _edit_current(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self.records.is_editable(index.row(), index.column()):
            self.edit(index)
        elif index.isValid():
            self.edit_wanted.emit(index.row())

    def _open_current(self) -> None:
        self._open(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.records.heading(index.row()) is None:
            self.opened.emit(index.row())

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            before, self._delegate.hovered_row = self._delegate.hovered_row, row
            for one in {before, row} - {-1}:
                self._repaint_row(one)

    def _repaint_row(self, row: int) -> None:
        """Paint one row anew, and what stands out a little below it; the whole table would be felt at each key."""
        top, height = self.rowViewportPosition(row), self.rowHeight(row) + self._theme.px(OVERHANG)
        self.viewport().update(
            0, top - self._theme.px(OVERHANG), self.viewport().width(), height + self._theme.px(OVERHANG)
        )
        if self._frozen:
            self._frozen.overlay.viewport().update()
