"""Months as lines of the list, and what was about a theme as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.period import period_label, period_text
from gzparty.labels.themes import material_text, month_title
from gzparty.services.theme_views import MeetingOnTheme, SessionOnTheme, ThemeBoard, ThemeMonth, ThemeView
from ui.glyphs import Glyph
from ui.tables.column import Column
from ui.widgets.month_list import MonthRow

Record = SessionOnTheme | MeetingOnTheme


class Key(NamedTuple):
    """What a row is known by: a training or a record of organisational life."""

    training_id: int = 0
    meeting_id: int = 0


def key_of(record: Record) -> Key:
    """What stays the same about a record."""
    if isinstance(record, SessionOnTheme):
        return Key(training_id=record.training_id)
    return Key(meeting_id=record.meeting_id)


def month_lines(board: ThemeBoard) -> list[MonthRow]:
    """The twelve months: what the theme is, where it and its material come from, how many units have a record."""
    return [_month_line(month) for month in board.months]


def records_of(view: ThemeView) -> list[Record]:
    """What was about a theme: the trainings first."""
    return [*view.trainings, *view.meetings]


def record_columns() -> tuple[Column[Record], ...]:
    """The columns of what is linked."""
    return (
        Column("day", N_("日期"), day_words, 74, tone=_tone, sort_key=lambda one: one.day),
        Column("who", N_("单位"), who_words, stretch=True, note=kind_words, tooltip=_topic),
    )


def day_words(record: Record) -> str:
    """06-15."""
    return dates.table(record.day)


def who_words(record: Record) -> str:
    """The unit; of a training its number."""
    if isinstance(record, SessionOnTheme):
        return _("第 {n} 期").format(n=int(record.number.rsplit("-", 1)[1]))
    return record.unit.name


def kind_words(record: Record) -> str:
    """党员大会, 书记培训."""
    return _("书记培训") if isinstance(record, SessionOnTheme) else meeting_kind_label(record.kind)


def spoken(record: Record) -> str:
    """Whose row it is."""
    return f"{who_words(record)} {kind_words(record)} {day_words(record)}"


def months_words(periods: Sequence[str]) -> str:
    """5月、7月: the other months a record is linked to."""
    return _("、").join(period_label(Period.parse(period)) for period in periods)


def month_words(period: str) -> str:
    """2026年6月."""
    return period_text(Period.parse(period))


def _month_line(month: ThemeMonth) -> MonthRow:
    return MonthRow(
        identity=month.period,
        month=period_label(Period.parse(month.period)),
        topic=month_title(month),
        when=_whence(month),
        state=_("{n}/{units}").format(n=month.covered, units=month.units) if month.units else "",
        glyph=_glyph(month),
    )


def _whence(month: ThemeMonth) -> str:
    """Who set it, or that its material is still to come: there is room for one of the two, and the panel says both."""
    if month.theme is None or not month.title:
        return ""
    waits = month.theme.came_on is None and not month.theme.material and not month.files
    return material_text(month) if waits else month.theme.source


def _glyph(month: ThemeMonth) -> Glyph:
    if not month.units:
        return Glyph.TODO
    if not month.covered:
        return Glyph.NOT_APPLICABLE
    return Glyph.PART if month.without else Glyph.DONE


def _topic(record: Record) -> str:
    return f"{spoken(record)} {record.topic}".strip()


def _tone(record: Record) -> str:
    return "ink" if record.held else "ink3"
