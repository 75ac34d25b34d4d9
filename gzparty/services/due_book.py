"""Everything dues are computed from, read once: rules, facts of units, records, waivers, 支部生活日."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from gzparty import settings
from gzparty.domain import life_day
from gzparty.domain.completeness import asked, fulfilment, talk_kinds_missing, whole_fulfilment
from gzparty.domain.dues import INSPECTION, TRAINING, Due, Fulfilment, Terms, UnitFacts
from gzparty.domain.duty import Duty, LifeDay, Waiver, in_force
from gzparty.domain.explaining import TALK, UNANSWERED
from gzparty.domain.life_day import LifeDayDate
from gzparty.domain.meeting import MeetingKind, Talk, TalkKind, WholeRecords
from gzparty.domain.owing import Evidence, expand, pressing
from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.period import Period
from gzparty.domain.sitting import RollState, Sitting
from gzparty.domain.training import Training, TrainingState
from gzparty.services.duty_defaults import versions

if TYPE_CHECKING:
    from gzparty.services.ports import Store

KINDS = frozenset(kind.value for kind in MeetingKind)
NOT_HELD = frozenset({TrainingState.CANCELLED, TrainingState.MISSED})


class DueBook:
    """Dues of an office (or of one unit) as of one day. Valid while the file does not change; reads each table once."""

    def __init__(self, store: Store, today: date, unit_id: int | None = None) -> None:
        self._store = store
        self.today = today
        self._unit_id = unit_id
        self._facts: dict[date, Sequence[UnitFacts]] = {}
        self._units: dict[date, Mapping[int, UnitView]] = {}
        self._evidence: dict[tuple[Period, Set[str]], Evidence] = {}
        self._pressing: dict[Period, Evidence] = {}
        self._life_dates: dict[tuple[str, int, Period], LifeDayDate | None] = {}

    @cached_property
    def settings(self) -> settings.Settings:
        """The office's settings."""
        return settings.from_stored(self._store.office.load_settings())

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The materials a record by numbers must have to be complete."""
        return asked(self.settings.sign_in_required, self.settings.photos_required)

    @cached_property
    def terms(self) -> Terms:
        """The day, how near is soon, and the first day whose dues are asked for."""
        calendar = self._store.calendar.load()
        begun = {INSPECTION: self._first_inspected()}
        return Terms(self.today, calendar, self.settings.soon_days, self._since(), begun)

    @cached_property
    def versions(self) -> Mapping[str, Sequence[Duty]]:
        """The versions of each duty, oldest first."""
        return versions(self._store.duties.duties())

    @cached_property
    def life_days(self) -> Mapping[int, Sequence[LifeDay]]:
        """The 支部生活日 of each branch that has one, oldest first."""
        found: dict[int, list[LifeDay]] = defaultdict(list)
        for day in self._store.duties.life_days(self._unit_id):
            found[day.unit_id].append(day)
        return found

    @cached_property
    def group_names(self) -> Mapping[int, str]:
        """The names of all Party groups."""
        return {group.id: group.name for group in self._store.people.groups()}

    def facts(self, on: date) -> Sequence[UnitFacts]:
        """Every unit as it stood on a day."""
        if on not in self._facts:
            self._facts[on] = self._store.duties.facts(on, self._unit_id)
        return self._facts[on]

    def _read_facts(
        self, rules: Mapping[str, Sequence[Duty]], wanted: Callable[[Period], bool], year: int
    ) -> None:
        """Read at once the facts of all days that some duties of a year will ask for."""
        days = {
            self.as_of(period)
            for known in rules.values()
            for duty, period in in_force(known, year)
            if not duty.stopped and wanted(period)
        }
        if new := days - self._facts.keys():
            self._facts.update(self._store.duties.facts_on(new, self._unit_id))

    def units(self, on: date) -> Mapping[int, UnitView]:
        """The units of a day in the office's order, with their names."""
        if on not in self._units:
            self._units[on] = {unit.id: unit for unit in self._store.people.units(on)}
        return self._units[on]

    def as_of(self, period: Period) -> date:
        """The day whose facts decide a period: its end, today while it runs."""
        return min(period.last, self.today)

    def dues(
        self,
        span: Period,
        wanted: Callable[[Period], bool],
        codes: Collection[str] | None = None,
    ) -> Iterator[Due]:
        """The dues of some duties (or all) whose period is wanted and lies in a span of one year."""
        chosen = {code: known for code, known in self.versions.items() if codes is None or code in codes}
        kinds = frozenset(version.record for known in chosen.values() for version in known)
        self._read_facts(chosen, wanted, span.year)
        return expand(chosen, span.year, self.facts, self.evidence(span, kinds), self.terms, wanted)

    def pressing(self, year: int) -> Iterator[Due]:
        """The dues of a year about which something is to be done by now."""
        evidence, soon_end = self._evidence_pressing(Period(year, 1, 12)), self.terms.soon_end

        def wanted(period: Period) -> bool:
            return period.first <= soon_end

        self._read_facts(self.versions, wanted, year)
        return pressing(self.versions, year, self.facts, evidence, self.terms, wanted)

    def evidence(self, span: Period, kinds: Set[str]) -> Evidence:
        """Records of some kinds and all waivers that count in a span of one year."""
        if (span, kinds) not in self._evidence:
            records = [*self._meetings(span, kinds), *self._yearly(span, kinds)]
            self._evidence[span, kinds] = self._read(span, kinds, records)
        return self._evidence[span, kinds]

    def _evidence_pressing(self, year: Period) -> Evidence:
        """The same as far as it says what presses: of what is whole no more is read than whose it is."""
        known = [version for versions in self.versions.values() for version in versions]
        kinds = frozenset(version.record for version in known)
        if self._unit_id is not None:
            return self.evidence(year, kinds)
        if year not in self._pressing:
            # Of what is owed several times a period it matters which of them came when.
            often = kinds & {version.record for version in known if version.times > 1}
            whole, others = self._store.meetings.parted_by_branch(
                *_months(year), kinds - often, self.required
            )
            records = [fulfilment(brief, self.required) for brief in others]
            records += [*self._meetings(year, often), *self._yearly(year, kinds)]
            self._pressing[year] = self._read(year, kinds, records, whole)
        return self._pressing[year]

    def _read(
        self,
        span: Period,
        kinds: Set[str],
        records: list[Fulfilment],
        whole: Iterable[WholeRecords] = (),
    ) -> Evidence:
        year = f"{span.year:04d}"
        trainings = self._trainings(span.year) if TRAINING in kinds else []
        records += [
            *self._sessions(trainings),
            *(self._talks(span.year) if TALK in kinds else ()),
            *(self._inspections(span) if INSPECTION in kinds else ()),
        ]
        waivers = [*self._store.duties.waivers(year, f"{year}-Z"), *self._explained(trainings)]
        return Evidence(records, waivers, self.life_day, whole)

    def life_day(self, unit_id: int, period: Period) -> date | None:
        """Until when a branch's 支部生活日 counts as kept in the last month of a period; None where it has none."""
        found = self.life_day_date(unit_id, period.closing)
        return found.until if found else None

    def life_day_date(self, unit_id: int, month: Period) -> LifeDayDate | None:
        """Where a branch's 支部生活日 falls in a month; a new one counts from the first month that begins after it."""
        held = life_day.in_force_on(self.life_days.get(unit_id, ()), month.first)
        if held is None or not held.rule:
            return None
        key = (held.rule, held.grace, month)
        if key not in self._life_dates:
            self._life_dates[key] = life_day.falls_on(*key, self.terms.calendar)
        return self._life_dates[key]

    def _meetings(self, span: Period, kinds: Set[str]) -> Iterator[Fulfilment]:
        """Records that count for a month of the span."""
        store, months, wanted = self._store.meetings, _months(span), kinds & KINDS
        if not wanted:
            return
        if self._unit_id is None:
            whole, briefs = store.parted(*months, wanted, self.required)
            yield from map(whole_fulfilment, whole)
        else:
            briefs = store.briefs(*months, wanted, self._unit_id)
        for brief in briefs:
            yield fulfilment(brief, self.required)

    def _yearly(self, span: Period, kinds: Set[str]) -> Iterator[Fulfilment]:
        """What counts for the whole year, which has the year as its period."""
        year = f"{span.year:04d}"
        for brief in self._store.meetings.briefs(year, year, kinds, self._unit_id):
            yield fulfilment(brief, self.required)

    def _inspections(self, span: Period) -> Iterator[Fulfilment]:
        """Self-inspections; one whose items are not all answered was held, and says how many are open."""
        first = Period(span.year, span.month, 1).code
        for brief in self._store.inspections.briefs(first, span.closing.code, self._unit_id):
            yield Fulfilment(
                record=INSPECTION,
                record_id=brief.inspection_id,
                unit_id=brief.unit_id,
                group_id=0,
                period=brief.period,
                held_on=brief.held_on,
                missing=(UNANSWERED,) * brief.unanswered,
            )

    def _trainings(self, year: int) -> list[tuple[Training, Sitting]]:
        trainings = self._store.trainings.of_year(year)
        sittings = self._store.sittings.many([training.sitting_id for training in trainings])
        return [(training, sittings[training.sitting_id]) for training in trainings]

    def _sessions(self, trainings: Iterable[tuple[Training, Sitting]]) -> Iterator[Fulfilment]:
        """Sessions as what the town owes: held once the roll is closed, or the day of one that was begun is over."""
        for training, sitting in trainings:
            if training.state in NOT_HELD:
                continue
            day, closed = sitting.start.date(), sitting.roll_state is RollState.CLOSED
            held = closed or (sitting.roll_state is RollState.FROZEN and day < self.today)
            for town in self._towns():
                yield Fulfilment(
                    record=TRAINING,
                    record_id=training.id,
                    unit_id=town,
                    group_id=0,
                    period=_month_of(training).code,
                    held_on=day if held else None,
                    missing=() if closed else ("roll",),
                    planned_on=None if held else day,
                )

    def _explained(self, trainings: Sequence[tuple[Training, Sitting]]) -> Iterator[Waiver]:
        """The word on a month without a session, as what lets the town off; a month that has one needs none."""
        held = {_month_of(training) for training, _sitting in trainings if training.state not in NOT_HELD}
        codes = [code for code, known in self.versions.items() if any(v.record == TRAINING for v in known)]
        for training, _sitting in trainings:
            month = _month_of(training)
            if training.state in NOT_HELD and training.state_reason and month not in held:
                for code in codes:
                    for town in self._towns():
                        yield Waiver(0, "", code, town, None, month.code, training.state_reason)

    def _towns(self) -> list[int]:
        return [unit.unit_id for unit in self.facts(self.today) if unit.kind is UnitKind.TOWN_COMMITTEE]

    def _talks(self, year: int) -> Iterator[Fulfilment]:
        """The talks of a branch's year as one record: held on the day of the last once no kind of talk is lacking."""
        members = {unit.unit_id: unit.full_members for unit in self.facts(self.as_of(Period(year, 1, 12)))}
        found: dict[int, list[Talk]] = defaultdict(list)
        for talk in self._store.meetings.talks(year, self._unit_id):
            found[talk.unit_id].append(talk)
        for unit_id, talks in found.items():
            first: dict[TalkKind, date] = {}
            for talk in talks:
                first[talk.kind] = min(talk.held_on, first.get(talk.kind, date.max))
            missing = talk_kinds_missing(first, members.get(unit_id))
            yield Fulfilment(
                record=TALK,
                record_id=talks[-1].id,
                unit_id=unit_id,
                group_id=0,
                period=f"{year:04d}",
                held_on=None if missing else max(first.values()),
                missing=missing,
            )

    def _first_inspected(self) -> date:
        """The first day of the month self-inspections are kept from; of this month while there is none."""
        month = self._store.inspections.first_month()
        return min(Period.parse(month).first if month else date.max, self.today.replace(day=1))

    def _since(self) -> date:
        """The first day whose dues are asked for: of the month set, else of that in which the file was made."""
        month = self.settings.records_since
        return Period.parse(month).first if month else self._store.office.created_on().replace(day=1)


def _months(span: Period) -> tuple[str, str]:
    return Period(span.year, span.month, 1).code, span.closing.code


def _month_of(training: Training) -> Period:
    return Period(training.year, training.month, 1)
