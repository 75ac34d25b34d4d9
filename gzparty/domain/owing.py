"""Duties over units and periods become dues, and records say how far each has come; all lists and boards follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.dues import (
    BRANCHES,
    FARTHEST,
    TRAINING,
    WORK_UNITS,
    Due,
    DueState,
    Fulfilment,
    NotApplicable,
    Terms,
    UnitFacts,
)
from gzparty.domain.duty import COMMITTEE_SIZE, Duty, Grade, Scope, Waiver, in_force
from gzparty.domain.meeting import WholeRecords
from gzparty.domain.people import UnitKind
from gzparty.domain.period import Every, Period, periods


class Evidence:
    """Records, waivers and 支部生活日 indexed for the expansion.

    `whole` is told beside `records` and fits `pressing` only: records of months that are held and lack nothing, of kinds
    that no duty asks for several times a period.
    """

    def __init__(
        self,
        records: Iterable[Fulfilment] = (),
        waivers: Iterable[Waiver] = (),
        life_days: Callable[[int, Period], date | None] = lambda _unit, _period: None,
        whole: Iterable[WholeRecords] = (),
    ) -> None:
        self._records: dict[tuple[str, int, int], dict[str, list[Fulfilment]]] = {}
        for record in records:
            by_period = self._records.setdefault((record.record, record.unit_id, record.group_id), {})
            by_period.setdefault(record.period, []).append(record)
        self.kinds = frozenset(record for record, _unit, _group in self._records)
        """The kinds of record there are any of."""
        self._waivers: dict[tuple[str, int], list[Waiver]] = {}
        for waiver in waivers:
            self._waivers.setdefault((waiver.duty, waiver.unit_id), []).append(waiver)
        self._whole: dict[tuple[str, str], dict[int, set[int]]] = {}
        for found in whole:
            by_group = self._whole.setdefault((found.kind, found.period), {})
            by_group.setdefault(found.group_id, set()).update(found.unit_ids)
        self.life_day = life_days

    def whole(self, duty: Duty, period: Period) -> Mapping[int, Set[int]]:
        """By group, 0 for the branch itself, the units that have a whole record for a due's period."""
        units: dict[int, set[int]] = {}
        for code in _codes_counting(period)[0]:
            for group, found in self._whole.get((duty.record, code), {}).items():
                units.setdefault(group, set()).update(found)
        return units

    def records(
        self, duty: Duty, unit_id: int, group_id: int, period: Period, alone: bool = True
    ) -> list[Fulfilment]:
        """The records that count for a due's period, the furthest and then the earliest first.

        What names no group is that of the only group a branch has.
        """
        found = list(self._counting((duty.record, unit_id, group_id), period))
        if group_id and alone:
            found += self._counting((duty.record, unit_id, 0), period)
        if len(found) > 1:
            found.sort(key=lambda record: (_progress(record), record.held_on or date.max, record.record_id))
        return found

    def _counting(self, key: tuple[str, int, int], period: Period) -> Iterator[Fulfilment]:
        by_period = self._records.get(key)
        if by_period is None:
            return
        within, around = _codes_counting(period)
        for code in within:
            yield from by_period.get(code, ())
        for code in around:
            # A yearly record under a rhythm that is no longer yearly counts where it was held.
            for record in by_period.get(code, ()):
                day = record.held_on or record.planned_on
                if day is not None and day in period:
                    yield record

    def waiver(self, duty: Duty, unit_id: int, group_id: int, period: Period) -> Waiver | None:
        """What lets the unit, or this group of it, off in that period."""
        for waiver in self._waivers.get((duty.code, unit_id), ()):
            if waiver.group_id in (None, group_id) and Period.parse(waiver.period).covers(period):
                return waiver
        return None


Facts = Callable[[date], Iterable[UnitFacts]]
"""Every unit as it stood on a day."""


def expand(
    versions: Mapping[str, Sequence[Duty]],
    year: int,
    facts: Facts,
    evidence: Evidence,
    terms: Terms,
    wanted: Callable[[Period], bool] = lambda _period: True,
) -> Iterator[Due]:
    """Every due of a year whose period is wanted, duty by duty in their order, unit by unit in that of the facts.

    Whether a unit owes a duty follows from what it was at the period's end, or is today while the period runs
    (architecture 8.6), so that a later change never rewrites a closed period.
    """
    for duty, period in _rules(versions, year, wanted):
        for unit in _concerned(duty, period, facts, terms):
            yield from _of_unit(duty, period, unit, evidence, terms)


def pressing(
    versions: Mapping[str, Sequence[Duty]],
    year: int,
    facts: Facts,
    evidence: Evidence,
    terms: Terms,
    wanted: Callable[[Period], bool] = lambda _period: True,
) -> Iterator[Due]:
    """Those dues of `expand` that press, in its order; what cannot press is not looked at any closer."""
    for duty, period in _rules(versions, year, wanted):
        if duty.record not in evidence.kinds and _is_past(duty, period, terms):
            continue
        whole = evidence.whole(duty, period)
        told = whole.get(0, frozenset()) if duty.scope is not Scope.GROUP else frozenset()
        for unit in _concerned(duty, period, facts, terms):
            if unit.unit_id in told:
                continue
            for due in _of_unit(duty, period, unit, evidence, terms, pressing_beside=whole):
                if due.is_pressing:
                    yield due


