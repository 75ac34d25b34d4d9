"""Rules of the roll: what each mark counts as, what closing does, and who owes a make-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import time

from gzparty.domain import chinese
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.sitting import Attendance, LeaveRequest, Mark, MarkTally, RollCounts, Status

KEYS: dict[str, Status] = {
    "1": Status.PRESENT,
    "2": Status.LATE,
    "3": Status.LEAVE,
    "4": Status.OFFICIAL,
    "5": Status.ABSENT,
    "6": Status.SUBSTITUTE,
    "7": Status.EARLY,
}
"""The digit that sets each status; 0 marks all unmarked as present."""

ATTENDED = frozenset({Status.PRESENT, Status.LATE, Status.EARLY})
COVERS_UNIT = ATTENDED | {Status.SUBSTITUTE}
"""Marks by which a village was represented, though a substitute earns the secretary no credit."""
OWES_MAKEUP = frozenset({Status.LEAVE, Status.OFFICIAL, Status.ABSENT, Status.SUBSTITUTE})
UNDECIDED = frozenset({Status.UNMARKED, Status.UNSETTLED})
TAKES_REASON = frozenset({Status.LATE, Status.LEAVE, Status.OFFICIAL, Status.SUBSTITUTE, Status.EARLY})


def leave_over_share(leaves: int, sessions: int, share: int) -> bool:
    """Whether somebody's leave is more than a part of the year's sessions: 1/7 where `share` is 7.

    干部教育培训工作条例 takes leave for a seventh of a course as its limit; for monthly half days it is local practice,
    so it is pointed out and decides nothing.
    """
    return leaves * share > sessions


def count(rows: Iterable[Attendance]) -> RollCounts:
    """Count a roll: 应到 counts persons (without guests and those 不计入), coverage counts units."""
    marks: Counter[tuple[Status, bool, bool]] = Counter()
    called: set[int] = set()
    covered: set[int] = set()
    for row in rows:
        marks[row.status, row.guest, not row.not_counted] += 1
        if not row.guest:
            called.update(row.unit_ids)
            if row.status in COVERS_UNIT:
                covered.update(row.unit_ids)
    figures = add_up(MarkTally(*mark, times) for mark, times in marks.items())
    return replace(figures, units_expected=len(called), units_covered=len(covered))


def add_up(marks: Iterable[MarkTally]) -> RollCounts:
    """The figures of a roll as far as its marks alone tell them: how many units it covers is left open."""
    tally = dict.fromkeys(Status, 0)
    observers = not_counted = 0
    for mark in marks:
        if mark.guest:
            observers += mark.times if mark.status in ATTENDED else 0
        elif mark.counted:
            tally[mark.status] += mark.times
        else:
            not_counted += mark.times
    return RollCounts(
        expected=sum(tally.values()),
        present=sum(tally[status] for status in ATTENDED),
        late=tally[Status.LATE],
        early=tally[Status.EARLY],
        substitute=tally[Status.SUBSTITUTE],
        leave=tally[Status.LEAVE],
        official=tally[Status.OFFICIAL],
        absent=tally[Status.ABSENT],
        unsettled=sum(tally[status] for status in UNDECIDED),
        observers=observers,
        not_counted=not_counted,
    )


def split_leaving(text: str) -> tuple[time | None, str]:
    """The leaving time a reason begins with, and the reason without it: 16:30 离会，接检查组 → 16:30, 接检查组."""
    found = chinese.LEAVING.match(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None, text.strip()
    return time(int(found[1]), int(found[2])), text[found.end() :].strip()


def apply_mark(row: Attendance, mark: Mark) -> Attendance:
    """Set a mark; what belongs to another status (a substitute's name, a leaving time) goes with it."""
    keeps_reason = mark.status in TAKES_REASON
    is_substitute = mark.status is Status.SUBSTITUTE
    left_at, reason = mark.left_at, mark.reason
    if mark.status is Status.EARLY and left_at is None:
        left_at, reason = split_leaving(mark.reason)
    return replace(
        row,
        status=mark.status,
        reason=(reason or row.reason) if keeps_reason else reason,
        substitute_name=(mark.substitute_name or row.substitute_name) if is_substitute else "",
        substitute_post=(mark.substitute_post or row.substitute_post) if is_substitute else "",
        substitute_person_id=row.substitute_person_id if is_substitute else None,
        left_at=left_at if mark.status is Status.EARLY else None,
        credit=mark.credit,
    )


def apply_requests(rows: Sequence[Attendance], requests: Iterable[LeaveRequest]) -> tuple[Attendance, ...]:
    """Put leave made known in advance on the unmarked lines of a roster."""
    known = {request.person_id: request for request in requests}

    def told(row: Attendance) -> Attendance:
        request = known.get(row.person_id) if row.person_id is not None else None
        if request is None or row.status is not Status.UNMARKED:
            return row
        return replace(
            row, status=request.status, reason=request.reason, substitute_name=request.substitute_name
        )

    return tuple(told(row) for row in rows)


def close(rows: Iterable[Attendance]) -> tuple[Attendance, ...]:
    """Close a roll: the unmarked become unsettled (待核实), never absent."""
    return tuple(
        replace(row, status=Status.UNSETTLED) if row.status is Status.UNMARKED else row for row in rows
    )


def makeups_owed(rows: Iterable[Attendance], done: Iterable[int]) -> tuple[Attendance, ...]:
    """Lines that owe a make-up; `done` are attendance ids already made up."""
    made_up = set(done)
    return tuple(row for row in rows if row.status in OWES_MAKEUP and not row.guest and row.id not in made_up)


def check_mark(row: Attendance, mark: Mark) -> tuple[Diagnostic, ...]:
    """Ask where a mark lacks what inspectors look for; nothing stops the clerk from typing it later."""
    if mark.status is Status.SUBSTITUTE and not (mark.substitute_name or row.substitute_name):
        return (Diagnostic(Level.WARNING, "substitute_unnamed", {"name": row.name}),)
    if mark.status in (Status.LEAVE, Status.OFFICIAL) and not (mark.reason or row.reason):
        return (Diagnostic(Level.WARNING, "reason_missing", {"name": row.name}),)
    return ()
