"""制度与时限: every duty with its basis, rhythm and deadlines as they hold in a month; one of them on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels.period import period_text
from gzparty.services.bundle import Services
from gzparty.services.duty_views import DutyLine, ErrandView
from gzparty.services.hard_rules import hard_rules
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.duty import rows as duty_rows
from ui.panels.duty.panel import WIDTH, DutyPanel, own_code
from ui.panels.duty.part import DutyPart, PartHead
from ui.panels.duty.rows import SINCE, DutyRow
from ui.tables.groups import GroupedRows
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView
from ui.widgets.combo import Combo
from ui.widgets.controls import frame, label
from ui.widgets.flow import FlowLayout
from ui.widgets.panel_split import PanelSplit
from ui.wishes import ErrandRequest, PrintRequest

MONTHS_BACK, MONTHS_AHEAD = 12, 12
LEGEND = (
    (N_("条例"), N_("过时限算没开，写了原因可免办")),
    (N_("镇定"), N_("次数镇里可改")),
    (N_("力争"), N_("没办写一句说明，不标红")),
    (N_("一次性"), N_("办完收起")),
)


ALL_FROM = 640
"""So wide, in px, the list shows every column."""


class DutyGrid(RecordView[DutyRow]):
    """A rule nobody can change is a sentence: it takes the room of the columns it has nothing for."""

    def _span_headings(self) -> None:
        super()._span_headings()
        records = self.records
        first, last = records.column_at("who"), records.column_at("report")
        for row in range(records.rowCount()):
            if records.heading(row) is None and records.record(row).rule is not None:
                self.setSpan(row, first, 1, last - first + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.column_layout.show_unasked((SINCE,), self.width() >= self._theme.px(ALL_FROM))


class DutyList(DutyPart):
    """The table with its month, the legend under it and the panel beside it."""

    export_wanted = Signal(object)
    """A day; the rules that hold then shall become a workbook."""

    SHOWS = frozenset(
        {"duty", "errand", "errand_unit", "unit", "unit_parent", "party_group", "membership", "waiver"}
    )

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "dutyList")
        self._lines: tuple[DutyLine, ...] = ()
        self._panel: DutyPanel | None = None
        self._wanted = ""
        self._make_controls()
        self._lay_out()
        self._connect()
        gate.drafts.opens("duty", self._go_on)
        self.refresh()

    def refresh(self) -> None:
        """Have the duties of the month shown read anew behind the window; the current one stays."""
        day = self.day()
        self._gate.behind.ask("duties", partial(_read, day), self._show_read)

    def _show_read(self, found: tuple[tuple[DutyLine, ...], tuple[ErrandView, ...]]) -> None:
        self._lines, errands = found
        self._head.figures.setText(duty_rows.figures(self._lines, errands))
        first = self.table.rowCount() == 0
        groups = duty_rows.grouped(self._lines, errands, hard_rules())
        self.table.show(GroupedRows(groups, duty_rows.identity))
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.show_duty(wanted)
        elif first:
            self.grid.select_row(1)
        self._show_current()

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What keys do here."""
        deeds: dict[str, Callable[[], object]] = {
            "new": self.add,
            "print": self.print,
            "export": self._export,
            "previous_period": self._previous,
            "next_period": self._next,
            "today": self._go_to_today,
            "recount": self.refresh,
        }
        if self._panel is not None:
            deeds["save"] = self._panel.save
            deeds["next_problem"] = self._panel.form.next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.grid, self._panel) if self._panel is not None else (self.grid,)

    def place(self) -> str:
        """选中：党小组会 · 召开."""
        row, index = self.grid.current_record(), self.grid.currentIndex()
        if row is None:
            return ""
        column = self.table.columns[index.column()]
        return _("选中：{title} · {column}").format(title=row.title, column=_(column.title))

    def day(self) -> date:
        """The first day of the month shown."""
        day = self.month.value()
        assert isinstance(day, date)
        return day

    def show_duty(self, code: str) -> None:
        """Go to a duty by its code."""
        row = self.table.row_of(f"duty:{code}")
        if row < 0:
            self._wanted = code
        else:
            self.grid.select_row(row)
            self._show_current()

    def add(self) -> None:
        """Begin a duty of the office's own."""
        panel = self.panel
        panel.begin(own_code([line.duty.code for line in self._lines]))
        panel.show()

    def _go_on(self, record: str) -> None:
        """Go on with a duty half typed, or a new one of the office's own."""
        row = self.table.row_of(f"duty:{record}")
        if row >= 0:
            self.grid.select_row(row)
            self._open(row)
        elif record == "new" and self._lines:
            self.add()

    def print(self) -> None:
        """Ask for the table as a paper."""
        month = self.day()
        self._desk.wishes.show_page("print", PrintRequest("duty-table", {"year": month.year, "on": month}))

    @property
    def panel(self) -> DutyPanel:
        """The panel on the right, built when it is first wanted."""
        if self._panel is None:
            self._panel = DutyPanel(self._desk, self._gate)
            self._panel.done.connect(self.done)
            self._panel.stored.connect(self.show_duty)
            self._panel.closed.connect(self._close_panel)
            self._panel.errand_wanted.connect(self._open_errand)
            self._split.addWidget(self._panel)
            width = self._desk.theme.px(WIDTH)
            self._split.setSizes([max(1, self.width() - width), width])
            self._split.design(width)
            self._split.setStretchFactor(0, 1)
            self._split.setStretchFactor(1, 0)
        return self._panel

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.month = Combo(theme, "dutyMonth")
        self.month.setAccessibleName(_("看哪个月有效的"))
        today = self._gate.reader.context.today()
        for step in range(-MONTHS_BACK, MONTHS_AHEAD + 1):
            month = Period.around(today).step(step)
            self.month.add(_("{month} 有效的").format(month=period_text(month)), month.first)
        self.month.set_value(today.replace(day=1))
        self.month.setFixedWidth(theme.px(164))
        self.table = RecordTable[DutyRow](
            duty_rows.duty_columns(), GroupedRows([], duty_rows.identity), duty_rows.spoken
        )
        self.grid = DutyGrid(theme, self._desk.memory, "dutyGrid")
        self.grid.setAccessibleName(_("制度与时限"))
        self.grid.set_records(self.table)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._head = PartHead(theme, "dutyList", _("制度与时限"), self.month)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.grid, 1)
        column.addWidget(self._legend())
        self._split = PanelSplit(theme, "duty")
        self._split.addWidget(left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _legend(self) -> QFrame:
        theme = self._desk.theme
        legend = frame("dutyLegend", "legend")
        around = QVBoxLayout(legend)
        around.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        entries = QWidget()
        around.addWidget(entries)
        flow = FlowLayout(entries, theme.px(4))
        for place, (word, meaning) in enumerate(LEGEND):
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, theme.px(14), 0)
            row.setSpacing(theme.px(8))
            row.addWidget(label(f"dutyLegendWord{place}", _(word), "labelStrong", "ink2"))
            row.addWidget(label(f"dutyLegendText{place}", _(meaning), "hint"))
            flow.addWidget(entry)
        return legend

    def _connect(self) -> None:
        self.month.currentIndexChanged.connect(self.refresh)
        self.grid.row_changed.connect(self._row_changed)
        self.grid.selectionModel().currentChanged.connect(self.place_changed)
        self.grid.opened.connect(self._open)
        self.grid.edit_wanted.connect(self._edit)
        self.grid.row_keys = RowKeys(N_("打开"), N_("修改…"))

    def _export(self) -> None:
        self.export_wanted.emit(self.day())

    def _row_changed(self, _row: int) -> None:
        if self.isVisible():
            self._show_current()

    def _show_current(self) -> None:
        row = self.grid.current_record()
        if row is None or (self._panel is not None and self._panel.is_new() and self._panel.isVisible()):
            return
        if self._panel is None or not self._panel.isHidden():
            self.panel.show_row(row)

    def _open(self, _row: int) -> None:
        row = self.grid.current_record()
        if row is not None:
            self.panel.show_row(row)
            self.panel.show()

    def _edit(self, row: int) -> None:
        self._open(row)
        record = self.grid.current_record()
        if record is not None and record.line is not None:
            self.panel.focus_field(self.table.columns[self.grid.currentIndex().column()].key)

    def _close_panel(self) -> None:
        if self._panel is not None:
            if self._panel.is_new():
                self._panel.give_up()
            self._panel.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_errand(self, errand_id: int) -> None:
        self._desk.wishes.show_page("errands", ErrandRequest(errand_id))

    def _previous(self) -> None:
        self.month.setCurrentIndex(max(0, self.month.currentIndex() - 1))

    def _next(self) -> None:
        self.month.setCurrentIndex(min(self.month.count() - 1, self.month.currentIndex() + 1))

    def _go_to_today(self) -> None:
        self.month.set_value(self._gate.reader.context.today().replace(day=1))


def _read(day: date, services: Services) -> tuple[tuple[DutyLine, ...], tuple[ErrandView, ...]]:
    """The duties that hold in a month, and the errands asked for until its end that were open in it."""
    month = Period.around(day)
    with services.store.snapshot():
        errands = tuple(
            view
            for view in services.errands.all(open_only=False)
            if view.errand.asked_on <= month.last
            and (view.errand.finished_on is None or view.errand.finished_on >= month.first)
        )
        return services.duties.lines(day), errands
