"""The year at the left of the training page: how many sessions, how much credit, then each of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.services.views import SessionStage, YearPlan
from ui.tables.roll_columns import credit_words
from ui.theme import Theme
from ui.widgets.controls import button, label, rule, set_tone
from ui.widgets.month_list import MonthList, MonthRow


class YearPlanList(QFrame):
    """Figures of the year above the list of its sessions."""

    chosen = Signal(object)
    holidays_wanted = Signal()
    """The clerk wants to type in the year's holiday notice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("yearPlan")
        self.setProperty("role", "side")
        self._theme = theme
        self._total = label("yearTotal", role="h15")
        self._held = label("yearHeld", role="label")
        self._credit = label("yearCredit", role="label")
        self._short = label("yearShort", role="labelStrong", tone="warn")
        self._findings = label("yearFindings", role="hint", tone="warn")
        self._findings.setWordWrap(True)
        self._findings.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), 0)
        self._holidays = button(theme, "fillHolidays", _("填放假安排"), "link")
        self.list = MonthList(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._line(self._total, self._held, 43))
        layout.addWidget(rule("hline2"))
        layout.addLayout(self._line(self._credit, self._short, 33))
        layout.addWidget(rule())
        layout.addWidget(self.list, 1)
        layout.addWidget(self._findings)
        layout.addLayout(self._link_line())
        self.list.chosen.connect(self.chosen)
        self._holidays.clicked.connect(self.holidays_wanted)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def show_plan(self, plan: YearPlan, rows: Sequence[MonthRow]) -> None:
        """Show a year."""
        counted = [
            line for line in plan.lines if line.stage not in (SessionStage.CANCELLED, SessionStage.MISSED)
        ]
        short = plan.credit_target - plan.credit_planned
        self._total.setText(_("全年 {n} 期").format(n=len(counted)))
        self._held.setText(_("已办 {n} 期").format(n=plan.held))
        facts = {"n": len(counted), "credit": credit_words(plan.credit_planned)}
        self._credit.setText(_("{n} 期排了 {credit} 学时").format(**facts))
        enough = _("够 {n} 学时").format(n=credit_words(plan.credit_target))
        self._short.setText(_("还差 {n}").format(n=credit_words(short)) if short > 0 else enough)
        set_tone(self._short, "warn" if short > 0 else "ok")
        self._findings.setText("\n".join(sentence(finding) for finding in plan.findings))
        self._findings.setVisible(bool(plan.findings))
        codes = {finding.code for finding in plan.findings}
        self._holidays.setVisible("calendar_year_unofficial" in codes)
        self.list.show_rows(rows)

    def current_identity(self) -> Hashable | None:
        """The session chosen."""
        return self.list.current_identity()

    def choose(self, identity: Hashable) -> None:
        """Choose a session."""
        self.list.choose(identity)

    def _line(self, left: QLabel, right: QLabel, height: int) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(self._theme.px(14), 0, self._theme.px(14), 0)
        left.setFixedHeight(self._theme.px(height))
        line.addWidget(left)
        line.addStretch(1)
        line.addWidget(right)
        return line

    def _link_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(self._theme.px(12), 0, self._theme.px(14), self._theme.px(8))
        line.addWidget(self._holidays)
        line.addStretch(1)
        return line

    def _follow_density(self) -> None:
        self.setFixedWidth(self._theme.side(268, 240))
