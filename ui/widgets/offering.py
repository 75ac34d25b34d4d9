"""The list of what is offered below a line that is typed into."""

from __future__ import annotations

from PySide6.QtWidgets import QCompleter

from ui.theme import Theme


def offer_below(completer: QCompleter, theme: Theme) -> None:
    """Show the list."""
    dress_offer(completer, theme)
    completer.complete()


def dress_offer(completer: QCompleter, theme: Theme) -> None:
    """Give the list its look; it is a window of its own without a parent to inherit one from."""
    popup = completer.popup()
    popup.setProperty("role", "offer")
    theme.apply_sheet(popup)
