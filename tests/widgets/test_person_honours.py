"""荣誉 in a person's file: there once somebody was chosen, gone with the next person, each line opening its selection."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gzparty.services.selection_drafts import NominationDraft
from tests.widgets.people_steps import SUN, XU, eventually, press, quiet, show
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.people import PeoplePage
from ui.panels.honour_links import HonourLinks
from ui.wishes import SelectionRequest


@pytest.fixture
def page(people_page: PeoplePage) -> PeoplePage:
    return people_page


def lines(page: PeoplePage) -> list[str]:
    """What stands under 荣誉 in the file in sight."""
    block = page.aside.person.findChild(HonourLinks)
    if block is None or not block.isVisibleTo(page.aside.person):
        return []
    return [link.text() for link in block.findChildren(QPushButton) if link.isVisibleTo(block)]


def chosen(gate: Gate, month: str, title: str) -> None:
    """Type in afterwards that 孙示例 was chosen in a month."""
    gate.write(lambda services: services.selections.record_past(month, title, [NominationDraft(SUN)]))


def test_an_honour_stands_in_the_file_and_opens_its_selection(
    page: PeoplePage, desk: Desk, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, SUN)
    assert lines(page) == []
    for month, title in (("2025-03", "植树"), ("2026-02", "春耕一线")):
        chosen(people_gate, month, title)
    eventually(qtbot, lambda: lines(page) == ["2026年2月 春耕一线", "2025年3月 植树"])
    selection = people_gate.reader.selection_views.find("2025-03")
    with qtbot.waitSignal(desk.wishes.page_wanted) as wish:
        press(page.aside, "personHonour1")
    assert wish.args == ["selection", SelectionRequest(selection.id)]
    show(page, qtbot, XU)
    quiet(page, qtbot)
    assert lines(page) == []
