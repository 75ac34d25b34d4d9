"""The list of what is offered below a line that is typed into."""

from __future__ import annotations

from PySide6.QtWidgets import QCompleter

from ui.theme import Theme


def offer_below(completer: QCompleter, theme: Theme) -> None:
    """Show the list; it is a window of its own without a parent to inherit its look from."""
    theme.apply_sheet(completer.popup())
    completer.complete()
