"""Contradictions stand in sentences, and each leads to its records."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import MeetingKind
from gzparty.services.meeting_views import MeetingDraft
from tests.widgets.helpers import as_text, settle
from tests.widgets.life import DAY, Life
from ui.desk import Desk
from ui.panels.life.crosscheck_list import CrosscheckList, sentence_of
from ui.wishes import LifeRequest

TEXT = "会议传达学习了上级文件精神，并对下半年村里的路灯维修逐项作了讨论。"


@pytest.fixture
def found(desk: Desk, life: Life, qtbot: QtBot) -> CrosscheckList:
    made = CrosscheckList(desk, life.gate)
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show_year(2026)
    made.show()
    settle()
    return made


def register(life: Life, qtbot: QtBot, village: str, **facts: object) -> None:
    draft = MeetingDraft(MeetingKind.STUDY, life.villages[village], day=DAY, **facts)  # type: ignore[arg-type]
    life.write(qtbot, lambda services: services.meetings.register([draft]))
    settle()


def test_nothing_found_is_said_with_what_was_looked_at(found: CrosscheckList) -> None:
    assert "没有发现对不上的地方" in as_text(found)


def test_a_contradiction_appears_when_it_is_written_and_opens_both_records(
    found: CrosscheckList, life: Life, desk: Desk, qtbot: QtBot
) -> None:
    register(life, qtbot, "东村", content=TEXT)
    register(life, qtbot, "西村", content=TEXT)
    records = found.view.records
    QAbstractItemModelTester(records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [records.cell(0, place).text for place in range(3)] == [
        "06-15",
        "东村",
        "东村 6月15日的集中学习，内容与西村 6月15日的集中学习一字不差（共 2 个支部相同）",
    ]
    assert "1 处对不上" in as_text(found)
    first, second = found.found[0].meetings
    with qtbot.waitSignal(desk.wishes.page_wanted) as wish:
        qtbot.keyClick(found.view, Qt.Key.Key_Space)
    assert wish.args == ["life", LifeRequest(meeting_id=first)]
    other = found.findChild(QPushButton, "openSecond")
    assert other is not None
    with qtbot.waitSignal(desk.wishes.page_wanted) as wish:
        other.click()
    assert wish.args == ["life", LifeRequest(meeting_id=second)]


def test_one_record_has_no_other_to_open(found: CrosscheckList, life: Life, qtbot: QtBot) -> None:
    register(life, qtbot, "南村", expected=3, attended=4)
    assert sentence_of(found.found[0]).endswith("实到 4 比应到 3 还多，核对一下")
    other = found.findChild(QPushButton, "openSecond")
    assert other is not None
    assert not other.isVisible()
    found.show_year(2026, unit_id=life.villages["北村"])
    settle()
    assert "没有发现对不上的地方" in as_text(found)


def test_a_meeting_on_a_holiday_is_noted_and_counted_apart(
    found: CrosscheckList, life: Life, qtbot: QtBot
) -> None:
    life.write(qtbot, lambda services: services.calendars.ensure(2026))
    holiday = MeetingDraft(MeetingKind.STUDY, life.villages["东村"], day=DAY.replace(month=5, day=1))
    life.write(qtbot, lambda services: services.meetings.register([holiday]))
    register(life, qtbot, "南村", expected=3, attended=4)
    assert "1 处对不上，对着原件核实；程序只提示，不改记录。另有 1 条开在节假日。" in as_text(found)
    assert [one.unit.name for one in found.found] == ["南村", "东村"]
