"""What can be done with a nomination, behind the right mouse button and the menu key in the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from gzparty.i18n import _
from gzparty.services.selection_views import NominationLine


class NominationMenu(QMenu):
    """Made anew each time; of several rows only what can be done with all of them."""

    def __init__(
        self, parent: QWidget, lines: Sequence[NominationLine], deeds: dict[str, Callable[[], object]]
    ) -> None:
        """`deeds` are what the page can do, by the names of the actions below."""
        super().__init__(parent)
        self.setObjectName("nominationMenu")
        one = lines[0].nomination if len(lines) == 1 else None
        withdrawn = one is not None and one.withdrawn_on is not None
        self._deeds = deeds
        self._add("look", _("看这一个"), one is not None)
        self._add("edit", _("修改…"), one is not None)
        self._add("reply", _("记纪委答复…"), any(line.nomination.stands for line in lines))
        self._add("mention", _("登记通报…"), one is not None)
        self.addSeparator()
        self._add("printed", _("打印推荐表"), one is not None)
        self.addSeparator()
        self._add(
            "restore" if withdrawn else "withdraw",
            _("不撤回了") if withdrawn else _("撤回推荐…"),
            one is not None,
        )
        self._add("delete", _("删除"), bool(lines))
        self.aboutToHide.connect(self.deleteLater)

    def _add(self, key: str, words: str, possible: bool) -> None:
        action = self.addAction(words)
        action.setObjectName(key)
        action.setEnabled(possible)
        action.triggered.connect(self._deeds[key])
