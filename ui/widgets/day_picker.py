"""A small calendar under a field for a date: arrows walk the days, Enter takes one, Esc leaves the field as it was."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gzparty.domain.calendar import WorkCalendar
from gzparty.i18n import _
from gzparty.labels.dates import weekday
from ui.keys import does
from ui.paint import draw_ring, draw_text, fill
from ui.theme import Theme
from ui.widgets.controls import button, icon_button, label

CELL = QSize(38, 30)
FIRST, LAST = QDate(1900, 1, 1), QDate(2199, 12, 31)


class DayPicker(QFrame):
    """Closes by itself when a day is taken or anything beside it is pressed."""

    taken = Signal(object)
    """The day, a `date`."""

    def __init__(self, theme: Theme, calendar: WorkCalendar, today: date | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("dayPicker")
        self.setProperty("role", "box")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("选日期"))
        self._theme = theme
        self._today = today
        self.days = DayGrid(theme, calendar, today)
        self._title = label("dayPickerTitle", role="h15")
        self._said = label("dayPickerSaid", role="hint")
        self._before = icon_button(theme, "dayPickerBefore", "left", _("上一月 PageUp"))
        self._after = icon_button(theme, "dayPickerAfter", "right", _("下一月 PageDown"))
        self._now = button(theme, "dayPickerToday", _("今天"), "small")
        self._now.setEnabled(today is not None)
        self._lay_out()
        self._before.clicked.connect(self.days.showPreviousMonth)
        self._after.clicked.connect(self.days.showNextMonth)
        self._now.clicked.connect(self._take_today)
        self.days.currentPageChanged.connect(self._show_month)
        self.days.selectionChanged.connect(self._say_day)
        self.days.activated.connect(self._take)
        self.days.clicked.connect(self._take)

    def open_under(self, field: QWidget, shown: date | None) -> None:
        """Open below a field, above it where the screen ends, with a day chosen."""
        day = shown or self._today
        if day is not None:
            self.days.setSelectedDate(QDate(day.year, day.month, day.day))
        self._show_month(self.days.yearShown(), self.days.monthShown())
        self._say_day()
        self.adjustSize()
        corner = field.mapToGlobal(QPoint(0, field.height()))
        screen = field.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height())
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.days.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if does(event, "today"):
            self._take_today()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(theme.px(4))
        head.addWidget(self._title, 1)
        for part in (self._now, self._before, self._after):
            head.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        layout.setSpacing(theme.px(6))
        layout.addLayout(head)
        layout.addWidget(self.days)
        layout.addWidget(self._said)

    def _show_month(self, year: int, month: int) -> None:
        self._title.setText(_("{year}年{month}月").format(year=year, month=month))

    def _say_day(self) -> None:
        """Name the chosen day and what it is, as the screen reader hears it too."""
        day = _date(self.days.selectedDate())
        words = _("　").join(part for part in (weekday(day), self.days.kind(day)) if part)
        self._said.setText(_("{day}　{words}").format(day=day.isoformat(), words=words))
        self.days.setAccessibleName(self._said.text())

    def _take_today(self) -> None:
        if self._today is not None:
            self.taken.emit(self._today)
            self.close()

    def _take(self, chosen: QDate) -> None:
        self.taken.emit(_date(chosen))
        self.close()


class DayGrid(QCalendarWidget):
    """Days off say 休 and shifted workdays 班 in their corner; colour alone says nothing."""

    def __init__(self, theme: Theme, calendar: WorkCalendar, today: date | None) -> None:
        super().__init__()
        self.setObjectName("dayPickerDays")
        self._theme = theme
        self._calendar = calendar
        self._today = today
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setNavigationBarVisible(False)
        self.setDateEditEnabled(False)
        self.setDateRange(FIRST, LAST)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFixedSize(theme.px(CELL.width()) * 7, theme.px(CELL.height()) * 7)
        heading = self.headerTextFormat()
        heading.setForeground(theme.colour("ink3"))
        heading.setBackground(theme.colour("surface"))
        self.setHeaderTextFormat(heading)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, heading)
        view = self.findChild(QTableView)
        if isinstance(view, QTableView):
            # The padding of other tables' heads would make the days wider than there is room for.
            view.horizontalHeader().setMinimumSectionSize(0)
            view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            self.setFocusProxy(view)

    def kind(self, day: date) -> str:
        """Say what a day is where it is no plain workday; empty otherwise."""
        name = self._calendar.holiday_name(day)
        if name:
            return _("{name}放假").format(name=name)
        if self._is_shifted(day):
            return _("调休上班")
        return "" if self._calendar.is_workday(day) else _("休息")

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate) -> None:
        theme, day = self._theme, _date(date)
        inside = date.month() == self.monthShown()
        chosen = date == self.selectedDate()
        fill(painter, rect, theme.colour("sel" if chosen else "surface"))
        token = "dis" if not inside else "ink" if self._calendar.is_workday(day) else "ink3"
        bold = day == self._today
        draw_text(painter, rect, str(day.day), theme.font(14, bold=bold), theme.colour(token), _MIDDLE)
        if bold:
            painter.setPen(QPen(theme.colour("red-t"), 2))
            painter.drawLine(
                rect.center().x() - theme.px(8),
                rect.bottom() - 3,
                rect.center().x() + theme.px(8),
                rect.bottom() - 3,
            )
        if inside and (mark := self._mark(day)):
            corner = QRect(rect.right() - theme.px(12), rect.top(), theme.px(12), theme.px(13))
            draw_text(painter, corner, mark, theme.font(9), theme.colour("ink2"), _MIDDLE)
        if chosen:
            draw_ring(painter, rect, theme.colour("focus"))

    def _mark(self, day: date) -> str:
        if self._calendar.holiday_name(day):
            return _("休")
        return _("班") if self._is_shifted(day) else ""

    def _is_shifted(self, day: date) -> bool:
        return day in self._calendar.marks and self._calendar.is_workday(day)


_MIDDLE = Qt.AlignmentFlag.AlignCenter


def _date(day: QDate) -> date:
    return cast("date", day.toPython())
