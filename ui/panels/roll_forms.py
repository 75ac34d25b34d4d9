"""The short forms of a roll: leave in advance, a walk-in, a make-up."""

from __future__ import annotations

from datetime import date

from gzparty.domain.date_text import Lean
from gzparty.domain.sitting import Status
from gzparty.i18n import _
from gzparty.labels.training import status_label
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import field, label, number
from ui.widgets.date_edit import DateEdit


class LeaveForm(Form):
    """Leave, official duty or a substitute made known before the sitting."""

    FIELDS = (
        ("leaveStatus", "status"),
        ("leaveReason", "reason"),
        ("leaveSubstitute", "substitute_name"),
        ("leaveApprover", "approved_by"),
    )

    def __init__(self, theme: Theme, approver: str, hint: str = "") -> None:
        """`hint` is what is pointed out of the leave this person had before."""
        super().__init__(theme, "leaveForm")
        kinds = Combo(theme, "leaveStatus")
        for status in (Status.LEAVE, Status.OFFICIAL, Status.SUBSTITUTE):
            kinds.add(status_label(status), status)
        self.add_row(_("种类"), kinds)
        self.add_row(_("事由"), field("leaveReason"))
        self.add_row(_("由谁代会"), field("leaveSubstitute"))
        self.add_row(_("批准人"), field("leaveApprover", approver))
        if hint:
            said = label("leaveHint", hint, "label", "warn")
            said.setWordWrap(True)
            self.add_wide(said)
        self.bind()


class GuestForm(Form):
    """Someone who came without being called."""

    FIELDS = (("guestName", "name"), ("guestUnit", "unit_name"), ("guestPost", "post"))

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "guestForm")
        self.add_row(_("姓名"), field("guestName"))
        self.add_row(_("单位"), field("guestUnit"))
        self.add_row(_("职务"), field("guestPost"))
        self.bind()


class MakeupForm(Form):
    """A make-up on its own date."""

    FIELDS = (("makeupDay", "done_on"), ("makeupMinutes", "minutes"), ("makeupProof", "proof"))

    def __init__(self, theme: Theme, today: date, minutes: int) -> None:
        super().__init__(theme, "makeupForm")
        day = DateEdit(theme, "makeupDay", today.year, lean=Lean.PAST)
        day.set_value(today)
        length = number("makeupMinutes", minutes, highest=1440, step=30, unit=_(" 分钟"))
        self.add_row(_("补课日期"), day)
        self.add_row(_("时长"), length)
        self.add_row(_("佐证"), field("makeupProof"))
        self.bind()
