"""The password in the window: set, asked for, changed, taken away; locked, nothing is seen and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from db import keying
from db.keys import is_keyed
from gzparty import rewriting
from gzparty.desktop import Desktop
from tests.widgets.helpers import as_text, settle
from tests.widgets.passwords import (
    GOOD,
    OTHER,
    WAIT,
    asking,
    desk,
    dialog,
    fill,
    give,
    lock_window,
    opened,
    press,
    rewritten,
    wrong,
)
from tests.widgets.steps import words
from ui.locking import IdleLock
from ui.pages.data import DataPage
from ui.pages.refused import RefusedWindow
from ui.pages.start import StartWindow
from ui.pages.unlock import UnlockWindow
from ui.panels.password.ask import AskPassword
from ui.panels.password.change import RemovePassword, SetPassword
from ui.password import PasswordWish
from ui.widgets.password_field import PasswordField


def refused(made: Desktop) -> RefusedWindow:
    window = made.application.window
    assert isinstance(window, RefusedWindow)
    return window


def test_a_keyed_office_asks_first_and_says_what_is_wrong(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    desktop.open_office(keyed)
    window = asking(desktop)
    assert words(window, "unlockHead") == f"输入密码打开 {keyed.name}"
    wrong(window, qtbot)
    assert words(window, "passwordProblemText").startswith("密码不对。看看大小写")
    assert desktop._shown is None
    give(window, GOOD)
    qtbot.waitUntil(lambda: desktop._shown is not None, timeout=WAIT)
    assert desk(desktop).gate.reader.store.people.count_people() > 0


def test_wrong_tries_make_one_wait_over_a_restart_too(desktop: Desktop, keyed: Path, qtbot: QtBot) -> None:
    desktop.open_office(keyed)
    for _try in range(4):
        asking(desktop).entry.say("")
        wrong(asking(desktop), qtbot)
    assert not asking(desktop).entry.go.isEnabled()
    desktop.open_office(keyed)
    again = asking(desktop)
    assert words(again, "passwordProblemText").startswith("输错的次数多了，再等")
    assert not again.entry.go.isEnabled()
    qtbot.waitUntil(again.entry.go.isEnabled, timeout=WAIT)
    assert again.entry.go.text() == "打开"
    give(again, GOOD)
    qtbot.waitUntil(lambda: desktop._shown is not None, timeout=WAIT)
    assert desk(desktop).locking.password.seconds_left() == 0


def test_forgotten_is_said_plainly_and_another_file_can_be_opened(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    desktop.open_office(keyed)
    window = asking(desktop)
    assert not window._help.isVisible()
    window._forgotten.click()
    assert window._help.isVisible()
    assert words(window, "unlockHelp1") == "密码找不回来，程序里没有后门，程序的作者也打不开。"
    window._way_out.click()
    assert isinstance(desktop.application.window, StartWindow)
    desktop._starting._open_copy(keyed)
    assert isinstance(desktop.application.window, UnlockWindow)


def test_capitals_by_caps_lock_are_said(desktop: Desktop, keyed: Path, qtbot: QtBot) -> None:
    desktop.open_office(keyed)
    window = asking(desktop)
    press(window.entry.field, Qt.Key.Key_A, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not window.entry._caps.isVisible()
    press(window.entry.field, Qt.Key.Key_A, "A")
    assert window.entry._caps.isVisible()
    press(window.entry.field, Qt.Key.Key_A, "a")
    assert not window.entry._caps.isVisible()


def test_a_password_shown_is_still_not_copied(desktop: Desktop, keyed: Path, qtbot: QtBot) -> None:
    desktop.open_office(keyed)
    field = asking(desktop).entry.field
    field.show_typed(True)
    field.setText(GOOD)
    field.selectAll()
    QApplication.clipboard().clear()
    qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == ""
    assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_password_is_set_from_the_page_and_the_office_opens_again_there(
    desktop: Desktop, office: Path, qtbot: QtBot
) -> None:
    desktop.show_office(office)
    before = desk(desktop)
    before._show_password()
    asked = dialog(desktop, SetPassword, qtbot)
    go = fill(asked, passwordNew=GOOD, passwordAgain=OTHER)
    assert not go.isEnabled()
    asked._known.setChecked(True)  # type: ignore[attr-defined]
    go.click()
    assert words(asked, "passwordProblemText") == "两次输的不一样，再输一遍。"
    fill(asked, passwordAgain=GOOD).click()
    rewritten(desktop, before, qtbot)
    assert is_keyed(office)
    page = desk(desktop).window.current_page()
    assert page is not None
    assert words(page, "dataNewsTitle").startswith("设密码好了，1 个文件重新写过")
    assert desk(desktop).locking.password.is_set


def test_changing_wants_the_present_one_and_removing_too(desktop: Desktop, keyed: Path, qtbot: QtBot) -> None:
    before = opened(desktop, keyed, qtbot)
    before._show_password()
    asked = dialog(desktop, SetPassword, qtbot)
    asked._known.setChecked(True)  # type: ignore[attr-defined]
    fill(asked, passwordPresent="not it", passwordNew=OTHER, passwordAgain=OTHER).click()
    qtbot.waitUntil(lambda: words(asked, "passwordProblemText").startswith("密码不对"), timeout=WAIT)
    fill(asked, passwordPresent=GOOD, passwordNew=OTHER, passwordAgain=OTHER).click()
    rewritten(desktop, before, qtbot)
    before = desk(desktop)
    assert before.key is not None
    assert before.key.is_made_by(OTHER)
    before._show_password()
    dialog(desktop, SetPassword, qtbot)._leave_for_removing()  # type: ignore[attr-defined]
    fill(dialog(desktop, RemovePassword, qtbot), passwordPresent=OTHER).click()
    rewritten(desktop, before, qtbot)
    assert not is_keyed(keyed)


def test_what_goes_wrong_leaves_all_as_it_was_and_says_so(
    desktop: Desktop, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gzparty.domain.diagnostic import Refusal

    def full(*_given: object) -> None:
        raise Refusal("disk_full", path=office)

    monkeypatch.setattr(keying, "_decide", full)
    desktop.show_office(office)
    before = desk(desktop)
    before._show_password()
    asked = dialog(desktop, SetPassword, qtbot)
    asked._known.setChecked(True)  # type: ignore[attr-defined]
    fill(asked, passwordNew=GOOD, passwordAgain=GOOD).click()
    rewritten(desktop, before, qtbot)
    page = desk(desktop).window.current_page()
    assert page is not None
    assert words(page, "errorTitle") == "设密码没做成，数据和备份都还是原来的样子。"
    assert not is_keyed(office)
    assert not desk(desktop).locking.password.is_set


def test_an_office_that_went_while_it_was_written_anew_leaves_a_window_with_a_way_on(
    desktop: Desktop, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gzparty.domain.diagnostic import Refusal

    def pulled_out(*_given: object) -> None:
        office.rename(office.with_name("away"))
        raise Refusal("path_unwritable", path=office)

    monkeypatch.setattr(keying, "_decide", pulled_out)
    desktop.show_office(office)
    before = desk(desktop)
    before._show_password()
    asked = dialog(desktop, SetPassword, qtbot)
    asked._known.setChecked(True)  # type: ignore[attr-defined]
    fill(asked, passwordNew=GOOD, passwordAgain=GOOD).click()
    qtbot.waitUntil(lambda: isinstance(desktop.application.window, RefusedWindow), timeout=WAIT)
    assert str(office) in as_text(refused(desktop))


def test_copies_elsewhere_that_do_not_open_are_named_but_not_deleted(
    desktop: Desktop, office: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    """On a stick two machines share they may be another office's, under its own password."""
    desktop.show_office(office)
    settle()
    here, there = office.with_name("坏.gzparty"), tmp_path / "U盘" / "别人.gzparty"
    done = rewriting.Outcome(None, keying.Rekeyed(3, (here, there)))
    wish = PasswordWish(GOOD)
    desk(desktop).window.open_page("data", rewriting.news(office, None, wish, done))
    page = desk(desktop).window.current_page()
    assert isinstance(page, DataPage)
    assert page._left_paths == (here,)
    assert "别人.gzparty" in as_text(page._left)
    assert "这里不删" in as_text(page._left)


