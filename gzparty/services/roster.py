"""Who is called to a sitting: the roster rule resolved on a day, before the roll is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.people import COMMITTEE_TITLES, Holder, PartyClass, PostTitle, UnitKind, UnitView
from gzparty.domain.sitting import BRANCH_LIFE, Attendance, RosterKind, RosterRule
from gzparty.i18n import _
from gzparty.services.views import RosterLine

if TYPE_CHECKING:
    from gzparty.services.ports import Store


COMMITTEE_ORDER = tuple(title for title in PostTitle if title in COMMITTEE_TITLES)


def roster_rows(store: Store, rule: RosterRule, sitting_id: int, on: date) -> tuple[Attendance, ...]:
    """The lines of a roll by rule on a day: one per person, with all villages the person leads."""
    if rule.kind in BRANCH_LIFE:
        return _branch_rows(store, rule, sitting_id, on)
    called = _by_person(sorted(_called(store, rule, on), key=_place))
    classes = store.people.party_classes((holders[0].person.id for holders in called), on)
    rows: list[Attendance] = []
    for holders in called:
        first = holders[0]
        rows.append(
            Attendance(
                id=0,
                uid="",
                sitting_id=sitting_id,
                position=len(rows) + 1,
                person_id=first.person.id,
                name=first.person.name,
                initials=" ".join(
                    part for part in (first.person.initials, *(h.unit.initials for h in holders)) if part
                ),
                unit_ids=tuple(h.unit.id for h in holders if h.unit.kind is not UnitKind.COMMUNITY),
                unit_name=_("、").join(h.unit.name for h in holders),
                post=post_text(first),
                party_class=classes.get(first.person.id, PartyClass.NONE),
            )
        )
    return tuple(rows)


def _branch_rows(store: Store, rule: RosterRule, sitting_id: int, on: date) -> tuple[Attendance, ...]:
    """The members of a branch, its committee or one of its groups as they were on the day; the invited as guests."""
    units = {unit.id: unit for unit in store.people.units(on)}
    unit = units.get(rule.units[0]) if rule.units else None
    if unit is None:
        return ()
    posts = _committee(store, unit, on)
    groups = rule.groups if rule.kind is RosterKind.GROUP else None
    members = store.people.members_of(unit.id, on, groups)
    classes = {person.id: membership.party_class for person, membership in members}
    called = {person.id: person for person, _membership in members}
    if rule.kind is RosterKind.COMMITTEE:
        called = {person_id: holder.person for person_id, holder in posts.items()}
        classes |= store.people.party_classes(called.keys() - classes.keys(), on)
    guests = [number for number in rule.people if number not in called]
    called |= {number: store.people.person(number) for number in guests}
    return tuple(
        Attendance(
            id=0,
            uid="",
            sitting_id=sitting_id,
            position=position,
            person_id=person.id,
            name=person.name,
            initials=" ".join(part for part in (person.initials, unit.initials) if part),
            unit_ids=() if person.id in guests else (unit.id,),
            unit_name="" if person.id in guests else unit.name,
            post=post_text(posts[person.id]) if person.id in posts else "",
            party_class=classes.get(person.id, PartyClass.NONE),
            guest=person.id in guests,
        )
        for position, person in enumerate(called.values(), 1)
    )


def _committee(store: Store, unit: UnitView, on: date) -> dict[int, Holder]:
    """Who sits on a branch's committee, by person, in the order of their posts."""
    found: dict[int, Holder] = {}
    for holder in store.people.holders(COMMITTEE_ORDER, on):
        if holder.unit.id == unit.id and holder.person.merged_into is None:
            found.setdefault(holder.person.id, holder)
    return found


