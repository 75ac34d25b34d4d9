"""What happened to a record: every deed that touched it, the latest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.services.deeds import Change
from ui.panels.person_words import source
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.line_list import Line, LineList

WIDTH, HEIGHT = 560, 380


class MeetingHistory(QDialog):
    """A list to be read; nothing in it can be pressed but the way back."""

    def __init__(self, theme: Theme, title: str, changes: Sequence[Change], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("meetingHistory")
        self.setWindowTitle(_("历史"))
        lines = LineList(theme, "meetingHistoryLines", 84)
        lines.show_lines(history_lines(changes), _("还没有变动。"))
        body = QWidget()
        body.setProperty("role", "page")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, theme.px(4), 0)
        inner.addWidget(lines)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        close = button(theme, "meetingHistoryClose", _("关上"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("meetingHistoryTitle", title, "h16"))
        layout.addWidget(scroll, 1)
        layout.addWidget(close)
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))


def history_lines(changes: Sequence[Change]) -> list[Line]:
    """Each deed once, the latest first."""
    deeds = {change.deed.id: change.deed for change in changes}
    return [
        Line(
            f"{deed.at:%Y-%m-%d}",
            deed.name,
            detail=_("，").join((f"{deed.at:%H:%M}", source(deed.source))),
            struck=deed.undone,
        )
        for deed in sorted(deeds.values(), key=lambda deed: deed.id, reverse=True)
    ]
