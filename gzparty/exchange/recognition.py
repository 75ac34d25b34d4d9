"""Open a file whole and say what each of its sheets is: units, people, records, a ledger, nominations, or nothing we take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from gzparty.digest import digest_of
from gzparty.domain.damage import as_text
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.table import TableKind, TableRow
from gzparty.exchange.header import (
    SEARCHED_ROWS,
    Header,
    likeliest_header,
    missing_fields,
    plain,
    title_of,
    vocabulary,
    words_of_ledgers,
)
from gzparty.exchange.reading import people_of_branches, repeats_branches
from gzparty.exchange.workbook import Sheet, open_book
from gzparty.i18n import _
from gzparty.records import dataclass

ROSTERS = (TableKind.SECRETARIES, TableKind.MEMBERS)
TOLD_BY_COLUMNS: Sequence[TableKind] = (TableKind.UNITS, *ROSTERS, TableKind.MEETINGS, TableKind.ROLLS)
ORDER: Sequence[TableKind] = (*TOLD_BY_COLUMNS, TableKind.PROBLEMS, TableKind.NOMINATIONS)
"""Units first, since people are placed in them; secretaries before members, whose roster is the longer."""
_OF_MEETINGS = frozenset({"expected", "attended", "topic", "content", "kind", "host"})
_OF_ROSTERS = frozenset({"sex", "birth", "joined", "phone", "education"})
_OF_NOMINATIONS = frozenset({"nominator", "deeds", "opinion"})
_LEDGER_WORDS = 3
"""So many titles of a rectification ledger make a sheet one."""
_TELLING = 2
"""So many titles that only nominations have make a sheet one."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file read into memory: its sheets that hold anything, and why others of them cannot be read."""

    path: Path
    digest: str
    """Of its bytes: the same file is known again wherever it lies."""
    sheets: Mapping[str, Sheet]
    refused: Mapping[str, Diagnostic] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a sheet is; where `kind` is None, `reason` says why it cannot be taken as it is."""

    sheet: str
    kind: TableKind | None
    reason: Diagnostic | None = None


def open_file(path: Path) -> OpenedFile:
    """Read a file with all its visible sheets; raises Refusal where it is no readable spreadsheet."""
    book = open_book(path)
    sheets, refused = {}, {}
    for name in book.names:
        try:
            found = book.read(name)
        except Refusal as refusal:
            refused[name] = refusal.diagnostics[0]
            continue
        if found is not None:
            sheets[name] = found
    if not sheets:
        raise _unreadable(refused, book.file)
    return OpenedFile(path, digest_of(path.read_bytes()), sheets, refused)


def recognise(file: OpenedFile) -> Recognition:
    """The first sheet that is something we take; where none is, what the first one is instead."""
    found = [recognise_sheet(sheet) for sheet in file.sheets.values()]
    return next((one for one in found if one.kind is not None), found[0])


def recognise_sheet(sheet: Sheet) -> Recognition:
    """Say of one sheet what it is, as a whole."""
    texts = {plain(as_text(cell)) for row in sheet.rows[:SEARCHED_ROWS] for cell in row if cell}
    if len(texts & words_of_ledgers()) >= _LEDGER_WORDS:
        return _ledger(sheet)
    nominations = likeliest_header(sheet, TableKind.NOMINATIONS, {}).columns.keys()
    if "name" in nominations and len(_OF_NOMINATIONS & nominations) >= _TELLING:
        return Recognition(sheet.name, TableKind.NOMINATIONS)
    headers = {kind: likeliest_header(sheet, kind, {}) for kind in TOLD_BY_COLUMNS}
    if found := _of_life(headers):
        return Recognition(sheet.name, found)
    rosters = [kind for kind in ROSTERS if not missing_fields(headers[kind], kind)]
    if rosters:
        return Recognition(sheet.name, _roster(sheet, headers))
    if _is_units(headers[TableKind.UNITS], texts):
        return Recognition(sheet.name, TableKind.UNITS)
    return Recognition(sheet.name, None, _lacking(headers))


def _ledger(sheet: Sheet) -> Recognition:
    """A ledger, or what one lacks to be read."""
    lacking = missing_fields(likeliest_header(sheet, TableKind.PROBLEMS, {}), TableKind.PROBLEMS)
    if not lacking:
        return Recognition(sheet.name, TableKind.PROBLEMS)
    titles = _("、").join(title_of(TableKind.PROBLEMS, name) for name in lacking)
    return Recognition(sheet.name, None, _because("sheet_lacks_columns", titles=titles))


def _of_life(headers: Mapping[TableKind, Header]) -> TableKind | None:
    """Meetings have a day and say who came or what about; a list of marks has none of a roster's columns."""
    meetings, rolls = headers[TableKind.MEETINGS], headers[TableKind.ROLLS]
    if not missing_fields(meetings, TableKind.MEETINGS) and _OF_MEETINGS & meetings.columns.keys():
        return TableKind.MEETINGS
    facts = headers[TableKind.MEMBERS].columns.keys() & _OF_ROSTERS
    marked = {"status", "sitting"} & rolls.columns.keys()
    if marked and not facts and not missing_fields(rolls, TableKind.ROLLS):
        return TableKind.ROLLS
    return None


