"""学时统计: what each person has earned against the year's target."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.i18n import _
from gzparty.reports.content import Column, Paper
from gzparty.reports.papers.common import Entry, Style, fields, figure, form, table
from gzparty.services.views import CreditLine, CreditYear


def credits_paper(year: CreditYear, style: Style) -> Paper:
    """One row a person, with what is still missing."""
    title = _("{office}{year}年村党组织书记培训学时统计表").format(office=style.office, year=year.year)
    reached = sum(line.total >= line.target for line in year.lines)
    head = fields(
        (_("统计期数："), str(len(year.sessions))),
        (_("统计人数："), str(len(year.lines))),
        (_("已达标："), _("{reached}/{all}人").format(reached=reached, all=len(year.lines))),
    )
    return form(title, [head, table(_entries(year.lines), year.lines, style, row_mm=7.2)], style)


def _outside() -> list[Entry[CreditLine]]:
    """A column of its own only where somebody was sent to a training elsewhere."""
    column = Column(_("调训"), mm=13, groups=(_("已得学时"),))
    return [Entry("outside", column, lambda line: figure(line.from_outside))]


def _entries(lines: Sequence[CreditLine]) -> list[Entry[CreditLine]]:
    return [
        Entry("position", Column(_("序号"), mm=12), lambda line: str(line.position)),
        Entry("name", Column(_("姓名"), mm=20), lambda line: line.name),
        Entry("unit", Column(_("单位"), weight=1.2), lambda line: line.unit_name),
        Entry("post", Column(_("职务"), weight=1), lambda line: line.post),
        Entry("target", Column(_("年度要求"), mm=14), lambda line: figure(line.target)),
        Entry(
            "sessions",
            Column(_("培训"), mm=13, groups=(_("已得学时"),)),
            lambda line: figure(line.from_sessions),
        ),
        Entry(
            "makeups",
            Column(_("补课"), mm=13, groups=(_("已得学时"),)),
            lambda line: figure(line.from_makeups),
        ),
        *(_outside() if any(line.from_outside for line in lines) else ()),
        Entry("total", Column(_("合计"), mm=13, groups=(_("已得学时"),)), lambda line: figure(line.total)),
        Entry("share", Column(_("完成"), mm=15), lambda line: share(line)),
        Entry("short", Column(_("还差"), mm=13), lambda line: figure(max(0, line.target - line.total))),
    ]


def share(line: CreditLine) -> str:
    """Credit in percent of the target, rounded down so that 100 % means reached."""
    return f"{100 * line.total // line.target}%" if line.target else ""
