"""Yearly step lists: branches by the steps of 组织生活会 or 民主评议, or by the kinds of talks, for one 所属年度."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain import yearly
from gzparty.domain.date_text import Around, Lean, read_date
from gzparty.domain.meeting import YearlyKind
from gzparty.i18n import N_, _
from gzparty.labels.dates import unread_day
from gzparty.labels.votes import yearly_kind_label
from gzparty.services.context import Done
from gzparty.services.meeting_views import YearlyBoard, YearlyLine
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.panels.life.step_columns import (
    can_tick,
    figures_text,
    grouped,
    identity,
    step_columns,
    step_of,
    unit_name,
)
from ui.tables.column import Edit
from ui.tables.groups import GroupedRows
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView
from ui.widgets.controls import frame, label, name_control
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
        self.day = DateEdit(desk.theme, "stepDay", gate.reader.context.today().year, lean=Lean.PAST)
        name_control(self.day, _("打勾的日期"))
        self._waiting: tuple[int, str] | None = None
        """The branch and step whose day was asked for."""
        self._stack = QStackedWidget()
        self._lay_out()
        self.day.line.returnPressed.connect(self._day_written)
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
            return hints(open_row=_("看这个支部的谈话"))
        return hints(open_row=_("打勾"), edit_cell=_("填日期"), fill_down=_("向下填"), clear_cell=_("取消"))

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
        view.records.show(grouped(board))
        if not view.currentIndex().isValid():
            # Before it can have the focus: Qt would begin with the first heading.
            self._choose_first(view)
        self._stack.setCurrentWidget(view)
        self._figures.setText(figures_text(board))
        self._say("")
        for part in (self._day_label, self.day):
            part.setVisible(board.kind is not YearlyKind.TALK)
        self.shown.emit()

    def _make_view(self, kind: YearlyKind) -> RecordView[YearlyLine]:
        view: RecordView[YearlyLine] = RecordView(self._desk.theme, self._desk.memory, f"steps_{kind.value}")
        table: RecordTable[YearlyLine] = RecordTable(step_columns(kind), GroupedRows([], identity), unit_name)
        table.edited.connect(self._take_edits)
        view.set_records(table)
        view.setAccessibleName(yearly_kind_label(kind))
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        # A double click would tick with its first and take back with its second half.
        view.doubleClicked.disconnect()
        view.clicked.connect(self._clicked)
        view.opened.connect(self._opened)
        view.row_keys = RowKeys(N_("打勾、取消打勾，在记录上打开"))
        view.typed.connect(self._type)
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
        step = step_of(line, key)
        if step is None or not can_tick(key, line) or (step.done and not back):
            return
        day = self.day.value()
        if step.done is None and day is None:
            self._waiting = (line.unit.id, key)
            self._ask_for_day()
            return
        self._write({(line.unit.id, key): None if step.done else day})

    def _ask_for_day(self) -> None:
        self._say(self.day.problem() or _("先写打勾的日期：这一步是哪天办的。"))
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.line.selectAll()

    def _day_written(self) -> None:
        """Enter behind the day ticks the step it was asked for and leads back to the list."""
        day = self.day.value()
        if day is None:
            self._ask_for_day()
            return
        self._say("")
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._write({waiting: day})

    def _type(self, text: str) -> None:
        """A digit begins the day of a step in its cell, as in a spreadsheet."""
        view, index = self.view, self.view.currentIndex()
        if (
            not text.isdigit()
            or not index.isValid()
            or not view.records.is_editable(index.row(), index.column())
        ):
            return
        view.edit(index)
        editor = view.viewport().findChild(QLineEdit, "cellEditor")
        if isinstance(editor, QLineEdit):
            editor.selectAll()
            editor.insert(text)

    def _take_edits(self, edits: Sequence[Edit[YearlyLine]]) -> None:
        days: dict[tuple[int, str], date | None] = {}
        around = Around.day(self._gate.reader.context.today())
        for edit in edits:
            text = edit.text.strip()
            day = read_date(text, around) if text else None
            if text and day is None:
                self._reload()
                self._say(unread_day(text))
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
            self.view.records.show(grouped(self.board))

    def _say(self, words: str) -> None:
        self._problem.setText(words)

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._wanted is not None and self.isVisible() and concerns(kinds, SHOWS):
            self.show_year(*self._wanted)
