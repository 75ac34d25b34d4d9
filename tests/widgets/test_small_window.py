"""What a clerk sees of lists in the smallest window: whole words where there is room, states, what is current."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.everywhere import Walk, program
from tests.widgets.helpers import settle
from tests.widgets.lived_in import copied_whole
from ui.main_window import MINIMUM
from ui.tables.beside import BesidePanel
from ui.tables.grid import Grid
from ui.tables.needs import rows_at_hand, rows_in_sight, words_in
from ui.widgets.key_bar import KeyButton
from ui.widgets.page_area import PageArea
from ui.widgets.panel_split import PanelSplit

NEVER_SIDEWAYS = {
    "people": ("", "file"),
    "training": ("",),
    "tips": ("", "replied"),
    "cadres": ("",),
    "settings": ("duties", "waivers", "life-days"),
    "errands": ("",),
    "tours": ("",),
    "ledger": ("", "closed"),
    "life": ("talks", "steps"),
    "intake": ("",),
}
"""Views of pages whose lists need not be scrolled sideways at 100 %."""


@pytest.fixture
def made(lived_in_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Walk]:
    with program(copied_whole(lived_in_file, tmp_path / "office"), MINIMUM) as walk:
        walk.open_office()
        yield walk


@pytest.fixture
def larger(lived_in_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Walk]:
    with program(copied_whole(lived_in_file, tmp_path / "office"), MINIMUM, 1.3) as walk:
        walk.open_office()
        yield walk


def seen(walk: Walk, key: str, view: str) -> None:
    walk.window.show_page(key)
    walk.wait()
    if view:
        walk.page().pictures()[view]()
        walk.wait()


def grids(top: QWidget) -> list[Grid[Any]]:
    found = cast("list[Grid[Any]]", top.findChildren(Grid))
    return [one for one in found if one.isVisible() and one.model() is not None]


def cut_beside_spare(view: Grid[Any]) -> list[str]:
    """The columns with words that end in … though all of these would be whole with what another column has too much."""
    lacks, spare = {}, 0
    for place, needed in words_in(view, rows_at_hand(view)).items():
        column, size = view.records.columns[place], view.columnWidth(place)
        if size < needed.cells:
            lacks[column.key] = needed.cells - size
        elif not column.editable:
            spare = max(spare, size - max(needed))
    return [key for key, lack in lacks.items() if lack <= spare]


@pytest.mark.parametrize("key", NEVER_SIDEWAYS)
def test_lists_show_every_column_and_no_word_is_cut_beside_an_empty_column(key: str, made: Walk) -> None:
    for view in NEVER_SIDEWAYS[key]:
        seen(made, key, view)
        shown = grids(made.window)
        assert shown
        for grid in shown:
            assert grid.horizontalScrollBar().maximum() == 0, (view, grid.objectName())
            assert cut_beside_spare(grid) == [], (view, grid.objectName())


def test_what_becomes_of_a_line_of_a_sheet_is_in_sight_however_far_the_others_are_scrolled(
    larger: Walk,
) -> None:
    seen(larger, "import", "check")
    view = next(one for one in grids(larger.window) if one.objectName() == "importRows")
    bar = view.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    settle()
    states = view.records.column_at("row")
    assert all(
        view.records.cell(row, states).glyph is not None for row in rows_in_sight(view) if view.is_record(row)
    )
    frozen = view._frozen
    assert frozen is not None
    assert frozen.overlay.isVisible()
    assert not frozen.overlay.isColumnHidden(states)


@pytest.mark.parametrize(
    ("key", "view"),
    [("inspections", ""), ("inspections", "stored"), ("themes", ""), ("life", "groups"), ("life", "")],
)
def test_the_current_cell_stands_beside_a_panel_that_opens_over_its_page(
    key: str, view: str, larger: Walk
) -> None:
    seen(larger, key, view)
    split = next(
        one for one in cast("list[PanelSplit]", larger.window.findChildren(PanelSplit)) if one.isVisible()
    )
    assert split.lies_over
    panel = split.widget(split.count() - 1)
    board = next(
        one
        for one in cast("list[BesidePanel]", larger.window.findChildren(BesidePanel))
        if one.isVisible() and one.currentIndex().column() > 0
    )
    cell = board.visualRect(board.currentIndex())
    right = board.viewport().mapTo(split, QPoint(cell.right(), 0)).x()
    assert cell.left() >= board.frozen_width()
    assert right < panel.x()


def test_buttons_that_store_a_sheet_keep_their_words_with_larger_text(larger: Walk) -> None:
    seen(larger, "import", "check")
    check = larger.page().check  # type: ignore[attr-defined]
    for made in (check.back, check.store_good, check.store_all):
        assert made.width() >= made.sizeHint().width()


def test_the_end_of_an_import_needs_no_scrolling_with_larger_text(larger: Walk) -> None:
    seen(larger, "import", "check")
    seen(larger, "import", "done")
    area = next(
        one
        for one in cast("list[PageArea]", larger.window.findChildren(PageArea))
        if one.isAncestorOf(larger.page())
    )
    assert area.verticalScrollBar().maximum() == 0


def test_the_keys_of_a_roll_keep_their_words_with_larger_text(larger: Walk) -> None:
    seen(larger, "training", "")
    for words in ("到", "迟到", "请假", "公出", "缺席", "代会", "早退"):
        keys = cast("list[KeyButton]", larger.window.findChildren(KeyButton))
        found = [one for one in keys if one.isVisible() and one.deed.label == words]
        assert found
        for key in found:
            assert key.width() >= key.sizeHint().width()
            assert any(words in run.text for run in key._runs)
