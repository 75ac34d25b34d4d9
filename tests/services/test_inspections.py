"""Self-inspections: registered with what they found, changed, deleted, and never at odds with the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.folder import FolderKind
from gzparty.domain.inspection import Answer, Inspection, InspectionKind
from gzparty.domain.people import UnitKind
from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState, Step
from gzparty.labels import refusal_text, sentence
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.new_files import Taken
from gzparty.services.people import UnitDraft
from gzparty.services.problem_drafts import ProblemDraft, StepFacts
from tests.builders import TODAY, Office

ROSTER, MEETINGS, CARS = "duty_roster", "meetings", "vehicles"
TITLES = {ROSTER: "值班值守", MEETINGS: "会风会纪", CARS: "公务用车"}


@pytest.fixture
def dept(office: Office) -> int:
    """A department, 应急办."""
    return office.services.people.add_unit(UnitDraft("应急办", UnitKind.DEPARTMENT)).value.id


def item(code: str, answer: Answer = Answer.FINE, *texts: str, **facts: object) -> ItemDraft:
    problems = tuple(ProblemDraft(0, text, **facts) for text in texts)  # type: ignore[arg-type]
    return ItemDraft(code, TITLES[code], answer, problems=problems)


def a_draft(unit_id: int, *items: ItemDraft, held_on: date = TODAY, **changes: object) -> InspectionDraft:
    """曹示例 looked at 值班值守 and 会风会纪 and found nothing."""
    chosen = items or (item(ROSTER), item(MEETINGS))
    draft = InspectionDraft(unit_id, held_on, "曹示例", items=chosen)
    return replace(draft, **changes)  # type: ignore[arg-type]


def registered(office: Office, draft: InspectionDraft) -> Inspection:
    return office.services.inspections.register(draft).value


def with_problem(office: Office, unit_id: int, **facts: object) -> tuple[Inspection, Problem]:
    """An inspection that found somebody late."""
    late = item(MEETINGS, Answer.PROBLEM, "防汛会商会 2 人迟到 10 分钟", **facts)
    inspection = registered(office, a_draft(unit_id, item(ROSTER), late))
    (problem,) = office.store.problems.of_inspections([inspection.id])
    return inspection, problem


def refused(call: object, *args: object) -> tuple[str, str]:
    with pytest.raises(Refusal) as caught:
        call(*args)  # type: ignore[operator]
    text = refusal_text(caught.value)
    assert text.endswith("。")
    return caught.value.diagnostics[0].code, text


def warnings(office: Office, inspection: Inspection) -> Sequence[str]:
    return [sentence(one) for one in office.services.inspection_views.detail(inspection.id).warnings]


def under_way(office: Office, problem: Problem) -> None:
    office.services.problems.step([problem.id], Step.ASSIGN, StepFacts(TODAY, responsible="李示例"))


def test_a_problem_goes_into_the_ledger_in_the_same_deed_linked_both_ways(office: Office, dept: int) -> None:
    before = office.dump()
    inspection, problem = with_problem(office, dept, deadline=date(2026, 6, 29), responsible="李示例")
    assert inspection.number == "2026-001"
    assert (problem.unit_id, problem.source, problem.category) == (dept, ProblemSource.SELF, "会风会纪")
    assert (problem.found_on, problem.deadline, problem.state) == (
        TODAY,
        date(2026, 6, 29),
        ProblemState.REGISTERED,
    )
    view = office.services.inspection_views.detail(inspection.id)
    assert [line.problem.number for line in view.problems] == ["2026-001"]
    assert problem.item_id == view.items[1].id
    assert office.services.problem_views.detail(problem.id).inspection == inspection
    deed = next(iter(office.store.journal.deeds(1)))
    assert deed.name == "登记 应急办 6月第 1 次自查"
    office.services.offices.undo()
    assert office.dump() == before


def test_what_was_put_right_on_the_spot_is_closed_in_one_line(office: Office, dept: int) -> None:
    _inspection, problem = with_problem(
        office, dept, lane=Lane.PROMPT, done_on=TODAY, verifier="孙示例", responsible="李示例"
    )
    assert (problem.state, problem.verifier) == (ProblemState.CLOSED, "孙示例")


def test_items_keep_their_order_and_nothing_is_answered_by_itself(office: Office, dept: int) -> None:
    draft = a_draft(dept, ItemDraft(CARS, "公务用车"), item(ROSTER))
    view = office.services.inspection_views.detail(registered(office, draft).id)
    assert [(one.title, one.answer) for one in view.items] == [
        ("公务用车", Answer.OPEN),
        ("值班值守", Answer.FINE),
    ]


def test_which_one_of_its_month_an_inspection_is_follows_from_its_day(office: Office, dept: int) -> None:
    later = registered(office, a_draft(dept))
    earlier = registered(office, a_draft(dept, held_on=date(2026, 6, 3)))
    registered(office, a_draft(dept, held_on=date(2026, 5, 3)))
    registered(office, a_draft(office.communities["利见社区"], held_on=date(2026, 6, 1)))
    views = office.services.inspection_views
    assert (views.detail(earlier.id).ordinal, views.detail(later.id).ordinal) == (1, 2)
    assert [view.inspection.id for view in views.of_unit(dept, 2026)][:2] == [later.id, earlier.id]


def test_an_inspection_made_up_later_counts_for_the_month_it_names(office: Office, dept: int) -> None:
    made_up = registered(office, a_draft(dept, held_on=date(2026, 6, 3), period="2026-05"))
    assert made_up.period == "2026-05"
    changed = office.services.inspections.change(made_up.id, a_draft(dept, held_on=date(2026, 6, 4))).value
    assert changed.period == "2026-05"
    plain = registered(office, a_draft(dept, held_on=date(2026, 6, 3)))
    assert office.services.inspections.change(
        plain.id, a_draft(dept, held_on=date(2026, 5, 30))
    ).value.period == ("2026-05")


def test_a_village_that_owes_no_inspection_may_still_record_one(office: Office) -> None:
    assert registered(office, a_draft(office.villages["东村"])).unit_id == office.villages["东村"]


def test_wrong_input_is_refused_and_nothing_is_stored(office: Office, dept: int) -> None:
    before = office.dump()
    register = office.services.inspections.register
    silent = ItemDraft(MEETINGS, "会风会纪", Answer.PROBLEM)
    blank = item(MEETINGS, Answer.PROBLEM, "有人迟到", " ")
    stray = item(MEETINGS, Answer.FINE, "有人迟到")
    hasty = item(MEETINGS, Answer.PROBLEM, "有人迟到", deadline=date(2026, 6, 16))
    for draft, code, words in (
        (a_draft(dept, held_on=date(2026, 6, 18)), "inspection_day_ahead", "6月18日还没到"),
        (a_draft(dept, silent), "inspection_problem_untold", "“会风会纪”"),
        (a_draft(dept, blank), "inspection_problem_untold", "“会风会纪”"),
        (a_draft(dept, stray), "inspection_problem_elsewhere", "“会风会纪”"),
        (a_draft(dept, hasty), "inspection_deadline_before", "6月16日早于检查的日子 6月17日"),
        (a_draft(dept, period="2026-07"), "inspection_month_ahead", "不能算 7 月的"),
        (a_draft(dept, period="2026"), "inspection_month_unreadable", "“2026”"),
        (a_draft(dept, held_on=date(1826, 6, 17)), "day_out_of_range", "1826"),
    ):
        found, text = refused(register, draft)
        assert (found, words in text) == (code, True), text
    assert office.dump() == before


def test_a_unit_that_was_closed_by_then_records_none(office: Office, dept: int) -> None:
    office.services.people.close_unit(dept, date(2026, 6, 1))
    assert refused(office.services.inspections.register, a_draft(dept))[0] == "inspection_unit_closed"
    assert registered(office, a_draft(dept, held_on=date(2026, 5, 20))).period == "2026-05"


def test_who_inspected_should_not_answer_for_what_was_found(office: Office, dept: int) -> None:
    inspection, _problem = with_problem(office, dept, responsible="李示例、曹示例（内勤）")
    assert warnings(office, inspection) == ["曹示例既是检查人又是责任人，最好换一个人查"]
    other, _problem = with_problem(office, office.communities["利见社区"], responsible="李示例")
    assert warnings(office, other) == []


def test_several_units_are_one_deed_each_once_and_none_is_no_deed(office: Office, dept: int) -> None:
    before = office.dump()
    other = office.services.people.add_unit(UnitDraft("党政办", UnitKind.DEPARTMENT)).value.id
    done = office.services.inspections.register_fine([dept, other, dept], TODAY, "曹示例")
    assert [one.unit_id for one in done.value] == [dept, other]
    assert done.name == "登记 2 个单位的自查，都没问题"
    assert not office.services.inspections.register_fine([], TODAY, "曹示例").action
    office.services.offices.undo(2)
    assert office.dump() == before


def test_a_double_is_told_before_it_is_stored_though_it_counts_for_another_month(
    office: Office, dept: int
) -> None:
    registered(office, a_draft(dept, period="2026-05"))
    doubles = office.services.inspection_views.doubles
    typed = Inspection(0, "", "", InspectionKind.SELF, dept, "", TODAY, inspector="曹示例")
    assert [sentence(one) for one in doubles(typed)] == [
        "曹示例在 6月17日已经登记过一次（2026-001），看看是不是登重了"
    ]
    assert doubles(replace(typed, inspector="何示例")) == ()
    assert doubles(replace(typed, held_on=date(2026, 6, 16))) == ()
    assert doubles(replace(typed, kind=InspectionKind.JOINT)) == ()


def test_the_same_unit_day_and_inspector_twice_is_asked_about(office: Office, dept: int) -> None:
    first = registered(office, a_draft(dept))
    second = registered(office, a_draft(dept))
    assert warnings(office, second) == ["曹示例在 6月17日已经登记过一次（2026-001），看看是不是登重了"]
    assert warnings(office, first) != []
    for draft in (
        a_draft(dept, held_on=date(2026, 6, 16)),
        a_draft(dept, inspector="何示例"),
        a_draft(dept, inspector=""),
        a_draft(office.communities["利见社区"]),
    ):
        assert warnings(office, registered(office, draft)) == []


class TestChange:
    def test_words_answers_and_day_are_stored_and_titles_stay_as_they_were_asked(
        self, office: Office, dept: int
    ) -> None:
        inspection = registered(office, a_draft(dept))
        renamed = replace(item(MEETINGS, Answer.NOT_APPLICABLE), title="会议纪律", note="没开会")
        draft = a_draft(dept, item(ROSTER), renamed, item(CARS), held_on=date(2026, 6, 12), note="夜里查的")
        done = office.services.inspections.change(inspection.id, draft)
        assert done.name == "修改 应急办 6月第 1 次自查"
        view = office.services.inspection_views.detail(inspection.id)
        assert (view.inspection.held_on, view.inspection.note) == (date(2026, 6, 12), "夜里查的")
        assert [(one.title, one.answer, one.note) for one in view.items] == [
            ("值班值守", Answer.FINE, ""),
            ("会风会纪", Answer.NOT_APPLICABLE, "没开会"),
            ("公务用车", Answer.FINE, ""),
        ]

    def test_a_problem_nobody_touched_goes_with_its_answer_and_comes_back_by_undo(
        self, office: Office, dept: int
    ) -> None:
        inspection, problem = with_problem(office, dept)
        office.services.inspections.change(inspection.id, a_draft(dept))
        assert office.store.problems.find(problem.number) is None
        office.services.offices.undo()
        assert office.store.problems.find(problem.number) == problem

    def test_a_problem_that_moved_on_keeps_its_item_until_it_is_withdrawn(
        self, office: Office, dept: int
    ) -> None:
        inspection, problem = with_problem(office, dept)
        under_way(office, problem)
        change = office.services.inspections.change
        code, text = refused(change, inspection.id, a_draft(dept))
        assert code == "inspection_item_stands"
        assert "“会风会纪”的问题 2026-001" in text
        assert "撤销立项" in text
        assert refused(change, inspection.id, a_draft(dept, item(ROSTER)))[0] == "inspection_item_stands"
        facts = StepFacts(TODAY, note="查重了", approver="孙示例")
        office.services.problems.step([problem.id], Step.WITHDRAW, facts)
        change(inspection.id, a_draft(dept))
        assert office.store.problems.get(problem.id).inspection_id is None

    def test_what_waits_to_be_verified_can_be_withdrawn_as_the_sentence_says(
        self, office: Office, dept: int
    ) -> None:
        inspection, problem = with_problem(office, dept)
        under_way(office, problem)
        step = office.services.problems.step
        step([problem.id], Step.START, StepFacts(TODAY, measure="补记", until=TODAY))
        office.services.problems.add_paper(problem.id, "值班记录", "3号盒", TODAY)
        step([problem.id], Step.SUBMIT, StepFacts(TODAY, result="已补记", done_on=TODAY))
        assert "先在台账里撤销立项" in refused(office.services.inspections.delete, inspection.id)[1]
        step([problem.id], Step.WITHDRAW, StepFacts(TODAY, note="查重了", approver="孙示例"))
        office.services.inspections.delete(inspection.id)
        assert office.store.problems.get(problem.id).state is ProblemState.WITHDRAWN

    def test_what_stands_in_the_ledger_need_not_be_told_again(self, office: Office, dept: int) -> None:
        inspection, problem = with_problem(office, dept)
        under_way(office, problem)
        again = a_draft(dept, item(ROSTER), item(MEETINGS, Answer.PROBLEM), note="复印件在二楼")
        office.services.inspections.change(inspection.id, again)
        assert office.store.problems.get(problem.id).state is ProblemState.ASSIGNED

    def test_a_problem_is_told_anew_and_another_one_added(self, office: Office, dept: int) -> None:
        inspection, problem = with_problem(office, dept)
        told = replace(
            item(MEETINGS, Answer.PROBLEM, "1 人缺席"), changed={problem.id: ProblemDraft(dept, "3 人迟到")}
        )
        office.services.inspections.change(inspection.id, a_draft(dept, item(ROSTER), told))
        lines = office.services.inspection_views.detail(inspection.id).problems
        assert [line.problem.text for line in lines] == ["3 人迟到", "1 人缺席"]
        assert {line.problem.item_id for line in lines} == {problem.item_id}

    def test_an_untouched_problem_moves_along_with_unit_and_day(self, office: Office, dept: int) -> None:
        inspection, problem = with_problem(office, dept)
        other = office.communities["利见社区"]
        moved = a_draft(other, item(ROSTER), item(MEETINGS, Answer.PROBLEM), held_on=date(2026, 6, 15))
        office.services.inspections.change(inspection.id, moved)
        after = office.store.problems.get(problem.id)
        assert (after.unit_id, after.found_on) == (other, date(2026, 6, 15))

    def test_a_problem_that_moved_on_keeps_the_inspection_at_its_unit(
        self, office: Office, dept: int
    ) -> None:
        inspection, problem = with_problem(office, dept)
        under_way(office, problem)
        moved = a_draft(office.communities["利见社区"], item(ROSTER), item(MEETINGS, Answer.PROBLEM))
        change = office.services.inspections.change
        assert refused(change, inspection.id, moved)[0] == "inspection_unit_problems"

    def test_what_is_gone_is_said(self, office: Office, dept: int) -> None:
        inspection = registered(office, a_draft(dept))
        office.services.inspections.delete(inspection.id)
        change = office.services.inspections.change
        assert refused(change, inspection.id, a_draft(dept))[0] == "inspection_gone"


class TestDelete:
    def test_an_untouched_problem_goes_along_and_all_comes_back_by_undo(
        self, office: Office, dept: int
    ) -> None:
        inspection, _problem = with_problem(office, dept)
        before = office.dump()
        assert office.services.inspections.delete(inspection.id).name == "删除 应急办 6月第 1 次自查"
        assert office.services.inspection_views.of_unit(dept, 2026) == ()
        assert office.store.problems.all() == []
        office.services.offices.undo()
        assert office.dump() == before

    def test_a_problem_with_evidence_is_not_thrown_away_along_with_it(
        self, office: Office, dept: int
    ) -> None:
        inspection, problem = with_problem(office, dept)
        office.services.problems.add_paper(problem.id, "整改照片", "3号盒 第12页", TODAY)
        before = office.dump()
        assert refused(office.services.inspections.delete, inspection.id)[0] == "problem_has_evidence"
        change = office.services.inspections.change
        assert refused(change, inspection.id, a_draft(dept))[0] == "problem_has_evidence"
        assert office.dump() == before

    def test_a_number_is_not_given_again(self, office: Office, dept: int) -> None:
        inspection, problem = with_problem(office, dept)
        office.services.inspections.delete(inspection.id)
        again, other = with_problem(office, dept)
        assert (again.number, other.number) == ("2026-002", "2026-002")
        assert (inspection.number, problem.number) == ("2026-001", "2026-001")

    def test_it_is_refused_while_a_problem_is_worked_on_and_lets_a_withdrawn_one_be(
        self, office: Office, dept: int
    ) -> None:
        inspection, problem = with_problem(office, dept)
        under_way(office, problem)
        code, text = refused(office.services.inspections.delete, inspection.id)
        assert (code, "2026-001" in text) == ("inspection_problems_stand", True)
        facts = StepFacts(TODAY, note="查重了", approver="孙示例")
        office.services.problems.step([problem.id], Step.WITHDRAW, facts)
        office.services.inspections.delete(inspection.id)
        left = office.store.problems.get(problem.id)
        assert (left.inspection_id, left.item_id, left.state) == (None, None, ProblemState.WITHDRAWN)


def test_an_inspection_is_found_by_number(office: Office, dept: int) -> None:
    inspection = registered(office, a_draft(dept))
    views = office.services.inspection_views
    assert views.find(" 2026-001 ") == inspection
    assert refused(views.find, "2026-009")[0] == "inspection_unknown"
    assert views.years() == (2026,)
    office.clock.moment = datetime(2027, 1, 4, 9)
    assert views.years() == (2026, 2027)
    assert [view.inspection.id for view in views.year(2026, InspectionKind.SELF)] == [inspection.id]
    assert views.year(2026, InspectionKind.JOINT) == ()


class TestPhotos:
    """Photos brought along: welcome, never asked for, and gone and back with their inspection."""

    def a_photo(self, office: Office, content: bytes = b"x", name: str = "去向牌.jpg") -> Taken:
        digest = office.store.blobs.put(content, datetime(2026, 6, 17, 9))
        return Taken(name, "image/jpeg", digest, len(content))

    def test_they_stand_on_their_own_inspection_and_on_no_other(self, office: Office, dept: int) -> None:
        mine, other = registered(office, a_draft(dept)), registered(office, a_draft(dept, inspector="何示例"))
        files = [self.a_photo(office), self.a_photo(office, b"w", "会议签到.docx")]
        added = office.services.folders.add_photos(mine.id, files)
        assert [one.kind for one in added.value.attachments] == [FolderKind.PHOTO, FolderKind.OTHER]
        detail = office.services.inspection_views.detail
        assert [one.name for one in detail(mine.id).files] == ["去向牌.jpg", "会议签到.docx"]
        assert detail(other.id).files == ()
        again = office.services.folders.add_photos(mine.id, [self.a_photo(office)])
        assert again.action == 0
        assert [sentence(note) for note in again.value.doubled] == [
            "去向牌.jpg：这次检查里已经有了（去向牌.jpg），没有再放一份。"
        ]
        with pytest.raises(Refusal):
            office.services.folders.add_photos(999, files)

    def test_they_go_with_their_inspection_and_undo_brings_both_back(self, office: Office, dept: int) -> None:
        mine = registered(office, a_draft(dept))
        office.services.folders.add_photos(mine.id, [self.a_photo(office)])
        before = office.dump()
        office.services.inspections.delete(mine.id)
        assert office.store.folders.everything() == []
        office.services.offices.undo()
        assert office.dump() == before

    def test_one_whose_bytes_are_gone_is_named(self, office: Office, dept: int) -> None:
        mine = registered(office, a_draft(dept))
        lost = Taken("去向牌.jpg", "image/jpeg", "a" * 64, 3)
        office.services.folders.add_photos(mine.id, [self.a_photo(office, b"y", "好的.jpg"), lost])
        view = office.services.inspection_views.detail(mine.id)
        assert [one.name for one in view.lost_files] == ["去向牌.jpg"]
        (fault,) = office.services.folders.faults()
        assert sentence(fault).startswith(f"{mine.number} 号检查的材料“去向牌.jpg”：")
