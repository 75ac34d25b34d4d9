"""What was typed and not stored is offered at the next start, gone on with, or dropped; nothing typed is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.store import SqliteStore
from gzparty.office_desk import OfficeDesk
from tests.widgets.gates import copied
from tests.widgets.helpers import settle
from tests.widgets.typing_process import typed_in
from ui import application as qt
from ui.panels.ask import AskDialog
from ui.unfinished import offering
from ui.unfinished.banner import UnfinishedBanner
from ui.unfinished.row import UnfinishedRow

NOW = datetime(2026, 6, 17, 8, 30)
ROOT = Path(__file__).resolve().parents[2]
Drafts = Mapping[str, Mapping[str, str]]


@pytest.fixture
def folder_office(people_file: Path, tmp_path: Path) -> Path:
    """A copy of the small office of people."""
    return copied(people_file, tmp_path)


def keep(office: Path, drafts: Drafts, at: datetime = NOW) -> None:
    """Leave drafts in an office, as a program that went away would."""
    store = SqliteStore.open_writer(office, at)
    for key, content in drafts.items():
        form, _slash, record = key.partition("/")
        store.drafts.save(form, record, json.dumps(content, ensure_ascii=False), at)
    store.close()


def kept(office: Path) -> list[str]:
    """The keys of what waits in an office."""
    reader = SqliteStore.open_reader(office)
    found = sorted(f"{form}/{key}" for form, key, _at in reader.drafts.all())
    reader.close()
    return found


def id_of(office: Path, table: str, name: str, column: str = "name") -> int:
    reader = SqliteStore.open_reader(office)
    (found,) = reader.connection.execute(
        f"SELECT min(id) FROM {table} WHERE {column} = ?", (name,)
    ).fetchone()
    reader.close()
    return int(found)


@contextmanager
def opened(office: Path) -> Iterator[OfficeDesk]:
    """The program started on an office."""
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    application = qt.Application(instance, qt.user_settings(office.parent))
    desk = OfficeDesk(application, office, None)
    try:
        application.show(desk.build_window)
        desk.begin()
        settle()
        yield desk
    finally:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.hide()
        desk.close()
        application.close()
        settle()


def banner(desk: OfficeDesk, qtbot: QtBot, rows: int) -> UnfinishedBanner:
    """The bar above the pages, once it tells of so many."""
    found = desk.offering.banner
    assert found is not None
    qtbot.waitUntil(lambda: len(found.rows) == rows and found.isVisible())
    return found


def row(rows: list[UnfinishedRow], key: str) -> UnfinishedRow:
    return next(one for one in rows if one.one.key == key)


def button(one: UnfinishedRow, words: str) -> QPushButton:
    buttons = cast("list[QPushButton]", one.findChildren(QPushButton))
    return next(made for made in buttons if made.text() == words and made.isVisibleTo(one))


def dialog(qtbot: QtBot, key: str, desk: OfficeDesk) -> AskDialog:
    qtbot.waitUntil(lambda: desk.gate.drafts.is_open(key), timeout=10000)
    found = QApplication.activeModalWidget()
    assert isinstance(found, AskDialog)
    return found


def line(widget: object, name: str) -> QLineEdit:
    found = widget.findChild(QLineEdit, name)  # type: ignore[attr-defined]
    assert found is not None, name
    return cast("QLineEdit", found)


def test_a_program_that_was_killed_offers_exactly_what_was_typed_and_gives_it_back(
    folder_office: Path, qtbot: QtBot
) -> None:
    command = [sys.executable, "-m", "tests.widgets.typing_process", str(folder_office)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment) as typing:
        assert typing.stdout is not None
        assert typing.stdout.readline() == b"3\n"
        typing.send_signal(signal.SIGKILL)
    typed = typed_in(folder_office)
    person = next(key for key in typed if key.startswith("person/"))
    training = next(key for key in typed if key.startswith("training/"))
    with opened(folder_office) as desk:
        told = banner(desk, qtbot, 3)
        assert sorted(one.one.key for one in told.rows) == sorted(typed)
        button(row(told.rows, person), "继续").click()
        asked = dialog(qtbot, person, desk)
        assert line(asked, "personBirth").text() == "1974.", "half a day stands as it stood"
        assert line(asked, "personNote").text() == "五月起住在县城"
        asked.hide()
        button(row(told.rows, training), "继续").click()
        drafts = desk.gate.drafts
        qtbot.waitUntil(lambda: drafts.is_open(training), timeout=10000)
        note = desk.window.findChild(QPlainTextEdit, "sessionNote")
        assert note is not None
        assert note.toPlainText() == "带笔\n带本子"
        button(row(told.rows, "prompt/sheet"), "丢弃").click()
        qtbot.waitUntil(lambda: "prompt/sheet" not in kept(folder_office))
        assert kept(folder_office) == sorted({person, training})


def test_what_is_dropped_can_be_put_back_and_gone_on_with_by_keyboard_alone(
    folder_office: Path, qtbot: QtBot
) -> None:
    key = f"person/edit {id_of(folder_office, 'person', '曹示例')}"
    keep(folder_office, {key: {"personNote": "住在县城"}})
    with opened(folder_office) as desk:
        told = banner(desk, qtbot, 1)
        desk.window.activateWindow()
        for _pane in range(6):
            if told.isAncestorOf(desk.window.focusWidget()):
                break
            desk.window.next_pane()
        one = told.rows[0]
        assert button(one, "继续").hasFocus()
        QTest.keyClick(button(one, "继续"), Qt.Key.Key_Tab)
        QTest.keyClick(button(one, "丢弃"), Qt.Key.Key_Return)
        assert told.accessibleName() == "没填完的都丢弃了"
        qtbot.waitUntil(lambda: kept(folder_office) == [])
        assert button(one, "放回来").hasFocus()
        QTest.keyClick(button(one, "放回来"), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: kept(folder_office) == [key])
        QTest.keyClick(button(one, "丢弃"), Qt.Key.Key_Backtab)
        QTest.keyClick(button(one, "继续"), Qt.Key.Key_Return)
        assert line(dialog(qtbot, key, desk), "personNote").text() == "住在县城"
        assert told.isHidden(), "what is open speaks for itself"


def test_stored_is_no_draft_any_more_and_left_on_purpose_is_one_click_away(
    folder_office: Path, qtbot: QtBot
) -> None:
    key = f"person/edit {id_of(folder_office, 'person', '曹示例')}"
    with opened(folder_office) as desk:
        desk.window.show_page("people")
        number = int(key.split(" ")[1])
        desk.window.current_page().person_deeds.do("edit", number)  # type: ignore[union-attr]
        asked = dialog(qtbot, key, desk)
        line(asked, "personNote").setText("住在县城")
        desk.gate.drafts.save_all()
        qtbot.waitUntil(lambda: kept(folder_office) == [key])
        QTest.keyClick(asked, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: kept(folder_office) == [])
        again = desk.window.findChild(QPushButton, "undoButton")
        assert again is not None
        assert again.text() == "接着填"
        again.click()
        asked = dialog(qtbot, key, desk)
        assert line(asked, "personNote").text() == "住在县城"
        go = asked.findChild(QPushButton, "askGo")
        assert go is not None
        with qtbot.waitSignal(desk.gate.stored):
            go.click()
        settle()
        assert kept(folder_office) == []
        assert desk.gate.reader.store.people.person(number).note == "住在县城"


def test_what_lost_its_record_says_so_and_is_copied_or_dropped_and_what_was_overtaken_says_that(
    folder_office: Path, qtbot: QtBot
) -> None:
    number = id_of(folder_office, "person", "曹示例")
    long_ago = datetime(2020, 1, 1)
    keep(folder_office, {f"person/edit {number}": {"personNote": "旧话"}}, long_ago)
    keep(
        folder_office, {"errand/change 999": {"errandTitle": "各村防汛名单", "errandNote": "报 13812340012"}}
    )
    with opened(folder_office) as desk:
        told = banner(desk, qtbot, 2)
        assert row(told.rows, f"person/edit {number}")._state.text() == "这条记录后来改过"
        gone = row(told.rows, "errand/change 999")
        assert gone._state.text() == "原来的记录已经没有了"
        buttons = cast("list[QPushButton]", gone.findChildren(QPushButton))
        assert [made.text() for made in buttons if made.isVisible()] == ["复制文字", "丢弃"]
        button(gone, "复制文字").click()
        assert QApplication.clipboard().text() == "各村防汛名单\n报 13812340012"
        action = desk.window.findChild(QAction, "unfinished")
        assert action is not None
        action.trigger()
        qtbot.waitUntil(lambda: desk.offering.list is not None and desk.offering.list.isVisible())
        shown = desk.offering.list
        assert shown is not None
        texts = [made.text() for made in shown.findChildren(type(gone._state))]
        assert "各村防汛名单 · 报 138****0012" in texts, "a number in a list is masked"
        shown.accept()


def test_many_are_counted_and_stand_in_a_list(folder_office: Path, qtbot: QtBot) -> None:
    units = [id_of(folder_office, "unit_name", name) for name in ("东利见村", "西利见村", "小河口村")]
    drafts = {f"unit/vacancy party {unit}": {"vacancyPost": "x"} for unit in units}
    new = {"tour/add 0": {"tourTitle": "抽查"}, "errand/add 0": {"errandTitle": "名单"}}
    keep(folder_office, {**drafts, **new, "import/abc": {"kind": "people"}})
    with opened(folder_office) as desk:
        told = desk.offering.banner
        assert told is not None
        qtbot.waitUntil(told.isVisible)
        assert told.accessibleName() == f"有 {len(drafts) + 2} 份没填完的"
        assert told.rows == []
        wanted = told.findChild(QPushButton, "unfinishedAll")
        assert wanted is not None
        wanted.click()
        qtbot.waitUntil(lambda: desk.offering.list is not None and desk.offering.list.isVisible())
        shown = desk.offering.list
        assert shown is not None
        assert len(shown.rows) == len(drafts) + 2
        button(row(shown.rows, "tour/add 0"), "丢弃").click()
        qtbot.waitUntil(lambda: "tour/add 0" not in kept(folder_office))
        shown.accept()
        desk.offering.open_list()
        qtbot.waitUntil(shown.isVisible)
        assert row(shown.rows, "tour/add 0").is_dropped, "until the program ends it can be put back"
        button(row(shown.rows, "errand/add 0"), "继续").click()
        assert line(dialog(qtbot, "errand/add 0", desk), "errandTitle").text() == "名单"


def test_put_away_it_is_not_told_again_and_still_found_in_the_menu(folder_office: Path, qtbot: QtBot) -> None:
    keep(folder_office, {"tour/add 0": {"tourTitle": "抽查"}})
    with opened(folder_office) as desk:
        told = banner(desk, qtbot, 1)
        later = told.findChild(QPushButton, "unfinishedLater")
        assert later is not None
        assert later.text() == "都先放着"
        later.click()
        assert told.isHidden()
        desk.offering.open_list()
        qtbot.waitUntil(lambda: desk.offering.list is not None and len(desk.offering.list.rows) == 1)
    assert kept(folder_office) == ["tour/add 0"]


def test_what_cannot_be_gone_on_with_now_says_so_and_its_words_can_be_copied(
    folder_office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offering, "UNCOVERING_MS", 200)
    keep(folder_office, {"reserve/add 0": {"reservePlan": "跟班学习三个月"}})
    with opened(folder_office) as desk:
        told = banner(desk, qtbot, 1)
        assert told.rows[0].one.title == "后备干部登记", "nobody is named"
        button(told.rows[0], "继续").click()
        qtbot.waitUntil(lambda: told.rows[0]._state.text() == "现在打不开，文字可以复制")
        button(told.rows[0], "复制文字").click()
        assert QApplication.clipboard().text() == "跟班学习三个月"
    assert kept(folder_office) == ["reserve/add 0"]


def test_where_nothing_waits_nothing_is_said(folder_office: Path, qtbot: QtBot) -> None:
    keep(folder_office, {"prompt/sheet": {}, "import/abc": {"kind": "people"}})
    with opened(folder_office) as desk:
        desk.offering.open_list()
        qtbot.waitUntil(lambda: desk.offering.list is not None and desk.offering.list.isVisible())
        assert desk.offering.list is not None
        assert desk.offering.list.rows == []
        assert desk.offering.banner is not None
        assert desk.offering.banner.isHidden()


def test_two_new_ones_are_told_apart_by_how_they_begin_and_what_is_covered_is_not_shown(
    folder_office: Path, qtbot: QtBot
) -> None:
    drafts = {
        "problem/new": {
            "problemWhat": "会议室投影仪坏了，打 13912345678 找人修，一直没有人来",
            "unit": "财政所",
        },
        "tip/new": {"tipContent": "反映低保评议的事"},
    }
    keep(folder_office, drafts)
    with opened(folder_office) as desk:
        told = desk.offering.banner
        assert told is not None
        qtbot.waitUntil(told.isVisible)
        titles = {one.one.key: one.one.title for one in told.rows}
        assert titles["problem/new"].startswith("登记问题　会议室投影仪坏了")
        assert titles["problem/new"].endswith("…")
        assert "13912345678" not in titles["problem/new"]
        assert titles["tip/new"] == "登记群众意见"
