"""Take a recognised sheet into the office: every row in one bucket, one named action, twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from gzparty import underway
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.table import Table, TableKind
from gzparty.i18n import N_, _
from gzparty.services.context import Context, Done, Service
from gzparty.services.import_book import Book
from gzparty.services.import_cells import Cells, Known, Stop
from gzparty.services.import_gone import see_off
from gzparty.services.import_members import MembersImport
from gzparty.services.import_result import (
    SKIP,
    Bucket,
    Decisions,
    Gone,
    GoneDecision,
    ImportResult,
    MissingKey,
    RowReport,
)
from gzparty.services.import_secretaries import SecretariesImport
from gzparty.services.import_units import UnitsImport
from gzparty.services.people import People
from gzparty.services.romanisation import Romaniser

if TYPE_CHECKING:
    from gzparty.services.ports import Store

__all__ = ["ImportResult", "Importing", "RowReport"]

_NAMES: Mapping[TableKind, str] = {
    TableKind.UNITS: N_("导入 单位 {count} 行"),
    TableKind.SECRETARIES: N_("导入 书记花名册 {count} 行"),
    TableKind.MEMBERS: N_("导入 党员花名册 {count} 行"),
    TableKind.MEETINGS: N_("导入 会议记录 {count} 行"),
    TableKind.ROLLS: N_("导入 签到 {count} 行"),
    TableKind.PROBLEMS: N_("导入 整改台账 {count} 行"),
    TableKind.NOMINATIONS: N_("导入 典型推荐 {count} 行"),
}


GoneDecisions = Mapping[MissingKey, GoneDecision]


class Taker(Protocol):
    """What judges the rows of one kind of sheet."""

    def take(self, cells: Cells) -> Bucket: ...
    def set_aside(self, cells: Cells) -> None: ...


class Changes(Protocol):
    """What an import has gathered to store."""

    def is_changed(self) -> bool: ...
    def save(self) -> None: ...


class Importing(Service):
    """Imports of units, rosters and records. Suspect and rejected rows store nothing; the others are stored together."""

    def __init__(self, store: Store, context: Context, romaniser: Romaniser) -> None:
        super().__init__(store, context)
        self._romaniser = romaniser

    def take(
        self,
        table: Table,
        dry_run: bool = False,
        decisions: Decisions | None = None,
        gone: GoneDecisions | None = None,
        record: str = "",
    ) -> Done[ImportResult]:
        """Import a table of any kind; `gone` says what became of people whom it no longer names.

        `record` is the session or meeting a list of attendance is about, or the selection of nominations, where no
        column says it.
        """
        if table.kind is TableKind.UNITS:
            return self.units(table, dry_run, decisions)
        if table.kind is TableKind.PROBLEMS:
            return self.problems(table, dry_run, decisions)
        if table.kind in (TableKind.MEETINGS, TableKind.ROLLS, TableKind.NOMINATIONS):
            return self._records(table, dry_run, decisions, record)
        importing = self.secretaries if table.kind is TableKind.SECRETARIES else self.members
        return importing(table, dry_run, decisions, gone)

    def units(
        self, table: Table, dry_run: bool = False, decisions: Decisions | None = None
    ) -> Done[ImportResult]:
        """Import units with their codes, kinds and parents."""
        importer = UnitsImport(self._store.people, self._context, self._romaniser)
        rows = list(self._cells(table, decisions))
        importer.announce(rows)
        result = _judged(table, rows, importer)
        return self._stored(table, result, importer, dry_run, {})

    def secretaries(
        self,
        table: Table,
        dry_run: bool = False,
        decisions: Decisions | None = None,
        gone: GoneDecisions | None = None,
    ) -> Done[ImportResult]:
        """Import village secretaries, acting ones and vacancies."""
        book = Book(self._store.people, self._context)
        return self._roster(table, SecretariesImport(book, self._romaniser), dry_run, decisions, gone)

    def members(
        self,
        table: Table,
        dry_run: bool = False,
        decisions: Decisions | None = None,
        gone: GoneDecisions | None = None,
    ) -> Done[ImportResult]:
        """Import members with their groups, classes and posts."""
        book = Book(self._store.people, self._context)
        return self._roster(table, MembersImport(book, self._romaniser), dry_run, decisions, gone)

    def problems(
        self, table: Table, dry_run: bool = False, decisions: Decisions | None = None
    ) -> Done[ImportResult]:
        """Import a rectification ledger."""
        from gzparty.services.import_problems import ProblemsImport

        importer = ProblemsImport(self._store, self._context, table)
        rows = list(self._cells(table, decisions))
        importer.announce(rows)
        result = _judged(table, rows, importer)
        result.notes += importer.notes
        return self._stored(table, result, importer, dry_run, {})

    def _records(
        self, table: Table, dry_run: bool, decisions: Decisions | None, record: str
    ) -> Done[ImportResult]:
        """Import meetings, marks of rolls, or nominations."""
        from gzparty.services.import_meetings import MeetingsImport
        from gzparty.services.import_nominations import NominationsImport
        from gzparty.services.import_rolls import RollsImport

        importer: MeetingsImport | RollsImport | NominationsImport
        if table.kind is TableKind.MEETINGS:
            importer = MeetingsImport(self._store, self._context, table)
        elif table.kind is TableKind.NOMINATIONS:
            importer = NominationsImport(self._store, self._context, table, record)
        else:
            importer = RollsImport(self._store, self._context, table, record)
        result = _judged(table, self._cells(table, decisions), importer)
        return self._stored(table, result, importer, dry_run, {})

    def _roster(
        self,
        table: Table,
        importer: SecretariesImport | MembersImport,
        dry_run: bool,
        decisions: Decisions | None,
        gone: GoneDecisions | None,
    ) -> Done[ImportResult]:
        result = _judged(table, self._cells(table, decisions), importer)
        result.missing = importer.missing_people()
        result.notes += importer.notes
        return self._stored(table, result, importer.book, dry_run, gone or {})

    def _cells(self, table: Table, decisions: Decisions | None) -> Iterator[Cells]:
        """The rows to judge, read from one memory of what this import has read before."""
        decided = {
            number: frozenset(word.strip() for word in text.split(","))
            for number, text in (decisions or {}).items()
        }
        known, nothing = Known(self._context.today()), frozenset[str]()
        for row in table.rows:
            underway.check()
            yield Cells(row, decided.get(row.number, nothing), known)

    def _stored(
        self, table: Table, result: ImportResult, changes: Changes, dry_run: bool, gone: GoneDecisions
    ) -> Done[ImportResult]:
        result.dry_run = dry_run
        leaving = [
            (person, gone[person.key])
            for person in result.missing
            if person.key in gone and gone[person.key].what not in (Gone.STAYS, Gone.LATER)
        ]
        result.gone = len(leaving)
        if dry_run or not (changes.is_changed() or leaving):
            return Done(result)
        if self._store.people.count_people():
            # An office without anyone yet has nothing that a copy would save.
            result.backup = str(self._store.backup("import", self._context.now()))
        words = _("{name}，不在的 {n} 人") if leaving else "{name}"
        name = words.format(name=_(_NAMES[table.kind]).format(count=result.taken), n=len(leaving))
        with self._action(name, f"import.{table.kind.value}") as action:
            changes.save()
            people = People(self._store, self._context, self._romaniser)
            for person, decision in leaving:
                see_off(people, self._store.people, self._context.today(), person, decision)
        result.action = action.id
        return self._done(action, result)


def _judged(table: Table, rows: Iterable[Cells], taker: Taker) -> ImportResult:
    """Put every row of the sheet into its bucket."""
    result = _read_so_far(table)
    counts = dict.fromkeys(Bucket, 0)
    taken = set()
    for cells in rows:
        if SKIP in cells.decided:
            reason = Diagnostic(Level.NOTE, "row_skipped")
            result.ignored.append(RowReport(cells.number, f"A{cells.number}", reason))
            taker.set_aside(cells)
            continue
        try:
            bucket = taker.take(cells)
            counts[bucket] += 1
            if bucket is not Bucket.SAME:
                taken.add(cells.number)
        except Stop as stop:
            asked = stop.reason.level is Level.WARNING
            (result.suspect if asked else result.rejected).append(_report(table, cells.number, stop))
            taker.set_aside(cells)
    result.taken_rows = frozenset(taken)
    result.added, result.updated, result.same = (
        counts[bucket] for bucket in (Bucket.ADDED, Bucket.UPDATED, Bucket.SAME)
    )
    result.ignored.sort(key=lambda finding: finding.row)
    return result


def _read_so_far(table: Table) -> ImportResult:
    """What reading the sheet tells before a row of it is judged: what was left out, what was carried over."""
    result = ImportResult(
        table.file,
        table.sheet,
        table.kind.value,
        dropped=table.dropped,
        unmapped=table.unmapped,
        columns=table.columns,
    )
    if table.carried:
        result.notes.append(Diagnostic(Level.NOTE, "units_carried", {"count": len(table.carried)}))
    told = (
        ("columns_dropped", table.dropped),
        ("columns_unmapped", table.unmapped),
        ("sheets_unread", table.unread),
    )
    for code, titles in told:
        if titles:
            result.notes.append(Diagnostic(Level.NOTE, code, {"names": _("、").join(titles)}))
    result.ignored = [RowReport(row.number, f"A{row.number}", row.reason) for row in table.ignored]
    return result


def _report(table: Table, number: int, stop: Stop) -> RowReport:
    return RowReport(
        number,
        table.cell(number, stop.field),
        stop.reason,
        stop.repair,
        stop.choices,
        stop.field,
        stop.offers,
        stop.differences,
    )
