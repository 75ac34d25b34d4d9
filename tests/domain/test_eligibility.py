"""What is found against a candidate by the rules alone, and how what was found at a verdict is compared with now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.candidate_findings import (
    Candidate,
    EligibilityFacts,
    Limits,
    Missed,
    findings,
    looked_back,
)
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.eligibility import (
    Finding,
    FindingKind,
    Row,
    kept_kind,
    since_verdict,
    speaks_against,
)
from gzparty.domain.inspection import Tour
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.period import Period
from gzparty.domain.problem import OPEN, ProblemState
from gzparty.domain.selection import Mention, Nomination, Reply
from gzparty.labels import sentence
from gzparty.labels.nominations import findings_text, gone_text
from tests.builders import a_person
from tests.problems import a_problem
from tests.selections import a_selection

TODAY, JUNE = date(2026, 6, 17), Period(2026, 6, 1)
ME, UNIT, OTHER = 3, 7, 8
K = FindingKind


def a_nomination(**facts: Any) -> Nomination:
    return replace(
        Nomination(1, "n", 1, 1, 1, "李示例", person_id=ME, unit_id=UNIT, unit_name="官庄村"), **facts
    )


def a_candidate(**facts: Any) -> Candidate:
    """李示例 of 官庄村, a member without a post."""
    return replace(Candidate(a_nomination(), person=a_person("李示例", id=ME)), **facts)


A_UNIT = Candidate(a_nomination(person_id=None, name="官庄村"), of_units=True)


def known(**facts: Any) -> EligibilityFacts:
    return EligibilityFacts(TODAY, JUNE, Limits(3, 1, 12), **facts)


def told(candidate: Candidate, facts: EligibilityFacts) -> list[str]:
    return [sentence(finding.said) for finding in findings(candidate, facts)]


def missed(*days: date, person: int = ME) -> list[Missed]:
    return [Missed(person, day, Row("training", n, f"2026-{n:02d}")) for n, day in enumerate(days, 1)]


def test_of_somebody_the_records_say_nothing_about_nothing_is_found() -> None:
    assert findings(a_candidate(), known()) == ()
    assert findings_text(()) == "本系统内未发现不符合情形"


class TestAbsent:
    """Unexcused absences."""

    def test_those_of_the_months_looked_back_on_count_the_first_and_the_last_day_too(self) -> None:
        rows = missed(date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1))
        (found,) = findings(a_candidate(), known(missed=rows))
        assert sentence(found.said) == "近 3 个月缺席 2 次"
        assert [row.number for row in found.rows] == ["2026-02", "2026-03"]

    def test_somebody_elses_do_not_and_a_unit_has_none(self) -> None:
        rows = missed(date(2026, 6, 1), person=4)
        assert findings(a_candidate(), known(missed=rows)) == ()
        assert findings(A_UNIT, known(missed=missed(date(2026, 6, 1)))) == ()

    def test_fewer_than_the_office_asks_about_are_not_named(self) -> None:
        facts = replace(known(missed=missed(date(2026, 6, 1))), limits=Limits(3, 2, 12))
        assert findings(a_candidate(), facts) == ()
        both = replace(facts, missed=missed(date(2026, 6, 1), date(2026, 6, 2)))
        assert told(a_candidate(), both) == ["近 3 个月缺席 2 次"]

    def test_over_the_turn_of_a_year(self) -> None:
        assert looked_back(Period(2026, 1, 1), 3).first == date(2025, 11, 1)
        assert looked_back(Period(2026, 1, 1), 3).last == date(2026, 1, 31)
        assert looked_back(JUNE, 1) == JUNE


class TestProblems:
    """The ledger."""

    @pytest.mark.parametrize("state", ProblemState)
    def test_only_open_ones_are_overdue(self, state: ProblemState) -> None:
        row = a_problem(responsible_id=ME, state=state)
        found = told(a_candidate(), known(problems=[row]))
        assert found == (["逾期未销号 1 条"] if state in OPEN else [])

    @pytest.mark.parametrize(
        ("deadline", "overdue"),
        [(date(2026, 6, 16), True), (TODAY, False), (date(2026, 6, 18), False), (None, False)],
    )
    def test_from_the_day_after_the_deadline(self, deadline: date | None, overdue: bool) -> None:
        row = a_problem(responsible_id=ME, deadline=deadline)
        assert bool(findings(a_candidate(), known(problems=[row]))) is overdue

    @pytest.mark.parametrize(
        ("facts", "concerned"),
        [
            ({"responsible_id": ME, "unit_id": OTHER}, True),
            ({"leader_id": ME, "unit_id": OTHER}, True),
            ({"verifier_id": ME}, False),
            ({"responsible_id": 4, "responsible": "李示例"}, False),
            ({"responsible": "王示例、李 示例（支部书记）"}, True),
            ({"responsible": "李示例", "unit_id": OTHER}, False),
            ({"leader": "李示例", "responsible": ""}, True),
            ({"responsible": "李示例的弟弟"}, False),
        ],
    )
    def test_who_answers_for_it_or_leads_it_is_concerned(
        self, facts: dict[str, Any], concerned: bool
    ) -> None:
        blank = {"responsible": "", "leader": "", "unit_id": UNIT}
        row = a_problem(**{**blank, **facts})
        assert bool(findings(a_candidate(), known(problems=[row]))) is concerned

    def test_a_secretary_is_concerned_by_all_of_the_own_unit(self) -> None:
        rows = [
            a_problem(id=1, responsible="", leader="", unit_id=UNIT),
            a_problem(id=2, responsible="", leader="", unit_id=OTHER),
        ]
        secretary = a_candidate(secretary_of=frozenset({UNIT}))
        (found,) = findings(secretary, known(problems=rows))
        assert [row.id for row in found.rows] == [1]

    def test_a_unit_by_its_own_whoever_answers_for_them(self) -> None:
        rows = [a_problem(id=1, unit_id=UNIT), a_problem(id=2, unit_id=OTHER)]
        assert told(A_UNIT, known(problems=rows)) == ["逾期未销号 1 条"]

    def test_one_opened_again_lately_counts_whatever_its_state_unless_it_was_withdrawn(self) -> None:
        row = a_problem(responsible_id=ME, state=ProblemState.CLOSED, round=2)
        facts = known(problems=[row], reopened={row.id: [date(2026, 4, 1)]})
        (found,) = findings(a_candidate(), facts)
        assert sentence(found.said) == "近 3 个月重新整改 1 条"
        assert found.rows == (Row("problem", row.id, "2026-022-R1"),)
        gone = replace(row, state=ProblemState.WITHDRAWN)
        assert findings(a_candidate(), replace(facts, problems=[gone])) == ()
        earlier = replace(facts, reopened={row.id: [date(2026, 3, 31)]})
        assert findings(a_candidate(), earlier) == ()


class TestCirculars:
    """Circulars of the month."""

    TOUR = Tour(5, "t", "2026-03", "6月联合督查", date(2026, 6, 16), issue=3)

    def test_a_numbered_circular_that_told_of_a_problem_of_the_candidate(self) -> None:
        mine = a_problem(id=1, responsible_id=ME, inspection_id=40, deadline=None)
        others = a_problem(id=2, responsible_id=4, inspection_id=40, deadline=None)
        elsewhere = a_problem(id=3, responsible_id=ME, inspection_id=41, deadline=None)
        facts = known(problems=[mine, others, elsewhere], circulars={40: self.TOUR})
        (found,) = findings(a_candidate(), facts)
        assert sentence(found.said) == "本月第 3 期督查通报点到问题 1 条"
        assert [(row.record, row.id) for row in found.rows] == [("tour", 5), ("problem", 1)]

    def test_what_turned_out_to_be_no_problem_does_not_count(self) -> None:
        row = a_problem(responsible_id=ME, inspection_id=40, state=ProblemState.WITHDRAWN)
        assert findings(a_candidate(), known(problems=[row], circulars={40: self.TOUR})) == ()

    @pytest.mark.parametrize(
        ("day", "who", "named"),
        [
            (date(2026, 6, 1), {"person_id": ME}, True),
            (date(2026, 6, 30), {"person_id": ME}, True),
            (date(2026, 5, 31), {"person_id": ME}, False),
            (date(2026, 6, 8), {"person_id": 4, "unit_id": UNIT}, False),
            (date(2026, 6, 8), {"unit_id": UNIT}, False),
        ],
    )
    def test_one_from_elsewhere_names_whom_it_names(
        self, day: date, who: dict[str, int], named: bool
    ) -> None:
        facts = known(mentions=[Mention(9, "m", day, "作风问题通报", **who)])  # type: ignore[arg-type]
        found = told(a_candidate(), facts)
        assert found == ([f"6月{day.day}日被通报：作风问题通报"] if named else [])

    def test_one_that_names_a_unit_falls_on_it_and_on_its_secretary(self) -> None:
        facts = known(mentions=[Mention(9, "m", date(2026, 6, 8), "作风问题通报", unit_id=UNIT)])
        secretary = a_candidate(secretary_of=frozenset({UNIT}))
        assert told(secretary, facts) == told(A_UNIT, facts) == ["6月8日被通报：作风问题通报"]


class TestChosen:
    """Chosen not long ago."""

    @pytest.mark.parametrize(
        ("period", "again"),
        [("2026-06", True), ("2026-02", True), ("2025-07", True), ("2025-06", False), ("2026-07", False)],
    )
    def test_fewer_than_twelve_months_ago(self, period: str, again: bool) -> None:
        before = a_selection(id=2, period=period, number=period)
        facts = known(chosen=[(a_nomination(selection_id=2), before)])
        found = told(a_candidate(), facts)
        year, month = period.split("-")
        assert found == ([f"{year}年{int(month)}月评过，间隔不满 12 个月"] if again else [])

    def test_neither_this_selection_itself_nor_somebody_elses(self) -> None:
        own, other = a_selection(id=1), a_selection(id=2, period="2026-02")
        pairs = [(a_nomination(), own), (a_nomination(person_id=4, name="王示例"), other)]
        assert findings(a_candidate(), known(chosen=pairs)) == ()

    def test_no_interval_is_no_rule(self) -> None:
        before = a_selection(id=2, period="2026-06")
        facts = replace(known(chosen=[(a_nomination(), before)]), limits=Limits(3, 1, 0))
        assert findings(a_candidate(), facts) == ()

    def test_the_latest_is_named_and_each_stands_behind_it(self) -> None:
        pairs = [
            (a_nomination(), a_selection(id=n, period=period, number=period))
            for n, period in ((2, "2026-02"), (3, "2025-09"))
        ]
        (found,) = findings(a_candidate(), known(chosen=pairs))
        assert sentence(found.said).startswith("2026年2月评过")
        assert [row.number for row in found.rows] == ["2026-02", "2025-09"]


class TestStanding:
    """Probation, and those who are gone."""

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (PartialDate(2026, 9, 12), "预备党员，转正日 2026-09-12"),
            (PartialDate(2026, 9), "预备党员，转正日 2026-09"),
            (None, "预备党员，转正日没有登记"),
        ],
    )
    def test_a_probationary_member_is_noted_which_weighs_nothing(
        self, day: PartialDate | None, words: str
    ) -> None:
        (found,) = findings(a_candidate(probationary=True, probation_ends=day), known())
        assert sentence(found.said) == words
        assert not found.weighs

    @pytest.mark.parametrize(("ended", "gone"), [(TODAY, True), (date(2026, 6, 18), False), (None, False)])
    def test_somebody_who_has_left_by_today(self, ended: date | None, gone: bool) -> None:
        candidate = a_candidate(person=a_person("李示例", id=ME, ended_on=ended))
        assert told(candidate, known()) == (["6月17日已经离开"] if gone else [])

    def test_a_unit_that_is_no_more(self) -> None:
        assert told(replace(A_UNIT, closed=True), known()) == ["单位已经撤销或合并"]
        assert told(A_UNIT, known()) == []


def found(kind: FindingKind, *ids: int) -> Finding:
    return Finding(
        kind,
        Diagnostic(Level.WARNING, "eligible_overdue", {"n": len(ids)}),
        tuple(Row("problem", n) for n in ids),
    )


class TestSinceTheVerdict:
    """What was found at the verdict beside what is found now."""

    @pytest.mark.parametrize(
        ("before", "now", "came", "went"),
        [
            ([], [], [], []),
            ([found(K.OVERDUE, 1)], [found(K.OVERDUE, 1)], [], []),
            ([], [found(K.OVERDUE, 1)], ["overdue=problem:1"], []),
            ([found(K.OVERDUE, 1)], [], [], ["overdue=problem:1"]),
            ([found(K.OVERDUE, 1, 2)], [found(K.OVERDUE, 2)], [], ["overdue=problem:1"]),
            ([found(K.OVERDUE, 1)], [found(K.OVERDUE, 1, 2)], ["overdue=problem:1,problem:2"], []),
            ([found(K.OVERDUE, 1)], [found(K.REOPENED, 1)], ["reopened=problem:1"], ["overdue=problem:1"]),
            (
                [found(K.CIRCULAR, 1), found(K.CIRCULAR, 2)],
                [found(K.CIRCULAR, 2)],
                [],
                ["circular=problem:1"],
            ),
        ],
    )
    def test_each_row_that_came_or_went_shows(
        self, before: Sequence[Finding], now: Sequence[Finding], came: list[str], went: list[str]
    ) -> None:
        new, gone = since_verdict([one.key for one in before], now)
        assert [one.key for one in new] == came
        assert list(gone) == went

    @given(
        st.dictionaries(st.sampled_from(K), st.sets(st.integers(1, 5), min_size=1)),
        st.dictionaries(st.sampled_from(K), st.sets(st.integers(1, 5), min_size=1)),
    )
    def test_nothing_came_or_went_only_where_both_are_the_same(
        self, one: dict[FindingKind, set[int]], other: dict[FindingKind, set[int]]
    ) -> None:
        before, now = ([found(kind, *ids) for kind, ids in told.items()] for told in (one, other))
        came, went = since_verdict([finding.key for finding in before], now)
        assert (not came and not went) is (one == other)

    def test_what_went_is_said_by_its_kind(self) -> None:
        assert kept_kind("overdue=problem:1") is K.OVERDUE
        assert gone_text("overdue=problem:1") == "审核时有“逾期未销号”，现在已经更正"


@pytest.mark.parametrize(
    ("level", "reply", "against"),
    [
        (Level.WARNING, Reply.NONE, True),
        (Level.NOTE, Reply.CLEAR, False),
        (Level.NOTE, Reply.UNSUITABLE, True),
        (Level.WARNING, Reply.CLEAR, True),
    ],
)
def test_passing_needs_a_reason_where_something_weighs_or_an_answer_speaks_against_it(
    level: Level, reply: Reply, against: bool
) -> None:
    finding = Finding(K.OVERDUE, Diagnostic(level, "eligible_overdue", {"n": 1}))
    assert speaks_against([finding], reply) is against
    assert speaks_against([], Reply.NONE) is False
