"""From the start page to an office file, and back to a sentence where that fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gzparty.desktop import Desktop
from gzparty.labels.opening import Way
from tests.widgets.helpers import as_text, settle
from ui.application import Application, user_settings
from ui.main_window import MainWindow
from ui.pages.refused import RefusedWindow
from ui.pages.start import StartWindow
from ui.preferences import SCALE

WAIT = 20000


@pytest.fixture
def desktop(qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    application = Application(qt, user_settings(tmp_path))
    made = Desktop(application, lambda: datetime(2026, 6, 17, 9, 0))
    yield made
    if application.window is not None:
        application.window.close()
    settle()
    made.close()
    application.jobs.close()


def start(desktop: Desktop, folder: Path) -> StartWindow:
    desktop.show_start(folder)
    settle()
    window = desktop.application.window
    assert isinstance(window, StartWindow)
    return window


def test_a_new_office_opens_with_the_towns_units(desktop: Desktop, tmp_path: Path, qtbot: QtBot) -> None:
    page = start(desktop, tmp_path).page
    page.choices[0].click()
    assert not any(choice.isEnabled() for choice in page.choices)
    qtbot.waitUntil(lambda: isinstance(desktop.application.window, MainWindow), timeout=WAIT)
    window = desktop.application.window
    assert isinstance(window, MainWindow)
    assert "官庄镇" in window.windowTitle()
    assert (tmp_path / "office.gzparty").exists()


def test_where_no_office_can_be_made_the_choices_stay_and_say_why(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "office.gzparty").write_text("something else", encoding="utf-8")
    page = start(desktop, tmp_path).page
    page.choices[0].click()
    qtbot.waitUntil(lambda: page.choices[0].isEnabled(), timeout=WAIT)
    assert "office.gzparty" in as_text(page)
    assert isinstance(desktop.application.window, StartWindow)


def test_a_file_that_is_no_office_is_left_alone_and_the_start_page_can_be_had_back(
    desktop: Desktop, tmp_path: Path
) -> None:
    wrong = tmp_path / "letter.gzparty"
    wrong.write_text("Dear secretary", encoding="utf-8")
    window = start(desktop, tmp_path)
    window.page.open_wanted.emit(wrong)
    settle()
    refused = desktop.application.window
    assert isinstance(refused, RefusedWindow)
    assert "letter.gzparty" in as_text(refused)
    assert wrong.read_text("utf-8") == "Dear secretary"
    refused.page.choices[Way.START].click()
    assert isinstance(desktop.application.window, StartWindow)


def test_a_bigger_text_keeps_the_folder_chosen(desktop: Desktop, tmp_path: Path) -> None:
    window = start(desktop, tmp_path)
    window.page.set_folder(tmp_path / "elsewhere")
    window.page.preference_wanted.emit(SCALE, 1.15)
    settle()
    again = desktop.application.window
    assert isinstance(again, StartWindow)
    assert again is not window
    assert again.page.folder == tmp_path / "elsewhere"
    assert desktop.application.theme.scale == 1.15
