"""Use cases of what comes once a year: step lists, talks, the lines and ballots of an appraisal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from gzparty.domain import entry, yearly
from gzparty.domain.dues import BRANCHES, DueState
from gzparty.domain.forest import community_of
from gzparty.domain.meeting import Meeting, Talk, YearlyKind, YearlyStep
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.votes import step_label, yearly_kind_label
from gzparty.services.appraisals import Appraisals
from gzparty.services.branches import branch_of
from gzparty.services.context import Done
from gzparty.services.meeting_views import StepLine, YearlyBoard, YearlyLine
from gzparty.services.talks import Talks
from gzparty.services.unit_groups import in_order

Held = tuple[Meeting, date | None]


class _Reading(NamedTuple):
    """What a board is made of, by branch."""

    units: Mapping[int, UnitView]
    steps: Mapping[int, Mapping[str, YearlyStep]]
    records: Mapping[int, Held]
    states: Mapping[int, DueState]
    talks: Mapping[int, Sequence[Talk]]

    def shows(self, unit: UnitView) -> bool:
        """Whether a unit has a line: every open branch, and a closed one that did something that year."""
        told = unit.id in self.records or unit.id in self.steps or unit.id in self.talks
        return unit.kind in BRANCHES and (told or not unit.closed)


class Yearly(Talks, Appraisals):
    """Step lists of branches, talks and appraisals, by 所属年度 whatever the date."""

    def board(self, kind: YearlyKind, year: int) -> YearlyBoard:
        """Every branch's list of a year in the office's order; what was said in talks is left out."""
        with self._store.snapshot():
            reading = self._read(kind, year)
        lines = (_line(reading, kind, year, unit) for unit in reading.units.values() if reading.shows(unit))
        return YearlyBoard(year, kind, in_order(lines))

    def tick(
        self, unit_id: int, kind: YearlyKind, year: int, step: str, on: date, note: str = ""
    ) -> Done[YearlyStep]:
        """Note that a branch did a step on a day; ticked again it was done on that day instead."""
        unit = branch_of(self._store, unit_id, self._context.today())
        note = entry.checked_text(note)
        with self._action(
            self._deed(_("{unit} {list}：{step}"), kind, year, unit, step), "step.tick"
        ) as action:
            stored = self._tick(unit_id, kind, year, step, on, note)
        return self._done(action, stored)

    def change_steps(
        self, kind: YearlyKind, year: int, days: Mapping[tuple[int, str], date | None]
    ) -> Done[int]:
        """Tick many steps at once, by branch and step, all or none; None takes one back. The value counts the changed."""
        name = _("{list}：登记 {n} 步").format(list=self._list(kind, year), n=len(days))
        changed = 0
        with self._action(name, "step.tick") as action:
            for (unit_id, step), on in days.items():
                branch_of(self._store, unit_id, self._context.today())
                if on is not None:
                    self._tick(unit_id, kind, year, step, on, "")
                    changed += 1
                elif known := self._step(unit_id, kind, year, yearly.step_of(kind, step).code):
                    self._store.meetings.delete_step(known.id)
                    changed += 1
        return self._done(action, changed)

    def untick(self, unit_id: int, kind: YearlyKind, year: int, step: str) -> Done[None]:
        """Take a step back; one that was never ticked is no deed."""
        known = self._step(unit_id, kind, year, yearly.step_of(kind, step).code)
        if known is None:
            return Done(None)
        unit = branch_of(self._store, unit_id, self._context.today())
        name = self._deed(_("取消 {unit} {list}：{step}"), kind, year, unit, step)
        with self._action(name, "step.untick") as action:
            self._store.meetings.delete_step(known.id)
        return self._done(action, None)

    def _tick(self, unit_id: int, kind: YearlyKind, year: int, step: str, on: date, note: str) -> YearlyStep:
        yearly.step_of(kind, step)
        yearly.check_done(year, entry.checked_day(on), self._context.today())
        known = self._step(unit_id, kind, year, step)
        if known is None:
            fresh = YearlyStep(0, self._context.new_uid(), unit_id, kind, year, step, on, note)
            return replace(fresh, id=self._store.meetings.insert_step(fresh))
        stored = replace(known, done_on=on, note=note or known.note)
        self._store.meetings.update_step(stored)
        return stored

    @staticmethod
    def _list(kind: YearlyKind, year: int) -> str:
        return _("{year}年度{kind}").format(year=year, kind=yearly_kind_label(kind))

    def _deed(self, text: str, kind: YearlyKind, year: int, unit: UnitView, step: str) -> str:
        yearly.step_of(kind, step)
        return text.format(unit=unit.name, list=self._list(kind, year), step=step_label(step))

    def _read(self, kind: YearlyKind, year: int) -> _Reading:
        steps: dict[int, dict[str, YearlyStep]] = defaultdict(dict)
        for step in self._store.meetings.steps(year, kind):
            steps[step.unit_id][step.step] = step
        talks: dict[int, list[Talk]] = defaultdict(list)
        for talk in self.talks(year):
            talks[talk.unit_id].append(talk)
        units = self._units_by_id(self._as_of(year))
        return _Reading(units, steps, self._records(kind, year), self._states(kind, year), talks)

    def _records(self, kind: YearlyKind, year: int) -> dict[int, Held]:
        """The record of each branch that its list leads to, one that was held before one that is planned."""
        wanted = yearly.RECORDS.get(kind)
        if wanted is None:
            return {}
        found = self._store.meetings.between(f"{year}", f"{year}", wanted)
        sittings = self._store.sittings.many({meeting.sitting_id for meeting in found})
        held: dict[int, Held] = {}
        for meeting in found:
            start = sittings[meeting.sitting_id].actual_start
            known = held.get(meeting.unit_id)
            if known is None or (known[1] is None and start is not None):
                held[meeting.unit_id] = (meeting, start.date() if start else None)
        return held

    def _states(self, kind: YearlyKind, year: int) -> dict[int, DueState]:
        """Where each branch stands by the yearly duty, as everywhere else."""
        from gzparty.services.dues import Dues

        board = Dues(self._store, self._context).year(kind.value, year)
        return {
            line.unit.id: line.cells[-1].state for group in board.groups for line in group.lines if line.cells
        }

    def _as_of(self, year: int) -> date:
        return min(Period(year, 1, 12).last, max(self._context.today(), date(year, 1, 1)))

    def _step(self, unit_id: int, kind: YearlyKind, year: int, step: str) -> YearlyStep | None:
        found = self._store.meetings.steps(year, kind, unit_id)
        return next((one for one in found if one.step == step), None)


def _line(reading: _Reading, kind: YearlyKind, year: int, unit: UnitView) -> YearlyLine:
    meeting, held_on = reading.records.get(unit.id, (None, None))
    steps: list[StepLine] = []
    for step in yearly.STEPS[kind]:
        done = reading.steps.get(unit.id, {}).get(step.code)
        if step.record and held_on is not None:
            done = YearlyStep(0, "", unit.id, kind, year, step.code, held_on)
        steps.append(StepLine(step.code, step_label(step.code), done))
    return YearlyLine(
        unit,
        community_of(unit, reading.units),
        tuple(steps),
        meeting,
        held_on,
        reading.states.get(unit.id, DueState.NOT_APPLICABLE),
        tuple(reading.talks.get(unit.id, ())),
    )
