"""Reading what 干部队伍 shows: the list of reserve cadres, terms of office, the ladder of attendance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gzparty.domain import reminders as rules
from gzparty.domain.forest import community_of
from gzparty.domain.ladder import Absence, RollLine, parse_ladder, places
from gzparty.domain.people import Person, Post, PostTitle, Term, UnitKind, UnitView
from gzparty.domain.recurrence import months_before
from gzparty.domain.reminders import TermState
from gzparty.domain.reserve import Reserve
from gzparty.domain.sitting import RollState, Sitting
from gzparty.domain.training import Training, TrainingState
from gzparty.i18n import _
from gzparty.labels.people import post_label, post_text
from gzparty.services.cadre_views import (
    LadderLine,
    LadderView,
    PostHolder,
    ReserveLine,
    RollAbsence,
    TermLine,
)
from gzparty.services.credit_book import Account, accounts, targets
from gzparty.settings import Settings

if TYPE_CHECKING:
    from gzparty.services.ports import Store

WITH_COMMITTEE = frozenset(
    {UnitKind.TOWN_COMMITTEE, UnitKind.COMMUNITY, UnitKind.VILLAGE_BRANCH, UnitKind.OFFICE_BRANCH}
)
"""Party organisations that elect; any other unit is shown once a term is noted for it."""
_RANK = {title: place for place, title in enumerate(PostTitle)}


class CadreReader:
    """Reads as of a day."""

    def __init__(self, store: Store, settings: Settings, today: date) -> None:
        self._store = store
        self._settings = settings
        self._today = today
        self._units = {unit.id: unit for unit in store.people.units(today)}

    def reserves(self, reserves: Sequence[Reserve], year: int) -> tuple[ReserveLine, ...]:
        """Entries with the training of a year, by unit in the office's order; who left stands last."""
        people = {reserve.person_id for reserve in reserves}
        mentors = {reserve.mentor_id for reserve in reserves if reserve.mentor_id is not None}
        known = self._store.directory.records(people | mentors)
        credit = accounts(self._store, self._settings, year, people)
        target = targets(self._store, self._settings, year)
        meetings = self._store.reserves.meetings(people, year)
        held = self._held(people)
        nothing = Account()
        lines = []
        for reserve in reserves:
            account = credit.get(reserve.person_id, nothing)
            called, attended = meetings.get(reserve.person_id, (0, 0))
            lines.append(
                ReserveLine(
                    reserve,
                    known[reserve.person_id],
                    self._units[reserve.unit_id],
                    year,
                    reserve.whole_years(self._today),
                    self._posts(held.get(reserve.person_id, ()), reserve.unit_id),
                    _mentor(reserve, known),
                    account.total,
                    target(reserve.person_id),
                    account.expected,
                    account.present,
                    called,
                    attended,
                )
            )
        return tuple(sorted(lines, key=_reserve_place))

    def terms(self) -> tuple[TermLine, ...]:
        """Every unit that elects: what ends first stands first, those without a known term last."""
        latest: dict[int, Term] = {term.unit_id: term for term in self._store.people.terms()}
        holders = self._holders()
        lines = [
            self._term_line(unit, latest.get(unit.id), holders.get(unit.id, ()))
            for unit in self._units.values()
            if not unit.closed and (unit.kind in WITH_COMMITTEE or unit.id in latest)
        ]
        return tuple(sorted(lines, key=_term_place))

    def ladder(self) -> LadderView:
        """Who was absent in the months that count, where each stands, and the trainings behind it."""
        since = months_before(self._today, self._settings.ladder_months) + timedelta(days=1)
        trainings = self._trainings(since)
        taken = {
            sitting.id: (training, sitting)
            for training, sitting in trainings
            if sitting.roll_state is not RollState.OPEN
        }
        steps = parse_ladder(self._settings.ladder)
        found = places(steps, self._roll_lines(taken))
        people = {place.person_id for place in found}
        known, held = self._store.directory.records(people), self._held(people)
        units = self._unit_names(people, held)
        lines = tuple(
            LadderLine(
                place,
                known[place.person_id],
                units[place.person_id],
                _("、").join(_distinct(post_text(post) for post in held.get(place.person_id, ()))),
                tuple(_absence(taken[one.sitting_id][0], one) for one in place.absences),
            )
            for place in found
        )
        without = sum(
            sitting.roll_state is RollState.OPEN and sitting.start.date() < self._today
            for _training, sitting in trainings
        )
        months = self._settings.ladder_months
        return LadderView(self._today, since, months, steps, len(taken), without, lines)

    def _trainings(self, since: date) -> list[tuple[Training, Sitting]]:
        """The sessions since a day whose day is past or today, without those called off or missed."""
        held = [
            training
            for year in range(since.year, self._today.year + 1)
            for training in self._store.trainings.of_year(year)
            if training.state not in (TrainingState.CANCELLED, TrainingState.MISSED)
        ]
        sittings = self._store.sittings.many(training.sitting_id for training in held)
        pairs = [(training, sittings[training.sitting_id]) for training in held]
        return [pair for pair in pairs if since <= pair[1].start.date() <= self._today]

    def _roll_lines(self, taken: Collection[int]) -> Iterator[RollLine]:
        made_up: dict[int, date] = {}
        for makeup in self._store.sittings.makeups():
            made_up[makeup.attendance_id] = min(
                makeup.done_on, made_up.get(makeup.attendance_id, makeup.done_on)
            )
        sittings = self._store.sittings.many(taken)
        for sitting_id, rows in self._store.sittings.rolls(taken).items():
            day = sittings[sitting_id].start.date()
            for row in rows:
                if row.person_id is not None and not row.guest and not row.not_counted:
                    done_on = made_up.get(row.id)
                    yield RollLine(row.person_id, sitting_id, day, row.status, done_on)

    def _term_line(self, unit: UnitView, term: Term | None, holders: Sequence[PostHolder]) -> TermLine:
        community = community_of(unit, self._units)
        if term is None:
            return TermLine(unit, community, None, TermState.UNKNOWN, tuple(holders))
        found = rules.term_ends(
            unit.id, unit.party_name, term.elected_on, term.years, self._today, self._settings.remind_days
        )
        ends_on = rules.term_end(term.elected_on, term.years)
        return TermLine(
            unit,
            community,
            term,
            rules.term_state(found),
            tuple(holders),
            ends_on,
            rules.as_known(ends_on, term.elected_on),
            (ends_on - self._today).days,
            found.finding if found else None,
        )

    def _holders(self) -> Mapping[int, Sequence[PostHolder]]:
        """Who holds which post of each unit, and the posts noted as unfilled; the leading ones first."""
        posts = [post for post in self._store.people.posts() if post.held_on(self._today)]
        known = self._store.directory.records({post.person_id for post in posts})
        found: dict[int, list[PostHolder]] = defaultdict(list)
        for post in sorted(posts, key=lambda post: (_RANK[post.title], post.position, post.id)):
            name = known[post.person_id].name if post.person_id in known else ""
            holder = PostHolder(post.title, post_text(post), post.person_id, name, post.acting, post.since)
            found[post.unit_id].append(holder)
        for vacancy in self._store.people.vacancies():
            if self._today in vacancy.interval:
                words = post_label(vacancy.title)
                found[vacancy.unit_id].append(PostHolder(vacancy.title, words, None, "", False, None))
        return {unit: sorted(held, key=lambda one: _RANK[one.title]) for unit, held in found.items()}

    def _held(self, people: Collection[int]) -> Mapping[int, Sequence[Post]]:
        found: dict[int, list[Post]] = defaultdict(list)
        for post in self._store.directory.posts_of(people):
            if post.held_on(self._today):
                found[post.person_id].append(post)
        return found

    def _posts(self, held: Sequence[Post], home: int) -> str:
        """Posts in words; one held in another unit than `home` is named with it."""
        words = []
        for post in held:
            unit = self._units.get(post.unit_id) if post.unit_id != home else None
            words.append(f"{unit.name}{post_text(post)}" if unit else post_text(post))
        return _("、").join(_distinct(words))

    def _unit_names(self, people: Collection[int], held: Mapping[int, Sequence[Post]]) -> Mapping[int, str]:
        """The units of people by post, else by membership."""
        members: dict[int, list[int]] = defaultdict(list)
        for membership in self._store.directory.memberships_of(people):
            if self._today in membership.interval:
                members[membership.person_id].append(membership.unit_id)
        found = {}
        for person in people:
            units = [post.unit_id for post in held.get(person, ())] or members[person]
            names = (self._units[unit].name for unit in units if unit in self._units)
            found[person] = _("、").join(_distinct(names))
        return found


def _mentor(reserve: Reserve, known: Mapping[int, Person]) -> str:
    """Who guides: as on file today, else as written."""
    person = known.get(reserve.mentor_id) if reserve.mentor_id is not None else None
    return person.name if person else reserve.mentor


def _reserve_place(line: ReserveLine) -> tuple[bool, int, int]:
    return not line.is_active, line.unit.sort_order, line.reserve.id


def _term_place(line: TermLine) -> tuple[date, int]:
    return line.ends_on or date.max, line.unit.sort_order


def _absence(training: Training, absence: Absence) -> RollAbsence:
    return RollAbsence(training.id, training.number, training.topic, absence.day, absence.made_up_on)


def _distinct(words: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(words)
