"""The head of the first page: which month, the month's list to print, what there is to register."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels.period import period_text
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.stepper import PeriodStepper

NEW = {
    "intake": N_("收记录"),
    "meeting": N_("登记会议"),
    "errand": N_("要材料"),
    "roll": N_("培训签到"),
}
"""What 新登记 offers, by what it is called in `new_wanted`."""


class HomeHead(QFrame):
    """Title, month and buttons."""

    stepped = Signal(int)
    today_wanted = Signal()
    print_wanted = Signal()
    new_wanted = Signal(str)
    """One of the keys of NEW."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("homeHead")
        self.setProperty("role", "head")
        self._theme = theme
        self.stepper = PeriodStepper(theme, "monthStepper", _("上个月"), _("下个月"))
        self.back = button(theme, "homeToday", _("回到本月"), "quiet")
        self.print = button(theme, "homePrint", _("打印本月清单"), icon="print")
        self.new = button(theme, "homeNew", _("新登记"), "primary", "plus")
        self.menu = QMenu(self)
        self.menu.setObjectName("homeNewMenu")
        for key, words in NEW.items():
            action = self.menu.addAction(_(words))
            action.setData(key)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        for part in (label("homeTitle", _("工作台"), "h18"), self.stepper, self.back):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.print)
        row.addWidget(self.new)
        self.stepper.stepped.connect(self.stepped)
        self.back.clicked.connect(self.today_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.new.clicked.connect(self.open_menu)
        self.menu.triggered.connect(self._chosen)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def show_month(self, month: Period, *, current: bool) -> None:
        """Say which month is shown; the way back stands only where there is one."""
        self.stepper.show_period(period_text(month))
        self.back.setHidden(current)

    def open_menu(self) -> None:
        """Offer what there is to register."""
        self.menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def _chosen(self, action: QAction) -> None:
        self.new_wanted.emit(action.data())

    def _follow_density(self) -> None:
        self.setFixedHeight(self._theme.row(56, 50))
