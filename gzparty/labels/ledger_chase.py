"""Ready texts for chasing problems of the ledger: to a unit or a leader, its own problems with their deadlines.

The clerk names the unit and the problem; who answers for it is not named, numbers that may be phones are masked.
"""

from __future__ import annotations

from datetime import date

from gzparty.domain.phone import masked_within
from gzparty.domain.problem import ProblemState
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.services.ledger_views import LedgerLine, ProblemChase


def chase_text(chase: ProblemChase, today: date) -> str:
    """What to send about some open problems, the gravest first."""
    head = _("{name}：截至 {day}，还有 {n} 条问题没有销号：")
    lines = [head.format(name=chase.name, day=prose(today), n=len(chase.lines))]
    lines += [_line(number, line, chase.hidden) for number, line in enumerate(chase.lines, 1)]
    lines.append(_("改好的把整改情况和佐证材料交来；到期改不完的，提前说明原因。"))
    return "\n".join(lines)


def _line(number: int, line: LedgerLine, hidden: frozenset[str]) -> str:
    text = masked_within(line.problem.text)
    for name in hidden:
        text = text.replace(name, _("某同志"))
    return _("{number}. {text}（{when}）").format(number=number, text=text, when=_when(line))


def _when(line: LedgerLine) -> str:
    problem = line.problem
    if problem.state is ProblemState.SUBMITTED:
        return _("等验收")
    if problem.deadline is None or line.days is None:
        return _("没定时限")
    day = prose(problem.deadline)
    if line.days > 0:
        return _("时限 {day}，已逾期 {n} 天").format(day=day, n=line.days)
    return _("时限 {day}，还有 {n} 天").format(day=day, n=-line.days) if line.days else _("今天到期")
