"""Reading the training plan: the year, one session, the year's credit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from gzparty import settings
from gzparty.domain import roll
from gzparty.domain.calendar import unofficial_years
from gzparty.domain.credit import CreditRule, CreditRules, attendance_credit, sitting_credit
from gzparty.domain.people import COMMITTEE_TITLES, PartyClass, PostTitle
from gzparty.domain.sitting import Attendance, LeaveRequest, Makeup, RollState, Sitting
from gzparty.domain.training import Course, Training, TrainingState
from gzparty.services.context import Service
from gzparty.services.roster import roster_rows
from gzparty.services.views import (
    CreditLine,
    CreditYear,
    MakeupLine,
    RollRow,
    RollView,
    SessionDetail,
    SessionLine,
    SessionStage,
    YearMark,
    YearPlan,
)

if TYPE_CHECKING:
    from gzparty.services.ports import Store


def credit_rules(chosen: settings.Settings) -> CreditRules:
    """The credit rules the office has set."""
    return CreditRules(default=CreditRule(chosen.credit_half_day, chosen.credit_day_limit))


def minutes_of(sitting: Sitting) -> int:
    """Length of a sitting in minutes."""
    return int((sitting.end - sitting.start).total_seconds()) // 60


def row_credit(row: Attendance, sitting: Sitting, full: int) -> int | None:
    """Credit of one line in half hours; None while its mark is undecided."""
    if row.status in roll.UNDECIDED:
        return None
    stayed = None
    if row.left_at is not None:
        left = datetime.combine(sitting.start.date(), row.left_at)
        stayed = int((left - sitting.start).total_seconds()) // 60
    return attendance_credit(row, full, minutes_of(sitting), stayed)


class Sessions(Service):
    """Views of the training plan; never writes."""

    def year(self, year: int) -> YearPlan:
        """The plan of a year with where each session stands today."""
        chosen = self._settings()
        trainings = self._store.trainings.of_year(year)
        sittings = self._store.sittings.many(t.sitting_id for t in trainings)
        rolls = self._store.sittings.rolls(sittings)
        courses = self._courses(trainings)
        lines = tuple(
            self._line(t, sittings[t.sitting_id], rolls.get(t.sitting_id, ()), courses[t.id], chosen)
            for t in trainings
        )
        lines = tuple(sorted(lines, key=lambda line: (line.sitting.start, line.training.number)))
        counted = [line for line in lines if line.stage not in (SessionStage.CANCELLED, SessionStage.MISSED)]
        return YearPlan(
            year,
            lines,
            credit_planned=sum(line.credit for line in counted),
            credit_target=chosen.credit_target_secretary,
            held=sum(line.stage is SessionStage.DONE for line in lines),
            findings=unofficial_years(self._store.calendar.load(), [year]),
        )

    def detail(self, training_id: int) -> SessionDetail:
        """Everything of one session."""
        training = self._store.trainings.get(training_id)
        courses = tuple(self._store.trainings.courses([training_id]))
        view = self.roll(training.sitting_id, courses)
        full = sitting_credit(courses, minutes_of(view.sitting), credit_rules(self._settings()))
        return SessionDetail(training, view.sitting, courses, full, view)

    def roll(self, sitting_id: int, courses: Sequence[Course] | None = None) -> RollView:
        """A roll as it stands: by the roster rule until the first mark, as frozen after it."""
        sitting = self._store.sittings.get(sitting_id)
        if courses is None:
            training = self._store.trainings.of_sitting(sitting_id)
            courses = self._store.trainings.courses([training.id]) if training else ()
        full = sitting_credit(courses, minutes_of(sitting), credit_rules(self._settings()))
        requests = {r.person_id: r for r in self._store.sittings.leave_requests(sitting_id)}
        rows = current_roll(self._store, sitting, tuple(requests.values()))
        makeups = {m.attendance_id: m for m in self._store.sittings.makeups()}
        shown = tuple(
            RollRow(
                row, row_credit(row, sitting, full), makeups.get(row.id), requests.get(row.person_id or 0)
            )
            for row in rows
        )
        return RollView(sitting, shown, roll.count(rows))

    def credits(self, year: int) -> CreditYear:
        """Credit and attendance of everyone called in a year; a sitting counts once per person."""
        return _CreditBook(self._store, self.year(year), self._settings()).close()

    def target(self, person_id: int, year: int) -> int:
        """What a person should earn in a year, in half hours, called to a session or not."""
        chosen = self._settings()
        return committee_targets(self._store, year, chosen).get(person_id, chosen.credit_target_member)

    def makeups(self, year: int) -> tuple[MakeupLine, ...]:
        """Who owes a make-up or has done one, for the closed rolls of a year."""
        done = {m.attendance_id: m for m in self._store.sittings.makeups()}
        trainings = self._store.trainings.of_year(year)
        rolls = self._store.sittings.rolls(t.sitting_id for t in trainings)
        sittings = self._store.sittings.many(t.sitting_id for t in trainings)
        return tuple(
            MakeupLine(t, sittings[t.sitting_id], row, done.get(row.id))
            for t in trainings
            if sittings[t.sitting_id].roll_state is RollState.CLOSED
            for row in roll.makeups_owed(rolls.get(t.sitting_id, ()), ())
        )

    def _line(
        self,
        training: Training,
        sitting: Sitting,
        rows: Sequence[Attendance],
        courses: Sequence[Course],
        chosen: settings.Settings,
    ) -> SessionLine:
        stage = stage_of(training, sitting, bool(courses), self._context.today())
        credit = sitting_credit(courses, minutes_of(sitting), credit_rules(chosen))
        return SessionLine(training, sitting, stage, roll.count(rows), len(courses), credit)

    def _courses(self, trainings: Sequence[Training]) -> dict[int, list[Course]]:
        grouped: dict[int, list[Course]] = defaultdict(list)
        for course in self._store.trainings.courses([t.id for t in trainings]):
            grouped[course.training_id].append(course)
        return grouped

    def _settings(self) -> settings.Settings:
        return settings.from_stored(self._store.office.load_settings())


def current_roll(store: Store, sitting: Sitting, requests: Sequence[LeaveRequest]) -> Sequence[Attendance]:
    """The stored roll, or the roster rule's with leave known in advance while no mark has frozen it."""
    if sitting.roll_state is not RollState.OPEN:
        return store.sittings.roll(sitting.id)
    rows = roster_rows(store, sitting.roster, sitting.id, sitting.start.date())
    return roll.apply_requests(rows, requests)


