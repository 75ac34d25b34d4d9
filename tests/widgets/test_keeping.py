"""The program copies by itself: at closing, after so many minutes of change, into a second place; quiet, and said once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import backup, copy_names
from db.driver import DatabaseError
from db.keys import FileKey
from gzparty import bootstrap
from gzparty.desktop import Desktop
from gzparty.domain.places import DriveKind, PlaceFacts
from gzparty.office_desk import OfficeDesk
from gzparty.services.people import PersonDraft
from tests.widgets.conftest import NOW
from tests.widgets.helpers import settle
from tests.widgets.steps import press
from ui import application as qt
from ui import keeping, place_facts
from ui.main_window import MainWindow
from ui.pages.data import DataPage
from ui.preferences import SCALE
from ui.widgets.status_row import StatusRow

WAIT = 20000
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from gzparty import bootstrap, desktop
from gzparty.services.people import PersonDraft
from ui import application

office = Path(sys.argv[1])
begin, began = application.Application.run, desktop.OfficeDesk.begin
shown = []

def take(self):
    shown.append(self)
    began(self)

def run(self):
    def record():
        shown[0].gate.write(
            lambda services: services.people.add_person(PersonDraft("关前示例")), lambda done: self.window.close()
        )
    QTimer.singleShot(100, record)
    return begin(self)

bootstrap.default_office = lambda: office.with_name("own") / "office.gzparty"
desktop.OfficeDesk.begin = take
application.Application.run = run
sys.exit(desktop.run(office))
"""
"""The whole program; its window is closed by its frame after something was recorded."""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a minute pass in a thousandth of a second."""
    monkeypatch.setattr(keeping, "MINUTE_MS", 1)


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path, office: Path) -> Iterator[Callable[[], Desktop]]:
    """Starts the program on the sample office."""
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    application = qt.Application(instance, qt.user_settings(tmp_path))
    started: list[Desktop] = []

    def start() -> Desktop:
        made = Desktop(application, lambda: NOW)
        made.keeps_copies = True
        started.append(made)
        made.show_office(office)
        return made

    yield start
    for made in started:
        made.close()
    application.jobs.close()
    if application.window is not None:
        application.window.close()


def opened(made: Desktop) -> OfficeDesk:
    assert made._shown is not None
    return made._shown


def record(made: Desktop, qtbot: QtBot, name: str = "后来示例") -> None:
    gate = opened(made).gate
    with qtbot.waitSignal(gate.stored, timeout=WAIT):
        gate.write(lambda services: services.people.add_person(PersonDraft(name)))


def close(made: Desktop) -> None:
    """Close the window by its frame, as X and Alt+F4 do, and end the program."""
    opened(made).window.close()
    office_desk = made.close()
    assert office_desk is not None
    office_desk.keep_at_closing()


def reasons(office: Path, folder: Path | None = None) -> list[str]:
    return [copy.reason for copy in backup.copies(office, folder)]


def status(window: MainWindow) -> str:
    link = window.findChild(QPushButton, "statusCopies")
    assert link is not None
    return link.accessibleName() if link.isVisibleTo(window) else ""


def shown_words(parent: QWidget, name: str) -> str:
    found = parent.findChild(QLabel, name)
    return found.text() if found is not None and found.isVisibleTo(parent) else ""


def told(window: MainWindow) -> str:
    line = window.findChild(QLabel, "statusDeed")
    assert line is not None
    return line.text()


def full(_source: object, target: Path, _key: FileKey | None) -> None:
    target.write_bytes(b"SQLite format 3\x00")
    raise DatabaseError("database or disk is full")


def full_on(folder: Path) -> Callable[[backup.Source, Path, FileKey | None], None]:
    """Copies as ever, but a folder's disk is full."""
    real = backup._copy

    def copy(source: backup.Source, target: Path, key: FileKey | None) -> None:
        (full if target.parent == folder else real)(source, target, key)

    return copy


def test_closing_copies_what_was_done_and_nothing_the_second_time(
    opens: Callable[[], Desktop], office: Path, qtbot: QtBot
) -> None:
    made = opens()
    record(made, qtbot)
    close(made)
    assert reasons(office) == ["close"]
    close(opens())
    assert reasons(office) == ["close"]


def test_the_program_itself_leaves_a_copy_when_its_window_is_closed(office: Path) -> None:
    subprocess.run([sys.executable, "-c", PROGRAM, str(office)], check=True, timeout=60)
    (copy,) = backup.copies(office)
    assert copy.reason == "close"
    with bootstrap.read_office(copy.path) as services:
        assert "关前示例" in [person.name for person in services.store.people.people()]
    assert sorted(path.name for path in copy_names.home(office).iterdir()) == [copy.path.name]


