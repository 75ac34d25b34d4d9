"""Panes side by side, each as wide as this user left it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.memory import Memory
from ui.theme import Theme
from ui.widgets.panel_split import LEAST, PanelSplit


class KeptSplit(PanelSplit):
    """Keeps its widths when a line between panes is moved by hand, under the name of its page."""

    def __init__(self, theme: Theme, memory: Memory, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._memory = memory
        self._key = f"{name}/widths"
        self.splitterMoved.connect(self._keep)

    def arrange(self, designed: Sequence[int]) -> None:
        """Give the panes the widths kept of as many, the designed ones (in px) while none were."""
        kept = self._memory.recall(self._key)
        fits = isinstance(kept, list) and len(kept) == len(designed)
        self.setSizes(kept if fits else list(designed))
        self.design(designed[-1])

    def arrange_panel(self, panel: int) -> None:
        """The same for a page and a panel at its right, designed `panel` px wide."""
        page = self.parentWidget()
        assert page is not None
        self.arrange([max(page.width() - panel, self.theme.px(LEAST)), panel])

    def _keep(self) -> None:
        if not self.lies_over:
            self._memory.keep(self._key, self.sizes())
