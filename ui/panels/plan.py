"""Plans a year by a rule: shows each month's date with its reason before anything is stored."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.training import Proposal
from gzparty.i18n import N_, _
from gzparty.labels import dates, refusal_text, sentence
from gzparty.services.context import Done
from ui.desk import Desk
from ui.gate import Gate
from ui.tables.column import Column
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.check import Check
from ui.widgets.controls import button, field, label


def proposal_columns() -> tuple[Column[Proposal], ...]:
    """Make the columns of the proposed year."""
    return (
        Column("month", N_("月份"), _month, 80),
        Column(
            "day", N_("日期"), lambda row: dates.prose_weekday(row.day), 140, sort_key=lambda row: row.day
        ),
        Column("why", N_("为什么是这一天"), lambda row: sentence(row.why), stretch=True, tone=_soft),
    )


class PlanPanel(QWidget):
    """A rule, what it would give, and the button that stores it."""

    done = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("planPanel")
        self._desk = desk
        self._gate = gate
        self._year = 0
        theme = desk.theme
        self._title = label("planTitle", role="h16")
        self._rule = field("planRule")
        self._rule.setAccessibleName(_("规则"))
        self._look = button(theme, "planLook", _("看看日期"))
        self._hint = label(
            "planHint", _("也可以写：每月25日、每月最后一个工作日、每月第二个周五 9:00"), "hint"
        )
        self._problem = label("planProblem", role="label", tone="warn")
        self._past = Check(theme, "planPast", "")
        self._past.setToolTip(_("以前办过的班要补登记，就一起排上"))
        self._table = RecordTable(proposal_columns(), ListRows[Proposal]([], _key), _month)
        self.grid = RecordView[Proposal](theme, desk.memory, "proposalGrid")
        self.grid.setAccessibleName(_("排全年"))
        self.grid.set_records(self._table)
        self._store = button(theme, "planStore", "", "primary")
        self._back = button(theme, "planBack", _("收起"), "quiet")
        self._replan = button(theme, "planReplan", _("排好的也按这个规则改"))
        self._replan.setToolTip(_("手工改过期的、已经办过的不动"))
        self._lay_out()
        self._look.clicked.connect(self.look)
        self._rule.returnPressed.connect(self.look)
        self._past.toggled.connect(self.look)
        self._back.clicked.connect(self.left)
        self._store.clicked.connect(self._store_plan)
        self._replan.clicked.connect(self._store_replan)

    def show_year(self, year: int, *, planned: bool) -> None:
        """Offer to plan a year; `planned` says that some months have a session already."""
        self._year = year
        self._title.setText(_("排 {year} 年的培训").format(year=year))
        self._replan.setVisible(planned)
        self._back.setVisible(planned)
        if not self._rule.text():
            self._rule.setText(self._gate.reader.offices.settings().training_rule)
        if year in self._gate.reader.store.calendar.known_years():
            self.look()
        else:
            self._gate.write(lambda services: services.calendars.ensure(year), self._calendar_known)

    def look(self) -> None:
        """Show what the rule would give; nothing is stored."""
        proposals: tuple[Proposal, ...] = ()
        try:
            proposals = self._gate.reader.trainings.propose(self._year, self._rule.text())
        except Refusal as refusal:
            self._problem.setText(refusal_text(refusal))
        else:
            every_month = _("这一年每个月都有安排了；要多办一期，用“加一期”。")
            self._problem.setText("" if proposals else every_month)
        self._problem.setVisible(bool(self._problem.text()))
        proposals = self._without_past(proposals)
        self._table.show(ListRows(proposals, _key))
        self._store.setText(_("排进计划 {n} 期").format(n=len(proposals)))
        self._store.setEnabled(bool(proposals))

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self._rule, self.grid]

    def _lay_out(self) -> None:
        theme = self._desk.theme
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(label("planRuleLabel", _("规则"), "label"))
        self._rule.setFixedWidth(theme.px(260))
        for part in (self._rule, self._look, self._hint):
            line.addWidget(part)
        line.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        for part in (self._store, self._replan):
            foot.addWidget(part)
        foot.addWidget(self._past)
        foot.addStretch(1)
        foot.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(self._title)
        layout.addLayout(line)
        layout.addWidget(self._problem)
        layout.addWidget(self.grid, 1)
        layout.addLayout(foot)

    def _calendar_known(self, _outcome: Done[Any]) -> None:
        self.look()

    def _without_past(self, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
        """Leave out the months gone by unless they are wanted; with nothing else left they are shown."""
        today = self._gate.reader.context.today()
        past = [proposal for proposal in proposals if proposal.day < today]
        mixed = 0 < len(past) < len(proposals)
        self._past.setText(_("过去的 {n} 个月也排上").format(n=len(past)))
        self._past.setVisible(mixed)
        if not mixed or self._past.isChecked():
            return proposals
        return tuple(proposal for proposal in proposals if proposal.day >= today)

    def _store_plan(self) -> None:
        year, rule = self._year, self._rule.text()
        since = self._table.record(0).day
        self._gate.write(
            lambda services: services.trainings.plan(year, rule, since), self._told, self._refuse
        )

    def _store_replan(self) -> None:
        year, rule, today = self._year, self._rule.text(), self._gate.reader.context.today()
        self._gate.write(
            lambda services: services.trainings.replan(year, rule, today), self._told, self._refuse
        )

    def _told(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)

    def _refuse(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(True)


def _key(row: Proposal) -> int:
    return row.month


def _month(row: Proposal) -> str:
    return _("{month}月").format(month=row.month)


def _soft(_row: Proposal) -> str:
    return "ink2"
