"""The papers of 干部队伍, composed from views built by hand."""

from __future__ import annotations

from datetime import date

from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PostTitle, Term
from gzparty.domain.reminders import TermState
from gzparty.domain.reserve import Reserve
from gzparty.reports.content import Paper
from gzparty.reports.papers.cadres import reserves_paper, terms_paper
from gzparty.reports.papers.common import Style
from gzparty.services.cadre_views import PostHolder, ReserveLine, TermLine

from .files import a_person
from .style_views import a_unit
from .views import STYLE


def some_reserves() -> tuple[ReserveLine, ...]:
    """One with training and meetings, one without anything known this year."""
    first = Reserve(
        1,
        "r1",
        1,
        1,
        PartialDate(2023, 4),
        "党支部书记",
        plan="跟班学习，列席支委会；参加市级示范班",
        note="谈过话",
    )
    second = Reserve(2, "r2", 2, 2, PartialDate(2025))
    other = a_person(2, name="示例李𬱖", sex="female", birth=PartialDate(2003), joined=None, phone="")
    return (
        ReserveLine(first, a_person(), a_unit(1), 2026, 2, "支部委员", "示例乙", 16, 64, 1, 1, 4, 3),
        ReserveLine(second, other, a_unit(2), 2026, 1, "", ""),
    )


def some_terms() -> tuple[TermLine, ...]:
    """One that is over with an acting secretary, one soon over of which the month is known, a vacancy, nothing known."""
    acting = PostHolder(PostTitle.SECRETARY, "党支部代书记", 1, "示例甲", True, PartialDate(2026, 1))
    deputy = PostHolder(PostTitle.DEPUTY_SECRETARY, "党支部副书记", 2, "示例乙", False, None)
    member = PostHolder(PostTitle.ORGANISATION_MEMBER, "组织委员", 3, "示例李𬱖", False, None)
    vacant = PostHolder(PostTitle.SECRETARY, "党支部书记", None, "", False, None)
    over, soon = (
        Term(1, "t1", 1, PartialDate(2021, 3, 1), 5, "等上级安排"),
        Term(2, "t2", 2, PartialDate(2023, 6), 3),
    )
    return (
        TermLine(
            a_unit(1),
            a_unit(3),
            over,
            TermState.OVER,
            (acting, deputy, member),
            date(2026, 3, 1),
            PartialDate(2026, 3, 1),
            -8,
        ),
        TermLine(
            a_unit(2), None, soon, TermState.SOON, (vacant,), date(2026, 6, 1), PartialDate(2026, 6), 84
        ),
        TermLine(a_unit(3), None, None, TermState.UNKNOWN, ()),
    )


def each_cadre_paper(style: Style = STYLE) -> dict[str, Paper]:
    """Compose both."""
    return {
        "terms": terms_paper(some_terms(), "", style),
        "reserves": reserves_paper(some_reserves(), 2026, "官庄村", style),
    }
