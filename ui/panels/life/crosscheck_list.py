"""交叉核对: what records say against each other, a sentence a line; it only reports, the record is opened and corrected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.diagnostic import Level
from gzparty.i18n import N_, _
from gzparty.labels import dates, sentence, spoken
from gzparty.services.meeting_views import Contradiction
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
from ui.wishes import LifeRequest

SHOWS = frozenset(
    {"meeting", "sitting", "attendance", "membership", "person", "post", "calendar_day", "training"}
)


class CrosscheckList(QWidget):
    """`show_year(year, month, unit_id)` lists contradictions; Space or a double click opens the first record of one."""

    shown = Signal()
    """Other contradictions are listed."""
    absences_wanted = Signal()
    """The clerk wants to see whom rolls by names miss for months."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crosscheckList")
        self._desk = desk
        self._gate = gate
        self._wanted: tuple[int, int | None, int | None] | None = None
        self.found: tuple[Contradiction, ...] = ()
        theme = desk.theme
        self._words = label("crosscheckWords", role="label")
        self._first = button(theme, "openFirst", _("打开这条记录"))
        self._second = button(theme, "openSecond", _("打开另一条"))
        self._absences = button(theme, "toAbsences", _("缺席提醒"), "link")
        self._empty = EmptyState(theme, "crosscheckEmpty")
        self.view: RecordView[Contradiction] = RecordView(theme, desk.memory, "crosscheck")
        self.view.set_records(RecordTable(_columns(), ListRows[Contradiction]([], _identity), _name))
        self.view.setAccessibleName(_("交叉核对"))
        self._lay_out()
        self.view.opened.connect(self._open_first)
        self.view.row_changed.connect(self._row_changed)
        self._first.clicked.connect(self._open_first)
        self._second.clicked.connect(self._open_second)
        self._absences.clicked.connect(self.absences_wanted)
        desk.changes.changed.connect(self._changed)

    def show_year(self, year: int, month: int | None = None, unit_id: int | None = None) -> None:
        """List what contradicts in a year, in one month of it, of one branch."""
        self._wanted = (year, month, unit_id)
        self._gate.behind.ask(
            "life.crosscheck",
            lambda services: services.crosscheck.all(year, month, unit_id),
            self._show,
            self._failed,
        )

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.view]

    def key_hints(self) -> str:
        """The keys worth knowing here."""
        return hints(open_row=_("打开记录"), copy=_("复制"))

    def _lay_out(self) -> None:
        theme = self._desk.theme
        strip = frame("crosscheckStrip", "plain")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self._words, 1)
        for part in (self._absences, self._second, self._first):
            row.addWidget(part)
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(self._body, 1)

    def _show(self, found: tuple[Contradiction, ...]) -> None:
        self.found = found
        self.view.records.show(ListRows(found, _identity))
        self._words.setText(_words(found) if found else "")
        self._first.setVisible(bool(found))
        self._empty.say(
            _("没有发现对不上的地方"),
            _(
                "核对的是：人数、应到和花名册、同一人同一时间两处、支委会先后、节假日、转出或去世的人、雷同的文字、原件位置。"
            ),
        )
        self._body.setCurrentIndex(0 if found else 1)
        if found and not self.view.currentIndex().isValid():
            self.view.select_row(0)
        self._row_changed(self.view.currentIndex().row())
        self.shown.emit()

    def _failed(self, error: Exception) -> None:
        self._words.setText(spoken(error))

    def _current(self) -> Contradiction | None:
        return self.view.current_record() if self.found else None

    def _row_changed(self, _row: int) -> None:
        one = self._current()
        self._first.setEnabled(one is not None)
        self._second.setVisible(one is not None and len(one.meetings) > 1)

    def _open_first(self) -> None:
        self._open(0)

    def _open_second(self) -> None:
        self._open(1)

    def _open(self, place: int) -> None:
        one = self._current()
        if one is not None and place < len(one.meetings):
            self._desk.wishes.show_page("life", LifeRequest(meeting_id=one.meetings[place]))

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._wanted is not None and self.isVisible() and concerns(kinds, SHOWS):
            self.show_year(*self._wanted)


def _words(found: Sequence[Contradiction]) -> str:
    """How many contradict, and how many are only noted; the program corrects none."""
    notes = sum(one.finding.level is Level.NOTE for one in found)
    told = _("{n} 处对不上，对着原件核实；程序只提示，不改记录。").format(n=len(found) - notes)
    return told + (_("另有 {n} 条开在节假日。").format(n=notes) if notes else "")


def _columns() -> Sequence[Column[Contradiction]]:
    return (
        Column("day", N_("日期"), _day, 76, sort_key=lambda one: str(one.day), tone=_dim),
        Column("unit", N_("党支部"), _name, 120, sort_key=lambda one: one.unit.sort_order),
        Column("what", N_("对不上的地方"), sentence_of, 400, stretch=True, tone=_tone, tooltip=sentence_of),
    )


def _identity(one: Contradiction) -> tuple[object, ...]:
    return (one.finding.code, one.meetings, one.unit.id, sentence(one.finding))


def _day(one: Contradiction) -> str:
    return dates.table(one.day) if one.day else ""


def _tone(one: Contradiction) -> str:
    """A note, such as a meeting on a holiday, stands back."""
    return "ink2" if one.finding.level is Level.NOTE else "ink"


def _dim(_one: Contradiction) -> str:
    return "ink2"


def _name(one: Contradiction) -> str:
    return one.unit.name


def sentence_of(one: Contradiction) -> str:
    """What is wrong, in one sentence."""
    return sentence(one.finding)
