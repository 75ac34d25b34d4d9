"""One tab of 干部队伍: chips, a list, the chosen line at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from ui.desk import Desk
from ui.tables.column import Column
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.chip import ChipChoice, ChipRow
from ui.widgets.controls import label
from ui.widgets.empty_state import EmptyState
from ui.widgets.kept_split import KeptSplit
from ui.widgets.right_panel import RightPanel

R = TypeVar("R")
DESIGNED = 392
"""How wide the panel is until somebody moves its edge."""


class Look(NamedTuple, Generic[R]):
    """How a tab shows its lines."""

    name: str
    title: str
    columns: Sequence[Column[R]]
    rows: Callable[[Sequence[R]], ListRows[R]]
    within: Callable[[Sequence[R], str], Sequence[R]]
    chips: Callable[[Sequence[R]], list[ChipChoice]]
    spoken: Callable[[R], str]
    keys: RowKeys = RowKeys(N_("打开"))


class LinePanel(RightPanel, Generic[R]):
    """Shows one line of a list; subclasses say how."""

    def show_line(self, line: R) -> None:
        """Show a line."""
        raise NotImplementedError


class ListPart(QWidget, Generic[R]):
    """A list with its panel; `remark` is a sentence above it."""

    moved = Signal()
    """Another line is the current one."""
    edit_wanted = Signal()
    delete_wanted = Signal()
    first_wanted = Signal()
    """The button of the empty list."""

    def __init__(self, desk: Desk, look: Look[R], panel: LinePanel[R]) -> None:
        super().__init__()
        self.setObjectName(f"{look.name}Part")
        self._desk = desk
        self._look = look
        self._lines: Sequence[R] = ()
        self._opens = True
        self._nothing = ("", "", "")
        self.panel = panel
        self.panel.hide()
        theme = desk.theme
        self.chips = ChipRow(theme, f"{look.name}Chips", look.chips(()), wraps=True)
        self.table = RecordTable[R](look.columns, look.rows(()), look.spoken)
        self.view: RecordView[R] = RecordView(theme, desk.memory, f"{look.name}Table")
        self.view.setAccessibleName(look.title)
        self.view.set_records(self.table)
        self.remark: QLabel = label(f"{look.name}Remark", role="label")
        self.remark.setWordWrap(True)
        self.empty = EmptyState(theme, f"{look.name}Empty")
        self._lay_out()
        self._connect()

    def show_lines(self, lines: Sequence[R], wanted: object = None) -> None:
        """Show lines; the one with an identity is chosen, whatever chip holds, else the current one stays."""
        self._lines = lines
        for choice in self._look.chips(lines):
            self.chips.show_choice(choice)
        if wanted is not None:
            self._widen(wanted)
        self._show_rows(wanted)

    def say_nothing(self, title: str, text: str, first: str = "") -> None:
        """Give what is said while there is no line at all."""
        self._nothing = (title, text, first)

    def current(self) -> R | None:
        """The line the clerk is at."""
        return self.view.current_record() if self.table.rowCount() else None

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.view, self.panel) if self.panel.isVisible() else (self.view,)

    def place(self) -> str:
        """Where the clerk is."""
        row = self.view.currentIndex().row()
        if row < 0:
            return ""
        return _("第 {row} 行，共 {count} 行").format(row=row + 1, count=self.table.rowCount())

    def focus_target(self) -> QWidget:
        """Where the work is."""
        # Before anything was read the rows are still to come.
        return self.empty.focus_target() if self._body.currentWidget() is self.empty else self.view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel, then gives the whole list back."""
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self._close_panel()
        elif event.key() == Qt.Key.Key_Escape and self.chips.value():
            self.chips.choose("")
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        strip = QWidget()
        above = QVBoxLayout(strip)
        above.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(10))
        above.setSpacing(theme.px(8))
        row = QHBoxLayout()
        row.addWidget(self.chips, 1)
        above.addLayout(row)
        above.addWidget(self.remark)
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self.empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self._body, 1)
        self._split = KeptSplit(theme, self._desk.memory, self._look.name, self)
        self._split.addWidget(left)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._choose_chip)
        self.view.row_changed.connect(self._row_changed)
        self.view.opened.connect(self._open_panel)
        self.view.edit_wanted.connect(self._want_edit)
        self.view.cleared.connect(self.delete_wanted)
        self.view.row_keys = self._look.keys
        self.panel.closed.connect(self._close_panel)
        self.empty.first.connect(self.first_wanted)

    def _widen(self, wanted: object) -> None:
        """Let a chip hold under which the line stands."""
        shown = self._look.rows(self._look.within(self._lines, self.chips.value()))
        if wanted in shown.identities():
            return
        keys = (choice.key for choice in self._look.chips(self._lines))
        for key in keys:
            if wanted in self._look.rows(self._look.within(self._lines, key)).identities():
                self.chips.show_chosen(key)
                return

    def _show_rows(self, wanted: object = None) -> None:
        found = self._look.within(self._lines, self.chips.value())
        self.table.show(self._look.rows(found))
        self._body.setCurrentWidget(self.view if found else self.empty)
        if not found:
            narrowed = (_("这一类没有"), _("点第一个分类看全部。"), "")
            self.empty.say(*(narrowed if self._lines else self._nothing))
        row = self.table.row_of(wanted) if wanted is not None else -1
        if row >= 0:
            self.view.select_row(row)
        elif found and not self.view.currentIndex().isValid():
            self.view.select_row(0)
        self._row_changed(self.view.currentIndex().row())

    def _row_changed(self, _row: int) -> None:
        line = self.current()
        if line is None:
            self.panel.hide()
        elif self._opens:
            self.panel.show_line(line)
            if self.panel.isHidden():
                self.panel.show()
                self._split.arrange_panel(self._desk.theme.px(DESIGNED))
        self.moved.emit()

    def _open_panel(self, row: int) -> None:
        self._opens = True
        self._row_changed(row)

    def _close_panel(self) -> None:
        self._opens = False
        self.panel.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_edit(self, _row: int) -> None:
        self.edit_wanted.emit()

    def _choose_chip(self, _key: str) -> None:
        self._show_rows()
