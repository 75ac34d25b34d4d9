"""A panel stands beside its page while both have room, and lies over it where they have not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Look, Theme
from ui.widgets.panel_split import PanelSplit

PAGE, PANEL = 500, 380
ROOMY, NARROW = 1000, 800


class Split(PanelSplit):
    """A page and a panel of known widths."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(Theme(Look.LIGHT), "example", window)
        self.page, self.panel = QWidget(), QWidget()
        self.page.setMinimumWidth(PAGE)
        self.panel.setMinimumWidth(PANEL)
        for pane in (self.page, self.panel):
            self.addWidget(pane)
        self.design(PANEL)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What a split stands in; of itself it would not become narrower than all its panes."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def shown(qtbot: QtBot, window: QWidget, width: int) -> Split:
    split = Split(window)
    split.resize(width, 400)
    window.resize(width, 400)
    window.show()
    qtbot.waitExposed(window)
    qtbot.wait(1)
    return split


def test_a_panel_stands_beside_a_page_that_has_room_for_it(qtbot: QtBot, window: QWidget) -> None:
    split = shown(qtbot, window, ROOMY)

    assert not split.lies_over
    assert split.page.geometry().right() < split.panel.geometry().left()


def test_a_panel_lies_over_the_right_edge_of_a_page_that_has_none(qtbot: QtBot, window: QWidget) -> None:
    split = shown(qtbot, window, NARROW)

    assert split.lies_over
    assert split.page.width() == NARROW
    assert split.panel.geometry().right() == split.rect().right()
    assert split.panel.width() == PANEL
    assert split.childAt(split.panel.geometry().center()) is split.panel


def test_a_page_may_be_as_narrow_as_it_can_be_without_its_panel(qtbot: QtBot, window: QWidget) -> None:
    assert shown(qtbot, window, ROOMY).minimumSizeHint().width() == PAGE


def test_what_is_left_of_the_page_can_still_be_clicked(qtbot: QtBot, window: QWidget) -> None:
    split = shown(qtbot, window, NARROW)

    at_the_edge = split.panel.geometry().topLeft()
    assert split.childAt(at_the_edge.x() - 3, 200) is split.page


def test_a_panel_that_is_put_away_and_shown_again_lies_there_again(qtbot: QtBot, window: QWidget) -> None:
    split = shown(qtbot, window, NARROW)
    split.panel.hide()
    qtbot.waitUntil(lambda: not split.lies_over)
    assert split.page.width() == NARROW

    split.panel.show()
    qtbot.waitUntil(lambda: split.lies_over)
    assert split.panel.geometry().right() == split.rect().right()


def test_a_window_made_wider_sets_the_panel_beside_the_page_again(qtbot: QtBot, window: QWidget) -> None:
    split = shown(qtbot, window, NARROW)
    split.resize(ROOMY, 400)
    qtbot.wait(1)

    assert not split.lies_over
    assert split.page.geometry().right() < split.panel.geometry().left()
    edge = split.handle(1)
    assert not edge.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_the_shade_of_a_panel_leaves_the_colours_of_the_theme_as_they_are(
    qtbot: QtBot, window: QWidget
) -> None:
    split = shown(qtbot, window, NARROW)
    split.grab()

    assert split.lies_over
    assert split.theme.colour("ink3").alpha() == 255
