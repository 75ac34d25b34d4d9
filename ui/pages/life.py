"""组织生活: one kind of record over a year, branches by months; the record itself at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gzparty.domain.meeting import MeetingKind
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
from ui.panels.life_source import LifeSource
from ui.panels.meeting_cell import LifeCell, month_of, read_cell
from ui.panels.meeting_typed import Subject
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
    overdue_changed = Signal(int)
    """How many meetings are overdue, for the navigation."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("lifePage")
        self._desk = desk
        self._gate = gate
        self._year = gate.reader.context.today().year
        self._board: YearBoard | None = None
        self._panel: MeetingPanel | None = None
        self._open: tuple[int, Period | None] | None = None
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
        if self._panel is not None and self._panel.isVisible():
            deeds["save"] = self._panel.save
            deeds["next_problem"] = self._panel.form.next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        parts: list[QWidget] = [self.board]
        if self._panel is not None:
            parts.append(self._panel)
        return parts

    def key_hints(self) -> str:
        if self._panel is not None and self._panel.isVisible():
            return _("Ctrl+S 保存　Ctrl+Enter 保存并填下一个　F4 下一处问题")
        return _("空格 打开记录　Ctrl+F 找村　Ctrl+PgUp 上一年")

    def place(self) -> str:
        if self._panel is not None and self._panel.isVisible():
            return self._panel.place()
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
        if request.kind and self.kinds.offers(request.kind):
            self.kinds.set_value(request.kind)
        self._year = request.year or (Period.parse(request.period).year if request.period else self._year)
        self._wanted = request
        self.refresh()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"quarters": self._show_quarters, "groups": self._show_groups}

    def bottom_inset(self) -> int:
        return self._desk.theme.px(56)

    @property
    def panel(self) -> MeetingPanel:
        """The panel of a record, built when first wanted."""
        if self._panel is None:
            from ui.panels.meeting_panel import MeetingPanel

            panel = self._panel = MeetingPanel(self._desk, self._gate)
            panel.closed.connect(self._close_panel)
            panel.done.connect(self.done)
            panel.noted.connect(self.noted)
            panel.print_wanted.connect(self._print)
            panel.next_wanted.connect(self._next)
            panel.shown.connect(self._panel_shown)
            self._split.addWidget(panel)
            self._split.setStretchFactor(0, 1)
            self._set_widths()
        return self._panel

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape and self._panel is not None and self._panel.isVisible():
            self._close_panel()
        else:
            super().keyPressEvent(event)

    # Parts

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.head = LifeHead(theme)
        self.kinds = KindRow(theme, "lifeKinds", [monthly_kinds()])
        self.board = LifeBoard(theme)
        self._error = ErrorBar(theme)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.kinds)
        column.addWidget(self.board, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("lifeSplit")
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        left.setMinimumWidth(self._desk.theme.px(420))
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
        head.intake_wanted.connect(self._to_intake)
        head.print_wanted.connect(self._print)
        head.export_wanted.connect(self._export)
        head.record_wanted.connect(self._add)
        self.kinds.chosen.connect(self._choose_kind)
        self.board.opened.connect(self._open_cell)
        self.board.moved.connect(self._moved)
        self.board.typed.connect(head.start_search)
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
        elif first and self._desk.memory.recall("life/aside") is not False:
            here = self.board.current()
            if here is not None:
                self._open_cell(here[0].unit, here[1])
        elif self._open is not None and self._panel is not None and self._panel.isVisible():
            self._refresh_panel()

    def _show_lines(self) -> None:
        if self._board is None:
            return
        source = LifeSource(self._board, self._today(), only_open=self.head.only_open.isChecked())
        self.board.show_board(source)
        self.kinds.show_overdue(source.overdue())
        self.deeds_changed.emit()

    # Opening a cell

    def _open_cell(
        self, unit: UnitView, period: Period | None, meeting_id: int = 0, group_id: int = 0
    ) -> None:
        cell = self._read_cell(unit, period)
        self._open = (unit.id, period)
        panel = self.panel
        panel.show_cell(cell, meeting_id, group_id)
        panel.know(self._names(unit.id))
        if not panel.isVisible():
            panel.show()
            self._desk.memory.keep("life/aside", True)

    def _read_cell(self, unit: UnitView, period: Period | None) -> LifeCell:
        return read_cell(self._gate.reader, MeetingKind(self.kinds.value()), unit, period)

    def _refresh_panel(self) -> None:
        panel, (unit_id, period) = self.panel, self._open or (0, None)
        unit = self._unit(unit_id)
        if unit is not None:
            panel.refresh(self._read_cell(unit, period))

    def _next(self, subject: Subject) -> None:
        """Open the next record missing, overdue first; say so where there is none."""
        period = subject.period.code if subject.period else ""
        due = self._gate.reader.meeting_views.next_missing(
            subject.kind.value, self._year, (subject.unit_id, subject.group_id, period)
        )
        unit = self._unit(due.unit_id) if due else None
        if due is None or unit is None:
            self.copied.emit(_("这一类没有要补登的了"))
            return
        self.board.go_to(unit.id, due.period)
        self._open_cell(unit, due.period, group_id=due.group_id)
        self.panel.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, request: LifeRequest) -> None:
        unit = self._unit(request.unit_id)
        if unit is None:
            return
        period = Period.parse(request.period) if request.period else None
        self.board.go_to(unit.id, period)
        here = self.board.current()
        shown = here[1] if here else period
        self._open_cell(unit, shown, request.meeting_id, request.group_id)

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

    def _names(self, unit_id: int) -> list[tuple[str, str]]:
        people = self._gate.reader.store.people.members_of(unit_id, self._today())
        return [(person.name, person.initials) for person, _membership in people]

    def _panel_shown(self) -> None:
        self.deeds_changed.emit()
        self.place_changed.emit(self.place())

    def _close_panel(self) -> None:
        panel = self.panel
        panel.leave()
        panel.hide()
        self._desk.memory.keep("life/aside", False)
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)
        self._panel_shown()

    # What the clerk does

    def _choose_kind(self, _kind: str) -> None:
        here = self.board.current()
        self._open = None
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

    def _to_intake(self) -> None:
        here = self.board.current()
        month = month_of(here[1]).code if here else Period.around(self._today(), Every.MONTH).code
        self._desk.wishes.show_page("intake", IntakeRequest(self.kinds.value(), month))

    def _print(self) -> None:
        panel = self._panel
        if panel is not None and panel.isVisible() and panel.detail is not None:
            wanted: dict[str, object] = {"meeting": panel.detail.meeting.number}
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

    def _show_quarters(self) -> None:
        self.kinds.set_value(MeetingKind.BRANCH_MEETING.value)
        self._choose_kind("")

    def _show_groups(self) -> None:
        self.kinds.set_value(MeetingKind.GROUP_MEETING.value)
        self._choose_kind("")

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
