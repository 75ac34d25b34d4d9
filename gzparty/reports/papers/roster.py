"""花名册: the village secretaries on a day, vacancies shown as 空缺."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.reports.content import Align, Column, Paper
from gzparty.reports.papers.common import Entry, Style, dotted, fields, form, table
from gzparty.services.views import RosterLine


def roster(lines: Sequence[RosterLine], style: Style) -> Paper:
    """One row a village; the community is written once for its villages."""
    title = _("{office}村党组织书记花名册").format(office=style.office)
    people = len({line.person_id for line in lines if line.person_id is not None})
    vacant = sum(line.person_id is None for line in lines)
    figures = _("{villages}个村，在任{people}人").format(villages=len(lines), people=people)
    if vacant:
        figures = _("{figures}，空缺{vacant}个").format(figures=figures, vacant=vacant)
    head = fields(
        (_("填报单位："), style.issuer),
        (_("人数："), figures),
        (_("填报时间："), dates.paper(style.dated)),
    )
    return form(title, [head, table(_entries(), lines, style, row_mm=6.6)], style, landscape=True)


def _entries() -> list[Entry[RosterLine]]:
    return [
        Entry("position", Column(_("序号"), mm=11), lambda line: str(line.position)),
        Entry("community", Column(_("社区"), mm=20, merge=True), lambda line: line.community),
        Entry("unit", Column(_("村"), weight=1.6), lambda line: line.unit_name),
        Entry("name", Column(_("姓名"), mm=19, whole=True), lambda line: line.name),
        Entry("sex", Column(_("性别"), mm=11), lambda line: line.sex),
        Entry("birth", Column(_("出生年月"), mm=22, whole=True), lambda line: dotted(line.birth)),
        Entry("education", Column(_("文化程度"), mm=18), lambda line: line.education),
        Entry("joined", Column(_("入党时间"), mm=22, whole=True), lambda line: dotted(line.joined)),
        Entry("post", Column(_("职务"), weight=1.6), lambda line: line.post),
        Entry("since", Column(_("任现职时间"), mm=22, whole=True), lambda line: dotted(line.since)),
        Entry("phone", Column(_("联系电话"), mm=27, whole=True), lambda line: line.phone),
        Entry("note", Column(_("备注"), weight=1.2, align=Align.LEFT), lambda line: line.note),
    ]
