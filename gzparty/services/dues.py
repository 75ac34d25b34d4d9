"""Who owes what: boards of a month and of a year, what is open, whom to chase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import GRAVITY, Due, DueState
from gzparty.domain.duty import in_force
from gzparty.domain.forest import community_of
from gzparty.domain.people import PostTitle, UnitView
from gzparty.domain.period import Period
from gzparty.labels.duty import due_text
from gzparty.services.context import Context, Service
from gzparty.services.due_boards import month_board, month_columns, year_board
from gzparty.services.due_book import DueBook
from gzparty.services.duty_views import (
    Board,
    ChaseGroup,
    ChaseUnit,
    DueLine,
    YearBoard,
)
from gzparty.services.errands import errand_dues
from gzparty.services.member_names import member_names
from gzparty.services.unit_groups import UnitGroup, grouped

if TYPE_CHECKING:
    from gzparty.services.ports import Store

LONGEST_PAST = 20
"""Years of dues that lists go back at most."""


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
            columns = month_columns(book.versions, month)
            dues: list[Due] = []
            for span in {column.period for column in columns}:
                codes = [column.duty.code for column in columns if column.period == span]
                dues += book.dues(span, span.covers, codes)
            return month_board(month, columns, dues, book.units(book.as_of(month)))

    def year(self, code: str, year: int) -> YearBoard:
        """Units x the periods of one duty in a year; Refusal for a duty nobody knows."""
        with self._store.snapshot():
            book, span = self.book(), Period(year, 1, 12)
            if code not in book.versions:
                raise Refusal("duty_unknown", duty=code)
            rules = [found for found in in_force(book.versions[code], year) if not found[0].stopped]
            latest = rules[-1][0] if rules else book.versions[code][-1]
            dues = book.dues(span, lambda _period: True, (code,))
            return year_board(year, latest, rules, dues, book.units(book.as_of(span)))

    def open(self, on: date | None = None, unit_id: int | None = None) -> tuple[DueLine, ...]:
        """Everything not settled that is late, soon or waits for papers, the gravest first; last year's and errands too."""
        with self._store.snapshot():
            book = self.book(on)
            found = [due for due in self._pressing(book) if unit_id in (None, due.unit_id)]
            found.sort(key=_urgency)
            return self._lines(found, book)

    def _pressing(self, book: DueBook) -> Iterator[Due]:
        """What presses of last year, this year and, at its end, the next, and of errands; of units that can still be asked."""
        units = book.units(book.today)
        this, soon_end = book.today.year, book.terms.soon_end
        for year in (this - 1, this, this + 1):
            if book.terms.since.year <= year + 1 and date(year, 1, 1) <= soon_end:
                for due in book.pressing(year):
                    if due.unit_id in units and not units[due.unit_id].closed:
                        yield due
        yield from (due for due in errand_dues(self._store, book.terms) if due.is_pressing)

    def lines(self, dues: Iterable[Due]) -> tuple[DueLine, ...]:
        """Some dues with the names they concern and the sentence why they stand where they do."""
        with self._store.snapshot():
            return self._lines(dues, self.book())

    def cell(self, code: str, unit_id: int, period: Period) -> tuple[DueLine, ...]:
        """What one unit owes of a duty in a period: one line, or one for each group or time."""
        with self._store.snapshot():
            book = DueBook(self._store, self._context.today(), unit_id)
            return self._lines(book.dues(period, lambda candidate: candidate == period, (code,)), book)

    def chase(self, month: Period | None = None) -> tuple[ChaseGroup, ...]:
        """Whom to remind of what is late, of one month or of everything, by community; units without any are left out."""
        with self._store.snapshot():
            return self.chase_of(self.lines(self.board(month).dues()) if month else self.open())

    def chase_of(self, lines: Iterable[DueLine]) -> tuple[ChaseGroup, ...]:
        """The same of lines that were read already."""
        with self._store.snapshot():
            book = self.book()
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

    def _members_of_returned(
        self, late: Mapping[int, Sequence[DueLine]], on: date
    ) -> Mapping[int, frozenset[str]]:
        """The members' names of the branches that got something back: its reason may mention one of them."""
        returned = {
            unit_id
            for unit_id, lines in late.items()
            if any(line.due.state is DueState.RETURNED for line in lines)
        }
        return member_names(self._store, returned, on)

    def _contacts(self, on: date, titles: Sequence[PostTitle]) -> dict[int, tuple[str, str]]:
        """Name and phone of who holds one of these posts in each unit."""
        holders = self._store.people.holders(titles, on)
        return {holder.unit.id: (holder.person.name, holder.person.phone) for holder in reversed(holders)}


def _chase_group(
    group: UnitGroup[UnitView],
    late: Mapping[int, Sequence[DueLine]],
    contacts: Mapping[int, tuple[str, str]],
    members: Mapping[int, frozenset[str]],
) -> ChaseGroup:
    units = tuple(ChaseUnit(unit, tuple(late[unit.id])) for unit in group.lines)
    name, phone = contacts.get(group.unit.id, ("", "")) if group.unit else ("", "")
    hidden = frozenset(member for unit in group.lines for member in members.get(unit.id, ()))
    return ChaseGroup(group.unit, group.title, units, name, phone, hidden)


def _urgency(due: Due) -> tuple[int, date]:
    return (GRAVITY[due.state], due.hold_by)
