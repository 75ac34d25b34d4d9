"""设置: what the office does its own way, a part at a time; a changed field is stored on leaving it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gzparty.i18n import N_, _
from gzparty.setting import SettingGroup
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.duty.settings import (
    CHECKLIST,
    DUTIES,
    DUTY_PARTS,
    LIFE_DAYS,
    WAIVERS,
    DutySettings,
    part_wanted,
)
from ui.panels.setting_store import SettingStore
from ui.panels.settings_form import CALENDAR, DRESS, OFFICE, SettingsForm
from ui.printing import DUTY_LIST
from ui.shell import Deeds, PageWidget
from ui.widgets.controls import frame, label
from ui.widgets.search_field import SearchField
from ui.widgets.side_list import SideItem, SideList
from ui.wishes import SettingsRequest

SHOWS = frozenset({"setting", "office"})
PARTS = (
    (
        N_("业务"),
        (
            *DUTY_PARTS,
            SettingGroup.TRAINING,
            SettingGroup.CREDIT,
            SettingGroup.LIFE,
            SettingGroup.STYLE,
            SettingGroup.SELECTION,
            SettingGroup.PRINT,
            CALENDAR,
        ),
    ),
    (N_("资料"), (OFFICE,)),
    (N_("程序"), (SettingGroup.REMIND, SettingGroup.SAFETY, DRESS)),
)
DRAFT, PART = "settings/office", "settings/part"
SIDE_WIDTH, FORM_WIDTH = 148, 760


class SettingsPage(PageWidget):
    """The page; it stores one field at a time, so that each change can be taken back by itself."""

    holidays_wanted = Signal(int)
    export_wanted = Signal(str, object)
    """Name of a list to leave as a workbook, and its selectors: the day on which duties hold."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("settingsPage")
        self._desk = desk
        self._gate = gate
        theme = desk.theme
        self._search = SearchField(theme, "settingsSearch")
        self._search.setPlaceholderText(_("找一项设置"))
        self._search.setAccessibleName(_("找一项设置"))
        self._side = SideList(theme, "settingsParts", _("设置的各部分"))
        self._part_title = label("settingsPart", role="h16")
        self._none = label("settingsNone", tone="ink2")
        self._form = SettingsForm(theme)
        self._store = SettingStore(gate, self._form)
        self._duty = DutySettings(desk, gate)
        self._lay_out()
        self._connect()
        self._show_items()
        self.refresh()
        if desk.drafts.watch(DRAFT, self._form):
            self._store.say_old_problems()

    def refresh(self) -> None:
        """Read the settings anew; what is typed and not stored stays."""
        with self._gate.reading():
            offices = self._gate.reader.offices
            self._form.show_settings(offices.settings(), offices.facts().name)
        self._form.show_preferences(self._desk.preferences)
        self._store.preview()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {"find": self._search.setFocus}
        if self._duty.part:
            return {**deeds, **self._duty.deeds()}
        deeds["save"] = self._store_focused
        deeds["next_problem"] = self._next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        shown = self._duty.panes() if self._duty.part else (self._scroll,)
        return (self._search, self._side, *shown)

    def key_hints(self) -> str:
        return self._duty.key_hints() or _("离开这一格就存　Ctrl+S 保存　Ctrl+Z 撤销")

    def place(self) -> str:
        return self._duty.place()

    def is_busy(self) -> bool:
        return self._gate.behind.is_busy()

    def take_request(self, request: object) -> None:
        """Show a part, or a duty in it."""
        if isinstance(request, SettingsRequest) and (part := part_wanted(request)):
            self._side.choose(part)
            if part == DUTIES and request.duty:
                self._duty.show_duty(request.duty)

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        choose = self._side.choose
        return {
            "duties": partial(self.take_request, SettingsRequest(duty="group_meeting")),
            "life-days": partial(choose, LIFE_DAYS),
            "waivers": partial(choose, WAIVERS),
            "checklist": partial(choose, CHECKLIST),
            "credit": partial(choose, SettingGroup.CREDIT),
            "selections": partial(choose, SettingGroup.SELECTION),
            "safety": partial(choose, SettingGroup.SAFETY),
            "search": partial(self._search.setText, _("培训")),
        }

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is; how the window is dressed may have changed meanwhile."""
        super().showEvent(event)
        self.refresh()
        self._side.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        block = QWidget()
        block.setProperty("role", "panelBody")
        block.setMaximumWidth(theme.px(FORM_WIDTH))
        column = QVBoxLayout(block)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(8))
        for part in (self._part_title, self._none, self._form):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("settingsScroll")
        self._scroll.setWidget(block)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = frame("settingsSide", "side")
        side.setFixedWidth(theme.px(SIDE_WIDTH))
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, theme.px(6), 0, 0)
        beside.addWidget(self._side)
        split = QHBoxLayout()
        split.setSpacing(0)
        split.addWidget(side)
        self._body = QStackedWidget()
        self._body.addWidget(self._scroll)
        self._body.addWidget(self._duty)
        split.addWidget(self._body, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._page_head = self._head()
        layout.addWidget(self._page_head)
        layout.addLayout(split, 1)
        self._follow_density()

    def _head(self) -> QFrame:
        theme = self._desk.theme
        head = frame("settingsHead", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(label("settingsTitle", _("设置"), "h18"))
        self._hint = label("settingsHint", role="label")
        row.addWidget(self._hint)
        row.addStretch(1)
        self._search.setFixedWidth(theme.px(240))
        row.addWidget(self._search)
        row.addWidget(self._duty.tools)
        return head

    def _connect(self) -> None:
        form = self._form
        self._side.chosen.connect(self._show_part)
        self._search.searched.connect(self._find)
        form.left.connect(self._store.store)
        form.reset_wanted.connect(self._store.reset)
        self._store.stored.connect(self.refresh)
        self._store.noted.connect(self.noted)
        self._duty.done.connect(self.done)
        self._duty.moved.connect(self._moved)
        self._duty.export_wanted.connect(self._export)
        form.holidays_wanted.connect(self._want_holidays)
        form.preference_chosen.connect(self._desk.preferences.choose)
        rule = form.control("training_rule")
        assert isinstance(rule, QLineEdit)
        rule.textEdited.connect(self._store.preview)
        self._desk.changes.changed.connect(self._look_again)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _show_items(self) -> None:
        items: list[SideItem] = []
        for heading, parts in PARTS:
            items.append(SideItem("", _(heading)))
            items += [SideItem(part, _(part)) for part in parts]
        self._side.show_items(items)
        kept = self._desk.memory.recall(PART)
        known = {item.key for item in items if item.key}
        self._side.choose(kept if kept in known else DUTIES)

    def _show_part(self, part: str) -> None:
        self._desk.memory.keep(PART, part)
        self._search.clear()
        self._show_body(part if part in DUTY_PARTS else "")
        if part in DUTY_PARTS:
            return
        self._part_title.setText(_(part))
        self._none.hide()
        self._form.show_part(part)
        self._scroll.verticalScrollBar().setValue(0)

    def _show_body(self, duty_part: str) -> None:
        """Show a part about duties, or the form where it is none."""
        self._duty.show_part(duty_part)
        self._body.setCurrentWidget(self._duty if duty_part else self._scroll)
        self._hint.setText(self._duty.hint() or _("改好一格，离开就存；改错了按 Ctrl+Z"))
        self.deeds_changed.emit()

    def _find(self, text: str) -> None:
        if not text:
            self._search.show_count("")
            self._show_part(self._side.current_key())
            return
        self._show_body("")
        found = self._form.search(text)
        self._search.show_count(_("{n} 项").format(n=found))
        self._part_title.setText(_("找“{text}”").format(text=text))
        self._none.setVisible(not found)
        self._none.setText(_("没有这一项。换个词找，或从左边挑。"))

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self.refresh()

    def _want_holidays(self) -> None:
        self.holidays_wanted.emit(self._gate.reader.context.today().year)

    def _store_focused(self) -> None:
        self._store.store_focused(self.focusWidget())

    def _export(self, day: date) -> None:
        self.export_wanted.emit(DUTY_LIST, {"on": day})

    def _moved(self) -> None:
        self.deeds_changed.emit()
        self.place_changed.emit(self.place())

    def _next_problem(self) -> None:
        """Go to the next field with a problem, in whatever part it is."""
        found = self._form.part_of_next_problem()
        if found is not None:
            key, part = found
            self._side.choose(part)
            self._show_part(part)
            self._form.control(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_density(self) -> None:
        self._page_head.setFixedHeight(self._desk.theme.row(56, 50))
