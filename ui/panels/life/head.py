"""The head of the page of organisational life: the year, a way to a village, a filter, the deeds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import button, label
from ui.widgets.more_button import MoreButton
from ui.widgets.page_head import PageHead
from ui.widgets.search_field import SearchField
from ui.widgets.stepper import PeriodStepper

SEARCH, SEARCH_SHORT = 160, 112


class LifeHead(PageHead):
    """Says what is wanted; the page knows what it means. Where it is narrow the rarer deeds stand behind 更多."""

    year_stepped = Signal(int)
    searched = Signal(str)
    found = Signal()
    """Enter in the search box: what was found is where the clerk wants to be."""
    filtered = Signal(bool)
    find_wanted = Signal()
    intake_wanted = Signal()
    print_wanted = Signal()
    export_wanted = Signal()
    crosscheck_wanted = Signal()
    record_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "lifeHead", MoreButton(theme, "moreLife", _("更多")), parent)
        self._stepper = PeriodStepper(theme, "lifeYear", _("上一年"), _("下一年"))
        self.search = SearchField(theme, "lifeFind")
        self.search.setPlaceholderText(_("村名或首字母"))
        self.search.setAccessibleName(_("找村"))
        self.only_open = Check(theme, "onlyOpen", _("只看没办齐"))
        for part in (label("lifeTitle", _("组织生活"), "h18"), self._stepper, self.search, self.only_open):
            self.line.addWidget(part)
        self.line.addStretch(1)
        for name, words, icon, wanted, level in (
            ("findRecords", _("找记录"), "search", self.find_wanted, 1),
            ("crosscheck", _("交叉核对"), "", self.crosscheck_wanted, 1),
            ("exportBoard", _("导出"), "", self.export_wanted, 1),
            ("printRecords", _("打印记录"), "print", self.print_wanted, 2),
            ("toIntake", _("收记录"), "table", self.intake_wanted, 0),
            ("addRecord", _("登记会议"), "plus", self.record_wanted, 0),
        ):
            made = button(theme, name, words, icon=icon)
            made.clicked.connect(wanted)
            self.add_deed(made, level)
        self._stepper.stepped.connect(self.year_stepped)
        self.search.searched.connect(self.searched)
        self.search.returnPressed.connect(self.found)
        self.only_open.toggled.connect(self.filtered)
        self.end()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        self.search.setFixedWidth(self.theme.px(SEARCH_SHORT if level > 1 else SEARCH))

    def show_year(self, year: int) -> None:
        """Say which year is shown."""
        self._stepper.show_period(_("{year}年").format(year=year))

    def start_search(self, letter: str = "") -> None:
        """Put the focus into the search box, with a letter typed elsewhere in it."""
        if letter:
            self.search.setText(letter)
        else:
            self.search.selectAll()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_found(self, count: int) -> None:
        """Say how many branches fit what is typed."""
        self.search.show_count(_("{n} 个").format(n=count) if self.search.text() else "")
