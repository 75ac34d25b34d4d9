"""A table of states: lines under groups that fold, one column per month or duty, a glyph and a word in each cell."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gzparty.i18n import _
from ui.glyphs import Glyph

Index = QModelIndex | QPersistentModelIndex
GROUP = -1
_NOWHERE = QModelIndex()


class MatrixCell(NamedTuple):
    """What one cell shows; `filled` is 不涉及, told by the whole cell and nothing in it."""

    text: str = ""
    glyph: Glyph | None = None
    tone: str = "ink2"
    strong: bool = False
    filled: bool = False


EMPTY = MatrixCell()


class MatrixHead(NamedTuple):
    """The head of a column: its name, figures or a deadline below it; `current` is the month we are in."""

    key: str
    title: str
    note: str = ""
    tone: str = "ink3"
    current: bool = False


class MatrixLine(NamedTuple):
    """One line; `note` stands in small grey after its name."""

    key: Hashable
    title: str
    note: str = ""


class MatrixGroup(NamedTuple):
    """Lines that stand together under a row of their own; without a title they stand alone."""

    key: Hashable
    title: str
    lines: Sequence[MatrixLine]
    note: str = ""


class Place(NamedTuple):
    """A row by its group and its line in that group; line GROUP is the group's own row."""

    group: int
    line: int

    @property
    def is_group(self) -> bool:
        """Whether it is the row of a group."""
        return self.line == GROUP


class MatrixSource(Protocol):
    """Answers for what is in sight only: a county has ten thousand cells and a screen shows four hundred."""

    @property
    def corner(self) -> str:
        """What stands above the names."""

    @property
    def heads(self) -> Sequence[MatrixHead]:
        """The heads of the columns."""

    @property
    def groups(self) -> Sequence[MatrixGroup]:
        """The lines under their groups, in their order."""

    def cell(self, place: Place, column: int) -> MatrixCell:
        """What stands under a head (0 is the first) in a row; a group's own cell sums its lines."""

    def spoken(self, place: Place, column: int) -> str:
        """The sentence why a cell stands as it does."""


class NoLines:
    """Stands for a source while what it shows is being read: heads over no line."""

    groups: Sequence[MatrixGroup] = ()

    def __init__(self, corner: str, heads: Sequence[MatrixHead]) -> None:
        self.corner = corner
        self.heads = heads

    def cell(self, _place: Place, _column: int) -> MatrixCell:
        """Nothing."""
        return EMPTY

    def spoken(self, _place: Place, _column: int) -> str:
        """Nothing."""
        return ""


class MatrixModel(QAbstractTableModel):
    """The rows of a source that are in sight; column 0 names them, the heads begin at column 1."""

    folded_changed = Signal()

    def __init__(self, source: MatrixSource) -> None:
        super().__init__()
        self._source = source
        self._folded: set[Hashable] = set()
        self._places: list[Place] = []
        self._lay_out()

    @property
    def source(self) -> MatrixSource:
        """What is shown."""
        return self._source

    @property
    def folded(self) -> frozenset[Hashable]:
        """The keys of the groups of which only the own row is in sight."""
        return frozenset(self._folded)

    def show(self, source: MatrixSource, folded: Collection[Hashable] | None = None) -> None:
        """Show something else; groups stay folded as they are unless told otherwise."""
        self.beginResetModel()
        self._source = source
        if folded is not None:
            self._folded = set(folded)
        self._lay_out()
        self.endResetModel()

    def place(self, row: int) -> Place:
        """Which group and line a row is."""
        return self._places[row]

    def key(self, row: int) -> Hashable:
        """The key of the line or group at a row."""
        group, line = self._places[row]
        found = self._source.groups[group]
        return found.key if line == GROUP else found.lines[line].key

    def row_of(self, key: Hashable) -> int:
        """The row of a line or group; -1 where it is not in sight."""
        return next((row for row in range(len(self._places)) if self.key(row) == key), -1)

    def reveal(self, key: Hashable) -> int:
        """Unfold the group of a line if need be and give the line's row; -1 where there is no such line."""
        for number, group in enumerate(self._source.groups):
            if any(line.key == key for line in group.lines):
                if group.key in self._folded:
                    self.fold(self._places.index(Place(number, GROUP)), False)
                return self.row_of(key)
        return self.row_of(key)

    def fold(self, row: int, folded: bool) -> None:
        """Fold or unfold the group whose own row stands there; nothing for a line."""
        place = self._places[row]
        group = self._source.groups[place.group]
        if not place.is_group or (group.key in self._folded) == folded or not group.lines:
            return
        first, last = row + 1, row + len(group.lines)
        if folded:
            self.beginRemoveRows(_NOWHERE, first, last)
            self._folded.add(group.key)
            del self._places[first : last + 1]
            self.endRemoveRows()
        else:
            self.beginInsertRows(_NOWHERE, first, last)
            self._folded.discard(group.key)
            self._places[first:first] = [Place(place.group, line) for line in range(len(group.lines))]
            self.endInsertRows()
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        self.folded_changed.emit()

    def is_folded(self, row: int) -> bool:
        """Whether the group of a row is folded."""
        return self._source.groups[self._places[row].group].key in self._folded

    def title(self, row: int) -> str:
        """The name of a row."""
        group, line = self._places[row]
        found = self._source.groups[group]
        return found.title if line == GROUP else found.lines[line].title

    def note(self, row: int) -> str:
        """The small words after it."""
        group, line = self._places[row]
        found = self._source.groups[group]
        return found.note if line == GROUP else found.lines[line].note

    def cell(self, row: int, column: int) -> MatrixCell:
        """What a cell shows; `column` is the table's own, from 1 on."""
        return self._source.cell(self._places[row], column - 1)

    def words(self, row: int, column: int) -> str:
        """A cell where no glyph can stand, as in a workbook: its text, else the sentence why it is so."""
        cell = self.cell(row, column)
        if cell.filled:
            return _("不涉及")
        if cell.text or cell.glyph is None:
            return cell.text
        return self._source.spoken(self._places[row], column - 1)

    def spoken(self, row: int, column: int) -> str:
        """A cell in a sentence: 西利见村，6月，应于6月15日前召开，逾期 2 天，没有登记."""
        if column == 0:
            return self._spoken_name(row)
        parts = (
            self.title(row),
            self._source.heads[column - 1].title,
            self._source.spoken(self._places[row], column - 1),
        )
        return _("，").join(part for part in parts if part)

    def _spoken_name(self, row: int) -> str:
        named = " ".join(part for part in (self.title(row), self.note(row)) if part)
        if not self._places[row].is_group:
            return named
        state = _("收起的") if self.is_folded(row) else _("展开的")
        return _("{words}，{state}").format(words=named, state=state)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._source.heads) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(row) if column == 0 else self.cell(row, column).text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(row, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.head(section).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.head(section)
            named = " ".join(part for part in (head.title, head.note) if part)
            return _("{words}，现在").format(words=named) if head.current else named
        return None

    def head(self, section: int) -> MatrixHead:
        """The head of a column of the table; the first is the corner."""
        return self._source.heads[section - 1] if section else MatrixHead("", self._source.corner)

    def rows(self) -> Iterator[int]:
        """Every row in sight."""
        return iter(range(len(self._places)))

    def _lay_out(self) -> None:
        self._places = []
        for number, group in enumerate(self._source.groups):
            if group.title:
                self._places.append(Place(number, GROUP))
            if not group.title or group.key not in self._folded:
                self._places += [Place(number, line) for line in range(len(group.lines))]
