"""What the deeds of a view ask: every button and menu entry in sight whose words end with an ellipsis is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QAbstractPrintDialog
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

if TYPE_CHECKING:
    from tests.widgets.everywhere import Sight, Walk

ELLIPSIS = "…"


def deeds(made: Walk, key: str, view: str, asked: set[str]) -> Iterator[Sight]:
    """Press what was not `asked` in a view of a page, give the dialog or panel that opens, and begin again."""
    while new := [(name, press) for name, press in asking(made) if name not in asked]:
        name, press = new[0]
        asked.add(name)
        page, before = made.page(), made.system_asked
        press.click() if isinstance(press, QAbstractButton) else press.trigger()
        made.wait()
        dialog = QApplication.activeModalWidget()
        if made.system_asked > before or isinstance(dialog, QFileDialog | QAbstractPrintDialog):
            made.clear()
            continue
        if made.page() is page:
            yield made.sight("/".join(part for part in (key, view) if part) + f"…{name}")
        made.clear()
        if dialog is None:
            # A panel stands there now, or another page.
            show_again(made, key, view)


def show_again(made: Walk, key: str, view: str) -> None:
    """A view of a page in a window just opened."""
    page = made.open_office().show_page(key)
    made.wait()
    if view:
        page.pictures()[view]()
        made.wait()
        made.clear()


def asking(made: Walk) -> list[tuple[str, QAbstractButton | QAction]]:
    """The buttons and the entries behind 更多 in sight that say they ask something first."""
    page = made.page()
    made_buttons = cast("list[QAbstractButton]", page.findChildren(QAbstractButton))
    buttons = [one for one in made_buttons if one.isVisible()]
    menus = [menu() for one in buttons if (menu := getattr(one, "offered", None))]
    entries = [action for menu in menus for action in menu.actions() if action.isVisible()]
    return [
        (one.objectName(), one)
        for one in (*buttons, *entries)
        if one.isEnabled() and one.text().endswith(ELLIPSIS)
    ]
