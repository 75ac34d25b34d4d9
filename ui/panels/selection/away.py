"""Where the page of selections leads: papers in the print centre, the year's themes."""

from __future__ import annotations

from collections.abc import Callable

from gzparty.domain.selection import Nomination
from gzparty.domain.selection_stages import Stage
from gzparty.services.selection_views import SelectionView
from ui.wishes import PrintRequest, ThemeRequest, Wishes

PAPERS = {
    Stage.THEME: "blank-nomination",
    Stage.NOMINATE: "nomination",
    Stage.REVIEW: "review",
    Stage.VACANT: "review",
    Stage.VOTE: "ballot",
    Stage.COMMITTEE: "tally",
    Stage.PUBLICITY: "publicity",
}
"""The paper a step is about; once all is done it is the circular."""
BLANK, RESULT = "blank-nomination", "result"


class SelectionAway:
    """Asks other pages; `view` tells which selection is in sight."""

    def __init__(self, wishes: Wishes, view: Callable[[], SelectionView | None]) -> None:
        self._wishes = wishes
        self._view = view

    def print(self) -> None:
        """Ask for the paper of the step the selection is at."""
        view = self._view()
        if view is not None:
            self._paper(view, PAPERS.get(view.stage, RESULT) if view.nominations else BLANK)

    def print_ballot(self) -> None:
        """Ask for the ballot."""
        view = self._view()
        if view is not None:
            self._paper(view, "ballot")

    def print_nomination(self, nomination: Nomination) -> None:
        """Ask for the form of one nomination, filled in."""
        view = self._view()
        if view is not None:
            self._paper(view, "nomination", nomination=nomination.uid)

    def show_themes(self, period: str) -> None:
        """Show the themes, at a month."""
        self._wishes.show_page("themes", ThemeRequest(period))

    def _paper(self, view: SelectionView, paper: str, **whose: str) -> None:
        self._wishes.show_page("print", PrintRequest(paper, {"selection": view.selection.number, **whose}))
