"""Lists as spreadsheets: dates are dates, phones and codes are text, and a CSV starts no formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.lists import CellKind, ListColumn, Row, titles
from gzparty.exchange.target import write_whole
from gzparty.exchange.workbook import DANGEROUS, QUOTE
from gzparty.i18n import _

LONGEST_TEXT = 32_767
"""Characters a cell of a workbook holds."""
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LANDSCAPE_A4 = 9
_TITLE_HEIGHT, _HEAD_HEIGHT = 32, 22


def write_list(columns: Sequence[ListColumn], rows: Iterable[Row], path: Path, title: str = "") -> None:
    """Write a list as .xlsx or .csv by the file's suffix; Refusal for another suffix or an unwritable path."""
    writers: dict[str, Callable[[Sequence[ListColumn], Iterable[Row], str], bytes]] = {
        ".xlsx": _workbook,
        ".csv": _csv,
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise Refusal("export_suffix_unknown", file=path.name)
    write_whole(path, writer(columns, rows, title))


def _workbook(columns: Sequence[ListColumn], rows: Iterable[Row], title: str) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(_SHEET_NAME.sub("", title)[:31] or None)
    head = _write_heads(book, sheet, columns, title)
    last = _write_rows(book, sheet, columns, rows, head + 1)
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, max(head, last), len(columns) - 1)
    sheet.repeat_rows(head)
    sheet.set_landscape()
    sheet.set_paper(_LANDSCAPE_A4)
    sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def _write_heads(book: Any, sheet: Any, columns: Sequence[ListColumn], title: str) -> int:
    """The title over all columns, if there is one, and the column titles; returns the latter's row."""
    head = 1 if title else 0
    if title:
        centred = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        sheet.set_row(0, _TITLE_HEIGHT)
        if len(columns) > 1:
            sheet.merge_range(0, 0, 0, len(columns) - 1, title, centred)
        else:
            sheet.write_string(0, 0, title, centred)
    bold = book.add_format(
        {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}
    )
    sheet.set_row(head, _HEAD_HEIGHT)
    for column, text in enumerate(titles(columns)):
        sheet.write_string(head, column, text, bold)
    return head


def _write_rows(book: Any, sheet: Any, columns: Sequence[ListColumn], rows: Iterable[Row], first: int) -> int:
    """The rows from `first` on; returns the last row written."""
    text_format = book.add_format({"num_format": "@", "valign": "vcenter", "border": 1, "text_wrap": True})
    plain = book.add_format({"valign": "vcenter", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "vcenter", "border": 1, "align": "left"})
    moment = book.add_format(
        {"num_format": "yyyy-mm-dd hh:mm", "valign": "vcenter", "border": 1, "align": "left"}
    )
    for column, spec in enumerate(columns):
        sheet.set_column(column, column, spec.width, text_format if spec.kind is CellKind.TEXT else None)
    number = first - 1
    keys = [(column, spec.key) for column, spec in enumerate(columns)]
    for number, row in enumerate(rows, first):
        for column, key in keys:
            value = row.get(key)
            if value is None or value == "":
                sheet.write_blank(number, column, None, text_format)
            elif isinstance(value, str):
                sheet.write_string(number, column, value[:LONGEST_TEXT], text_format)
            elif isinstance(value, bool):
                sheet.write_string(number, column, _yes_or_no(value), text_format)
            elif isinstance(value, int | float):
                sheet.write_number(number, column, value, plain)
            elif isinstance(value, datetime):
                sheet.write_datetime(number, column, value, moment)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            else:
                sheet.write_string(number, column, str(value)[:LONGEST_TEXT], text_format)
    return number


def _csv(columns: Sequence[ListColumn], rows: Iterable[Row], title: str) -> bytes:
    """A CSV has no title row; other programs take its first row for the column titles."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(titles(columns))
    for row in rows:
        writer.writerow([_csv_cell(row.get(spec.key)) for spec in columns])
    return buffer.getvalue().encode("utf-8-sig")


def _csv_cell(value: object) -> object:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if isinstance(value, bool):
        return _yes_or_no(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    text = str(value)
    if text[:1] in DANGEROUS and text:
        return QUOTE + text
    if text[:1] == QUOTE and text[1:2] and (text[1] in DANGEROUS or text[1] == QUOTE):
        return QUOTE + text
    return text


def _yes_or_no(value: bool) -> str:
    return _("是") if value else _("否")
