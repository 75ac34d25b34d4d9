"""Records under headings that fold: 今天, 最近 7 天, U 盘."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.tables.column import Cell, Column

T = TypeVar("T")
NO_CELLS: Mapping[str, Cell] = MappingProxyType({})


class Heading(NamedTuple):
    """A heading as the table shows it; `glyph` is the heaviest one under it, shown while it is folded.

    One with `cells` says something in columns of its own besides its words in the first; `note` follows them in grey.
    `tone` is the colour of the words.
    """

    key: str
    words: str
    number: int
    folded: bool = False
    glyph: Glyph | None = None
    note: str = ""
    cells: Mapping[str, Cell] = NO_CELLS
    tone: str = "ink"


class RecordGroup(NamedTuple, Generic[T]):
    """Records that stand together; `words` are translated already. `marked`: the glyph is shown unfolded too."""

    key: str
    words: str
    records: Sequence[T]
    glyph: Glyph | None = None
    note: str = ""
    cells: Mapping[str, Cell] = NO_CELLS
    tone: str = "ink"
    marked: bool = False


class GroupedRows(Generic[T]):
    """Rows of a table in which each group begins with a heading; sorting keeps the groups and sorts within them.

    A heading is a row without a record: ask `heading` before `record`. Empty groups are left out.
    """

    def __init__(self, groups: Sequence[RecordGroup[T]], identity: Callable[[T], Hashable]) -> None:
        self._groups = [group for group in groups if group.records]
        self._identity = identity
        self._order: tuple[Column[T] | None, bool] = (None, False)
        self.folded: set[str] = set()
        self._rows: list[Heading | T] = []
        self._lay_out()

    def __len__(self) -> int:
        return len(self._rows)

    def count(self) -> int:
        """How many records there are, those under folded headings too."""
        return sum(len(group.records) for group in self._groups)

    def heading(self, row: int) -> Heading | None:
        """Give the heading at a row, None where a record stands."""
        found = self._rows[row]
        return found if isinstance(found, Heading) else None

    def record(self, row: int) -> T:
        found = self._rows[row]
        assert not isinstance(found, Heading)
        return found

    def identity(self, row: int) -> Hashable:
        return self._identity_of(self._rows[row])

    def identities(self) -> Sequence[Hashable]:
        return [self._identity_of(found) for found in self._rows]

    def order_by(self, column: Column[T] | None, *, descending: bool) -> None:
        self._order = (column, descending)
        self._lay_out()

    def only(self, wanted: Callable[[T], bool]) -> GroupedRows[T]:
        """The records wanted under their headings; groups left empty are away."""
        return GroupedRows([_narrowed(group, wanted) for group in self._groups], self._identity)

    def fold(self, keys: set[str]) -> None:
        """Show only the headings of some groups."""
        self.folded = keys
        self._lay_out()

    def _lay_out(self) -> None:
        column, descending = self._order
        self._rows = []
        for key, words, records, glyph, note, cells, tone, marked in self._groups:
            folded = key in self.folded
            shown = glyph if folded or marked else None
            self._rows.append(Heading(key, words, len(records), folded, shown, note, cells, tone))
            if folded:
                continue
            if column is not None:
                records = sorted(records, key=column.key_of, reverse=descending)
            self._rows += records

    def _identity_of(self, found: Heading | T) -> Hashable:
        return ("heading", found.key) if isinstance(found, Heading) else self._identity(found)


def _narrowed(group: RecordGroup[T], wanted: Callable[[T], bool]) -> RecordGroup[T]:
    """A group with fewer records; what its heading counted is no longer true and gives way to how many are left."""
    left = [record for record in group.records if wanted(record)]
    if len(left) == len(group.records):
        return group
    return group._replace(records=left, note=_("看到 {n} 行").format(n=len(left)), cells=NO_CELLS)