def stage_of(training: Training, sitting: Sitting, has_courses: bool, today: date) -> SessionStage:
    """Where a session stands on a day."""
    by_state = {TrainingState.CANCELLED: SessionStage.CANCELLED, TrainingState.MISSED: SessionStage.MISSED}
    if training.state in by_state:
        return by_state[training.state]
    if sitting.roll_state is RollState.CLOSED:
        return SessionStage.DONE
    if sitting.roll_state is RollState.FROZEN:
        return SessionStage.TAKING
    day = sitting.start.date()
    if day == today:
        return SessionStage.TODAY
    if day < today:
        return SessionStage.UNENTERED
    return SessionStage.READY if training.topic and has_courses else SessionStage.UNREADY


def committee_targets(store: Store, year: int, chosen: settings.Settings) -> dict[int, int]:
    """The target of everyone who sits on a committee at the end of a year; anyone else has a member's."""
    committee = {*COMMITTEE_TITLES, PostTitle.COMMUNITY_SECRETARY}
    return {
        holder.person.id: chosen.credit_target_secretary
        for holder in store.people.holders(committee, date(year, 12, 31))
    }


@dataclass
class _Account:
    """One person's year while it is being added up."""

    row: Attendance
    marks: dict[str, YearMark] = field(default_factory=dict)
    from_sessions: int = 0
    from_makeups: int = 0
    present: int = 0
    expected: int = 0
    sittings: dict[int, tuple[int, bool]] = field(default_factory=dict)


class _CreditBook:
    """Adds up a year, sitting by sitting, into one account per person."""

    def __init__(self, store: Store, plan: YearPlan, chosen: settings.Settings) -> None:
        self._store = store
        self._plan = plan
        self._settings = chosen
        self._accounts: dict[int, _Account] = {}
        self._lines = tuple(
            line for line in plan.lines if line.stage in (SessionStage.DONE, SessionStage.TAKING)
        )

    def close(self) -> CreditYear:
        """Every account as a line, in roster order."""
        rolls = self._store.sittings.rolls(line.sitting.id for line in self._lines)
        makeups = {m.attendance_id: m for m in self._store.sittings.makeups()}
        for line in self._lines:
            for row in rolls.get(line.sitting.id, ()):
                if row.person_id is not None and not row.not_counted:
                    self._enter(line, row, makeups.get(row.id))
        self._enter_makeups()
        numbers = [line.training.number for line in self._lines]
        targets = committee_targets(self._store, self._plan.year, self._settings)
        lines = tuple(
            self._credit_line(position, person_id, account, numbers, targets)
            for position, (person_id, account) in enumerate(self._accounts.items(), 1)
        )
        return CreditYear(self._plan.year, self._lines, lines)

    def _enter(self, line: SessionLine, row: Attendance, makeup: Makeup | None) -> None:
        assert row.person_id is not None
        account = self._accounts.setdefault(row.person_id, _Account(row))
        account.row = row
        earned = row_credit(row, line.sitting, line.credit) or 0
        attended = row.status in roll.ATTENDED
        # A merged person may stand twice on one roll: the better of the two counts, once.
        before, was_there = account.sittings.get(line.sitting.id, (0, False))
        if not row.guest:
            account.expected += line.sitting.id not in account.sittings
            account.present += attended and not was_there
        account.sittings[line.sitting.id] = (max(before, earned), attended or was_there)
        account.from_sessions += max(0, earned - before)
        number = line.training.number
        if number not in account.marks or earned > before:
            account.marks[number] = YearMark(number, row.status.value, earned, makeup is not None)

    def _enter_makeups(self) -> None:
        """Credit make-ups in the year they were done, whatever year the missed session was in."""
        done = self._store.sittings.makeups(self._plan.year)
        rows = self._store.sittings.lines(makeup.attendance_id for makeup in done)
        for makeup in done:
            row = rows[makeup.attendance_id]
            if row.person_id is not None and row.status in roll.OWES_MAKEUP:
                account = self._accounts.setdefault(row.person_id, _Account(row))
                account.from_makeups += makeup.credit

    def _credit_line(
        self,
        position: int,
        person_id: int,
        account: _Account,
        numbers: Sequence[str],
        targets: Mapping[int, int],
    ) -> CreditLine:
        row = account.row
        return CreditLine(
            position=position,
            person_id=person_id,
            name=row.name,
            unit_name=row.unit_name,
            post=row.post,
            party_class=row.party_class or PartyClass.NONE,
            target=targets.get(person_id, self._settings.credit_target_member),
            from_sessions=account.from_sessions,
            from_makeups=account.from_makeups,
            present=account.present,
            expected=account.expected,
            marks=tuple(account.marks.get(number, YearMark(number, "", 0)) for number in numbers),
        )
