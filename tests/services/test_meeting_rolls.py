"""Rolls of a branch's own meetings: who is called, what the marks count for, and what credit knows nothing of."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import AppraisalLine, Depth, MeetingKind, Talk, TalkKind
from gzparty.domain.people import Group, PartyClass, PostTitle
from gzparty.domain.sitting import LeaveRequest, Mark, Status
from gzparty.services.people import PersonDraft
from gzparty.services.training import CourseDraft, TrainingDraft
from tests.builders import SINCE, Office, a_roll_line, a_sitting
from tests.meetings import DAY, K, a_draft, code_of, register, with_members

PRESENT, LEAVE = Mark(Status.PRESENT), Mark(Status.LEAVE, "住院")


def sitting(office: Office, kind: MeetingKind = K.BRANCH_MEETING, group: Group | None = None) -> int:
    draft = a_draft(office, kind, depth=Depth.NAMES, group_id=group.id if group else None)
    return register(office, draft)[0].sitting_id


def names(office: Office, sitting_id: int) -> list[str]:
    return [row.attendance.name for row in office.services.sessions.roll(sitting_id).rows]


class TestWho:
    """The roster of a branch's meeting, as of its day."""

    def test_the_members_of_the_branch_with_their_posts(self, office: Office) -> None:
        with_members(office, "东村", ["甲示例"])
        with_members(office, "西村", ["乙示例"])
        rows = [row.attendance for row in office.services.sessions.roll(sitting(office)).rows]
        assert [(row.name, row.post, row.unit_name) for row in rows] == [
            ("一示例", "党支部书记", "东村"),
            ("甲示例", "", "东村"),
        ]

    def test_probationary_members_are_called_and_known_as_such(self, office: Office) -> None:
        person = office.services.people.add_person(PersonDraft("预示例")).value
        office.services.people.admit(
            person.id, office.villages["东村"], PartyClass.PROBATIONARY, date(2026, 1, 1)
        )
        rows = [row.attendance for row in office.services.sessions.roll(sitting(office)).rows]
        assert {row.name: row.party_class for row in rows}["预示例"] is PartyClass.PROBATIONARY

    def test_who_had_left_by_the_day_or_came_later_is_not_called(self, office: Office) -> None:
        with_members(office, "东村", ["走示例", "亡示例", "留示例", "来示例"])
        people, village = office.services.people, office.villages["东村"]
        ids = {person.name: person.id for person in office.store.people.people()}
        people.move_member(ids["走示例"], office.villages["西村"], date(2026, 6, 1))
        people.leave(ids["亡示例"], date(2026, 6, 1), "died")
        people.move_member(ids["来示例"], office.villages["西村"], date(2026, 6, 1))
        people.move_member(ids["来示例"], village, date(2026, 6, 16))
        assert names(office, sitting(office)) == ["一示例", "留示例"]

    def test_the_committee_by_its_posts(self, office: Office) -> None:
        with_members(office, "东村", ["甲示例", "乙示例"])
        ids = {person.name: person.id for person in office.store.people.people()}
        people, village = office.services.people, office.villages["东村"]
        people.appoint(ids["乙示例"], village, PostTitle.DIRECTOR, SINCE)
        people.appoint(ids["甲示例"], village, PostTitle.ORGANISATION_MEMBER, SINCE)
        assert names(office, sitting(office, K.COMMITTEE_MEETING)) == ["一示例", "甲示例"]

    def test_one_group_only(self, office: Office) -> None:
        one, two = (
            office.services.people.add_group(office.villages["东村"], name).value
            for name in ("第一党小组", "第二党小组")
        )
        with_members(office, "东村", ["甲示例"], one.id)
        with_members(office, "东村", ["乙示例"], two.id)
        assert names(office, sitting(office, K.GROUP_MEETING, two)) == ["乙示例"]

    def test_a_merged_record_is_called_once(self, office: Office) -> None:
        with_members(office, "东村", ["甲示例", "甲示例"])
        one, two = office.store.people.people_named("甲示例")
        office.services.people.merge_people(two.id, one.id)
        assert names(office, sitting(office)) == ["一示例", "甲示例"]


