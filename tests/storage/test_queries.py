"""Every query of a repository beside rows it must not return."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from db.store import SqliteStore
from gzparty.domain.calendar import DayKind, DayMark
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import (
    Group,
    Interval,
    NameRole,
    PartyClass,
    PostTitle,
    Tree,
    UnitKind,
    UnitName,
    UnitParent,
)
from gzparty.domain.people import Vacancy as VacantPost
from gzparty.domain.sitting import MarkTally, RosterKind, RosterRule, Status
from tests.builders import (
    NOW,
    a_course,
    a_leave,
    a_makeup,
    a_membership,
    a_person,
    a_post,
    a_roll_line,
    a_sitting,
    a_training,
    a_unit,
)

BEFORE, CHANGE, AFTER = date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)


@pytest.fixture(autouse=True)
def writing(store: SqliteStore) -> Iterator[None]:
    """All writes of a test are one action."""
    with store.action("备", "test", NOW, "test"):
        yield


def name_of(unit_id: int, name: str, interval: Interval, role: NameRole = NameRole.SHORT) -> UnitName:
    return UnitName(unit_id, role, name, name, name, interval)


def test_units_carry_the_names_and_parents_of_the_day(store: SqliteStore) -> None:
    old, new, village = (
        store.people.insert_unit(a_unit(kind=kind, sort_order=order))
        for order, kind in enumerate((UnitKind.COMMUNITY, UnitKind.COMMUNITY, UnitKind.VILLAGE_BRANCH))
    )
    other = store.people.insert_unit(a_unit(sort_order=9))
    store.people.insert_unit_name(name_of(village, "东村", Interval(None, CHANGE)))
    store.people.insert_unit_name(name_of(village, "新东村", Interval(CHANGE)))
    store.people.insert_unit_name(name_of(village, "东村党支部", Interval(), NameRole.PARTY))
    store.people.insert_unit_name(name_of(other, "别村", Interval(date(2027, 1, 1))))
    store.people.insert_unit_parent(UnitParent(village, Tree.WORK, old, Interval(None, CHANGE)))
    store.people.insert_unit_parent(UnitParent(village, Tree.WORK, new, Interval(CHANGE)))
    store.people.insert_unit_parent(UnitParent(village, Tree.PARTY, old, Interval()))
    seen = {}
    for day in (BEFORE, CHANGE, AFTER):
        unit = next(unit for unit in store.people.units(day) if unit.id == village)
        seen[day] = (unit.name, unit.party_name, unit.initials, unit.work_parent, unit.party_parent)
    assert seen == {
        BEFORE: ("东村", "东村党支部", "东村", old, old),
        CHANGE: ("新东村", "东村党支部", "新东村", new, old),
        AFTER: ("新东村", "东村党支部", "新东村", new, old),
    }
    assert [unit.name for unit in store.people.units(AFTER) if unit.id == other] == [""]


def test_units_not_yet_founded_are_left_out_and_closed_ones_are_marked(store: SqliteStore) -> None:
    founded = store.people.insert_unit(a_unit(founded_on=CHANGE, sort_order=2))
    closed = store.people.insert_unit(a_unit(closed_on=CHANGE, sort_order=1))
    assert [(unit.id, unit.closed) for unit in store.people.units(BEFORE)] == [(closed, False)]
    assert [(unit.id, unit.closed) for unit in store.people.units(CHANGE)] == [
        (closed, True),
        (founded, False),
    ]


def test_ending_a_name_or_a_parent_touches_only_the_one_in_force(store: SqliteStore) -> None:
    unit, other = store.people.insert_unit(a_unit()), store.people.insert_unit(a_unit())
    for named in (unit, other):
        store.people.insert_unit_name(name_of(named, "旧", Interval(None, BEFORE)))
        store.people.insert_unit_name(name_of(named, "今", Interval(BEFORE)))
        store.people.insert_unit_name(name_of(named, "党", Interval(), NameRole.PARTY))
        store.people.insert_unit_parent(UnitParent(named, Tree.WORK, None, Interval()))
        store.people.insert_unit_parent(UnitParent(named, Tree.PARTY, None, Interval()))
    store.people.end_unit_name(unit, NameRole.SHORT, AFTER)
    store.people.end_unit_parent(unit, Tree.WORK, AFTER)
    ended = [
        (found.unit_id, found.name) for found in store.people.unit_names() if found.interval.valid_to == AFTER
    ]
    assert ended == [(unit, "今")]
    parents = [
        (found.unit_id, found.tree) for found in store.people.unit_parents() if found.interval.valid_to
    ]
    assert parents == [(unit, Tree.WORK)]


def test_groups_memberships_and_posts_of_one_are_not_those_of_another(store: SqliteStore) -> None:
    units = [store.people.insert_unit(a_unit()) for _ in range(2)]
    people = [store.people.insert_person(a_person(name)) for name in ("甲示例", "乙示例")]
    for person, unit in zip(people, units, strict=True):
        store.people.insert_group(Group(0, f"g{unit}", unit, f"{unit}组", 1, Interval()))
        store.people.insert_membership(a_membership(person, unit))
        store.people.insert_post(a_post(person, unit))
    assert [group.name for group in store.people.groups(units[1])] == [f"{units[1]}组"]
    assert len(store.people.groups()) == 2
    assert [found.unit_id for found in store.people.memberships(people[1])] == [units[1]]
    assert len(store.people.memberships()) == 2
    assert [found.unit_id for found in store.people.posts(people[0])] == [units[0]]
    assert len(store.people.posts()) == 2


def test_the_class_is_that_of_the_day_and_of_those_asked_for(store: SqliteStore) -> None:
    unit = store.people.insert_unit(a_unit())
    changed, other, gone = (
        store.people.insert_person(a_person(name)) for name in ("甲示例", "乙示例", "丙示例")
    )
    until, since = Interval(None, CHANGE), Interval(CHANGE)
    probationary = PartyClass.PROBATIONARY
    store.people.insert_membership(a_membership(changed, unit, party_class=probationary, interval=until))
    store.people.insert_membership(a_membership(changed, unit, interval=since))
    store.people.insert_membership(a_membership(other, unit))
    store.people.insert_membership(a_membership(gone, unit, interval=until))
    asked = (changed, gone)
    assert store.people.party_classes(asked, BEFORE) == {changed: probationary, gone: PartyClass.FULL}
    assert store.people.party_classes(asked, CHANGE) == {changed: PartyClass.FULL}
    assert store.people.party_classes((), CHANGE) == {}


def test_people_stand_in_the_offices_order_and_one_is_found_by_id(store: SqliteStore) -> None:
    late = store.people.insert_person(a_person("后示例", sort_order=2, birth=PartialDate(1985, 10)))
    early = store.people.insert_person(a_person("先示例", sort_order=1))
    assert [person.id for person in store.people.people()] == [early, late]
    assert store.people.person(late).birth == PartialDate(1985, 10)
    with pytest.raises(KeyError):
        store.people.person(99)


def test_people_of_a_name_are_neither_other_people_nor_merged_records(store: SqliteStore) -> None:
    kept = store.people.insert_person(a_person("张 三", uid="a"))
    store.people.insert_person(a_person("张三", merged_into=kept))
    store.people.insert_person(a_person("张三丰"))
    assert [person.uid for person in store.people.people_named("张三")] == ["a"]
    assert store.people.count_people() == 2


def test_known_names_are_those_of_people_and_of_nobody_else(store: SqliteStore) -> None:
    store.people.insert_person(a_person("张三示例"))
    store.people.insert_person(a_person("李四示例"))
    asked = ["张三示例", "三示例", "王五示例", ""]
    assert store.directory.known_names(asked) == {"张三示例"}
    assert store.directory.known_names([]) == frozenset()


def test_holders_are_those_of_the_day_the_title_and_open_founded_units(store: SqliteStore) -> None:
    village, closed, future = (
        store.people.insert_unit(a_unit(sort_order=order, closed_on=ends, founded_on=begins))
        for order, ends, begins in ((1, None, None), (2, CHANGE, None), (3, None, AFTER))
    )

    def holds(name: str, unit: int, **post: object) -> None:
        store.people.insert_post(a_post(store.people.insert_person(a_person(name)), unit, **post))

    holds("前任示例", village, until=CHANGE)
    holds("现任示例", village, since=PartialDate(2026, 1))
    holds("主任示例", village, title=PostTitle.DIRECTOR)
    holds("撤村示例", closed)
    holds("新村示例", future)

    def on(day: date, *titles: PostTitle) -> list[str]:
        return [holder.person.name for holder in store.people.holders(titles, day)]

    assert on(BEFORE, PostTitle.SECRETARY) == ["前任示例", "撤村示例"]
    assert on(CHANGE, PostTitle.SECRETARY) == ["现任示例"]
    assert on(AFTER, PostTitle.SECRETARY) == ["现任示例", "新村示例"]
    assert on(AFTER, PostTitle.DIRECTOR) == ["主任示例"]
    assert on(AFTER) == []


def test_a_holder_is_shown_under_the_community_of_the_day(store: SqliteStore) -> None:
    above = [store.people.insert_unit(a_unit(kind=UnitKind.COMMUNITY)) for _ in range(2)]
    town = store.people.insert_unit(a_unit(kind=UnitKind.TOWN_COMMITTEE))
    village = store.people.insert_unit(a_unit())
    store.people.insert_unit_parent(UnitParent(village, Tree.WORK, above[0], Interval(None, CHANGE)))
    store.people.insert_unit_parent(UnitParent(village, Tree.WORK, above[1], Interval(CHANGE)))
    store.people.insert_unit_parent(UnitParent(village, Tree.PARTY, town, Interval()))
    store.people.insert_post(a_post(store.people.insert_person(a_person()), village))
    shown = [store.people.holders([PostTitle.SECRETARY], day)[0].community for day in (BEFORE, CHANGE)]
    assert [unit.id if unit else None for unit in shown] == above


def test_vacancies_are_stored_and_filled(store: SqliteStore) -> None:
    unit = store.people.insert_unit(a_unit())
    number = store.people.insert_vacancy(VacantPost(0, unit, PostTitle.SECRETARY, Interval(), "待换届"))
    store.people.update_vacancy(
        VacantPost(number, unit, PostTitle.SECRETARY, Interval(None, AFTER), "待换届")
    )
    assert [vacancy.interval.valid_to for vacancy in store.people.vacancies()] == [AFTER]


def test_sessions_of_a_year_exclude_other_years(store: SqliteStore) -> None:
    sittings = [store.sittings.insert(a_sitting()) for _ in range(4)]
    for sitting, (number, year, month) in zip(
        sittings,
        (("2026-02", 2026, 5), ("2026-01", 2026, 6), ("2025-12", 2025, 12), ("2027-01", 2027, 1)),
        strict=True,
    ):
        store.trainings.insert(a_training(sitting, number, year=year, month=month))
    assert [found.number for found in store.trainings.of_year(2026)] == ["2026-02", "2026-01"]
    assert store.trainings.of_year(2024) == []
    assert store.trainings.years() == [2025, 2026, 2027]
    assert store.trainings.of_sitting(sittings[2]).number == "2025-12"  # type: ignore[union-attr]
    assert store.trainings.of_sitting(999) is None


def test_a_session_is_found_by_number_or_identity_and_by_nothing_else(store: SqliteStore) -> None:
    why = Diagnostic(
        Level.NOTE,
        "date_moved_clash",
        {
            "planned": date(2026, 6, 17),
            "clash": Diagnostic(Level.WARNING, "clash_place", {"start": NOW, "n": 1}),
        },
    )
    training = a_training(store.sittings.insert(a_sitting()), "2026-06", uid="abc", why=why)
    number = store.trainings.insert(training)
    for reference in ("2026-06", "abc"):
        found = store.trainings.find(reference)
        assert found is not None
        assert (found.id, found.why) == (number, why)
    assert store.trainings.find("2026-6") is None
    assert store.trainings.find("六月") is None
    with pytest.raises(KeyError):
        store.trainings.get(number + 1)


def test_numbers_count_up_per_year(store: SqliteStore) -> None:
    given = [store.trainings.next_number(year) for year in (2026, 2026, 2027, 2026)]
    assert given == ["2026-01", "2026-02", "2027-01", "2026-03"]


def test_courses_are_those_of_the_sessions_asked_for(store: SqliteStore) -> None:
    first, second, third = (
        store.trainings.insert(a_training(store.sittings.insert(a_sitting()), f"2026-0{n}"))
        for n in (1, 2, 3)
    )
    for training in (first, second, third):
        store.trainings.replace_courses(
            training, [a_course(training, position=2, title="乙"), a_course(training, title="甲")]
        )
    store.trainings.replace_courses(second, [a_course(second, title="丙", credit=3)])
    found = [(course.training_id, course.title) for course in store.trainings.courses([second, first])]
    assert found == [(first, "甲"), (first, "乙"), (second, "丙")]
    assert store.trainings.courses([]) == []
    store.trainings.delete(first)
    assert len(store.trainings.courses([first, second, third])) == 3


def test_sittings_between_two_moments_go_by_the_actual_time_where_it_is_known(store: SqliteStore) -> None:
    day = datetime(2026, 6, 17, 14, 30)
    inside = store.sittings.insert(a_sitting(day))
    store.sittings.insert(a_sitting(datetime(2026, 6, 18, 14, 30)))
    late = store.sittings.insert(
        a_sitting(datetime(2026, 5, 1, 9), actual_start=day, actual_end=datetime(2026, 6, 17, 16))
    )
    store.sittings.insert(
        a_sitting(day, actual_start=datetime(2026, 6, 20, 9), actual_end=datetime(2026, 6, 20, 10))
    )
    found = store.sittings.between(datetime(2026, 6, 17), datetime(2026, 6, 17, 23, 59))
    assert [sitting.id for sitting in found] == [late, inside]
    assert set(store.sittings.many([inside, late, 999])) == {inside, late}
    with pytest.raises(KeyError):
        store.sittings.get(999)


def test_a_sitting_keeps_its_roster_rule(store: SqliteStore) -> None:
    rule = RosterRule(RosterKind.COMMUNITIES, (3, 1), (7,), True)
    number = store.sittings.insert(a_sitting(roster=rule))
    assert store.sittings.get(number).roster == rule


def test_the_marks_of_rolls_are_told_as_often_as_they_stand_there(store: SqliteStore) -> None:
    first, second, third = (store.sittings.insert(a_sitting()) for _turn in range(3))
    store.sittings.insert_roll(
        [
            a_roll_line(first, 1, status=Status.PRESENT),
            a_roll_line(first, 2, status=Status.PRESENT),
            a_roll_line(first, 3, status=Status.PRESENT, guest=True),
            a_roll_line(first, 4, status=Status.LEAVE, not_counted="挂职"),
            a_roll_line(second, 1, status=Status.ABSENT),
        ]
    )
    found = store.sittings.tallies([first, third])
    assert set(found) == {first}
    assert set(found[first]) == {
        MarkTally(Status.PRESENT, guest=False, counted=True, times=2),
        MarkTally(Status.PRESENT, guest=True, counted=True, times=1),
        MarkTally(Status.LEAVE, guest=False, counted=False, times=1),
    }


def test_a_roll_is_that_of_its_sitting_in_its_order(store: SqliteStore) -> None:
    first, second = store.sittings.insert(a_sitting()), store.sittings.insert(a_sitting())
    store.sittings.insert_roll(
        [
            a_roll_line(first, 2, name="乙示例", unit_ids=(4, 9), left_at=time(16, 5)),
            a_roll_line(first, 1, name="甲示例", status=Status.LEAVE),
            a_roll_line(second, 1, name="别示例", guest=True),
        ]
    )
    roll = store.sittings.roll(first)
    assert [line.name for line in roll] == ["甲示例", "乙示例"]
    assert (roll[1].unit_ids, roll[1].left_at) == ((4, 9), time(16, 5))
    assert set(store.sittings.rolls([second])) == {second}
    assert store.sittings.roll(999) == []
    assert [line.name for line in store.sittings.lines([roll[0].id, 999]).values()] == ["甲示例"]
    store.sittings.delete_attendance(roll[0].id)
    assert [line.name for line in store.sittings.roll(first)] == ["乙示例"]
    assert len(store.sittings.roll(second)) == 1


def test_the_lines_of_a_person_are_nobody_elses_and_come_in_time_order(store: SqliteStore) -> None:
    person, other = (store.people.insert_person(a_person(name)) for name in ("甲示例", "乙示例"))
    late = store.sittings.insert(a_sitting(datetime(2026, 9, 1, 14)))
    early = store.sittings.insert(a_sitting(datetime(2026, 3, 1, 14)))
    store.sittings.insert_roll(
        [a_roll_line(late, 1, person), a_roll_line(early, 1, person), a_roll_line(early, 2, other)]
    )
    assert [sitting.id for sitting, _line in store.sittings.of_person(person)] == [early, late]


def test_leave_and_makeups_are_those_of_the_sitting_and_of_the_year(store: SqliteStore) -> None:
    person = store.people.insert_person(a_person())
    sittings = [store.sittings.insert(a_sitting()) for _ in range(2)]
    for sitting in sittings:
        store.sittings.insert_leave_request(a_leave(sitting, person, requested_on=date(2026, 6, 1)))
    kept, gone = (store.sittings.leave_requests(sitting)[0] for sitting in sittings)
    store.sittings.delete_leave_request(gone.id)
    assert store.sittings.leave_requests(sittings[0]) == [kept]
    assert store.sittings.leave_requests(sittings[1]) == []
    for sitting, day in zip(sittings, (date(2026, 12, 31), date(2027, 1, 1)), strict=True):
        store.sittings.insert_roll([a_roll_line(sitting)])
        store.sittings.insert_makeup(a_makeup(store.sittings.roll(sitting)[0].id, done_on=day))
    assert [makeup.done_on.year for makeup in store.sittings.makeups(2026)] == [2026]
    assert len(store.sittings.makeups()) == 2


def test_a_years_days_are_replaced_without_touching_the_clerks_or_other_years(store: SqliteStore) -> None:
    off, worked = DayMark(DayKind.OFF, "节"), DayMark(DayKind.WORK, "调休")
    store.calendar.save_year(2025, True, {date(2025, 12, 31): off}, "official")
    store.calendar.save_year(2026, False, {date(2026, 1, 1): off, date(2026, 5, 1): off}, "official")
    store.calendar.save_day(date(2026, 5, 1), worked)
    store.calendar.save_day(date(2026, 7, 1), off)
    store.calendar.save_year(2026, True, {date(2026, 5, 1): off, date(2026, 10, 1): off}, "official")
    calendar = store.calendar.load()
    assert calendar.marks == {
        date(2025, 12, 31): off,
        date(2026, 5, 1): worked,
        date(2026, 7, 1): off,
        date(2026, 10, 1): off,
    }
    assert calendar.official_years == {2025, 2026}
    store.calendar.save_year(2027, False, {}, "official")
    assert store.calendar.known_years() == {2025, 2026, 2027}
    assert store.calendar.load().official_years == {2025, 2026}
    store.calendar.save_day(date(2026, 7, 1), None)
    assert date(2026, 7, 1) not in store.calendar.load().marks


def test_drafts_are_kept_per_form_and_record(store: SqliteStore) -> None:
    store.drafts.save("training", "1", "旧", datetime(2026, 6, 17, 9))
    store.drafts.save("training", "1", "新", datetime(2026, 6, 17, 10))
    store.drafts.save("training", "2", "别", datetime(2026, 6, 17, 11))
    assert store.drafts.load("training", "1") == (datetime(2026, 6, 17, 10), "新")
    assert store.drafts.load("roll", "1") is None
    assert [(form, key) for form, key, _at in store.drafts.all()] == [("training", "2"), ("training", "1")]
    store.drafts.discard("training", "1")
    assert [key for _form, key, _at in store.drafts.all()] == ["2"]


def test_settings_and_the_office_are_stored_once(store: SqliteStore) -> None:
    assert (store.office.office_name(), store.office.is_sample()) == ("", False)
    store.office.set_office("u", "官庄镇", False, CHANGE)
    store.office.set_office("v", "示例镇", True, AFTER)
    assert (store.office.office_name(), store.office.is_sample()) == ("示例镇", True)
    store.office.save_setting("training_place", "一楼")
    store.office.save_setting("training_place", "二楼")
    store.office.save_setting("training_minutes", 90)
    assert store.office.load_settings() == {"training_place": "二楼", "training_minutes": 90}


def test_a_damaged_row_is_named_and_not_shown_as_a_traceback(store: SqliteStore) -> None:
    number = store.sittings.insert(a_sitting())
    store.connection.execute("UPDATE sitting SET roster = '{'")
    with pytest.raises(Refusal) as caught:
        store.sittings.get(number)
    assert caught.value.diagnostics[0].parameters == {"table": "sitting", "row": number}
