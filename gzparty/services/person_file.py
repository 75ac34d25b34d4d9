"""Everything of one person in one year: credit by source, the strip of months, meetings, posts, memberships, history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import reminders as rules
from gzparty.domain import roll
from gzparty.domain.credit import sitting_credit
from gzparty.domain.meeting import Depth
from gzparty.domain.people import PartyClass, Person, Term
from gzparty.domain.sitting import Attendance, RollState, Sitting
from gzparty.domain.training import Course, Training
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.people import post_text
from gzparty.services.context import Context
from gzparty.services.credit_book import accounts, credit_rules, minutes_of, row_credit
from gzparty.services.honours import Honours
from gzparty.services.people_views import (
    CreditSource,
    HonourLine,
    MembershipLine,
    MonthMark,
    PersonFile,
    PersonMeeting,
    PostLine,
    Reminder,
)
from gzparty.services.person_history import history
from gzparty.services.person_lines import LineWriter
from gzparty.services.sessions import stage_of

if TYPE_CHECKING:
    from gzparty.services.people_reading import PeopleViews
    from gzparty.services.ports import Store

MONTHS = range(1, 13)


class FileReader:
    """Reads the file of a person."""

    def __init__(self, store: Store, context: Context, views: PeopleViews) -> None:
        self._store = store
        self._context = context
        self._today = context.today()
        self._settings = views.settings()
        self._views = views
        self._units = {unit.id: unit for unit in store.people.units(self._today)}

    def read(self, person_id: int, year: int) -> PersonFile:
        """Everything of one person in one year."""
        person = self._store.people.person(person_id)
        names = [
            other.id
            for other in self._store.people.people_named(person.normalized)
            if other.id != person_id and person.merged_into is None
        ]
        credit = accounts(self._store, self._settings, year, {person_id, *names})
        writer = LineWriter(self._store, self._units, self._today)
        lines = writer.lines([person_id, *names], credit, self._views.target(year))
        account = credit.get(person_id)
        sources = (
            CreditSource("town", account.from_sessions if account else 0),
            CreditSource("makeup", account.from_makeups if account else 0),
            CreditSource("outside", account.from_outside if account else 0),
        )
        return PersonFile(
            person=person,
            line=lines[person_id],
            year=year,
            sources=sources,
            strip=tuple(self._strip(person_id, year)),
            meetings=self._meetings(person_id, year),
            posts=tuple(self._posts(person_id)),
            memberships=tuple(self._memberships(person_id)),
            history=history(self._store, person_id),
            reminders=tuple(self._reminders(person)),
            namesakes=tuple(lines[other] for other in names),
            honours=tuple(self._honours(person_id)),
        )

    def _rows(self, person_id: int, year: int) -> dict[int, tuple[Attendance, bool]]:
        """Of each sitting of a year the line that counts, and whether it was made up."""
        made_up = {makeup.attendance_id for makeup in self._store.sittings.makeups()}
        found: dict[int, tuple[Attendance, bool]] = {}
        for sitting, row in self._store.sittings.of_person(person_id):
            known = found.get(sitting.id)
            better = known is None or known[0].status not in roll.ATTENDED
            if sitting.start.year == year and better and not row.not_counted:
                found[sitting.id] = (row, row.id in made_up or bool(known and known[1]))
        return found

    def _strip(self, person_id: int, year: int) -> Iterator[MonthMark]:
        trainings = self._store.trainings.of_year(year)
        sittings = self._store.sittings.many(training.sitting_id for training in trainings)
        courses = self._courses(trainings)
        rows = self._rows(person_id, year)
        for month in MONTHS:
            held = [training for training in trainings if training.month == month]
            if not held:
                yield MonthMark("", month, "", "")
            for training in held:
                sitting = sittings[training.sitting_id]
                stage = stage_of(training, sitting, bool(courses[training.id]), self._today)
                row, made_up = rows.get(sitting.id, (None, False))
                status = row.status.value if row is not None else ""
                yield MonthMark(training.number, month, status, stage.value, made_up)

    def _meetings(self, person_id: int, year: int) -> tuple[PersonMeeting, ...]:
        rows = self._rows(person_id, year)
        sittings = self._store.sittings.many(rows)
        by_sitting = {
            training.sitting_id: training
            for sitting_id in rows
            if (training := self._store.trainings.of_sitting(sitting_id)) is not None
        }
        courses = self._courses(list(by_sitting.values()))
        found = []
        for sitting_id, (row, made_up) in rows.items():
            training = by_sitting.get(sitting_id)
            if training is not None:
                found.append(self._session(sittings[sitting_id], training, row, made_up, courses))
            else:
                found += self._life(sittings[sitting_id], row)
        found += [
            PersonMeeting(outside.began_on, outside.title, "present", outside.credit, outside=True)
            for outside in self._store.outside.of_person(person_id)
            if outside.last_day.year == year
        ]
        return tuple(sorted(found, key=lambda meeting: meeting.day, reverse=True))

    def _session(
        self,
        sitting: Sitting,
        training: Training,
        row: Attendance,
        made_up: bool,
        courses: dict[int, list[Course]],
    ) -> PersonMeeting:
        full = sitting_credit(courses[training.id], minutes_of(sitting), credit_rules(self._settings))
        title = training.topic or _("第 {n} 期村党组织书记培训班").format(n=training.ordinal)
        credit = row_credit(row, sitting, full) if sitting.roll_state is not RollState.OPEN else None
        day, number = sitting.start.date(), training.number
        return PersonMeeting(day, title, row.status.value, credit, made_up, training=number)

    def _life(self, sitting: Sitting, row: Attendance) -> Iterator[PersonMeeting]:
        """A meeting of the branch's own life; it earns no 学时, and only one by names has a roll that counts."""
        named = [m for m in self._store.meetings.of_sitting(sitting.id) if m.depth is Depth.NAMES]
        if not named:
            return
        title = _("、").join(dict.fromkeys(meeting_kind_label(meeting.kind) for meeting in named))
        topic = next((meeting.topic for meeting in named if meeting.topic), "")
        if topic:
            title = _("{kinds}：{topic}").format(kinds=title, topic=topic)
        yield PersonMeeting(sitting.start.date(), title, row.status.value, None, meeting=named[0].number)

    def _courses(self, trainings: Sequence[Training]) -> dict[int, list[Course]]:
        found: dict[int, list[Course]] = {training.id: [] for training in trainings}
        for course in self._store.trainings.courses(found):
            found[course.training_id].append(course)
        return found

    def _posts(self, person_id: int) -> Iterator[PostLine]:
        latest: dict[int, Term] = {term.unit_id: term for term in self._store.people.terms()}
        posts = self._store.people.posts(person_id)
        for post in sorted(posts, key=lambda post: (post.until is not None, post.position, post.id)):
            term = latest.get(post.unit_id)
            yield PostLine(
                post.id,
                post.unit_id,
                self._unit_name(post.unit_id),
                post.title,
                post_text(post),
                post.acting,
                str(post.since or ""),
                post.until,
                rules.term_end(term.elected_on, term.years) if term and post.held_on(self._today) else None,
            )

    def _memberships(self, person_id: int) -> Iterator[MembershipLine]:
        groups = {group.id: group.name for group in self._store.people.groups()}
        found = self._store.people.memberships(person_id)
        for held in sorted(found, key=lambda held: held.interval.valid_from or date.min, reverse=True):
            yield MembershipLine(
                held.id,
                held.unit_id,
                self._unit_name(held.unit_id),
                groups.get(held.group_id or 0, ""),
                held.party_class,
                held.interval.valid_from,
                held.interval.valid_to,
            )

    def _honours(self, person_id: int) -> Iterator[HonourLine]:
        for one in Honours(self._store, self._context).of_person(person_id):
            yield HonourLine(one.selection.id, one.selection.period, one.selection.title, one.announced_on)

    def _reminders(self, person: Person) -> Iterator[Reminder]:
        within = self._settings.remind_days
        for membership in self._store.people.memberships(person.id):
            if self._today not in membership.interval:
                continue
            found = None
            if membership.party_class is PartyClass.PROBATIONARY:
                found = rules.probation_of(person, membership, self._today, within)
            elif person.joined is not None:
                found = rules.fifty_years(person.id, person.name, person.joined, self._today, within)
            if found is not None:
                yield found

    def _unit_name(self, unit_id: int) -> str:
        unit = self._units.get(unit_id)
        return unit.name if unit else ""
