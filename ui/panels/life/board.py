"""The board of one kind of record over a year: kinds above, branches by months, the meaning of the glyphs below."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from unicodedata import normalize

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.dues import DueState
from gzparty.domain.meeting import MONTHLY, YearlyKind
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.votes import yearly_kind_label
from gzparty.services.duty_views import YearLine
from ui.due_glyphs import state_glyph
from ui.glyphs import Glyph
from ui.keys import hints
from ui.panels.life.source import LifeSource
from ui.tables.matrix import MatrixModel
from ui.tables.matrix_view import MatrixView
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.legend import Legend

LEGEND: tuple[tuple[Glyph | None, str], ...] = (
    (state_glyph(DueState.DONE), N_("办齐")),
    (state_glyph(DueState.LATE), N_("补开")),
    (state_glyph(DueState.OVERDUE), N_("没开")),
    (state_glyph(DueState.HELD), N_("开了没交")),
    (state_glyph(DueState.HANDED_IN), N_("交了没登")),
    (Glyph.DRAFT, N_("没填完")),
    (state_glyph(DueState.RETURNED), N_("已退")),
    (state_glyph(DueState.SOON), N_("快到期")),
    (state_glyph(DueState.TODO), N_("未到期")),
    (None, N_("不涉及")),
)


class LifeBoard(QFrame):
    """Shows what the page has read; knows no services."""

    opened = Signal(object, object)
    """A cell: the UnitView and the Period."""
    moved = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("lifeBoard")
        self.source: LifeSource | None = None
        self._theme = theme
        self._stack = QStackedWidget()
        self._empty = EmptyState(theme, "lifeEmpty")
        self._stack.addWidget(self._empty)
        self.legend = Legend(theme, "lifeLegend", [(glyph, _(words)) for glyph, words in LEGEND])
        self._view: MatrixView | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.legend)

    @property
    def view(self) -> MatrixView:
        """The matrix; `show_board` comes first."""
        assert self._view is not None
        return self._view

    def show_board(self, source: LifeSource) -> None:
        """Show a year; groups with something overdue are open at first, the others as they were left."""
        other = self.source is None or self.source.board.code != source.board.code
        self.source = source
        if self._view is None:
            self._build(source)
        folded = _quiet(source) if other else None
        self.view.matrix.show(source, folded)
        if not source.groups:
            self._say_empty(source)
        self._stack.setCurrentIndex(1 if source.groups else 0)
        if other and self.view.matrix.rowCount():
            self._go_to_worst(source)

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self._view] if self._view is not None else []

    def key_hints(self) -> str:
        """The keys worth knowing here."""
        return hints(open_row=_("打开记录"), find=_("找村"), previous_period=_("换年"))

    def current(self) -> tuple[YearLine, Period] | None:
        """The branch and period of the current cell; None on a community's row or a name."""
        if self._view is None or self.source is None:
            return None
        row, column = self._view.current()
        if row < 0 or row >= self._view.matrix.rowCount():
            return None
        line = self.source.unit(self._view.matrix.place(row))
        column = column - 1 if column > 0 else self.source.current_column()
        return (line, self.source.board.periods[column]) if line else None

    def go_to(self, unit_id: int, period: Period | None) -> bool:
        """Make a branch's cell current, unfolding its community; tell whether it is on the board."""
        if self._view is None or self.source is None:
            return False
        row = self._view.matrix.reveal(unit_id)
        column = self.source.column_of(period) if period else max(self._view.current()[1] - 1, -1)
        if column < 0:
            column = self.source.current_column()
        if row >= 0:
            self._view.go_to(row, column + 1)
        return row >= 0

    def matches(self, text: str) -> list[UnitView]:
        """The branches a text means, in the board's order."""
        if self.source is None:
            return []
        return matching([line.unit for group in self.source.board.groups for line in group.lines], text)

    def _build(self, source: LifeSource) -> None:
        view = MatrixView(self._theme, "lifeMatrix", MatrixModel(source))
        view.setAccessibleName(_("组织生活"))
        view.opens_groups = True
        view.opened.connect(self._open)
        view.group_opened.connect(self._open_group)
        view.moved.connect(self._move)
        view.typed.connect(self.typed)
        self._stack.addWidget(view)
        self.setFocusProxy(view)
        self._view = view

    def _go_to_worst(self, source: LifeSource) -> None:
        """Begin where something is overdue this month, else at the first branch of today's column."""
        matrix, column = self.view.matrix, source.current_column() + 1
        rows = [row for row in matrix.rows() if not matrix.place(row).is_group]
        late = [row for row in rows if matrix.cell(row, column).glyph is Glyph.OVER]
        if rows:
            self.view.go_to((late or rows)[0], column)

    def _open(self, row: int, column: int) -> None:
        self.view.go_to(row, column)
        found = self.current()
        if found is not None:
            self.opened.emit(found[0].unit, found[1])

    def _open_group(self, row: int, column: int) -> None:
        """差3: show the branches behind the figure, beginning with the gravest."""
        matrix, source = self.view.matrix, self.source
        if matrix.is_folded(row):
            matrix.fold(row, False)
        assert source is not None
        worst = source.worst_line(matrix.place(row).group, column - 1)
        if worst >= 0:
            self._open(row + 1 + worst, column)

    def _move(self, _row: int, _column: int) -> None:
        self.moved.emit()

    def _say_empty(self, source: LifeSource) -> None:
        if any(group.lines for group in source.board.groups):
            self._empty.say(_("都办齐了"), _("这一类没有逾期、快到期或缺材料的。取消“只看没办齐”看全部。"))
        else:
            why = _("组织生活按党支部登记。先在“组织与人员”里加上支部，或导入花名册。")
            self._empty.say(_("还没有党支部"), why)


def monthly_kinds() -> Sequence[tuple[str, str]]:
    """The kinds that go by months, in the order used everywhere."""
    return [(kind.value, meeting_kind_label(kind)) for kind in MONTHLY]


def matching(units: Sequence[UnitView], text: str) -> list[UnitView]:
    """The units a text means, by characters of the name or by initials."""
    wanted = normalize("NFKC", text).strip().lower()
    if not wanted:
        return []
    if wanted.isascii():
        return [unit for unit in units if any(one.startswith(wanted) for one in unit.initials.split())]
    return [unit for unit in units if wanted in unit.name]


def yearly_kinds() -> Sequence[tuple[str, str]]:
    """The kinds that go by steps once a year."""
    return [(kind.value, yearly_kind_label(kind)) for kind in YearlyKind]


def is_monthly(kind: str) -> bool:
    """Whether a kind has a board of months rather than a list of steps."""
    return kind in [one.value for one in MONTHLY]


def _quiet(source: LifeSource) -> set[Hashable]:
    """The groups in which nothing is overdue; all are open where nothing is overdue anywhere."""
    quiet = {group.key for number, group in enumerate(source.groups) if not source.is_overdue(number)}
    return quiet if len(quiet) < len(source.groups) else set()
