"""The short forms of a record's rarer deeds: let off, given back, counted elsewhere, one more at the same sitting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from gzparty.domain.entry import NAME_LIMIT
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.meeting import month_text
from gzparty.services.duties import REASON_LIMIT
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import field
from ui.widgets.date_edit import DateEdit


class WaiveForm(Form):
    """Why a branch is let off, and who agreed."""

    FIELDS = (("waiveReason", "reason"), ("waiveApprover", "approver"), ("waiveDay", "approved_on"))
    LIMITS: ClassVar[dict[str, int]] = {"reason": REASON_LIMIT, "approver": NAME_LIMIT}

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "waiveForm")
        self.add_row(_("原因"), field("waiveReason", hint=_("如 村“两委”换届、整村搬迁")))
        self.add_row(_("谁同意的"), field("waiveApprover"))
        self.add_row(_("同意日期"), DateEdit(theme, "waiveDay", year))
        self.bind()


class DayForm(Form):
    """On which day; today is never assumed."""

    FIELDS = (("wantedDay", "day"),)

    def __init__(self, theme: Theme, words: str, year: int) -> None:
        super().__init__(theme, "dayForm")
        self._day = DateEdit(theme, "wantedDay", year)
        self.add_row(words, self._day)
        self.bind()

    def problems(self) -> dict[str, str]:
        """Add that a day has to be typed."""
        problems = super().problems()
        if not self._day.line.text().strip():
            problems["day"] = _("填上日期，如 6.12")
        return problems


class MonthForm(Form):
    """Which month a record counts for."""

    FIELDS = (("wantedMonth", "period"),)

    def __init__(self, theme: Theme, months: Sequence[str], chosen: str) -> None:
        super().__init__(theme, "monthForm")
        combo = Combo(theme, "wantedMonth")
        for month in months:
            combo.add(month_text(month), month)
        combo.set_value(chosen)
        self.add_row(_("算哪个月的"), combo)
        self.bind()


class KindForm(Form):
    """Which kind was held at the same sitting too."""

    FIELDS = (("wantedKind", "kind"),)

    def __init__(self, theme: Theme, kinds: Sequence[MeetingKind]) -> None:
        super().__init__(theme, "kindForm")
        combo = Combo(theme, "wantedKind")
        for kind in kinds:
            combo.add(meeting_kind_label(kind), kind)
        combo.set_value(kinds[0] if kinds else None)
        self.add_row(_("再记一项"), combo)
        self.bind()


def months_around(day: date, back: int = 12, ahead: int = 1) -> list[str]:
    """Months a record of a day may count for, the latest first."""
    month = Period.around(day)
    return [month.step(count).code for count in range(ahead, -back, -1)]
