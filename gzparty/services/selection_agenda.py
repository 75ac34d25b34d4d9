"""What of selections waits today: nominations to be closed, results that can be recorded, objections nobody looked into.

Data for the workbench. Nothing of it names a candidate or says what an objection was about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gzparty.domain import publicity_days
from gzparty.domain.selection import Publicity, PublicityResult, Selection
from gzparty.records import dataclass

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class PublicityWaits(NamedTuple):
    """A 公示 something is to be done about; `objections` are those still open, 0 where its result can be recorded.

    `first_objection` is the day the first of them came in.
    """

    selection: Selection
    publicity: Publicity
    objections: int = 0
    first_objection: date | None = None


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
    came: dict[int, list[date]] = {one.id: [] for one in waiting}
    for objection in store.selections.objections(came):
        if objection.handled_on is None:
            came[objection.publicity_id].append(objection.received_on)
    lines = [
        PublicityWaits(selections[one.selection_id], one, len(came[one.id]), min(came[one.id], default=None))
        for one in waiting
    ]
    return SelectionMatters(
        closing=tuple(one for one in selections.values() if _is_closing(one, today)),
        results=tuple(
            line
            for line in lines
            if not line.objections and publicity_days.result_from(line.publicity.ends_on) <= today
        ),
        objections=tuple(line for line in lines if line.objections),
    )


def selection_days(store: Store) -> Iterator[tuple[date, Selection, bool]]:
    """The days that lie before running selections: the last of a 公示 (True), the last for nominations."""
    selections = {one.id: one for one in store.selections.unfinished()}
    for one in store.selections.publicities(selections):
        if one.result is PublicityResult.OPEN:
            yield one.ends_on, selections[one.selection_id], True
    for selection in selections.values():
        if selection.nominations_closed_on is None and selection.nominate_until is not None:
            yield selection.nominate_until, selection, False


def _is_closing(selection: Selection, today: date) -> bool:
    until = selection.nominate_until
    return selection.nominations_closed_on is None and until is not None and until <= today
