"""Who owes what: boards of a month and of a year, what is open, whom to chase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import GRAVITY, SETTLED, Due, DueState
from gzparty.domain.duty import Deadline, Duty, in_force
from gzparty.domain.forest import community_of
from gzparty.domain.people import PostTitle
from gzparty.domain.period import Every, Period
from gzparty.labels.duty import due_text
from gzparty.services.context import Context, Service
from gzparty.services.due_book import DueBook
from gzparty.services.due_groups import UnitGroup, grouped
from gzparty.services.duty_views import (
    Board,
    BoardGroup,
    BoardLine,
    Cell,
    ChaseGroup,
    ChaseUnit,
    Column,
    DueLine,
    Figures,
    YearBoard,
    YearGroup,
    YearLine,
)
from gzparty.services.errands import errand_dues

if TYPE_CHECKING:
    from gzparty.services.ports import Store

ON_BOARD = frozenset({Every.MONTH, Every.QUARTER})
"""Rhythms that make a column of the month's board; what comes once a year goes by steps."""
LONGEST_PAST = 20
"""Years of dues that lists go back at most."""
WAITING = frozenset({DueState.HELD, DueState.HANDED_IN, DueState.RETURNED, DueState.MISSED, DueState.SOON})
"""States that ask for something although nothing may be late."""


class Dues(Service):
    """Views of dues; never writes. What was read is kept until the file changes."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._kept: tuple[tuple[int, date], DueBook] | None = None

    def board(self, month: Period) -> Board:
        """Units x monthly and quarterly duties for one month; raises ValueError for another kind of period."""
        if month.months != 1:
            raise ValueError(month)
        with self._store.snapshot():
            book = self.book()
            columns = tuple(_columns(book.versions, month))
            periods = {column.duty.code: column.period for column in columns}
            cells: dict[int, dict[str, list[Due]]] = defaultdict(lambda: defaultdict(list))
            quarter = Period.around(month.first, Every.QUARTER)
            for due in book.dues(quarter, lambda period: period.covers(month), periods):
                if due.period == periods[due.duty.code]:
                    cells[due.unit_id][due.duty.code].append(due)
            groups = tuple(
                _board_group(group, cells) for group in grouped(book.units(book.as_of(month)), cells)
            )
        board = Board(month, columns, groups, Figures.of(()))
        return Board(month, columns, groups, Figures.of(board.dues()))

    def year(self, code: str, year: int) -> YearBoard:
        """Units x the periods of one duty in a year; Refusal for a duty nobody knows."""
        with self._store.snapshot():
            book, span = self.book(), Period(year, 1, 12)
            if code not in book.versions:
                raise Refusal("duty_unknown", duty=code)
            rules = [found for found in in_force(book.versions[code], year) if not found[0].stopped]
            periods = tuple(period for _duty, period in rules)
            cells: dict[int, dict[Period, list[Due]]] = defaultdict(lambda: defaultdict(list))
            for due in book.dues(span, lambda _period: True, (code,)):
                cells[due.unit_id][due.period].append(due)
            groups = tuple(
                _year_group(group, cells, periods) for group in grouped(book.units(book.as_of(span)), cells)
            )
            latest = rules[-1][0] if rules else book.versions[code][-1]
        sums = _summed(periods, [group.cells for group in groups])
        return YearBoard(
            year, code, latest.title, periods, tuple(duty for duty, _period in rules), groups, sums
        )

    def open(self, on: date | None = None, unit_id: int | None = None) -> tuple[DueLine, ...]:
        """Everything not settled that is late, soon or waits for papers, the gravest first; last year's and errands too."""
        with self._store.snapshot():
            book = self.book(on)
            found = [due for due in self._everything(book) if _concerns(due, unit_id)]
            found.sort(key=_urgency)
            return self._lines(found, book)

    def _everything(self, book: DueBook) -> Iterator[Due]:
        """Dues of last year, this year and, at its end, the next, and errands; of units that can still be asked."""
        units = book.units(book.today)
        this = book.today.year
        for year in (this - 1, this, this + 1):
            span = Period(year, 1, 12)
            if book.terms.since.year <= year + 1 and span.first <= book.soon_end:
                for due in book.dues(span, lambda period: period.first <= book.soon_end):
                    if due.unit_id in units and not units[due.unit_id].closed:
                        yield due
        yield from errand_dues(self._store, book.terms)

    def lines(self, dues: Iterable[Due]) -> tuple[DueLine, ...]:
        """Some dues with the names they concern and the sentence why they stand where they do."""
        with self._store.snapshot():
            return self._lines(dues, self.book())

    def cell(self, code: str, unit_id: int, period: Period) -> tuple[DueLine, ...]:
        """What one unit owes of a duty in a period: one line, or one for each group or time."""
        with self._store.snapshot():
            book = self.book()
            found = book.dues(period, lambda candidate: candidate == period, (code,))
            return self._lines((due for due in found if due.unit_id == unit_id), book)

    def chase(self, month: Period | None = None) -> tuple[ChaseGroup, ...]:
        """Whom to remind of what is late, of one month or of everything, by community; units without any are left out."""
        with self._store.snapshot():
            book = self.book()
            lines = self.lines(self.board(month).dues()) if month else self.open()
            late: dict[int, list[DueLine]] = defaultdict(list)
            for line in lines:
                if line.due.is_chased and not line.unit.closed:
                    late[line.unit.id].append(line)
            contacts = self._contacts(book.today, (PostTitle.COMMUNITY_SECRETARY,))
            members = self._members_of_returned(late, book.today)
            return tuple(
                _chase_group(group, late, contacts, members)
                for group in grouped(book.units(book.today), late)
            )

    def all(self, year: int, wanted: Callable[[Period], bool]) -> tuple[DueLine, ...]:
        """Every due of a year whose period is wanted, duty by duty and unit by unit in the office's order."""
        with self._store.snapshot():
            book = self.book()
            return self._lines(book.dues(Period(year, 1, 12), wanted), book)

    def years(self) -> tuple[int, ...]:
        """The years whose dues are asked for until today."""
        with self._store.snapshot():
            book = self.book()
            return tuple(
                range(max(book.terms.since.year, book.today.year - LONGEST_PAST), book.today.year + 1)
            )

    def responsible(self) -> Mapping[int, tuple[str, str]]:
        """Name and phone of each unit's secretary today; units without one are left out."""
        return self._contacts(self._context.today(), (PostTitle.SECRETARY, PostTitle.COMMUNITY_SECRETARY))

    def book(self, on: date | None = None) -> DueBook:
        """What dues are computed from as of a day, today if none is given."""
        today = on or self._context.today()
        version = self._store.version()
        if version is None:
            return DueBook(self._store, today)
        if self._kept is None or self._kept[0] != (version, today):
            self._kept = ((version, today), DueBook(self._store, today))
        return self._kept[1]

    def _lines(self, dues: Iterable[Due], book: DueBook) -> tuple[DueLine, ...]:
        units = book.units(book.today)
        groups = book.group_names
        return tuple(
            DueLine(
                due,
                units[due.unit_id],
                community_of(units[due.unit_id], units),
                groups.get(due.group_id, ""),
                due_text(due),
            )
            for due in dues
            if due.unit_id in units
        )

    def _members_of_returned(self, late: Mapping[int, Sequence[DueLine]], on: date) -> dict[int, set[str]]:
        """The members' names of the branches that got something back: its reason may mention one of them."""
        returned = {
            unit_id
            for unit_id, lines in late.items()
            if any(line.due.state is DueState.RETURNED for line in lines)
        }
        if not returned:
            return {}
        units = {
            person: unit_id
            for person, unit_id in zip(*self._store.directory.members(on, gone=False), strict=True)
            if unit_id in returned
        }
        names: dict[int, set[str]] = defaultdict(set)
        for person in self._store.directory.records(units.keys()).values():
            names[units[person.id]].add(person.name)
        return names

    def _contacts(self, on: date, titles: Sequence[PostTitle]) -> dict[int, tuple[str, str]]:
        """Name and phone of who holds one of these posts in each unit."""
        holders = self._store.people.holders(titles, on)
        return {holder.unit.id: (holder.person.name, holder.person.phone) for holder in reversed(holders)}


