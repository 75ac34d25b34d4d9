"""学时: how long sittings become credit, and credit becomes a year's total.

Credit is counted in half hours of 学时 (an int), since 0.5 is the smallest unit (domain rule 2.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Protocol

from gzparty.domain.sitting import Status
from gzparty.domain.training import Course, CourseForm
from gzparty.records import dataclass

MINUTES_PER_UNIT = 30


@dataclass(frozen=True, slots=True)
class CreditRule:
    """What one form of teaching earns, in half hours of 学时; local practice, so every figure is a setting."""

    half_day: int = 8
    """A half day or more; 4 学时."""
    day_limit: int = 16
    """No day earns more than this; 8 学时."""
    half_day_minutes: int = 180


@dataclass(frozen=True, slots=True)
class CreditRules:
    """The credit rule of each form; forms not named use the default rule."""

    rules: Mapping[CourseForm, CreditRule] = field(default_factory=dict)
    default: CreditRule = CreditRule()

    def of(self, form: CourseForm) -> CreditRule:
        """The rule of one form."""
        return self.rules.get(form, self.default)


def credit_for_minutes(minutes: int, rule: CreditRule) -> int:
    """Half hours of credit for `minutes` of teaching in one day.

    A full half day (180 min unless the office says otherwise) earns its fixed figure; the rest earns 1 学时 an hour, every begun
    half hour that is not full dropped: 29 min → 0, 30 → 0.5, 89 → 1, 90 → 1.5, 179 → 2.5,
    180 → 4, 209 → 4, 210 → 4.5, 360 and more → 8.
    """
    if minutes <= 0:
        return 0
    half_days, rest = divmod(minutes, rule.half_day_minutes)
    return min(half_days * rule.half_day + rest // MINUTES_PER_UNIT, rule.day_limit)


def sitting_credit(courses: Iterable[Course], sitting_minutes: int, rules: CreditRules) -> int:
    """Credit of a whole sitting: minutes are summed per form first, so two courses make one half day.

    A course with a fixed credit counts with it; a sitting without courses counts its own length.
    """
    fixed = 0
    minutes: dict[CourseForm, int] = {}
    courses = tuple(courses)
    for course in courses:
        if course.credit is not None:
            fixed += course.credit
        else:
            minutes[course.form] = minutes.get(course.form, 0) + course.minutes
    if not courses:
        minutes[CourseForm.LECTURE] = sitting_minutes
    return fixed + sum(credit_for_minutes(total, rules.of(form)) for form, total in minutes.items())


class Marked(Protocol):
    """What credit asks of a line: its mark, and the figure entered by hand if there is one."""

    @property
    def status(self) -> Status: ...
    @property
    def credit(self) -> int | None: ...


def attendance_credit(row: Marked, full: int, sitting_minutes: int, minutes_stayed: int | None) -> int:
    """Credit of one person: present and late earn it whole, early leaving by the time stayed, others none.

    `minutes_stayed` is None where no leaving time is known; then early leaving earns the whole.
    A figure entered by hand wins.
    """
    if row.credit is not None:
        return row.credit
    if row.status in (Status.PRESENT, Status.LATE):
        return full
    if row.status is Status.EARLY:
        if minutes_stayed is None or sitting_minutes <= 0:
            return full
        return full * max(0, min(minutes_stayed, sitting_minutes)) // sitting_minutes
    return 0


def hours(half_hours: int) -> float:
    """Half hours as 学时, for display."""
    return half_hours / 2
