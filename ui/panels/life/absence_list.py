"""缺席提醒: members who by rolls by names stayed away for months; an alert to look into, shown only where asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.labels import spoken
from gzparty.labels.votes import absence_label, alert_label
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import AbsenceCount
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.tables.column import Column
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, frame, label
from ui.widgets.empty_state import EmptyState
from ui.wishes import PersonRequest

SHOWS = frozenset(
    {"meeting", "sitting", "attendance", "membership", "person", "unit", "unit_name", "unit_parent", "talk"}
)


class AbsenceList(QWidget):
    """`refresh()` lists the alerts of today; Space or a double click opens the person's file."""

    shown = Signal()
    """Other alerts are listed."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("absenceList")
        self._desk = desk
        self._gate = gate
        self.found: tuple[AbsenceCount, ...] = ()
        theme = desk.theme
        self._words = label("absenceWords", role="label")
        self._person = button(theme, "openPerson", _("打开这个人"))
        self._empty = EmptyState(theme, "absenceEmpty")
        self.view: RecordView[AbsenceCount] = RecordView(theme, desk.memory, "absences")
        self.view.set_records(RecordTable(_columns(), ListRows[AbsenceCount]([], _identity), _name))
        self.view.setAccessibleName(_("缺席提醒"))
        self._lay_out()
        self.view.opened.connect(self._open)
        self._person.clicked.connect(self._open)
        desk.changes.changed.connect(self._changed)

    def refresh(self) -> None:
        """Read the alerts of today."""
        self._gate.behind.ask("life.absences", _read, self._show, self._failed)

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.view]

    def key_hints(self) -> str:
        """The keys worth knowing here."""
        return hints(open_row=_("打开这个人"), copy=_("复制"))

    def _lay_out(self) -> None:
        theme = self._desk.theme
        strip = frame("absenceStrip", "plain")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self._words, 1)
        row.addWidget(self._person)
        some = QWidget()
        inner = QVBoxLayout(some)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(strip)
        inner.addWidget(self.view, 1)
        self._body = QStackedWidget()
        self._body.addWidget(some)
        self._body.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._body)

    def _show(self, found: tuple[AbsenceCount, ...]) -> None:
        self.found = found
        self.view.records.show(ListRows(found, _identity))
        people = len({one.person_id for one in found})
        self._words.setText(
            _("按名单统计，{n} 人到了提醒的月数；是提醒，不是结论，有没有正当理由由支部核实。").format(
                n=people
            )
        )
        self._empty.say(
            _("没有要提醒的人"),
            _("只看按名单登记的会：没有名单，不统计。请假、公出的月份不算缺席，也不接着算。"),
        )
        self._body.setCurrentIndex(0 if found else 1)
        if found and not self.view.currentIndex().isValid():
            self.view.select_row(0)
        self.shown.emit()

    def _failed(self, error: Exception) -> None:
        self._words.setText(spoken(error))

    def _open(self) -> None:
        one = self.view.current_record() if self.found else None
        if one is not None:
            self._desk.wishes.show_page("people", PersonRequest(one.person_id))

    def _changed(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and concerns(kinds, SHOWS):
            self.refresh()


def _read(services: Services) -> tuple[AbsenceCount, ...]:
    return services.absences.alerts(services.context.today())


def _columns() -> Sequence[Column[AbsenceCount]]:
    return (
        Column("unit", N_("党支部"), _unit, 130, sort_key=lambda one: one.unit.sort_order),
        Column("name", N_("姓名"), _name, 100, sort_key=_name),
        Column("what", N_("事项"), _what, 190, stretch=True),
        Column("months", N_("连续月数"), _months, 90, right=True, sort_key=lambda one: one.months),
        Column("last", N_("上次"), _last, 110, sort_key=_last, tone=_dim),
        Column("alert", N_("提示"), _alert, 120, sort_key=lambda one: one.alert),
    )


def _identity(one: AbsenceCount) -> tuple[object, ...]:
    return (one.person_id, one.of_contact)


def _unit(one: AbsenceCount) -> str:
    return one.unit.name


def _name(one: AbsenceCount) -> str:
    return one.name


def _what(one: AbsenceCount) -> str:
    return absence_label(of_contact=one.of_contact)


def _months(one: AbsenceCount) -> str:
    return f"{one.months}"


def _last(one: AbsenceCount) -> str:
    return one.last_on.isoformat() if one.last_on else _("没到过")


def _alert(one: AbsenceCount) -> str:
    return alert_label(one.alert)


def _dim(_one: AbsenceCount) -> str:
    return "ink2"
