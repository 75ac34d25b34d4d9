"""The page of units and people: figures of the trees, order and search of lists, one person's file."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzparty.bootstrap import read_office
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import NameRole, PartyClass, PostTitle, Tree, UnitKind
from gzparty.domain.reminders import ReminderKind
from gzparty.domain.sitting import Mark, RosterKind, RosterRule, Status
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft, Placing, UnitDraft
from gzparty.services.people_views import PeopleQuery, PeopleRole
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, Office, a_secretary, an_office

JUNE = date(2026, 6, 17)


def names(
    office: Office, query: PeopleQuery, order: str | None = None, descending: bool = False
) -> list[str]:
    views = office.services.people_views
    ids = views.ids(query, order, descending)
    lines = views.lines(ids, 2026)
    assert list(lines) == list(ids)
    return [line.name for line in lines.values()]


def add(office: Office, name: str, village: str = "东村", **facts: object) -> int:
    """A member of a village."""
    placing = Placing(office.villages[village], PartyClass.FULL)
    draft = replace(PersonDraft(name), **facts)  # type: ignore[arg-type]
    return office.services.people.add_person_to(draft, placing).value.id


def figures(office: Office, tree: Tree = Tree.WORK) -> dict[str, tuple[int, int]]:
    return {node.name: (node.units, node.people) for node in office.services.people_views.tree(tree)}


class TestTree:
    """Figures beside each unit."""

    def test_villages_and_people_are_counted_below_each_community(self, office: Office) -> None:
        add(office, "甲示例")
        assert list(figures(office).items()) == [
            ("管城社区", (2, 3)),
            ("东村", (0, 2)),
            ("南村", (0, 1)),
            ("利见社区", (2, 2)),
            ("西村", (0, 1)),
            ("北村", (0, 1)),
        ]

    def test_who_stands_in_two_villages_counts_once_above_both(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        office.services.people.appoint(person, office.villages["南村"], PostTitle.DIRECTOR, PartialDate(2026))
        office.services.people.appoint(person, office.villages["西村"], PostTitle.DIRECTOR, PartialDate(2026))
        found = figures(office)
        assert (found["管城社区"], found["利见社区"]) == ((2, 2), (2, 3))
        assert (found["东村"], found["南村"], found["西村"]) == ((0, 1), (0, 2), (0, 2))

    def test_closed_units_and_those_not_there_any_more_are_left_out(self, office: Office) -> None:
        office.services.people.close_unit(office.villages["东村"], JUNE)
        office.services.people.leave(office.secretaries["二示例"], JUNE, "died")
        found = figures(office)
        assert "东村" not in found
        assert (found["管城社区"], found["西村"]) == ((1, 1), (0, 0))

    def test_the_name_of_today_is_shown(self, office: Office) -> None:
        village = office.villages["东村"]
        office.services.people.rename_unit(village, NameRole.SHORT, "新东村", date(2026, 7, 1))
        assert "东村" in figures(office)
        office.clock.moment = datetime(2026, 7, 1, 9)
        assert "新东村" in figures(office)


def test_a_reader_sees_what_a_writer_changed_meanwhile(office: Office) -> None:
    """The window keeps the units it has read until the file changes."""
    with read_office(office.store.path, office.clock) as reader:
        views = reader.people_views
        seen = [[node.name for node in views.tree(Tree.WORK)] for _time in range(2)]
        office.services.people.rename_unit(office.villages["东村"], NameRole.SHORT, "新东村", JUNE)
        after = [node.name for node in views.tree(Tree.WORK)]
        office.services.offices.undo(1)
        assert [node.name for node in views.tree(Tree.WORK)] == seen[0] == seen[1]
        assert ("东村" in after, "新东村" in after) == (False, True)


class TestOrder:
    """The office's own order, and the columns."""

    def test_people_come_by_community_unit_and_their_own_order(self, office: Office) -> None:
        add(office, "甲示例", "北村")
        add(office, "乙示例", "东村")
        everyone = PeopleQuery(Tree.WORK)
        assert names(office, everyone) == ["一示例", "乙示例", "三示例", "二示例", "四示例", "甲示例"]
        assert names(office, everyone, "unit", True) == names(office, everyone)[::-1]

    def test_who_has_no_unit_comes_last_and_only_in_the_whole_office(self, office: Office) -> None:
        office.services.people.add_person(PersonDraft("阿示例"))
        assert names(office, PeopleQuery(Tree.WORK))[-1] == "阿示例"
        below = PeopleQuery(Tree.WORK, office.communities["管城社区"])
        assert names(office, below) == ["一示例", "三示例"]

    def test_names_come_by_pinyin_and_not_by_their_code(self, office: Office) -> None:
        for name in ("张示例", "阿示例", "陈示例"):
            add(office, name)
        query = PeopleQuery(Tree.WORK, office.villages["东村"])
        assert names(office, query, "name") == ["阿示例", "陈示例", "一示例", "张示例"]

    def test_credit_attendance_class_and_post_order_a_list(self, office: Office) -> None:
        first, second = office.secretaries["一示例"], office.secretaries["二示例"]
        sitting = session(office, first, second, office.secretaries["三示例"])
        office.services.rolls.mark(sitting, [2, 3], Mark(Status.PRESENT))
        office.services.rolls.mark(sitting, [1], Mark(Status.ABSENT))
        office.services.rolls.close(sitting)
        office.services.outside.add(OutsideDraft(first, "调训", date(2026, 5, 1), 40))
        probationary = add(office, "预示例", "北村")
        held = office.store.people.memberships(probationary)[0]
        office.services.people.correct_membership(replace(held, party_class=PartyClass.PROBATIONARY))
        everyone = PeopleQuery(Tree.WORK)
        assert names(office, everyone, "credit", True)[:3] == ["一示例", "三示例", "二示例"]
        assert names(office, everyone, "attended", True)[:3] == ["三示例", "二示例", "一示例"]
        assert names(office, everyone, "class")[-1] == "预示例"
        assert names(office, everyone, "posts")[-1] == "预示例"

    def test_a_column_nobody_knows_is_a_fault_of_the_program(self, office: Office) -> None:
        with pytest.raises(ValueError, match="colour"):
            office.services.people_views.ids(PeopleQuery(), "colour")


