"""Texts for WeChat by one key: the one that fits the day, or one of the menu; the status row says which."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gzparty.domain.training import Training
from tests.widgets.helpers import settle
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.training import TrainingPage


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> TrainingPage:
    made = TrainingPage(desk, gate)
    qtbot.addWidget(made)
    made.resize(1264, 800)
    made.show()
    show(made, gate, 8)
    return made


def training(gate: Gate, month: int) -> Training:
    return next(
        line.training for line in gate.reader.sessions.year(2026).lines if line.training.month == month
    )


def show(page: TrainingPage, gate: Gate, month: int) -> None:
    page.list.choose(training(gate, month).id)
    settle()


def copied(page: TrainingPage, qtbot: QtBot) -> tuple[str, str]:
    """What the one key copies, and what is said of it."""
    with qtbot.waitSignal(page.copied) as told:
        page.deeds()["copy_message"]()
    return QGuiApplication.clipboard().text(), told.args[0]


def test_a_session_far_off_is_announced(page: TrainingPage, qtbot: QtBot) -> None:
    text, said = copied(page, qtbot)
    assert text.startswith("【培训通知】第 8 期")
    assert said == "培训通知已复制，到群里粘贴就行"


def test_a_moved_session_is_told_with_old_time_and_new(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    number = training(gate, 8).id
    start = datetime(2026, 8, 20, 9, 0)
    gate.write(lambda services: services.trainings.move(number, start, start + timedelta(hours=3), "防汛"))
    qtbot.waitUntil(lambda: gate.reader.trainings.findings(start, start, "", 0) is not None)
    qtbot.waitUntil(lambda: "8月20日" in copied(page, qtbot)[0])
    text, said = copied(page, qtbot)
    assert text.startswith("【培训改期】第 8 期")
    assert "原定时间：8月19日 周三 14:30—17:30" in text
    assert said == "改期、改地点的通知已复制，到群里粘贴就行"
    gate.undo()
    qtbot.waitUntil(lambda: copied(page, qtbot)[0].startswith("【培训通知】"))


def test_a_cancelled_session_is_called_off(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    number = training(gate, 8).id
    gate.write(lambda services: services.trainings.cancel(number, "与上级培训重复"))
    qtbot.waitUntil(lambda: copied(page, qtbot)[0].startswith("【培训取消】"))
    offered = {one.text(): one.isEnabled() for one in page.view.roll.message_menu().actions()}
    assert [words for words, on in offered.items() if on] == ["取消的通知"]


def test_the_menu_gives_any_text_that_is_true(page: TrainingPage, qtbot: QtBot) -> None:
    shown = page.view.roll.message_menu()
    offered = {one.text(): one.isEnabled() for one in shown.actions()}
    assert offered == {
        "培训通知": True,
        "改期、改地点的通知": False,
        "开班提醒": True,
        "取消的通知": False,
    }
    with qtbot.waitSignal(page.copied) as told:
        next(one for one in shown.actions() if one.text() == "开班提醒").trigger()
    assert told.args[0] == "开班提醒已复制，到群里粘贴就行"
    text = QGuiApplication.clipboard().text()
    assert text.startswith("【提醒】")
    # No member is named in a text for a group.
    assert "示例" not in text
