"""Where the records differ from a printed copy, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels import dates, sentence
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.dialog_size import open_at

if TYPE_CHECKING:
    from gzparty.reports.printed import Stale

MOST = 60
"""So many places are named."""
WIDTH, HEIGHT = 560, 440


def stale_words(stale: Stale, today: date) -> str:
    """Say that a paper is no longer what was printed: 和 5月12日 印的不一样."""
    day = stale.copy.printed_at.date()
    if day == today:
        return _("和今天印的不一样") if stale.copy.copies else _("和今天存的 PDF 不一样")
    shown = dates.prose(day) if day.year == today.year else dates.paper(day)
    return (_("和 {day} 印的不一样") if stale.copy.copies else _("和 {day} 存的 PDF 不一样")).format(
        day=shown
    )


def difference_lines(stale: Sequence[Stale]) -> list[str]:
    """Name the places, those of several sets under the name of each."""
    lines: list[str] = []
    for one in stale:
        if len(stale) > 1:
            lines.append(_("{about}：").format(about=one.copy.selector.rpartition("=")[2]))
        lines += [sentence(difference) for difference in one.differences]
    return [*lines[:MOST], *([_("还有 {n} 处").format(n=len(lines) - MOST)] if len(lines) > MOST else [])]


class DifferencesDialog(QDialog):
    """A list to read and to copy, and a button that prints anew."""

    reprint_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("differencesDialog")
        self.setWindowTitle(_("哪里不同"))
        self._title = label("differencesTitle", role="h16")
        self._lines = QPlainTextEdit()
        self._lines.setObjectName("differencesLines")
        self._lines.setReadOnly(True)
        self._lines.setAccessibleName(_("哪里不同"))
        again = button(theme, "differencesPrint", _("重新打印"))
        close = button(theme, "differencesClose", _("看完了"), "primary")
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        foot.addWidget(again)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(self._title)
        layout.addWidget(self._lines, 1)
        layout.addLayout(foot)
        open_at(self, theme, WIDTH, HEIGHT)
        close.clicked.connect(self.accept)
        again.clicked.connect(self._print_again)

    def show_differences(self, title: str, lines: Sequence[str]) -> None:
        """Show what differs."""
        self._title.setText(title)
        self._lines.setPlainText("\n".join(lines))

    def lines(self) -> list[str]:
        """What is shown, line by line."""
        return self._lines.toPlainText().splitlines()

    def _print_again(self) -> None:
        self.accept()
        self.reprint_wanted.emit()
