"""The frame: pages built when wanted, keys from one table, panes, density, what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import as_text, settle
from ui.desk import Desk
from ui.keymap import KEYMAP, PAGE_KEYS, Where
from ui.main_window import MainWindow, Office
from ui.panels.keys_help import KeysHelp
from ui.preferences import DENSITY
from ui.shell import Deeds, Group, Page, PageWidget
from ui.widgets.banner import Banner
from ui.widgets.undo_bar import SHOWN_MS, UndoBar


class SamplePage(PageWidget):
    """A page that can do everything and remembers what it was asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.done_deeds: list[str] = []
        self.able = True
        self.filled = False
        self.left, self.right = QLineEdit(), QLineEdit()
        self.tabs = QTabBar()
        for words in ("甲", "乙"):
            self.tabs.addTab(words)
        layout = QHBoxLayout(self)
        for part in (self.left, self.tabs, self.right):
            layout.addWidget(part)

    def deeds(self) -> Deeds:
        names = [one.deed for one in KEYMAP if one.where is Where.WINDOW]
        return {name: self._doer(name) for name in names} if self.able else {}

    def panes(self) -> Sequence[QWidget]:
        return (self.left, self.right)

    def key_hints(self) -> str:
        return "F2 事由"

    def place(self) -> str:
        return "第 1 行，共 2 行"

    def set_full_screen(self, on: bool) -> None:
        self.filled = on

    def _doer(self, name: str) -> Callable[[], object]:
        return lambda: self.done_deeds.append(name)


class Book:
    """Makes pages and counts how many were made."""

    def __init__(self) -> None:
        self.made: list[SamplePage] = []

    def factory(self, name: str) -> Callable[[], PageWidget]:
        def make() -> PageWidget:
            self.made.append(SamplePage(name))
            return self.made[-1]

        return make


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def window(desk: Desk, book: Book, qtbot: QtBot) -> MainWindow:
    pages = [
        Page("home", "工作台", "home", Group.TOP, book.factory("home")),
        Page("training", "书记培训", "training", Group.WORK, book.factory("training")),
        Page("people", "组织与人员", "people", Group.RECORDS, book.factory("people")),
    ]
    made = MainWindow(desk, Office("官庄镇党建办", "2026年", "示例数据"), pages)
    qtbot.addWidget(made)
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1440, 868)
    made.show()
    made.show_first_page()
    settle()
    return made


def action(window: MainWindow, name: str) -> QAction:
    found = [one for one in window.actions() if one.objectName() == name]
    assert len(found) == 1, name
    return found[0]


def test_a_page_is_built_when_it_is_first_shown_and_only_once(window: MainWindow, book: Book) -> None:
    assert [page.objectName() for page in book.made] == ["home"]
    window.show_page("people")
    window.show_page("home")
    window.show_page("people")
    assert [page.objectName() for page in book.made] == ["home", "people"]


def test_the_status_row_speaks_of_the_page_in_sight_only(window: MainWindow, book: Book) -> None:
    window.show_page("people")
    hidden, shown = book.made
    hidden.place_changed.emit("第 57 行，共 57 行")
    assert "第 57 行" not in as_text(window)
    shown.place_changed.emit("第 2 行，共 2 行")
    assert "第 2 行，共 2 行" in as_text(window)


def test_the_window_opens_where_it_was_left(window: MainWindow, desk: Desk, book: Book) -> None:
    window.show_page("people")
    again = MainWindow(desk, Office("官庄镇"), [window.pages[key] for key in window.page_keys])
    again.show_first_page()
    page = again.current_page()
    assert page is not None
    assert page.objectName() == "people"
    again.deleteLater()


def test_the_title_says_whose_records_they_are_and_that_they_are_samples(window: MainWindow) -> None:
    assert window.windowTitle() == "官庄党建工作台 — 2026年 · 官庄镇党建办（示例数据）"


def test_the_navigation_shows_only_pages_that_exist_with_what_is_overdue(window: MainWindow) -> None:
    window.set_badge("people", 4)
    items = {name: item.accessibleName() for name, item in window._nav._items.items()}
    assert items == {"home": "工作台", "training": "书记培训", "people": "组织与人员，逾期 4 件"}
    assert "业务" in as_text(window._nav)
    assert "资料" in as_text(window._nav)


