"""The tree of units: Qt's contract, keyboard, what stays open, what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gzparty.domain.people import UnitKind
from gzparty.services.people_views import TreeNode
from tests.widgets.helpers import settle
from ui.theme import Theme
from ui.widgets.unit_tree import UnitModel, UnitTree

TOWN, LIJIAN, SHUIMA, EAST, WEST = 1, 2, 3, 4, 5
NODES = (
    TreeNode(TOWN, None, "官庄镇党委", UnitKind.TOWN_COMMITTEE, 15, 63),
    TreeNode(LIJIAN, TOWN, "利见社区", UnitKind.COMMUNITY, 5, 17),
    TreeNode(EAST, LIJIAN, "东利见村", UnitKind.VILLAGE_BRANCH, 0, 3),
    TreeNode(WEST, LIJIAN, "西利见村", UnitKind.VILLAGE_BRANCH, 0, 4, closed=True),
    TreeNode(SHUIMA, TOWN, "水码头社区", UnitKind.COMMUNITY, 10, 40),
)


@pytest.fixture
def tree(theme: Theme, qtbot: QtBot) -> UnitTree:
    made = UnitTree(theme, "unitTree", "单位")
    qtbot.addWidget(made)
    made.resize(224, 400)
    made.show_nodes(NODES, [TOWN])
    made.show()
    settle()
    return made


def test_the_model_keeps_qts_contract() -> None:
    model = UnitModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(NODES)
    model.show(NODES[:2])
    model.show(())
    assert model.rowCount() == 0


def test_units_hang_under_their_parents_in_the_order_given() -> None:
    model = UnitModel()
    model.show(NODES)
    town = model.index(0, 0)
    assert [model.node(model.index(row, 0, town)).name for row in range(model.rowCount(town))] == [
        "利见社区",
        "水码头社区",
    ]
    assert model.parent(model.index_of(WEST)) == model.index_of(LIJIAN)


def test_a_unit_whose_parent_is_not_shown_stands_at_the_top() -> None:
    model = UnitModel()
    model.show(NODES[2:4])
    assert model.rowCount() == 2
    assert model.index_of(WEST).parent() == QModelIndex()


def test_arrows_open_a_unit_and_walk_into_it(tree: UnitTree, qtbot: QtBot) -> None:
    tree.choose(LIJIAN)
    chosen: list[int] = []
    tree.chosen.connect(chosen.append)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert chosen == [EAST]
    assert tree.opened() == [TOWN, LIJIAN]


def test_choosing_a_hidden_unit_opens_what_is_above_it(tree: UnitTree) -> None:
    assert tree.choose(WEST)
    assert tree.opened() == [TOWN, LIJIAN]
    assert not tree.choose(99)
    assert tree.current_unit() == WEST


def test_a_click_on_the_chevron_opens_without_choosing(tree: UnitTree, qtbot: QtBot) -> None:
    tree.choose(TOWN)
    row = tree.visualRect(tree.model().index(0, 0, tree.model().index(0, 0)))
    with qtbot.waitSignal(tree.unfolded):
        qtbot.mouseClick(
            tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 2, row.center().y())
        )
    assert tree.opened() == [TOWN, LIJIAN]
    assert tree.current_unit() == TOWN


def test_news_keep_the_unit_chosen_and_announce_nothing(tree: UnitTree, qtbot: QtBot) -> None:
    tree.choose(EAST)
    with qtbot.assertNotEmitted(tree.chosen):
        tree.show_nodes(NODES[:3], tree.opened())
    assert tree.current_unit() == EAST
    tree.show_nodes(NODES[:2], ())
    assert tree.current_unit() is None


def test_the_right_mouse_button_names_the_unit_under_it(tree: UnitTree, qtbot: QtBot) -> None:
    row = tree.visualRect(tree.model().index(1, 0, tree.model().index(0, 0)))
    with qtbot.waitSignal(tree.menu_wanted) as asked:
        tree.customContextMenuRequested.emit(row.center())
    assert asked.args is not None
    assert asked.args[0] == SHUIMA


def test_shift_f10_opens_the_menu_of_the_current_unit(tree: UnitTree, qtbot: QtBot) -> None:
    tree.choose(EAST)
    with qtbot.waitSignal(tree.menu_wanted) as asked:
        qtbot.keyClick(tree, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args is not None
    assert asked.args[0] == EAST


def test_a_screen_reader_hears_units_people_and_what_is_closed(tree: UnitTree) -> None:
    model = tree.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    town = model.index(0, 0)
    community = model.index(0, 0, town)
    assert community.data(role) == "利见社区，5 个单位，17 人"
    assert model.index(1, 0, community).data(role) == "西利见村，已停用，4 人"
