"""Reading the training plan: the year, one session, the year's credit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty import settings
from gzparty.domain import roll
from gzparty.domain.calendar import unofficial_years
from gzparty.domain.credit import sitting_credit
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.sitting import Attendance, LeaveRequest, RollState, Sitting, Status
from gzparty.domain.training import Course, Training, TrainingState
from gzparty.services.context import Service
from gzparty.services.credit_book import CreditBook, credit_rules, minutes_of, row_credit
from gzparty.services.roster import roster_rows
from gzparty.services.views import (
    CreditYear,
    MakeupLine,
    RollRow,
    RollView,
    SessionDetail,
    SessionLine,
    SessionStage,
    YearPlan,
)

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class Sessions(Service):
    """Views of the training plan; never writes."""

    def year(self, year: int) -> YearPlan:
        """The plan of a year with where each session stands today."""
        chosen = self._settings()
        trainings = self._store.trainings.of_year(year)
        sittings = self._store.sittings.many(t.sitting_id for t in trainings)
        lines = self._lines(trainings, sittings, chosen)
        counted = [line for line in lines if line.stage not in (SessionStage.CANCELLED, SessionStage.MISSED)]
        return YearPlan(
            year,
            lines,
            credit_planned=sum(line.credit for line in counted),
            credit_target=chosen.credit_target_secretary,
            held=sum(line.stage is SessionStage.DONE for line in lines),
            findings=unofficial_years(self._store.calendar.load(), [year]),
        )

    def unfinished(self, year: int) -> tuple[SessionLine, ...]:
        """Of that plan the sessions whose roll is not closed; those of closed ones are not read."""
        trainings = self._store.trainings.of_year(year)
        sittings = self._store.sittings.many(t.sitting_id for t in trainings)
        left = [t for t in trainings if sittings[t.sitting_id].roll_state is not RollState.CLOSED]
        return self._lines(left, sittings, self._settings())

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

    def leave_hint(self, person_id: int, sitting_id: int) -> Diagnostic | None:
        """What is pointed out where one more leave of somebody would be above the office's share of the year's sessions."""
        day = self._store.sittings.get(sitting_id).start.date()
        sessions = {
            training.sitting_id
            for training in self._store.trainings.of_year(day.year)
            if training.state not in (TrainingState.CANCELLED, TrainingState.MISSED)
        }
        if sitting_id not in sessions:
            return None
        asked = {
            sitting.id
            for sitting, row in self._store.sittings.of_person(person_id)
            if row.status is Status.LEAVE and not row.not_counted
        }
        asked |= {
            number
            for number in sessions
            for request in self._store.sittings.leave_requests(number)
            if request.person_id == person_id and request.status is Status.LEAVE
        }
        before, share = len(asked & sessions - {sitting_id}), self._settings().leave_share
        # A first leave says nothing of a year, least of all of one planned month by month.
        if not before or not roll.leave_over_share(before + 1, len(sessions), share):
            return None
        facts: dict[str, object] = {
            "before": before,
            "leaves": before + 1,
            "sessions": len(sessions),
            "share": share,
        }
        return Diagnostic(Level.WARNING, "leave_over_share", facts)

    def credits(self, year: int) -> CreditYear:
        """Credit and attendance of everyone called in a year; a sitting counts once per person."""
        return CreditBook(self._store, self.year(year), self._settings()).close()

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

    def _lines(
        self,
        trainings: Sequence[Training],
        sittings: Mapping[int, Sitting],
        chosen: settings.Settings,
    ) -> tuple[SessionLine, ...]:
        rolls = self._store.sittings.rolls(t.sitting_id for t in trainings)
        courses = self._courses(trainings)
        lines = [
            self._line(t, sittings[t.sitting_id], rolls.get(t.sitting_id, ()), courses[t.id], chosen)
            for t in trainings
        ]
        return tuple(sorted(lines, key=lambda line: (line.sitting.start, line.training.number)))

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
        return SessionLine(training, sitting, stage, roll.count(rows), credit)

    def _courses(self, trainings: Sequence[Training]) -> dict[int, list[Course]]:
        grouped: dict[int, list[Course]] = defaultdict(list)
        for course in self._store.trainings.courses([t.id for t in trainings]):
            grouped[course.training_id].append(course)
        return grouped


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
