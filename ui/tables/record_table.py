"""One typed table model for every list of records in the window."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gzparty.i18n import _
from ui.glyph_words import glyph_words
from ui.tables.column import Cell, Column, Edit
from ui.tables.groups import GroupedRows, Heading
from ui.tables.header import SUBTITLE_ROLE
from ui.tables.narrowing import Narrow, can_narrow, narrowed, passes
from ui.tables.rows import ListRows, Rows

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
HEADING_ROLE = Qt.ItemDataRole.UserRole + 2
_NOWHERE = QModelIndex()


class RecordTable(QAbstractTableModel, Generic[T]):
    """Shows records through columns; an edit is announced, never applied: the page asks its service."""

    edited = Signal(list)
    """list[Edit[T]]: what the user typed or pasted in one go."""
    narrowed = Signal()
    """Other conditions hold now: see `narrows`."""

    def __init__(self, columns: Sequence[Column[T]], rows: Rows[T], name: Callable[[T], str]) -> None:
        """Take the columns, the records and `name`, which says whose row it is for screen readers."""
        super().__init__()
        self.columns = tuple(columns)
        self._whole = self._rows = rows
        self._narrows: tuple[Narrow, ...] = ()
        self._name = name
        self._order: tuple[Column[T] | None, bool] = (None, False)
        self._mark: tuple[Hashable, str, tuple[int, int]] | None = None
        self._typed: dict[tuple[Hashable, str], str] = {}

    @property
    def is_paged(self) -> bool:
        """Whether records are fetched only where they are looked at, so that no key may walk through all."""
        return not isinstance(self._rows, (ListRows, GroupedRows))

    @property
    def order(self) -> tuple[str | None, bool]:
        """The key of the column sorted by, None for the office's own order, and whether downwards."""
        column, descending = self._order
        return (column.key if column else None, descending)

    @property
    def narrows(self) -> tuple[Narrow, ...]:
        """The conditions the rows in sight stand, the oldest first."""
        return self._narrows

    @property
    def can_narrow(self) -> bool:
        """Whether every record is at hand, so that rows can be left out."""
        return can_narrow(self._whole)

    def passes(self, record: T) -> bool:
        """Whether a record stands the conditions."""
        return passes(self._narrows, self.columns, record)

    def narrow_to(self, narrows: Sequence[Narrow]) -> None:
        """Let only rows stand in sight that meet every condition; none gives all rows back."""
        if tuple(narrows) == self._narrows:
            return
        self._narrows = tuple(narrows)
        self.beginResetModel()
        self._rows = self._in_sight(self._whole)
        self.endResetModel()
        self.narrowed.emit()

    def record_count(self) -> int:
        """How many records are in sight, headings not counted; those of folded groups are."""
        return self._rows.count() if isinstance(self._rows, GroupedRows) else len(self._rows)

    def whole_count(self) -> int:
        """How many there are without any condition."""
        return self._whole.count() if isinstance(self._whole, GroupedRows) else len(self._whole)

    def record(self, row: int) -> T:
        """Give the record at a row of the current order."""
        return self._rows.record(row)

    def row_of(self, identity: Hashable) -> int:
        """Find a record's row in the current order; -1 where it is not shown."""
        identities = self._rows.identities()
        return identities.index(identity) if identity in identities else -1

    def identity(self, row: int) -> Hashable:
        """Give the identity of the record at a row."""
        return self._rows.identity(row)

    def has_headings(self) -> bool:
        """Tell whether the records shown stand in groups."""
        return isinstance(self._rows, GroupedRows)

    def heading(self, row: int) -> Heading | None:
        """Give the heading at a row of a grouped table, None where a record stands."""
        return self._rows.heading(row) if isinstance(self._rows, GroupedRows) else None

    def fold(self, row: int, folded: bool) -> None:
        """Fold or unfold the group of the heading at a row."""
        heading = self.heading(row)
        if heading is None or heading.folded == folded or not isinstance(self._rows, GroupedRows):
            return
        self.beginResetModel()
        self._rows.fold(self._rows.folded ^ {heading.key})
        self.endResetModel()

    def identities(self) -> Sequence[Hashable]:
        """Give the identity of every row in the current order."""
        return self._rows.identities()

    def column_at(self, key: str) -> int:
        """Find a column by its key."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    def show(self, rows: Rows[T]) -> None:
        """Show other records; the same records with new contents keep their places and the selection."""
        self._typed.clear()
        before = self._rows.identities()
        self._whole, rows = rows, narrowed(rows, self.columns, self._narrows)
        if isinstance(rows, ListRows) and rows.in_order_of(before):
            self._rows = rows
            self._announce_contents()
            return
        rows = self._arranged(rows)
        if not isinstance(rows, ListRows) and rows.identities() == before:
            self._rows = rows
            self._announce_contents()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def announce_rows(self, rows: range) -> None:
        """Tell the view that some rows have other contents now."""
        if rows:
            self.dataChanged.emit(self.index(rows.start, 0), self.index(rows[-1], len(self.columns) - 1))

    def set_mark(self, identity: Hashable, column: str, span: tuple[int, int] | None) -> None:
        """Highlight part of one cell's text as a search match (start and length), or take the mark away."""
        self._mark = (identity, column, span) if span else None
        self._announce_contents()

    def take_edits(self, edits: Sequence[Edit[T]], identities: Sequence[Hashable]) -> None:
        """Show texts at once and announce them; `show` brings what the office really stored."""
        for edit, identity in zip(edits, identities, strict=True):
            self._typed[identity, edit.column] = edit.text
        self._announce_contents()
        self.edited.emit(list(edits))

    def cell(self, row: int, place: int) -> Cell:
        """Say how a cell looks."""
        if heading := self.heading(row):
            return heading.cells.get(self.columns[place].key) or Cell(heading.words if place == 0 else "")
        record, column = self._rows.record(row), self.columns[place]
        identity = self.identity(row) if self._typed or self._mark else None
        text = self._typed.get((identity, column.key)) if self._typed else None
        marked = self._mark if self._mark and self._mark[:2] == (identity, column.key) else None
        return Cell(
            text=column.text(record) if text is None else text,
            glyph=column.glyph(record) if column.glyph else None,
            tone=column.tone(record) if column.tone else "ink",
            right=column.right,
            mark=marked[2] if marked else None,
            state=column.state(record) if column.state else "",
            bar=column.bar(record) if column.bar else None,
            strong=column.strong(record) if column.strong else False,
            note=column.note(record) if column.note else "",
            ghost=column.ghost(record) if column.ghost else "",
            centre=column.is_tick,
            tag=column.tag(record) if column.tag else "",
        )

    def text(self, row: int, place: int) -> str:
        """Say only the text of a cell: to copy a block all the rest would be worked out for nothing."""
        if self._typed or self.heading(row):
            return self.cell(row, place).text
        return self.columns[place].text(self._rows.record(row))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, place = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, place)
            case Qt.ItemDataRole.EditRole:
                return self.text_to_edit(row, place)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(row, place)
            case Qt.ItemDataRole.ToolTipRole:
                tooltip = None if self.heading(row) else self.columns[place].tooltip
                return tooltip(self.record(row)) if tooltip else None
            case _ if role == CELL_ROLE:
                return self.cell(row, place)
            case _ if role == HEADING_ROLE:
                return self.heading(row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.is_editable(index.row(), index.column()):
            return False
        if str(value) == self.text_to_edit(index.row(), index.column()):
            return False
        edit = Edit(self.record(index.row()), self.columns[index.column()].key, str(value))
        self.take_edits([edit], [self.identity(index.row())])
        return True

    def is_editable(self, row: int, place: int) -> bool:
        """Tell whether a cell can be typed into."""
        if self.heading(row):
            return False
        editable = self.columns[place].editable
        return editable is not None and editable(self.record(row))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.is_editable(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            title = self.columns[section].title
            # Of an empty text a catalogue would give its own head.
            return _(title) if title else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_head(self.columns[section])
        if role == SUBTITLE_ROLE:
            return self.columns[section].subtitle
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 restores the office's order. The selection follows its records."""
        chosen = self.columns[column] if column >= 0 else None
        descending = order == Qt.SortOrder.DescendingOrder
        if (chosen, descending) == self._order or (chosen is None and self._order[0] is None):
            return
        self._order = (chosen, descending)
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self.identity(index.row())) for index in self.persistentIndexList()]
        self._rows.order_by(chosen, descending=descending)
        if kept:
            place = {identity: row for row, identity in enumerate(self._rows.identities())}
            moved = [self.index(place[identity], index.column()) for index, identity in kept]
            self.changePersistentIndexList([index for index, _identity in kept], moved)
        self.layoutChanged.emit()

    def text_to_edit(self, row: int, place: int) -> str:
        """Give what an editor would begin with; empty on a heading."""
        if self.heading(row):
            return ""
        edit_text = self.columns[place].edit_text
        return edit_text(self.record(row)) if edit_text else self.cell(row, place).text

    def _in_sight(self, whole: Rows[T]) -> Rows[T]:
        return self._arranged(narrowed(whole, self.columns, self._narrows))

    def _arranged(self, rows: Rows[T]) -> Rows[T]:
        """Sort and fold rows as those before them were."""
        rows.order_by(self._order[0], descending=self._order[1])
        if isinstance(rows, GroupedRows) and isinstance(self._rows, GroupedRows):
            rows.fold(self._rows.folded)
        return rows

    def _announce_contents(self) -> None:
        if len(self._rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    def _spoken_head(self, column: Column[T]) -> str:
        sorted_by, descending = self._order
        order = "" if sorted_by is not column else _("从大到小") if descending else _("从小到大")
        title = _(column.title) if column.title else _("勾选") if column.is_tick else ""
        return _("，").join(part for part in (title, column.subtitle, order) if part)

    def _sentence(self, row: int, place: int) -> str:
        if heading := self.heading(row):
            if place and heading.cells:
                return self.cell(row, place).text
            state = _("收起的") if heading.folded else _("展开的")
            return _("{words}，{n} 条，{state}").format(words=heading.words, n=heading.number, state=state)
        record, column = self.record(row), self.columns[place]
        said = column.spoken(record) if column.spoken else spoken_cell(self.cell(row, place))
        title = _(column.title) if column.title else ""
        return _("，").join(part for part in (self._name(record), title, said or _("空")) if part)


def spoken_cell(cell: Cell) -> str:
    """Say all that a cell shows: its text, or the words of its glyph where it has none, what stands small, what is offered."""
    text = cell.text or (glyph_words(cell.glyph) if cell.glyph else "")
    ghost = _("可填 {words}").format(words=cell.ghost) if cell.ghost and not cell.text else ""
    return _("，").join(part for part in (text, cell.note, ghost) if part)
