"""组织生活: one kind of record over a year, branches by months; the record itself at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.dues import DueState
from gzparty.domain.meeting import Depth, MeetingKind
from gzparty.domain.people import UnitView
from gzparty.domain.period import Every, Period
from gzparty.i18n import _
from gzparty.labels import spoken
from gzparty.services.duty_views import YearBoard
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.life_board import LifeBoard, monthly_kinds
from ui.panels.life_export import BoardWanted, export_board
from ui.panels.life_head import LifeHead
from ui.panels.life_record import LifeRecord, Opened
from ui.panels.life_source import LifeSource
from ui.panels.meeting_cell import month_of
from ui.shell import Deeds, PageWidget
from ui.widgets.error_bar import ErrorBar
from ui.widgets.kind_row import KindRow
from ui.wishes import IntakeRequest, LifeRequest, PrintRequest

if TYPE_CHECKING:
    from ui.panels.meeting_panel import MeetingPanel

SHOWS = frozenset(
    {"meeting", "sitting", "attendance", "vote", "month_lock", "duty", "waiver", "life_day", "attachment"}
    | {"unit", "unit_name", "unit_parent", "party_group", "membership", "setting"}
)


class LifePage(PageWidget):
    """The page; it knows the year, the kind and which cell is open."""

    exported = Signal(object)
    """The path of a workbook that was made of the board."""
    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("lifePage")
        self._desk = desk
        self._gate = gate
        self._year = gate.reader.context.today().year
        self._board: YearBoard | None = None
        self._wanted: LifeRequest | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Read the year and the record shown anew."""
        code, year = self.kinds.value(), self._year
        self.head.show_year(year)
        self._gate.behind.ask(
            "life.year", lambda services: services.dues.year(code, year), self._show_year, self._failed
        )

    def is_busy(self) -> bool:
        return self._gate.behind.is_busy()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self._add,
            "find": self.head.start_search,
            "print": self._print,
            "export": self._export,
            "previous_period": self._previous_year,
            "next_period": self._next_year,
            "today": self._this_year,
            "recount": self.refresh,
        }
        if self.record.is_open():
            deeds["save"] = self.panel.save
            deeds["next_problem"] = self.panel.form.next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        roll = self.record.roll()
        return (*(roll.panes() if roll else [self.board]), *self.record.panes())

    def key_hints(self) -> str:
        roll = self.record.roll()
        if roll is not None:
            return roll.key_hints()
        if self.record.is_open():
            return _("Ctrl+S 保存　Ctrl+Enter 保存并填下一个　F4 下一处问题")
        return _("空格 打开记录　Ctrl+F 找村　Ctrl+PgUp 上一年")

    def place(self) -> str:
        if self.record.is_open():
            return self.panel.place()
        here = self.board.current()
        if here is None:
            return ""
        row, column = self.board.view.current()
        return self.board.view.matrix.spoken(row, column)

    def take_request(self, request: object) -> None:
        """Show a kind, a cell or a record another page asks for."""
        if not isinstance(request, LifeRequest):
            return
        if request.meeting_id:
            request = self._with_place(request)
        if request.kind and not self.kinds.offers(request.kind):
            return
        if request.kind:
            self.kinds.set_value(request.kind)
        self._year = request.year or (Period.parse(request.period).year if request.period else self._year)
        self._wanted = request
        self.refresh()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"groups": self._picture_groups, "missing": self._picture_missing, "roll": self._picture_roll}

    def bottom_inset(self) -> int:
        return self._desk.theme.px(56)

    @property
    def panel(self) -> MeetingPanel:
        """The panel of a record."""
        return self.record.panel

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape and self.record.is_open():
            self.record.close()
        else:
            super().keyPressEvent(event)

    # Parts

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.head = LifeHead(theme)
        self.kinds = KindRow(theme, "lifeKinds", [monthly_kinds()])
        kept = self._desk.memory.recall("life/kind")
        if isinstance(kept, str) and self.kinds.offers(kept):
            self.kinds.set_value(kept)
        self.board = LifeBoard(theme)
        self._error = ErrorBar(theme)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.kinds)
        column.addWidget(self.board, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(left)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("lifeSplit")
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._stack)
        self._stack.setMinimumWidth(self._desk.theme.px(420))
        self._split.setStretchFactor(0, 1)
        self.record = LifeRecord(self._desk, self._gate, self._split, self._stack)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._error)
        layout.addWidget(self._split, 1)
        self._set_widths()

    def _connect(self) -> None:
        head = self.head
        head.year_stepped.connect(self._step_year)
        head.searched.connect(self._jump)
        head.found.connect(self._leave_search)
        head.filtered.connect(self._show_lines)
        head.find_wanted.connect(self._to_find)
        head.intake_wanted.connect(self._to_intake)
        head.print_wanted.connect(self._print)
        head.export_wanted.connect(self._export)
        head.record_wanted.connect(self._add)
        self.kinds.chosen.connect(self._choose_kind)
        self.board.opened.connect(self._open_by_hand)
        self.board.moved.connect(self._moved)
        self.board.typed.connect(head.start_search)
        record = self.record
        record.done.connect(self.done)
        record.noted.connect(self.noted)
        record.told.connect(self.copied)
        record.changed.connect(self._record_changed)
        record.built.connect(self._set_widths)
        record.went_to.connect(self.board.go_to)
        record.file_wanted.connect(self.file_wanted)
        record.print_wanted.connect(self._print)
        self._split.splitterMoved.connect(self._keep_widths)
        self._gate.refused.connect(self._say_refused)
        self._desk.changes.changed.connect(self._look_again)
        self._desk.theme.density_changed.connect(self._set_widths)

    def _show_year(self, board: YearBoard) -> None:
        first = self._board is None
        self._board = board
        self._show_lines()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._go_to(wanted)
        elif first and self.record.wants_open():
            here = self.board.current()
            if here is not None:
                self._open_cell(here[0].unit, here[1])
        else:
            self.record.refresh()

    def _show_lines(self) -> None:
        if self._board is None:
            return
        source = LifeSource(self._board, self._today(), only_open=self.head.only_open.isChecked())
        self.board.show_board(source)
        self.kinds.show_overdue(source.overdue())
        self.deeds_changed.emit()

    def _open_cell(self, unit: UnitView, period: Period) -> None:
        self.record.open(Opened(MeetingKind(self.kinds.value()), unit, period))

    def _open_by_hand(self, unit: UnitView, period: Period) -> None:
        self._open_cell(unit, period)
        self.record.begin_typing()

    def _go_to(self, request: LifeRequest) -> None:
        unit = self._unit(request.unit_id)
        if unit is None:
            return
        period = Period.parse(request.period) if request.period else None
        if not self.board.go_to(unit.id, period):
            # Hidden by the filter: what is asked for comes before it.
            self.head.only_open.setChecked(False)
            self.board.go_to(unit.id, period)
        here = self.board.current()
        opened = Opened(MeetingKind(self.kinds.value()), unit, here[1] if here else period)
        self.record.open(opened, request.meeting_id, request.group_id)

    def _with_place(self, request: LifeRequest) -> LifeRequest:
        meeting = self._gate.reader.meeting_views.detail(request.meeting_id).meeting
        return request._replace(
            kind=meeting.kind.value,
            unit_id=meeting.unit_id,
            group_id=meeting.group_id or 0,
            period=meeting.period,
            year=Period.parse(meeting.period).year,
        )

    def _unit(self, unit_id: int) -> UnitView | None:
        groups = self._board.groups if self._board else ()
        return next((line.unit for group in groups for line in group.lines if line.unit.id == unit_id), None)

    def _record_changed(self) -> None:
        if not self.record.is_open():
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deeds_changed.emit()
        self.place_changed.emit(self.place())

    # What the clerk does

    def _choose_kind(self, kind: str) -> None:
        self._desk.memory.keep("life/kind", kind)
        here = self.board.current()
        self.record.forget()
        self._board = None
        if here is not None:
            self._wanted = LifeRequest(unit_id=here[0].unit.id, period=month_of(here[1]).code)
        self.refresh()

    def _step_year(self, step: int) -> None:
        self._year += step
        self.refresh()

    def _previous_year(self) -> None:
        self._step_year(-1)

    def _next_year(self) -> None:
        self._step_year(1)

    def _this_year(self) -> None:
        self._year = self._today().year
        self.refresh()

    def _add(self) -> None:
        """Begin a record of the kind for the branch the clerk stands on."""
        here = self.board.current()
        if here is not None:
            self._open_cell(here[0].unit, here[1])
            self.panel.begin_new()

    def _to_find(self) -> None:
        """Search the texts of all records, of whatever year and kind."""
        self._desk.wishes.show_page("find")

    def _to_intake(self) -> None:
        here = self.board.current()
        month = month_of(here[1]).code if here else Period.around(self._today(), Every.MONTH).code
        self._desk.wishes.show_page("intake", IntakeRequest(self.kinds.value(), month))

    def _print(self) -> None:
        detail = self.panel.detail if self.record.is_open() else None
        if detail is not None:
            wanted: dict[str, object] = {"meeting": detail.meeting.number}
        else:
            wanted = {"year": self._year, "kind": self.kinds.value()}
        self._desk.wishes.show_page("print", PrintRequest("minutes", wanted))

    def _export(self) -> None:
        wanted = BoardWanted(self.kinds.value(), self._year)
        folder = self._gate.reader.store.path.parent
        self._gate.behind.ask(
            "life.export",
            lambda services: export_board(services, wanted, folder),
            self.exported.emit,
            self._failed,
        )

    def _jump(self, text: str) -> None:
        found = self.board.matches(text)
        self.head.show_found(len(found))
        if found:
            self.board.go_to(found[0].id, None)

    def _leave_search(self) -> None:
        """Enter goes to the branch found; the box is empty for the next one."""
        self.head.search.clear()
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    # Following

    def _moved(self) -> None:
        self.place_changed.emit(self.place())

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self.refresh()

    def _failed(self, error: Exception) -> None:
        self._say_refused(spoken(error))

    def _say_refused(self, sentence: str) -> None:
        if self.isVisible():
            self._error.say(sentence, "")

    # Pictures of the window

    def _picture(self, kind: MeetingKind, state: DueState) -> None:
        """Open the first branch whose due of the current column stands so."""
        self._show_now(kind)
        source, board = self.board.source, self._board
        assert source is not None
        assert board is not None
        column = source.current_column()
        for group in board.groups:
            for line in group.lines:
                if line.cells[column].state is state:
                    self.board.go_to(line.unit.id, board.periods[column])
                    return self._open_cell(line.unit, board.periods[column])
        return None

    def _show_now(self, kind: MeetingKind) -> None:
        """Show a kind at once: what is read behind the window comes too late for a picture."""
        self.kinds.set_value(kind.value)
        self.record.forget()
        self._board = self._gate.reader.dues.year(kind.value, self._year)
        self._show_lines()

    def _picture_groups(self) -> None:
        self._picture(MeetingKind.GROUP_MEETING, DueState.OVERDUE)

    def _picture_missing(self) -> None:
        self._picture(MeetingKind.BRANCH_MEETING, DueState.TODO)

    def _picture_roll(self) -> None:
        """Take a roll by names, where there is one."""
        for meeting in self._gate.reader.store.meetings.between(f"{self._year}", f"{self._year}-Z"):
            if meeting.depth is Depth.NAMES:
                self._show_now(meeting.kind)
                self._go_to(self._with_place(LifeRequest(meeting_id=meeting.id)))
                return self.panel.open_roll()
        return None

    def _keep_widths(self) -> None:
        self._desk.memory.keep("life/widths", self._split.sizes())

    def _set_widths(self) -> None:
        theme = self._desk.theme
        kept = self._desk.memory.recall("life/widths")
        panel = theme.row(440, 404)
        designed = [max(self.width() - panel, theme.px(420)), panel]
        self._split.setSizes(kept if isinstance(kept, list) and len(kept) == 2 else designed)

    def _today(self) -> date:
        return self._gate.reader.context.today()
