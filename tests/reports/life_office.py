"""A little organisational life in an office: a meeting by numbers, an appraisal, a talk, an errand; and what papers ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from gzparty.domain.meeting import Absence, MeetingKind, TalkKind
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.selection import ERRAND, KIND, Selection
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import MeetingDraft
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


def about(services: Services, spec: PaperSpec, selection: Selection) -> Selection:
    """The selection with the kind or errand a paper cannot do without."""
    needs = KIND in spec.selectors and KIND not in spec.optional
    kind = spec.kinds(services)[0][0] if spec.kinds and needs else None
    return replace(selection, kind=kind, errand=TITLE if ERRAND in spec.selectors else None)
