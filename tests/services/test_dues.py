"""Boards, lists and reminders of what is owed, on a real file: sums add up, nobody is accused wrongly."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from gzparty.bootstrap import open_office, read_office
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import NOT_OWED, Due, DueState, NotApplicable
from gzparty.domain.meeting import MeetingKind, Talk, TalkKind
from gzparty.domain.people import PartyClass, PostTitle, UnitKind
from gzparty.domain.period import Period
from gzparty.domain.sitting import Status
from gzparty.services.duty_views import Board, DueLine
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import PersonDraft
from gzparty.services.training import TrainingDraft
from gzparty.services.units import UnitDraft
from tests.builders import Clock, Office

JUNE, MAY = Period(2026, 6, 1), Period(2026, 5, 1)
K = MeetingKind
COMPLETE = {"topic": "学习", "expected": 9, "attended": 8, "has_minutes": True, "has_sign_in": True}


def register(office: Office, village: str, kind: MeetingKind, day: date, **facts: object) -> int:
    given = {"day": day, **COMPLETE, **facts}
    draft = MeetingDraft(kind, office.villages[village], **given)  # type: ignore[arg-type]
    return office.services.meetings.register([draft]).value[0].id


def since(office: Office, month: str) -> None:
    office.services.offices.change_settings({"records_since": month})


def state(board: Board, village: str, code: str) -> DueState:
    (line,) = [line for group in board.groups for line in group.lines if line.unit.name == village]
    return line.cells[code].state


def seats(lines: tuple[DueLine, ...]) -> list[tuple[str, str, str, str]]:
    return [
        (line.unit.name, line.due.duty.code, line.due.period.code, line.due.state.value) for line in lines
    ]


def town(office: Office) -> int:
    return office.services.people.add_unit(UnitDraft("官庄镇党委", UnitKind.TOWN_COMMITTEE)).value.id


def test_villages_stand_under_their_communities_and_other_branches_apart(office: Office) -> None:
    town(office)
    people = office.services.people
    people.add_unit(UnitDraft("卫生院党支部", UnitKind.OFFICE_BRANCH))
    people.add_unit(UnitDraft("新村", UnitKind.VILLAGE_BRANCH))
    people.add_unit(UnitDraft("财政所", UnitKind.DEPARTMENT))
    board = office.services.dues.board(JUNE)
    assert [(group.title, [line.unit.name for line in group.lines]) for group in board.groups] == [
        ("官庄镇党委", ["官庄镇党委"]),
        ("管城社区", ["管城社区", "东村", "南村"]),
        ("利见社区", ["利见社区", "西村", "北村"]),
        ("没有划入社区", ["新村"]),
        ("机关和其他支部", ["卫生院党支部"]),
        ("机关部门", ["财政所"]),
    ]
    assert [group.unit is None for group in board.groups] == [False, False, False, True, True, True]


def test_columns_are_what_comes_monthly_or_quarterly_and_a_quarter_counts_in_its_last_month(
    office: Office,
) -> None:
    for month, counted in ((MAY, False), (JUNE, True)):
        columns = {column.duty.code: column for column in office.services.dues.board(month).columns}
        assert list(columns) == [
            *("branch_meeting", "committee_meeting", "group_meeting"),
            *("lecture", "theme_day", "study", "training", "self_inspection"),
        ]
        assert columns["lecture"].period.code == "2026-Q2"
        assert columns["lecture"].hold_by == date(2026, 6, 30)
        assert columns["lecture"].counted is counted
        assert columns["study"].counted


def test_the_figures_are_the_sum_of_the_rows_and_add_up(office: Office) -> None:
    since(office, "2026-01")
    office.services.people.add_group(office.villages["西村"], "第一党小组", date(2020, 1, 1))
    office.services.people.add_group(office.villages["西村"], "第二党小组", date(2020, 1, 1))
    register(office, "东村", K.STUDY, date(2026, 6, 3))
    register(office, "西村", K.STUDY, date(2026, 6, 3), has_sign_in=False)
    office.clock.moment = datetime(2026, 7, 20, 9)
    for month in (MAY, JUNE, Period(2026, 7, 1)):
        board = office.services.dues.board(month)
        counted = {column.duty.code for column in board.columns if column.counted}
        cells = [
            cell
            for group in board.groups
            for line in group.lines
            for code, cell in line.cells.items()
            if code in counted
        ]
        assert board.figures.owed == sum(cell.owed for cell in cells)
        assert board.figures.done == sum(cell.done for cell in cells)
        states = Counter(due.state for due in board.dues())
        assert dict(states) == {state: count for state, count in board.figures.counts.items() if count}
        assert board.figures.owed == sum(n for state, n in states.items() if state not in NOT_OWED)
        for group in board.groups:
            for code, cell in group.cells.items():
                assert cell.owed == sum(line.cells[code].owed for line in group.lines if code in line.cells)
                assert cell.done == sum(line.cells[code].done for line in group.lines if code in line.cells)


def test_a_group_meeting_is_owed_by_each_group(office: Office) -> None:
    people, west = office.services.people, office.villages["西村"]
    first = people.add_group(west, "第一党小组", date(2020, 1, 1)).value
    people.add_group(west, "第二党小组", date(2020, 1, 1))
    register(office, "西村", K.GROUP_MEETING, date(2026, 6, 3), group_id=first.id)
    board = office.services.dues.board(JUNE)
    (line,) = [line for group in board.groups for line in group.lines if line.unit.name == "西村"]
    assert (line.cells["group_meeting"].done, line.cells["group_meeting"].owed) == (1, 2)
    assert state(board, "东村", "group_meeting") is DueState.NOT_APPLICABLE
    (done, open_still) = office.services.dues.cell("group_meeting", west, JUNE)
    assert (done.group, done.due.state, open_still.group) == ("第一党小组", DueState.DONE, "第二党小组")


def test_seven_full_members_have_a_committee_and_six_have_none(office: Office) -> None:
    people, east = office.services.people, office.villages["东村"]
    for number in range(5):
        person = people.add_person(PersonDraft(f"党员{number}示例")).value
        people.admit(person.id, east, PartyClass.FULL, date(2020, 1, 1))
    candidate = people.add_person(PersonDraft("预备示例")).value
    people.admit(candidate.id, east, PartyClass.PROBATIONARY, date(2026, 1, 1))
    assert state(office.services.dues.board(JUNE), "东村", "committee_meeting") is DueState.NOT_APPLICABLE
    last = people.add_person(PersonDraft("第七示例")).value
    people.admit(last.id, east, PartyClass.FULL, date(2026, 6, 10))
    assert state(office.services.dues.board(JUNE), "东村", "committee_meeting") is not DueState.NOT_APPLICABLE
    since(office, "2026-01")
    assert state(office.services.dues.board(MAY), "东村", "committee_meeting") is DueState.NOT_APPLICABLE


def test_a_branch_of_which_no_member_is_known_is_not_taken_for_small(office: Office) -> None:
    office.services.people.add_unit(UnitDraft("新村", UnitKind.VILLAGE_BRANCH))
    assert state(office.services.dues.board(JUNE), "新村", "committee_meeting") is not DueState.NOT_APPLICABLE


def test_months_before_the_file_was_made_are_not_asked_for_until_the_office_says_so(office: Office) -> None:
    board = office.services.dues.board(MAY)
    assert {due.reason for due in board.dues() if due.duty.code == "study"} == {NotApplicable.BEFORE_RECORDS}
    assert office.services.dues.open() == ()
    since(office, "2026-05")
    assert state(office.services.dues.board(MAY), "东村", "study") is DueState.OVERDUE


def test_a_closed_branch_is_let_alone_from_then_on(office: Office) -> None:
    since(office, "2026-03")
    east = office.villages["东村"]
    office.services.people.close_unit(east, date(2026, 5, 20))
    year = office.services.dues.year("study", 2026)
    (line,) = [line for group in year.groups for line in group.lines if line.unit.id == east]
    states = [cell.state for cell in line.cells]
    assert states[2:4] == [DueState.OVERDUE] * 2
    assert set(states[4:]) == {DueState.NOT_APPLICABLE}
    assert "东村" not in {line.unit.name for line in office.services.dues.open()}
    for chased in (office.services.dues.chase(), office.services.dues.chase(Period(2026, 4, 1))):
        names = {unit.unit.name for group in chased for unit in group.units}
        assert names == {"西村", "南村", "北村"}
    office.clock.moment = datetime(2027, 2, 1, 9)
    names = {
        line.unit.name for group in office.services.dues.year("study", 2027).groups for line in group.lines
    }
    assert names == {"西村", "南村", "北村"}


def test_the_year_of_a_duty_sums_its_rows(office: Office) -> None:
    since(office, "2026-01")
    register(office, "东村", K.STUDY, date(2026, 2, 3))
    year = office.services.dues.year("study", 2026)
    assert [period.code for period in year.periods][:2] == ["2026-01", "2026-02"]
    assert (year.title, len(year.duties)) == ("集中学习", 12)
    assert [(cell.done, cell.owed) for cell in year.cells][:2] == [(0, 4), (1, 4)]
    for place, cell in enumerate(year.cells):
        rows = [line.cells[place] for group in year.groups for line in group.lines]
        assert (cell.done, cell.owed) == (sum(c.done for c in rows), sum(c.owed for c in rows))
        assert cell.owed == sum(group.cells[place].owed for group in year.groups)


def test_a_duty_nobody_knows_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.dues.year("dancing", 2026)
    assert caught.value.diagnostics[0].code == "duty_unknown"


def test_open_lists_what_is_late_soon_or_waiting_the_gravest_first(office: Office) -> None:
    since(office, "2026-05")
    office.clock.moment = datetime(2026, 6, 25, 9)
    register(
        office,
        "东村",
        K.STUDY,
        date(2026, 5, 9),
        has_minutes=False,
        has_sign_in=False,
        topic="",
        expected=None,
        attended=None,
    )
    register(office, "西村", K.STUDY, date(2026, 5, 9))
    back = register(office, "南村", K.STUDY, date(2026, 5, 9))
    office.services.meetings.give_back([back], "签到表没有日期", date(2026, 6, 1))
    found = [seat for seat in seats(office.services.dues.open()) if seat[1] == "study"]
    assert found == [
        ("北村", "study", "2026-05", "overdue"),
        ("南村", "study", "2026-05", "returned"),
        ("东村", "study", "2026-05", "held"),
        *((village, "study", "2026-06", "soon") for village in ("东村", "西村", "南村", "北村")),
    ]
    assert {line.unit.name for line in office.services.dues.open(unit_id=office.villages["北村"])} == {"北村"}
    early = [seat[3] for seat in seats(office.services.dues.open(on=date(2026, 5, 28))) if seat[1] == "study"]
    assert early == ["returned", "held", "soon"]


def test_last_years_meeting_is_open_until_march(office: Office) -> None:
    since(office, "2025-06")
    office.clock.moment = datetime(2026, 3, 28, 9)
    found = {seat for seat in seats(office.services.dues.open()) if seat[1] == "life_meeting"}
    assert found == {(village, "life_meeting", "2025", "soon") for village in office.villages}
    register(office, "东村", K.LIFE_MEETING, date(2026, 3, 20), period="2025")
    assert len([s for s in seats(office.services.dues.open()) if s[1] == "life_meeting"]) == 3


def test_a_life_day_early_in_january_is_soon_at_the_end_of_december(office: Office) -> None:
    since(office, "2026-06")
    office.services.duties.set_life_day([office.villages["东村"]], "3日", None, 0, date(2026, 7, 1))
    office.clock.moment = datetime(2026, 12, 30, 9)
    assert ("东村", "theme_day", "2027-01", "soon") in seats(office.services.dues.open())


def test_the_town_owes_one_training_and_a_word_explains_a_month_without(office: Office) -> None:
    town(office)
    since(office, "2026-01")
    trainings = office.services.trainings
    held = trainings.add(TrainingDraft(datetime(2026, 3, 18, 14))).value
    office.services.rolls.mark_unmarked(held.sitting_id, Status.PRESENT)
    assert training(office, 3).state is DueState.DONE
    assert office.services.dues.lines([training(office, 3)])[0].why == "3月18日开了，签到还没结束"
    office.services.rolls.close(held.sitting_id)
    assert office.services.dues.lines([training(office, 3)])[0].why != "3月18日开了，签到还没结束"
    begun = trainings.add(TrainingDraft(datetime(2026, 4, 15, 14))).value
    trainings.explain_missed(begun.id, "三夏大忙")
    trainings.add(TrainingDraft(datetime(2026, 6, 17, 14)))
    office.clock.moment = datetime(2026, 6, 10, 9)
    assert training(office, 3).state is DueState.DONE
    assert training(office, 4).state is DueState.WAIVED
    assert office.services.dues.lines([training(office, 4)])[0].why == "没办，已说明：三夏大忙"
    assert training(office, 5).state is DueState.MISSED
    assert training(office, 6).record is not None
    assert training(office, 6).state is DueState.TODO
    assert sum(due.duty.code == "training" for due in office.services.dues.board(JUNE).dues()) == 1


def test_a_cancelled_session_explains_nothing_where_another_is_planned(office: Office) -> None:
    town(office)
    trainings = office.services.trainings
    first = trainings.add(TrainingDraft(datetime(2026, 6, 16, 14))).value
    trainings.add(TrainingDraft(datetime(2026, 6, 24, 14)))
    trainings.cancel(first.id, "会场占用")
    assert training(office, 6).state is DueState.TODO


def test_a_cell_read_alone_says_what_the_board_of_all_says(office: Office) -> None:
    since(office, "2026-04")
    office.services.people.add_group(office.villages["西村"], "第一党小组")
    office.services.duties.set_life_day(list(office.villages.values())[:2], "15日", None, 3, date(2026, 6, 1))
    for village, day in (("东村", 9), ("西村", 12), ("南村", 30)):
        register(office, village, K.STUDY, date(2026, 5, day))
        register(office, village, K.BRANCH_MEETING, date(2026, 6, 2), topic="")
    dues = office.services.dues
    for month in (MAY, JUNE):
        board = dues.board(month)
        for column in board.columns:
            for line in (line for group in board.groups for line in group.lines):
                if column.duty.code in line.cells:
                    alone = dues.cell(column.duty.code, line.unit.id, column.period)
                    assert alone == dues.lines(line.cells[column.duty.code].dues)


def training(office: Office, month: int) -> Due:
    (due,) = [
        due
        for due in office.services.dues.board(Period(2026, month, 1)).dues()
        if due.duty.code == "training"
    ]
    return due


def test_talks_are_done_once_every_kind_the_branch_can_hold_was_held(office: Office) -> None:
    east = office.villages["东村"]
    for number in range(2):
        person = office.services.people.add_person(PersonDraft(f"党员{number}示例")).value
        office.services.people.admit(person.id, east, PartyClass.FULL, date(2020, 1, 1))
    talk(office, east, TalkKind.COMMITTEE_MEMBER, date(2026, 3, 1))
    (line,) = office.services.dues.cell("talk", east, Period(2026, 1, 12))
    assert (line.due.state, line.why) == (DueState.TODO, "缺党员之间的谈话，12月31日前谈完")
    talk(office, east, TalkKind.AMONG_MEMBERS, date(2026, 5, 1))
    talk(office, east, TalkKind.AMONG_MEMBERS, date(2026, 6, 1))
    (line,) = office.services.dues.cell("talk", east, Period(2026, 1, 12))
    assert line.due.state is DueState.DONE
    assert line.due.record is not None
    assert line.due.record.held_on == date(2026, 5, 1)
    (other,) = office.services.dues.cell("talk", office.villages["西村"], Period(2026, 1, 12))
    assert other.due.record is None


def talk(office: Office, unit_id: int, kind: TalkKind, day: date) -> None:
    uid = office.services.context.new_uid()
    with office.store.action("谈话", "talk.add", office.clock(), "test"):
        office.store.meetings.insert_talk(
            Talk(0, uid, unit_id, day.year, day, kind, None, "甲示例", None, "乙示例")
        )


def test_sign_in_sheets_are_asked_for_as_the_office_set_it(office: Office) -> None:
    register(office, "东村", K.STUDY, date(2026, 6, 3), has_sign_in=False)
    assert state(office.services.dues.board(JUNE), "东村", "study") is DueState.HANDED_IN
    office.services.offices.change_settings({"sign_in_required": False})
    assert state(office.services.dues.board(JUNE), "东村", "study") is DueState.DONE


def test_soon_is_as_near_as_the_office_set_it(office: Office) -> None:
    office.clock.moment = datetime(2026, 6, 20, 9)
    assert state(office.services.dues.board(JUNE), "东村", "study") is DueState.TODO
    office.services.offices.change_settings({"soon_days": 10})
    assert state(office.services.dues.board(JUNE), "东村", "study") is DueState.SOON


def test_only_late_villages_are_chased_by_community_with_its_secretary(office: Office) -> None:
    since(office, "2026-05")
    secretary = office.services.people.add_person(PersonDraft("管示例", phone="13805360012")).value
    community = office.communities["管城社区"]
    office.services.people.appoint(secretary.id, community, PostTitle.COMMUNITY_SECRETARY, None)
    for village in ("东村", "西村", "北村"):
        register(office, village, K.STUDY, date(2026, 5, 9))
        register(office, village, K.THEME_DAY, date(2026, 5, 9))
    # What is lacking on the clerk's own desk is nobody else's to bring.
    register(office, "南村", K.THEME_DAY, date(2026, 5, 9), topic="")
    (group,) = office.services.dues.chase()
    assert (group.title, group.contact, group.phone) == ("管城社区", "管示例", "13805360012")
    assert [(unit.unit.name, seats(unit.lines)) for unit in group.units] == [
        ("南村", [("南村", "study", "2026-05", "overdue")])
    ]
    assert office.services.dues.chase(JUNE) == ()
    assert [group.title for group in office.services.dues.chase(MAY)] == ["管城社区"]


def test_an_errand_is_open_and_chased_like_anything_else_that_is_due(office: Office) -> None:
    errands, villages = office.services.errands, list(office.villages.values())
    errand = errands.add(
        "党员教育情况表", "县委组织部", date(2026, 6, 12), date(2026, 6, 16), villages[:2]
    ).value
    errands.receive(errand.id, villages[:1], date(2026, 6, 15))
    office.clock.moment = datetime(2026, 6, 18, 9)
    (line,) = office.services.dues.open()
    assert (line.unit.name, line.why) == ("西村", "应于 6月16日前交，逾期 2 天")
    assert [group.title for group in office.services.dues.chase()] == ["利见社区"]
    errands.finish(errand.id, date(2026, 6, 18))
    assert office.services.dues.open() == ()


def test_a_reader_sees_a_change_at_once_and_reads_no_table_twice_without_one(office: Office) -> None:
    from db.store import SqliteStore
    from gzparty.bootstrap import services_on

    reader_store = SqliteStore.open_reader(office.store.path)
    reader = services_on(reader_store, office.clock, office.services.context.new_uid)
    assert state(reader.dues.board(JUNE), "东村", "study") is DueState.TODO
    kept = reader.dues.book()
    assert reader.dues.book() is kept
    register(office, "东村", K.STUDY, date(2026, 6, 3))
    assert state(reader.dues.board(JUNE), "东村", "study") is DueState.DONE
    office.clock.moment += timedelta(days=1)
    assert reader.dues.book() is not kept
    reader_store.close()


def test_a_merger_leaves_one_branch_that_owes(office: Office) -> None:
    since(office, "2026-04")
    east, south = office.villages["东村"], office.villages["南村"]
    office.services.people.merge_units(east, south, date(2026, 5, 10))
    office.clock.moment = datetime(2026, 7, 2, 9)
    for month, owing in ((4, 4), (5, 3), (6, 3)):
        board = office.services.dues.board(Period(2026, month, 1))
        study = [due for due in board.dues() if due.duty.code == "study"]
        assert sum(due.state not in NOT_OWED for due in study) == owing
        assert len({due.key for due in study}) == len(study)


def test_a_due_goes_through_every_state_by_doing_and_by_waiting(office: Office) -> None:
    services, village = office.services, office.villages["东村"]
    since(office, "2026-06")

    def states(code: str = "theme_day", name: str = "东村") -> str:
        (line,) = services.dues.cell(code, office.villages[name], JUNE)
        return line.due.state.value

    def on(day: int, month: int = 6) -> None:
        office.clock.moment = datetime(2026, month, day, 9)

    on(1)
    assert states() == "todo"
    on(25)
    assert states() == "soon"
    on(2, 7)
    assert states() == "overdue"
    waiver = services.duties.waive("theme_day", village, JUNE, "换届", "周示例").value
    assert states() == "waived"
    services.duties.unwaive(waiver.id)
    (meeting,) = services.meetings.register(
        [MeetingDraft(MeetingKind.THEME_DAY, village, day=date(2026, 6, 28))]
    ).value
    assert states() == "held"
    services.meetings.receive([meeting.id], date(2026, 7, 2))
    assert states() == "handed_in"
    services.meetings.give_back([meeting.id], "缺签到表", date(2026, 7, 2))
    assert states() == "returned"
    services.meetings.take_again([meeting.id], date(2026, 7, 2))
    services.meetings.change(meeting.id, MeetingDraft(MeetingKind.THEME_DAY, village, **COMPLETE))  # type: ignore[arg-type]
    assert states() == "done"
    late = MeetingDraft(
        MeetingKind.THEME_DAY,
        office.villages["西村"],
        day=date(2026, 7, 1),
        period="2026-06",
        **COMPLETE,  # type: ignore[arg-type]
    )
    services.meetings.register([late])
    assert states(name="西村") == "late"
    assert states("group_meeting") == "not_applicable"
    (training,) = services.dues.cell("training", town(office), JUNE)
    assert training.due.state.value == "missed"


@pytest.mark.parametrize(
    "day", [date(2026, 1, 5), date(2026, 6, 17), date(2026, 12, 31), date(2027, 3, 2)], ids=str
)
@pytest.mark.parametrize(
    "asked", [{}, {"sign_in_required": False, "photos_required": True}], ids=["", "photos"]
)
def test_what_presses_in_a_filled_office_is_what_a_walk_through_every_due_finds(
    sample_file: Path, tmp_path: Path, day: date, asked: dict[str, bool]
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "office.gzparty"))
    with open_office(path, Clock()) as services:
        services.offices.change_settings({"records_since": "2025-01", **asked})
    with read_office(path, Clock()) as services:
        book, found = services.dues.book(day), []
        for year in (day.year - 1, day.year):
            walked = book.dues(Period(year, 1, 12), lambda period: period.first <= book.terms.soon_end)
            found.append(list(book.pressing(year)))
            assert found[-1] == [due for due in walked if due.is_pressing]
        assert any(found), "something is always to be done"
