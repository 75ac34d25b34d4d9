"""Lists leave as spreadsheets: real dates, numbers as numbers, codes and phones as text, ready to print."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from unicodedata import east_asian_width

from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.exchange.cell_text import writable
from gzparty.exchange.list_spec import CellKind, ListColumn, Row, titles
from gzparty.exchange.workbook import DANGEROUS, QUOTE
from gzparty.exchange.xlsx import LONGEST_CELL, Cell, Cut, Layout, workbook_bytes
from gzparty.files import write_whole
from gzparty.i18n import _, in_chinese

LONGEST_NUMBER = 10**15
"""From here on a spreadsheet drops digits, so that such a number leaves as text."""
FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count a 29 February 1900 that never was; days before it leave as text."""
_QUOTED = DANGEROUS + QUOTE


@in_chinese()
def write_list(
    columns: Sequence[ListColumn],
    rows: Iterable[Row],
    path: Path,
    title: str = "",
    made_at: datetime | None = None,
    whole: bool = False,
) -> tuple[Diagnostic, ...]:
    """Write a list as .xlsx or .csv by the file's suffix, with exactly these columns.

    Returns what did not fit into a cell. Raises Refusal for another suffix or a path that cannot be written.
    With `whole` nothing is written where a text does not fit.
    `title` stands above the columns of a workbook; `made_at` is kept in it as the time of making.
    """
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise Refusal("export_suffix_unknown", file=path.name)
    plain = [(column.key, _READERS[column.kind]) for column in columns]
    cells = ([read(row.get(key)) for key, read in plain] for row in rows)
    if suffix == ".csv":
        write_whole(path, _as_csv(columns, cells))
        return ()
    names = titles(columns)
    data, cut = workbook_bytes(Layout(names, _widths(columns), writable(title), made_at), cells)
    if whole and cut:
        raise Refusal("export_cell_too_long", **_told(cut[0], names))
    write_whole(path, data)
    return tuple(Diagnostic(Level.WARNING, "export_cell_cut", _told(cell, names)) for cell in cut)


def _told(cell: Cut, names: Sequence[str]) -> dict[str, object]:
    """Which cell could not hold how much."""
    return {
        "row": cell.line + 1,
        "column": names[cell.column],
        "length": cell.length,
        "limit": LONGEST_CELL,
    }


def guarded(text: str) -> str:
    """A CSV cell that no spreadsheet takes for a formula; reading takes the quote back off."""
    if not text or text[0] not in _QUOTED:
        return text
    if text[0] == QUOTE and (len(text) == 1 or text[1] not in _QUOTED):
        return text
    return QUOTE + text


def _as_csv(columns: Sequence[ListColumn], cells: Iterable[Sequence[Cell]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([guarded(title) for title in titles(columns)])
    writer.writerows([_csv_cell(value) for value in row] for row in cells)
    return buffer.getvalue().encode("utf-8-sig")


def _csv_cell(value: Cell) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else str(value)


def _text(value: object) -> Cell:
    """Any value as the text it shows; None leaves the cell empty."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    text = str(value)
    return (text if text.isprintable() else writable(text)) or None


def _number(value: object) -> Cell:
    """A number as a number, unless a spreadsheet would damage it."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LONGEST_NUMBER:
        return value if type(value) is int else float(value)
    return _text(value)


def _date(value: object) -> Cell:
    """A whole date as a date, also from ISO text; one without day or month stays text."""
    if isinstance(value, str):
        value = _whole_date(value)
    if isinstance(value, PartialDate):
        value = value.first_day() if value.day else value
    if isinstance(value, date) and _day_of(value) >= FIRST_DAY:
        return value
    return _text(value)


def _whole_date(text: str) -> object:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


_READERS: dict[CellKind, Callable[[object], Cell]] = {
    CellKind.TEXT: _text,
    CellKind.NUMBER: _number,
    CellKind.DATE: _date,
}


def _widths(columns: Sequence[ListColumn]) -> list[int]:
    """Widths in characters; a Chinese title takes two each, its filter button about two more."""
    names = titles(columns)
    return [
        max(column.width, sum(2 if east_asian_width(letter) in "WF" else 1 for letter in name) + 3)
        for column, name in zip(columns, names, strict=True)
    ]
