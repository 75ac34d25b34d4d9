"""组织与人员: two trees at the left, the people of a unit, a person's file at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels import spoken
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import OfficePage
from ui.panels.people_aside import PeopleAside
from ui.panels.people_browser import PeopleBrowser
from ui.panels.people_export import ExportWanted, export_people
from ui.panels.people_listing import Reminded, read_reminded
from ui.panels.person_menu import MERGE_BOTH, TOGETHER, PersonMenu
from ui.panels.person_words import present_post
from ui.shell import Deeds
from ui.widgets.controls import button, frame, label
from ui.widgets.kept_split import KeptSplit
from ui.wishes import CadreRequest, ImportRequest, PersonRequest, PrintRequest

if TYPE_CHECKING:
    from ui.panels.person_deeds import PersonDeeds
    from ui.panels.unit_deeds import UnitDeeds

SHOWS = frozenset(
    {"unit", "unit_name", "unit_parent", "party_group", "term", "vacancy", "person", "membership", "post"}
    | {"training", "sitting", "attendance", "makeup", "outside_training", "setting"}
    | {"selection", "nomination"}
)
REMINDS = frozenset({"unit", "term", "person", "membership", "post", "setting"})
"""Records that reminders and likely duplicates are found in."""
FOLLOW_MS = 40
"""How long a row must stay current before its file is read: a held arrow key passes over many."""


class PeoplePage(OfficePage):
    """The page; it knows which unit, filter and person are shown."""

    says_refusals = True

    exported = Signal(object)
    """The path of a workbook that was made of the list."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("peoplePage", desk, gate)
        self._person_deeds: PersonDeeds | None = None
        self._unit_deeds: UnitDeeds | None = None
        self._reads = gate.behind
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self.browser = PeopleBrowser(desk, gate, self)
        self.side, self.list = self.browser.side, self.browser.list
        self.aside = PeopleAside(desk, gate)
        self._lay_out()
        self._connect()
        gate.drafts.opens("person", self._go_on_with_person)
        gate.drafts.opens("unit", self._go_on_with_unit)
        self.aside.opens = desk.memory.recall("people/aside") is not False
        self.refresh()

    def refresh(self) -> None:
        """Read the tree, the list, the reminders and the file shown anew."""
        self.browser.refresh()
        self._ask_for_reminders()
        self.aside.refresh()

    def is_busy(self) -> bool:
        return self._reads.is_busy() or self._follow.isActive()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self._add_person,
            "find": self.list.start_search,
            "print": self._print_roster,
            "export": self._export,
            "recount": self.refresh,
        }
        if self.aside.shows_person():
            deeds["previous_period"] = self.aside.previous_year
            deeds["next_period"] = self.aside.next_year
            deeds["today"] = self.aside.this_year
        return deeds

    def panes(self) -> Sequence[QWidget]:
        return (self.side.tree, self.list.view, *self.aside.panes())

    def key_hints(self) -> str:
        return hints(edit_cell=_("修改"), open_row=_("打开"), find=_("查找"))

    def place(self) -> str:
        return self.browser.place()

    def take_request(self, request: object) -> None:
        if not isinstance(request, PersonRequest):
            return
        if request.unit_id:
            self.browser.show_unit(request.unit_id)
        if request.person_id:
            self.show_person(request.person_id)

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"file": self._picture_file, "reminders": self._show_reminders}

    def show_person(self, person_id: int) -> None:
        """Show a person wherever in the office, with the file open."""
        self.aside.open_person(person_id)
        self.browser.show_person(person_id)
        self.deeds_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel, then takes the search back, one step per press."""
        if event.key() == Qt.Key.Key_Escape and self.aside.isVisible():
            self._close_aside()
        else:
            super().keyPressEvent(event)

    @property
    def person_deeds(self) -> PersonDeeds:
        """What can be done with a person, read when first wanted."""
        if self._person_deeds is None:
            from ui.panels.person_deeds import PersonDeeds

            self._person_deeds = PersonDeeds(self._desk, self._gate, self)
            self._person_deeds.done.connect(self.done)
            self._person_deeds.added.connect(self.show_person)
            self._person_deeds.told.connect(self.copied)
            self._person_deeds.shown = self.list.in_office_order
        return self._person_deeds

    @property
    def unit_deeds(self) -> UnitDeeds:
        """What can be done with a unit, read when first wanted."""
        if self._unit_deeds is None:
            from ui.panels.unit_deeds import UnitDeeds

            self._unit_deeds = UnitDeeds(self._desk, self._gate, self)
            self._unit_deeds.done.connect(self.done)
        return self._unit_deeds

    def _go_on_with_person(self, record: str) -> None:
        self.person_deeds.go_on(record)

    def _go_on_with_unit(self, record: str) -> None:
        self.unit_deeds.go_on(record)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._split = KeptSplit(self._desk.theme, self._desk.memory, "people")
        for part in (self.side, self.list, self.aside):
            self._split.addWidget(part)
        self._split.setStretchFactor(1, 1)
        self.side.setMinimumWidth(theme.px(140))
        self.side.setMaximumWidth(theme.px(340))
        # Large text on a small screen leaves no more; wider than the page, the panel would lie over the list.
        self.list.setMinimumWidth(theme.px(330))
        self._page_head = self._head()
        self._stand(self._page_head, self._error, self._split)
        self._follow_density()

    def _head(self) -> QFrame:
        theme = self._desk.theme
        head = frame("peopleHeadRow", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(label("peopleTitle", _("组织与人员"), "h18"))
        row.addStretch(1)
        self._cadres = button(theme, "showCadres", _("干部队伍"), "quiet", icon="cadres")
        self._import = button(theme, "importRoster", _("导入花名册"), icon="import")
        self._print = button(theme, "printRoster", _("打印花名册"), icon="print")
        self._add = button(theme, "addPerson", _("加一个人"), "primary", icon="plus")
        for part in (self._cadres, self._import, self._print, self._add):
            row.addWidget(part)
        return head

    def _connect(self) -> None:
        self._cadres.clicked.connect(self._show_cadres)
        self._import.clicked.connect(self._import_roster)
        self._print.clicked.connect(self._print_roster)
        self._add.clicked.connect(self._add_person)
        self.side.unit_wanted.connect(self._add_unit)
        self.side.menu_wanted.connect(self._offer_unit_deeds)
        self.list.reminders_wanted.connect(self._show_reminders)
        self.browser.moved.connect(self._moved)
        self.list.opened.connect(self._open_current)
        self.list.person_wanted.connect(self._add_person)
        self.list.view.edit_wanted.connect(self._edit_current)
        self.list.view.row_menu = self._person_menu
        self.list.view.own_export = self._export
        self.list.view.shift_wanted.connect(self._shift)
        self.aside.closed.connect(self._close_aside)
        self.aside.shown.connect(self.deeds_changed)
        self.aside.deed_wanted.connect(self._do)
        self.aside.person_wanted.connect(self.show_person)
        self.aside.unit_wanted.connect(self.browser.show_unit)
        self.aside.pair_wanted.connect(self._merge_pair)
        self._follow.timeout.connect(self._follow_row)
        self._gate.refused.connect(self._say_refused)
        self._desk.changes.changed.connect(self._look_again)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _ask_for_reminders(self) -> None:
        self._reads.ask("people.reminders", read_reminded, self._show_reminded)

    def _show_reminded(self, reminded: Reminded) -> None:
        self.list.show_reminders(len(reminded.reminders) + len(reminded.pairs))
        self.aside.show_reminded(reminded)

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self.browser.refresh()
            self.aside.refresh()
        if concerns(kinds, REMINDS):
            self._ask_for_reminders()

    def _picture_file(self) -> None:
        """Show the file of somebody who has been to trainings."""
        line = next((one for one in self.list.first_lines() if one.expected), None)
        if line is not None:
            self.show_person(line.person_id)

    # Where the clerk is

    def _moved(self) -> None:
        self.place_changed.emit(self.place())
        self._follow.start()

    def _follow_row(self) -> None:
        line = self.list.current()
        if line is not None and not self.browser.is_seeking() and self.aside.follows():
            self.aside.open_person(line.person_id)

    def _open_current(self) -> None:
        line = self.list.current()
        if line is not None:
            self.aside.open_person(line.person_id)
            self._desk.memory.keep("people/aside", True)
            self.deeds_changed.emit()

    def _close_aside(self) -> None:
        self.aside.put_away()
        self._desk.memory.keep("people/aside", False)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deeds_changed.emit()

    def _show_reminders(self) -> None:
        self.aside.open_reminders()
        self.deeds_changed.emit()

    # What the clerk does

    def _add_person(self) -> None:
        self.person_deeds.add(self.side.unit())

    def _edit_current(self, _row: int = -1) -> None:
        line = self.list.current()
        if line is not None:
            self.person_deeds.do("edit", line.person_id)

    def _do(self, deed: str) -> None:
        file = self.aside.file()
        if file is None:
            return
        if deed == "certificate":
            wanted = {"person": file.person.uid, "year": file.year}
            self._desk.wishes.show_page("print", PrintRequest("certificate", wanted))
        elif deed == "term":
            post = present_post(file)
            if post is not None:
                self.unit_deeds.correct_term(post.unit_id)
        else:
            self.person_deeds.do(deed, file.person.id)

    def _merge_pair(self, source_id: int, target_id: int) -> None:
        self.person_deeds.merge_pair(source_id, target_id)

    def _shift(self, step: int) -> None:
        """Move a person up or down, only while the list stands in the office's own order."""
        here = self.list.current()
        if here is not None:
            self.person_deeds.shift(here.person_id, step)

    def _add_unit(self) -> None:
        self.unit_deeds.add(self.side.which(), self.side.unit())

    def _offer_unit_deeds(self, unit_id: int, position: QPoint) -> None:
        self.unit_deeds.offer(self.side.which(), unit_id, position)

    def _person_menu(self) -> PersonMenu | None:
        if self.list.current() is None:
            return None
        menu = PersonMenu(self, selected=len(self.list.view.selected_rows()))
        menu.chosen.connect(self._do_chosen)
        return menu

    def _do_chosen(self, deed: str) -> None:
        line, chosen = self.list.current(), self.list.selected_ids()
        if deed == MERGE_BOTH:
            first, second = self.list.selected()
            self.person_deeds.merge_pair(second.person_id, first.person_id)
        elif deed in TOGETHER and len(chosen) > 1:
            self.person_deeds.do_together(deed, chosen)
        elif line is not None:
            self.person_deeds.do(deed, line.person_id)

    def _show_cadres(self) -> None:
        self._desk.wishes.show_page("cadres", CadreRequest())

    def _import_roster(self) -> None:
        self._desk.wishes.show_page("import", ImportRequest())

    def _print_roster(self) -> None:
        selectors: dict[str, object] = {"year": self._today().year}
        chosen = self.side.unit()
        unit = next((one for one in self._gate.reader.people.units() if one.id == chosen), None)
        if unit is not None:
            selectors["unit"] = unit.code or unit.name
        self._desk.wishes.show_page("print", PrintRequest("people", selectors))

    def _export(self) -> None:
        wanted = ExportWanted(self.list.shown(), self.list.view.shown_columns(), self.browser.name())
        folder = self._gate.reader.store.path.parent
        self._reads.ask(
            "people.export",
            lambda services: export_people(services, wanted, folder),
            self.exported.emit,
            self._export_failed,
        )

    def _export_failed(self, error: Exception) -> None:
        self._say_refused(spoken(error))

    def _say_refused(self, sentence: str) -> None:
        """Say above the list what could not be done, if this page is the one in sight."""
        if self.isVisible():
            self._error.say(sentence, "")

    def _follow_density(self) -> None:
        theme = self._desk.theme
        self._page_head.setFixedHeight(theme.row(56, 50))
        self._split.arrange([theme.row(224, 186), theme.px(600), theme.row(376, 324)])
