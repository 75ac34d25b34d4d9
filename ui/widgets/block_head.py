"""The heading of a block in a side column: what it is, a remark, one deed at the right end."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from ui.theme import Theme
from ui.widgets.controls import button, frame, label

HEIGHT, PADDING = 42, 16


class BlockHead:
    """Made of plain controls; `frame` goes into the column."""

    def __init__(self, theme: Theme, name: str, title: str, deed: str, *, ruled: bool = True) -> None:
        """Build with the words of the deed; `ruled` draws a line above, for every block but the first."""
        self.frame = frame(f"{name}Head", "blockHead" if ruled else "plain")
        self.frame.setFixedHeight(theme.px(HEIGHT))
        self.title = label(f"{name}Title", title, "h15")
        self.remark = label(f"{name}Remark", role="label", tone="ink3")
        self.deed: QPushButton = button(theme, f"{name}Deed", deed, "link")
        row = QHBoxLayout(self.frame)
        row.setContentsMargins(theme.px(PADDING), 0, theme.px(PADDING), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.title)
        row.addWidget(self.remark)
        row.addStretch(1)
        row.addWidget(self.deed)
