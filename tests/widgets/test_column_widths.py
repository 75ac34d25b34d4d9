"""How the columns of a table share its width: words whole where they can be, what the user set kept, panels minded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle
from ui.desk import Desk
from ui.tables.column import Column
from ui.tables.fitting import Want, fitted
from ui.tables.layout import LEAST
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.panel_split import SHADE, PanelSplit

Line = tuple[int, str, str]
PX = st.integers(0, 400)
WANTS = st.lists(st.builds(Want, PX, PX, PX, st.booleans()), min_size=1, max_size=8)


@given(WANTS, st.integers(0, 2000))
def test_no_column_is_below_its_least_and_together_they_keep_to_the_room(
    wants: list[Want], room: int
) -> None:
    sizes = fitted(wants, room)
    assert all(size >= want.least for size, want in zip(sizes, wants, strict=True))
    assert sum(sizes) <= max(room, sum(want.least for want in wants))


@given(WANTS, st.integers(0, 2000))
def test_nothing_is_cut_while_another_column_has_more_than_its_words_need(
    wants: list[Want], room: int
) -> None:
    sizes = fitted(wants, room)
    cut = any(size < want.words for size, want in zip(sizes, wants, strict=True))
    spare = any(size > max(want.words, want.least) for size, want in zip(sizes, wants, strict=True))
    assert not (cut and spare)


@given(WANTS, st.integers(0, 4000))
def test_where_a_column_grows_the_room_is_used_to_the_last_px(wants: list[Want], room: int) -> None:
    wants = [*wants, Want(10, 10, 10, grows=True)]
    sizes = fitted(wants, room)
    assert sum(sizes) == max(room, sum(want.least for want in wants))


def test_columns_that_grow_do_so_by_their_width_and_the_shortest_words_are_whole_first() -> None:
    assert fitted([Want(10, 20, 100, grows=True), Want(10, 20, 200, grows=True)], 600) == [200, 400]
    assert fitted([Want(50, 60, 80), Want(50, 400, 80), Want(50, 300, 80)], 260) == [60, 100, 100]


def key(line: Line) -> int:
    return line[0]


LONG = [(1, "官庄村", "一处很长的问题，写了二十来个字才写完，还要再写一些"), (2, "坡庄村", "短")]


def shown(desk: Desk, qtbot: QtBot, columns: Sequence[Column[Line]], width: int) -> RecordView[Line]:
    view: RecordView[Line] = RecordView(desk.theme, desk.memory, "shared")
    qtbot.addWidget(view)
    view.set_records(RecordTable(columns, ListRows(LONG, key), lambda line: line[1]))
    view.resize(width, 300)
    view.show()
    settle()
    return view


def needed(view: RecordView[Line], place: int) -> int:
    return view.sizeHintForIndex(view.records.index(0, place)).width()


def test_words_are_whole_while_another_column_has_more_room_than_its_own_need(
    desk: Desk, qtbot: QtBot
) -> None:
    columns: tuple[Column[Line], ...] = (
        Column("name", "村", lambda line: line[1], 400),
        Column("note", "存在问题", lambda line: line[2], 300, stretch=True),
    )
    view = shown(desk, qtbot, columns, 560)
    assert view.columnWidth(1) >= needed(view, 1)
    assert needed(view, 0) <= view.columnWidth(0) < 400
    assert view.horizontalScrollBar().maximum() == 0


def test_columns_fill_the_table_and_those_that_stretch_take_what_is_left(desk: Desk, qtbot: QtBot) -> None:
    columns: tuple[Column[Line], ...] = (
        Column("name", "村", lambda line: line[1], 120),
        Column("note", "存在问题", lambda line: line[2], 300, stretch=True),
    )
    view = shown(desk, qtbot, columns, 900)
    assert view.columnWidth(0) == 120
    assert view.columnWidth(1) == view.viewport().width() - 120


def test_long_words_are_not_squeezed_below_what_can_be_read_the_table_scrolls(
    desk: Desk, qtbot: QtBot
) -> None:
    columns: tuple[Column[Line], ...] = (
        Column("name", "村", lambda line: line[1] * 10, 400, least=300),
        Column("note", "存在问题", lambda line: line[2], 300, stretch=True),
    )
    found = []
    view = shown(desk, qtbot, columns, 800)
    for width in (800, 350, 800):
        view.resize(width, 300)
        settle()
        found.append((view.columnWidth(1), view.horizontalScrollBar().maximum() > 0))
    assert [scrolls for _width, scrolls in found] == [False, True, False]
    assert found[1][0] == LEAST


def test_a_width_the_user_gave_stays_whatever_the_others_need(desk: Desk, qtbot: QtBot) -> None:
    columns: tuple[Column[Line], ...] = (
        Column("name", "村", lambda line: line[1], 120),
        Column("note", "存在问题", lambda line: line[2], 300, stretch=True),
    )
    view = shown(desk, qtbot, columns, 900)
    header = view.horizontalHeader()
    for place, width in ((0, 233), (1, 150)):
        header.resizeSection(place, width)
        view._header.arranged.emit()
    view.resize(600, 300)
    settle()
    assert [view.columnWidth(place) for place in (0, 1)] == [233, 150]
    again = shown(desk, qtbot, columns, 700)
    assert [again.columnWidth(place) for place in (0, 1)] == [233, 150]


def test_room_once_made_for_words_stays_when_other_rows_are_shown(desk: Desk, qtbot: QtBot) -> None:
    columns: tuple[Column[Line], ...] = (
        Column("name", "村", lambda line: line[1], 120),
        Column("note", "存在问题", lambda line: line[2], 100),
    )
    view = shown(desk, qtbot, columns, 900)
    before = view.columnWidth(1)
    assert before > 100
    view.records.show(ListRows(LONG[1:], key))
    assert view.columnWidth(1) == before


def test_words_that_come_later_get_room_too(desk: Desk, qtbot: QtBot) -> None:
    lines = [[1, "官庄村", ""]]
    columns: tuple[Column[Any], ...] = (
        Column("name", "村", lambda line: line[1], 120),
        Column("note", "存在问题", lambda line: line[2], 100),
    )
    view: RecordView[Any] = RecordView(desk.theme, desk.memory, "later")
    qtbot.addWidget(view)
    view.set_records(RecordTable(columns, ListRows(lines, lambda line: line[0]), lambda line: line[1]))
    view.resize(900, 300)
    view.show()
    settle()
    assert view.columnWidth(1) == 100
    lines[0][2] = LONG[0][2]
    view.records.announce_rows(range(1))
    settle()
    assert view.columnWidth(1) >= view.sizeHintForIndex(view.records.index(0, 1)).width()


def test_a_double_click_on_an_edge_makes_a_column_as_wide_as_its_words_and_that_is_remembered(
    desk: Desk, qtbot: QtBot
) -> None:
    columns: tuple[Column[Line], ...] = (
        Column("name", "村", lambda line: line[1], 120),
        Column("note", "存在问题", lambda line: line[2], 300, stretch=True),
    )
    view = shown(desk, qtbot, columns, 900)
    view.horizontalHeader().sectionHandleDoubleClicked.emit(0)
    view._header.arranged.emit()
    wide = view.columnWidth(0)
    assert needed(view, 0) <= wide < 120
    assert shown(desk, qtbot, columns, 700).columnWidth(0) == wide


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def beside_panel(desk: Desk, window: QWidget, places: int) -> tuple[RecordView[Line], PanelSplit]:
    columns = [
        Column[Line](str(at), f"第{at}列", lambda line: line[1], 120, least=100) for at in range(places)
    ]
    split = PanelSplit(desk.theme, "example", window)
    view: RecordView[Line] = RecordView(desk.theme, desk.memory, "beside", split)
    view.set_records(RecordTable(columns, ListRows(LONG, key), lambda line: line[1]))
    view.setMinimumWidth(500)
    panel = QWidget()
    panel.setMinimumWidth(300)
    for pane in (view, panel):
        split.addWidget(pane)
    split.design(300)
    panel.hide()
    for one in (split, window):
        one.resize(700, 400)
    window.show()
    settle()
    return view, split


def right_of_current(view: RecordView[Line], split: PanelSplit) -> int:
    cell = view.visualRect(view.currentIndex())
    return view.viewport().mapTo(split, cell.topRight()).x()


def test_what_is_current_comes_out_from_under_a_panel_that_lies_over_the_page(
    desk: Desk, window: QWidget
) -> None:
    view, split = beside_panel(desk, window, 7)
    view.select_row(0, 4)
    split.widget(1).show()
    settle()
    edge = split.widget(1).x() - desk.theme.px(SHADE)
    assert split.lies_over
    for place in (4, 5, 6):
        view.select_row(0, place)
        settle()
        assert right_of_current(view, split) < edge
    view.select_row(0, 0)
    assert view.horizontalScrollBar().value() == 0


def test_columns_share_what_a_panel_leaves_and_the_whole_width_again_when_it_is_gone(
    desk: Desk, window: QWidget
) -> None:
    view, split = beside_panel(desk, window, 3)
    before = [view.columnWidth(place) for place in range(3)]
    split.widget(1).show()
    settle()
    beside = [view.columnWidth(place) for place in range(3)]
    assert sum(beside) <= split.widget(1).x()
    assert all(less <= more for less, more in zip(beside, before, strict=True))
    split.widget(1).hide()
    settle()
    assert [view.columnWidth(place) for place in range(3)] == before
    assert view.covered == 0
