"""Drafts of records for tests: of a village of the small office, on the day of most tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Depth, Meeting, MeetingKind
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Mark, Status
from gzparty.labels import refusal_text
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import PersonDraft
from tests.builders import Office

DAY = date(2026, 6, 15)
K = MeetingKind


def a_draft(
    office: Office, kind: MeetingKind = K.BRANCH_MEETING, village: str = "东村", **facts: object
) -> MeetingDraft:
    """A record by numbers of 15 June, of which only the day is known."""
    return MeetingDraft(kind, office.villages[village], **{"day": DAY, **facts})  # type: ignore[arg-type]


def register(office: Office, *drafts: MeetingDraft) -> tuple[Meeting, ...]:
    """Register and give the records."""
    return office.services.meetings.register(drafts).value


def with_members(office: Office, village: str, names: Sequence[str], group_id: int | None = None) -> None:
    """Add full members to a village."""
    for name in names:
        person = office.services.people.add_person(PersonDraft(name)).value
        office.services.people.admit(
            person.id, office.villages[village], PartyClass.FULL, date(2020, 1, 1), group_id
        )


def studies_by_names(services: Services, unit_id: int, marks: Mapping[date, Mapping[int, Status]]) -> None:
    """A study of a branch on each of some days, its roll taken: the people named as marked, everyone else present."""
    for day, by_person in marks.items():
        draft = MeetingDraft(K.STUDY, unit_id, day=day, depth=Depth.NAMES, starts=time(19))
        sitting = services.meetings.register([draft]).value[0].sitting_id
        for row in (row.attendance for row in services.sessions.roll(sitting).rows):
            status = by_person.get(row.person_id or 0, Status.PRESENT)
            services.rolls.mark(sitting, [row.position], Mark(status))


def code_of(caught: pytest.ExceptionInfo[Refusal]) -> str:
    """The code of a refusal, whose sentence can be said."""
    assert refusal_text(caught.value)
    return caught.value.diagnostics[0].code
