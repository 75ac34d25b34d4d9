"""The year at the left: each month with its theme and what became of it, several selections one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from gzparty.domain.selection_stages import Stage
from gzparty.i18n import _
from gzparty.services.selection_views import MonthLine, SelectionLine, SelectionYear
from ui.glyphs import Glyph, paint_glyph
from ui.paint import draw_text
from ui.panels.selection.words import brief_state_words, month_words, stage_glyph, state_words
from ui.widgets.month_list import MonthDelegate, MonthList, MonthRow

UPPER, LOWER, SIDE, GAP = 20, 18, 16, 10


class Place(NamedTuple):
    """A row of the list: a selection, or a month in which none was begun (0)."""

    period: str
    selection_id: int = 0


class YearDelegate(MonthDelegate):
    """The title in bold where it is chosen, the state below it, its glyph at the right edge."""

    def _paint_lines(self, painter: QPainter, room: QRect, row: MonthRow, chosen: bool) -> None:
        theme = self._theme
        upper, lower, side = theme.px(UPPER), theme.px(LOWER), theme.px(SIDE)
        top = room.top() + (room.height() - upper - lower) // 2
        width = room.width() - side - theme.px(GAP)
        token = "ink" if row.known else "ink3"
        line = QRect(room.left(), top, width, upper)
        draw_text(painter, line, row.topic, theme.font(14, bold=chosen), theme.colour(token))
        below = QRect(room.left(), top + upper, width, lower)
        font = theme.font(13, bold=row.urgent)
        fits = QFontMetrics(font).horizontalAdvance(row.state) <= width
        # Under way is no alarm: it is as blue as its glyph, and bold, red stays for what is overdue.
        colour = theme.colour("info" if row.urgent else row.tone)
        draw_text(painter, below, row.state if fits else row.short_state or row.state, font, colour)
        middle = room.top() + (room.height() - side) / 2
        paint_glyph(painter, row.glyph, QRectF(room.right() - side, middle, side, side), theme.colour)


class YearList(MonthList):
    """Its identities are `Place`s."""

    DELEGATE: ClassVar[type[MonthDelegate]] = YearDelegate


def year_rows(year: SelectionYear, today: date) -> list[MonthRow]:
    """Every month in order, those without a selection as an offer to begin one."""
    rows = []
    for month in year.months:
        if month.selections:
            rows += [_selection_row(month, line, place, today) for place, line in enumerate(month.selections)]
        else:
            rows.append(_empty_row(month))
    return rows


def evaluated_words(months: Sequence[MonthLine]) -> str:
    """已评 5 个月; empty where none is."""
    done = sum(any(line.stage is Stage.DONE for line in month.selections) for month in months)
    return _("已评 {n} 个月").format(n=done) if done else ""


def themes_words(months: Sequence[MonthLine]) -> str:
    """全年 12 个主题, or how many there are yet."""
    known = sum(bool(_theme_title(month) or month.selections) for month in months)
    return _("全年 {n} 个主题").format(n=known) if known else _("全年还没有主题")


def _selection_row(month: MonthLine, line: SelectionLine, place: int, today: date) -> MonthRow:
    title = line.selection.title or _theme_title(month)
    running = line.stage is Stage.PUBLICITY and bool(line.days_left)
    return MonthRow(
        Place(month.period, line.selection.id),
        "" if place else month_words(month.period),
        title or _("主题还没定"),
        "",
        state_words(line, today),
        stage_glyph(line.stage),
        short_state=brief_state_words(line),
        tone="ink2" if line.stage is Stage.DONE else "ink3",
        urgent=running,
        known=bool(title),
    )


def _empty_row(month: MonthLine) -> MonthRow:
    title = _theme_title(month)
    return MonthRow(
        Place(month.period),
        month_words(month.period),
        title or _("主题还没定"),
        "",
        _("还没开始"),
        Glyph.TODO,
        known=bool(title),
    )


def _theme_title(month: MonthLine) -> str:
    return month.theme.title if month.theme else ""
