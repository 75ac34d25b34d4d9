"""Blocks in the month grid: what is filled down and pasted is stored, and taken back with what was said of it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.widgets.intake_steps import choose, go, names, paste, register, rows, stored, undo
from ui.pages.intake import IntakePage


@pytest.fixture
def page(intake_page: IntakePage) -> IntakePage:
    return intake_page


def test_what_found_no_place_is_no_longer_told_once_the_paste_was_taken_back(
    page: IntakePage, qtbot: QtBot
) -> None:
    go(page, names(page)[-1], "day")
    with qtbot.waitSignal(page.noted):
        paste(page, "6.15\t18\t15\n6.16\t20\t20")
    said = page.findChild(QLabel, "pasteToldTitle")
    assert said is not None
    assert said.isVisibleTo(page)
    undo(page, qtbot)
    assert not said.isVisibleTo(page)


def test_one_cell_filled_in_a_row_the_cursor_is_not_on_is_stored_and_undone(
    page: IntakePage, qtbot: QtBot
) -> None:
    first, second, third = names(page)[:3]
    for village in (first, third):
        register(page, village, day=date(2026, 6, 15))
    choose(page, first, third, "day")
    with qtbot.waitSignal(page.noted):
        page.grid.view.fill_down()
    assert rows(page)[1].day == date(2026, 6, 15)
    undo(page, qtbot)
    assert stored(page, second) is None


def test_filling_down_counts_the_place_on_and_repeats_everything_else(page: IntakePage, qtbot: QtBot) -> None:
    first, second, third = names(page)[:3]
    for village in (first, second, third):
        register(page, village, day=date(2026, 6, 15))
    register(page, names(page)[3], day=date(2026, 6, 15), topic="别的")
    go(page, first, "filed_at")
    paste(page, "3号盒/11")
    choose(page, first, third, "filed_at")
    page.grid.view.fill_down()
    qtbot.waitUntil(lambda: bool((meeting := stored(page, third)) and meeting.filed_at))
    places = [meeting.filed_at for name in (first, second, third) if (meeting := stored(page, name))]
    assert places == ["3号盒/11", "3号盒/12", "3号盒/13"]
