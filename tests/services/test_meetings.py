"""Records of organisational life: registered in a row, changed, split, given back, locked, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Absence, Depth, Meeting, MeetingKind
from gzparty.domain.people import UnitKind
from gzparty.domain.sitting import RosterKind
from gzparty.labels import refusal_text
from gzparty.services.people import UnitDraft
from tests.builders import Office, a_training
from tests.meetings import DAY, K, a_draft, code_of, register

YESTERDAY, TODAY, TOMORROW = date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 18)


def stored(office: Office, meeting: Meeting) -> Meeting:
    return office.store.meetings.get(meeting.id)


def day_of(office: Office, meeting: Meeting) -> date:
    return office.store.sittings.get(stored(office, meeting).sitting_id).start.date()


class TestRegister:
    """New records and the sittings they belong to."""

    def test_of_a_record_with_a_day_only_no_hour_is_known(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office, expected=19, attended=15))
        sitting = office.store.sittings.get(meeting.sitting_id)
        assert sitting.hours == (None, None)
        assert (sitting.actual_start, sitting.actual_end) == (sitting.planned_start, sitting.planned_end)
        assert (meeting.period, meeting.number, meeting.received_on) == ("2026-06", "2026-0001", None)

    def test_the_hours_written_down_are_kept_and_an_end_nobody_wrote_is_not_known(
        self, office: Office
    ) -> None:
        first, second = register(
            office,
            a_draft(office, starts=time(19), ends=time(20, 30)),
            a_draft(office, village="西村", starts=time(19)),
        )
        assert office.store.sittings.get(first.sitting_id).hours == (time(19), time(20, 30))
        assert office.store.sittings.get(second.sitting_id).hours == (time(19), None)

    def test_a_plan_is_not_held_and_may_lie_ahead(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office, day=date(2026, 7, 1), held=False))
        assert office.store.sittings.get(meeting.sitting_id).actual_start is None
        assert meeting.period == "2026-07"

    def test_what_was_held_together_shares_a_sitting_and_the_committee_sits_by_itself(
        self, office: Office
    ) -> None:
        kinds = (K.BRANCH_MEETING, K.LECTURE, K.STUDY, K.COMMITTEE_MEETING)
        found = register(office, *(a_draft(office, kind, starts=time(19)) for kind in kinds))
        assert len({meeting.sitting_id for meeting in found[:3]}) == 1
        assert found[3].sitting_id != found[0].sitting_id

    @pytest.mark.parametrize(
        "other", [{"village": "西村"}, {"day": YESTERDAY}, {"starts": time(20)}, {"place": "党群服务中心"}]
    )
    def test_another_branch_day_hour_or_place_is_another_sitting(
        self, office: Office, other: dict[str, object]
    ) -> None:
        facts = {"starts": time(19), **other}
        first, second = register(
            office,
            a_draft(office, starts=time(19)),
            a_draft(office, K.LECTURE, **facts),  # type: ignore[arg-type]
        )
        assert first.sitting_id != second.sitting_id

    def test_fifty_branches_are_one_deed_in_their_order(self, office: Office) -> None:
        villages = list(office.villages)
        done = office.services.meetings.register([a_draft(office, village=name) for name in villages])
        assert [meeting.unit_id for meeting in done.value] == list(office.villages.values())
        assert done.name == "登记 党员大会 4 条"
        office.services.offices.undo()
        assert office.store.meetings.between("2026-06", "2026-06") == []

    def test_one_wrong_draft_keeps_all_of_them_out(self, office: Office) -> None:
        with pytest.raises(Refusal):
            register(office, a_draft(office), a_draft(office, village="西村", attended=-1))
        assert office.store.meetings.between("0", "9") == []

    def test_a_record_of_july_may_count_for_june(self, office: Office) -> None:
        office.clock.moment = datetime(2026, 7, 3, 9)
        (meeting,) = register(office, a_draft(office, day=date(2026, 7, 2), period="2026-06"))
        assert meeting.period == "2026-06"

    @pytest.mark.parametrize(
        ("day", "period"),
        [(date(2026, 3, 31), "2025"), (date(2026, 4, 1), "2026"), (date(2026, 6, 1), "2026")],
    )
    def test_a_yearly_record_counts_for_the_year_before_until_march(
        self, office: Office, day: date, period: str
    ) -> None:
        (meeting,) = register(office, a_draft(office, K.LIFE_MEETING, day=day))
        assert meeting.period == period

    def test_once_the_year_before_has_its_record_the_next_counts_for_this_year(self, office: Office) -> None:
        day = date(2026, 2, 5)
        register(office, a_draft(office, K.LIFE_MEETING, day=day))
        second, other_kind, other_branch = register(
            office,
            a_draft(office, K.LIFE_MEETING, day=day),
            a_draft(office, K.APPRAISAL, day=day),
            a_draft(office, K.LIFE_MEETING, "西村", day=day),
        )
        assert [m.period for m in (second, other_kind, other_branch)] == ["2026", "2025", "2025"]

    def test_standing_absences_and_texts_are_kept_as_written(self, office: Office) -> None:
        away = (Absence("李示例", "外出务工", leave=True, standing=True), Absence("周示例"))
        (meeting,) = register(office, a_draft(office, absences=away, topic="  学条例 ", filed_at="3号盒/12"))
        assert (stored(office, meeting).absences, meeting.topic, meeting.filed_at) == (
            away,
            "学条例",
            "3号盒/12",
        )

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"day": None}, "meeting_day_missing"),
            ({"day": TOMORROW}, "meeting_day_ahead"),
            ({"day": date(1026, 6, 1)}, "meeting_day_absurd"),
            ({"ends": time(19)}, "meeting_start_missing"),
            ({"starts": time(19), "ends": time(18)}, "meeting_hours_wrong"),
            ({"attended": -1}, "meeting_figure_absurd"),
            ({"expected": 10_000}, "meeting_figure_absurd"),
            ({"period": "2026"}, "meeting_month_unreadable"),
            ({"period": "六月"}, "meeting_month_unreadable"),
            ({"kind": K.APPRAISAL, "period": "2026-02"}, "meeting_year_unreadable"),
            ({"received_on": TOMORROW}, "meeting_received_future"),
            ({"depth": Depth.NAMES, "expected": 3}, "meeting_figures_by_names"),
        ],
    )
    def test_what_cannot_be_is_refused_in_a_sentence(
        self, office: Office, facts: dict[str, object], code: str
    ) -> None:
        with pytest.raises(Refusal) as caught:
            register(office, replace(a_draft(office), **facts))  # type: ignore[arg-type]
        assert code_of(caught) == code

    def test_only_open_branches_have_records(self, office: Office) -> None:
        community, village = office.communities["管城社区"], office.villages["西村"]
        office.services.people.close_unit(village, date(2026, 6, 1))
        for unit_id, code in (
            (community, "meeting_unit_wrong"),
            (999, "meeting_unit_unknown"),
            (village, "meeting_unit_closed"),
        ):
            with pytest.raises(Refusal) as caught:
                register(office, replace(a_draft(office), unit_id=unit_id))
            assert code_of(caught) == code
        before = date(2026, 5, 31)
        assert register(office, replace(a_draft(office), unit_id=village, day=before))

    def test_a_group_meeting_names_a_group_of_its_branch(self, office: Office) -> None:
        people = office.services.people
        group = people.add_group(office.villages["东村"], "第一党小组").value
        other = people.add_group(office.villages["西村"], "第一党小组").value
        for group_id, kind, code in (
            (None, K.GROUP_MEETING, "meeting_group_missing"),
            (other.id, K.GROUP_MEETING, "meeting_group_wrong"),
            (group.id, K.BRANCH_MEETING, "meeting_group_unwanted"),
        ):
            with pytest.raises(Refusal) as caught:
                register(office, a_draft(office, kind, group_id=group_id))
            assert code_of(caught) == code
        assert register(office, a_draft(office, K.GROUP_MEETING, group_id=group.id))[0].group_id == group.id

    def test_a_branch_of_an_office_has_records_too(self, office: Office) -> None:
        unit = office.services.people.add_unit(UnitDraft("机关支部", UnitKind.OFFICE_BRANCH)).value
        assert register(office, replace(a_draft(office), unit_id=unit.id))[0].unit_id == unit.id


class TestChange:
    """Correcting a record, and what moves along with it."""

    def test_what_the_draft_leaves_open_stays(self, office: Office) -> None:
        (meeting,) = register(
            office, a_draft(office, expected=19, attended=15, topic="学条例", starts=time(19))
        )
        office.services.meetings.change(meeting.id, a_draft(office, day=None, attended=16))
        after = stored(office, meeting)
        assert (after.expected, after.attended, after.topic) == (19, 16, "学条例")
        assert office.store.sittings.get(after.sitting_id).hours[0] == time(19)

    def test_what_is_cleared_is_empty_again(self, office: Office) -> None:
        (meeting,) = register(
            office, a_draft(office, expected=19, attended=15, starts=time(19), received_on=TODAY)
        )
        cleared = ("attended", "received_on", "starts")
        office.services.meetings.change(meeting.id, a_draft(office, day=None, cleared=cleared))
        after = stored(office, meeting)
        assert (after.expected, after.attended, after.received_on) == (19, None, None)
        assert office.store.sittings.get(after.sitting_id).hours == (None, None)

    def test_a_new_day_moves_everything_of_the_sitting_and_says_so(self, office: Office) -> None:
        first, second = register(office, a_draft(office), a_draft(office, K.LECTURE))
        done = office.services.meetings.change(first.id, a_draft(office, day=date(2026, 5, 30)))
        assert done.name == "东村 党员大会改到 5月30日，同一场的另外 1 条一起改"
        assert day_of(office, second) == date(2026, 5, 30)
        assert {stored(office, m).period for m in (first, second)} == {"2026-05"}

    def test_a_record_split_off_stays_where_it_was(self, office: Office) -> None:
        first, second = register(office, a_draft(office), a_draft(office, K.LECTURE))
        office.services.meetings.split(second.id)
        office.services.meetings.change(first.id, a_draft(office, day=date(2026, 6, 1)))
        assert (day_of(office, first), day_of(office, second)) == (date(2026, 6, 1), DAY)
        with pytest.raises(Refusal) as caught:
            office.services.meetings.split(second.id)
        assert code_of(caught) == "meeting_alone"

    def test_a_period_said_explicitly_is_kept_when_the_day_moves(self, office: Office) -> None:
        office.clock.moment = datetime(2026, 7, 10, 9)
        (meeting,) = register(office, a_draft(office))
        office.services.meetings.change(meeting.id, a_draft(office, day=date(2026, 7, 2), period="2026-06"))
        assert stored(office, meeting).period == "2026-06"
        office.services.meetings.change(meeting.id, a_draft(office, day=date(2026, 7, 3)))
        assert stored(office, meeting).period == "2026-06"

    def test_a_plan_that_was_held_another_day_stays_readable(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office, day=TODAY, held=False))
        office.services.meetings.change(meeting.id, a_draft(office, day=YESTERDAY))
        sitting = office.store.sittings.get(stored(office, meeting).sitting_id)
        assert (sitting.planned_start.date(), sitting.start.date()) == (TODAY, YESTERDAY)
        office.services.meetings.change(meeting.id, a_draft(office, day=DAY))
        assert office.store.sittings.get(meeting.sitting_id).planned_start.date() == TODAY

    def test_a_slip_in_the_day_is_corrected_in_both_times(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office))
        office.services.meetings.change(meeting.id, a_draft(office, day=YESTERDAY))
        sitting = office.store.sittings.get(meeting.sitting_id)
        assert sitting.planned_start == sitting.actual_start

    def test_taken_by_names_a_group_gets_a_sitting_of_its_own(self, office: Office) -> None:
        group = office.services.people.add_group(office.villages["东村"], "第一党小组").value
        first, second = register(office, a_draft(office), a_draft(office, K.GROUP_MEETING, group_id=group.id))
        assert first.sitting_id == second.sitting_id
        by_names = a_draft(office, K.GROUP_MEETING, depth=Depth.NAMES)
        after = office.services.meetings.change(second.id, by_names).value
        assert after.sitting_id != first.sitting_id
        assert office.store.sittings.get(after.sitting_id).roster.groups == (group.id,)
        assert office.store.sittings.get(first.sitting_id).roster.kind is RosterKind.BRANCH

    def test_a_record_gone_meanwhile_is_told(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office))
        office.services.meetings.delete([meeting.id])
        with pytest.raises(Refusal) as caught:
            office.services.meetings.change(meeting.id, a_draft(office))
        assert code_of(caught) == "meeting_gone"

    def test_a_record_with_a_roll_keeps_its_branch_and_its_circle(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office, depth=Depth.NAMES))
        office.services.rolls.mark_unmarked(meeting.sitting_id)
        for draft, code in (
            (a_draft(office, village="西村", depth=Depth.NAMES), "meeting_unit_moves"),
            (a_draft(office, K.COMMITTEE_MEETING, depth=Depth.NAMES), "meeting_roll_begun"),
        ):
            with pytest.raises(Refusal) as caught:
                office.services.meetings.change(meeting.id, draft)
            assert code_of(caught) == code
        assert office.services.meetings.change(meeting.id, a_draft(office, K.LECTURE, depth=Depth.NAMES))


class TestDelete:
    """Records go, and their sitting with the last of them."""

    def test_the_sitting_goes_with_its_last_record(self, office: Office) -> None:
        first, second = register(office, a_draft(office), a_draft(office, K.LECTURE))
        office.services.meetings.delete([first.id])
        assert office.store.sittings.many([first.sitting_id])
        office.services.meetings.delete([second.id])
        assert not office.store.sittings.many([first.sitting_id])

    def test_the_sitting_of_a_training_stays(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office))
        with office.store.action("备", "test", office.clock.moment, "test"):
            office.store.trainings.insert(a_training(meeting.sitting_id))
        office.services.meetings.delete([meeting.id])
        assert office.store.sittings.many([meeting.sitting_id])

    def test_nothing_chosen_is_told(self, office: Office) -> None:
        with pytest.raises(Refusal) as caught:
            office.services.meetings.delete([])
        assert code_of(caught) == "meeting_none_chosen"


class TestPapers:
    """Received, given back, taken again: by the clerk's days only."""

    def test_papers_come_in_on_the_day_the_clerk_says(self, office: Office) -> None:
        found = register(
            office, a_draft(office), a_draft(office, village="西村"), a_draft(office, village="南村")
        )
        office.services.meetings.receive([m.id for m in found[:2]], YESTERDAY)
        assert [stored(office, m).received_on for m in found] == [YESTERDAY, YESTERDAY, None]

    def test_given_back_with_a_reason_and_taken_again(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office, received_on=DAY))
        office.services.meetings.give_back([meeting.id], " 缺签到表 ", YESTERDAY)
        given = stored(office, meeting)
        assert (given.returned_on, given.return_reason, given.received_on) == (YESTERDAY, "缺签到表", DAY)
        office.services.meetings.take_again([meeting.id], TODAY)
        again = stored(office, meeting)
        assert (again.returned_on, again.return_reason, again.received_on) == (None, "", TODAY)

    def test_wrong_days_and_missing_reasons_are_refused(self, office: Office) -> None:
        held, planned = register(office, a_draft(office), a_draft(office, K.STUDY, day=TOMORROW, held=False))
        services = office.services.meetings
        wrong: list[tuple[Callable[[], object], str]] = [
            (lambda: services.receive([held.id], TOMORROW), "meeting_received_future"),
            (lambda: services.receive([planned.id], TODAY), "meeting_not_held"),
            (lambda: services.give_back([held.id], " ", TODAY), "meeting_return_reason"),
            (lambda: services.give_back([held.id], "缺签到", TOMORROW), "meeting_return_future"),
            (lambda: services.take_again([held.id], TODAY), "meeting_not_returned"),
        ]
        for deed, code in wrong:
            with pytest.raises(Refusal) as caught:
                deed()
            assert code_of(caught) == code


