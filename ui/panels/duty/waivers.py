"""免办: who was let off which duty in a year, why and with whose word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.entry import NAME_LIMIT
from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.period import period_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.duties import REASON_LIMIT
from gzparty.services.duty_views import DutyLine, WaiverLine
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.duty.part import DutyPart, PartHead
from ui.panels.form import Form
from ui.panels.person_forms import FormGround
from ui.tables.column import Column
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.combo import Combo
from ui.widgets.controls import button, field
from ui.widgets.duty_fields import PeriodField
from ui.widgets.empty_state import EmptyState
from ui.widgets.stepper import PeriodStepper


def waiver_columns() -> tuple[Column[WaiverLine], ...]:
    """Make the columns of the list."""
    return (
        Column("unit", N_("单位"), _unit, 150),
        Column("duty", N_("事项"), lambda line: line.title, 120),
        Column("period", N_("哪一期"), _period, 110, sort_key=lambda line: line.waiver.period),
        Column("reason", N_("原因"), lambda line: line.waiver.reason, stretch=True, tooltip=_reason),
        Column("approver", N_("谁同意的"), lambda line: line.waiver.approver, 110),
        Column("approved", N_("同意日期"), _approved, 110, tone=lambda _line: "ink2"),
    )


class WaiverForm(Form):
    """Who, from what, for which period, why, with whose word."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("waiverUnit", "unit_id"),
        ("waiverDuty", "duty"),
        ("waiverPeriod", "period"),
        ("waiverReason", "reason"),
        ("waiverApprover", "approver"),
        ("waiverDay", "approved_on"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"reason": REASON_LIMIT, "approver": NAME_LIMIT}
    REQUIRED = (
        ("unit_id", N_("填上哪个单位免办")),
        ("period", N_("填上哪一期免办，如 6月、二季度 或 2026年")),
        ("reason", N_("写一句原因，如 换届期间")),
    )

    def __init__(self, ground: FormGround, duties: Sequence[DutyLine], chosen: str = "") -> None:
        super().__init__(ground.theme, "waiverForm")
        self.duty = Combo(ground.theme, "waiverDuty")
        for line in duties:
            self.duty.add(line.duty.title, line.duty.code)
        if chosen:
            self.duty.set_value(chosen)
        self.add_row(_("单位"), ground.unit("waiverUnit"))
        self.add_row(_("事项"), self.duty)
        self.add_row(_("哪一期"), PeriodField(ground.theme, "waiverPeriod", ground.today))
        self.add_row(_("原因"), field("waiverReason", hint=_("如 换届期间，已报镇党委")))
        self.add_row(_("谁同意的"), field("waiverApprover", hint=_("如 周示例")))
        self.add_row(_("同意日期"), ground.day("waiverDay"))
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        for attribute, words in self.REQUIRED:
            if not values[attribute]:
                found.setdefault(attribute, _(words))
        return found


FORM = "waiver"
"""Under what a half-typed one is kept: waiver/add."""


class Waivers(DutyPart):
    """The list of a year; what is taken back is owed again."""

    SHOWS = frozenset({"waiver", "unit", "unit_name", "duty"})

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "waivers")
        self._year = gate.reader.context.today().year
        self._make_controls()
        self._lay_out()
        self._connect()
        gate.drafts.opens(FORM, self._go_on)
        self.refresh()

    def refresh(self) -> None:
        """Read the year anew."""
        lines = self._gate.reader.duties.waivers(self._year)
        self._stepper.show_period(_("{year}年").format(year=self._year))
        self._head.figures.setText(_("{n} 条").format(n=len(lines)) if lines else "")
        self.table.show(ListRows(lines, identity))
        if lines and not self.grid.currentIndex().isValid():
            self.grid.select_row(0)
        self._remove.setEnabled(bool(lines))
        self._stack.setCurrentWidget(self.grid if lines else self._empty)
        title = _("{year} 年没有免办的").format(year=self._year)
        self._empty.say(title, _("没开成又不该算没开的，记一条免办：写明原因和谁同意，那一格就不再催。"))

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What keys do here."""
        return {
            "new": self.add,
            "previous_period": self._back,
            "next_period": self._on,
            "recount": self.refresh,
        }

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.grid,)

    def place(self) -> str:
        """Which line of how many."""
        return _("共 {n} 条").format(n=self.table.rowCount())

    def add(self, code: str = "") -> None:
        """Ask for one more."""
        from ui.panels.ask import Question, Values, ask_and_write

        with self._gate.reading():
            reader = self._gate.reader
            today = reader.context.today()
            ground = FormGround(self._desk.theme, today, reader.people.units())
            duties = [line for line in reader.duties.lines(today) if not line.duty.stopped]
        form = WaiverForm(ground, duties, code if isinstance(code, str) else "")

        def call(services: Services, values: Values) -> Done[Any]:
            return services.duties.waive(
                values["duty"],
                values["unit_id"],
                values["period"],
                values["reason"],
                values["approver"],
                values["approved_on"],
            )

        question = Question(_("哪个单位免办"), _("记下免办"), form, draft=draft_key(FORM, "add"))
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self)

    def _go_on(self, _record: str) -> None:
        """Go on with one half typed."""
        if self.isVisible():
            self.add()

    def take_back(self) -> None:
        """Take the chosen waivers back."""
        numbers = [line.waiver.id for line in self.grid.chosen_records()]
        if len(numbers) > 1:
            self._gate.write(lambda services: services.duties.unwaive_some(numbers), self._told)
        elif numbers:
            self._gate.write(lambda services: services.duties.unwaive(numbers[0]), self._told)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._stepper = PeriodStepper(theme, "waiverYear", _("上一年"), _("下一年"))
        self._add = button(theme, "waiverAdd", _("记一条免办"), icon="plus")
        self._remove = button(theme, "waiverRemove", _("撤销这条"))
        self.table = RecordTable[WaiverLine](waiver_columns(), ListRows[WaiverLine]([], identity), _unit)
        self.grid = RecordView[WaiverLine](theme, self._desk.memory, "waiverGrid")
        self.grid.setAccessibleName(_("免办"))
        self.grid.set_records(self.table)
        self._empty = EmptyState(theme, "waiversEmpty")

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._head = PartHead(theme, "waiver", _("免办"), self._stepper, self._remove, self._add)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._stepper.stepped.connect(self._step)
        self._add.clicked.connect(self._add_one)
        self._remove.clicked.connect(self.take_back)
        self.grid.cleared.connect(self.take_back)
        self.grid.row_keys = RowKeys(clears=N_("撤销这条"), clears_many=N_("撤销 {n} 条免办"))

    def _add_one(self) -> None:
        self.add()

    def _step(self, step: int) -> None:
        self._year += step
        self.refresh()

    def _back(self) -> None:
        self._step(-1)

    def _on(self) -> None:
        self._step(1)


def identity(line: WaiverLine) -> int:
    """What stays the same about a waiver."""
    return line.waiver.id


def _unit(line: WaiverLine) -> str:
    return _("{unit} {group}").format(unit=line.unit.name, group=line.group).strip()


def _period(line: WaiverLine) -> str:
    return period_label(Period.parse(line.waiver.period))


def _reason(line: WaiverLine) -> str:
    return line.waiver.reason


def _approved(line: WaiverLine) -> str:
    day: date | None = line.waiver.approved_on
    return dates.prose(day) if day else ""
