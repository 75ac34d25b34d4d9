"""The columns of the ledger, its lines under headings by deadline or by unit, and the table of what is kept up for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial

from gzparty.domain.problem import ProblemState
from gzparty.i18n import N_, _
from gzparty.labels.ledger import lane_label, problem_state_label
from gzparty.services.ledger_views import LedgerGroup, LedgerLine
from gzparty.services.unit_groups import in_order
from ui.glyphs import Glyph
from ui.panels.ledger.reading import LastStage
from ui.panels.ledger.words import (
    GROUPS,
    days_tone,
    days_words,
    full_day,
    number_words,
    recurrence_words,
    source_words,
)
from ui.problem_glyphs import state_glyph
from ui.tables.column import Column
from ui.tables.groups import GroupedRows, RecordGroup
from ui.tables.rows import ListRows, Rows
from ui.tables.sheet_view import TICK
from ui.tables.tick_view import TICKED

BY_DEADLINE, BY_UNIT, PLAIN = "deadline", "unit", "plain"
"""How the lines are grouped."""
WIDE = ("measure", "found", "evidence")
"""Columns shown unasked where there is much room."""


class Shown:
    """What the columns need to know besides a line: the year in sight, the ticks, how far back repeats count."""

    def __init__(self) -> None:
        self.year: int | None = None
        self.months = 0
        self.soon_days = 0
        self.ticks: set[int] = set()
        self.stages: Mapping[int, LastStage] = {}


def ledger_columns(shown: Shown) -> tuple[Column[LedgerLine], ...]:
    """The columns in the clerks' order, the rare ones hidden until asked for or until there is room."""
    columns = (*_what(shown), *_who_and_until(), *_how_far())
    return tuple(_ticked(column, shown.ticks) for column in columns)


def _what(shown: Shown) -> tuple[Column[LedgerLine], ...]:
    return (
        _tick_column(shown.ticks),
        Column("number", N_("序号"), partial(_number, shown), 54, least=52, sort_key=_order, tone=_soft),
        Column("unit", N_("单位"), _unit, 100, least=92, tooltip=_unit, is_name=True),
        Column("community", N_("社区"), _community, 92, optional=True, rare=True, tone=_soft),
        Column(
            "text",
            N_("存在问题"),
            lambda line: line.problem.text,
            240,
            stretch=True,
            note=_recurrence,
            tooltip=partial(_whole_text, shown),
        ),
        Column("source", N_("来源"), _source, 82, least=78, optional=True, tone=_soft),
        Column("category", N_("类别"), _of("category"), 110, optional=True, rare=True, tone=_soft),
    )


def _who_and_until() -> tuple[Column[LedgerLine], ...]:
    return (
        Column(
            "measure", N_("整改措施"), _of("measure"), 200, optional=True, rare=True, tooltip=_of("measure")
        ),
        Column("leader", N_("责任领导"), _of("leader"), 80, least=73, optional=True, tone=_soft),
        Column("responsible", N_("责任人"), _of("responsible"), 70, least=63, optional=True),
        Column(
            "found", N_("发现日期"), _found, 96, optional=True, rare=True, tone=_soft, tooltip=_found_full
        ),
        Column(
            "deadline",
            N_("整改时限"),
            _deadline,
            132,
            least=126,
            sort_key=_deadline_order,
            tone=days_tone,
            strong=lambda line: line.is_overdue,
            note=days_words,
            spoken=_deadline_spoken,
            tooltip=_deadline_spoken,
        ),
    )


def _how_far() -> tuple[Column[LedgerLine], ...]:
    return (
        Column("result", N_("整改情况"), _of("result"), 160, optional=True, rare=True, tooltip=_of("result")),
        Column("done", N_("完成时间"), _done, 96, optional=True, rare=True, tone=_soft),
        Column("verifier", N_("验收人"), _of("verifier"), 80, optional=True, rare=True),
        Column(
            "evidence",
            N_("佐证"),
            _evidence,
            60,
            optional=True,
            rare=True,
            right=True,
            sort_key=_evidence_order,
        ),
        Column("remark", N_("备注"), _of("note"), 120, optional=True, rare=True, tooltip=_of("note")),
        Column("lane", N_("方式"), lambda line: lane_label(line.problem.lane), 90, optional=True, rare=True),
        Column("state", N_("状态"), _state, 112, least=109, glyph=_glyph, sort_key=_state_order),
    )


def lasting_columns(shown: Shown) -> tuple[Column[LedgerLine], ...]:
    """长期坚持: no deadline, but how far each has come and when that was last said."""
    tick, number, unit, *_rest = _what(shown)
    columns: tuple[Column[LedgerLine], ...] = (
        tick,
        number,
        unit,
        Column("text", N_("存在问题"), lambda line: line.problem.text, 200, stretch=True, note=_recurrence),
        Column("measure", N_("长期坚持的措施"), _of("measure"), 180, least=150, tooltip=_of("measure")),
        Column("result", N_("阶段性完成情况"), _stage, 180, least=116, tooltip=_of("result")),
        Column(
            "stage",
            N_("最近一次"),
            partial(_stage_day, shown),
            166,
            least=158,
            note=partial(_stage_number, shown),
        ),
        Column("responsible", N_("责任人"), _of("responsible"), 80, least=72, optional=True),
        _how_far()[-1],
    )
    return tuple(_ticked(column, shown.ticks) for column in columns)