def _roster(sheet: Sheet, headers: Mapping[TableKind, Header]) -> TableKind:
    """Many people to a branch are members; else the kind that knows more of the titles.

    Where both know as many, a branch with two people in it tells: a village has one secretary.
    """
    secretaries, members = headers[TableKind.SECRETARIES], headers[TableKind.MEMBERS]
    rows = [_placed(row, secretaries.columns) for row in sheet.rows[secretaries.last + 1 :]]
    if missing_fields(secretaries, TableKind.SECRETARIES) or repeats_branches(rows):
        return TableKind.MEMBERS
    more = len(members.columns) - len(secretaries.columns)
    shared = any(count > 1 for count in people_of_branches(rows).values())
    return TableKind.MEMBERS if more > 0 or (more == 0 and shared) else TableKind.SECRETARIES


def _placed(row: object, columns: Mapping[str, int]) -> TableRow:
    cells = list(row) if isinstance(row, list | tuple) else []
    wanted = {name: columns[name] for name in ("unit", "name") if columns.get(name, len(cells)) < len(cells)}
    return TableRow(0, {name: cells[column] for name, column in wanted.items()})


def _is_units(header: Header, texts: set[str]) -> bool:
    """Names alone are a list of units; with other columns at least one of them must be a unit's too."""
    if missing_fields(header, TableKind.UNITS) or texts & _person_titles():
        return False
    known = header.columns.keys() - {"position", "name"}
    return bool(known) or not header.unmapped


def _person_titles() -> set[str]:
    fields = vocabulary(TableKind.MEMBERS).fields
    return {title for title, name in fields.items() if name in ("name", "sex", "birth")} - {"name"}


def _lacking(headers: Mapping[TableKind, Header]) -> Diagnostic:
    """What the likeliest roster lacks, where a sheet looks like one at all."""
    kind = max(ROSTERS, key=lambda one: len(headers[one].columns))
    lacking = missing_fields(headers[kind], kind)
    if not headers[kind].columns.keys() - {"position", "note"}:
        return _because("sheet_is_of_no_kind")
    titles = _("、").join(title_of(kind, name) for name in lacking)
    return _because("sheet_lacks_columns", titles=titles)


def _because(code: str, **values: object) -> Diagnostic:
    return Diagnostic(Level.ERROR, code, values)


def _unreadable(refused: Mapping[str, Diagnostic], file: str) -> Refusal:
    """Why no sheet of a file can be read."""
    refusal = Refusal("file_empty", file=file)
    if refused:
        refusal.diagnostics = (next(iter(refused.values())),)
    return refusal
