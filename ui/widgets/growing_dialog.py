"""A dialog as wide as its parts and as high as its sentences need: a layout by itself asks for one line of each only."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent

from ui.widgets.dialog_size import room_of
from ui.widgets.pressing import PressingDialog


class GrowingDialog(PressingDialog):
    """Finds room for rows and lines that appear while one types; it never shrinks under the mouse.

    It becomes no higher than its window; what may have to scroll then stands in a `WholeArea`.
    """

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.grow()

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.grow()
        return taken

    def grow(self) -> None:
        """Make room now."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        # Qt itself opens a dialog with sentences no wider than two thirds of the screen, however wide its parts are.
        room = room_of(self)
        width = max(self.width(), min(layout.totalMinimumSize().width(), room.width()))
        height = max(self.height(), min(layout.totalHeightForWidth(width), room.height()))
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)
