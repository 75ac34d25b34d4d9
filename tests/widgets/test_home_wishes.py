"""Where a reminder of the first page leads: to a person's file, to the page of people, to terms of office."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from gzparty.domain.agenda import Matter
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.reminders import Reminder, probation_ends, term_ends
from gzparty.services.agenda_views import ReminderItem
from ui.panels.home.wishes import HomeWishes
from ui.wishes import CadreRequest, PersonRequest, Wishes

TODAY = date(2026, 6, 17)


def a_term(unit_id: int) -> Reminder:
    found = term_ends(unit_id, "东村党支部", PartialDate(2021, 5, 1), 5, TODAY)
    assert found is not None
    return found


def a_probation(person_id: int) -> Reminder:
    found = probation_ends(person_id, "孙示例", PartialDate(2025, 6, 1), TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("reminders", "page", "request_"),
    [
        ((a_term(3),), "cadres", CadreRequest("terms", unit_id=3)),
        ((a_term(3), a_term(4)), "cadres", CadreRequest("terms")),
        ((a_probation(7),), "people", PersonRequest(7)),
        ((a_probation(7), a_probation(8)), "people", None),
    ],
)
def test_a_reminder_leads_to_whom_it_is_about(
    reminders: tuple[Reminder, ...], page: str, request_: object, qtbot: QtBot
) -> None:
    wishes = Wishes()
    with qtbot.waitSignal(wishes.page_wanted) as asked:
        HomeWishes(wishes).begin(ReminderItem(Matter.REMINDER_LATE, reminders))
    assert asked.args == [page, request_]
