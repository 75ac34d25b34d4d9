"""The head of the ledger: the year, the papers, the two ways to register, the rarer deeds behind 更多."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.more_button import MoreButton
from ui.widgets.page_head import PageHead
from ui.widgets.stepper import PeriodStepper


class LedgerHead(PageHead):
    """Says what is wanted; the page knows what it means."""

    year_stepped = Signal(int)
    print_wanted = Signal()
    export_wanted = Signal()
    prompt_wanted = Signal()
    problem_wanted = Signal()
    tips_wanted = Signal()
    import_wanted = Signal()
    withdrawn_wanted = Signal()
    unsorted_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "ledgerHead", MoreButton(theme, "moreLedger"))
        self._stepper = PeriodStepper(theme, "ledgerYear", _("上一年"), _("下一年"))
        self.line.addWidget(label("ledgerTitle", _("整改台账"), "h18"))
        self.line.addWidget(self._stepper)
        self.line.addStretch(1)
        for name, words, icon, wanted, level in (
            ("printLedger", _("打印台账"), "print", self.print_wanted, 2),
            ("exportLedger", _("导出"), "", self.export_wanted, 1),
            ("promptProblems", _("即知即改"), "check", self.prompt_wanted, 0),
            ("addProblem", _("登记问题"), "plus", self.problem_wanted, 0),
        ):
            made = button(theme, name, words, icon=icon)
            made.clicked.connect(wanted)
            self.add_deed(made, level)
        self.more.add("toTips", _("群众意见"), self.tips_wanted.emit)
        self.more.add("importLedger", _("导入台账…"), self.import_wanted.emit)
        self.more.add_line()
        self.withdrawn = self.more.add("showWithdrawn", _("撤销立项的"), self.withdrawn_wanted.emit)
        self.unsorted = self.more.add("showUnsorted", _("没写类别的"), self.unsorted_wanted.emit)
        self._stepper.stepped.connect(self.year_stepped)
        self.end()

    def show_year(self, year: int) -> None:
        """Say which year is shown."""
        self._stepper.show_period(_("{year}年").format(year=year))

    def show_rest(self, withdrawn: int, unsorted: int) -> None:
        """Say how many were withdrawn, and how many open ones have no kind."""
        for action, words, count in (
            (self.withdrawn, _("撤销立项的 {n} 条"), withdrawn),
            (self.unsorted, _("没写类别的 {n} 条"), unsorted),
        ):
            action.setText(words.format(n=count))
            action.setEnabled(bool(count))
