"""Read a file as a table of known fields, every other row set aside with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from gzparty.domain.damage import CellValue, as_text
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import IgnoredRow, Table, TableKind, TableRow
from gzparty.exchange.header import Header, Vocabulary, column_letter, find_header, vocabulary
from gzparty.exchange.rows import RowJudge
from gzparty.exchange.workbook import Book, Row, Sheet, open_book

_IDENTITY_NUMBER = re.compile(r"^\d{6}(?:19|20)\d{9}[\dXx]$")
_LOOKED_AT = 200
"""Data rows looked at to tell a column of identity numbers under a title nobody knows."""

__all__ = ["Table", "read_table"]


def read_table(
    path: Path, kind: str, sheet: str | None = None, overrides: Mapping[str, str] | None = None
) -> Table:
    """Recognise a sheet, the first visible one with a header if none is named.

    Raises Refusal where the file cannot be read, has no header or no data below it.
    """
    wanted = TableKind(kind)
    words = vocabulary(wanted)
    book = open_book(path)
    found, header = _recognised(book, sheet, wanted, overrides or {})
    header = _without_identity(found, header, words)
    rows, ignored = _sorted_rows(found, header, words)
    if not rows:
        raise Refusal("table_without_rows", file=path.name)
    unread = () if sheet else tuple(n for n in book.names if n != found.name and book.holds(n))
    return Table(
        kind=wanted,
        file=path.name,
        sheet=found.name,
        rows=tuple(rows),
        ignored=tuple(ignored),
        columns={name: column_letter(column) for name, column in header.columns.items()},
        unmapped=header.unmapped,
        dropped=header.dropped,
        unread=unread,
    )


def _recognised(
    book: Book, wanted: str | None, kind: TableKind, overrides: Mapping[str, str]
) -> tuple[Sheet, Header]:
    """The first sheet that has a header; where none has, what the first one lacks is said."""
    first: Refusal | None = None
    for name in book.names if wanted is None else (wanted,):
        sheet = book.read(name)
        if sheet is None:
            continue
        try:
            return sheet, find_header(sheet, kind, overrides, book.file)
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


def _by_field(row: Row, columns: Mapping[str, int]) -> dict[str, CellValue]:
    try:
        return dict(zip(columns, map(row.__getitem__, columns.values()), strict=True))
    except IndexError:
        # A text file's rows may end before the last columns.
        return {name: row[column] for name, column in columns.items() if column < len(row)}
