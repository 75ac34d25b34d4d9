"""In a person's file: what they were chosen for (荣誉), each line opening its selection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from gzparty.labels.nominations import honour_words
from gzparty.services.people_views import HonourLine
from ui.theme import Theme
from ui.widgets.controls import button, label


class HonourLinks(QWidget):
    """Hidden where there is none; as many lines as honours, made once and used again."""

    selection_wanted = Signal(int)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personHonours")
        self._theme = theme
        self._links: list[QPushButton] = []
        self._ids: tuple[int, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.px(4), 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.setColumnStretch(1, 1)
        head = label("personHonoursTitle", title, "label", "ink3")
        # As high as a link, so that both stand on one line.
        head.setMinimumHeight(theme.px(26))
        self._grid.addWidget(head, 0, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_honours(self, honours: Sequence[HonourLine]) -> None:
        """Show what somebody was chosen for, the latest first."""
        while len(self._links) < len(honours):
            self._add_link()
        self._ids = tuple(one.selection_id for one in honours)
        for place, link in enumerate(self._links):
            link.setVisible(place < len(honours))
            if place < len(honours):
                link.setText(honour_words(honours[place]))
        self.setVisible(bool(honours))

    def _add_link(self) -> None:
        place = len(self._links)
        link = button(self._theme, f"personHonour{place}", "", "link")
        link.clicked.connect(self._do_open)
        self._grid.addWidget(link, place, 1, Qt.AlignmentFlag.AlignLeft)
        self._links.append(link)

    def _do_open(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton) and sender in self._links:
            self.selection_wanted.emit(self._ids[self._links.index(sender)])
