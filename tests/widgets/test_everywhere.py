"""The walk of `everywhere.py` leaves nothing out: a page, panel or dialog it never opens is found here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import ui
from tests.widgets.everywhere import PARTS, walk
from tests.widgets.lived_in import copied_whole
from ui.tables.cell_menu import GridMenu


def test_every_widget_of_the_program_is_seen_somewhere(
    lived_in_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    seen: set[type] = set()
    for part in PARTS:
        for sight in walk(part, copied_whole(lived_in_file, tmp_path / part)):
            widgets = [sight.top, *cast("list[QWidget]", sight.top.findChildren(QWidget))]
            for widget in widgets:
                if widget.isVisible():
                    seen.update(type(widget).__mro__)
                    seen.update(lenders(widget))
    assert sorted(f"{kind.__module__}.{kind.__name__}" for kind in all_widgets() - seen) == []


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
