"""Views of work style as the services give them, built by hand; every person is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gzparty.domain.dues import Due, DueState, Fulfilment
from gzparty.domain.duty import Waiver
from gzparty.domain.folder import Attachment, FolderKind
from gzparty.domain.inspection import (
    Answer,
    ChecklistItem,
    Inspection,
    InspectionItem,
    InspectionKind,
    TeamMember,
    Tour,
    TourUnit,
)
from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.period import Period
from gzparty.domain.problem import Evidence, Lane, Problem, ProblemEvent, ProblemSource, ProblemState, Step
from gzparty.domain.tip import Satisfaction, Tip, TipChannel, TipGroup, TipKind
from gzparty.reports.papers.ledger import LedgerPage
from gzparty.reports.papers.rectify_notice import Asked
from gzparty.reports.papers.rectify_words import Known
from gzparty.services.checklists import default_checklist
from gzparty.services.duty_defaults import default_duties
from gzparty.services.duty_views import Cell, YearBoard, YearGroup, YearLine
from gzparty.services.ledger_views import (
    CircularProblem,
    CircularText,
    CircularUnit,
    InspectionView,
    LedgerFigures,
    LedgerGroup,
    LedgerLine,
    ProblemDetail,
    QuotaBoard,
    QuotaUnit,
    TipView,
    TourView,
)

TODAY = date(2026, 6, 17)
JUNE = Period.of_month(2026, 6)
MAY = Period.of_month(2026, 5)
DUTY = next(duty for duty in default_duties() if duty.code == "self_inspection")
UNITS = ("官庄社区", "石家庄社区", "党政办公室")
NAMED = frozenset({"赵示例", "示例甲", "钱示例"})
"""Persons of the office."""
REPORTER = "举报人示例"


def a_unit(number: int = 1) -> UnitView:
    """A community, or the department."""
    kind = UnitKind.DEPARTMENT if number == 3 else UnitKind.COMMUNITY
    name = UNITS[number - 1]
    return UnitView(number, f"u{number}", "", kind, number, name, name, "", None, None, False)


def a_problem(number: int = 1, **facts: object) -> Problem:
    """A problem of a self-inspection, being put right."""
    problem = Problem(
        id=number,
        uid=f"p{number}",
        number=f"2026-{number:03d}",
        unit_id=1,
        text="赵示例上班迟到，没有履行请假手续",
        source=ProblemSource.SELF,
        lane=Lane.TERM,
        state=ProblemState.RECTIFYING,
        found_on=date(2026, 5, 12),
        category="上下班和请销假",
        measure="由示例甲谈话提醒，重新学习请销假制度",
        leader="周示例",
        responsible="示例甲",
        deadline=date(2026, 6, 30),
    )
    return replace(problem, **facts)  # type: ignore[arg-type]


def a_line(problem: Problem, group: LedgerGroup = LedgerGroup.LATER, **facts: object) -> LedgerLine:
    """Its line in the ledger."""
    return replace(LedgerLine(problem, a_unit(problem.unit_id), None, group), **facts)  # type: ignore[arg-type]


def an_event(problem_id: int, step: Step, on: date, **facts: object) -> ProblemEvent:
    """Something that happened to it."""
    event = ProblemEvent(0, "", problem_id, 1, step, on, ProblemState.RECTIFYING, ProblemState.RECTIFYING)
    return replace(event, **facts)  # type: ignore[arg-type]


def an_extension(problem_id: int = 1) -> ProblemEvent:
    """Put off by a month."""
    return an_event(
        problem_id,
        Step.EXTEND,
        date(2026, 5, 28),
        actor="周示例",
        note="责任人住院",
        old_deadline=date(2026, 5, 29),
        new_deadline=date(2026, 6, 30),
    )


def some_lines() -> tuple[LedgerLine, ...]:
    """One put off and seen before, one overdue, one closed, one done at once, one withdrawn, one that came back."""
    closed = a_problem(
        3,
        unit_id=3,
        text="公务接待清单不全",
        measure="补全清单",
        state=ProblemState.CLOSED,
        result="清单已补全",
        deadline=date(2026, 5, 20),
        done_on=date(2026, 5, 18),
        verifier="郑示例",
        closed_on=date(2026, 5, 19),
        source=ProblemSource.TIP,
        source_note=REPORTER,
    )
    prompt = a_problem(
        4,
        text="去向牌没有更新",
        lane=Lane.PROMPT,
        state=ProblemState.CLOSED,
        deadline=None,
        done_on=date(2026, 5, 12),
        verifier="郑示例",
        closed_on=date(2026, 5, 12),
        note="当场改好",
    )
    withdrawn = a_problem(5, unit_id=2, text="重复登记", state=ProblemState.WITHDRAWN, measure="")
    back = a_problem(6, unit_id=2, text="值班电话没人接", round=2, deadline_text="6月底前", deadline=None)
    overdue = a_problem(2, unit_id=2, text="值班记录不全", deadline=date(2026, 6, 5), measure="")
    return (
        a_line(overdue, LedgerGroup.OVERDUE, days=12),
        a_line(a_problem(), LedgerGroup.LATER, days=-13, extensions=1, returns=1, recurrence=2),
        a_line(back),
        a_line(closed, LedgerGroup.CLOSED, evidence=2),
        a_line(prompt, LedgerGroup.PROMPT_DONE),
        a_line(withdrawn, LedgerGroup.WITHDRAWN),
    )


def a_lasting_line() -> LedgerLine:
    """A problem for good."""
    problem = a_problem(7, unit_id=3, text="村务公开不及时", lane=Lane.LASTING, deadline=None)
    return a_line(problem, LedgerGroup.LASTING)


def some_figures() -> LedgerFigures:
    """Two of three that had to be closed are closed; the lasting one is in no shown rate."""
    return LedgerFigures((1, 2, 6, 7), (2,), (), (2, 3, 4), (3, 4), (3, 4), 3.5, (1,), (1,))


def some_known() -> Known:
    """The events of the problems, and persons the office knows."""
    stages = (
        an_event(7, Step.STAGE, date(2026, 3, 31), note="一季度公开2次"),
        an_event(7, Step.CHASE, date(2026, 4, 2), note="催过一次"),
        an_event(7, Step.STAGE, date(2026, 6, 1), note="二季度公开3次，赵示例负责"),
    )
    return Known({1: (an_extension(),), 7: stages}, 3, NAMED)


def a_page(**facts: object) -> LedgerPage:
    """The ledger of a year, with one problem left to the table of 长期坚持."""
    page = LedgerPage(some_lines(), some_figures(), 2026, some_known(), "", 1)
    return replace(page, **facts)  # type: ignore[arg-type]


def a_lasting_page() -> LedgerPage:
    """What is for good."""
    return a_page(lines=(a_lasting_line(),), lasting=0)


def some_items() -> tuple[InspectionItem, ...]:
    """Eight items: one with a problem, one that does not concern, one nobody answered, the others fine."""
    answers = {2: Answer.PROBLEM, 4: Answer.NOT_APPLICABLE, 6: Answer.OPEN}
    asked = default_checklist(InspectionKind.SELF)
    return tuple(
        InspectionItem(
            n,
            f"i{n}",
            1,
            n,
            item.code,
            item.title,
            answers.get(n, Answer.FINE),
            "6月3日值班记录没有填" if n == 2 else "",
        )
        for n, item in enumerate(asked, 1)
    )


def an_inspection(**facts: object) -> InspectionView:
    """The second self-inspection of June, which found one problem."""
    inspection = Inspection(
        1, "n1", "2026-014", InspectionKind.SELF, 1, "2026-06", date(2026, 6, 16), "钱示例", note="抽查两天"
    )
    items = facts.pop("items", some_items())
    problems = facts.pop("problems", (a_line(a_problem(12)),))
    inspection = replace(inspection, **facts)  # type: ignore[arg-type]
    return InspectionView(inspection, a_unit(), items, problems, 2)  # type: ignore[arg-type]


def the_checklist(kind: InspectionKind = InspectionKind.SELF) -> tuple[ChecklistItem, ...]:
    """As delivered."""
    return default_checklist(kind)


def a_due(unit: int, month: Period, ordinal: int, state: DueState, held: date | None = None) -> Due:
    """One of the two self-inspections of a month."""
    record = Fulfilment("inspection", 1, unit, 0, month.code, held) if held else None
    waiver = Waiver(1, "w1", DUTY.code, unit, None, month.code, "搬迁", "镇党委")
    waived = waiver if state is DueState.WAIVED else None
    return Due(DUTY, unit, 0, month, ordinal, state, month.last, None, record, waiver=waived)


def _pair(unit: int, month: Period, *held: int, missing: DueState = DueState.TODO) -> Cell:
    days = [*(month.first.replace(day=day) for day in held), None, None][:2]
    return Cell(
        tuple(a_due(unit, month, n, DueState.DONE if day else missing, day) for n, day in enumerate(days, 1))
    )


def a_quota_board() -> QuotaBoard:
    """May over with one unit short and one exempt; June under way; July not begun."""
    months = tuple(Period.of_month(2026, month) for month in (5, 6, 7))
    july, over = months[2], DueState.OVERDUE
    first = (_pair(1, MAY, 8, 22), _pair(1, JUNE, 3, 16), _pair(1, july))
    second = (_pair(2, MAY, 8, missing=over), _pair(2, JUNE, 4), _pair(2, july))
    third = (_pair(3, MAY, missing=DueState.WAIVED), _pair(3, JUNE), _pair(3, july))
    groups = (
        YearGroup(None, "社区", (YearLine(a_unit(1), first), YearLine(a_unit(2), second)), ()),
        YearGroup(None, "部门", (YearLine(a_unit(3), third),), ()),
    )
    board = YearBoard(2026, DUTY.code, DUTY.title, months, (DUTY,), groups, ())
    return QuotaBoard(board, ((3, 4), (3, 6), (0, 6)), 3, 2)


def some_unmet() -> tuple[QuotaUnit, ...]:
    """One unit that inspected itself once."""
    dues = _pair(2, MAY, 8, missing=DueState.OVERDUE).dues
    return (QuotaUnit(a_unit(2), dues, 1, 2, 0),)


def a_detail(**facts: object) -> ProblemDetail:
    """A closed problem with its evidence, put off once and given back once."""
    line = replace(some_lines()[3], problem=replace(some_lines()[3].problem, look_back_on=date(2026, 6, 18)))
    events = (
        an_event(3, Step.REGISTER, date(2026, 6, 16), new_deadline=date(2026, 5, 15)),
        an_event(
            3,
            Step.EXTEND,
            date(2026, 5, 14),
            actor="周示例",
            note="等清单",
            old_deadline=date(2026, 5, 15),
            new_deadline=date(2026, 5, 20),
        ),
        an_event(3, Step.SUBMIT, date(2026, 5, 16), note="清单已补全"),
        an_event(3, Step.RETURN, date(2026, 5, 17), note="缺两张"),
        an_event(3, Step.CHASE, date(2026, 5, 17), note="电话催过"),
        an_event(3, Step.CLOSE, date(2026, 5, 19), actor="郑示例", note="现场看过，齐了"),
    )
    papers = (
        Evidence(1, "e1", 3, 1, "接待清单复印件", "3号盒 第12页", date(2026, 5, 18)),
        Evidence(2, "e2", 3, 2, "下一轮的", "4号盒", date(2026, 6, 1)),
    )
    files = (
        Attachment(1, "f1", None, FolderKind.PHOTO, 1, "清单照片.jpg", "image/jpeg", "h1", 9, problem_id=3),
        Attachment(2, "f2", None, FolderKind.OTHER, 2, "说明.docx", "", "h2", 9, problem_id=3),
    )
    detail = ProblemDetail(line, events, papers, files, files[1:], an_inspection().inspection, None, (), ())
    return replace(detail, **facts)  # type: ignore[arg-type]


def an_asked() -> Asked:
    """A unit with two open problems, one past its day."""
    lines = (
        a_line(a_problem(1), extensions=1),
        a_line(a_problem(2, text="值班记录不全", deadline=date(2026, 6, 5), measure=""), LedgerGroup.OVERDUE),
    )
    return Asked(a_unit(), lines)


def a_tour(**facts: object) -> Tour:
    """Two of three units drawn."""
    tour = Tour(
        1,
        "t1",
        "2026-01",
        "6月份作风联合督查",
        date(2026, 6, 11),
        (TeamMember("李示例", "镇纪委"), TeamMember("王示例", "党政办"), TeamMember("周示例", "党政办")),
        "值班值守和窗口服务",
        (1, 2, 3),
        20260611,
        None,
        "石家庄社区把自查和网格走访结合起来。",
        "各单位要对照问题举一反三。\n分管领导要盯住整改。",
        date(2026, 6, 26),
    )
    return replace(tour, **facts)  # type: ignore[arg-type]


def a_tour_view(**facts: object) -> TourView:
    """The community drawn has been seen, the department has not; one unit was added by hand."""
    seen = an_inspection(tour_id=1, kind=InspectionKind.JOINT, number="2026-020")
    units = (
        (TourUnit(1, "x1", 1, 3, 1, drawn=True), a_unit(3), None),
        (TourUnit(2, "x2", 1, 1, 2, drawn=True), a_unit(1), seen),
        (TourUnit(3, "x3", 1, 2, 3), a_unit(2), None),
    )
    return TourView(a_tour(**facts), units, ())


def a_circular(**facts: object) -> CircularText:
    """Two units: one with two problems, one where nothing was found."""
    units = (
        CircularUnit(
            a_unit(1),
            date(2026, 6, 11),
            (
                CircularProblem("2026-021", "窗口空岗20分钟", "服务态度", Lane.TERM, date(2026, 6, 26)),
                CircularProblem("2026-022", "去向牌没有更新。", "在岗情况", Lane.PROMPT, None),
            ),
        ),
        CircularUnit(a_unit(2), date(2026, 6, 12)),
    )
    return replace(CircularText(a_tour(), units, (a_unit(3),)), **facts)  # type: ignore[arg-type]


def some_tips() -> tuple[TipView, ...]:
    """One late, one answered that went into the ledger, an accusation handed over; each with a reporter but the last."""
    opinion = Tip(
        1, "t1", "2026-001", TipKind.OPINION, TipChannel.VISIT, date(2026, 5, 18), "主街路灯坏了半个月", 1,
        date(2026, 6, 8), has_reporter=True,
    )  # fmt: skip
    answered = replace(
        opinion,
        id=2,
        number="2026-002",
        content="盖章排队时间长",
        reply="已开通预约",
        replied_on=date(2026, 6, 10),
        satisfaction=Satisfaction.FAIR,
    )
    handed = Tip(
        3, "t3", "2026-003", TipKind.ACCUSATION, TipChannel.LETTER, date(2026, 5, 6),
        handed_on=date(2026, 5, 7), handed_to="镇纪委", taken_by="魏示例",
    )  # fmt: skip
    return (
        TipView(opinion, a_unit(), (), 9, group=TipGroup.OVERDUE),
        TipView(answered, a_unit(2), (a_line(a_problem()),), None, group=TipGroup.REPLIED),
        TipView(handed, None, (), None, group=TipGroup.HANDED_OVER),
    )
