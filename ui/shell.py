"""How pages take their place in the window: each registers itself, nothing is shown that does not exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gzparty.i18n import N_
from ui.changes import Changes, concerns

if TYPE_CHECKING:
    # Wanted by the first key that asks for a grid: the workbench is shown before any is built.
    from ui.tables.grid import Grid
    from ui.tables.matrix_view import MatrixView

Deeds = Mapping[str, Callable[[], object]]


class Group(StrEnum):
    """Parts of the navigation from top to bottom."""

    TOP = "top"
    WORK = "work"
    RECORDS = "records"
    BOTTOM = "bottom"


HEADINGS = {Group.WORK: N_("业务"), Group.RECORDS: N_("资料")}


class PageWidget(QWidget):
    """Base of every page: what it can do by key, where F6 stops, what the status row says."""

    place_changed = Signal(str)
    """Where the user is, such as 第 14 行，共 59 行."""
    done = Signal(str)
    """A deed that can be taken back, in words for the undo bar."""
    noted = Signal(str)
    """A deed for the status row only."""
    copied = Signal(str)
    """Something that changed no record, said in the status row without an offer to undo."""
    deeds_changed = Signal()
    """What the page can do now is different."""

    says_refusals = False
    """Whether it says itself what was refused while it is in sight; else that is said above it (`ui/said_above.py`)."""
    _shows: frozenset[str] = frozenset()
    _is_stale = False

    def follow(self, changes: Changes, shows: frozenset[str]) -> None:
        """Read anew what changes of these kinds of record concern: at once in sight, else when it comes into sight."""
        self._shows = shows
        changes.changed.connect(self._look_again)

    def refresh(self) -> None:
        """Read anew what is shown."""

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while another page was in sight."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, when nothing else was left to leave or close: the last condition of the grid goes away."""
        if not (event.key() == Qt.Key.Key_Escape and self._drop_condition()):
            super().keyPressEvent(event)

    def _drop_condition(self) -> bool:
        from ui.tables.grid import Grid

        grid = self.grid_in_sight()
        return isinstance(grid, Grid) and grid.step_back()

    def grid_in_sight(self) -> Grid[Any] | MatrixView | None:
        """Give the grid the clerk is at: that with the focus, else the first one in sight."""
        from ui.tables.grid import Grid
        from ui.tables.matrix_view import MatrixView

        grids = cast(
            "list[Grid[Any] | MatrixView]", [*self.findChildren(Grid), *self.findChildren(MatrixView)]
        )
        shown = [one for one in grids if one.isVisible()]
        return next((one for one in shown if one.hasFocus()), next(iter(shown), None))

    def deeds(self) -> Deeds:
        """Give what the page can do now, by the deed names of the key map."""
        return {}

    def panes(self) -> Sequence[QWidget]:
        """Give the widgets F6 goes round, from left to right."""
        return ()

    def step_found(self, step: int) -> bool:
        """Go to the next place of what its own search box found, or the one before; tell whether it knows a way.

        Where it knows none F3 goes from row to row of the table in sight.
        """
        return False

    def key_hints(self) -> str:
        """Give the keys worth knowing here, for the status row."""
        return ""

    def place(self) -> str:
        """Give where the user is, for the status row."""
        return ""

    def bottom_inset(self) -> int:
        """Give the height of a bar at the lower edge that the undo bar must not cover, in px."""
        return 0

    def take_request(self, request: object) -> None:
        """Show what another page asked for through `Wishes`; a page that is never asked has nothing to do."""

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        """Give further views of this page worth a picture of their own: a short name and how to get there."""
        return {}

    def is_busy(self) -> bool:
        """Tell whether something is still being read or drawn, so that a picture waits for it."""
        return False

    def set_full_screen(self, on: bool) -> None:
        """Hide what is not needed for taking a roll before an audience."""

    def _look_again(self, kinds: frozenset[str]) -> None:
        if not concerns(kinds, self._shows):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True


class Page(NamedTuple):
    """A page before it exists: `factory` is called when it is first shown; `title` is marked with N_.

    A page `under` another has no place of its own in the navigation, such as the import of a roster.
    """

    key: str
    title: str
    icon: str
    group: Group
    factory: Callable[[], PageWidget]
    under: str = ""
