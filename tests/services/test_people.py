"""Units and people change from a day on; what was before stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Interval, NameRole, PartyClass, PostTitle, Tree, UnitKind, Vacancy
from gzparty.domain.sitting import LeaveRequest, Mark, RosterKind, RosterRule, Status
from gzparty.labels import refusal_text, sentence
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.roster import roster_lines
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, Office, a_secretary

JUNE, JULY = date(2026, 6, 17), date(2026, 7, 1)


def secretaries(office: Office, on: date) -> dict[str, str]:
    """Name of each village's secretary on a day."""
    return {
        holder.unit.name: holder.person.name
        for holder in office.store.people.holders([PostTitle.SECRETARY], on)
    }


def said(caught: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal_text(caught.value)


def session(office: Office, day: date, roster: RosterRule | None = None) -> int:
    """A session on a day; returns its sitting."""
    start = datetime(day.year, day.month, day.day, 14, 30)
    return office.services.trainings.add(TrainingDraft(start, roster=roster)).value.sitting_id


def roll(office: Office, sitting: int) -> list[tuple[str, str, str]]:
    rows = office.services.sessions.roll(sitting).rows
    return [(row.attendance.unit_name, row.attendance.name, row.attendance.post) for row in rows]


class TestFinding:
    """Names as clerks write them."""

    @pytest.mark.parametrize("text", ["东村", "东 村", "东村党支部", "中共东村支部委员会", "东村村委会"])
    def test_a_unit_is_found_by_any_of_its_names(self, office: Office, text: str) -> None:
        assert office.services.people.find_unit(text).name == "东村"

    def test_an_unknown_unit_is_refused_by_name(self, office: Office) -> None:
        with pytest.raises(Refusal) as caught:
            office.services.people.find_unit("外村")
        assert "没有叫“外村”的单位" in said(caught)

    def test_two_units_of_one_name_are_both_named(self, office: Office) -> None:
        office.services.people.add_unit(UnitDraft("东村委", UnitKind.DEPARTMENT))
        with pytest.raises(Refusal) as caught:
            office.services.people.find_unit("东 村")
        assert "有 2 个：东村、东村委" in said(caught)
        assert office.services.people.find_unit("东村").name == "东村"

    def test_a_unit_is_found_by_the_name_of_the_day(self, office: Office) -> None:
        office.services.people.rename_unit(office.villages["东村"], NameRole.SHORT, "新河村", JULY)
        assert office.services.people.find_unit("东村", JUNE).id == office.villages["东村"]
        assert office.services.people.find_unit("新河村", JULY).id == office.villages["东村"]
        with pytest.raises(Refusal):
            office.services.people.find_unit("新河村", JUNE)

    def test_namesakes_are_told_apart_by_their_unit(self, office: Office) -> None:
        other = a_secretary(office, "一 示例", office.villages["西村"])
        with pytest.raises(Refusal) as caught:
            office.services.people.find_person("一示例")
        assert "有 2 人：一示例@东村、一 示例@西村。请写成“姓名@单位”" in said(caught)
        assert office.services.people.find_person("一示例@东村").id == office.secretaries["一示例"]
        assert office.services.people.find_person("一示例@西村党支部").id == other

    def test_who_left_a_unit_is_not_taken_for_its_namesake_there_today(self, office: Office) -> None:
        moved = office.secretaries["一示例"]
        office.services.people.end_post(office.store.people.posts(moved)[0].id, JUNE)
        office.services.people.move_member(moved, office.villages["西村"], JUNE)
        newcomer = a_secretary(office, "一示例", office.villages["东村"], PartialDate(2026, 6, 17))
        assert office.services.people.find_person("一示例@东村").id == newcomer
        assert office.services.people.find_person("一示例@西村").id == moved

    def test_an_unknown_person_is_refused_by_name(self, office: Office) -> None:
        with pytest.raises(Refusal) as caught:
            office.services.people.find_person("无名示例@东村")
        assert "没有叫“无名示例@东村”的人" in said(caught)


class TestUnits:
    """Add, rename, move, merge, close."""

    def test_a_name_already_taken_is_refused_and_stores_nothing(self, office: Office) -> None:
        before = office.dump()
        with pytest.raises(Refusal) as caught:
            office.services.people.add_unit(UnitDraft("东村党支部", UnitKind.VILLAGE_BRANCH))
        assert "“东村党支部”已经有了" in said(caught)
        assert office.dump() == before

    def test_renaming_before_the_present_name_began_is_refused(self, office: Office) -> None:
        people, village = office.services.people, office.villages["东村"]
        people.rename_unit(village, NameRole.SHORT, "新东村", JULY)
        before = office.dump()
        with pytest.raises(Refusal) as caught:
            people.rename_unit(village, NameRole.SHORT, "更新东村", JUNE)
        assert "日期 6月17日 早于这条记录的开始日期 7月1日" in said(caught)
        assert office.dump() == before
        people.rename_unit(village, NameRole.SHORT, "更新东村", JULY)
        assert people.find_unit("更新东村", JULY).id == village

    def test_a_unit_moves_under_another_parent_from_a_day_on(self, office: Office) -> None:
        village, target = office.villages["东村"], office.communities["利见社区"]
        office.services.people.move_unit(village, Tree.WORK, target, JULY)
        above = {
            day: next(unit.work_parent for unit in office.services.people.units(day) if unit.id == village)
            for day in (JUNE, JULY)
        }
        assert above == {JUNE: office.communities["管城社区"], JULY: target}

    def test_a_unit_never_comes_under_itself_on_any_later_day(self, office: Office) -> None:
        people = office.services.people
        first, second = office.communities.values()
        for parent in (first, office.villages["东村"]):
            with pytest.raises(Refusal) as caught:
                people.move_unit(first, Tree.WORK, parent, JUNE)
            assert "不能把“管城社区”移到它自己下面" in said(caught)
        people.move_unit(first, Tree.WORK, second, JULY)
        with pytest.raises(Refusal):
            people.move_unit(second, Tree.WORK, first, JUNE)
        people.move_unit(second, Tree.PARTY, first, JUNE)

    def test_merging_moves_members_and_villages_and_closes_the_old_unit(self, office: Office) -> None:
        people = office.services.people
        east, west = office.villages["东村"], office.villages["西村"]
        people.merge_units(east, west, JULY)
        assert secretaries(office, JUNE)["东村"] == "一示例"
        assert "东村" not in secretaries(office, JULY)
        memberships = [
            (found.unit_id, found.interval)
            for found in office.store.people.memberships(office.secretaries["一示例"])
        ]
        assert memberships == [
            (east, Interval(date(2021, 3, 1), JULY)),
            (west, Interval(JULY)),
        ]
        states = {unit.name: unit.closed for unit in people.units(JULY)}
        assert (states["东村"], states["西村"]) == (True, False)
        assert not any(unit.closed for unit in people.units(JUNE))

    def test_merged_communities_hand_their_villages_and_rosters_over(self, office: Office) -> None:
        source, target = office.communities["管城社区"], office.communities["利见社区"]
        sitting = session(office, date(2026, 7, 15), RosterRule(RosterKind.COMMUNITIES, (source,)))
        assert [name for _unit, name, _post in roll(office, sitting)] == ["一示例", "三示例"]
        office.services.people.merge_units(source, target, JULY)
        found = [name for _unit, name, _post in roll(office, sitting)]
        assert sorted(found) == sorted(["一示例", "二示例", "三示例", "四示例"])

    def test_what_lies_above_is_not_merged_into_what_lies_below(self, office: Office) -> None:
        before = office.dump()
        with pytest.raises(Refusal) as caught:
            office.services.people.merge_units(office.communities["管城社区"], office.villages["东村"], JULY)
        assert "不能把上级并进下级" in said(caught)
        with pytest.raises(Refusal):
            office.services.people.merge_units(office.villages["东村"], office.villages["东村"], JULY)
        assert office.dump() == before

    def test_what_was_done_to_a_unit_is_named_after_it(self, office: Office) -> None:
        people, east, west = office.services.people, office.villages["东村"], office.villages["西村"]
        assert people.close_unit(west, JUNE).name == "停用 西村"
        assert people.reopen_unit(west).name == "恢复 西村"
        assert people.merge_units(east, west, JULY).name == "东村并入西村"

    def test_nothing_is_merged_into_a_closed_unit(self, office: Office) -> None:
        office.services.people.close_unit(office.villages["西村"], JUNE)
        with pytest.raises(Refusal) as caught:
            office.services.people.merge_units(office.villages["东村"], office.villages["西村"], JULY)
        assert "“西村”已经停用" in said(caught)

    def test_a_closed_unit_is_called_no_more_but_its_past_stays(self, office: Office) -> None:
        office.services.people.close_unit(office.villages["东村"], JULY)
        assert "东村" in secretaries(office, JUNE)
        assert "东村" not in secretaries(office, JULY)
        assert [line.unit_name for line in roster_lines(office.store, JULY)] == ["南村", "西村", "北村"]


class TestPosts:
    """Appoint, end, leave."""

    def test_an_appointment_ends_the_predecessor_and_fills_the_vacancy(self, office: Office) -> None:
        village = office.villages["东村"]
        with office.store.action("空缺", "test", NOW, "test"):
            office.store.people.insert_vacancy(
                Vacancy(0, village, PostTitle.SECRETARY, Interval(date(2026, 1, 1)))
            )
            office.store.people.insert_vacancy(Vacancy(0, village, PostTitle.DIRECTOR, Interval()))
        office.services.people.appoint(
            office.services.people.add_person(PersonDraft("五示例")).value.id,
            village,
            PostTitle.SECRETARY,
            PartialDate(2026, 7, 1),
            acting=True,
        )
        assert secretaries(office, date(2026, 6, 30))["东村"] == "一示例"
        assert secretaries(office, JULY)["东村"] == "五示例"
        assert secretaries(office, JULY)["西村"] == "二示例"
        ends = {found.title: found.interval.valid_to for found in office.store.people.vacancies()}
        assert ends == {PostTitle.SECRETARY: JULY, PostTitle.DIRECTOR: None}
        posts = {line.unit_name: line.post for line in roster_lines(office.store, JULY)}
        assert posts["东村"] == "党支部代书记"

    def test_committee_members_sit_side_by_side(self, office: Office) -> None:
        village = office.villages["东村"]
        for name in ("甲示例", "乙示例"):
            person = office.services.people.add_person(PersonDraft(name)).value.id
            office.services.people.appoint(person, village, PostTitle.MEMBER, PartialDate(2026, 1))
        held = office.store.people.holders([PostTitle.MEMBER], JUNE)
        assert [holder.person.name for holder in held] == ["甲示例", "乙示例"]

    def test_a_post_does_not_end_before_it_began(self, office: Office) -> None:
        post = office.store.people.posts(office.secretaries["一示例"])[0]
        with pytest.raises(Refusal) as caught:
            office.services.people.end_post(post.id, date(2021, 2, 28))
        assert "早于这条记录的开始日期 2021-03" in said(caught)
        office.services.people.end_post(post.id, JUNE)
        assert "东村" not in secretaries(office, JUNE)

    def test_who_leaves_holds_no_post_then_or_later(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        office.services.people.appoint(
            person, office.villages["南村"], PostTitle.DIRECTOR, PartialDate(2026, 9)
        )
        office.services.people.leave(person, JULY, "moved")
        assert secretaries(office, JUNE)["东村"] == "一示例"
        assert "东村" not in secretaries(office, JULY)
        assert office.store.people.holders([PostTitle.DIRECTOR], date(2026, 10, 1)) == []
        assert office.store.people.memberships(person)[0].interval == Interval(date(2021, 3, 1), JULY)
        assert office.store.people.person(person).ended_on == JULY

    def test_a_village_without_secretary_is_a_vacancy_on_the_roster(self, office: Office) -> None:
        office.services.people.leave(office.secretaries["二示例"], JUNE, "died")
        lines = {
            line.unit_name: (line.name, line.note, line.person_id)
            for line in roster_lines(office.store, JUNE)
        }
        assert lines["西村"] == ("", "空缺", None)
        assert lines["东村"][0] == "一示例"

    def test_a_member_moves_to_another_branch_on_a_day(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        office.services.people.move_member(person, office.villages["北村"], JULY)
        places = [
            next(m.unit_id for m in office.store.people.memberships(person) if day in m.interval)
            for day in (JUNE, JULY)
        ]
        assert places == [office.villages["东村"], office.villages["北村"]]


class TestMergingPeople:
    """Two records of one person become one."""

    def merged(self, office: Office) -> tuple[int, int]:
        """A second record of 一示例 with rows of every kind, merged into the first."""
        target = office.secretaries["一示例"]
        source = a_secretary(office, "一示列", office.villages["南村"])
        sitting = session(office, JUNE, RosterRule(RosterKind.PICKED, people=(source, target)))
        later = session(office, date(2026, 7, 15), RosterRule(RosterKind.PICKED, people=(source,)))
        for person, reason in ((source, "住院"), (target, "")):
            office.services.rolls.request_leave(
                LeaveRequest(0, "", later, person, Status.LEAVE, reason, requested_on=JUNE)
            )
        other = session(office, date(2026, 7, 20), RosterRule(RosterKind.PICKED, people=(source,)))
        office.services.rolls.request_leave(LeaveRequest(0, "", other, source, Status.OFFICIAL, "出差"))
        office.services.rolls.mark(sitting, [1, 2], Mark(Status.LEAVE, "病"))
        rows = office.services.sessions.roll(sitting).rows
        office.services.rolls.close(sitting)
        for row in rows:
            office.services.rolls.record_makeup(row.attendance.id, JUNE, 60, "笔记")
        self.sittings = (sitting, later, other)
        return source, target

    def test_every_row_moves_over_and_nothing_is_lost(self, office: Office) -> None:
        source, target = self.merged(office)
        before = {table: len(rows) for table, rows in office.dump().items()}
        office.services.people.merge_people(source, target)
        for table in ("membership", "post", "attendance", "leave_request"):
            named = office.store.connection.execute(
                f"SELECT count(*) FROM {table} WHERE person_id = ?", (source,)
            )
            assert named.fetchone()[0] == 0, table
        after = {table: len(rows) for table, rows in office.dump().items()}
        # Of two leave requests for one sitting one is kept, with what either of them said.
        assert {table for table in before if before[table] != after[table]} == {"leave_request"}
        _sitting, later, other = self.sittings
        requests = [
            (request.person_id, request.reason) for request in office.store.sittings.leave_requests(later)
        ]
        assert requests == [(target, "住院")]
        assert [r.person_id for r in office.store.sittings.leave_requests(other)] == [target]
        assert office.store.sittings.get(later).roster.people == (target,)
        assert office.store.check() == []

    def test_the_merge_is_one_deed_and_undone_to_the_byte(self, office: Office) -> None:
        source, target = self.merged(office)
        before = office.dump()
        office.services.people.merge_people(source, target)
        merged = office.dump()
        assert [deed.name for deed in office.services.offices.undo()] == ["合并 一示例"]
        assert office.dump() == before
        office.services.offices.redo()
        assert office.dump() == merged

    def test_the_merged_record_is_found_no_more_and_fills_gaps_of_the_other(self, office: Office) -> None:
        target = office.secretaries["一示例"]
        draft = PersonDraft("一示例", sex="male", phone="13800000000", birth=PartialDate(1970, 5))
        source = office.services.people.add_person(draft).value.id
        office.services.people.merge_people(source, target)
        found = office.services.people.find_person("一示例")
        assert (found.id, found.sex, found.phone) == (target, "male", "13800000000")
        for pair in ((target, target), (target, source)):
            with pytest.raises(Refusal):
                office.services.people.merge_people(*pair)

    def test_a_post_both_records_held_is_one_line_of_the_roster(self, office: Office) -> None:
        target, village = office.secretaries["一示例"], office.villages["东村"]
        source = office.services.people.add_person(PersonDraft("一示列")).value.id
        office.services.people.appoint(source, village, PostTitle.SECRETARY, None)
        office.services.people.merge_people(source, target)
        lines = [line for line in roster_lines(office.store, JUNE) if line.unit_name == "东村"]
        assert [line.name for line in lines] == ["一示例"]

    def test_credit_counts_once_though_both_stood_on_the_roll(self, office: Office) -> None:
        target = office.secretaries["一示例"]
        source = a_secretary(office, "一示列", office.villages["南村"])
        sitting = session(office, JUNE, RosterRule(RosterKind.PICKED, people=(source, target)))
        office.services.rolls.mark(sitting, [1, 2], Mark(Status.PRESENT))
        office.services.rolls.close(sitting)
        office.services.people.merge_people(source, target)
        (line,) = office.services.sessions.credits(2026).lines
        assert (line.person_id, line.total, line.present, line.expected) == (target, 8, 1, 1)


class TestOldRolls:
    """An old roll shows the name and the post of its day."""

    def test_a_frozen_roll_stays_as_it_was_after_every_kind_of_change(self, office: Office) -> None:
        people = office.services.people
        sitting = session(office, JUNE)
        office.services.rolls.mark_unmarked(sitting)
        before = roll(office, sitting)
        assert before[0] == ("东村", "一示例", "党支部书记")
        east, west = office.villages["东村"], office.villages["西村"]
        people.rename_unit(east, NameRole.SHORT, "新东村", date(2026, 1, 1))
        people.move_unit(west, Tree.WORK, office.communities["管城社区"], date(2026, 1, 1))
        people.leave(office.secretaries["三示例"], date(2026, 1, 1), "died")
        known = office.store.people.person(office.secretaries["二示例"])
        people.correct_person(replace(known, name="二改示例"))
        twin = people.add_person(PersonDraft("四示列")).value.id
        people.merge_people(office.secretaries["四示例"], twin)
        people.merge_units(west, east, date(2026, 1, 2))
        assert roll(office, sitting) == before

    def test_a_roll_not_taken_yet_shows_the_facts_of_its_own_day(self, office: Office) -> None:
        people = office.services.people
        before, after = session(office, JUNE), session(office, date(2026, 7, 15))
        people.rename_unit(office.villages["东村"], NameRole.SHORT, "新东村", JULY)
        people.leave(office.secretaries["二示例"], JULY, "moved")
        people.merge_units(office.villages["南村"], office.villages["北村"], JULY)
        assert sorted(unit for unit, _name, _post in roll(office, before)) == sorted(
            ["东村", "南村", "西村", "北村"]
        )
        assert roll(office, after) == [
            ("新东村", "一示例", "党支部书记"),
            ("北村", "四示例", "党支部书记"),
        ]

    def test_a_secretary_of_two_villages_is_one_line_of_the_roll(self, office: Office) -> None:
        office.services.people.appoint(
            office.secretaries["一示例"], office.villages["西村"], PostTitle.SECRETARY, PartialDate(2026, 1)
        )
        view = office.services.sessions.roll(session(office, JUNE))
        first = view.rows[0].attendance
        assert (first.name, first.unit_name, first.unit_ids) == (
            "一示例",
            "东村、西村",
            (office.villages["东村"], office.villages["西村"]),
        )
        assert (view.counts.expected, view.counts.units_expected) == (3, 4)

    def test_the_party_class_of_the_day_is_frozen_with_the_roll(self, office: Office) -> None:
        person = office.services.people.add_person(PersonDraft("预备示例")).value.id
        office.services.people.admit(person, office.villages["东村"], PartyClass.PROBATIONARY, JULY)
        office.services.people.appoint(
            person, office.villages["东村"], PostTitle.SECRETARY, PartialDate(2026, 7)
        )
        view = office.services.sessions.roll(session(office, date(2026, 7, 15)))
        assert view.rows[0].attendance.party_class is PartyClass.PROBATIONARY


def test_a_post_in_a_second_village_is_asked_about_and_then_legal(office: Office) -> None:
    person = office.secretaries["一示例"]
    find = office.services.people.appointment_findings
    (found,) = find(person, office.villages["西村"], JUNE)
    assert sentence(found) == "一示例 已经是东村的党支部书记，再任一职请先确认。"
    assert find(person, office.villages["东村"], JUNE) == ()
    assert find(person, office.villages["西村"], date(2020, 1, 1)) == ()
    office.services.people.appoint(person, office.villages["西村"], PostTitle.SECRETARY, PartialDate(2026, 6))
    assert secretaries(office, JUNE)["西村"] == "一示例"
