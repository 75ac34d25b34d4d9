"""学时证明: that a person has earned so many 学时 in a year, to be sealed by the office."""

from __future__ import annotations

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.reports.content import (
    Column,
    Gap,
    Kind,
    Level,
    Margins,
    Numbering,
    Paper,
    Paragraph,
    Row,
    Setup,
    Signature,
    Table,
    Title,
)
from gzparty.reports.papers.common import Style, figure
from gzparty.reports.papers.training_file import named
from gzparty.services.paper_views import TrainingFile

_MARGINS = Margins(45, 28, 30, 28)
"""A letter of a few lines stands lower on its sheet than a form."""


def certificate(file: TrainingFile, style: Style) -> Paper:
    """The letter with its figures by source, and the place of the seal."""
    title = style.title or _("学时证明")
    blocks = (
        Title(title),
        Paragraph(_statement(file)),
        Paragraph(_("特此证明。")),
        Gap(1),
        _figures(file),
        Gap(1),
        Signature(style.issuer, dates.paper(style.dated), sealed=True),
        Gap(2),
        Paragraph(_("（学时依据培训签到、补课登记和上级调训证明核定）"), Level.NOTE),
    )
    setup = Setup(style.size, False, _MARGINS)
    paper = Paper(title, blocks, Kind.OFFICIAL, setup, Numbering.NONE, office=style.issuer, dated=style.dated)
    return named(paper, file)


def _statement(file: TrainingFile) -> str:
    post = f"{file.unit_name}{file.post}"
    person = _("{name}同志（{post}）").format(name=file.person.name, post=post) if post else file.person.name
    if file.total >= file.target:
        rest = _("已达到年度{target}学时的要求").format(target=figure(file.target))
    else:
        rest = _("年度要求为{target}学时").format(target=figure(file.target))
    return _("兹证明{person}{year}年参加教育培训，经核实累计{total}学时，{rest}。").format(
        person=person, year=file.year, total=figure(file.total), rest=rest
    )


def _figures(file: TrainingFile) -> Table:
    rows = [
        (
            _("镇级培训班"),
            _("{n}次").format(n=sum(record.mark.credit > 0 for record in file.sessions)),
            figure(file.from_sessions),
        ),
        (_("补课"), _("{n}次").format(n=len(file.makeups)), figure(file.from_makeups)),
        (_("上级调训"), _("{n}次").format(n=len(file.outside)), figure(file.from_outside)),
        (_("合计"), "", figure(file.total)),
    ]
    columns = (Column(_("培训类别")), Column(_("次数")), Column(_("学时")))
    return Table(columns, tuple(map(Row, rows)), row_mm=9.5, text_pt=14.0)
