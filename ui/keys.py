"""The key map at work: whether a key does a deed, how a key is written, tooltips and hints made from the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gzparty.i18n import _
from ui.keymap import KEYS_WRITTEN, binding

_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def sequences(deed: str) -> list[QKeySequence]:
    """The keys of a deed as Qt has them; Enter of the keypad is Enter, as a digit there is a digit."""
    keys = binding(deed).keys
    return [QKeySequence(key) for one in keys for key in dict.fromkeys((one, one.replace("Return", "Enter")))]


def does(event: QKeyEvent, deed: str) -> bool:
    """Whether a key pressed does a deed, on the keypad as well."""
    modifiers = event.modifiers() & ~_KEYPAD
    pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
    return pressed in sequences(deed)


def bind(
    widget: QWidget,
    deeds: Mapping[str, Callable[[], object]],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> list[QShortcut]:
    """Let the keys of some deeds do them where a widget is; the main window has its menus for that."""
    made = []
    for deed, call in deeds.items():
        for keys in sequences(deed):
            shortcut = QShortcut(keys, widget)
            shortcut.setContext(context)
            shortcut.activated.connect(call)
            made.append(shortcut)
    return made


def shown(key: str) -> str:
    """A key as it is written for people: 空格, Enter, ↑, Ctrl+PgUp."""
    *modifiers, last = key.replace("++", "+plus").split("+")
    return "+".join((*modifiers, _(KEYS_WRITTEN.get(last, last))))


def keys_of(deed: str) -> str:
    """The keys of a deed in one text: Ctrl+PgUp; 1—7 for a run of digits or letters."""
    keys = [shown(key) for key in binding(deed).keys]
    if len(keys) > 2 and all(len(key) == 1 for key in keys):
        return _("{first}—{last}").format(first=keys[0], last=keys[-1])
    return " ".join(keys)


def tip(words: str, deed: str) -> str:
    """A tooltip that ends with the key: 打印 (Ctrl+P)."""
    return _("{words} ({keys})").format(words=words, keys=shown(binding(deed).keys[0]))


def hints(**worth: str) -> str:
    """The keys worth knowing for the status row, each with what it does here: hints(new=_("登记问题"))."""
    parts = [_HINT.format(keys=_short(deed), words=words) for deed, words in worth.items()]
    return _("　").join(parts)


_HINT = "{keys} {words}"
_PAIRS = {
    "move": "↑↓",
    "fold": "← →",
    "move_row": "Alt+↑↓",
    "turn_page": "PgUp PgDn",
    "previous_period": "Ctrl+PgUp PgDn",
}
"""Deeds whose keys are worth naming together in a hint."""


def _short(deed: str) -> str:
    if deed in _PAIRS:
        return _PAIRS[deed]
    return keys_of(deed) if len(binding(deed).keys) > 2 else shown(binding(deed).keys[0])
