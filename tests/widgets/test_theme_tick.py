"""本月主题 where records are looked at: ticked on a training, on a record, on the rows of a month grid."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from gzparty.domain.theme import Theme
from tests.widgets.helpers import on_screen, settle
from tests.widgets.intake_steps import register, stored
from tests.widgets.life_steps import STUDY, Known, area, only, show
from tests.widgets.steps import eventually
from tests.widgets.tour_steps import write
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.intake import IntakePage
from ui.pages.life import LifePage
from ui.pages.training import TrainingPage
from ui.panels.theme.tick import ThemeTick
from ui.wishes import LifeRequest, ThemeRequest, TrainingRequest

JUNE = "2026-06"


@pytest.fixture
def known(life_file: tuple[Path, Known]) -> Known:
    return life_file[1]


def set_theme(gate: Gate, qtbot: QtBot, period: str = JUNE, title: str = "发展集体经济") -> Theme:
    theme: Theme = write(gate, qtbot, lambda services: services.themes.set_theme(period, title))
    settle()
    return theme


def press_action(page: IntakePage) -> None:
    action = page.findChild(QAction, "linkTheme")
    assert action is not None
    action.trigger()
    settle()


def seen(tick: ThemeTick) -> tuple[bool, str, bool]:
    return tick.isVisibleTo(tick.window()), tick._check.text(), tick._check.isChecked()


def test_a_record_is_ticked_and_the_tick_taken_back(
    life_page: LifePage, life_gate: Gate, qtbot: QtBot, known: Known
) -> None:
    record = only(life_page, life_gate, known["东利见村"], STUDY, JUNE)
    life_page.take_request(LifeRequest(meeting_id=record.meeting.id))
    settle()
    tick = life_page.panel.theme_tick
    assert not tick.isVisibleTo(life_page)
    theme = set_theme(life_gate, qtbot)
    assert seen(tick) == (True, "讲了本月主题：发展集体经济", False)
    deeds: list[str] = []
    life_page.done.connect(deeds.append)
    tick._check.click()
    eventually(qtbot, lambda: len(life_gate.reader.themes.get(theme.id).meetings) == 1)
    assert deeds == ["2026年6月主题加 1 条记录"]
    assert seen(tick)[2]
    life_gate.undo()
    eventually(qtbot, lambda: not tick._check.isChecked())


def test_what_is_typed_stays_while_the_theme_is_ticked(
    life_page: LifePage, life_gate: Gate, qtbot: QtBot, known: Known
) -> None:
    set_theme(life_gate, qtbot)
    record = only(life_page, life_gate, known["东利见村"], STUDY, JUNE)
    life_page.take_request(LifeRequest(meeting_id=record.meeting.id))
    settle()
    area(life_page.panel, "meetingTopic").setPlainText("没存的议题")
    life_page.panel.theme_tick._check.click()
    eventually(qtbot, lambda: bool(life_gate.reader.themes.of_meetings([record.meeting.id])))
    settle()
    assert area(life_page.panel, "meetingTopic").toPlainText() == "没存的议题"


def test_a_new_record_has_nothing_to_tick(
    life_page: LifePage, life_gate: Gate, qtbot: QtBot, known: Known
) -> None:
    set_theme(life_gate, qtbot)
    panel = show(life_page, STUDY, known["西利见村"], JUNE)
    assert not panel.theme_tick.isVisibleTo(life_page)


def test_a_record_that_made_good_for_another_month_leads_there(
    life_page: LifePage, life_gate: Gate, qtbot: QtBot, known: Known, desk: Desk
) -> None:
    april = set_theme(life_gate, qtbot, "2026-04", "防火")
    record = only(life_page, life_gate, known["东利见村"], STUDY, JUNE).meeting.id
    write(life_gate, qtbot, lambda services: services.themes.link(april.id, meetings=[record]))
    life_page.take_request(LifeRequest(meeting_id=record))
    settle()
    tick = life_page.panel.theme_tick
    assert not tick._check.isVisibleTo(life_page)
    found: list[tuple[str, Any]] = []
    desk.wishes.page_wanted.connect(lambda key, request: found.append((key, request)))
    assert tick._elsewhere.text() == "也讲了4月的主题"
    tick._elsewhere.click()
    assert found == [("themes", ThemeRequest("2026-04"))]


def test_a_training_is_ticked_beside_its_tabs(desk: Desk, gate: Gate, qtbot: QtBot) -> None:
    theme = set_theme(gate, qtbot, title="支部工作条例与三会一课规范怎么落实到每个支部")
    page = on_screen(TrainingPage(desk, gate), qtbot, 1264, 760)
    june = next(line.training for line in gate.reader.sessions.year(2026).lines if line.training.month == 6)
    page.take_request(TrainingRequest(june.id))
    settle()
    tick = page.findChild(ThemeTick, "sessionTheme")
    assert tick is not None
    assert seen(tick) == (True, "讲了本月主题：支部工作条例与三会一课规范怎么落实…", False)
    assert tick._check.toolTip() == theme.title
    tick._check.click()
    eventually(
        qtbot, lambda: [one.training_id for one in gate.reader.themes.get(theme.id).trainings] == [june.id]
    )
    assert tick._check.isChecked()


def test_the_rows_selected_in_the_month_grid_are_linked_together(
    intake_page: IntakePage, gate: Gate, qtbot: QtBot
) -> None:
    page = intake_page
    told: list[str] = []
    page.asked.refused.connect(told.append)
    for village in ("官庄村", "坡庄村", "宅科村"):
        register(page, village, day=date(2026, 6, 15))
    page.grid.view.selectAll()
    press_action(page)
    assert told == ["2026年6月还没有主题。先到“月度主题”里写上。"]
    theme = set_theme(gate, qtbot)
    page.grid.view.selectAll()
    press_action(page)
    eventually(qtbot, lambda: len(gate.reader.themes.get(theme.id).meetings) == 3)
    meeting = stored(page, "官庄村")
    assert meeting is not None
    assert gate.reader.themes.of_meetings([meeting.id]) == {meeting.id: (theme,)}