class TestMarks:
    """Marking the roll of a meeting."""

    def test_what_nobody_decided_is_to_be_settled_and_no_absence(self, office: Office) -> None:
        with_members(office, "东村", ["甲示例"])
        roll = sitting(office)
        office.services.rolls.mark(roll, [1], PRESENT)
        office.services.rolls.close(roll)
        (meeting,) = office.store.meetings.of_sitting(roll)
        detail = office.services.meeting_views.detail(meeting.id)
        assert (detail.meeting.attended, detail.meeting.absent) == (1, 0)
        assert "unsettled" in detail.missing

    def test_guests_are_no_part_of_those_expected(self, office: Office) -> None:
        roll = sitting(office)
        office.services.rolls.mark(roll, [1], PRESENT)
        office.services.rolls.add_guest(roll, "客示例", "利见社区")
        (meeting,) = office.store.meetings.of_sitting(roll)
        told = office.services.meeting_views.detail(meeting.id).meeting
        assert (told.expected, told.attended, told.observers) == (1, 1, 1)

    def test_who_is_left_out_for_a_reason_is_not_expected_and_counts_again_without_one(
        self, office: Office
    ) -> None:
        with_members(office, "东村", ["甲示例"])
        roll = sitting(office)
        office.services.rolls.mark_unmarked(roll)
        for reason, expected in (("年老体弱，支部同意", 1), ("", 2)):
            office.services.rolls.leave_out(roll, [2], reason)
            assert office.services.sessions.roll(roll).counts.expected == expected

    def test_nobody_stands_in_for_a_member(self, office: Office) -> None:
        roll = sitting(office)
        person = office.secretaries["一示例"]
        for deed in (
            lambda: office.services.rolls.mark(roll, [1], Mark(Status.SUBSTITUTE)),
            lambda: office.services.rolls.request_leave(LeaveRequest(0, "", roll, person, Status.SUBSTITUTE)),
        ):
            with pytest.raises(Refusal) as caught:
                deed()
            assert code_of(caught) == "substitute_at_meeting"

    def test_a_plan_whose_roll_is_closed_was_held(self, office: Office) -> None:
        draft = a_draft(office, depth=Depth.NAMES, held=False)
        roll = register(office, draft)[0].sitting_id
        office.services.rolls.mark_unmarked(roll)
        assert office.store.sittings.get(roll).actual_start is None
        office.services.rolls.close(roll)
        assert office.store.sittings.get(roll).start.date() == DAY
        assert office.store.sittings.get(roll).actual_start is not None

    def test_a_split_record_keeps_its_roll(self, office: Office) -> None:
        first, second = register(
            office, a_draft(office, depth=Depth.NAMES), a_draft(office, K.LECTURE, depth=Depth.NAMES)
        )
        office.services.rolls.mark_unmarked(first.sitting_id)
        apart = office.services.meetings.split(second.id).value
        office.services.rolls.mark(first.sitting_id, [1], LEAVE)
        views = office.services.meeting_views
        assert views.detail(apart.id).meeting.attended == 1
        assert views.detail(first.id).meeting.attended == 0


