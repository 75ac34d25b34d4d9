"""The head of the page of self-inspections: the year, how many are owed, the deeds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gzparty.domain.people import UnitKind
from gzparty.i18n import _
from gzparty.services.ledger_views import QuotaBoard
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.fitting import FittingStrip
from ui.widgets.more_button import MoreButton
from ui.widgets.stepper import PeriodStepper

NARROWEST = 620


class InspectionsHead(FittingStrip):
    """Says what is wanted; the page knows what it means."""

    year_stepped = Signal(int)
    print_wanted = Signal()
    export_wanted = Signal()
    new_wanted = Signal()
    tours_wanted = Signal()
    unmet_wanted = Signal()
    checklist_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "inspectionsHead", parent)
        self.setProperty("role", "head")
        self._stepper = PeriodStepper(theme, "inspectionYear", _("上一年"), _("下一年"))
        self._owed = label("inspectionsOwed", role="label")
        self._whole = self._short = ""
        self.line.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        self.line.setSpacing(theme.px(12))
        for part in (label("inspectionsTitle", _("自查自纠"), "h18"), self._stepper, self._owed):
            self.line.addWidget(part)
        self.line.addStretch(1)
        self.more = MoreButton(theme, "moreInspections", _("更多"))
        self._rare: list[QPushButton] = []
        for name, words, icon, wanted in (
            ("printChecklist", _("打印自查表"), "print", self.print_wanted),
            ("exportQuota", _("导出"), "", self.export_wanted),
            ("addInspection", _("登记自查"), "plus", self.new_wanted),
        ):
            made = button(theme, name, words, icon=icon)
            made.clicked.connect(wanted)
            self.line.addWidget(made)
            if name == "exportQuota":
                self._rare.append(made)
        for name, words, wanted in (
            ("toTours", _("联合督查"), self.tours_wanted),
            ("printUnmet", _("未达标清单"), self.unmet_wanted),
            ("editChecklist", _("检查项目"), self.checklist_wanted),
        ):
            self.more.add(name, words, wanted.emit)
        self._export_too = self.more.add("exportQuotaToo", _("导出"), self.export_wanted.emit)
        self.line.addWidget(self.more)
        self._stepper.stepped.connect(self.year_stepped)
        theme.density_changed.connect(self._follow_density)
        self.set_level(0)
        self._follow_density()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        for made in self._rare:
            made.setVisible(level < 2)
        self._export_too.setVisible(level >= 2)
        self._owed.setText(self._whole if level == 0 else self._short)

    def minimumSizeHint(self) -> QSize:
        """Let the window make it narrower than all its parts."""
        return QSize(self.theme.px(NARROWEST), super().minimumSizeHint().height())

    def show_year(self, year: int, quota: QuotaBoard | None = None) -> None:
        """Say which year is shown, and how many inspections its months owe."""
        self._stepper.show_period(_("{year}年").format(year=year))
        if quota is not None:
            self._whole, self._short = owed_words(quota), owed_words(quota, short=True)
            self._owed.setToolTip(self._whole)
        self.set_level(self.level)
        self.fit()

    def _follow_density(self) -> None:
        self.setFixedHeight(self.theme.row(56, 50))
        self.fit()


def owed_words(quota: QuotaBoard, *, short: bool = False) -> str:
    """6 个社区、7 个部门，每月至少 2 次，全镇 26 次."""
    kinds: Mapping[UnitKind, str] = {
        UnitKind.COMMUNITY: _("{n} 个社区"),
        UnitKind.DEPARTMENT: _("{n} 个部门"),
    }
    units = [line.unit for group in quota.board.groups for line in group.lines]
    counted = {kind: sum(unit.kind is kind for unit in units) for kind in kinds}
    who = _("、").join(words.format(n=counted[kind]) for kind, words in kinds.items() if counted[kind])
    if not who:
        return ""
    whole = quota.units * quota.times
    if short:
        return _("每月至少 {times} 次，全镇 {n} 次").format(times=quota.times, n=whole)
    words = _("{who}，每月至少 {times} 次，全镇 {n} 次")
    return words.format(who=who, times=quota.times, n=whole)
