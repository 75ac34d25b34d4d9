"""Tells who cannot see the window what has just appeared in it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say words at its next pause; nothing where none is listening."""
    if words:
        # QAccessible brings hundreds of names along, which the first picture of the window does without.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
