"""A sheet as recognised: its data rows by field, and why every other row is none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field, replace
from enum import StrEnum

from gzparty.domain.damage import CellValue, as_text
from gzparty.domain.diagnostic import Diagnostic
from gzparty.records import dataclass

Edits = Mapping[tuple[int, str], str]
"""Texts put in place of a sheet's own, by row number and field."""


class TableKind(StrEnum):
    """What the rows of a sheet are."""

    UNITS = "units"
    SECRETARIES = "secretaries"
    MEMBERS = "members"
    MEETINGS = "meetings"
    ROLLS = "rolls"
    PROBLEMS = "problems"
    NOMINATIONS = "nominations"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One data row; `number` is the sheet's own row number, `cells` holds raw values by field."""

    number: int
    cells: Mapping[str, CellValue]

    def with_text(self, name: str, change: Callable[[str], str]) -> TableRow:
        """The row with one field's text changed."""
        return replace(self, cells={**self.cells, name: change(as_text(self.cells.get(name)))})


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """One column as it stands: its letter, its title, the field it is read as (empty for none).

    `example` is the first text below the title; a column of identity numbers is `dropped` and shows none.
    """

    letter: str
    title: str
    field: str
    example: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row that is title, head, sum, foot or blank."""

    number: int
    reason: Diagnostic


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised sheet. `columns` are column letters by field.

    `unmapped` are titles nobody asked for; `dropped` those of identity cards, never read;
    `unread` are the file's other sheets that hold something. `above` are the texts of titles over the header. Blank cells
    of some fields stand for the row above: `carried` are those that were filled so, by row number and field.
    """

    kind: TableKind
    file: str
    sheet: str
    rows: tuple[TableRow, ...]
    ignored: tuple[IgnoredRow, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    heads: tuple[ColumnHead, ...] = ()
    above: tuple[str, ...] = ()
    carried: frozenset[tuple[int, str]] = frozenset()

    def with_edits(self, edits: Edits) -> Table:
        """The table with cells put right by hand; a row that is no longer there is passed over."""
        by_row: dict[int, dict[str, CellValue]] = {}
        for (number, name), text in edits.items():
            by_row.setdefault(number, {})[name] = text
        if not by_row:
            return self
        rows = (
            replace(row, cells={**row.cells, **by_row[row.number]}) if row.number in by_row else row
            for row in self.rows
        )
        return replace(self, rows=carried_down(rows, self.carried - edits.keys()))

    def cell(self, row: int, name: str) -> str:
        """Where a field's value stands, as a spreadsheet says it: F12; only the row where no column is known."""
        return f"{self.columns.get(name, '')}{row}"


def carried_down(rows: Iterable[TableRow], carried: Collection[tuple[int, str]]) -> tuple[TableRow, ...]:
    """Rows whose named cells hold what the row above holds."""
    names = {name for _number, name in carried}
    done: list[TableRow] = []
    for row in rows:
        taken = {name: done[-1].cells.get(name) for name in names if done and (row.number, name) in carried}
        done.append(replace(row, cells={**row.cells, **taken}) if taken else row)
    return tuple(done)
