"""催办: the ready text for each community, or for the group, to copy into WeChat as it is or after a change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.services.duty_views import ChaseGroup
from ui.panels.home.chase_rows import late_words
from ui.panels.home.chase_texts import group_message, private_message
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import area, button, label
from ui.widgets.pressing import PressingDialog
from ui.widgets.side_list import SideItem, SideList

WIDTH, LIST, TEXT = 640, 176, 240
TO_ALL = "all"


class ChaseDialog(PressingDialog):
    """On the left whom to write to, on the right the text; what was typed into it is copied too."""

    copied = Signal(str, str)
    """A text for the clipboard, and what is said of it."""
    slip_wanted = Signal()
    """The slips to print."""

    def __init__(self, theme: Theme, groups: Sequence[ChaseGroup], today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chaseDialog")
        self.setWindowTitle(_("催办"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._groups = {str(place): group for place, group in enumerate(groups)}
        self._today = today
        self._said = ""
        self.whom = SideList(theme, "chaseWhom", _("发给谁"))
        self.text = area("chaseText", theme.px(TEXT))
        self.text.setAccessibleName(_("催办的话"))
        self.named = Check(theme, "chaseNamed", _("群里那段点出村名"))
        self.copy = button(theme, "chaseCopy", _("复制"), "primary", "copy")
        self.slip = button(theme, "chaseSlip", _("打印催办单"), icon="print")
        self.shut = button(theme, "chaseShut", _("关上"))
        self._lay_out(theme, late_words(groups))
        self.whom.chosen.connect(self._show)
        self.named.toggled.connect(self._show_named)
        self.copy.clicked.connect(self._copy)
        self.slip.clicked.connect(self._print)
        self.shut.clicked.connect(self.reject)
        items = [SideItem(key, group.title) for key, group in self._groups.items()]
        self.whom.show_items([*items, SideItem(TO_ALL, _("发到群里"))])
        self.whom.choose(next(iter(self._groups), TO_ALL))
        self.copy.setDefault(True)

    def _show(self, key: str) -> None:
        groups = list(self._groups.values())
        self.named.setVisible(key == TO_ALL)
        found = (
            group_message(groups, self._today, named=self.named.isChecked())
            if key == TO_ALL
            else private_message(self._groups[key], self._today)
        )
        self._said = found.said
        self.text.setPlainText(found.text)

    def _show_named(self) -> None:
        self._show(TO_ALL)

    def _copy(self) -> None:
        self.copied.emit(self.text.toPlainText(), self._said)

    def _print(self) -> None:
        self.slip_wanted.emit()
        self.accept()

    def _lay_out(self, theme: Theme, units: str) -> None:
        head = label("chaseDialogTitle", _("催办 {units}").format(units=units), "h16")
        hint = label(
            "chaseDialogHint",
            _("先发给社区书记，由社区去催；要改几个字就在这里改，改完再复制。"),
            tone="ink2",
        )
        hint.setWordWrap(True)
        self.whom.setFixedWidth(theme.px(LIST))
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(12))
        middle.addWidget(self.whom)
        beside = QVBoxLayout()
        beside.setSpacing(theme.px(8))
        beside.addWidget(self.text, 1)
        beside.addWidget(self.named)
        middle.addLayout(beside, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.slip)
        foot.addStretch(1)
        foot.addWidget(self.shut)
        foot.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(head)
        layout.addWidget(hint)
        layout.addLayout(middle)
        layout.addLayout(foot)
        self.setFixedWidth(theme.px(WIDTH))