class TestSearch:
    """Characters, full pinyin, initials, the last digits of a phone."""

    @pytest.mark.parametrize(
        "typed", ["单", "单 示", "shanshil", "shanshilishan", "dan", "sslx", "ＳＳＬ", "2345"]
    )
    def test_a_person_is_found_by_every_reading(self, office: Office, typed: str) -> None:
        office.services.people.leave(office.secretaries["三示例"], JUNE, "moved")
        office.services.people.leave(office.secretaries["四示例"], JUNE, "moved")
        add(office, "单示例翔", phone="13800012345")
        add(office, "丹示例", phone="13800023450")
        wanted = {"dan": ["单示例翔", "丹示例"], "shanshilishan": []}.get(typed, ["单示例翔"])
        assert names(office, PeopleQuery(text=typed)) == wanted

    def test_a_search_stays_inside_unit_and_role(self, office: Office) -> None:
        add(office, "单示例", "东村")
        add(office, "单示例", "北村")
        village = PeopleQuery(Tree.WORK, office.villages["东村"], text="单")
        assert names(office, village) == ["单示例"]
        assert names(office, replace(village, role=PeopleRole.SECRETARY)) == []
        assert names(office, PeopleQuery(Tree.WORK, text="50%")) == []

    def test_a_name_with_latin_letters_is_found_whatever_their_size(self, office: Office) -> None:
        add(office, "阿卜Ａ示例")
        assert names(office, PeopleQuery(text="卜a")) == ["阿卜Ａ示例"]


