"""The sample's themes and exemplars stand as in the picture on its own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.eligibility import FindingKind
from gzparty.domain.selection import Method, Subject, Verdict
from gzparty.domain.selection_rules import deeds_length
from gzparty.domain.selection_stages import Stage
from gzparty.services.bundle import Services
from gzparty.services.selection_views import SelectionView
from tests.filled_office import filled


@pytest.fixture
def services(sample_office: Services) -> Services:
    """The sample on its own day."""
    return sample_office


def month(services: Services, number: int) -> SelectionView:
    (line,) = services.selection_views.year(2026).months[number - 1].selections
    return services.selection_views.get(line.selection.id)


def test_five_months_are_done_and_june_is_in_its_publicity(services: Services) -> None:
    year = services.selection_views.year(2026)
    stages = [[line.stage for line in one.selections] for one in year.months]
    assert stages == [[Stage.DONE]] * 5 + [[Stage.PUBLICITY]] + [[]] * 6
    assert [one.theme.title for one in year.months if one.theme][5:7] == ["集体增收", "党旗下的承诺"]
    assert year.chosen == 5


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 1, 5), Stage.NOMINATE),
        (date(2026, 1, 14), Stage.REVIEW),
        (date(2026, 1, 16), Stage.VOTE),
        (date(2026, 1, 21), Stage.PUBLICITY),
        (date(2026, 1, 29), Stage.CIRCULAR),
        (date(2026, 3, 2), Stage.DONE),
    ],
)
def test_as_of_any_day_of_the_year_the_sample_has_come_just_so_far(
    tmp_path: Path, day: date, stage: Stage
) -> None:
    with filled(tmp_path, day) as services:
        january = services.selection_views.year(2026).months[0]
        assert [line.stage for line in january.selections] == [stage]
        begun = [line.selection.opened_on for line in services.selection_views.year(2026).lines]
        assert all(opened is not None and opened <= day for opened in begun)


def test_june_has_eight_candidates_six_in_the_vote_and_three_workdays_left(services: Services) -> None:
    june = month(services, 6)
    assert (len(june.nominations), sum(line.nomination.in_vote for line in june.nominations)) == (8, 6)
    votes = [line.standing.votes for line in june.nominations if line.standing]
    assert votes == [14, 5, 3, 2, 1, 0]
    publicity = june.publicity
    assert publicity is not None
    assert (publicity.days_left, publicity.day_number) == (3, 3)
    assert (publicity.publicity.ends_on, publicity.result_from) == (date(2026, 6, 22), date(2026, 6, 23))
    assert [one.holiday for one in publicity.strip if one.holiday] == ["端午节"] * 3


def test_who_does_not_take_part_in_the_vote_was_found_out_by_the_program_and_judged_by_a_person(
    services: Services,
) -> None:
    failed = [line for line in month(services, 6).nominations if line.nomination.verdict is Verdict.FAILED]
    kinds = {line.nomination.unit_name: {one.kind for one in line.findings} for line in failed}
    assert kinds["三官庙村"] >= {FindingKind.CHOSEN}
    assert kinds["西利见村"] >= {FindingKind.PROBATIONARY}
    assert all(line.nomination.judged_by for line in failed)


def test_january_went_into_a_second_round_and_march_chose_a_village(services: Services) -> None:
    assert [one.ballot.round for one in month(services, 1).rounds] == [1, 2]
    march = month(services, 3)
    assert march.selection.subject is Subject.UNIT
    assert [line.nomination.name for line in march.chosen] == ["前朱家庄村"]
    assert month(services, 5).selection.method is Method.SCORE


def test_who_was_absent_in_april_passed_in_may_with_a_reason(services: Services) -> None:
    (line,) = [line for line in month(services, 5).nominations if line.nomination.unit_name == "坡楼村"]
    assert [one.kind for one in line.findings if one.weighs] == [FindingKind.ABSENT]
    assert line.nomination.in_vote
    assert "书面说明" in line.nomination.verdict_reason


def test_every_text_of_deeds_has_the_asked_for_length(services: Services) -> None:
    for number in range(1, 7):
        for line in month(services, number).nominations:
            assert 200 <= deeds_length(line.nomination.deeds) <= 600, line.nomination.unit_name
