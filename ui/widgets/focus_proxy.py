"""What a widget hands the focus on to, asked so that nobody loses a part by it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def proxy_of(widget: QWidget) -> QWidget | None:
    """What a widget hands the focus on to.

    PySide takes what `focusProxy` gives for a part of the widget that was asked. A scroll area, to which its viewport hands
    the focus on, then belongs to its own viewport and to nothing else, and the next collection of cycles takes both out
    of an open dialog with all that is typed there. So whose part it is claims it again.
    """
    proxy = widget.focusProxy()
    owner = proxy.parentWidget() if proxy is not None else None
    if owner is not None:
        owner.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return proxy
