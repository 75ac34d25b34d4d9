"""干部队伍: who is on the list with which training, when terms end, and whose absences reach which step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, PostTitle
from gzparty.domain.reminders import TermState
from gzparty.domain.reserve import Reserve
from gzparty.domain.sitting import Mark, Status
from gzparty.labels import refusal_text
from gzparty.labels.cadres import secretary_words
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.cadre_views import CoveredPart, LadderLine, ReserveLine, TermLine
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft
from tests.builders import TODAY, Office
from tests.meetings import studies_by_names

JUNE = PartialDate(2024, 6)
NAME = "孙后备示例"


def somebody(office: Office, village: str = "东村", name: str = NAME) -> int:
    """A member of a village without a post."""
    person = office.services.people.add_person(PersonDraft(name)).value
    office.services.people.admit(person.id, office.villages[village], PartyClass.FULL, date(2020, 1, 1))
    return person.id


def put_on(office: Office, village: str = "东村", name: str = NAME, **facts: object) -> Reserve:
    person = somebody(office, village, name)
    told = {"entered_on": JUNE, **facts}
    return office.services.cadres.add(ReserveDraft(person, office.villages[village], **told)).value  # type: ignore[arg-type]


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return refusal_text(caught.value)


def only(office: Office, **kind: bool) -> ReserveLine:
    (line,) = office.services.cadres.reserves(**kind)
    return line


def test_somebody_put_on_the_list_stands_there_with_unit_mentor_and_years(office: Office) -> None:
    mentor = office.secretaries["一示例"]
    reserve = put_on(office, direction="党支部书记", mentor_id=mentor, plan="跟班学习")
    line = only(office)
    assert (line.reserve, line.person.name, line.unit.name) == (reserve, NAME, "东村")
    assert (line.mentor, line.years, line.posts) == ("一示例", 2, "")
    assert office.services.cadres.count() == 1
    assert office.services.cadres.reserve(reserve.id) == line
    assert office.services.cadres.of_person(reserve.person_id) == (line,)
    assert office.services.cadres.find(reserve.uid) == reserve
    assert "没有这一条" in refused(lambda: office.services.cadres.find("x"))


def test_a_mentor_nobody_knows_is_kept_as_written_and_no_day_means_today(office: Office) -> None:
    reserve = put_on(office, entered_on=None, mentor=" 镇党委 钱示例 ")
    assert only(office).mentor == "镇党委 钱示例"
    assert reserve.entered_on == PartialDate(2026, 6, 17)


def test_the_list_stands_by_unit_and_those_who_left_last(office: Office) -> None:
    cadres = office.services.cadres
    gone = put_on(office, "东村", "甲示例")
    put_on(office, "南村", "乙示例")
    put_on(office, "西村", "丙示例")
    cadres.leave(gone.id, date(2026, 5, 1), "任用")
    assert [line.person.name for line in cadres.reserves()] == ["丙示例", "乙示例"]
    assert [line.person.name for line in cadres.reserves(left=True)] == ["丙示例", "乙示例", "甲示例"]
    assert cadres.count() == 2


def test_training_of_the_year_is_added_up_from_every_source(office: Office) -> None:
    reserve = put_on(office)
    untrained = put_on(office, "西村", "丙示例")
    outside = office.services.outside
    for day in (date(2026, 4, 2), date(2025, 4, 2)):
        outside.add(OutsideDraft(reserve.person_id, "示范班", day, 16))
    lines = {line.reserve.id: line for line in office.services.cadres.reserves()}
    assert (lines[reserve.id].credit, lines[reserve.id].target) == (16, 64)
    assert not lines[reserve.id].is_untrained
    assert lines[untrained.id].is_untrained
    (line,) = (one for one in office.services.cadres.reserves(2024) if one.reserve.id == reserve.id)
    assert line.is_untrained


def test_trainings_and_meetings_by_name_are_counted_with_those_come_to(office: Office) -> None:
    reserve = put_on(office)
    marks = {
        date(2026, 4, 9): {reserve.person_id: Status.ABSENT},
        date(2026, 5, 9): {},
        date(2026, 6, 9): {reserve.person_id: Status.LEAVE},
    }
    studies_by_names(office.services, office.villages["东村"], marks)
    line = only(office)
    assert (line.meetings_called, line.meetings_attended) == (3, 1)
    assert (line.called, line.attended) == (0, 0)
    assert line.is_untrained


def test_nobody_is_on_the_list_of_one_unit_twice(office: Office) -> None:
    cadres = office.services.cadres
    reserve = put_on(office)
    again = ReserveDraft(reserve.person_id, reserve.unit_id, PartialDate(2026))
    assert "2024-06 起已在这个单位的后备名单上" in refused(lambda: cadres.add(again))
    cadres.leave(reserve.id, date(2025, 12, 31), "退出")
    assert cadres.add(again).value.entered_on == PartialDate(2026)
    assert "起已在这个单位的后备名单上" in refused(lambda: cadres.resume(reserve.id))


def test_another_unit_may_have_the_same_person(office: Office) -> None:
    reserve = put_on(office)
    office.services.cadres.add(ReserveDraft(reserve.person_id, office.villages["西村"], JUNE))
    assert office.services.cadres.count() == 2


def test_a_person_who_left_is_not_put_on_the_list(office: Office) -> None:
    person = somebody(office)
    office.services.people.leave(person, date(2026, 5, 1), "died")
    draft = ReserveDraft(person, office.villages["东村"], JUNE)
    assert f"{NAME} 已经在 5月1日离开，不能列入" in refused(lambda: office.services.cadres.add(draft))


def test_who_is_on_the_list_and_leaves_the_village_can_still_be_changed(office: Office) -> None:
    reserve = put_on(office)
    office.services.people.leave(reserve.person_id, date(2026, 5, 1), "moved")
    draft = ReserveDraft(reserve.person_id, reserve.unit_id, note="转出")
    changed = office.services.cadres.change(reserve.id, draft).value
    assert (changed.note, changed.entered_on) == ("转出", JUNE)


def test_a_closed_unit_takes_nobody(office: Office) -> None:
    person = somebody(office, "西村")
    office.services.people.close_unit(office.villages["东村"], date(2026, 1, 1))
    draft = ReserveDraft(person, office.villages["东村"], JUNE)
    assert "已经停用" in refused(lambda: office.services.cadres.add(draft))


def test_nobody_is_his_own_mentor(office: Office) -> None:
    person = somebody(office)
    draft = ReserveDraft(person, office.villages["东村"], JUNE, mentor_id=person)
    assert "培养联系人不能是本人" in refused(lambda: office.services.cadres.add(draft))


@pytest.mark.parametrize(
    ("on", "reason", "words"),
    [
        (date(2026, 6, 18), "任用", "还没到"),
        (date(2024, 5, 31), "任用", "早于列入日期"),
        (date(2026, 6, 1), " ", "写上为什么退出"),
    ],
)
def test_leaving_asks_for_a_day_in_order_and_a_reason(
    office: Office, on: date, reason: str, words: str
) -> None:
    reserve = put_on(office)
    assert words in refused(lambda: office.services.cadres.leave(reserve.id, on, reason))
    assert only(office).is_active


def test_every_deed_is_taken_back_by_undo(office: Office) -> None:
    cadres, before = office.services.cadres, office.dump()
    somebody_else = somebody(office, "西村", "丙示例")
    reserve = cadres.add(ReserveDraft(somebody_else, office.villages["西村"], JUNE)).value
    cadres.change(reserve.id, ReserveDraft(somebody_else, office.villages["西村"], JUNE, plan="挂职"))
    cadres.leave(reserve.id, TODAY, "任用")
    cadres.resume(reserve.id)
    cadres.delete(reserve.id)
    assert cadres.reserves(left=True) == ()
    for _step in range(3):
        office.services.offices.undo()
    assert only(office).reserve.plan == "挂职"
    for _step in range(4):
        office.services.offices.undo()
    assert {
        table: rows for table, rows in office.dump().items() if table not in ("action", "journal")
    } == before


def test_no_deed_names_who_is_on_the_list(office: Office) -> None:
    """The name of a deed stands in the undo bar and in the history, where anybody reads it."""
    reserve = put_on(office)
    cadres = office.services.cadres
    deeds = [
        cadres.change(reserve.id, ReserveDraft(reserve.person_id, reserve.unit_id, note="备")),
        cadres.leave(reserve.id, TODAY, "任用"),
        cadres.resume(reserve.id),
        cadres.delete(reserve.id),
    ]
    names = [deed.name for deed in deeds] + [deed.name for deed in office.store.journal.deeds()]
    named = [name for name in names if NAME in name]
    assert named == [f"加人员 {NAME}"]
    assert "后备名单加一人" in names


def test_the_list_is_found_by_no_search(office: Office) -> None:
    put_on(office, plan="接任养殖社理事长", direction="党支部书记")
    assert office.services.search.find("养殖社") == ()
    assert office.services.search.find(NAME) == ()


def test_a_look_is_noted_with_time_and_place_and_no_undo_takes_it_back(office: Office) -> None:
    cadres = office.services.cadres
    put_on(office)
    cadres.note_look(CoveredPart.RESERVES)
    office.services.offices.undo()
    (look,) = cadres.looks(CoveredPart.RESERVES)
    assert (look.at, look.source) == (office.clock(), office.services.context.source)
    assert cadres.looks(CoveredPart.LADDER) == ()


def term(office: Office, village: str) -> TermLine:
    return next(line for line in office.services.cadres.terms() if line.unit.name == village)


def test_terms_stand_by_what_ends_first_and_the_unknown_last(office: Office) -> None:
    people, villages = office.services.people, office.villages
    people.set_term(villages["南村"], PartialDate(2021, 5, 1), 5)
    people.set_term(villages["西村"], PartialDate(2022, 1), 5)
    people.set_term(villages["东村"], PartialDate(2021, 9, 1), 5)
    lines = office.services.cadres.terms()
    assert [line.unit.name for line in lines][:3] == ["南村", "东村", "西村"]
    assert {line.unit.name for line in lines[3:]} == {"北村", "管城社区", "利见社区"}
    found = {line.unit.name: (line.state, line.days, str(line.ends)) for line in lines[:3]}
    assert found == {
        "南村": (TermState.OVER, -47, "2026-05-01"),
        "东村": (TermState.SOON, 76, "2026-09-01"),
        "西村": (TermState.RUNNING, 198, "2027-01"),
    }
    assert {line.state for line in lines[3:]} == {TermState.UNKNOWN}


def test_the_latest_of_several_terms_is_the_one_that_runs(office: Office) -> None:
    people, village = office.services.people, office.villages["东村"]
    people.set_term(village, PartialDate(2026, 3, 1), 5)
    people.set_term(village, PartialDate(2021, 3, 1), 5)
    assert term(office, "东村").ends_on == date(2031, 3, 1)


def test_a_term_of_which_the_year_is_known_is_not_over_before_that_year_is(office: Office) -> None:
    office.services.people.set_term(office.villages["东村"], PartialDate(2021), 5)
    line = term(office, "东村")
    assert (line.state, str(line.ends)) == (TermState.SOON, "2026")


def test_who_sits_there_is_told_with_acting_and_vacant_posts(office: Office) -> None:
    people, villages = office.services.people, office.villages
    people.end_post(office.store.people.posts(office.secretaries["二示例"])[0].id, date(2026, 6, 1))
    people.set_vacancy(villages["西村"], PostTitle.SECRETARY, date(2026, 6, 1))
    deputy = somebody(office, "东村", "副示例")
    people.appoint(deputy, villages["东村"], PostTitle.DEPUTY_SECRETARY, PartialDate(2022))
    acting = somebody(office, "南村", "代示例")
    people.appoint(acting, villages["南村"], PostTitle.SECRETARY, PartialDate(2026, 6, 2), acting=True)
    assert secretary_words(term(office, "东村")) == "一示例"
    assert [holder.name for holder in term(office, "东村").holders] == ["一示例", "副示例"]
    assert secretary_words(term(office, "西村")) == "空缺"
    assert secretary_words(term(office, "南村")) == "代示例（代）"
    assert secretary_words(term(office, "管城社区")) == "没登记"


def test_a_closed_unit_and_a_department_have_no_term(office: Office) -> None:
    from gzparty.domain.people import UnitKind
    from gzparty.services.people import UnitDraft

    office.services.people.close_unit(office.villages["北村"], date(2026, 1, 1))
    office.services.people.add_unit(UnitDraft("民政办", UnitKind.DEPARTMENT))
    names = {line.unit.name for line in office.services.cadres.terms()}
    assert not names & {"北村", "民政办"}


def train(office: Office, marks: dict[int, dict[str, Status]], year: int = 2026) -> None:
    """Take the rolls of some sessions of a year's plan, by number from 0; everybody not named was there."""
    services = office.services
    services.calendars.ensure(year)
    if not services.sessions.year(year).lines:
        services.trainings.plan(year, "每月第三个周三 14:30")
    lines = services.sessions.year(year).lines
    for number, by_name in marks.items():
        sitting = lines[number].sitting.id
        for row in (row.attendance for row in services.sessions.roll(sitting).rows):
            services.rolls.mark(sitting, [row.position], Mark(by_name.get(row.name, Status.PRESENT)))
        services.rolls.close(sitting)


