"""Fields for a date and for a time that understand what clerks type."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gzparty.domain.date_text import read_date, read_time
from gzparty.i18n import _
from gzparty.labels.dates import weekday
from ui.theme import Theme
from ui.widgets.controls import label
from ui.widgets.shortened import ShortField
from ui.widgets.typed_field import TypedField


class DateEdit(QWidget):
    """A date with its weekday after it; what cannot be read stays as typed and is called a problem."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str, year: int, parent: QWidget | None = None) -> None:
        """Build a field; a date typed without a year lies in `year`."""
        super().__init__(parent)
        self.setObjectName(name)
        self.year = year
        self.line = ShortField()
        self.line.setObjectName(f"{name}Line")
        self.line.setPlaceholderText(_("如 6.12"))
        self.line.setFixedWidth(theme.px(120))
        self._weekday = label(f"{name}Weekday", role="label")
        self.setFocusProxy(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.line)
        layout.addWidget(self._weekday)
        layout.addStretch(1)
        self.line.textChanged.connect(self._read)
        self.line.editingFinished.connect(self._normalise)

    def value(self) -> date | None:
        """The date typed; None where empty or not a date."""
        return read_date(self.line.text(), self.year)

    def set_value(self, value: date | None) -> None:
        """Show a date."""
        self.line.setText(value.isoformat() if value else "")

    def problem(self) -> str:
        """Say what is wrong with the text; empty where nothing is."""
        if not self.line.text().strip() or self.value():
            return ""
        return _("看不懂“{text}”，日期可以写 6.12、0612 或 2026-06-12").format(text=self.line.text())

    def show_weekday(self, on: bool) -> None:
        """Show or leave out the day of the week, where there is no room for it."""
        self._weekday.setVisible(on)

    def _read(self) -> None:
        value = self.value()
        self._weekday.setText(weekday(value) if value else "")
        self.edited.emit()

    def _normalise(self) -> None:
        value = self.value()
        if value and self.line.text() != value.isoformat():
            self.line.setText(value.isoformat())


class TimeEdit(TypedField):
    """A time of day, shown as 14:30."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, _("如 14:30"), parent)
        self.setFixedWidth(theme.px(88))

    def value(self) -> time | None:
        """The time typed; None where empty or not a time."""
        return read_time(self.text())

    def words(self, value: time) -> str:
        return f"{value:%H:%M}"

    def problem(self) -> str:
        if not self.text().strip() or self.value():
            return ""
        return _("看不懂“{text}”，时间可以写 14:30 或 下午2点半").format(text=self.text())
