"""An office that does not open, and one whose file goes while it is open: what the clerk is told and where it leads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import backup, connection
from db.driver import connect
from db.lock import WriterLock
from db.store import SqliteStore
from gzparty.desktop import Desktop
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from gzparty.labels.opening import Way
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people import PersonDraft
from tests.builders import dump
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text, settle
from ui import application as qt
from ui.main_window import MainWindow
from ui.pages.data import DataPage
from ui.pages.refused import RefusedPage, RefusedWindow
from ui.widgets.error_bar import ErrorBar
from ui.widgets.lost_banner import LostBanner

WAIT = 20000
STORED = sorted((Path(__file__).resolve().parents[1] / "fixtures" / "databases").glob("*.gzparty"))


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """The program with nothing open yet."""
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    made = Desktop(qt.Application(instance, qt.user_settings(tmp_path)), lambda: NOW)
    yield made
    made.close()
    made.application.close()


@pytest.fixture
def copied(office: Path) -> Path:
    """The sample office with three copies: the newest is cut short, the two before it open."""
    store = SqliteStore.open_writer(office, NOW)
    for day in (14, 15, 16):
        store.backup("daily", datetime(2026, 6, day, 18, 2))
    store.close()
    newest = next(iter(backup.copies(office))).path
    newest.write_bytes(newest.read_bytes()[:70_000])
    return office


def spoil(office: Path) -> bytes:
    """Damage a page that every opening reads."""
    opened = connection.open_writer(office)
    opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    opened.close()
    content = bytearray(office.read_bytes())
    content[100:4096] = b"\xa5" * 3996
    office.write_bytes(content)
    return bytes(content)


def spoil_setting(store: SqliteStore) -> None:
    """Store a setting that no program wrote."""
    with store.action("坏", "test", NOW, "test"):
        store.connection.execute("INSERT INTO setting(key, value) VALUES ('stick_days', '{坏')")


def refused(program: Desktop, path: Path) -> RefusedPage:
    """The page shown in the office's place."""
    program.open_office(path)
    settle()
    assert isinstance(program.application.window, RefusedWindow)
    return program.application.window.page


def searched(qtbot: QtBot, program: Desktop) -> RefusedPage:
    """The page once every copy was opened."""
    qtbot.waitUntil(lambda: program.refused is not None and program.refused._searched, timeout=WAIT)
    assert program.refused is not None
    return program.refused.page


def is_open(program: Desktop) -> bool:
    return isinstance(program.application.window, MainWindow)


def test_a_damaged_office_offers_the_newest_copies_that_open_and_keeps_the_damaged_file(
    program: Desktop, copied: Path, qtbot: QtBot
) -> None:
    damaged = spoil(copied)
    refused(program, copied)
    page = searched(qtbot, program)
    text = as_text(page)
    assert "办公文件有损坏，打不开" in text
    assert str(copied) in text
    assert "6月16日" not in text, "one that does not open was offered"
    assert [offer.copy.at.day for offer in page.offers] == [15, 14]
    assert "6月15日 18:02 的备份" in text
    assert "每天自动" in text
    assert "条记录" in text
    assert page.offers[0].use.hasFocus()
    assert copied.read_bytes() == damaged
    qtbot.keyClick(page.offers[0].use, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: is_open(program), timeout=WAIT)
    settle()
    window = program.application.window
    assert isinstance(window, MainWindow)
    assert isinstance(window.current_page(), DataPage)
    assert "已恢复到 6月15日 18:02 的样子" in as_text(window)
    kept = [copy for copy in backup.copies(copied) if copy.reason == "damaged"]
    assert [copy.path.read_bytes() for copy in kept] == [damaged]


def test_a_copy_is_looked_at_before_it_is_used_and_nothing_is_changed_by_it(
    program: Desktop, copied: Path, qtbot: QtBot
) -> None:
    damaged = spoil(copied)
    refused(program, copied)
    page = searched(qtbot, program)
    look = page.findChild(QPushButton, "copyOffer0Look")
    assert isinstance(look, QPushButton)
    look.setFocus()
    qtbot.keyClick(look, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(program.looks.open) == 1, timeout=WAIT)
    assert "6月15日 18:02 的备份，只能看" in as_text(program.looks.open[0].window)
    program.looks.open[0].window.close()
    settle()
    assert page.offers[0].isEnabled()
    assert copied.read_bytes() == damaged


