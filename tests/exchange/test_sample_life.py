"""The organisational life of the sample office: every state, both depths, the same on every machine."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.dues import DueState
from gzparty.domain.meeting import YEARLY, Depth, MeetingKind
from gzparty.domain.period import Period
from gzparty.domain.selection_stages import Stage
from gzparty.services.bundle import Services
from tests.filled_office import filled

KINDS = [kind for kind in MeetingKind if kind not in YEARLY]


@pytest.fixture
def services(sample_office: Services) -> Services:
    """The sample on its own day."""
    return sample_office


def test_june_stands_as_in_the_pictures(services: Services) -> None:
    counts: Counter[DueState] = Counter()
    for kind in KINDS:
        counts.update(row.state for row in services.meeting_views.grid("2026-06", kind).rows)
    assert counts == {
        DueState.DONE: 298,
        DueState.TODO: 57,
        DueState.HELD: 19,
        DueState.HANDED_IN: 12,
        DueState.SOON: 8,
        DueState.OVERDUE: 4,
        DueState.RETURNED: 2,
    }


def test_the_months_before_are_done_some_of_them_late_and_one_let_off(services: Services) -> None:
    states = Counter(
        due.state for month in range(1, 6) for due in services.dues.board(Period.of_month(2026, month)).dues()
    )
    assert states[DueState.LATE] == 9
    assert states[DueState.WAIVED] == 1
    assert set(states) <= {DueState.DONE, DueState.LATE, DueState.WAIVED, DueState.NOT_APPLICABLE}


def test_every_kind_is_there_and_meetings_by_names_carry_minutes_of_their_own(services: Services) -> None:
    lines = [*services.meeting_views.year(2025), *services.meeting_views.year(2026)]
    assert {line.meeting.kind for line in lines} == set(MeetingKind)
    named = [line.meeting for line in lines if line.meeting.depth is Depth.NAMES]
    assert len(named) > 20
    assert all(meeting.content and meeting.attended for meeting in named)
    texts = [line.meeting.content for line in lines if line.meeting.content]
    assert len(texts) == len(set(texts))


def test_no_figures_of_the_sample_contradict_each_other_but_the_one_meant_to(services: Services) -> None:
    wrong = [
        (row.unit.name, finding.code)
        for kind in KINDS
        for month in range(1, 7)
        for row in services.meeting_views.grid(f"2026-{month:02d}", kind).rows
        for finding in row.findings
    ]
    assert wrong == [("桥北头村", "meeting_more_than_expected")]


def test_groups_and_the_errand_are_as_in_the_pictures(services: Services) -> None:
    groups = Counter(group.unit_id for group in services.store.people.groups())
    assert sum(groups.values()) == 110
    assert set(groups.values()) == {1, 2, 3}
    (errand,) = services.errands.all()
    assert (errand.errand.title, errand.received, len(errand.units)) == ("农村党员教育情况表", 43, 59)


def test_people_of_the_sample_are_marked_as_such(services: Services) -> None:
    for line in services.meeting_views.year(2026):
        names = [line.meeting.host, line.meeting.recorder, line.meeting.lecturer]
        names += [absence.name for absence in line.meeting.absences]
        assert all("示例" in name for name in names if name)


def test_one_member_stayed_away_three_months_by_rolls_by_names(services: Services) -> None:
    (count,) = services.absences.alerts(date(2026, 6, 17))
    assert (count.unit.name, count.months, count.alert.name, count.of_contact) == (
        "甘家庄村",
        3,
        "REMIND",
        False,
    )
    assert count.last_on == date(2026, 2, 5)
    assert "示例" in count.name


def test_nothing_lies_ahead_of_another_day_chosen_for_the_sample(tmp_path: Path) -> None:
    for day in (date(2026, 1, 1), date(2027, 3, 10)):
        with filled(tmp_path, day) as services:
            lines = [*services.meeting_views.year(day.year), *services.meeting_views.year(day.year - 1)]
            assert all(line.sitting.start.date() <= day for line in lines)
            assert all((line.meeting.received_on or day) <= day for line in lines)
            assert bool(lines) is (day.year == 2027)
            latest = services.selection_views.year(day.year).lines[-1]
            assert (latest.selection.period, latest.stage) == (f"{day:%Y-%m}", Stage.NOMINATE)


def test_the_sample_is_the_same_every_time(tmp_path: Path) -> None:
    dumps = []
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        with filled(tmp_path / str(number), date(2026, 2, 1)) as services:
            text = io.StringIO()
            for line in services.meeting_views.year(2026):
                text.write(repr(line))
            dumps.append(text.getvalue())
    assert dumps[0] == dumps[1]
    assert dumps[0]
