"""What can be done with a person, in words: behind 更多 in the file and behind the right mouse button in the list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gzparty.i18n import N_, _

DEEDS = (
    ("appoint", N_("任职…")),
    ("end_post", N_("免职…")),
    ("correct_post", N_("改任职记录…")),
    ("", ""),
    ("admit", N_("登记为党员、转正…")),
    ("group", N_("党小组…")),
    ("move", N_("转移组织关系…")),
    ("leave", N_("调离、去世…")),
    ("come_back", N_("恢复（离开记错了）")),
    ("", ""),
    ("outside", N_("加外出培训…")),
    ("merge", N_("和另一个人合并…")),
    ("place", N_("调整顺序…")),
    ("", ""),
    ("past", N_("改动历史…")),
    ("delete", N_("删除（录错了）")),
)
"""The deeds of `PersonDeeds` with their words; an empty one parts groups."""
BOTH = 2
"""So many are selected where two people can be merged."""
MERGE_BOTH = "merge_both"
"""Merge the two people selected."""
TOGETHER = {
    "admit": N_("选中的 {n} 个人转正…"),
    "leave": N_("选中的 {n} 个人调离、去世…"),
    "delete": N_("删除选中的 {n} 个人（录错了）"),
}
"""The deeds that are about everybody selected where several are, with their words then."""


class PersonMenu(QMenu):
    """Deeds for the current person, but some for all that are selected; with two, merging them comes first."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, *, selected: int) -> None:
        super().__init__(parent)
        self.setObjectName("personMenu")
        if selected == BOTH:
            self._add(MERGE_BOTH, _("合并选中的两个人…"))
            self.addSeparator()
        self._add("edit", _("修改…"))
        for key, words in DEEDS:
            if key in TOGETHER and selected > 1:
                self._add(key, _(TOGETHER[key]).format(n=selected))
            elif key:
                self._add(key, _(words))
            else:
                self.addSeparator()
        self.aboutToHide.connect(self.deleteLater)

    def _add(self, key: str, words: str) -> None:
        action = self.addAction(words)
        action.setObjectName(key)
        action.triggered.connect(self._announce)

    def _announce(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.objectName())
