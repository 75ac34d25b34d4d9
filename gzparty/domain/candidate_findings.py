"""What speaks against a candidate as records stand: absences, problems, circulars, an earlier choice, probation, leaving.

What is looked for follows the practice of township selections (当月受通报批评、问责的取消资格; 镇纪委把关); the figures
are settings of the office. Nothing here is a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gzparty.domain.chinese_people import compared_names
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.eligibility import Finding, FindingKind, Row
from gzparty.domain.inspection import Tour
from gzparty.domain.names import normalize_name
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Person
from gzparty.domain.period import Period
from gzparty.domain.problem import Problem, ProblemState
from gzparty.domain.selection import Mention, Nomination, Selection
from gzparty.domain.selection_rules import same_candidate
from gzparty.records import dataclass


class Limits(NamedTuple):
    """The office's figures: months looked back on, from how many absences, months until somebody is chosen again."""

    months: int
    absences: int
    again_months: int


class Missed(NamedTuple):
    """An unexcused absence that was not made up, on a roll by names that is closed."""

    person_id: int
    day: date
    row: Row


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who is looked at, as the roster has them; a unit where units are chosen.

    `secretary_of` are units whose problems are the candidate's too, `places` those the candidate belongs to, with the
    ones above them: a name in the ledger of any other unit may be a namesake's. `probationary` with the day that ends, None where
    the roster does not tell; `closed` says that the unit is no more.
    """

    nomination: Nomination
    of_units: bool = False
    person: Person | None = None
    secretary_of: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    probationary: bool = False
    probation_ends: PartialDate | None = None
    closed: bool = False

    def concerned_by(self, problem: Problem) -> bool:
        """Whether a problem is the unit's, or of somebody who answers for it, leads it, or is secretary where it is."""
        if self.of_units:
            return problem.unit_id == self.nomination.unit_id
        if problem.unit_id in self.secretary_of:
            return True
        roles = (
            (problem.responsible_id, problem.responsible),
            (problem.leader_id, problem.leader),
        )
        return any(self._is_meant(person_id, text, problem.unit_id) for person_id, text in roles)

    def may_be_concerned_by(self, problem: Problem) -> bool:
        """Whether a problem of a unit the candidate does not belong to is led or answered for by somebody of that name.

        The ledger knows names; of staff who stand on no roster a name that only one person on it has says nothing.
        """
        if self.of_units or self.concerned_by(problem):
            return False
        person_id = self.nomination.person_id
        return person_id is not None and person_id in (problem.responsible_id, problem.leader_id)

    def named_by(self, mention: Mention) -> bool:
        """Whether a circular from elsewhere names the candidate, or a unit the candidate stands for."""
        if self.of_units:
            return mention.unit_id == self.nomination.unit_id
        if mention.person_id is not None:
            return mention.person_id == self.nomination.person_id
        return mention.unit_id in self.secretary_of

    def _is_meant(self, person_id: int | None, text: str, unit_id: int) -> bool:
        """By id where the candidate belongs; where a cell names nobody for certain, by name within the own unit."""
        if person_id is not None:
            return person_id == self.nomination.person_id and unit_id in self.places
        own = unit_id == self.nomination.unit_id
        return own and normalize_name(self.nomination.name) in compared_names(text)


@dataclass(frozen=True, slots=True)
class EligibilityFacts:
    """Everything candidates of one month are looked at by; rows may concern any of them.

    `reopened` are the days on which problems were opened again within the months looked back on. `circulars` maps an
    inspection to the numbered circular of the month that told of it. `chosen` are earlier winners with their selections.
    """

    today: date
    period: Period
    limits: Limits
    missed: Sequence[Missed] = ()
    problems: Sequence[Problem] = ()
    reopened: Mapping[int, Sequence[date]] | None = None
    circulars: Mapping[int, Tour] | None = None
    mentions: Sequence[Mention] = ()
    chosen: Sequence[tuple[Nomination, Selection]] = ()


def looked_back(period: Period, months: int) -> Period:
    """So many months up to and with the selection's own."""
    first = period.step(1 - months)
    return Period(first.year, first.month, months)


def findings(candidate: Candidate, facts: EligibilityFacts) -> tuple[Finding, ...]:
    """What speaks against one candidate as records stand, in the order of the kinds."""
    return (
        *_absent(candidate, facts),
        *_overdue(candidate, facts),
        *_reopened(candidate, facts),
        *_circulars(candidate, facts),
        *_mentions(candidate, facts),
        *_chosen(candidate, facts),
        *_probationary(candidate),
        *_left(candidate, facts),
        *_namesakes(candidate, facts),
    )


def _absent(candidate: Candidate, facts: EligibilityFacts) -> Iterator[Finding]:
    """Absences are a person's; a unit has none."""
    person_id = candidate.nomination.person_id
    if candidate.of_units or person_id is None:
        return
    span = looked_back(facts.period, facts.limits.months)
    rows = [missed.row for missed in facts.missed if missed.person_id == person_id and missed.day in span]
    if rows and len(rows) >= facts.limits.absences:
        told = {"months": facts.limits.months, "n": len(rows)}
        yield _finding(FindingKind.ABSENT, "eligible_absent", told, rows)


