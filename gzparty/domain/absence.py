"""Two counters of people who stay away, kept apart: taking no part (党章 第9条) and being out of touch (党员教育管理条例
第24条). Both follow from rolls by names alone, raise an alert and never judge: 正当理由 is for people to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from gzparty.domain.period import Period
from gzparty.domain.roll import ATTENDED, UNDECIDED
from gzparty.domain.sitting import Status

HALF_YEAR = 6
"""Months without taking part that the Party constitution names (党章 第9条), and months out of touch from which a
membership may be suspended (党员教育管理条例 第24条): no office sets others."""


class Alert(IntEnum):
    """How far a run of months has come: 提醒, 警示, 提请支部研究."""

    NONE = 0
    REMIND = 1
    WARN = 2
    DISCUSS = 3


class Steps(NamedTuple):
    """Months in a row at which 提醒 and 警示 stand, both before the half year; local practice, so settings."""

    remind: int = 3
    warn: int = 5

    def reached(self, months: int) -> Alert:
        """The highest step so many months have reached."""
        if months >= HALF_YEAR:
            return Alert.DISCUSS
        if months >= self.warn:
            return Alert.WARN
        return Alert.REMIND if months >= self.remind else Alert.NONE


USUAL = Steps()
CONTACT = Steps(HALF_YEAR, HALF_YEAR)
"""Being out of touch has the one step of the half year."""


class Part(StrEnum):
    """What the rolls of one month say of a person: came, was let off, stayed away, or nothing is known."""

    TOOK_PART = "took_part"
    EXCUSED = "excused"
    AWAY = "away"
    UNKNOWN = "unknown"


class Sign(NamedTuple):
    """One thing known of a person: a mark on a roll by names, or (status None) a talk or other sign of contact."""

    day: date
    status: Status | None


class Run(NamedTuple):
    """Months in a row, the highest step they reached, and when the person was last seen or heard of."""

    months: int
    alert: Alert
    last_on: date | None


def part_of(statuses: Collection[Status]) -> Part:
    """What a month's marks say: one attendance is taking part, one leave lets the month off, and a month with a line
    not settled yet (待核实), or with no roll at all, is unknown."""
    if any(status in ATTENDED for status in statuses):
        return Part.TOOK_PART
    if any(status is not Status.ABSENT and status not in UNDECIDED for status in statuses):
        return Part.EXCUSED
    if not statuses or any(status in UNDECIDED for status in statuses):
        return Part.UNKNOWN
    return Part.AWAY


def absence_run(signs: Iterable[Sign], on: date, steps: Steps = USUAL) -> Run:
    """Months in a row without taking part in organisational life, up to the last month over by `on` (党章 第9条).

    A month let off ends the run: the person had a reason. A month of which nothing is known ends it too: whoever is
    counted must have been called and have stayed away each time, and a gap in the office's papers is not the member's
    fault. Only the last month that is over may still be without a roll, since its papers come in the month after; it
    neither counts nor ends. The running month never counts, and ends the run when the person has come or is excused.
    """
    marks = [sign for sign in signs if sign.status is not None and sign.day <= on]
    months = _by_month(marks)
    attended = [sign.day for sign in marks if sign.status in ATTENDED]
    return _run(months, on, steps, max(attended, default=None))


def contact_run(signs: Iterable[Sign], on: date) -> Run:
    """Months in a row without any sign of a person: neither there nor excused, no talk (党员教育管理条例 第24条).

    A sign of any kind ends it, also in the running month; unknown months end it as in `absence_run`.
    """
    known = [sign for sign in signs if sign.day <= on]
    heard = [sign.day for sign in known if sign.status is not Status.ABSENT and sign.status not in UNDECIDED]
    months = dict(_by_month(sign for sign in known if sign.status is not None))
    months |= {Period.around(day): Part.TOOK_PART for day in heard}
    return _run(months, on, CONTACT, max(heard, default=None))


def _by_month(marks: Iterable[Sign]) -> Mapping[Period, Part]:
    statuses: dict[Period, list[Status]] = {}
    for sign in marks:
        if sign.status is not None:
            statuses.setdefault(Period.around(sign.day), []).append(sign.status)
    return {month: part_of(found) for month, found in statuses.items()}


def _run(months: Mapping[Period, Part], on: date, steps: Steps, last_on: date | None) -> Run:
    month = Period.around(on)
    if months.get(month, Part.UNKNOWN) in (Part.TOOK_PART, Part.EXCUSED):
        return Run(0, Alert.NONE, last_on)
    month = month.step(-1)
    if months.get(month, Part.UNKNOWN) is Part.UNKNOWN:
        month = month.step(-1)
    count = 0
    while months.get(month) is Part.AWAY:
        count += 1
        month = month.step(-1)
    return Run(count, steps.reached(count), last_on)