def _rules(
    versions: Mapping[str, Sequence[Duty]], year: int, wanted: Callable[[Period], bool]
) -> Iterator[tuple[Duty, Period]]:
    for known in versions.values():
        for duty, period in in_force(known, year):
            if not duty.stopped and wanted(period):
                yield duty, period


def _concerned(duty: Duty, period: Period, facts: Facts, terms: Terms) -> Iterator[UnitFacts]:
    for unit in facts(min(period.last, terms.today)):
        if _is_concerned(duty.scope, unit.kind) and not is_gone(unit, period.year):
            yield unit


def _of_unit(
    duty: Duty,
    period: Period,
    unit: UnitFacts,
    evidence: Evidence,
    terms: Terms,
    pressing_beside: Mapping[int, Set[int]] | None = None,
) -> Iterator[Due]:
    """What one unit owes in a period; only what may press, beside the units that have a whole record, where those are given."""
    last = held_until(duty, period, unit.unit_id, evidence)
    since, untimely = terms.since_of(duty), _exemption(duty, period, unit, last)
    groups = _groups_owing(duty, unit, min(period.last, last)) if untimely is None else (0,)
    limits = [_held_until_time(duty, period, last, ordinal) for ordinal in range(1, duty.times + 1)]
    near = untimely is None and any(since <= hold_by <= terms.soon_end for hold_by in limits)
    for group in groups:
        alone = len(groups) == 1
        records = evidence.records(duty, unit.unit_id, group, period, alone)
        if pressing_beside is not None:
            told = any(
                unit.unit_id in pressing_beside.get(one, ()) for one in ((group, 0) if alone else (group,))
            )
            if told or not _may_press(records, duty.times, near):
                continue
        records = _in_turn(duty, records)
        waiver = evidence.waiver(duty, unit.unit_id, group, period)
        for ordinal, hold_by in enumerate(limits, 1):
            record = records[ordinal - 1] if ordinal <= len(records) else None
            reason = why = untimely or _exemption(duty, period, unit, hold_by)
            if reason is None and waiver is None and hold_by < since and not _is_told(record):
                why = NotApplicable.BEFORE_RECORDS
            due = Due(
                duty,
                unit.unit_id,
                group,
                period,
                ordinal,
                DueState.TODO,
                hold_by,
                reported_until(duty, period, hold_by, record, terms.calendar),
                record,
                None if reason else waiver,
                why,
            )
            state, days = judge(due, terms)
            yield due._replace(state=state, days=days, members=unit.full_members)


def _held_until_time(duty: Duty, period: Period, last: date, ordinal: int) -> date:
    """Until when one of several times is to be held: by halves of a month the first ones sooner than the last."""
    if duty.hold_by is None or not duty.hold_by.by_halves:
        return last
    return duty.hold_by.falls_on_time(period, ordinal, duty.times)


def _in_turn(duty: Duty, records: list[Fulfilment]) -> list[Fulfilment]:
    """The records that count; where the times of a month have deadlines of their own, the first held stands first."""
    if duty.hold_by is None or not duty.hold_by.by_halves:
        return records
    counted = records[: duty.times]
    return sorted(counted, key=lambda record: (record.held_on or date.max, record.record_id))


def _may_press(records: Sequence[Fulfilment], times: int, near: bool) -> bool:
    """Whether one of the dues of a period may press: something held is unfinished, or nothing is while it is time."""
    for ordinal in range(times):
        record = records[ordinal] if ordinal < len(records) else None
        if record is None or not _is_told(record):
            if near:
                return True
        elif record.returned_on is not None or not record.received or record.missing:
            return True
    return False


def _is_past(duty: Duty, period: Period, terms: Terms) -> bool:
    """Whether every deadline of a duty's period lies before the first day whose dues are asked for."""
    if duty.hold_by is None:
        return period.last < terms.since_of(duty)
    if duty.hold_by.by_life_day:
        return period.last + FARTHEST < terms.since_of(duty)
    return duty.hold_by.falls_on(period) < terms.since_of(duty)


def judge(due: Due, terms: Terms) -> tuple[DueState, int]:
    """State of a due on a day, and how many days it is past (positive) or before the deadline that state looks at.

    Held in time is in time, whenever it was entered; papers that all came are not late because the clerk has yet to
    enter something. What nobody hands in is never 交了没登: a roll left open is said where the roll is.
    """
    record = due.record
    if record is not None and record.returned_on is not None:
        return DueState.RETURNED, _past(due.report_by, terms.today)
    if record is not None and record.held_on is not None:
        return _held(due, record, record.held_on, terms.today)
    if due.reason is not None:
        return DueState.NOT_APPLICABLE, 0
    if due.waiver is not None:
        return DueState.WAIVED, 0
    past = (terms.today - due.hold_by).days
    if past > 0:
        return (DueState.MISSED, 0) if due.duty.grade is Grade.STRIVE else (DueState.OVERDUE, past)
    return (DueState.SOON if -past <= terms.soon_days else DueState.TODO), past


