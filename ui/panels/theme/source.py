"""A year of themes as a matrix: units under their communities, a column per month, the day of the record in a cell."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.domain.period import Period
from gzparty.domain.theme import WITHOUT, Cover
from gzparty.i18n import N_, _
from gzparty.labels.period import period_label
from gzparty.labels.themes import cover_text, month_title
from gzparty.services.theme_views import CoverCell, CoverLine, ThemeBoard, ThemeMonth
from ui.glyphs import Glyph
from ui.tables.matrix import EMPTY, MatrixCell, MatrixGroup, MatrixHead, MatrixLine, Place

GLYPHS = {
    Cover.ON_THEME: Glyph.DONE,
    Cover.PLANNED: Glyph.TODO,
    Cover.NOT_LINKED: Glyph.PART,
    Cover.NO_RECORD: Glyph.NOT_APPLICABLE,
}
LEGEND: tuple[tuple[Glyph | None, str], ...] = (
    (Glyph.DONE, N_("有记录，写着哪天")),
    (Glyph.TODO, N_("排了没开")),
    (Glyph.PART, N_("有记录没标主题")),
    (Glyph.NOT_APPLICABLE, N_("没有记录")),
)


class ThemeSource:
    """Answers for the cells in sight; a line's key is its unit's id. With `only`, units without a record on that month's
    theme alone."""

    def __init__(self, board: ThemeBoard, chosen: str, *, only: bool = False) -> None:
        self.board = board
        self.chosen = chosen
        self.column = next(n for n, month in enumerate(board.months) if month.period == chosen)
        self.corner = _("单位")
        self.heads = tuple(_head(month, month.period == chosen) for month in board.months)
        self._shown: list[tuple[CoverLine, ...]] = []
        self._whole: list[tuple[CoverLine, ...]] = []
        groups = []
        for group in board.groups:
            lines = tuple(line for line in group.lines if not only or self._is_without(line))
            if lines:
                self._shown.append(lines)
                self._whole.append(group.lines)
                shown = tuple(MatrixLine(line.unit.id, line.unit.name) for line in lines)
                groups.append(
                    MatrixGroup(("group", group.key), group.title, shown, _("{n} 个").format(n=len(lines)))
                )
        self.groups: Sequence[MatrixGroup] = tuple(groups)

    def cell(self, place: Place, column: int) -> MatrixCell:
        if place.is_group:
            return self._sum(place.group, column)
        cell = self.at(place, column)
        if cell.cover is Cover.OUTSIDE:
            return MatrixCell(filled=True)
        glyph = GLYPHS.get(cell.cover)
        if glyph is None:
            return EMPTY
        day = f"{cell.told[0].day:%d}" if cell.told else ""
        tone = "ink" if cell.cover is Cover.ON_THEME else "ink3"
        return MatrixCell(day.lstrip("0"), glyph, tone)

    def spoken(self, place: Place, column: int) -> str:
        title = month_title(self.board.months[column])
        if place.is_group:
            words = self._sum(place.group, column).text
            return _("{title}，有记录的 {words}").format(title=title, words=words) if words else title
        return _("{title}：{words}").format(title=title, words=cover_text(self.at(place, column)))

    def line(self, place: Place) -> CoverLine | None:
        """The unit of a row; None for a group's own."""
        return None if place.is_group else self._shown[place.group][place.line]

    def at(self, place: Place, column: int) -> CoverCell:
        """The cell of a line."""
        return self._shown[place.group][place.line].cells[column]

    def _is_without(self, line: CoverLine) -> bool:
        return line.cells[self.column].cover in WITHOUT

    def _sum(self, group: int, column: int) -> MatrixCell:
        """Of the whole community, however much of it is in sight."""
        covers = [line.cells[column].cover for line in self._whole[group]]
        covered = covers.count(Cover.ON_THEME)
        counted = covered + sum(one in WITHOUT for one in covers)
        return MatrixCell(f"{covered}/{counted}", tone="ink3") if counted else EMPTY


def _head(month: ThemeMonth, current: bool) -> MatrixHead:
    if month.units:
        note = f"{month.covered}/{month.units}"
    else:
        note = "" if month.title or not month.begun else _("没定")
    return MatrixHead(month.period, period_label(Period.parse(month.period)), note, current=current)