class TestOthers:
    """What a branch's own meetings leave alone."""

    def held_training(self, office: Office) -> int:
        start = datetime(2026, 6, 10, 14, 30)
        training = office.services.trainings.add(
            TrainingDraft(start, start.replace(hour=17, minute=30))
        ).value
        office.services.trainings.set_courses(training.id, [CourseDraft("条例", minutes=180)])
        office.services.rolls.mark_unmarked(training.sitting_id)
        office.services.rolls.close(training.sitting_id)
        return training.sitting_id

    def test_credit_and_attendance_of_trainings_do_not_count_them(self, office: Office) -> None:
        self.held_training(office)
        before = office.services.sessions.credits(2026).lines
        person = office.secretaries["一示例"]
        line = office.services.people_views.lines([person], 2026)[person]
        roll = sitting(office, K.LECTURE)
        office.services.rolls.mark(roll, [1], Mark(Status.ABSENT))
        office.services.rolls.close(roll)
        assert office.services.sessions.credits(2026).lines == before
        after = office.services.people_views.lines([person], 2026)[person]
        assert (after.credit, after.attended, after.expected) == (line.credit, line.attended, line.expected)

    def test_nothing_missed_of_them_is_made_up_by_hours(self, office: Office) -> None:
        roll = sitting(office, K.LECTURE)
        office.services.rolls.mark(roll, [1], LEAVE)
        (row,) = office.store.sittings.roll(roll)
        with pytest.raises(Refusal) as caught:
            office.services.rolls.record_makeup(row.id, DAY, 60, "")
        assert code_of(caught) == "makeup_not_owed"

    def test_a_make_up_of_last_year_names_the_person_as_on_the_training(self, office: Office) -> None:
        office.clock.moment = datetime(2025, 12, 20, 9)
        start = datetime(2025, 12, 10, 14, 30)
        training = office.services.trainings.add(TrainingDraft(start, start.replace(hour=17))).value
        office.services.rolls.mark(training.sitting_id, [1], LEAVE)
        office.services.rolls.close(training.sitting_id)
        row = office.store.sittings.roll(training.sitting_id)[0]
        office.clock.moment = datetime(2026, 6, 17, 9)
        office.services.rolls.record_makeup(row.id, date(2026, 1, 5), 180, "笔记")
        roll = sitting(office)
        office.services.rolls.mark(roll, [1], PRESENT)
        with office.store.action("备", "test", office.clock.moment, "test"):
            renamed = office.store.sittings.roll(roll)[0]
            office.store.sittings.delete_attendance(renamed.id)
            office.store.sittings.insert_roll([a_roll_line(roll, 1, renamed.person_id, unit_name="别处")])
        (line,) = office.services.sessions.credits(2026).lines
        assert line.unit_name == "东村"

    def test_a_persons_file_names_them_without_credit_and_those_by_numbers_not_at_all(
        self, office: Office
    ) -> None:
        roll = register(office, a_draft(office, depth=Depth.NAMES, topic="学条例"))[0].sitting_id
        office.services.rolls.mark(roll, [1], PRESENT)
        by_numbers = register(office, a_draft(office, K.STUDY))[0].sitting_id
        with office.store.action("备", "test", office.clock.moment, "test"):
            person = office.secretaries["一示例"]
            office.store.sittings.insert_roll([a_roll_line(by_numbers, 1, person, status=Status.ABSENT)])
        file = office.services.people_views.file(person, 2026)
        assert [(m.title, m.status, m.credit, m.meeting) for m in file.meetings] == [
            ("党员大会：学条例", "present", None, "2026-0001")
        ]
        assert all(not mark.status for mark in file.strip)

    def test_a_meeting_with_no_hour_is_no_clash_for_a_training(self, office: Office) -> None:
        register(office, a_draft(office, place="镇政府"))
        start = datetime(2026, 6, 15, 14, 30)
        assert office.services.trainings.findings(start, start.replace(hour=17), "镇政府") == ()
        with office.store.action("备", "test", office.clock.moment, "test"):
            office.store.sittings.insert(a_sitting(start, place="镇政府"))
        found = office.services.trainings.findings(start, start.replace(hour=17), "镇政府")
        assert [finding.code for finding in found] == ["clash_place"]

    def test_merging_people_takes_talks_appraisals_and_rolls_along(self, office: Office) -> None:
        with_members(office, "东村", ["甲示例", "甲示例"])
        keep, gone = (person.id for person in office.store.people.people_named("甲示例"))
        (meeting,) = register(office, a_draft(office, K.APPRAISAL, depth=Depth.NAMES))
        office.services.rolls.mark_unmarked(meeting.sitting_id)
        village, boss = office.villages["东村"], office.secretaries["一示例"]
        with office.store.action("备", "test", office.clock.moment, "test"):
            meetings = office.store.meetings
            meetings.insert_appraisal([AppraisalLine(0, "a1", meeting.id, 1, gone, "甲示例")])
            for uid, pair in (("t1", (gone, boss)), ("t2", (boss, gone))):
                meetings.insert_talk(
                    Talk(0, uid, village, 2026, DAY, TalkKind.SPECIAL, pair[0], "甲", pair[1], "乙")
                )
        goes_over = office.services.people.merge_preview(gone, keep).goes_over
        assert (goes_over["appraisal_line"], goes_over["talk"], goes_over["attendance"]) == (1, 2, 1)
        office.services.people.merge_people(gone, keep)
        assert [line.person_id for line in office.store.meetings.appraisal(meeting.id)] == [keep]
        pairs = [(talk.speaker_id, talk.partner_id) for talk in office.store.meetings.talks(2026)]
        assert pairs == [(keep, boss), (boss, keep)]
