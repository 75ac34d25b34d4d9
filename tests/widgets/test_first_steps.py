"""What somebody sees who has just made an office: nobody in it, half the year gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from gzparty import bootstrap
from gzparty.domain.people import UnitKind
from gzparty.services.people import PersonDraft, UnitDraft
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text, on_screen
from tests.widgets.steps import press
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.training import TrainingPage
from ui.wishes import ImportRequest


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with a village, and nobody in it."""
    path = tmp_path / "office.gzparty"
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇")
        services.calendars.ensure(2026)
        services.people.add_unit(UnitDraft("官庄村", UnitKind.VILLAGE_BRANCH))
    return path


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> TrainingPage:
    return on_screen(TrainingPage(desk, gate), qtbot, 1264, 800)


def test_an_office_without_people_leads_to_the_import(desk: Desk, page: TrainingPage, qtbot: QtBot) -> None:
    assert "先导入书记花名册" in as_text(page)
    with qtbot.waitSignal(desk.wishes.page_wanted) as asked:
        press(page, "importFirst")
    assert asked.args == ["import", ImportRequest()]


def test_the_lead_goes_once_somebody_is_there(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    gate.write(lambda services: services.people.add_person(PersonDraft("孙示例")))
    qtbot.waitUntil(lambda: "先导入书记花名册" not in as_text(page))


def test_the_months_gone_by_are_planned_only_when_wanted(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    assert "排进计划 7 期" in as_text(page.planning)
    past = page.planning.findChild(QCheckBox, "planPast")
    assert past is not None
    assert past.text() == "过去的 5 个月也排上"
    past.click()
    assert "排进计划 12 期" in as_text(page.planning)
    past.click()
    press(page, "planStore")
    qtbot.waitUntil(lambda: "全年 7 期" in as_text(page.list))
