"""放假安排: the work calendar of a year as its notice names it, typed in and corrected by the clerk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gzparty.domain.calendar import KNOWN_YEARS, DayRun
from gzparty.i18n import N_, _
from gzparty.labels import dates, sentence
from gzparty.labels.calendar import kind_label, source_label
from gzparty.services.context import Done
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import bind
from ui.panels.holiday_form import RunForm
from ui.tables.column import Column
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, label, set_tone
from ui.widgets.pressing import PressingDialog
from ui.widgets.stepper import PeriodStepper
from ui.widgets.undo_bar import UndoBar

SHOWS = frozenset({"calendar_day", "calendar_year", "training", "sitting"})
SIZE = (760, 720)
FOOT = 60
STRIP = 44
"""Heights in px: of the buttons at the lower edge, and of the room left for the undo bar above them."""


def run_columns(source: Callable[[DayRun], str]) -> tuple[Column[DayRun], ...]:
    """Make the columns of the list of runs; `source` says where a run comes from."""
    return (
        Column(
            "first", N_("起"), lambda run: dates.prose_weekday(run.first), 130, sort_key=lambda run: run.first
        ),
        Column(
            "last", N_("止"), lambda run: dates.prose_weekday(run.last), 130, sort_key=lambda run: run.last
        ),
        Column("days", N_("天数"), lambda run: str(run.length), 64, right=True, sort_key=lambda r: r.length),
        Column("kind", N_("安排"), lambda run: kind_label(run.mark.kind), 110),
        Column("name", N_("名称"), lambda run: run.mark.name, stretch=True),
        Column("source", N_("来源"), source, 90, tone=_soft),
    )


class HolidaysDialog(PressingDialog):
    """A year's runs above the row that adds one; every change is a deed of its own that can be undone."""

    done_deed = Signal(str)
    """A deed that was stored, in words for the status row."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("holidaysDialog")
        self.setWindowTitle(_("放假安排"))
        self._desk = desk
        self._gate = gate
        self._year = gate.reader.context.today().year
        self._official = False
        self._make_controls()
        self._lay_out()
        self._undo_bar = UndoBar(desk.theme, self)
        self._undo_bar.bottom_gap = FOOT
        self._connect()
        room = parent.height() if parent else desk.theme.px(SIZE[1])
        self.resize(desk.theme.px(SIZE[0]), min(desk.theme.px(SIZE[1]), room))

    def show_year(self, year: int) -> None:
        """Show a year of the table; one outside the years offices plan for is passed over."""
        if year not in KNOWN_YEARS:
            return
        self._year = year
        self.form.set_year(year)
        self._say("")
        self.refresh()

    def refresh(self) -> None:
        """Read the year anew."""
        table = self._gate.reader.calendars.year(self._year)
        self._official = table.official
        self._stepper.show_period(_("{year}年").format(year=self._year))
        sure = _("{year} 年的放假安排齐了，排日子照它算。")
        unsure = _(
            "{year} 年还没和国务院通知核对过。照通知把放假和调休填齐，再点“这一年已和国务院通知核对过”。"
        )
        self._state.setText((sure if table.official else unsure).format(year=self._year))
        set_tone(self._state, "ok" if table.official else "warn")
        self._confirm.setVisible(not table.official)
        self._fill.setVisible(not table.official)
        self._table.show(ListRows(table.runs, _first))
        self._remove.setEnabled(bool(table.runs))
        self._findings.setText("\n".join(sentence(finding) for finding in table.findings))
        self._findings.setVisible(bool(table.findings))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.form.next_problem()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Z to the records where a field has nothing of its own to take back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
        ):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not watched.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not watched.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._stepper = PeriodStepper(theme, "holidayYear", _("上一年"), _("下一年"))
        self._state = label("holidayState", role="label")
        self._state.setWordWrap(True)
        self._table = RecordTable(run_columns(self._source), ListRows[DayRun]([], _first), _spoken)
        self.grid = RecordView[DayRun](theme, self._desk.memory, "holidayGrid")
        self.grid.set_records(self._table)
        self.grid.setAccessibleName(_("放假安排"))
        self._findings = label("holidayFindings", role="label", tone="warn")
        self._findings.setWordWrap(True)
        self.form = RunForm(theme, self._year)
        self._add = button(theme, "holidayAdd", _("加上"), "primary")
        self._add.setDefault(True)
        self.form.set_verb(self._add)
        self._told = label("holidayTold", role="label", tone="warn")
        self._told.setWordWrap(True)
        self._told.hide()
        self._remove = button(theme, "holidayRemove", _("删掉选中的"))
        self._fill = button(theme, "holidayFill", _("填入程序知道的节假日"))
        self._confirm = button(theme, "holidayConfirm", _("这一年已和国务院通知核对过"))
        self._close = button(theme, "holidayClose", _("收起"), "quiet")

    def _lay_out(self) -> None:
        theme = self._desk.theme
        head = self._line(label("holidayTitle", _("放假安排"), "h16"), self._stepper)
        head.addStretch(1)
        foot = self._line(self._remove, self._fill, self._confirm)
        foot.addStretch(1)
        foot.addWidget(self._close)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addLayout(head)
        layout.addWidget(self._state)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._findings)
        layout.addWidget(self._told)
        layout.addWidget(self.form)
        layout.addSpacing(theme.px(STRIP))
        layout.addLayout(foot)

    def _line(self, *parts: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._desk.theme.px(12))
        for part in parts:
            line.addWidget(part)
        return line

    def _connect(self) -> None:
        self._stepper.stepped.connect(self._step)
        self.grid.cleared.connect(self._take_away)
        self._add.clicked.connect(self._mark)
        self._remove.clicked.connect(self._take_away)
        self._fill.clicked.connect(self._fill_in)
        self._confirm.clicked.connect(self._confirm_year)
        self._close.clicked.connect(self.reject)
        self._undo_bar.undone.connect(self._gate.undo)
        self._desk.changes.changed.connect(self._look_again)
        for line in (self.form.first.line, self.form.last.line, self.form.name):
            line.installEventFilter(self)
        deeds = {
            "undo": self._gate.undo,
            "redo": self._gate.redo,
            "previous_period": self._back,
            "next_period": self._on,
        }
        bind(self, deeds)

    def _look_again(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and concerns(kinds, SHOWS):
            self.refresh()

    def _source(self, run: DayRun) -> str:
        return source_label(by_hand=run.by_hand, official=self._official)

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _step(self, step: int) -> None:
        self.show_year(self._year + step)

    def _back(self) -> None:
        self._step(-1)

    def _on(self) -> None:
        self._step(1)

    def _mark(self) -> None:
        self.form.values()
        problems = self.form.problems()
        self.form.show_problems(problems)
        run = self.form.run()
        if problems or run is None:
            return
        typed = self.form.draft()

        def stored(outcome: Done[Any]) -> None:
            if self.form.draft() == typed:
                self.form.empty()
            self.form.first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_year(run.first.year)
            # A sentence that came or went changes the room the rows have.
            self._layout.activate()
            self.grid.select_row(self._table.row_of(run.first))
            self._tell(outcome)

        self._gate.write(
            lambda services: services.calendars.mark_range(run.first, run.last, run.mark.kind, run.mark.name),
            stored,
            self._say,
        )

    def _take_away(self) -> None:
        run = self.grid.current_record()
        if run is not None:
            self._gate.write(
                lambda services: services.calendars.clear_range(run.first, run.last),
                self._tell,
                self._say,
            )

    def _fill_in(self) -> None:
        year = self._year

        def filled(outcome: Done[bool]) -> None:
            self._tell(outcome)
            if not outcome.value:
                words = _("程序里还没有 {year} 年的调休，只有法定节日。请照国务院通知手工填。")
                self._say(words.format(year=year))

        self._gate.write(lambda services: services.calendars.ensure(year), filled, self._say)

    def _confirm_year(self) -> None:
        year = self._year
        self._gate.write(
            lambda services: services.calendars.confirm_year(year), self._tell, self._told.setText
        )

    def _tell(self, outcome: Done[Any]) -> None:
        self._say("")
        if outcome.action:
            self._undo_bar.say(outcome.name)
            self.done_deed.emit(outcome.name)


def _first(run: DayRun) -> Any:
    return run.first


def _spoken(run: DayRun) -> str:
    return _("{name}，{day} 起").format(name=run.mark.name, day=dates.prose(run.first))


def _soft(_run: DayRun) -> str:
    return "ink2"
