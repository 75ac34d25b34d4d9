"""The units of a tour as rows, and tours as lines of the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.inspection import Answer, TourUnit
from gzparty.domain.people import UnitView
from gzparty.domain.problem import VERIFIED, ProblemState
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.records import dataclass
from gzparty.services.ledger_views import InspectionView, LedgerLine, TourView
from ui.glyphs import Glyph
from ui.tables.column import Column
from ui.widgets.month_list import MonthRow


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One unit of a tour with what was seen there."""

    line: TourUnit
    unit: UnitView
    visit: InspectionView | None

    @property
    def problems(self) -> tuple[LedgerLine, ...]:
        """What was found and still stands as a problem."""
        lines = self.visit.problems if self.visit else ()
        return tuple(line for line in lines if line.problem.state is not ProblemState.WITHDRAWN)

    @property
    def unanswered(self) -> int:
        """How many items nobody judged."""
        items = self.visit.items if self.visit else ()
        return sum(item.answer is Answer.OPEN for item in items)


def visit_rows(view: TourView) -> list[VisitRow]:
    """Every unit of a tour in the office's order."""
    return [VisitRow(*entry) for entry in view.units]


def visit_columns() -> tuple[Column[VisitRow], ...]:
    """Make the columns of the grid."""
    return (
        Column("unit", N_("单位"), lambda row: row.unit.name, 136, least=120, note=_by_hand),
        Column(
            "state", N_("查了没有"), state_words, 128, least=108, glyph=state_glyph, sort_key=_state_order
        ),
        Column("day", N_("日期"), _day, 62),
        Column("note", N_("现场情况"), _note, stretch=True, tooltip=_note, tone=_soft),
        Column("closed", N_("销号"), _closed, 56),
    )


def state_words(row: VisitRow) -> str:
    """没去; 没问题; 2 个问题; 还有 2 项没选."""
    if row.visit is None:
        return _("没去")
    if row.problems:
        return _("{n} 个问题").format(n=len(row.problems))
    return _("还有 {n} 项没选").format(n=row.unanswered) if row.unanswered else _("没问题")


def state_glyph(row: VisitRow) -> Glyph:
    """Not been there, problems to be put right, all put right, or nothing found."""
    if row.visit is None:
        return Glyph.TODO
    if row.problems:
        return Glyph.DONE if _all_closed(row) else Glyph.PART
    return Glyph.DRAFT if row.unanswered else Glyph.DONE


def tour_lines(views: Sequence[TourView], today: date) -> list[MonthRow]:
    """Tours for the list on the left, the latest first."""
    return [_tour_line(view, today) for view in views]


def identity(row: VisitRow) -> int:
    """What stays the same about a row."""
    return row.unit.id


def spoken(row: VisitRow) -> str:
    """Whose row it is."""
    return row.unit.name


def _tour_line(view: TourView, today: date) -> MonthRow:
    tour, units = view.tour, len(view.units)
    found = sum(line.problem.state is not ProblemState.WITHDRAWN for line in view.problems)
    if not units:
        when, glyph = _("还没选单位"), Glyph.TODO
    elif view.visited < units:
        when = _("去了 {n}/{units}").format(n=view.visited, units=units)
        glyph = Glyph.PART if view.visited else Glyph.TODO
    else:
        # Everybody was visited; what was found there is not put right before it is closed.
        closed = all(line.problem.state in VERIFIED for line in view.problems)
        when, glyph = _("{units} 个单位").format(units=units), Glyph.DONE if closed else Glyph.PART
    state = _("{n} 个问题").format(n=found) if view.visited else _("还没到") if tour.held_on > today else ""
    return MonthRow(tour.id, f"{tour.held_on.month}.{tour.held_on.day}", tour.title, when, state, glyph)


def _all_closed(row: VisitRow) -> bool:
    return all(line.problem.state in VERIFIED for line in row.problems)


def _day(row: VisitRow) -> str:
    return dates.table(row.visit.inspection.held_on) if row.visit else ""


def _note(row: VisitRow) -> str:
    return " ".join(row.visit.inspection.note.split()) if row.visit else ""


def _closed(row: VisitRow) -> str:
    if not row.problems:
        return ""
    return f"{sum(line.problem.state in VERIFIED for line in row.problems)}/{len(row.problems)}"


def _by_hand(row: VisitRow) -> str:
    return "" if row.line.drawn else _("手工")


def _state_order(row: VisitRow) -> tuple[bool, int]:
    return row.visit is not None, -len(row.problems)


def _soft(_row: VisitRow) -> str:
    return "ink2"
