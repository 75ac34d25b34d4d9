"""What the first page shows, in lines for its parts: glyphs and words of the workbench's items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.agenda import Matter
from gzparty.domain.dues import DueState
from gzparty.domain.sight import Seen, missed_meanwhile
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.agenda import deed_label, item_text
from gzparty.labels.agenda_ahead import ahead_text, until_text
from gzparty.labels.duty import due_state_label
from gzparty.labels.people import counted_units
from gzparty.services.agenda_views import Ahead, DuesItem, Item, SessionItem, UpkeepItem, Workbench
from gzparty.services.duty_views import Board
from ui.due_glyphs import state_glyph
from ui.glyphs import Glyph
from ui.panels.home.ahead_list import AheadLine
from ui.panels.home.board_frame import OWED
from ui.panels.home.board_matrix import FIGURES, figure_counts
from ui.panels.home.today import TodayLine
from ui.widgets.figure_line import BoardFigure

_GLYPHS = {
    Matter.SESSION: Glyph.SOON,
    Matter.OVERDUE: Glyph.OVER,
    Matter.ERRAND_LATE: Glyph.OVER,
    Matter.REMINDER_LATE: Glyph.OVER,
    Matter.DUE_TODAY: Glyph.SOON,
    Matter.ERRAND_TODAY: Glyph.ERRAND,
    Matter.REMINDER_TODAY: Glyph.SOON,
    Matter.PROBLEM_TODAY: Glyph.SOON,
    Matter.VERIFY: Glyph.Q3,
    Matter.LOOK_BACK: Glyph.SOON,
    Matter.OBJECTION: Glyph.UNENTERED,
    Matter.PUBLICITY_OVER: Glyph.Q3,
    Matter.NOMINATIONS_OVER: Glyph.SOON,
    Matter.HANDED_IN: Glyph.UNENTERED,
    Matter.RETURNED: Glyph.RETURNED,
    Matter.PAPERS_LATE: Glyph.HELD,
    Matter.ROLL_OPEN: Glyph.PART,
    Matter.ERRAND: Glyph.ERRAND,
    Matter.CALENDAR: Glyph.TODO,
    Matter.BACKUP: Glyph.TODO,
}


def today_lines(items: Sequence[Item], today: date, seen: Seen | None) -> list[TodayLine]:
    """今天要办, with what fell due since the last look marked."""
    return [_today_line(item, today, seen) for item in items]


def since_text(items: Sequence[Item], seen: Seen | None) -> str:
    """上次打开是 6月13日，这之后到期的: 3 件; empty where nothing was missed."""
    fresh = sum(is_fresh(item, seen) for item in items)
    if not fresh or seen is None or seen.before is None:
        return ""
    day = dates.prose(seen.before) if seen.before.year == seen.day.year else dates.paper(seen.before)
    return _("上次打开是 {day}，这之后到期的有 {n} 件").format(day=day, n=fresh)


def office_words(bench: Workbench | None) -> str:
    """59 个村 · 6 个社区 · 7 个部门, and of the sample that its people are invented."""
    if bench is None:
        return ""
    units = " · ".join(counted_units(bench.kinds))
    note = _("示例数据，不含真实人员") if bench.sample else ""
    return _("　").join(filter(None, (units, note)))


def is_fresh(item: Item, seen: Seen | None) -> bool:
    """Whether a day of it passed while nobody looked."""
    if isinstance(item, UpkeepItem):
        return False
    if isinstance(item, DuesItem):
        return item.matter is Matter.OVERDUE and any(
            missed_meanwhile(due.hold_by, seen) for due in item.bundle.dues
        )
    if isinstance(item, SessionItem):
        return any(missed_meanwhile(line.sitting.start.date(), seen) for line in item.lines)
    return missed_meanwhile(item.day, seen)


def ahead_lines(ahead: Sequence[Ahead], today: date) -> list[AheadLine]:
    """近期安排."""
    lines = []
    for one in ahead:
        said = ahead_text(one)
        lines.append(
            AheadLine(dates.prose(one.day), until_text(one), said.title, said.detail, one.day <= today)
        )
    return lines


def figures(board: Board) -> list[BoardFigure]:
    """The figures of a month: what is owed, and how far it has come; they add up."""
    counts, owed = figure_counts(board.figures), board.figures.owed
    percent = f"{counts['done'] * 100 // owed}%" if owed else ""
    shown = [BoardFigure(OWED, _("本月应办"), owed)]
    for key, states in FIGURES.items():
        if key == "missed" and not counts[key]:
            continue
        state = DueState.DONE if key == "done" else next(iter(states))
        tone = {"overdue": "over", "soon": "warn"}.get(key, "ink") if counts[key] else "ink"
        remark = percent if key == "done" else ""
        shown.append(BoardFigure(key, due_state_label(state), counts[key], state_glyph(state), tone, remark))
    return shown


def _today_line(item: Item, today: date, seen: Seen | None) -> TodayLine:
    said = item_text(item, today)
    return TodayLine(said.title, said.detail, _GLYPHS[item.matter], deed_label(item), is_fresh(item, seen))
