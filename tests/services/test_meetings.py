"""Records of organisational life: registered in a row, changed, split, given back, locked; figures never disagree."""

from __future__ import annotations

from datetime import date, time

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Depth, Meeting, MeetingKind
from gzparty.labels import refusal_text
from gzparty.services.meeting_views import MeetingDraft
from tests.builders import Office

DAY = date(2026, 6, 15)
K = MeetingKind


def draft(
    office: Office, kind: MeetingKind = K.BRANCH_MEETING, village: str = "东村", **facts: object
) -> MeetingDraft:
    return MeetingDraft(kind, office.villages[village], **{"day": DAY, **facts})  # type: ignore[arg-type]


def register(office: Office, *drafts: MeetingDraft) -> tuple[Meeting, ...]:
    return office.services.meetings.register(drafts).value


def refused(caught: pytest.ExceptionInfo[Refusal]) -> str:
    assert refusal_text(caught.value)
    return caught.value.diagnostics[0].code


def test_a_record_with_a_day_only_has_no_hours(office: Office) -> None:
    (meeting,) = register(office, draft(office, expected=19, attended=15))
    sitting = office.store.sittings.get(meeting.sitting_id)
    assert not sitting.timed
    assert sitting.hours == (None, None)
    assert sitting.start.date() == DAY
    assert sitting.actual_start == sitting.planned_start
    assert meeting.period == "2026-06"
    assert meeting.number == "2026-0001"


def test_what_is_held_in_one_sitting_shares_it_and_the_committee_sits_by_itself(office: Office) -> None:
    kinds = (K.BRANCH_MEETING, K.LECTURE, K.STUDY, K.COMMITTEE_MEETING)
    found = register(office, *(draft(office, kind, starts=time(19)) for kind in kinds))
    assert len({meeting.sitting_id for meeting in found[:3]}) == 1
    assert found[3].sitting_id != found[0].sitting_id


def test_the_grid_shows_each_branch_with_its_record_or_what_it_owes(office: Office) -> None:
    register(office, draft(office, K.STUDY, expected=19, attended=20))
    grid = office.services.meeting_views.grid("2026-06", K.STUDY)
    assert [row.unit.name for row in grid.rows] == ["东村", "西村", "南村", "北村"]
    assert grid.rows[0].day == DAY
    assert grid.rows[1].meeting is None
    assert [finding.code for finding in grid.rows[0].findings] == ["meeting_more_than_expected"]


def test_detail_and_what_a_new_record_takes_over(office: Office) -> None:
    (meeting,) = register(
        office, draft(office, K.STUDY, expected=19, attended=15, host="王示例", place="东村办公室")
    )
    detail = office.services.meeting_views.detail(meeting.id)
    assert detail.unit.name == "东村"
    assert detail.roll is None
    carried = office.services.meeting_views.carried(K.STUDY, office.villages["东村"])
    assert (carried.host, carried.place, carried.expected, carried.taken_from) == (
        "王示例",
        "东村办公室",
        19,
        DAY,
    )


def test_by_names_the_members_of_the_branch_are_called(office: Office) -> None:
    (meeting,) = register(office, draft(office, depth=Depth.NAMES))
    detail = office.services.meeting_views.detail(meeting.id)
    assert detail.roll is not None
    assert [row.attendance.name for row in detail.roll.rows] == ["一示例"]
    office.services.rolls.mark_unmarked(meeting.sitting_id)
    assert office.services.meeting_views.detail(meeting.id).meeting.attended == 1


def test_a_locked_month_refuses_writes_and_an_unlocked_one_takes_them(office: Office) -> None:
    office.services.meetings.lock_month("2026-06", "季度检查")
    with pytest.raises(Refusal) as caught:
        register(office, draft(office))
    assert refused(caught) == "month_locked"
    office.services.meetings.unlock_month("2026-06", "补登")
    assert register(office, draft(office))
