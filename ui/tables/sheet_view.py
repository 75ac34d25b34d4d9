"""A table typed into like a spreadsheet: anywhere and at once, Tab right and Enter down, blocks pasted and filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

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

from gzparty.i18n import N_
from ui.memory import Memory
from ui.paint import draw_ring
from ui.tables.clipboard import from_text
from ui.tables.delegate import CellDelegate
from ui.tables.fill_handle import FillHandle
from ui.tables.manners import Manner
from ui.tables.record_table import RecordTable
from ui.tables.sheet_delegate import SheetDelegate
from ui.tables.view import _CTRL, _PLAIN, _SHIFT, RecordView
from ui.theme import Theme

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
SPANNING = "spanning"
"""The property of a widget that lies over a whole row."""
TICK = "√"
TICKING, UNTICKING = frozenset("√✓1vVyY"), frozenset("0xX")


class SheetView(RecordView[T]):
    """A RecordView for typing. Rows may be messages (`is_message`) laid over the whole width: keys pass them over."""

    DELEGATE: ClassVar[type[CellDelegate]] = SheetDelegate
    ROW: ClassVar[tuple[int, int]] = (28, 26)
    LACKS: ClassVar[Mapping[Manner, str]] = {
        Manner.SORT: N_("填表时行不换地方"),
        Manner.NARROW: N_("填表时行不隐藏"),
        Manner.COLUMNS: N_("要填的列都得看得见"),
    }
    """Rows must not move or go away under the hands that fill them, as no sheet of a form does."""

    editing_ended = Signal()
    """A cell's editor was closed, whether something was typed or not."""
    left = Signal()
    """The focus went elsewhere."""

    def __init__(self, theme: Theme, memory: Memory, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, memory, name, parent)
        self.take_text: Callable[[str], bool] | None = None
        """Asked before a paste; True if the text was no block of cells and is dealt with."""
        self._tabbed_from: int | None = None
        self._composing = False
        """Whether an input method is making words of what is typed on the cell."""
        self._handle = FillHandle(theme, self)
        self.horizontalScrollBar().valueChanged.connect(self._keep_all_in_sight)
        self.typed.connect(self._type)
        self._delegate.closeEditor.connect(self.editing_ended)

    def set_records(self, records: RecordTable[T]) -> None:
        super().set_records(records)
        header = self.horizontalHeader()
        # Rows must not move away under the hands: a click on a head chooses its column.
        self.setSortingEnabled(False)
        header.sectionClicked.connect(self.select_column)

    def is_editing(self) -> bool:
        """Whether a cell is being typed into, so that the rows must not be replaced."""
        return self.state() == QAbstractItemView.State.EditingState

    def span_row(self, row: int, widget: QWidget | None) -> None:
        """Let a row be one cell over all columns, with a widget in it or painted as text."""
        columns = self.records.columnCount()
        if columns > 1:
            self.setSpan(row, 0, 1, columns)
        if widget is not None:
            self.setIndexWidget(self.records.index(row, 0), widget)
            widget.setProperty(SPANNING, True)
            self._keep_in_sight(widget, self.horizontalScrollBar().value())

    def _keep_all_in_sight(self, sideways: int) -> None:
        for widget in self.viewport().children():
            if isinstance(widget, QWidget) and widget.property(SPANNING):
                self._keep_in_sight(widget, sideways)

    def _keep_in_sight(self, widget: QWidget, sideways: int) -> None:
        """Let what is told over a whole row begin beside the columns that stay, however far the others are scrolled."""
        layout = widget.layout()
        lead = layout.contentsMargins().left() if layout is not None else 0
        stays = self._frozen.overlay.width() if self._frozen is not None else 0
        widget.setContentsMargins(sideways + max(stays - lead, 0) if sideways else 0, 0, 0, 0)

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

    def is_copied(self, row: int) -> bool:
        return self.is_record(row)

    def copied_text(self, row: int, place: int) -> str:
        return self.typed_text(row, place)

    def paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if self.take_text is None or not self.take_text(text):
            self.paste_block(from_text(text))

    def take_ghosts(self) -> None:
        """Put in what is offered in grey in the cells selected."""
        rows, places = self.selected_block() or ([], [])
        self.blocks.submit(
            [
                (row, place, cell.ghost)
                for row in rows
                if self.is_record(row)
                for place in places
                if (cell := self.records.cell(row, place)).ghost and not cell.text
            ]
        )

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
        here, shown = self.currentIndex(), self.visible_places()
        if not here.isValid() or not self.is_record(here.row()):
            return None
        place = shown.index(here.column())
        beside = shown[place + 1 :] if forward else shown[:place][::-1]
        column = next((one for one in beside if self.records.is_editable(here.row(), one)), None)
        return None if column is None else self.records.index(here.row(), column)

    def _select(self, first: int, last: int, place: int) -> None:
        records = self.records
        self.stand_on(records.index(first, place))
        block = QItemSelection(records.index(first, place), records.index(last, place))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _extend(self, step: int) -> None:
        """Choose from the current cell to the end of its column, and of the columns chosen beside it."""
        here, rows = self.currentIndex(), self.record_rows()
        if here.isValid() and rows:
            end = rows[-1] if step > 0 else rows[0]
            _rows, places = self.selected_block() or ([], [])
            columns = [here.column(), *places]
            block = QItemSelection(
                self.records.index(min(here.row(), end), min(columns)),
                self.records.index(max(here.row(), end), max(columns)),
            )
            self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _tick_or_open(self) -> None:
        """Space ticks, or takes the ticks of a block whose cells all have one; on what cannot be typed it opens the row.

        Among words being typed it is a slip of the thumb, and must not lead away from the sheet.
        """
        rows, places = self.selected_block() or ([], [])
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
        text = "" if all(self.typed_text(row, place) for row, place in cells) else TICK
        self.blocks.submit([(row, place, text) for row, place in cells])

    def _type(self, text: str) -> None:
        """Begin to edit with what was typed, as a spreadsheet does."""
        index = self.currentIndex()
        if not index.isValid() or not self.records.is_editable(index.row(), index.column()):
            return
        if self.records.columns[index.column()].is_tick:
            if text in TICKING | UNTICKING:
                self.blocks.submit([(index.row(), index.column(), TICK if text in TICKING else "")])
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
        block = self.selected_block()
        if block is None or not block[1]:
            return None
        first = self.visualRect(self.records.index(block[0][0], block[1][0]))
        last = self.visualRect(self.records.index(block[0][-1], block[1][-1]))
        return first.united(last) if first.isValid() and last.isValid() else None
