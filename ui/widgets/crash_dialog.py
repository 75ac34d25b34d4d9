"""The dialog shown when the program itself is wrong."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.services.health import Health, State
from ui.theme import Theme
from ui.widgets.controls import button, label, restyle
from ui.widgets.health_line import HealthLine

WIDTH = 560
DETAILS_HEIGHT = 180
GO_ON = N_(
    "正在填的内容每两秒存一次草稿。可以继续用；要是又出错，点“复制详情”发给维护的人，里面没有姓名和电话。"
)
RESTORE_FIRST = N_(
    "恢复的时候，现在这份文件原样留着，不会盖掉。拿不准就点“复制详情”发给维护的人，里面没有姓名和电话。"
)
FIND_FIRST = N_(
    "先别关程序：在“数据与备份”里能看到有哪些备份。拿不准就点“复制详情”发给维护的人，里面没有姓名和电话。"
)


class CrashDialog(QDialog):
    """Says that something in the program went wrong, what became of the records, and what a helper needs to know."""

    copies_wanted = Signal()
    """The office file is damaged and the clerk wants to see the copies."""

    def __init__(self, theme: Theme, details: str, copied: str, parent: QWidget | None) -> None:
        """Take the details to show, and what 复制详情 copies: these and those of the last times."""
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self.setWindowTitle(_("程序出错"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._copied = copied
        self._health = HealthLine(theme)
        self._advice = label("crashText", _(GO_ON), tone="ink2")
        self._advice.setWordWrap(True)
        self._go_on = button(theme, "crashGoOn", _("继续用"), "primary")
        self._to_copies = button(theme, "crashToCopies", _("去数据与备份"), "primary")
        self._to_copies.hide()
        self._more = button(theme, "crashMore", _("看详情"), "quiet")
        self._copy = button(theme, "crashCopy", _("复制详情"))
        self._details = self._detail_field(details)
        self._lay_out()
        self._go_on.setDefault(True)
        self._go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        self._more.clicked.connect(self._toggle)
        self._copy.clicked.connect(self._copy_details)
        self._go_on.clicked.connect(self.accept)
        self._to_copies.clicked.connect(self._show_copies)

    def say_checking(self) -> None:
        """Say that the office file is being looked at."""
        self._health.say_checking()
        self._grow()

    def show_health(self, health: Health, today: date) -> None:
        """Say how the office file is; a damaged one makes the way to the copies the next step."""
        self._health.show_health(health, today)
        self._to_copies.setVisible(health.is_harmed)
        if health.is_harmed:
            self._advice.setText(_(FIND_FIRST if health.state is State.GONE else RESTORE_FIRST))
            restyle(self._go_on, "kind", "")
            self._to_copies.setDefault(True)
            self._to_copies.setFocus(Qt.FocusReason.OtherFocusReason)
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Find room for a sentence that takes another line."""
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return taken

    def _detail_field(self, details: str) -> QPlainTextEdit:
        made = QPlainTextEdit(details)
        made.setObjectName("crashDetails")
        made.setReadOnly(True)
        made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        made.setFixedHeight(self._theme.px(DETAILS_HEIGHT))
        made.setAccessibleName(_("详情"))
        made.hide()
        return made

    def _lay_out(self) -> None:
        theme = self._theme
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for one in (self._more, self._copy):
            buttons.addWidget(one)
        buttons.addStretch(1)
        for one in (self._go_on, self._to_copies):
            buttons.addWidget(one)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("crashTitle", _("刚才那一步没做成，程序自己出了错"), "h16"))
        layout.addWidget(self._health)
        layout.addWidget(self._advice)
        layout.addWidget(self._details)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.setFixedWidth(theme.px(WIDTH))

    def _toggle(self) -> None:
        shown = self._details.isHidden()
        self._details.setVisible(shown)
        self._more.setText(_("收起详情") if shown else _("看详情"))
        self._grow()

    def _grow(self) -> None:
        """Be as high as what is said now; a sentence may take another line."""
        self._layout.activate()
        self.resize(self.width(), self._layout.totalHeightForWidth(self.width()))

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self._copy.setText(_("已复制"))

    def _show_copies(self) -> None:
        self.accept()
        self.copies_wanted.emit()
