"""A look first, then restoring: the copy opens for reading beside the office, and takes its place only when asked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import backup
from db.lock import WriterLock
from gzparty.desktop import Desktop
from gzparty.domain.diagnostic import Refusal
from gzparty.looking import LookDesk, PreparedCopy
from gzparty.office_desk import OfficeDesk
from gzparty.services.copy_views import Copy
from gzparty.services.people import PersonDraft
from tests.widgets.conftest import NOW
from tests.widgets.helpers import settle
from tests.widgets.steps import words
from ui import application as qt
from ui import keeping
from ui.main_window import MainWindow
from ui.pages.data import DataPage
from ui.pages.refused import RefusedWindow
from ui.pages.settings import SettingsPage
from ui.preferences import DENSITY
from ui.wishes import SettingsRequest

WAIT = 20000
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "databases"


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, office: Path) -> Iterator[Desktop]:
    """The program with the sample office open on the page of the copies, of which there is one."""
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    made = Desktop(qt.Application(instance, qt.user_settings(tmp_path)), lambda: NOW)
    made.show_office(office)
    desk(made).copying.back_up()
    qtbot.waitUntil(lambda: len(desk(made).copying.lines()) == 1, timeout=WAIT)
    window(made).show_page("data")
    yield made
    made.close()
    made.application.close()


def desk(made: Desktop) -> OfficeDesk:
    assert made._shown is not None
    return made._shown


def window(made: Desktop) -> MainWindow:
    return desk(made).window


def the_copy(made: Desktop) -> Copy:
    return desk(made).copying.lines()[0].copy


def look(made: Desktop, qtbot: QtBot) -> LookDesk:
    made.look_at(the_copy(made))
    qtbot.waitUntil(lambda: len(made.looks.open) == 1, timeout=WAIT)
    settle()
    return made.looks.open[0]


def add_person(made: Desktop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk(made).gate.stored, timeout=WAIT):
        desk(made).gate.write(lambda services: services.people.add_person(PersonDraft("后来示例")))


def names(made: Desktop) -> list[str]:
    return [person.name for person in desk(made).gate.reader.store.people.people()]


def test_a_look_shows_the_copy_and_says_what_it_is(shown: Desktop, qtbot: QtBot) -> None:
    add_person(shown, qtbot)
    seen = look(shown, qtbot)
    assert "（6月17日的备份，只能看）" in seen.window.windowTitle()
    assert words(seen.window, "lookBannerTitle") == "这是 6月17日 17:52 的备份，只能看"
    assert "后来示例" not in [person.name for person in seen.gate.reader.store.people.people()]
    assert "后来示例" in names(shown)
    assert "data" not in seen.window.page_keys
    for name in ("tool_undo", "tool_redo"):
        tool = seen.window.findChild(QWidget, name)
        assert tool is not None
        assert not tool.isEnabled()


def test_every_write_in_a_look_is_refused_in_one_sentence(shown: Desktop, qtbot: QtBot) -> None:
    seen = look(shown, qtbot)
    with qtbot.waitSignal(seen.gate.refused, timeout=WAIT) as told:
        seen.gate.write(lambda services: services.people.add_person(PersonDraft("误加示例")))
    assert told.args == ["这是备份，只能看，不能改。要改，先恢复这份备份。"]
    page = seen.window.show_page("settings")
    assert isinstance(page, SettingsPage)
    page.take_request(SettingsRequest(setting="training_host"))
    page._form.set_text("training_host", "钱示例")
    page._store.store("training_host")
    problem = "training_hostProblemText"
    qtbot.waitUntil(lambda: words(page, problem).startswith("这是备份，只能看"), timeout=WAIT)


def test_closing_a_look_leaves_no_trace(shown: Desktop, qtbot: QtBot) -> None:
    copy = the_copy(shown)
    before = copy.path.read_bytes()
    seen = look(shown, qtbot)
    folder = seen._prepared.folder
    back = seen.window.findChild(QPushButton, "lookClose")
    assert back is not None
    back.click()
    settle()
    assert shown.looks.open == []
    assert not folder.exists()
    assert copy.path.read_bytes() == before
    assert [path.name for path in copy.path.parent.iterdir()] == [copy.path.name]
    assert shown.application.memory.recall("window/page") == "data"


def test_a_look_closes_with_the_offices_own_window(shown: Desktop, qtbot: QtBot) -> None:
    look(shown, qtbot)
    window(shown).close()
    settle()
    assert shown.looks.open == []


def test_a_copy_of_an_older_program_can_be_looked_at_and_stays_as_old_as_it_is(
    shown: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    old = tmp_path / "old.gzparty"
    old.write_bytes((FIXTURES / "v0001.gzparty").read_bytes())
    prepared = PreparedCopy(Copy(old, NOW, "before-migration", old.stat().st_size), old)
    seen = LookDesk(shown.application, prepared, lambda: NOW)
    assert seen.gate.reader.offices.facts().name == "官庄镇"
    seen.close()
    assert old.read_bytes() == (FIXTURES / "v0001.gzparty").read_bytes()


def test_a_copy_that_is_gone_is_refused_on_the_page(shown: Desktop, qtbot: QtBot) -> None:
    copy = the_copy(shown)
    copy.path.unlink()
    shown.look_at(copy)
    page = window(shown).current_page()
    assert isinstance(page, DataPage)
    qtbot.waitUntil(lambda: words(page, "errorTitle") != "", timeout=WAIT)
    assert str(copy.path.name) in words(page, "errorTitle")
    assert shown.looks.open == []


def test_a_copy_restored_takes_the_offices_place_on_the_same_page(
    shown: Desktop, office: Path, qtbot: QtBot
) -> None:
    copy = the_copy(shown)
    before = names(shown)
    add_person(shown, qtbot)
    look(shown, qtbot)
    old = desk(shown)
    shown.restore(copy)
    assert shown.looks.open == []
    qtbot.waitUntil(lambda: shown._shown not in (None, old), timeout=WAIT)
    assert names(shown) == before
    page = window(shown).current_page()
    assert isinstance(page, DataPage)
    assert words(page, "dataNewsTitle") == "已恢复到 6月17日 17:52 的样子"
    (kept,) = (found for found in backup.copies(office) if found.reason == "before-restore")
    assert words(page, "dataNewsText") == f"恢复以前的数据留在 {kept.path}"
    add_person(shown, qtbot)
    assert "后来示例" in names(shown)


def test_the_present_comes_back_from_the_copy_restoring_kept(
    shown: Desktop, office: Path, qtbot: QtBot
) -> None:
    add_person(shown, qtbot)
    old = desk(shown)
    shown.restore(the_copy(shown))
    qtbot.waitUntil(lambda: shown._shown not in (None, old), timeout=WAIT)
    assert "后来示例" not in names(shown)
    (kept,) = (found for found in backup.copies(office) if found.reason == "before-restore")
    again = desk(shown)
    shown.restore(kept)
    qtbot.waitUntil(lambda: shown._shown not in (None, again), timeout=WAIT)
    assert "后来示例" in names(shown)


def test_nothing_is_restored_while_another_process_writes(
    qtbot: QtBot, tmp_path: Path, office: Path, shown: Desktop
) -> None:
    copy = the_copy(shown)
    path = desk(shown).path
    before = path.read_bytes()
    desk(shown).close()
    with WriterLock(path):
        shown.restore(copy)
        qtbot.waitUntil(lambda: shown.refused is not None, timeout=WAIT)
        refused = shown.application.window
        assert isinstance(refused, RefusedWindow)
        assert words(refused, "refusedTitle") == "办公文件正在别处开着"
    assert path.read_bytes() == before


def test_a_copy_that_turns_out_damaged_leaves_the_office_as_it_is(
    shown: Desktop, office: Path, qtbot: QtBot
) -> None:
    copy = the_copy(shown)
    add_person(shown, qtbot)
    copy.path.write_bytes(copy.path.read_bytes()[:5000])
    old = desk(shown)
    shown.restore(copy)
    qtbot.waitUntil(lambda: shown._shown not in (None, old), timeout=WAIT)
    assert "后来示例" in names(shown)
    page = window(shown).current_page()
    assert isinstance(page, DataPage)
    assert words(page, "errorTitle") == "没有恢复，数据还是原来的。"
    assert not list(office.parent.rglob("*.part*"))


def test_a_prepared_copy_that_cannot_be_read_leaves_no_folder_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(Refusal):
        PreparedCopy(Copy(tmp_path / "没有.gzparty", NOW, "manual", 0), tmp_path / "office.gzparty")
    assert list(tmp_path.iterdir()) == []


def test_the_title_follows_a_new_name_and_its_undo(shown: Desktop, qtbot: QtBot) -> None:
    gate = desk(shown).gate
    with qtbot.waitSignal(gate.stored, timeout=WAIT):
        gate.write(lambda services: services.offices.rename("管庄镇"))
    assert "管庄镇党建办" in window(shown).windowTitle()
    assert words(window(shown), "office") == "管庄镇党建办"
    with qtbot.waitSignal(gate.moved_back, timeout=WAIT):
        gate.undo()
    assert "官庄镇党建办" in window(shown).windowTitle()


def test_the_menu_leads_to_the_copies_and_says_there_what_went_wrong(shown: Desktop, qtbot: QtBot) -> None:
    own = window(shown)
    own.show_page("training")
    desk(shown).copying.store_in(Path("/nowhere/党建"))
    qtbot.waitUntil(lambda: isinstance(own.current_page(), DataPage), timeout=WAIT)
    page = own.current_page()
    assert isinstance(page, DataPage)
    assert words(page, "errorTitle").startswith("没找到 ")


def test_an_office_opened_by_the_program_gets_its_copy_of_the_day(
    shown: Desktop, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "DAILY_AFTER_MS", 1)
    the_copy(shown).path.unlink()
    shown.keeps_copies = True
    shown.show_office(office)
    qtbot.waitUntil(
        lambda: [line.copy.reason for line in desk(shown).copying.lines()] == ["daily"], timeout=WAIT
    )


def test_the_menu_ticks_what_was_chosen_on_the_page_of_settings(shown: Desktop) -> None:
    own = window(shown)
    page = own.show_page("settings")
    assert isinstance(page, SettingsPage)
    shown.application.preferences.choose(DENSITY, "compact")
    menu = own.findChild(QMenu, "menuView")
    assert menu is not None
    menu.aboutToShow.emit()
    rows = next(action for action in own.findChildren(QAction) if action.data() == "compact")
    assert rows.isChecked()
