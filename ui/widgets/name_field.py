"""A line for a person's name that offers those who are known, by characters and by pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.offering import offer_below
from ui.widgets.shortened import ShortField

OFFERED = 10
INITIALS_MOST = 4
"""Longer Latin text is a name: a compound surname has two characters, a given name at most two."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Known = tuple[str, str]
"""A name with the initials it is found by."""


class NameField(ShortField):
    """Anything may be typed; what is known is offered below it. Initials of one person become that name."""

    def __init__(self, theme: Theme, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
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
        self.editingFinished.connect(self._settle)

    def know(self, names: Sequence[Known]) -> None:
        """Take who can be offered."""
        self._known = tuple(names)

    def matches(self, text: str) -> list[str]:
        """The names a text may mean, those that begin with it first."""
        return names_meant(text, self._known)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down offers whom the letters may mean, with nothing typed everybody.

        Enter goes on past an offer that is not taken, or that says what stands there.
        """
        popup = self.completer().popup()
        if event.key() in _ENTER and popup.isVisible() and popup.currentIndex().data() in (None, self.text()):
            popup.hide()
            # The offer would eat the key, and what is typed next would go into the name.
            again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QCoreApplication.postEvent(self, again)
        elif event.key() == Qt.Key.Key_Down and (names := self._named()):
            self._offered.setStringList(names)
            offer_below(self.completer(), self._theme)
        else:
            super().keyPressEvent(event)

    def _named(self) -> list[str]:
        text = self.text()
        return self.matches(text) if text.strip() else [name for name, _letters in self._known]

    def problem(self) -> str:
        """Say that initials stand there which mean nobody or several people; empty where nothing is wrong."""
        return unclear(self.text(), self._known)

    def _settle(self) -> None:
        text = self.text()
        if (name := settled(text, self._known)) != text.strip():
            self.setText(name)

    def _offer(self, text: str) -> None:
        names = self.matches(text)[:OFFERED]
        self._offered.setStringList(names)
        if names and names != [text]:
            offer_below(self.completer(), self._theme)
        else:
            self.completer().popup().hide()


def names_meant(text: str, known: Sequence[Known]) -> list[str]:
    """The names a text may mean, by characters or initials; those that begin with it first."""
    wanted = normalize("NFKC", text).strip().lower()
    if not wanted:
        return []
    if wanted.isascii():
        return [name for name, letters in known if any(one.startswith(wanted) for one in letters.split())]
    found = [name for name, _letters in known if wanted in name]
    return sorted(found, key=lambda name: not name.startswith(wanted))


def settled(text: str, known: Sequence[Known]) -> str:
    """The name initials mean where they mean one person; anything else as it is."""
    plain = text.strip()
    found = names_meant(plain, known) if plain.isascii() else []
    return found[0] if len(found) == 1 else plain


def unclear(text: str, known: Sequence[Known]) -> str:
    """Say that initials stand there which mean nobody or several people; empty where nothing is wrong."""
    plain = text.strip()
    if not plain.isascii() or plain.upper() == plain or len(plain) > INITIALS_MOST:
        return ""
    found = names_meant(plain, known)
    if not found:
        return _("“{text}”对不上哪个人，写上姓名").format(text=plain)
    if len(found) == 1:
        return ""
    return _("“{text}”能对上 {n} 个人，写上姓名").format(text=plain, n=len(found))
