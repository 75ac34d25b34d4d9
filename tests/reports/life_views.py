"""Views of organisational life as the services give them, built by hand; every person is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.dues import Due, DueState, Fulfilment, NotApplicable
from gzparty.domain.duty import Duty, Errand, ErrandUnit, Waiver
from gzparty.domain.folder import FolderKind
from gzparty.domain.meeting import (
    Absence,
    AppraisalGrade,
    AppraisalLine,
    BallotCount,
    Candidate,
    Depth,
    Excluded,
    Meeting,
    MeetingKind,
    Talk,
    TalkKind,
    Vote,
    VoteKind,
    YearlyKind,
    YearlyStep,
)
from gzparty.domain.people import Group, Interval, PartyClass, UnitKind, UnitView
from gzparty.domain.period import Period
from gzparty.domain.roll import count
from gzparty.domain.sitting import RollState, RosterRule, Sitting, Status
from gzparty.reports.papers.appraisal import BranchAppraisal
from gzparty.reports.papers.branch_year import YearFacts
from gzparty.services.duty_defaults import default_duties
from gzparty.services.duty_views import (
    Board,
    BoardGroup,
    BoardLine,
    Cell,
    ChaseGroup,
    ChaseUnit,
    Column,
    DueLine,
    DutyLine,
    ErrandView,
    Figures,
    YearBoard,
    YearGroup,
    YearLine,
)
from gzparty.services.meeting_views import (
    Contradiction,
    GridRow,
    MonthGrid,
    StepLine,
    YearlyBoard,
    YearlyLine,
)
from gzparty.services.paper_views import MemberLine
from gzparty.services.record_sheets import RecordSheet
from gzparty.services.views import RollRow, RollView

from .files import some_members
from .views import an_attendance

JUNE = Period.of_month(2026, 6)
DUTIES = {duty.code: duty for duty in default_duties()}
COMMUNITIES = ("官庄社区", "石家庄社区")
VILLAGES = ("官庄村", "管公村", "石家庄村", "小阿陀村")
PRIVATE_TALK = "谈话内容不外传"


def a_unit(number: int, kind: UnitKind = UnitKind.VILLAGE_BRANCH) -> UnitView:
    """A village of the list, or a community by a number from 101 on."""
    if number > 100:
        name = COMMUNITIES[number - 101]
        return UnitView(
            number, f"u{number}", "", UnitKind.COMMUNITY, number, name, name, "", None, None, False
        )
    name = VILLAGES[number - 1]
    above = 101 if number <= 2 else 102
    return UnitView(
        number, f"u{number}", f"3707{number}", kind, number, name, f"{name}党支部", "", above, above, False
    )


def a_meeting(kind: MeetingKind = MeetingKind.BRANCH_MEETING, **facts: object) -> Meeting:
    """A record by numbers as the village's own sheet has it."""
    meeting = Meeting(
        id=1,
        uid="m1",
        number="2026-0012",
        sitting_id=1,
        kind=kind,
        unit_id=1,
        group_id=None,
        period="2026-06",
        topic="讨论土地托管方案",
        content="1.党支部书记示例甲通报土地托管的进展。\n2.党员讨论，示例乙提出先签后种，示例丙认为分成要写清楚。",
        decision="同意按照方案执行，由支委会每月公布账目。",
        host="示例甲",
        recorder="示例乙",
        expected=19,
        attended=16,
        on_leave=2,
        absent=1,
        observers=1,
        absences=(
            Absence("示例丙", "住院", leave=True),
            Absence("示例丁", "外出务工", leave=True, standing=True),
            Absence("示例戊", "未说明"),
        ),
        has_minutes=True,
        has_sign_in=True,
        filed_at="3号盒/12",
        received_on=date(2026, 6, 17),
    )
    return replace(meeting, **facts)  # type: ignore[arg-type]


def a_village_sitting(timed: bool = True) -> Sitting:
    """An evening in the village, or a day of which no hour is known."""
    start, end = datetime(2026, 6, 15, 19), datetime(2026, 6, 15, 20, 30)
    if not timed:
        start, end = datetime(2026, 6, 15), datetime.combine(date(2026, 6, 15), time(23, 59))
    return Sitting(
        1, "s1", start, end, start, end, "村党群服务中心", RosterRule(), RollState.OPEN, timed=timed
    )


