"""Reminders: none unless chosen, counts and duties only, the bar, the tray, a window that goes there and comes back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QCloseEvent, QIcon
from PySide6.QtWidgets import QLabel, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from gzparty.desktop import Desktop
from gzparty.labels.reminding import first_lines, summary
from gzparty.office_desk import OfficeDesk
from gzparty.services.agenda_views import Waiting
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text, settle
from tests.widgets.passwords import GOOD, WAIT, desk, give, lock_window
from tests.widgets.passwords import opened as opened_keyed
from tests.widgets.steps import press
from ui import reminding
from ui.application import user_settings
from ui.memory import Memory
from ui.panels.settings_form import SettingsForm
from ui.preferences import PREFERENCES, REMIND_AT, REMIND_AT_START, REMINDERS, STAY_IN_TRAY, TRAY, Preferences
from ui.reminding import Reminders
from ui.widgets.banner import Banner
from ui.widgets.combo import Combo
from ui.wishes import SettingsRequest

pytestmark = [
    pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True),
    pytest.mark.qt_log_ignore("does not support raise", extend=True),
]


class FakeIcon(QSystemTrayIcon):
    """The tray of a desktop that has one: it remembers what was said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []

    def showMessage(  # type: ignore[override]  # noqa: N802
        self, title: str, words: str, _icon: QIcon, _ms: int = 0
    ) -> None:
        self.said.append((title, words))


class FromOutside(QCloseEvent):
    """The user presses the cross of the window."""

    def spontaneous(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "START_MS", 1)
    monkeypatch.setattr(reminding, "SETTLE_MS", 1)


@pytest.fixture
def shown(desktop: Desktop, office: Path, qtbot: QtBot) -> OfficeDesk:
    return begin(desktop, office)


def begin(desktop: Desktop, office: Path, **chosen: object) -> OfficeDesk:
    by_key = {preference.key.partition("/")[2]: preference for preference in REMINDERS}
    for key, value in chosen.items():
        desktop.application.preferences.choose(by_key[key], value)
    desktop.open_office(office)
    settle()
    return desk(desktop)


def with_tray(shown: OfficeDesk, desktop: Desktop, qtbot: QtBot) -> FakeIcon:
    """Let the desktop have a tray and choose the icon; wait for the first number."""
    icon = FakeIcon()
    shown.reminding.icon = lambda: icon
    desktop.application.preferences.choose(TRAY, True)
    qtbot.waitUntil(lambda: "件要办" in icon.toolTip(), timeout=WAIT)
    return icon


def is_said(shown: OfficeDesk) -> bool:
    found = shown.window.findChild(Banner, "reminderBar")
    return found is not None and found.isVisible()


def bar(shown: OfficeDesk) -> Banner:
    found = shown.window.findChild(Banner, "reminderBar")
    assert found is not None
    return found


def action(icon: FakeIcon, name: str) -> QAction:
    menu = icon.contextMenu()
    return next(one for one in menu.actions() if one.objectName() == name)


def texts(icon: FakeIcon) -> list[str]:
    return [one.text() for one in icon.contextMenu().actions() if one.text()]


def test_everything_is_off_by_default_and_nothing_is_counted(shown: OfficeDesk, qtbot: QtBot) -> None:
    preferences = shown._application.preferences
    assert [preferences.value(one) for one in REMINDERS] == [False, "", False, False]
    qtbot.wait(50)
    assert not shown.reminding.reminders.is_wanted()
    assert not shown.reminding.reminders._timer.isActive()
    assert not is_said(shown)
    assert shown.reminding.tray is None


def test_at_the_start_one_bar_says_counts_and_leads_on(desktop: Desktop, office: Path, qtbot: QtBot) -> None:
    shown = begin(desktop, office, start=True)
    shown.window.show_page("settings")
    qtbot.waitUntil(lambda: is_said(shown), timeout=WAIT)
    assert summary(shown.gate.reader.agenda.waiting()) in as_text(bar(shown))
    press(bar(shown), "reminderGo")
    assert shown.window.current_key() == "home"
    assert not is_said(shown)


