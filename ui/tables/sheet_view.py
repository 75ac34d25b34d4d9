"""A table typed into like a spreadsheet: anywhere and at once, Tab right and Enter down, blocks pasted and filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple, TypeVar

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from ui.memory import Memory
from ui.paint import draw_ring
from ui.tables.clipboard import Block, from_text, to_text
from ui.tables.delegate import CellDelegate
from ui.tables.fill_handle import FillHandle
from ui.tables.record_table import RecordTable
from ui.tables.sheet_delegate import SheetDelegate
from ui.tables.view import _CTRL, _PLAIN, _SHIFT, RecordView
from ui.theme import Theme

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
TICK = "√"
TICKING, UNTICKING = frozenset("√✓1vVyY"), frozenset("0xX")


class Overflow(NamedTuple):
    """What of a pasted block found no place: rows and columns beyond the table, cells that cannot be typed into."""

    rows: int
    columns: int
    locked: int


class SheetView(RecordView[T]):
    """A RecordView for typing. Rows may be messages (`is_message`) laid over the whole width: keys pass them over."""

    DELEGATE: ClassVar[type[CellDelegate]] = SheetDelegate
    ROW: ClassVar[tuple[int, int]] = (28, 26)

    editing_ended = Signal()
    """A cell's editor was closed, whether something was typed or not."""
    left = Signal()
    """The focus went elsewhere."""
    overflowed = Signal(object)
    """An Overflow after a paste that did not fit."""

    def __init__(self, theme: Theme, memory: Memory, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, memory, name, parent)
        self.take_text: Callable[[str], bool] | None = None
        """Asked before a paste; True if the text was no block of cells and is dealt with."""
        self._tabbed_from: int | None = None
        self._composing = False
        """Whether an input method is making words of what is typed on the cell."""
        self._handle = FillHandle(theme, self)
        self.typed.connect(self._type)
        self._delegate.closeEditor.connect(self.editing_ended)

    def set_records(self, records: RecordTable[T]) -> None:
        super().set_records(records)
        header = self.horizontalHeader()
        # Rows must not move away under the hands: a click on a head chooses its column.
        header.sortIndicatorChanged.disconnect(records.sort)
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self.select_column)

    def is_editing(self) -> bool:
        """Whether a cell is being typed into, so that the rows must not be replaced."""
        return self.state() == QAbstractItemView.State.EditingState

    def is_record(self, row: int) -> bool:
        """Whether a row can be typed into: no heading, no message."""
        if self.records.heading(row) is not None:
            return False
        return not getattr(self.records.record(row), "is_message", False)

    def record_rows(self, first: int = 0) -> list[int]:
        """The rows that can be typed into, from one on."""
        return [row for row in range(first, self.records.rowCount()) if self.is_record(row)]

    def span_row(self, row: int, widget: QWidget | None) -> None:
        """Let a row be one cell over all columns, with a widget in it or painted as text."""
        columns = self.records.columnCount()
        if columns > 1:
            self.setSpan(row, 0, 1, columns)
        if widget is not None:
            self.setIndexWidget(self.records.index(row, 0), widget)

    def select_column(self, place: int) -> None:
        """Choose every cell of a column that can be typed into."""
        rows = self.record_rows()
        if rows:
            self._select(rows[0], rows[-1], place)

    def step_rows(self, rows: int) -> None:
        """Move down or up; after a run of Tabs to the column where it began."""
        index = self.currentIndex()
        step = 1 if rows > 0 else -1
        row = index.row() + rows
        while 0 <= row < self.records.rowCount() and not self.is_record(row):
            row += step
        column = index.column() if self._tabbed_from is None else self._tabbed_from
        self._tabbed_from = None
        if 0 <= row < self.records.rowCount():
            self.select_row(row, max(column, 0))

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self._tabbed_from is None and self.currentIndex().isValid():
            self._tabbed_from = self.currentIndex().column()
        wanted = self._cell_beside(forward)
        if wanted is not None:
            self.stand_on(wanted)
            return True
        return super().focusNextPrevChild(forward)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Pass messages over: there is nothing to type in them."""
        self._tabbed_from = None
        moved = super().moveCursor(action, modifiers)
        if not moved.isValid() or self._can_stand_on(moved.row()):
            return moved
        here = self.currentIndex()
        step = -1 if moved.row() < here.row() else 1
        row = moved.row()
        while 0 <= row < self.records.rowCount() and not self._can_stand_on(row):
            row += step
        row = row if 0 <= row < self.records.rowCount() else here.row()
        return self.records.index(row, here.column() if here.isValid() else moved.column())

    def copy(self) -> None:
        block = self._selected_block()
        if block:
            rows = [row for row in block[0] if self.is_record(row)]
            QGuiApplication.clipboard().setText(
                to_text([self._text(row, place) for place in block[1]] for row in rows)
            )

    def paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if self.take_text is None or not self.take_text(text):
            self.paste_block(from_text(text))

    def paste_block(self, block: Block) -> None:
        """Type a block from the top left of the selection on; one cell alone goes into every cell selected."""
        chosen = self._selected_block()
        if chosen is None:
            return
        rows, places = self.record_rows(chosen[0][0]), self._visible_places(0)
        places = places[places.index(chosen[1][0]) :]
        if len(block) == 1 and len(block[0]) == 1:
            text = block[0][0]
            self._submit([(r, place, text) for r in chosen[0] if self.is_record(r) for place in chosen[1]])
            return
        cells = [
            (row, place, text)
            for row, line in zip(rows, block, strict=False)
            for place, text in zip(places, line, strict=False)
        ]
        self._submit(cells)
        locked = sum(bool(text) and not self.records.is_editable(row, place) for row, place, text in cells)
        over = Overflow(max(0, len(block) - len(rows)), max(0, max(map(len, block)) - len(places)), locked)
        if any(over):
            self.overflowed.emit(over)

    def fill_down(self) -> None:
        """Repeat the first row of the selection below it; one row alone takes over the one above."""
        chosen = self._selected_block()
        rows = [row for row in chosen[0] if self.is_record(row)] if chosen else []
        if chosen is None or not rows:
            return
        above = [row for row in self.record_rows() if row < rows[0]]
        if len(rows) > 1:
            self.fill_from(rows[0], rows[1:], chosen[1])
        elif above:
            self.fill_from(above[-1], rows, chosen[1])

    def fill_from(self, source: int, targets: list[int], places: list[int]) -> None:
        """Fill rows from another one: a column with a series counts on, others repeat."""
        self._submit(
            [
                (row, place, self.filled(source, place, steps))
                for steps, row in enumerate(targets, 1)
                for place in places
            ]
        )

    def filled(self, source: int, place: int, steps: int) -> str:
        """What filling makes of a cell so many rows below it."""
        text, series = self._text(source, place), self.records.columns[place].series
        return series(text, steps) if series else text

    def take_ghosts(self) -> None:
        """Put in what is offered in grey in the cells selected."""
        rows, places = self._selected_block() or ([], [])
        self._submit(
            [
                (row, place, cell.ghost)
                for row in rows
                if self.is_record(row)
                for place in places
                if (cell := self.records.cell(row, place)).ghost and not cell.text
            ]
        )

    def visible_places(self) -> list[int]:
        """The columns in sight from left to right."""
        return self._visible_places(0)

    def selected_places(self) -> list[int]:
        """The columns in which anything is selected, from left to right."""
        block = self._selected_block()
        return block[1] if block else []

    def fillable_frame(self) -> QRect | None:
        """The frame of the selection where it can be filled down from; None where it cannot."""
        rows = [row for row in self.selected_rows() if self.is_record(row)]
        places = self.selected_places()
        if not rows or not any(self.records.is_editable(rows[-1], place) for place in places):
            return None
        return self._block_frame()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if modifiers == _CTRL | _SHIFT and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._extend(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words begun on a cell for words open it and go on in it, as in a spreadsheet; anywhere else keys are keys."""
        was_composing, self._composing = self._composing, bool(event.preeditString())
        if not (self._composing or was_composing or event.commitString()):
            # Sent at each change of the focus; handed on it would move the focus, and so come back without end.
            event.accept()
            return
        editing = self.state() == QAbstractItemView.State.EditingState
        if not (editing or self._takes_words()):
            super().inputMethodEvent(event)
            return
        # Qt opens a cell for an input method only where it would for any key.
        triggers = self.editTriggers()
        self.setEditTriggers(triggers | QAbstractItemView.EditTrigger.AnyKeyPressed)
        QAbstractItemView.inputMethodEvent(self, event)
        self.setEditTriggers(triggers)
        if isinstance(self._delegate, SheetDelegate) and not editing:
            self._delegate.begun_by_typing = self.state() == QAbstractItemView.State.EditingState

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tabbed_from = None
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes to a cell that can be typed into, not to the name before it."""
        super().focusInEvent(event)
        here = self.currentIndex()
        if event.reason() is not Qt.FocusReason.TabFocusReason or not here.isValid():
            return
        if not self.records.is_editable(here.row(), here.column()):
            wanted = self._cell_beside(forward=True)
            if wanted is not None:
                self.stand_on(wanted)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell_left()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame = self._block_frame()
        if frame is None or not (self.hasFocus() or self._delegate.block_selected):
            return
        with QPainter(self.viewport()) as painter:
            if self._delegate.block_selected:
                draw_ring(painter, frame, self._theme.colour("focus"))
            if self.fillable_frame() is not None:
                self._handle.paint(painter, frame)

    def _deeds(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        return super()._deeds() | {
            (Qt.Key.Key_Return, _CTRL): self._open_current,
            (Qt.Key.Key_Enter, _CTRL): self._open_current,
            (Qt.Key.Key_Semicolon, _CTRL): self.take_ghosts,
            (Qt.Key.Key_Space, _PLAIN): self._tick_or_open,
        }

    def _refuse_input_method(self) -> None:
        """Letters and digits arrive as typed, but where words are typed the input method is on."""
        prose = self._is_on_prose()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, prose)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, prose)

    def _is_on_prose(self) -> bool:
        index, model = self.currentIndex(), self.model()
        return index.isValid() and isinstance(model, RecordTable) and model.columns[index.column()].is_prose

    def _takes_words(self) -> bool:
        index = self.currentIndex()
        return self._is_on_prose() and self.records.is_editable(index.row(), index.column())

    def _can_stand_on(self, row: int) -> bool:
        return self.records.heading(row) is not None or self.is_record(row)

    def _cell_beside(self, forward: bool) -> QModelIndex | None:
        """The next cell of the row that can be typed into: what is worked out is passed over by Tab."""
        here, shown = self.currentIndex(), self._visible_places(0)
        if not here.isValid() or not self.is_record(here.row()):
            return None
        place = shown.index(here.column())
        beside = shown[place + 1 :] if forward else shown[:place][::-1]
        column = next((one for one in beside if self.records.is_editable(here.row(), one)), None)
        return None if column is None else self.records.index(here.row(), column)

    def _text(self, row: int, place: int) -> str:
        return self.records.text_to_edit(row, place)

    def _select(self, first: int, last: int, place: int) -> None:
        records = self.records
        self.stand_on(records.index(first, place))
        block = QItemSelection(records.index(first, place), records.index(last, place))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _extend(self, step: int) -> None:
        """Choose from the current cell to the end of its column."""
        here, rows = self.currentIndex(), self.record_rows()
        if here.isValid() and rows:
            end = rows[-1] if step > 0 else rows[0]
            block = QItemSelection(
                self.records.index(min(here.row(), end), here.column()),
                self.records.index(max(here.row(), end), here.column()),
            )
            self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _tick_or_open(self) -> None:
        """Space ticks, or takes the ticks of a block whose cells all have one; on what cannot be typed it opens the row.

        Among words being typed it is a slip of the thumb, and must not lead away from the sheet.
        """
        rows, places = self._selected_block() or ([], [])
        cells = [
            (row, place)
            for row in rows
            for place in places
            if self.records.columns[place].is_tick and self.records.is_editable(row, place)
        ]
        if not cells:
            here = self.currentIndex()
            if not here.isValid() or not self.records.is_editable(here.row(), here.column()):
                self._open_current()
            return
        text = "" if all(self._text(row, place) for row, place in cells) else TICK
        self._submit([(row, place, text) for row, place in cells])

    def _type(self, text: str) -> None:
        """Begin to edit with what was typed, as a spreadsheet does."""
        index = self.currentIndex()
        if not index.isValid() or not self.records.is_editable(index.row(), index.column()):
            return
        if self.records.columns[index.column()].is_tick:
            if text in TICKING | UNTICKING:
                self._submit([(index.row(), index.column(), TICK if text in TICKING else "")])
            return
        self.edit(index)
        editor = self.viewport().findChild(QLineEdit, "cellEditor")
        if isinstance(editor, QLineEdit):
            editor.selectAll()
            editor.insert(text)
            if isinstance(self._delegate, SheetDelegate):
                self._delegate.begun_by_typing = True

    def _edit_current(self) -> None:
        index = self.currentIndex()
        ticks = index.isValid() and self.records.columns[index.column()].is_tick
        if not ticks:
            super()._edit_current()

    def _editor_closed(self) -> None:
        super()._editor_closed()
        if not isinstance(self._delegate, SheetDelegate):
            return
        (rows, columns), self._delegate.step = self._delegate.step, (0, 0)
        self._delegate.begun_by_typing = False
        if rows:
            self.step_rows(rows)
        elif columns:
            self.focusNextPrevChild(columns > 0)
        self._tell_left()

    def _tell_left(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not (focus is self or self.isAncestorOf(focus)):
            self.left.emit()

    def _block_frame(self) -> QRect | None:
        block = self._selected_block()
        if block is None or not block[1]:
            return None
        first = self.visualRect(self.records.index(block[0][0], block[1][0]))
        last = self.visualRect(self.records.index(block[0][-1], block[1][-1]))
        return first.united(last) if first.isValid() and last.isValid() else None
