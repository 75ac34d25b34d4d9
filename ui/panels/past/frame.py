"""What the windows of the past have in common: a list, what stands under it, a sentence where something is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.desk import Desk
from ui.tables.column import Column
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, label
from ui.widgets.dialog_size import open_at
from ui.widgets.empty_state import EmptyState
from ui.widgets.error_bar import ErrorBar
from ui.widgets.pressing import PressingDialog
from ui.widgets.search_field import SearchField

T = TypeVar("T")
NOTE_MOST = 130
"""So high the sentence under the list may be before it scrolls, in px at 100 %."""


class PastDialog(PressingDialog, Generic[T]):
    """A list over a line of deeds; it stays open while one thing after another is done."""

    def __init__(self, desk: Desk, parent: QWidget, name: str, title: str, size: tuple[int, int]) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._name = name
        theme = desk.theme
        self.title = label(f"{name}Title", title, "h16")
        self.search = SearchField(theme, f"{name}Search")
        self.search.setAccessibleName(_("在“{title}”里找").format(title=title))
        self.search.setFixedWidth(theme.px(240))
        self.grid = RecordView[T](theme, desk.memory, f"{name}Grid")
        self.grid.setAccessibleName(title)
        self.grid.tab_walks = False
        self.note = label(f"{name}Note", role="label", tone="ink2")
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.error = ErrorBar(theme)
        self.empty = EmptyState(theme, f"{name}Empty")
        self.empty.hide()
        self.close_button = button(theme, f"{name}Close", _("关上"))
        self.close_button.clicked.connect(self.close)
        open_at(self, theme, size[0], size[1])

    def lay_out(self, deeds: Sequence[QPushButton], *, searches: bool = True) -> None:
        """Put the parts together, the deeds at the left of the foot."""
        theme = self._desk.theme
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        self.search.setVisible(searches)
        head.addWidget(self.search)
        foot.setSpacing(theme.px(8))
        for deed in deeds:
            foot.addWidget(deed)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addLayout(head)
        layout.addWidget(self.error)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self._scrolled(self.note))
        layout.addLayout(foot)

    def _scrolled(self, words: QLabel) -> QScrollArea:
        """A sentence that may name every village leaves the list its room."""
        area = QScrollArea()
        area.setWidget(words)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        area.setMaximumHeight(self._desk.theme.px(NOTE_MOST))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        words.setAutoFillBackground(False)
        return area

    def build_table(self, columns: Sequence[Column[T]], name: Callable[[T], str]) -> None:
        """Give the list its columns, still without rows."""
        self.table = RecordTable(tuple(columns), ListRows[T]((), _no_identity), name)
        self.grid.set_records(self.table)

    def show_rows(self, rows: Sequence[T], identity: Callable[[T], int], title: str, text: str) -> None:
        """Show rows, or say in two sentences why there are none."""
        self.table.show(ListRows(rows, identity))
        self.grid.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.say(title, text)
        if rows and not self.grid.currentIndex().isValid():
            self.grid.select_row(0)

    def refuse(self, sentence: str) -> None:
        """Say why something was not done; everything stands as it did."""
        first, _newline, rest = sentence.partition("\n")
        self.error.say(first, rest)


def foot_button(desk: Desk, name: str, words: str, deed: Callable[[], object], kind: str = "") -> QPushButton:
    """A deed of the foot."""
    made = button(desk.theme, name, words, kind)
    made.clicked.connect(deed)
    return made


def _no_identity(_record: object) -> int:
    return 0
