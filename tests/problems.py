"""Problems for tests: rows with everything in them, drafts of the small office, what a refusal says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.problem import (
    VERIFIED,
    Lane,
    Problem,
    ProblemEvent,
    ProblemSource,
    ProblemState,
    Step,
)
from gzparty.labels import refusal_text
from gzparty.services.problem_drafts import ProblemDraft, StepFacts
from tests.builders import Office

FOUND, DEADLINE, TODAY = date(2026, 5, 28), date(2026, 6, 12), date(2026, 6, 17)
WHOLE = StepFacts(
    TODAY,
    actor="张示例",
    note="防汛值守",
    until=date(2026, 6, 26),
    result="补记了两天",
    done_on=date(2026, 6, 16),
    verifier="周示例（镇纪委）",
    approver="马示例",
    responsible="李示例",
    measure="值班长每天签字",
    leader="马示例",
)
"""Facts with which any step that may be taken can be taken."""


def a_problem(**changes: object) -> Problem:
    """A problem with a deadline and all its texts, at its very beginning."""
    row = Problem(
        id=1,
        uid="p1",
        number="2026-022",
        unit_id=7,
        text="值班记录漏记 2 天",
        source=ProblemSource.SELF,
        lane=Lane.TERM,
        state=ProblemState.REGISTERED,
        found_on=FOUND,
        category="值班值守",
        measure="补记并说明原因",
        leader="马示例",
        responsible="李示例",
        deadline=DEADLINE,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def a_standing(lane: Lane, state: ProblemState) -> Problem:
    """A row as it stands in a state."""
    done = state not in (ProblemState.REGISTERED, ProblemState.ASSIGNED, ProblemState.RECTIFYING)
    facts = {"result": "补记了", "done_on": date(2026, 6, 10)} if done else {}
    closing = {"verifier": "周示例", "closed_on": date(2026, 6, 12)} if state in VERIFIED else {}
    return a_problem(lane=lane, state=state, **facts, **closing)


def a_draft(office: Office, text: str = "值班记录漏记 2 天", **facts: object) -> ProblemDraft:
    """What was found at a community, with a deadline still to come."""
    known: dict[str, object] = {
        "unit_id": office.communities["管城社区"],
        "text": text,
        "found_on": FOUND,
        "responsible": "李示例",
        "measure": "补记并说明原因",
        "deadline": date(2026, 6, 26),
        "category": "值班值守",
    }
    return ProblemDraft(**{**known, **facts})  # type: ignore[arg-type]


def register(office: Office, *drafts: ProblemDraft) -> tuple[Problem, ...]:
    """Store problems."""
    return office.services.problems.register(drafts or [a_draft(office)]).value


def take(office: Office, row: Problem, step: Step, on: date = TODAY, **facts: object) -> Problem:
    """Take one step with one problem."""
    return office.services.problems.step([row.id], step, StepFacts(on, **facts)).value[0]  # type: ignore[arg-type]


def submitted(office: Office, row: Problem) -> Problem:
    """Bring a problem to 待验收 with evidence on paper."""
    take(office, row, Step.START, date(2026, 6, 1))
    office.services.problems.add_paper(row.id, "值班签字表", "3号盒 第12页")
    return take(office, row, Step.SUBMIT, result="补记了两天", done_on=date(2026, 6, 16))


def closed(office: Office, row: Problem, **facts: object) -> Problem:
    """Bring a problem to 已销号."""
    submitted(office, row)
    facts = {"verifier": "周示例", **facts}
    return take(office, row, Step.CLOSE, **facts)  # type: ignore[arg-type]


def refused(doing: Callable[[], object]) -> str:
    """What the clerk is told."""
    with pytest.raises(Refusal) as caught:
        doing()
    return refusal_text(caught.value)


class Standing(NamedTuple):
    """What the events of a problem add up to."""

    state: ProblemState
    deadline: date | None
    round: int
    extensions: int


def replayed(events: Iterable[ProblemEvent]) -> Standing:
    """What events in the order they were entered add up to; ValueError without any."""
    standing: Standing | None = None
    for event in events:
        deadline, extensions = (standing.deadline, standing.extensions) if standing else (None, 0)
        if standing and event.round > standing.round:
            extensions = 0
        if event.new_deadline is not None or event.step is Step.REOPEN:
            deadline = event.new_deadline
        extensions += event.step is Step.EXTEND
        standing = Standing(event.state_after, deadline, event.round, extensions)
    if standing is None:
        raise ValueError("a problem begins with an event")
    return standing
