"""培训通知 after GB/T 9704-2012; the number of the document is the office's to give, never ours."""

from __future__ import annotations

from math import ceil

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.reports.content import (
    OFFICIAL_MARGINS,
    Attachments,
    Block,
    Column,
    Kind,
    Level,
    Numbering,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Setup,
    Signature,
    Table,
    Title,
)
from gzparty.reports.papers.common import Style
from gzparty.services.views import SessionDetail
from gzparty.settings import Settings

_ONE_PART, _MOST_PARTS = 20, 3
"""A longer list of names is set in parts side by side, so that the annex stays one page."""


def training_notice(detail: SessionDetail, chosen: Settings, style: Style) -> Paper:
    """The notice of one session with the list of those called and the courses as annexes."""
    title = style.title or _("关于举办{year}年第{n}期\u200b村党组织书记培训班的通知").format(
        year=detail.training.year, n=detail.training.ordinal
    )
    blocks: list[Block] = [
        Title(title),
        Paragraph(chosen.notice_recipients or _("各村党支部："), Level.ADDRESSEE),
        Paragraph(_opening(detail)),
        *_sections(detail, chosen),
        Attachments(tuple(_annex_names(detail))),
        Signature(style.issuer, dates.paper(style.dated)),
        *_annexes(detail),
    ]
    setup = Setup(margins=OFFICIAL_MARGINS, large=False)
    return Paper(
        title.replace("\u200b", ""),
        tuple(blocks),
        kind=Kind.OFFICIAL,
        setup=setup,
        numbering=Numbering.DASHED,
        office=style.issuer,
        dated=style.dated,
    )


def _opening(detail: SessionDetail) -> str:
    if detail.training.problem:
        return _(
            "针对当前{problem}的实际，定于近期举办第{n}期村党组织书记培训班。现将有关事项通知如下。"
        ).format(problem=detail.training.problem, n=detail.training.ordinal)
    return _("按照年度培训计划，定于近期举办第{n}期村党组织书记培训班。现将有关事项通知如下。").format(
        n=detail.training.ordinal
    )


def _sections(detail: SessionDetail, chosen: Settings) -> list[Paragraph]:
    start, end = detail.sitting.planned_start, detail.sitting.planned_end
    when = _("{day}（{weekday}）{start}至{end}。").format(
        day=dates.paper(start.date()),
        weekday=dates.full_weekday(start.date()),
        start=dates.clock(start),
        end=dates.clock(end),
    )
    sections = [
        (_("一、培训时间："), when),
        (_("二、培训地点："), _("{place}。").format(place=detail.sitting.place or _("另行通知"))),
        (_("三、参训人员："), _participants(detail)),
        (_("四、培训内容："), _contents(detail)),
    ]
    paragraphs = [Paragraph(head, Level.FIRST, text) for head, text in sections]
    paragraphs.append(Paragraph(_("五、有关要求："), Level.FIRST, _requirements(chosen)))
    if detail.training.contact:
        paragraphs.append(Paragraph(_("联系人：{contact}。").format(contact=detail.training.contact)))
    return paragraphs


def _participants(detail: SessionDetail) -> str:
    annex = _("附件1") if detail.courses else _("附件")
    return _("各村党组织书记，共{count}人，名单见{annex}。").format(
        count=detail.roll.counts.expected, annex=annex
    )


def _contents(detail: SessionDetail) -> str:
    topic = detail.training.topic
    if not detail.courses:
        return _("{topic}。").format(topic=topic or _("另行通知"))
    return _("{topic}，课程安排见附件2，共{hours}学时。").format(
        topic=topic, hours=str(detail.credit / 2).removesuffix(".0")
    )


def _requirements(chosen: Settings) -> str:
    return _(
        "请提前{minutes}分钟到会签到，会议期间手机静音；确需请假的，提前向{approver}书面请假，"
        "经批准后由支部其他委员代会。"
    ).format(minutes=chosen.training_arrive_minutes, approver=chosen.leave_approver or _("镇党委组织委员"))


def _annex_names(detail: SessionDetail) -> list[str]:
    names = [_("参训人员名单")]
    return [*names, _("课程安排")] if detail.courses else names


def _people_table(detail: SessionDetail) -> Table:
    """The list of those called, in as many parts side by side as one page needs; then without posts."""
    called = [row.attendance for row in detail.roll.rows if not row.attendance.guest]
    folds = min(max(ceil(len(called) / _ONE_PART), 1), _MOST_PARTS)
    columns: tuple[Column, ...] = (
        Column(_("序号"), mm=10 if folds > 1 else 14),
        Column(_("姓名"), mm=18 if folds > 1 else 28),
        Column(_("单位")),
    )
    rows = [(str(line.position), line.name, line.unit_name) for line in called]
    if folds > 1:
        return Table(columns, tuple(map(Row, rows)), row_mm=8, folds=folds, tight=True)
    posts = tuple(Row((*row, line.post)) for row, line in zip(rows, called, strict=True))
    return Table((*columns, Column(_("职务"))), posts, row_mm=8, tight=True)


def _annexes(detail: SessionDetail) -> list[Block]:
    blocks: list[Block] = [
        PageBreak(),
        Paragraph(_("附件1") if detail.courses else _("附件"), Level.ANNEX),
        Title(_("参训人员名单")),
        _people_table(detail),
    ]
    if detail.courses:
        blocks += [
            PageBreak(),
            Paragraph(_("附件2"), Level.ANNEX),
            Title(_("课程安排")),
            _course_table(detail),
        ]
    return blocks


def _course_table(detail: SessionDetail) -> Table:
    rows = tuple(
        Row((str(course.position), course.title, course.lecturer, course.lecturer_post, str(course.minutes)))
        for course in detail.courses
    )
    columns = (
        Column(_("序号"), mm=14),
        Column(_("课程"), weight=2.2),
        Column(_("主讲人"), mm=24),
        Column(_("职务"), weight=1.3),
        Column(_("时长\u200b（分钟）"), mm=24),
    )
    return Table(columns, rows, row_mm=10)
