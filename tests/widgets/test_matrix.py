"""A board of states under the hands of someone who lives in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import on_screen, settle
from ui.glyphs import Glyph
from ui.tables.matrix import GROUP, MatrixCell, MatrixGroup, MatrixHead, MatrixLine, MatrixModel, Place
from ui.tables.matrix_view import MatrixView
from ui.theme import Theme

HEADS = tuple(MatrixHead(str(month), f"{month}月", "2/3", current=month == 6) for month in range(1, 13))


class Board:
    """A source that notes what it was asked for."""

    corner = "党支部"

    def __init__(self, groups: Sequence[MatrixGroup], heads: Sequence[MatrixHead] = HEADS) -> None:
        self.groups = groups
        self.heads = heads
        self.asked: list[tuple[Place, int]] = []

    def cell(self, place: Place, column: int) -> MatrixCell:
        self.asked.append((place, column))
        if place.is_group:
            return MatrixCell("差1", Glyph.OVER, "over", strong=True)
        if (place.line, column) == (1, 2):
            return MatrixCell(filled=True)
        return MatrixCell(f"{place.line}/{column}", Glyph.DONE)

    def spoken(self, place: Place, column: int) -> str:
        return "逾期 2 天，没有登记" if (place.line, column) == (0, 5) else ""


def two_communities() -> Board:
    first = MatrixGroup("g1", "官庄社区", (MatrixLine(1, "官庄村"), MatrixLine(2, "坡庄村")), "2 村")
    second = MatrixGroup("g2", "利见社区", (MatrixLine(3, "西利见村"),), "1 村")
    return Board((first, second))


@pytest.fixture
def model() -> MatrixModel:
    return MatrixModel(two_communities())


@pytest.fixture
def view(theme: Theme, model: MatrixModel, qtbot: QtBot) -> MatrixView:
    made = MatrixView(theme, "matrix", model)
    qtbot.addWidget(made)
    made.resize(820, 400)
    made.show()
    made.setFocus()
    settle()
    return made


def titles(model: MatrixModel) -> list[str]:
    return [model.title(row) for row in model.rows()]


def test_the_model_keeps_qts_rules_through_folding_and_another_source(model: MatrixModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.fold(0, True)
    model.fold(1, True)
    model.fold(0, False)
    model.show(Board(()))
    model.show(two_communities(), {"g1"})
    assert titles(model) == ["官庄社区", "利见社区", "西利见村"]
    del tester


def test_a_folded_group_keeps_only_its_own_row_with_what_its_lines_come_to(model: MatrixModel) -> None:
    model.fold(0, True)
    assert titles(model) == ["官庄社区", "利见社区", "西利见村"]
    assert model.cell(0, 1).glyph is Glyph.OVER
    assert model.place(0) == Place(0, GROUP)


def test_lines_without_a_community_stand_without_a_group_row() -> None:
    model = MatrixModel(Board((MatrixGroup("", "", (MatrixLine(9, "镇机关党支部"),)),)))
    assert titles(model) == ["镇机关党支部"]


def test_a_line_in_a_folded_group_can_be_shown(model: MatrixModel) -> None:
    model.fold(0, True)
    assert model.row_of(2) == -1
    assert model.reveal(2) == 2
    assert model.reveal(99) == -1


def test_every_cell_says_whose_it_is_when_and_why(model: MatrixModel) -> None:
    text = model.index(1, 6).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text == "官庄村，6月，逾期 2 天，没有登记"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "官庄社区 2 村，展开的"


def test_space_opens_the_cell_of_a_line_and_folds_a_group(view: MatrixView, qtbot: QtBot) -> None:
    view.go_to(1, 6)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert opened.args == [1, 6]
    view.go_to(0, 6)
    with qtbot.assertNotEmitted(view.opened):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert titles(view.matrix)[1] == "利见社区"


def test_a_groups_cell_can_lead_to_what_lies_behind_its_figure(view: MatrixView, qtbot: QtBot) -> None:
    view.opens_groups = True
    view.go_to(0, 6)
    with qtbot.waitSignal(view.group_opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert opened.args == [0, 6]
    view.go_to(0, 0)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.matrix.is_folded(0)


def test_enter_only_goes_down_and_the_arrows_fold_on_a_groups_name(view: MatrixView, qtbot: QtBot) -> None:
    view.go_to(0, 0)
    with qtbot.assertNotEmitted(view.opened):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.current() == (1, 0)
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.matrix.is_folded(0)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert not view.matrix.is_folded(0)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current() == (0, 1)


def test_a_block_is_drawn_or_widened_without_opening_a_cell(
    view: MatrixView, model: MatrixModel, qtbot: QtBot
) -> None:
    opened: list[tuple[int, int]] = []
    view.opened.connect(lambda row, column: opened.append((row, column)))
    viewport, left = view.viewport(), Qt.MouseButton.LeftButton
    upper, lower = (view.visualRect(model.index(row, 3)).center() for row in (1, 2))
    qtbot.mousePress(viewport, left, pos=upper)
    qtbot.mouseMove(viewport, lower)
    qtbot.mouseRelease(viewport, left, pos=lower)
    assert (view.chosen_rows(), opened) == ([1, 2], [])
    view.go_to(1, 3)
    qtbot.mouseClick(viewport, left, Qt.KeyboardModifier.ShiftModifier, lower)
    assert (view.chosen_rows(), opened) == ([1, 2], [])
    qtbot.mouseClick(viewport, left, pos=lower)
    assert (view.chosen_rows(), opened) == ([2], [(2, 3)])


def test_a_click_opens_a_cell_and_a_click_on_a_name_only_chooses_the_row(
    view: MatrixView, qtbot: QtBot
) -> None:
    def click(row: int, column: int, where: object) -> None:
        spot = view.visualRect(view.matrix.index(row, column)).center()
        qtbot.mouseClick(where, Qt.MouseButton.LeftButton, pos=QPoint(spot))

    with qtbot.waitSignal(view.opened) as opened:
        click(1, 3, view.viewport())
    assert opened.args == [1, 3]
    with qtbot.assertNotEmitted(view.opened):
        click(2, 0, view.overlay().viewport())
    assert view.current() == (2, 0)
    click(0, 0, view.overlay().viewport())
    assert view.matrix.is_folded(0)


def test_ctrl_arrows_go_to_the_edges_and_a_block_is_copied_as_a_table(view: MatrixView, qtbot: QtBot) -> None:
    view.go_to(1, 1)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.current() == (1, 12)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert view.current() == (4, 12)
    view.go_to(1, 1)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().strip() == "0/0\t0/1"


def test_the_current_cell_is_kept_when_the_board_is_read_again(view: MatrixView) -> None:
    view.go_to(2, 5)
    view.matrix.show(two_communities())
    assert view.current() == (2, 5)
    view.matrix.show(Board((MatrixGroup("g1", "官庄社区", (MatrixLine(2, "坡庄村"),)),)))
    assert view.current() == (1, 5)


def test_what_does_not_concern_a_unit_fills_its_cell(view: MatrixView, theme: Theme) -> None:
    def ground(row: int, column: int) -> QColor:
        spot = view.visualRect(view.matrix.index(row, column)).bottomRight() - QPoint(4, 4)
        return view.viewport().grab().toImage().pixelColor(spot)

    view.go_to(4, 1)
    assert ground(2, 3) == theme.colour("hover")
    assert ground(2, 4) == theme.colour("surface")


def test_letters_are_passed_on_as_plain_text(view: MatrixView, qtbot: QtBot) -> None:
    typed: list[str] = []
    view.typed.connect(typed.append)
    qtbot.keyClicks(view, "xl")
    assert typed == ["x", "l"]


def test_a_county_is_asked_only_for_what_is_in_sight(theme: Theme, qtbot: QtBot) -> None:
    lines = tuple(MatrixLine(number, f"{number}号村") for number in range(887))
    board = Board((MatrixGroup("all", "全县", lines),))
    on_screen(MatrixView(theme, "county", MatrixModel(board)), qtbot, 820, 600)
    assert 0 < len(board.asked) < 887


@pytest.mark.parametrize("width", [700, 1200])
def test_names_stay_in_sight_whatever_the_width(view: MatrixView, width: int) -> None:
    view.resize(width, 400)
    settle()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    settle()
    overlay = view.overlay()
    assert overlay.isVisible()
    assert overlay.x() <= 1
    assert not overlay.isColumnHidden(0)
    assert overlay.isColumnHidden(1)


def test_another_number_of_columns_shares_the_width(view: MatrixView) -> None:
    quarters = tuple(MatrixHead(str(number), f"第{number}季度") for number in range(1, 5))
    view.matrix.show(Board(two_communities().groups, quarters))
    settle()
    widths: Callable[[int], int] = view.columnWidth
    assert sum(widths(column) for column in range(5)) == view.viewport().width()


def test_a_day_with_its_month_stays_whole_however_little_room_a_panel_leaves(
    view: MatrixView, theme: Theme
) -> None:
    quarters = tuple(MatrixHead(str(number), f"第{number}季度") for number in range(1, 5))
    view.matrix.show(Board(two_communities().groups, quarters))
    view.resize(300, 400)
    settle()
    glyph = theme.px(16)
    needed = QFontMetrics(theme.font(13)).horizontalAdvance("03-15") + glyph
    assert all(view.columnWidth(column) > needed for column in range(1, 5))
