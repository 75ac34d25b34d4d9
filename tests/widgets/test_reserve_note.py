"""后备干部 in a person's file: covered for everybody alike, shown when asked, of that person only."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gzparty.domain.partial_date import PartialDate
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.cadre_views import CoveredPart
from tests.widgets.helpers import settle, wait_for_writes
from tests.widgets.people_steps import CAO, HE, press, quiet, show
from ui.pages.people import PeoplePage
from ui.wishes import CadreRequest


@pytest.fixture
def on_list(people_page: PeoplePage, qtbot: QtBot) -> PeoplePage:
    """曹示例 is on the list of 西利见村."""
    village = people_page._gate.reader.people.find_unit("西利见村").id
    draft = ReserveDraft(CAO, village, PartialDate(2024, 3), "党支部书记", "孙示例")
    people_page._gate.write(lambda services: services.cadres.add(draft))
    wait_for_writes(people_page._gate, qtbot)
    quiet(people_page, qtbot)
    return people_page


def said(page: PeoplePage) -> str:
    words = page.aside.person.findChild(QLabel, "reserveNoteWords")
    assert words is not None
    return words.text()


def ask(page: PeoplePage, qtbot: QtBot) -> None:
    page.aside.person.tabs.choose("posts")
    settle()
    with qtbot.waitSignal(page._desk.discretion.changed):
        press(page.aside, "reserveNoteShow")
    settle()


@pytest.mark.parametrize("person", [CAO, HE])
def test_whoever_it_is_the_file_says_the_same_until_asked(
    on_list: PeoplePage, qtbot: QtBot, person: int
) -> None:
    show(on_list, qtbot, person)
    assert said(on_list) == "已遮住，只给经办人看；看过会记一笔。"


def test_asked_it_says_what_the_list_says_and_notes_the_look(on_list: PeoplePage, qtbot: QtBot) -> None:
    show(on_list, qtbot, CAO)
    ask(on_list, qtbot)
    assert said(on_list) == "西利见村，2024.3 列入，培养方向党支部书记，联系人 孙示例"
    assert len(on_list._gate.reader.cadres.looks(CoveredPart.RESERVES)) == 1


def test_who_is_not_on_the_list_is_said_not_to_be(on_list: PeoplePage, qtbot: QtBot) -> None:
    show(on_list, qtbot, HE)
    ask(on_list, qtbot)
    assert said(on_list) == "不在后备名单上。"


def test_somebody_elses_file_is_covered_again(on_list: PeoplePage, qtbot: QtBot) -> None:
    show(on_list, qtbot, CAO)
    ask(on_list, qtbot)
    show(on_list, qtbot, HE)
    assert said(on_list).startswith("已遮住")


def test_a_file_out_of_sight_is_covered_again(on_list: PeoplePage, qtbot: QtBot) -> None:
    show(on_list, qtbot, CAO)
    ask(on_list, qtbot)
    on_list.hide()
    settle()
    assert said(on_list).startswith("已遮住")
    assert not on_list._desk.discretion.is_shown(CoveredPart.RESERVES)


def test_the_page_of_people_leads_to_the_page_of_cadres(people_page: PeoplePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(people_page._desk.wishes.page_wanted) as asked:
        press(people_page, "showCadres")
    assert asked.args == ["cadres", CadreRequest()]
