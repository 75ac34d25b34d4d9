"""The forms of a session: its particulars, its time, the reason for what did not go as planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from gzparty.domain.diagnostic import Diagnostic
from gzparty.i18n import _
from gzparty.labels import sentence
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.controls import area, field, label
from ui.widgets.date_edit import DateEdit, TimeEdit

Findings = Callable[[datetime, datetime, str], Sequence[Diagnostic]]


class WhenForm(Form):
    """Day, hours and place; says beside the day what speaks against it, forbids nothing."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("whenDay", "day"),
        ("whenStart", "start"),
        ("whenEnd", "end"),
    )

    def __init__(self, theme: Theme, year: int, findings: Findings) -> None:
        super().__init__(theme, "whenForm")
        self._findings = findings
        self.place = ""
        self.day = DateEdit(theme, "whenDay", year)
        self.start = TimeEdit(theme, "whenStart")
        self.end = TimeEdit(theme, "whenEnd")
        self._found = label("whenFound", role="hint", tone="warn")
        self._found.setWordWrap(True)
        self.add_row(_("日期"), self.day)
        self.add_row(_("开始"), self.start)
        self.add_row(_("结束"), self.end)
        self.add_wide(self._found)
        self.edited.connect(self._look)

    def set_times(self, start: datetime, end: datetime) -> None:
        """Show a time."""
        self.day.set_value(start.date())
        self.start.set_value(start.time())
        self.end.set_value(end.time())
        self._look()

    def times(self) -> tuple[datetime, datetime] | None:
        """Give the time typed; None while a part is missing."""
        day, start, end = self.day.value(), self.start.value(), self.end.value()
        if day is None or start is None:
            return None
        begin = datetime.combine(day, start)
        return begin, datetime.combine(day, end) if end else begin + timedelta(hours=3)

    def wanted_times(self) -> tuple[datetime, datetime]:
        """Give the time typed, once `problems` has found nothing missing."""
        times = self.times()
        assert times is not None
        return times

    def problems(self) -> dict[str, str]:
        """Add what has to be typed still."""
        problems = super().problems()
        if not self.day.line.text().strip():
            problems["day"] = _("填上日期，如 6.12")
        if not self.start.text().strip():
            problems["start"] = _("填上开始时间，如 14:30")
        return problems

    def _look(self) -> None:
        times = self.times()
        found = self._findings(*times, self.place) if times else ()
        self._found.setText("\n".join(sentence(one) for one in found))
        self._found.setVisible(bool(found))


class MoveForm(WhenForm):
    """A new time for a session and why."""

    FIELDS = (*WhenForm.FIELDS, ("whenReason", "reason"))

    def __init__(self, theme: Theme, year: int, findings: Findings) -> None:
        super().__init__(theme, year, findings)
        self.add_row(_("原因"), field("whenReason", hint=_("如 上级临时开会")))
        self.bind()


class AddForm(WhenForm):
    """A session added by hand."""

    FIELDS = (*WhenForm.FIELDS, ("whenTopic", "topic"), ("whenPlace", "place"))

    def __init__(self, theme: Theme, year: int, findings: Findings, place: str) -> None:
        super().__init__(theme, year, findings)
        self.place = place
        self.add_row(_("主题"), field("whenTopic"))
        self.add_row(_("地点"), field("whenPlace", place))
        self.bind()


class ReasonForm(Form):
    """Why: kept, printed, asked for by inspectors."""

    FIELDS = (("reasonText", "reason"),)

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__(theme, "reasonForm")
        self.add_row(_("原因"), field("reasonText", hint=hint))
        self.bind()


class SessionForm(Form):
    """The particulars of a session that can be typed at any time."""

    FIELDS = (
        ("sessionTopic", "topic"),
        ("sessionProblem", "problem"),
        ("sessionPlace", "place"),
        ("sessionHost", "host"),
        ("sessionContact", "contact"),
        ("sessionNote", "note"),
    )

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "sessionForm")
        height = theme.px(76)
        self.add_row(_("主题"), field("sessionTopic"))
        self.add_row(_("针对问题"), area("sessionProblem", height, _("镇里眼下的实际问题，一两句就行")))
        self.add_row(_("地点"), field("sessionPlace"))
        self.add_row(_("主持"), field("sessionHost"))
        self.add_row(_("联系人"), field("sessionContact", hint=_("姓名和电话")))
        self.add_row(_("备注"), area("sessionNote", height))
        self.bind()
