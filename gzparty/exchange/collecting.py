"""收表汇总: the workbooks villages send back become one table, each row with its village; nothing is guessed silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from gzparty.domain.damage import CellValue, as_text
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.named_units import unit_within
from gzparty.domain.people import UnitView
from gzparty.domain.table import TableKind
from gzparty.exchange.cell_text import writable
from gzparty.exchange.form_header import FormHeader, Found, find_form, header_of
from gzparty.exchange.header import plain, vocabulary
from gzparty.exchange.workbook import Book, Row, Sheet, open_book
from gzparty.exchange.writing import LONGEST_NUMBER
from gzparty.files import write_whole
from gzparty.i18n import in_chinese
from gzparty.records import dataclass

Cell = str | int | float | date | None
Progress = Callable[[int, int, str], None]


class Taken(StrEnum):
    """What became of a file."""

    MERGED = "merged"
    OTHER_HEADER = "other_header"
    NO_UNIT = "no_unit"
    TWICE = "twice"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Returned:
    """One file that came back: whose it is, what became of it, its rows of data, and what there is to say of it."""

    file: str
    taken: Taken
    unit: UnitView | None = None
    rows: tuple[tuple[CellValue, ...], ...] = ()
    left_out: int = 0
    """Rows that are sums or feet and were left out."""
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """All files with the header they were held to; `missing` are the units of which none was merged."""

    header: FormHeader
    files: tuple[Returned, ...]
    missing: tuple[UnitView, ...]
    by_form: bool
    """Whether the header is that of an attached form, and not the commonest among the files."""

    @property
    def merged(self) -> tuple[Returned, ...]:
        """The files whose rows are in the table."""
        return tuple(file for file in self.files if file.taken is Taken.MERGED)

    @property
    def count(self) -> int:
        """How many rows the table has."""
        return sum(len(file.rows) for file in self.merged)


@dataclass(frozen=True, slots=True)
class Wanted:
    """From which units; `neighbours` are all others there are, for 西利见 is not 利见."""

    units: Sequence[UnitView]
    neighbours: Sequence[UnitView] = ()

    def within(self, text: str) -> tuple[UnitView, ...]:
        """The units asked whose name stands in a text."""
        asked = {unit.id for unit in self.units}
        found = unit_within(text, (*self.units, *self.neighbours))
        return tuple(unit for unit in found if unit.id in asked)


def collect(
    paths: Sequence[Path],
    wanted: Wanted,
    form: Path | None = None,
    progress: Progress = lambda _number, _total, _name: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Collected:
    """Read the files and match each to a unit and to the form's header.

    Without a form the header that most files have is taken. Refusal collect_without_header where there is none.
    """
    books: list[tuple[str, Sheet | None, Diagnostic | None]] = []
    for number, path in enumerate(paths, 1):
        if stopped():
            break
        progress(number, len(paths), path.name)
        books.append(_opened(path))
    header = _header_of_form(form) if form else None
    by_form = header is not None
    header = header or _commonest([sheet for _name, sheet, _fault in books if sheet])
    files = [_returned(name, sheet, fault, header, wanted) for name, sheet, fault in books]
    files = _without_doubles(files)
    there = {file.unit.id for file in files if file.unit and file.taken is Taken.MERGED}
    missing = tuple(unit for unit in wanted.units if unit.id not in there)
    return Collected(header, tuple(files), missing, by_form)


@in_chinese()
def write_collected(collected: Collected, path: Path, title: str, unit_title: str) -> None:
    """Write the table as .xlsx, the unit in front of every row, in the order of the units asked."""
    from gzparty.exchange.xlsx import Layout, workbook_bytes

    names = [unit_title, *collected.header.titles]
    rows = [
        [file.unit.name if file.unit else "", *map(_plain, row)]
        for file in sorted(collected.merged, key=lambda file: file.unit.sort_order if file.unit else 0)
        for row in file.rows
    ]
    widths = [max(8, min(30, 2 * len(name) + 2)) for name in names]
    data, _cut = workbook_bytes(Layout(names, widths, title), rows)
    write_whole(path, data)


def _opened(path: Path) -> tuple[str, Sheet | None, Diagnostic | None]:
    try:
        book = open_book(path)
        return path.name, _first_sheet(book), None
    except Refusal as refusal:
        return path.name, None, refusal.diagnostics[0]


def _first_sheet(book: Book) -> Sheet | None:
    return next((sheet for name in book.names if (sheet := book.read(name)) is not None), None)


def _header_of_form(form: Path) -> FormHeader:
    sheet = _first_sheet(open_book(form))
    header = header_of(sheet) if sheet else None
    if header is None:
        raise Refusal("collect_form_without_header", file=form.name)
    return header


def _commonest(sheets: Sequence[Sheet]) -> FormHeader:
    found = Counter(header for sheet in sheets if (header := header_of(sheet)) is not None)
    if not found:
        raise Refusal("collect_without_header")
    return found.most_common(1)[0][0]


def _returned(
    name: str, sheet: Sheet | None, fault: Diagnostic | None, header: FormHeader, wanted: Wanted
) -> Returned:
    if fault is not None:
        return Returned(name, Taken.UNREADABLE, findings=(fault,))
    found = find_form(sheet, header) if sheet else None
    if sheet is None or found is None:
        return Returned(name, Taken.OTHER_HEADER, findings=(_note("collect_other_form", file=name),))
    unit, findings = _unit_of(name, sheet, found, wanted)
    findings += _differences(name, found)
    if found.missing:
        return Returned(name, Taken.OTHER_HEADER, unit, findings=findings)
    rows, left_out = _data(sheet, found, len(header.titles))
    if unit is None:
        return Returned(name, Taken.NO_UNIT, None, rows, left_out, findings)
    if not rows:
        return Returned(name, Taken.EMPTY, unit, findings=(*findings, _note("collect_no_rows", file=name)))
    return Returned(name, Taken.MERGED, unit, rows, left_out, findings)


def _unit_of(
    name: str, sheet: Sheet, found: Found, wanted: Wanted
) -> tuple[UnitView | None, tuple[Diagnostic, ...]]:
    """Whose file it is by its name or by what stands above the header; where the two disagree, nobody's."""
    above = " ".join(as_text(cell) for row in sheet.rows[: found.first] for cell in row)
    by_name, by_text = wanted.within(Path(name).stem), wanted.within(above)
    if len(by_name) == 1 and len(by_text) == 1 and by_name != by_text:
        facts = {"file": name, "named": by_name[0].name, "written": by_text[0].name}
        return None, (_note("collect_units_differ", **facts),)
    certain = by_name if len(by_name) == 1 else by_text if len(by_text) == 1 and not by_name else ()
    if certain:
        return certain[0], ()
    if by_name or by_text:
        several = ", ".join(unit.name for unit in by_name or by_text)
        return None, (_note("collect_units_several", file=name, names=several),)
    return None, (_note("collect_unit_unknown", file=name),)


