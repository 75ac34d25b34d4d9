"""Use cases of the two trees and of people: add, rename, move, merge, close; appoint, leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.names import normalize_name, normalize_unit
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import (
    Interval,
    Membership,
    NameRole,
    PartyClass,
    Person,
    Post,
    PostTitle,
    Tree,
    Unit,
    UnitKind,
    UnitName,
    UnitParent,
    UnitView,
)
from gzparty.domain.sitting import RollState, RosterRule
from gzparty.i18n import _
from gzparty.labels.people import post_label
from gzparty.services.context import Context, Done, Service
from gzparty.services.romanisation import Romaniser, unit_initials

if TYPE_CHECKING:
    from gzparty.services.ports import Store


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """What is known of a new unit; an empty Party name is made from the short one where the kind has one."""

    name: str
    kind: UnitKind
    code: str = ""
    party_parent: int | None = None
    work_parent: int | None = None
    party_name: str = ""
    work_name: str = ""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What is known of a new person."""

    name: str
    sex: str = ""
    nation: str = ""
    birth: PartialDate | None = None
    joined: PartialDate | None = None
    education: str = ""
    phone: str = ""
    note: str = ""


SHARED_TITLES = frozenset({PostTitle.MEMBER, PostTitle.DEPUTY_SECRETARY, PostTitle.OTHER})
"""Posts several people hold side by side in one unit, so that an appointment ends nobody's."""


