"""What resources/sample/life.toml says of the sample office's organisational life, and the branches it is about."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.names import normalize_unit
from gzparty.domain.people import PartyClass, Person, UnitKind, UnitView
from gzparty.domain.table import TableRow
from gzparty.i18n import N_, _
from gzparty.services.bundle import Services

JUNE = 6
STATES = ("open", "held", "handed_in", "returned")
GROUP_NAMES = (N_("第一党小组"), N_("第二党小组"), N_("第三党小组"))


@dataclass(frozen=True)
class Branch:
    """A branch with what its records are made from; `place` is its place in the office's order."""

    unit: UnitView
    place: int
    members: Sequence[Person]
    full: int
    committee: Sequence[str]
    groups: Sequence[tuple[int, Sequence[Person]]]

    @property
    def hall(self) -> str:
        """Where it meets."""
        return _("{village}党群服务中心").format(village=self.unit.name)


@dataclass
class LifePlan:
    """The plan of one year, looked up by kind, month and 官庄村 or 官庄村/2 (its second group)."""

    facts: Mapping[str, Any]
    year: int
    today: date
    lacking: dict[tuple[MeetingKind, str], str] = field(default_factory=dict)
    mistaken: dict[tuple[MeetingKind, str], Sequence[int]] = field(default_factory=dict)
    late: dict[tuple[MeetingKind, int, str], date] = field(default_factory=dict)
    named: dict[tuple[MeetingKind, int, str], Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.facts["june"]:
            kind = MeetingKind(entry["kind"])
            for state in STATES:
                self.lacking |= {(kind, label): state for label in entry.get(state, ())}
            self.mistaken |= {(kind, label): pair for label, pair in entry.get("mistaken", {}).items()}
        for entry in self.facts["late"]:
            kind, month = MeetingKind(entry["kind"]), entry["month"]
            day = date(self.year, month + 1, entry["day"])
            self.late |= {(kind, month, label): day for label in entry["villages"]}
        for entry in self.facts["named"]:
            label = label_of(entry["village"], entry.get("group"))
            self.named[MeetingKind(entry["kind"]), entry["month"], label] = entry
        self.waived = {(entry["duty"], entry["month"], entry["village"]) for entry in self.facts["waived"]}

    def life_day(self, village: str, month: int) -> date:
        """The day a branch kept its 支部生活日 in a month."""
        rules = self.facts["life_day"]
        rule: str = rules["other"].get(village, rules["rule"])
        moved = None if village in rules["other"] else rules["moved"].get(str(month))
        return date(self.year, month, moved or int(rule.removesuffix(_("日"))))


@cache
def life_facts() -> Mapping[str, Any]:
    """resources/sample/life.toml."""
    return tomllib.loads((files("resources") / "sample" / "life.toml").read_text("utf-8"))


def label_of(village: str, group: int | None) -> str:
    """官庄村, or 官庄村/2 of its second group."""
    return f"{village}/{group}" if group else village


def with_groups(rows: Sequence[TableRow], villages: Sequence[str]) -> tuple[TableRow, ...]:
    """The members' rows with the groups of branches whose sheet names none; `villages` are their branches, normalised."""
    found = list(rows)
    places: dict[str, list[int]] = defaultdict(list)
    for place, village in enumerate(villages):
        places[village].append(place)
    for village, count in life_facts()["groups"].items():
        rows_of = places[normalize_unit(village)]
        for number, place in enumerate(rows_of):
            name = _(GROUP_NAMES[number * count // len(rows_of)]) if count else ""
            found[place] = replace(found[place], cells={**found[place].cells, "group": name})
    return tuple(found)


def branches_of(services: Services) -> Sequence[Branch]:
    """The branches in the office's order with their members, committees and groups."""
    store, today = services.store, services.context.today()
    people = {person.id: person for person in store.people.people()}
    members: dict[int, list[tuple[Person, int | None, PartyClass]]] = defaultdict(list)
    for held in store.people.memberships():
        members[held.unit_id].append((people[held.person_id], held.group_id, held.party_class))
    posts: dict[int, list[str]] = defaultdict(list)
    for post in store.people.posts():
        posts[post.unit_id].append(people[post.person_id].name)
    groups: dict[int, list[int]] = defaultdict(list)
    for group in store.people.groups():
        groups[group.unit_id].append(group.id)
    units = [unit for unit in store.people.units(today) if unit.kind is UnitKind.VILLAGE_BRANCH]
    return [
        Branch(
            unit=unit,
            place=place,
            members=[person for person, _group, _class in members[unit.id]],
            full=sum(held is PartyClass.FULL for _person, _group, held in members[unit.id]),
            committee=posts[unit.id],
            groups=[
                (group, [person for person, of, _class in members[unit.id] if of == group])
                for group in groups[unit.id]
            ],
        )
        for place, unit in enumerate(units)
    ]
