"""What stands above the month grid: the month and its deeds, the kinds and how many papers came in."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy

from gzparty.domain.dues import FULFILLED, NOT_OWED, DueState
from gzparty.domain.meeting import MONTHLY
from gzparty.domain.period import Every
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.duty import deadline_label, meeting_kind_label
from gzparty.services.meeting_views import MonthGrid
from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.fitting import FittingStrip
from ui.widgets.more_button import MoreButton
from ui.widgets.page_head import PageHead
from ui.widgets.runs import Run, RunLine
from ui.widgets.stepper import PeriodStepper
from ui.widgets.tabs import Tabs

NARROWEST = 480


class IntakeHead(PageHead):
    """The month, the filter and the deeds."""

    NARROWEST: ClassVar[int] = NARROWEST

    photos_wanted = Signal()
    print_wanted = Signal()
    export_wanted = Signal()
    theme_wanted = Signal()
    """The records of the rows selected were about the theme of the month."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "intakeHead", MoreButton(theme, "moreIntake", _("更多")))
        self.stepper = PeriodStepper(theme, "monthStepper", _("上个月"), _("下个月"))
        self.missing = button(theme, "onlyMissing", _("只看没收到"), "quiet", icon="filter")
        self.missing.setCheckable(True)
        self.chain = button(theme, "pasteChain", _("粘贴接龙"), icon="paste")
        self.give_back = button(theme, "giveBack", _("退回缺材料的"))
        self.life_day = button(theme, "registerLifeDay", _("登记支部生活日"), "primary", icon="plus")
        self.line.setSpacing(theme.px(10))
        for part in (label("intakeTitle", _("收记录"), "h18"), self.stepper, self.missing):
            self.line.addWidget(part)
        self.line.addStretch(1)
        for made, level in (
            (self.chain, 2),
            (self.give_back, 1),
            (self.life_day, 0),
        ):
            self.add_deed(made, level)
        # What is done once a month stands behind 更多, so that the button the eye looks for is soon found.
        self.photos = self.more.add("putPhotos", _("放照片"), self.photos_wanted.emit)
        self.print_register = self.more.add("printRegister", _("打印收缴登记表"), self.print_wanted.emit)
        self.export = self.more.add("exportMonth", _("导出"), self.export_wanted.emit)
        self.more.add_line()
        self.more.add("linkTheme", _("选中的记录讲了本月主题"), self.theme_wanted.emit)
        self.end()


class KindStrip(FittingStrip):
    """The kinds of record as tabs, and of the one in sight how many papers came in until when they are due."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "kindRow")
        self.setProperty("role", "tabRow")
        self.tabs = Tabs(theme, "kindTabs")
        self.tabs.setAccessibleName(_("哪一类记录"))
        for kind in MONTHLY:
            self.tabs.add(kind.value, meeting_kind_label(kind), 0)
        self._figures = RunLine(theme, "intakeFigures")
        self._figures.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._limit = label("intakeLimit", role="label", tone="ink3")
        self.line.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        self.line.setSpacing(theme.px(16))
        self.line.addWidget(self.tabs)
        self.line.addStretch(1)
        self.line.addWidget(self._figures)
        self.line.addWidget(self._limit)

    def set_level(self, level: int) -> None:
        super().set_level(level)
        self._limit.setVisible(level == 0)
        self._figures.setVisible(level < self.LEVELS - 1)

    def minimumSizeHint(self) -> QSize:
        """Let the window make it narrower than all its parts."""
        return QSize(self.theme.px(NARROWEST), super().minimumSizeHint().height())

    def show_grid(self, grid: MonthGrid) -> None:
        """Count the papers of a month."""
        states = [row.state for row in grid.rows]
        owed = sum(state not in NOT_OWED for state in states)
        runs = [
            Run(_("收到"), gap=0),
            Run(str(grid.received), size=16, bold=True, token="ink"),
            Run(f"/{owed}", gap=2),
        ]
        told = [_("收到 {n}/{all}").format(n=grid.received, all=owed)]
        for glyph, words, count in (
            (Glyph.DONE, _("齐"), sum(state in FULFILLED for state in states)),
            (Glyph.RETURNED, _("已退"), states.count(DueState.RETURNED)),
            (Glyph.UNENTERED, _("没登"), states.count(DueState.HANDED_IN)),
        ):
            runs += [
                Run(glyph=glyph, gap=16),
                Run(words, gap=5),
                Run(str(count), size=16, bold=True, token="ink"),
            ]
            told.append(_("{words} {n}").format(words=words, n=count))
        limit = ""
        if grid.report_by is not None:
            limit = _("报送时限 {day}").format(day=dates.prose_weekday(grid.report_by))
        elif grid.report_rule is not None:
            limit = _("报送时限 {day}").format(day=deadline_label(grid.report_rule, Every.MONTH))
        if limit:
            told.append(limit)
        self._limit.setText(limit)
        self._figures.show_runs(runs, _("，").join(told))
        self._figures.setFixedWidth(self._figures.sizeHint().width() + self.theme.px(4))
        self.fit()