def test_locked_nothing_is_in_sight_and_unlocked_all_is_as_it_was(
    desktop: Desktop, keyed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a display Qt does not know whose the clipboard is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)
    shown = opened(desktop, keyed, qtbot)
    shown._show_password()
    asked = dialog(desktop, SetPassword, qtbot)
    fill(asked, passwordNew="half typed")
    QApplication.clipboard().setText("李示例")
    shown.lock()
    settle()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [lock_window(shown)]
    assert QApplication.clipboard().text() == ""
    assert "官庄镇" not in lock_window(shown).windowTitle()
    wrong(lock_window(shown), qtbot)
    assert shown.locking.is_locked
    give(lock_window(shown), GOOD)
    qtbot.waitUntil(lambda: not shown.locking.is_locked, timeout=WAIT)
    settle()
    assert shown.window.isVisible()
    assert asked.isVisible()
    field = asked.findChild(PasswordField, "passwordNew")
    assert isinstance(field, PasswordField)
    assert field.text() == "half typed"
    assert QApplication.clipboard().text() == "李示例"


def test_what_a_job_opens_meanwhile_waits_out_of_sight(desktop: Desktop, keyed: Path, qtbot: QtBot) -> None:
    shown = opened(desktop, keyed, qtbot)
    shown.lock()
    late = QDialog(shown.window)
    qtbot.addWidget(late)
    late.open()
    settle()
    assert not late.isVisible()
    give(lock_window(shown), GOOD)
    qtbot.waitUntil(lambda: not shown.locking.is_locked, timeout=WAIT)
    settle()
    assert late.isVisible()


