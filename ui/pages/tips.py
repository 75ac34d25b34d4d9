"""群众意见: the opinions of a year on the left, the chosen one on the right; never a list or a search by who said them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.tip import TipGroup
from gzparty.i18n import _
from gzparty.services.ledger_views import TipView
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import YearPage
from ui.panels.tip import rows
from ui.panels.tip.deeds import TipDeeds
from ui.panels.tip.keys import KeyDeeds
from ui.panels.tip.panel import TipPanel
from ui.shell import Deeds
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView
from ui.widgets.chip import ChipRow
from ui.widgets.controls import button, frame, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel_split import PanelSplit
from ui.widgets.stepper import PeriodStepper
from ui.wishes import TipRequest

SHOWS = frozenset({"tip", "reporter_log", "problem", "unit", "unit_name", "setting", "calendar_day"})

WIDTH = "tips/panel"
DESIGNED = 384
"""How wide the panel is until somebody moves its edge."""


class TipsPage(YearPage):
    """The page; it knows which year and chip are in sight."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("tipsPage", desk, gate)
        self._views: tuple[TipView, ...] = ()
        self._chip = rows.ALL
        self._wanted = 0
        self._make_controls()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the year anew; the opinion in sight stays where it still is."""
        self._views = self._gate.reader.tips.shown(self._year)
        self._stepper.show_period(_("{year}年").format(year=self._year))
        for choice in rows.chips(self._views):
            self.chips.show_choice(choice)
        late = sum(view.group is TipGroup.OVERDUE for view in self._views)
        under_way = len(rows.in_chip(self._views, rows.UNDER_WAY))
        words = _("办理中 {n} 条，其中逾期 {m} 条").format(n=under_way, m=late)
        self._figures.setText(words if self._views else "")
        self._show_rows()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self._asked.add,
            "print": self._print,
            **self._year_deeds(),
        }
        return deeds

    def panes(self) -> Sequence[QWidget]:
        return (self.view, *self.panel.panes()) if self.panel.isVisible() else (self.view,)

    def key_hints(self) -> str:
        return hints(open_row=_("看右边"), edit_cell=_("修改"), clear_cell=_("删除"), new=_("登记意见"))

    def place(self) -> str:
        row = self.view.currentIndex().row()
        if row < 0:
            return ""
        return _("第 {row} 条，共 {count} 条").format(row=row + 1, count=self._table.rowCount())

    def take_request(self, request: object) -> None:
        """Show one opinion."""
        if not isinstance(request, TipRequest) or not request.tip_id:
            return
        self._wanted = request.tip_id
        tip = self._gate.reader.tips.get(request.tip_id).tip
        self._year = tip.received_on.year
        self._chip = rows.ALL
        self.chips.choose(rows.ALL)
        self.refresh()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        keys = (TipGroup.REPLIED, TipGroup.HANDED_OVER)
        return {key.value: partial(self.chips.choose, key.value) for key in keys} if self._views else {}

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        target = self.view if self._table.rowCount() else self._empty.focus_target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel, then gives the whole list back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.panel.isVisible():
            self._close_panel()
        elif self._chip != rows.ALL:
            self.chips.choose(rows.ALL)
        else:
            super().keyPressEvent(event)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._asked = TipDeeds(self._desk, self._gate, self)
        self._keys = KeyDeeds(self._desk, self._gate, self)
        self._figures = label("tipsFigures", role="label")
        self._stepper = PeriodStepper(theme, "tipsYear", _("上一年"), _("下一年"))
        self._register = button(theme, "tipsPrint", _("打印登记表"), icon="print")
        self._new = button(theme, "tipNew", _("登记意见"), icon="plus")
        self.chips = ChipRow(theme, "tipChips", rows.chips(()), wraps=True)
        self._table = RecordTable[TipView](rows.tip_columns(), rows.rows_of(()), rows.spoken)
        self.view: RecordView[TipView] = RecordView(theme, self._desk.memory, "tipsTable")
        self.view.setAccessibleName(_("群众意见"))
        self.view.set_records(self._table)
        self.panel = TipPanel(self._desk, self._asked, self._keys)
        self.panel.hide()
        self._empty = EmptyState(theme, "tipsEmpty")
        self._opens = True

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._page_head = frame("tipsHead", "head")
        head = QHBoxLayout(self._page_head)
        head.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        head.setSpacing(theme.px(12))
        head.addWidget(label("tipsTitle", _("群众意见"), "h18"))
        head.addWidget(self._stepper)
        head.addWidget(self._figures)
        head.addStretch(1)
        head.addWidget(self._register)
        head.addWidget(self._new)
        strip = QWidget()
        beside = QHBoxLayout(strip)
        beside.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(10))
        beside.addWidget(self.chips)
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self._body, 1)
        self._split = PanelSplit(theme, "tips")
        self._split.addWidget(left)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.splitterMoved.connect(self._keep_widths)
        self._stand(self._page_head, self._split)
        self._follow_density()

    def _connect(self) -> None:
        self._new.clicked.connect(self._asked.add)
        self._empty.first.connect(self._asked.add)
        self._register.clicked.connect(self._print)
        self._asked.done.connect(self.done)
        self._asked.added.connect(self._show_added)
        self._keys.told.connect(self.copied)
        self._stepper.stepped.connect(self._step_year)
        self.chips.chosen.connect(self._choose_chip)
        self.view.row_changed.connect(self._row_changed)
        self.view.opened.connect(self._open_panel)
        self.view.edit_wanted.connect(self._change)
        self.view.cleared.connect(self._delete_chosen)
        self.view.row_deeds = self._asked.offered
        self.panel.closed.connect(self._close_panel)
        self.follow(self._desk.changes, SHOWS)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _show_rows(self) -> None:
        found = rows.in_chip(self._views, self._chip)
        self._table.show(rows.rows_of(found))
        self._body.setCurrentWidget(self.view if found else self._empty)
        if not found:
            self._say_empty()
        wanted = self._table.row_of(self._wanted) if self._wanted else -1
        if wanted >= 0:
            self._wanted = 0
            self.view.select_row(wanted)
        elif found and not self.view.currentIndex().isValid():
            self.view.select_row(0)
        self._row_changed(self.view.currentIndex().row())
        self.deeds_changed.emit()

    def _say_empty(self) -> None:
        if self._views:
            self._empty.say(_("这一类没有"), _("点“全部”看这一年的意见。"))
            return
        why = _(
            "来访、来电、意见箱里说的事记在这里：哪天收到、交谁办、哪天前答复。反映人另存加密，谁也搜不到。"
        )
        self._empty.say(_("这一年没有登记意见"), why, _("登记意见"))

    def _row_changed(self, _row: int) -> None:
        view = self.view.current_record() if self._table.rowCount() else None
        if view is None:
            self._asked.view = None
            self.panel.hide()
        elif self._opens:
            self._show_panel(view)
        else:
            self._asked.view = view
        self.place_changed.emit(self.place())

    def _open_panel(self, _row: int) -> None:
        self._opens = True
        self._row_changed(_row)

    def _close_panel(self) -> None:
        self._opens = False
        self.panel.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, _row: int) -> None:
        self._asked.change()

    def _delete_chosen(self) -> None:
        self._asked.delete(self.view.chosen_records())

    def _choose_chip(self, key: str) -> None:
        self._chip = key
        self._show_rows()

    def _show_added(self, tip_id: int) -> None:
        self.take_request(TipRequest(tip_id))

    def _print(self) -> None:
        self._asked.print(self._year)

    def _show_panel(self, view: TipView) -> None:
        """Show the panel as wide as it was left, at first as designed."""
        self.panel.show_view(view, self._today())
        if self.panel.isHidden():
            self.panel.show()
            width = self._desk.memory.recall(WIDTH)
            wanted = width if isinstance(width, int) else self._desk.theme.px(DESIGNED)
            self._split.setSizes([max(self._split.width() - wanted, 1), wanted])
            self._split.design(self._desk.theme.px(DESIGNED))

    def _keep_widths(self, _place: int, _index: int) -> None:
        if not self._split.lies_over:
            self._desk.memory.keep(WIDTH, self._split.sizes()[1])

    def _follow_density(self) -> None:
        self._page_head.setFixedHeight(self._desk.theme.row(56, 50))
