"""A changed setting has an effect somebody notices: what is counted, called, reminded of, printed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, PostTitle
from gzparty.domain.reminders import TermState
from gzparty.domain.sitting import LeaveRequest, Mark, Status
from gzparty.domain.training import Training
from gzparty.labels import refusal_text, sentence
from gzparty.reports import catalogue
from gzparty.reports.content import Margins
from gzparty.reports.printed import Order, compose_order, log_entry, stale_papers
from gzparty.reports.subject import TRAINING, Subject
from gzparty.services.people import PersonDraft
from gzparty.services.training import TrainingDraft
from tests.builders import TODAY, Office
from tests.meetings import studies_by_names


def change(office: Office, **changes: object) -> None:
    office.services.offices.change_settings(changes)


def session(office: Office, month: int = 6) -> Training:
    return office.services.trainings.add(TrainingDraft(datetime(2026, month, 24, 14, 30))).value


def called(office: Office, training: Training) -> set[str]:
    return {line.attendance.name for line in office.services.sessions.roll(training.sitting_id).rows}


def test_first_secretaries_are_called_to_sessions_added_later(office: Office) -> None:
    sent = office.services.people.add_person(PersonDraft("驻示例")).value
    office.services.people.appoint(sent.id, office.villages["东村"], PostTitle.FIRST_SECRETARY, None)
    before = session(office)
    change(office, first_secretaries_invited=True)
    after = session(office, 7)
    assert called(office, after) - called(office, before) == {"驻示例"}
    stored = office.services.store.sittings.get(after.sitting_id).roster
    assert (stored.first_secretaries, stored.community_secretaries) == (True, False)


def test_a_shorter_half_day_earns_its_credit_in_sessions_held_already(office: Office) -> None:
    change(office, training_minutes=150)
    training = session(office)
    assert office.services.sessions.detail(training.id).credit == 5
    change(office, credit_half_day_minutes=150)
    assert office.services.sessions.detail(training.id).credit == 8


def asks(office: Office, training: Training, status: Status = Status.LEAVE) -> str:
    """What is pointed out before somebody asks for leave, and the leave itself."""
    person = office.secretaries["一示例"]
    hint = office.services.sessions.leave_hint(person, training.sitting_id)
    office.services.rolls.request_leave(LeaveRequest(0, "", training.sitting_id, person, status, "有事"))
    return sentence(hint) if hint else ""


def test_leave_above_the_share_of_the_years_sessions_is_pointed_out_and_taken(office: Office) -> None:
    year = [session(office, month) for month in range(1, 13)]
    office.services.trainings.cancel(year[11].id, "三夏")
    assert asks(office, year[8], Status.OFFICIAL) == ""
    assert asks(office, year[6]) == ""
    assert asks(office, year[7]) == (
        "今年已请假 1 期，再请就有 2 期，超过全年 11 期的 1/7。只提示，准不准由人定"
    )
    change(office, leave_share=4)
    assert asks(office, year[9]) == (
        "今年已请假 2 期，再请就有 3 期，超过全年 11 期的 1/4。只提示，准不准由人定"
    )
    change(office, leave_share=2)
    assert asks(office, year[10]) == ""


def test_leave_marked_on_a_roll_counts_once_with_its_request(office: Office) -> None:
    year = [session(office, month) for month in range(1, 13)]
    asks(office, year[0])
    office.clock.moment = datetime(2026, 1, 24, 15)
    office.services.rolls.mark(year[0].sitting_id, [1], Mark(Status.LEAVE, "有事"))
    hint = office.services.sessions.leave_hint(office.secretaries["一示例"], year[1].sitting_id)
    assert hint is not None
    assert hint.parameters["before"] == 1


def test_terms_and_probation_are_reminded_of_as_early_as_the_office_wants(office: Office) -> None:
    people = office.services.people
    people.set_term(office.villages["东村"], PartialDate(2021, 12, 1), 5)
    people.set_term(office.villages["西村"], PartialDate(2022, 12, 1), 5)

    def states() -> list[TermState]:
        return [line.state for line in office.services.cadres.terms() if line.term is not None]

    assert (len(office.services.people_views.reminders()), states()) == (
        1,
        [TermState.SOON, TermState.RUNNING],
    )
    change(office, remind_days=30)
    assert (office.services.people_views.reminders(), states()) == ((), [TermState.RUNNING] * 2)


def test_alerts_of_members_who_stay_away_come_after_the_offices_months(office: Office) -> None:
    person = office.services.people.add_person(PersonDraft("远示例")).value
    office.services.people.admit(person.id, office.villages["东村"], PartyClass.FULL, date(2000, 1, 1))
    for month in (4, 5):
        day = date(2026, month, 10)
        studies_by_names(office.services, office.villages["东村"], {day: {person.id: Status.ABSENT}})
    assert office.services.absences.alerts(TODAY) == ()
    change(office, absence_remind_months=2)
    (alert,) = office.services.absences.alerts(TODAY)
    assert (alert.name, alert.alert.name) == ("远示例", "REMIND")
    assert office.services.absences.of_person(person.id, TODAY).counts == (alert,)
    change(office, absence_warn_months=2)
    assert office.services.absences.alerts(TODAY)[0].alert.name == "WARN"


def test_a_warning_before_its_reminder_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.offices.change_settings({"absence_warn_months": 2})
    assert refusal_text(caught.value) == "2 个月警示，比提醒的 3 个月还早。先改另一个。"


def test_forms_have_the_offices_edges_and_official_papers_their_own(office: Office) -> None:
    number = session(office).number
    change(office, margin_left=25, margin_top=15)
    chosen = Subject(2026, TODAY, training=number)
    assert catalogue.compose(office.services, "roll", chosen).setup.margins == Margins(15, 20, 20, 25)
    wish = Margins(12, 12, 12, 12)
    assert catalogue.compose(office.services, "roll", chosen, {"margins": wish}).setup.margins == wish
    assert catalogue.compose(office.services, "training-notice", chosen).setup.margins == Margins(
        37, 26, 35, 28
    )


def test_other_edges_make_no_printed_copy_differ(office: Office) -> None:
    training = session(office)
    chosen = Subject(2026, TODAY, training=training.number)
    order = Order("roll", chosen, {})
    copies = [log_entry(order, one, TODAY, 1) for one in compose_order(office.services, order)]
    office.services.prints.record(copies)
    change(office, margin_left=25)
    assert stale_papers(office.services, TRAINING, training.number) == []
