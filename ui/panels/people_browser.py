"""Tree and list of the page of people, read behind the window and shown when they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from gzparty.domain.people import UnitKind
from gzparty.i18n import _
from gzparty.services.people_views import PeopleQuery, PeopleRole, PersonLine
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.people_list import PeopleList
from ui.panels.people_listing import (
    Forest,
    Listing,
    Wanted,
    read_block,
    read_forest,
    read_lines,
    read_listing,
)
from ui.panels.unit_side import UnitSide
from ui.tables.column import Column
from ui.widgets.unit_field import shortened

LANES = 3
"""How many pages of lines are read at once: a screen may lie on two of them."""


class PeopleBrowser(QObject):
    """Brings together which unit is chosen, which filter, order and text, and who is found."""

    moved = Signal()
    """Another person is current, or another list is shown."""

    def __init__(self, desk: Desk, gate: Gate, parent: QObject) -> None:
        super().__init__(parent)
        self._reads = gate.behind
        self._sought: int | None = None
        """Who shall be current as soon as a list with that person has come."""
        self._sought_unit = 0
        """Which unit shall be chosen as soon as a tree has come."""
        self.side = UnitSide(desk.theme, desk.memory)
        self.list = PeopleList(desk.theme, desk.memory)
        self.side.tree_chosen.connect(self._ask_for_tree)
        self.side.unit_chosen.connect(self._ask_for_people)
        self.list.searched.connect(self._ask_for_people)
        self.list.role_chosen.connect(self._ask_for_people)
        self.list.order_chosen.connect(self._ask_for_people)
        self.list.lines_wanted.connect(self._read_lines)
        self.list.block_wanted.connect(self._copy_block)
        self.list.everywhere_wanted.connect(self._widen)
        self.list.moved.connect(self.moved)

    def refresh(self) -> None:
        """Read the tree and the list anew."""
        self._ask_for_tree()
        self._ask_for_people()

    def name(self) -> str:
        """The unit chosen, as the tree names it."""
        node = self.side.node()
        return node.name if node else ""

    def place(self) -> str:
        """Whose list it is and how many it shows: 利见社区 17 人."""
        return _("{unit} {n} 人").format(unit=self.name(), n=self.list.table.rowCount())

    def is_seeking(self) -> bool:
        """Whether a list with somebody who shall be current is still on its way."""
        return self._sought is not None

    def show_person(self, person_id: int) -> None:
        """Make a person current, in this list or else in that of the whole office."""
        self._sought = person_id
        if not self._find_sought():
            self.list.empty_search()
            self.list.choose_role(PeopleRole.ALL)
            self.side.choose(None)
            self._ask_for_people()

    def show_unit(self, unit_id: int) -> None:
        """Show a unit in whichever tree it stands; one that has not been read yet is looked through when it comes."""
        self._sought_unit = unit_id
        self._find_unit()

    def _ask_for_tree(self) -> None:
        tree = self.side.which()
        self._reads.ask("people.tree", lambda services: read_forest(services, tree), self._show_tree)

    def _find_unit(self) -> None:
        if not self._sought_unit or self.side.node() is None:
            return
        unit_id, self._sought_unit = self._sought_unit, 0
        if not self.side.choose(unit_id):
            self.side.show_other_tree(unit_id)

    def _show_tree(self, forest: Forest) -> None:
        if forest.tree is self.side.which() and self.side.show_nodes(forest.nodes, forest.people):
            self._ask_for_people()
        self._find_unit()
        self._show_head()

    def _ask_for_people(self, _what: object = None) -> None:
        if self.side.node() is None:
            return
        text = self.list.search.text().strip()
        query = PeopleQuery(self.side.which(), self.side.unit(), self.list.role, text)
        here = self.list.current()
        near = self._sought or (here.person_id if here else None)
        wanted = Wanted(query, self.list.order(), near)
        self._reads.ask("people.list", lambda services: read_listing(services, wanted), self._show_people)

    def _show_people(self, listing: Listing) -> None:
        self.list.show_people(listing.ids, listing.wanted.order, listing.pages)
        self.list.show_counts(listing.counts)
        self._show_head()
        if not listing.ids:
            self._say_empty(listing)
        if self._sought is not None and not self._find_sought():
            self._seek_further(listing.wanted.query)
        self.moved.emit()

    def _read_lines(self, page: int, ids: Sequence[int]) -> None:
        def take(lines: Mapping[int, PersonLine]) -> None:
            self.list.take_lines(page, lines)

        self._reads.ask(f"people.lines/{page % LANES}", lambda services: read_lines(services, ids), take)

    def _copy_block(self, ids: Sequence[int], columns: Sequence[Column[PersonLine]]) -> None:
        """Read lines and put their texts on the clipboard."""
        clipboard = QGuiApplication.clipboard()
        # Until they come nothing is pasted rather than what was copied before.
        clipboard.clear()
        self._reads.ask("people.copy", partial(read_block, ids, columns), clipboard.setText)

    def _show_head(self) -> None:
        node = self.side.node()
        if node is None:
            return
        pattern = _("{n} 个村，") if node.kind is UnitKind.COMMUNITY else _("{n} 个单位，")
        units = pattern.format(n=node.units) if node.units else ""
        self.list.show_head(node.name, units + _("{n} 人").format(n=node.people))

    def _say_empty(self, listing: Listing) -> None:
        query, name = listing.wanted.query, self.name()
        if query.text:
            title = _("没有找到“{text}”").format(text=shortened(query.text))
            text = (
                _("{unit}里没有；全部人员里有 {n} 人。")
                if listing.elsewhere
                else _("全部人员里也没有，核对一下姓名。")
            )
            first = _("在全部人员里找") if listing.elsewhere else ""
            self.list.say_empty(title, text.format(unit=name, n=listing.elsewhere), first, _("加一个人"))
        elif query.role is not PeopleRole.ALL:
            self.list.say_empty(_("这一类没有人"), _("换上面别的筛选看看。"), _("看全部"), "")
        else:
            title, text = _("{unit}还没有人").format(unit=name), _("导入花名册最快；一两个人可以直接加。")
            self.list.say_empty(title, text, "", _("加一个人"))

    def _widen(self) -> None:
        """Show everybody of the unit, or look for the typed text in the whole office."""
        self._sought = None
        if self.list.role is not PeopleRole.ALL:
            self.list.choose_role(PeopleRole.ALL)
        if self.list.search.text():
            self.side.choose(None)
        self._ask_for_people()

    def _seek_further(self, query: PeopleQuery) -> None:
        """Look among those who left for somebody whom the list of the whole office does not show."""
        if query.unit_id is not None or query.text:
            return
        if query.role is PeopleRole.ALL:
            self.list.choose_role(PeopleRole.GONE)
            self._ask_for_people()
        else:
            self._sought = None

    def _find_sought(self) -> bool:
        """Make the person sought current, if the list shows them; the list was read with that person near."""
        found = self._sought is not None and self.list.select(self._sought)
        if found:
            self._sought = None
        return found