def is_open(due: Due) -> bool:
    """Whether something is to be done about a due by now."""
    return due.state not in SETTLED and (due.state in WAITING or due.state is DueState.OVERDUE)


def _concerns(due: Due, unit_id: int | None) -> bool:
    return unit_id in (None, due.unit_id) and is_open(due)


def _columns(versions: Mapping[str, Sequence[Duty]], month: Period) -> Iterable[Column]:
    for known in versions.values():
        for duty, period in in_force(known, month.year):
            if duty.every in ON_BOARD and period.covers(month) and not duty.stopped:
                # A quarter belongs to the month of its deadline, which never leaves the period.
                yield Column(duty, period, _told(duty.hold_by, period), period.closing == month)


def _told(deadline: Deadline | None, period: Period) -> date:
    """The day a column names: a 支部生活日 differs from branch to branch, so its month's end."""
    return period.last if deadline is None or deadline.by_life_day else deadline.falls_on(period)


def _board_group(group: UnitGroup, cells: Mapping[int, Mapping[str, Sequence[Due]]]) -> BoardGroup:
    lines = tuple(
        BoardLine(unit, {code: Cell(tuple(dues)) for code, dues in cells[unit.id].items()})
        for unit in group.units
    )
    sums: dict[str, list[Due]] = defaultdict(list)
    for line in lines:
        for code, cell in line.cells.items():
            sums[code] += cell.dues
    return BoardGroup(
        group.unit, group.title, lines, {code: Cell(tuple(dues)) for code, dues in sums.items()}
    )


def _year_group(
    group: UnitGroup, cells: Mapping[int, Mapping[Period, Sequence[Due]]], periods: Sequence[Period]
) -> YearGroup:
    lines = tuple(
        YearLine(
            unit,
            tuple(Cell(tuple(cells[unit.id].get(period, ()))) for period in periods),
        )
        for unit in group.units
    )
    return YearGroup(group.unit, group.title, lines, _summed(periods, [line.cells for line in lines]))


def _summed(periods: Sequence[Period], rows: Sequence[Sequence[Cell]]) -> tuple[Cell, ...]:
    return tuple(Cell(tuple(due for row in rows for due in row[place].dues)) for place in range(len(periods)))


def _chase_group(
    group: UnitGroup,
    late: Mapping[int, Sequence[DueLine]],
    contacts: Mapping[int, tuple[str, str]],
    members: Mapping[int, Set[str]],
) -> ChaseGroup:
    units = tuple(ChaseUnit(unit, tuple(late[unit.id])) for unit in group.units)
    name, phone = contacts.get(group.unit.id, ("", "")) if group.unit else ("", "")
    hidden = frozenset(member for unit in group.units for member in members.get(unit.id, ()))
    return ChaseGroup(group.unit, group.title, units, name, phone, hidden)


def _urgency(due: Due) -> tuple[int, date]:
    return (GRAVITY[due.state], due.hold_by)
