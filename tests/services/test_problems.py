"""The ledger: registered, taken through its steps, refused with every reason, undone and done again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from gzparty.domain.problem import Lane, ProblemSource, ProblemState, Step
from gzparty.services.people import PersonDraft
from gzparty.services.problem_drafts import StepFacts
from tests.builders import Office
from tests.problems import FOUND, TODAY, a_draft, closed, refused, register, submitted, take

LATER = date(2026, 6, 30)


def state_of(office: Office, problem_id: int) -> ProblemState:
    return office.store.problems.get(problem_id).state


class TestRegister:
    """New problems."""

    def test_each_gets_the_next_number_of_the_year_it_was_found_and_an_event(self, office: Office) -> None:
        first, second, old = register(
            office, a_draft(office), a_draft(office, "去向牌"), a_draft(office, found_on=date(2025, 12, 30))
        )
        assert [row.number for row in (first, second, old)] == ["2026-001", "2026-002", "2025-001"]
        (event,) = office.store.problems.events([first.id])
        assert (event.step, event.happened_on, event.new_deadline) == (
            Step.REGISTER,
            first.found_on,
            first.deadline,
        )

    def test_a_number_undone_is_never_given_again(self, office: Office) -> None:
        register(office)
        office.services.offices.undo()
        (again,) = register(office)
        assert again.number == "2026-002"
        office.services.problems.delete([again.id])
        assert register(office)[0].number == "2026-003"

    def test_several_are_one_deed_named_by_their_unit(self, office: Office) -> None:
        done = office.services.problems.register([a_draft(office), a_draft(office, "去向牌没更新")])
        assert done.name == "登记问题：管城社区 2 条"
        office.services.offices.undo()
        assert office.services.problem_views.ledger(None).lines == ()

    def test_where_it_comes_from_follows_from_what_it_is_linked_to(self, office: Office) -> None:
        assert register(office)[0].source is ProblemSource.OTHER
        assert register(office, a_draft(office, source=ProblemSource.AUDIT))[0].source is ProblemSource.AUDIT

    def test_what_was_done_at_once_waits_for_verification(self, office: Office) -> None:
        done, undone = register(
            office,
            a_draft(office, lane=Lane.PROMPT, done_on=FOUND),
            a_draft(office, lane=Lane.PROMPT),
        )
        assert (done.state, undone.state) == (ProblemState.SUBMITTED, ProblemState.REGISTERED)

    def test_names_stand_for_people_where_one_alone_bears_them(self, office: Office) -> None:
        for _twice in range(2):
            office.services.people.add_person(PersonDraft("周示例"))
        row = register(
            office, a_draft(office, responsible="一 示例（东村）", verifier="周示例", leader="一示例、二示例")
        )[0]
        assert row.responsible_id == office.secretaries["一示例"]
        assert (row.verifier_id, row.leader_id) == (None, None)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"text": "  "}, "存在问题还没写。"),
            ({"found_on": None}, "发现时间还没写。"),
            ({"unit_id": 999}, "单位还没选。"),
            ({"found_on": date(2026, 6, 18)}, "发现时间 6月18日还没到，今天是 6月17日"),
            ({"deadline": date(2026, 5, 27)}, "整改时限 5月27日早于发现时间 5月28日"),
            ({"done_on": date(2026, 6, 18)}, "完成时间 6月18日还没到"),
            ({"done_on": date(2026, 5, 27)}, "完成时间 5月27日早于发现时间 5月28日"),
            ({"text": "长" * 4001}, "4001"),
        ],
    )
    def test_what_cannot_be_is_refused_in_a_sentence(
        self, office: Office, changes: dict[str, object], said: str
    ) -> None:
        before = office.dump()
        assert said in refused(lambda: register(office, a_draft(office, **changes)))  # type: ignore[arg-type]
        assert office.dump() == before

    def test_of_several_each_that_cannot_be_is_named_by_its_place(self, office: Office) -> None:
        wrong = a_draft(office, deadline=date(2026, 5, 1))
        said = refused(lambda: register(office, a_draft(office), wrong, a_draft(office, text="")))
        assert said.splitlines() == [
            "第 2 条：“值班记录漏记 2 天”的整改时限 5月1日早于发现时间 5月28日。改其中一个日期。",
            "第 3 条：存在问题还没写。",
            "3 条问题一条都没有改。",
        ]

    def test_a_unit_that_is_gone_is_not_blamed_any_more(self, office: Office) -> None:
        office.services.people.close_unit(office.communities["管城社区"], date(2026, 6, 1))
        assert "管城社区已经撤销或合并" in refused(lambda: register(office))


class TestStep:
    """One step with one or several."""

    def test_the_whole_chain_to_the_look_back_and_a_second_round(self, office: Office) -> None:
        (row,) = register(office, a_draft(office, source=ProblemSource.JOINT))
        after = closed(office, row)
        assert (after.state, after.closed_on) == (ProblemState.CLOSED, TODAY)
        take(office, row, Step.LOOK_BACK, verifier="周示例")
        again = take(office, row, Step.REOPEN, note="又漏记了", until=LATER)
        assert (again.printed_number, again.deadline) == ("2026-001-R1", LATER)
        detail = office.services.problem_views.detail(row.id)
        assert [event.round for event in detail.events] == [1, 1, 1, 1, 1, 2]
        assert [paper.round for paper in detail.papers] == [1]
        assert (detail.line.relapses, detail.line.evidence) == (1, 0)
        said = refused(lambda: take(office, row, Step.SUBMIT, result="补了", done_on=TODAY))
        assert "缺佐证材料" in said

    def test_several_go_together_or_not_at_all(self, office: Office) -> None:
        first, second, third = register(
            office,
            a_draft(office),
            a_draft(office, measure=""),
            a_draft(office, responsible="", deadline=None),
        )
        before = office.dump()
        ids = [first.id, second.id, third.id]
        said = refused(lambda: office.services.problems.step(ids, Step.START, StepFacts(TODAY)))
        assert said.splitlines() == [
            "2026-002 号问题还不能开始整改，缺整改措施。补上就可以。",
            "2026-003 号问题还不能开始整改，缺责任人、整改时限。补上就可以。",
            "3 条问题一条都没有改。",
        ]
        assert office.dump() == before
        facts = StepFacts(TODAY, responsible="王示例", measure="补记", until=date(2026, 6, 26))
        done = office.services.problems.step(ids, Step.START, facts)
        assert done.name == "开始整改 3 条问题"
        assert {row.state for row in done.value} == {ProblemState.RECTIFYING}
        office.services.offices.undo()
        assert office.dump() == before
        office.services.offices.redo()
        assert state_of(office, third.id) is ProblemState.RECTIFYING

    def test_a_day_ahead_is_refused(self, office: Office) -> None:
        (row,) = register(office)
        said = refused(lambda: take(office, row, Step.ASSIGN, date(2026, 6, 18)))
        assert said.splitlines() == ["分办的日子 6月18日还没到。改一下日期。", "什么都没有改。"]

    def test_an_extension_counts_and_keeps_the_old_deadline(self, office: Office) -> None:
        (row,) = register(office)
        take(office, row, Step.EXTEND, note="防汛值守", approver="马示例", until=date(2026, 6, 29))
        take(office, row, Step.EXTEND, note="等配件", approver="马示例", until=LATER)
        detail = office.services.problem_views.detail(row.id)
        assert [(e.old_deadline, e.new_deadline) for e in detail.events if e.step is Step.EXTEND] == [
            (date(2026, 6, 26), date(2026, 6, 29)),
            (date(2026, 6, 29), LATER),
        ]
        assert detail.line.extensions == 2

    def test_none_and_gone_are_said(self, office: Office) -> None:
        assert "先在台账里勾选" in refused(
            lambda: office.services.problems.step([], Step.NOTE, StepFacts(TODAY))
        )
        assert "已经不在台账里" in refused(
            lambda: office.services.problems.step([99], Step.NOTE, StepFacts(TODAY))
        )

    def test_the_verifier_is_compared_by_the_person_behind_the_name(self, office: Office) -> None:
        (row,) = register(office, a_draft(office, responsible="一示例"))
        submitted(office, row)
        said = refused(lambda: take(office, row, Step.CLOSE, verifier="一 示例（镇纪委）"))
        assert "由一示例负责，验收要由别人来" in said

    def test_a_return_and_a_chase_are_counted_and_told(self, office: Office) -> None:
        (row,) = register(office)
        submitted(office, row)
        take(office, row, Step.RETURN, note="缺原因说明", verifier="周示例")
        take(office, row, Step.CHASE, actor="张示例")
        line = office.services.problem_views.lines([row.id])[0]
        assert (line.returns, line.problem.state, line.problem.done_on) == (1, ProblemState.RECTIFYING, None)
        returned = office.services.problem_views.detail(row.id).events[-2]
        assert (returned.step, returned.actor, returned.note) == (Step.RETURN, "周示例", "缺原因说明")


class TestLookBack:
    """When a closed problem is to be looked at again."""

    def test_findings_of_a_tour_are_looked_back_at_on_a_workday(self, office: Office) -> None:
        office.services.offices.change_settings({"look_back_days": 31})
        (row,) = register(office, a_draft(office, source=ProblemSource.JOINT))
        after = closed(office, row)
        assert after.look_back_on == date(2026, 7, 20)

    def test_a_plain_finding_is_not_but_its_repeat_is(self, office: Office) -> None:
        first, second = register(
            office, a_draft(office), a_draft(office, "值班记录又漏记", found_on=date(2026, 6, 1))
        )
        assert closed(office, first).look_back_on is None
        assert closed(office, second).look_back_on == date(2026, 7, 17)

    def test_the_clerk_may_choose_another_day_or_none(self, office: Office) -> None:
        first, second = register(
            office,
            a_draft(office, source=ProblemSource.SUPERIOR),
            a_draft(office, "去向牌", source=ProblemSource.SUPERIOR, category=""),
        )
        assert closed(office, first, look_back_on=LATER).look_back_on == LATER
        assert closed(office, second, no_look_back=True).look_back_on is None


class TestPrompt:
    """即知即改: several lines at once, registered and closed."""

    def test_several_are_registered_and_closed_in_one_deed(self, office: Office) -> None:
        drafts = [
            a_draft(office, text, done_on=FOUND, verifier="周示例", deadline=None)
            for text in ("值班室物品堆放杂乱", "下班没关灯")
        ]
        before = office.dump()
        done = office.services.problems.prompt(drafts)
        assert done.name == "即知即改：管城社区 2 条"
        assert [(row.state, row.closed_on, row.lane) for row in done.value] == [
            (ProblemState.CLOSED, FOUND, Lane.PROMPT)
        ] * 2
        steps = [event.step for event in office.store.problems.events([done.value[0].id])]
        assert steps == [Step.REGISTER, Step.CLOSE]
        office.services.offices.undo()
        assert office.dump() == before
        office.services.offices.redo()
        assert len(office.services.problem_views.ledger(2026).figures.closed) == 2

    def test_each_line_that_lacks_something_is_named_and_none_is_stored(self, office: Office) -> None:
        good = a_draft(office, "没关灯", done_on=FOUND, verifier="周示例")
        drafts = [good, replace(good, done_on=None, verifier=None), replace(good, verifier="李示例")]
        before = office.dump()
        assert refused(lambda: office.services.problems.prompt(drafts)).splitlines() == [
            "第 2 条：“没关灯”还不能销号，缺完成时间、验收人。补上就可以。",
            "第 3 条：“没关灯”由李示例负责，验收要由别人来。换一个验收人。",
            "3 条问题一条都没有改。",
        ]
        assert office.dump() == before


def test_a_month_of_the_ledger_is_undone_to_the_last_row(office: Office) -> None:
    empty = office.dump()
    (row,) = register(office)
    closed(office, row)
    office.clock.moment = datetime(2026, 6, 18, 9)
    take(office, row, Step.REOPEN, date(2026, 6, 18), note="又犯", until=LATER)
    whole = office.dump()
    for _deed in range(6):
        office.services.offices.undo()
    left = office.dump()
    assert left["problem"] == left["problem_event"] == left["evidence"] == []
    assert left["problem"] == empty["problem"]
    for _deed in range(6):
        office.services.offices.redo()
    assert {k: whole[k] for k in ("problem", "problem_event", "evidence")} == {
        k: office.dump()[k] for k in ("problem", "problem_event", "evidence")
    }
