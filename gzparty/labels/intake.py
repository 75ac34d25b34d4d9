"""What the month grid and the reading of 接龙 say."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.chain_text import ChainLine, Reason
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels.duty import meeting_kind_label

SENTENCES = {
    "entry_no_such_day": N_("{month}月没有“{text}”这一天，改一下日期"),
    "entry_day_unreadable": N_("看不懂“{text}”，日期可以写 15、6.15、0615 或 2026-06-15"),
    "entry_figure_unreadable": N_("看不懂“{text}”，人数只写数字"),
    "entry_tick_unreadable": N_("看不懂“{text}”，有就写 √，没有就空着"),
    "entry_day_missing": N_("缺日期，补上才能存进去；这一行先留着"),
    "entry_day_kept": N_("日期不能单独清空：改成对的那天，或者把整行清空（就是删掉这条记录）"),
    "chain_unknown": N_("没认出是哪个村"),
    "chain_several": N_("像 {n} 个村"),
    "chain_no_day": N_("没写哪一天"),
    "chain_no_such_day": N_("日期不对"),
    "chain_two_days": N_("写了两天"),
    "chain_unclear": N_("人数没看懂"),
    "chain_blank": N_("空行"),
    "chain_heading": N_("标题"),
    "chain_example": N_("例子"),
    "chain_sender": N_("发送人"),
    "chain_named_again": N_("后面第 {place} 行又写了一次，用后面的"),
}
_MAYBE = N_("可能是这个村")


def reason_words(line: ChainLine) -> str:
    """Why a line is asked about or left out: 像 2 个村，没写哪一天，缺应到."""
    told = [_(_template(line, reason)) for reason in line.reasons]
    words = [text.format(n=len(line.keys), place=line.replaced_by) if "{" in text else text for text in told]
    figures = line.figures
    if line.is_asked and figures.attended is not None and figures.expected is None:
        words.append(_("缺应到"))
    return _("，").join(words)


def _template(line: ChainLine, reason: Reason) -> str:
    return _MAYBE if reason is Reason.SEVERAL and len(line.keys) == 1 else SENTENCES[reason.value]


def intake_deed(kind: MeetingKind, month: Period, names: Iterable[str], *, chain: bool = False) -> str:
    """收记录 主题党日 6月 10 行; of one row its village."""
    rows = list(names)
    facts = {"kind": meeting_kind_label(kind), "month": month.month, "n": len(rows)}
    if chain:
        return _("收记录 {kind} {month}月 接龙 {n} 行").format(**facts)
    if len(rows) == 1:
        return _("收记录 {kind} {month}月 {name}").format(name=rows[0], **facts)
    return _("收记录 {kind} {month}月 {n} 行").format(**facts)
