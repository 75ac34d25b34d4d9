"""A year of credit, person by person: sittings, make-ups and training outside, each counted once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Protocol

from gzparty import settings
from gzparty.domain import roll
from gzparty.domain.credit import CreditRule, CreditRules, attendance_credit, sitting_credit
from gzparty.domain.people import COMMITTEE_TITLES, PartyClass, PostTitle
from gzparty.domain.sitting import Attendance, RollMark, RollState, Sitting, Status
from gzparty.domain.training import Course, Training, TrainingState
from gzparty.records import dataclass
from gzparty.services.views import CreditLine, CreditYear, SessionLine, SessionStage, YearMark, YearPlan

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class Marked(Protocol):
    """What credit asks of one line of a roll."""

    @property
    def status(self) -> Status: ...
    @property
    def credit(self) -> int | None: ...
    @property
    def left_at(self) -> time | None: ...
    @property
    def guest(self) -> bool: ...


def credit_rules(chosen: settings.Settings) -> CreditRules:
    """The credit rules the office has set."""
    return CreditRules(
        default=CreditRule(chosen.credit_half_day, chosen.credit_day_limit, chosen.credit_half_day_minutes)
    )


def minutes_of(sitting: Sitting) -> int:
    """Length of a sitting in minutes."""
    return int((sitting.end - sitting.start).total_seconds()) // 60


def row_credit(row: Marked, sitting: Sitting, full: int) -> int | None:
    """Credit of one line in half hours; None while its mark is undecided."""
    if row.status in roll.UNDECIDED:
        return None
    stayed = None
    if row.left_at is not None:
        left = datetime.combine(sitting.start.date(), row.left_at)
        stayed = int((left - sitting.start).total_seconds()) // 60
    return attendance_credit(row, full, minutes_of(sitting), stayed)


@dataclass
class Account:
    """One person's year while it is being added up; credit in half hours."""

    from_sessions: int = 0
    from_makeups: int = 0
    from_outside: int = 0
    called_to: set[int] = field(default_factory=set)
    present_at: set[int] = field(default_factory=set)
    earned_at: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Credit of the year."""
        return self.from_sessions + self.from_makeups + self.from_outside

    @property
    def expected(self) -> int:
        """How many sittings the person was called to and marked at."""
        return len(self.called_to)

    @property
    def present(self) -> int:
        """How many of those the person came to."""
        return len(self.present_at)

    def enter(self, sitting_id: int, mark: Marked, earned: int) -> bool:
        """Enter one line of a roll; whether it is the one that counts.

        A merged person may stand twice on one roll: the better of the two counts, once. Who has no mark yet on
        a roll under way is not expected yet.
        """
        if not mark.guest and mark.status is not Status.UNMARKED:
            self.called_to.add(sitting_id)
            if mark.status in roll.ATTENDED:
                self.present_at.add(sitting_id)
        before = self.earned_at.get(sitting_id)
        if before is not None and earned <= before:
            return False
        self.earned_at[sitting_id] = earned
        self.from_sessions += earned - (before or 0)
        return True


def targets(store: Store, chosen: settings.Settings, year: int) -> TargetOf:
    """What each person shall reach in a year: committee members and secretaries more than members."""
    titles = {*COMMITTEE_TITLES, PostTitle.COMMUNITY_SECRETARY}
    holders = store.directory.title_holders(titles, date(year, 12, 31))
    return TargetOf(holders, chosen.credit_target_secretary, chosen.credit_target_member)


@dataclass(frozen=True, slots=True)
class TargetOf:
    """The year's target of a person in half hours."""

    committee: frozenset[int]
    high: int
    low: int

    def __call__(self, person_id: int) -> int:
        return self.high if person_id in self.committee else self.low


def counted_makeups(store: Store, year: int) -> Iterable[tuple[int, int]]:
    """Person and credit of the make-ups done in a year, whatever year the missed session was in.

    Of several for one sitting of one person, as two merged records may have, the best counts, the earliest of
    equal ones; none where the person was there after all.
    """
    best: dict[tuple[int, int], tuple[int, date]] = {}
    for made, was_there in store.directory.made_up(year):
        if made.status not in roll.OWES_MAKEUP or was_there:
            continue
        known = best.get((made.person_id, made.sitting_id))
        if known is None or (made.credit, known[1]) > (known[0], made.done_on):
            best[made.person_id, made.sitting_id] = (made.credit, made.done_on)
    for (person_id, _sitting), (credit, done_on) in best.items():
        if done_on.year == year:
            yield person_id, credit


def held_sittings(store: Store, year: int) -> list[tuple[Training, Sitting]]:
    """The sessions of a year whose roll is taken or being taken, in their order."""
    trainings = [
        training
        for training in store.trainings.of_year(year)
        if training.state not in (TrainingState.CANCELLED, TrainingState.MISSED)
    ]
    sittings = store.sittings.many(training.sitting_id for training in trainings)
    held = [
        (training, sittings[training.sitting_id])
        for training in trainings
        if sittings[training.sitting_id].roll_state is not RollState.OPEN
    ]
    return sorted(held, key=lambda pair: (pair[1].start, pair[0].number))


