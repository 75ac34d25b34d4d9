"""Reading the workbench: everything of the first page in one go, all of it from the record and the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gzparty.domain.agenda import ORDER, Bundle, Deadline, Matter, bundles, deadlines
from gzparty.domain.calendar import DayKind, WorkCalendar, runs
from gzparty.domain.dues import INSPECTION, Due, DueState
from gzparty.domain.duty import Scope
from gzparty.domain.people import UnitKind
from gzparty.domain.period import Every, Period
from gzparty.domain.problem import ProblemState
from gzparty.domain.reminders import Reminder
from gzparty.domain.sight import AHEAD_DAYS
from gzparty.domain.sitting import RollState
from gzparty.services.agenda_views import (
    Ahead,
    DeadlineAhead,
    DuesItem,
    ErrandAhead,
    ErrandItem,
    FirstSteps,
    HolidayAhead,
    Item,
    Overdue,
    ProblemsItem,
    ReminderAhead,
    ReminderItem,
    SelectionAhead,
    SelectionItem,
    SessionAhead,
    SessionItem,
    UpkeepItem,
    Waiting,
    Workbench,
    all_villages,
    day_off_name,
)
from gzparty.services.context import Context, Service
from gzparty.services.dues import Dues
from gzparty.services.duty_views import Board, DueLine, ErrandView, ProblemCounts
from gzparty.services.errands import Errands
from gzparty.services.ledger_views import LedgerGroup, LedgerLine
from gzparty.services.people_reading import PeopleViews
from gzparty.services.problem_reading import ProblemViews
from gzparty.services.selection_agenda import selection_days, selection_matters
from gzparty.services.sessions import Sessions
from gzparty.services.views import SessionLine, SessionStage
from gzparty.settings import Settings, from_stored

if TYPE_CHECKING:
    from gzparty.services.ports import Store

LOOK = "look"
"""What the context calls whoever only looks at a copy."""
BACKUP_DAYS = 7
"""After so many days without any copy the workbench says so."""
_UNFINISHED = (SessionStage.TAKING, SessionStage.UNENTERED)
_PLANNED = (SessionStage.READY, SessionStage.UNREADY)


class Agenda(Service):
    """What is to be done; never writes."""

    def workbench(self, month: Period) -> Workbench:
        """The first page with the board of a month; what is to be done today does not depend on the month."""
        with self._store.snapshot():
            return _Reading(self._store, self._context, self.first_steps()).workbench(month)

    def waiting(self) -> Waiting:
        """What a reminder says: the lines of 今天要办, and how much is overdue."""
        with self._store.snapshot():
            return _Reading(self._store, self._context, self.first_steps()).waiting()

    def overdue(self) -> Overdue:
        """How much is overdue, of whatever month."""
        with self._store.snapshot():
            late = ProblemViews(self._store, self._context).overdue()
            if self.first_steps() is not None:
                return Overdue(ledger=late)
            return _overdue(Dues(self._store, self._context).open(), late)

    def first_steps(self) -> FirstSteps | None:
        """What an office begins with that never registered a meeting; None once there is one.

        An office that asked for the dues of earlier months knows what it is about, and is shown them.
        """
        since = _settings(self._store).records_since
        if self._store.meetings.has_any() or (since and since < f"{self._context.today():%Y-%m}"):
            return None
        return FirstSteps(self._store.people.count_people() > 0, bool(self._store.duties.life_days()))


class _Reading:
    """One reading of the workbench, all of it from one moment."""

    def __init__(self, store: Store, context: Context, first: FirstSteps | None) -> None:
        self._store = store
        self._first = first
        self._today = context.today()
        self._only_looks = context.source == LOOK
        self._calendar = store.calendar.load()
        self._soon = timedelta(days=_settings(store).soon_days)
        self._dues = Dues(store, context)
        self._errands = Errands(store, context).all()
        self._reminders = PeopleViews(store, context).reminders(AHEAD_DAYS)
        self._boards: dict[Period, Board] = {}
        self._ledger = ProblemViews(store, context)
        self._problems = self._ledger.open_lines()
        late = [line for line in self._problems if line.is_overdue]
        self._late = tuple(sorted(late, key=lambda line: -(line.days or 0)))
        self._trainings = Sessions(store, context)
        years = {self._today.year - 1, self._today.year, self._last_day().year}
        self._sessions = [line for year in sorted(years) for line in self._trainings.unfinished(year)]

    def workbench(self, month: Period) -> Workbench:
        lines = self._dues.open()
        board = self._board(month)
        items = sorted(self._items(() if self._first else lines), key=lambda item: ORDER[item.matter])
        return Workbench(
            today=self._today,
            board=board,
            items=tuple(items),
            ahead=tuple(sorted(self._ahead(), key=lambda one: one.day)),
            chase=() if self._first else self._dues.chase_of(lines),
            errands=self._errands,
            first=self._first,
            overdue=_overdue(() if self._first else lines, len(self._late)),
            problems=self._late,
            kinds=self._kinds(),
            sample=self._store.office.is_sample(),
        )

    def waiting(self) -> Waiting:
        lines = () if self._first else self._dues.open()
        items = sorted(self._items(lines), key=lambda item: ORDER[item.matter])
        return Waiting(self._today, tuple(items), sum(_overdue(lines, len(self._late))), self._calendar)

    def _board(self, month: Period) -> Board:
        """The board of a month, read once however often it is asked for."""
        if month not in self._boards:
            self._boards[month] = replace(self._dues.board(month), problems=_counts(self._problems))
        return self._boards[month]

    def _kinds(self) -> tuple[UnitKind, ...]:
        units = self._dues.book().units(self._today).values()
        return tuple(unit.kind for unit in units if not unit.closed)

    def _last_day(self) -> date:
        return self._today + timedelta(days=AHEAD_DAYS)

    def _items(self, lines: Sequence[DueLine]) -> Iterator[Item]:
        yield from self._session_items()
        yield from self._dues_items(lines)
        yield from self._errand_items()
        yield from self._reminder_items()
        yield from self._problem_items()
        yield from self._selection_items()
        yield from self._upkeep()

    def _session_items(self) -> Iterator[Item]:
        for line in sorted(self._today_sessions(), key=lambda line: line.sitting.start):
            yield SessionItem(Matter.SESSION, (line,), self._called(line))
        behind = tuple(
            line
            for line in self._sessions
            if line.stage in _UNFINISHED and line.sitting.start.date() < self._today
        )
        if behind:
            yield SessionItem(Matter.ROLL_OPEN, behind, self._called(behind[-1]))

    def _today_sessions(self) -> Iterator[SessionLine]:
        for line in self._sessions:
            is_today = line.sitting.start.date() == self._today
            if is_today and line.stage in (SessionStage.TODAY, SessionStage.TAKING):
                yield line

    def _called(self, line: SessionLine) -> int:
        """How many persons are called: those of the roll, or of the rule while nothing is marked."""
        if line.sitting.roll_state is not RollState.OPEN:
            return line.counts.expected
        return self._trainings.roll(line.sitting.id, ()).counts.expected

    def _dues_items(self, lines: Sequence[DueLine]) -> Iterator[Item]:
        # Errands are dues too, but have lines of their own.
        units = {line.unit.id: line.unit for line in lines}
        dues = [line.due for line in lines if not _is_errand(line.due)]
        for bundle in bundles(dues, self._today, self._calendar):
            of_it = [units[unit_id] for unit_id in bundle.unit_ids]
            villages = all_villages(frozenset(unit.kind for unit in of_it))
            yield DuesItem(bundle, tuple(unit.name for unit in of_it), villages, self._holiday(bundle))

    def _holiday(self, bundle: Bundle) -> str:
        return day_off_name(bundle.day, self._calendar)

    def _errand_items(self) -> Iterator[Item]:
        for view in self._errands:
            due_on = view.errand.due_on
            ask_by = self._calendar.previous_workday(due_on)
            if due_on < self._today:
                matter = Matter.ERRAND_LATE
            elif ask_by <= self._today:
                matter = Matter.ERRAND_TODAY
            else:
                matter = Matter.ERRAND
            if _all_in(view) or due_on <= self._today + self._soon:
                matter = Matter.ERRAND if _all_in(view) else matter
                yield ErrandItem(matter, view, ask_by, day_off_name(due_on, self._calendar))

    def _reminder_items(self) -> Iterator[Item]:
        groups: dict[tuple[Matter, str], list[Reminder]] = {}
        for one in self._reminders:
            if one.due_on <= self._today:
                late = one.finding.code.endswith("_over")
                matter = Matter.REMINDER_LATE if late else Matter.REMINDER_TODAY
                groups.setdefault((matter, one.kind.value), []).append(one)
        for (matter, _kind), found in groups.items():
            yield ReminderItem(matter, tuple(found))

    def _problem_items(self) -> Iterator[Item]:
        """What of the ledger is to be done today; what is late stands beside, problem by problem."""
        groups: dict[Matter, list[LedgerLine]] = {}
        for line in self._problems:
            deadline = line.problem.deadline
            if line.problem.state is ProblemState.SUBMITTED:
                groups.setdefault(Matter.VERIFY, []).append(line)
            elif (
                deadline and not line.is_overdue and self._calendar.previous_workday(deadline) <= self._today
            ):
                groups.setdefault(Matter.PROBLEM_TODAY, []).append(line)
        back = self._ledger.look_back_lines(self._today)
        if back:
            groups[Matter.LOOK_BACK] = list(back)
        for matter, lines in groups.items():
            deadlines_of = [line.problem.deadline for line in lines if line.problem.deadline]
            holiday = day_off_name(min(deadlines_of), self._calendar) if deadlines_of else ""
            yield ProblemsItem(matter, tuple(lines), holiday)

    def _selection_items(self) -> Iterator[Item]:
        """What of selections waits; whom it is about is said on their own page only."""
        waits = selection_matters(self._store, self._today)
        for selection in waits.closing:
            day = selection.nominate_until or self._today
            yield SelectionItem(Matter.NOMINATIONS_OVER, selection, day)
        for wait in waits.results:
            yield SelectionItem(Matter.PUBLICITY_OVER, wait.selection, wait.publicity.ends_on)
        for wait in waits.objections:
            first = wait.first_objection or wait.publicity.starts_on
            yield SelectionItem(Matter.OBJECTION, wait.selection, first, wait.objections)

    def _upkeep(self) -> Iterator[Item]:
        """What the program lacks; in a look at a copy nothing is kept up."""
        if self._only_looks:
            return
        for year in sorted({self._today.year, self._last_day().year}):
            if year not in self._calendar.official_years:
                yield UpkeepItem(Matter.CALENDAR, year)
        latest = next(iter(self._store.journal.deeds(1)), None)
        newest = next(iter(self._store.copies.listed()), None)
        if latest is None or (newest is not None and newest.at >= latest.at):
            return
        since = newest.at.date() if newest else latest.at.date()
        if (self._today - since).days > (BACKUP_DAYS if newest else 0):
            yield UpkeepItem(Matter.BACKUP, day=newest.at.date() if newest else None)

    def _ahead(self) -> Iterator[Ahead]:
        yield from self._deadlines_ahead()
        yield from _holidays_ahead(self._calendar, self._today, self._last_day())
        for line in self._sessions:
            if line.stage in _PLANNED and self._is_ahead(line.sitting.start.date()):
                yield SessionAhead(line)
        for view in self._errands:
            # What is due within the days of 快到期 stands in 今天要办 already.
            if self._today + self._soon < view.errand.due_on <= self._last_day() and not _all_in(view):
                yield ErrandAhead(view)
        for day, selection, publicity in selection_days(self._store):
            if self._is_ahead(day):
                yield SelectionAhead(day, selection, publicity)
        groups: dict[tuple[date, str], list[Reminder]] = {}
        for one in self._reminders:
            if self._is_ahead(one.due_on):
                groups.setdefault((one.due_on, one.kind.value), []).append(one)
        for (day, _kind), found in groups.items():
            yield ReminderAhead(day, tuple(found))

    def _deadlines_ahead(self) -> Iterator[Ahead]:
        months = dict.fromkeys(Period.around(day) for day in (self._today, self._last_day()))
        dues = [due for month in months for due in self._board(month).dues()]
        grouped: dict[tuple[date, date], list[Deadline]] = {}
        for found in deadlines(dues, self._today, self._calendar):
            grouped.setdefault((found.shown_on, found.hold_by), []).append(found)
        kinds = {unit.id: unit.kind for unit in self._store.people.units(self._today)}
        for (day, hold_by), of_day in grouped.items():
            # What communities and departments owe is counted by units whatever the rest is counted by.
            of_it = frozenset(
                kinds[due.unit_id]
                for one in of_day
                for due in one.dues
                if due.unit_id in kinds and due.duty.scope is not Scope.WORK_UNIT
            )
            holiday = day_off_name(hold_by, self._calendar)
            yield DeadlineAhead(day, tuple(of_day), all_villages(of_it), holiday)

    def _is_ahead(self, day: date) -> bool:
        return self._today < day <= self._last_day()


def _holidays_ahead(calendar: WorkCalendar, today: date, last: date) -> Iterator[Ahead]:
    for year in sorted({today.year, last.year}):
        for run in runs(calendar.marks, year, calendar.by_hand):
            if (
                run.last >= today
                and run.first <= last
                and not (run.mark.kind is DayKind.WORK and run.first == today)
            ):
                yield HolidayAhead(run)


def _settings(store: Store) -> Settings:
    return from_stored(store.office.load_settings())


def _overdue(lines: Iterable[DueLine], problems: int) -> Overdue:
    late = [line.due for line in lines if line.due.state is DueState.OVERDUE and not _is_errand(line.due)]
    inspections = sum(due.duty.record == INSPECTION for due in late)
    return Overdue(len(late) - inspections, inspections, problems)


def _counts(lines: Iterable[LedgerLine]) -> Mapping[int, ProblemCounts]:
    """The open problems of each unit that has any."""
    found: dict[int, ProblemCounts] = {}
    for line in lines:
        one = ProblemCounts(
            1,
            int(line.is_overdue),
            int(line.group is LedgerGroup.SOON),
            int(line.problem.state is ProblemState.SUBMITTED),
        )
        found[line.unit.id] = found.get(line.unit.id, ProblemCounts()).plus(one)
    return found


def _is_errand(due: Due) -> bool:
    return due.duty.every is Every.ONCE


def _all_in(view: ErrandView) -> bool:
    return bool(view.units) and view.received == len(view.units)
