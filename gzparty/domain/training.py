"""Trainings of village secretaries: the session, its courses and its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from gzparty.domain.diagnostic import Diagnostic
from gzparty.records import dataclass


class TrainingState(StrEnum):
    """Planned until held; a cancelled or missed month carries an explanation, never a red mark."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


class CourseForm(StrEnum):
    """How a course is taught; decides which credit rule applies (domain of 学时)."""

    LECTURE = "lecture"
    STUDY = "study"
    PRACTICE = "practice"
    FULL_TIME = "full_time"


@dataclass(frozen=True, slots=True)
class Course:
    """One course of a session; `credit` is in half hours of 学时 and overrides the rule."""

    id: int
    uid: str
    training_id: int
    position: int
    title: str
    lecturer: str
    lecturer_post: str
    form: CourseForm
    minutes: int
    credit: int | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """One session (期) of the year's plan; `number` (2026-06) is never reused."""

    id: int
    uid: str
    number: str
    year: int
    month: int
    topic: str
    problem: str
    sitting_id: int
    state: TrainingState
    state_reason: str
    why: Diagnostic | None
    rule: str
    pinned: bool
    host: str
    contact: str
    note: str

    @property
    def ordinal(self) -> int:
        """第几期, read from the number."""
        return int(self.number.rsplit("-", 1)[1])


@dataclass(frozen=True, slots=True)
class Proposal:
    """A date the rule proposes for a month, with the sentence that says why it is this one."""

    month: int
    day: date
    why: Diagnostic


def running_times(start: datetime, courses: Iterable[Course]) -> Iterator[tuple[Course, datetime, datetime]]:
    """Each course with when it begins and ends: they follow each other without a break from the start on."""
    for course in courses:
        end = start + timedelta(minutes=course.minutes)
        yield course, start, end
        start = end
