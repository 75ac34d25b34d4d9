"""The roll: frozen at the first mark, closed without calling anyone absent, corrected late, made up, credited once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PostTitle
from gzparty.domain.sitting import LeaveRequest, Mark, RollState, RosterKind, RosterRule, Status
from gzparty.domain.training import TrainingState
from gzparty.labels import refusal_text, sentence
from gzparty.services.people import PersonDraft
from gzparty.services.training import CourseDraft, TrainingDraft
from tests.builders import Office, an_empty_office

PRESENT = Mark(Status.PRESENT)


@pytest.fixture
def sitting(office: Office) -> int:
    """A session this afternoon, three hours."""
    return session(office, datetime(2026, 6, 17, 14, 30))


def session(office: Office, start: datetime, roster: RosterRule | None = None) -> int:
    draft = TrainingDraft(start, start + timedelta(hours=3), roster=roster)
    return office.services.trainings.add(draft).value.sitting_id


def state(office: Office, sitting: int) -> RollState:
    return office.store.sittings.get(sitting).roll_state


def marks(office: Office, sitting: int) -> list[str]:
    return [row.attendance.status.value for row in office.services.sessions.roll(sitting).rows]


def names(office: Office, sitting: int) -> list[str]:
    return [row.attendance.name for row in office.services.sessions.roll(sitting).rows]


def line_id(office: Office, sitting: int, position: int) -> int:
    return office.services.sessions.roll(sitting).rows[position - 1].attendance.id


def request(
    office: Office, sitting: int, name: str, status: Status = Status.LEAVE, **facts: str
) -> LeaveRequest:
    asked = LeaveRequest(0, "", sitting, office.secretaries[name], status, **facts)  # type: ignore[arg-type]
    return office.services.rolls.request_leave(asked).value


def code_of(caught: pytest.ExceptionInfo[Refusal]) -> str:
    assert refusal_text(caught.value)
    return caught.value.diagnostics[0].code


class TestFreezing:
    """Until the first mark the rule decides, from then on nobody comes or goes by rule."""

    def test_the_first_mark_freezes_who_is_called(self, office: Office, sitting: int) -> None:
        office.services.people.leave(office.secretaries["四示例"], date(2026, 6, 1), "moved")
        assert names(office, sitting) == ["一示例", "三示例", "二示例"]
        office.services.rolls.mark(sitting, [1], PRESENT)
        assert state(office, sitting) is RollState.FROZEN
        office.services.people.leave(office.secretaries["二示例"], date(2026, 6, 1), "moved")
        assert names(office, sitting) == ["一示例", "三示例", "二示例"]
        with pytest.raises(Refusal) as caught:
            office.services.rolls.set_roster(sitting, RosterRule(RosterKind.PICKED))
        assert code_of(caught) == "roster_frozen"

    def test_a_roll_without_anyone_to_call_is_refused(self, tmp_path: Path) -> None:
        office = an_empty_office(tmp_path)
        sitting = session(office, datetime(2026, 6, 17, 14))
        before = office.dump()
        rolls = office.services.rolls
        for attempt in (
            lambda: rolls.mark(sitting, [1], PRESENT),
            lambda: rolls.mark_unmarked(sitting),
            lambda: rolls.close(sitting),
            lambda: rolls.add_guest(sitting, "客示例"),
        ):
            with pytest.raises(Refusal) as caught:
                attempt()
            assert "还没有名单，不能签到" in refusal_text(caught.value)
        assert office.dump() == before
        office.store.close()

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            (RosterRule(), ["一示例", "三示例", "二示例", "四示例"]),
            (RosterRule(RosterKind.COMMUNITIES, units=(1,)), ["一示例", "三示例"]),
            (RosterRule(RosterKind.COMMUNITIES, units=(1,), people=(2,)), ["一示例", "三示例", "二示例"]),
            (RosterRule(RosterKind.PICKED, people=(2, 4)), ["二示例", "四示例"]),
            (
                RosterRule(RosterKind.COMMUNITIES, units=(2,), community_secretaries=True),
                ["社区示例", "二示例", "四示例"],
            ),
        ],
        ids=["secretaries", "community", "community and invited", "picked", "community secretaries"],
    )
    def test_the_rule_says_who_is_called(self, office: Office, rule: RosterRule, expected: list[str]) -> None:
        person = office.services.people.add_person(PersonDraft("社区示例")).value.id
        office.services.people.appoint(
            person, office.communities["利见社区"], PostTitle.COMMUNITY_SECRETARY, PartialDate(2024)
        )
        sitting = session(office, datetime(2026, 6, 17, 9), rule)
        assert sorted(names(office, sitting)) == sorted(expected)

    def test_clearing_the_last_mark_hands_the_roll_back_to_its_rule(
        self, office: Office, sitting: int
    ) -> None:
        request(office, sitting, "二示例", reason="住院")
        office.services.rolls.mark(sitting, [1], PRESENT)
        assert office.services.rolls.clear(sitting, [1]).value == 1
        assert state(office, sitting) is RollState.OPEN
        assert marks(office, sitting) == ["unmarked", "unmarked", "leave", "unmarked"]
        office.services.rolls.mark(sitting, [1, 2], PRESENT)
        office.services.rolls.clear(sitting, [1])
        assert state(office, sitting) is RollState.FROZEN

    def test_a_line_that_is_not_there_is_named(self, office: Office, sitting: int) -> None:
        before = office.dump()
        rolls = office.services.rolls
        for attempt in (
            lambda: rolls.mark(sitting, [1, 98, 99], PRESENT),
            lambda: rolls.clear(sitting, [98, 99]),
            lambda: rolls.set_reason(sitting, 99, "病"),
        ):
            with pytest.raises(Refusal) as caught:
                attempt()
            assert refusal_text(caught.value).removesuffix("。").endswith("99")
        assert office.dump() == before


class TestMarking:
    """Marks, reasons, substitutes, walk-ins, figures."""

    def test_the_figures_follow_the_marks(self, office: Office, sitting: int) -> None:
        rolls = office.services.rolls
        rolls.mark(sitting, [1], Mark(Status.LATE))
        rolls.mark(sitting, [2], Mark(Status.SUBSTITUTE, substitute_name="代示例"))
        rolls.mark(sitting, [3], Mark(Status.LEAVE, "住院"))
        rolls.add_guest(sitting, " 客示例 ", "驻村工作队")
        counts = office.services.sessions.roll(sitting).counts
        assert (counts.expected, counts.present, counts.late, counts.substitute, counts.leave) == (
            4,
            1,
            1,
            1,
            1,
        )
        assert (counts.unsettled, counts.observers) == (1, 1)
        assert (counts.units_expected, counts.units_covered) == (4, 2)
        assert rolls.mark_unmarked(sitting).value == 1
        assert office.services.sessions.roll(sitting).counts.present == 2

    def test_a_mark_says_what_it_lacks_and_the_reason_comes_later(self, office: Office, sitting: int) -> None:
        done = office.services.rolls.mark(sitting, [1, 2], Mark(Status.LEAVE))
        assert [sentence(finding) for finding in done.value] == ["一示例 还没写事由", "三示例 还没写事由"]
        assert done.name == "2 人记为“请假”"
        office.services.rolls.set_reason(sitting, 1, "孩子升学")
        rows = office.services.sessions.roll(sitting).rows
        assert [row.attendance.reason for row in rows[:2]] == ["孩子升学", ""]
        (finding,) = office.services.rolls.mark(sitting, [3], Mark(Status.SUBSTITUTE)).value
        assert sentence(finding) == "二示例 由谁代会还没写"
        office.services.rolls.set_reason(sitting, 3, "出差", "代示例")
        assert office.services.sessions.roll(sitting).rows[2].attendance.substitute_name == "代示例"

    def test_reasons_pasted_beside_several_people_are_one_deed(self, office: Office, sitting: int) -> None:
        rolls = office.services.rolls
        rolls.mark(sitting, [1, 2], Mark(Status.LEAVE))
        rolls.mark(sitting, [3], Mark(Status.SUBSTITUTE))
        before = office.dump()
        done = rolls.write_reasons(sitting, {1: " 孩子升学 ", 3: "代示例 支部副书记"})
        assert done.name == "填写 2 人的事由"
        rows = [row.attendance for row in office.services.sessions.roll(sitting).rows]
        assert [row.reason for row in rows[:2]] == ["孩子升学", ""]
        assert (rows[2].substitute_name, rows[2].substitute_post) == ("代示例", "支部副书记")
        office.services.offices.undo()
        assert office.dump() == before

    def test_one_mark_is_a_deed_that_names_village_person_and_status(
        self, office: Office, sitting: int
    ) -> None:
        done = office.services.rolls.mark(sitting, [1], PRESENT)
        assert done.name == "东村 一示例 记为“到”"
        assert done.kinds == {"attendance", "sitting"}
        office.services.offices.undo()
        assert (state(office, sitting), marks(office, sitting)[0]) == (RollState.OPEN, "unmarked")

    def test_a_guest_needs_a_name_and_is_not_called(self, office: Office, sitting: int) -> None:
        with pytest.raises(Refusal) as caught:
            office.services.rolls.add_guest(sitting, " ")
        assert code_of(caught) == "guest_without_name"
        guest = office.services.rolls.add_guest(sitting, "客示例").value
        assert (guest.position, guest.guest) == (5, True)
        assert office.services.sessions.credits(2026).lines[-1].name != "客示例"


class TestClosing:
    """Closing calls nobody absent; late corrections stay corrections."""

    def test_the_unmarked_become_unsettled_and_the_session_is_held(
        self, office: Office, sitting: int
    ) -> None:
        office.services.rolls.mark(sitting, [1], PRESENT)
        assert office.services.rolls.close(sitting).value == 3
        assert marks(office, sitting) == ["present", "unsettled", "unsettled", "unsettled"]
        found = office.store.sittings.get(sitting)
        assert (found.roll_state, found.closed_on) == (RollState.CLOSED, date(2026, 6, 17))
        training = office.store.trainings.of_sitting(sitting)
        assert training is not None
        assert training.state is TrainingState.HELD

    def test_closing_twice_changes_nothing(self, office: Office, sitting: int) -> None:
        office.services.rolls.close(sitting)
        before = office.dump()
        office.clock.moment += timedelta(days=3)
        assert office.services.rolls.close(sitting).action == 0
        assert office.dump() == before

    def test_a_closed_roll_is_corrected_and_stays_closed(self, office: Office, sitting: int) -> None:
        office.services.rolls.close(sitting)
        office.services.rolls.mark(sitting, [2], Mark(Status.LEAVE, "住院"))
        office.services.rolls.mark(sitting, [3], PRESENT)
        office.services.rolls.clear(sitting, [3])
        assert state(office, sitting) is RollState.CLOSED
        assert marks(office, sitting) == ["unsettled", "leave", "unsettled", "unsettled"]

    def test_a_reopened_roll_asks_again_for_the_unsettled(self, office: Office, sitting: int) -> None:
        office.services.rolls.mark(sitting, [1], PRESENT)
        office.services.rolls.close(sitting)
        office.services.rolls.reopen(sitting)
        assert marks(office, sitting) == ["present", "unmarked", "unmarked", "unmarked"]
        training = office.store.trainings.of_sitting(sitting)
        assert training is not None
        assert training.state is TrainingState.PLANNED
        assert office.store.sittings.get(sitting).closed_on is None

    def test_reopening_what_was_never_closed_loses_no_roster(self, office: Office, sitting: int) -> None:
        assert office.services.rolls.reopen(sitting).action == 0
        assert len(names(office, sitting)) == 4


class TestLeave:
    """Leave known in advance."""

    def test_it_shows_on_the_roll_and_is_frozen_with_it(self, office: Office, sitting: int) -> None:
        request(office, sitting, "一示例", reason="住院")
        request(office, sitting, "二示例", Status.SUBSTITUTE, substitute_name="代示例")
        assert marks(office, sitting) == ["leave", "unmarked", "substitute", "unmarked"]
        assert office.services.rolls.mark_unmarked(sitting).value == 2
        rows = [row.attendance for row in office.services.sessions.roll(sitting).rows]
        assert (rows[0].reason, rows[2].substitute_name) == ("住院", "代示例")
        assert marks(office, sitting) == ["leave", "present", "substitute", "present"]

    def test_a_second_request_takes_the_place_of_the_first(self, office: Office, sitting: int) -> None:
        request(office, sitting, "一示例", reason="住院")
        request(office, sitting, "一示例", Status.OFFICIAL, reason="去县里")
        assert [r.reason for r in office.store.sittings.leave_requests(sitting)] == ["去县里"]
        assert marks(office, sitting)[0] == "official"

    def test_on_a_frozen_roll_it_marks_only_who_has_no_mark(self, office: Office, sitting: int) -> None:
        office.services.rolls.mark(sitting, [1], PRESENT)
        request(office, sitting, "一示例", reason="住院")
        request(office, sitting, "三示例", reason="住院")
        assert marks(office, sitting)[:2] == ["present", "leave"]

    def test_withdrawn_leave_is_gone_from_an_open_roll(self, office: Office, sitting: int) -> None:
        asked = request(office, sitting, "一示例", reason="住院")
        office.services.rolls.withdraw_leave(asked.id)
        assert marks(office, sitting)[0] == "unmarked"

    @pytest.mark.parametrize("status", [Status.PRESENT, Status.ABSENT, Status.LATE])
    def test_only_leave_duty_and_substitutes_are_known_in_advance(
        self, office: Office, sitting: int, status: Status
    ) -> None:
        with pytest.raises(Refusal) as caught:
            request(office, sitting, "一示例", status)
        assert "不能提前登记" in refusal_text(caught.value)


class TestMakeups:
    """A missed session is owed until it is made up, once, on its own date."""

    def test_what_is_owed_becomes_done(self, office: Office, sitting: int) -> None:
        office.services.rolls.mark(sitting, [1, 2], PRESENT)
        office.services.rolls.mark(sitting, [3], Mark(Status.LEAVE, "住院"))
        assert office.services.sessions.makeups(2026) == ()
        office.services.rolls.close(sitting)
        (owed,) = office.services.sessions.makeups(2026)
        assert (owed.attendance.name, owed.makeup) == ("二示例", None)
        office.clock.moment += timedelta(days=14)
        office.services.rolls.record_makeup(owed.attendance.id, date(2026, 6, 30), 180, "学习笔记")
        (done,) = office.services.sessions.makeups(2026)
        assert done.makeup is not None
        assert (done.makeup.credit, done.makeup.proof) == (8, "学习笔记")
        assert office.services.sessions.makeups(2025) == ()

    def test_a_makeup_is_refused_where_it_cannot_be(self, office: Office, sitting: int) -> None:
        rolls = office.services.rolls
        with pytest.raises(Refusal) as caught:
            rolls.record_makeup(line_id(office, sitting, 1), date(2026, 6, 17), 60, "")
        assert code_of(caught) == "makeup_not_owed"
        rolls.mark(sitting, [1], PRESENT)
        rolls.mark(sitting, [2], Mark(Status.ABSENT))
        present, absent = line_id(office, sitting, 1), line_id(office, sitting, 2)
        for line, day, minutes, code in (
            (present, date(2026, 6, 17), 60, "makeup_not_owed"),
            (absent, date(2026, 6, 17), 0, "makeup_without_length"),
            (absent, date(2026, 6, 18), 60, "makeup_in_future"),
        ):
            with pytest.raises(Refusal) as caught:
                rolls.record_makeup(line, day, minutes, "")
            assert code_of(caught) == code
        rolls.record_makeup(absent, date(2026, 6, 17), 60, "")
        with pytest.raises(Refusal) as caught:
            rolls.record_makeup(absent, date(2026, 6, 17), 60, "")
        assert refusal_text(caught.value) == "三示例 这一期已经在 6月17日 补过课了。"


class TestCredit:
    """A year's credit of everyone called."""

    def test_credit_of_sessions_and_makeups_stands_against_the_target(self, office: Office) -> None:
        first = session(office, datetime(2026, 3, 18, 14, 30))
        second = session(office, datetime(2026, 4, 15, 14, 30))
        for sitting in (first, second):
            office.services.rolls.mark(sitting, [1], PRESENT)
            office.services.rolls.mark(sitting, [2], Mark(Status.EARLY, left_at=time(16, 0)))
            office.services.rolls.mark(sitting, [3], Mark(Status.SUBSTITUTE, substitute_name="代示例"))
            office.services.rolls.close(sitting)
        office.services.rolls.record_makeup(line_id(office, second, 3), date(2026, 5, 1), 90, "")
        office.services.people.leave(office.secretaries["四示例"], date(2026, 6, 1), "moved")
        year = office.services.sessions.credits(2026)
        figures = {
            line.name: (line.from_sessions, line.from_makeups, line.present, line.expected, line.target)
            for line in year.lines
        }
        assert figures == {
            "一示例": (16, 0, 2, 2, 112),
            "三示例": (8, 0, 2, 2, 112),
            "二示例": (0, 3, 0, 2, 112),
            "四示例": (0, 0, 0, 2, 64),
        }
        assert [mark.status for mark in year.lines[2].marks] == ["substitute", "substitute"]
        assert [mark.made_up for mark in year.lines[2].marks] == [False, True]

    def test_a_makeup_counts_in_the_year_it_was_done(self, office: Office) -> None:
        sitting = session(office, datetime(2026, 12, 16, 14, 30))
        office.clock.moment = datetime(2027, 1, 20, 9)
        office.services.rolls.mark(sitting, [1], Mark(Status.LEAVE, "住院"))
        office.services.rolls.close(sitting)
        office.services.rolls.record_makeup(line_id(office, sitting, 1), date(2027, 1, 10), 180, "")
        totals = {
            year: {line.name: line.total for line in office.services.sessions.credits(year).lines}
            for year in (2026, 2027)
        }
        assert totals[2026]["一示例"] == 0
        assert totals[2027] == {"一示例": 8}

    def test_a_makeup_does_not_add_to_a_mark_that_was_corrected_later(
        self, office: Office, sitting: int
    ) -> None:
        office.services.rolls.mark(sitting, [1], Mark(Status.ABSENT))
        office.services.rolls.record_makeup(line_id(office, sitting, 1), date(2026, 6, 17), 180, "")
        office.services.rolls.mark(sitting, [1], PRESENT)
        office.services.rolls.close(sitting)
        assert office.services.sessions.credits(2026).lines[0].total == 8

    def test_a_guest_known_by_name_only_has_no_account(self, office: Office, sitting: int) -> None:
        office.services.rolls.mark_unmarked(sitting)
        office.services.rolls.add_guest(sitting, "客示例")
        office.services.rolls.close(sitting)
        assert [line.name for line in office.services.sessions.credits(2026).lines] == names(office, sitting)[
            :4
        ]

    def test_courses_decide_the_credit_and_a_figure_by_hand_wins(self, office: Office, sitting: int) -> None:
        training = office.store.trainings.of_sitting(sitting)
        assert training is not None
        office.services.trainings.set_courses(training.id, [CourseDraft("党课", minutes=89)])
        office.services.rolls.mark(sitting, [1], PRESENT)
        office.services.rolls.mark(sitting, [2], Mark(Status.PRESENT, credit=5))
        credits = [row.credit for row in office.services.sessions.roll(sitting).rows]
        assert credits == [2, 5, None, None]