def ladder(office: Office) -> dict[str, LadderLine]:
    return {line.person.name: line for line in office.services.cadres.ladder().lines}


ABSENT, LEAVE = Status.ABSENT, Status.LEAVE


def test_absences_of_the_months_that_count_reach_a_step_with_the_trainings_behind_it(office: Office) -> None:
    marks = {0: {"一示例": ABSENT, "二示例": LEAVE}, 1: {"一示例": ABSENT, "三示例": ABSENT}, 2: {}}
    train(office, marks)
    lines = ladder(office)
    assert list(lines) == ["一示例", "三示例"]
    first = lines["一示例"]
    assert first.place.reached is not None
    assert (first.place.count, first.place.called, first.place.reached.words, first.place.left) == (
        2,
        3,
        "通报",
        1,
    )
    assert [absence.number for absence in first.absences] == ["2026-01", "2026-02"]
    assert (first.units, first.posts) == ("东村", "党支部书记")
    view = office.services.cadres.ladder()
    assert (view.rolls, view.without_roll, view.reached, view.since) == (3, 2, 2, date(2025, 6, 18))


def test_an_absence_that_was_made_up_leads_down_again(office: Office) -> None:
    train(office, {0: {"一示例": ABSENT}, 1: {"一示例": ABSENT}})
    sitting = office.services.sessions.year(2026).lines[0].sitting.id
    row = office.services.sessions.roll(sitting).rows[0].attendance
    office.services.rolls.record_makeup(row.id, date(2026, 6, 1), 180, "笔记")
    line = ladder(office)["一示例"]
    assert line.place.count == 1
    assert [absence.made_up_on for absence in line.absences] == [date(2026, 6, 1), None]


