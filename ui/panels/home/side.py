"""The right side of the first page: what comes in the next days, whom to chase, which problems are late, what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gzparty.domain.sight import AHEAD_DAYS
from gzparty.i18n import _
from gzparty.labels import dates
from ui.panels.home.ahead_list import AheadLine, AheadList
from ui.panels.home.chase_rows import ChaseRows, ErrandRow, late_words, only_villages
from ui.panels.home.problem_rows import ProblemRows
from ui.theme import Theme
from ui.widgets.block_head import BlockHead
from ui.widgets.controls import frame, label

if TYPE_CHECKING:
    from gzparty.services.duty_views import ChaseGroup, ErrandView
    from gzparty.services.ledger_views import LedgerLine

WIDE, NARROW = 344, 316
SHOWN, SHOWN_COMPACT = 5, 4


class HomeSide(QFrame):
    """Four blocks in a column that scrolls where the window is low."""

    group_copied = Signal(int)
    """The private text of a community is wanted."""
    all_copied = Signal()
    """The text for the group is wanted."""
    problems_wanted = Signal(object)
    """One problem's id in a tuple, or those of all that are late."""
    errand_wanted = Signal(int)
    """An errand by its id; 0 for a new one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("homeSide")
        self.setProperty("role", "homeSide")
        self._theme = theme
        self._lines: tuple[AheadLine, ...] = ()
        self._all = False
        self._errand_rows: list[ErrandRow] = []
        self._errand_ids: list[int] = []
        self.ahead_head = BlockHead(theme, "ahead", _("近期安排"), _("全部"), ruled=False)
        self.ahead = AheadList(theme, "aheadList")
        self.chase_head = BlockHead(theme, "chase", _("催办"), _("全部复制"))
        self.chase = ChaseRows(theme)
        self._nobody = label("chaseNobody", _("没有逾期的，不用催。"), "label", "ink3")
        self._late_ids: tuple[int, ...] = ()
        self.problems_head = BlockHead(theme, "problems", _("整改逾期"), _("去台账"))
        self.problems = ProblemRows(theme)
        self._no_problem = label("problemsNone", _("没有逾期的问题。"), "label", "ink3")
        self.errands_head = BlockHead(theme, "errands", _("要材料"), _("登一件"))
        self._no_errand = label("errandsNone", _("没有还没收齐的材料。"), "label", "ink3")
        # Nothing is known before it was read.
        self._read = False
        for part in (
            self._nobody,
            self._no_problem,
            self._no_errand,
            self.chase_head.deed,
            self.ahead_head.deed,
        ):
            part.hide()
        self._lay_out()
        self.ahead_head.deed.clicked.connect(self._toggle)
        self.chase_head.deed.clicked.connect(self.all_copied)
        self.errands_head.deed.clicked.connect(self._new_errand)
        self.chase.copied.connect(self.group_copied)
        self.problems_head.deed.clicked.connect(self._open_problems)
        self.problems.opened.connect(self._open_problem)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def show_ahead(self, lines: Sequence[AheadLine]) -> None:
        """Show what comes in the next days."""
        self._lines = tuple(lines)
        self._read = True
        self._show_ahead()

    def show_chase(self, groups: Sequence[ChaseGroup]) -> None:
        """Show whom to chase; only the late."""
        self.chase.show_groups(groups)
        self._nobody.setVisible(not groups)
        self.chase_head.deed.setVisible(bool(groups))
        words = _("{units}，发 {groups} 条给社区") if only_villages(groups) else _("{units}，发 {groups} 条")
        words = words.format(units=late_words(groups), groups=len(groups))
        self.chase_head.remark.setText(words if groups else "")

    def show_problems(self, lines: Sequence[LedgerLine]) -> None:
        """Show what of the ledger is past its deadline."""
        self._late_ids = tuple(line.problem.id for line in lines)
        self.problems.show_lines(lines)
        self.problems_head.remark.setText(_("{n} 条").format(n=len(lines)) if lines else "")
        self._no_problem.setVisible(not lines)

    def show_errands(self, errands: Sequence[ErrandView], today: date) -> None:
        """Show what was asked for and is not finished."""
        self._errand_ids = [view.errand.id for view in errands]
        while len(self._errand_rows) < len(errands):
            made = ErrandRow(self._theme, len(self._errand_rows))
            made.clicked.connect(self._open_errand)
            self._errand_rows.append(made)
            self._errand_column.addWidget(made)
        for place, row in enumerate(self._errand_rows):
            row.setVisible(place < len(errands))
            if place < len(errands):
                row.show_errand(errands[place], *_when(errands[place], today))
        self._no_errand.setVisible(not errands)
        self.errands_head.remark.setText(_("{n} 件没收齐").format(n=len(errands)) if errands else "")

    def errand_rows(self) -> list[ErrandRow]:
        """The rows of errands in sight."""
        return self._errand_rows[: len(self._errand_ids)]

    def _show_ahead(self) -> None:
        if not self._read:
            return
        most = self._theme.row(SHOWN, SHOWN_COMPACT) if self._theme.scale == 1 else SHOWN_COMPACT
        left = len(self._lines) - most
        shown = self._lines if self._all else self._lines[:most]
        self.ahead.show_lines(shown, _("{n} 天内没有安排。").format(n=AHEAD_DAYS))
        self.ahead_head.deed.setVisible(left > 0)
        self.ahead_head.deed.setText(_("收起") if self._all else _("全部 {n}").format(n=len(self._lines)))

    def _toggle(self) -> None:
        self._all = not self._all
        self._show_ahead()

    def _new_errand(self) -> None:
        self.errand_wanted.emit(0)

    def _open_problems(self) -> None:
        self.problems_wanted.emit(self._late_ids)

    def _open_problem(self, problem_id: int) -> None:
        self.problems_wanted.emit((problem_id,))

    def _open_errand(self) -> None:
        for row, errand_id in zip(self._errand_rows, self._errand_ids, strict=False):
            if row is self.sender():
                self.errand_wanted.emit(errand_id)

    def _follow_density(self) -> None:
        self.setFixedWidth(self._theme.row(WIDE, NARROW))
        self._show_ahead()

    def _lay_out(self) -> None:
        theme = self._theme
        body = QWidget()
        body.setProperty("role", "panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(12))
        column.setSpacing(0)
        errands = QWidget()
        self._errand_column = QVBoxLayout(errands)
        self._errand_column.setContentsMargins(0, 0, 0, 0)
        self._errand_column.setSpacing(0)
        for hint in (self._nobody, self._no_errand, self._no_problem):
            hint.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        for part in (
            self.ahead_head.frame,
            self.ahead,
            _gap(theme),
            self.chase_head.frame,
            self._nobody,
            self.chase,
            _gap(theme),
            self.problems_head.frame,
            self._no_problem,
            self.problems,
            _gap(theme),
            self.errands_head.frame,
            self._no_errand,
            errands,
        ):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("homeSideScroll")
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)


def _gap(theme: Theme) -> QFrame:
    made = frame("sideGap", "plain")
    made.setFixedHeight(theme.px(6))
    return made


def _when(view: ErrandView, today: date) -> tuple[str, bool]:
    """Until when an errand is due, in a few words, and whether it is late."""
    due_on = view.errand.due_on
    late = due_on < today and view.received < len(view.units)
    if late:
        return _("逾 {n} 天").format(n=(today - due_on).days), True
    if due_on == today:
        return _("今天"), False
    return _("{day}前").format(day=dates.prose(due_on)), False
