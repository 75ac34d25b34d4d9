"""What a tour found, and how far each problem has come in the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from gzparty.domain.problem import VERIFIED, ProblemState
from gzparty.i18n import N_, _
from gzparty.services.ledger_views import LedgerGroup, LedgerLine
from ui.memory import Memory
from ui.problem_glyphs import problem_glyph, problem_tone, problem_words
from ui.tables.column import Column
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.theme import Theme
from ui.widgets.controls import button, frame, label

_ORDER = {group: place for place, group in enumerate(LedgerGroup)}


def finding_columns() -> tuple[Column[LedgerLine], ...]:
    """Make the columns of the list."""
    return (
        Column("unit", N_("单位"), lambda line: line.unit.name, 110),
        Column("text", N_("存在的问题"), _text, stretch=True, tooltip=_text),
        Column("responsible", N_("责任人"), lambda line: line.problem.responsible, 84),
        Column(
            "state",
            N_("整改"),
            problem_words,
            132,
            glyph=problem_glyph,
            tone=problem_tone,
            strong=_is_late,
            sort_key=_urgency,
        ),
    )


class TourFindings(QFrame):
    """Unit by unit; Space leads to a problem's row of the ledger. Hidden where nothing was found."""

    ledger_wanted = Signal(object)
    """The ids of the problems whose rows of the ledger are wanted."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("tourFindings")
        self._theme = theme
        self._sums = label("findingSums", role="label")
        self._sums.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._to_ledger = button(theme, "findingLedger", _("看台账"), "link")
        self.table = RecordTable[LedgerLine](finding_columns(), ListRows[LedgerLine]([], _identity), _text)
        self.grid = RecordView[LedgerLine](theme, memory, "findingGrid")
        self.grid.setAccessibleName(_("查出的问题"))
        self.grid.set_records(self.table)
        self._lay_out()
        self.grid.opened.connect(self._open)
        self.grid.edit_wanted.connect(self._open)
        self.grid.row_keys = RowKeys(N_("打开"))
        self._to_ledger.clicked.connect(self._want_all)

    def show_lines(self, lines: Sequence[LedgerLine]) -> None:
        """Show what a tour found, what was withdrawn too, as it says itself."""
        standing = [line for line in lines if line.problem.state is not ProblemState.WITHDRAWN]
        closed = sum(line.problem.state in VERIFIED for line in standing)
        words = _("{n} 个，已销号 {closed} 个")
        self._sums.setText(words.format(n=len(standing), closed=closed))
        self.table.show(ListRows(lines, _identity))
        self.setVisible(bool(lines))

    def _open(self, _row: int) -> None:
        line = self.grid.current_record()
        if line is not None:
            self.ledger_wanted.emit((line.problem.id,))

    def _want_all(self) -> None:
        lines = [self.table.record(row) for row in range(self.table.rowCount())]
        self.ledger_wanted.emit(tuple(line.problem.id for line in lines))

    def _lay_out(self) -> None:
        theme = self._theme
        self._head = frame("findingHead", "blockHead")
        row = QHBoxLayout(self._head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(label("findingTitle", _("查出的问题"), "h15"))
        row.addWidget(self._sums, 1)
        row.addWidget(self._to_ledger)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.grid, 1)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def _follow_density(self) -> None:
        self._head.setFixedHeight(self._theme.row(48, 42))


def _identity(line: LedgerLine) -> int:
    return line.problem.id


def _text(line: LedgerLine) -> str:
    return line.problem.text


def _is_late(line: LedgerLine) -> bool:
    return line.is_overdue


def _urgency(line: LedgerLine) -> tuple[int, int]:
    return _ORDER[line.group], -(line.days or 0)