def test_on_a_day_off_nothing_is_said(office: Path, qtbot: QtBot, desktop: Desktop) -> None:
    desktop._clock = lambda: datetime(2026, 6, 20, 9, 0)
    shown = begin(desktop, office, start=True)
    reminders = shown.reminding.reminders
    qtbot.waitUntil(lambda: not reminders._starts, timeout=WAIT)
    assert not is_said(shown)


def test_the_icon_says_how_much_and_the_menu_what_first(
    shown: OfficeDesk, desktop: Desktop, qtbot: QtBot
) -> None:
    icon = with_tray(shown, desktop, qtbot)
    assert icon.toolTip().startswith("官庄党建工作台：今天有 ")
    said = texts(icon)
    assert (said[0], said[-1]) == ("打开", "退出")
    waiting = shown.gate.reader.agenda.waiting()
    assert said[1:-1] == [*first_lines(waiting), summary(waiting)]
    names = {person.name for person in shown.gate.reader.store.people.people()}
    assert not [name for name in names if any(name in words for words in said)]
    shown.window.show_page("settings")
    action(icon, "trayToday0").trigger()
    assert shown.window.current_key() == "home"
    desktop.application.preferences.choose(TRAY, False)
    assert shown.reminding.tray is None


def test_the_number_follows_the_records_and_the_day(desktop: Desktop, office: Path, qtbot: QtBot) -> None:
    clock = Clock()
    desktop._clock = clock
    shown = begin(desktop, office)
    icon = with_tray(shown, desktop, qtbot)
    reminders = shown.reminding.reminders
    counted: list[Waiting] = []
    reminders.counted.connect(counted.append)
    desktop.application.changes.announce(frozenset({"meeting"}))
    qtbot.waitUntil(lambda: len(counted) == 1, timeout=WAIT)
    reminders._wake()
    clock.now = NOW + timedelta(days=1)
    reminders._wake()
    qtbot.waitUntil(lambda: len(counted) == 2, timeout=WAIT)
    assert [one.today for one in counted] == [NOW.date(), clock.now.date()]
    assert icon.toolTip() == f"官庄党建工作台：{summary(counted[-1])}"


def test_the_timer_sleeps_until_the_hour_and_no_longer_than_ten_minutes(
    shown: OfficeDesk, desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    clock = Clock()
    clock.now = datetime(2026, 6, 17, 8, 55)
    memory = Memory(user_settings(tmp_path / "another"))
    preferences = Preferences(memory)
    reminders = Reminders(shown.gate, desktop.application.changes, preferences, memory, clock)
    heard: list[object] = []
    reminders.due.connect(heard.append)
    preferences.choose(REMIND_AT, "9:00")
    qtbot.waitUntil(lambda: reminders._day is not None, timeout=WAIT)
    reminders._wake()
    minute = 60_000
    assert 4 * minute < reminders._timer.remainingTime() < 6 * minute
    assert heard == []
    clock.now = datetime(2026, 6, 17, 9, 0)
    reminders._wake()
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=WAIT)
    reminders._wake()
    qtbot.waitUntil(lambda: not shown.gate.behind.is_busy(), timeout=WAIT)
    assert len(heard) == 1
    assert 9 * minute < reminders._timer.remainingTime() < 11 * minute
    reminders.close()


def test_an_hour_that_is_over_is_for_tomorrow(shown: OfficeDesk, desktop: Desktop, qtbot: QtBot) -> None:
    heard: list[object] = []
    shown.reminding.reminders.due.connect(heard.append)
    desktop.application.preferences.choose(REMIND_AT, "9:00")
    qtbot.waitUntil(lambda: shown.reminding.reminders._day is not None, timeout=WAIT)
    qtbot.wait(50)
    assert heard == []


def test_the_reminder_of_the_day_stands_at_the_edge_of_the_screen(
    shown: OfficeDesk, desktop: Desktop, qtbot: QtBot
) -> None:
    icon = with_tray(shown, desktop, qtbot)
    shown.reminding.reminders.due.emit(shown.gate.reader.agenda.waiting())
    title, words = icon.said[-1]
    assert title.startswith("今天有")
    assert words.splitlines() == first_lines(shown.gate.reader.agenda.waiting())


