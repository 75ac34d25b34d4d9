"""The words of a 公示, of ties and of the circular, for the window; 公示 and 通报 name only those who were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.counting import Tally
from gzparty.domain.selection import Method, Nomination, TieRule
from gzparty.i18n import N_, _, in_chinese
from gzparty.labels.dates import prose
from gzparty.services.selection_views import NominationLine, PublicityView, SelectionView

_TIES = {
    TieRule.SECOND_ROUND: N_("{names} 票数并列，争 {seats} 个名额：按定下的办法，只对他们再投一轮。"),
    TieRule.COMMITTEE: N_("{names} 票数并列，争 {seats} 个名额：按定下的办法，由党委研究决定。"),
    TieRule.LONGEST_AGO: N_("{names} 票数并列，离上次评上也一样久，争 {seats} 个名额：由党委研究决定。"),
}
_SCORE_TIES = {
    TieRule.SECOND_ROUND: N_("{names} 得分并列，争 {seats} 个名额：按定下的办法，只对他们再评一轮。"),
    TieRule.COMMITTEE: N_("{names} 得分并列，争 {seats} 个名额：按定下的办法，由党委研究决定。"),
    TieRule.LONGEST_AGO: N_("{names} 得分并列，离上次评上也一样久，争 {seats} 个名额：由党委研究决定。"),
}


def span_text(starts_on: date, ends_on: date, shifted: Sequence[str]) -> str:
    """6月15日 至 6月22日，遇端午节顺延."""
    words = _("{first} 至 {last}").format(first=prose(starts_on), last=prose(ends_on))
    if not shifted:
        return words
    return _("{words}，遇{holidays}顺延").format(words=words, holidays=_("、").join(shifted))


def number_text(view: PublicityView, today: date) -> str:
    """第 3 天; before its first day and after its last what it is instead."""
    publicity = view.publicity
    if today < publicity.starts_on:
        return _("{day}开始").format(day=prose(publicity.starts_on))
    if today > publicity.ends_on:
        return _("已期满")
    return _("第 {n} 天").format(n=view.day_number) if view.day_number else _("还没到工作日")


def tie_text(view: SelectionView) -> str:
    """Between whom the count left a tie, and what the recorded rule does with it; empty where there is none."""
    counted = view.tally
    if counted is None or not counted.tied:
        return ""
    rule, method = view.selection.tie_rule, view.selection.method
    sentences = _SCORE_TIES if method is Method.SCORE else _TIES
    if rule is TieRule.SECOND_ROUND and counted.round > 1:
        # A second round that leaves equals is the last one.
        rule = TieRule.COMMITTEE
    return "\n".join(
        _(sentences[rule]).format(
            names=_names(view, counted, category.category_id), seats=category.open_seats
        )
        for category in counted.categories
        if category.tied
    )


def _names(view: SelectionView, counted: Tally, category_id: int) -> str:
    tied = {standing.nomination_id for standing in counted.tied}
    names = (
        line.nomination.name
        for line in view.nominations
        if line.nomination.id in tied and line.category.id == category_id
    )
    return _("、").join(names)


def candidate_text(nomination: Nomination) -> str:
    """徐示例　东利见村; a unit is its name alone."""
    unit = nomination.unit_name if nomination.person_id is not None else ""
    return _("{name}　{unit}").format(name=nomination.name, unit=unit) if unit else nomination.name


@in_chinese()
def chosen_text(lines: Sequence[NominationLine]) -> str:
    """徐示例（东利见村）、郑示例（五十里铺村）."""
    return _("、").join(
        _("{name}（{unit}）").format(name=one.name, unit=one.unit_name)
        if one.person_id is not None and one.unit_name
        else one.name
        for one in (line.nomination for line in lines)
    )


@in_chinese()
def circular_message(view: SelectionView, word: str) -> str:
    """The circular as a text for WeChat: the month, what was looked for, who was chosen; nobody else, and no figures.

    `word` is what the office calls those chosen, such as 典型.
    """
    selection = view.selection
    month = int(selection.period[5:7])
    parts = [
        _("【{month}月{word}通报】").format(month=month, word=word),
        _("主题：{title}").format(title=selection.title),
    ]
    for category in view.categories:
        chosen = [line for line in view.chosen if line.category.id == category.id]
        if not chosen:
            continue
        names = chosen_text(chosen)
        parts.append(
            _("{category}：{names}").format(category=category.title, names=names)
            if category.title
            else _("通报表扬：{names}").format(names=names)
        )
    parts += [
        _("{name}：{summary}").format(name=line.nomination.name, summary=line.nomination.summary)
        for line in view.chosen
        if line.nomination.summary
    ]
    return "\n".join(parts)
