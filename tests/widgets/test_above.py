"""What is said above the pages: the most urgent bar in sight, the others a press away, and the page keeps its room."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.clipped import faults
from tests.widgets.helpers import settle, smallest_window
from ui.desk import Desk
from ui.main_window import MINIMUM, MainWindow
from ui.shell import PageWidget
from ui.widgets import above
from ui.widgets.above import Urgency
from ui.widgets.banner import Banner
from ui.widgets.focus_proxy import proxy_of

LONG = "同步时可能拿旧的换掉新的，先关掉同步，再把文件拷到本机的硬盘上，从那里打开。"


class Plain(PageWidget):
    """A page of nothing."""

    def __init__(self) -> None:
        super().__init__()
        QVBoxLayout(self).addWidget(QWidget())


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    desk.theme.set_scale(1.3)
    return smallest_window(Plain, desk, qtbot)


@pytest.fixture
def pin(window: MainWindow, desk: Desk) -> Callable[..., Banner]:
    def pin_one(name: str, role: str = "note", urgency: Urgency | None = None) -> Banner:
        made = Banner(desk.theme, name, role=role)
        made.setFocusProxy(made.add_deed(f"{name}Seen", "知道了"))
        window.pin_banner(made, urgency)
        return made

    return pin_one


def four(pin: Callable[..., Banner]) -> list[Banner]:
    made = [pin("one"), pin("two", "warning"), pin("lost", "warning", Urgency.LOST), pin("three")]
    for banner in made:
        banner.say("办公文件放在会同步的文件夹里", LONG)
    settle()
    return made


def in_sight(banners: list[Banner]) -> list[str]:
    return [banner.objectName() for banner in banners if banner.isVisible()]


def test_of_four_bars_in_a_low_window_the_most_urgent_is_in_sight_and_the_page_keeps_its_room(
    window: MainWindow, pin: Callable[..., Banner]
) -> None:
    banners = four(pin)
    page = window.current_page()
    assert page is not None
    assert in_sight(banners) == ["lost"]
    assert window.above.more.text() == "还有 3 条"
    assert page.height() >= 300
    assert faults(window.above) == []


def test_the_next_bar_stands_where_the_one_in_sight_was_answered(
    window: MainWindow, pin: Callable[..., Banner]
) -> None:
    banners = four(pin)
    spoken: list[str] = []
    with patch.object(above, "announce", lambda _widget, words: spoken.append(words)):
        banners[2].say("")
    assert in_sight(banners) == ["two"]
    assert spoken == ["还有 2 条", banners[1].accessibleName()]
    for place in (1, 3):
        banners[place].say("")
    assert in_sight(banners) == ["one"]
    assert not window.above.more.isVisible()


def test_f6_comes_to_the_line_and_each_enter_brings_the_next_bar_round(
    window: MainWindow, pin: Callable[..., Banner]
) -> None:
    banners = four(pin)
    window.activateWindow()
    window.next_pane()
    while window.focusWidget() is not window.above.more:
        window.next_pane()
    page = window.current_page()
    assert page is not None
    seen = []
    for _turn in range(4):
        QTest.keyClick(window.above.more, Qt.Key.Key_Return)
        settle()
        seen += in_sight(banners)
        assert page.height() >= 300
    assert seen == ["two", "three", "one", "lost"]
    assert window.focusWidget() is window.above.more


def test_what_is_said_anew_stands_where_it_belongs_however_many_were_passed(
    window: MainWindow, pin: Callable[..., Banner]
) -> None:
    banners = four(pin)
    window.above.more.click()
    assert in_sight(banners) == ["two"]
    banners.append(pin("five"))
    banners[-1].say("有 2 件事等着办")
    assert in_sight(banners) == ["lost"]


def test_in_a_high_window_two_bars_are_in_sight(window: MainWindow, pin: Callable[..., Banner]) -> None:
    banners = four(pin)
    window.resize(1440, 1100)
    settle()
    assert in_sight(banners) == ["two", "lost"]
    window.resize(MINIMUM)
    settle()
    assert in_sight(banners) == ["lost"]


def test_a_bar_that_is_gone_leaves_the_others_and_the_round_of_f6_alone(
    window: MainWindow, pin: Callable[..., Banner]
) -> None:
    banners = four(pin)
    gone = banners.pop(2)
    gone.hide()
    gone.deleteLater()
    settle()
    assert in_sight(banners) == ["two"]
    reached = set()
    for _turn in range(3):
        window.next_pane()
        reached.add(window.focusWidget())
    assert {proxy_of(banners[1]), window.above.more} < reached


def test_a_bar_that_warns_from_now_on_stands_before_those_that_only_tell(
    window: MainWindow, pin: Callable[..., Banner]
) -> None:
    banners = [pin("one"), pin("two")]
    for banner in banners:
        banner.say("有 2 件事等着办")
    assert in_sight(banners) == ["two"]
    banners[0].say("")
    banners[0].set_role("warning")
    banners[0].say("没印成")
    assert in_sight(banners) == ["one"]
