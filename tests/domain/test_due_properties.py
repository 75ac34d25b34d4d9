"""What holds of dues whatever rules, units and records there were: nothing twice, nothing dropped, the past as it was."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.dues import FULFILLED, NOT_OWED, Due, Fulfilment, GroupFacts, Terms, UnitFacts
from gzparty.domain.duty import Deadline, Duty, Scope
from gzparty.domain.explaining import explain
from gzparty.domain.meeting import WholeRecords
from gzparty.domain.owing import Evidence, expand, pressing
from gzparty.domain.people import UnitKind
from gzparty.domain.period import Every, Period
from gzparty.labels.duty import due_text
from tests.domain.due_cases import (
    BRANCH,
    MEETING,
    a_record,
    a_waiver,
    deadlines,
    dues,
    groups,
    terms,
)

GROUP = deadlines("15", "20", scope=Scope.GROUP)
COMMITTEE = deadlines("15", "20", scope=Scope.COMMITTEE)
RULES = st.lists(
    st.builds(
        lambda start, every, times, hold_by, stopped: replace(
            deadlines(hold_by), valid_from=start, every=every, times=times, stopped=stopped
        ),
        st.dates(date(2024, 1, 1), date(2027, 12, 31)),
        st.sampled_from([Every.MONTH, Every.QUARTER, Every.YEAR]),
        st.integers(1, 2),
        st.sampled_from(["end", "15", "29", "31", "half"]),
        st.booleans(),
    ),
    unique_by=lambda duty: duty.valid_from,
    max_size=4,
).map(lambda later: [replace(MEETING, valid_from=date.min), *later])
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
UNITS = st.lists(
    st.builds(
        UnitFacts,
        st.integers(1, 6),
        st.sampled_from(list(UnitKind)),
        st.none() | DAYS,
        st.none() | DAYS,
        st.none() | st.integers(0, 20),
        st.lists(
            st.builds(GroupFacts, st.integers(1, 99), st.none() | DAYS),
            max_size=3,
            unique_by=lambda g: g.group_id,
        ).map(tuple),
    ),
    max_size=4,
    unique_by=lambda unit: unit.unit_id,
)
RECORDS = st.lists(
    st.builds(
        lambda number, unit, day, received, missing, returned: a_record(
            f"{day:%Y-%m}", day, record_id=number, unit_id=unit, received=received,
            missing=("sign_in",) if missing else (), returned_on=day if returned else None,
        ),
        st.integers(1, 999), st.integers(1, 6), DAYS, st.booleans(), st.booleans(), st.booleans(),
    ),
    max_size=12,
)  # fmt: skip


def all_years(
    rules: Sequence[Duty], units: Sequence[UnitFacts], today: date, records: Sequence[Fulfilment] = ()
) -> list[Due]:
    under = terms(today)
    return [
        due
        for year in range(2024, 2029)
        for due in dues(rules, units=units, records=records, under=under, year=year)
    ]


@given(RULES, UNITS, DAYS, RECORDS)
def test_nothing_is_owed_twice_whatever_rules_units_and_records_there_were(
    rules: list[Duty], units: list[UnitFacts], today: date, records: list[Fulfilment]
) -> None:
    found = all_years(rules, units, today, records)
    assert [key for key, count in Counter(due.key for due in found).items() if count > 1] == []


@given(RULES, DAYS)
def test_no_period_of_a_standing_branch_is_dropped(rules: list[Duty], today: date) -> None:
    found = all_years([replace(rule, stopped=False) for rule in rules], [BRANCH], today)
    covered = sorted({(due.period.first, due.period.last) for due in found})
    assert (covered[0][0], covered[-1][1]) == (date(2024, 1, 1), date(2028, 12, 31))
    for (_first, last), (first, _last) in itertools.pairwise(covered):
        assert first == last + timedelta(days=1)


@given(RULES, UNITS, DAYS, RECORDS)
def test_every_due_can_say_why_it_stands_where_it_does(
    rules: list[Duty], units: list[UnitFacts], today: date, records: list[Fulfilment]
) -> None:
    for found in all_years(rules, units, today, records):
        assert due_text(found)
        assert explain(found).code
        assert (found.state in NOT_OWED) or found.reason is None or found.record is not None
        assert not (found.is_late and found.state in FULFILLED)


@given(RULES, UNITS, DAYS, RECORDS, st.none() | DAYS, st.sampled_from([None, 0, 31]))
def test_what_presses_is_found_at_once_and_is_what_a_walk_through_all_dues_finds(
    rules: list[Duty],
    units: list[UnitFacts],
    today: date,
    records: list[Fulfilment],
    since: date | None,
    grace: int | None,
) -> None:
    under = terms(today, since=since or date.min)
    if grace is not None:
        rules = [replace(rule, hold_by=Deadline.parse("life_day")) for rule in rules]

    def life_day(unit_id: int, period: Period) -> date | None:
        return period.last + timedelta(days=grace or 0) if unit_id % 2 else None

    evidence = Evidence(records, [a_waiver(unit_id=2)], life_day)
    for year in range(2024, 2029):
        asked = ({"theme_day": rules}, year, lambda _on: units, evidence, under)
        slowly = [due for due in expand(*asked) if due.is_pressing]
        assert list(pressing(*asked)) == slowly


@given(RULES, UNITS, DAYS, RECORDS, st.booleans(), st.none() | st.integers(1, 99))
def test_what_presses_is_the_same_where_whole_records_are_told_by_their_branches_alone(
    rules: list[Duty],
    units: list[UnitFacts],
    today: date,
    records: list[Fulfilment],
    of_groups: bool,
    group: int | None,
) -> None:
    scope = Scope.GROUP if of_groups else Scope.BRANCH
    rules = [replace(rule, times=1, scope=scope, hold_by=Deadline.parse("15")) for rule in rules]
    records = [record._replace(group_id=group or 0) if record.record_id % 2 else record for record in records]
    whole = [record for record in records if record.received and not (record.missing or record.returned_on)]
    others = [record for record in records if record not in whole]
    told = [WholeRecords(one.record, one.period, one.group_id, [one.unit_id]) for one in whole]
    for year in range(2024, 2029):
        slowly, quickly = (
            list(pressing({"theme_day": rules}, year, lambda _on: units, evidence, terms(today)))
            for evidence in (Evidence(records), Evidence(others, whole=told))
        )
        assert quickly == slowly


@given(RULES, UNITS, DAYS, RECORDS, st.sampled_from([Every.MONTH, Every.QUARTER, Every.YEAR]))
def test_a_changed_rule_leaves_the_dues_of_closed_periods_as_they_were(
    rules: list[Duty], units: list[UnitFacts], today: date, records: list[Fulfilment], every: Every
) -> None:
    latest = max([today.replace(day=1), *(rule.valid_from + timedelta(days=1) for rule in rules[1:])])
    changed = [*rules, replace(deadlines("10"), valid_from=latest, every=every, times=2)]

    def closed(versions: Sequence[Duty]) -> list[tuple[object, ...]]:
        return [
            (due.key, due.state, due.days, due.hold_by, due.report_by)
            for due in all_years(versions, units, today, records)
            if due.period.last < latest
        ]

    assert closed(rules) == closed(changed)


@given(st.integers(0, 12), st.integers(0, 12), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_later_change_of_membership_leaves_closed_periods_as_they_were(
    before: int, after: int, change: date
) -> None:
    changed_on = change

    def members(on: date) -> list[UnitFacts]:
        return [replace(BRANCH, full_members=before if on < changed_on else after)]

    def states(facts: object, today: date) -> list[tuple[object, ...]]:
        found = expand({"c": [COMMITTEE]}, 2026, facts, Evidence(), Terms(today, terms().calendar))  # type: ignore[arg-type]
        return [(due.key, due.state) for due in found if due.period.last < changed_on]

    today = date(2027, 1, 1)
    assert states(members, today) == states(lambda _on: [replace(BRANCH, full_members=before)], today)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.booleans())
def test_a_merger_neither_doubles_nor_drops_what_the_staying_branch_owes(
    day: date, with_groups: bool
) -> None:
    duty = GROUP if with_groups else MEETING
    gone = replace(BRANCH, unit_id=1, closed_on=day, groups=groups(4))
    stays = replace(BRANCH, unit_id=2, groups=groups(5))

    def facts(on: date) -> list[UnitFacts]:
        # The merged branch's group goes over to the other on that day.
        moved = replace(stays, groups=groups(5, 4)) if on >= day else stays
        return [gone if on < day else replace(gone, groups=()), moved]

    found = list(expand({duty.code: [duty]}, 2026, facts, Evidence(), terms(date(2027, 1, 1))))
    assert len({due.key for due in found}) == len(found)
    owed = [due for due in found if due.state not in NOT_OWED]
    for month in range(1, 13):
        of_month = Counter(due.group_id for due in owed if due.period.month == month)
        if with_groups:
            assert of_month == {4: 1, 5: 1}
        else:
            merged = Period(2026, month, 1).last >= day
            assert of_month == {0: 1 if merged else 2}