def _held(due: Due, record: Fulfilment, held_on: date, today: date) -> tuple[DueState, int]:
    if not record.received:
        return DueState.HELD, _past(due.report_by, today)
    if record.missing and record.record != TRAINING:
        days = _past(due.report_by, today)
        return DueState.HANDED_IN, days if record.lacks_papers else min(days, 0)
    late = (held_on - due.hold_by).days
    return (DueState.LATE if late > 0 else DueState.DONE), max(late, 0)


def _past(deadline: date | None, today: date) -> int:
    """Days since a deadline; what has none is never late."""
    return (today - deadline).days if deadline else 0


def held_until(duty: Duty, period: Period, unit_id: int, evidence: Evidence) -> date:
    """Until when it is to be held: by the duty, or by the branch's own 支部生活日 with its grace."""
    if duty.hold_by is None:
        return period.last
    if duty.hold_by.by_life_day:
        return evidence.life_day(unit_id, period) or period.last
    return duty.hold_by.falls_on(period)


def reported_until(
    duty: Duty, period: Period, hold_by: date, record: Fulfilment | None, calendar: WorkCalendar
) -> date | None:
    """Until when its papers are to be handed in: workdays count from the meeting, or from its deadline while it has not
    been held; any other day is never before the meeting's own deadline."""
    if duty.report_by is None:
        return None
    if duty.report_by.workdays:
        held_on = record.held_on if record else None
        return calendar.add_workdays(held_on or hold_by, duty.report_by.workdays)
    if duty.report_by.by_life_day:
        return hold_by
    return max(hold_by, duty.report_by.falls_on(period))


def _is_concerned(scope: Scope, kind: UnitKind) -> bool:
    if scope in (Scope.BRANCH, Scope.COMMITTEE, Scope.GROUP):
        return kind in BRANCHES
    if scope is Scope.WORK_UNIT:
        return kind in WORK_UNITS
    return scope is Scope.TOWN and kind is UnitKind.TOWN_COMMITTEE


def _is_told(record: Fulfilment | None) -> bool:
    """Whether a record says more than that something is planned or begun."""
    return record is not None and (record.held_on is not None or record.returned_on is not None)


def is_gone(unit: UnitFacts, year: int) -> bool:
    """Whether a unit was closed before a year began; such units are not spoken of any more."""
    return unit.closed_on is not None and unit.closed_on <= date(year, 1, 1)


def _groups_owing(duty: Duty, unit: UnitFacts, until: date) -> tuple[int, ...]:
    """The groups that each owe a group's duty, those left out that were founded after its deadline; 0 is the unit."""
    if duty.scope is not Scope.GROUP:
        return (0,)
    return tuple(
        group.group_id for group in unit.groups if group.founded_on is None or group.founded_on <= until
    )


def outside(unit: UnitFacts, period: Period, hold_by: date) -> NotApplicable | None:
    """Why a unit owes nothing at all in a period: it was closed in it, or founded only after it."""
    if unit.closed_on is not None and unit.closed_on <= max(period.last, hold_by):
        return NotApplicable.CLOSED
    if unit.founded_on is not None and unit.founded_on > min(period.last, hold_by):
        return NotApplicable.NOT_FOUNDED
    return None


def _exemption(duty: Duty, period: Period, unit: UnitFacts, hold_by: date) -> NotApplicable | None:
    """Why a unit does not owe a duty in a period; a branch with fewer than 7 full members has no committee
    (支部工作条例 第20条)."""
    if (reason := outside(unit, period, hold_by)) is not None:
        return reason
    if duty.scope is Scope.COMMITTEE and unit.full_members is not None and unit.full_members < COMMITTEE_SIZE:
        return NotApplicable.SMALL
    if duty.scope is Scope.GROUP and not _groups_owing(duty, unit, min(period.last, hold_by)):
        return NotApplicable.NO_GROUPS
    return None


@lru_cache(maxsize=1024)
def _codes_counting(period: Period) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the periods that lie in a period, itself first, and of those around it."""
    of_year = [Period(period.year, 1, 12)]
    of_year += [found for every in (Every.QUARTER, Every.MONTH) for found in periods(period.year, every)]
    within = [other.code for other in of_year if period.covers(other) and other != period]
    around = [other.code for other in of_year if other.covers(period) and other != period]
    return (period.code, *within), tuple(around)


def _progress(record: Fulfilment) -> int:
    """How far a record is, the furthest first."""
    if record.returned_on is not None:
        return 3
    if record.held_on is None:
        return 4
    return 0 if record.received and not record.missing else 1 if record.received else 2
