"""A view that keeps what is current in sight beside a panel that lies over its right edge."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.tables.manners import Manner

ENSURE = QAbstractItemView.ScrollHint.EnsureVisible


class BesidePanel(QTableView):
    """Scrolls sideways as far as what covers it takes; subclasses share the columns among what is left."""

    LACKS: ClassVar[Mapping[Manner, str]] = MappingProxyType({})
    """The manners it has not, each with the reason its menu gives (N_)."""

    covered = 0
    """So many px of the right edge lie under a panel."""

    def set_covered(self, covered: int) -> None:
        """Take how much of the right edge a panel lies over, and show beside it what is current."""
        if covered == self.covered:
            return
        self.covered = covered
        self.share_room()
        self.updateGeometries()
        self._keep_current()

    def share_room(self) -> None:
        """Give the columns their widths anew."""

    def frozen_width(self) -> int:
        """How many px at the left stay while the others scroll."""
        return 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()
        if self.covered:
            self._keep_current()

    def updateGeometries(self) -> None:
        bar = self.horizontalScrollBar()
        at = bar.value()
        super().updateGeometries()
        if self.covered:
            room = self.viewport().width() - self.covered
            bar.setMaximum(max(self.horizontalHeader().length() - room, 0))
            # Qt knows of the room it covers, and scrolls back as far.
            bar.setValue(at)

    def scrollTo(
        self, index: QModelIndex | QPersistentModelIndex, hint: QAbstractItemView.ScrollHint = ENSURE
    ) -> None:
        super().scrollTo(index, hint)
        if self.covered:
            # Columns that became wider are taken in by Qt a moment later.
            self.updateGeometries()
            cell = self.visualRect(index)
            hidden = cell.right() - (self.viewport().width() - self.covered - 1)
            beside = cell.left() - self.frozen_width()
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + max(min(hidden, beside), 0))

    def _keep_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
