"""The kinds of records that hold files: what stores theirs, which number one goes by, how a spoilt file is told.

A further kind of record with files is one line in each table here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.folder import FolderKind, Holder, Owner
from gzparty.i18n import _
from gzparty.labels.folder import holder_label
from gzparty.services.context import Done
from gzparty.services.new_files import Added, Taken

if TYPE_CHECKING:
    from gzparty.domain.duty import Errand
    from gzparty.services.bundle import Services
    from gzparty.services.ports import Store


class Named(Protocol):
    """A record with its id."""

    @property
    def id(self) -> int: ...


Adding = Callable[["Services", int, Sequence[Taken], FolderKind | None], Done[Added]]

_ADDING: Mapping[Holder, Adding] = {
    Holder.SITTING: lambda services, number, files, kind: services.folders.add(number, files, kind),
    Holder.MEETING: lambda services, number, files, kind: services.meeting_files.add(number, files, kind),
    Holder.ERRAND: lambda services, number, files, _kind: services.folders.add_forms(number, files),
    Holder.PROBLEM: lambda services, number, files, kind: services.problems.add_files(number, files, kind),
    Holder.INSPECTION: lambda services, number, files, _kind: services.folders.add_photos(number, files),
    Holder.THEME: lambda services, number, files, kind: services.themes.add_files(number, files, kind),
    Holder.SELECTION: lambda services, number, files, _kind: services.selection_files.add(number, files),
    Holder.NOMINATION: lambda services, number, files, _kind: services.selection_files.add_to_nomination(
        number, files
    ),
}
_NUMBERS: Mapping[Holder, Callable[[Store, int], str]] = {
    Holder.SITTING: lambda store, number: _of_sitting(store, number),
    Holder.MEETING: lambda store, number: store.meetings.get(number).number,
    Holder.ERRAND: lambda store, number: store.duties.errand(number).number,
    Holder.PROBLEM: lambda store, number: store.problems.get(number).printed_number,
    Holder.INSPECTION: lambda store, number: store.inspections.get(number).number,
    Holder.THEME: lambda store, number: store.themes.get(number).period,
    Holder.SELECTION: lambda store, number: store.selections.get(number).number,
    Holder.NOMINATION: lambda store, number: _of_nomination(store, number),
}
_FINDING: Mapping[Holder, Callable[[Store, str], int | None]] = {
    Holder.MEETING: lambda store, reference: _id(store.meetings.find(reference)),
    Holder.SITTING: lambda store, reference: _sitting(store, reference),
    Holder.PROBLEM: lambda store, reference: _id(store.problems.find(reference)),
    Holder.INSPECTION: lambda store, reference: _id(store.inspections.find(reference)),
    Holder.ERRAND: lambda store, reference: _id(_errand(store, reference)),
    Holder.THEME: lambda store, reference: _id(store.themes.find(reference)),
    Holder.SELECTION: lambda store, reference: _id(store.selections.find(reference)),
    Holder.NOMINATION: lambda store, reference: _id(store.selections.find_nomination(reference)),
}
_FIRST = (Holder.MEETING, Holder.SITTING)
"""What a number means where no kind is told: a theme and a selection share theirs with the session of the month."""
_FAULTS: Mapping[Holder, str] = {
    Holder.SITTING: "attachment_fault",
    Holder.MEETING: "meeting_file_fault",
    Holder.ERRAND: "errand_file_fault",
    Holder.PROBLEM: "problem_file_fault",
    Holder.INSPECTION: "inspection_file_fault",
    Holder.THEME: "theme_file_fault",
    Holder.SELECTION: "selection_file_fault",
    Holder.NOMINATION: "selection_file_fault",
}


def add_files(
    services: Services, owner: Owner, files: Sequence[Taken], kind: FolderKind | None = None
) -> Done[Added]:
    """Record files whose bytes are stored already with whatever owns them; without a kind their names decide."""
    return _ADDING[owner.kind](services, owner.id, files, kind)


def find(store: Store, reference: str, kind: Holder | None = None) -> Owner:
    """The record a number or uid means; without a kind a session or a record of organisational life comes first.

    Refusal where nothing has it, or several of the others do.
    """
    kinds = (kind,) if kind else Holder
    found = [Owner(one, number) for one in kinds if (number := _FINDING[one](store, reference)) is not None]
    first = [owner for owner in found if owner.kind in _FIRST] or found
    if not first:
        told = holder_label(kind) if kind else _("记录")
        raise Refusal("holder_unknown", kind=told, reference=reference)
    if len(first) > 1:
        names = _("、").join(f"{holder_label(one.kind)} {one.kind.value}" for one in first)
        raise Refusal("holder_ambiguous", reference=reference, names=names)
    return first[0]


def number_of(store: Store, owner: Owner) -> str:
    """The number people know a record by; of a nomination that of its selection."""
    return _NUMBERS[owner.kind](store, owner.id)


def fault_code(owner: Owner) -> str:
    """The code of the sentence that a file of such a record does not open."""
    return _FAULTS[owner.kind]


def _of_sitting(store: Store, sitting_id: int) -> str:
    training = store.trainings.of_sitting(sitting_id)
    return training.number if training else "-"


def _of_nomination(store: Store, nomination_id: int) -> str:
    return store.selections.get(store.selections.nomination(nomination_id).selection_id).number


def _id(record: Named | None) -> int | None:
    return record.id if record else None


def _sitting(store: Store, reference: str) -> int | None:
    training = store.trainings.find(reference)
    return training.sitting_id if training else None


def _errand(store: Store, reference: str) -> Errand | None:
    return next((one for one in store.duties.errands() if reference in (one.number, one.uid)), None)
