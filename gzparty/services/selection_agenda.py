"""What of selections waits today: nominations to be closed, results that can be recorded, objections nobody looked into.

Data for the workbench. Nothing of it names a candidate or says what an objection was about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gzparty.domain import publicity_days
from gzparty.domain.selection import Publicity, PublicityResult, Selection

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class PublicityWaits(NamedTuple):
    """A 公示 something is to be done about; `objections` are those still open, 0 where its result can be recorded."""

    selection: Selection
    publicity: Publicity
    objections: int = 0


@dataclass(frozen=True, slots=True)
class SelectionMatters:
    """What waits; `closing` are selections whose last day for nominations is today or over and that are still open."""

    closing: tuple[Selection, ...] = ()
    results: tuple[PublicityWaits, ...] = ()
    objections: tuple[PublicityWaits, ...] = ()


def selection_matters(store: Store, today: date) -> SelectionMatters:
    """What of selections waits on a day, month by month."""
    selections = {one.id: one for one in store.selections.unfinished()}
    waiting = [
        one
        for one in store.selections.publicities(selections)
        if one.result is PublicityResult.OPEN and one.starts_on <= today
    ]
    counts = dict.fromkeys((one.id for one in waiting), 0)
    for objection in store.selections.objections(counts):
        counts[objection.publicity_id] += objection.handled_on is None
    lines = [PublicityWaits(selections[one.selection_id], one, counts[one.id]) for one in waiting]
    return SelectionMatters(
        closing=tuple(one for one in selections.values() if _is_closing(one, today)),
        results=tuple(
            line
            for line in lines
            if not line.objections and publicity_days.result_from(line.publicity.ends_on) <= today
        ),
        objections=tuple(line for line in lines if line.objections),
    )


def _is_closing(selection: Selection, today: date) -> bool:
    until = selection.nominate_until
    return selection.nominations_closed_on is None and until is not None and until <= today
