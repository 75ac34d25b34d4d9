"""历次典型 and the rotation among villages: who was chosen when, and who has not been for long."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.people import UnitKind
from gzparty.domain.period import Period
from gzparty.services.context import Service
from gzparty.services.eligibility_reading import EVER
from gzparty.services.selection_views import Honour, RotationLine

if TYPE_CHECKING:
    from gzparty.domain.selection import Nomination

ROTATION_MONTHS = 24
"""Two years: long enough for every village of a township to have had its turn."""


class Honours(Service):
    """Reads who was chosen; never writes. Whoever calls holds the snapshot."""

    def between(self, first: str, last: str) -> tuple[Honour, ...]:
        """Everybody chosen in the selections of some months, the latest month first."""
        return self._honours(self._store.selections.chosen(first, last))

    def of_person(self, person_id: int) -> tuple[Honour, ...]:
        """What stands in a person's file, the latest first: only what a circular said or was typed in afterwards."""
        found = [one for one in self._store.selections.of_candidate(person_id) if one.is_chosen]
        return tuple(
            honour
            for honour in self._honours(found)
            if honour.announced_on is not None or honour.selection.imported
        )

    def rotation(self, on: date) -> tuple[RotationLine, ...]:
        """Villages with how often they and their people were chosen, those never or longest ago first."""
        month = Period.around(on)
        first, last = month.step(1 - ROTATION_MONTHS).code, month.code
        honours: dict[int, list[Honour]] = defaultdict(list)
        for honour in self.between(EVER, last):
            honours[honour.nomination.unit_id or 0].append(honour)
        selections = [one.id for one in self._store.selections.between(first, last)]
        nominated = Counter(one.unit_id for one in self._store.selections.nominations(selections))
        villages = [unit for unit in self._store.people.units(on) if unit.kind is UnitKind.VILLAGE_BRANCH]
        lines = [
            RotationLine(
                unit=unit,
                chosen=sum(one.selection.period >= first for one in honours[unit.id]),
                nominated=nominated[unit.id],
                last=max((one.selection.period for one in honours[unit.id]), default=""),
                honours=tuple(honours[unit.id]),
            )
            for unit in villages
            if not unit.closed
        ]
        return tuple(sorted(lines, key=lambda line: line.last))

    def _honours(self, nominations: Sequence[Nomination]) -> tuple[Honour, ...]:
        ids = {one.selection_id for one in nominations}
        selections = {one.id: one for one in self._store.selections.many(ids)}
        categories = {one.id: one for one in self._store.selections.categories(ids)}
        found = [
            Honour(
                selections[one.selection_id],
                one,
                categories[one.category_id],
                selections[one.selection_id].announced_on,
            )
            for one in nominations
            if selections[one.selection_id].vacant_on is None
        ]
        return tuple(
            sorted(found, key=lambda honour: (honour.selection.period, honour.selection.id), reverse=True)
        )