def a_sheet(meeting: Meeting | None = None, **facts: object) -> RecordSheet:
    """One record with its sitting."""
    sheet = RecordSheet(meeting or a_meeting(), a_village_sitting(), a_unit(1))
    return replace(sheet, **facts)  # type: ignore[arg-type]


def a_roll() -> RollView:
    """Six members: there, late, on leave, absent, not settled, not counted; and a guest."""
    rows = [
        RollRow(an_attendance(1, Status.PRESENT), None),
        RollRow(an_attendance(2, Status.LATE, post="党员", party_class=PartyClass.PROBATIONARY), None),
        RollRow(an_attendance(3, Status.LEAVE, reason="住院"), None),
        RollRow(an_attendance(4, Status.ABSENT, reason="未说明"), None),
        RollRow(an_attendance(5, Status.UNSETTLED), None),
        RollRow(an_attendance(6, Status.UNMARKED, name="示例己", not_counted="留党察看"), None),
        RollRow(an_attendance(7, Status.PRESENT, name="示例丁", post="社区书记", guest=True), None),
    ]
    return RollView(a_village_sitting(), tuple(rows), count(row.attendance for row in rows))


def a_sheet_by_names(**facts: object) -> RecordSheet:
    """A record whose figures come from its roll, with a member taken in by vote."""
    meeting = a_meeting(
        depth=Depth.NAMES,
        expected=None,
        attended=None,
        on_leave=None,
        absent=None,
        observers=None,
        absences=(),
    )
    return a_sheet(meeting, roll=a_roll(), votes=(a_vote(),), **facts)


def a_vote(**facts: object) -> Vote:
    """30 who may vote, 16 there, 15 in favour: not enough (发展党员)."""
    vote = Vote(
        id=1,
        uid="v1",
        meeting_id=1,
        position=1,
        kind=VoteKind.DEVELOPMENT,
        matter="接收示例庚为预备党员",
        eligible=30,
        present=16,
        excluded=(Excluded("示例己", "on_probation"),),
        in_favour=15,
        against=1,
    )
    return replace(vote, **facts)  # type: ignore[arg-type]


def an_election() -> Vote:
    """Two of three are in."""
    candidates = (Candidate("示例甲", 15), Candidate("示例乙", 12), Candidate("示例丙", 4))
    return a_vote(
        kind=VoteKind.ELECTION,
        matter="选举支部委员",
        eligible=16,
        present=16,
        excluded=(),
        in_favour=0,
        against=0,
        seats=2,
        candidates=candidates,
    )


def a_due(code: str, unit_id: int, state: DueState, held: date | None = None, **facts: object) -> Due:
    """What a village owes of a duty in June; its record where it was held."""
    duty = DUTIES[code]
    record = None
    if held is not None:
        missing = ("sign_in", "topic") if state is DueState.HANDED_IN else ()
        back = (date(2026, 6, 18), "签到表没有签字") if state is DueState.RETURNED else (None, "")
        record = Fulfilment(
            duty.record, 1, unit_id, 0, "2026-06", held, state is not DueState.HELD, missing, back[0], back[1]
        )
    due = Due(duty, unit_id, 0, JUNE, 1, state, date(2026, 6, 30), date(2026, 7, 5), record)
    return due._replace(**facts)  # type: ignore[arg-type]


def some_dues() -> dict[int, dict[str, Cell]]:
    """Four villages in every state, one with two of three groups done."""
    day = date(2026, 6, 15)
    waiver = Waiver(1, "w1", "theme_day", 4, None, "2026-06", "三夏大忙", "镇党委")
    groups = (
        a_due("group_meeting", 1, DueState.DONE, date(2026, 6, 5), group_id=1),
        a_due("group_meeting", 1, DueState.DONE, date(2026, 6, 6), group_id=2),
        a_due("group_meeting", 1, DueState.OVERDUE, group_id=3, days=2),
    )
    none = NotApplicable.NO_GROUPS
    return {
        1: {
            "theme_day": Cell((a_due("theme_day", 1, DueState.DONE, day),)),
            "group_meeting": Cell(groups),
        },
        2: {
            "theme_day": Cell((a_due("theme_day", 2, DueState.LATE, date(2026, 6, 28)),)),
            "group_meeting": Cell((a_due("group_meeting", 2, DueState.NOT_APPLICABLE, reason=none),)),
        },
        3: {
            "theme_day": Cell((a_due("theme_day", 3, DueState.HANDED_IN, day),)),
            "group_meeting": Cell((a_due("group_meeting", 3, DueState.RETURNED, day, days=1),)),
        },
        4: {
            "theme_day": Cell((a_due("theme_day", 4, DueState.WAIVED, waiver=waiver),)),
            "group_meeting": Cell((a_due("group_meeting", 4, DueState.TODO, days=-13),)),
        },
    }


