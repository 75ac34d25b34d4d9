"""Records taken in by the row: many rows are one deed, an error holds up no other row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import DueState
from gzparty.domain.meeting import MeetingKind
from gzparty.labels import sentence
from gzparty.services.intake import Entered, RowEntry
from gzparty.services.meeting_views import GridRow
from tests.builders import Office

MONTH, KIND = "2026-06", MeetingKind.STUDY


def rows(office: Office) -> dict[str, GridRow]:
    return {row.unit.name: row for row in office.services.meeting_views.grid(MONTH, KIND).rows}


def entry(office: Office, village: str, **values: Any) -> RowEntry:
    meeting = rows(office)[village].meeting
    return RowEntry(village, office.villages[village], None, meeting.id if meeting else None, values)


def enter(office: Office, *entries: RowEntry) -> Entered:
    return office.services.intake.enter(KIND, MONTH, entries).value


def test_several_rows_are_one_deed_and_one_undo_takes_all_back(office: Office) -> None:
    before = office.dump()
    entries = [
        entry(office, name, day=date(2026, 6, 15), expected=19, attended=15) for name in ("东村", "西村")
    ]
    done = office.services.intake.enter(KIND, MONTH, entries)
    assert done.name == "收记录 集中学习 6月 2 行"
    assert [rows(office)[name].day for name in ("东村", "西村")] == [date(2026, 6, 15)] * 2
    assert rows(office)["南村"].meeting is None
    office.services.offices.undo()
    assert office.dump() == before


def test_a_row_with_a_contradiction_is_stored_as_typed_and_says_so(office: Office) -> None:
    enter(office, entry(office, "东村", day=date(2026, 6, 15), expected=19, attended=21))
    row = rows(office)["东村"]
    assert row.meeting is not None
    assert (row.meeting.expected, row.meeting.attended) == (19, 21)
    assert [finding.code for finding in row.findings] == ["meeting_more_than_expected"]


def test_a_row_that_cannot_be_stored_holds_up_no_other(office: Office) -> None:
    told = enter(
        office,
        entry(office, "东村", expected=19),
        entry(office, "西村", day=date(2026, 7, 30)),
        entry(office, "南村", day=date(2026, 6, 15), topic="清理河道"),
    )
    assert told.stored == ("南村",)
    assert {key: finding.code for key, finding in told.refused.items()} == {
        "东村": "entry_day_missing",
        "西村": "meeting_day_ahead",
    }
    assert all(sentence(finding) for finding in told.refused.values())


def test_a_figure_is_emptied_and_an_emptied_row_is_deleted(office: Office) -> None:
    enter(office, entry(office, "东村", day=date(2026, 6, 15), expected=19, attended=15))
    enter(office, entry(office, "东村", attended=None))
    meeting = rows(office)["东村"].meeting
    assert meeting is not None
    assert (meeting.expected, meeting.attended) == (19, None)
    refused = enter(office, entry(office, "东村", day=None)).refused
    assert refused["东村"].code == "entry_day_kept"
    enter(office, entry(office, "东村", day=None, expected=None))
    assert rows(office)["东村"].meeting is None


def test_a_meeting_made_up_in_another_month_still_counts_for_the_month_of_its_row(office: Office) -> None:
    office.clock.moment = office.clock.moment.replace(month=7)
    enter(office, entry(office, "东村", day=date(2026, 6, 15)))
    enter(office, entry(office, "东村", day=date(2026, 7, 3)))
    row = rows(office)["东村"]
    assert row.day == date(2026, 7, 3)
    assert row.meeting is not None
    assert row.meeting.period == MONTH


def test_a_locked_month_takes_no_row(office: Office) -> None:
    office.services.meetings.lock_month(MONTH, "季度检查")
    with pytest.raises(Refusal) as caught:
        enter(office, entry(office, "东村", day=date(2026, 6, 15)))
    assert caught.value.diagnostics[0].code == "month_locked"


def test_what_lacks_a_paper_goes_back_with_its_own_reason_as_one_deed(office: Office) -> None:
    whole = {"day": date(2026, 6, 15), "expected": 19, "attended": 15, "topic": "清理河道"}
    enter(
        office,
        entry(office, "东村", **whole, has_minutes=True),
        entry(office, "西村", **whole, has_sign_in=True),
        entry(office, "南村", **whole, has_minutes=True, has_sign_in=True),
        entry(office, "北村", **whole),
    )
    done = office.services.intake.give_back_incomplete(KIND, MONTH)
    assert done.value == ("东村", "西村")
    assert done.name == "退回缺材料的 集中学习 6月 2 个"
    stored = {name: row.meeting for name, row in rows(office).items() if row.meeting}
    assert stored["东村"].return_reason == "缺签到表"
    assert stored["西村"].return_reason == "缺记录"
    assert rows(office)["南村"].state is DueState.DONE
    assert rows(office)["北村"].state is DueState.HELD
    office.services.offices.undo()
    assert rows(office)["东村"].state is DueState.HANDED_IN
