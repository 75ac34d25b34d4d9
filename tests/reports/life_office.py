"""A little organisational life and work style in an office, a record or two of each kind; and what papers ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from gzparty.domain.inspection import Answer, TeamMember
from gzparty.domain.meeting import Absence, MeetingKind, TalkKind
from gzparty.domain.people import UnitKind
from gzparty.domain.problem import Lane, Step
from gzparty.domain.rectification import StepFacts
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.subject import ERRAND, KIND, TOUR, Subject
from gzparty.services.bundle import Services
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import UnitDraft
from gzparty.services.problem_drafts import ProblemDraft
from gzparty.services.talks import TalkDraft

TITLE = "党员基本信息核对表"


def add_life(services: Services, village: str = "官庄村") -> None:
    """Enter it for one village; its papers came in except for the sign-in sheet of the theme day."""
    unit = services.people.find_unit(village)
    services.offices.change_settings({"records_since": "2026-01"})
    theme = MeetingDraft(
        MeetingKind.THEME_DAY,
        unit.id,
        day=date(2026, 6, 15),
        starts=time(19),
        topic="学习党章",
        content="集中学习，交流讨论。",
        host="周示例",
        recorder="安示例",
        expected=19,
        attended=17,
        on_leave=2,
        absent=0,
        absences=(Absence("党员示例", "住院", leave=True),),
        has_minutes=True,
        received_on=date(2026, 6, 16),
    )
    appraisal = MeetingDraft(
        MeetingKind.APPRAISAL, unit.id, day=date(2026, 6, 12), period="2026", topic="民主评议"
    )
    services.meetings.register([theme])
    services.meetings.register([appraisal])
    services.yearly.add_talk(
        TalkDraft(unit.id, 2026, date(2026, 3, 2), TalkKind.AMONG_MEMBERS, "周示例", "安示例")
    )
    services.errands.add(TITLE, "县委组织部", date(2026, 6, 10), date(2026, 6, 12), [unit.id])


def add_style(services: Services) -> None:
    """A community's self-inspection with two problems, one of them closed; a joint inspection; something for good."""
    if not any(one.kind is UnitKind.COMMUNITY for one in services.people.units()):
        services.people.add_unit(UnitDraft("官庄社区", UnitKind.COMMUNITY))
    unit = next(one for one in services.people.units() if one.kind is UnitKind.COMMUNITY)
    late = ProblemDraft(
        unit.id, "值班记录不全", measure="补记并抽查", responsible="孙示例", deadline=date(2026, 6, 16)
    )
    done = ProblemDraft(
        unit.id, "赵示例上班迟到", measure="谈话提醒", responsible="孙示例", deadline=date(2026, 6, 12)
    )
    item = ItemDraft("duty_roster", "值班值守", Answer.PROBLEM, problems=(late, done))
    services.inspections.register(InspectionDraft(unit.id, date(2026, 6, 8), "钱示例", items=(item,)))
    closed = next(one for one in services.store.problems.all() if one.text == done.text and one.is_open)
    facts = StepFacts(
        date(2026, 6, 10), result="已谈话", done_on=date(2026, 6, 9), verifier="郑示例", actor="周示例"
    )
    services.problems.step([closed.id], Step.START, facts)
    services.problems.add_paper(closed.id, "谈话记录", "3号盒", date(2026, 6, 10))
    services.problems.step([closed.id], Step.SUBMIT, facts)
    services.problems.step([closed.id], Step.CLOSE, facts)
    lasting = ProblemDraft(unit.id, "村务公开不及时", lane=Lane.LASTING, found_on=date(2026, 6, 1))
    services.problems.register([lasting])
    team = (TeamMember("李示例", "镇纪委"), TeamMember("周示例", "党政办"))
    tour = services.tours.add("6月份作风联合督查", date(2026, 6, 11), team, "值班值守").value
    services.tours.draw(tour.id, [unit.id], 1)


def about(services: Services, spec: PaperSpec, subject: Subject) -> Subject:
    """The selection with the kind, errand or tour a paper cannot do without."""
    needs = KIND in spec.selectors and KIND not in spec.optional
    kind = spec.kinds(services)[0][0] if spec.kinds and needs else None
    tour = services.tours.all()[0].tour.number if TOUR in spec.selectors else None
    return replace(subject, kind=kind, errand=TITLE if ERRAND in spec.selectors else None, tour=tour)