class People(Service):
    """Writes of units and people; all of them 变动 from a day on, so that old rolls keep their day's facts."""

    def __init__(self, store: Store, context: Context, romaniser: Romaniser) -> None:
        super().__init__(store, context)
        self._romaniser = romaniser

    def units(self, on: date | None = None) -> Sequence[UnitView]:
        """The units as of a day, today if none is given."""
        return self._store.people.units(on or self._context.today())

    def find_unit(self, text: str, on: date | None = None) -> UnitView:
        """The one unit a name or code means; raises Refusal where none or several do."""
        wanted = normalize_unit(text)
        units = self.units(on)
        found = [u for u in units if u.code == text or normalize_unit(u.name) == wanted]
        exact = [u for u in found if text in (u.name, u.party_name, u.code)]
        found = exact or found
        if not found:
            raise Refusal("unit_unknown", name=text)
        if len(found) > 1:
            raise Refusal(
                "unit_ambiguous", name=text, count=len(found), names=_("、").join(u.name for u in found)
            )
        return found[0]

    def find_person(self, text: str) -> Person:
        """The one person a name means; namesakes are written 姓名@单位."""
        name, _at, unit_text = text.partition("@")
        wanted = normalize_name(name)
        found = list(self._store.people.people_named(wanted))
        if unit_text:
            unit = self.find_unit(unit_text)
            found = [p for p in found if unit.id in self._units_of(p.id)]
        if not found:
            raise Refusal("person_unknown", name=text)
        if len(found) > 1:
            raise Refusal("person_ambiguous", name=name, count=len(found), names=self._describe(found))
        return found[0]

    def add_unit(self, draft: UnitDraft) -> Done[Unit]:
        """Add a unit with its names and its place in both trees."""
        if any(
            normalize_unit(u.name) == normalize_unit(draft.name) and u.kind is draft.kind
            for u in self.units()
        ):
            raise Refusal("unit_name_taken", name=draft.name)
        with self._action(_("加单位 {name}").format(name=draft.name), "unit.add") as action:
            unit = self.insert_unit(draft)
        return self._done(action, unit)

    def insert_unit(self, draft: UnitDraft) -> Unit:
        """Store a unit inside an action already begun."""
        store = self._store.people
        order = max((u.sort_order for u in store.unit_records()), default=0) + 1
        unit = Unit(0, self._context.new_uid(), draft.code, draft.kind, order)
        unit = replace(unit, id=store.insert_unit(unit))
        names = {NameRole.SHORT: draft.name, NameRole.PARTY: draft.party_name, NameRole.WORK: draft.work_name}
        for role, name in names.items():
            if name:
                store.insert_unit_name(self._unit_name(unit.id, role, name, Interval()))
        for tree, parent in ((Tree.PARTY, draft.party_parent), (Tree.WORK, draft.work_parent)):
            if parent is not None:
                store.insert_unit_parent(UnitParent(unit.id, tree, parent, Interval()))
        return unit

    def rename_unit(self, unit_id: int, role: NameRole, name: str, since: date) -> Done[None]:
        """Give a unit another name from a day on; records before it keep the old one."""
        for held in self._store.people.unit_names():
            if held.unit_id == unit_id and held.role is role:
                _refuse_before(held.interval, since)
        with self._action(_("单位改名为 {name}").format(name=name), "unit.rename") as action:
            self._store.people.end_unit_name(unit_id, role, since)
            self._store.people.insert_unit_name(self._unit_name(unit_id, role, name, Interval(since)))
        return self._done(action, None)

    def move_unit(self, unit_id: int, tree: Tree, parent_id: int, since: date) -> Done[None]:
        """Hang a unit under another parent from a day on; never under itself."""
        for held in self._store.people.unit_parents():
            if held.unit_id == unit_id and held.tree is tree:
                _refuse_before(held.interval, since)
        self._refuse_loop(unit_id, tree, parent_id, since)
        with self._action(_("单位变动归属"), "unit.move") as action:
            self._store.people.end_unit_parent(unit_id, tree, since)
            self._store.people.insert_unit_parent(UnitParent(unit_id, tree, parent_id, Interval(since)))
        return self._done(action, None)

    def merge_units(self, source_id: int, target_id: int, since: date) -> Done[None]:
        """Merge one unit into another from a day on: members and posts go over, the old unit is closed."""
        if source_id == target_id:
            raise Refusal("unit_merge_itself")
        store = self._store.people
        source = next(u for u in store.unit_records() if u.id == source_id)
        self._refuse_merge(source_id, target_id, since)
        with self._action(_("合并单位"), "unit.merge") as action:
            for membership in store.memberships():
                if membership.unit_id == source_id and since in membership.interval:
                    self._transfer(membership, target_id, since)
            for post in store.posts():
                if post.unit_id == source_id and post.held_on(since):
                    store.update_post(replace(post, until=since))
            for child in store.unit_parents():
                if child.parent_id == source_id and since in child.interval:
                    store.end_unit_parent(child.unit_id, child.tree, since)
                    store.insert_unit_parent(replace(child, parent_id=target_id, interval=Interval(since)))
            store.update_unit(replace(source, closed_on=since, merged_into=target_id))
            self._rewrite_rosters(lambda r: replace(r, units=_renamed(r.units, source_id, target_id)))
        return self._done(action, None)

    def close_unit(self, unit_id: int, since: date) -> Done[None]:
        """Close a unit from a day on (停用); its records stay."""
        unit = next(u for u in self._store.people.unit_records() if u.id == unit_id)
        with self._action(_("停用单位"), "unit.close") as action:
            self._store.people.update_unit(replace(unit, closed_on=since))
        return self._done(action, None)

    def add_person(self, draft: PersonDraft) -> Done[Person]:
        """Add a person."""
        with self._action(_("加人员 {name}").format(name=draft.name), "person.add") as action:
            person = self.make_person(draft, self._next_order())
            person = replace(person, id=self._store.people.insert_person(person))
        return self._done(action, person)

    def make_person(self, draft: PersonDraft, order: int) -> Person:
        """A person record of a draft, not stored yet; the name is kept as written."""
        pinyin, initials = self._romaniser.person(normalize_name(draft.name))
        return Person(
            id=0,
            uid=self._context.new_uid(),
            name=draft.name.strip(),
            normalized=normalize_name(draft.name),
            pinyin=pinyin,
            initials=initials,
            sex=draft.sex,
            nation=draft.nation,
            birth=draft.birth,
            joined=draft.joined,
            education=draft.education,
            phone=draft.phone,
            sort_order=order,
            note=draft.note,
        )

    def correct_person(self, person: Person) -> Done[Person]:
        """Correct facts that were wrong (改错): the record changes for all time."""
        pinyin, initials = self._romaniser.person(normalize_name(person.name))
        corrected = replace(person, normalized=normalize_name(person.name), pinyin=pinyin, initials=initials)
        with self._action(_("修改 {name}").format(name=person.name), "person.edit") as action:
            self._store.people.update_person(corrected)
        return self._done(action, corrected)

    def appoint(
        self, person_id: int, unit_id: int, title: PostTitle, since: PartialDate | None, acting: bool = False
    ) -> Done[Post]:
        """Appoint from a day on; the holder before ends that day (unless the post is shared), a vacancy is filled."""
        post = Post(0, self._context.new_uid(), person_id, unit_id, title, "", acting, since, None)
        with self._action(_("任职变动"), "post.appoint") as action:
            if since is not None and title not in SHARED_TITLES:
                self._end_predecessor(post, since.first_day())
            for vacancy in self._store.people.vacancies():
                if (
                    vacancy.unit_id == unit_id
                    and vacancy.title is title
                    and vacancy.interval.valid_to is None
                ):
                    begun = since.first_day() if since else self._context.today()
                    filled = Interval(vacancy.interval.valid_from, begun)
                    self._store.people.update_vacancy(replace(vacancy, interval=filled))
            post = replace(post, id=self._store.people.insert_post(post))
        return self._done(action, post)

    def appointment_findings(self, person_id: int, unit_id: int, on: date) -> tuple[Diagnostic, ...]:
        """Ask before a person who holds a post in one unit gets one in another: legal, but rarely meant."""
        units = {unit.id: unit.name for unit in self.units(on)}
        name = self._store.people.person(person_id).name
        return tuple(
            Diagnostic(
                Level.WARNING,
                "post_elsewhere",
                {"name": name, "unit": units[post.unit_id], "post": post_label(post.title, post.acting)},
            )
            for post in self._store.people.posts(person_id)
            if post.unit_id != unit_id and post.held_on(on) and post.unit_id in units
        )

    def end_post(self, post_id: int, on: date) -> Done[None]:
        """End a post on a day; rolls of before keep it."""
        post = next(p for p in self._store.people.posts() if p.id == post_id)
        if post.since is not None and on < post.since.first_day():
            raise Refusal("date_before_record", day=on, begun=post.since)
        with self._action(_("免职"), "post.end") as action:
            self._store.people.update_post(replace(post, until=on))
        return self._done(action, None)

    def leave(self, person_id: int, on: date, reason: str) -> Done[None]:
        """A person left, died or moved away: posts and membership end that day, records stay."""
        person = self._store.people.person(person_id)
        with self._action(_("{name} 调离").format(name=person.name), "person.leave") as action:
            for post in self._store.people.posts(person_id):
                if post.until is None or post.until > on:
                    self._store.people.update_post(replace(post, until=on))
            for membership in self._store.people.memberships(person_id):
                if on in membership.interval:
                    ended = Interval(membership.interval.valid_from, on)
                    self._store.people.update_membership(replace(membership, interval=ended))
            self._store.people.update_person(replace(person, ended_on=on, ended_reason=reason))
        return self._done(action, None)

    def move_member(self, person_id: int, unit_id: int, since: date) -> Done[None]:
        """Transfer a member to another branch from a day on."""
        person = self._store.people.person(person_id)
        with self._action(_("{name} 转移组织关系").format(name=person.name), "person.move") as action:
            for membership in self._store.people.memberships(person_id):
                if since in membership.interval:
                    self._transfer(membership, unit_id, since)
        return self._done(action, None)

    def merge_people(self, source_id: int, target_id: int) -> Done[Person]:
        """Two records of one person become one; every row of the first points to the second afterwards."""
        if source_id == target_id:
            raise Refusal("person_merge_itself")
        source, target = self._store.people.person(source_id), self._store.people.person(target_id)
        if target.merged_into is not None:
            raise Refusal("person_merged_away", name=target.name)
        filled = replace(
            target,
            sex=target.sex or source.sex,
            nation=target.nation or source.nation,
            birth=target.birth or source.birth,
            joined=target.joined or source.joined,
            education=target.education or source.education,
            phone=target.phone or source.phone,
            note=target.note or source.note,
        )
        with self._action(_("合并 {name}").format(name=target.name), "person.merge") as action:
            self._store.people.reassign_person(source_id, target_id)
            self._rewrite_rosters(lambda r: replace(r, people=_renamed(r.people, source_id, target_id)))
            self._store.people.update_person(filled)
            self._store.people.update_person(
                replace(
                    source, merged_into=target_id, ended_reason="duplicate", ended_on=self._context.today()
                )
            )
        return self._done(action, filled)

    def admit(
        self, person_id: int, unit_id: int, party_class: PartyClass, since: date | None
    ) -> Done[Membership]:
        """Put a person into a branch."""
        membership = Membership(
            0, self._context.new_uid(), person_id, unit_id, None, party_class, False, Interval(since)
        )
        with self._action(_("登记党员"), "person.admit") as action:
            membership = replace(membership, id=self._store.people.insert_membership(membership))
        return self._done(action, membership)

    def _unit_name(self, unit_id: int, role: NameRole, name: str, interval: Interval) -> UnitName:
        normalized = normalize_unit(name)
        initials = unit_initials(self._romaniser, name, normalized)
        return UnitName(unit_id, role, name.strip(), normalized, initials, interval)

    def _transfer(self, membership: Membership, unit_id: int, since: date) -> None:
        ended = Interval(membership.interval.valid_from, since)
        self._store.people.update_membership(replace(membership, interval=ended))
        self._store.people.insert_membership(
            replace(
                membership,
                id=0,
                uid=self._context.new_uid(),
                unit_id=unit_id,
                group_id=None,
                interval=Interval(since, membership.interval.valid_to),
            )
        )

    def _end_predecessor(self, post: Post, since: date) -> None:
        for other in self._store.people.posts():
            same = other.unit_id == post.unit_id and other.title is post.title
            if same and other.held_on(since):
                self._store.people.update_post(replace(other, until=since))

    def _rewrite_rosters(self, rewrite: Callable[[RosterRule], RosterRule]) -> None:
        """Let the rosters still decided by a rule name what a merged record has become."""
        for sitting in self._store.sittings.between(datetime.min, datetime.max):
            if sitting.roll_state is RollState.OPEN:
                self._store.sittings.update(replace(sitting, roster=rewrite(sitting.roster)))

    def _refuse_merge(self, source_id: int, target_id: int, since: date) -> None:
        units = {unit.id: unit for unit in self.units(since)}
        if units[target_id].closed:
            raise Refusal("unit_closed", name=units[target_id].name)
        for tree in Tree:
            if any(source_id in above for above in self._above(target_id, tree, since)):
                raise Refusal("unit_merge_below", source=units[source_id].name, target=units[target_id].name)

    def _refuse_loop(self, unit_id: int, tree: Tree, parent_id: int, on: date) -> None:
        if unit_id == parent_id or any(unit_id in above for above in self._above(parent_id, tree, on)):
            name = next(unit.name for unit in self.units(on) if unit.id == unit_id)
            raise Refusal("unit_parent_loop", name=name)

    def _above(self, unit_id: int, tree: Tree, since: date) -> Iterator[set[int]]:
        """The units above one in a tree: on a day, and on each later day on which the tree changes."""
        places = [place for place in self._store.people.unit_parents() if place.tree is tree]
        changes = {place.interval.valid_from for place in places}
        for day in {since, *(change for change in changes if change is not None and change > since)}:
            parents = {place.unit_id: place.parent_id for place in places if day in place.interval}
            above: set[int] = set()
            seen = parents.get(unit_id)
            while seen is not None and seen not in above:
                above.add(seen)
                seen = parents.get(seen)
            yield above

    def _next_order(self) -> int:
        return max((p.sort_order for p in self._store.people.people()), default=0) + 1

    def _units_of(self, person_id: int) -> set[int]:
        """The units a person belongs to today; those of before only where there is none today."""
        today = self._context.today()
        posts, memberships = self._store.people.posts(person_id), self._store.people.memberships(person_id)
        now = {post.unit_id for post in posts if post.held_on(today)}
        now |= {membership.unit_id for membership in memberships if today in membership.interval}
        return now or {post.unit_id for post in posts} | {membership.unit_id for membership in memberships}

    def _describe(self, people: Sequence[Person]) -> str:
        names = {unit.id: unit.name for unit in self.units()}
        places: dict[int, list[str]] = defaultdict(list)
        for person in people:
            places[person.id] = [names.get(unit_id, "") for unit_id in sorted(self._units_of(person.id))]
        return _("、").join(f"{p.name}@{(places[p.id] or [''])[0]}" for p in people)


def _renamed(ids: tuple[int, ...], source: int, target: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(target if number == source else number for number in ids))


def _refuse_before(held: Interval, since: date) -> None:
    """Refuse to change from a day on what begins only later: two facts would hold at once."""
    if held.valid_to is None and held.valid_from is not None and since < held.valid_from:
        raise Refusal("date_before_record", day=since, begun=held.valid_from)
