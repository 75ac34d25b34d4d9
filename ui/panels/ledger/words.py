"""What the ledger says of a problem: its number, days, source, state; the glyph and tone that go with it."""

from __future__ import annotations

from datetime import date

from gzparty.domain.problem import Lane, Problem, ProblemSource
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.ledger import source_label
from gzparty.services.ledger_views import LedgerGroup, LedgerLine
from ui.glyphs import Glyph

GROUPS = {
    LedgerGroup.OVERDUE: (N_("逾期"), Glyph.OVER),
    LedgerGroup.PROMPT_DONE: (N_("即知即改，已改完等验收"), Glyph.Q3),
    LedgerGroup.SOON: (N_("{n} 天内到期"), Glyph.SOON),
    LedgerGroup.LATER: (N_("没到期"), Glyph.TODO),
    LedgerGroup.LASTING: (N_("长期坚持"), Glyph.PART),
    LedgerGroup.LOOK_BACK: (N_("等回头看"), Glyph.SOON),
    LedgerGroup.CLOSED: (N_("已销号"), Glyph.DONE),
    LedgerGroup.WITHDRAWN: (N_("撤销立项"), Glyph.NOT_APPLICABLE),
}
"""Words and glyph of each part of the ledger; the glyph is that of the gravest line in it."""


def number_words(problem: Problem, year: int | None) -> str:
    """22, 22-R1 after a relapse, 2025-22 where it was numbered in another year than the one shown."""
    relapse = f"-R{problem.round - 1}" if problem.round > 1 else ""
    own_year = problem.number.partition("-")[0]
    before = "" if own_year == str(year) else f"{own_year}-"
    return f"{before}{problem.ordinal}{relapse}"


def source_words(problem: Problem) -> str:
    """5月自查, 联合督查, 上级反馈."""
    if problem.source is ProblemSource.SELF and problem.found_on is not None:
        return _("{n}月自查").format(n=problem.found_on.month)
    return source_label(problem.source)


def days_words(line: LedgerLine) -> str:
    """逾 12 天, 今天, 剩 3 天, 当天改完, 提前 2 天; empty where there is no deadline to count to."""
    problem = line.problem
    if not problem.is_open:
        return _closed_words(line)
    if line.group is LedgerGroup.PROMPT_DONE:
        return _prompt_words(problem)
    if line.days is None:
        return "" if problem.lane is Lane.LASTING else _("没写时限")
    if line.days > 0:
        return _("逾 {n} 天").format(n=line.days)
    return _("剩 {n} 天").format(n=-line.days) if line.days else _("今天")


def days_tone(line: LedgerLine) -> str:
    """The tone of the days: red only past the deadline."""
    if line.is_overdue:
        return "over"
    if line.group is LedgerGroup.PROMPT_DONE:
        return "ok"
    if line.group is LedgerGroup.SOON or (line.done_late or 0) > 0:
        return "warn"
    return "ink3"


def overdue_words(line: LedgerLine) -> tuple[str, str]:
    """逾期 6 天, and beside it 时限 6月11日，已延期 1 次."""
    problem = line.problem
    title = _("逾期 {n} 天").format(n=line.days or 0)
    parts = [_("时限 {day}").format(day=dates.prose(problem.deadline))] if problem.deadline else []
    if line.extensions:
        parts.append(_("已延期 {n} 次").format(n=line.extensions))
    return title, _("，").join(parts)


def recurrence_words(line: LedgerLine, months: int) -> str:
    """3 个月内第 2 次; empty for the first time."""
    if line.recurrence < 2:
        return ""
    return _("{months} 个月内第 {n} 次").format(months=months, n=line.recurrence)


def full_day(day: date | None) -> str:
    """2026-06-17, empty for none."""
    return day.isoformat() if day else ""


def _closed_words(line: LedgerLine) -> str:
    late = line.done_late
    if late is None:
        return ""
    if late > 0:
        return _("晚 {n} 天").format(n=late)
    return _("提前 {n} 天").format(n=-late) if late else _("按时")


def _prompt_words(problem: Problem) -> str:
    done, found, deadline = problem.done_on, problem.found_on, problem.deadline
    if done and done == found:
        return _("当天改完")
    if done and deadline and done < deadline:
        return _("提前改完")
    return _("已改完")
