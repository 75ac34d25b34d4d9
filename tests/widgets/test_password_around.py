"""The password where it meets everything else: stopped, held up, copies, damage, a second start, jobs, pictures."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import backup, keying, rekeyed
from db.keys import FileKey, is_keyed
from db.store import SqliteStore
from gzparty.desktop import Desktop
from gzparty.labels.opening import Way
from gzparty.services.people import PersonDraft
from tests.widgets.conftest import NOW
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
    rewritten,
    wrong,
)
from tests.widgets.steps import words
from ui.pages.data import DataPage
from ui.pages.refused import RefusedWindow
from ui.panels.about import AboutDialog
from ui.panels.confirm import ConfirmDialog
from ui.panels.password.ask import AskPassword
from ui.panels.password.change import SetPassword
from ui.widgets.lasting_dialog import LastingDialog


def set_password(made: Desktop, qtbot: QtBot, password: str = GOOD) -> None:
    """Ask for a password on the page and carry it out."""
    desk(made)._show_password()
    asked = dialog(made, SetPassword, qtbot)
    asked._known.setChecked(True)  # type: ignore[attr-defined]
    fill(asked, passwordNew=password, passwordAgain=password).click()


def data_page(made: Desktop) -> DataPage:
    page = desk(made).window.show_page("data")
    assert isinstance(page, DataPage)
    return page


def click(below: QWidget, name: str) -> None:
    found = below.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    found.click()


def copy_of(office: Path, key: FileKey | None, day: int = 15) -> Path:
    store = SqliteStore.open_writer(office, NOW, key)
    made = store.backup("daily", NOW.replace(day=day))
    store.close()
    return made


def in_turns(made: Desktop, qtbot: QtBot, copy: Path) -> DataPage:
    """The page with a copy chosen, once every copy was looked into."""
    page = data_page(made)
    copying = desk(made).copying
    copying.refresh()
    qtbot.waitUntil(
        lambda: bool(copying.lines()) and all(line.found for line in copying.lines()), timeout=WAIT
    )
    page.list.select(copy)
    settle()
    return page


def asked_over(window: QWidget) -> AskPassword:
    found = window.findChild(AskPassword)
    assert isinstance(found, AskPassword)
    return found


def other_office(office: Path, key: FileKey | None) -> Path:
    other = office.with_name("other") / "镇西.gzparty"
    other.parent.mkdir()
    backup.restore(office, other, NOW)
    if key is not None:
        keying.rekey(other, None, key, lambda *_told: None, lambda: False)
    return other


def test_stopped_in_the_midst_of_setting_a_password_nothing_has_changed(
    desktop: Desktop, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_of(office, None)
    written: list[Path] = []
    write_anew = keying._write_anew

    def stop_after_one(path: Path, old: FileKey | None, new: FileKey | None, *, needed: bool) -> bool:
        done = write_anew(path, old, new, needed=needed)
        written.append(path)
        pressed.wait(60)
        return done

    pressed = Event()
    monkeypatch.setattr(keying, "_write_anew", stop_after_one)
    desktop.show_office(office)
    before = desk(desktop)
    window = before.window
    set_password(desktop, qtbot)
    qtbot.waitUntil(lambda: bool(written), timeout=WAIT)
    bar = window.findChild(LastingDialog)
    assert bar is not None
    click(bar, "rewriteStop")
    assert words(bar, "rewriteWords") == "正在停下"
    pressed.set()
    rewritten(desktop, before, qtbot)
    assert len(written) == 1
    assert words(data_page(desktop), "errorTitle") == "设密码没做成，数据和备份都还是原来的样子。"
    assert not is_keyed(office)
    assert not is_keyed(copy)
    assert [path.name for path in office.parent.iterdir() if "rekey" in path.name] == []


def test_a_file_somebody_holds_is_finished_at_the_next_start(
    desktop: Desktop, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_path: Path) -> None:
        raise PermissionError

    desktop.show_office(office)
    with monkeypatch.context() as patched:
        patched.setattr(rekeyed, "_put_in_place", held)
        set_password(desktop, qtbot)
        qtbot.waitUntil(lambda: desktop.refused is not None, timeout=WAIT)
        assert desktop.refused is not None
        page = desktop.refused.page
        assert "密码换到一半，有文件被别的程序占着" in as_text(page)
        assert rekeyed.is_pending(office)
        page.choices[Way.RETRY].click()
        assert desktop._shown is None
    desktop.refused.page.choices[Way.RETRY].click()
    give(asking(desktop), GOOD)
    qtbot.waitUntil(lambda: desktop._shown is not None, timeout=WAIT)
    assert is_keyed(office)
    assert not rekeyed.is_pending(office)


def test_a_copy_left_as_it_was_is_named_and_can_be_deleted(
    desktop: Desktop, office: Path, qtbot: QtBot
) -> None:
    good, broken = copy_of(office, None), copy_of(office, None, day=14)
    broken.write_bytes(broken.read_bytes()[:70_000])
    desktop.show_office(office)
    before = desk(desktop)
    set_password(desktop, qtbot)
    rewritten(desktop, before, qtbot)
    page = data_page(desktop)
    assert "有 1 份打不开，没换成，还是原来的样子" in as_text(page)
    assert broken.name in as_text(page)
    click(page, "dataLeftDelete")
    click(page, "confirmBack")
    assert broken.exists()
    click(page, "dataLeftDelete")
    asked = cast("list[ConfirmDialog]", page.findChildren(ConfirmDialog))
    asked = [one for one in asked if one.isVisible()]
    click(asked[0], "confirmGo")
    qtbot.waitUntil(lambda: not broken.exists(), timeout=WAIT)
    assert good.exists()
    assert not page._left.isVisible()


@pytest.mark.parametrize("deed", ["copyLook", "copyRestore"])
def test_a_copy_under_another_password_is_asked_for_its_own(
    desktop: Desktop, office: Path, qtbot: QtBot, deed: str
) -> None:
    key = FileKey.new(OTHER)
    keying.rekey(office, None, key, lambda *_told: None, lambda: False)
    copy = copy_of(office, key)
    aside = copy.read_bytes()
    keying.rekey(office, key, FileKey.new(GOOD), lambda *_told: None, lambda: False)
    copy.write_bytes(aside)
    before = opened(desktop, office, qtbot)
    page = in_turns(desktop, qtbot, copy)
    assert "另一个密码" in words(page.panel, "copyState")
    click(page.panel, deed)
    asked = asked_over(page)
    asked.entry.field.setText(GOOD)
    asked.entry.try_now()
    qtbot.waitUntil(lambda: words(asked, "passwordProblemText").startswith("密码不对"), timeout=WAIT)
    asked.entry.field.setText(OTHER)
    asked.entry.try_now()
    if deed == "copyLook":
        qtbot.waitUntil(lambda: len(desktop.looks.open) == 1, timeout=WAIT)
        assert desktop.looks.open[0].gate.reader.store.people.count_people() > 0
        return
    qtbot.waitUntil(lambda: page.findChild(ConfirmDialog) is not None, timeout=WAIT)
    click(page, "confirmGo")
    rewritten(desktop, before, qtbot)
    assert desk(desktop).key is not None
    assert desk(desktop).key.is_made_by(GOOD)  # type: ignore[union-attr]
    assert is_keyed(office)
    assert "已恢复到 6月15日 17:52 的样子" in as_text(desk(desktop).window)


def test_locked_while_a_job_runs_it_goes_on_and_is_told_afterwards(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    shown = opened(desktop, keyed, qtbot)
    shown.copying.back_up()
    shown.lock()
    qtbot.waitUntil(lambda: len(backup.copies(keyed)) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: len(shown.copying.lines()) == 1, timeout=WAIT)
    settle()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [lock_window(shown)]
    give(lock_window(shown), GOOD)
    qtbot.waitUntil(lambda: not shown.locking.is_locked, timeout=WAIT)
    settle()
    assert shown.window.isVisible()
    assert is_keyed(backup.copies(keyed)[0].path)


def test_a_file_dialog_that_is_open_goes_out_of_sight_and_comes_back(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    shown = opened(desktop, keyed, qtbot)
    chooser = QFileDialog(shown.window)
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.open()
    ended: list[int] = []
    chooser.finished.connect(ended.append)
    shown.lock()
    settle()
    assert not chooser.isVisible()
    give(lock_window(shown), GOOD)
    qtbot.waitUntil(lambda: not shown.locking.is_locked, timeout=WAIT)
    settle()
    assert chooser.isVisible()
    assert ended == []


def test_a_second_start_while_locked_shows_nothing_until_the_password_is_given(
    desktop: Desktop, office: Path, qtbot: QtBot
) -> None:
    other = other_office(office, None)
    keying.rekey(office, None, FileKey.new(GOOD), lambda *_told: None, lambda: False)
    shown = opened(desktop, office, qtbot)
    shown.lock()
    desktop.hear_second_start(str(other))
    desktop.raise_window(str(other))
    settle()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [lock_window(shown)]
    give(lock_window(shown), GOOD)
    qtbot.waitUntil(lambda: desk(desktop).path == other, timeout=WAIT)
    settle()
    assert desk(desktop).window.isVisible()


def test_a_second_start_opens_nothing_while_the_files_change_places(
    desktop: Desktop, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, going = other_office(office, None), Event()
    write_anew = keying._write_anew

    def slow(path: Path, old: FileKey | None, new: FileKey | None, *, needed: bool) -> bool:
        going.wait(60)
        return write_anew(path, old, new, needed=needed)

    monkeypatch.setattr(keying, "_write_anew", slow)
    desktop.show_office(office)
    before = desk(desktop)
    set_password(desktop, qtbot)
    qtbot.waitUntil(lambda: desktop._shown is None, timeout=WAIT)
    desktop.hear_second_start(str(other))
    desktop.hear_second_start(str(office))
    assert desktop._shown is None
    assert desktop.refused is None
    going.set()
    rewritten(desktop, before, qtbot)
    assert desk(desktop).path == office
    assert is_keyed(office)


def test_a_second_start_on_a_file_with_a_password_asks_for_it_over_the_open_office(
    desktop: Desktop, office: Path, qtbot: QtBot
) -> None:
    other = other_office(office, FileKey.new(OTHER))
    desktop.show_office(office)
    first = desk(desktop)
    desktop.hear_second_start(str(other))
    asked = asked_over(first.window)
    assert words(asked, "askPasswordTitle") == "输入密码打开 镇西.gzparty"
    asked.reject()
    settle()
    assert desk(desktop) is first
    desktop.hear_second_start(str(other))
    asked = cast("list[AskPassword]", first.window.findChildren(AskPassword))[-1]
    asked.entry.field.setText(OTHER)
    asked.entry.try_now()
    qtbot.waitUntil(lambda: desk(desktop).path == other, timeout=WAIT)
    assert desk(desktop).key is not None


def noise(content: bytearray) -> None:
    content[16:4096] = random.Random(1).randbytes(4080)


def blank(content: bytearray) -> None:
    content[:4096] = bytes(4096)


@pytest.mark.parametrize("harm", [noise, blank])
def test_a_damaged_office_under_a_password_offers_its_copies_for_the_same_password(
    desktop: Desktop, keyed: Path, qtbot: QtBot, harm: Callable[[bytearray], None]
) -> None:
    key = FileKey.of(GOOD, keyed.read_bytes()[:16])
    copy_of(keyed, key)
    content = bytearray(keyed.read_bytes())
    harm(content)
    keyed.write_bytes(content)
    desktop.open_office(keyed)
    wrong(asking(desktop), qtbot)
    give(asking(desktop), GOOD)
    qtbot.waitUntil(lambda: isinstance(desktop.application.window, RefusedWindow), timeout=WAIT)
    qtbot.waitUntil(lambda: desktop.refused is not None and desktop.refused._searched, timeout=WAIT)
    assert desktop.refused is not None
    page = desktop.refused.page
    assert "坏" in as_text(page)
    assert [offer.copy.at.day for offer in page.offers] == [15]
    page.offers[0].use.click()
    qtbot.waitUntil(lambda: desktop._shown is not None, timeout=WAIT)
    assert desk(desktop).key == key
    assert is_keyed(keyed)
    kept = [copy.path for copy in backup.copies(keyed) if copy.reason == "damaged"]
    assert [path.read_bytes() for path in kept] == [content]


def test_the_password_before_the_last_change_does_not_pass_for_todays(
    desktop: Desktop, office: Path, qtbot: QtBot
) -> None:
    old = FileKey.new(OTHER)
    keying.rekey(office, None, old, lambda *_told: None, lambda: False)
    copy = copy_of(office, old)
    aside = copy.read_bytes()
    keying.rekey(office, old, FileKey.new(GOOD), lambda *_told: None, lambda: False)
    copy.write_bytes(aside)
    desktop.open_office(office)
    wrong(asking(desktop), qtbot, OTHER)
    assert words(asking(desktop), "passwordProblemText").startswith("密码不对")


def test_a_keyed_office_that_is_gone_asks_for_the_password_of_its_copies_and_says_why(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    copy_of(keyed, FileKey.of(GOOD, keyed.read_bytes()[:16]))
    keyed.unlink()
    desktop.open_office(keyed)
    window = asking(desktop)
    assert words(window, "unlockHead") == f"输入密码找 {keyed.name} 的备份"
    assert words(window, "unlockText").startswith("没有找到办公文件。它可能被移走")
    give(window, GOOD)
    qtbot.waitUntil(lambda: desktop.refused is not None and desktop.refused._searched, timeout=WAIT)
    assert desktop.refused is not None
    assert "没有找到办公文件" in as_text(desktop.refused.page)
    assert len(desktop.refused.page.offers) == 1


def test_copying_restoring_and_closing_a_keyed_office_leave_only_keyed_files(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    before = opened(desktop, keyed, qtbot)
    before.copying.back_up()
    qtbot.waitUntil(lambda: len(before.copying.lines()) == 1, timeout=WAIT)
    copy = before.copying.lines()[0].copy
    told: list[object] = []
    before.gate.write(
        lambda services: services.people.add_person(PersonDraft("孙示例", phone="13805360000")), told.append
    )
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    people = before.gate.reader.store.people.count_people()
    desktop.restore(copy)
    rewritten(desktop, before, qtbot)
    assert desk(desktop).gate.reader.store.people.count_people() == people - 1
    desk(desktop).gate.undo()
    told.clear()
    desk(desktop).gate.write(
        lambda services: services.people.add_person(PersonDraft("李示例", phone="13805360001")), told.append
    )
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    closed = desktop.close()
    assert closed is not None
    closed.keep_at_closing()
    kept = backup.copies(keyed)
    assert {"manual", "close"} <= {one.reason for one in kept}
    assert [one.path.name for one in kept if not is_keyed(one.path)] == []
    assert is_keyed(keyed)


def test_what_is_said_about_the_program_says_that_the_office_has_a_password_and_names_its_places(
    desktop: Desktop, keyed: Path, qtbot: QtBot
) -> None:
    shown = opened(desktop, keyed, qtbot)
    shown.show_about()
    about = shown.window.findChild(AboutDialog)
    assert about is not None
    assert str(keyed) in about.text()
    assert GOOD not in about.text()
    about.accept()
