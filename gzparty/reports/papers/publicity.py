"""公示 of those the committee chose, after GB/T 9704-2012: whom, how long, where to object; nobody else is named."""

from __future__ import annotations

from collections.abc import Iterator

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.reports.content import (
    OFFICIAL_MARGINS,
    Block,
    Column,
    Gap,
    Kind,
    Level,
    Numbering,
    Paper,
    Paragraph,
    Row,
    Setup,
    Signature,
    Table,
    Title,
)
from gzparty.reports.papers.ballot import in_order
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.exemplar_words import days_words, month_words, of_units, theme_words
from gzparty.services.selection_views import NominationLine, PublicityView, SelectionView

_ROW_MM, _TEXT_PT = 10.0, 14.0


def publicity(view: SelectionView, running: PublicityView, word: str, style: Style) -> Paper:
    """The notice of one 公示; its date is the day it begins."""
    begins = running.publicity.starts_on
    title = style.title or _title(view, word)
    blocks: list[Block] = [
        Title(title),
        Paragraph(_opening(view, word)),
        Paragraph(_("一、公示名单"), Level.FIRST),
        chosen_table(view),
        Gap(0.5),
        Paragraph(_("二、公示时间"), Level.FIRST),
        Paragraph(_("{days}。").format(days=days_words(running))),
        Paragraph(_("三、反映方式"), Level.FIRST),
        *_how(running, of_units(view.selection)),
        Signature(style.issuer, dates.paper(begins)),
    ]
    return Paper(
        title.replace("\u200b", ""),
        tuple(blocks),
        kind=Kind.OFFICIAL,
        setup=Setup(margins=OFFICIAL_MARGINS),
        numbering=Numbering.DASHED,
        office=style.issuer,
        dated=begins,
    )


def chosen_table(view: SelectionView) -> Table:
    """Those the committee chose and nobody else: names, units and posts; categories where there are several."""
    units, several = of_units(view.selection), len(view.categories) > 1
    columns = [Column(_("序号"), mm=16)]
    columns += [Column(_("类别"), mm=34, merge=True)] if several else []
    if units:
        columns.append(Column(_("单位")))
    else:
        columns += [Column(_("姓名"), mm=32, whole=True), Column(_("单位")), Column(_("职务"))]
    rows = []
    for number, line in enumerate(chosen_lines(view), 1):
        nomination = line.nomination
        cells = [str(number), *([line.category.title] if several else []), nomination.name]
        rows.append(Row((*cells, *(() if units else (nomination.unit_name, nomination.post)))))
    return Table(tuple(columns), tuple(rows), row_mm=_ROW_MM, text_pt=_TEXT_PT)


def chosen_lines(view: SelectionView) -> list[NominationLine]:
    """Those chosen, by category, in the order they were nominated: a list of them ranks nobody."""
    return in_order(view.chosen)


def _title(view: SelectionView, word: str) -> str:
    selection = view.selection
    what = _("单位") if of_units(selection) else _("人选")
    return _("关于{month}{theme}{word}\u200b拟定{what}的公示").format(
        month=month_words(selection), theme=theme_words(selection), word=word, what=what
    )


def _opening(view: SelectionView, word: str) -> str:
    selection, count = view.selection, len(view.chosen)
    counted = _("{n}个单位").format(n=count) if of_units(selection) else _("{n}名同志").format(n=count)
    return _(
        "按照一月一主题、一月一典型安排，经推荐、资格审核、评议和党委研究，拟确定{counted}为{month}{theme}{word}。"
        "为接受党员群众监督，现予公示。"
    ).format(counted=counted, month=month_words(selection), theme=theme_words(selection), word=word)


def _how(running: PublicityView, units: bool) -> Iterator[Paragraph]:
    """Who takes objections and how they are asked for; a line to write on where the office has not said."""
    published = running.publicity
    yield Paragraph(
        _(
            "对公示{what}有异议的，请在公示期内来信、来电或者来访反映。反映情况要实事求是，提倡实名反映，并提供线索，以便核实。"
        ).format(what=_("单位") if units else _("人选"))
    )
    blank = "　　　　　　"
    yield Paragraph(_("受理单位：{contact}").format(contact=published.contact or blank))
    yield Paragraph(_("联系电话：{phone}").format(phone=published.phone or blank))
    yield Paragraph(_("联系地址：{address}").format(address=published.address or blank))
