"""One joint inspection: team and lots above, its units with what was found; beside them the visit or the circular."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.services.ledger_views import TourView
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.panels.tour import rows as tour_rows
from ui.panels.tour.deeds import TourDeeds
from ui.panels.tour.findings import TourFindings
from ui.panels.tour.head import TourHead
from ui.panels.tour.rows import VisitRow
from ui.panels.tour.visit import VisitPanel
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.empty_state import EmptyState
from ui.widgets.error_bar import ErrorBar
from ui.widgets.kept_split import KeptSplit
from ui.widgets.right_panel import RightPanel

if TYPE_CHECKING:
    from ui.panels.tour.circular import CircularPanel

BESIDE, BESIDE_COMPACT = 436, 376
"""How wide what stands beside the units is meant to be, in px."""
UNITS_FIRST, FINDINGS_LEAST, FINDINGS_LOW = 100, 132, 88
LOW = 520
"""Below this height what stands above the units gives way to them."""
UNBOUNDED = 16777215
"""What Qt takes for no limit of a height."""


class TourPanel(QWidget):
    """Shows one tour; the unit in focus is the one whose visit is typed beside it."""

    done = Signal(str)
    noted = Signal(str)
    copied = Signal(str)
    moved = Signal()
    file_wanted = Signal(object)

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("tourPanel")
        self._desk = desk
        self._gate = gate
        self._view: TourView | None = None
        self._rows: list[VisitRow] = []
        self._is_showing = False
        self._circular: CircularPanel | None = None
        self._deeds = TourDeeds(desk, gate, self)
        self._make_controls()
        self._lay_out()
        self._connect()
        gate.drafts.opens("visit", self._go_on_with_visit)
        gate.drafts.opens("circular", self._go_on_with_circular)

    @property
    def circular(self) -> CircularPanel:
        """The panel of the circular, built when it is first wanted."""
        if self._circular is None:
            from ui.panels.tour.circular import CircularPanel

            self._circular = circular = CircularPanel(self._desk, self._gate)
            circular.done.connect(self.done)
            circular.closed.connect(self._close)
            circular.print_wanted.connect(self._deeds.print_circular)
            circular.copy_wanted.connect(self._deeds.copy_circular)
            self._beside.addWidget(circular)
        return self._circular

    def show_view(self, view: TourView) -> None:
        """Show a tour; the unit in focus stays where it still is, and so does what is being typed."""
        other = self._view is None or self._view.tour.id != view.tour.id
        self._view = self._deeds.view = view
        self.head.show_view(view)
        self._rows = tour_rows.visit_rows(view)
        # The unit beside the grid follows once, when all of it stands.
        self._is_showing = True
        if other:
            self._error.hide()
            self._close_circular()
        self.table.show(ListRows(self._rows, tour_rows.identity))
        self.findings.show_lines(view.problems)
        self._share_height()
        if other and self._rows:
            first = next((row for row in self._rows if row.visit is None), self._rows[0])
            self.grid.select_row(self.table.row_of(tour_rows.identity(first)))
        self._is_showing = False
        self._body.setCurrentWidget(self.grid if self._rows else self._empty)
        self._follow()
        if self._is_circular():
            self.circular.show_view(view)
        self.moved.emit()

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What keys do here."""
        found: dict[str, Callable[[], object]] = {
            "print": self._print,
            "copy_message": self._copy,
            "save": self._save,
        }
        if self._shown() is self.visit:
            found["next_problem"] = self.visit.next_problem
        return found

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        shown = self._shown()
        found = (self.findings.grid,) if self.findings.isVisibleTo(self) else ()
        return (self.focus_target(), *found, *((shown,) if shown is not None else ()))

    def key_hints(self) -> str:
        """The keys worth knowing beside what is shown."""
        if self._is_circular():
            return hints(save=_("保存"), print=_("看通报"), copy_message=_("复制到微信"), leave=_("回到单位"))
        return (
            hints(
                open_row=_("记这个单位"),
                tick_fine=_("没问题"),
                tick_problem=_("有问题"),
                save_next=_("存好记下一个"),
            )
            if self._rows
            else ""
        )

    def place(self) -> str:
        """How many units were seen, of how many, and what was found."""
        if self._view is None or not self._rows:
            return ""
        return _("去了 {n}，共 {units} 个单位，问题 {problems} 个").format(
            n=self._view.visited,
            units=len(self._rows),
            problems=sum(len(row.problems) for row in self._rows),
        )

    def has_foot(self) -> bool:
        """Whether a panel with buttons at the bottom stands beside the units."""
        return self._shown() is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the units: out of the circular, or out of what is being ticked."""
        shown = self._shown()
        if event.key() != Qt.Key.Key_Escape or shown is None or self.grid.hasFocus():
            super().keyPressEvent(event)
        elif self._is_circular():
            self._close()
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what stands above the units give way where the window is low."""
        super().resizeEvent(event)
        theme = self._desk.theme
        low = self.height() < theme.px(LOW)
        self.head.show_brief(low)
        self.findings.setMinimumHeight(theme.px(FINDINGS_LOW if low else FINDINGS_LEAST))

    def focus_target(self) -> QWidget:
        """Where one begins."""
        return self.grid if self._rows else self._empty.focus_target()

    def show_circular(self) -> None:
        """Show what the circular says, and what is still to be written for it."""
        if self._view is None or not self._rows:
            return
        self.circular.show_view(self._view)
        self._beside.setCurrentWidget(self.circular)
        self._show_beside()
        self.circular.show()
        self.circular.take_focus()
        self.moved.emit()

    def enter(self) -> None:
        """Go and type what was seen at the unit in focus."""
        if self.grid.current_record() is None:
            return
        if self._shown() is not self.visit:
            self._close_circular()
            self._follow()
        self.visit.take_focus()

    def _go_on_with_visit(self, record: str) -> None:
        """Go on with what was seen at a unit, half typed."""
        for row in self._rows:
            stored = str(row.visit.inspection.id) if row.visit else ""
            tour = self._view.tour.id if self._view else 0
            if record in (stored, f"new {tour} {row.unit.id}"):
                self._close_circular()
                self.grid.select_row(self.table.row_of(tour_rows.identity(row)))
                self.enter()

    def _go_on_with_circular(self, record: str) -> None:
        if self._view is not None and str(self._view.tour.id) == record:
            self.show_circular()

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.head = TourHead(theme, self._deeds)
        self.table = RecordTable[VisitRow](
            tour_rows.visit_columns(), ListRows([], tour_rows.identity), tour_rows.spoken
        )
        self.grid = RecordView[VisitRow](theme, self._desk.memory, "tourGrid")
        self.grid.setAccessibleName(_("各单位查了没有"))
        self.grid.set_records(self.table)
        self._empty = EmptyState(theme, "tourEmpty")
        why = _("抽签号记在这里，谁不放心都可以照着再抽一遍；也可以直接勾要去的单位。")
        self._empty.say(_("还没定去哪些单位"), why, _("抽签选单位"), _("手工选单位"))
        self.findings = TourFindings(theme, self._desk.memory)
        self._error = ErrorBar(theme)
        self.visit = VisitPanel(self._desk, self._gate)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        around = QHBoxLayout()
        around.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        around.addWidget(self._error)
        column.addLayout(around)
        self._body = QStackedWidget()
        # What is said of a tour without units needs more width than the units themselves.
        self._body.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._body.addWidget(self.grid)
        self._body.addWidget(self._empty)
        # The units have their whole height first, what is left goes to what was found.
        column.addWidget(self._body, UNITS_FIRST)
        column.addWidget(self.findings, 1)
        self.findings.setMinimumHeight(theme.px(FINDINGS_LEAST))
        self._beside = QStackedWidget()
        self._beside.addWidget(self.visit)
        self._beside.hide()
        self._split = KeptSplit(theme, self._desk.memory, "tour", self)
        self._split.addWidget(sheet)
        self._split.addWidget(self._beside)
        self._split.setStretchFactor(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._split)

    def _connect(self) -> None:
        deeds = self._deeds
        deeds.done.connect(self.done)
        deeds.copied.connect(self.copied)
        deeds.refused.connect(self._say_refused)
        self.head.circular_wanted.connect(self.show_circular)
        self._empty.first.connect(deeds.draw)
        self._empty.second.connect(deeds.choose_units)
        self.grid.row_changed.connect(self._row_changed)
        self.grid.opened.connect(self._opened)
        self.grid.edit_wanted.connect(self._opened)
        self.grid.cleared.connect(self._take_off)
        self.grid.row_keys = RowKeys(N_("打开"), "", N_("不去这个单位了"), N_("这 {n} 个单位不去了"))
        self.findings.ledger_wanted.connect(deeds.show_ledger)
        self._desk.theme.density_changed.connect(self._share_height)
        self.visit.done.connect(self.done)
        self.visit.closed.connect(self._close)
        self.visit.noted.connect(self.noted)
        self.visit.file_wanted.connect(self.file_wanted)
        self.visit.next_wanted.connect(self._go_on)
        self.visit.delete_wanted.connect(deeds.delete_visit)
        self.visit.remove_wanted.connect(deeds.remove_unit)
        self.visit.print_wanted.connect(deeds.print_visit)

    def _share_height(self) -> None:
        """Give the units no more height than they need where problems stand below them."""
        header = self.grid.horizontalHeader().sizeHint().height()
        needed = header + len(self._rows) * self._desk.theme.row(*RecordView.ROW) + 2
        below = self._rows and self.findings.isVisibleTo(self)
        self._body.setMaximumHeight(needed if below else UNBOUNDED)

    def _row_changed(self, _row: int) -> None:
        """Follow the grid: the unit in focus is the one shown beside it."""
        if self._is_showing:
            return
        if self._is_circular():
            if not self.grid.hasFocus():
                return
            self._close_circular()
        self._follow()

    def _follow(self) -> None:
        if self._view is None:
            return
        row = self.grid.current_record() if self._rows else None
        if row is None:
            self.visit.leave()
            if self._beside.currentWidget() is self.visit:
                self._beside.hide()
            return
        self.visit.show_row(self._view.tour, row)
        self._show_beside()
        self.moved.emit()

    def _show_beside(self) -> None:
        if self._beside.isHidden():
            self._beside.show()
            self._split.arrange_panel(self._desk.theme.row(BESIDE, BESIDE_COMPACT))

    def _close_circular(self) -> None:
        if self._circular is not None:
            self._circular.leave()
            self._circular.hide()
        self._beside.setCurrentWidget(self.visit)

    def _opened(self, _row: int) -> None:
        self.enter()

    def _go_on(self) -> None:
        """After a visit is stored, stand on the next unit nobody has been to."""
        row = next((row for row in self._rows if row.visit is None), None)
        if row is None:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.grid.select_row(self.table.row_of(tour_rows.identity(row)))
        self.enter()

    def _take_off(self) -> None:
        numbers = [row.unit.id for row in self.grid.chosen_records()]
        if numbers:
            self._deeds.remove_units(numbers)

    def _close(self) -> None:
        """Put what stands beside the units away; what was typed stays as a draft."""
        if self._beside.currentWidget() is not self.visit:
            self._close_circular()
            self._follow()
        else:
            self.visit.leave()
            self._beside.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit()

    def _shown(self) -> RightPanel | None:
        if not self._beside.isVisibleTo(self):
            return None
        return self.visit if self._beside.currentWidget() is self.visit else self.circular

    def _is_circular(self) -> bool:
        return self._circular is not None and self._shown() is self._circular

    def _save(self) -> None:
        if self._is_circular():
            self.circular.save()
        elif self._shown() is self.visit:
            self.visit.save()

    def _print(self) -> None:
        if self._is_circular():
            self.circular.show_paper()
        else:
            self._deeds.print_circular()

    def _copy(self) -> None:
        if self._is_circular():
            self.circular.copy_text()
        else:
            self._deeds.copy_circular()

    def _say_refused(self, words: str) -> None:
        self._error.say(_("没有记下"), words)
