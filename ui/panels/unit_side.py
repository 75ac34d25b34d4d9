"""The two trees at the left of the page of people: Party organisations and work units."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gzparty.domain.people import Tree, UnitKind
from gzparty.i18n import N_, _
from gzparty.services.people_views import TreeNode
from ui.memory import Memory
from ui.theme import Theme
from ui.widgets.controls import button, frame
from ui.widgets.segments import Segments
from ui.widgets.unit_tree import UnitTree

TREES = ((Tree.PARTY.value, N_("党组织")), (Tree.WORK.value, N_("机关单位")))
EVERYBODY = 0
"""Stands for the whole office in the tree: those without a place in it must be found too."""


class UnitSide(QFrame):
    """Remembers for each tree what was open and which unit was chosen."""

    tree_chosen = Signal()
    """The other tree is wanted: `show_nodes` brings it."""
    unit_chosen = Signal()
    unit_wanted = Signal()
    """A unit shall be added."""
    menu_wanted = Signal(int, QPoint)

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("unitSide")
        self.setProperty("role", "side")
        self._theme = theme
        self._memory = memory
        self.trees = Segments(theme, "unitTrees", TREES)
        self.tree = UnitTree(theme, "unitTree", _("单位"))
        self._add = button(theme, "addUnit", _("加单位"), "quiet", icon="plus")
        kept = memory.recall("people/tree")
        if kept in tuple(Tree):
            self.trees.set_value(kept)
        self._lay_out()
        self.trees.chosen.connect(self._tree_chosen)
        self.tree.chosen.connect(self._unit_chosen)
        self.tree.unfolded.connect(self._keep_opened)
        self.tree.menu_wanted.connect(self._want_menu)
        self._add.clicked.connect(self.unit_wanted)

    def which(self) -> Tree:
        """The tree shown."""
        return Tree(self.trees.value())

    def unit(self) -> int | None:
        """The unit chosen; None for the whole office."""
        return self.tree.current_unit() or None

    def node(self) -> TreeNode | None:
        """What stands in the tree for the unit chosen."""
        return self.tree.current_node()

    def show_nodes(self, nodes: Sequence[TreeNode], people: int) -> bool:
        """Show the units of the tree chosen, above them the whole office; tell whether another unit is chosen now."""
        before = self.tree.current_unit()
        whole = TreeNode(EVERYBODY, None, _("所有人"), UnitKind.OTHER, 0, people)
        kept = self._memory.recall(self._key("opened"))
        opened = kept if isinstance(kept, list) else [one.unit_id for one in nodes if one.parent_id is None]
        self.tree.show_nodes((whole, *nodes), opened)
        if self.tree.current_unit() is None:
            self._choose_again(nodes)
        return self.tree.current_unit() != before

    def choose(self, unit_id: int | None) -> bool:
        """Choose a unit, or the whole office; tell whether it is in this tree."""
        return self.tree.choose(unit_id or EVERYBODY)

    def show_other_tree(self, unit_id: int) -> None:
        """Turn to the tree that is not in sight, where a unit shall be chosen."""
        other = Tree.WORK if self.which() is Tree.PARTY else Tree.PARTY
        self.trees.set_value(other.value)
        self._memory.keep(self._key("unit"), unit_id)
        self._tree_chosen(other.value)

    def _choose_again(self, nodes: Sequence[TreeNode]) -> None:
        first = next((one.unit_id for one in nodes if one.parent_id is None), EVERYBODY)
        kept = self._memory.recall(self._key("unit"))
        self.tree.blockSignals(True)
        if not (isinstance(kept, int) and self.tree.choose(kept)):
            self.tree.choose(first)
        self.tree.blockSignals(False)

    def _lay_out(self) -> None:
        theme = self._theme
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(12), theme.px(9), theme.px(12), theme.px(8))
        top.addWidget(self.trees)
        foot = frame("unitFoot", "treeFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(2), theme.px(2), theme.px(8), theme.px(2))
        row.addWidget(self._add)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.tree, 1)
        layout.addWidget(foot)

    def _key(self, what: str) -> str:
        return f"people/{what}/{self.which().value}"

    def _tree_chosen(self, key: str) -> None:
        self._memory.keep("people/tree", key)
        self.tree.show_nodes((), ())
        self.tree_chosen.emit()

    def _unit_chosen(self, unit_id: int) -> None:
        self._memory.keep(self._key("unit"), unit_id)
        self.unit_chosen.emit()

    def _keep_opened(self) -> None:
        self._memory.keep(self._key("opened"), self.tree.opened())

    def _want_menu(self, unit_id: int, position: QPoint) -> None:
        if unit_id != EVERYBODY:
            self.menu_wanted.emit(unit_id, position)
