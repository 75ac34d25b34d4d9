"""A small office with a branch's life, opened for the window's panels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import PartyClass
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import PersonDraft
from tests.builders import NOW, an_office
from tests.widgets.gates import gate_on
from ui.desk import Desk
from ui.gate import Gate

DAY = date(2026, 6, 15)


@dataclass(frozen=True)
class Life:
    """The gate of that office, its villages by name, and its records by kind: all of 东村."""

    gate: Gate
    villages: dict[str, int]
    meetings: dict[MeetingKind, int]

    @property
    def services(self) -> Services:
        """What the window reads through."""
        return self.gate.reader

    def write(self, qtbot: QtBot, call: Callable[[Services], Any]) -> None:
        """Write as another part of the window would, and wait until it is told."""
        done: list[object] = []
        self.gate.write(call, done.append)
        qtbot.waitUntil(lambda: bool(done))


@contextmanager
def open_life(folder: Path, desk: Desk) -> Iterator[Life]:
    """东村 with four members, one of them probationary; a general meeting of June and an appraisal of 2025."""
    office = an_office(folder)
    for number, name in enumerate(("甲示例", "乙示例", "新示例")):
        person = office.services.people.add_person(PersonDraft(name)).value
        kind = PartyClass.PROBATIONARY if name == "新示例" else PartyClass.FULL
        office.services.people.admit(person.id, office.villages["东村"], kind, date(2025, 1, 1 + number))
    meetings = {
        kind: office.services.meetings.register([_draft(office.villages["东村"], kind)]).value[0].id
        for kind in (MeetingKind.BRANCH_MEETING, MeetingKind.APPRAISAL, MeetingKind.LIFE_MEETING)
    }
    path = office.store.path
    office.store.close()
    with gate_on(desk.changes, path, lambda: NOW) as gate:
        yield Life(gate, office.villages, meetings)


def _draft(unit_id: int, kind: MeetingKind) -> MeetingDraft:
    yearly = kind is not MeetingKind.BRANCH_MEETING
    day = date(2026, 2, 10) if yearly else DAY
    return MeetingDraft(kind, unit_id, day=day, period="2025" if yearly else None, topic="议题")
