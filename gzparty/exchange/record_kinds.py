"""Every kind of record that `show` prints and `record` reads, in one table: its names, and what each of the two does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gzparty.exchange import (
    cadre_records,
    inspection_records,
    life_records,
    meeting_records,
    mention_records,
    office_lists,
    people_lists,
    problem_records,
    records,
    selection_records,
    theme_records,
    tip_records,
)
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from gzparty.services.recording import Recording


@dataclass(frozen=True, slots=True)
class Showing:
    """How one record is shown: for which year, with phones in full, with what was found against candidates."""

    year: int | None = None
    phones: bool = False
    findings: bool = False


Show = Callable[[Services, str, Showing], Mapping[str, object]]
Record = Callable[[Services, object], list[str]]
"""Stores one record or a list of them, all or none; gives numbers, uids or keys of what was stored."""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind by the name `record` knows it by; `also` is what else it may be called where one is shown."""

    name: str
    show: Show | None = None
    record: Record | None = None
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return (self.name, *self.also)


def _plain(show: Callable[[Services, str], Mapping[str, object]]) -> Show:
    """What shows a record in one way only."""
    return lambda services, reference, _how: show(services, reference)


def _show_person(services: Services, reference: str, how: Showing) -> Mapping[str, object]:
    person = services.people.find_person(reference)
    year = how.year or services.context.today().year
    return people_lists.file_to_json(services.people_views.file(person.id, year), how.phones)


def _show_meeting(services: Services, reference: str) -> Mapping[str, object]:
    found = services.meeting_views.find(reference)
    return meeting_records.meeting_to_json(services.meeting_views.detail(found.id))


def _show_training(services: Services, reference: str) -> Mapping[str, object]:
    training = Recording(services.store, services.context).find_training(reference)
    return records.training_to_json(services.sessions.detail(training.id))


def _show_roll(services: Services, reference: str) -> Mapping[str, object]:
    """The roll of a training, or of a record of organisational life."""
    recording = Recording(services.store, services.context)
    meeting = services.store.meetings.find(reference)
    if meeting is not None:
        view = services.sessions.roll(recording.find_sitting(reference))
        return records.meeting_roll_to_json(meeting.number, view)
    training = recording.find_training(reference)
    return records.roll_to_json(services.sessions.detail(training.id))


def _record_trainings(services: Services, content: object) -> list[str]:
    stored = Recording(services.store, services.context).trainings(records.read_trainings(content))
    return [training.number for training in stored.value]


def _record_rolls(services: Services, content: object) -> list[str]:
    rolls = records.read_rolls(content)
    Recording(services.store, services.context).rolls(rolls)
    return [entry.training for entry in rolls]


def _record_meetings(services: Services, content: object) -> list[str]:
    wanted = meeting_records.read_meetings(services, content)
    return [meeting.number for meeting in services.meeting_recording.store(wanted).value]


def _record_settings(services: Services, content: object) -> list[str]:
    wished = office_lists.read_settings(content)
    services.offices.change_settings(wished)
    return list(wished)


def _several(
    module_kind: str, show: Callable[..., Mapping[str, object]], record: Callable[..., list[str]]
) -> RecordKind:
    """A kind of a module that knows several."""
    return RecordKind(
        module_kind,
        lambda services, reference, _how: show(services, module_kind, reference),
        lambda services, content: record(services, module_kind, content),
    )


def _selection(kind: str) -> RecordKind:
    also = tuple(name for name, plural in selection_records.SHOWN.items() if plural == kind)
    return RecordKind(
        kind,
        lambda services, reference, how: selection_records.show(services, kind, reference, how.findings),
        lambda services, content: selection_records.record(services, kind, content),
        also,
    )


RECORD_KINDS: tuple[RecordKind, ...] = (
    RecordKind("trainings", _plain(_show_training), _record_trainings),
    RecordKind("rolls", _plain(_show_roll), _record_rolls),
    RecordKind("meetings", _plain(_show_meeting), _record_meetings, also=("meeting",)),
    *(_several(kind, life_records.show, life_records.record) for kind in life_records.KINDS),
    *(
        _several(kind, inspection_records.show, inspection_records.record)
        for kind in inspection_records.KINDS
    ),
    RecordKind(problem_records.PROBLEMS, _plain(problem_records.show), problem_records.record),
    RecordKind(tip_records.TIPS, _plain(tip_records.show), tip_records.record),
    RecordKind(theme_records.THEMES, _plain(theme_records.show), theme_records.record, also=("theme",)),
    *map(_selection, selection_records.KINDS),
    RecordKind(
        mention_records.MENTIONS, _plain(mention_records.show), mention_records.record, also=("mention",)
    ),
    RecordKind(cadre_records.RESERVES, _plain(cadre_records.show), cadre_records.record, also=("reserve",)),
    RecordKind("people", _show_person),
    RecordKind("settings", _plain(office_lists.show_setting), _record_settings, also=("setting",)),
)
"""In the order help names them."""


def kind_named(name: str) -> RecordKind:
    """The kind of a name; KeyError for none."""
    return {one: kind for kind in RECORD_KINDS for one in kind.names}[name]