def accounts(
    store: Store, chosen: settings.Settings, year: int, people: Collection[int] | None = None
) -> dict[int, Account]:
    """The year of some people, or of all who have anything in it, from marks alone: fit for a county."""
    held = held_sittings(store, year)
    courses: dict[int, list[Course]] = {training.id: [] for training, _sitting in held}
    for course in store.trainings.courses(courses):
        courses[course.training_id].append(course)
    rules, sittings, full = credit_rules(chosen), {}, {}
    for training, sitting in held:
        sittings[sitting.id] = sitting
        full[sitting.id] = sitting_credit(courses[training.id], minutes_of(sitting), rules)

    @cache
    def earned(mark: RollMark) -> int:
        return row_credit(mark, sittings[mark.sitting_id], full[mark.sitting_id]) or 0

    found: dict[int, Account] = {}
    for person_id, mark in store.directory.roll_marks(sittings, people):
        found.setdefault(person_id, Account()).enter(mark.sitting_id, mark, earned(mark))
    _enter_others(store, year, found, people)
    return found


def _enter_others(
    store: Store, year: int, found: dict[int, Account], people: Collection[int] | None = None
) -> None:
    """Enter make-ups and training outside."""
    for person_id, credit in counted_makeups(store, year):
        if people is None or person_id in people:
            found.setdefault(person_id, Account()).from_makeups += credit
    outside: dict[tuple[int, str, date], int] = {}
    for training in store.outside.of_year(year):
        # Two merged records may both have it: the same training counts once.
        key = (training.person_id, training.title, training.began_on)
        outside[key] = max(training.credit, outside.get(key, 0))
    for (person_id, _title, _began), credit in outside.items():
        if people is None or person_id in people:
            found.setdefault(person_id, Account()).from_outside += credit


class CreditBook:
    """Adds up a year for the papers, with each person's facts as the last roll has them."""

    def __init__(self, store: Store, plan: YearPlan, chosen: settings.Settings) -> None:
        self._store = store
        self._plan = plan
        self._settings = chosen
        self._accounts: dict[int, Account] = {}
        self._rows: dict[int, Attendance] = {}
        self._marks: dict[int, dict[str, YearMark]] = {}
        self._lines = tuple(
            line for line in plan.lines if line.stage in (SessionStage.DONE, SessionStage.TAKING)
        )

    def close(self) -> CreditYear:
        """Every account as a line, in roster order."""
        rolls = self._store.sittings.rolls(line.sitting.id for line in self._lines)
        made_up = {makeup.attendance_id for makeup in self._store.sittings.makeups()}
        for line in self._lines:
            for row in rolls.get(line.sitting.id, ()):
                if row.person_id is not None and not row.not_counted:
                    self._enter(line, row, row.id in made_up)
        self._enter_makeups()
        numbers = [line.training.number for line in self._lines]
        target = targets(self._store, self._settings, self._plan.year)
        lines = tuple(
            self._line(position, person_id, numbers, target(person_id))
            for position, person_id in enumerate(self._rows, 1)
        )
        return CreditYear(self._plan.year, self._lines, lines)

    def _enter(self, line: SessionLine, row: Attendance, made_up: bool) -> None:
        assert row.person_id is not None
        account = self._accounts.setdefault(row.person_id, Account())
        earned = row_credit(row, line.sitting, line.credit) or 0
        self._rows[row.person_id] = row
        if account.enter(line.sitting.id, row, earned):
            mark = YearMark(line.training.number, row.status.value, earned, made_up)
            self._marks.setdefault(row.person_id, {})[mark.number] = mark

    def _enter_makeups(self) -> None:
        """Those who only made something up this year have a line too; training outside adds to a line there is."""
        _enter_others(self._store, self._plan.year, self._accounts)
        missing = {person for person, account in self._accounts.items() if account.from_makeups}
        missing -= self._rows.keys()
        if missing:
            self._rows.update(_last_rows(self._store, missing))

    def _line(self, position: int, person_id: int, numbers: Sequence[str], target: int) -> CreditLine:
        row, account = self._rows[person_id], self._accounts[person_id]
        marks: Mapping[str, YearMark] = self._marks.get(person_id, {})
        return CreditLine(
            position=position,
            person_id=person_id,
            name=row.name,
            unit_name=row.unit_name,
            post=row.post,
            party_class=row.party_class or PartyClass.NONE,
            target=target,
            from_sessions=account.from_sessions,
            from_makeups=account.from_makeups,
            from_outside=account.from_outside,
            present=account.present,
            expected=account.expected,
            marks=tuple(marks.get(number, YearMark(number, "", 0)) for number in numbers),
        )


def _last_rows(store: Store, people: Iterable[int]) -> dict[int, Attendance]:
    """The newest line of some people on the roll of a session, for their name and unit."""
    found: dict[int, Attendance] = {}
    for person in sorted(people):
        rows = [
            row for sitting, row in store.sittings.of_person(person) if store.trainings.of_sitting(sitting.id)
        ]
        if rows:
            found[person] = rows[-1]
    return found
