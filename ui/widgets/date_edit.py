"""Fields for a date and for a time that understand what clerks type."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gzparty.domain.date_text import Lean, read_date, read_time
from gzparty.i18n import _
from gzparty.labels.dates import unread_day, weekday
from ui.almanac import almanac_of, around_of
from ui.keys import does
from ui.theme import Theme
from ui.widgets.controls import icon_button, label
from ui.widgets.shortened import ShortField
from ui.widgets.typed_field import TypedField

BUTTON = 26
"""Room the small calendar takes at the end of the line, in px."""


class DateEdit(QWidget):
    """A date with its weekday after it; what cannot be read stays as typed and is called a problem."""

    edited = Signal()

    def __init__(
        self, theme: Theme, name: str, year: int, parent: QWidget | None = None, *, lean: Lean = Lean.NONE
    ) -> None:
        """Build a field; a date typed without a year lies in `year` or beside it, as `Around` has it."""
        super().__init__(parent)
        self.setObjectName(name)
        self.year = year
        self.lean = lean
        self.line = DayLine(theme, name)
        self._theme = theme
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
        self.line.picking.connect(self.pick)

    def value(self) -> date | None:
        """The date typed; None where empty or not a date."""
        return read_date(self.line.text(), around_of(self, self.year, self.lean))

    def set_value(self, value: date | None) -> None:
        """Show a date."""
        self.line.setText(value.isoformat() if value else "")

    def problem(self) -> str:
        """Say what is wrong with the text; empty where nothing is."""
        if not self.line.text().strip() or self.value():
            return ""
        return unread_day(self.line.text())

    def show_weekday(self, on: bool) -> None:
        """Show or leave out the day of the week, where there is no room for it."""
        self._weekday.setVisible(on)

    def pick(self) -> None:
        """Open the small calendar under the field."""
        from gzparty.domain.calendar import WorkCalendar
        from ui.widgets.day_picker import DayPicker

        if self.line.isReadOnly():
            return
        almanac = almanac_of(self)
        calendar = almanac.calendar() if almanac else WorkCalendar()
        picker = DayPicker(self._theme, calendar, almanac.today() if almanac else None, self)
        picker.taken.connect(self._take)
        picker.open_under(self.line, self.value())

    def _take(self, day: date) -> None:
        self.set_value(day)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        value = self.value()
        self._weekday.setText(weekday(value) if value else "")
        self.edited.emit()

    def _normalise(self) -> None:
        value = self.value()
        if value and self.line.text() != value.isoformat():
            self.line.setText(value.isoformat())


class DayLine(ShortField):
    """The line a date is typed into, with the button of the small calendar at its end."""

    picking = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}Line")
        self.setPlaceholderText(_("如 6.12"))
        self.setFixedWidth(theme.px(120))
        self.setTextMargins(0, 0, theme.px(BUTTON - 8), 0)
        self._theme = theme
        self._button = icon_button(theme, f"{name}Pick", "calendar", _("从小日历里选 Alt+↓"), "inField")
        self._button.setParent(self)
        # The line itself opens it by Alt+Down: a stop of its own would double the Tabs of every form.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self.picking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._theme.px(BUTTON)
        self._button.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if does(event, "pick_day"):
            self.picking.emit()
        else:
            super().keyPressEvent(event)


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
