"""What is said to those who have not handed in what was asked for: to a community secretary, or to the whole group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.duty import Errand
from gzparty.i18n import _
from gzparty.labels import dates


def community_text(
    errand: Errand, title: str, missing: Sequence[str], given_back: Sequence[str], today: date
) -> str:
    """For one community secretary: which of the own villages are missing, and which must mend something.

    `given_back` are units with the reason: 甲村（缺公章）.
    """
    lines = [_("{title}：{asked}").format(title=title, asked=_asked(errand, today))]
    if missing:
        lines.append(_("还差 {n} 个：{names}。").format(n=len(missing), names=_("、").join(missing)))
    if given_back:
        lines.append(_("要补的 {n} 个：{names}。").format(n=len(given_back), names=_("、").join(given_back)))
    if errand.note:
        lines.append(errand.note)
    return "\n".join(lines)


def group_text(
    errand: Errand, counts: Sequence[tuple[str, int]], names: Sequence[str], today: date, *, named: bool
) -> str:
    """For the group: how many each community still owes; villages are named only where the clerk chose so."""
    lines = [_asked(errand, today)]
    open_ones = [_("{title} {n} 个").format(title=title, n=n) for title, n in counts if n]
    if named:
        lines.append(_("还差：{names}。").format(names=_("、").join(names)))
    elif open_ones:
        lines.append(_("还差：{names}。").format(names=_("、").join(open_ones)))
    if errand.note:
        lines.append(errand.note)
    return "\n".join(lines)


def _asked(errand: Errand, today: date) -> str:
    """《党员教育情况表》6月18日 周四前交（还有 1 天）。"""
    left = (errand.due_on - today).days
    due = dates.prose_weekday(errand.due_on)
    if left < 0:
        when = _("应于 {due}前交，已经过了 {n} 天").format(due=due, n=-left)
    elif left == 0:
        when = _("今天是最后一天")
    else:
        when = _("{due}前交，还有 {n} 天").format(due=due, n=left)
    return _("《{title}》{when}。").format(title=errand.title, when=when)
