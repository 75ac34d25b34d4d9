"""Duties, waivers, 支部生活日 and errands as rows, and the facts of a day; each beside rows that must not come."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

import pytest

from db.store import SqliteStore
from gzparty.domain.dues import GroupFacts, UnitFacts
from gzparty.domain.duty import Deadline, Duty, Errand, ErrandUnit, LifeDay, Waiver
from gzparty.domain.folder import Attachment, FolderKind
from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.people import Group, Interval, PartyClass, UnitKind
from tests.builders import NOW, a_membership, a_person, a_sitting, a_unit
from tests.domain.due_cases import MEETING, a_waiver

BEFORE, CHANGE = date(2025, 12, 31), date(2026, 1, 1)


@pytest.fixture(autouse=True)
def writing(store: SqliteStore) -> Iterator[None]:
    """All writes of a test are one action."""
    with store.action("备", "test", NOW, "test"):
        yield


@pytest.fixture
def branch(store: SqliteStore) -> int:
    return store.people.insert_unit(a_unit())


def facts_of(store: SqliteStore, unit_id: int, on: date) -> UnitFacts:
    (found,) = [facts for facts in store.duties.facts(on) if facts.unit_id == unit_id]
    assert store.duties.facts(on, unit_id) == [found], "asked of it alone it stands as among all"
    return found


def member(store: SqliteStore, unit_id: int, **changes: object) -> int:
    person = {key: changes.pop(key) for key in ("ended_on", "merged_into") if key in changes}
    person_id = store.people.insert_person(a_person("党员示例", **person))
    store.people.insert_membership(a_membership(person_id, unit_id, **changes))
    return person_id


class TestFacts:
    def test_full_members_of_the_day_are_counted_and_no_others(self, store: SqliteStore, branch: int) -> None:
        other = store.people.insert_unit(a_unit())
        stays = member(store, branch)
        member(store, branch, interval=Interval(None, CHANGE))
        member(store, branch, interval=Interval(CHANGE))
        member(store, branch, party_class=PartyClass.PROBATIONARY)
        member(store, branch, ended_on=CHANGE)
        member(store, branch, merged_into=stays)
        member(store, other)
        assert facts_of(store, branch, BEFORE).full_members == 3
        assert facts_of(store, branch, CHANGE).full_members == 2

    @pytest.mark.parametrize("seed", range(3))
    def test_many_days_at_once_say_of_each_what_it_says_alone(
        self, store: SqliteStore, branch: int, seed: int
    ) -> None:
        random, other = Random(seed), store.people.insert_unit(a_unit())
        empty = store.people.insert_unit(a_unit())
        stays = member(store, branch)

        def some() -> date | None:
            return None if random.random() < 0.4 else date(2025, 12, 1) + timedelta(days=random.randrange(90))

        for place in range(60):
            since, until = sorted((some() or date(2020, 1, 1), some() or date(2030, 1, 1)))
            member(
                store, random.choice((branch, other)), interval=Interval(random.choice((since, None)), until),
                party_class=random.choice((PartyClass.FULL, PartyClass.FULL, PartyClass.PROBATIONARY)),
                ended_on=some(), merged_into=stays if random.random() < 0.1 else None,
            )  # fmt: skip
            if not place % 20:
                store.people.insert_group(
                    Group(0, f"g{place}", branch, "小组", place, Interval(since, until))
                )
        days = {BEFORE, CHANGE, date(2025, 12, 1), date(2026, 1, 31), date(2026, 2, 28)}
        found = store.duties.facts_on(days)
        assert set(found) == days
        for day in days:
            alone = {unit: store.duties.facts(day, unit) for unit in (branch, other, empty)}
            assert {facts.unit_id: [facts] for facts in found[day]} == alone
        assert len({facts for day in days for facts in found[day] if facts.unit_id == branch}) > 1

    def test_nobody_known_is_not_nobody_there(self, store: SqliteStore, branch: int) -> None:
        assert facts_of(store, branch, CHANGE).full_members is None
        member(store, branch, party_class=PartyClass.PROBATIONARY)
        assert facts_of(store, branch, CHANGE).full_members == 0

    def test_groups_are_those_that_stood_that_day_in_their_order(
        self, store: SqliteStore, branch: int
    ) -> None:
        other = store.people.insert_unit(a_unit())
        spans = ((2, Interval(CHANGE)), (1, Interval()), (3, Interval(None, CHANGE)))
        late, always, gone = (
            store.people.insert_group(Group(0, f"g{order}", branch, f"第{order}党小组", order, span))
            for order, span in spans
        )
        store.people.insert_group(Group(0, "g9", other, "别组", 1, Interval()))
        assert facts_of(store, branch, BEFORE).groups == (GroupFacts(always), GroupFacts(gone))
        assert facts_of(store, branch, CHANGE).groups == (GroupFacts(always), GroupFacts(late, CHANGE))

    def test_units_come_in_the_offices_order_with_when_they_stood(self, store: SqliteStore) -> None:
        last = store.people.insert_unit(a_unit(sort_order=9, founded_on=CHANGE, closed_on=date(2026, 6, 1)))
        first = store.people.insert_unit(a_unit(sort_order=1, kind=UnitKind.DEPARTMENT))
        found = list(store.duties.facts(BEFORE))
        assert [facts.unit_id for facts in found] == [first, last]
        assert found[0].kind is UnitKind.DEPARTMENT
        assert (found[1].founded_on, found[1].closed_on) == (CHANGE, date(2026, 6, 1))


def test_versions_of_duties_come_oldest_first_and_read_back_whole(store: SqliteStore) -> None:
    later = replace(MEETING, uid="b", valid_from=date(2026, 7, 1), report_by=None, stopped=True)
    earlier = replace(MEETING, uid="a", valid_from=date(2026, 1, 1), hold_by=Deadline.parse("+3-end"))
    numbers = [store.duties.insert_duty(duty) for duty in (later, earlier)]
    assert list(store.duties.duties()) == [replace(earlier, id=numbers[1]), replace(later, id=numbers[0])]
    changed = replace(later, id=numbers[0], title="改名", hold_by=None)
    store.duties.update_duty(changed)
    store.duties.delete_duty(numbers[1])
    assert list[Duty](store.duties.duties()) == [changed]


def test_waivers_are_those_whose_period_lies_in_a_span(store: SqliteStore, branch: int) -> None:
    def waived(period: str) -> Waiver:
        waiver = a_waiver(period, uid=period, unit_id=branch, approved_on=CHANGE)
        return replace(waiver, id=store.duties.insert_waiver(waiver))

    kept = [waived(period) for period in ("2026", "2026-Q2", "2026-12")]
    for period in ("2025-12", "2027", "2027-01"):
        waived(period)
    assert list(store.duties.waivers("2026", "2026-Z")) == kept
    assert store.duties.waiver(kept[0].id) == kept[0]
    store.duties.delete_waiver(kept[0].id)
    assert list(store.duties.waivers("2026", "2026-Z")) == kept[1:]
    with pytest.raises(KeyError):
        store.duties.waiver(kept[0].id)


def test_life_days_come_branch_by_branch_oldest_first(store: SqliteStore, branch: int) -> None:
    other = store.people.insert_unit(a_unit())
    days = [
        LifeDay(0, "c", other, "10日", None, 0, CHANGE),
        LifeDay(0, "b", branch, "20日", time(19), 5, date(2026, 7, 1)),
        LifeDay(0, "a", branch, "15日", None, 0, CHANGE),
    ]
    stored = [replace(day, id=store.duties.insert_life_day(day)) for day in days]
    assert list(store.duties.life_days()) == [stored[2], stored[1], stored[0]]
    store.duties.update_life_day(replace(stored[0], rule="12日"))
    store.duties.delete_life_day(stored[1].id)
    assert [day.rule for day in store.duties.life_days()] == ["15日", "12日"]


def test_records_are_told_of_the_kinds_and_periods_asked_for(store: SqliteStore, branch: int) -> None:
    sitting = store.sittings.insert(a_sitting(actual_start=NOW))
    kept = (
        ("a", MeetingKind.STUDY, "2026-04"),
        ("b", MeetingKind.STUDY, "2026-06"),
        ("c", MeetingKind.LECTURE, "2026-06"),
    )
    for uid, kind, period in (*kept, ("d", MeetingKind.STUDY, "2026-07"), ("e", MeetingKind.STUDY, "2026")):
        store.meetings.insert(Meeting(0, uid, uid, sitting, kind, branch, None, period))

    def found(kinds: Collection[str] | None) -> list[tuple[str, str]]:
        briefs = store.meetings.briefs("2026-04", "2026-06", kinds)
        return sorted((brief.period, brief.kind.value) for brief in briefs)

    assert found(None) == [("2026-04", "study"), ("2026-06", "lecture"), ("2026-06", "study")]
    assert found({"study"}) == [("2026-04", "study"), ("2026-06", "study")]
    assert found(set()) == []


def an_errand(store: SqliteStore, uid: str, due_on: date = date(2026, 6, 18)) -> Errand:
    number = store.duties.next_errand_number(2026)
    errand = Errand(0, uid, number, "花名册", "县委组织部", CHANGE, due_on)
    return replace(errand, id=store.duties.insert_errand(errand))


def test_errands_come_by_their_deadline_and_go_with_what_units_owe(store: SqliteStore, branch: int) -> None:
    later, sooner = an_errand(store, "a"), an_errand(store, "b", date(2026, 6, 10))
    for number, errand in enumerate((later, sooner)):
        store.duties.insert_errand_units([ErrandUnit(0, f"u{number}", errand.id, branch)])
    assert [errand.id for errand in store.duties.errands()] == [sooner.id, later.id]
    assert store.duties.errand(later.id) == later
    (owed,) = store.duties.errand_units([later.id])
    assert (owed.unit_id, owed.received_on) == (branch, None)
    store.duties.update_errand_units([replace(owed, received_on=CHANGE, filed_at="3号盒")])
    assert next(iter(store.duties.errand_units([later.id]))).filed_at == "3号盒"
    store.duties.update_errand(replace(later, finished_on=CHANGE))
    assert store.duties.errand(later.id).finished_on == CHANGE
    store.duties.delete_errand(later.id)
    assert list(store.duties.errand_units([later.id])) == []
    assert len(store.duties.errand_units([sooner.id])) == 1
    store.duties.delete_errand_units([store.duties.errand_units([sooner.id])[0].id])
    assert list(store.duties.errand_units([sooner.id])) == []


def test_a_number_of_an_errand_is_never_given_twice(store: SqliteStore) -> None:
    first = an_errand(store, "a")
    store.duties.delete_errand(first.id)
    assert (first.number, an_errand(store, "b").number) == ("2026-01", "2026-02")
    assert store.duties.next_errand_number(2027) == "2027-01"


def test_only_files_of_errands_are_their_forms(store: SqliteStore) -> None:
    first, second = an_errand(store, "a"), an_errand(store, "b")
    sitting = store.sittings.insert(a_sitting())

    def attached(uid: str, errand_id: int | None, sitting_id: int | None) -> Attachment:
        kind = FolderKind.OTHER
        return Attachment(0, uid, sitting_id, kind, 0, "表.docx", "", "0" * 64, 1, errand_id=errand_id)

    store.folders.insert(
        [attached("x", first.id, None), attached("y", first.id, None), attached("z", None, sitting)]
    )
    assert store.duties.errand_forms() == {first.id: 2}
    assert second.id not in store.duties.errand_forms()


def test_the_day_the_office_was_made_is_known_and_stays(store: SqliteStore) -> None:
    assert store.office.created_on() == date.min
    store.office.set_office("o", "官庄镇", False, CHANGE)
    store.office.set_office("o", "管庄镇", False, date(2026, 6, 1))
    assert store.office.created_on() == CHANGE