def test_without_a_copy_that_opens_the_clerk_is_sent_to_the_stick(
    program: Desktop, office: Path, qtbot: QtBot
) -> None:
    spoil(office)
    refused(program, office)
    page = searched(qtbot, program)
    assert page.offers == []
    assert "没有找到打得开的备份。U 盘上有的话，插上再打开" in as_text(page)


def test_bytes_that_make_no_record_are_told_as_damage_and_not_as_a_fault_of_the_program(
    program: Desktop, copied: Path, qtbot: QtBot
) -> None:
    raw = connect(str(copied))
    page_of_units = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'unit'").fetchone()[0]
    raw.close()
    with copied.open("rb+") as file:
        file.seek((page_of_units - 1) * 4096)
        file.write(b"\xff" * 4096)
    program.open_office(copied)
    page = searched(qtbot, program)
    assert "办公文件有损坏" in as_text(page)
    assert len(page.offers) == 2


def test_a_missing_office_is_looked_for_again_or_begun_anew(
    program: Desktop, copied: Path, qtbot: QtBot
) -> None:
    away = copied.with_name("away")
    copied.rename(away)
    refused(program, copied)
    page = searched(qtbot, program)
    assert "没有找到办公文件" in as_text(page)
    assert len(page.offers) == 2
    assert set(page.choices) == {Way.RETRY, Way.OPEN, Way.NEW}
    away.rename(copied)
    page.choices[Way.RETRY].click()
    assert is_open(program)


def test_a_newer_office_stays_as_it_is_and_asks_for_a_newer_program(program: Desktop, office: Path) -> None:
    raw = connect(str(office))
    raw.execute("PRAGMA user_version = 99")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    before = office.read_bytes()
    page = refused(program, office)
    assert "先把程序升级到新版" in as_text(page)
    assert office.read_bytes() == before
    assert Way.COPIES not in page._refused.case.ways


def test_a_file_of_another_kind_leads_to_another_file(
    program: Desktop, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "花名册.gzparty"
    other.write_text("张示例,官庄村\n", "utf-8")
    page = refused(program, other)
    assert "这不是本程序的办公文件" in as_text(page)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(office), ""))
    page.choices[Way.OPEN].click()
    assert is_open(program)
    assert other.read_text("utf-8") == "张示例,官庄村\n"


def test_an_office_held_elsewhere_names_who_has_it_and_can_be_read_meanwhile(
    program: Desktop, office: Path, qtbot: QtBot
) -> None:
    with WriterLock(office):
        page = refused(program, office)
        assert "办公文件正在别处开着" in as_text(page)
        assert "两处同时改会互相盖掉" in as_text(page)
        assert page.choices[Way.RETRY].hasFocus()
        page.choices[Way.RETRY].click()
        assert not is_open(program), "it was opened beside its holder"
        page = program.application.window.page  # type: ignore[union-attr]
        page.choices[Way.LOOK].click()
        qtbot.waitUntil(lambda: len(program.looks.open) == 1, timeout=WAIT)
        assert "只读打开的办公文件，能看不能改" in as_text(program.looks.open[0].window)
    page.choices[Way.RETRY].click()
    settle()
    assert is_open(program)
    assert program.looks.open == []


def test_a_read_only_office_is_copied_to_a_folder_that_can_be_written(
    program: Desktop, office: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_lock: WriterLock) -> None:
        raise Refusal("folder_read_only", path=office.parent)

    target = tmp_path / "D盘"
    target.mkdir()
    with monkeypatch.context() as patch:
        # A superuser, as whom tests may run, can write everywhere.
        patch.setattr(WriterLock, "acquire", refuse)
        page = refused(program, office)
    assert "这个文件夹不能写" in as_text(page)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(target))
    page.choices[Way.MOVE].click()
    qtbot.waitUntil(lambda: is_open(program), timeout=WAIT)
    assert program._shown is not None
    assert program._shown.path == target / office.name
    assert office.exists()


