"""One plain sheet as the bytes of an .xlsx file, laid out for the screen and for A4."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from types import NoneType
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.records import dataclass

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | datetime | None

LONGEST_CELL = 32_767
"""Characters; the format's limit."""
LAST_LINE = 1_048_575
"""Counted from 0; the format's limit."""
_A4 = 9
_PORTRAIT_WIDTH = 90
"""Characters that fit across upright A4 at a size one can read."""
_MARGIN = 0.79
"""Inches; 20 mm, as forms have it."""
_FACE = "SimSun"
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
"""UTF-16 units."""
_NOT_STORED_AS_NUMBER = {"number_stored_as_text": "A1:XFD1048576"}
_TITLE_HEIGHT, _HEAD_HEIGHT = 32, 22
"""Points."""
_BORDERED = {"border": 1, "valign": "vcenter", "text_wrap": True}


@dataclass(frozen=True, slots=True)
class Cut:
    """A cell that could not hold its text; line and column counted from 0."""

    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around the rows: column titles, widths in characters, the title above them if any."""

    names: Sequence[str]
    widths: Sequence[int]
    title: str = ""
    made_at: datetime | None = None


def workbook_bytes(layout: Layout, rows: Iterable[Sequence[Cell]]) -> tuple[bytes, list[Cut]]:
    """A workbook of one sheet: titles frozen, filtered and repeated on each printed page.

    Also returns the cells whose text was too long and has been cut. Refusal for too many rows.
    """
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    # In memory, since temporary files would leave phones and names behind on the disk.
    options = {"in_memory": True, "default_format_properties": {"font_name": _FACE, "font_size": 11}}
    with Workbook(buffer, options) as book:
        book.set_properties({"title": layout.title, "created": layout.made_at})
        sheet = book.add_worksheet(_sheet_name(layout.title) or None)
        text = book.add_format({**_BORDERED, "num_format": "@"})
        for place, width in enumerate(layout.widths):
            sheet.set_column(place, place, width, text)
        head = _write_heads(book, sheet, layout)
        last, cut = _write_rows(book, sheet, text, rows, head + 1)
        _arrange(sheet, head, last, layout.widths)
    return buffer.getvalue(), cut


def _write_heads(book: Workbook, sheet: Worksheet, layout: Layout) -> int:
    """The title over all columns, if there is one, and the column titles; returns the latter's row."""
    head = 1 if layout.title else 0
    if layout.title:
        centred = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        sheet.set_row(0, _TITLE_HEIGHT)
        if len(layout.names) > 1:
            sheet.merge_range(0, 0, 0, len(layout.names) - 1, "", centred)
        sheet.write_string(0, 0, layout.title, centred)
    bold = book.add_format({**_BORDERED, "bold": True, "align": "center"})
    sheet.set_row(head, _HEAD_HEIGHT)
    sheet.write_row(head, 0, layout.names, bold)
    return head


def _sheet_name(title: str) -> str:
    units = _FORBIDDEN_IN_NAME.sub("", title).strip().encode("utf-16-le")[: 2 * _LONGEST_NAME]
    return units.decode("utf-16-le", "ignore")


def _write_rows(
    book: Workbook, sheet: Worksheet, text: Format, rows: Iterable[Sequence[Cell]], first: int
) -> tuple[int, list[Cut]]:
    """The rows from `first` on; returns the last line and the cells that were cut."""
    number = book.add_format(_BORDERED)
    day = book.add_format({**_BORDERED, "num_format": "yyyy-mm-dd", "align": "center"})
    minute = book.add_format({**_BORDERED, "num_format": "yyyy-mm-dd hh:mm", "align": "center"})
    ways: dict[type, tuple[Callable[..., int], Format]] = {
        str: (sheet.write_string, text),
        NoneType: (sheet.write_blank, text),
        int: (sheet.write_number, number),
        float: (sheet.write_number, number),
        date: (sheet.write_datetime, day),
        datetime: (sheet.write_datetime, minute),
    }
    line, cut = first - 1, []
    for line, row in enumerate(rows, first):
        for place, value in enumerate(row):
            write, style = ways[type(value)]
            if write(line, place, value, style):
                cut.append(Cut(line, place, len(str(value))))
    if line > LAST_LINE:
        raise Refusal("export_too_long", count=line - first + 1, limit=LAST_LINE - first + 1)
    return line, cut


def _arrange(sheet: Worksheet, head: int, last: int, widths: Sequence[int]) -> None:
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, max(head, last), max(0, len(widths) - 1))
    sheet.ignore_errors(_NOT_STORED_AS_NUMBER)
    sheet.repeat_rows(head)
    sheet.set_paper(_A4)
    if sum(widths) > _PORTRAIT_WIDTH:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    sheet.set_footer("&C" + _("第 {page} 页 共 {pages} 页").format(page="&P", pages="&N"))
