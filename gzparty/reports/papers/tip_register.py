"""群众意见登记表: what was said, who dealt with it until when, how it was answered; never who said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gzparty.domain.tip import Satisfaction, Tip, TipGroup, TipKind
from gzparty.i18n import _
from gzparty.labels.tips import channel_label, satisfaction_label, tip_kind_label
from gzparty.reports.content import Align, Column, Paper
from gzparty.reports.papers.common import Entry, Style, dotted, fields, form, table
from gzparty.services.ledger_views import TipView

_SMALL_PT = 9.5
_UNDER_WAY = (TipGroup.OVERDUE, TipGroup.SOON, TipGroup.OPEN)


def tip_register(views: Sequence[TipView], year: int, about: str, style: Style) -> Paper:
    """The opinions of a year in the order of their numbers, landscape; accusations without any content."""
    title = _("{office}{year}年群众意见登记表").format(office=style.office, year=year)
    counts = Counter(view.group for view in views)
    head = fields(
        (_("共登记："), _("{n}条").format(n=len(views))),
        (_("已答复："), _("{n}条").format(n=counts[TipGroup.REPLIED])),
        (_("办理中："), _("{n}条").format(n=sum(counts[group] for group in _UNDER_WAY))),
        (_("其中逾期："), _("{n}条").format(n=counts[TipGroup.OVERDUE])),
        (_("移交纪委："), _("{n}条").format(n=counts[TipGroup.HANDED_OVER])),
    )
    lined = replace(table(_entries(), views, style, row_mm=9.0), text_pt=_SMALL_PT)
    return form(title, [head, lined], style, landscape=True, note=about)


def _entries() -> list[Entry[TipView]]:
    left = Align.LEFT
    return [
        Entry("number", Column(_("编号"), mm=19), lambda view: view.tip.number),
        Entry("received", Column(_("收到\u200b日期"), mm=20), lambda view: dotted(view.tip.received_on)),
        Entry("channel", Column(_("来源"), mm=14), lambda view: channel_label(view.tip.channel)),
        Entry("content", Column(_("反映内容"), weight=2.4, align=left), lambda view: _content(view.tip)),
        Entry("unit", Column(_("办理单位"), mm=26), lambda view: view.unit.name if view.unit else ""),
        Entry("due", Column(_("答复\u200b期限"), mm=20), lambda view: dotted(view.tip.due_on)),
        Entry("reply", Column(_("答复情况"), weight=2.0, align=left), lambda view: _answer(view.tip)),
        Entry("met", Column(_("是否\u200b满意"), mm=17), lambda view: _met(view.tip)),
        Entry("outcome", Column(_("去向"), mm=27), _outcome),
        Entry("note", Column(_("备注"), weight=0.8, align=left), lambda view: view.tip.note, usual=False),
    ]


def _content(tip: Tip) -> str:
    return tip_kind_label(tip.kind) if tip.kind is TipKind.ACCUSATION else tip.content


def _answer(tip: Tip) -> str:
    if tip.replied_on is None:
        return ""
    return _("{day} {reply}").format(day=dotted(tip.replied_on), reply=tip.reply)


def _met(tip: Tip) -> str:
    return "" if tip.satisfaction is Satisfaction.UNKNOWN else satisfaction_label(tip.satisfaction)


def _outcome(view: TipView) -> str:
    tip = view.tip
    if tip.handed_on is not None:
        said = _("{day}移交{to}").format(day=dotted(tip.handed_on), to=tip.handed_to)
        return _("{said}，{by}接收").format(said=said, by=tip.taken_by) if tip.taken_by else said
    numbers = _("、").join(line.problem.printed_number for line in view.problems)
    return _("转入台账 {numbers}").format(numbers=numbers) if numbers else ""