def _overdue(candidate: Candidate, facts: EligibilityFacts) -> Iterator[Finding]:
    rows = [
        _problem_row(problem)
        for problem in facts.problems
        if problem.is_open
        and problem.deadline is not None
        and problem.deadline < facts.today
        and candidate.concerned_by(problem)
    ]
    if rows:
        yield _finding(FindingKind.OVERDUE, "eligible_overdue", {"n": len(rows)}, rows)


def _reopened(candidate: Candidate, facts: EligibilityFacts) -> Iterator[Finding]:
    span, days = looked_back(facts.period, facts.limits.months), facts.reopened or {}
    rows = [
        _problem_row(problem)
        for problem in facts.problems
        if problem.state is not ProblemState.WITHDRAWN
        and any(day in span for day in days.get(problem.id, ()))
        and candidate.concerned_by(problem)
    ]
    if rows:
        told = {"months": facts.limits.months, "n": len(rows)}
        yield _finding(FindingKind.REOPENED, "eligible_reopened", told, rows)


def _circulars(candidate: Candidate, facts: EligibilityFacts) -> Iterator[Finding]:
    """Numbered circulars of joint inspections of the month that told of a problem of the candidate."""
    told: dict[int, list[Problem]] = {}
    for problem in facts.problems:
        tour = (facts.circulars or {}).get(problem.inspection_id or 0)
        if tour is None or problem.state is ProblemState.WITHDRAWN or not candidate.concerned_by(problem):
            continue
        told.setdefault(tour.id, []).append(problem)
    for tour in {tour.id: tour for tour in (facts.circulars or {}).values()}.values():
        if problems := told.get(tour.id):
            rows = [Row("tour", tour.id, tour.number), *map(_problem_row, problems)]
            said = {"issue": tour.issue, "n": len(problems)}
            yield _finding(FindingKind.CIRCULAR, "eligible_circular", said, rows)


def _mentions(candidate: Candidate, facts: EligibilityFacts) -> Iterator[Finding]:
    for mention in facts.mentions:
        if mention.named_on in facts.period and candidate.named_by(mention):
            said = {"day": mention.named_on, "title": mention.title}
            yield _finding(FindingKind.CIRCULAR, "eligible_mention", said, [Row("mention", mention.id)])


def _chosen(candidate: Candidate, facts: EligibilityFacts) -> Iterator[Finding]:
    """Chosen fewer months ago than must lie between; the latest is named, each stands behind it."""
    own = candidate.nomination.selection_id
    first = facts.period.step(1 - facts.limits.again_months)
    found = [
        selection
        for winner, selection in facts.chosen
        if selection.id != own
        and first.code <= selection.period <= facts.period.code
        and same_candidate(winner, candidate.nomination)
    ]
    if found:
        last = max(found, key=lambda selection: (selection.period, selection.id))
        period = Period.parse(last.period)
        told = {"year": period.year, "month": period.month, "months": facts.limits.again_months}
        rows = [Row("selection", one.id, one.number) for one in found]
        yield _finding(FindingKind.CHOSEN, "eligible_chosen", told, rows)


def _probationary(candidate: Candidate) -> Iterator[Finding]:
    if candidate.person is None or not candidate.probationary:
        return
    day = candidate.probation_ends
    code = "eligible_probationary" if day else "eligible_probationary_unknown"
    row = Row("person", candidate.person.id)
    yield _finding(FindingKind.PROBATIONARY, code, {"day": str(day or "")}, [row], Level.NOTE)


def _left(candidate: Candidate, facts: EligibilityFacts) -> Iterator[Finding]:
    if candidate.of_units:
        if candidate.closed:
            row = Row("unit", candidate.nomination.unit_id or 0)
            yield _finding(FindingKind.LEFT, "eligible_closed", {}, [row])
        return
    person = candidate.person
    if person is not None and person.ended_on is not None and person.ended_on <= facts.today:
        row = Row("person", person.id)
        yield _finding(FindingKind.LEFT, "eligible_left", {"day": person.ended_on}, [row])


def _namesakes(candidate: Candidate, facts: EligibilityFacts) -> Iterator[Finding]:
    """A note for people to look into: it weighs nothing by itself."""
    rows = [
        _problem_row(problem)
        for problem in facts.problems
        if candidate.may_be_concerned_by(problem) and _stands_out(problem, facts)
    ]
    if rows:
        yield _finding(FindingKind.NAMESAKE, "eligible_namesake", {"n": len(rows)}, rows, Level.NOTE)


def _stands_out(problem: Problem, facts: EligibilityFacts) -> bool:
    """Whether a problem would be found if it were the candidate's: overdue, opened again, or told of in a circular."""
    if problem.state is ProblemState.WITHDRAWN:
        return False
    if problem.is_open and problem.deadline is not None and problem.deadline < facts.today:
        return True
    span = looked_back(facts.period, facts.limits.months)
    again = any(day in span for day in (facts.reopened or {}).get(problem.id, ()))
    return again or (problem.inspection_id or 0) in (facts.circulars or {})


def _problem_row(problem: Problem) -> Row:
    return Row("problem", problem.id, problem.printed_number)


def _finding(
    kind: FindingKind,
    code: str,
    told: Mapping[str, object],
    rows: Sequence[Row],
    level: Level = Level.WARNING,
) -> Finding:
    return Finding(kind, Diagnostic(level, code, told), tuple(rows))