def laid_out(lines: Sequence[LedgerLine], grouping: str, soon_days: int) -> Rows[LedgerLine]:
    """The lines as they are grouped; each line once. `soon_days` is how near a deadline is to count as soon."""
    if grouping == PLAIN:
        return ListRows(sorted(lines, key=_order), identity)
    if grouping == BY_UNIT:
        return GroupedRows(_units(lines), identity)
    return GroupedRows([_group(one, lines, soon_days) for one in LedgerGroup], identity)


def identity(line: LedgerLine) -> int:
    """What stays the same about a line."""
    return line.problem.id


def spoken(line: LedgerLine) -> str:
    """Whose row it is."""
    return _("第 {number} 号，{unit}").format(number=line.problem.printed_number, unit=line.unit.name)


def _group(group: LedgerGroup, lines: Sequence[LedgerLine], soon_days: int) -> RecordGroup[LedgerLine]:
    words, glyph = GROUPS[group]
    members = [line for line in lines if line.group is group]
    tone = "over" if group is LedgerGroup.OVERDUE else "ink"
    title = _(words).format(n=soon_days)
    return RecordGroup(group.value, title, members, glyph, _count(members), tone=tone, marked=True)


def _units(lines: Sequence[LedgerLine]) -> list[RecordGroup[LedgerLine]]:
    members: dict[int, list[LedgerLine]] = {}
    for line in in_order(lines):
        members.setdefault(line.unit.id, []).append(line)
    return [
        RecordGroup(str(number), own[0].unit.name, own, _heaviest(own), _count(own), marked=True)
        for number, own in members.items()
    ]


def _heaviest(lines: Sequence[LedgerLine]) -> Glyph | None:
    gravest = min((line.group for line in lines), key=list(LedgerGroup).index, default=None)
    return GROUPS[gravest][1] if gravest else None


def _count(lines: Sequence[LedgerLine]) -> str:
    return _("{n} 条").format(n=len(lines))


def _tick_column(ticks: Set[int]) -> Column[LedgerLine]:
    def text(line: LedgerLine) -> str:
        return TICK if line.problem.id in ticks else ""

    def said(line: LedgerLine) -> str:
        return _("已勾选") if text(line) else _("没勾选")

    return Column("tick", "", text, 32, is_tick=True, spoken=said)


def _ticked(column: Column[LedgerLine], ticks: Set[int]) -> Column[LedgerLine]:
    return column._replace(state=lambda line: TICKED if line.problem.id in ticks else "")


def _of(attribute: str) -> Callable[[LedgerLine], str]:
    def text(line: LedgerLine) -> str:
        value: str = getattr(line.problem, attribute)
        return value

    return text


def _number(shown: Shown, line: LedgerLine) -> str:
    return number_words(line.problem, shown.year)


def _order(line: LedgerLine) -> tuple[str, int, int]:
    return line.problem.number.partition("-")[0], line.problem.ordinal, line.problem.round


def _unit(line: LedgerLine) -> str:
    return line.unit.name


def _community(line: LedgerLine) -> str:
    return line.community.name if line.community else ""


def _recurrence(line: LedgerLine) -> str:
    return _("第 {n} 次").format(n=line.recurrence) if line.recurrence > 1 else ""


def _whole_text(shown: Shown, line: LedgerLine) -> str:
    again = recurrence_words(line, shown.months)
    return f"{line.problem.text}\n{again}".strip()


def _source(line: LedgerLine) -> str:
    return source_words(line.problem)


def _found(line: LedgerLine) -> str:
    return f"{line.problem.found_on:%m-%d}" if line.problem.found_on else ""


def _found_full(line: LedgerLine) -> str:
    return full_day(line.problem.found_on)


def _deadline(line: LedgerLine) -> str:
    problem = line.problem
    if problem.deadline is None:
        return problem.deadline_text
    return f"{problem.deadline:%m-%d}"


def _deadline_order(line: LedgerLine) -> tuple[bool, str]:
    return line.problem.deadline is None, full_day(line.problem.deadline)


def _deadline_spoken(line: LedgerLine) -> str:
    day = full_day(line.problem.deadline) or line.problem.deadline_text
    return f"{day} {days_words(line)}".strip()


def _stage(line: LedgerLine) -> str:
    return line.problem.result or _("还没记过进展")


def _stage_day(shown: Shown, line: LedgerLine) -> str:
    stage = shown.stages.get(line.problem.id)
    return full_day(stage.on) if stage else ""


def _stage_number(shown: Shown, line: LedgerLine) -> str:
    stage = shown.stages.get(line.problem.id)
    return _("第 {n} 次").format(n=stage.number) if stage else ""


def _done(line: LedgerLine) -> str:
    return full_day(line.problem.done_on)


def _evidence(line: LedgerLine) -> str:
    return str(line.evidence) if line.evidence else ""


def _evidence_order(line: LedgerLine) -> int:
    return line.evidence


def _state(line: LedgerLine) -> str:
    return problem_state_label(line.problem.state)


def _glyph(line: LedgerLine) -> Glyph:
    return state_glyph(line.problem.state)


def _state_order(line: LedgerLine) -> int:
    return list(ProblemState).index(line.problem.state)


def _soft(_line: LedgerLine) -> str:
    return "ink2"
