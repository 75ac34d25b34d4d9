"""Whether a printed copy still says what the records say: corrections show, undo takes them back, dates do not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.sitting import Mark, Status
from gzparty.labels import sentence
from gzparty.reports import catalogue
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.content import Margins, Offer, Size
from gzparty.reports.options import arranged, from_plain, offered_columns, to_plain
from gzparty.reports.papers.common import Style
from gzparty.reports.printed import Order, changes_since, compose_order, log_entry, selector_of, stale_papers
from gzparty.reports.subject import TRAINING, Subject
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.training import TrainingDraft
from tests.builders import Office, an_office

from . import life_office
from .life_office import add_life, add_style
from .selection_office import add_selection

NUMBER = "2026-01"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    built = an_office(tmp_path)
    training = built.services.trainings.add(TrainingDraft(datetime(2026, 5, 20, 14, 30), topic="党章")).value
    assert training.number == NUMBER
    built.services.rolls.mark_unmarked(training.sitting_id)
    yield built
    built.store.close()


def printed(office: Office, paper: str = "roll", copies: int = 1, **wishes: object) -> None:
    services = office.services
    order = Order(paper, about(office), wishes)
    today = services.context.today()
    services.prints.record(log_entry(order, one, today, copies) for one in compose_order(services, order))


def about(office: Office) -> Subject:
    return Subject(2026, office.services.context.today(), training=NUMBER)


def correct(office: Office, position: int = 2) -> None:
    training = office.services.store.trainings.find(NUMBER)
    assert training is not None
    office.services.rolls.mark(training.sitting_id, [position], Mark(Status.LEAVE, "外出"))


def stale(office: Office) -> dict[str, list[str]]:
    found = stale_papers(office.services, TRAINING, NUMBER)
    return {one.spec.name: [sentence(change) for change in one.differences] for one in found}


def test_a_correction_makes_the_copy_stale_and_undo_makes_it_good_again(office: Office) -> None:
    printed(office)
    assert stale(office) == {}
    correct(office)
    lines = stale(office)["roll"]
    assert "第 2 行 考勤：到 → 请假" in lines
    assert "实到：4 → 3" in lines
    office.services.offices.undo()
    assert stale(office) == {}


def test_printing_anew_makes_the_copy_good_again(office: Office) -> None:
    printed(office)
    correct(office)
    printed(office)
    assert stale(office) == {}


def test_the_day_of_printing_is_no_difference(office: Office) -> None:
    printed(office)
    printed(office, "sign-in")
    office.clock.moment += timedelta(days=40)
    assert stale(office) == {}


def test_a_copy_with_other_columns_margins_and_title_is_compared_with_its_own_like(office: Office) -> None:
    printed(office, columns=("name", "status"), margins=Margins(12, 12, 12, 12), title="五月考勤", large=True)
    assert stale(office) == {}
    correct(office)
    assert "第 2 行 考勤：到 → 请假" in stale(office)["roll"]
    assert not any("事由" in line for line in stale(office)["roll"])


def test_a_paper_never_printed_and_one_of_another_session_are_not_stale(office: Office) -> None:
    other = office.services.trainings.add(TrainingDraft(datetime(2026, 6, 17, 14, 30))).value
    printed(office)
    office.services.rolls.mark_unmarked(other.sitting_id)
    office.services.rolls.mark(other.sitting_id, [1], Mark(Status.ABSENT))
    assert stale(office) == {}


def test_a_copy_about_a_session_that_was_deleted_is_left_alone(office: Office) -> None:
    planned = office.services.trainings.add(TrainingDraft(datetime(2026, 6, 17, 14, 30))).value
    order = Order("sign-in", replace(about(office), training=planned.number))
    entries = [
        log_entry(order, one, office.services.context.today(), 1)
        for one in compose_order(office.services, order)
    ]
    office.services.prints.record(entries)
    office.services.trainings.delete(planned.id)
    assert stale_papers(office.services, TRAINING, planned.number) == []


@pytest.mark.parametrize("content", ["", "{", "[]", '{"about": 3}', '{"about": {}, "wishes": {}}'])
def test_a_log_that_cannot_be_read_accuses_nobody(office: Office, content: str) -> None:
    printed(office)
    office.store.connection.execute("UPDATE print_log SET content = ?", (content,))
    correct(office)
    assert stale(office) == {}


def test_a_saved_file_counts_as_a_copy_of_none(office: Office) -> None:
    printed(office, copies=0)
    last = office.services.prints.last("roll", f"training={NUMBER}")
    assert last is not None
    assert last.copies == 0
    correct(office)
    assert "roll" in stale(office)


def test_printing_is_no_deed_that_undo_would_take_back(office: Office) -> None:
    before = office.services.offices.next_undo()
    printed(office)
    assert office.services.offices.next_undo() == before
    assert office.services.prints.history()[0].paper == "roll"


@pytest.mark.parametrize("spec", catalogue.PAPERS, ids=lambda spec: spec.name)
def test_every_paper_can_be_remembered_and_is_the_same_at_once(office: Office, spec: PaperSpec) -> None:
    services, today = office.services, office.services.context.today()
    add_life(services, "东村")
    add_style(services)
    add_selection(services)
    asked = life_office.about(services, spec, about(office))
    order = Order(spec.name, asked, each=spec.each is not None)
    sheets = compose_order(services, order)
    assert sheets
    entries = [log_entry(order, one, today, 1) for one in sheets]
    services.prints.record(entries)
    for one in sheets:
        copy = services.prints.last(spec.name, selector_of(spec, one.subject))
        assert copy is not None
        assert changes_since(services, copy) == ()


def test_corrected_minutes_make_their_copy_stale_however_the_record_was_found(office: Office) -> None:
    services = office.services
    add_life(services, "东村")
    (meeting,) = services.store.meetings.between("2026-06", "2026-06", MeetingKind.THEME_DAY)
    today = services.context.today()
    batch = Order("minutes", Subject(2026, today, unit="东村", month="2026-06", kind="主题党日"), each=True)
    sheets = compose_order(services, batch)
    services.prints.record(log_entry(batch, one, today, 1) for one in sheets)
    (copy,) = services.prints.about(f"meeting={meeting.number}")
    assert changes_since(services, copy) == ()
    draft = MeetingDraft(
        MeetingKind.THEME_DAY, meeting.unit_id, day=date(2026, 6, 15), attended=16, on_leave=3
    )
    services.meetings.change(meeting.id, draft)
    told = [sentence(change) for change in changes_since(services, copy)]
    assert any("17人" in line and "16人" in line for line in told)


def test_a_list_of_this_month_stays_one_of_its_month(office: Office) -> None:
    services = office.services
    office.clock.moment = datetime(2026, 6, 17, 9)
    services.offices.change_settings({"records_since": "2026-01"})
    order = Order("month-list", Subject(2026, services.context.today()))
    (sheets,) = compose_order(services, order)
    assert selector_of(catalogue.find("month-list"), sheets.subject) == "month=2026-06"
    services.prints.record([log_entry(order, sheets, services.context.today(), 1)])
    office.clock.moment = datetime(2026, 7, 1, 9)
    copy = services.prints.last("month-list", "month=2026-06")
    assert copy is not None
    # What was still to come is missing by now; nothing of July has come in.
    told = [sentence(change) for change in changes_since(services, copy)]
    assert told
    assert not any("7月" in line for line in told)


def test_wishes_survive_as_plain_values_and_damaged_ones_are_dropped() -> None:
    wishes = {
        "title": "标题",
        "columns": ("name", "unit"),
        "margins": Margins(1, 2, 3, 4.5),
        "size": Size.A3,
        "large": True,
        "blank_lines": 7,
        "dated": datetime(2026, 5, 12).date(),
    }
    assert from_plain(to_plain(wishes)) == wishes
    damaged = {"size": "A5", "margins": [1, 2], "large": "ja", "columns": [1], "dated": "gestern", "who": 1}
    assert from_plain(damaged) == {}
    assert from_plain(None) == {}


def test_every_field_of_a_style_that_is_offered_can_be_kept() -> None:
    offered = {option for spec in catalogue.PAPERS for option in spec.options}
    style = Style("官庄镇", "党建办", datetime(2026, 5, 12).date())
    kept = from_plain(to_plain({option: getattr(style, option) for option in offered}))
    assert set(kept) == offered


OFFERED = (Offer("a", "甲"), Offer("b", "乙"), Offer("c", "丙", usual=False), Offer("d", "丁"))


def test_columns_come_in_the_clerks_order_and_new_ones_after_their_neighbour() -> None:
    assert [(offer.key, on) for offer, on in arranged(OFFERED, (), ())] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", True),
    ]
    chosen = [(offer.key, on) for offer, on in arranged(OFFERED, ("d", "a", "gone"), ("a",))]
    assert chosen == [("d", False), ("a", True), ("b", True), ("c", False)]


def test_a_composed_paper_says_which_columns_it_could_have(office: Office) -> None:
    order = Order("credits", about(office), {"columns": ("name", "total")})
    offers = offered_columns(compose_order(office.services, order)[0].paper)
    assert ("total", "已得学时·合计") in [(offer.key, offer.title) for offer in offers]
    assert len(offers) == 10


@pytest.mark.parametrize("name", ["东村", "东村党支部", "370784-1"])
def test_a_paper_is_the_same_one_however_its_unit_and_session_are_named(office: Office, name: str) -> None:
    services = office.services
    unit = next(one for one in services.store.people.unit_records() if one.id == office.villages["东村"])
    with services.store.action("code", "unit.code", services.context.now(), "test"):
        services.store.people.update_unit(replace(unit, code="370784-1"))
    person = services.store.people.person(office.secretaries["一示例"])
    training = services.store.trainings.find(NUMBER)
    assert training is not None
    for paper, wanted, selector in (
        ("people", {"unit": name}, "unit=370784-1"),
        ("certificate", {"person": "一示例"}, f"year=2026 person={person.uid}"),
        ("roll", {"training": training.uid}, f"training={NUMBER}"),
    ):
        order = Order(paper, Subject(2026, services.context.today(), **wanted))
        (sheets,) = compose_order(services, order)
        assert selector_of(catalogue.find(paper), sheets.subject) == selector
