"""When the program itself is wrong: one dialog, the office file checked now, details that say nothing about anybody."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db import triggers
from db.driver import connect
from db.keying import rekey
from db.keys import FileKey
from gzparty import bootstrap
from gzparty.crash_report import CrashLog
from gzparty.desktop import Desktop
from gzparty.domain.diagnostic import Refusal
from gzparty.office_desk import OfficeDesk
from gzparty.services.bundle import Services
from gzparty.services.health import Health, State, look
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text, settle
from ui import application as qt
from ui.main_window import MainWindow
from ui.pages.data import DataPage
from ui.pages.start import StartWindow
from ui.preferences import SCALE
from ui.widgets.banner import Banner
from ui.widgets.crash_dialog import CrashDialog

NAME, PHONE = "孙示例", "13805360000"
WAIT = 20000


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """The program with no office open."""
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    made = Desktop(qt.Application(instance, qt.user_settings(tmp_path)), lambda: NOW)
    made.application.crash.log = CrashLog(tmp_path / "error.txt", lambda: NOW)
    yield made
    made.close()
    made.application.jobs.close()
    if made.application.window is not None:
        made.application.window.close()


@pytest.fixture
def shown(bare: Desktop, office: Path, qtbot: QtBot) -> Desktop:
    """The program with the sample office open, everything read that its first page shows."""
    bare.show_office(office)
    settle()
    qtbot.waitUntil(lambda: not desk(bare).gate.behind.is_busy(), timeout=WAIT)
    return bare


def fail(made: Desktop) -> CrashDialog:
    """Let an error reach the handler as if nobody had caught it; the dialog it shows."""
    try:
        raise ValueError(f"{NAME} {PHONE}")
    except ValueError as error:
        made.application.crash.handle(ValueError, error, error.__traceback__)
    settle()
    (dialog,) = dialogs()
    return dialog


def dialogs() -> list[CrashDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog)]


def desk(made: Desktop) -> OfficeDesk:
    assert made._shown is not None
    return made._shown


def button(dialog: CrashDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def harm(path: Path) -> None:
    """Overwrite the last pages of a file with what no page looks like."""
    with path.open("r+b") as file:
        file.seek(-4096 * 20, os.SEEK_END)
        file.write(b"\xa5" * 4096 * 20)


def broken_reading() -> AbstractContextManager[Services]:
    raise RuntimeError(f"{NAME} {PHONE}")


def busy_reading() -> AbstractContextManager[Services]:
    raise Refusal("store_busy", path=Path(NAME))


def test_the_office_file_is_checked_and_found_sound(
    shown: Desktop, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    desk(shown)._writer.submit(
        lambda services: services.store.drafts.save("person", "1", "{}", NOW), print, print
    )
    desk(shown)._writer.submit(
        lambda services: services.store.drafts.save("tip", "2", "{}", NOW), print, print
    )
    qtbot.waitUntil(lambda: len(desk(shown).gate.reader.store.drafts.all()) == 2, timeout=WAIT)
    dialog = fail(shown)
    assert "正在检查办公文件…" in as_text(dialog) or "刚查过" in as_text(dialog)
    qtbot.waitUntil(lambda: "刚查过：办公文件完好，最后一次保存" in as_text(dialog), timeout=WAIT)
    assert "2 份草稿在" in as_text(dialog)
    assert button(dialog, "crashToCopies").isHidden()
    assert NAME not in as_text(dialog) + capsys.readouterr().err
    button(dialog, "crashGoOn").click()


def test_an_office_under_a_password_is_checked_with_its_key(
    bare: Desktop, office: Path, qtbot: QtBot
) -> None:
    key = FileKey.new("示例密码一二三")
    rekey(office, None, key, lambda _done, _of, _name: None, lambda: False)
    bare.show_office(office, key)
    qtbot.waitUntil(lambda: not desk(bare).gate.behind.is_busy(), timeout=WAIT)
    dialog = fail(bare)
    qtbot.waitUntil(lambda: "刚查过：办公文件完好" in as_text(dialog), timeout=WAIT)
    dialog.accept()
    desk(bare).copying.back_up()
    qtbot.waitUntil(lambda: len(desk(bare).copying.lines()) == 1, timeout=WAIT)
    harm(office)
    dialog = fail(bare)
    qtbot.waitUntil(lambda: "办公文件有损坏" in as_text(dialog), timeout=WAIT)
    assert "最近一份好的备份是 6月17日 17:52 的" in as_text(dialog)
    dialog.accept()


def test_one_error_after_another_shows_one_dialog_and_the_log_keeps_both(shown: Desktop) -> None:
    fail(shown)
    dialog = fail(shown)
    assert shown.application.crash.log is not None
    assert shown.application.crash.log.text().count("ValueError") == 2
    dialog.accept()


def test_what_is_copied_for_a_helper_names_nobody(shown: Desktop, qtbot: QtBot) -> None:
    fail(shown).accept()
    settle()
    dialog = fail(shown)
    button(dialog, "crashCopy").click()
    copied = QApplication.clipboard().text()
    assert copied.count("ValueError") == 2
    assert "tests/widgets/test_crash.py" in copied
    assert [secret for secret in (NAME, PHONE, str(Path.home()) + "/") if secret in copied] == []
    assert button(dialog, "crashCopy").text() == "已复制"
    dialog.accept()


def test_an_error_in_another_thread_is_shown_too(shown: Desktop, qtbot: QtBot) -> None:
    def work() -> None:
        try:
            raise KeyError(NAME)
        except KeyError as error:
            shown.application.crash.handle(KeyError, error, error.__traceback__)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1, timeout=WAIT)
    assert "KeyError" in as_text(dialogs()[0]) + dialogs()[0]._details.toPlainText()
    dialogs()[0].accept()


def test_a_damaged_file_leads_to_the_newest_copy_that_is_good(shown: Desktop, qtbot: QtBot) -> None:
    desk(shown).copying.back_up()
    qtbot.waitUntil(lambda: len(desk(shown).copying.lines()) == 1, timeout=WAIT)
    broken = desk(shown).copying.lines()[0].copy.path
    later = broken.with_name(broken.name.replace("-1752", "-1753"))
    later.write_bytes(b"SQLite format 3\x00 and no more")
    harm(desk(shown).path)
    dialog = fail(shown)
    qtbot.waitUntil(lambda: "办公文件有损坏" in as_text(dialog), timeout=WAIT)
    assert "最近一份好的备份是 6月17日 17:52 的" in as_text(dialog)
    button(dialog, "crashToCopies").click()
    settle()
    window = shown.application.window
    assert isinstance(window, MainWindow)
    assert isinstance(window.current_page(), DataPage)


def test_a_file_put_in_its_place_is_not_told_as_sound(shown: Desktop, qtbot: QtBot) -> None:
    path = desk(shown).path
    shutil.copy(path, path.with_name("newer"))
    path.with_name("newer").replace(path)
    dialog = fail(shown)
    qtbot.waitUntil(lambda: "办公文件不在原来的地方了" in as_text(dialog), timeout=WAIT)


def test_a_file_that_is_gone_is_said_to_be(shown: Desktop, qtbot: QtBot) -> None:
    desk(shown).path.rename(desk(shown).path.with_name("elsewhere"))
    dialog = fail(shown)
    qtbot.waitUntil(lambda: "办公文件不在原来的地方了" in as_text(dialog), timeout=WAIT)
    assert "旁边没有能用的备份" in as_text(dialog)
    dialog.accept()


@pytest.mark.parametrize("reading", [busy_reading, broken_reading])
def test_a_check_that_fails_never_fails_the_dialog(
    shown: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, reading: object
) -> None:
    monkeypatch.setattr(desk(shown), "_reading", reading)
    dialog = fail(shown)
    qtbot.waitUntil(lambda: "没有查成" in as_text(dialog), timeout=WAIT)
    assert dialogs() == [dialog]
    assert NAME not in as_text(dialog)
    dialog.accept()


FAULT = f'''Fatal Python error: Segmentation fault

Current thread 0x00007f0000000000 (most recent call first):
  File "/home/{NAME}/{PHONE}.py", line 7 in {NAME}
  File "{Path(qt.__file__)}", line 87 in run
'''


def note(made: Desktop, qtbot: QtBot) -> Banner:
    window = desk(made).window
    qtbot.waitUntil(lambda: window.findChild(Banner, "lastRun") is not None, timeout=WAIT)
    found = window.findChild(Banner, "lastRun")
    assert isinstance(found, Banner)
    return found


def test_of_a_file_that_is_gone_nothing_is_said_to_stay(bare: Desktop, qtbot: QtBot) -> None:
    dialog = CrashDialog(bare.application.theme, "ValueError", "ValueError", None)
    qtbot.addWidget(dialog)
    dialog.show_health(Health(State.GONE), NOW.date())
    assert "原样留着" not in as_text(dialog)
    assert "在“数据与备份”里能看到有哪些备份" in as_text(dialog)


def test_a_run_that_never_ended_is_told_with_the_data_checked(shown: Desktop, qtbot: QtBot) -> None:
    shown.tell_of_last_run(FAULT)
    said = note(shown, qtbot)
    assert "上次程序没有正常退出" in as_text(said)
    assert "刚查过：办公文件完好" in as_text(said)
    seen = said.findChild(QPushButton, "lastRunSeen")
    assert isinstance(seen, QPushButton)
    seen.click()
    assert said.isHidden()
    assert shown.application.crash.log is not None
    kept = shown.application.crash.log.text()
    assert "Segmentation fault" in kept
    assert "ui/application.py:87 run" in kept
    assert [secret for secret in (NAME, PHONE) if secret in kept] == []


def test_a_file_harmed_by_it_leads_to_the_copies(shown: Desktop, qtbot: QtBot) -> None:
    harm(desk(shown).path)
    shown.tell_of_last_run("")
    said = note(shown, qtbot)
    assert "办公文件有损坏" in as_text(said)
    to_copies = said.findChild(QPushButton, "lastRunCopies")
    assert isinstance(to_copies, QPushButton)
    to_copies.click()
    settle()
    assert isinstance(desk(shown).window.current_page(), DataPage)


def test_without_an_office_nothing_is_said_of_its_data(bare: Desktop) -> None:
    bare.show_start(Path())
    dialog = fail(bare)
    assert "检查" not in as_text(dialog)
    assert "办公文件" not in as_text(dialog)
    dialog.accept()


def test_an_office_that_was_left_is_not_looked_at(shown: Desktop) -> None:
    shown.close()
    dialog = fail(shown)
    assert "办公文件" not in as_text(dialog)
    dialog.accept()


def test_a_reference_to_nothing_is_found_by_the_thorough_look_only(office: Path) -> None:
    connection = connect(str(office))
    triggers.drop_triggers(connection)
    connection.execute("DELETE FROM unit WHERE id IN (SELECT unit_id FROM post LIMIT 1)")
    connection.close()
    with bootstrap.read_office(office) as services:
        states = {
            thorough: look(services.copies, lambda: bootstrap.read_office(office), thorough=thorough).state
            for thorough in (False, True)
        }
    assert states == {False: State.SOUND, True: State.DAMAGED}


def test_a_dialog_that_fails_itself_is_not_asked_for_again_without_end(
    shown: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash = shown.application.crash
    monkeypatch.setattr("sys.excepthook", crash.handle)
    tried: list[int] = []

    def broken(_self: CrashDialog) -> None:
        tried.append(1)
        if len(tried) < 20:
            raise ValueError(NAME)

    monkeypatch.setattr(CrashDialog, "_lay_out", broken)
    for _time in range(2):
        crash.handle(ValueError, ValueError(), None)
        settle()
    assert len(tried) == 1
    assert crash.log is not None
    assert crash.log.text().count("ValueError") == 3


def test_after_its_window_went_with_it_the_next_error_is_told_again(shown: Desktop) -> None:
    first = fail(shown)
    shown.application.preferences.choose(SCALE, 1.15)
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert first not in dialogs()
    fail(shown).accept()
    shown.application.preferences.choose(SCALE, 1.0)


def test_a_fault_at_the_start_is_told_and_the_program_can_end(
    bare: Desktop, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: object) -> None:
        raise ValueError(NAME)

    with monkeypatch.context() as patched:
        patched.setattr(OfficeDesk, "begin", broken)
        bare.begin(office, None)
    settle()
    (dialog,) = dialogs()
    assert isinstance(bare.application.window, MainWindow)
    dialog.accept()
    shown = desk(bare)
    bare.close()
    assert not shown._writer._thread.is_alive()


def test_a_fault_before_there_is_any_window_leads_to_the_start_page(
    bare: Desktop, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: object) -> MainWindow:
        raise ValueError(NAME)

    monkeypatch.setattr(OfficeDesk, "build_window", broken)
    bare.begin(office, None)
    settle()
    (dialog,) = dialogs()
    assert isinstance(bare.application.window, StartWindow)
    dialog.accept()


def test_an_office_whose_closing_goes_wrong_somewhere_leaves_no_thread(
    bare: Desktop, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ValueError(NAME)

    bare.show_office(office)
    shown = desk(bare)
    monkeypatch.setattr(shown.keeping, "close", broken)
    with pytest.raises(ValueError, match=NAME):
        bare.close()
    assert not shown._writer._thread.is_alive()
