"""Above the pages at the next start: what waits half typed, each one click away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from gzparty.i18n import _
from ui.theme import Theme
from ui.unfinished.reading import Unfinished
from ui.widgets.controls import button, label

if TYPE_CHECKING:
    # A row is built only where something waits.
    from ui.unfinished.row import UnfinishedRow

MOST = 4
"""So many stand in the bar themselves; of more the latest are named, and a list shows all."""
NAMED = 3
INDENT = 30


class UnfinishedBanner(QFrame):
    """Hidden until something waits; asks for nothing."""

    gone_on = Signal(object)
    dropped = Signal(object)
    put_back = Signal(object)
    copied = Signal(object)
    list_wanted = Signal()
    put_away = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("unfinishedBanner")
        self.setProperty("role", "note")
        self._theme = theme
        self.rows: list[UnfinishedRow] = []
        self._icon = QLabel()
        self._title = label("unfinishedTitle", role="strong")
        self._names = label("unfinishedNames", role="label")
        self._names.setWordWrap(True)
        self._all = button(theme, "unfinishedAll", _("看一看…"), "small")
        self._later = button(theme, "unfinishedLater", _("都先放着"), "small")
        self._later.setToolTip(_("不丢，以后在“文件 → 没填完的”里找"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        self._lay_out()
        self._all.clicked.connect(self.list_wanted)
        self._later.clicked.connect(self._put_away)
        theme.show_icon(self._icon, "edit", "info", 18)
        self.hide()

    def show_waiting(self, found: Sequence[Unfinished], today: date, fixed: frozenset[str]) -> None:
        """Tell of what waits; `fixed` are keys that only their page can drop."""
        from ui.unfinished.row import UnfinishedRow

        self._clear()
        many = len(found) > MOST
        names = _("、").join(one.in_a_row for one in found[:NAMED])
        self._names.setText(_("{names} 等").format(names=names) if many else "")
        self._names.setVisible(many)
        self._all.setVisible(many)
        for one in () if many else found:
            row = UnfinishedRow(self._theme, one, today, may_drop=one.key not in fixed)
            row.gone_on.connect(self.gone_on)
            row.dropped.connect(self.dropped)
            row.put_back.connect(self.put_back)
            row.copied.connect(self.copied)
            row.hide_glyph()
            self._lines.addWidget(row)
            self.rows.append(row)
        self._say(len(found))
        self.setVisible(bool(found))
        self._lead_keys()

    def show_dropped(self, key: str, dropped: bool) -> None:
        """One was dropped, or put back."""
        for row in self.rows:
            if row.one.key == key:
                row.show_dropped(dropped)
        self._count()

    def show_stuck(self, key: str) -> None:
        """One cannot be gone on with now."""
        for row in self.rows:
            if row.one.key == key:
                row.show_stuck()

    def take_away(self, key: str) -> None:
        """One of them is open: it speaks for itself."""
        for row in [row for row in self.rows if row.one.key == key]:
            self.rows.remove(row)
            row.hide()
            row.deleteLater()
            self._count()

    def _count(self) -> None:
        left = sum(not row.is_dropped for row in self.rows)
        self._say(left)
        self.setVisible(bool(self.rows))
        self._lead_keys()

    def _lead_keys(self) -> None:
        """Let F6 come to the first thing that can be gone on with."""
        self.setFocusProxy(self.rows[0].focus_target() if self.rows else self._all)

    def _say(self, count: int) -> None:
        words = _("有 {n} 份没填完的").format(n=count) if count else _("没填完的都丢弃了")
        self._title.setText(words)
        self.setAccessibleName(words)
        self._later.setText(_("都先放着") if count else _("收起"))

    def _put_away(self) -> None:
        self._clear()
        self.hide()
        self.put_away.emit()

    def _clear(self) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._icon)
        head.addSpacing(theme.px(4))
        head.addWidget(self._title)
        head.addWidget(self._names, 1)
        head.addStretch(0)
        head.addWidget(self._all)
        head.addWidget(self._later)
        self._lines.setContentsMargins(theme.px(INDENT), 0, 0, 0)
        words = QVBoxLayout(self)
        words.setContentsMargins(theme.px(14), theme.px(8), theme.px(12), theme.px(8))
        words.setSpacing(theme.px(6))
        words.addLayout(head)
        words.addLayout(self._lines)
