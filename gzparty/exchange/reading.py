"""Read a file as a table of known fields, every other row set aside with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from gzparty.domain.damage import CellValue, as_text
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import ColumnHead, IgnoredRow, Table, TableKind, TableRow, carried_down
from gzparty.exchange.header import Header, Vocabulary, column_letter, find_header, titles_key, vocabulary
from gzparty.exchange.rows import RowJudge
from gzparty.exchange.workbook import Book, Row, Sheet, open_book

_IDENTITY_NUMBER = re.compile(r"^\d{6}(?:19|20)\d{9}[\dXx]$")
_LOOKED_AT = 200
"""Data rows looked at to tell a column of identity numbers under a title nobody knows."""

_ROSTER_LINES = 20
"""From so many rows on a roster shows whether its branches have one person each or many."""
Remembered = Callable[[TableKind, str], Mapping[str, str] | None]
"""What columns were read as when a sheet of these titles was imported before."""

__all__ = ["Table", "heads_of", "read_table", "table_of"]


def read_table(
    path: Path,
    kind: str,
    sheet: str | None = None,
    overrides: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
) -> Table:
    """Recognise a sheet, the first visible one with a header if none is named.

    What was `remembered` of such sheets holds where no override is given. Raises Refusal where the file cannot be
    read, has no header or no data below it.
    """
    wanted = TableKind(kind)
    book = open_book(path)
    found, header = _recognised(book, sheet, wanted, overrides or {}, remembered)
    unread = () if sheet else tuple(n for n in book.names if n != found.name and book.holds(n))
    return _table(found, header, wanted, path.name, unread)


def table_of(sheet: Sheet, kind: TableKind, overrides: Mapping[str, str], file: str) -> Table:
    """A sheet that was opened before as a table; raises Refusal as `read_table` does."""
    return _table(sheet, find_header(sheet, kind, overrides, file), kind, file)


def heads_of(sheet: Sheet, header: Header) -> tuple[ColumnHead, ...]:
    """Every column that holds anything, with what it is read as and what stands first in it."""
    fields = {column: name for name, column in header.columns.items()}
    heads = []
    for column, title in enumerate(header.titles):
        dropped = title in header.dropped or column_letter(column) in header.dropped
        example = "" if dropped else _first_text(sheet, header, column)
        if title or example or column in fields:
            heads.append(ColumnHead(column_letter(column), title, fields.get(column, ""), example, dropped))
    return tuple(heads)


def _table(found: Sheet, header: Header, wanted: TableKind, file: str, unread: tuple[str, ...] = ()) -> Table:
    words = vocabulary(wanted)
    header = _without_identity(found, header, words)
    rows, ignored = _sorted_rows(found, header, words)
    if not rows:
        raise Refusal("table_without_rows", file=file)
    if wanted is TableKind.SECRETARIES and repeats_branches(rows):
        raise Refusal("members_not_secretaries", file=file, count=len(rows))
    carried = _carried(rows, words)
    return Table(
        kind=wanted,
        file=file,
        sheet=found.name,
        rows=carried_down(rows, carried) if carried else tuple(rows),
        ignored=tuple(ignored),
        columns={name: column_letter(column) for name, column in header.columns.items()},
        unmapped=header.unmapped,
        dropped=header.dropped,
        unread=unread,
        heads=heads_of(found, header),
        above=tuple(text for row in found.rows[: header.first] for cell in row if (text := as_text(cell))),
        carried=carried,
    )


def _carried(rows: Sequence[TableRow], words: Vocabulary) -> frozenset[tuple[int, str]]:
    """The blank cells that stand for the row above; the first row has none."""
    return frozenset(
        (row.number, name)
        for row in rows[1:]
        for name in words.carry_down
        if not as_text(row.cells.get(name))
    )


def people_of_branches(rows: list[TableRow]) -> Counter[str]:
    """How many people of different names each branch has, by the branch as it is written."""
    placed = {(as_text(row.cells.get("unit")), as_text(row.cells.get("name"))) for row in rows}
    return Counter(unit for unit, name in placed if unit and name)


def repeats_branches(rows: list[TableRow]) -> bool:
    """Whether most people share their branch with another: members, since a village has one secretary."""
    counts = people_of_branches(rows)
    shared = sum(count for count in counts.values() if count > 1)
    return shared >= _ROSTER_LINES and 2 * shared > sum(counts.values())


def _recognised(
    book: Book,
    wanted: str | None,
    kind: TableKind,
    overrides: Mapping[str, str],
    remembered: Remembered | None,
) -> tuple[Sheet, Header]:
    """The first sheet that has a header; where none has, what the first one lacks is said."""
    first: Refusal | None = None
    for name in book.names if wanted is None else (wanted,):
        sheet = book.read(name)
        if sheet is None:
            continue
        known = remembered(kind, titles_key(sheet, kind)) if remembered and not overrides else None
        try:
            return sheet, find_header(sheet, kind, known or overrides, book.file)
        except Refusal as refusal:
            first = first or refusal
    raise first or Refusal("file_empty", file=book.file)


def _sorted_rows(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[list[TableRow], list[IgnoredRow]]:
    """Every row of the sheet, either as data or as ignored."""
    judge = RowJudge(header, words)
    filled = sheet.filled(header.columns[name] for name in words.fill_down if name in header.columns)
    rows: list[TableRow] = []
    ignored: list[IgnoredRow] = []
    for index, row in enumerate(sheet.rows):
        reason = judge.why_ignored(index, row)
        if reason is None:
            rows.append(TableRow(index + 1, _by_field(filled[index], header.columns)))
        else:
            ignored.append(IgnoredRow(index + 1, reason))
    return rows, ignored


def _without_identity(sheet: Sheet, header: Header, words: Vocabulary) -> Header:
    """Leave out columns that hold identity numbers whatever they are called."""
    wanted = {header.columns[name] for name in words.required}
    columns = (column for column in range(len(header.titles)) if column not in wanted)
    found = {column for column in columns if _holds_identity(sheet, header, column)}
    if not found:
        return header
    titles = {header.titles[column] or column_letter(column) for column in found}
    return replace(
        header,
        columns={name: column for name, column in header.columns.items() if column not in found},
        unmapped=tuple(title for title in header.unmapped if title not in titles),
        dropped=(*header.dropped, *sorted(titles - set(header.dropped))),
    )


def _holds_identity(sheet: Sheet, header: Header, column: int) -> bool:
    """Whether at least half of a column's filled cells look like identity numbers."""
    rows = islice(sheet.rows, header.last + 1, header.last + 1 + _LOOKED_AT)
    texts = [as_text(row[column]) for row in rows if column < len(row) and row[column]]
    return 2 * sum(1 for text in texts if _IDENTITY_NUMBER.match(text)) > len(texts)


def _first_text(sheet: Sheet, header: Header, column: int) -> str:
    """What stands first below a title, so that the column can be told by its content."""
    rows = islice(sheet.rows, header.last + 1, header.last + 1 + _LOOKED_AT)
    texts = (" ".join(as_text(row[column]).split()) for row in rows if column < len(row))
    return next((text for text in texts if text), "")


def _by_field(row: Row, columns: Mapping[str, int]) -> dict[str, CellValue]:
    try:
        return dict(zip(columns, map(row.__getitem__, columns.values()), strict=True))
    except IndexError:
        # A text file's rows may end before the last columns.
        return {name: row[column] for name, column in columns.items() if column < len(row)}
