"""A field for somebody of the roster, found by characters, village or pinyin initials; anybody else may be typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gzparty.domain.people import Person, UnitView
from gzparty.i18n import _
from gzparty.services.bundle import Services
from ui.panels.selection.words import BREAK
from ui.theme import Theme
from ui.widgets.name_field import NameField

FEW = 3
"""So many namesakes are named in a sentence."""


class Candidate(NamedTuple):
    """Somebody as the roster has them today."""

    person_id: int
    name: str
    unit_id: int | None
    unit_name: str
    letters: str

    @property
    def words(self) -> str:
        """徐示例　东利见村, as the field shows whoever was chosen."""
        return f"{self.name}{BREAK}{self.unit_name}" if self.unit_name else self.name


class CandidateField(NameField):
    """Says who of the roster is meant; a name of nobody there stands as typed."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, _("姓名、村名或首字母"))
        self._people: tuple[Candidate, ...] = ()

    def offer(self, people: Sequence[Candidate]) -> None:
        """Take who is on the roster."""
        self._people = tuple(people)
        self.know([(one.words, one.letters) for one in people])

    def show_person(self, person_id: int | None, name: str) -> None:
        """Show somebody of the roster, or a name."""
        known = next((one for one in self._people if one.person_id == person_id), None)
        self.setText(known.words if known else name)

    def candidate(self) -> Candidate | None:
        """Who is meant; None where it is nobody of the roster, or one of several."""
        found = self._meant()
        return found[0] if len(found) == 1 else None

    def typed_name(self) -> str:
        """The name without the place behind it."""
        return self.text().partition(BREAK)[0].strip()

    def problem(self) -> str:
        """Say that several people have the name, or that letters mean nobody; empty where nothing is wrong."""
        found = self._meant()
        if len(found) < 2:
            return "" if found else super().problem()
        places = _("、").join(one.unit_name or _("没有单位") for one in found[:FEW])
        return _("有 {n} 个{name}：{places}。从下面选一个").format(
            n=len(found), name=found[0].name, places=places
        )

    def _meant(self) -> list[Candidate]:
        text = self.text().strip()
        exact = [one for one in self._people if one.words == text]
        return exact or [one for one in self._people if one.name == text]


def read_candidates(services: Services) -> tuple[Candidate, ...]:
    """Everybody who is here today, with the unit of their post, else of their membership."""
    with services.store.snapshot():
        today = services.context.today()
        directory = services.store.directory
        place: dict[int, int] = {}
        for people, places in (directory.members(today, gone=False), directory.posted(today, gone=False)):
            place.update(zip(people, places, strict=True))
        units = {unit.id: unit for unit in services.store.people.units(today)}
        found = directory.records(directory.people(today, gone=False, needle=None))
    return tuple(_candidate(one, units.get(place.get(one.id, 0))) for one in found.values())


def _candidate(person: Person, unit: UnitView | None) -> Candidate:
    """Found by the initials of the name and, as they are nominated by villages, of the village."""
    if unit is None:
        return Candidate(person.id, person.name, None, "", person.initials)
    return Candidate(person.id, person.name, unit.id, unit.name, f"{person.initials} {unit.initials}")
