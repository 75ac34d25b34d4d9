"""Who said it: that somebody is known, never who, until the clerk asks for it; out of sight again with the next opinion."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.tip import Reporter
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.services.ledger_views import TipView
from ui.theme import Theme
from ui.widgets.controls import button, label, set_tone

MOST_LOOKS = 3
"""How many of the latest looks are told."""
NOBODY = (0, 0)


class ReporterBlock(QWidget):
    """Says 已登记，另存加密 and offers to look; what it shows is given to it by whoever asked the service."""

    look_wanted = Signal()
    set_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("tipReporter")
        self._shown = NOBODY
        self._today = date.min
        self._words = label("reporterWords", role="fact")
        self._words.setWordWrap(True)
        self._look = button(theme, "reporterLook", _("查看"), "link")
        self._set = button(theme, "reporterSet", _("登记反映人"), "link")
        self._looks = label("reporterLooks", role="hint")
        self._looks.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._words, 1)
        row.addWidget(self._look)
        row.addWidget(self._set)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        layout.addLayout(row)
        layout.addWidget(self._looks)
        self._look.clicked.connect(self._toggle)
        self._set.clicked.connect(self.set_wanted)

    @property
    def shows_somebody(self) -> bool:
        """Whether a reporter is in sight."""
        return self._shown != NOBODY

    def show_view(self, view: TipView, today: date) -> None:
        """Say whether a reporter is known; one in sight stays only while it is still that opinion's."""
        self._today = today
        if self._shown != _whose(view) or not view.tip.has_reporter:
            self.cover(view)
        self._show_looks(view)

    def show_reporter(self, view: TipView, reporter: Reporter) -> None:
        """Show who it was, until `cover`."""
        self._shown = _whose(view)
        parts = (reporter.name, reporter.contact, reporter.address)
        self._words.setText("\n".join(part for part in parts if part))
        set_tone(self._words, "")
        self._look.setText(_("遮住"))

    def cover(self, view: TipView | None = None) -> None:
        """Put the reporter out of sight; nothing of it stays in a widget."""
        self._shown = NOBODY
        known = view is not None and view.tip.has_reporter
        if view is not None:
            self._look.setVisible(known)
            self._set.setVisible(not known)
        self._words.setText(_("反映人：已登记，另存加密") if known else _("反映人：没有登记"))
        self._look.setText(_("查看"))

    def _toggle(self) -> None:
        if not self.shows_somebody:
            self.look_wanted.emit()
            return
        self._shown = NOBODY
        self._words.setText(_("反映人：已登记，另存加密"))
        self._look.setText(_("查看"))

    def _show_looks(self, view: TipView) -> None:
        lines = [look_words(at, self._today) for at, _source in view.reveals[:MOST_LOOKS]]
        if len(view.reveals) > MOST_LOOKS:
            lines.append(_("以前还看过 {n} 次").format(n=len(view.reveals) - MOST_LOOKS))
        self._looks.setText("\n".join(lines))
        self._looks.setVisible(bool(lines))


def _whose(view: TipView) -> tuple[int, int]:
    """Of which opinion a reporter is, and of how many it has had."""
    return view.tip.id, view.tip.reporter_changes


def look_words(at: str, today: date) -> str:
    """6月17日 17:52 看过; another year is named."""
    moment = datetime.fromisoformat(at)
    day = dates.prose(moment.date()) if moment.year == today.year else dates.paper(moment.date())
    return _("{day} {time} 看过").format(day=day, time=dates.clock(moment))
