"""联合督查: tours on the left, one with its units in the middle, what was seen at a unit or the circular at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.services.ledger_views import TourView
from ui.desk import Desk
from ui.gate import Gate
from ui.office_page import YearPage
from ui.panels.inspection.cell import load_readings
from ui.panels.tour.deeds import TourDeeds
from ui.panels.tour.rows import tour_lines
from ui.panels.tour.view import TourPanel
from ui.shell import Deeds
from ui.widgets.controls import button, frame, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.month_list import MonthList
from ui.widgets.stepper import PeriodStepper
from ui.wishes import TourRequest

SHOWS = frozenset(
    {
        "tour",
        "tour_unit",
        "inspection",
        "inspection_item",
        "checklist_item",
        "problem",
        "problem_event",
        "attachment",
        "unit",
        "unit_name",
        "unit_parent",
        "calendar_day",
        "calendar_year",
    }
)


class ToursPage(YearPage):
    """The page; it knows which tour is shown."""

    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("toursPage", desk, gate)
        self._views: dict[int, TourView] = {}
        self._wanted = 0
        self._make_controls()
        self._lay_out()
        self._connect()
        self._gate.behind.ask("tours.readings", load_readings, self._readings_loaded)
        self.refresh()

    def refresh(self) -> None:
        """Read the year's tours anew; the one shown stays where it still is."""
        views = self._gate.reader.tours.all(self._year)
        self._views = {view.tour.id: view for view in views}
        lines = tour_lines(views, self._today())
        shown = self._wanted or self.list.current_identity()
        self.list.blockSignals(True)
        self.list.show_rows(lines)
        self._say(views)
        if shown not in self._views:
            shown = lines[0].identity if lines else None
        self._body.setCurrentWidget(self.panel if lines else self._empty)
        self._side.setVisible(bool(lines))
        self._new.setVisible(bool(lines))
        if shown is not None:
            self.list.choose(shown)
        self.list.blockSignals(False)
        if shown is not None:
            self._show(shown)
        self.deeds_changed.emit()

    def _readings_loaded(self, _nothing: None) -> None:
        """Whoever is asked for by initials is found at once."""

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self._asked.add,
            **self._year_deeds(),
        }
        if self._views:
            deeds |= self.panel.deeds()
        return deeds

    def panes(self) -> Sequence[QWidget]:
        return (self.list, *self.panel.panes()) if self._views else ()

    def key_hints(self) -> str:
        return self.panel.key_hints() if self._views else ""

    def place(self) -> str:
        return self.panel.place() if self._views else ""

    def take_request(self, request: object) -> None:
        """Show a tour, of whatever year."""
        if not isinstance(request, TourRequest) or not request.tour_id:
            return
        self._show_added(request.tour_id)

    def bottom_inset(self) -> int:
        return self._desk.theme.px(56) if self._views and self.panel.has_foot() else 0

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        if not self._views:
            return {}
        return {"visit": self.panel.enter, "circular": self.panel.show_circular}

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the ticking is."""
        super().showEvent(event)
        target = self.panel.focus_target() if self._views else self._empty.focus_target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._asked = TourDeeds(self._desk, self._gate, self)
        self._stepper = PeriodStepper(theme, "toursYear", _("上一年"), _("下一年"))
        self._figures = label("toursFigures", role="label")
        self._new = button(theme, "tourNew", _("新督查"), icon="plus")
        self.list = MonthList(theme)
        self.list.setObjectName("tourList")
        self.list.setAccessibleName(_("联合督查"))
        self.panel = TourPanel(self._desk, self._gate)
        self._empty = EmptyState(theme, "toursEmpty")

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._page_head = frame("toursHead", "head")
        head = QHBoxLayout(self._page_head)
        head.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        head.setSpacing(theme.px(12))
        head.addWidget(label("toursTitle", _("联合督查"), "h18"))
        head.addWidget(self._stepper)
        head.addWidget(self._figures)
        head.addStretch(1)
        head.addWidget(self._new)
        self._side = frame("toursSide", "side")
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.list)
        self._body = QStackedWidget()
        self._body.addWidget(self.panel)
        self._body.addWidget(self._empty)
        split = QHBoxLayout()
        split.setSpacing(0)
        split.addWidget(self._side)
        split.addWidget(self._body, 1)
        self._stand(self._page_head, split)
        self._follow_density()

    def _connect(self) -> None:
        self._stepper.stepped.connect(self._step_year)
        self._new.clicked.connect(self._asked.add)
        self._empty.first.connect(self._asked.add)
        self._asked.done.connect(self.done)
        self._asked.added.connect(self._show_added)
        self.list.chosen.connect(self._show)
        panel = self.panel
        panel.done.connect(self.done)
        panel.noted.connect(self.noted)
        panel.file_wanted.connect(self.file_wanted)
        panel.copied.connect(self.copied)
        panel.moved.connect(self._moved)
        self.follow(self._desk.changes, SHOWS)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _show(self, tour_id: object) -> None:
        view = self._views.get(tour_id) if isinstance(tour_id, int) else None
        if view is not None:
            self._wanted = 0
            self.panel.show_view(view)

    def _show_added(self, tour_id: int) -> None:
        self._wanted = tour_id
        self._year = self._gate.reader.store.inspections.tour(tour_id).held_on.year
        self.refresh()
        self.panel.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, views: Sequence[TourView]) -> None:
        """How much was done in the year; where nothing was, what a tour is and how to begin one."""
        self._stepper.show_period(_("{year}年").format(year=self._year))
        facts = {"n": len(views), "units": sum(view.visited for view in views)}
        self._figures.setText(_("督查 {n} 次，去了 {units} 个单位").format(**facts) if views else "")
        never = not views and not self._gate.reader.tours.years()
        title = _("还没有联合督查") if never else _("{year}年没有联合督查").format(year=self._year)
        why = _("抽几个单位去看，当场勾检查项目，查出的问题直接进整改台账，看完出一份督查通报。")
        self._empty.say(title, why, _("新督查"))

    def _follow_density(self) -> None:
        theme = self._desk.theme
        self._page_head.setFixedHeight(theme.row(56, 50))
        self._side.setFixedWidth(theme.side(236, 220))
