"""Where what stands half typed about a selection is gone on with: its step, its form or its dialog."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gzparty.domain.selection_stages import Stage
from gzparty.services.selection_views import SelectionView
from ui.drafts import Drafts
from ui.panels.selection.board import SelectionBoard
from ui.panels.selection.side import SelectionSide
from ui.panels.selection.step_panel import FORM

if TYPE_CHECKING:
    from ui.pages.selection import SelectionPage

ASKED_BY = {
    "unlock": Stage.VOTE,
    "vacancy": Stage.COMMITTEE,
    **dict.fromkeys(("new", "change", "handle", "result", "publicity"), Stage.PUBLICITY),
    "circular": Stage.CIRCULAR,
}
"""The step in whose panel a dialog is asked for."""
STEP_OF = {
    "selection": Stage.THEME,
    "ballot": Stage.VOTE,
    "decision": Stage.COMMITTEE,
    "publicity": Stage.PUBLICITY,
    "announcing": Stage.CIRCULAR,
}
"""The step of what stands half typed in a panel, by the form of its draft's key."""


class GoingOn(QObject):
    """Each does nothing while another selection is in sight."""

    def __init__(
        self, drafts: Drafts, board: SelectionBoard, side: SelectionSide, page: SelectionPage
    ) -> None:
        super().__init__(page)
        self._board = board
        self._side = side
        self._edit: Callable[[], None] = page.edit
        drafts.opens(FORM, self._dialog)
        drafts.opens("nomination", self._nomination)
        drafts.opens("verdict", self._verdict)
        for form, stage in STEP_OF.items():
            drafts.opens(form, partial(self._step, stage))

    def _dialog(self, record: str) -> None:
        """A dialog of a step: `handle 3 12`, of the selection 3."""
        deed, selection, number = record.split(" ")
        if self._view_of(selection) is None:
            return
        self._show(ASKED_BY[deed])
        panel = self._side.step_panel()
        if panel is not None:
            panel.go_on(deed, int(number))

    def _nomination(self, record: str) -> None:
        """A nomination, or a new one of the selection 3: `new-3`."""
        new, _dash, selection = record.partition("-")
        if new != "new" and self._board.table.go_to(int(record)):
            self._edit()
        elif new == "new" and self._view_of(selection) is not None:
            self._side.begin_nomination()

    def _verdict(self, record: str) -> None:
        """A verdict, about the nominations it was begun for: `3-12-14`, of the selection 3."""
        selection, *ids = record.split("-")
        if self._view_of(selection) is not None:
            self._show(Stage.REVIEW)
            lines = [line for line in self._board.table.lines() if str(line.nomination.id) in ids]
            self._side.follow_rows(lines)

    def _step(self, stage: Stage, record: str) -> None:
        """What is typed in the panel of a step."""
        if self._view_of(record.partition("-")[0]) is not None:
            self._show(stage)

    def _show(self, stage: Stage) -> None:
        self._side.show_panel()
        self._side.show_stage(stage, self._board.chosen())

    def _view_of(self, selection: str) -> SelectionView | None:
        """The selection in sight, if it is this one."""
        view = self._side.view
        return view if view is not None and str(view.selection.id) == selection else None
