"""支部生活日: which day of the month each branch keeps, set for one, for several or for a whole community."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.period import period_text
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.duty_views import LifeDayLine
from gzparty.services.unit_groups import gathered
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.duty.part import DutyPart, PartHead
from ui.tables.column import Column
from ui.tables.groups import GroupedRows, RecordGroup
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView
from ui.widgets.controls import button, frame, label
from ui.widgets.more_button import MoreButton
from ui.widgets.stepper import PeriodStepper


def life_columns() -> tuple[Column[LifeDayLine], ...]:
    """Make the columns of the list."""
    return (
        Column("unit", N_("党支部"), lambda line: line.unit.name, 130),
        Column("rule", N_("生活日"), _rule, 130, tone=_rule_tone),
        Column("hour", N_("几点"), _hour, 80),
        Column("grace", N_("宽限"), _grace, 80),
        Column("falls", N_("这个月"), _falls, 150, sort_key=_falls_key),
        Column("until", N_("哪天前都算按时"), _until, 150, sort_key=_falls_key),
        Column("since", N_("从何时起"), _since, stretch=True, tone=lambda _line: "ink2"),
    )


class LifeDays(DutyPart):
    """The list by communities; one form sets what is selected."""

    SHOWS = frozenset({"life_day", "unit", "unit_name", "unit_parent", "calendar_day", "calendar_year"})

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "lifeDays")
        today = gate.reader.context.today()
        self._month = Period.around(today)
        self.lines: tuple[LifeDayLine, ...] = ()
        self._make_controls()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the days of the month shown anew."""
        self.lines = self._gate.reader.duties.life_days(self._month)
        self._stepper.show_period(period_text(self._month))
        open_ones = sum(line.life_day is None for line in self.lines)
        words = _("{n} 个支部").format(n=len(self.lines))
        rest = _("，还有 {n} 个没定").format(n=open_ones) if open_ones else _("，都定了")
        self._head.figures.setText(words + rest if self.lines else words)
        first = self.table.rowCount() == 0
        groups = [RecordGroup(group.key, group.title, group.lines) for group in gathered(self.lines)]
        self.table.show(GroupedRows(groups, identity))
        if first and self.lines:
            self.grid.select_row(1)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What keys do here."""
        return {
            "new": self.set_some,
            "previous_period": self._back,
            "next_period": self._on,
            "recount": self.refresh,
        }

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.grid,)

    def place(self) -> str:
        """How many are selected."""
        return _("选中 {n} 个支部").format(n=len(self.chosen()))

    def chosen(self) -> list[LifeDayLine]:
        """The branches in whose rows anything is selected."""
        rows = [row for row in self.grid.selected_rows() if self.table.heading(row) is None]
        return [self.table.record(row) for row in rows]

    def set_some(self) -> None:
        """Ask for a day and set it for the selected branches, or for others the form names."""
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.duty.life_day_rule_form import LifeDayRuleForm

        form = LifeDayRuleForm(self._desk.theme, self.lines, self.chosen(), self._month.first)

        def call(services: Services, values: Values) -> Done[Any]:
            return services.duties.set_life_day(
                form.unit_ids(values["who"]),
                values["rule"],
                values["starts_at"],
                values["grace"],
                values["valid_from"],
            )

        question = Question(_("支部生活日定在哪天"), _("定下来"), form)
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self)

    def end_some(self) -> None:
        """Take the selected branches' day away from the month shown on."""
        numbers = [line.unit.id for line in self.chosen() if line.life_day is not None]
        first = self._month.first
        if numbers:
            self._gate.write(lambda services: services.duties.end_life_day(numbers, first), self._told)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._stepper = PeriodStepper(theme, "lifeMonth", _("上个月"), _("下个月"))
        self._set = button(theme, "lifeSet", _("定生活日"))
        self._more = MoreButton(theme, "lifeMore")
        self._more.add("lifeCommunity", _("选中这个社区"), self._choose_community)
        self._more.add("lifeOpen", _("选中还没定的"), self._choose_open)
        self._more.add_line()
        self._more.add("lifeEnd", _("取消选中的生活日"), self.end_some)
        self.table = RecordTable[LifeDayLine](life_columns(), GroupedRows([], identity), spoken)
        self.grid = RecordView[LifeDayLine](theme, self._desk.memory, "lifeGrid")
        self.grid.setAccessibleName(_("支部生活日"))
        self.grid.set_records(self.table)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._head = PartHead(theme, "life", _("支部生活日"), self._stepper, self._set, self._more)
        legend = frame("lifeLegend", "legend")
        legend.setFixedHeight(theme.px(38))
        foot = QHBoxLayout(legend)
        foot.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        hint = _("生活日那天办的主题党日、党员大会、党课、党小组会可以一张表一次登记；宽限的几天里办都算按时")
        foot.addWidget(label("lifeHint", hint, "hint"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.grid, 1)
        column.addWidget(legend)

    def _connect(self) -> None:
        self._stepper.stepped.connect(self._step)
        self._set.clicked.connect(self.set_some)
        self.grid.opened.connect(self._open)
        self.grid.edit_wanted.connect(self._open)
        self.grid.cleared.connect(self.end_some)
        self.grid.row_keys = RowKeys(
            N_("定生活日"), "", N_("取消选中的生活日"), N_("取消 {n} 个支部的生活日")
        )
        self.grid.selectionModel().selectionChanged.connect(self.place_changed)

    def _choose(self, wanted: Callable[[LifeDayLine], bool]) -> None:
        last = len(self.table.columns) - 1
        selection = QItemSelection()
        for row in range(self.table.rowCount()):
            if self.table.heading(row) is None and wanted(self.table.record(row)):
                selection.select(self.table.index(row, 0), self.table.index(row, last))
        model = self.grid.selectionModel()
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _choose_community(self) -> None:
        here = self.grid.current_record()
        if here is not None:
            above = here.community
            self._choose(lambda line: line.community == above)

    def _choose_open(self) -> None:
        self._choose(lambda line: line.life_day is None)

    def _open(self, _row: int) -> None:
        self.set_some()

    def _step(self, step: int) -> None:
        self._month = self._month.step(step)
        self.refresh()

    def _back(self) -> None:
        self._step(-1)

    def _on(self) -> None:
        self._step(1)

    def _told(self, outcome: Done[Any]) -> None:
        super()._told(outcome)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)


def identity(line: LifeDayLine) -> int:
    """What stays the same about a branch."""
    return line.unit.id


def spoken(line: LifeDayLine) -> str:
    """Whose row it is."""
    return line.unit.name


def _rule(line: LifeDayLine) -> str:
    return line.life_day.rule if line.life_day else _("没定")


def _rule_tone(line: LifeDayLine) -> str:
    return "ink" if line.life_day else "ink3"


def _hour(line: LifeDayLine) -> str:
    return f"{line.life_day.starts_at:%H:%M}" if line.life_day and line.life_day.starts_at else ""


def _grace(line: LifeDayLine) -> str:
    return _("{n} 天").format(n=line.life_day.grace) if line.life_day and line.life_day.grace else ""


def _falls(line: LifeDayLine) -> str:
    return dates.prose_weekday(line.falls_on) if line.falls_on else ""


def _until(line: LifeDayLine) -> str:
    return dates.prose_weekday(line.until) if line.until else ""


def _falls_key(line: LifeDayLine) -> str:
    return line.until.isoformat() if line.until else ""


def _since(line: LifeDayLine) -> str:
    return f"{line.life_day.valid_from:%Y-%m}" if line.life_day else ""
