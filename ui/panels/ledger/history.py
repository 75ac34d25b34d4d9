"""What happened to a problem, in words: for the timeline, and for the discs of its chain."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.domain.ledger_days import asks_look_back
from gzparty.domain.problem import ProblemEvent, ProblemState, Step
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.ledger import step_label
from gzparty.services.ledger_views import ProblemDetail
from ui.widgets.state_stepper import Stage
from ui.widgets.timeline import Moment

_PLACES = {
    ProblemState.REGISTERED: 0,
    ProblemState.ASSIGNED: 0,
    ProblemState.RECTIFYING: 1,
    ProblemState.SUBMITTED: 2,
    ProblemState.CLOSED: 4,
    ProblemState.LOOKED_BACK: 4,
}
_BEFORE = frozenset({ProblemState.REGISTERED, ProblemState.ASSIGNED, ProblemState.RECTIFYING})
"""States before it is handed in, or after it went back."""
_SAID_BY = {
    Step.EXTEND: N_("{name}批准"),
    Step.WITHDRAW: N_("{name}批准"),
    Step.CLOSE: N_("验收人{name}"),
    Step.RETURN: N_("验收人{name}"),
}


def moments(detail: ProblemDetail) -> list[Moment]:
    """What happened, the newest first; chasing is counted, a return stands in red."""
    chased = 0
    found = []
    year = detail.events[-1].happened_on.year if detail.events else 0
    for event in detail.events:
        chased += event.step is Step.CHASE
        found.append(_moment(event, chased, year, rounds=detail.line.relapses > 0))
    return found[::-1]


def stages(detail: ProblemDetail) -> tuple[list[Stage], int]:
    """The four discs of the running round with their captions, and which of them is under way."""
    problem, line = detail.line.problem, detail.line
    events = [event for event in detail.events if event.round == problem.round]
    captions = [
        _registered(detail),
        _on_the_way(line.extensions, line.returns),
        "" if problem.state in _BEFORE else _submitted(events),
        _looked_back(detail),
    ]
    words = [_("登记"), _("整改中"), _("待验收"), _("已销号")]
    if problem.state is ProblemState.ASSIGNED:
        words[0] = _("已分办")
    current = _PLACES.get(problem.state)
    if current is None:
        before = [event.state_before for event in events if event.step is Step.WITHDRAW]
        current = _PLACES.get(before[-1], 0) if before and before[-1] else 0
    return [Stage(word, caption) for word, caption in zip(words, captions, strict=True)], current


def _moment(event: ProblemEvent, chased: int, year: int, *, rounds: bool) -> Moment:
    parts = []
    if event.step is Step.CHASE and chased > 1:
        parts.append(_("第 {n} 次").format(n=chased))
    if event.new_deadline is not None and event.old_deadline is not None:
        parts.append(
            _("{old} → {new}").format(
                old=dates.prose(event.old_deadline), new=dates.prose(event.new_deadline)
            )
        )
    elif event.new_deadline is not None and event.step is not Step.EXTEND:
        parts.append(_("时限 {day}").format(day=dates.prose(event.new_deadline)))
    parts.append(event.note)
    if event.actor:
        parts.append(_(_SAID_BY.get(event.step, "{name}")).format(name=event.actor))
    if rounds:
        parts.append(_("第 {n} 轮").format(n=event.round))
    text = _("，").join(part for part in parts if part)
    day = event.happened_on
    when = dates.prose(day) if day.year == year else day.isoformat()
    return Moment(step_label(event.step), text, when, alarm=event.step is Step.RETURN)


def _registered(detail: ProblemDetail) -> str:
    problem = detail.line.problem
    if problem.round > 1:
        return _("第 {n} 轮").format(n=problem.round)
    return dates.prose(problem.found_on) if problem.found_on else ""


def _on_the_way(extensions: int, returns: int) -> str:
    parts = [_("延期 {n}").format(n=extensions)] if extensions else []
    parts += [_("退回 {n}").format(n=returns)] if returns else []
    return _(" · ").join(parts)


def _submitted(events: Sequence[ProblemEvent]) -> str:
    days = [event.happened_on for event in events if event.step is Step.SUBMIT]
    return dates.prose(days[-1]) if days else ""


def _looked_back(detail: ProblemDetail) -> str:
    problem = detail.line.problem
    if problem.state is ProblemState.LOOKED_BACK:
        return _("已回头看")
    if problem.look_back_on is not None:
        return _("{day}回头看").format(day=dates.prose(problem.look_back_on))
    if problem.is_open and asks_look_back(problem, bool(detail.earlier)):
        return _("要回头看")
    return "" if problem.state is ProblemState.WITHDRAWN else _("不回头看")
