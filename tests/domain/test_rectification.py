"""The ledger's table of steps: every state with every step in every lane, and what each step cannot do without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gzparty.domain.problem import Lane, Problem, ProblemState, Step
from gzparty.domain.problem_steps import event_of, filled, moved
from gzparty.domain.rectification import Need, Proof, StepFacts, is_same_person, lacking, present, steps_from
from gzparty.domain.step_guards import Attempt, step_faults
from gzparty.labels import sentence
from gzparty.labels.ledger import worded
from tests.problems import DEADLINE, TODAY, WHOLE, a_problem, a_standing

MAY = {
    Lane.TERM: """
                 assign start extend submit return close stage look_back reopen withdraw chase note register import
    registered   A      R     =      -      -      -     -     -         -      W        =     =    -        -
    assigned     A      R     =      -      -      -     -     -         -      W        =     =    -        -
    rectifying   -      -     =      S      -      -     -     -         -      W        =     =    -        -
    submitted    -      -     -      -      R      C     -     -         -      W        =     =    -        -
    closed       -      -     -      -      -      -     -     L         R      -        -     -    -        -
    looked_back  -      -     -      -      -      -     -     -         R      -        -     -    -        -
    withdrawn    -      -     -      -      -      -     -     -         -      -        -     -    -        -
    """,
    Lane.PROMPT: """
                 assign start extend submit return close stage look_back reopen withdraw chase note register import
    registered   A      R     =      S      -      C     -     -         -      W        =     =    -        -
    assigned     A      R     =      S      -      C     -     -         -      W        =     =    -        -
    rectifying   -      -     =      S      -      C     -     -         -      W        =     =    -        -
    submitted    -      -     -      -      R      C     -     -         -      W        =     =    -        -
    closed       -      -     -      -      -      -     -     L         R      -        -     -    -        -
    looked_back  -      -     -      -      -      -     -     -         R      -        -     -    -        -
    withdrawn    -      -     -      -      -      -     -     -         -      -        -     -    -        -
    """,
    Lane.LASTING: """
                 assign start extend submit return close stage look_back reopen withdraw chase note register import
    registered   A      R     =      -      -      -     -     -         -      W        =     =    -        -
    assigned     A      R     =      -      -      -     -     -         -      W        =     =    -        -
    rectifying   -      -     =      S      -      -     =     -         -      W        =     =    -        -
    submitted    -      -     -      -      R      C     -     -         -      W        =     =    -        -
    closed       -      -     -      -      -      -     -     L         R      -        -     -    -        -
    looked_back  -      -     -      -      -      -     -     -         R      -        -     -    -        -
    withdrawn    -      -     -      -      -      -     -     -         -      -        -     -    -        -
    """,
}
"""Where each step leads from each state, in each lane, written out by hand: `=` it stays, `-` it may not be taken."""
LETTERS = {
    "A": ProblemState.ASSIGNED,
    "R": ProblemState.RECTIFYING,
    "S": ProblemState.SUBMITTED,
    "C": ProblemState.CLOSED,
    "L": ProblemState.LOOKED_BACK,
    "W": ProblemState.WITHDRAWN,
}
NEEDS = {
    Step.ASSIGN: "responsible",
    Step.START: "responsible measure deadline",
    Step.EXTEND: "reason approver later_deadline",
    Step.SUBMIT: "result done_on evidence evidence_readable",
    Step.RETURN: "reason",
    Step.CLOSE: "result evidence evidence_readable verifier other_verifier",
    Step.STAGE: "result",
    Step.LOOK_BACK: "verifier other_verifier",
    Step.REOPEN: "reason deadline",
    Step.WITHDRAW: "reason approver",
    Step.CHASE: "",
    Step.NOTE: "reason",
}
"""What each step asks for."""
OTHERWISE = {
    (Step.SUBMIT, Lane.PROMPT): "done_on",
    (Step.CLOSE, Lane.PROMPT): "done_on verifier other_verifier",
    (Step.START, Lane.LASTING): "responsible measure",
    (Step.REOPEN, Lane.LASTING): "reason",
}
"""Where a lane asks for something else."""
PAPER = Proof(papers=1)


def cells() -> list[tuple[Lane, ProblemState, Step, str]]:
    found = []
    for lane, table in MAY.items():
        head, *rows = (line.split() for line in table.strip().splitlines())
        assert {Step(name) for name in head} == set(Step)
        assert [ProblemState(row[0]) for row in rows] == list(ProblemState)
        found += [
            (lane, ProblemState(row[0]), Step(step), cell)
            for row in rows
            for step, cell in zip(head, row[1:], strict=True)
        ]
    return found


def needs_of(step: Step, lane: Lane) -> set[Need]:
    return {Need(name) for name in OTHERWISE.get((step, lane), NEEDS[step]).split()}


def faults(row: Problem, step: Step, facts: StepFacts = WHOLE, proof: Proof = PAPER) -> list[str]:
    attempt = Attempt(row, filled(row, step, facts), step, facts, proof)
    return [sentence(worded(fault)) for fault in step_faults(attempt, TODAY)]


LEFT_OUT: dict[Need, tuple[dict[str, object], dict[str, object], Proof]] = {
    Need.RESPONSIBLE: ({"responsible": ""}, {"responsible": ""}, PAPER),
    Need.MEASURE: ({"measure": ""}, {"measure": ""}, PAPER),
    Need.DEADLINE: ({"deadline": None}, {"until": None}, PAPER),
    Need.RESULT: ({}, {"result": "  "}, PAPER),
    Need.EVIDENCE: ({}, {}, Proof()),
    Need.EVIDENCE_READABLE: ({}, {}, Proof(papers=1, lost=("补记后照片.jpg",))),
    Need.VERIFIER: ({}, {"verifier": "", "actor": ""}, PAPER),
    Need.OTHER_VERIFIER: ({}, {"verifier": "李 示例"}, PAPER),
    Need.DONE_ON: ({}, {"done_on": None}, PAPER),
    Need.REASON: ({}, {"note": " "}, PAPER),
    Need.LATER_DEADLINE: ({}, {"until": None}, PAPER),
    Need.APPROVER: ({}, {"approver": ""}, PAPER),
}
"""How to leave one thing out: changes of the row and of the facts, and the evidence there is."""


def missing_without(need: Need, step: Step, lane: Lane) -> tuple[Need, ...]:
    changes, said, proof = LEFT_OUT[need]
    facts = replace(WHOLE, **said)  # type: ignore[arg-type]
    row = filled(a_problem(lane=lane, **changes), step, facts)
    return lacking(step, lane, present(step, row, facts, proof))


@pytest.mark.parametrize(("lane", "state", "step", "cell"), cells())
def test_a_step_leads_where_the_table_says_or_is_refused(
    lane: Lane, state: ProblemState, step: Step, cell: str
) -> None:
    row = a_standing(lane, state)
    found = faults(row, step)
    assert (step in steps_from(state, lane)) is (cell != "-")
    if cell == "-":
        assert len(found) == 1
        assert found[0].startswith("2026-022 号问题")
        return
    facts = replace(WHOLE, until=date(2026, 6, 10)) if step in (Step.ASSIGN, Step.START) else WHOLE
    assert faults(row, step, facts) == []
    assert moved(filled(row, step, facts), step, facts).state is LETTERS.get(cell, state)


@pytest.mark.parametrize(
    ("lane", "step", "need"),
    [(lane, step, need) for lane in Lane for step in NEEDS for need in Need if need in needs_of(step, lane)],
)
def test_a_step_without_one_of_its_needs_is_refused_for_just_that(lane: Lane, step: Step, need: Need) -> None:
    assert missing_without(need, step, lane) == (need,)


@pytest.mark.parametrize(
    ("lane", "step", "need"),
    [(lane, step, n) for lane in Lane for step in NEEDS for n in Need if n not in needs_of(step, lane)],
)
def test_a_step_does_not_ask_for_what_it_does_not_need(lane: Lane, step: Step, need: Need) -> None:
    missing = missing_without(need, step, lane)
    assert need not in missing
    assert set(missing) <= needs_of(step, lane)


def test_what_is_missing_is_named_in_the_order_it_is_filled_in() -> None:
    row = a_problem(state=ProblemState.RECTIFYING)
    assert faults(row, Step.SUBMIT, StepFacts(TODAY), Proof()) == [
        "2026-022 号问题还不能提交验收，缺整改情况、完成时间、佐证材料。补上就可以。"
    ]


def test_a_refused_step_says_the_state_and_the_way_out() -> None:
    assert faults(a_problem(state=ProblemState.RECTIFYING), Step.CLOSE) == [
        "2026-022 号问题现在是“整改中”，不能销号。"
    ]
    assert faults(a_standing(Lane.TERM, ProblemState.CLOSED), Step.NOTE) == [
        "2026-022 号问题已销号，不能记进展。问题又出现了，用“重新整改”另起一轮。"
    ]
    assert faults(a_standing(Lane.TERM, ProblemState.WITHDRAWN), Step.REOPEN) == [
        "2026-022 号问题已经撤销立项，不能重新整改。问题确实存在，另登记一条。"
    ]


def test_a_file_that_is_gone_stops_submitting_and_closing_by_its_name() -> None:
    lost = Proof(papers=1, lost=("补记后照片.jpg",))
    for step, state in ((Step.SUBMIT, ProblemState.RECTIFYING), (Step.CLOSE, ProblemState.SUBMITTED)):
        (said,) = faults(a_standing(Lane.TERM, state), step, WHOLE, lost)
        assert "“补记后照片.jpg”打不开了" in said
        assert said.endswith("删掉它，重新加一份。")


@pytest.mark.parametrize(
    ("name", "person", "other", "other_person", "same"),
    [
        ("周示例（镇纪委）", None, "周　示例", None, True),
        ("王示例、周示例", None, "周示例，李示例", None, True),
        ("周示例", 4, "周示例", 9, False),
        ("周示例", 4, "周主任", 4, True),
        ("周示例", 4, "周示例", None, True),
        ("周示例", None, "王示例", None, False),
        ("", None, "", None, False),
        ("（镇纪委）", None, "（镇纪委）", None, False),
    ],
)
def test_who_verifies_and_who_answers_are_compared_as_people(
    name: str, person: int | None, other: str, other_person: int | None, same: bool
) -> None:
    assert is_same_person(name, person, other, other_person) is same


def test_nobody_verifies_or_looks_back_at_the_own_work() -> None:
    own = replace(WHOLE, verifier="李示例")
    assert faults(a_standing(Lane.TERM, ProblemState.SUBMITTED), Step.CLOSE, own) == [
        "2026-022 号问题由李示例负责，验收要由别人来。换一个验收人。"
    ]
    assert faults(a_standing(Lane.TERM, ProblemState.CLOSED), Step.LOOK_BACK, own) == [
        "2026-022 号问题由李示例负责，验收要由别人来。换一个验收人。"
    ]


def test_who_looks_back_is_named_anew() -> None:
    row = a_standing(Lane.TERM, ProblemState.CLOSED)
    assert faults(row, Step.LOOK_BACK, StepFacts(TODAY)) == [
        "2026-022 号问题还不能回头看，缺验收人。补上就可以。"
    ]


@pytest.mark.parametrize(
    ("state", "step", "changes", "said"),
    [
        (
            "rectifying",
            "extend",
            {"on": date(2026, 6, 10), "until": DEADLINE},
            "新时限 6月12日不比原来的 6月12日晚",
        ),
        ("rectifying", "extend", {"until": date(2026, 6, 16)}, "新时限 6月16日早于批准延期的 6月17日"),
        ("closed", "reopen", {"until": date(2026, 6, 16)}, "新时限 6月16日早于重新整改的 6月17日"),
        ("registered", "start", {"until": date(2026, 6, 13)}, "时限 6月12日已经定了，改晚要用“延期”"),
        (
            "registered",
            "assign",
            {"on": date(2026, 5, 27), "until": None},
            "5月28日才发现，分办不能在 5月27日",
        ),
        ("rectifying", "submit", {"done_on": date(2026, 5, 27)}, "完成时间 5月27日早于发现时间 5月28日"),
        ("rectifying", "submit", {"done_on": date(2026, 6, 18)}, "完成时间 6月18日还没到"),
        ("submitted", "close", {"on": date(2026, 6, 9), "done_on": None}, "6月10日才完成，不能在 6月9日销号"),
        ("submitted", "close", {"look_back_on": date(2026, 6, 16)}, "回头看不能在 6月16日"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_both_days(
    state: str, step: str, changes: dict[str, date], said: str
) -> None:
    row = a_standing(Lane.TERM, ProblemState(state))
    found = faults(row, Step(step), replace(WHOLE, **changes))  # type: ignore[arg-type]
    assert len(found) == 1
    assert said in found[0]


def test_an_extension_of_no_deadline_is_sent_to_set_one() -> None:
    (said,) = faults(a_problem(deadline=None, lane=Lane.LASTING), Step.EXTEND)
    assert said == "2026-022 号问题没有整改时限，不用延期。先在“整改时限”里定一个。"


def test_a_step_does_not_come_before_the_last_but_a_chase_may_be_noted_later() -> None:
    row = a_problem(state=ProblemState.RECTIFYING)
    begun = event_of(a_problem(), row, Step.START, replace(WHOLE, on=date(2026, 6, 10)), "e1")
    early = replace(WHOLE, on=date(2026, 6, 9), done_on=date(2026, 6, 9))
    attempt = Attempt(row, filled(row, Step.SUBMIT, early), Step.SUBMIT, early, PAPER, [begun])
    (said,) = (sentence(worded(fault)) for fault in step_faults(attempt, TODAY))
    assert said == "2026-022 号问题 6月10日开始整改，提交验收不能早在 6月9日。改一下日期。"
    assert not list(step_faults(attempt._replace(step=Step.CHASE), TODAY))
