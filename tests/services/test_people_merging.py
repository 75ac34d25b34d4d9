"""Two records of one person become one without losing a row, and undo brings both back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.merging import Side
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, PostTitle
from gzparty.domain.reserve import Reserve
from gzparty.domain.selection import Category, Mention, Nomination, Selection
from gzparty.domain.sitting import LeaveRequest, Mark, RosterKind, RosterRule, Status
from gzparty.labels import refusal_text, sentence
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft
from gzparty.services.people_views import PeopleQuery, PeopleRole
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, Office, a_secretary, an_office

JUNE = date(2026, 6, 17)
Deed = Callable[[Office, int, int], object]
NEW_TABLES = ("nomination", "mention", "reserve")
PERSON_TABLES = {"post", "membership", "attendance", "leave_request", "outside_training"}


def session(office: Office, day: date, *people: int) -> int:
    """A session that calls some people; returns its sitting."""
    rule = RosterRule(RosterKind.PICKED, people=people)
    start = datetime(day.year, day.month, day.day, 14, 30)
    return office.services.trainings.add(TrainingDraft(start, roster=rule)).value.sitting_id


def held(office: Office, month: int, marks: dict[int, Status]) -> int:
    """A closed session with these marks."""
    sitting = session(office, date(2026, month, 10), *marks)
    for row in office.services.sessions.roll(sitting).rows:
        status = marks[row.attendance.person_id or 0]
        office.services.rolls.mark(sitting, [row.attendance.position], Mark(status, "事由"))
    office.services.rolls.close(sitting)
    return sitting


def make_up(office: Office, sitting: int, person: int, minutes: int) -> None:
    for row in office.services.sessions.roll(sitting).rows:
        if row.attendance.person_id == person:
            office.services.rolls.record_makeup(row.attendance.id, JUNE, minutes, "")


def twins(office: Office) -> tuple[int, int]:
    """A second record of 一示例, secretary of another village."""
    return a_secretary(office, "一示列", office.villages["南村"]), office.secretaries["一示例"]


def credit(office: Office, person: int) -> tuple[int, int, int]:
    line = office.services.people_views.lines([person], 2026)[person]
    return line.credit, line.attended, line.expected


class TestCredit:
    """Credit of a sitting counts once per person."""

    @pytest.mark.parametrize(
        ("mine", "theirs", "expected"),
        [
            (Status.PRESENT, Status.PRESENT, (8, 1, 1)),
            (Status.PRESENT, Status.ABSENT, (8, 1, 1)),
            (Status.LEAVE, Status.PRESENT, (8, 1, 1)),
            (Status.LEAVE, Status.ABSENT, (0, 0, 1)),
        ],
    )
    def test_both_on_one_roll(
        self, office: Office, mine: Status, theirs: Status, expected: tuple[int, int, int]
    ) -> None:
        source, target = twins(office)
        held(office, 3, {source: mine, target: theirs})
        office.services.people.merge_people(source, target)
        assert credit(office, target) == expected
        (line,) = office.services.sessions.credits(2026).lines
        assert (line.total, line.present, line.expected) == expected

    def test_of_two_make_ups_for_one_session_the_longer_counts(self, office: Office) -> None:
        source, target = twins(office)
        sitting = held(office, 3, {source: Status.LEAVE, target: Status.LEAVE})
        make_up(office, sitting, source, 60)
        make_up(office, sitting, target, 120)
        assert (credit(office, source)[0], credit(office, target)[0]) == (2, 4)
        office.services.people.merge_people(source, target)
        assert credit(office, target) == (4, 0, 1)
        assert office.services.sessions.credits(2026).lines[0].from_makeups == 4

    def test_a_make_up_counts_nothing_where_the_other_record_was_there(self, office: Office) -> None:
        source, target = twins(office)
        sitting = held(office, 3, {source: Status.LEAVE, target: Status.PRESENT})
        make_up(office, sitting, source, 60)
        office.services.people.merge_people(source, target)
        assert credit(office, target) == (8, 1, 1)

    def test_the_same_training_elsewhere_counts_once_another_one_too(self, office: Office) -> None:
        source, target = twins(office)
        same = OutsideDraft(0, "市级调训", date(2026, 5, 11), 24, date(2026, 5, 13))
        office.services.outside.add_for([source, target], same)
        office.services.outside.add(replace(same, person_id=source, title="县级调训", credit=8))
        office.services.people.merge_people(source, target)
        assert credit(office, target)[0] == 32
        assert len(office.services.people_views.file(target, 2026).meetings) == 3


class TestPreview:
    """What a merge would do is shown before."""

    def test_rows_and_differences_are_named_and_nothing_is_stored(self, office: Office) -> None:
        source, target = twins(office)
        held(office, 3, {source: Status.LEAVE, target: Status.PRESENT})
        session(office, date(2026, 7, 1), source)
        before = office.dump()
        preview = office.services.people.merge_preview(source, target)
        assert preview.goes_over == {
            "post": 1,
            "membership": 1,
            "attendance": 1,
            "leave_request": 0,
            "outside_training": 0,
            "inspection": 0,
            "problem": 0,
            "makeup": 0,
            "roster": 2,
            "appraisal_line": 0,
            "talk": 0,
            "nomination": 0,
            "mention": 0,
            "reserve": 0,
        }
        assert preview.shared_rolls == 1
        assert [(d.field, d.source, d.target) for d in preview.differences] == [
            ("name", "一示列", "一示例"),
            ("membership", "南村", "东村"),
        ]
        assert (preview.source.name, preview.target.unit_name) == ("一示列", "东村")
        assert office.dump() == before

    def test_what_was_said_of_an_exemplar_goes_over_and_comes_back(self, office: Office) -> None:
        source, target = twins(office)
        mentor = office.secretaries["二示例"]
        with office.store.action("备", "test", NOW, "test"):
            selections = office.store.selections
            month = selections.insert(Selection(0, "s", "2026-05", "2026-05", "防汛"))
            group = selections.insert_category(Category(0, "c", month, 1))
            for number, who in enumerate((source, mentor), 1):
                told = Nomination(0, f"n{number}", month, group, number, "一示列", person_id=who)
                selections.insert_nomination(told)
            selections.insert_mention(Mention(0, "m", JUNE, "防火通报", person_id=source))
            unit = office.villages["南村"]
            for number, (who, by) in enumerate(((source, mentor), (mentor, source), (mentor, target))):
                kept = Reserve(0, f"r{number}", who, unit, PartialDate(2025), mentor_id=by)
                office.store.reserves.insert(kept)
        goes_over = office.services.people.merge_preview(source, target).goes_over
        assert (goes_over["nomination"], goes_over["mention"], goes_over["reserve"]) == (1, 1, 2)
        before = office.dump()
        office.services.people.merge_people(source, target)
        assert [one.uid for one in office.store.selections.of_candidate(target)] == ["n1"]
        assert not any(office.store.people.rows_naming(source)[one] for one in NEW_TABLES)
        assert office.store.people.rows_naming(target)["reserve"] == 3
        office.services.offices.undo()
        assert office.dump() == before

    def test_nobody_comes_to_stand_twice_in_a_selection_or_on_a_list(self, office: Office) -> None:
        source, target = twins(office)
        store, unit = office.store, office.villages["南村"]
        with store.action("备", "test", NOW, "test"):
            for period in ("2026-04", "2026-05"):
                month = store.selections.insert(Selection(0, f"s{period}", period, period, "防汛"))
                group = store.selections.insert_category(Category(0, f"c{period}", month, 1))
                for place, who in enumerate((source, target), 1):
                    gone = JUNE if (period, who) == ("2026-04", source) else None
                    store.selections.insert_nomination(
                        Nomination(
                            0,
                            f"n{period}{place}",
                            month,
                            group,
                            place,
                            "一",
                            person_id=who,
                            withdrawn_on=gone,
                        )
                    )
            # Off the list before the other came on it: no obstacle.
            for place, (who, village, left) in enumerate(
                (
                    (source, "南村", None),
                    (target, "南村", None),
                    (source, "东村", date(2024, 5, 1)),
                    (target, "东村", None),
                )
            ):
                since = PartialDate(2023 if left else 2025)
                reason = "任用" if left else ""
                store.reserves.insert(
                    Reserve(
                        0,
                        f"r{place}",
                        who,
                        office.villages[village],
                        since,
                        left_on=left,
                        left_reason=reason,
                    )
                )
        told = (
            "2026年5月“防汛”评选里两份记录都推荐过，合并后一个人会占两个位置。先到“典型评选”删除或撤回其中一条"
            "（已经通报的先撤回通报），再合并。\n"
            "南村的后备干部名单上两份记录都在，合并后一个人会列两次。先到“干部队伍”删掉其中一条，再合并。"
        )
        people, before = office.services.people, office.dump()
        preview = people.merge_preview(source, target)
        assert "\n".join(map(sentence, preview.obstacles)) == told
        with pytest.raises(Refusal) as refused:
            people.merge_people(source, target)
        assert refusal_text(refused.value) == told
        assert office.dump() == before
        (twice,) = (one for one in store.selections.of_candidate(source) if one.withdrawn_on is None)
        with store.action("备", "test", NOW, "test"):
            store.selections.update_nomination(replace(twice, withdrawn_on=JUNE))
            for one in store.reserves.of_person(source):
                if one.unit_id == unit:
                    store.reserves.delete(one.id)
        assert people.merge_preview(source, target).obstacles == ()
        people.merge_people(source, target)

    @pytest.mark.parametrize(("side", "unit"), [(Side.SOURCE, "南村"), (Side.TARGET, "东村")])
    def test_the_chosen_branch_stays_and_the_person_is_a_member_of_one(
        self, office: Office, side: Side, unit: str
    ) -> None:
        source, target = twins(office)
        office.services.people.merge_people(source, target, {"membership": side})
        now = [m.unit_id for m in office.store.people.memberships(target) if JUNE in m.interval]
        assert now == [office.villages[unit]]
        assert len(office.store.people.memberships(target)) == 2

    def test_the_chosen_name_is_found_by_its_own_pinyin(self, office: Office) -> None:
        source, target = twins(office)
        person = office.services.people.correct_person(
            replace(office.store.people.person(source), name="单示列")
        )
        office.services.people.merge_people(source, target, {"name": Side.SOURCE})
        assert office.store.people.person(target).name == "单示列"
        assert office.store.people.person(target).initials == person.value.initials
        assert office.services.people_views.ids(PeopleQuery(text="shans")) == [target]

    def test_a_record_merged_away_is_neither_source_nor_target(self, office: Office) -> None:
        source, target = twins(office)
        office.services.people.merge_people(source, target)
        for pair in ((source, target), (target, source), (target, target)):
            with pytest.raises(Refusal) as caught:
                office.services.people.merge_people(*pair)
            assert "请" in refusal_text(caught.value)
        assert office.services.people.find_person(office.store.people.person(source).uid).id == target


def test_two_leave_requests_for_one_session_are_one_that_says_both(office: Office) -> None:
    source, target = twins(office)
    sitting = session(office, date(2026, 7, 15), source, target)
    for person, reason in ((source, "住院"), (target, "陪护")):
        office.services.rolls.request_leave(
            LeaveRequest(0, "", sitting, person, Status.LEAVE, reason, requested_on=JUNE)
        )
    office.services.people.merge_people(source, target)
    (request,) = office.store.sittings.leave_requests(sitting)
    assert (request.person_id, request.reason) == (target, "陪护；住院")
    names = [row.attendance.name for row in office.services.sessions.roll(sitting).rows]
    assert names == ["一示例"]


def test_who_died_on_one_record_only_is_there_on_the_merged_one(office: Office) -> None:
    source, target = twins(office)
    office.services.people.leave(target, JUNE, "moved")
    office.services.people.merge_people(source, target)
    assert office.store.people.person(target).ended_on is None


PAST = st.integers(0, 300)


def marks(office: Office, one: int, other: int, number: int) -> object:
    statuses = [Status.PRESENT, Status.LEAVE, Status.ABSENT, Status.SUBSTITUTE]
    called = [(one,), (other,), (one, other)][number % 3]
    sitting = held(office, 1 + number % 5, {p: statuses[(number + p) % 4] for p in called})
    if number % 2:
        for person in called:
            if statuses[(number + person) % 4] is not Status.PRESENT:
                make_up(office, sitting, person, 60 + number)
    return sitting


def ask_leave(office: Office, one: int, other: int, number: int) -> object:
    sitting = session(office, date(2026, 7 + number % 5, 20), one, other)
    for person in ((one,), (other,), (one, other))[number % 3]:
        office.services.rolls.request_leave(
            LeaveRequest(0, "", sitting, person, Status.LEAVE, f"事由{number}")
        )
    return sitting


def take_post(office: Office, person: int, number: int) -> object:
    unit = list(office.villages.values())[number % 4]
    title = (PostTitle.SECRETARY, PostTitle.MEMBER, PostTitle.DIRECTOR)[number % 3]
    return office.services.people.appoint(person, unit, title, PartialDate(2026, 1 + number % 5))


def join(office: Office, person: int, number: int) -> object:
    since = JUNE - timedelta(days=number)
    return office.services.people.admit(
        person, list(office.villages.values())[number % 4], PartyClass.FULL, since
    )


def move(office: Office, person: int, number: int) -> object:
    unit = list(office.villages.values())[number % 4]
    return office.services.people.move_member(person, unit, JUNE - timedelta(days=number % 100))


def learn(office: Office, person: int, number: int) -> object:
    draft = OutsideDraft(person, f"调训{number % 3}", date(2026, 3, 1 + number % 2), 4 + number % 3)
    return office.services.outside.add(draft)


STEPS: list[Callable[[Office, int, int, int], object]] = [
    marks,
    ask_leave,
    lambda o, one, other, n: take_post(o, (one, other)[n % 2], n),
    lambda o, one, other, n: join(o, (one, other)[n % 2], n),
    lambda o, one, other, n: move(o, (one, other)[n % 2], n),
    lambda o, one, other, n: learn(o, (one, other)[n % 2], n),
    lambda o, one, other, n: o.services.people.leave((one, other)[n % 2], JUNE, "moved"),
]


def member_days(office: Office, *people: int) -> list[int]:
    """How often somebody is a member of a branch, day by day."""
    known = [m.interval for p in people for m in office.store.people.memberships(p)]
    return [sum(JUNE - timedelta(days=n) in interval for interval in known) for n in range(-5, 310)]


@given(
    st.lists(st.tuples(st.integers(0, len(STEPS) - 1), PAST), max_size=10),
    st.sampled_from([{}, {"membership": Side.SOURCE, "name": Side.SOURCE}]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_row_is_lost_nobody_else_changes_and_undo_restores_everything(
    steps: list[tuple[int, int]], choices: dict[str, Side]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        one = office.services.people.add_person(PersonDraft("甲示例", phone="13800000001")).value.id
        other = office.services.people.add_person(PersonDraft("甲示列")).value.id
        for step, number in steps:
            try:
                STEPS[step](office, one, other, number)
            except Refusal:
                continue
        before, days = office.dump(), member_days(office, one, other)
        lines = others(office, one, other)
        most = credit(office, one)[0] + credit(office, other)[0]
        least = max(credit(office, one)[0], credit(office, other)[0])
        office.services.people.merge_people(one, other, choices)
        after = office.dump()

        lost = {table for table in before if len(after[table]) < len(before[table])}
        assert lost <= {"leave_request"}
        for table in PERSON_TABLES:
            named = f"SELECT count(*) FROM {table} WHERE person_id = ?"
            assert office.store.connection.execute(named, (one,)).fetchone()[0] == 0
        rosters = [s.roster for s in office.store.sittings.between(datetime.min, datetime.max)]
        assert not any(one in rule.people for rule in rosters)
        assert others(office, one, other) == lines
        assert least <= credit(office, other)[0] <= most
        assert member_days(office, other) == [min(1, held) for held in days]
        credited = [c.total for c in office.services.sessions.credits(2026).lines if c.person_id == other]
        assert credited in ([], [credit(office, other)[0]])
        assert office.store.check() == []

        office.services.offices.undo(1)
        assert office.dump() == before
        office.services.offices.redo(1)
        assert office.dump() == after
        office.store.close()


def others(office: Office, *but: int) -> list[object]:
    """Everybody else's line and file, and the counts of all."""
    views = office.services.people_views
    ids = [person for person in views.ids(PeopleQuery(gone=True)) if person not in but]
    assert views.counts(PeopleQuery())[PeopleRole.ALL] >= len(ids)
    lines = views.lines(ids, 2026)
    return [
        (lines[person], views.file(person, 2026).posts, views.file(person, 2026).meetings) for person in ids
    ]
