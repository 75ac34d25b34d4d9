"""谈心谈话 in a list: what was said is out of sight until it is asked for, for one talk, and goes again."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import TalkKind
from gzparty.services.bundle import Services
from gzparty.services.talks import TalkDraft
from tests.widgets.helpers import as_text, settle
from tests.widgets.life import Life
from ui.desk import Desk
from ui.panels.ask import AskDialog
from ui.panels.life.talk_form import TalkForm
from ui.panels.life.talk_list import TalkList

SECRET = "家里有困难"


def _add(draft: TalkDraft, services: Services) -> object:
    return services.yearly.add_talk(draft)


@pytest.fixture
def life(life: Life, qtbot: QtBot) -> Life:
    unit, other = life.villages["东村"], life.villages["西村"]
    for draft in (
        TalkDraft(unit, 2026, date(2026, 5, 8), TalkKind.SPECIAL, "一示例", "甲示例", content=SECRET),
        TalkDraft(unit, 2026, date(2026, 5, 9), TalkKind.AMONG_MEMBERS, "甲示例", "乙示例"),
        TalkDraft(other, 2026, date(2026, 4, 2), TalkKind.COMMITTEE_MEMBER, "二示例", "丁示例"),
        TalkDraft(unit, 2025, date(2026, 1, 5), TalkKind.COMMITTEE_MEMBER, "一示例", "乙示例"),
    ):
        life.write(qtbot, partial(_add, draft))
    return life


@pytest.fixture
def talks(desk: Desk, life: Life, qtbot: QtBot) -> TalkList:
    made = TalkList(desk, life.gate)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_year(2026, life.villages["东村"])
    made.show()
    settle()
    return made


def press(where: QWidget, name: str) -> None:
    found = where.findChild(QPushButton, name)
    assert found is not None
    found.click()
    settle()


def dialog(talks: TalkList) -> tuple[AskDialog, TalkForm]:
    opened = next(one for one in cast("list[AskDialog]", talks.findChildren(AskDialog)) if one.isVisible())
    form = opened.findChild(TalkForm)
    assert form is not None
    return opened, form


def table(talks: TalkList) -> list[list[str]]:
    records = talks.view.records
    return [
        [records.cell(row, place).text for place in range(records.columnCount())]
        for row in range(records.rowCount())
    ]


def test_talks_are_those_of_the_year_and_the_branch_without_what_was_said(talks: TalkList) -> None:
    QAbstractItemModelTester(talks.view.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert table(talks) == [
        ["05-08", "东村", "特殊情况", "一示例", "甲示例", ""],
        ["05-09", "东村", "党员之间", "甲示例", "乙示例", ""],
    ]
    assert SECRET not in as_text(talks)
    assert "2026年度 2 次：委员之间 0，委员与党员 0，党员之间 1，特殊情况 1" in as_text(talks)
    talks.show_year(2026)
    assert len(table(talks)) == 3


def test_content_is_shown_for_one_talk_and_goes_with_the_next_row(talks: TalkList) -> None:
    press(talks, "revealTalk")
    assert SECRET in as_text(talks)
    talks.view.select_row(1)
    settle()
    assert SECRET not in as_text(talks)
    press(talks, "revealTalk")
    assert "没有登记内容。" in as_text(talks)
    press(talks, "revealTalk")
    assert "没有登记内容。" not in as_text(talks)


def test_changing_a_talk_unseen_keeps_what_was_said(talks: TalkList, life: Life, qtbot: QtBot) -> None:
    talks.view.setFocus()
    qtbot.keyClick(talks.view, Qt.Key.Key_F2)
    opened, form = dialog(talks)
    assert SECRET not in as_text(opened)
    assert "谈话内容没有显示，这里改别的不会动它。" in as_text(opened)
    form.control("talkFiled").setText("3号盒/2")  # type: ignore[attr-defined]
    with qtbot.waitSignal(talks.done):
        press(opened, "askGo")
    settle()
    talk = life.services.yearly.talks(2026, life.villages["东村"])[0]
    assert (talk.filed_at, life.services.yearly.talk(talk.id).content) == ("3号盒/2", SECRET)


def test_content_that_is_shown_can_be_changed(talks: TalkList, life: Life, qtbot: QtBot) -> None:
    press(talks, "revealTalk")
    press(talks, "changeTalk")
    opened, form = dialog(talks)
    form.control("talkContent").setPlainText("已解决")  # type: ignore[attr-defined]
    with qtbot.waitSignal(talks.done):
        press(opened, "askGo")
    settle()
    talk = life.services.yearly.talks(2026, life.villages["东村"])[0]
    assert life.services.yearly.talk(talk.id).content == "已解决"


def test_a_new_talk_is_asked_for_whole(talks: TalkList, life: Life, qtbot: QtBot) -> None:
    press(talks, "addTalk")
    opened, form = dialog(talks)
    assert form.values()["unit_id"] == life.villages["东村"]
    press(opened, "askGo")
    assert "写上谈话的日期" in as_text(opened)
    assert "选一个类别" in as_text(opened)
    form.control("talkDay").line.setText("6.2")  # type: ignore[attr-defined]
    form.control("talkKind").set_value(TalkKind.COMMITTEE_MEMBER)  # type: ignore[attr-defined]
    form.control("talkSpeaker").setText("一示例")  # type: ignore[attr-defined]
    press(opened, "askGo")
    qtbot.waitUntil(lambda: "请把双方姓名写全" in as_text(opened))
    form.control("talkPartner").setText("新示例")  # type: ignore[attr-defined]
    with qtbot.waitSignal(talks.done) as deed:
        press(opened, "askGo")
    assert deed.args == ["登记 东村 委员与党员谈话"]
    settle()
    assert table(talks)[2][:5] == ["06-02", "东村", "委员与党员", "一示例", "新示例"]
    stored = life.services.yearly.talks(2026, life.villages["东村"])[2]
    assert (stored.year, stored.speaker_id is None, stored.partner_id is None) == (2026, False, False)


def test_a_talk_is_deleted_by_key_and_comes_back(talks: TalkList, life: Life, qtbot: QtBot) -> None:
    talks.view.select_row(1)
    with qtbot.waitSignal(talks.done) as deed:
        qtbot.keyClick(talks.view, Qt.Key.Key_Delete)
    assert deed.args == ["删除 东村 党员之间谈话"]
    settle()
    assert len(table(talks)) == 1
    life.gate.undo()
    qtbot.waitUntil(lambda: len(table(talks)) == 2)
