"""组织生活: one kind of record over a year, branches by months; the record itself at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.meeting import MeetingKind, YearlyKind
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.services.duty_views import YearBoard
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import YearPage
from ui.panels.life.away import LifeAway
from ui.panels.life.board import is_monthly, monthly_kinds, yearly_kinds
from ui.panels.life.body import LifeBody
from ui.panels.life.head import LifeHead
from ui.panels.life.opening import LifeOpening
from ui.panels.life.places import LifePlaces
from ui.panels.life.record import LifeRecord
from ui.panels.life.source import LifeSource
from ui.panels.meeting.cell import month_of
from ui.shell import Deeds
from ui.widgets.kept_split import KeptSplit
from ui.widgets.kind_row import KindRow
from ui.wishes import LifeRequest

if TYPE_CHECKING:
    from ui.panels.meeting.panel import MeetingPanel

SHOWS = frozenset(
    {"meeting", "sitting", "attendance", "vote", "month_lock", "duty", "waiver", "life_day", "attachment"}
    | {"unit", "unit_name", "unit_parent", "party_group", "membership", "setting"}
    | {"theme", "theme_record"}
)


class LifePage(YearPage):
    """The page; it knows the year, the kind and which cell is open."""

    says_refusals = True

    exported = Signal(object)
    """The path of a workbook that was made of the board."""
    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("lifePage", desk, gate)
        self._board: YearBoard | None = None
        self._read: YearBoard | None = None
        """What the board shows, also while another kind is read."""
        self._came_from_elsewhere = False
        self._wanted: LifeRequest | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Read the year and the record shown anew."""
        code, year = self.kinds.value(), self._year
        self._say_year()
        if not is_monthly(code):
            self._show_steps(code)
            return
        self.head.only_open.setEnabled(True)
        self._gate.behind.ask(
            "life.year", lambda services: services.dues.year(code, year), self._show_year, self._failed
        )

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self.opening.add,
            "find": self.head.start_search,
            "print": self.away.print,
            "export": self.away.export,
            **self._year_deeds(),
        }
        if self.record.is_open():
            deeds["save"] = self.panel.save
            deeds["next_problem"] = self.panel.form.next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        place = self.places.shown() or self.body.in_sight()
        return (*place.panes(), *self.record.panes())

    def key_hints(self) -> str:
        place = self.places.shown()
        if place is not None:
            return place.key_hints()
        if self.record.is_open():
            return hints(save=_("保存"), save_next=_("保存并填下一个"), next_problem=_("下一处问题"))
        return self.body.in_sight().key_hints()

    def place(self) -> str:
        if self.record.is_open():
            return self.panel.place()
        return "" if self.places.shown() is not None else self.body.place()

    def take_request(self, request: object) -> None:
        """Show a kind, a cell or a record another page asks for."""
        if not isinstance(request, LifeRequest):
            return
        if request.meeting_id:
            request = self.opening.with_place(request)
        if request.kind and not self.kinds.offers(request.kind):
            return
        if self._came_from_elsewhere:
            self.places.leave()
        self._year = request.year or (Period.parse(request.period).year if request.period else self._year)
        if request.kind and request.kind != self.kinds.value():
            self.kinds.set_value(request.kind)
            if not request.unit_id:
                self._choose_kind(request.kind)
                return
            self.record.forget()
        self._wanted, self.opening.is_to_type = request, True
        self.refresh()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        from ui.pages.life_pictures import life_pictures

        return life_pictures(self, self._gate)

    def bottom_inset(self) -> int:
        return self._desk.theme.px(56)

    def show_at_once(self, kind: MeetingKind) -> None:
        """Show a board of months without waiting: what is read behind the window comes too late for a picture."""
        self.kinds.set_value(kind.value)
        self.record.forget()
        self._show_year(self._gate.reader.dues.year(kind.value, self._year))

    @property
    def panel(self) -> MeetingPanel:
        """The panel of a record."""
        return self.record.panel

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        # A request that follows at once comes from another page; one that comes later is made here, by a list in sight.
        self._came_from_elsewhere = True
        QTimer.singleShot(0, self, self._arrived)
        self.body.take_focus()

    def _arrived(self) -> None:
        self._came_from_elsewhere = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the board, then closes the record."""
        if event.key() == Qt.Key.Key_Escape and self.places.shown() is not None:
            self.places.go_back()
        elif event.key() == Qt.Key.Key_Escape and self.record.is_open():
            self.record.close()
        else:
            super().keyPressEvent(event)

    # Parts

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.head = LifeHead(theme)
        self.kinds = KindRow(theme, "lifeKinds", [monthly_kinds(), yearly_kinds()], _("年度"))
        kept = self._desk.memory.recall("life/kind")
        if isinstance(kept, str) and self.kinds.offers(kept):
            self.kinds.set_value(kept)
        self.body = LifeBody(self._desk, self._gate)
        self.board = self.body.board

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.kinds)
        column.addWidget(self.body, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(left)
        self._split = KeptSplit(self._desk.theme, self._desk.memory, "life")
        self._split.addWidget(self._stack)
        self._stack.setMinimumWidth(self._desk.theme.px(420))
        self._split.setStretchFactor(0, 1)
        self.places = LifePlaces(self._desk, self._gate, self._stack)
        self.record = LifeRecord(self._desk, self._gate, self._split, self.places)
        self.opening = LifeOpening(self._gate, self.kinds, self.body, self.record, self.places)
        self.away = LifeAway(self._desk, self._gate, self.kinds, self.body, self.record)
        self._stand(self.head, self._error, self._split)
        self._set_widths()

    def _connect(self) -> None:
        self._connect_head()
        self._connect_body()
        self._connect_record()
        self.away.exported.connect(self.exported)
        self.away.refused.connect(self._say_refused)
        self._gate.refused.connect(self._say_refused)
        self._desk.changes.changed.connect(self._look_again)
        self._desk.theme.density_changed.connect(self._set_widths)

    def _connect_head(self) -> None:
        head = self.head
        head.year_stepped.connect(self._step_year)
        head.searched.connect(self._jump)
        head.found.connect(self._leave_search)
        head.filtered.connect(self._show_lines)
        head.find_wanted.connect(self.away.to_find)
        head.intake_wanted.connect(self.away.to_intake)
        head.print_wanted.connect(self.away.print)
        head.export_wanted.connect(self.away.export)
        head.record_wanted.connect(self.opening.add)
        head.crosscheck_wanted.connect(self._cross_check)
        self.kinds.chosen.connect(self._choose_kind)

    def _connect_body(self) -> None:
        body = self.body
        body.opened.connect(self.opening.open_by_hand)
        body.talks_wanted.connect(self.opening.open_talks)
        body.moved.connect(self._moved)
        body.typed.connect(self.head.start_search)
        body.done.connect(self.done)
        body.shown.connect(self._steps_shown)
        self.board.export_wanted.connect(self.away.export)
        self.places.done.connect(self.done)
        self.places.noted.connect(self.noted)
        self.places.changed.connect(self._record_changed)

    def _connect_record(self) -> None:
        record = self.record
        record.done.connect(self.done)
        record.noted.connect(self.noted)
        record.told.connect(self.copied)
        record.changed.connect(self._record_changed)
        record.built.connect(self._set_widths)
        record.went_to.connect(self.body.go_to)
        record.file_wanted.connect(self.file_wanted)
        record.print_wanted.connect(self.away.print)

    def _say_year(self) -> None:
        self.away.year = self.opening.year = self._year
        self.head.show_year(self._year)

    def _show_year(self, board: YearBoard) -> None:
        first = self._board is None
        self._hold(board.year, board.code)
        self._board = self._read = board
        self._show_lines()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.opening.go_to(wanted, self.head.only_open)
        elif first and self.record.wants_open():
            self.opening.open_at_first()
        else:
            self.record.refresh()

    def _show_steps(self, code: str) -> None:
        """A list of steps in the place of the months."""
        self.kinds.show_overdue(0)
        self.head.only_open.setEnabled(False)
        self.body.show_steps(YearlyKind(code), self._year)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted.unit_id:
            self.opening.go_to(wanted, self.head.only_open)
        else:
            self.record.refresh()
        self.deeds_changed.emit()
        self._moved()

    def _steps_shown(self) -> None:
        board = self.body.steps.board
        if board is not None:
            self._hold(board.year, board.kind)
        self.deeds_changed.emit()

    def _stay(self) -> None:
        if self.body.in_sight() is not self.board:
            self._steps_shown()
        elif self._read is not None:
            self._hold(self._read.year, self._read.code)
            self._board = self._read
            self._show_lines()

    def _hold(self, year: int, kind: str) -> None:
        """Let the year and the kind hold that are in sight, also where others were wished for and given up."""
        self._year_came(year)
        self.kinds.set_value(kind)

    def _show_lines(self) -> None:
        if self._board is None:
            return
        source = LifeSource(self._board, self._today(), only_open=self.head.only_open.isChecked())
        self.body.show_board(source)
        self.kinds.show_overdue(source.overdue())
        self.deeds_changed.emit()

    def _cross_check(self) -> None:
        self.record.put_away()
        self.places.open_contradictions(self._year)

    def _record_changed(self) -> None:
        if not self.record.is_open():
            self.body.take_focus()
        super()._moved()

    # What the clerk does

    def _choose_kind(self, kind: str) -> None:
        """Show another kind; the branch whose record is open stays the one in sight."""
        self._desk.memory.keep("life/kind", kind)
        opened = self.record.opened if self.record.is_open() else None
        self.record.forget()
        self._board = None
        if kind == YearlyKind.TALK:
            self.record.put_away()
        elif opened is not None:
            span = opened.period or Period(self._year, 1, 12)
            month = Period.around(self._today()) if span.months == 12 else month_of(span)
            period = month.code if is_monthly(kind) else f"{self._year}"
            self._wanted = LifeRequest(unit_id=opened.unit.id, period=period)
        self.refresh()

    def _step_year(self, step: int) -> None:
        """Show the year beside; an open record gives way to that of the same branch and time of that year."""
        self._year += step
        opened = self.record.opened if self.record.is_open() else None
        if opened is not None and opened.period is not None:
            period = replace(opened.period, year=self._year)
            self._wanted = LifeRequest(unit_id=opened.unit.id, period=period.code)
        self.refresh()

    def _jump(self, text: str) -> None:
        """Go to the first branch that fits what is typed."""
        self.head.show_found(self.body.search(text))

    def _leave_search(self) -> None:
        """Enter goes to the branch found; the box is empty for the next one."""
        self.head.search.clear()
        self.body.take_focus()

    # Following

    def _moved(self) -> None:
        self.place_changed.emit(self.place())

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self.refresh()

    def _set_widths(self) -> None:
        self._split.arrange_panel(self._desk.theme.row(440, 404))