def test_a_second_file_that_does_not_open_leaves_the_open_one_open(
    program: Desktop, office: Path, tmp_path: Path
) -> None:
    program.show_office(office)
    other = tmp_path / "x.gzparty"
    other.write_bytes(b"x")
    program.hear_second_start(str(other))
    settle()
    assert is_open(program)
    assert program._shown is not None
    assert program._shown.path == office
    assert f"{other} 不是本程序的办公文件" in as_text(program._shown.window)


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_the_window_opens_every_released_schema_with_a_copy_of_it_beside(
    program: Desktop, tmp_path: Path, stored: Path, qtbot: QtBot
) -> None:
    path = Path(shutil.copy(stored, tmp_path / "old.gzparty"))
    program.open_office(path)
    qtbot.waitUntil(lambda: program._shown is not None, timeout=WAIT)
    settle()
    assert is_open(program)
    made = [copy.reason for copy in backup.copies(path)]
    assert made == ([] if stored == STORED[-1] else ["before-migration"])


def lost_banner(program: Desktop, qtbot: QtBot) -> LostBanner:
    assert program._shown is not None
    window = program._shown.window

    def shown() -> bool:
        banner = window.findChild(LostBanner)
        return banner is not None and banner.isVisible()

    qtbot.waitUntil(shown, timeout=WAIT)
    found = window.findChild(LostBanner)
    assert isinstance(found, LostBanner)
    return found


def test_an_office_deleted_while_open_is_saved_as_a_copy_and_comes_back_with_what_was_typed(
    program: Desktop, office: Path, qtbot: QtBot
) -> None:
    program.show_office(office)
    settle()
    shown = program._shown
    assert shown is not None
    before = dump(shown._reader)
    office.unlink()
    said: list[str] = []
    shown.gate.write(lambda services: services.people.add_person(PersonDraft("新示例")), None, said.append)
    banner = lost_banner(program, qtbot)
    assert said
    assert "被移走或删掉了，刚才的改动没有存" in said[0]
    shown._drafts.save("person/0", {"name": "打到一半示例"})
    banner._rescue.click()
    qtbot.waitUntil(lambda: "已存成一份备份" in as_text(banner), timeout=WAIT)
    banner._reopen.click()
    page = searched(qtbot, program)
    assert page.offers[0].copy.reason == "rescued"
    page.offers[0].use.click()
    qtbot.waitUntil(lambda: is_open(program), timeout=WAIT)
    settle()
    assert program._shown is not None
    assert dump(program._shown._reader) == before
    assert program._shown._drafts.load("person/0") == {"name": "打到一半示例"}


class TypedForm(QObject):
    """A form with one field in which something stands."""

    def draft(self) -> dict[str, str]:
        return {"name": "写了一半示例"}

    def restore(self, _draft: object) -> None:
        """It stands there."""

    def is_changed(self) -> bool:
        return True


def test_what_stands_in_a_form_goes_along_though_its_draft_lies_in_the_file_that_went(
    program: Desktop, office: Path, qtbot: QtBot
) -> None:
    program.show_office(office)
    settle()
    shown = program._shown
    assert shown is not None
    shutil.copy(office, office.with_name("newer"))
    form = TypedForm()
    shown._desk.drafts.watch("person/add 0", form)
    shown._desk.drafts.save_all()
    qtbot.waitUntil(lambda: bool(shown._reader.drafts.all()), timeout=WAIT)
    office.with_name("newer").replace(office)
    program.reopen()
    assert program._shown is not None
    assert program._shown._drafts.load("person/add 0") == form.draft()


def test_what_was_refused_while_the_program_closed_is_a_draft_again(program: Desktop, office: Path) -> None:
    program.show_office(office)
    shown = program._shown
    assert shown is not None
    form = TypedForm()
    shown._desk.drafts.watch("person/add 0", form)

    def refused(_services: object) -> Done[None]:
        raise Refusal("person_name_missing")

    shown.gate.write(refused, draft="person/add 0")
    program.close()
    store = SqliteStore.open_reader(office)
    assert [(form_, key) for form_, key, _at in store.drafts.all()] == [("person", "add 0")]
    store.close()


@pytest.mark.parametrize("page", ["home", "tours", "settings", "people"])
def test_a_refusal_is_said_whatever_page_is_in_sight(
    program: Desktop, office: Path, qtbot: QtBot, page: str
) -> None:
    program.show_office(office)
    settle()
    shown = program._shown
    assert shown is not None
    shown.window.show_page(page)
    settle()
    shown._hear(Refusal("disk_full", path=office))
    settle()
    widgets: list[QWidget] = list(shown.window.findChildren(QWidget))
    said = [bar for bar in widgets if isinstance(bar, ErrorBar) and bar.isVisible()]
    assert len(said) == 1
    assert "满" in as_text(said[0])


