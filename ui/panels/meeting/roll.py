"""The roll of one record of organisational life, in the place of the board while it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from ui.widgets.controls import button


class MeetingRoll(RollSheet):
    """The members called, by the record's kind; nobody stands in for another at a Party meeting."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(desk, gate, "meetingRollSheet", (Status.SUBSTITUTE,), parent)
        theme = desk.theme
        self._guest = button(theme, "addMeetingGuest", _("加列席"))
        tools = (self.search, self._hint, self._guest, self._close, self._reopen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lay_out_sheet(*tools, stretch_at=2), 1)
        column.addWidget(self._keys)
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
        """Show the roll of a record by names; nothing for one by numbers."""
        if detail.roll is not None:
            self.show_roll(detail.roll)

    @staticmethod
    def title(detail: MeetingDetail) -> str:
        """西利见村 第二党小组 6月12日 周五."""
        return _("{unit} {kind} {day}").format(
            unit=detail.unit.name,
            kind=detail.group.name if detail.group else meeting_kind_label(detail.meeting.kind),
            day=dates.prose_weekday(detail.sitting.start.date()),
        )

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
