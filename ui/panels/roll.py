"""The roll of a session: find by initials, mark by digit, correct in the grid, close."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.sitting import RollState
from gzparty.i18n import _
from gzparty.services.views import SessionDetail
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import tip
from ui.panels.roll_sheet import RollSheet
from ui.panels.roll_side import RollSide
from ui.widgets.controls import button, icon_button

SIDE_FROM = 800
"""Width in px from which there is room for the panel on the right."""

NARROWEST = 520
LEAST_SEARCH = 96


class RollPanel(RollSheet):
    """Tab 签到考勤; every mark is one call of the roll service."""

    paper_wanted = Signal(str)
    message_wanted = Signal(str)
    """A text for WeChat by its kind; empty for the one that fits today."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(desk, gate, "rollPanel", parent=parent)
        self._detail: SessionDetail | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        self._follow_density()

    def show_detail(self, detail: SessionDetail) -> None:
        """Show the roll of a session; the same session keeps row, filter and search."""
        self._detail = detail
        self.show_roll(detail.roll)
        closed = detail.sitting.roll_state is RollState.CLOSED
        self._print.setVisible(not closed)
        self._attendance.setVisible(closed)
        self.side.show_detail(detail)
        self._show_emptiness()

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.search, self.grid, self.side]

    def message_menu(self) -> QMenu:
        """Offer the texts for WeChat that are true of this session."""
        from ui.panels.messages import MESSAGES, offered

        possible = offered(self._gate, self._detail) if self._detail else frozenset()
        menu = QMenu(self)
        menu.setObjectName("messageMenu")
        for kind, words in MESSAGES.items():
            made = menu.addAction(_(words), partial(self.message_wanted.emit, kind.value))
            made.setObjectName(f"message_{kind.value}")
            made.setEnabled(kind in possible)
        return menu

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._notice = button(theme, "copyNotice", _("复制微信通知"), "splitHead", icon="send")
        self._notice.setToolTip(tip(_("复制今天该发的那一种"), "copy_message"))
        self._messages = icon_button(theme, "moreMessages", "down", _("选一种微信通知"), "split")
        self._print = button(theme, "printSignIn", _("打印签到表"), icon="print")
        self._attendance = button(theme, "printAttendance", _("打印考勤表"), "primary", icon="print")
        self._more = button(theme, "moreRoll", _("更多"), "quiet")
        self.side = RollSide(self._desk, self._gate)

    def _lay_out(self) -> None:
        split = QWidget()
        halves = QHBoxLayout(split)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(self._notice)
        halves.addWidget(self._messages)
        tools = (self.search, self._hint, self._more, split)
        deeds = (self._print, self._close, self._reopen, self._attendance)
        sheet = self.lay_out_sheet(*tools, *deeds, stretch_at=2)
        tools_row = self._tools.layout()
        assert isinstance(tools_row, QHBoxLayout)
        tools_row.setStretchFactor(self.search, 100)
        self._stack = QStackedWidget()
        self._stack.addWidget(sheet)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._stack, 1)
        upper.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(self._keys)

    def _connect(self) -> None:
        self._more.clicked.connect(self._offer_more)
        self.grid.row_menu = partial(self.side.menu, self)
        self._notice.clicked.connect(self._want_fitting_message)
        self._messages.clicked.connect(self._offer_messages)
        self._print.clicked.connect(partial(self.paper_wanted.emit, "sign-in"))
        self._attendance.clicked.connect(partial(self.paper_wanted.emit, "roll"))
        self.side.paper_wanted.connect(self.paper_wanted)
        self.side.done.connect(self.done)
        self._desk.theme.density_changed.connect(self._follow_density)

    def minimumSizeHint(self) -> QSize:
        """Let the window make it narrower than all its parts: the panel on the right is hidden then."""
        return QSize(self._desk.theme.px(NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= self._desk.theme.px(SIDE_FROM)
        self.side.setVisible(roomy)
        self._more.setVisible(not roomy)

    def _offer_more(self) -> None:
        self._offer(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _offer(self, place: QPoint) -> None:
        menu = self.side.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _want_fitting_message(self) -> None:
        self.message_wanted.emit("")

    def _offer_messages(self) -> None:
        menu = self.message_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._notice.mapToGlobal(self._notice.rect().bottomLeft()))

    def _follow_density(self) -> None:
        theme = self._desk.theme
        self._tools.setFixedHeight(theme.row(50, 46))
        # It gives way first: its hint can be cut, the words of a button cannot.
        self.search.setMinimumWidth(theme.px(LEAST_SEARCH))
        self.search.setMaximumWidth(theme.side(232, 172))
        self._hint.setVisible(not theme.compact)
        self._notice.setText(_("微信通知") if theme.compact else _("复制微信通知"))
        self._print.setText(_("签到表") if theme.compact else _("打印签到表"))
        self._attendance.setText(_("考勤表") if theme.compact else _("打印考勤表"))

    def _show_emptiness(self) -> None:
        if not self._rows and self._stack.count() == 1:
            from ui.widgets.empty_state import EmptyState

            empty = EmptyState(self._desk.theme, "rollEmpty")
            why = _("先在“数据”菜单里导入书记花名册，或在“安排”里选定参加人员。导入后名单自己出来。")
            empty.say(_("还没有名单"), why)
            self._stack.addWidget(empty)
        self._stack.setCurrentIndex(0 if self._rows else 1)

    def _show_person(self) -> None:
        super()._show_person()
        self.side.show_row(self.grid.current_record())
