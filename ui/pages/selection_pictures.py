"""Views of the page of selections worth a picture of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from gzparty.domain.selection_stages import Stage

if TYPE_CHECKING:
    from ui.pages.selection import SelectionPage

STEPS = (Stage.THEME, Stage.NOMINATE, Stage.REVIEW, Stage.VOTE, Stage.COMMITTEE, Stage.CIRCULAR)


def selection_pictures(page: SelectionPage) -> Mapping[str, Callable[[], object]]:
    """A short name of each view and how to get there."""

    def step(stage: Stage) -> None:
        page.board.step_wanted.emit(stage)

    views: dict[str, Callable[[], object]] = {stage.value: partial(step, stage) for stage in STEPS}
    views["history"] = page.show_history
    # Goes to another month, and therefore comes last.
    views["begin"] = page.begin
    return views