def a_board(month: Period = JUNE) -> Board:
    """Two communities with two villages each; the quarterly duty does not belong to the month."""
    dues = some_dues()
    groups = tuple(
        BoardGroup(
            a_unit(number),
            COMMUNITIES[place],
            tuple(BoardLine(a_unit(village), dues[village]) for village in (2 * place + 1, 2 * place + 2)),
            {},
        )
        for place, number in enumerate((101, 102))
    )
    columns = tuple(
        Column(DUTIES[code], month, month.last, counted)
        for code, counted in (("branch_meeting", False), ("group_meeting", True), ("theme_day", True))
    )
    everything = [due for cells in dues.values() for cell in cells.values() for due in cell.dues]
    return Board(month, columns, groups, Figures.of(everything))


def a_year_board() -> YearBoard:
    """Twelve months of one duty: June as it stands, the months before done, those after to come."""
    dues = some_dues()

    def cells(village: int) -> tuple[Cell, ...]:
        early = [
            Cell((a_due("theme_day", village, DueState.DONE, date(2026, month, 15)),))
            for month in range(1, 6)
        ]
        later = [Cell((a_due("theme_day", village, DueState.TODO),))] * 6
        return (*early, dues[village]["theme_day"], *later)

    groups = tuple(
        YearGroup(
            a_unit(number),
            COMMUNITIES[place],
            tuple(YearLine(a_unit(village), cells(village)) for village in (2 * place + 1, 2 * place + 2)),
            (),
        )
        for place, number in enumerate((101, 102))
    )
    months = tuple(Period.of_month(2026, month) for month in range(1, 13))
    return YearBoard(2026, "theme_day", "主题党日", months, (DUTIES["theme_day"],), groups, ())


def some_lines() -> tuple[DueLine, ...]:
    """The dues of the board as lines of a list."""
    lines = []
    for village, cells in some_dues().items():
        for cell in cells.values():
            for due in cell.dues:
                group = f"第{due.group_id}党小组" if due.group_id else ""
                community = a_unit(101 if village <= 2 else 102)
                lines.append(DueLine(due, a_unit(village), community, group, "只在窗口里说"))
    return tuple(lines)


def some_late() -> tuple[ChaseGroup, ...]:
    """Two communities, a late village in each; one of them also owes an errand."""
    lines = some_lines()
    first = [line for line in lines if line.unit.id == 1 and line.due.is_late]
    second = [line for line in lines if line.unit.id == 3]
    return (
        ChaseGroup(
            a_unit(101), COMMUNITIES[0], (ChaseUnit(a_unit(1), tuple(first)),), "示例甲", "13800000000"
        ),
        ChaseGroup(
            a_unit(102), COMMUNITIES[1], (ChaseUnit(a_unit(3), tuple(second)),), "示例乙", "13900000000"
        ),
    )


def a_grid() -> MonthGrid:
    """One village that brought everything, one whose papers went back, one that brought nothing."""
    back = a_meeting(
        id=2, unit_id=2, returned_on=date(2026, 6, 18), return_reason="没有签字", has_sign_in=False
    )
    rows = (
        GridRow(a_unit(1), a_unit(101), None, a_meeting(), date(2026, 6, 15), DueState.DONE, 0, ""),
        replace(
            GridRow(a_unit(2), a_unit(101), a_group(), back, date(2026, 6, 12), DueState.RETURNED, 0, ""),
            attached=frozenset({FolderKind.PHOTO}),
        ),
        GridRow(a_unit(3), a_unit(102), None, None, None, DueState.OVERDUE, 3, ""),
    )
    return MonthGrid("2026-06", MeetingKind.THEME_DAY, rows, date(2026, 7, 3))


def a_group(number: int = 1) -> Group:
    """A Party group."""
    return Group(number, f"g{number}", 1, f"第{number}党小组", number, Interval())


