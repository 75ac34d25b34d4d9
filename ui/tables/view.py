"""A table that behaves as the clerk's spreadsheet does, from the keyboard and with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast
from unicodedata import normalize

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from gzparty.i18n import _
from ui.committed import press_committed
from ui.memory import Memory
from ui.tables.column import Edit
from ui.tables.delegate import CellDelegate
from ui.tables.header import TableHeader
from ui.tables.layout import ColumnLayout
from ui.tables.record_table import RecordTable
from ui.tables.viewport import own_viewport
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.tables.frozen import FrozenColumns

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

OVERHANG = 6
"""How far a mark on a row may reach into its neighbours, in px."""
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class RecordView(QTableView, Generic[T]):
    """Table view of a RecordTable; never takes the focus by itself, never opens a row on Enter."""

    DELEGATE: ClassVar[type[CellDelegate]] = CellDelegate
    """What paints the cells and edits them."""
    HEADER: ClassVar[type[TableHeader]] = TableHeader
    """What paints the head."""
    ROW: ClassVar[tuple[int, int]] = (36, 30)
    """Height of a row, wide and compact."""

    row_changed = Signal(int)
    """The current row, -1 for none."""
    opened = Signal(int)
    """Space on a row, or a double click."""
    typed = Signal(str)
    """A character typed outside an editor, full-width folded to plain."""
    cleared = Signal()
    """Delete on cells that cannot be typed into."""
    edit_wanted = Signal(int)
    """F2 on a row whose cell cannot be typed into."""
    shift_wanted = Signal(int)
    """Alt with an arrow: the current row shall stand one higher (-1) or lower (1)."""

    def __init__(self, theme: Theme, memory: Memory, name: str, parent: QWidget | None = None) -> None:
        """Build a view remembered under `name`."""
        super().__init__(parent)
        self.setObjectName(name)
        own_viewport(self)
        self._theme = theme
        self._records: RecordTable[T] | None = None
        self._layout = ColumnLayout(theme, memory, name, self)
        self._frozen: FrozenColumns | None = None
        self._delegate = self.DELEGATE(theme, self)
        self._home: QWidget | None = None
        self._kept: tuple[Hashable, int, int] | None = None
        self.tab_walks = True
        """Whether Tab goes from cell to cell; in a list that is only read it leads on to what can be done with a row."""
        self.setItemDelegate(self._delegate)
        # After the view's own slot, which puts the focus back into the table.
        self._delegate.closeEditor.connect(self._editor_closed)
        self._set_up()
        theme.changed.connect(self.refresh_density)
        theme.density_changed.connect(self.refresh_density)

    def set_records(self, records: RecordTable[T]) -> None:
        """Show a table; its columns come back as the user left them."""
        self._records = records
        self.setModel(records)
        self._layout.attach(self._header, records.columns)
        self.selectionModel().currentChanged.connect(self._current_changed)
        records.modelAboutToBeReset.connect(self._remember_current)
        records.modelReset.connect(self._restore_current)
        self.horizontalHeader().sortIndicatorChanged.connect(records.sort)
        records.modelReset.connect(self._span_headings)
        records.layoutChanged.connect(self._span_headings)
        self._span_headings()

    @property
    def records(self) -> RecordTable[T]:
        """The table shown; set_records comes first."""
        assert self._records is not None
        return self._records

    def freeze(self, columns: int) -> None:
        """Keep the first columns in sight while the rest scrolls sideways."""
        from ui.tables.frozen import FrozenColumns

        self._frozen = FrozenColumns(self._theme, self, columns)
        # The columns laid over forget the current cell for both with each reset: it is restored after them.
        self.records.modelReset.disconnect(self._restore_current)
        self.records.modelReset.connect(self._restore_current)

    def select_row(self, row: int, column: int = 0) -> None:
        """Make a row current and visible, without taking the focus."""
        index = self.records.index(row, column)
        if index.isValid():
            self.stand_on(index)
            self.scrollTo(index)

    def stand_on(self, index: QModelIndex) -> None:
        """Make one cell current and alone selected, whatever modifier keys are down: Qt would toggle or extend."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
            flags |= QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def current_record(self) -> T | None:
        """Give the record of the current row; None on a heading."""
        index = self.currentIndex()
        if not index.isValid() or self.records.heading(index.row()):
            return None
        return self.records.record(index.row())

    def selected_rows(self) -> list[int]:
        """Give the rows in which anything is selected, from top to bottom."""
        block = self._selected_block()
        return block[0] if block else []

    def shown_columns(self) -> list[str]:
        """Give the keys of the columns in sight, from left to right."""
        return [self.records.columns[place].key for place in self._visible_places(0)]

    def step_rows(self, rows: int) -> None:
        """Move the current row, staying in its column."""
        index = self.currentIndex()
        wanted = min(max(index.row() + rows, 0), self.records.rowCount() - 1)
        self.select_row(wanted, max(index.column(), 0))

    def edit_then_return(self, index: QModelIndex, home: QWidget) -> None:
        """Type into a cell and give the focus back to `home` when it is done."""
        self._home = home
        self.edit(index)

    def refresh_density(self) -> None:
        """Take over row heights after a change of density or theme."""
        self.verticalHeader().setDefaultSectionSize(self._theme.row(*self.ROW))
        if self._frozen:
            self._frozen.follow_rows()
        self.viewport().update()

    def copy(self) -> None:
        """Put the selected block on the clipboard as Excel would."""
        block = self._selected_block()
        if block:
            texts = [[self.records.cell(row, place).text for place in block[1]] for row in block[0]]
            from ui.tables import clipboard

            QGuiApplication.clipboard().setText(clipboard.to_text(texts))

    def paste(self) -> None:
        """Type a copied block from the current cell on; cells that cannot be typed into are passed over."""
        from ui.tables import clipboard

        block = clipboard.from_text(QGuiApplication.clipboard().text())
        start = self.currentIndex()
        places = self._visible_places(self.horizontalHeader().visualIndex(start.column()))
        rows = range(start.row(), min(start.row() + len(block), self.records.rowCount()))
        cells = [
            (row, place, text)
            for row, line in zip(rows, block, strict=False)
            for place, text in zip(places, line, strict=False)
        ]
        self._submit(cells)

    def fill_down(self) -> None:
        """Repeat the first row of the selection in the rows below it."""
        rows, places = self._selected_block() or ([], [])
        self._submit(
            [(row, place, self.records.cell(rows[0], place).text) for row in rows[1:] for place in places]
        )

    def clear(self) -> None:
        """Empty the selected cells that can be typed into; say so where there are none."""
        rows, places = self._selected_block() or ([], [])
        if not self._submit([(row, place, "") for row in rows for place in places]):
            self.cleared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if self._fold_by_key(key):
            return
        deed = self._deeds().get((key, modifiers))
        if deed is not None:
            deed()
        elif key in _STEPS and modifiers == _CTRL:
            self._jump(*_STEPS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == _ALT:
            self.shift_wanted.emit(_STEPS[key][0])
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif modifiers in (_PLAIN, _SHIFT) and event.text().isprintable() and event.text():
            self.typed.emit(normalize("NFKC", event.text()))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        press_committed(self, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the cells of a row as in a spreadsheet; past the row's ends it leaves the table."""
        here, shown = self.currentIndex(), self._visible_places(0)
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
        was_block, block = self._delegate.block_selected, self._selected_block()
        self._delegate.block_selected = block is not None and len(block[0]) * len(block[1]) > 1
        if was_block or self._delegate.block_selected:
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds its group; the current row stays."""
        row = self.rowAt(event.position().toPoint().y())
        heading = self.records.heading(row) if row >= 0 else None
        if heading is None:
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frozen:
            self._frozen.place()

    def _set_up(self) -> None:
        self._header = header = self.HEADER(self._theme, self)
        self.setHorizontalHeader(header)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.viewport().setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(self._theme.px(20))
        self.doubleClicked.connect(self._open)
        self.refresh_density()
        self._refuse_input_method()

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
        }

    def _refuse_input_method(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.row() != previous.row():
            self.row_changed.emit(current.row())

    def _span_headings(self) -> None:
        """Let each heading take the whole width of its row."""
        if self.records.has_headings():
            self.clearSpans()
            for row in range(self.records.rowCount()):
                heading = self.records.heading(row)
                if heading and not heading.cells:
                    self.setSpan(row, 0, 1, len(self.records.columns))

    def _fold_by_key(self, key: Qt.Key) -> bool:
        """Left, right and Space on a heading fold and unfold it; tell whether one did."""
        index = self.currentIndex()
        heading = self.records.heading(index.row()) if index.isValid() else None
        wishes = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
        if heading is None or key not in (*wishes, Qt.Key.Key_Space):
            return False
        self.records.fold(index.row(), wishes.get(key, not heading.folded))
        return True

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

    def _jump(self, down: int, right: int) -> None:
        """Go to the edge of the filled or empty run, as Ctrl+arrow does in a spreadsheet."""
        here = self.currentIndex()
        if not here.isValid():
            return
        places = self._visible_places(0)
        row, spot = here.row(), places.index(here.column())
        if down and self.records.is_paged:
            self.select_row(0 if down < 0 else self.records.rowCount() - 1, here.column())
            return

        def filled(row: int, spot: int) -> bool | None:
            inside = 0 <= row < self.records.rowCount() and 0 <= spot < len(places)
            return bool(self.records.cell(row, places[spot]).text) if inside else None

        run = filled(row, spot) and filled(row + down, spot + right)
        while (ahead := filled(row + down, spot + right)) is not None and (ahead or not run):
            row, spot = row + down, spot + right
            if ahead and not run:
                break
        self.stand_on(self.records.index(row, places[spot]))

    def _visible_places(self, first_visual: int) -> list[int]:
        header = self.horizontalHeader()
        logical = (header.logicalIndex(visual) for visual in range(first_visual, header.count()))
        return [place for place in logical if not header.isSectionHidden(place)]

    def _selected_block(self) -> tuple[list[int], list[int]] | None:
        # By ranges: a list of every cell would take a second where a whole county is selected.
        model = self.selectionModel()
        ranges = cast("list[QItemSelectionRange]", model.selection()) if model else []
        if not ranges:
            return None
        rows = {row for one in ranges for row in range(one.top(), one.bottom() + 1)}
        places = {place for one in ranges for place in range(one.left(), one.right() + 1)}
        return sorted(rows), [place for place in self._visible_places(0) if place in places]

    def _submit(self, cells: list[tuple[int, int, str]]) -> bool:
        records = self.records
        wanted = [
            (row, place, text)
            for row, place, text in cells
            if records.is_editable(row, place) and records.text_to_edit(row, place) != text
        ]
        edits = [Edit(records.record(row), records.columns[place].key, text) for row, place, text in wanted]
        if edits:
            records.take_edits(edits, [records.identity(row) for row, _place, _text in wanted])
        return any(records.is_editable(row, place) for row, place, _text in cells)

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

    def offer_columns(self, below: QWidget) -> None:
        """Offer the columns that can be shown or hidden, under the button that asked."""
        self._offer_columns_at(below.mapToGlobal(below.rect().bottomLeft()))

    def _offer_columns(self, position: QPoint) -> None:
        self._offer_columns_at(self.horizontalHeader().mapToGlobal(position))

    def _offer_columns_at(self, corner: QPoint) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(_("列"))
        for place, column in enumerate(self.records.columns):
            if column.optional:
                action = menu.addAction(_(column.title))
                action.setCheckable(True)
                action.setChecked(not self.horizontalHeader().isSectionHidden(place))
                action.setData(place)
                action.toggled.connect(self._layout.toggle)
        menu.addAction(_("恢复原来的列")).triggered.connect(self._layout.reset)
        menu.exec(corner)
        menu.deleteLater()
