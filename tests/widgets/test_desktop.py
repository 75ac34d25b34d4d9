"""The window on a real office file: papers, import, undo across the writer's thread, a held file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from db.lock import WriterLock
from gzparty import bootstrap
from gzparty.desktop import Desktop
from gzparty.domain.folder import Holder, Owner
from gzparty.exchange.new_files import sources_of
from gzparty.office_desk import OfficeDesk
from gzparty.services.people import PersonDraft
from tests.widgets.helpers import settle
from ui import application as qt
from ui.main_window import MainWindow
from ui.new_files import Batch, NewFiles
from ui.pages.import_page import ImportPage, Step
from ui.pages.print import PrintPage
from ui.wishes import PrintRequest

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> qt.Application:
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    return qt.Application(instance, qt.user_settings(tmp_path))


@pytest.fixture
def shown(application: qt.Application, office: Path) -> Iterator[OfficeDesk]:
    desk = OfficeDesk(application, office, None)
    desk.printing.shows = False
    application.show(desk.build_window)
    desk.begin()
    settle()
    yield desk
    desk.close()
    application.jobs.close()
    assert application.window is not None
    application.window.close()


def drop(window: MainWindow, path: Path) -> bool:
    """Drag a file over the window and let it go there; whether it was taken."""
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), copy, content, left, plain)
    entered.setAccepted(False)
    QApplication.sendEvent(window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, content, left, plain))
    return entered.isAccepted()


def test_a_paper_asked_for_is_shown_in_the_print_centre(
    shown: OfficeDesk, application: qt.Application, qtbot: QtBot
) -> None:
    shown.window.show_page("training")
    shown._desk.wishes.show_page("print", PrintRequest("roll", {"year": 2026, "training": "2026-05"}))
    page = shown.window.current_page()
    assert isinstance(page, PrintPage)
    qtbot.waitUntil(lambda: page.made() is not None and not page.is_busy(), timeout=20000)
    made = page.made()
    assert made is not None
    assert made.sheets[0].paper.title == "2026年第5期村党组织书记培训班考勤表"


def test_the_roll_leaves_as_a_workbook(shown: OfficeDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.printing.made, timeout=20000) as made:
        shown.printing.want("export-roll", {"year": 2026, "training": "2026-06"})
    assert Path(made.args[0]).read_bytes().startswith(b"PK")


def test_a_roster_dropped_on_the_window_goes_in_and_is_undone_at_once(
    shown: OfficeDesk, qtbot: QtBot
) -> None:
    before = shown.gate.reader.store.people.count_people()
    drop(shown.window, RESOURCES / "sample" / "members.xlsx")
    page = shown.window.current_page()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.step is Step.CHECK, timeout=20000)
    # The sample's own secretaries are there already: whoever else a sheet calls secretary is asked about.
    assert "可以导入 1618，有问题 0，疑似 57" in page.place()
    with qtbot.waitSignal(page.done, timeout=20000):
        page.check.store_good.click()
    assert shown.gate.reader.store.people.count_people() > before
    with qtbot.waitSignal(shown.gate.moved_back, timeout=20000) as told:
        shown.gate.undo()
    assert "已撤销：导入" in told.args[0]
    assert shown.gate.reader.store.people.count_people() == before


def test_what_is_no_spreadsheet_cannot_be_dropped(shown: OfficeDesk, tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"x")
    assert not drop(shown.window, tmp_path / "x.jpg")
    assert not isinstance(shown.window.current_page(), ImportPage)


@pytest.mark.parametrize(
    ("entry", "opened"), [("showBin", "recycleBin"), ("showDeeds", "deedsDialog")], ids=str
)
def test_the_menu_of_data_opens_what_was_deleted_and_what_was_done(
    shown: OfficeDesk, qtbot: QtBot, entry: str, opened: str
) -> None:
    action = shown.window.findChild(QAction, entry)
    assert action is not None
    action.trigger()
    dialog = shown.window.findChild(QDialog, opened)
    assert dialog is not None
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_records_history_asked_for_anywhere_opens_over_the_window(shown: OfficeDesk, qtbot: QtBot) -> None:
    person = shown.gate.reader.store.people.people()[0]
    shown._desk.wishes.show_past("people", person.id)
    title = shown.window.findChild(QLabel, "recordPastTitle")
    assert title is not None
    qtbot.waitUntil(lambda: title.text() == f"人员“{person.name}”的改动历史", timeout=20000)


def test_the_menu_leads_to_the_import(shown: OfficeDesk) -> None:
    action = shown.window.findChild(QAction, "import")
    assert action is not None
    action.trigger()
    assert isinstance(shown.window.current_page(), ImportPage)


def test_a_file_held_elsewhere_is_shown_and_says_who_holds_it(
    application: qt.Application, office: Path, qtbot: QtBot
) -> None:
    with WriterLock(office):
        desk = OfficeDesk(application, office, None)
        window = application.show(desk.build_window)
        with qtbot.waitSignal(desk.gate.refused, timeout=20000) as told:
            desk.begin()
        assert "正被另一个窗口使用" in told.args[0]
        desk.close()
        window.close()


def test_the_sample_office_is_opened_on_its_own_day(shown: OfficeDesk) -> None:
    assert shown.gate.reader.context.today() == bootstrap.clock_of(shown._reader)().date()


def test_a_write_under_way_when_the_office_closes_is_stored_and_asks_for_no_reading(
    application: qt.Application, office: Path, qtbot: QtBot
) -> None:
    desk = OfficeDesk(application, office, None)
    window = application.show(desk.build_window)
    settle()
    with qtbot.captureExceptions() as broken:
        desk.gate.write(lambda services: services.people.add_person(PersonDraft("后来示例")))
        desk.close()
        settle()
        window.close()
    assert broken == []
    with bootstrap.read_office(office, bootstrap.now) as services:
        assert "后来示例" in [person.name for person in services.store.people.people()]


def test_files_taken_in_when_the_office_closes_are_recorded(
    application: qt.Application, office: Path, tmp_path: Path
) -> None:
    desk = OfficeDesk(application, office, None)
    window = application.show(desk.build_window)
    settle()
    (tmp_path / "课件.txt").write_text("第一课", encoding="utf-8")
    sitting = desk.gate.reader.sessions.year(2026).lines[0].sitting.id
    new_files = NewFiles(desk._desk.jobs, desk.gate)
    new_files.take(Batch(Owner(Holder.SITTING, sitting), sources_of([tmp_path / "课件.txt"])))
    desk.close()
    window.close()
    with bootstrap.read_office(office, bootstrap.now) as services:
        stored = services.store.folders.attachments(sitting)
    assert "课件.txt" in [one.name for one in stored]


def test_in_no_menu_two_entries_answer_to_one_letter(shown: OfficeDesk) -> None:
    """Pressed in an open menu, a letter that two entries share only moves between them."""
    for name in ("menuFile", "menuEdit", "menuView", "menuData", "menuHelp"):
        menu = shown.window.findChild(QMenu, name)
        assert menu is not None
        letters = [
            key for action in menu.actions() if (key := QKeySequence.mnemonic(action.text()).toString())
        ]
        assert len(letters) == len(set(letters)), name


def test_the_menu_of_the_data_goes_from_taking_in_over_copies_to_what_was_done(shown: OfficeDesk) -> None:
    menu = shown.window.findChild(QMenu, "menuData")
    assert menu is not None
    words = ["——" if one.isSeparator() else one.text().split("(")[0].rstrip("…") for one in menu.actions()]
    assert words == [
        *("导入表格", "——"),
        *("现在备份一份", "备份和恢复", "检查数据", "密码", "——"),
        *("做过的事", "回收站", "——"),
        "放假安排",
    ]


def test_an_application_closed_with_an_office_open_leaves_no_thread_behind(
    desktop: Desktop, office: Path
) -> None:
    before = {thread.ident for thread in threading.enumerate()}
    desktop.show_office(office)
    settle()
    assert any(thread.name == "writer" for thread in threading.enumerate() if thread.ident not in before)
    desktop.application.close()
    assert [thread.name for thread in threading.enumerate() if thread.ident not in before] == []
