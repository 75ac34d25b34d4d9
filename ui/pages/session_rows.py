"""The year's sessions as lines of the plan list, and which of them the clerk most likely wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.training import stage_label
from gzparty.services.views import SessionLine, SessionStage
from ui.glyphs import Glyph
from ui.widgets.month_list import MonthRow

_GLYPHS = {
    SessionStage.UNREADY: Glyph.SOON,
    SessionStage.READY: Glyph.TODO,
    SessionStage.TODAY: Glyph.TODO,
    SessionStage.TAKING: Glyph.PART,
    SessionStage.UNENTERED: Glyph.UNENTERED,
    SessionStage.DONE: Glyph.DONE,
    SessionStage.CANCELLED: Glyph.NOT_APPLICABLE,
    SessionStage.MISSED: Glyph.NOT_APPLICABLE,
}
_PRESSING = (SessionStage.TAKING, SessionStage.TODAY, SessionStage.UNENTERED)
_AHEAD = (SessionStage.READY, SessionStage.UNREADY)


def month_row(line: SessionLine, today: date) -> MonthRow:
    """Say one session in two lines."""
    start = line.sitting.start
    is_today = start.date() == today
    clock = _("今天 {time}").format(time=dates.clock(start))
    return MonthRow(
        identity=line.training.id,
        month=_("{month}月").format(month=line.training.month),
        topic=line.training.topic or _("还没定主题"),
        when=clock if is_today else dates.prose_weekday(start.date()),
        state=state_words(line),
        short_state=came(line) if line.stage is SessionStage.TAKING else "",
        glyph=_GLYPHS[line.stage],
        tone="warn" if line.stage is SessionStage.UNREADY else "ink3",
        urgent=is_today,
    )


def state_words(line: SessionLine) -> str:
    """Say where a session stands: 58/59, 补录中 45/59, 已排定 …"""
    if line.stage is SessionStage.DONE:
        return came(line)
    if line.stage is SessionStage.TAKING:
        return _("{stage} {came}").format(stage=stage_label(line.stage), came=came(line))
    if line.stage is SessionStage.TODAY:
        return _("还没签到")
    return stage_label(line.stage)


def came(line: SessionLine) -> str:
    """Say how many came, substitutes included, of how many: 58/59."""
    return f"{line.counts.present + line.counts.substitute}/{line.counts.expected}"


def most_wanted(lines: Sequence[SessionLine]) -> int | None:
    """Choose the session to show first: one under way, today's, one not entered, the next, else the last."""
    for stage in _PRESSING:
        for line in reversed(lines):
            if line.stage is stage:
                return line.training.id
    ahead = [line for line in lines if line.stage in _AHEAD]
    if ahead:
        return ahead[0].training.id
    return lines[-1].training.id if lines else None