class TestMonths:
    """A month locked for entry."""

    def deeds(self, office: Office, meeting: Meeting) -> list[Callable[[], object]]:
        services = office.services.meetings
        return [
            lambda: register(office, a_draft(office, K.STUDY)),
            lambda: services.change(meeting.id, a_draft(office, topic="改")),
            lambda: services.delete([meeting.id]),
            lambda: services.receive([meeting.id], TODAY),
            lambda: services.give_back([meeting.id], "缺", TODAY),
            lambda: services.move_period(meeting.id, "2026-05"),
            lambda: office.services.rolls.mark_unmarked(meeting.sitting_id),
            lambda: office.services.rolls.close(meeting.sitting_id),
        ]

    def test_nothing_of_a_locked_month_changes_until_it_is_unlocked(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office, depth=Depth.NAMES))
        office.services.meetings.lock_month("2026-06", "季度检查已交")
        before = office.dump()
        for deed in self.deeds(office, meeting):
            with pytest.raises(Refusal) as caught:
                deed()
            assert code_of(caught) == "month_locked"
            assert "2026年6月" in refusal_text(caught.value)
            assert "季度检查已交" in refusal_text(caught.value)
        assert office.dump() == before
        office.services.meetings.unlock_month("2026-06", "补登一条")
        office.services.meetings.change(meeting.id, a_draft(office, topic="改", depth=Depth.NAMES))

    @pytest.mark.parametrize("locked", ["2026-05", "2026-06"])
    def test_both_the_month_it_counts_for_and_that_of_its_day_hold_a_record(
        self, office: Office, locked: str
    ) -> None:
        (meeting,) = register(office, a_draft(office, period="2026-05"))
        office.services.meetings.lock_month(locked)
        with pytest.raises(Refusal):
            office.services.meetings.receive([meeting.id], TODAY)

    def test_another_month_stays_open(self, office: Office) -> None:
        office.services.meetings.lock_month("2026-05")
        assert register(office, a_draft(office))

    def test_a_record_is_not_moved_into_a_locked_month(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office))
        office.services.meetings.lock_month("2026-05")
        for deed in (
            lambda: office.services.meetings.move_period(meeting.id, "2026-05"),
            lambda: office.services.meetings.change(meeting.id, a_draft(office, day=date(2026, 5, 30))),
        ):
            with pytest.raises(Refusal) as caught:
                deed()
            assert code_of(caught) == "month_locked_plain"

    def test_every_locking_stays_readable_and_unlocking_needs_a_reason(self, office: Office) -> None:
        services = office.services.meetings
        services.lock_month("2026-05")
        with pytest.raises(Refusal) as caught:
            services.unlock_month("2026-05", " ")
        assert code_of(caught) == "month_unlock_reason"
        services.unlock_month("2026-05", "漏登一条")
        entries = [(lock.locked, lock.reason) for lock in office.store.meetings.locks("2026-05")]
        assert entries == [(True, ""), (False, "漏登一条")]

    def test_slips_are_refused(self, office: Office) -> None:
        services = office.services.meetings
        services.lock_month("2026-05")
        wrong: list[tuple[Callable[[], object], str]] = [
            (lambda: services.lock_month("2026-05"), "month_lock_twice"),
            (lambda: services.unlock_month("2026-04", "错"), "month_unlock_twice"),
            (lambda: services.lock_month("2026-07"), "month_lock_ahead"),
            (lambda: services.lock_month("2026"), "month_unreadable"),
            (lambda: services.lock_month("五月"), "month_unreadable"),
        ]
        for deed, code in wrong:
            with pytest.raises(Refusal) as caught:
                deed()
            assert code_of(caught) == code


