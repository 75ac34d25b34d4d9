"""督查通报 after GB/T 9704-2012: what records tell and the clerk wrote; never a 发文字号, a 期号 only where one was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gzparty.domain.problem import Lane
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.ledger import lane_label
from gzparty.reports.content import (
    OFFICIAL_MARGINS,
    Align,
    Attachments,
    Block,
    Column,
    Gap,
    Kind,
    Level,
    Numbering,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Setup,
    Signature,
    Subtitle,
    Table,
    Title,
)
from gzparty.reports.papers.common import Style, dotted, ordinal
from gzparty.services.ledger_views import CircularProblem, CircularText, CircularUnit
from gzparty.settings import Settings

_ROW_MM = 9.0


def circular(text: CircularText, settings: Settings, style: Style) -> Paper:
    """The circular of one tour with 情况一览表 as its annex; the office says whom it goes to and how a series is called."""
    title = style.title or _("关于{tour}\u200b情况的通报").format(tour=_subject(text.tour.title))
    blocks: list[Block] = [
        Title(title),
        *_issue(text, settings.circular_series),
        Paragraph(settings.circular_recipients or _("各社区、各部门："), Level.ADDRESSEE),
        Paragraph(_opening(text)),
        Paragraph(_("一、总体情况"), Level.FIRST),
        *_general(text),
        Paragraph(_("二、存在的问题"), Level.FIRST),
        *_problems(text),
        Paragraph(_("三、下步要求"), Level.FIRST),
        *_requirements(text),
        *([Attachments((_annex_name(),))] if text.rows else []),
        Signature(style.issuer, dates.paper(style.dated)),
        *(_annex(text) if text.rows else []),
    ]
    return Paper(
        title.replace("\u200b", ""),
        tuple(blocks),
        kind=Kind.OFFICIAL,
        setup=Setup(margins=OFFICIAL_MARGINS),
        numbering=Numbering.DASHED,
        office=style.issuer,
        dated=style.dated,
    )


def _subject(title: str) -> str:
    """What the circular is about, whether the tour's own title ends with 情况 or not."""
    return title.removesuffix(_("情况"))


def _issue(text: CircularText, series: str) -> list[Block]:
    """督查通报（第3期）, only where the clerk gave it a number."""
    if text.tour.issue is None:
        return []
    return [Subtitle(_("{series}（第{n}期）").format(series=series or _("督查通报"), n=text.tour.issue))]


def _opening(text: CircularText) -> str:
    offices = _("、").join(dict.fromkeys(member.office for member in text.tour.team if member.office))
    who = _("{offices}组成督查组，").format(offices=offices) if offices else _("督查组")
    focus = text.tour.focus.strip().rstrip(_("。"))
    what = _("，重点督查{focus}").format(focus=focus) if focus else ""
    return _("{days}，{who}对{n}个单位进行了督查{what}。现将有关情况通报如下。").format(
        days=_days(text), who=who, n=len(text.units), what=what
    )


def _days(text: CircularText) -> str:
    """6月17日, or from the first to the last day; the planned one before anybody went."""
    days = text.days or (text.tour.held_on,)
    first, last = dates.paper(days[0]), dates.prose(days[-1])
    return first if len(days) == 1 else _("{first}至{last}").format(first=first, last=last)


def _general(text: CircularText) -> Iterator[Paragraph]:
    counted = _("这次督查了{names}，共发现问题{n}个。").format(names=_names(text.units), n=len(text.problems))
    if not text.units:
        counted = _("还没有登记督查过的单位。")
    yield Paragraph(counted)
    if text.good:
        yield Paragraph(_("{names}没有发现问题，做得较好。").format(names=_names(text.good)))
    for line in text.tour.good.splitlines():
        if line.strip():
            yield Paragraph(line.strip())


def _names(units: Sequence[CircularUnit]) -> str:
    return _("、").join(unit.unit.name for unit in units)


def _problems(text: CircularText) -> Iterator[Paragraph]:
    """By unit, its problems numbered where there are several."""
    if not text.with_problems:
        whole = len(text.good) == len(text.units) > 0
        yield Paragraph(_("这次督查没有发现问题。") if whole else _("还没有登记问题。"))
    for number, unit in enumerate(text.with_problems, 1):
        place = ordinal(number)
        told = [_sentence(problem.text) for problem in unit.problems]
        if len(told) > 1:
            told = [f"{n}.{one}" for n, one in enumerate(told, 1)]
        yield Paragraph(
            _("（{n}）{unit}。").format(n=place, unit=unit.unit.name), Level.SECOND, "".join(told)
        )


def _sentence(text: str) -> str:
    """One problem ending as a sentence does."""
    words = " ".join(text.split())
    return words if words.endswith(("。", "；", "！", "？", "…")) else _("{words}。").format(words=words)


def _requirements(text: CircularText) -> Iterator[Block]:
    for line in text.requirements:
        yield Paragraph(line)
    if text.tour.reply_by is not None:
        day = dates.paper(text.tour.reply_by)
        yield Paragraph(_("请有关单位于{day}前报送整改情况。").format(day=day))
    elif not text.requirements:
        # What is asked is the leaders' to say; there is room to write it.
        yield Gap(2)


def _annex_name() -> str:
    return _("督查情况一览表")


def _annex(text: CircularText) -> list[Block]:
    columns = (
        Column(_("序号"), mm=12),
        Column(_("单位"), mm=32, merge=True),
        Column(_("督查时间"), mm=24),
        Column(_("存在问题"), align=Align.LEFT),
        Column(_("整改时限"), mm=24),
    )
    rows = tuple(
        Row(
            (
                str(row.ordinal),
                row.unit.name,
                dotted(row.visited_on),
                row.problem.text if row.problem else _("没有发现问题"),
                _deadline(row.problem) if row.problem else "",
            )
        )
        for row in text.rows
    )
    lined = Table(columns, rows, row_mm=_ROW_MM, tight=True)
    return [PageBreak(), Paragraph(_("附件"), Level.ANNEX), Title(_annex_name()), lined]


def _deadline(problem: CircularProblem) -> str:
    if problem.deadline is not None:
        return dotted(problem.deadline)
    return problem.deadline_text or ("" if problem.lane is Lane.TERM else lane_label(problem.lane))
