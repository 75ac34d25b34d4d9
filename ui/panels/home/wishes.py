"""Where the buttons of the first page lead: to the page that does what a line asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.wishes import (
    CadreRequest,
    ErrandRequest,
    ImportRequest,
    InspectionRequest,
    IntakeRequest,
    LedgerRequest,
    LifeRequest,
    PersonRequest,
    PrintRequest,
    SelectionRequest,
    SettingsRequest,
    TrainingRequest,
    Wishes,
)

if TYPE_CHECKING:
    # What the buttons are about is known once the page was read, long after its first picture.
    from gzparty.domain.agenda import Bundle
    from gzparty.domain.dues import Due
    from gzparty.domain.period import Period
    from gzparty.services.agenda_views import Item, ReminderItem, Workbench


class HomeWishes:
    """Asks the other pages; knows nothing of widgets."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes

    def begin(self, item: Item) -> None:
        """Begin what a line of 今天要办 asks for; chasing and the work calendar are the page's own."""
        from gzparty.services import agenda_views as views

        match item:
            case views.SessionItem():
                self._wishes.show_page("training", TrainingRequest(item.line.training.id, roll=True))
            case views.DuesItem():
                self._begin_dues(item.bundle)
            case views.ErrandItem():
                self.errand(item.errand.errand.id)
            case views.ReminderItem():
                self._remind(item)
            case views.ProblemsItem():
                self.problems(tuple(line.problem.id for line in item.lines))
            case views.SelectionItem():
                self._wishes.show_page("selection", SelectionRequest(item.selection.id))
            case _:
                self._wishes.show_page("data")

    def problems(self, ids: tuple[int, ...]) -> None:
        """One problem opened, or some of the ledger together; the whole of it for none."""
        self._wishes.show_page("ledger", LedgerRequest.of(ids) if ids else None)

    def problems_of(self, unit_ids: Sequence[int]) -> None:
        """What is open in a unit, or in those of a group."""
        if len(unit_ids) == 1:
            self._wishes.show_page("ledger", LedgerRequest(unit_id=unit_ids[0]))
        else:
            self._wishes.show_page("ledger", None)

    def open_cell(self, dues: Sequence[Due]) -> None:
        """Open the record behind a cell, or the place to write it: the gravest of its dues."""
        from gzparty.domain.dues import GRAVITY, INSPECTION, TRAINING

        due = min(dues, key=lambda one: GRAVITY[one.state])
        if due.duty.record == TRAINING:
            session = due.record.record_id if due.record else 0
            self._wishes.show_page("training", TrainingRequest(session) if session else None)
            return
        if due.duty.record == INSPECTION:
            self._wishes.show_page("inspections", inspection_request(due))
            return
        self._wishes.show_page("life", life_request(due))

    def meetings(self, month: Period) -> None:
        """The year of the first kind of meeting, to register one."""
        from gzparty.domain.meeting import MeetingKind

        kind = MeetingKind.BRANCH_MEETING.value
        self._wishes.show_page("life", LifeRequest(kind, month.year))

    def intake(self, month: Period) -> None:
        """The month grid."""
        self._wishes.show_page("intake", IntakeRequest(month=month.code))

    def roll(self, bench: Workbench | None) -> None:
        """The roll that is most wanted: today's, one behind, or whatever the page of trainings shows by itself."""
        from gzparty.services.agenda_views import SessionItem

        items = bench.items if bench else ()
        wanted = next((item.line.training.id for item in items if isinstance(item, SessionItem)), 0)
        self._wishes.show_page("training", TrainingRequest(wanted, roll=True) if wanted else None)

    def errand(self, errand_id: int) -> None:
        """One errand, or a new one for 0."""
        self._wishes.show_page("errands", ErrandRequest(errand_id))

    def import_people(self) -> None:
        """The import of a roster."""
        self._wishes.show_page("import", ImportRequest())

    def life_days(self) -> None:
        """Where each branch's 支部生活日 is set."""
        self._wishes.show_page("settings", SettingsRequest("life_days"))

    def print_month(self, month: Period) -> None:
        """The list of a month."""
        self._wishes.show_page("print", PrintRequest("month-list", {"month": month.code}))

    def print_slips(self) -> None:
        """The slips for chasing, one for each community, of everything late."""
        self._wishes.show_page("print", PrintRequest("chase-slip", {}))

    def _remind(self, item: ReminderItem) -> None:
        """A person's file, the page of people for several; terms of office where nothing else is reminded of."""
        persons = [one.person_id for one in item.reminders if one.person_id is not None]
        units = [one.unit_id for one in item.reminders if one.unit_id is not None]
        if units and not persons:
            self._wishes.show_page(
                "cadres", CadreRequest("terms", unit_id=units[0] if len(units) == 1 else 0)
            )
        else:
            self._wishes.show_page("people", PersonRequest(persons[0]) if len(persons) == 1 else None)

    def _begin_dues(self, bundle: Bundle) -> None:
        from gzparty.domain.agenda import Matter
        from gzparty.domain.dues import INSPECTION

        due = bundle.dues[0]
        if due.duty.record == INSPECTION:
            self._wishes.show_page("inspections", inspection_request(due))
            return
        if not _is_meeting(due) or due.period.months == 12:
            self._wishes.show_page("life", life_request(due))
            return
        record, month = _most_common(bundle)
        self._wishes.show_page("intake", IntakeRequest(record, month, bundle.matter is Matter.DUE_TODAY))


def life_request(due: Due) -> LifeRequest:
    """The request that shows one due."""
    return LifeRequest(
        due.duty.record,
        due.period.year,
        due.unit_id,
        due.group_id,
        due.period.code,
        due.record.record_id if due.record and _is_meeting(due) else 0,
    )


def inspection_request(due: Due) -> InspectionRequest:
    """The request that shows a self-inspection, or the month in which it is owed."""
    record = due.record.record_id if due.record else 0
    return InspectionRequest(due.period.year, due.unit_id, due.period.code, record)


def _is_meeting(due: Due) -> bool:
    from gzparty.domain.meeting import MeetingKind

    return due.duty.record in frozenset(MeetingKind)


def _most_common(bundle: Bundle) -> tuple[str, str]:
    """The kind and month most of a bundle's papers are of: one grid holds one of each."""
    counted = Counter(
        (due.duty.record, due.record.period if due.record else f"{due.hold_by:%Y-%m}") for due in bundle.dues
    )
    (kind, month), _number = counted.most_common(1)[0]
    return kind, month if len(month) == len("2026-06") else f"{bundle.day:%Y-%m}"