def some_facts() -> YearFacts:
    """A branch's year with theme days, a meeting only planned left out by the service, and an appraisal of spring."""
    held = [
        (a_meeting(MeetingKind.THEME_DAY, id=month, period=f"2026-{month:02d}"), date(2026, month, 15))
        for month in range(1, 7)
    ]
    held.append((a_meeting(MeetingKind.APPRAISAL, id=20, period="2026"), date(2027, 1, 23)))
    cells = a_year_board().groups[0].lines[0].cells
    return YearFacts(
        "官庄村党支部", 2026, "示例甲", 17, 2, {MeetingKind.THEME_DAY: cells}, held, some_talks()
    )


def some_talks() -> tuple[Talk, ...]:
    """Two talks; what was said stands in the record and on no paper."""
    first = Talk(
        1, "t1", 1, 2026, date(2026, 3, 2), TalkKind.AMONG_COMMITTEE, 1, "示例甲", 2, "示例乙", PRIVATE_TALK
    )
    special = Talk(
        2, "t2", 2, 2026, date(2026, 2, 1), TalkKind.SPECIAL, 1, "示例甲", None, "示例丙", PRIVATE_TALK
    )
    return (first, replace(special, filed_at="2号盒/3"))


def some_voters() -> tuple[MemberLine, ...]:
    """A full member, a probationary one, and one who is no member."""
    return some_members()


def an_appraisal() -> BranchAppraisal:
    """Three members: one excellent, one excused, one on probation."""
    full, young = PartyClass.FULL, PartyClass.PROBATIONARY
    lines = (
        AppraisalLine(
            1, "a1", 1, 1, 1, "示例甲", full, 2, 1, 0, 0, AppraisalGrade.EXCELLENT, "", "联系群众不够"
        ),
        AppraisalLine(2, "a2", 1, 2, 2, "示例乙", full, excused="年老体弱，经同意不参加"),
        AppraisalLine(3, "a3", 1, 3, 3, "示例李𬱖", young, 1, 1, 1, 0),
    )
    return BranchAppraisal(
        "官庄村", "官庄村党支部", date(2026, 12, 20), lines, BallotCount(1, "b1", 1, 3, 3, 2)
    )


def a_yearly_board(kind: YearlyKind = YearlyKind.LIFE_MEETING) -> YearlyBoard:
    """A branch with two of three steps done, the last in the next year; one with nothing yet."""

    def steps(*days: date | None) -> tuple[StepLine, ...]:
        titles = ("确定主题", "谈心谈话", "整改清单")
        return tuple(
            StepLine(
                f"step{n}", title, YearlyStep(n, f"y{n}", 1, kind, 2026, f"step{n}", day) if day else None
            )
            for n, (title, day) in enumerate(zip(titles, days, strict=True))
        )

    lines = (
        YearlyLine(
            a_unit(1),
            a_unit(101),
            steps(date(2026, 12, 1), date(2027, 1, 8), None),
            None,
            date(2027, 1, 23),
            DueState.HELD,
            some_talks(),
        ),
        YearlyLine(a_unit(3), a_unit(102), steps(None, None, None), None, None, DueState.TODO),
    )
    return YearlyBoard(2026, kind, lines)


def some_duties() -> Sequence[DutyLine]:
    """The duties as delivered."""
    return tuple(DutyLine(duty, 59, (duty,)) for duty in default_duties())


def a_duty(code: str) -> Duty:
    """A duty as delivered."""
    return DUTIES[code]


def an_errand() -> ErrandView:
    """Three units: one brought it, one got it back, one has brought nothing."""
    errand = Errand(
        1, "e1", "2026-01", "党员基本信息核对表", "县委组织部", date(2026, 6, 10), date(2026, 6, 20)
    )
    owed = (
        (a_unit(1), ErrandUnit(1, "eu1", 1, 1, date(2026, 6, 12), filed_at="5号盒"), DueState.DONE),
        (
            a_unit(2),
            ErrandUnit(2, "eu2", 1, 2, None, date(2026, 6, 15), "少两个人"),
            DueState.RETURNED,
        ),
        (a_unit(3), ErrandUnit(3, "eu3", 1, 3), DueState.OVERDUE),
    )
    return ErrandView(errand, owed)


def some_contradictions() -> tuple[Contradiction, ...]:
    """One finding about a meeting."""
    finding = Diagnostic(Level.WARNING, "meeting_more_than_expected", {"attended": 20, "expected": 19})
    return (Contradiction(finding, (1,), a_unit(1), date(2026, 6, 15)),)
