"""The lists of units, people, secretaries, members and reminders: their rows, and a person's file as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from enum import Enum

from gzparty.domain.credit import hours
from gzparty.domain.forest import places, subtree
from gzparty.domain.people import Tree
from gzparty.domain.phone import masked
from gzparty.domain.reminders import ReminderKind
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.people import class_label, kind_label, reminder_label, role_label, sex_label
from gzparty.services.bundle import Services
from gzparty.services.people_views import PeopleQuery, PeopleRole, PersonFile, PersonLine
from gzparty.services.roster import roster_lines

_N, _D = CellKind.NUMBER, CellKind.DATE
_PHONE = ListColumn("phone", N_("联系电话"), width=14)
_NAME = ListColumn("name", N_("姓名"), width=10)

OPEN, CLOSED = "open", "closed"


def unit_states() -> dict[str, str]:
    """Whether a unit still exists."""
    return {OPEN: _("在用"), CLOSED: _("停用")}


def role_states() -> dict[str, str]:
    """Which people a list shows."""
    return {role.value: role_label(role) for role in PeopleRole}


def reminder_states() -> dict[str, str]:
    """What is reminded of."""
    return {kind.value: reminder_label(kind) for kind in ReminderKind}


def units(services: Services, chosen: Selectors) -> Iterable[Row]:
    """Units in the office's order; of one unit it and all below it in either tree."""
    known = services.people.units_by_id(chosen.on)
    wanted = _below(services, chosen)
    for unit in known.values():
        if unit.id not in wanted or chosen.state not in (None, CLOSED if unit.closed else OPEN):
            continue
        party, work = known.get(unit.party_parent or 0), known.get(unit.work_parent or 0)
        yield {
            "uid": unit.uid,
            "code": unit.code,
            "name": unit.name,
            "party_name": unit.party_name,
            "kind": unit.kind.value,
            "kind_label": kind_label(unit.kind),
            "party_parent": party.name if party else "",
            "work_parent": work.name if work else "",
            "closed": unit.closed,
        }


def people(services: Services, chosen: Selectors) -> Iterable[Row]:
    """People in the office's order, of one unit with all below it, of one role."""
    ids = _ids(services, chosen, PeopleRole(chosen.state or PeopleRole.ALL))
    lines = services.people_views.lines(ids, chosen.year)
    records = services.store.directory.records(ids)
    for number, (person_id, line) in enumerate(lines.items(), 1):
        person = records[person_id]
        phone = person.phone if chosen.show_phones else line.phone
        yield {"position": number, "uid": person.uid, **line_to_json(line), "phone": phone}


