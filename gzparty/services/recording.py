"""Storing whole records at once, all or nothing: what `record --from` and scripts use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Depth
from gzparty.domain.names import normalize_name, normalize_unit
from gzparty.domain.sitting import Attendance, Mark, RosterRule, Status
from gzparty.domain.training import CourseForm, Training
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.context import Context, Done, Service
from gzparty.services.roll import Rolls
from gzparty.services.sessions import Sessions
from gzparty.services.training import CourseDraft, TrainingDraft, Trainings

if TYPE_CHECKING:
    from gzparty.services.ports import Store


@dataclass(frozen=True, slots=True)
class CourseRecord:
    """A course as recorded from outside; `credit` in half hours."""

    title: str
    lecturer: str
    lecturer_post: str
    form: CourseForm
    minutes: int
    credit: int | None


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """A session as recorded from outside; a known `number` changes that session, none adds one."""

    number: str | None
    start: datetime
    end: datetime | None = None
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    topic: str | None = None
    problem: str | None = None
    place: str | None = None
    host: str | None = None
    contact: str | None = None
    note: str | None = None
    courses: tuple[CourseRecord, ...] | None = None
    roster: RosterRule | None = None


@dataclass(frozen=True, slots=True)
class MarkRecord:
    """One person's mark; `person` is 姓名 or 姓名@单位."""

    person: str
    status: Status
    reason: str = ""
    substitute: str = ""
    left_at: time | None = None
    credit: int | None = None


@dataclass(frozen=True, slots=True)
class RollRecord:
    """Marks of one session or record by names, by its number; `closed` ends the roll after them."""

    training: str
    marks: tuple[MarkRecord, ...]
    closed: bool = False


class Recording(Service):
    """Stores records in one action, whatever their number."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._trainings = Trainings(store, context)
        self._rolls = Rolls(store, context)
        self._sessions = Sessions(store, context)

    def trainings(self, records: Iterable[TrainingRecord]) -> Done[tuple[Training, ...]]:
        """Add or change sessions."""
        records = tuple(records)
        with self._action(_("登记 {n} 期培训").format(n=len(records)), "training.record") as action:
            stored = tuple(self._training(record) for record in records)
        return self._done(action, stored)

    def rolls(self, records: Iterable[RollRecord]) -> Done[int]:
        """Mark rolls; the value says how many marks were stored."""
        records = tuple(records)
        with self._action(_("登记 {n} 期签到").format(n=len(records)), "roll.record") as action:
            stored = sum(self._roll(record) for record in records)
        return self._done(action, stored)

    def find_training(self, reference: str) -> Training:
        """The session of a number or uid."""
        training = self._store.trainings.find(reference)
        if training is None:
            raise Refusal("training_unknown", reference=reference)
        return training

    def positions(self, rows: Iterable[Attendance], person: str) -> int:
        """The roll line a person's name means; namesakes need 姓名@单位."""
        name, _at, unit = person.partition("@")
        found = [
            row
            for row in rows
            if normalize_name(row.name) == normalize_name(name) and (not unit or _is_of(row, unit))
        ]
        if not found:
            raise Refusal("roll_person_unknown", name=person)
        if len(found) > 1:
            names = _("、").join(f"{row.name}@{row.unit_name}" for row in found)
            raise Refusal("person_ambiguous", name=name, count=len(found), names=names)
        return found[0].position

    def _training(self, record: TrainingRecord) -> Training:
        draft = TrainingDraft(
            start=record.start,
            end=record.end,
            topic=record.topic,
            place=record.place,
            host=record.host,
            contact=record.contact,
            problem=record.problem,
            note=record.note,
            roster=record.roster,
        )
        if record.number is None:
            training = self._trainings.add(draft).value
        else:
            training = self._trainings.edit(self.find_training(record.number).id, draft).value
        if record.courses is not None:
            drafts = [
                CourseDraft(c.title, c.lecturer, c.lecturer_post, c.form, c.minutes, c.credit)
                for c in record.courses
            ]
            self._trainings.set_courses(training.id, drafts)
        if record.actual_start:
            planned = self._store.sittings.get(training.sitting_id)
            end = record.actual_end or record.actual_start + (planned.planned_end - planned.planned_start)
            self._trainings.set_actual_time(training.id, record.actual_start, end)
        return training

    def find_sitting(self, reference: str) -> int:
        """The sitting whose roll a number or uid means: of a session, or of a record taken by names."""
        meeting = self._store.meetings.find(reference)
        if meeting is None:
            return self.find_training(reference).sitting_id
        if meeting.depth is Depth.NUMBERS:
            raise Refusal("meeting_without_roll", number=meeting.number)
        return meeting.sitting_id

    def _roll(self, record: RollRecord) -> int:
        sitting_id = self.find_sitting(record.training)
        rows = [row.attendance for row in self._sessions.roll(sitting_id).rows]
        if not rows:
            raise Refusal("roster_empty")
        for entry in record.marks:
            mark = Mark(
                entry.status, entry.reason, entry.substitute, left_at=entry.left_at, credit=entry.credit
            )
            self._rolls.mark(sitting_id, [self.positions(rows, entry.person)], mark)
        if record.closed:
            self._rolls.close(sitting_id)
        return len(record.marks)


def _is_of(row: Attendance, unit: str) -> bool:
    wanted = normalize_unit(unit)
    return row.unit_name == unit or any(
        normalize_unit(name) == wanted for name in row.unit_name.split(_("、"))
    )
