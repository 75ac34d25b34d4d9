"""What the papers of people are given: the members of branches, one person's year of training, leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gzparty import settings
from gzparty.domain.outside import OutsideTraining
from gzparty.domain.people import Membership, PartyClass, Person, Post, PostTitle, UnitView
from gzparty.domain.sitting import Attendance, LeaveRequest, Makeup, Sitting, Status
from gzparty.domain.training import Training
from gzparty.labels.people import post_text
from gzparty.records import dataclass
from gzparty.services.credit_book import Account, accounts, targets
from gzparty.services.views import CreditLine, RollRow, SessionLine, YearMark

if TYPE_CHECKING:
    from gzparty.services.ports import Store
    from gzparty.services.sessions import Sessions

TOLD = frozenset({Status.LEAVE, Status.OFFICIAL, Status.SUBSTITUTE})
"""Marks that somebody asked for or made known, and had approved."""
_TITLES = tuple(PostTitle)
_LAST = len(_TITLES)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One person of a branch on a day: a member of it, or somebody who holds a post in it."""

    position: int
    unit_id: int
    unit_name: str
    person: Person
    party_class: PartyClass
    group: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session a person was called to, with its mark."""

    training: Training
    sitting: Sitting
    mark: YearMark


@dataclass(frozen=True, slots=True)
class MakeupRecord:
    """One make-up and the session it made up; the session is unknown where it was deleted since."""

    makeup: Makeup
    training: Training | None


@dataclass(frozen=True, slots=True)
class TrainingFile:
    """A person's year of training; credit in half hours."""

    person: Person
    unit_name: str
    post: str
    party_class: PartyClass
    year: int
    target: int
    sessions: tuple[SessionRecord, ...] = ()
    makeups: tuple[MakeupRecord, ...] = ()
    outside: tuple[OutsideTraining, ...] = ()
    from_sessions: int = 0
    from_makeups: int = 0
    from_outside: int = 0

    @property
    def total(self) -> int:
        """Credit of the year."""
        return self.from_sessions + self.from_makeups + self.from_outside


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """Someone who asked for leave of a session, was on duty elsewhere or sent somebody; `request` if made known before."""

    training: Training
    sitting: Sitting
    attendance: Attendance
    request: LeaveRequest | None
    makeup: Makeup | None


def member_lines(store: Store, on: date, units: Collection[int] | None = None) -> tuple[MemberLine, ...]:
    """The people of branches on a day, by branch, then by post, then in the office's order; None means all."""
    views = {unit.id: unit for unit in store.people.units(on) if units is None or unit.id in units}
    pairs = [
        *zip(*store.directory.posted(on, gone=False), strict=True),
        *zip(*store.directory.members(on, gone=False), strict=True),
    ]
    placed = list(dict.fromkeys((unit_id, person_id) for person_id, unit_id in pairs if unit_id in views))
    ids = {person_id for _unit, person_id in placed}
    people = store.directory.records(ids)
    members = {(m.unit_id, m.person_id): m for m in store.directory.memberships_of(ids) if on in m.interval}
    held: dict[tuple[int, int], list[Post]] = {}
    for post in store.directory.posts_of(ids):
        if post.held_on(on):
            held.setdefault((post.unit_id, post.person_id), []).append(post)
    groups = {group.id: group.name for group in store.people.groups()}
    lines = [
        _member_line(views[key[0]], people[key[1]], members.get(key), held.get(key, ()), groups)
        for key in placed
        if _is_there(people[key[1]], on)
    ]
    order = {unit_id: number for number, unit_id in enumerate(views)}
    rank = {key: min(map(_rank, posts)) for key, posts in held.items()}
    lines.sort(
        key=lambda line: (
            order[line.unit_id],
            rank.get((line.unit_id, line.person.id), _LAST),
            line.person.sort_order,
        )
    )
    return tuple(numbered(lines))


def numbered(lines: Iterable[MemberLine]) -> Iterable[MemberLine]:
    """Count the lines of each branch anew."""
    unit, position = 0, 0
    for line in lines:
        position = position + 1 if line.unit_id == unit else 1
        unit = line.unit_id
        yield replace(line, position=position)


