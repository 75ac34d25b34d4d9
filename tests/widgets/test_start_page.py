"""The first page: three choices, where the records lie, a bigger text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from tests.widgets.helpers import as_text, on_screen
from ui.pages.start import Beginning, StartPage, StartWindow
from ui.preferences import SCALE
from ui.theme import Theme


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> StartWindow:
    return on_screen(
        StartWindow(theme, StartPage(theme, Beginning(2026, 59, 7, Path("/home/clerk/gzparty")))), qtbot
    )


@pytest.fixture
def page(window: StartWindow) -> StartPage:
    return window.page


def test_the_page_says_what_it_always_said(page: StartPage, snapshot: SnapshotAssertion) -> None:
    choices = [(choice.text(), choice.accessibleDescription()) for choice in page.choices]
    assert {"choices": choices, "page": as_text(page)} == snapshot


def test_enter_on_the_first_choice_begins_in_the_folder_shown(page: StartPage, qtbot: QtBot) -> None:
    assert page.choices[0].hasFocus()
    with qtbot.waitSignal(page.new_wanted) as heard:
        qtbot.keyClick(page.choices[0], Qt.Key.Key_Return)
    assert heard.args == [Path("/home/clerk/gzparty")]


def test_arrows_walk_the_choices_and_the_last_shows_the_sample(page: StartPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.choices[0], Qt.Key.Key_Down)
    qtbot.keyClick(page.choices[1], Qt.Key.Key_Down)
    assert page.choices[2].hasFocus()
    with qtbot.waitSignal(page.sample_wanted):
        qtbot.keyClick(page.choices[2], Qt.Key.Key_Return)


def test_another_folder_is_shown_and_used(
    page: StartPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    page._elsewhere.click()
    assert str(tmp_path) in as_text(page)
    with qtbot.waitSignal(page.new_wanted) as heard:
        page.choices[0].click()
    assert heard.args == [tmp_path]


def test_an_opened_file_is_handed_on_and_a_dismissed_dialog_is_not(
    page: StartPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    with qtbot.assertNotEmitted(page.open_wanted):
        page.choices[1].click()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/u/office.gzparty", ""))
    with qtbot.waitSignal(page.open_wanted) as heard:
        page.choices[1].click()
    assert heard.args == [Path("/u/office.gzparty")]


def test_the_text_can_be_made_bigger_twice(page: StartPage, theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.preference_wanted) as heard:
        page._bigger.click()
    assert heard.args == [SCALE, 1.15]
    theme.set_scale(1.3)
    biggest = StartPage(theme, Beginning(2026, 59, 7, Path("/")))
    qtbot.addWidget(biggest)
    assert biggest._bigger.isHidden()


def test_a_choice_that_cannot_be_carried_out_says_why(page: StartPage) -> None:
    page.say_refused("这个文件由更新的版本保存，请升级程序再打开。")
    assert "请升级程序再打开" in as_text(page)