def test_a_disk_full_at_closing_is_said_at_the_next_start_and_leaves_nothing_half(
    opens: Callable[[], Desktop], office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = opens()
    record(made, qtbot)
    with monkeypatch.context() as patch:
        patch.setattr(backup, "_copy", full)
        close(made)
    assert list(copy_names.home(office).iterdir()) == []
    again = opens()
    assert told(opened(again).window).startswith("上次关程序时没有备份成：")
    assert "盘满了" in told(opened(again).window)
    close(again)
    assert reasons(office) == ["close"]
    assert told(opened(opens()).window) == ""


def test_a_computer_that_goes_off_in_the_middle_is_said_at_the_next_start(
    opens: Callable[[], Desktop], office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def off(_source: object, _target: Path, _key: FileKey | None) -> None:
        raise SystemExit

    made = opens()
    record(made, qtbot)
    with monkeypatch.context() as patch:
        patch.setattr(backup, "_copy", off)
        with pytest.raises(SystemExit):
            close(made)
    assert "备份没存完电脑就关了" in told(opened(opens()).window)


def test_the_end_of_the_session_copies_what_was_being_stored_and_the_window_works_on(
    opens: Callable[[], Desktop], office: Path, qtbot: QtBot
) -> None:
    made = opens()
    gate = opened(made).gate
    gate.write(lambda services: services.people.add_person(PersonDraft("当时示例")))
    made.hear_the_session_end()
    assert reasons(office) == ["close"]
    record(made, qtbot, "又一示例")
    close(made)
    assert reasons(office) == ["close", "close"]


@pytest.mark.usefixtures("quick")
def test_half_an_hour_after_a_change_it_is_copied_and_without_a_change_never(
    opens: Callable[[], Desktop], office: Path, qtbot: QtBot
) -> None:
    made = opens()
    qtbot.wait(80)
    assert reasons(office) == []
    record(made, qtbot)
    qtbot.waitUntil(lambda: reasons(office) == ["timed"], timeout=WAIT)
    qtbot.wait(80)
    assert reasons(office) == ["timed"]
    record(made, qtbot, "又一示例")
    qtbot.waitUntil(lambda: reasons(office) == ["timed", "timed"], timeout=WAIT)


@pytest.mark.usefixtures("quick")
def test_an_office_that_wants_no_timed_copies_gets_none(
    opens: Callable[[], Desktop], office: Path, qtbot: QtBot
) -> None:
    made = opens()
    gate = opened(made).gate
    with qtbot.waitSignal(gate.stored, timeout=WAIT):
        gate.write(lambda services: services.offices.change_settings({"backup_minutes": 0}))
    record(made, qtbot)
    qtbot.wait(120)
    assert reasons(office) == []


@pytest.mark.usefixtures("quick")
def test_a_full_disk_is_said_once_and_on_no_other_page(
    opens: Callable[[], Desktop], office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = opens()
    window = opened(made).window
    window.show_page("training")
    page = window.current_page()
    said: list[str] = []
    opened(made).keeping.told.connect(said.append)
    tried: list[Path] = []

    def counted(source: object, target: Path, key: FileKey | None) -> None:
        tried.append(target)
        full(source, target, key)

    monkeypatch.setattr(backup, "_copy", counted)
    for turn in (1, 2):
        record(made, qtbot, f"第{turn}示例")
        qtbot.waitUntil(lambda turn=turn: len(tried) == turn, timeout=WAIT)  # type: ignore[misc]
        qtbot.wait(50)
    assert len(said) == 1
    assert said[0].startswith("没有备份成：")
    assert window.current_page() is page
    assert list(copy_names.home(office).iterdir()) == []


def test_a_second_place_that_is_there_gets_each_closing_and_one_that_is_not_is_passed_over(
    opens: Callable[[], Desktop],
    office: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "U盘"
    made = opens()
    opened(made).copying.choose_second(stick)
    record(made, qtbot)
    close(made)
    assert reasons(office) == ["close"]
    assert not stick.exists()
    stick.mkdir()
    again = opens()
    assert told(opened(again).window) == ""
    close(again)
    assert reasons(office) == ["close"]
    assert reasons(office, stick) == ["close"]
    stick_full = opens()
    record(stick_full, qtbot, "再一示例")
    with monkeypatch.context() as patch:
        patch.setattr(backup, "_copy", full_on(stick))
        close(stick_full)
    last = opens()
    assert told(opened(last).window).startswith("上次关程序时有一处没有备份成：")
    opened(last).copying.choose_second(None)
    record(last, qtbot, "又一示例")
    close(last)
    assert reasons(office, stick) == ["close"]


def test_the_menu_of_the_stick_turns_the_second_place_on_and_off(
    opens: Callable[[], Desktop], tmp_path: Path, qtbot: QtBot
) -> None:
    made = opens()
    copying = opened(made).copying
    page = opened(made).window.show_page("data")
    assert isinstance(page, DataPage)
    copying.kept.add_folder(tmp_path)

    def offered() -> QAction:
        menu: QMenu = page._asked.folders_menu(copying.folders())
        (action,) = [one for one in menu.actions() if one.isCheckable()]
        assert action.text() == f"以后每次关程序也存一份到 {tmp_path}"
        return action

    offered().trigger()
    assert copying.kept.second == tmp_path
    action = offered()
    assert action.isChecked()
    action.trigger()
    assert copying.kept.second is None


def test_the_status_row_says_when_and_where_and_leads_to_the_copies(
    opens: Callable[[], Desktop], office: Path, qtbot: QtBot
) -> None:
    made = opens()
    window = opened(made).window
    window.show_page("training")
    qtbot.waitUntil(lambda: status(window) == "还没有备份", timeout=WAIT)
    opened(made).copying.back_up()
    qtbot.waitUntil(lambda: status(window) == "上次备份 今天 17:52，在“备份”里", timeout=WAIT)
    opened(made).copying.kept.keep("outside", "2026-06-14T16:50:00")
    opened(made).copying.relist()
    qtbot.waitUntil(lambda: status(window) == "上次备份 今天 17:52，在“备份”里　U 盘 3 天前", timeout=WAIT)
    link = window.findChild(QPushButton, "statusCopies")
    assert link is not None
    assert str(copy_names.home(office)) in link.toolTip()
    link.click()
    assert isinstance(window.current_page(), DataPage)


@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_a_narrow_status_row_shortens_the_copies_and_nothing_overlaps(
    opens: Callable[[], Desktop], qtbot: QtBot, scale: float
) -> None:
    made = opens()
    made.application.preferences.choose(SCALE, scale)
    window = opened(made).window
    window.resize(1264, 700)
    window.show_page("people")
    opened(made).copying.kept.keep("outside", "2026-06-08T16:50:00")
    opened(made).copying.back_up()
    qtbot.waitUntil(lambda: "U 盘" in status(window), timeout=WAIT)
    window.say_done("加人员 后来示例，单位 前灵王庄村党支部，党小组 第一党小组")
    settle()
    assert window.width() <= 1264
    row = window.findChild(StatusRow)
    assert row is not None
    parts = [part for part in row.findChildren(QWidget) if part.isVisibleTo(row)]
    assert {"statusCopies", "statusSaved"} <= {part.objectName() for part in parts}
    assert all(part.geometry().right() <= row.width() for part in parts)
    for one, other in combinations(parts, 2):
        assert not one.geometry().intersects(other.geometry())
    made.application.preferences.choose(SCALE, 1.0)


def test_an_office_on_a_stick_is_warned_of_once_and_the_page_goes_on_saying_it(
    opens: Callable[[], Desktop], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_a_stick(folder: Path) -> PlaceFacts:
        return PlaceFacts(folder.parts, "vfat", DriveKind.REMOVABLE)

    monkeypatch.setattr(place_facts, "facts_of", on_a_stick)
    made = opens()
    window = opened(made).window
    page = window.show_page("data")
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "placeKnown") is not None, timeout=WAIT)
    assert shown_words(window, "placeBannerTitle") == "办公文件放在 U 盘或移动硬盘上"
    assert shown_words(page, "dataPlaceTitle") == ""
    press(window, "placeKnown")
    assert shown_words(window, "placeBannerTitle") == ""
    assert shown_words(page, "dataPlaceTitle") == "办公文件放在 U 盘或移动硬盘上"
    close(made)
    again = opens()
    opened(again).window.show_page("data")
    qtbot.waitUntil(lambda: opened(again).copying.warning_of_place() is not None, timeout=WAIT)
    assert opened(again).window.findChild(QPushButton, "placeKnown") is None


def test_an_office_on_the_computers_own_disk_is_not_warned_of(
    opens: Callable[[], Desktop], qtbot: QtBot
) -> None:
    made = opens()
    with qtbot.waitSignal(opened(made).copying.placed, timeout=WAIT):
        pass
    assert opened(made).window.findChild(QPushButton, "placeKnown") is None


def test_a_second_place_that_stays_away_is_named_once_the_days_are_over(
    opens: Callable[[], Desktop], qtbot: QtBot
) -> None:
    made = opens()
    page = opened(made).window.show_page("data")
    copying = opened(made).copying
    copying.choose_second(Path("/media/dang/红色U盘"))
    copying.kept.keep("outside", "2026-06-14T16:50:00")
    copying.refresh()
    qtbot.waitUntil(lambda: copying.listed, timeout=WAIT)
    assert shown_words(page, "dataBannerTitle") == ""
    copying.kept.keep("outside", "2026-06-08T16:50:00")
    copying.changed.emit()
    assert shown_words(page, "dataBannerTitle") == "9 天没往 U 盘存了"
    assert shown_words(page, "dataBannerText").startswith("/media/dang/红色U盘 一直没接上")
