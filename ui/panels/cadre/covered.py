"""A part that is covered at first: how many it holds, one sentence why, and a button that asks to see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gzparty.i18n import _
from gzparty.labels.cadres import COVER_WORDS
from gzparty.services.cadre_views import CoveredPart
from ui.desk import Desk
from ui.gate import Gate
from ui.widgets.empty_state import EmptyState


class CoveredStack(QStackedWidget):
    """Builds what it covers when it is shown, and drops it when it is covered: nothing of it stays in a widget."""

    uncovered = Signal()
    """What was covered is built and in sight."""
    covered = Signal()

    def __init__(self, desk: Desk, gate: Gate, part: CoveredPart, build: Callable[[], QWidget]) -> None:
        super().__init__()
        self.setObjectName(f"{part.value}Stack")
        self._desk = desk
        self._gate = gate
        self._part = part
        self._build = build
        self.body: QWidget | None = None
        self.cover = EmptyState(desk.theme, f"{part.value}Cover")
        self.addWidget(self.cover)
        self.cover.first.connect(self.ask)
        desk.discretion.changed.connect(self._look)

    def ask(self) -> None:
        """Ask to see it."""
        self._desk.discretion.ask(self._part, self._gate, self)

    def say(self, title: str) -> None:
        """Say how many it holds."""
        self.cover.say(title, _(COVER_WORDS), _("显示"))

    def focus_target(self) -> QWidget:
        """Where to begin while it is covered."""
        return self.cover.focus_target()

    def _look(self) -> None:
        shown = self._desk.discretion.is_shown(self._part)
        if shown and self.body is None:
            self.body = self._build()
            self.addWidget(self.body)
            self.setCurrentWidget(self.body)
            self.uncovered.emit()
        elif not shown and self.body is not None:
            body, self.body = self.body, None
            self.setCurrentWidget(self.cover)
            self.removeWidget(body)
            body.deleteLater()
            self.covered.emit()
