"""Selections as a year, as one, as honours and as the rotation of villages show them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gzparty.domain.calendar import DayKind, DayMark
from gzparty.domain.selection import Decision, TieRule, Verdict
from gzparty.domain.selection_stages import Stage
from gzparty.domain.theme import Theme
from gzparty.labels import sentence
from gzparty.labels.nominations import ahead_label, honour_words
from gzparty.services.new_files import Taken
from gzparty.services.selection_drafts import CategoryDraft, NominationDraft
from gzparty.services.selection_views import Result, SelectionView
from tests.builders import Office
from tests.nominations import (
    CLOSED,
    JUDGED,
    a_candidate,
    begin,
    judge,
    line_of,
    nominate,
)
from tests.problems import a_draft as a_problem_draft
from tests.problems import refused, register
from tests.selections import OVER, Poll, on_day

MONDAY_AFTER = date(2026, 6, 23)


def view(office: Office, selection_id: int) -> SelectionView:
    return office.services.selection_views.get(selection_id)


def results(office: Office, selection_id: int) -> dict[str, Result]:
    return {line.nomination.name: line.result for line in view(office, selection_id).nominations}


def ahead(office: Office, selection_id: int) -> list[tuple[str, date | None]]:
    return [(ahead_label(one.code), one.day) for one in view(office, selection_id).ahead]


def holiday(office: Office) -> None:
    """The Dragon Boat holiday of 2026, 19 to 21 June."""
    with office.store.action("备", "test", office.clock(), "test"):
        for day in (19, 20, 21):
            office.store.calendar.save_day(date(2026, 6, day), DayMark(DayKind.OFF, "端午节"))


class TestYear:
    """The twelve months."""

    def test_every_month_stands_there_with_its_theme_and_its_selections(self, office: Office) -> None:
        with office.store.action("备", "test", office.clock(), "test"):
            office.store.themes.insert(Theme(0, "t", "2026-06", "集体增收"))
            office.store.themes.insert(Theme(0, "u", "2026-07", "党旗下的承诺"))
            office.store.themes.insert(Theme(0, "v", "2024-07", "别的年份"))
        mine, again = begin(office, title=""), begin(office)
        begin(office, period="2025-12")
        year = office.services.selection_views.year(2026)
        assert [month.period for month in year.months] == [f"2026-{n:02d}" for n in range(1, 13)]
        june, july = year.months[5], year.months[6]
        assert [line.selection.id for line in june.selections] == [mine.id, again.id]
        assert june.theme is not None
        assert june.selections[0].theme == june.theme
        assert (july.theme.title if july.theme else "", july.selections) == ("党旗下的承诺", ())
        assert [line.selection.id for line in year.lines] == [mine.id, again.id]
        assert office.services.selection_views.years() == (2024, 2025, 2026)

    def test_figures_count_who_stands(self, office: Office) -> None:
        selection = begin(office)
        first, second, third = nominate(office, selection, "一示例", "二示例", "三示例")
        judge(office, first)
        judge(office, second, verdict=Verdict.FAILED, reason="事迹不实")
        office.services.selections.withdraw(third.id, JUDGED, "不愿意")
        (line,) = office.services.selection_views.year(2026).lines
        assert (line.nominated, line.in_vote, line.chosen, line.days_left) == (2, 1, (), None)

    def test_days_left_are_the_workdays_of_a_running_publicity(self, office: Office) -> None:
        holiday(office)
        poll = Poll(office)
        publicity = poll.published()
        (line,) = office.services.selection_views.year(2026).lines
        assert (publicity.ends_on, line.days_left, line.stage) == (OVER, 3, Stage.PUBLICITY)
        on_day(office, MONDAY_AFTER)
        assert office.services.selection_views.year(2026).lines[0].days_left == 0
        office.services.decisions.finish(publicity.id, MONDAY_AFTER)
        (line,) = office.services.selection_views.year(2026).lines
        assert (line.days_left, line.stage) == (None, Stage.CIRCULAR)

    def test_chosen_of_the_year_counts_only_what_came_to_its_end(self, office: Office) -> None:
        office.services.selections.record_past("2026-02", "", [a_candidate(office)])
        office.services.selections.record_past("2025-02", "", [a_candidate(office)])
        Poll(office).published()
        assert office.services.selection_views.year(2026).chosen == 1

    def test_many_selections_take_no_more_queries_than_one(self, office: Office) -> None:
        def asked() -> int:
            told: list[str] = []
            office.store.connection.set_trace_callback(told.append)
            office.services.selection_views.year(2026)
            office.store.connection.set_trace_callback(None)
            return len(told)

        nominate(office, begin(office))
        few = asked()
        for _time in range(3):
            nominate(office, begin(office), "一示例", "二示例")
        assert asked() == few


class TestOne:
    """One selection with everything."""

    def test_what_became_of_each_nomination(self, office: Office) -> None:
        poll = Poll(office)
        assert set(results(office, poll.id).values()) == {Result.OPEN}
        poll.alter("冯示例", verdict=Verdict.FAILED)
        poll.alter("许示例", withdrawn_on=JUDGED)
        stored = office.services.ballots.record(poll.id, poll.draft((14, 5), ("徐示例", "郑示例"))).value
        office.services.ballots.lock(stored.id, JUDGED)
        poll.decide("徐示例")
        told = {
            "徐示例": Result.PROPOSED,
            "郑示例": Result.NOT_CHOSEN,
            "冯示例": Result.NOT_IN_VOTE,
            "许示例": Result.WITHDRAWN,
        }
        assert results(office, poll.id) == told
        publicity = poll.publish()
        assert results(office, poll.id) == {**told, "徐示例": Result.IN_PUBLICITY}
        on_day(office, MONDAY_AFTER)
        office.services.decisions.finish(publicity.id, MONDAY_AFTER)
        assert results(office, poll.id) == {**told, "徐示例": Result.CHOSEN}
        office.store.journal.undo(1, office.clock())
        poll.alter("徐示例", struck_on=MONDAY_AFTER)
        assert results(office, poll.id)["徐示例"] is Result.STRUCK

    def test_nominations_stand_by_rank_and_those_not_voted_on_last(self, office: Office) -> None:
        poll = Poll(office)
        poll.alter("徐示例", verdict=Verdict.FAILED)
        poll_names = ("郑示例", "许示例", "冯示例")
        stored = office.services.ballots.record(poll.id, poll.draft((3, 12, 5), poll_names)).value
        office.services.ballots.lock(stored.id, JUDGED)
        lines = view(office, poll.id).nominations
        assert [line.nomination.name for line in lines] == ["许示例", "冯示例", "郑示例", "徐示例"]
        assert [line.standing.votes if line.standing else None for line in lines] == [12, 5, 3, None]

    def test_categories_stand_one_after_the_other(self, office: Office) -> None:
        selection = begin(office, categories=(CategoryDraft("担当"), CategoryDraft("爱岗")))
        first, second = office.store.selections.categories([selection.id])
        nominate(office, selection, "一示例", category_id=second.id)
        nominate(office, selection, "二示例", category_id=first.id)
        lines = view(office, selection.id).nominations
        assert [(line.category.title, line.nomination.name) for line in lines] == [
            ("担当", "二示例"),
            ("爱岗", "一示例"),
        ]

    def test_a_tie_for_a_second_round_keeps_it_at_the_vote(self, office: Office) -> None:
        tied = Poll(office)
        tied.vote((7, 7, 1, 0))
        assert view(office, tied.id).stage is Stage.VOTE
        assert office.services.selection_views.year(2026).lines[0].stage is Stage.VOTE
        other = Poll(office, tie_rule=TieRule.COMMITTEE, number="2026-06-2")
        other.vote((7, 7, 1, 0))
        assert view(office, other.id).stage is Stage.COMMITTEE

    @pytest.mark.parametrize(
        ("deeds", "told"), [("", "事迹还没写"), ("字" * 10, "事迹 10 字"), ("字" * 300, "")]
    )
    def test_deeds_get_a_hint_and_are_stored_all_the_same(
        self, office: Office, deeds: str, told: str
    ) -> None:
        (nomination,) = nominate(office, begin(office), deeds=deeds)
        line = line_of(office, nomination)
        assert line.nomination.deeds == deeds
        assert (sentence(line.hint) if line.hint else "").startswith(told)
        assert bool(line.hint) is bool(told)

    def test_how_long_deeds_are_asked_to_be_is_the_offices(self, office: Office) -> None:
        (nomination,) = nominate(office, begin(office), deeds="字" * 60)
        office.services.offices.change_settings({"deeds_shortest": 20, "deeds_longest": 50})
        hint = line_of(office, nomination).hint
        assert hint is not None
        assert sentence(hint) == "事迹 60 字，一般不超过 50 字"

    def test_more_ticks_than_names_are_pointed_out_once_nominations_are_closed(self, office: Office) -> None:
        selection = begin(office, categories=(CategoryDraft(choices=3),))
        nominate(office, selection, "一示例", "二示例")
        assert view(office, selection.id).hints == ()
        office.services.selections.close_nominations(selection.id, CLOSED)
        assert [sentence(one) for one in view(office, selection.id).hints] == [
            "每票可选 3 个，推荐的只有 2 个。改一下每票可选数，或补推荐。"
        ]

    def test_files_of_it_and_of_each_nomination(self, office: Office) -> None:
        selection = begin(office)
        first, second = nominate(office, selection, "一示例", "二示例")
        files = office.services.selection_files
        letter = Taken("纪委答复.pdf", "application/pdf", "a" * 64, 3)
        files.add(selection.id, [letter])
        (photo,) = files.add_to_nomination(
            first.id, [Taken("果园.jpg", "image/jpeg", "b" * 64, 3)]
        ).value.attachments
        seen = view(office, selection.id)
        assert [one.name for one in seen.files] == ["纪委答复.pdf"]
        assert {line.nomination.id: line.files for line in seen.nominations} == {first.id: 1, second.id: 0}
        again = files.add(selection.id, [letter]).value
        assert [sentence(one) for one in again.doubled] == [
            "纪委答复.pdf：已经有了（纪委答复.pdf），没有再放一份。"
        ]
        files.remove(photo.id)
        assert office.store.folders.of_nominations([first.id]) == []
        assert "已经" in refused(lambda: files.remove(photo.id))

    def test_a_number_or_uid_finds_it_and_anything_else_is_answered(self, office: Office) -> None:
        selection, views = begin(office), office.services.selection_views
        assert views.find(" 2026-06 ").id == views.find(selection.uid).id == selection.id
        assert refused(lambda: views.find("2026-6")) == (
            "没有编号是 2026-6 的评选。编号写成 2026-06，同一个月的第二次写成 2026-06-2。"
        )


class TestAhead:
    """接下来."""

    def test_from_the_step_it_is_at_to_the_end_with_the_days_records_give(self, office: Office) -> None:
        selection = begin(office)
        nominate(office, selection)
        assert ahead(office, selection.id) == [
            ("推荐截止", date(2026, 6, 10)),
            ("资格审核", None),
            ("评议投票", None),
            ("党委研究", None),
            ("开始公示", None),
            ("公示期满，记公示结果", None),
            ("印发通报", None),
            ("记入个人荣誉", None),
        ]

    def test_a_running_publicity_says_from_when_its_result_can_be_recorded(self, office: Office) -> None:
        holiday(office)
        poll = Poll(office)
        publicity = poll.published()
        assert ahead(office, poll.id) == [
            ("公示期满，记公示结果", date(2026, 6, 23)),
            ("印发通报", date(2026, 6, 23)),
            ("记入个人荣誉", None),
        ]
        on_day(office, MONDAY_AFTER)
        office.services.decisions.finish(publicity.id, MONDAY_AFTER)
        assert ahead(office, poll.id) == [("印发通报", None), ("记入个人荣誉", None)]
        office.services.decisions.announce(poll.id, MONDAY_AFTER)
        assert ahead(office, poll.id) == []

    def test_nothing_comes_after_a_vacancy(self, office: Office) -> None:
        selection = begin(office)
        office.services.selections.leave_vacant(selection.id, JUDGED, "没有人选")
        assert ahead(office, selection.id) == []


class TestHonours:
    """Who was chosen, and how villages take turns."""

    def test_everybody_chosen_in_a_year_or_ever_the_latest_first(self, office: Office) -> None:
        past = office.services.selections.record_past
        past("2025-11", "植树", [a_candidate(office, "三示例")])
        past("2026-02", "春耕一线", [a_candidate(office)])
        nominate(office, begin(office), "二示例")
        views = office.services.selection_views
        assert [one.nomination.name for one in views.honours(2026)] == ["一示例"]
        assert [one.nomination.name for one in views.honours()] == ["一示例", "三示例"]

    def test_a_vacant_month_chose_nobody(self, office: Office) -> None:
        poll = Poll(office)
        poll.vote()
        poll.decide("徐示例")
        assert len(office.services.selection_views.honours()) == 1
        office.services.selections.leave_vacant(poll.id, date(2026, 6, 15), "本人辞让")
        assert office.services.selection_views.honours() == ()
        assert office.services.selection_views.year(2026).lines[0].chosen == ()

    def test_a_persons_file_shows_an_honour_only_after_the_circular(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        poll = Poll(office)
        poll.alter("徐示例", person_id=person)
        publicity = poll.published()
        file = office.services.people_views.file
        assert file(person, 2026).honours == ()
        on_day(office, MONDAY_AFTER)
        office.services.decisions.finish(publicity.id, MONDAY_AFTER)
        assert file(person, 2026).honours == ()
        office.services.decisions.announce(poll.id, MONDAY_AFTER)
        (line,) = file(person, 2026).honours
        assert honour_words(line) == "2026年6月 集体增收，6月23日通报"
        assert file(office.secretaries["二示例"], 2026).honours == ()
        office.services.decisions.withdraw_announcement(poll.id)
        assert file(person, 2026).honours == ()

    def test_one_typed_in_afterwards_stands_there_without_a_day(self, office: Office) -> None:
        past = office.services.selections.record_past
        past("2026-02", "春耕一线", [a_candidate(office)])
        past("2026-03", "", [NominationDraft(unit_id=office.villages["东村"])])
        (line,) = office.services.people_views.file(office.secretaries["一示例"], 2026).honours
        assert honour_words(line) == "2026年2月 春耕一线"
        assert office.services.selection_views.of_person(office.secretaries["二示例"]) == ()

    def test_villages_that_were_never_chosen_stand_first_then_the_longest_ago(self, office: Office) -> None:
        past = office.services.selections.record_past
        past("2026-04", "", [a_candidate(office, "一示例")])
        past("2026-02", "", [NominationDraft(unit_id=office.villages["东村"])])
        past("2025-11", "", [a_candidate(office, "三示例")])
        past("2023-01", "", [a_candidate(office, "四示例")])
        nominate(office, begin(office), "二示例", "三示例")
        lines = office.services.selection_views.rotation(date(2026, 6, 17))
        told = [(line.unit.name, line.chosen, line.nominated, line.last) for line in lines]
        assert told == [
            ("西村", 0, 1, ""),
            ("北村", 0, 0, "2023-01"),
            ("南村", 1, 2, "2025-11"),
            ("东村", 2, 2, "2026-04"),
        ]
        assert [one.selection.period for one in lines[-1].honours] == ["2026-04", "2026-02"]
        earlier = office.services.selection_views.rotation(date(2026, 3, 1))
        assert [line.last for line in earlier if line.unit.name == "东村"] == ["2026-02"]

    def test_communities_and_closed_villages_take_no_turn(self, office: Office) -> None:
        office.services.people.close_unit(office.villages["北村"], date(2026, 1, 1))
        lines = office.services.selection_views.rotation(date(2026, 6, 17))
        assert sorted(line.unit.name for line in lines) == ["东村", "南村", "西村"]


class TestEnded:
    """A selection that has come to its end."""

    def test_what_came_later_is_no_part_of_it(self, office: Office) -> None:
        poll = Poll(office)
        known: dict[str, Any] = {
            "person_id": office.secretaries["一示例"],
            "unit_id": office.villages["东村"],
        }
        poll.alter("徐示例", **known)
        publicity = poll.published()
        on_day(office, MONDAY_AFTER)
        office.services.decisions.finish(publicity.id, MONDAY_AFTER)
        register(office, a_problem_draft(office, unit_id=office.villages["东村"], deadline=date(2026, 6, 12)))
        line = view(office, poll.id).nominations[0]
        assert line.nomination.decision is Decision.CHOSEN
        assert line.changed
        office.services.decisions.announce(poll.id, MONDAY_AFTER)
        line = view(office, poll.id).nominations[0]
        assert (line.findings, line.changed) == ((), False)


def test_somebody_who_moved_stands_with_the_unit_of_the_nomination(office: Office) -> None:
    (nomination,) = nominate(office, begin(office))
    people = office.services.people
    people.move_member(office.secretaries["一示例"], office.villages["西村"], date(2026, 6, 10))
    line = line_of(office, nomination)
    assert (line.nomination.unit_name, line.unit.name if line.unit else "") == ("东村", "东村")
