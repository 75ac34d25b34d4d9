"""Views as the services give them, built by hand: a year, a session, a roster; every person is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import (
    Attendance,
    Makeup,
    RollCounts,
    RollState,
    RosterRule,
    Sitting,
    Status,
)
from gzparty.domain.training import Course, CourseForm, Training, TrainingState
from gzparty.reports.papers.common import Style
from gzparty.services.views import (
    CreditLine,
    CreditYear,
    RollRow,
    RollView,
    RosterLine,
    SessionDetail,
    SessionLine,
    SessionStage,
    YearMark,
    YearPlan,
)

STYLE = Style(office="官庄镇", issuer="官庄镇党建办", dated=date(2026, 3, 9))
NAMES = ("示例甲", "示例乙", "示例李𬱖", "示例王㛃", "欧阳示例")
VILLAGES = ("官庄村", "管公村", "石家庄村", "老庄村", "小阿陀村、李家庄村")


def a_sitting(start: datetime = datetime(2026, 3, 18, 14, 30)) -> Sitting:
    end = start + timedelta(hours=3)
    return Sitting(1, "s1", start, end, None, None, "镇政府三楼会议室", RosterRule(), RollState.OPEN)


def a_training(number: int = 3, **facts: object) -> Training:
    training = Training(
        number,
        f"t{number}",
        f"2026-{number:02d}",
        2026,
        number,
        "发展壮大村级集体经济",
        "个别村集体经济薄弱",
        number,
        TrainingState.PLANNED,
        "",
        None,
        "每月第三个周三 14:30",
        False,
        "周示例",
        "党建办 0536-0000000",
        "",
    )
    return replace(training, **facts)  # type: ignore[arg-type]


def an_attendance(position: int, status: Status = Status.UNMARKED, **facts: object) -> Attendance:
    place = (position - 1) % len(NAMES)
    line = Attendance(
        0,
        f"a{position}",
        1,
        position,
        position,
        NAMES[place],
        "",
        (position,),
        VILLAGES[place],
        "党支部书记",
        PartyClass.FULL,
        status,
    )
    return replace(line, **facts)  # type: ignore[arg-type]


def a_course(position: int, title: str, lecturer: str = "") -> Course:
    post = "镇党委副书记" if lecturer else ""
    return Course(position, f"c{position}", 3, position, title, lecturer, post, CourseForm.LECTURE, 90)


COURSES = (a_course(1, "土地托管的做法和账怎么算", "孙示例"), a_course(2, "交流讨论"))


def a_session(
    rows: tuple[RollRow, ...] | None = None,
    counts: RollCounts | None = None,
    courses: tuple[Course, ...] = COURSES,
    **facts: object,
) -> SessionDetail:
    """A session with five people called and nobody marked yet."""
    called = rows or tuple(RollRow(an_attendance(position), None) for position in range(1, 6))
    figures = counts or RollCounts(expected=len(called), units_expected=len(called) + 1)
    training = replace(a_training(), **facts)  # type: ignore[arg-type]
    sitting = a_sitting()
    return SessionDetail(training, sitting, courses, 8, RollView(sitting, called, figures))


def a_taken_session() -> SessionDetail:
    """The same session with its roll taken, a substitute, a make-up and a guest."""
    makeup = Makeup(1, "m1", 1, date(2026, 4, 2), 180, 8)
    rows = (
        RollRow(an_attendance(1, Status.PRESENT), 8),
        RollRow(an_attendance(2, Status.LEAVE, reason="住院"), 0, makeup),
        RollRow(
            an_attendance(
                3, Status.SUBSTITUTE, substitute_name="示例丙", substitute_post="副书记", reason="公出"
            ),
            8,
        ),
        RollRow(an_attendance(4, Status.UNSETTLED), None),
        RollRow(an_attendance(5, Status.LATE, reason="修车"), 8),
        RollRow(an_attendance(6, Status.PRESENT, name="示例丁", unit_name="管公社区", guest=True), None),
    )
    counts = RollCounts(
        expected=5,
        present=2,
        late=1,
        substitute=1,
        leave=1,
        unsettled=1,
        observers=1,
        units_expected=6,
        units_covered=3,
    )
    return a_session(rows, counts)


def a_full_session(count: int = 59) -> SessionDetail:
    """A session to which so many are called."""
    lines = (an_attendance(position, unit_name=f"示例{position}村") for position in range(1, count + 1))
    return a_session(tuple(RollRow(line, None) for line in lines))


def a_year() -> YearPlan:
    """Twelve sessions: one moved off a holiday, one cancelled, one missed with its explanation."""
    moved = Diagnostic(
        Level.NOTE,
        "date_moved_later_holiday",
        {"planned": date(2026, 2, 18), "holiday": "春节", "day": date(2026, 2, 24)},
    )
    stages = {8: SessionStage.CANCELLED, 10: SessionStage.MISSED}
    reasons = {8: "防汛", 10: "三秋农忙"}
    lines = []
    for month in range(1, 13):
        day = 24 if month == 2 else 18
        training = a_training(month, why=moved if month == 2 else None, state_reason=reasons.get(month, ""))
        sitting = a_sitting(datetime(2026, month, day, 14, 30))
        stage = stages.get(month, SessionStage.READY)
        lines.append(SessionLine(training, sitting, stage, RollCounts(), 8))
    return YearPlan(2026, tuple(lines), 80, 112, 3)


def a_credit_year(sessions: int = 3) -> CreditYear:
    """Three sessions and three people: one always there, one who made up, one who came late to the post."""
    lines = a_year().lines[:sessions]
    marks = (
        [YearMark(f"2026-{n:02d}", Status.PRESENT, 8) for n in range(1, sessions + 1)],
        [YearMark(f"2026-{n:02d}", Status.LEAVE, 0, made_up=n == 1) for n in range(1, sessions + 1)],
        [YearMark(f"2026-{n:02d}", "" if n == 1 else Status.LATE, 8) for n in range(1, sessions + 1)],
    )
    people = [
        CreditLine(
            place + 1,
            place + 1,
            NAMES[place],
            VILLAGES[place],
            "党支部书记",
            PartyClass.FULL,
            112,
            credit,
            makeup,
            present,
            expected,
            tuple(marks[place]),
        )
        for place, (credit, makeup, present, expected) in enumerate(
            [(112, 0, 3, 3), (0, 5, 0, 3), (16, 0, 2, 2)]
        )
    ]
    return CreditYear(2026, lines, tuple(people))


def a_roster() -> list[RosterLine]:
    """Three villages of two communities; one is vacant, one has an acting secretary."""

    def line(position: int, community: str, unit: str, name: str, post: str) -> RosterLine:
        facts = ("男", "1979-10", "大专", "2004-06-30", post, False, "2021-03", "13800000000", "") if name else (
            "", "", "", "", "", False, "", "", "空缺"
        )  # fmt: skip
        person = position if name else None
        return RosterLine(position, community, position, unit, person, name, *facts)

    return [
        line(1, "官庄社区", "官庄村", "示例甲", "党支部书记"),
        line(2, "官庄社区", "管公村", "", ""),
        line(3, "石家庄社区", "石家庄村", "示例乙", "党支部代书记"),
    ]