def secretaries(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in roster_lines(services.store, chosen.on):
        if chosen.unit_id in (None, line.unit_id):
            yield {
                "position": line.position,
                "community": line.community,
                "unit": line.unit_name,
                "name": line.name,
                "sex": line.sex,
                "birth": line.birth,
                "education": line.education,
                "joined": line.joined,
                "post": line.post,
                "since": line.since,
                "phone": line.phone if chosen.show_phones else masked(line.phone),
                "note": line.note,
            }


def members(services: Services, chosen: Selectors) -> Iterable[Row]:
    units = services.people.units_by_id(chosen.on)
    people = {person.id: person for person in services.store.people.people()}
    groups = {group.id: group.name for group in services.store.people.groups()}
    current = [m for m in services.store.people.memberships() if chosen.on in m.interval]
    order = {unit_id: number for number, unit_id in enumerate(units)}
    for m in sorted(current, key=lambda m: (order.get(m.unit_id, 0), people[m.person_id].sort_order)):
        if chosen.unit_id in (None, m.unit_id):
            person = people[m.person_id]
            yield {
                "uid": person.uid,
                "unit": units[m.unit_id].party_name,
                "group": groups.get(m.group_id or 0, ""),
                "name": person.name,
                "sex": sex_label(person.sex),
                "nation": person.nation,
                "birth": str(person.birth or ""),
                "joined": str(person.joined or ""),
                "class": m.party_class.value,
                "class_label": class_label(m.party_class),
                "mobile": m.mobile,
                "phone": person.phone if chosen.show_phones else masked(person.phone),
                "note": person.note,
            }


def reminders(services: Services, chosen: Selectors) -> Iterable[Row]:
    """What the roster reminds of in the next half year, the earliest first."""
    known = services.people.units_by_id(chosen.on)
    inside, listed = _below(services, chosen), set(_ids(services, chosen, PeopleRole.ALL))
    found = services.people_views.reminders()
    names = services.people_views.lines({r.person_id for r in found if r.person_id}, chosen.year)
    for reminder in found:
        unit = known.get(reminder.unit_id or 0)
        line = names.get(reminder.person_id or 0)
        if chosen.state not in (None, reminder.kind.value):
            continue
        if reminder.person_id not in listed and reminder.unit_id not in inside:
            continue
        yield {
            "kind": reminder.kind.value,
            "kind_label": reminder_label(reminder.kind),
            "due_on": reminder.due_on,
            "exact": reminder.exact,
            "name": line.name if line else "",
            "unit": line.unit_name if line else unit.name if unit else "",
            "days": (reminder.due_on - chosen.on).days,
            "why": sentence(reminder.finding),
        }


def line_to_json(line: PersonLine) -> dict[str, object]:
    """A line of the list; the phone stays masked."""
    return {
        "name": line.name,
        "unit": line.unit_name,
        "community": line.community,
        "posts": line.posts,
        "class": line.party_class.value,
        "class_label": class_label(line.party_class),
        "credit": hours(line.credit),
        "target": hours(line.target),
        "short": hours(max(0, line.target - line.credit)),
        "attended": line.attended,
        "expected": line.expected,
        "phone": line.phone,
        "namesake": line.namesake,
        "ended": line.ended,
        "group": line.group,
    }


def file_to_json(file: PersonFile, show_phones: bool = False) -> dict[str, object]:
    """Everything of one person; credit as 学时, the phone masked unless asked for."""
    person = file.person
    return {
        "uid": person.uid,
        **line_to_json(file.line),
        "sex": person.sex,
        "nation": person.nation,
        "birth": str(person.birth or ""),
        "joined": str(person.joined or ""),
        "education": person.education,
        "phone": person.phone if show_phones else masked(person.phone) if person.phone else "",
        "note": person.note,
        "ended_on": person.ended_on,
        "ended_reason": person.ended_reason,
        "year": file.year,
        "sources": {source.source: hours(source.credit) for source in file.sources},
        "months": [_plain(asdict(mark)) for mark in file.strip],
        "meetings": [
            {**_plain(asdict(m)), "credit": None if m.credit is None else hours(m.credit)}
            for m in file.meetings
        ],
        "held_posts": [_named(asdict(post)) for post in file.posts],
        "memberships": [_named(asdict(held)) for held in file.memberships],
        "honours": [_plain(asdict(one)) for one in file.honours],
        "reminders": [
            {"kind": r.kind.value, "due_on": r.due_on, "exact": r.exact, "why": sentence(r.finding)}
            for r in file.reminders
        ],
        "namesakes": [line_to_json(line) for line in file.namesakes],
        "history": [_plain(asdict(step)) for step in file.history],
    }


def _below(services: Services, chosen: Selectors) -> set[int]:
    """The units meant: one with all below it in either tree, or all."""
    found = services.people.units(chosen.on)
    if chosen.unit_id is None:
        return {unit.id for unit in found}
    return {n for tree in Tree for n in subtree(places(found, tree), chosen.unit_id)} | {chosen.unit_id}


def _ids(services: Services, chosen: Selectors, role: PeopleRole) -> list[int]:
    """The people meant, in the order of the Party's tree, then those only the work units have."""
    trees = Tree if chosen.unit_id is not None else (Tree.PARTY,)
    queries = (PeopleQuery(tree, chosen.unit_id, role) for tree in trees)
    return list(dict.fromkeys(n for query in queries for n in services.people_views.ids(query)))


def _plain(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value.value if isinstance(value, Enum) else value for name, value in fields.items()}


def _named(fields: Mapping[str, object]) -> dict[str, object]:
    """Without numbers of this file alone, which mean nothing outside."""
    return {name: value for name, value in _plain(fields).items() if not name.endswith("_id")}


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        "units",
        N_("单位"),
        (
            ListColumn("code", N_("代码"), width=16),
            ListColumn("name", N_("单位"), width=14),
            ListColumn("party_name", N_("党组织"), width=18),
            ListColumn("kind_label", N_("类别"), width=12),
            ListColumn("party_parent", N_("上级党组织"), width=14),
            ListColumn("work_parent", N_("所属社区"), width=14),
        ),
        units,
        ("unit", "state"),
        unit_states,
    ),
    ListSpec(
        "people",
        N_("人员"),
        (
            ListColumn("position", N_("序号"), _N, 6),
            _NAME,
            ListColumn("unit", N_("单位"), width=16),
            ListColumn("posts", N_("职务"), width=20),
            ListColumn("class_label", N_("党员类别"), width=10),
            ListColumn("credit", N_("今年学时"), _N, 8),
            ListColumn("target", N_("年度要求"), _N, 8),
            ListColumn("attended", N_("实到次数"), _N, 8),
            ListColumn("expected", N_("应到次数"), _N, 8),
            _PHONE,
        ),
        people,
        ("year", "unit", "state"),
        role_states,
    ),
    ListSpec(
        "reminders",
        N_("到期提醒"),
        (
            ListColumn("due_on", N_("日期"), _D, 12),
            ListColumn("kind_label", N_("事项"), width=14),
            _NAME,
            ListColumn("unit", N_("单位"), width=16),
            ListColumn("days", N_("还有几天"), _N, 8),
            ListColumn("why", N_("说明"), width=40),
        ),
        reminders,
        ("unit", "state"),
        reminder_states,
    ),
    ListSpec(
        "secretaries",
        N_("村党组织书记"),
        (
            ListColumn("position", N_("序号"), _N, 6),
            ListColumn("community", N_("社区"), width=12),
            ListColumn("unit", N_("村"), width=14),
            _NAME,
            ListColumn("sex", N_("性别"), width=6),
            ListColumn("birth", N_("出生年月"), _D, 12),
            ListColumn("education", N_("文化程度"), width=10),
            ListColumn("joined", N_("入党时间"), _D, 12),
            ListColumn("post", N_("职务"), width=14),
            ListColumn("since", N_("任现职时间"), _D, 12),
            _PHONE,
            ListColumn("note", N_("备注"), width=14),
        ),
        secretaries,
        ("unit",),
    ),
    ListSpec(
        "members",
        N_("党员"),
        (
            ListColumn("unit", N_("所在党支部"), width=18),
            ListColumn("group", N_("党小组"), width=12),
            _NAME,
            ListColumn("sex", N_("性别"), width=6),
            ListColumn("nation", N_("民族"), width=8),
            ListColumn("birth", N_("出生日期"), _D, 12),
            ListColumn("joined", N_("入党日期"), _D, 12),
            ListColumn("class_label", N_("党员类别"), width=10),
            _PHONE,
            ListColumn("note", N_("备注"), width=14),
        ),
        members,
        ("unit",),
    ),
)
