"""One plain sheet as the bytes of an .xlsx file, laid out for the screen and for A4."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from types import NoneType
from typing import TYPE_CHECKING

from gzparty.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | datetime | None

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
_BORDERED = {"border": 1, "valign": "vcenter", "text_wrap": True}


def write_xlsx(
    titles: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[Cell]],
    heading: str,
    made_at: datetime,
) -> bytes:
    """A workbook of one sheet: titles frozen, filtered and repeated on each printed page."""
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    # In memory, since temporary files would leave phones and names behind on the disk.
    options = {"in_memory": True, "default_format_properties": {"font_name": _FACE, "font_size": 11}}
    with Workbook(buffer, options) as book:
        book.set_properties({"title": heading, "created": made_at})
        sheet = book.add_worksheet(_sheet_name(heading) or None)
        text = book.add_format({**_BORDERED, "num_format": "@"})
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width, text)
        head = book.add_format({**_BORDERED, "bold": True, "align": "center", "bg_color": "#EDEDED"})
        sheet.write_row(0, 0, titles, head)
        _write_rows(book, sheet, text, rows)
        _arrange(sheet, len(rows), widths, heading)
    return buffer.getvalue()


def _sheet_name(heading: str) -> str:
    units = _FORBIDDEN_IN_NAME.sub("", heading).strip().encode("utf-16-le")[: 2 * _LONGEST_NAME]
    return units.decode("utf-16-le", "ignore")


def _write_rows(book: Workbook, sheet: Worksheet, text: Format, rows: Sequence[Sequence[Cell]]) -> None:
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
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            write, style = ways[type(value)]
            write(line, place, value, style)


def _arrange(sheet: Worksheet, count: int, widths: Sequence[int], heading: str) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, max(0, len(widths) - 1))
    sheet.ignore_errors(_NOT_STORED_AS_NUMBER)
    sheet.repeat_rows(0)
    sheet.set_paper(_A4)
    if sum(widths) > _PORTRAIT_WIDTH:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    if heading:
        sheet.set_header("&C" + heading.replace("&", "&&")[:200])
    sheet.set_footer("&C" + _("第 {page} 页 共 {pages} 页").format(page="&P", pages="&N"))
