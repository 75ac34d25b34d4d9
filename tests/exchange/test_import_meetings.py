"""Sheets of meetings and of attendance go in: every row in one bucket, twice changes nothing, one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from gzparty.domain.damage import CellValue
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.sitting import Status
from gzparty.exchange.importing import import_file, import_table
from gzparty.exchange.reading import read_table
from gzparty.services.import_result import ImportResult
from gzparty.services.meeting_views import MeetingDraft
from tests.builders import Office, an_office
from tests.exchange import files

HEAD: list[CellValue] = [
    "所在党组织",
    "会议类型",
    "会议名称",
    "计划会议时间",
    "实际会议时间",
    "会议地点",
    "主持人",
    "记录人",
]
HEAD += ["应到人数", "实到人数", "请假人数", "列席人员", "会议议题", "会议内容", "会议决议"]
EAST: list[CellValue] = [
    "东村党支部",
    "党课",
    "六月党课",
    "2026-06-10 09:00",
    "2026-06-12 19:30",
    "东村党群服务中心",
    "孙示例",
]
EAST += ["曹示例", 23, "19人", 2, "张示例", "学习条例", "逐条讲解", "会后自学"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    built = an_office(tmp_path)
    built.clock.moment = datetime(2026, 6, 17, 9)
    yield built
    built.store.close()


def take(office: Office, rows: list[list[CellValue]], tmp_path: Path, **options: object) -> ImportResult:
    path = files.write_xlsx(tmp_path / "三会一课.xlsx", rows)
    return import_file(office.services, "meetings", path, **options)  # type: ignore[arg-type]


def codes(result: ImportResult) -> list[tuple[int, str]]:
    return [(one.row, one.reason.code) for one in (*result.rejected, *result.suspect)]


def test_a_row_becomes_a_record_by_numbers_with_the_hour_it_was_held(office: Office, tmp_path: Path) -> None:
    result = take(office, [HEAD, EAST], tmp_path)
    assert (result.added, codes(result)) == (1, [])
    (meeting,) = office.services.meeting_views.of_unit(office.villages["东村"], 2026)
    detail = office.services.meeting_views.detail(meeting.id)
    assert (meeting.kind, meeting.period) == (MeetingKind.LECTURE, "2026-06")
    assert (meeting.expected, meeting.attended, meeting.on_leave, meeting.absent) == (23, 19, 2, None)
    assert detail.sitting.start == datetime(2026, 6, 12, 19, 30)
    assert (meeting.topic, meeting.content, meeting.decision) == ("学习条例", "逐条讲解", "会后自学")
    assert meeting.other == "列席：张示例"


def test_importing_twice_changes_nothing_and_one_undo_takes_it_back(office: Office, tmp_path: Path) -> None:
    take(office, [HEAD, EAST], tmp_path)
    again = take(office, [HEAD, EAST], tmp_path)
    assert (again.added, again.updated, again.same) == (0, 0, 1)
    office.services.offices.undo()
    assert office.services.meeting_views.of_unit(office.villages["东村"], 2026) == ()


def test_what_is_blank_is_filled_and_what_differs_is_asked(office: Office, tmp_path: Path) -> None:
    take(office, [HEAD, [*EAST[:13], "", ""]], tmp_path)
    filled = take(office, [HEAD, EAST], tmp_path)
    assert filled.updated == 1
    other = [*EAST[:8], 24, *EAST[9:]]
    asked = take(office, [HEAD, other], tmp_path)
    assert codes(asked) == [(2, "meeting_row_differs")]
    assert [(one.field, one.stored, one.given) for one in asked.suspect[0].differences] == [
        ("expected", "23", "24")
    ]
    assert take(office, [HEAD, other], tmp_path, decisions={2: "sheet"}).updated == 1
    (meeting,) = office.services.meeting_views.of_unit(office.villages["东村"], 2026)
    assert (meeting.expected, meeting.content) == (24, "逐条讲解")


def test_rows_that_cannot_be_taken_are_set_aside_and_the_others_go_in(office: Office, tmp_path: Path) -> None:
    rows = [
        HEAD,
        EAST,
        ["西村", "喝茶会", *EAST[2:]],
        ["西村", "", *EAST[2:]],
        ["没有的村", *EAST[1:]],
        ["南村", *EAST[1:3], "", "", *EAST[5:]],
        ["南村", *EAST[1:4], "2026-06-31", *EAST[5:]],
        ["南村", *EAST[1:4], "2026-07-12", *EAST[5:]],
        ["南村", *EAST[1:8], 10, 12, *EAST[10:]],
        ["南村", *EAST[1:8], "十人", 9, *EAST[10:]],
        ["西村", *EAST[1:4], "6月12日", *EAST[5:]],
    ]
    result = take(office, rows, tmp_path)
    assert result.added == 2, "the third row has its kind from its name"
    assert codes(result) == [
        (3, "word_unknown"),
        (5, "unit_not_found"),
        (6, "meeting_day_missing"),
        (7, "date_impossible"),
        (8, "meeting_day_ahead"),
        (10, "count_unreadable"),
        (9, "meeting_row_figures"),
        (11, "moment_without_year"),
    ]


def test_a_plan_without_a_day_held_is_kept_as_a_plan(office: Office, tmp_path: Path) -> None:
    row = [*EAST[:3], "2026-06-25 19:00", "", EAST[5], "", "", "", "", "", "", "学习条例", "", ""]
    assert take(office, [HEAD, row], tmp_path).added == 1
    (meeting,) = office.services.meeting_views.of_unit(office.villages["东村"], 2026)
    sitting = office.services.meeting_views.detail(meeting.id).sitting
    assert (sitting.planned_start, sitting.actual_start) == (datetime(2026, 6, 25, 19), None)


def test_the_kind_may_stand_in_the_name_of_the_sheet(office: Office, tmp_path: Path) -> None:
    path = files.write_xlsx(
        tmp_path / "主题党日活动登记.xlsx",
        [["党支部", "活动时间", "主题", "应到", "实到"], ["东村", "2026-06-15", "重温誓词", 9, 8]],
    )
    assert import_file(office.services, "meetings", path).added == 1
    (meeting,) = office.services.meeting_views.of_unit(office.villages["东村"], 2026)
    assert meeting.kind is MeetingKind.THEME_DAY


def test_a_locked_month_takes_no_row(office: Office, tmp_path: Path) -> None:
    office.services.meetings.lock_month("2026-06", "已上报")
    assert codes(take(office, [HEAD, EAST], tmp_path)) == [(2, "meeting_row_locked")]


def a_roll(office: Office) -> str:
    """A training session of whom marks are imported."""
    office.services.calendars.ensure(2026)
    return office.services.trainings.plan(2026, "每月第三个周三 14:30").value[5].number


def test_a_list_of_names_marks_those_who_came_and_leaves_the_others_open(
    office: Office, tmp_path: Path
) -> None:
    number = a_roll(office)
    path = files.write_xlsx(tmp_path / "签到.xlsx", [["姓名"], ["一示例"], ["没有这个人"]])
    table = read_table(path, "rolls")
    assert import_table(office.services, table).rejected[0].reason.code == "roll_record_missing"
    result = import_table(office.services, table, record=number)
    assert (result.added, codes(result)) == (1, [(3, "roll_row_unknown")])
    training = office.store.trainings.find(number)
    assert training is not None
    marks = {row.name: row.status for row in office.store.sittings.roll(training.sitting_id)}
    assert marks.pop("一示例") is Status.PRESENT
    assert set(marks.values()) == {Status.UNMARKED}
    assert import_table(office.services, table, record=number).same == 1


def test_marks_and_reasons_are_read_and_a_different_mark_is_asked(office: Office, tmp_path: Path) -> None:
    number = a_roll(office)
    head: list[CellValue] = ["期次", "单位", "姓名", "签到情况", "原因"]
    first = files.write_xlsx(
        tmp_path / "a.xlsx",
        [head, [number, "东村", "一示例", "病假", ""], [number, "西村", "二示例", "√", ""]],
    )
    assert import_file(office.services, "rolls", first).added == 2
    training = office.store.trainings.find(number)
    assert training is not None
    marks = {row.name: (row.status, row.reason) for row in office.store.sittings.roll(training.sitting_id)}
    assert marks["一示例"] == (Status.LEAVE, "病假")
    second = files.write_xlsx(tmp_path / "b.xlsx", [head, [number, "东村", "一示例", "缺席", ""]])
    asked = import_file(office.services, "rolls", second)
    assert codes(asked) == [(2, "roll_row_differs")]
    assert import_file(office.services, "rolls", second, decisions={2: "sheet"}).updated == 1


def test_marks_of_a_meeting_taken_by_names_go_in_by_its_number(office: Office, tmp_path: Path) -> None:
    from gzparty.domain.meeting import Depth

    draft = MeetingDraft(
        MeetingKind.BRANCH_MEETING,
        office.villages["东村"],
        day=date(2026, 6, 15),
        starts=time(19),
        depth=Depth.NAMES,
    )
    meeting = office.services.meetings.register([draft]).value[0]
    path = files.write_xlsx(tmp_path / "签到.xlsx", [["姓名", "签到"], ["谁示例", "√"]])
    table = read_table(path, "rolls")
    result = import_table(office.services, table, record=meeting.number)
    assert [code for _row, code in codes(result)] in (["roll_row_unknown"], ["roll_without_lines"])
