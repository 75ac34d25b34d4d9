"""The panel of each step, built when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gzparty.domain.selection_stages import Stage
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.selection.step_panel import StepPanel


def _set_up(desk: Desk, gate: Gate) -> StepPanel:
    from ui.panels.selection.set_up_panel import SetUpPanel

    return SetUpPanel(desk, gate)


def _nominate(desk: Desk, gate: Gate) -> StepPanel:
    from ui.panels.selection.nominate_panel import NominatePanel

    return NominatePanel(desk, gate)


def _review(desk: Desk, gate: Gate) -> StepPanel:
    from ui.panels.selection.review_panel import ReviewPanel

    return ReviewPanel(desk, gate)


def _vote(desk: Desk, gate: Gate) -> StepPanel:
    from ui.panels.selection.vote_panel import VotePanel

    return VotePanel(desk, gate)


def _committee(desk: Desk, gate: Gate) -> StepPanel:
    from ui.panels.selection.committee_panel import CommitteePanel

    return CommitteePanel(desk, gate)


def _publicity(desk: Desk, gate: Gate) -> StepPanel:
    from ui.panels.selection.publicity_panel import PublicityPanel

    return PublicityPanel(desk, gate)


def _circular(desk: Desk, gate: Gate) -> StepPanel:
    from ui.panels.selection.circular_panel import CircularPanel

    return CircularPanel(desk, gate)


PANELS: Mapping[Stage, Callable[[Desk, Gate], StepPanel]] = {
    Stage.THEME: _set_up,
    Stage.NOMINATE: _nominate,
    Stage.REVIEW: _review,
    Stage.VOTE: _vote,
    Stage.COMMITTEE: _committee,
    Stage.PUBLICITY: _publicity,
    Stage.CIRCULAR: _circular,
}
