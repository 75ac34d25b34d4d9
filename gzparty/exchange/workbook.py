"""Open a spreadsheet file of any make as plain rows; the content decides what it is, not the suffix."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from gzparty.domain.damage import CellValue
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.compound import sizes_fit, stream_of
from gzparty.exchange.extent import MOST_CELLS, check_records
from gzparty.exchange.packed import check_package
from gzparty.i18n import _
from gzparty.records import dataclass

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes; a township's largest workbook has about one megabyte."""
DANGEROUS = "=+-@\t\r\n＝＋－＠"  # noqa: RUF001 - the full-width forms start a formula too
"""First characters that make a spreadsheet take a CSV cell for a formula."""
QUOTE = "'"
_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_STREAMS = ("Workbook", "Book")
_PANIC = "PanicException"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = frozenset(chr(code) for code in range(32)) - set("\t\r\n\f\v")
_DELIMITERS = ",\t;"

Row = Sequence[CellValue]
Area = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of a merged range, counted from 0, both inside."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows from the sheet's first row on, so that index + 1 is the row number shown."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[Area] = field(default_factory=tuple)

    def filled(self, columns: Iterable[int]) -> Sequence[Row]:
        """The rows with cells merged downwards filled with the upper cell's value in these columns."""
        reached = dict.fromkeys(columns, 0)
        copied: dict[int, list[CellValue]] = {}
        # Merged ranges never overlap; in a broken file that repeats one each row is still filled once.
        for (top, left), (bottom, right) in sorted(self.merged):
            if left != right or left not in reached or top >= len(self.rows):
                continue
            upper = self.rows[top][left] if left < len(self.rows[top]) else None
            for number in range(max(top + 1, reached[left]), min(bottom + 1, len(self.rows))):
                copied.setdefault(number, list(self.rows[number]))[left] = upper
            reached[left] = max(reached[left], bottom + 1)
        return [copied.get(number, row) for number, row in enumerate(self.rows)] if copied else self.rows


@dataclass(frozen=True, slots=True)
class Book:
    """An opened file: the names of its visible sheets, and how one is read; None for an empty one."""

    file: str
    names: tuple[str, ...]
    read: Callable[[str], Sheet | None]

    def holds(self, name: str) -> bool:
        """Whether a sheet holds anything; one that cannot be read does."""
        try:
            return self.read(name) is not None
        except Refusal:
            return True


def open_book(path: Path) -> Book:
    """Open a file of any make; raises Refusal with one sentence for all that is no readable spreadsheet."""
    data = _bytes_of(path)
    if data.startswith(_OLE) and _ENCRYPTED_PACKAGE in data:
        raise Refusal("file_has_password", file=path.name)
    if data.startswith((*_ZIP, _OLE)):
        return _workbook(data, path)
    return _text_book(data, path)


def read_sheet(path: Path, sheet: str | None = None) -> Sheet:
    """Read one sheet of a file, the first visible one with content if none is named."""
    book = open_book(path)
    for name in book.names if sheet is None else (sheet,):
        found = book.read(name)
        if found is not None:
            return found
    raise Refusal("file_empty", file=book.file)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refusal("file_is_folder", file=str(path))
        if path.stat().st_size > LARGEST_FILE:
            raise Refusal("file_too_large", file=path.name, limit=LARGEST_FILE // 1024 // 1024)
        data = path.read_bytes()
    except FileNotFoundError:
        raise Refusal("file_missing", file=str(path)) from None
    except OSError:
        raise Refusal("file_unreadable", path=path) from None
    if not data:
        raise Refusal("file_empty", file=path.name)
    return data


def _workbook(data: bytes, path: Path) -> Book:
    package = check_package(data, path.name) if data.startswith(_ZIP) else None
    if package is None:
        if not sizes_fit(data):
            raise Refusal("file_damaged", file=path.name)
        check_records(stream_of(data, _STREAMS) or b"", path.name)
    book = _open(data, path)

    def read(name: str) -> Sheet | None:
        if name not in book.sheet_names:
            raise Refusal("sheet_unknown", name=name, names=_("、").join(book.sheet_names))
        if package is not None:
            package.check_sheet(name)
        found = _sheet(book, name, path)
        if not found.height or not found.width:
            return None
        # calamine names no cell type; it hands over str, float, bool and the kinds of datetime.
        rows = cast("list[list[CellValue]]", found.to_python(skip_empty_area=False))
        return Sheet(name, rows, tuple(found.merged_cell_ranges or ()))

    return Book(path.name, tuple(_visible(book)), read)


def _open(data: bytes, path: Path) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

    try:
        with _panics_as_damage(path):
            return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise Refusal("file_has_password", file=path.name) from None
    except ZipError:
        raise Refusal("file_damaged", file=path.name) from None
    except CalamineError:
        raise Refusal("file_not_spreadsheet", file=path.name) from None


def _sheet(book: CalamineWorkbook, name: str, path: Path) -> CalamineSheet:
    """One sheet laid out; its part may be damaged where the book itself is not."""
    from python_calamine import CalamineError

    try:
        with _panics_as_damage(path):
            return book.get_sheet_by_name(name)
    except (CalamineError, ValueError, OSError):
        raise Refusal("file_damaged", file=path.name) from None


@contextmanager
def _panics_as_damage(path: Path) -> Iterator[None]:
    """Refuse what the reader gives up on; its panic is no Exception, and its class cannot be imported."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise Refusal("file_damaged", file=path.name) from None
        raise


def _visible(book: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]


def _text_book(data: bytes, path: Path) -> Book:
    rows = _rows_of_text(data, path)

    def read(name: str) -> Sheet | None:
        if name != path.stem:
            raise Refusal("sheet_unknown", name=name, names=path.stem)
        return Sheet(name, rows) if any(any(row) for row in rows) else None

    return Book(path.name, (path.stem,), read)


def _rows_of_text(data: bytes, path: Path) -> list[list[CellValue]]:
    text = _decoded(data)
    if text is None or text.lstrip().startswith(("<", "%PDF", "{")) or not _CONTROL.isdisjoint(text):
        raise Refusal("file_not_spreadsheet", file=path.name)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    if text.count(delimiter) + text.count("\n") + text.count("\r") > MOST_CELLS:
        raise Refusal("sheet_too_full", file=path.name)
    lines = csv.reader(io.StringIO(text, ""), delimiter=delimiter)
    try:
        return [[_unquoted(cell) for cell in row] for row in lines]
    except csv.Error:
        raise Refusal("file_damaged", file=path.name) from None


def _decoded(data: bytes) -> str | None:
    """UTF-8 if it can be, as the more telling encoding; then what WPS writes in China."""
    for encoding in ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unquoted(cell: str) -> str:
    """Take back the quote our own CSV puts before cells that would start a formula."""
    if len(cell) > 1 and cell[0] == QUOTE and (cell[1] in DANGEROUS or cell[1] == QUOTE):
        return cell[1:]
    return cell