@pytest.mark.parametrize(
    ("deed", "keys"), [(one.deed, one.keys) for one in KEYMAP if one.where is Where.WINDOW], ids=str
)
def test_every_key_of_the_table_does_its_deed(
    window: MainWindow, book: Book, deed: str, keys: tuple[str, ...]
) -> None:
    if keys == PAGE_KEYS:
        shortcuts = [
            one.shortcut().toString() for one in window.actions() if one.objectName().startswith("page_")
        ]
        assert shortcuts == list(PAGE_KEYS[:3])
        return
    one = action(window, deed)
    assert [QKeySequence(key) for key in keys] == one.shortcuts()
    page = book.made[0]
    heard: list[str] = []
    window.undo_requested.connect(lambda: heard.append("undo"))
    window.redo_requested.connect(lambda: heard.append("redo"))
    window.lock_requested.connect(lambda: heard.append("lock"))
    window.help_wanted.connect(lambda _chapter: heard.append("help"))
    window.palette_requested.connect(lambda: heard.append("palette"))
    window.set_history("删除 张三", "导入 花名册")
    before = (window.focusWidget(), window.isFullScreen(), page.tabs.currentIndex())
    one.trigger()
    settle()
    after = (window.focusWidget(), window.isFullScreen(), page.tabs.currentIndex())
    helped = window.findChild(KeysHelp) is not None
    assert page.done_deeds == [deed] or heard == [deed] or before != after or helped
    for dialog in cast("list[KeysHelp]", window.findChildren(KeysHelp)):
        dialog.close()


def test_what_the_page_cannot_do_now_is_disabled(window: MainWindow, book: Book) -> None:
    page = book.made[0]
    assert action(window, "print").isEnabled()
    page.able = False
    page.deeds_changed.emit()
    assert not action(window, "print").isEnabled()
    assert action(window, "full_screen").isEnabled()


def test_undo_and_redo_name_what_they_touch(window: MainWindow) -> None:
    assert not action(window, "undo").isEnabled()
    window.set_history("删除 张三", "")
    assert action(window, "undo").text() == "撤销 删除 张三"
    assert not action(window, "redo").isEnabled()


def test_tab_never_comes_to_undo_where_enter_would_take_something_back(window: MainWindow) -> None:
    window.set_history("删除 张三", "")
    for name in ("tool_undo", "tool_redo"):
        tool = window.findChild(QToolButton, name)
        assert isinstance(tool, QToolButton)
        assert tool.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_no_two_deeds_of_the_window_share_a_key() -> None:
    keys = [key for one in KEYMAP if one.where is Where.WINDOW for key in one.keys]
    assert len(keys) == len(set(keys))


def test_the_help_lists_every_key_of_the_table(window: MainWindow, desk: Desk) -> None:
    shown = KeysHelp(desk.theme, window)
    table = shown.findChild(QScrollArea, "keysScroll")
    assert isinstance(table, QScrollArea)
    assert table.accessibleName() == "快捷键"
    text = as_text(shown)
    assert [one.words for one in KEYMAP if one.words not in text] == []


def test_f6_goes_round_the_navigation_and_the_panes(window: MainWindow, book: Book) -> None:
    page = book.made[0]
    window.activateWindow()
    page.right.setFocus()
    settle()
    seen = []
    for _step in range(3):
        window.next_pane()
        seen.append(window.focusWidget())
    assert seen == [window._nav.current_item(), page.left, page.right]
    window.previous_pane()
    assert window.focusWidget() is page.left


def test_a_click_on_a_button_leaves_the_focus_where_it_was(
    window: MainWindow, book: Book, qtbot: QtBot
) -> None:
    book.made[0].left.setFocus()
    settle()
    item = window._nav._items["home"]
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is book.made[0].left


@pytest.mark.parametrize(
    ("size", "compact"), [((1440, 868), False), ((1366, 768), True), ((1440, 700), True), ((1264, 620), True)]
)
def test_a_small_window_becomes_compact_by_itself(
    window: MainWindow, desk: Desk, size: tuple[int, int], compact: bool
) -> None:
    window.resize(*size)
    settle()
    assert desk.theme.compact is compact


def test_a_pinned_density_stays_whatever_the_size(window: MainWindow, desk: Desk) -> None:
    desk.preferences.choose(DENSITY, "wide")
    window.resize(1264, 620)
    settle()
    assert not desk.theme.compact