def roster_lines(
    store: Store, on: date, titles: Sequence[PostTitle] = (PostTitle.SECRETARY,)
) -> tuple[RosterLine, ...]:
    """The roster of village secretaries on a day in the office's order, vacancies included."""
    units = {unit.id: unit for unit in store.people.units(on)}
    # A post that two merged records of one person both held is one line.
    held = {(h.unit.id, h.person.id, h.post.title): h for h in reversed(store.people.holders(titles, on))}
    lines: list[tuple[tuple[int, int], RosterLine]] = [
        (_place(holder), _line(holder)) for holder in reversed(held.values())
    ]
    filled = {line.unit_id for _order, line in lines}
    for unit in units.values():
        if unit.kind is UnitKind.VILLAGE_BRANCH and not unit.closed and unit.id not in filled:
            lines.append((_place_of(unit, _above(unit, units)), _vacant_line(unit, units)))
    lines.sort(key=lambda pair: pair[0])
    return tuple(_numbered(number, line) for number, (_order, line) in enumerate(lines, 1))


def post_text(holder: Holder) -> str:
    """The post as a roster prints it: 代书记 for an acting one."""
    if holder.post.title_text:
        return holder.post.title_text
    from gzparty.labels.people import post_label

    return post_label(holder.post.title, holder.post.acting)


def _called(store: Store, rule: RosterRule, on: date) -> list[Holder]:
    secretaries = list(store.people.holders([PostTitle.SECRETARY], on))
    if rule.kind is RosterKind.COMMUNITIES:
        wanted = set(rule.units)
        secretaries = [h for h in secretaries if h.community is not None and h.community.id in wanted]
    elif rule.kind is RosterKind.PICKED:
        picked = set(rule.people)
        everyone = store.people.holders(list(PostTitle), on)
        secretaries = [h for h in everyone if h.person.id in picked]
    if rule.kind is not RosterKind.PICKED and rule.people:
        extra = set(rule.people) - {h.person.id for h in secretaries}
        secretaries += [h for h in store.people.holders(list(PostTitle), on) if h.person.id in extra]
    if rule.community_secretaries:
        secretaries += store.people.holders([PostTitle.COMMUNITY_SECRETARY], on)
    if rule.first_secretaries:
        secretaries += store.people.holders([PostTitle.FIRST_SECRETARY], on)
    return secretaries


def _by_person(holders: Iterable[Holder]) -> list[list[Holder]]:
    grouped: dict[int, list[Holder]] = {}
    for holder in holders:
        seen = grouped.setdefault(holder.person.id, [])
        if all(other.unit.id != holder.unit.id for other in seen):
            seen.append(holder)
    return list(grouped.values())


def _line(holder: Holder) -> RosterLine:
    from gzparty.labels.people import sex_label

    person = holder.person
    return RosterLine(
        position=0,
        community=holder.community.name if holder.community else "",
        unit_id=holder.unit.id,
        unit_name=holder.unit.name,
        person_id=person.id,
        name=person.name,
        sex=sex_label(person.sex),
        birth=str(person.birth or ""),
        education=person.education,
        joined=str(person.joined or ""),
        post=post_text(holder),
        acting=holder.post.acting,
        since=str(holder.post.since or ""),
        phone=person.phone,
        note=person.note,
    )


def _place(holder: Holder) -> tuple[int, int]:
    return _place_of(holder.unit, holder.community)


def _place_of(unit: UnitView, community: UnitView | None) -> tuple[int, int]:
    """Villages stand under their community, as the office's own roster has them."""
    if unit.kind is UnitKind.COMMUNITY:
        # Community secretaries are guests of the village secretaries' roll and come after them.
        return (1 << 30, unit.sort_order)
    return (community.sort_order if community else 1 << 29, unit.sort_order)


def _above(unit: UnitView, units: dict[int, UnitView]) -> UnitView | None:
    return units.get(unit.work_parent or unit.party_parent or 0)


def _vacant_line(unit: UnitView, units: dict[int, UnitView]) -> RosterLine:
    parent = _above(unit, units)
    return RosterLine(
        0,
        parent.name if parent else "",
        unit.id,
        unit.name,
        None,
        "",
        "",
        "",
        "",
        "",
        "",
        False,
        "",
        "",
        _("空缺"),
    )


def _numbered(number: int, line: RosterLine) -> RosterLine:
    from dataclasses import replace

    return replace(line, position=number)
