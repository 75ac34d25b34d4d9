"""最近的自查: a unit's inspections of the year, what each found and how the ledger stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout

from gzparty.domain.problem import VERIFIED
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.inspection import ordinal_label
from gzparty.services.ledger_views import InspectionView, LedgerGroup, LedgerLine
from ui.glyphs import Glyph
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


def columns() -> tuple[Column[InspectionView], ...]:
    """Make the columns of the list."""
    return (
        Column("which", N_("次数"), _which, 110, 96, sort_key=_day),
        Column(
            "day", N_("自查日期"), lambda view: dates.table(view.inspection.held_on), 110, 88, sort_key=_day
        ),
        Column("inspector", N_("检查人"), lambda view: view.inspection.inspector, 92, 80),
        Column("found", N_("查出的问题"), _found, stretch=True, tone=_found_tone, tooltip=_found_whole),
        Column("ledger", N_("整改"), _stand, 130, 116, glyph=_glyph, tone=_tone, strong=_is_late),
    )


class RecentInspections(QFrame):
    """Space opens the inspection, in the last column its row of the ledger."""

    opened = Signal(int)
    """The id of the inspection wanted."""
    ledger_wanted = Signal(object)
    """The ids of the problems whose rows of the ledger are wanted."""

    new_wanted = Signal()
    import_wanted = Signal()
    """The ledger the office kept before is wanted."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("recentInspections")
        self.setAccessibleName(_("最近的自查"))
        self._theme = theme
        self._unit = label("recentUnit", role="h15")
        self._title = label("recentTitle", _("最近的自查"), "h15")
        self._sums = label("recentSums", role="label")
        self._to_ledger = button(theme, "recentLedger", _("看台账"), "link")
        self._to_ledger.setToolTip(_("这个单位查出的问题在整改台账里的样子"))
        self.table = RecordTable[InspectionView](columns(), ListRows[InspectionView]([], _identity), _which)
        self.grid = RecordView[InspectionView](theme, memory, "recentGrid")
        self.grid.setAccessibleName(_("最近的自查"))
        self.grid.set_records(self.table)
        self._none: QLabel = label("recentNone", role="label", tone="ink3")
        self._none.setWordWrap(True)
        self._begin = button(theme, "recentBegin", _("登记自查"))
        self._import = button(theme, "recentImport", _("导入台账"))
        self._lay_out()
        self.grid.opened.connect(self._open)
        self.grid.edit_wanted.connect(self._open)
        self.grid.row_keys = RowKeys(N_("打开"))
        self._to_ledger.clicked.connect(self._want_all)
        self._begin.clicked.connect(self.new_wanted)
        self._import.clicked.connect(self.import_wanted)

    def show_unit(
        self, name: str, year: int, views: Sequence[InspectionView], *, none_yet: bool = False
    ) -> None:
        """Show a unit's inspections of a year, the latest first; `none_yet`: the office has none at all."""
        self._unit.setText(name)
        lines = [line for view in views for line in view.problems]
        closed = sum(line.problem.state in VERIFIED for line in lines)
        words = _("{year}年 {n} 次，查出问题 {found} 个，已销号 {closed} 个")
        self._sums.setText(words.format(year=year, n=len(views), found=len(lines), closed=closed))
        self._to_ledger.setVisible(bool(lines))
        self.table.show(ListRows(views, _identity))
        words = _("还没有登记过自查，从这个月开始就行；以前查出的问题，从原来的整改台账导入。")
        self._none.setText(words if none_yet else _("{year}年还没有登记过自查").format(year=year))
        for made in (self._begin, self._import):
            made.setVisible(none_yet)
        self._stack.setCurrentIndex(0 if views else 1)

    def _lay_out(self) -> None:
        theme = self._theme
        head = frame("recentHead", "blockHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(14))
        row.addWidget(self._unit)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._sums)
        row.addWidget(self._to_ledger)
        self._head = head
        empty = QFrame()
        inside = QVBoxLayout(empty)
        inside.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), 0)
        inside.addWidget(self._none)
        ways = QHBoxLayout()
        ways.setSpacing(theme.px(8))
        ways.addWidget(self._begin)
        ways.addWidget(self._import)
        ways.addStretch(1)
        inside.addLayout(ways)
        inside.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def _open(self, _row: int) -> None:
        view = self.grid.current_record()
        if view is None:
            return
        here = self.table.columns[self.grid.currentIndex().column()].key
        if here == "ledger" and view.problems:
            self.ledger_wanted.emit(tuple(line.problem.id for line in view.problems))
        else:
            self.opened.emit(view.inspection.id)

    def _want_all(self) -> None:
        views = [self.table.record(row) for row in range(self.table.rowCount())]
        self.ledger_wanted.emit(tuple(line.problem.id for view in views for line in view.problems))

    def _follow_density(self) -> None:
        self._head.setFixedHeight(self._theme.row(48, 42))


def _identity(view: InspectionView) -> int:
    return view.inspection.id


def _which(view: InspectionView) -> str:
    return ordinal_label(view.inspection.period, view.ordinal)


def _day(view: InspectionView) -> tuple[str, int]:
    return (view.inspection.held_on.isoformat(), view.inspection.id)


def _found(view: InspectionView) -> str:
    return _found_whole(view) or _("没有问题")


def _found_whole(view: InspectionView) -> str:
    return _("；").join(line.problem.text for line in view.problems)


def _found_tone(view: InspectionView) -> str:
    return "ink" if view.problems else "ink2"


def _worst(view: InspectionView) -> LedgerLine | None:
    return min(view.problems, key=lambda line: _ORDER[line.group], default=None)


def _stand(view: InspectionView) -> str:
    line = _worst(view)
    if line is None:
        return ""
    words = problem_words(line)
    more = len(view.problems)
    return _("{words} 等 {n} 个").format(words=words, n=more) if more > 1 else words


def _glyph(view: InspectionView) -> Glyph:
    line = _worst(view)
    return problem_glyph(line) if line else Glyph.NOT_APPLICABLE


def _tone(view: InspectionView) -> str:
    line = _worst(view)
    return problem_tone(line) if line else "ink3"


def _is_late(view: InspectionView) -> bool:
    line = _worst(view)
    return line is not None and line.is_overdue
