"""民主评议党员: ballots and grades in arithmetic; no grade is ever worked out from ballots (不能简单以票取人)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.meeting import AppraisalGrade, AppraisalLine, BallotCount
from gzparty.domain.names import normalize_name
from gzparty.domain.people import PartyClass

GRADES = (AppraisalGrade.EXCELLENT, AppraisalGrade.COMPETENT, AppraisalGrade.BASIC, AppraisalGrade.POOR)
"""The four grades in the order of the ballot (支部工作条例 第18条)."""


def excellent_cap(members: int) -> int:
    """How many may be 优秀: normally no more than a third of the branch's members (中组部 yearly notices)."""
    return members // 3


def marks(line: AppraisalLine) -> int:
    """How many ballots marked this member; what was not counted yet is none."""
    return sum(count or 0 for count in (line.excellent, line.competent, line.basic, line.poor))


def takes_grade(line: AppraisalLine) -> bool:
    """Whether a grade may be given: probationary members take part and get none (支部工作条例 第18条)."""
    return line.party_class is not PartyClass.PROBATIONARY


def problems(
    lines: Sequence[AppraisalLine], ballots: BallotCount | None, members: int
) -> tuple[Diagnostic, ...]:
    """What cannot be true (errors) and the third of 优秀 that is only hinted at (a warning, never a block)."""
    return (*_counted(ballots), *_lines(lines, ballots), *_share(lines, members))


def _counted(ballots: BallotCount | None) -> Iterable[Diagnostic]:
    if ballots is None:
        return
    facts: dict[str, object] = {
        "sent": ballots.sent,
        "returned": ballots.returned,
        "valid": ballots.valid,
    }
    if ballots.returned > ballots.sent:
        yield Diagnostic(Level.ERROR, "ballots_returned_over_sent", facts)
    elif ballots.valid > ballots.returned:
        yield Diagnostic(Level.ERROR, "ballots_valid_over_returned", facts)


def _lines(lines: Sequence[AppraisalLine], ballots: BallotCount | None) -> Iterable[Diagnostic]:
    seen: set[object] = set()
    for line in lines:
        who = line.person_id or normalize_name(line.name)
        if who in seen:
            yield Diagnostic(Level.ERROR, "appraisal_twice", {"name": line.name})
        seen.add(who)
        if line.grade is not AppraisalGrade.NONE and not takes_grade(line):
            yield Diagnostic(Level.ERROR, "appraisal_probationary_graded", {"name": line.name})
        if ballots is not None and marks(line) > ballots.valid:
            facts: dict[str, object] = {"name": line.name, "marks": marks(line), "valid": ballots.valid}
            yield Diagnostic(Level.ERROR, "appraisal_marks_over_valid", facts)


def _share(lines: Sequence[AppraisalLine], members: int) -> Iterable[Diagnostic]:
    excellent = sum(line.grade is AppraisalGrade.EXCELLENT for line in lines)
    cap = excellent_cap(members)
    if excellent > cap:
        facts: dict[str, object] = {"excellent": excellent, "cap": cap, "members": members}
        yield Diagnostic(Level.WARNING, "appraisal_excellent_over_third", facts)
