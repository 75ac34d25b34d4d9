"""Corrections of a problem: what may still be typed over, what has to go by a step, and taking a slip back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gzparty.domain.problem import Lane, Step
from gzparty.services.problem_drafts import ProblemDraft
from tests.builders import Office
from tests.problems import a_draft, closed, refused, register, submitted, take

LATER = date(2026, 6, 30)


class TestChange:
    """Corrections of an open problem."""

    def test_none_leaves_what_is_there(self, office: Office) -> None:
        (row,) = register(office)
        draft = ProblemDraft(row.unit_id, measure="每天签字")
        after = office.services.problems.change(row.id, draft).value
        assert after == replace(row, measure="每天签字")
        assert office.services.problems.change(row.id, draft).action == 0

    @pytest.mark.parametrize(
        ("step", "said"),
        [
            (Step.CLOSE, "2026-001 号问题已销号，不能再改。问题又出现了，用“重新整改”另起一轮。"),
            (Step.LOOK_BACK, "2026-001 号问题已回头看，不能再改。"),
        ],
    )
    def test_what_is_closed_is_read_only_and_the_way_is_named(
        self, office: Office, step: Step, said: str
    ) -> None:
        (row,) = register(office)
        closed(office, row)
        if step is Step.LOOK_BACK:
            take(office, row, step, verifier="周示例")
        before = office.dump()
        draft = ProblemDraft(row.unit_id, text="改小一点")
        assert said in refused(lambda: office.services.problems.change(row.id, draft))
        assert office.dump() == before

    def test_what_is_withdrawn_is_read_only_too(self, office: Office) -> None:
        (row,) = register(office)
        take(office, row, Step.WITHDRAW, note="重复登记", approver="马示例")
        said = refused(lambda: office.services.problems.change(row.id, ProblemDraft(row.unit_id, text="改")))
        assert said.startswith("2026-001 号问题已经撤销立项，不能再改。")

    def test_a_deadline_told_to_somebody_moves_later_only_by_extension(self, office: Office) -> None:
        (row,) = register(office)
        later = ProblemDraft(row.unit_id, deadline=LATER)
        assert office.services.problems.change(row.id, later).value.deadline == LATER
        take(office, row, Step.ASSIGN)
        said = refused(
            lambda: office.services.problems.change(
                row.id, ProblemDraft(row.unit_id, deadline=date(2026, 7, 3))
            )
        )
        assert "时限 6月30日已经定了，改晚要用“延期”" in said
        emptied = ProblemDraft(row.unit_id, cleared=("deadline",))
        assert "改晚要用“延期”" in refused(lambda: office.services.problems.change(row.id, emptied))

    def test_a_deadline_already_past_is_not_moved_by_a_correction(self, office: Office) -> None:
        (row,) = register(office, a_draft(office, deadline=date(2026, 6, 11)))
        said = refused(
            lambda: office.services.problems.change(row.id, ProblemDraft(row.unit_id, deadline=LATER))
        )
        assert "改晚要用“延期”" in said

    def test_a_deadline_corrected_stays_readable(self, office: Office) -> None:
        (row,) = register(office)
        office.services.problems.change(row.id, ProblemDraft(row.unit_id, deadline=date(2026, 6, 19)))
        event = office.services.problem_views.detail(row.id).events[-1]
        assert (event.step, event.old_deadline, event.new_deadline) == (
            Step.NOTE,
            date(2026, 6, 26),
            date(2026, 6, 19),
        )
        assert office.services.problem_views.lines([row.id])[0].extensions == 0

    def test_what_a_state_was_reached_with_cannot_be_emptied(self, office: Office) -> None:
        (row,) = register(office)
        submitted(office, row)
        emptied = ProblemDraft(row.unit_id, responsible="", result="", cleared=("done_on",))
        assert refused(lambda: office.services.problems.change(row.id, emptied)).splitlines() == [
            "2026-001 号问题待验收，责任人、整改情况、完成时间不能空着。写上再存。",
            "什么都没有改。",
        ]

    def test_nothing_under_way_becomes_prompt_to_be_closed_without_evidence(self, office: Office) -> None:
        (row,) = register(office)
        take(office, row, Step.ASSIGN)
        prompt = ProblemDraft(row.unit_id, lane=Lane.PROMPT)
        said = refused(lambda: office.services.problems.change(row.id, prompt))
        assert said.startswith("2026-001 号问题已分办，不能再改成即知即改。")

    def test_a_problem_is_not_found_after_it_was_dealt_with(self, office: Office) -> None:
        (row,) = register(office)
        take(office, row, Step.ASSIGN, date(2026, 6, 1))
        late = ProblemDraft(row.unit_id, found_on=date(2026, 6, 2))
        said = refused(lambda: office.services.problems.change(row.id, late))
        assert "6月1日就已经在办了，发现时间不能是 6月2日" in said


class TestDelete:
    """Taking a slip back."""

    def test_only_what_nobody_took_up_is_deleted_and_comes_back_whole(self, office: Office) -> None:
        first, second = register(office, a_draft(office), a_draft(office, "去向牌"))
        before = office.dump()
        office.services.problems.delete([first.id, second.id])
        assert office.store.problems.all() == []
        office.services.offices.undo()
        assert office.dump() == before
        take(office, second, Step.ASSIGN)
        said = refused(lambda: office.services.problems.delete([first.id, second.id]))
        assert said.startswith("2026-002 号问题已分办，不能删除。")
        assert said.endswith("2 条问题一条都没有改。")

    def test_what_has_evidence_is_kept(self, office: Office) -> None:
        (row,) = register(office)
        office.services.problems.add_paper(row.id, "签字表", "3号盒")
        assert "有佐证材料，不能删除" in refused(lambda: office.services.problems.delete([row.id]))
