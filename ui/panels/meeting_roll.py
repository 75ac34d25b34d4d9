"""The roll of one record of organisational life, in the place of the board while it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.sitting import Status
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.duty import meeting_kind_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.meeting_views import MeetingDetail
from gzparty.services.views import RollRow
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.ask import Question, Values, ask_and_write
from ui.panels.roll_forms import GuestForm
from ui.panels.roll_sheet import RollSheet
from ui.tables.column import Column
from ui.widgets.controls import button, frame, label


class MeetingRoll(RollSheet):
    """The members called, by the record's kind; nobody stands in for another at a Party meeting."""

    left = Signal()
    """Back to the board."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(desk, gate, "meetingRollSheet", (Status.SUBSTITUTE,), parent)
        theme = desk.theme
        self._back = button(theme, "leaveRoll", _("回到全年"), icon="left")
        self._title = label("meetingRollTitle", role="h15")
        self._guest = button(theme, "addMeetingGuest", _("加列席"))
        self._locked = label("meetingRollLocked", role="hint", tone="warn")
        head = frame("meetingRollHead", "tabRow")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        for part in (self._back, self._title, self._locked):
            row.addWidget(part)
        row.addStretch(1)
        head.setFixedHeight(theme.row(46, 42))
        tools = (self.search, self._hint, self._guest, self._close, self._reopen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.lay_out_sheet(*tools, stretch_at=2), 1)
        column.addWidget(self._keys)
        self._back.clicked.connect(self.left)
        self._guest.clicked.connect(self._ask_guest)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def columns(self) -> Sequence[Column[RollRow]]:
        """Like a training's, without 学时: a branch's own meeting earns none."""
        return [
            column._replace(title=N_("事由")) if column.key == "reason" else column
            for column in super().columns()
            if column.key != "credit"
        ]

    def show_detail(self, detail: MeetingDetail) -> None:
        """Show the roll of a record by names."""
        if detail.roll is None:
            self.left.emit()
            return
        words = _("{unit} {kind} {day}").format(
            unit=detail.unit.name,
            kind=detail.group.name if detail.group else meeting_kind_label(detail.meeting.kind),
            day=dates.prose_weekday(detail.sitting.start.date()),
        )
        self._title.setText(words)
        self._locked.setText(_("这个月已经锁定") if detail.locked else "")
        self.show_roll(detail.roll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows everyone again, then goes back to the board."""
        super().keyPressEvent(event)
        if not event.isAccepted() and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()

    def _ask_guest(self) -> None:
        roll = self._roll
        if roll is None:
            return
        sitting = roll.sitting.id
        question = Question(_("加列席人员"), _("加上"), GuestForm(self._desk.theme))

        def call(services: Services, values: Values) -> Done[Any]:
            return services.rolls.add_guest(sitting, **values)

        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self)

    def _follow_density(self) -> None:
        theme = self._desk.theme
        self._tools.setFixedHeight(theme.row(50, 46))
        self.search.setFixedWidth(theme.row(232, 190))
        self._hint.setVisible(not theme.compact)
