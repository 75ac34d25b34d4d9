"""What made somebody hesitate in her first month with the window, and what she sees there now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import as_text, on_screen, settle
from ui.asked_files import ask_files, first_folder
from ui.desk import Desk
from ui.gate import FormDrafts, Gate
from ui.main_window import MainWindow, Office
from ui.memory import Memory
from ui.pages.people import PeoplePage
from ui.pages.settings import SettingsPage
from ui.pages.training import TrainingPage
from ui.panels.ask import AskDialog, Question
from ui.panels.copy_panel import CopyPanel
from ui.panels.session_forms import MoveForm, ReasonForm
from ui.preferences import DRESS
from ui.shell import Group, Page
from ui.theme import Theme
from ui.wishes import PrintRequest


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> TrainingPage:
    return on_screen(TrainingPage(desk, gate), qtbot, 1264, 800)


def show(page: TrainingPage, gate: Gate, month: int, tab: str) -> None:
    lines = gate.reader.sessions.year(2026).lines
    page.list.choose(next(line.training.id for line in lines if line.training.month == month))
    page.view.choose(tab)
    settle()


def button(within: QWidget, name: str) -> QPushButton:
    found = within.findChild(QPushButton, name)
    assert found is not None, name
    return found


class BusyWriter:
    """A writer's thread that has other work to do first."""

    def submit(self, _call: object, _done: object, _failed: object) -> None:
        pass


def test_what_was_stored_is_not_overwritten_by_an_older_draft(gate: Gate) -> None:
    drafts = FormDrafts(gate.reader, cast("Any", BusyWriter()))
    drafts.save("training/3", {"sessionContact": "党建办"})
    assert drafts.load("training/3") == {"sessionContact": "党建办"}
    drafts.discard("training/3")
    assert drafts.load("training/3") is None
    assert drafts.load("training/4") is None


