"""A page keeps the height it cannot do without: where bars above it leave less, it scrolls."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle, smallest_window
from ui.desk import Desk
from ui.main_window import MINIMUM, MainWindow
from ui.shell import PageWidget
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.error_bar import ErrorBar
from ui.widgets.page_area import PageArea

LEAST = 500


class High(PageWidget):
    """A page that cannot be low."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        inner.setMinimumHeight(LEAST)
        QVBoxLayout(self).addWidget(inner)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    return smallest_window(High, desk, qtbot)


def test_a_page_below_a_bar_scrolls_and_the_window_does_not_grow(window: MainWindow, desk: Desk) -> None:
    area, page = window.findChild(PageArea), window.current_page()
    assert isinstance(area, PageArea)
    assert page is not None
    bar = area.verticalScrollBar()
    assert bar.maximum() == 0

    banner = Banner(desk.theme, "example")
    window.pin_banner(banner)
    banner.say("办公文件不在原处了", "先存成一份备份，再重新打开。")
    settle()

    assert bar.maximum() > 0
    assert page.height() >= LEAST
    assert window.size() == MINIMUM

    banner.hide()
    settle()
    assert bar.maximum() == 0


class Failing(PageWidget):
    """A page with a place for failures above something that cannot be low."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.error, self.inner = ErrorBar(theme), QWidget()
        self.inner.setMinimumHeight(LEAST)
        column.addWidget(self.error)
        column.addWidget(self.inner)


def test_a_failure_of_several_lines_takes_nothing_from_what_stands_below_it(desk: Desk, qtbot: QtBot) -> None:
    page = smallest_window(partial(Failing, desk.theme), desk, qtbot).current_page()
    assert isinstance(page, Failing)
    page.error.say("D:/" + "党建办 资料/" * 60 + "2026.gzparty 不在原处了", "")
    settle()
    assert page.error.height() >= page.error.heightForWidth(page.error.width()) > 60
    assert page.inner.height() >= LEAST
    assert page.inner.geometry().bottom() <= page.rect().bottom()
