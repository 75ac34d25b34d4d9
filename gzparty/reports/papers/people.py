"""人员花名册: everyone of a branch on a day; phones only where their column is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gzparty.domain.people import PartyClass
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.people import class_label, sex_label
from gzparty.reports.content import Align, Cell, Column, Paper, Row, RowRole, Table
from gzparty.reports.papers.common import Entry, Style, dotted, fields, form, table
from gzparty.services.paper_views import MemberLine


def people_roster(unit_name: str, lines: Sequence[MemberLine], style: Style) -> Paper:
    """One row a person; of several branches, each begins with a row that names it."""
    title = _("{unit}人员花名册").format(unit=unit_name)
    head = fields(
        (_("单位："), unit_name),
        (_("人数："), _figures(lines)),
        (_("填报时间："), dates.paper(style.dated)),
        weights=(1.1, 2.0, 1.2),
    )
    return form(title, [head, _table(lines, style)], style, landscape=True)


def _figures(lines: Sequence[MemberLine]) -> str:
    """How many there are; of members of each class only what is known."""
    classes = {line.person.id: line.party_class for line in lines}
    counts = Counter(classes.values())
    parts = [
        _("{kind}党员{n}人").format(kind=class_label(kind), n=counts[kind])
        for kind in (PartyClass.FULL, PartyClass.PROBATIONARY)
        if counts[kind]
    ]
    people = _("{n}人").format(n=len(classes))
    return _("，").join([people, _("、").join(parts)]) if parts else people


def _table(lines: Sequence[MemberLine], style: Style) -> Table:
    lined = table(_entries(), lines, style, row_mm=7.0)
    if len({line.unit_id for line in lines}) <= 1:
        return lined
    return replace(lined, rows=tuple(_parted(lines, lined)))


def _parted(lines: Sequence[MemberLine], lined: Table) -> Iterator[Row]:
    pairs = zip(lines, lined.rows, strict=True)
    for _unit, group in groupby(pairs, key=lambda pair: pair[0].unit_id):
        members = list(group)
        heading = _("{unit}（{n}人）").format(unit=members[0][0].unit_name, n=len(members))
        yield Row((Cell(heading, span=len(lined.columns)),), RowRole.GROUP)
        yield from (row for _line, row in members)


def _entries() -> list[Entry[MemberLine]]:
    return [
        Entry("position", Column(_("序号"), mm=11), lambda line: str(line.position)),
        Entry("name", Column(_("姓名"), mm=20, whole=True), lambda line: line.person.name),
        Entry("sex", Column(_("性别"), mm=11), lambda line: sex_label(line.person.sex)),
        Entry("nation", Column(_("民族"), mm=13), lambda line: line.person.nation),
        Entry("birth", Column(_("出生年月"), mm=22, whole=True), lambda line: dotted(line.person.birth)),
        Entry("education", Column(_("学历"), mm=18), lambda line: line.person.education),
        Entry("joined", Column(_("入党时间"), mm=22, whole=True), lambda line: dotted(line.person.joined)),
        Entry("class", Column(_("党员\u200b类别"), mm=13), lambda line: class_label(line.party_class)),
        Entry("group", Column(_("党小组"), mm=22), lambda line: line.group),
        Entry("post", Column(_("职务"), weight=1.8), lambda line: _("、").join(line.posts)),
        Entry("phone", Column(_("电话"), mm=27, whole=True), lambda line: line.person.phone, usual=False),
        Entry("note", Column(_("备注"), weight=1.4, align=Align.LEFT), lambda line: line.person.note),
    ]
