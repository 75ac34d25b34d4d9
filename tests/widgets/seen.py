"""Which widgets of the program were seen, so that a page, panel or dialog never opened by `everywhere.py` is found."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QWidget

import ui
from ui.tables.cell_menu import GridMenu


def kinds_in(top: QWidget) -> Iterator[type]:
    """Every kind of widget that is seen in a window now."""
    for widget in [top, *cast("list[QWidget]", top.findChildren(QWidget))]:
        if widget.isVisible():
            yield from type(widget).__mro__
            yield from lenders(widget)


def lenders(widget: QWidget) -> Iterator[type]:
    """The menus of pages whose entries stand in a menu of cells; such a menu is not opened itself."""
    if isinstance(widget, GridMenu):
        for action in widget.actions():
            yield from type(action.parent()).__mro__


def all_widgets() -> set[type]:
    """Every kind of widget that the program makes itself."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    return {kind for kind in _below(QWidget) if kind.__module__.startswith("ui.")}


def _below(kind: type) -> Iterator[type]:
    for one in cast("list[type]", kind.__subclasses__()):
        yield one
        yield from _below(one)
