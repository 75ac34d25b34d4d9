"""What the records say of candidates, read for all of them at once: the number of queries does not grow with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gzparty.domain.candidate_findings import (
    Candidate,
    EligibilityFacts,
    Limits,
    Missed,
    findings,
    looked_back,
)
from gzparty.domain.eligibility import Finding, Row
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Membership, PartyClass, Person, Post, PostTitle
from gzparty.domain.period import Period
from gzparty.domain.reminders import probation_began, probation_day
from gzparty.domain.selection import Nomination, Selection, Subject
from gzparty.domain.selection_rules import same_candidate
from gzparty.records import dataclass
from gzparty.services.context import Service
from gzparty.services.selection_views import Before

if TYPE_CHECKING:
    from gzparty.domain.inspection import Tour
    from gzparty.domain.people import UnitView

EVER = "1000-01"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of some nominations, by their id, and when each candidate was chosen before, the latest first."""

    findings: Mapping[int, tuple[Finding, ...]]
    before: Mapping[int, tuple[Before, ...]]


class EligibilityReader(Service):
    """Reads the facts of eligibility; never writes. Whoever calls holds the snapshot."""

    def look(self, selection: Selection, nominations: Sequence[Nomination]) -> Looked:
        """What is found of some nominations of one selection as records stand now."""
        candidates = self._candidates(selection, nominations)
        facts = self._facts(Period.parse(selection.period), candidates)
        return Looked(
            {one.nomination.id: findings(one, facts) for one in candidates},
            {one.id: _before(one, selection, facts.chosen) for one in nominations},
        )

    def limits(self) -> Limits:
        """The office's figures."""
        chosen = self._settings()
        return Limits(chosen.eligible_months, chosen.eligible_absences, chosen.again_months)

    def _facts(self, period: Period, candidates: Sequence[Candidate]) -> EligibilityFacts:
        limits, store = self.limits(), self._store
        span = looked_back(period, limits.months)
        people = {one.person.id for one in candidates if one.person is not None}
        units = {one.nomination.unit_id for one in candidates} | {
            unit_id for one in candidates for unit_id in one.secretary_of
        }
        known = [unit_id for unit_id in units if unit_id is not None]
        problems = store.problems.concerning(people, known)
        selections = {one.id: one for one in store.selections.between(EVER, period.code)}
        return EligibilityFacts(
            today=self._context.today(),
            period=period,
            limits=limits,
            missed=self._missed(people, span),
            problems=problems,
            reopened=store.problems.reopened([problem.id for problem in problems], span.first, span.last),
            circulars=self._circulars(period),
            mentions=store.selections.mentions(
                period.first.isoformat(), period.last.isoformat(), people, known
            )
            if people or known
            else (),
            chosen=[
                (one, selections[one.selection_id]) for one in store.selections.chosen(EVER, period.code)
            ],
        )

    def _missed(self, people: set[int], span: Period) -> list[Missed]:
        found = self._store.sittings.missed(people, span.first, span.last)
        return [Missed(one.person_id, one.day, Row(one.record, one.record_id, one.number)) for one in found]

    def _circulars(self, period: Period) -> Mapping[int, Tour]:
        """The inspections of each joint inspection of the month whose circular has a number."""
        tours = [
            tour
            for tour in self._store.inspections.tours(period.year)
            if tour.issue is not None and tour.held_on in period
        ]
        return {
            inspection.id: tour for tour in tours for inspection in self._store.inspections.of_tour(tour.id)
        }

    def _candidates(self, selection: Selection, nominations: Sequence[Nomination]) -> list[Candidate]:
        today, units = self._context.today(), self._units_by_id()
        of_units = selection.subject is Subject.UNIT
        ids = {one.person_id for one in nominations if one.person_id is not None}
        people = self._store.directory.records(ids)
        posts: dict[int, list[Post]] = defaultdict(list)
        for post in self._store.directory.posts_of(ids):
            posts[post.person_id].append(post)
        members = {
            held.person_id: held
            for held in self._store.directory.memberships_of(ids)
            if today in held.interval
        }

        def candidate(nomination: Nomination) -> Candidate:
            person = people.get(nomination.person_id or 0)
            held = members.get(person.id) if person else None
            unit = units.get(nomination.unit_id or 0)
            # Whoever was nominated as secretary answers for the unit, also where the post ended since.
            days = (today, nomination.nominated_on or today)
            held_posts = posts[person.id] if person else []
            return Candidate(
                nomination=nomination,
                of_units=of_units,
                person=person,
                secretary_of=frozenset(
                    post.unit_id
                    for post in held_posts
                    if post.title is PostTitle.SECRETARY and any(post.held_on(day) for day in days)
                ),
                places=_upwards(
                    [post.unit_id for post in held_posts if post.held_on(today)]
                    + ([held.unit_id] if held else []),
                    units,
                ),
                probationary=held is not None and held.party_class is PartyClass.PROBATIONARY,
                probation_ends=_probation_ends(person, held),
                closed=unit is not None and unit.closed,
            )

        return [candidate(nomination) for nomination in nominations]


def _upwards(unit_ids: Sequence[int], units: Mapping[int, UnitView]) -> frozenset[int]:
    """Some units with all that stand above them in either tree."""
    found: set[int] = set()
    waiting = list(unit_ids)
    while waiting:
        unit = units.get(waiting.pop())
        if unit is not None and unit.id not in found:
            found.add(unit.id)
            waiting += [parent for parent in (unit.party_parent, unit.work_parent) if parent is not None]
    return frozenset(found)


def _probation_ends(person: Person | None, held: Membership | None) -> PartialDate | None:
    """转正日, with no more of it than the roster knows."""
    if person is None or held is None:
        return None
    began = probation_began(person, held)
    return probation_day(began) if began else None


def _before(
    nomination: Nomination, own: Selection, chosen: Sequence[tuple[Nomination, Selection]]
) -> tuple[Before, ...]:
    found = [
        Before(selection.id, selection.period, selection.title)
        for winner, selection in chosen
        if selection.id != own.id and same_candidate(winner, nomination)
    ]
    return tuple(reversed(found))