def test_closed_to_the_tray_the_program_goes_on_and_a_second_start_raises_it(
    shown: OfficeDesk, desktop: Desktop, qtbot: QtBot
) -> None:
    icon = with_tray(shown, desktop, qtbot)
    window, qt = shown.window, desktop.application.qt
    desktop.application.preferences.choose(STAY_IN_TRAY, True)
    event = FromOutside()
    window.closeEvent(event)
    assert not event.isAccepted()
    assert not window.isVisible()
    assert not qt.quitOnLastWindowClosed()
    assert "托盘" in icon.said[-1][1]
    desktop.raise_window()
    assert window.isVisible()
    window.closeEvent(FromOutside())
    action(icon, "trayOpen").trigger()
    assert window.isVisible()
    assert qt.quitOnLastWindowClosed()


def test_without_the_choice_closing_ends_it(shown: OfficeDesk, desktop: Desktop, qtbot: QtBot) -> None:
    with_tray(shown, desktop, qtbot)
    event = FromOutside()
    shown.window.closeEvent(event)
    assert event.isAccepted()


def test_leaving_from_the_tray_ends_the_program(
    shown: OfficeDesk, desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    icon = with_tray(shown, desktop, qtbot)
    ended: list[bool] = []
    monkeypatch.setattr(desktop.application.qt, "quit", lambda: ended.append(True))
    desktop.application.preferences.choose(STAY_IN_TRAY, True)
    shown.window.closeEvent(FromOutside())
    with qtbot.waitSignal(shown.window.closing):
        action(icon, "trayLeave").trigger()
    assert ended == [True]


def test_a_locked_window_says_only_that_there_is_something(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    shown = opened_keyed(desktop, keyed, qtbot)
    icon = with_tray(shown, desktop, qtbot)
    shown.lock()
    assert icon.toolTip() == "官庄党建工作台：有事要办"
    assert texts(icon) == ["打开", "有事要办", "退出"]
    shown.reminding.reminders.due.emit(shown.gate.reader.agenda.waiting())
    assert icon.said[-1] == ("官庄党建工作台", "有事要办")
    give(lock_window(shown), GOOD)
    qtbot.waitUntil(lambda: not shown.locking.is_locked, timeout=WAIT)
    assert "件要办" in icon.toolTip()


def test_a_window_with_a_password_is_locked_while_it_is_in_the_tray(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    shown = opened_keyed(desktop, keyed, qtbot)
    icon = with_tray(shown, desktop, qtbot)
    desktop.application.preferences.choose(STAY_IN_TRAY, True)
    shown.window.closeEvent(FromOutside())
    assert shown.locking.is_locked
    assert not lock_window(shown).isVisible()
    action(icon, "trayOpen").trigger()
    assert lock_window(shown).isVisible()
    assert not shown.window.isVisible()
    give(lock_window(shown), GOOD)
    qtbot.waitUntil(shown.window.isVisible, timeout=WAIT)


def test_where_there_is_no_tray_the_row_says_so(shown: OfficeDesk, qtbot: QtBot) -> None:
    shown.window.open_page("settings", SettingsRequest(setting=STAY_IN_TRAY.key))
    form = shown.window.findChild(SettingsForm)
    assert form is not None
    tray, start = form.findChild(Combo, "setting_tray"), form.findChild(Combo, "setting_start")
    assert tray is not None
    assert start is not None
    assert not tray.isEnabled()
    assert start.isEnabled()
    note = form.findChild(QLabel, "setting_trayNote")
    assert note is not None
    assert note.text().startswith("这台电脑的桌面没有托盘，这一项用不上")
    shown._application.preferences.choose(TRAY, True)
    assert shown.reminding.tray is None


def test_every_reminder_stands_among_the_preferences() -> None:
    assert set(REMINDERS) <= set(PREFERENCES)
    assert all(preference.default in (False, "") for preference in REMINDERS)
    assert REMIND_AT_START in REMINDERS
