"""Yearly step lists: branches by the steps of 组织生活会 or 民主评议, or by the kinds of talks, for one 所属年度."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain import yearly
from gzparty.domain.date_text import read_date
from gzparty.domain.dues import DueState
from gzparty.domain.meeting import TalkKind, YearlyKind
from gzparty.domain.yearly import talk_counts
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.duty import due_state_label
from gzparty.labels.votes import step_label, talk_kind_label, yearly_kind_label
from gzparty.services.context import Done
from gzparty.services.meeting_views import StepLine, YearlyBoard, YearlyLine
from gzparty.services.unit_groups import gathered
from ui.changes import concerns
from ui.desk import Desk
from ui.due_glyphs import due_tone, state_glyph
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.tables.column import Column, Edit
from ui.tables.groups import GroupedRows, RecordGroup
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView
from ui.widgets.controls import frame, label
from ui.widgets.date_edit import DateEdit
from ui.wishes import LifeRequest

SHOWS = frozenset({"yearly_step", "talk", "meeting", "sitting", "waiver", "duty", "unit", "unit_name"})
Days = Mapping[tuple[int, str], date | None]


class StepLists(QWidget):
    """`show_year(kind, year)` shows one list. Space or a click ticks a step for the day written above, F2 types its own
    day, Ctrl+D fills it down, Delete takes it back; the record's own column opens the record."""

    done = Signal(str)
    """A deed that can be taken back."""
    talks_wanted = Signal(int, int)
    """The talks of a branch in a year are wanted (unit id, year)."""
    shown = Signal()
    """Another list is shown, or it stands differently now."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepLists")
        self._desk = desk
        self._gate = gate
        self.board: YearlyBoard | None = None
        self._wanted: tuple[YearlyKind, int] | None = None
        self._views: dict[YearlyKind, RecordView[YearlyLine]] = {}
        self._figures = label("stepFigures", role="label")
        self._problem = label("stepProblem", role="problem")
        self._problem.setWordWrap(True)
        self.day = DateEdit(desk.theme, "stepDay", gate.reader.context.today().year)
        self.day.setAccessibleName(_("打勾的日期"))
        self._stack = QStackedWidget()
        self._lay_out()
        desk.changes.changed.connect(self._changed)

    def show_year(self, kind: YearlyKind, year: int) -> None:
        """Show the list of a kind for a year (所属年度)."""
        self._wanted = (kind, year)
        self._gate.behind.ask("life.steps", lambda services: services.yearly.board(kind, year), self._show)

    @property
    def view(self) -> RecordView[YearlyLine]:
        """The table of the list shown; show_year comes first."""
        assert self.board is not None
        return self._views[self.board.kind]

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.view] if self.board else []

    def key_hints(self) -> str:
        """The keys worth knowing here."""
        if self.board is not None and self.board.kind is YearlyKind.TALK:
            return _("空格 看这个支部的谈话")
        return _("空格 打勾　F2 填日期　Ctrl+D 向下填　Delete 取消")

    def _lay_out(self) -> None:
        theme = self._desk.theme
        strip = frame("stepStrip", "plain")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self._figures)
        row.addWidget(self._problem, 1)
        self._day_label = label("stepDayLabel", _("打勾的日期"), "label")
        self._day_label.setBuddy(self.day)
        row.addWidget(self._day_label)
        row.addWidget(self.day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(self._stack, 1)

    def _show(self, board: YearlyBoard) -> None:
        self.board = board
        if board.kind not in self._views:
            self._views[board.kind] = self._make_view(board.kind)
        view = self._views[board.kind]
        view.records.show(_grouped(board))
        if not view.currentIndex().isValid():
            # Before it can have the focus: Qt would begin with the first heading.
            self._choose_first(view)
        self._stack.setCurrentWidget(view)
        self._figures.setText(_figures(board))
        self._say("")
        for part in (self._day_label, self.day):
            part.setVisible(board.kind is not YearlyKind.TALK)
        self.shown.emit()

    def _make_view(self, kind: YearlyKind) -> RecordView[YearlyLine]:
        view: RecordView[YearlyLine] = RecordView(self._desk.theme, self._desk.memory, f"steps_{kind.value}")
        table: RecordTable[YearlyLine] = RecordTable(_columns(kind), GroupedRows([], _unit_id), _unit_name)
        table.edited.connect(self._take_edits)
        view.set_records(table)
        view.setAccessibleName(yearly_kind_label(kind))
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        # A double click would tick with its first and take back with its second half.
        view.doubleClicked.disconnect()
        view.clicked.connect(self._clicked)
        view.opened.connect(self._opened)
        self._stack.addWidget(view)
        return view

    @staticmethod
    def _choose_first(view: RecordView[YearlyLine]) -> None:
        records = view.records
        row = next((row for row in range(records.rowCount()) if records.heading(row) is None), -1)
        if row >= 0:
            view.select_row(row, 1)

    def _clicked(self, index: QModelIndex) -> None:
        """A click ticks what is open, and never takes a step back."""
        if self.view.records.heading(index.row()) is None:
            self._tick_at(index, back=False)

    def _opened(self, _row: int) -> None:
        """Space ticks, or takes back what was ticked; on the record it opens it."""
        index, board = self.view.currentIndex(), self.board
        line = self.view.current_record()
        if board is None or line is None:
            return
        key = self.view.records.columns[index.column()].key
        if board.kind is YearlyKind.TALK:
            self.talks_wanted.emit(line.unit.id, board.year)
        elif key in ("held", "unit"):
            self._open_record(line, board)
        else:
            self._tick_at(index, back=True)

    def _open_record(self, line: YearlyLine, board: YearlyBoard) -> None:
        kind, meeting = yearly.RECORDS[board.kind].value, line.meeting
        number = meeting.id if meeting else 0
        self._desk.wishes.show_page(
            "life", LifeRequest(kind, board.year, line.unit.id, period=f"{board.year}", meeting_id=number)
        )

    def _tick_at(self, index: QModelIndex, *, back: bool) -> None:
        line, key = self.view.records.record(index.row()), self.view.records.columns[index.column()].key
        step = _step(line, key)
        if step is None or not _can_tick(key, line) or (step.done and not back):
            return
        day = self.day.value()
        if step.done is None and day is None:
            self._say(self.day.problem() or _("先写打勾的日期：这一步是哪天办的。"))
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._write({(line.unit.id, key): None if step.done else day})

    def _take_edits(self, edits: Sequence[Edit[YearlyLine]]) -> None:
        days: dict[tuple[int, str], date | None] = {}
        year = self._gate.reader.context.today().year
        for edit in edits:
            text = edit.text.strip()
            day = read_date(text, year) if text else None
            if text and day is None:
                self._reload()
                self._say(_("“{text}”不是日期，写成 6.12 或 2026-06-12。").format(text=text[:20]))
                return
            days[edit.record.unit.id, edit.column] = day
        self._write(days)

    def _write(self, days: Days) -> None:
        board = self.board
        if board is None:
            return
        if len(days) == 1:
            ((unit_id, step), day) = next(iter(days.items()))
            self._write_one(board, unit_id, step, day)
            return
        self._gate.write(
            lambda services: services.yearly.change_steps(board.kind, board.year, days),
            self._stored,
            self._refused,
        )

    def _write_one(self, board: YearlyBoard, unit_id: int, step: str, day: date | None) -> None:
        kind, year = board.kind, board.year
        if day is None:
            self._gate.write(
                lambda services: services.yearly.untick(unit_id, kind, year, step),
                self._stored,
                self._refused,
            )
        else:
            self._gate.write(
                lambda services: services.yearly.tick(unit_id, kind, year, step, day),
                self._stored,
                self._refused,
            )

    def _stored(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _refused(self, words: str) -> None:
        self._reload()
        self._say(words)

    def _reload(self) -> None:
        """Show what is stored again in place of what was typed."""
        if self.board is not None:
            self.view.records.show(_grouped(self.board))

    def _say(self, words: str) -> None:
        self._problem.setText(words)

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._wanted is not None and self.isVisible() and concerns(kinds, SHOWS):
            self.show_year(*self._wanted)


def _columns(kind: YearlyKind) -> tuple[Column[YearlyLine], ...]:
    unit = Column("unit", N_("党支部"), _unit_name, 130, narrow=110)
    if kind is YearlyKind.TALK:
        counts = [_talk_column(one) for one in TalkKind]
        last = Column("last", N_("最近一次"), _last_talk, 110, stretch=True, tone=_dim)
        return (unit, *counts, last)
    steps = [
        _held_column(stretch=False) if step.record else _step_column(step.code) for step in yearly.STEPS[kind]
    ]
    # A list whose steps name no record ends with it.
    if not any(step.record for step in yearly.STEPS[kind]):
        steps.append(_held_column(stretch=False))
    state = Column("state", N_("状态"), _state, 110, stretch=True, glyph=_state_mark, tone=_state_tone)
    return (unit, *steps, state)


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
        narrow=88,
        sort_key=lambda line: _done_on(line, code) or date.max,
        glyph=glyph,
        tone=_dim,
        tooltip=full,
        spoken=spoken,
        editable=partial(_can_tick, code),
        edit_text=full,
    )


def _held_column(*, stretch: bool) -> Column[YearlyLine]:
    return Column(
        "held",
        N_("召开"),
        lambda line: dates.table(line.held_on) if line.held_on else "",
        96,
        narrow=88,
        sort_key=lambda line: line.held_on or date.max,
        stretch=stretch,
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


def _grouped(board: YearlyBoard) -> GroupedRows[YearlyLine]:
    groups = gathered(board.lines)
    named = [RecordGroup(group.key, group.title, group.lines) for group in groups]
    return GroupedRows(named, _unit_id)


def _figures(board: YearlyBoard) -> str:
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


def _step(line: YearlyLine, key: str) -> StepLine | None:
    return next((step for step in line.steps if step.code == key), None)


def _done_on(line: YearlyLine, key: str) -> date | None:
    step = _step(line, key)
    return step.done.done_on if step and step.done else None


def _can_tick(key: str, _line: YearlyLine) -> bool:
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


def _unit_id(line: YearlyLine) -> int:
    return line.unit.id


def _unit_name(line: YearlyLine) -> str:
    return line.unit.name


def _dim(_line: YearlyLine) -> str:
    return "ink2"
