"""后备干部 in a person's file: whether somebody is on the list is covered for everybody alike, until it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels.cadres import dotted
from gzparty.services.cadre_views import ReserveLine
from ui.theme import Theme
from ui.widgets.controls import button, label


class ReserveNote(QWidget):
    """Says 已遮住 of whoever's file it is; what it shows is given to it by whoever asked."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("reserveNoteBlock")
        self._words = label("reserveNoteWords", role="hint")
        self._words.setWordWrap(True)
        self._show = button(theme, "reserveNoteShow", _("显示"), "link")
        self._show.setAccessibleName(_("显示是不是后备干部"))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(label("reserveNoteTitle", _("后备干部"), "labelStrong"))
        head.addStretch(1)
        head.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self._words)
        self._show.clicked.connect(self.wanted)
        self.cover()

    def show_lines(self, lines: Sequence[ReserveLine]) -> None:
        """Show somebody's entries, or that there are none."""
        self._words.setText("\n".join(map(entry_words, lines)) or _("不在后备名单上。"))
        self._show.hide()

    def cover(self) -> None:
        """Put it out of sight; nothing of it stays in a widget."""
        self._words.setText(_("已遮住，只给经办人看；看过会记一笔。"))
        self._show.show()


def entry_words(line: ReserveLine) -> str:
    """东村，2024.3 列入，培养方向党支部书记，联系人 一示例; who left says since when and why."""
    reserve = line.reserve
    parts = [line.unit.name, _("{day} 列入").format(day=dotted(reserve.entered_on))]
    if reserve.direction:
        parts.append(_("培养方向{direction}").format(direction=reserve.direction))
    if line.mentor:
        parts.append(_("联系人 {mentor}").format(mentor=line.mentor))
    if reserve.left_on is not None:
        left = {"day": reserve.left_on.isoformat(), "reason": reserve.left_reason}
        parts.append(_("{day} 退出（{reason}）").format(**left))
    return _("，").join(parts)