def test_the_smallest_window_is_the_one_of_a_small_laptop(window: MainWindow) -> None:
    window.resize(800, 400)
    settle()
    assert window.size() == QSize(1264, 620)


def test_a_place_off_every_screen_is_forgotten(window: MainWindow, desk: Desk, book: Book) -> None:
    window.move(QPoint(20_000, 20_000))
    window.closeEvent(QCloseEvent())
    again = MainWindow(desk, Office("官庄镇"), [window.pages[key] for key in window.page_keys])
    assert again._size.is_on_a_screen()
    again.deleteLater()


def test_closing_never_asks_and_lets_drafts_be_saved(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        assert window.close()


def test_full_screen_hides_the_navigation_and_tells_the_page(window: MainWindow, book: Book) -> None:
    window.toggle_full_screen()
    settle()
    assert not window._nav.isVisible()
    assert book.made[0].filled
    window.toggle_full_screen()
    settle()
    assert window._nav.isVisible()


def test_a_deed_is_told_in_the_bar_and_in_the_status_row(window: MainWindow, book: Book) -> None:
    book.made[0].done.emit("结束签到，14 人待核实")
    settle()
    bar = window.findChild(UndoBar)
    assert bar is not None
    assert bar.isVisible()
    assert "刚才：结束签到，14 人待核实" in as_text(window)
    assert "F2 事由" in as_text(window)


def test_the_undo_bar_goes_after_eight_seconds_but_not_under_the_mouse(
    window: MainWindow, qtbot: QtBot
) -> None:
    bar = window.findChild(UndoBar)
    assert bar is not None
    bar.say("已删除")
    assert bar._timer.interval() == SHOWN_MS == 8000
    bar._timer.setInterval(30)
    bar._timer.start()
    from PySide6.QtGui import QEnterEvent

    bar.enterEvent(QEnterEvent(QPoint(1, 1), QPoint(1, 1), QPoint(1, 1)))
    qtbot.wait(80)
    assert bar.isVisible()
    bar.leaveEvent(QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_the_bars_button_asks_for_undo(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.findChild(UndoBar)
    assert bar is not None
    bar.say("已删除")
    with qtbot.waitSignal(window.undo_requested):
        bar._undo.click()
    assert not bar.isVisible()


def test_twenty_thousand_texts_do_not_wear_out_none(window: MainWindow) -> None:
    label = QLabel(window)
    for _turn in range(20_000):
        label.setText("x")
    assert label.text() == "x"


def test_the_bar_goes_when_another_deed_is_the_one_that_undo_would_take(window: MainWindow) -> None:
    bar = window.findChild(UndoBar)
    assert bar is not None
    bar.say("删除 一张.jpg")
    window.set_history("加 10 份材料", "删除 一张.jpg")
    assert not bar.isVisible()


def test_a_deed_that_cannot_be_taken_back_is_told_without_an_offer(window: MainWindow) -> None:
    bar, link = window.findChild(UndoBar), window.findChild(QPushButton, "statusUndo")
    assert bar is not None
    assert link is not None
    window.set_history("", "")
    window.say_done("意见 2026-005 移交纪委")
    assert not bar.isVisible()
    assert link.isHidden()
    window.set_history("登记 6月17日 收到的意见", "")
    window.say_done("登记 6月17日 收到的意见")
    assert bar.isVisible()
    assert not link.isHidden()


def test_what_is_said_above_the_pages_keeps_its_lines_in_a_low_window(
    window: MainWindow, book: Book, desk: Desk
) -> None:
    book.made[0].setMinimumHeight(700)
    banner = Banner(desk.theme, "told")
    window.pin_banner(banner)
    window.resize(1264, 620)
    banner.say("办公文件放在会同步的文件夹里", "同步时可能拿旧的换掉新的。" * 20)
    settle()
    text = banner.findChild(QLabel, "toldText")
    assert text is not None
    assert text.height() >= text.heightForWidth(text.width()) > 2 * text.fontMetrics().height()


def test_what_is_said_above_the_pages_begins_where_the_pages_begin(window: MainWindow, desk: Desk) -> None:
    banner = Banner(desk.theme, "told")
    window.pin_banner(banner)
    banner.say("上次程序没有正常退出")
    settle()
    icon = cast("list[QLabel]", banner.findChildren(QLabel))[0]
    assert icon.mapTo(window, QPoint(0, 0)).x() == desk.theme.px(176 + 20)
