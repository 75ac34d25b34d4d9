"""设置: what the office does its own way, a part at a time; a changed field is stored on leaving it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gzparty.i18n import N_, _
from gzparty.services.bundle import Services
from gzparty.setting import SettingGroup
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import OfficePage
from ui.panels.duty.settings import (
    CHECKLIST,
    DUTIES,
    DUTY_PARTS,
    LIFE_DAYS,
    WAIVERS,
    DutySettings,
    part_wanted,
)
from ui.panels.setting_links import Link, links
from ui.panels.setting_store import SettingStore
from ui.panels.settings_body import SettingsBody
from ui.panels.settings_form import OFFICE
from ui.preferences import DRESS
from ui.preferences import PARTS as USER_PARTS
from ui.printing import DUTY_LIST
from ui.shell import Deeds
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
        ),
    ),
    (N_("资料"), (OFFICE, SettingGroup.PRINT)),
    (N_("程序"), (SettingGroup.SAFETY, *USER_PARTS)),
)
CHANGED = "changed"
"""The place that shows what does not hold its default, of whatever part."""
DRAFT, PART = "settings/office", "settings/part"
SIDE_WIDTH, WIDEST_SIDE = 148, 196


class SettingsPage(OfficePage):
    """The page; it stores one field at a time, so that each change can be taken back by itself."""

    holidays_wanted = Signal(int)
    export_wanted = Signal(str, object)
    """Name of a list to leave as a workbook, and its selectors: the day on which duties hold."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("settingsPage", desk, gate)
        theme = desk.theme
        self._search = SearchField(theme, "settingsSearch")
        self._search.setPlaceholderText(_("找一项设置"))
        self._search.setAccessibleName(_("找一项设置"))
        self._side = SideList(theme, "settingsParts", _("设置的各部分"))
        self._places: list[Link] = []
        self._spelled = False
        """Whether the pinyin of what can be found is known."""
        self._scroll = SettingsBody(theme)
        self._form = self._scroll.form
        self._store = SettingStore(gate, self._form)
        self._duty = DutySettings(desk, gate)
        self._lay_out()
        self._connect()
        self._show_items()
        self.refresh()
        self._is_new = True
        """Whether it was never in sight: what it read being built still holds."""
        if desk.drafts.watch(DRAFT, self._form):
            self._store.say_old_problems()

    def refresh(self) -> None:
        """Read the settings anew; what is typed and not stored stays."""
        with self._gate.reading():
            offices = self._gate.reader.offices
            self._form.show_settings(offices.settings(), offices.facts().name)
            self._places = links(self._gate.reader.store.duties.duties())
        self._show_preferences()
        self._store.preview()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {"find": self._go_to_search, "recount": self.refresh}
        if self._duty.part:
            return {**deeds, **self._duty.deeds()}
        deeds["save"] = self._store_focused
        deeds["next_problem"] = self._next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        shown = self._duty.panes() if self._duty.part else (self._scroll,)
        return (self._search, self._side, *shown)

    def step_found(self, step: int) -> bool:
        """From row to row, whether found by the search or all of a part."""
        return self._body.currentWidget() is self._scroll and self._scroll.step_row(step)

    def key_hints(self) -> str:
        return self._duty.key_hints() or _("离开这一格就存　{keys}").format(
            keys=hints(save=_("保存"), undo=_("撤销"))
        )

    def place(self) -> str:
        return self._duty.place()

    def take_request(self, request: object) -> None:
        """Show a part, or a duty in it, or one setting."""
        if isinstance(request, SettingsRequest) and request.setting:
            self._show_setting(request.setting)
        elif isinstance(request, SettingsRequest) and (part := part_wanted(request)):
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
            "training": partial(choose, SettingGroup.TRAINING),
            "credit": partial(choose, SettingGroup.CREDIT),
            "selections": partial(choose, SettingGroup.SELECTION),
            "papers": partial(choose, SettingGroup.PRINT),
            "safety": partial(choose, SettingGroup.SAFETY),
            "dress": partial(choose, DRESS),
            "changed": partial(choose, CHANGED),
            "search": partial(self._search.setText, _("培训")),
            "search-none": partial(self._search.setText, _("没有这个词")),
        }

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is; how the window is dressed may have changed meanwhile."""
        super().showEvent(event)
        if not self._is_new:
            self.refresh()
        self._is_new = False
        self._side.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        side = self._beside = frame("settingsSide", "side")
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, theme.px(6), 0, 0)
        beside.addWidget(self._side)
        split = QHBoxLayout()
        split.setSpacing(0)
        split.addWidget(side)
        self._body = QStackedWidget()
        self._body.addWidget(self._duty)
        split.addWidget(self._body, 1)
        self._page_head = self._head()
        self._stand(self._page_head, split)
        self._follow_density()

    def _head(self) -> QFrame:
        theme = self._desk.theme
        head = frame("settingsHead", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(label("settingsTitle", _("设置"), "h18"))
        self._hint = label("settingsHint", role="label")
        # The buttons keep their words; what is told beside the title takes what is left.
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._hint, 1)
        self._search.setFixedWidth(theme.side(240, 200))
        row.addWidget(self._search)
        row.addWidget(self._duty.tools)
        return head

    def _connect(self) -> None:
        form = self._form
        self._side.chosen.connect(self._show_part)
        self._search.searched.connect(self._find)
        form.left.connect(self._store.store)
        form.reset_wanted.connect(self._store.reset)
        self._scroll.all_wanted.connect(self._show_all)
        self._scroll.followed.connect(self._follow)
        self._desk.preferences.changed.connect(self._show_preferences)
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
        self._desk.theme.changed.connect(self._mark_anew)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _show_items(self) -> None:
        self._name_parts()
        kept = self._desk.memory.recall(PART)
        known = [part for _heading, parts in PARTS for part in parts]
        self._side.choose(kept if kept in known else DUTIES)

    def _name_parts(self) -> None:
        """List the parts; what was changed counts itself."""
        items = [SideItem(CHANGED, _("改过的 {n}").format(n=self._form.changed()))]
        for heading, parts in PARTS:
            items.append(SideItem("", _(heading)))
            items += [SideItem(part, _(part)) for part in parts]
        with QSignalBlocker(self._side):
            self._side.show_items(items)
        theme = self._desk.theme
        wanted = min(self._side.whole_width(), theme.px(WIDEST_SIDE))
        self._beside.setFixedWidth(max(theme.px(SIDE_WIDTH), wanted))

    def _show_preferences(self) -> None:
        self._form.show_preferences(self._desk.preferences)
        self._name_parts()

    def _show_part(self, part: str) -> None:
        self._desk.memory.keep(PART, part)
        self._search.clear()
        self._show_body(part if part in DUTY_PARTS else "")
        if part == CHANGED:
            self._scroll.show_changed()
        elif part not in DUTY_PARTS:
            self._scroll.show_part(part)

    def _show_setting(self, key: str) -> None:
        """Show the part a setting is in, with the focus on it; a key nobody knows changes nothing."""
        part = self._form.part_of(key)
        if not part:
            return
        self._side.choose(part)
        self._show_part(part)
        self._scroll.show_row(key)

    def _show_body(self, duty_part: str) -> None:
        """Show a part about duties, or the form where it is none."""
        self._duty.show_part(duty_part)
        if not duty_part and self._body.indexOf(self._scroll) < 0:
            # Not before the form is wanted: outside the window its fifty rows need no look.
            self._body.addWidget(self._scroll)
        self._body.setCurrentWidget(self._duty if duty_part else self._scroll)
        self._hint.setText(self._duty.hint() or _("改好一格，离开就存；改错了按 Ctrl+Z"))
        self.deeds_changed.emit()

    def _find(self, text: str) -> None:
        if not text:
            self._search.show_count("")
            self._show_part(self._side.current_key())
            return
        self._show_body("")
        if text.isascii() and not self._spelled:
            self._gate.behind.ask("settingInitials", partial(_initials, self._words()), self._spell)
        found = self._scroll.search(text, self._places)
        self._search.show_count(_("{n} 项").format(n=found))

    def _mark_anew(self) -> None:
        """Hits are marked in the colours of the theme."""
        if self._search.text():
            self._find(self._search.text())

    def _words(self) -> dict[str, str]:
        """What can be found by initials, by the keys of rows and the words of other places."""
        return {**self._form.labels(), **{one.words: one.words for one in self._places}}

    def _spell(self, initials: Mapping[str, str]) -> None:
        """Take the initials over and look again for what is typed."""
        self._spelled = True
        self._scroll.know_initials(initials)
        self._find(self._search.text())

    def _follow(self, link: Link) -> None:
        """Go where something is set."""
        if link.page:
            self._desk.wishes.show_page(link.page)
        else:
            self.take_request(SettingsRequest(link.part, link.duty))

    def _show_all(self) -> None:
        """From nothing found back to the part chosen, from nothing changed to the first."""
        if self._search.text():
            self._search.clear()
        else:
            self._side.choose(SettingGroup.TRAINING)
        self._side.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the search from wherever on the page."""
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            event.accept()
            return
        super().keyPressEvent(event)

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self.refresh()

    def _want_holidays(self) -> None:
        self.holidays_wanted.emit(self._today().year)

    def _store_focused(self) -> None:
        self._store.store_focused(self.focusWidget())

    def _export(self, day: date) -> None:
        self.export_wanted.emit(DUTY_LIST, {"on": day})

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


def _initials(words: Mapping[str, str], _services: Services) -> Mapping[str, str]:
    """Each text's pinyin initials, line by line, every reading."""
    from gzparty.exchange.pinyin import Pinyin

    unit = Pinyin().unit
    return {key: " ".join(map(unit, text.split("\n"))) for key, text in words.items()}
