"""The columns of yearly step lists, and what their cells say."""

from __future__ import annotations

from datetime import date
from functools import partial

from gzparty.domain import yearly
from gzparty.domain.dues import DueState
from gzparty.domain.meeting import TalkKind, YearlyKind
from gzparty.domain.yearly import talk_counts
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.duty import due_state_label
from gzparty.labels.votes import step_label, talk_kind_label
from gzparty.services.meeting_views import StepLine, YearlyBoard, YearlyLine
from gzparty.services.unit_groups import gathered
from ui.due_glyphs import due_tone, state_glyph
from ui.glyphs import Glyph
from ui.tables.column import Column
from ui.tables.groups import GroupedRows, RecordGroup


def step_columns(kind: YearlyKind) -> tuple[Column[YearlyLine], ...]:
    """The columns of a list: a step each, or a kind of talk each."""
    unit = Column("unit", N_("党支部"), unit_name, 130, least=110)
    if kind is YearlyKind.TALK:
        counts = [_talk_column(one) for one in TalkKind]
        last = Column("last", N_("最近一次"), _last_talk, 110, tone=_dim)
        return tuple(column._replace(stretch=True) for column in (unit, *counts, last))
    steps = [_held_column() if step.record else _step_column(step.code) for step in yearly.STEPS[kind]]
    # A list whose steps name no record ends with it.
    if not any(step.record for step in yearly.STEPS[kind]):
        steps.append(_held_column())
    state = Column("state", N_("状态"), _state, 110, glyph=_state_mark, tone=_state_tone)
    return tuple(column._replace(stretch=True) for column in (unit, *steps, state))


def _step_column(code: str) -> Column[YearlyLine]:
    def glyph(line: YearlyLine) -> Glyph:
        return Glyph.DONE if _done_on(line, code) else Glyph.TODO

    def text(line: YearlyLine) -> str:
        day = _done_on(line, code)
        return dates.table(day) if day else ""

    def full(line: YearlyLine) -> str:
        day = _done_on(line, code)
        return day.isoformat() if day else ""

    def spoken(line: YearlyLine) -> str:
        day = _done_on(line, code)
        return _("{day}办").format(day=dates.prose(day)) if day else _("还没办")

    return Column(
        code,
        step_label(code),
        text,
        96,
        least=88,
        sort_key=lambda line: _done_on(line, code) or date.max,
        glyph=glyph,
        tone=_dim,
        tooltip=full,
        spoken=spoken,
        editable=partial(can_tick, code),
        edit_text=full,
    )


def _held_column() -> Column[YearlyLine]:
    return Column(
        "held",
        N_("召开"),
        lambda line: dates.table(line.held_on) if line.held_on else "",
        96,
        least=88,
        sort_key=lambda line: line.held_on or date.max,
        glyph=lambda line: Glyph.DONE if line.held_on else Glyph.TODO,
        tone=_dim,
        tooltip=lambda line: line.held_on.isoformat() if line.held_on else _("没登记，空格去登记"),
        spoken=lambda line: (
            _("{day}召开").format(day=dates.prose(line.held_on)) if line.held_on else _("没登记")
        ),
    )


def _talk_column(kind: TalkKind) -> Column[YearlyLine]:
    def count(line: YearlyLine) -> int:
        return talk_counts(line.talks)[kind]

    return Column(
        kind.value,
        talk_kind_label(kind),
        lambda line: str(count(line)) if count(line) else "",
        110,
        sort_key=count,
        glyph=lambda line: Glyph.DONE if count(line) else None if kind is TalkKind.SPECIAL else Glyph.TODO,
        spoken=lambda line: _("{n} 次").format(n=count(line)),
    )


def grouped(board: YearlyBoard) -> GroupedRows[YearlyLine]:
    """The branches under their communities."""
    groups = gathered(board.lines)
    named = [RecordGroup(group.key, group.title, group.lines) for group in groups]
    return GroupedRows(named, identity)


def figures_text(board: YearlyBoard) -> str:
    """How many have held it, and how many are done with every step."""
    facts = {"year": board.year, "total": len(board.lines)}
    if board.kind is YearlyKind.TALK:
        talks = sum(len(line.talks) for line in board.lines)
        some = sum(bool(line.talks) for line in board.lines)
        return _("{year}年度：{talks} 次谈话，{some} 个支部已谈，共 {total} 个").format(
            talks=talks, some=some, **facts
        )
    held = sum(line.held_on is not None for line in board.lines)
    whole = sum(bool(line.steps) and all(step.done for step in line.steps) for line in board.lines)
    return _("{year}年度：已召开 {held}，步骤办齐 {whole}，共 {total} 个支部").format(
        held=held, whole=whole, **facts
    )


def step_of(line: YearlyLine, key: str) -> StepLine | None:
    """A step of a branch's list; None for a column that is none."""
    return next((step for step in line.steps if step.code == key), None)


def _done_on(line: YearlyLine, key: str) -> date | None:
    step = step_of(line, key)
    return step.done.done_on if step and step.done else None


def can_tick(key: str, _line: YearlyLine) -> bool:
    """Whether a step is ticked by hand; what a record does is not."""
    return key != "held"


def _last_talk(line: YearlyLine) -> str:
    last = max((talk.held_on for talk in line.talks), default=None)
    return dates.table(last) if last else ""


def _state(line: YearlyLine) -> str:
    return "" if line.state is DueState.NOT_APPLICABLE else due_state_label(line.state)


def _state_mark(line: YearlyLine) -> Glyph | None:
    return state_glyph(line.state)


def _state_tone(line: YearlyLine) -> str:
    return due_tone(line.state)


def identity(line: YearlyLine) -> int:
    """What stays the same about a branch."""
    return line.unit.id


def unit_name(line: YearlyLine) -> str:
    """Whose line it is."""
    return line.unit.name


def _dim(_line: YearlyLine) -> str:
    return "ink2"
