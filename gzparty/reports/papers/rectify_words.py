"""What papers of work style say of a problem: its deadline with the old ones, whether it is done, what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date

from gzparty.domain.discreet import without_names
from gzparty.domain.problem import VERIFIED, Lane, Problem, ProblemEvent, ProblemSource, ProblemState, Step
from gzparty.domain.problem_steps import APPROVED
from gzparty.i18n import N_, _
from gzparty.labels.ledger import lane_label, problem_state_label, source_label, step_label
from gzparty.records import dataclass
from gzparty.reports.papers.common import dotted
from gzparty.services.ledger_views import LedgerLine

_SOMEBODY = N_("某同志")
_DONE_BEFORE = {ProblemState.WITHDRAWN: N_("撤销立项"), ProblemState.SUBMITTED: N_("否\n待验收")}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside a problem's line: the events of problems by id, and over how many months it may recur.

    `names` are those of persons; a copy for others has none of them in its texts.
    """

    events: Mapping[int, Sequence[ProblemEvent]] = field(default_factory=dict)
    months: int = 3
    names: Collection[str] = ()


def discreet(text: str, known: Known, outside: bool) -> str:
    """A text as it is, or as a copy for others may show it."""
    return without_names(text, known.names, _(_SOMEBODY)) if outside else text


def number_in(problem: Problem, year: int | None) -> str:
    """序号 in the ledger of a year: the number within it; whatever comes from another year keeps its own in full."""
    if year is None or not problem.number.startswith(f"{year}-"):
        return problem.printed_number
    return problem.printed_number.replace(problem.number, str(problem.ordinal), 1)


def source_text(problem: Problem, known: Known, outside: bool = False) -> str:
    """问题来源; what was noted of an opinion may say who brought it, and stays away."""
    label = source_label(problem.source)
    if problem.source is ProblemSource.TIP or not problem.source_note:
        return label
    return f"{label}\n{discreet(problem.source_note, known, outside)}"


def old_deadlines(events: Iterable[ProblemEvent]) -> list[date]:
    """The deadlines that were put off, the first one first; they stay on every paper for good."""
    moved = [one.old_deadline for one in events if one.new_deadline != one.old_deadline]
    return list(dict.fromkeys(day for day in moved if day is not None))


def deadline_text(problem: Problem, events: Iterable[ProblemEvent] = ()) -> str:
    """整改时限 with 原时限 below it; what was put right at once or is for good has a word in place of a day."""
    if problem.deadline is not None:
        now = dotted(problem.deadline)
    elif problem.deadline_text:
        now = problem.deadline_text
    else:
        now = "" if problem.lane is Lane.TERM else lane_label(problem.lane)
    earlier = [_("原时限\n{day}").format(day=dotted(day)) for day in old_deadlines(events)]
    return "\n".join((now, *earlier)) if now else "\n".join(earlier)


def done_text(line: LedgerLine) -> str:
    """是否完成: 是 only where somebody else confirmed it."""
    problem = line.problem
    if problem.state in VERIFIED:
        return _("是")
    if problem.state in _DONE_BEFORE:
        return _(_DONE_BEFORE[problem.state])
    return _("否\n逾期") if line.is_overdue else _("否")


def remarks(line: LedgerLine, known: Known, outside: bool = False) -> str:
    """备注: what may not be forgotten (延期, 退回, 反弹, the same again), then the clerk's own words."""
    facts = []
    if line.relapses:
        facts.append(_("第{n}次重新整改").format(n=line.relapses))
    if line.extensions:
        facts.append(_("延期{n}次").format(n=line.extensions))
    if line.returns:
        facts.append(_("退回{n}次").format(n=line.returns))
    if line.recurrence > 1:
        facts.append(_("{months}个月内第{n}次").format(months=known.months, n=line.recurrence))
    if line.problem.state is ProblemState.LOOKED_BACK:
        facts.append(problem_state_label(ProblemState.LOOKED_BACK))
    if line.problem.note:
        facts.append(discreet(line.problem.note, known, outside))
    return _("；").join(facts)


def event_text(event: ProblemEvent, told: str = "") -> str:
    """One line of what happened: 2026.06.30　延期，时限2026.07.31（原时限2026.06.30）：材料未到（赵示例批准）.

    A note that is `told` elsewhere on the paper is not said again.
    """
    what = step_label(event.step)
    if event.new_deadline is not None and event.new_deadline != event.old_deadline:
        what = _("{step}，时限{day}").format(step=what, day=dotted(event.new_deadline))
        if event.old_deadline is not None:
            what = _("{what}（原时限{day}）").format(what=what, day=dotted(event.old_deadline))
    parts = [what, "" if event.note == told else event.note]
    said = _("：").join(part for part in parts if part)
    if event.actor:
        who = _("{name}批准").format(name=event.actor) if event.step in APPROVED else event.actor
        said = _("{said}（{who}）").format(said=said, who=who)
    return f"{dotted(event.happened_on)}　{said}"


TOLD = frozenset(Step) - {Step.CHASE, Step.REGISTER, Step.IMPORT}
"""What a paper tells of a problem's history; neither that somebody was asked again nor when it was typed."""


def history(problem: Problem, events: Iterable[ProblemEvent]) -> str:
    """From its finding on everything that happened, a line each; its result stands elsewhere and is not said again.

    When it was entered is nobody's concern: a problem of January typed in June begins in January.
    """
    lines = [_("{day}　发现").format(day=dotted(problem.found_on))] if problem.found_on else []
    lines += [event_text(event, problem.result) for event in events if event.step in TOLD]
    return "\n".join(lines)
