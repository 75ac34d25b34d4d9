"""The rows of an errand: each unit with what it handed in, and the errands themselves as a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.dues import DueState
from gzparty.domain.duty import ErrandUnit
from gzparty.domain.people import UnitView
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.records import dataclass
from gzparty.services.duty_views import ErrandView
from ui.glyphs import Glyph
from ui.tables.column import Column
from ui.widgets.month_list import MonthRow

OPEN, GOT, BACK = "open", "got", "back"
"""Keys of the chips that narrow the grid."""
WORKBOOKS = (".xlsx", ".xls", ".et", ".ods", ".csv", ".xlsm")
"""Suffixes of what can come back filled in."""
_GLYPHS = {
    DueState.OVERDUE: Glyph.OVER,
    DueState.RETURNED: Glyph.RETURNED,
    DueState.SOON: Glyph.SOON,
    DueState.TODO: Glyph.TODO,
    DueState.DONE: Glyph.DONE,
    DueState.LATE: Glyph.LATE,
    DueState.WAIVED: Glyph.NOT_APPLICABLE,
}
_WORDS = {
    DueState.OVERDUE: N_("没交，逾 {n} 天"),
    DueState.RETURNED: N_("退回"),
    DueState.SOON: N_("没交，剩 {n} 天"),
    DueState.TODO: N_("没交，剩 {n} 天"),
    DueState.DONE: N_("收到"),
    DueState.LATE: N_("晚交"),
    DueState.WAIVED: N_("不再要"),
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of an errand; `days` are counted to the day it is due, positive once that is past."""

    unit: UnitView
    owed: ErrandUnit
    state: DueState
    days: int

    @property
    def part(self) -> str:
        """The chip it stands under."""
        if self.state is DueState.RETURNED:
            return BACK
        return GOT if self.owed.received_on else OPEN


def unit_rows(view: ErrandView, today: date) -> list[UnitRow]:
    """Every unit of an errand in the office's order."""
    days = (today - view.errand.due_on).days
    return [UnitRow(unit, owed, state, days) for unit, owed, state in view.units]


def unit_columns() -> tuple[Column[UnitRow], ...]:
    """Make the columns of the grid."""
    return (
        Column("unit", N_("单位"), lambda row: row.unit.name, 150),
        Column("state", N_("交了没有"), state_words, 140, glyph=_glyph, tone=_tone, sort_key=_state_order),
        Column(
            "received",
            N_("收到"),
            _received,
            90,
            editable=_always,
            edit_text=_received_typed,
            sort_key=_received_key,
        ),
        Column("returned", N_("退回"), _returned, stretch=True, tone=_soft, tooltip=_returned),
        Column("filed", N_("原件在哪"), lambda row: row.owed.filed_at, 150, editable=_always),
    )


def state_words(row: UnitRow) -> str:
    """没交，逾 3 天; 收到."""
    return _(_WORDS.get(row.state, N_("没交"))).format(n=abs(row.days))


def listed(views: Sequence[ErrandView], today: date) -> list[MonthRow]:
    """The errands for the list on the left: overdue first, then the one due first, finished ones below."""
    return [errand_line(view, today) for view in sorted(views, key=lambda view: _place(view, today))]


def errand_line(view: ErrandView, today: date) -> MonthRow:
    """One errand in two lines: when it is due, what, who asked, how many are in."""
    errand = view.errand
    left = (errand.due_on - today).days
    full = view.received == len(view.units)
    finished, late = errand.finished_on is not None, left < 0 and not full
    if finished or full:
        glyph = Glyph.DONE
    else:
        glyph = Glyph.OVER if late else Glyph.SOON if left <= 7 else Glyph.TODO
    asked = errand.asked_by or _("没写谁要的")
    when = _("{by}，办完").format(by=asked) if finished else asked
    figure = f"{view.received}/{len(view.units)}"
    return MonthRow(
        errand.id,
        f"{errand.due_on.month}.{errand.due_on.day}",
        errand.title,
        when,
        figure,
        glyph,
        tone="over" if late and not finished else "ink3",
    )


def due_words(view: ErrandView, today: date) -> str:
    """6月18日 周四前交，剩 1 天."""
    errand = view.errand
    day, left = dates.prose_weekday(errand.due_on), (errand.due_on - today).days
    if errand.finished_on is not None:
        return _("{day}前交，{finished}办完").format(day=day, finished=dates.prose(errand.finished_on))
    if left > 0:
        return _("{day}前交，剩 {n} 天").format(day=day, n=left)
    return (_("{day}前交，逾期 {n} 天") if left else _("{day}前交，就是今天")).format(day=day, n=-left)


def identity(row: UnitRow) -> int:
    """What stays the same about a row."""
    return row.unit.id


def spoken(row: UnitRow) -> str:
    """Whose row it is."""
    return row.unit.name


def _place(view: ErrandView, today: date) -> tuple[bool, bool, date, int]:
    errand = view.errand
    finished = errand.finished_on is not None
    late = errand.due_on < today and view.received < len(view.units)
    day = (
        errand.due_on if not finished else date.fromordinal(date.max.toordinal() - errand.due_on.toordinal())
    )
    return finished, not late, day, errand.id


def _always(_row: UnitRow) -> bool:
    return True


def _glyph(row: UnitRow) -> Glyph | None:
    return _GLYPHS.get(row.state, Glyph.TODO)


def _tone(row: UnitRow) -> str:
    return "over" if row.state is DueState.OVERDUE else "ink"


def _state_order(row: UnitRow) -> int:
    return list(_GLYPHS).index(row.state) if row.state in _GLYPHS else len(_GLYPHS)


def _received(row: UnitRow) -> str:
    return dates.table(row.owed.received_on) if row.owed.received_on else ""


def _received_typed(row: UnitRow) -> str:
    day = row.owed.received_on
    return f"{day.month}.{day.day}" if day else ""


def _received_key(row: UnitRow) -> str:
    return row.owed.received_on.isoformat() if row.owed.received_on else ""


def _returned(row: UnitRow) -> str:
    owed = row.owed
    if owed.returned_on is None:
        return ""
    return _("{day} {reason}").format(day=dates.table(owed.returned_on), reason=owed.return_reason)


def _soft(_row: UnitRow) -> str:
    return "ink2"
