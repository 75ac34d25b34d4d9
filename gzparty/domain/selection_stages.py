"""The seven steps of a selection, read off its records: 定主题 → 推荐 → 资格审核 → 评议投票 → 党委研究 → 公示 → 通报.

No step is stored: a corrected record moves the selection to where it then stands. The chain follows the practice of
township monthly selections; votes never decide alone, the committee's decision has its own result.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from gzparty.domain.selection import (
    Ballot,
    Category,
    Nomination,
    Publicity,
    PublicityResult,
    Selection,
    Verdict,
)
from gzparty.records import dataclass


class Stage(StrEnum):
    """The step a selection is at, in order; the last two end it."""

    THEME = "theme"
    NOMINATE = "nominate"
    REVIEW = "review"
    VOTE = "vote"
    COMMITTEE = "committee"
    PUBLICITY = "publicity"
    CIRCULAR = "circular"
    DONE = "done"
    VACANT = "vacant"


STEPS = tuple(stage for stage in Stage if stage not in (Stage.DONE, Stage.VACANT))
"""The seven steps a stepper shows."""


@dataclass(frozen=True, slots=True)
class SelectionFacts:
    """Everything a stage follows from. `undecided` says that the latest round left a tie its rule sends to another round."""

    selection: Selection
    categories: Sequence[Category] = ()
    nominations: Sequence[Nomination] = ()
    ballots: Sequence[Ballot] = ()
    publicities: Sequence[Publicity] = ()
    undecided: bool = False


def stage_of(facts: SelectionFacts) -> Stage:
    """The first step that is not done yet."""
    selection = facts.selection
    if selection.vacant_on is not None:
        return Stage.VACANT
    if selection.imported:
        return Stage.DONE
    if not selection.title:
        return Stage.THEME
    if selection.nominations_closed_on is None:
        return Stage.NOMINATE
    if not _reviewed(facts.nominations):
        return Stage.REVIEW
    if not _voted(facts):
        return Stage.VOTE
    if not _decided(facts):
        return Stage.COMMITTEE
    if not _published(facts):
        return Stage.PUBLICITY
    return Stage.CIRCULAR if selection.announced_on is None else Stage.DONE


def last_publicity(publicities: Sequence[Publicity]) -> Publicity | None:
    """The latest round of 公示; None before the first."""
    return max(publicities, key=lambda publicity: publicity.round, default=None)


def last_ballot(ballots: Sequence[Ballot]) -> Ballot | None:
    """The latest round of voting; None before the first."""
    return max(ballots, key=lambda ballot: ballot.round, default=None)


def _reviewed(nominations: Sequence[Nomination]) -> bool:
    standing = [nomination for nomination in nominations if nomination.withdrawn_on is None]
    return any(nomination.verdict is Verdict.PASSED for nomination in standing) and all(
        nomination.verdict is not Verdict.OPEN for nomination in standing
    )


def _voted(facts: SelectionFacts) -> bool:
    ballot = last_ballot(facts.ballots)
    return ballot is not None and ballot.locked_on is not None and not facts.undecided


def _decided(facts: SelectionFacts) -> bool:
    """Whether the committee decided, after the last 公示 that took everybody off."""
    decided, publicity = facts.selection.decided_on, last_publicity(facts.publicities)
    if decided is None:
        return False
    if publicity is None or publicity.result is not PublicityResult.REJECTED or publicity.result_on is None:
        return True
    return any(nomination.is_chosen for nomination in facts.nominations) and decided >= publicity.result_on


def _published(facts: SelectionFacts) -> bool:
    publicity = last_publicity(facts.publicities)
    return publicity is not None and publicity.result is PublicityResult.CONFIRMED
