"""Views of the papers about people, built by hand: files of training, leave, members; every person is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from gzparty.domain.outside import OutsideLevel, OutsideTraining
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, Person
from gzparty.domain.sitting import LeaveRequest, Makeup, Status
from gzparty.reports.papers.leave import Slip
from gzparty.services.paper_views import LeaveLine, MakeupRecord, MemberLine, SessionRecord, TrainingFile
from gzparty.services.views import MakeupLine, YearMark

from .views import a_session, a_sitting, a_training, an_attendance

MAKEUP = Makeup(1, "m1", 2, date(2026, 4, 2), 180, 8, "看录像，交心得一份")
OUTSIDE = OutsideTraining(
    1, "o1", 1, OutsideLevel.COUNTY, "村党组织书记示范班", date(2026, 5, 11), date(2026, 5, 13), 48, "结业证"
)
REQUEST = LeaveRequest(1, "l1", 3, 2, Status.LEAVE, "在市医院陪护", "", date(2026, 3, 16), "周示例")


def a_person(number: int = 1, **facts: object) -> Person:
    person = Person(
        number,
        f"p{number}",
        "示例甲",
        "示例甲",
        "shi li jia",
        "slj",
        "male",
        "汉族",
        PartialDate(1979, 10),
        PartialDate(2004, 6, 30),
        "大专",
        "13800000000",
        number,
    )
    return replace(person, **facts)  # type: ignore[arg-type]


def a_training_file(**facts: object) -> TrainingFile:
    """Three sessions, one of them missed and made up."""
    statuses = [(Status.PRESENT, 8), (Status.LEAVE, 0), (Status.LATE, 8)]
    sessions = tuple(
        SessionRecord(
            a_training(month),
            a_sitting(datetime(2026, month, 18, 14, 30)),
            YearMark(f"2026-{month:02d}", status, credit, made_up=status is Status.LEAVE),
        )
        for month, (status, credit) in enumerate(statuses, 1)
    )
    file = TrainingFile(
        a_person(),
        "官庄村",
        "党支部书记",
        PartyClass.FULL,
        2026,
        112,
        sessions,
        (MakeupRecord(MAKEUP, a_training(2)),),
        (OUTSIDE,),
        from_sessions=16,
        from_makeups=8,
        from_outside=48,
    )
    return replace(file, **facts)  # type: ignore[arg-type]


def some_makeups() -> tuple[MakeupLine, ...]:
    """One make-up that is done and one that is owed."""
    lines = (
        (an_attendance(2, Status.LEAVE, reason="住院"), replace(MAKEUP)),
        (an_attendance(4, Status.ABSENT), None),
    )
    return tuple(MakeupLine(a_training(), a_sitting(), attendance, makeup) for attendance, makeup in lines)


def some_leave() -> tuple[LeaveLine, ...]:
    """Leave asked for and approved, duty elsewhere nobody asked for before, and a substitute."""
    substitute = an_attendance(3, Status.SUBSTITUTE, substitute_name="示例丙", substitute_post="副书记")
    lines = (
        (an_attendance(2, Status.LEAVE, reason="在市医院陪护"), REQUEST, MAKEUP),
        (an_attendance(4, Status.OFFICIAL, reason="参加市防汛会议"), None, None),
        (substitute, None, None),
    )
    return tuple(LeaveLine(a_training(), a_sitting(), *line) for line in lines)


def a_filled_slip() -> Slip:
    """The slip of somebody who asked for leave."""
    return Slip(a_session(), an_attendance(2, Status.LEAVE, reason="在市医院陪护"), REQUEST)


def some_members() -> tuple[MemberLine, ...]:
    """Two branches: a secretary, a probationary member, and one who is no member."""
    secretary = MemberLine(
        1, 1, "官庄村", a_person(), PartyClass.FULL, "第一党小组", ("党支部书记", "村委会主任")
    )
    young = a_person(
        2, name="示例李𬱖", sex="female", birth=PartialDate(2003), joined=None, phone="", note="流动"
    )
    other = a_person(3, name="示例乙", phone="13900000000", education="")
    return (
        secretary,
        MemberLine(2, 1, "官庄村", young, PartyClass.PROBATIONARY, "", ()),
        MemberLine(1, 2, "管公村", other, PartyClass.NONE, "", ("党支部副书记",)),
    )