def test_damaged_settings_leave_the_page_of_the_copies_standing(
    program: Desktop, office: Path, qtbot: QtBot
) -> None:
    program.show_office(office)
    settle()
    shown = program._shown
    assert shown is not None

    def damage(services: Services) -> None:
        assert isinstance(services.store, SqliteStore)
        spoil_setting(services.store)

    done: list[object] = []
    shown._writer.submit(damage, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=WAIT)
    assert done == [None]
    shown.show_copies()
    settle()
    page = shown.window.current_page()
    assert isinstance(page, DataPage)
    page.list.refresh()
    shown.notices.show_copies()
    shown.keeping.note_change()
    with pytest.raises(Refusal) as caught:
        shown.gate.reader.offices.settings()
    assert "文件有损坏" in refusal_text(caught.value)


def test_a_workbench_that_cannot_be_read_says_so_below_its_head(
    program: Desktop, office: Path, qtbot: QtBot
) -> None:
    store = SqliteStore.open_writer(office, NOW)
    spoil_setting(store)
    store.close()
    program.show_office(office)
    window = program.application.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: "没有读出来" in as_text(window), timeout=WAIT)
    assert "文件有损坏" in as_text(window)


def test_a_refusal_goes_once_something_is_stored(program: Desktop, office: Path, qtbot: QtBot) -> None:
    program.show_office(office)
    settle()
    shown = program._shown
    assert shown is not None
    shown.window.show_page("home")
    shown.gate.refused.emit("磁盘满了。")
    said = shown.window.findChild(ErrorBar)
    assert said is not None
    assert said.isVisible()
    shown.gate.write(lambda services: services.people.add_person(PersonDraft("新示例")))
    qtbot.waitUntil(lambda: not said.isVisible(), timeout=WAIT)


def test_coming_back_to_the_window_tells_that_the_file_was_replaced_and_what_was_typed_goes_along(
    program: Desktop, office: Path, qtbot: QtBot
) -> None:
    program.show_office(office)
    settle()
    shown = program._shown
    assert shown is not None
    shutil.copy(office, office.with_name("newer"))
    office.with_name("newer").replace(office)
    shown.notices._look_after_file(Qt.ApplicationState.ApplicationActive)
    banner = lost_banner(program, qtbot)
    assert "被换成了另一个文件" in as_text(banner)
    shown._drafts.save("person/0", {"name": "打到一半示例"})
    banner._reopen.click()
    settle()
    assert is_open(program)
    assert program._shown is not None
    assert program._shown is not shown
    assert program._shown._drafts.load("person/0") == {"name": "打到一半示例"}


def test_what_is_typed_while_the_office_is_away_is_told_at_once_and_kept_when_it_is_back(
    program: Desktop, office: Path, qtbot: QtBot
) -> None:
    program.show_office(office)
    settle()
    shown = program._shown
    assert shown is not None
    aside = office.with_name("aside")
    office.rename(aside)
    shown._drafts.save("person/0", {"name": "打到一半示例"})
    shown._drafts.save("person/1", {"name": "不要了示例"})
    banner = lost_banner(program, qtbot)
    assert "先别关窗口" in as_text(banner)
    qtbot.waitUntil(lambda: len(shown._drafts.unsaved) == 2, timeout=WAIT)
    shown.window.setFocus()
    for _press in range(8):
        if banner._rescue.hasFocus():
            break
        shown.window.next_pane()
    assert banner._rescue.hasFocus(), "F6 leads to the way out"
    aside.rename(office)
    shown._drafts.discard("person/1")
    program.show_office(office)
    settle()
    assert program._shown is not None
    assert program._shown is not shown
    assert program._shown._drafts.load("person/0") == {"name": "打到一半示例"}
    assert program._shown._drafts.load("person/1") is None


@pytest.mark.parametrize("way", [Way.RETRY, Way.LOOK, Way.MOVE, Way.OPEN, Way.NEW, Way.START])
def test_every_way_is_named_and_explained(way: Way) -> None:
    from gzparty.labels.opening import way_words

    name, text = way_words(way)
    assert name
    assert text