def test_idle_for_long_enough_it_locks_by_itself_and_a_key_puts_it_off(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    shown = opened(desktop, keyed, qtbot)
    at = [0.0]
    minutes = [10]
    lock = IdleLock(shown.locking._window, lambda: minutes[0], lambda: at[0])
    at[0] = 599
    lock.look()
    press(shown.window.windowHandle(), Qt.Key.Key_F6, "")
    at[0] = 900
    lock.look()
    assert not lock.is_locked
    minutes[0] = 0
    at[0] = 99_999
    lock.look()
    assert not lock.is_locked
    minutes[0] = 10
    lock.look()
    assert lock.is_locked
    lock.end()


def test_without_a_password_it_cannot_be_locked_and_says_so(
    desktop: Desktop, office: Path, qtbot: QtBot
) -> None:
    desktop.show_office(office)
    desk(desktop).window.lock_requested.emit()
    assert words(desk(desktop).window, "statusDeed").startswith("没设密码，锁不上")


def test_what_is_covered_asks_for_the_password(desktop: Desktop, keyed: Path, qtbot: QtBot) -> None:
    shown = opened(desktop, keyed, qtbot)
    passed: list[bool] = []
    shown._desk.discretion._check.ask(shown.window, lambda: passed.append(True))
    asked = shown.window.findChild(AskPassword)
    assert asked is not None
    asked.entry.field.setText("not it")
    asked.entry.try_now()
    qtbot.waitUntil(lambda: words(asked, "passwordProblemText").startswith("密码不对"), timeout=WAIT)
    assert passed == []
    asked.entry.field.setText(GOOD)
    asked.entry.try_now()
    qtbot.waitUntil(lambda: passed == [True], timeout=WAIT)


def test_by_keys_alone_a_password_is_set_and_a_difference_is_said_at_once(
    desktop: Desktop, office: Path, qtbot: QtBot
) -> None:
    desktop.show_office(office)
    before = desk(desktop)
    before._show_password()
    asked = dialog(desktop, SetPassword, qtbot)
    qtbot.waitUntil(lambda: asked._scope.has_room, timeout=WAIT)
    _new, again = asked._fields
    handle = asked.windowHandle()
    fill(asked, passwordNew=GOOD)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert again.hasFocus()
    fill(asked, passwordAgain=OTHER)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert words(asked, "passwordProblemText") == "两次输的不一样，再输一遍。"
    assert again.hasFocus()
    fill(asked, passwordAgain=GOOD)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    known, go = asked._known, asked._go  # type: ignore[attr-defined]
    assert known.hasFocus()
    QTest.keyClick(handle, Qt.Key.Key_Space)
    assert go.hasFocus()
    QTest.keyClick(handle, Qt.Key.Key_Return)
    rewritten(desktop, before, qtbot)
    assert is_keyed(office)


def test_enter_on_the_button_that_takes_the_password_away_is_the_way_back(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    shown = opened(desktop, keyed, qtbot)
    shown._show_password()
    dialog(desktop, SetPassword, qtbot)._leave_for_removing()  # type: ignore[attr-defined]
    asked = dialog(desktop, RemovePassword, qtbot)
    go = fill(asked, passwordPresent=GOOD)
    go.setFocus()
    with qtbot.waitSignal(asked.rejected, timeout=WAIT):
        qtbot.keyClick(go, Qt.Key.Key_Return)
    assert is_keyed(keyed)


def test_the_key_that_locks_is_heard_over_a_dialog_too(desktop: Desktop, keyed: Path, qtbot: QtBot) -> None:
    shown = opened(desktop, keyed, qtbot)
    shown._show_password()
    asked = dialog(desktop, SetPassword, qtbot)
    assert not shown.locking.is_locked
    handle = asked.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_L)
    assert not shown.locking.is_locked, "an L that is typed locks nothing"
    QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.locking.is_locked, timeout=WAIT)
    assert not asked.isVisible()
