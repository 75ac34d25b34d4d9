"""What can be done with a unit: the menu of the right mouse button and the questions behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gzparty.domain.people import Tree, UnitView
from gzparty.domain.reminders import term_years
from gzparty.i18n import N_, _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people import UnitDraft
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.ask import Call, Question, ask_and_write
from ui.panels.person_forms import FormGround
from ui.panels.unit_forms import AddUnitForm, GroupForm, RenameUnitForm, TermForm, UnderForm, VacancyForm

DEEDS = (
    ("rename", N_("改名…")),
    ("move", N_("变动归属…")),
    ("merge", N_("并入另一个单位…")),
    ("close", N_("停用")),
    ("", ""),
    ("term", N_("换届时间…")),
    ("groups", N_("党小组…")),
    ("vacancy", N_("记空缺…")),
    ("", ""),
    ("past", N_("改动历史…")),
)


FORM, ADD, TERM_RIGHT = "unit", "add", "term_right"
"""Under what half-typed dialogs are kept: unit/rename party 12."""


class UnitDeeds(QObject):
    """Knows the unit a menu was opened for."""

    done = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._window = parent
        self._deeds: dict[str, Callable[[Tree, UnitView], None]] = {
            "rename": self.rename,
            "move": self.move,
            "merge": self.merge,
            "close": self.close,
            "term": self.set_term,
            "groups": self.arrange_groups,
            "vacancy": self.add_vacancy,
            "past": self.show_past,
        }
        self._subject: tuple[Tree, int] = (Tree.PARTY, 0)

    def offer(self, tree: Tree, unit_id: int, position: QPoint) -> QMenu:
        """Open the menu of a unit at a place on the screen."""
        self._subject = (tree, unit_id)
        menu = QMenu(self._window)
        menu.setObjectName("unitMenu")
        for key, words in DEEDS:
            if key:
                action = menu.addAction(_(words))
                action.setObjectName(key)
                action.triggered.connect(self._chosen)
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)
        return menu

    def do(self, deed: str, tree: Tree, unit_id: int) -> None:
        """Do a deed by its name."""
        self._deeds[deed](tree, self._unit(unit_id))

    def go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key."""
        deed, tree, number = record.split(" ")
        if deed == ADD:
            self.add(Tree(tree), int(number) or None)
        elif deed == TERM_RIGHT:
            self.correct_term(int(number))
        else:
            self.do(deed, Tree(tree), int(number))

    def show_past(self, _tree: Tree, unit: UnitView) -> None:
        """Show what happened to the unit."""
        self._desk.wishes.show_past("units", unit.id)

    def add(self, tree: Tree, parent_id: int | None) -> None:
        """Add a unit below the one chosen."""
        form = AddUnitForm(self._ground(), tree, parent_id)

        def call(services: Services, values: Any) -> Done[Any]:
            draft = UnitDraft(
                values["name"],
                values["kind"],
                party_parent=values["party_parent"],
                work_parent=values["work_parent"],
            )
            return services.people.add_unit(draft)

        self._ask(Question(_("加单位"), _("加上"), form, draft=_key(ADD, tree, parent_id or 0)), call)

    def rename(self, tree: Tree, unit: UnitView) -> None:
        """Give a unit another name from a day on."""

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.rename_unit(unit.id, values["role"], values["name"], values["since"])

        form = RenameUnitForm(self._ground(), unit)
        title = _("{unit}改叫什么").format(unit=unit.name)
        self._ask(Question(title, _("改名"), form, draft=_key("rename", tree, unit.id)), call)

    def move(self, tree: Tree, unit: UnitView) -> None:
        """Hang a unit under another one in the tree in sight."""

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.move_unit(unit.id, tree, values["unit_id"], values["since"])

        form = UnderForm(self._ground(), _("归到"))
        title = _("{unit}归到哪里").format(unit=unit.name)
        self._ask(Question(title, _("变动归属"), form, draft=_key("move", tree, unit.id)), call)

    def merge(self, tree: Tree, unit: UnitView) -> None:
        """Merge a unit into another; its members and posts go over."""

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.merge_units(unit.id, values["unit_id"], values["since"])

        hint = _("党员和下级单位跟着过去，职务到那天为止，{unit}停用；以前的记录不变。").format(
            unit=unit.name
        )
        form = UnderForm(self._ground(), _("并入"), hint)
        title = _("{unit}并入哪个单位").format(unit=unit.name)
        self._ask(Question(title, _("合并"), form, draft=_key("merge", tree, unit.id)), call)

    def close(self, _tree: Tree, unit: UnitView) -> None:
        """Close a unit from today on; the bar below takes it back."""
        today = self._gate.reader.context.today()
        self._gate.write(lambda services: services.people.close_unit(unit.id, today), self._told)

    def set_term(self, _tree: Tree, unit: UnitView) -> None:
        """Enter when its committee was elected, or put an older entry right."""
        self._ask_for_term(unit)

    def correct_term(self, unit_id: int) -> None:
        """Put the latest term of a unit right; where none is known the first one is asked for."""
        self._ask_for_term(self._unit(unit_id), latest=True)

    def _ask_for_term(self, unit: UnitView, *, latest: bool = False) -> None:
        known = self._gate.reader.store.people.terms(unit.id)
        chosen = known[-1].id if known and latest else None
        form = TermForm(self._ground(), term_years(unit.kind), known, chosen)

        def call(services: Services, values: Any) -> Done[Any]:
            term = next((one for one in known if one.id == values["id"]), None)
            facts = {name: values[name] for name in ("elected_on", "years", "note")}
            if term is None:
                return services.people.set_term(unit.id, **facts)
            if values["remove"]:
                return services.people.remove_term(term.id)
            return services.people.correct_term(replace(term, **facts))

        title = _("{unit}哪天换届的").format(unit=unit.name)
        key = _key(TERM_RIGHT if latest else "term", Tree.PARTY, unit.id)
        self._ask(Question(title, _("记下"), form, draft=key), call)

    def arrange_groups(self, tree: Tree, unit: UnitView) -> None:
        """Add a Party group, or give one another name or close it."""
        form = GroupForm(self._ground(), self._gate.reader.people_views.groups(unit.id))

        def call(services: Services, values: Any) -> Done[Any]:
            if values["group_id"] is None:
                return services.people.add_group(unit.id, values["name"])
            if values["close"]:
                return services.people.close_group(values["group_id"], values["on"])
            return services.people.rename_group(values["group_id"], values["name"])

        title = _("{unit}的党小组").format(unit=unit.name)
        self._ask(Question(title, _("保存"), form, draft=_key("groups", tree, unit.id)), call)

    def add_vacancy(self, tree: Tree, unit: UnitView) -> None:
        """Say that a post is unfilled."""

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.set_vacancy(unit.id, values["title"], values["since"])

        form = VacancyForm(self._ground())
        title = _("{unit}哪个职务空缺").format(unit=unit.name)
        self._ask(Question(title, _("记下"), form, draft=_key("vacancy", tree, unit.id)), call)

    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.do(action.objectName(), *self._subject)

    def _ask(self, question: Question, call: Call) -> None:
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def _told(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)

    def _unit(self, unit_id: int) -> UnitView:
        return next(unit for unit in self._gate.reader.people.units() if unit.id == unit_id)

    def _ground(self) -> FormGround:
        reader = self._gate.reader
        return FormGround(self._desk.theme, reader.context.today(), reader.people.units())


def _key(deed: str, tree: Tree, unit_id: int) -> str:
    return draft_key(FORM, deed, tree.value, unit_id)
