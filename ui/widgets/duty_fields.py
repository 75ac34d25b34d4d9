"""Fields of a rule: a deadline as the clerk writes it, the month from which something holds, a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.duty import Deadline
from gzparty.domain.duty_text import read_deadline, read_month, read_period
from gzparty.domain.period import Every, Period
from gzparty.i18n import _
from gzparty.labels import refusal_text
from gzparty.labels.duty import typed_deadline
from ui.theme import Theme
from ui.widgets.typed_field import TypedField


class DeadlineField(TypedField):
    """Reads 15日, 月底, 次月5日; what it means depends on how often the duty comes round."""

    def __init__(
        self, theme: Theme, name: str, every: Callable[[], Every], hint: str, *, after_meeting: bool = False
    ) -> None:
        """Take where the rhythm is asked for; `after_meeting` allows 会后3个工作日."""
        super().__init__(name, hint)
        self._every = every
        self._after_meeting = after_meeting
        self.setFixedWidth(theme.px(140))

    def value(self) -> Deadline | None:
        try:
            return read_deadline(self.text(), self._every(), after_meeting=self._after_meeting)
        except Refusal:
            return None

    def words(self, value: Deadline) -> str:
        return typed_deadline(value, self._every())

    def problem(self) -> str:
        try:
            read_deadline(self.text(), self._every(), after_meeting=self._after_meeting)
        except Refusal as refusal:
            return refusal_text(refusal)
        return ""


class MonthField(TypedField):
    """A month, given as its first day; one typed without a year lies in this year."""

    def __init__(self, theme: Theme, name: str, today: date) -> None:
        super().__init__(name, _("如 2026-07"))
        self._today = today
        self.setFixedWidth(theme.px(120))

    def value(self) -> date | None:
        found = read_month(self.text(), self._today.year)
        return found.first if found else None

    def words(self, value: date) -> str:
        return f"{value:%Y-%m}"

    def problem(self) -> str:
        if not self.text().strip() or self.value():
            return ""
        return _("看不懂“{text}”，月份可以写 7月 或 2026-07").format(text=self.text().strip())


class PeriodField(TypedField):
    """A month, a quarter or a year."""

    def __init__(self, theme: Theme, name: str, today: date) -> None:
        super().__init__(name, _("如 6月、二季度、2026年"))
        self._today = today
        self.setFixedWidth(theme.px(160))

    def value(self) -> Period | None:
        return read_period(self.text(), self._today.year)

    def words(self, value: Period) -> str:
        return value.code

    def problem(self) -> str:
        if not self.text().strip() or self.value():
            return ""
        return _("看不懂“{text}”，可以写 6月、二季度 或 2026年").format(text=self.text().strip())
