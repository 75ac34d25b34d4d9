"""Ready texts for chasing problems: to one unit or one leader with each problem, to a group with numbers only.

Nobody is named in them, neither who answers for a problem nor whom its text mentions; whoever reported anything is known
nowhere here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.discreet import without_names
from gzparty.domain.ledger_days import LedgerGroup
from gzparty.domain.problem import Lane, ProblemState
from gzparty.i18n import _, in_chinese
from gzparty.labels.dates import prose
from gzparty.services.ledger_views import LedgerLine, ProblemChase


@in_chinese()
def problem_private_text(chase: ProblemChase, today: date) -> str:
    """To one unit, or to one leader with the units: the own problems, the gravest first, and what to do."""
    head = _("{name}，截至 {day}，台账上还有 {count}，麻烦抓紧：").format(
        name=chase.name, day=prose(today), count=_count(chase.lines)
    )
    lines = [
        _("{place}. {unit}{text}（{number} 号），{when}").format(
            place=place,
            unit="" if line.unit.name == chase.name else _("{unit}：").format(unit=line.unit.name),
            text=without_names(line.problem.text, chase.hidden, _("某同志")),
            number=line.problem.printed_number,
            when=_when(line),
        )
        for place, line in enumerate(chase.lines, 1)
    ]
    return "\n".join([head, *lines, _("改完的把整改情况和佐证材料交来，改不完的提前说明。")])


@in_chinese()
def problem_group_text(chases: Sequence[ProblemChase], today: date, named: bool = False) -> str:
    """To a group: how much is open and late; units are named, with numbers only, where that was chosen."""
    lines = [line for chase in chases for line in chase.lines]
    if not lines:
        return _("【提醒】截至 {day}，整改台账上没有没销号的问题。").format(day=prose(today))
    head = _("【提醒】截至 {day}，整改台账上还有 {count}。").format(day=prose(today), count=_count(lines))
    if named:
        each = _("；").join(f"{chase.name} {_count(chase.lines)}" for chase in chases)
        return "\n".join([head, _("{each}。").format(each=each)])
    return "\n".join([head, _("哪些问题，已分别发给各单位。")])


def _count(lines: Sequence[LedgerLine]) -> str:
    """3 个问题没销号，其中逾期 2 个."""
    late = sum(line.group is LedgerGroup.OVERDUE for line in lines)
    if not late:
        return _("{n} 个问题没销号").format(n=len(lines))
    return _("{n} 个问题没销号，其中逾期 {late} 个").format(n=len(lines), late=late)


def _when(line: LedgerLine) -> str:
    """6月11日到期，逾期 6 天，已延期 1 次."""
    row, parts = line.problem, []
    if row.deadline is None:
        parts.append(_("长期坚持") if row.lane is Lane.LASTING else _("没有定时限"))
    else:
        parts.append(_("{day}到期").format(day=prose(row.deadline)))
    if line.is_overdue and line.days is not None:
        parts.append(_("逾期 {n} 天").format(n=line.days))
    elif line.days == 0:
        parts.append(_("今天是最后一天"))
    elif line.days is not None:
        parts.append(_("还有 {n} 天").format(n=-line.days))
    if line.extensions:
        parts.append(_("已延期 {n} 次").format(n=line.extensions))
    if row.state is ProblemState.SUBMITTED:
        parts.append(_("等验收"))
    return _("，").join(parts)
