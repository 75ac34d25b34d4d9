"""A line for a person's name that offers those who are known, by characters and by pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from ui.theme import Theme

OFFERED = 10

Known = tuple[str, str]
"""A name with the initials it is found by."""


class NameField(QLineEdit):
    """Anything may be typed; what is known is offered below it."""

    def __init__(self, theme: Theme, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self._known: tuple[Known, ...] = ()
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(OFFERED)
        self.setCompleter(completer)
        self.setMinimumWidth(theme.px(72))
        self.textEdited.connect(self._offer)

    def know(self, names: Sequence[Known]) -> None:
        """Take who can be offered."""
        self._known = tuple(names)

    def matches(self, text: str) -> list[str]:
        """The names a text may mean, those that begin with it first."""
        wanted = normalize("NFKC", text).strip().lower()
        if not wanted:
            return []
        if wanted.isascii():
            return [
                name
                for name, letters in self._known
                if any(one.startswith(wanted) for one in letters.split())
            ]
        found = [name for name, _letters in self._known if wanted in name]
        return sorted(found, key=lambda name: not name.startswith(wanted))

    def _offer(self, text: str) -> None:
        names = self.matches(text)[:OFFERED]
        self._offered.setStringList(names)
        if names and names != [text]:
            self.completer().complete()
        else:
            self.completer().popup().hide()
