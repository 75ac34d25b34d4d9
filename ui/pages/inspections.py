"""自查自纠: how often every community and department inspected itself, what was found, and one inspection at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.services.ledger_views import InspectionView, QuotaBoard
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import YearPage
from ui.panels.inspection.aside import InspectionAside
from ui.panels.inspection.away import InspectionsAway
from ui.panels.inspection.board import QuotaMatrix
from ui.panels.inspection.cell import read_board
from ui.panels.inspection.head import InspectionsHead
from ui.panels.inspection.recent import RecentInspections
from ui.panels.inspection.source import QuotaSource
from ui.shell import Deeds
from ui.widgets.kept_split import KeptSplit
from ui.wishes import InspectionRequest, TourRequest

if TYPE_CHECKING:
    from ui.panels.inspection.panel import InspectionPanel

SHOWS = frozenset(
    {"inspection", "inspection_item", "checklist_item", "problem", "problem_event", "duty", "waiver"}
    | {"attachment", "unit", "unit_name", "unit_parent", "post", "setting"}
)
RECENT_LEAST, BOARD_FIRST = 150, 1000


class InspectionsPage(YearPage):
    """The page; it knows the year and which unit's month is open."""

    says_refusals = True

    exported = Signal(object)
    """The path of a workbook that was made of the board."""
    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("inspectionsPage", desk, gate)
        self._wanted: InspectionRequest | None = None
        self._recent_of: tuple[int, int] | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Read the year, the unit's inspections and the one shown anew."""
        year = self._year
        self._say_year()
        self._recent_of = None
        self._gate.behind.ask(
            "inspections.board",
            lambda services: read_board(services, year),
            self._show_board,
            self._failed,
        )

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self._add,
            "print": self.away.print,
            "export": self.away.export,
            **self._year_deeds(),
        }
        if self.is_open():
            deeds["save"] = self.panel.save
            deeds["next_problem"] = self.panel.sheet.next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        return (self.board, self.recent.grid, *self.aside.panes())

    def key_hints(self) -> str:
        if self.is_open():
            return hints(
                tick_fine=_("没问题"),
                tick_problem=_("有问题"),
                tick_next=_("下一项"),
                save=_("保存"),
                next_problem=_("下一处问题"),
            )
        return hints(open_row=_("打开这个月"), new=_("登记自查"), previous_period=_("换年"))

    def place(self) -> str:
        here = self.panel.place() if self.is_open() else self.board.place()
        return _("　").join(part for part in (here, self._month_words()) if part)

    def take_request(self, request: object) -> None:
        """Show a year, a unit's month or an inspection another page asks for; `new` begins one."""
        if not isinstance(request, InspectionRequest):
            return
        if request.inspection_id:
            inspection = self._gate.reader.inspection_views.detail(request.inspection_id).inspection
            if inspection.tour_id is not None:
                self._desk.wishes.show_page("tours", TourRequest(inspection.tour_id))
                return
            request = request._replace(unit_id=inspection.unit_id, period=inspection.period)
        period = Period.parse(request.period) if request.period else None
        self._year = request.year or (period.year if period else self._year)
        self._wanted = request
        self.refresh()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        from ui.pages.inspection_pictures import inspection_pictures

        return inspection_pictures(self, self._gate)

    def bottom_inset(self) -> int:
        return self._desk.theme.px(56) if self.is_open() else 0

    @property
    def panel(self) -> InspectionPanel:
        """The panel of one inspection."""
        return self.aside.panel

    def is_open(self) -> bool:
        """Whether an inspection is in sight."""
        return self.aside.is_open()

    def show_at_once(self) -> None:
        """Show the year without waiting: what is read behind the window comes too late for a picture."""
        self._show_board(self._gate.reader.inspection_views.board(self._year))

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        self.board.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the inspection."""
        if event.key() == Qt.Key.Key_Escape and self.is_open():
            self.aside.close()
        else:
            super().keyPressEvent(event)

    # Parts

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.head = InspectionsHead(theme)
        self.board = QuotaMatrix(theme)
        self.recent = RecentInspections(theme, self._desk.memory)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        left = self._left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # The board has its whole height first, what is left goes to the list.
        column.addWidget(self.board, BOARD_FIRST)
        column.addWidget(self.recent, 1)
        self.recent.setMinimumHeight(theme.px(RECENT_LEAST))
        left.setMinimumWidth(theme.px(420))
        self._split = KeptSplit(self._desk.theme, self._desk.memory, "inspections")
        self._split.addWidget(left)
        self._split.setStretchFactor(0, 1)
        self.aside = InspectionAside(self._desk, self._gate, self._split)
        self.away = InspectionsAway(self._desk, self._gate, self.board, self.aside)
        self._stand(self.head, self._error, self._split)

    def _connect(self) -> None:
        head, board, away = self.head, self.board, self.away
        head.year_stepped.connect(self._step_year)
        head.print_wanted.connect(away.print)
        head.export_wanted.connect(away.export)
        head.new_wanted.connect(self._add)
        head.tours_wanted.connect(away.to_tours)
        head.unmet_wanted.connect(away.print_unmet)
        head.checklist_wanted.connect(away.to_checklist)
        head.together_wanted.connect(self._register_together)
        board.together_wanted.connect(self._register_together)
        board.opened.connect(self._open_by_hand)
        board.moved.connect(self._follow)
        board.typed.connect(board.search)
        board.units_wanted.connect(away.to_units)
        self.recent.opened.connect(self._open_stored)
        self.recent.ledger_wanted.connect(away.to_ledger)
        self.recent.new_wanted.connect(self._add)
        self.recent.import_wanted.connect(away.to_import)
        aside = self.aside
        aside.done.connect(self.done)
        aside.noted.connect(self.noted)
        aside.told.connect(self.copied)
        aside.changed.connect(self._panel_shown)
        aside.built.connect(self._set_widths)
        aside.went_to.connect(board.go_to)
        aside.print_wanted.connect(away.print)
        aside.file_wanted.connect(self.file_wanted)
        away.exported.connect(self.exported)
        away.refused.connect(self._say_refused)
        self._gate.refused.connect(self._say_refused)
        self.follow(self._desk.changes, SHOWS)
        self._desk.theme.density_changed.connect(self._set_widths)

    def _say_year(self) -> None:
        self.away.year = self._year
        self.head.show_year(self._year)

    def _show_board(self, quota: QuotaBoard) -> None:
        first = self.board.source is None
        self._year_came(quota.board.year)
        self.head.show_year(self._year, quota)
        self.board.show_board(QuotaSource(quota, self._today()))
        self.recent.setVisible(bool(quota.board.groups))
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._go_to(wanted)
        elif self.is_open():
            self.aside.refresh()
        elif first and self.aside.wants_open():
            # The panel is built in a turn of its own: board and panel together would hold the window too long.
            QTimer.singleShot(0, self, self._open_here)
        self._follow()

    def _follow(self) -> None:
        """Let the list below tell of the unit the clerk stands on."""
        here = self.board.current()
        if here is not None and self._recent_of != (here[0].id, self._year):
            unit, year = here[0], self._year
            self._recent_of = (unit.id, year)
            self._gate.behind.ask(
                "inspections.recent",
                lambda services: services.inspection_views.of_unit(unit.id, year),
                partial(self._show_recent, unit, year),
                self._failed,
            )
        self.place_changed.emit(self.place())

    def _show_recent(self, unit: UnitView, year: int, views: tuple[InspectionView, ...]) -> None:
        none_yet = self._gate.reader.store.inspections.first_month() is None
        self.recent.show_unit(unit.name, year, views, none_yet=none_yet)

    def _month_words(self) -> str:
        """6月已做 15 次，应做 26 次，月底前还差 11 次, of the month the clerk stands on."""
        here, source = self.board.current(), self.board.source
        if here is None or source is None:
            return ""
        period = here[1]
        done, owed = source.quota.sums[source.column_of(period)]
        return month_words(period, done, owed, self._today())

    # One inspection

    def _open_by_hand(self, unit: UnitView, period: Period) -> None:
        self.aside.open(unit.id, period)
        if self.panel.is_new():
            self.panel.begin_typing()

    def _open_here(self) -> None:
        here = self.board.current()
        if here is not None and not self.is_open():
            self.aside.open(here[0].id, here[1])

    def _open_stored(self, inspection_id: int) -> None:
        self.take_request(InspectionRequest(inspection_id=inspection_id))

    def _go_to(self, request: InspectionRequest) -> None:
        """Open the month or inspection another page asked for."""
        period = Period.parse(request.period) if request.period else None
        if request.unit_id:
            self.board.go_to(request.unit_id, period)
        here = self.board.current()
        unit_id = request.unit_id or (here[0].id if here and request.new else 0)
        period = period or (here[1] if here else None)
        if not unit_id or period is None:
            return
        self.aside.open(unit_id, period, request.inspection_id)
        if request.new:
            self.panel.begin_new()

    def _panel_shown(self) -> None:
        if not self.is_open():
            # The board or the list below it, whichever had the keys last.
            (self._left.focusWidget() or self.board).setFocus(Qt.FocusReason.OtherFocusReason)
        self._moved()

    # What the clerk does

    def _add(self) -> None:
        """Begin an inspection of the unit the clerk stands on, in the month she stands on."""
        here = self.board.current()
        if here is not None:
            self.aside.open(here[0].id, here[1])
            self.panel.begin_new()

    def _register_together(self) -> None:
        """Register the chosen units of the month the clerk stands on, where nothing was found."""
        from ui.panels.inspection.together import ask_together

        here = self.board.current()
        if here is not None:
            chosen = self.board.chosen_units()
            ask_together(self._desk.theme, self._gate, here[1], chosen, self.done.emit, self)

    # Following

    def _set_widths(self) -> None:
        self._split.arrange_panel(self._desk.theme.row(436, 404))


def month_words(period: Period, done: int, owed: int, today: date) -> str:
    """6月已做 15 次，应做 26 次，月底前还差 11 次; red words only once the month is over."""
    if not owed or (period.first > today and not done):
        return ""
    words = _("{m}月已做 {done} 次，应做 {owed} 次").format(m=period.month, done=done, owed=owed)
    missing = owed - done
    if missing <= 0:
        return words
    left = _("月底前还差 {n} 次") if period.last >= today else _("差 {n} 次")
    return _("，").join((words, left.format(n=missing)))
