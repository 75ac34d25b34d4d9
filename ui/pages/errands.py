"""要材料: what was asked for from above on the left, who has handed it in on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.services.duty_views import ErrandView
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import OfficePage
from ui.panels.errand.deeds import ErrandDeeds
from ui.panels.errand.rows import listed
from ui.panels.errand.view import ErrandPanel
from ui.shell import Deeds
from ui.widgets.controls import button, frame, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.month_list import MonthList
from ui.wishes import ErrandRequest

SHOWS = frozenset(
    {
        "errand",
        "errand_unit",
        "unit",
        "unit_name",
        "unit_parent",
        "attachment",
        "calendar_day",
        "calendar_year",
    }
)


class ErrandsPage(OfficePage):
    """The page; it knows which errand is shown."""

    file_wanted = Signal(object)
    files_wanted = Signal(object, object)
    made = Signal(object)
    """The path of a table made of returned workbooks."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("errandsPage", desk, gate)
        self._views: dict[int, ErrandView] = {}
        self._wanted = 0
        self._make_controls()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read all errands anew; the one shown stays where it still is."""
        with self._gate.reading():
            views = self._gate.reader.errands.all(open_only=False)
        self._views = {view.errand.id: view for view in views}
        lines = listed(views, self._today())
        shown = self._wanted or self.list.current_identity()
        self.list.show_rows(lines)
        open_ones = sum(view.errand.finished_on is None for view in views)
        self._figures.setText(_("{n} 件没办完").format(n=open_ones) if views else "")
        if shown not in self._views:
            shown = lines[0].identity if lines else None
        self._body.setCurrentWidget(self.panel if lines else self._empty)
        if shown is not None:
            self.list.choose(shown)
            self._show(shown)
        self.deeds_changed.emit()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {"new": self._asked.add, "recount": self.refresh}
        if self._views:
            deeds |= self.panel.deeds()
        return deeds

    def panes(self) -> Sequence[QWidget]:
        return (self.list, *self.panel.panes()) if self._views else ()

    def key_hints(self) -> str:
        return hints(open_row=_("收到打勾"), paste=_("贴一列村名"), new=_("新任务")) if self._views else ""

    def place(self) -> str:
        return self.panel.place() if self._views else ""

    def take_request(self, request: object) -> None:
        """Show an errand, or begin a new one."""
        if not isinstance(request, ErrandRequest):
            return
        if not request.errand_id:
            self._asked.add()
        elif request.errand_id in self._views:
            self.list.choose(request.errand_id)

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"chase": self.panel.show_chase} if self._views else {}

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the ticking is."""
        super().showEvent(event)
        target = self.panel.grid if self._views else self._empty.focus_target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._asked = ErrandDeeds(self._desk, self._gate, self)
        self._figures = label("errandsFigures", role="label")
        self._new = button(theme, "errandNew", _("新任务"), icon="plus")
        self.list = MonthList(theme)
        self.list.setObjectName("errandList")
        self.list.setAccessibleName(_("要材料的任务"))
        self.panel = ErrandPanel(self._desk, self._gate)
        self._empty = EmptyState(theme, "errandsEmpty")
        why = _("上级临时要的表和材料记在这里：哪天前交、要哪些村交，收到一份勾一份，没交的一键催。")
        self._empty.say(_("没有要收的材料"), why, _("新任务"))

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._page_head = frame("errandsHead", "head")
        head = QHBoxLayout(self._page_head)
        head.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        head.setSpacing(theme.px(12))
        head.addWidget(label("errandsTitle", _("要材料"), "h18"))
        head.addWidget(self._figures)
        head.addStretch(1)
        head.addWidget(self._new)
        side = frame("errandsSide", "side")
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.list)
        self._side = side
        self._body = QStackedWidget()
        self._body.addWidget(self.panel)
        self._body.addWidget(self._empty)
        split = QHBoxLayout()
        split.setSpacing(0)
        split.addWidget(side)
        split.addWidget(self._body, 1)
        self._stand(self._page_head, split)
        self._follow_density()

    def _connect(self) -> None:
        self._new.clicked.connect(self._asked.add)
        self._empty.first.connect(self._asked.add)
        self._asked.done.connect(self.done)
        self._asked.added.connect(self._show_added)
        self.list.chosen.connect(self._show)
        panel = self.panel
        panel.done.connect(self.done)
        panel.copied.connect(self.copied)
        panel.made.connect(self.made)
        panel.moved.connect(self._moved)
        panel.file_wanted.connect(self.file_wanted)
        panel.files_wanted.connect(self.files_wanted)
        self._desk.changes.changed.connect(self._look_again)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _show(self, errand_id: object) -> None:
        view = self._views.get(errand_id) if isinstance(errand_id, int) else None
        if view is not None:
            self._wanted = 0
            self.panel.show_view(view)

    def _show_added(self, errand_id: int) -> None:
        self._wanted = errand_id
        self.refresh()

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self.refresh()

    def _follow_density(self) -> None:
        theme = self._desk.theme
        self._page_head.setFixedHeight(theme.row(56, 50))
        self._side.setFixedWidth(theme.side(280, 250))
