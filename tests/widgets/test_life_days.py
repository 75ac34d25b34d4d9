"""支部生活日 and 免办: set for one or many at once, taken back, wrong words told with examples."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.people import UnitKind
from gzparty.domain.period import Period
from tests.widgets.helpers import on_screen, settle
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.ask import AskDialog
from ui.panels.duty.life_days import LifeDays
from ui.panels.duty.waivers import Waivers
from ui.widgets.combo import Combo

WAIT = 20000


@pytest.fixture
def days(desk: Desk, gate: Gate, qtbot: QtBot) -> LifeDays:
    return on_screen(LifeDays(desk, gate), qtbot, 1100, 700)


@pytest.fixture
def waivers(desk: Desk, gate: Gate, qtbot: QtBot) -> Waivers:
    return on_screen(Waivers(desk, gate), qtbot, 1100, 700)


def dialog(page: QWidget) -> AskDialog:
    dialogs = cast("list[AskDialog]", page.findChildren(AskDialog))
    return next(found for found in dialogs if found.isVisible())


def fill(page: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog(page).findChild(QLineEdit, name)
        assert field is not None, name
        field.setText(text)


def go(page: QWidget) -> None:
    button = dialog(page).findChild(QPushButton, "askGo")
    assert button is not None
    button.click()
    settle()


def problem(page: QWidget, name: str) -> str:
    found = dialog(page).findChild(QLabel, f"{name}ProblemText")
    assert found is not None
    return found.text()


def line(days: LifeDays, name: str) -> str:
    row = next(place for place in range(days.table.rowCount()) if days.table.cell(place, 0).text == name)
    return "|".join(days.table.cell(row, place).text for place in range(len(days.table.columns)))


def choose(days: LifeDays, *names: str) -> None:
    days._choose(lambda found: found.unit.name in names)


def test_nothing_is_set_until_somebody_does(days: LifeDays) -> None:
    assert line(days, "官庄村") == "官庄村|没定|||||"
    figures = days.findChild(QLabel, "lifeFigures")
    assert figures is not None
    assert figures.text() == "59 个支部，还有 59 个没定"


def test_one_day_is_set_for_all_that_are_selected_and_undone_at_once(
    days: LifeDays, gate: Gate, qtbot: QtBot
) -> None:
    choose(days, "官庄村", "东利见村")
    days.set_some()
    who = dialog(days).findChild(Combo, "lifeWho")
    assert who is not None
    assert who.currentText() == "选中的 2 个支部"
    fill(days, lifeRule="15日", lifeHour="晚上7点")
    grace = dialog(days).findChild(QWidget, "lifeGrace")
    grace.setValue(3)
    with qtbot.waitSignal(days.done, timeout=WAIT):
        go(days)
    for name in ("官庄村", "东利见村"):
        assert line(days, name) == f"{name}|15日|19:00|3 天|6月15日 周一|6月18日 周四|2026-06"
    assert line(days, "西利见村") == "西利见村|没定|||||"
    with qtbot.waitSignal(gate.moved_back, timeout=WAIT):
        gate.undo()
    assert line(days, "官庄村") == "官庄村|没定|||||"


def test_the_rest_and_everybody_can_be_meant_too(days: LifeDays, qtbot: QtBot) -> None:
    choose(days, "官庄村")
    days.set_some()
    who = dialog(days).findChild(Combo, "lifeWho")
    assert who is not None
    offered = [who.itemText(place) for place in range(who.count())]
    assert offered[0] == "官庄村"
    assert offered[-2:] == ["还没定的 59 个支部", "全部 59 个支部"]
    who.setCurrentIndex(who.count() - 1)
    fill(days, lifeRule="第一个周五", lifeFrom="7月")
    with qtbot.waitSignal(days.done, timeout=WAIT):
        go(days)
    assert line(days, "官庄村") == "官庄村|没定|||||"
    days.deeds()["next_period"]()
    assert line(days, "官庄村") == "官庄村|第一个周五|||7月3日 周五|7月3日 周五|2026-07"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "写每月哪一天，如 15日、第一个周五 或 最后一个工作日"),
        ("看情况", "看不懂“看情况”，写成 15日、第一个周五 或 最后一个工作日"),
        ("45日", "看不懂“45日”，写成 15日、第一个周五 或 最后一个工作日"),
        ("45", "看不懂“45”，写成 15日、第一个周五 或 最后一个工作日"),
    ],
)
def test_a_day_that_cannot_be_read_is_told_with_examples(
    days: LifeDays, gate: Gate, qtbot: QtBot, typed: str, why: str
) -> None:
    days.set_some()
    fill(days, lifeRule=typed)
    with qtbot.assertNotEmitted(gate.stored, wait=100):
        go(days)
    assert problem(days, "lifeRule") == why


def test_a_bare_number_is_a_day_of_the_month(days: LifeDays, qtbot: QtBot) -> None:
    choose(days, "官庄村")
    days.set_some()
    fill(days, lifeRule="２5", lifeFrom="7月")
    with qtbot.waitSignal(days.done, timeout=WAIT):
        go(days)
    days.deeds()["next_period"]()
    assert line(days, "官庄村").startswith("官庄村|25日|")


def test_delete_takes_the_day_away_from_the_month_shown(days: LifeDays, qtbot: QtBot) -> None:
    choose(days, "官庄村")
    days.set_some()
    fill(days, lifeRule="15日")
    with qtbot.waitSignal(days.done, timeout=WAIT):
        go(days)
    days.deeds()["next_period"]()
    choose(days, "官庄村")
    with qtbot.waitSignal(days.done, timeout=WAIT):
        qtbot.keyClick(days.grid, Qt.Key.Key_Delete)
    assert line(days, "官庄村") == "官庄村|没定|||||"
    days.deeds()["previous_period"]()
    assert line(days, "官庄村").startswith("官庄村|15日")


def test_the_lists_are_sound_models(days: LifeDays, waivers: Waivers) -> None:
    for table in (days.table, waivers.table):
        tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning)
        tester.setParent(table)
    days.deeds()["next_period"]()
    waivers.deeds()["previous_period"]()


def test_a_waiver_is_written_with_reason_and_approver_and_taken_back(
    waivers: Waivers, gate: Gate, qtbot: QtBot
) -> None:
    waivers.deeds()["new"]()
    go(waivers)
    assert problem(waivers, "waiverUnit") == "填上哪个单位免办"
    assert problem(waivers, "waiverReason") == "写一句原因，如 换届期间"
    fill(
        waivers, waiverUnit="官庄村", waiverPeriod="二季度", waiverReason="换届期间", waiverApprover="周示例"
    )
    with qtbot.waitSignal(waivers.done, timeout=WAIT) as told:
        go(waivers)
    assert told.args == ["官庄村党员大会免办 2026年第2季度"]
    cells = [waivers.table.cell(0, place).text for place in range(len(waivers.table.columns))]
    assert cells == ["官庄村", "党员大会", "第2季度", "换届期间", "周示例", "6月17日"]
    waivers.grid.select_row(0)
    with qtbot.waitSignal(waivers.done, timeout=WAIT):
        qtbot.keyClick(waivers.grid, Qt.Key.Key_Delete)
    assert waivers.table.rowCount() == 0


def test_a_period_the_duty_does_not_have_is_refused_and_stays_typed(waivers: Waivers, qtbot: QtBot) -> None:
    waivers.add("branch_meeting")
    fill(waivers, waiverUnit="官庄村", waiverPeriod="6月", waiverReason="换届期间", waiverApprover="周示例")
    go(waivers)
    said = dialog(waivers).findChild(QLabel, "askProblem")
    assert said is not None
    qtbot.waitUntil(said.isVisible, timeout=WAIT)
    assert said.text() == "党员大会在 2026年6月 没有要办的，免办写成它自己的月份、季度或年份。"


def test_waivers_of_other_years_are_not_in_this_one(waivers: Waivers, gate: Gate, qtbot: QtBot) -> None:
    unit = next(u.id for u in gate.reader.people.units() if u.kind is UnitKind.VILLAGE_BRANCH)
    with qtbot.waitSignal(gate.stored, timeout=WAIT):
        gate.write(
            lambda services: services.duties.waive(
                "branch_meeting", unit, Period.parse("2025-Q4"), "停水停电", "周示例", date(2025, 12, 1)
            )
        )
    settle()
    assert waivers.table.rowCount() == 0
    waivers.deeds()["previous_period"]()
    assert waivers.table.rowCount() == 1
