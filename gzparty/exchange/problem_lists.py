"""The lists of the ledger: its rows in the columns clerks use, and what happened to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState, Step
from gzparty.domain.problem_cells import deadline_text, source_text
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_, _
from gzparty.labels.ledger import lane_label, problem_state_label, source_label, step_label
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import LedgerLine

_N, _D = CellKind.NUMBER, CellKind.DATE
OVERDUE = "overdue"
_OVERDUE = N_("已逾期")


def problems(services: Services, chosen: Selectors) -> Iterable[Row]:
    """The problems of a year's ledger by number, in the running year also what is still open of earlier ones.

    A month is that in which a problem was found, or is due where nobody wrote down when it was found.
    """
    today = services.context.today()
    for line in lines(services, chosen):
        if chosen.state in (None, line.problem.state.value) or (chosen.state == OVERDUE and line.is_overdue):
            yield _row(line, today)


def problem_events(services: Services, chosen: Selectors) -> Iterable[Row]:
    """What happened to these problems, problem by problem."""
    found = {line.problem.id: line for line in lines(services, chosen)}
    for event in services.store.problems.events(list(found)):
        if chosen.state not in (None, event.step.value):
            continue
        line = found[event.problem_id]
        yield {
            "number": line.problem.number,
            "round": event.round,
            "unit": line.unit.name,
            "text": line.problem.text,
            "day": event.happened_on,
            "step": event.step.value,
            "step_label": step_label(event.step),
            "state_before": event.state_before.value if event.state_before else None,
            "state_after": event.state_after.value,
            "state_label": problem_state_label(event.state_after),
            "actor": event.actor,
            "note": event.note,
            "old_deadline": event.old_deadline,
            "new_deadline": event.new_deadline,
        }


def lines(services: Services, chosen: Selectors) -> list[LedgerLine]:
    """The ledger narrowed to a unit and a month, by number."""
    ledger = services.problem_views.ledger(chosen.year, chosen.unit_id)
    wanted = [line for line in ledger.lines if chosen.month in (None, _month(line.problem, chosen.year))]
    return sorted(wanted, key=lambda line: line.problem.number)


def problem_states() -> dict[str, str]:
    """The states a problem can be in, and being overdue in any of them."""
    return {**{state.value: problem_state_label(state) for state in ProblemState}, OVERDUE: _(_OVERDUE)}


def steps() -> dict[str, str]:
    """The steps by which events are told apart."""
    return {step.value: step_label(step) for step in Step}


def _month(problem: Problem, year: int) -> int | None:
    """The month of a year a problem is counted in; 0 for one of another year."""
    day = problem.found_on or problem.deadline
    if day is None:
        return None
    return day.month if day.year == year else 0


def _row(line: LedgerLine, today: date) -> Row:
    problem = line.problem
    lanes = {lane: lane_label(lane) for lane in Lane}
    sources = {source_label(source): source for source in ProblemSource}
    return {
        "position": problem.ordinal,
        "number": problem.printed_number,
        "uid": problem.uid,
        "unit": line.unit.name,
        "community": line.community.name if line.community else "",
        "text": problem.text,
        "source": problem.source.value,
        "source_text": source_text(problem.source, problem.source_note, sources),
        "lane": problem.lane.value,
        "lane_label": lane_label(problem.lane),
        "category": problem.category,
        "measure": problem.measure,
        "leader": problem.leader,
        "responsible": problem.responsible,
        "found_on": problem.found_on,
        "deadline": problem.deadline,
        "deadline_text": deadline_text(problem.deadline, problem.lane, problem.deadline_text, lanes, today),
        "result": problem.result,
        "state": problem.state.value,
        "state_label": problem_state_label(problem.state),
        "done_on": problem.done_on,
        "closed_on": problem.closed_on,
        "verifier": problem.verifier,
        "look_back_on": problem.look_back_on,
        "note": problem.note,
        "overdue": line.is_overdue,
        "days": line.days,
        "extensions": line.extensions,
        "recurrence": line.recurrence,
        "evidence": line.evidence,
    }


PROBLEMS = ListSpec(
    "problems",
    N_("整改台账"),
    (
        ListColumn("position", N_("序号"), _N, 6),
        ListColumn("unit", N_("单位"), width=14),
        ListColumn("text", N_("存在问题"), width=30),
        ListColumn("source_text", N_("问题来源"), width=12),
        ListColumn("measure", N_("整改措施"), width=26),
        ListColumn("leader", N_("责任领导"), width=10),
        ListColumn("responsible", N_("责任人"), width=10),
        ListColumn("deadline_text", N_("整改时限"), _D, 12),
        ListColumn("result", N_("整改情况"), width=24),
        ListColumn("state_label", N_("是否完成"), width=10),
        ListColumn("done_on", N_("完成时间"), _D, 12),
        ListColumn("verifier", N_("验收人"), width=10),
        ListColumn("note", N_("备注"), width=16),
        ListColumn("number", N_("编号"), width=12),
        ListColumn("found_on", N_("发现时间"), _D, 12),
    ),
    problems,
    ("year", "month", "unit", "state"),
    problem_states,
    whole=True,
)
EVENTS = ListSpec(
    "problem-events",
    N_("整改过程"),
    (
        ListColumn("number", N_("编号"), width=12),
        ListColumn("unit", N_("单位"), width=14),
        ListColumn("text", N_("存在问题"), width=30),
        ListColumn("day", N_("日期"), _D, 12),
        ListColumn("step_label", N_("经过"), width=10),
        ListColumn("state_label", N_("之后的状态"), width=10),
        ListColumn("actor", N_("经办人"), width=10),
        ListColumn("note", N_("说明"), width=30),
        ListColumn("old_deadline", N_("原时限"), _D, 12),
        ListColumn("new_deadline", N_("新时限"), _D, 12),
    ),
    problem_events,
    ("year", "month", "unit", "state"),
    steps,
    whole=True,
)
LISTS = (PROBLEMS, EVENTS)
