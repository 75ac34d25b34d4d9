"""Joint inspections as pages, papers and the command line see them: units in order, what was seen at each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gzparty.domain.inspection import Tour, TourUnit
from gzparty.services.context import Context, Service
from gzparty.services.inspection_reading import InspectionViews
from gzparty.services.ledger_views import InspectionView, TourView

if TYPE_CHECKING:
    from gzparty.domain.people import UnitView
    from gzparty.services.ports import Store


class TourReading(Service):
    """Reads many tours at once; whoever calls holds the snapshot."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._inspections = InspectionViews(store, context)

    def views(self, tours: Sequence[Tour]) -> tuple[TourView, ...]:
        """Tours in the order given, their units in the office's order."""
        made = [visit for tour in tours for visit in self._store.inspections.of_tour(tour.id)]
        visits: dict[int | None, list[InspectionView]] = defaultdict(list)
        for visit in self._inspections.views(made):
            visits[visit.inspection.tour_id].append(visit)
        goes_to: dict[int, list[TourUnit]] = defaultdict(list)
        for line in self._store.inspections.tour_units([tour.id for tour in tours]):
            goes_to[line.tour_id].append(line)
        units = self._units_by_id()
        place = {unit_id: number for number, unit_id in enumerate(units)}
        return tuple(
            _view(
                tour,
                sorted(goes_to[tour.id], key=lambda line: place[line.unit_id]),
                sorted(visits[tour.id], key=lambda visit: place[visit.unit.id]),
                units,
            )
            for tour in tours
        )


def _view(
    tour: Tour,
    goes_to: Sequence[TourUnit],
    visits: Sequence[InspectionView],
    units: Mapping[int, UnitView],
) -> TourView:
    by_unit = {visit.unit.id: visit for visit in visits}
    return TourView(
        tour,
        tuple((line, units[line.unit_id], by_unit.get(line.unit_id)) for line in goes_to),
        tuple(line for visit in visits for line in visit.problems),
        tuple(units[unit_id].uid for unit_id in tour.pool),
    )
