"""Everything that waits half typed, and what was dropped since the program began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain.phone import masked_within
from gzparty.i18n import _
from ui.theme import Theme
from ui.unfinished.reading import Unfinished
from ui.unfinished.row import UnfinishedRow
from ui.widgets.controls import label
from ui.widgets.list_dialog import Frame, ListDialog

WIDTH, HEIGHT = 720, 420
MOST_SHOWN = 400
"""Characters of what was typed for a record that is gone; the whole goes to the clipboard."""


class UnfinishedList(ListDialog):
    """One for the window's life; renewed whenever it is opened."""

    gone_on = Signal(object)
    dropped = Signal(object)
    put_back = Signal(object)
    copied = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        told = label("unfinishedListTold", role="label")
        note = _("丢弃的在退出程序以前都能放回来。")
        super().__init__(theme, Frame("unfinishedList", _("没填完的"), note, WIDTH, HEIGHT), told, parent)
        self._told = told
        self.rows: list[UnfinishedRow] = []

    def show_all(
        self, found: Sequence[Unfinished], dropped: Sequence[Unfinished], today: date, fixed: frozenset[str]
    ) -> None:
        """Show what waits, and below it what was dropped."""
        self._told.setText("")
        self.rows = []
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, self._theme.px(8), 0)
        column.setSpacing(self._theme.px(8))
        for one in (*found, *dropped):
            row = UnfinishedRow(self._theme, one, today, may_drop=one.key not in fixed)
            row.show_dropped(one in dropped)
            row.gone_on.connect(self._go_on)
            row.dropped.connect(self.dropped)
            row.put_back.connect(self.put_back)
            row.copied.connect(self._copy)
            column.addWidget(row)
            self.rows.append(row)
            if one.is_gone and not one.is_covered:
                column.addWidget(self._text_of(one))
        column.addStretch(1)
        self.show_body(body)
        self._count()
        if self.rows:
            self.rows[0].focus_target().setFocus()

    def show_dropped(self, key: str, dropped: bool) -> None:
        """One was dropped, or put back."""
        for row in self.rows:
            if row.one.key == key:
                row.show_dropped(dropped)
        self._count()

    def _count(self) -> None:
        left = sum(not row.is_dropped for row in self.rows)
        self._title.setText(_("有 {n} 份没填完的").format(n=left) if left else _("没有没填完的"))

    def _text_of(self, one: Unfinished) -> QWidget:
        text = masked_within(" · ".join(one.text.split("\n")))
        short = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
        made = label(f"unfinishedText_{one.key}", short, "fact")
        made.setWordWrap(True)
        made.setContentsMargins(self._theme.px(24), 0, 0, 0)
        return made

    def _go_on(self, one: Unfinished) -> None:
        self.accept()
        self.gone_on.emit(one)

    def _copy(self, one: Unfinished) -> None:
        self._told.setText(_("文字已复制"))
        self.copied.emit(one)
