"""Base of the sheets in which votes and scores are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from gzparty.domain.ballot_checks import Poll
from gzparty.domain.selection import BallotLine, Nomination
from gzparty.i18n import _
from gzparty.services.ballot_drafts import LineDraft
from ui.tables.blocks import Overflow
from ui.tables.sheet_view import SheetView
from ui.theme import Theme
from ui.widgets.controls import label

MOST_ROWS_SEEN = 12


class BallotGrid(QWidget):
    """Base of both sheets: `texts` is everything typed by cell, `faults` what the rules say of a nominee."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._poll: Poll | None = None
        self._nominees: tuple[Nomination, ...] = ()
        self._faults: Mapping[int, str] = {}
        self._locked = False
        self._clean = ""
        self._said = label(f"{name}Said", role="hint")
        self._said.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def show_lines(self, poll: Poll, lines: Sequence[BallotLine], *, locked: bool) -> None:
        """Show what is stored of a round."""
        self._poll, self._nominees, self._locked, self._faults = poll, poll.voted_on, locked, {}
        self._say(self._hint())
        self._load(lines)
        self._clean = self.text()

    def show_faults(self, faults: Mapping[int, str]) -> None:
        """Mark the nominees something is wrong about."""
        if faults != self._faults:
            self._faults = faults
            self._refresh()

    def is_changed(self) -> bool:
        """Whether something stands there that is not stored."""
        return self.text() != self._clean

    def mark_clean(self) -> None:
        """Take what stands there as stored."""
        self._clean = self.text()

    def text(self) -> str:
        """Everything typed, as one text for the draft."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put back what `text` gave."""
        raise NotImplementedError

    def lines(self) -> list[LineDraft]:
        """What can be read, for every nominee."""
        raise NotImplementedError

    def problem(self) -> str:
        """What cannot be read, in a sentence; empty where everything can."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Begin at the first cell."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

    def _load(self, lines: Sequence[BallotLine]) -> None:
        raise NotImplementedError

    def _refresh(self) -> None:
        raise NotImplementedError

    def _hint(self) -> str:
        return ""

    def _say_overflow(self, over: Overflow) -> None:
        """Say what of a paste found no place."""
        parts = [
            _("多出 {n} 行").format(n=over.rows) if over.rows else "",
            _("多出 {n} 列").format(n=over.columns) if over.columns else "",
        ]
        words = _("、").join(part for part in parts if part)
        if words:
            self._say(_("粘贴的{words}，没有放进来；先点要放的第一格再粘。").format(words=words))

    def _shared_names(self) -> set[str]:
        """Names that mean more than one nominee."""
        names = [one.name for one in self._nominees]
        return {name for name in names if names.count(name) > 1}

    def _namesakes_said(self, left: Sequence[Nomination]) -> str:
        """That namesakes were left out of a paste, as a name alone does not say who is meant."""
        shared = self._shared_names()
        names = list(dict.fromkeys(one.name for one in left if one.name in shared))
        if not names:
            return ""
        return _("；{names}有同名的，看单位自己填").format(names=_("、").join(names))

    def _fit(self, view: QTableView, rows: int) -> None:
        """As high as its rows; a long one scrolls."""
        seen = min(max(rows, 1), MOST_ROWS_SEEN)
        header = view.horizontalHeader()
        bar = view.horizontalScrollBar().sizeHint().height() if header.length() > self.width() else 0
        row = self._theme.row(*SheetView.ROW)
        view.setFixedHeight(header.sizeHint().height() + seen * row + bar + 2 * view.frameWidth())

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))


def spoken(text: str, fault: str) -> str:
    """What a cell says, and what is wrong with it."""
    return _("{text}，{fault}").format(text=text or _("空"), fault=fault) if fault else text
