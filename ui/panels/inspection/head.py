"""The head of the page of self-inspections: the year, how many are owed, the deeds."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gzparty.i18n import _
from gzparty.labels.people import counted_units
from gzparty.services.ledger_views import QuotaBoard
from ui.panels.inspection.board import together_words
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.more_button import MoreButton
from ui.widgets.page_head import PageHead
from ui.widgets.stepper import PeriodStepper


class InspectionsHead(PageHead):
    """Says what is wanted; the page knows what it means."""

    NARROWEST: ClassVar[int] = 620

    year_stepped = Signal(int)
    print_wanted = Signal()
    export_wanted = Signal()
    new_wanted = Signal()
    tours_wanted = Signal()
    unmet_wanted = Signal()
    checklist_wanted = Signal()
    together_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "inspectionsHead", MoreButton(theme, "moreInspections", _("更多")), parent)
        self._stepper = PeriodStepper(theme, "inspectionYear", _("上一年"), _("下一年"))
        self._owed = label("inspectionsOwed", role="label")
        self._whole = self._short = ""
        for part in (label("inspectionsTitle", _("自查自纠"), "h18"), self._stepper, self._owed):
            self.line.addWidget(part)
        self.line.addStretch(1)
        for name, words, icon, wanted, level in (
            ("printChecklist", _("打印自查表"), "print", self.print_wanted, 0),
            ("exportQuota", _("导出"), "", self.export_wanted, 2),
            ("addInspection", _("登记自查"), "plus", self.new_wanted, 0),
        ):
            made = button(theme, name, words, icon=icon)
            made.clicked.connect(wanted)
            self.add_deed(made, level)
        for name, words, wanted in (
            ("registerTogether", together_words(), self.together_wanted),
            ("toTours", _("联合督查"), self.tours_wanted),
            ("printUnmet", _("未达标清单"), self.unmet_wanted),
            ("editChecklist", _("检查项目"), self.checklist_wanted),
        ):
            self.more.add(name, words, wanted.emit)
        self._stepper.stepped.connect(self.year_stepped)
        self.end()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        self._owed.setText(self._whole if level == 0 else self._short)

    def show_year(self, year: int, quota: QuotaBoard | None = None) -> None:
        """Say which year is shown, and how many inspections its months owe."""
        self._stepper.show_period(_("{year}年").format(year=year))
        if quota is not None:
            self._whole, self._short = owed_words(quota), owed_words(quota, short=True)
            self._owed.setToolTip(self._whole)
        self.set_level(self.level)
        self.fit()


def owed_words(quota: QuotaBoard, *, short: bool = False) -> str:
    """6 个社区、7 个部门，每月至少 2 次，全镇 26 次."""
    kinds = [line.unit.kind for group in quota.board.groups for line in group.lines]
    who = _("、").join(counted_units(kinds))
    if not who:
        return ""
    whole = quota.units * quota.times
    if short:
        return _("每月至少 {times} 次，全镇 {n} 次").format(times=quota.times, n=whole)
    words = _("{who}，每月至少 {times} 次，全镇 {n} 次")
    return words.format(who=who, times=quota.times, n=whole)