class TestUndo:
    """Every write is one deed that can be taken back and done again."""

    def deeds(self, office: Office, meeting: Meeting, shared: Meeting) -> list[Callable[[], object]]:
        services = office.services.meetings
        return [
            lambda: register(office, a_draft(office, K.STUDY), a_draft(office, K.THEME_DAY)),
            lambda: services.change(meeting.id, a_draft(office, day=YESTERDAY, topic="改")),
            lambda: services.split(shared.id),
            lambda: services.receive([meeting.id], TODAY),
            lambda: services.give_back([meeting.id], "缺签到表", TODAY),
            lambda: services.take_again([meeting.id], TODAY),
            lambda: services.move_period(meeting.id, "2026-05"),
            lambda: services.lock_month("2026-04"),
            lambda: services.unlock_month("2026-04", "查"),
            lambda: services.delete([meeting.id, shared.id]),
        ]

    def test_each_write_is_undone_and_done_again_exactly(self, office: Office) -> None:
        meeting, shared = register(office, a_draft(office), a_draft(office, K.LECTURE))
        for deed in self.deeds(office, meeting, shared):
            before = office.dump()
            deed()
            after = office.dump()
            office.services.offices.undo()
            assert office.dump() == before
            office.services.offices.redo()
            assert office.dump() == after


def test_unit_merges_take_later_records_along_and_leave_earlier_ones(office: Office) -> None:
    group = office.services.people.add_group(office.villages["东村"], "第一党小组").value
    before, after, of_group = register(
        office,
        a_draft(office, day=date(2026, 5, 31)),
        a_draft(office, K.STUDY, day=date(2026, 6, 10)),
        a_draft(office, K.GROUP_MEETING, day=date(2026, 6, 11), group_id=group.id),
    )
    office.services.people.merge_units(office.villages["东村"], office.villages["西村"], date(2026, 6, 1))
    assert stored(office, before).unit_id == office.villages["东村"]
    assert stored(office, after).unit_id == office.villages["西村"]
    assert (stored(office, of_group).unit_id, stored(office, of_group).group_id) == (
        office.villages["西村"],
        None,
    )
    rosters = [office.store.sittings.get(m.sitting_id).roster for m in (before, after, of_group)]
    assert [roster.units for roster in rosters] == [
        (office.villages[name],) for name in ("东村", "西村", "西村")
    ]
    assert rosters[2].kind is RosterKind.BRANCH


def test_every_kind_is_registered_for_a_branch(office: Office) -> None:
    for kind in MeetingKind:
        assert register(office, a_draft(office, kind))[0].kind is kind