def training_file(store: Store, sessions: Sessions, person: Person, year: int, on: date) -> TrainingFile:
    """One person's year: every session called to, make-up and training elsewhere, and what they came to."""
    chosen = settings.from_stored(store.office.load_settings())
    account = accounts(store, chosen, year, {person.id}).get(person.id, Account())
    credits = sessions.credits(year)
    line = next((line for line in credits.lines if line.person_id == person.id), None)
    unit_name, post, party_class = _standing(store, person, on)
    return TrainingFile(
        person,
        unit_name or (line.unit_name if line else ""),
        post or (line.post if line else ""),
        party_class,
        year,
        targets(store, chosen, year)(person.id),
        tuple(_session_records(credits.sessions, line)) if line else (),
        tuple(_makeup_records(store, person.id, year)),
        tuple(_elsewhere(store, person.id, year)),
        account.from_sessions,
        account.from_makeups,
        account.from_outside,
    )


def leave_lines(sessions: Sessions, trainings: Sequence[Training]) -> tuple[LeaveLine, ...]:
    """Who had leave, was on duty elsewhere or sent somebody, session by session, in the order of the roll."""
    lines: list[LeaveLine] = []
    for training in trainings:
        view = sessions.roll(training.sitting_id)
        lines += (
            LeaveLine(training, view.sitting, row.attendance, row.requested, row.makeup)
            for row in view.rows
            if row.attendance.status in TOLD and not row.attendance.guest
        )
    return tuple(lines)


def seated(rows: Iterable[RollRow]) -> tuple[tuple[RollRow, ...], int]:
    """Who will sit in the hall, and how many will not: those with leave or on duty stay away."""
    rows = tuple(rows)
    away = {Status.LEAVE, Status.OFFICIAL}
    there = tuple(row for row in rows if row.attendance.status not in away)
    return there, len(rows) - len(there)


def _member_line(
    unit: UnitView,
    person: Person,
    membership: Membership | None,
    posts: Sequence[Post],
    groups: dict[int, str],
) -> MemberLine:
    group = groups.get(membership.group_id or 0, "") if membership else ""
    party_class = membership.party_class if membership else PartyClass.NONE
    shown = tuple(dict.fromkeys(post_text(post) for post in sorted(posts, key=_rank)))
    return MemberLine(0, unit.id, unit.name, person, party_class, group, shown)


def _rank(post: Post) -> int:
    return _TITLES.index(post.title)


def _is_there(person: Person, on: date) -> bool:
    return person.merged_into is None and (person.ended_on is None or on < person.ended_on)


def _standing(store: Store, person: Person, on: date) -> tuple[str, str, PartyClass]:
    """Where a person stands on a day: the unit with the post, or the branch the person is a member of."""
    views = {unit.id: unit for unit in store.people.units(on)}
    posts = [post for post in store.people.posts(person.id) if post.held_on(on) and post.unit_id in views]
    members = [m for m in store.people.memberships(person.id) if on in m.interval and m.unit_id in views]
    party_class = members[0].party_class if members else PartyClass.NONE
    if posts:
        first = min(posts, key=_rank)
        return views[first.unit_id].name, post_text(first), party_class
    return (views[members[0].unit_id].name if members else ""), "", party_class


def _session_records(sessions: Sequence[SessionLine], line: CreditLine) -> Iterable[SessionRecord]:
    for session, mark in zip(sessions, line.marks, strict=True):
        if mark.status:
            yield SessionRecord(session.training, session.sitting, mark)


def _makeup_records(store: Store, person_id: int, year: int) -> Iterable[MakeupRecord]:
    done = store.sittings.makeups(year)
    rows = store.sittings.lines(makeup.attendance_id for makeup in done)
    for makeup in sorted(done, key=lambda makeup: makeup.done_on):
        row = rows[makeup.attendance_id]
        if row.person_id == person_id:
            yield MakeupRecord(makeup, store.trainings.of_sitting(row.sitting_id))


def _elsewhere(store: Store, person_id: int, year: int) -> Iterable[OutsideTraining]:
    """Each training elsewhere that counts in the year, once though two merged records may both have it."""
    found = {(t.title, t.began_on): t for t in store.outside.of_person(person_id) if t.last_day.year == year}
    return sorted(found.values(), key=lambda training: training.began_on)