def _differences(name: str, found: Found) -> tuple[Diagnostic, ...]:
    said = []
    if found.missing:
        said.append(_note("collect_columns_missing", file=name, titles=", ".join(found.missing)))
    if found.extra:
        said.append(_note("collect_columns_extra", file=name, titles=", ".join(found.extra)))
    if found.moved:
        said.append(_note("collect_columns_moved", file=name))
    return tuple(said)


def _data(sheet: Sheet, found: Found, width: int) -> tuple[tuple[tuple[CellValue, ...], ...], int]:
    """The rows below the header in the form's order of columns; sums and feet are counted and left out."""
    words = vocabulary(TableKind.SECRETARIES)
    rows, left_out = [], 0
    for row in sheet.rows[found.data :]:
        texts = [as_text(cell).strip() for cell in row]
        filled = [text for text in texts if text]
        if not filled or (len(filled) == 1 and filled[0].isdigit()):
            continue
        first = plain(filled[0])
        lone = len(filled) <= max(2, width // 2)
        if first.startswith(words.sums) or (lone and first.startswith(words.feet)):
            left_out += 1
            continue
        rows.append(tuple(_cell(row, found.columns.get(place)) for place in range(width)))
    return tuple(rows), left_out


def _cell(row: Row, column: int | None) -> CellValue:
    return row[column] if column is not None and column < len(row) else None


def _without_doubles(files: Sequence[Returned]) -> list[Returned]:
    """Of several files of one unit none is taken: which one holds is for the clerk to say."""
    counts = Counter(file.unit.id for file in files if file.unit and file.taken is Taken.MERGED)
    kept = []
    for file in files:
        if file.unit and file.taken is Taken.MERGED and counts[file.unit.id] > 1:
            note = _note("collect_twice", unit=file.unit.name, n=counts[file.unit.id])
            file = replace(file, taken=Taken.TWICE, findings=(*file.findings, note))
        kept.append(file)
    return kept


def _plain(value: CellValue) -> Cell:
    """A cell as it can be written; what a spreadsheet would damage leaves as text."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, float) and abs(value) >= LONGEST_NUMBER:
        return as_text(value)
    return value if value is None or isinstance(value, int | float | date) else as_text(value)


def _note(code: str, **facts: object) -> Diagnostic:
    return Diagnostic(Level.WARNING, code, facts)