class TestRoles:
    """The chips over the list."""

    def test_each_role_counts_people_and_lists_the_same(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        office.services.people.appoint(
            person, office.villages["南村"], PostTitle.SECRETARY, PartialDate(2026, 6)
        )
        member = add(office, "委示例")
        office.services.people.appoint(
            member, office.villages["东村"], PostTitle.OTHER, None, words="村委会委员"
        )
        accountant = add(office, "会示例")
        office.services.people.appoint(
            accountant, office.villages["东村"], PostTitle.OTHER, None, words="会计"
        )
        placing = Placing(office.villages["东村"], PartyClass.PROBATIONARY, date(2026, 1, 1))
        office.services.people.add_person_to(PersonDraft("预示例"), placing)
        office.services.people.add_person(PersonDraft("外示例"))
        query = PeopleQuery(Tree.WORK)
        counts = office.services.people_views.counts(query)
        assert counts == {
            PeopleRole.ALL: 8,
            PeopleRole.SECRETARY: 3,
            PeopleRole.COMMITTEE: 4,
            PeopleRole.MEMBER: 7,
            PeopleRole.PROBATIONARY: 1,
            PeopleRole.GONE: 0,
        }
        for role, count in counts.items():
            assert len(names(office, replace(query, role=role))) == count, role
        assert names(office, replace(query, role=PeopleRole.SECRETARY)) == ["一示例", "二示例", "四示例"]

    def test_counts_follow_unit_and_search(self, office: Office) -> None:
        add(office, "甲示例", "东村")
        village = PeopleQuery(Tree.WORK, office.villages["东村"])
        assert office.services.people_views.counts(village)[PeopleRole.ALL] == 2
        assert office.services.people_views.counts(replace(village, text="甲"))[PeopleRole.MEMBER] == 1
        assert office.services.people_views.counts(replace(village, text="二"))[PeopleRole.ALL] == 0

    def test_those_who_left_are_listed_only_when_asked_for_and_where_they_were(self, office: Office) -> None:
        office.services.people.leave(office.secretaries["一示例"], JUNE, "died")
        village = PeopleQuery(Tree.WORK, office.villages["东村"])
        assert names(office, village) == []
        gone = replace(village, gone=True)
        assert names(office, gone) == ["一示例"]
        assert names(office, replace(gone, unit_id=office.villages["北村"])) == ["四示例"]
        (line,) = office.services.people_views.lines([office.secretaries["一示例"]], 2026).values()
        assert (line.ended, line.unit_name, line.posts) == (True, "东村", "党支部书记")
        assert office.services.people_views.counts(gone)[PeopleRole.SECRETARY] == 1

    def test_those_who_left_are_a_list_of_their_own(self, office: Office) -> None:
        people, views = office.services.people, office.services.people_views
        people.leave(office.secretaries["一示例"], JUNE, "died")
        people.leave(office.secretaries["二示例"], JUNE + timedelta(days=1), "left")
        unplaced = people.add_person(PersonDraft("外示例")).value.id
        people.leave(unplaced, JUNE, "moved")
        everywhere = PeopleQuery(Tree.WORK, role=PeopleRole.GONE)
        assert names(office, everywhere) == ["一示例", "外示例"]
        assert names(office, everywhere, "name") == ["外示例", "一示例"]
        assert names(office, replace(everywhere, text="外")) == ["外示例"]
        assert names(office, replace(everywhere, unit_id=office.villages["东村"])) == ["一示例"]
        assert names(office, replace(everywhere, unit_id=office.villages["西村"])) == []
        assert views.counts(PeopleQuery(Tree.WORK))[PeopleRole.GONE] == 2
        assert views.counts(PeopleQuery(Tree.WORK, office.villages["东村"]))[PeopleRole.GONE] == 1
        assert views.counts(PeopleQuery(Tree.WORK, office.villages["西村"]))[PeopleRole.GONE] == 0

    def test_groups_of_a_branch_are_counted_named_and_sorted_by(self, office: Office) -> None:
        people, views = office.services.people, office.services.people_views
        east = office.villages["东村"]
        second, first = (add(office, name) for name in ("乙示例", "甲示例"))
        groups = [people.add_group(east, name).value.id for name in ("第一党小组", "第二党小组", "旧小组")]
        people.add_group(office.villages["西村"], "西村小组")
        people.change_group(first, groups[0], JUNE)
        people.change_group(second, groups[1], JUNE)
        people.close_group(groups[2], JUNE)
        assert [(g.name, g.people) for g in views.groups(east)] == [("第一党小组", 1), ("第二党小组", 1)]
        ids = views.ids(PeopleQuery(Tree.WORK, east), "group")
        assert [line.group for line in views.lines(ids, 2026).values()] == ["第一党小组", "第二党小组", ""]
        assert list(ids)[:2] == [first, second]


def session(office: Office, *people: int) -> int:
    rule = RosterRule(RosterKind.PICKED, people=people)
    draft = TrainingDraft(datetime(2026, 3, 18, 14, 30), topic="条例", roster=rule)
    return office.services.trainings.add(draft).value.sitting_id


TITLES = st.sampled_from([PostTitle.MEMBER, PostTitle.DIRECTOR, PostTitle.DEPUTY_SECRETARY])
POSTS = st.dictionaries(st.integers(0, 3), TITLES, max_size=3)
PEOPLE = st.lists(st.tuples(st.none() | st.integers(0, 3), POSTS), max_size=6)


@given(PEOPLE)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_lists_and_figures_agree_whatever_places_people_have(
    people: list[tuple[int | None, dict[int, PostTitle]]],
) -> None:
    """Each node's figure is the length of its list, and everyone is on the list of the whole office once."""
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        villages = list(office.villages.values())
        for number, (branch, posts) in enumerate(people):
            person = office.services.people.add_person(PersonDraft(f"人{number}示例")).value.id
            if branch is not None:
                office.services.people.admit(person, villages[branch], PartyClass.FULL, None)
            for village, title in posts.items():
                office.services.people.appoint(person, villages[village], title, PartialDate(2026, 1))
        views = office.services.people_views
        for node in views.tree(Tree.WORK):
            query = PeopleQuery(Tree.WORK, node.unit_id)
            ids = views.ids(query)
            assert len(ids) == len(set(ids)) == node.people == views.counts(query)[PeopleRole.ALL]
        everyone = views.ids(PeopleQuery(Tree.WORK))
        assert sorted(everyone) == [person.id for person in office.store.people.people()]
        office.store.close()


class TestLines:
    """What a line says."""

    def test_units_posts_and_class_are_said_in_words(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        office.services.people.appoint(
            person, office.villages["南村"], PostTitle.SECRETARY, PartialDate(2026, 6)
        )
        office.services.people.appoint(
            person, office.villages["东村"], PostTitle.DIRECTOR, PartialDate(2026, 6)
        )
        plain = add(office, "员示例", "西村")
        lines = office.services.people_views.lines([person, plain], 2026)
        assert (lines[person].unit_name, lines[person].posts, lines[person].community) == (
            "东村、南村",
            "党支部书记、村委会主任",
            "管城社区",
        )
        assert (lines[plain].posts, lines[plain].party_class) == ("党员", PartyClass.FULL)
        assert (lines[person].target, lines[plain].target) == (112, 64)
        assert (lines[plain].attended, lines[plain].expected) == (0, 0)

    def test_phones_are_masked_and_namesakes_told_apart(self, office: Office) -> None:
        one = add(office, "单示例", "东村", phone="13800012345")
        other = add(office, "单 示例", "北村")
        lines = office.services.people_views.lines([one, other, office.secretaries["一示例"]], 2026)
        assert [line.phone for line in lines.values()] == ["138****2345", "", ""]
        assert [line.namesake for line in lines.values()] == [True, True, False]

    def test_a_mark_not_made_yet_is_no_absence(self, office: Office) -> None:
        first, second = office.secretaries["一示例"], office.secretaries["二示例"]
        sitting = session(office, first, second)
        office.services.rolls.mark(sitting, [1], Mark(Status.PRESENT))
        lines = office.services.people_views.lines([first, second], 2026)
        assert [(line.attended, line.expected) for line in lines.values()] == [(1, 1), (0, 0)]


class TestFile:
    """Everything of one person."""

    def test_credit_comes_by_source_and_the_year_month_by_month(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        sitting = session(office, person)
        office.services.rolls.mark(sitting, [1], Mark(Status.LEAVE, "住院"))
        office.services.rolls.close(sitting)
        row = office.services.sessions.roll(sitting).rows[0].attendance
        office.services.rolls.record_makeup(row.id, JUNE, 60, "笔记")
        office.services.outside.add(
            OutsideDraft(person, "市级调训", date(2026, 5, 11), 24, date(2026, 5, 13))
        )
        office.services.outside.add(OutsideDraft(person, "去年的", date(2025, 12, 30), 4, date(2025, 12, 31)))
        file = office.services.people_views.file(person, 2026)
        assert {s.source: s.credit for s in file.sources} == {"town": 0, "makeup": 2, "outside": 24}
        assert file.line.credit == 26
        assert [
            (m.day.isoformat(), m.title, m.status, m.credit, m.made_up, m.outside) for m in file.meetings
        ] == [
            ("2026-05-11", "市级调训", "present", 24, False, True),
            ("2026-03-18", "条例", "leave", 0, True, False),
        ]
        strip = {mark.month: (mark.status, mark.state, mark.made_up) for mark in file.strip}
        assert len(strip) == 12
        assert (strip[3], strip[4]) == (("leave", "done", True), ("", "", False))

    def test_a_training_over_new_year_counts_in_the_year_it_ended(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        office.services.outside.add(OutsideDraft(person, "跨年", date(2025, 12, 30), 8, date(2026, 1, 2)))
        credit = {y: office.services.people_views.lines([person], y)[person].credit for y in (2025, 2026)}
        assert credit == {2025: 0, 2026: 8}

    def test_history_says_what_changed_from_what_to_what(self, office: Office) -> None:
        person = add(office, "单示例", phone="13800012345")
        office.clock.moment = NOW + timedelta(hours=1)
        known = office.store.people.person(person)
        office.services.people.correct_person(replace(known, phone="13900054321", education="大专"))
        office.clock.moment = NOW + timedelta(hours=2)
        office.services.people.appoint(
            person, office.villages["东村"], PostTitle.MEMBER, PartialDate(2026, 6)
        )
        office.services.offices.undo(1)
        lines = office.services.people_views.file(person, 2026).history
        assert [(line.deed, line.undone) for line in lines] == [
            ("修改 单示例", False),
            ("加人员 单示例", False),
        ]
        told = set(lines[0].detail.split("；"))
        assert told == {"电话：138****2345 → 139****4321", "学历：空 → 大专"}
        assert lines[1].detail == "东村正式党员"
        office.services.offices.redo(1)
        assert office.services.people_views.file(person, 2026).history[0].detail == "东村支部委员"

    def test_posts_say_when_the_term_ends_and_namesakes_stand_beside(self, office: Office) -> None:
        office.services.people.set_term(office.villages["东村"], PartialDate(2021, 12, 1), 5)
        office.services.people.set_term(office.villages["西村"], PartialDate(2022, 12, 1), 5)
        twin = add(office, "一示例", "西村")
        file = office.services.people_views.file(office.secretaries["一示例"], 2026)
        (post,) = file.posts
        assert (post.label, post.term_ends, post.since) == ("党支部书记", date(2026, 12, 1), "2021-03")
        assert [line.person_id for line in file.namesakes] == [twin]


class TestReminders:
    """Over the whole office."""

    def test_what_is_due_is_listed_by_day_and_nothing_else(self, office: Office) -> None:
        people = office.services.people
        people.set_term(office.villages["东村"], PartialDate(2016, 9, 1), 5)
        people.set_term(office.villages["东村"], PartialDate(2021, 9, 1), 5)
        people.set_term(office.villages["西村"], PartialDate(2026, 1, 5), 5)
        add(office, "老示例", joined=PartialDate(1976, 6, 1))
        add(office, "晚示例", joined=PartialDate(1976, 7, 2))
        for name, day in (("预示例", PartialDate(2025, 8, 1)), ("新示例", PartialDate(2026, 6, 1))):
            placing = Placing(office.villages["南村"], PartyClass.PROBATIONARY)
            people.add_person_to(PersonDraft(name, joined=day), placing)
        gone = add(office, "故示例", joined=PartialDate(1976, 6, 1))
        people.leave(gone, JUNE, "died")
        found = [(r.kind, r.due_on.isoformat()) for r in office.services.people_views.reminders()]
        assert found == [
            (ReminderKind.FIFTY_YEARS, "2026-07-01"),
            (ReminderKind.PROBATION_ENDS, "2026-08-01"),
            (ReminderKind.TERM_ENDS, "2026-09-01"),
        ]
        assert len(office.services.people_views.reminders(within_days=30)) == 1
        people.confirm_member(office.services.people_views.ids(PeopleQuery(text="预"))[0], JUNE)
        assert len(office.services.people_views.reminders()) == 2

    def test_a_closed_unit_has_no_term_to_end(self, office: Office) -> None:
        office.services.people.set_term(office.villages["东村"], PartialDate(2021, 9, 1), 5)
        office.services.people.close_unit(office.villages["东村"], JUNE)
        assert office.services.people_views.reminders() == ()


class TestDuplicates:
    """Records that may be one person."""

    def pairs(self, office: Office) -> list[set[int]]:
        found = office.services.people_views.likely_duplicates()
        return [{one.person_id, other.person_id} for one, other in found]

    def test_one_name_and_nothing_against_it_is_asked_about(self, office: Office) -> None:
        one = add(office, "单示例", "东村", phone="13800012345", birth=PartialDate(1970, 5))
        other = add(office, "单　示例", "北村")
        add(office, "单示例", "西村", phone="13900000000", birth=PartialDate(1990, 5))
        add(office, "双示例", "东村", phone="13800012345")
        assert self.pairs(office)[0] == {one, other}
        office.services.people.keep_apart(one, other)
        assert {one, other} not in self.pairs(office)
        office.services.offices.undo(1)
        assert {one, other} in self.pairs(office)

    def test_facts_that_differ_make_two_people(self, office: Office) -> None:
        add(office, "单示例", "东村", birth=PartialDate(1970, 5))
        add(office, "单示例", "东村", birth=PartialDate(1970, 6))
        assert self.pairs(office) == []


def test_a_community_secretary_is_a_secretary_and_stands_first_in_the_community(office: Office) -> None:
    leader = a_secretary(office, "社示例", office.villages["东村"])
    office.services.people.appoint(
        leader, office.communities["管城社区"], PostTitle.COMMUNITY_SECRETARY, PartialDate(2026, 1)
    )
    query = PeopleQuery(Tree.WORK, office.communities["管城社区"], PeopleRole.SECRETARY)
    assert names(office, query)[0] == "社示例"
    department = office.services.people.add_unit(UnitDraft("党建办", UnitKind.DEPARTMENT)).value.id
    assert department in {node.unit_id for node in office.services.people_views.tree(Tree.WORK)}
    assert department not in {node.unit_id for node in office.services.people_views.tree(Tree.PARTY)}