def test_what_lies_further_back_than_the_office_counts_is_left_out(office: Office) -> None:
    office.clock.moment = datetime(2025, 12, 31, 9)
    train(office, {0: {"一示例": ABSENT}, 11: {"一示例": ABSENT}}, 2025)
    office.clock.moment = datetime(2026, 6, 17, 9)
    assert ladder(office)["一示例"].place.count == 1
    office.services.offices.change_settings({"ladder_months": 24})
    assert ladder(office)["一示例"].place.count == 2
    office.services.offices.change_settings({"ladder_months": 3})
    assert ladder(office) == {}


def test_the_office_writes_its_own_steps_or_none(office: Office) -> None:
    train(office, {0: {"一示例": ABSENT}})
    office.services.offices.change_settings({"ladder": "2 谈话，4 书面检查"})
    line = ladder(office)["一示例"]
    assert line.place.reached is None
    assert line.place.left == 1
    office.services.offices.change_settings({"ladder": ""})
    assert ladder(office)["一示例"].place.following is None
    wrong = {"ladder": "2 谈话，2 通报"}
    assert "没有比前一档的 2 次多" in refused(lambda: office.services.offices.change_settings(wrong))


def test_without_a_roll_nobody_is_absent(office: Office) -> None:
    office.services.calendars.ensure(2026)
    office.services.trainings.plan(2026, "每月第三个周三 14:30")
    view = office.services.cadres.ladder()
    assert (view.rolls, view.lines) == (0, ())
    assert view.without_roll == 5


def test_a_training_called_off_counts_neither_way(office: Office) -> None:
    train(office, {0: {"一示例": ABSENT}})
    lines = office.services.sessions.year(2026).lines
    office.services.trainings.cancel(lines[1].training.id, "防汛")
    assert office.services.cadres.ladder().without_roll == 3


def test_the_ladder_writes_nothing(office: Office) -> None:
    train(office, {0: {"一示例": ABSENT}})
    before = office.dump()
    office.services.cadres.ladder()
    assert office.dump() == before
