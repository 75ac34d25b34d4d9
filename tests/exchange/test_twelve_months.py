"""A year of the sample office: one theme, one selection, one circular in each of twelve months, none before its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import PostTitle
from gzparty.domain.selection import Reply, Selection, Verdict
from gzparty.domain.selection_stages import Stage
from gzparty.services.ballot_drafts import BallotDraft, LineDraft
from gzparty.services.bundle import Services
from gzparty.services.decision_drafts import DecisionDraft, PublicityDraft
from gzparty.services.selection_drafts import NominationDraft, SelectionDraft
from tests.turned_year import TurnedYear, turned_year

DEEDS = "带着互助队给二十七户浇了返青水，账目每月贴在公开栏上，村民看得见。" * 8
YEAR = 2026


@pytest.fixture(scope="module")
def year(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TurnedYear]:
    with turned_year(sample_file, tmp_path_factory.mktemp("year")) as made:
        finish_june(made)
        for month in range(7, 13):
            run_month(made, month)
        yield made


def finish_june(year: TurnedYear) -> None:
    (line,) = [
        line for line in year.services.selection_views.year(YEAR).lines if line.selection.period[-2:] == "06"
    ]
    assert line.stage is Stage.PUBLICITY
    finish_and_announce(year, line.selection)


def run_month(year: TurnedYear, month: int) -> None:
    """From the theme to the circular, with the days on which each is done."""
    services, workday = year.services, year.services.store.calendar.load()
    year.day = workday.next_workday(date(YEAR, month, 1))
    period = f"{YEAR}-{month:02d}"
    theme = services.store.themes.find(period)
    assert theme is not None
    draft = SelectionDraft(period=period, title=theme.title, theme_id=theme.id, opened_on=year.day)
    selection = services.selections.begin(draft).value
    nominations = services.selections.nominate(selection.id, candidates(services, year.day)).value
    services.selections.close_nominations(selection.id, year.day)
    review(year, selection)
    ids = [nomination.id for nomination in nominations]
    services.selections.reply(ids, Reply.CLEAR, year.day, "无不宜推荐的情形")
    passed = [one.nomination.id for one in year.view(selection).nominations if one.nomination.in_vote]
    vote(services, selection, passed, year.day)
    services.decisions.decide(selection.id, DecisionDraft(year.day, (passed[0],)))
    services.decisions.publish(selection.id, PublicityDraft(starts_on=year.day))
    finish_and_announce(year, selection)


def candidates(services: Services, day: date) -> list[NominationDraft]:
    """The secretaries of the three villages not chosen for the longest."""
    secretary = {
        holder.unit.id: holder.person for holder in services.store.people.holders([PostTitle.SECRETARY], day)
    }
    longest = [line.unit.id for line in services.selection_views.rotation(day) if line.unit.id in secretary]
    return [
        NominationDraft(
            person_id=secretary[unit].id, unit_id=unit, nominated_on=day, deeds=DEEDS, summary="浇返青水"
        )
        for unit in longest[:3]
    ]


def review(year: TurnedYear, selection: Selection) -> None:
    for line in year.view(selection).nominations:
        reason = "已说明情况，同意进入评议" if line.findings else ""
        year.services.selections.judge([line.nomination.id], Verdict.PASSED, year.day, "黄示例", reason)


def vote(services: Services, selection: Selection, ids: list[int], day: date) -> None:
    votes = (14, 8, 3)
    lines = tuple(LineDraft(nomination, votes=count) for nomination, count in zip(ids, votes, strict=True))
    draft = BallotDraft(
        held_on=day,
        supervisor="周示例",
        teller="郑示例",
        due=26,
        present=25,
        issued=25,
        returned=25,
        valid=25,
        lines=lines,
    )
    ballot = services.ballots.record(selection.id, draft).value
    services.ballots.lock(ballot.id, day)


def finish_and_announce(year: TurnedYear, selection: Selection) -> None:
    """The result is refused on every day of the 公示 and taken on the first day after it."""
    publicity = year.view(selection).publicity
    assert publicity is not None
    assert year.day <= publicity.publicity.ends_on
    while year.day <= publicity.publicity.ends_on:
        with pytest.raises(Refusal) as early:
            year.services.decisions.finish(publicity.publicity.id, year.day, {}, "")
        assert [one.code for one in early.value.diagnostics] == ["publicity_not_over"]
        year.day += timedelta(days=1)
    year.services.decisions.finish(publicity.publicity.id, year.day, {}, "")
    year.services.decisions.announce(selection.id, year.day)


def test_twelve_months_run_from_theme_to_circular(year: TurnedYear) -> None:
    shown = year.services.selection_views.year(YEAR)
    assert [len(month.selections) for month in shown.months] == [1] * 12
    assert {line.stage for line in shown.lines} == {Stage.DONE}
    assert all(month.theme is not None and month.theme.title for month in shown.months)
    assert [len(line.chosen) for line in shown.lines] == [1] * 12


def test_every_publicity_lasted_five_workdays_and_ended_on_one(year: TurnedYear) -> None:
    calendar = year.services.store.calendar.load()
    for line in year.services.selection_views.year(YEAR).lines:
        publicity = year.view(line.selection).publicity
        assert publicity is not None
        days = [one for one in publicity.strip if one.ordinal]
        assert len(days) == 5, line.selection.period
        assert calendar.is_workday(publicity.publicity.ends_on)
        assert line.selection.announced_on is not None
        assert line.selection.announced_on > publicity.publicity.ends_on


def test_nobody_was_chosen_twice_within_the_year(year: TurnedYear) -> None:
    honours = year.services.selection_views.honours(YEAR)
    who = [(honour.nomination.person_id, honour.nomination.unit_id) for honour in honours]
    assert len(set(who)) == len(who) == 12


def test_who_was_chosen_leads_the_list_of_those_to_wait(year: TurnedYear) -> None:
    lines = year.services.selection_views.rotation(year.day)
    chosen = [line.unit.name for line in lines if line.chosen]
    last = year.services.selection_views.year(YEAR).months[-1].selections[0].chosen[0]
    assert chosen[-1] == last.unit_name
    assert not lines[0].chosen