def test_a_dialog_grows_with_the_sentence_that_explains_a_field(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    form = MoveForm(theme, 2026, lambda *_times: ())
    dialog = AskDialog(theme, Question("第 11 期改到什么时候", "改期", form), parent)
    dialog.ask(lambda _values: None)
    settle()
    form.day.line.setText("2026.13.40")
    button(dialog, "askGo").click()
    settle()
    sentence = dialog.findChild(QLabel, "whenDayProblemText")
    assert sentence is not None
    assert "2026.13.40" in sentence.text()
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    assert form.day.line.height() >= form.day.line.minimumSizeHint().height()
    dialog.reject()


def test_enter_on_the_way_back_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    answers: list[object] = []
    dialog = AskDialog(theme, Question("取消这一期？", "取消这一期", ReasonForm(theme, "")), parent)
    dialog.ask(answers.append)
    settle()
    button(dialog, "askBack").setFocus()
    qtbot.keyClick(button(dialog, "askBack"), Qt.Key.Key_Return)
    assert answers == []
    assert not dialog.isVisible()


def test_enter_presses_the_button_in_focus(desk: Desk, gate: Gate, qtbot: QtBot) -> None:
    page = TrainingPage(desk, gate)
    window = MainWindow(
        desk, Office("官庄镇"), [Page("training", "书记培训", "training", Group.WORK, lambda: page)]
    )
    qtbot.addWidget(window)
    window.show()
    window.show_first_page()
    settle()
    show(page, gate, 9, "session")
    save = button(page.view.session, "saveSession")
    save.setFocus()
    with qtbot.waitSignal(save.clicked):
        qtbot.keyClick(save, Qt.Key.Key_Enter)


def test_notice_and_sign_in_sheet_are_printed_where_the_session_is_arranged(
    page: TrainingPage, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 9, "session")
    for name, paper in (("arrangedNotice", "training-notice"), ("arrangedSignIn", "sign-in")):
        with qtbot.waitSignal(desk.wishes.page_wanted) as asked:
            button(page.view.session, name).click()
        assert asked.args == ["print", PrintRequest(paper, {"year": 2026, "training": "2026-09"})]
    show(page, gate, 3, "session")
    assert not button(page.view.session, "arrangedSignIn").isVisible()


def test_a_closed_roll_leads_to_the_attendance_sheet(
    page: TrainingPage, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 6, "roll")
    assert button(page.view.roll, "printSignIn").isVisible()
    assert not button(page.view.roll, "printAttendance").isVisible()
    show(page, gate, 3, "roll")
    assert not button(page.view.roll, "printSignIn").isVisible()
    with qtbot.waitSignal(desk.wishes.page_wanted) as asked:
        button(page.view.roll, "printAttendance").click()
    assert asked.args == ["print", PrintRequest("roll", {"year": 2026, "training": "2026-03"})]


def test_a_refusal_goes_once_something_was_stored(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    show(page, gate, 9, "session")
    gate.refused.emit("9月16日还没到，不能结束签到。")
    assert "还没到" in as_text(page)
    page.view.session.form.control("sessionTopic").setText("秋季防火")  # type: ignore[attr-defined]
    page.view.session.save()
    qtbot.waitUntil(lambda: "还没到" not in as_text(page))


def test_a_topic_that_fits_no_paper_stays_in_its_field_and_is_not_stored(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 9, "session")
    page.view.session.form.control("sessionTopic").setText("长" * 2000)  # type: ignore[attr-defined]
    page.view.session.save()
    assert "写了 2000 个字，这里最多 500 个字。请缩短一些。" in as_text(page)
    page.view.session.form.control("sessionTopic").setText("秋季防火")  # type: ignore[attr-defined]
    with qtbot.waitSignal(gate.stored):
        page.view.session.save()
    assert "这里最多 500 个字" not in as_text(page)


def test_files_are_looked_for_where_they_were_last(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    begun: list[str] = []

    def choose(names: list[str]) -> Callable[..., tuple[list[str], str]]:
        def chosen(_parent: QWidget, _title: str, folder: str, _kinds: str) -> tuple[list[str], str]:
            begun.append(folder)
            return names, ""

        return chosen

    parent = QWidget()
    qtbot.addWidget(parent)
    table = tmp_path / "花名册.xlsx"
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose([str(table)]))
    assert ask_files(parent, memory, "", "") == (table,)
    assert Path(begun[0]) != Path.cwd()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose([]))
    assert ask_files(parent, memory, "", "") == ()
    assert Path(begun[1]) == tmp_path
    memory.keep("files/folder", str(tmp_path / "拔掉的U盘"))
    assert first_folder(memory) != tmp_path / "拔掉的U盘"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "没有的文档"))
    assert first_folder(memory) == Path.home()


def test_another_size_of_text_leaves_the_settings_where_they_were(
    desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    first = SettingsPage(desk, gate)
    qtbot.addWidget(first)
    first._side.choose(DRESS)
    words = as_text(first)
    again = SettingsPage(desk, gate)
    qtbot.addWidget(again)
    assert "外观和语言" in words
    assert cast("QLabel", again.findChild(QLabel, "settingsPart")).text() == "外观和语言"


@pytest.fixture
def large(theme: Theme) -> Theme:
    """The largest text, as a clerk of fifty sets it."""
    theme.set_scale(1.3)
    return theme


@pytest.mark.usefixtures("large")
def test_large_text_on_a_small_screen_keeps_the_list_whole_below_the_panel(
    desk: Desk, people_gate: Gate, qtbot: QtBot
) -> None:
    page = PeoplePage(desk, people_gate)
    qtbot.addWidget(page)
    # What a screen of 1366 by 768 leaves beside the navigation.
    room = 1366 - 229
    page.resize(room, 640)
    page.show()
    qtbot.waitUntil(page.aside.isVisible)
    settle()
    side, listed, panel = (part.geometry() for part in (page.side, page.list, page.aside))
    assert side.right() < listed.left() < panel.left()
    assert listed.right() == panel.right() == room - 1


def test_the_buttons_of_a_copy_are_whole_at_large_text(large: Theme, qtbot: QtBot) -> None:
    panel = CopyPanel(large)
    qtbot.addWidget(panel)
    panel.resize(panel.minimumSizeHint().width(), 600)
    panel.show()
    settle()
    buttons = cast("list[QPushButton]", panel.findChildren(QPushButton))
    cut = [one.text() for one in buttons if one.width() < one.sizeHint().width()]
    assert cut == []
