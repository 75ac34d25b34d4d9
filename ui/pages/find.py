"""找记录: records found by any word in their texts, the newest first; opened where they belong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from gzparty.i18n import N_, _
from gzparty.labels import spoken
from gzparty.labels.dates import weekday
from gzparty.labels.search import KINDS
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import Hit
from gzparty.services.search import LIMIT
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import OfficePage
from ui.shell import Deeds
from ui.tables.column import Column
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import frame, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.wishes import (
    ErrandRequest,
    FindRequest,
    InspectionRequest,
    LedgerRequest,
    LifeRequest,
    SelectionRequest,
    ThemeRequest,
    TipRequest,
    TrainingRequest,
)

SHOWS = frozenset(
    {
        "meeting",
        "vote",
        "training",
        "course",
        "errand",
        "sitting",
        "unit_name",
        "problem",
        "problem_event",
        "inspection",
        "inspection_item",
        "tip",
        "theme",
        "selection",
        "nomination",
    }
)
PAUSE = 150
"""Milliseconds after the last key before anything is looked for."""
COLUMNS = (
    Column[Hit]("day", N_("日期"), lambda hit: _day(hit), 156, sort_key=lambda hit: str(hit.day or "")),
    Column[Hit]("kind", N_("哪里"), lambda hit: _(KINDS[hit.kind]), 96),
    Column[Hit]("title", N_("记录"), lambda hit: hit.title, 260),
    Column[Hit]("around", N_("文字"), lambda hit: hit.around, 420, stretch=True),
)


class FindPage(OfficePage):
    """One field and what was found; nothing is read before there is a word."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("findPage", desk, gate)
        theme = desk.theme
        self.search = SearchField(theme, "findText")
        self.search.setPlaceholderText(_("议题、内容、课程、问题、意见、事迹里的词，几个词用空格隔开"))
        self.search.setAccessibleName(_("找记录"))
        self._table = RecordTable[Hit](COLUMNS, ListRows([], _identity), lambda hit: hit.title)
        self.view: RecordView[Hit] = RecordView(theme, desk.memory, "findTable")
        self.view.setAccessibleName(_("找到的记录"))
        self.view.set_records(self._table)
        self._empty = EmptyState(theme, "findEmpty")
        self._body = QStackedWidget()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._timer.timeout.connect(self._look)
        self.search.searched.connect(self._typed)
        self.search.returnPressed.connect(self._to_hits)
        self.view.opened.connect(self._open)
        self.view.row_keys = RowKeys(N_("打开"))
        self.view.row_changed.connect(self._say_place)
        desk.changes.changed.connect(self._look_again)
        self._explain()

    def take_request(self, request: object) -> None:
        if isinstance(request, FindRequest) and request.text:
            self.search.setText(request.text)

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {"find": self._to_field, "recount": self._look}
        return deeds

    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.view)

    def key_hints(self) -> str:
        return hints(row_down=_("到结果"), open_row=_("打开记录"), find=_("再找"))

    def place(self) -> str:
        row = self.view.currentIndex().row()
        if row < 0:
            return ""
        return _("第 {row} 条，共 {count} 条").format(row=row + 1, count=self._table.rowCount())

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"hits": partial(self.search.setText, _("学习"))}

    def is_busy(self) -> bool:
        return self._timer.isActive() or self._gate.behind.is_busy()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._to_field()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        head = frame("findHead", "head")
        head.setFixedHeight(theme.row(56, 50))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(16))
        row.addWidget(label("findTitle", _("找记录"), role="h18"))
        row.addWidget(self.search, 1)
        self._body.addWidget(self._empty)
        self._body.addWidget(self.view)
        self._stand(head, self._body)

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _look_again(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and concerns(kinds, SHOWS):
            self._timer.start()

    def _look(self) -> None:
        text = self.search.text()
        if not text.strip():
            self._show(())
            self._explain()
            return
        self._gate.behind.ask("find", partial(_find, text), self._show, self._refused)

    def _show(self, hits: Sequence[Hit]) -> None:
        self._table.show(ListRows(hits, _identity))
        count = _("最近 {n} 条") if len(hits) >= LIMIT else _("{n} 条")
        self.search.show_count(count.format(n=len(hits)) if self.search.text() else "")
        self._body.setCurrentIndex(1 if hits else 0)
        if hits and not self.view.currentIndex().isValid():
            self.view.select_row(0)
        if not hits:
            self._empty.say(_("没有找到"), _("换一个短一些的词试试；少写一个词，找到的会更多。"))
        self.place_changed.emit(self.place())

    def _refused(self, error: Exception) -> None:
        self._table.show(ListRows([], _identity))
        self.search.show_count("")
        self._empty.say(_("没有可找的字"), spoken(error))
        self._body.setCurrentIndex(0)

    def _explain(self) -> None:
        self._empty.say(
            _("写一个词就找"),
            _(
                "在会议记录、表决、书记培训、要材料、整改台账、自查督查、群众意见、月度主题和典型评选的文字里找，"
                "两个字的词也能找到。谈话内容和反映人不在里面。"
            ),
        )
        self._body.setCurrentIndex(0)

    def _to_hits(self) -> None:
        if self._table.rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_field(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _open(self, row: int) -> None:
        hit = self._table.record(row)
        requests: dict[str, tuple[str, Any]] = {
            "meeting": ("life", LifeRequest(meeting_id=hit.record_id)),
            "training": ("training", TrainingRequest(hit.record_id)),
            "errand": ("errands", ErrandRequest(hit.record_id)),
            "problem": ("ledger", LedgerRequest(problem_id=hit.record_id)),
            "inspection": ("inspections", InspectionRequest(inspection_id=hit.record_id)),
            "tip": ("tips", TipRequest(hit.record_id)),
            "theme": ("themes", ThemeRequest(hit.period)),
            "nomination": ("selection", SelectionRequest(nomination_id=hit.record_id)),
        }
        self._desk.wishes.show_page(*requests[hit.kind])

    def _say_place(self, _row: int) -> None:
        self.place_changed.emit(self.place())


def _find(text: str, services: Services) -> tuple[Hit, ...]:
    return services.search.find(text)


def _identity(hit: Hit) -> tuple[str, int]:
    return (hit.kind, hit.record_id)


def _day(hit: Hit) -> str:
    return f"{hit.day:%Y-%m-%d} {weekday(hit.day)}" if hit.day else ""
