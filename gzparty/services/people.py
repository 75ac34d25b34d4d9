"""Use cases of people: find, add, correct, delete, merge, leave and come back; with those of units, posts, memberships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import entry
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.names import normalize_name
from gzparty.domain.people import Interval, PartyClass, Person
from gzparty.domain.sitting import RollState
from gzparty.i18n import _
from gzparty.labels.people import leaving_label
from gzparty.services.context import Done
from gzparty.services.party_groups import PartyGroups
from gzparty.services.people_drafts import PersonDraft, Placing
from gzparty.services.people_posts import Posts
from gzparty.services.people_views import APART
from gzparty.services.unit_merging import UnitMerging, renamed
from gzparty.services.unit_terms import UnitTerms
from gzparty.services.units import UnitDraft

if TYPE_CHECKING:
    from gzparty.services.people_views import MergePreview, Side

__all__ = ["LEAVING", "People", "PersonDraft", "Placing", "UnitDraft"]


LEAVING = ("left", "died", "moved")
"""Why somebody is gone: 调离, 去世, 转出."""
NAMED = 3
"""Most people a refusal names."""


class People(PartyGroups, UnitTerms, UnitMerging, Posts):
    """Writes of units and people; all of them 变动 from a day on, so that old rolls keep their day's facts."""

    def initials_of(self, names: Iterable[str]) -> dict[str, str]:
        """What each name is found by, every reading; also names of nobody the office keeps.

        The first name of a process takes a quarter of a second: the readings are loaded with it.
        """
        return {name: self._romaniser.person(normalize_name(name))[1] for name in names}

    def find_person(self, text: str) -> Person:
        """The one person a uid or a name means; namesakes are written 姓名@单位."""
        known = self._store.people.with_uid(text)
        if known is not None:
            return self._store.people.person(known.merged_into) if known.merged_into else known
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

    def add_person(self, draft: PersonDraft) -> Done[Person]:
        """Add a person who has no place yet."""
        draft = self._checked(draft)
        with self._action(_("加人员 {name}").format(name=draft.name), "person.add") as action:
            person = self._insert_person(draft)
        return self._done(action, person)

    def add_person_to(self, draft: PersonDraft, placing: Placing) -> Done[Person]:
        """Add a person together with branch and post, as one deed."""
        draft = self._checked(draft)
        with self._action(_("加人员 {name}").format(name=draft.name), "person.add") as action:
            person = self._insert_person(draft)
            if placing.party_class is not PartyClass.NONE:
                self.admit(
                    person.id, placing.unit_id, placing.party_class, placing.member_since, placing.group_id
                )
            if placing.title is not None:
                self.appoint(
                    person.id, placing.unit_id, placing.title, placing.since, placing.acting, placing.words
                )
        return self._done(action, person)

    def adding_findings(self, draft: PersonDraft) -> tuple[Diagnostic, ...]:
        """Ask before somebody is added whose name is there already: each of them with the unit."""
        known = self._store.people.people_named(normalize_name(draft.name))
        return tuple(
            Diagnostic(
                Level.WARNING, "name_there", {"name": draft.name.strip(), "known": self._describe([p])}
            )
            for p in known
        )

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
        known = self._store.people.person(person.id)
        if known.merged_into is not None:
            raise Refusal("person_merged_away", name=known.name)
        person = replace(
            person,
            name=entry.checked_name(person.name),
            phone=entry.checked_phone(person.phone, known.phone),
            note=entry.checked_text(person.note),
            nation=entry.checked_text(person.nation, entry.NAME_LIMIT),
            education=entry.checked_text(person.education, entry.NAME_LIMIT),
        )
        entry.check_facts(person, self._context.today())
        pinyin, initials = self._romaniser.person(normalize_name(person.name))
        corrected = replace(person, normalized=normalize_name(person.name), pinyin=pinyin, initials=initials)
        with self._action(_("修改 {name}").format(name=person.name), "person.edit") as action:
            self._store.people.update_person(corrected)
        return self._done(action, corrected)

    def leave(self, person_id: int, on: date, reason: str) -> Done[None]:
        """A person left, died or moved away: posts and membership end that day, records stay.

        What was noted to begin later never does.
        """
        person = self._present(person_id, entry.checked_day(on))
        if reason not in LEAVING:
            raise ValueError(reason)
        name = _("{name} {reason}").format(name=person.name, reason=leaving_label(reason))
        with self._action(name, "person.leave") as action:
            for post in self._store.people.posts(person_id):
                if post.until is None or post.until > on:
                    self._store.people.update_post(replace(post, until=on))
            for membership in self._store.people.memberships(person_id):
                held = membership.interval
                if held.valid_to is None or held.valid_to > on:
                    ended = Interval(held.valid_from, max(on, held.valid_from or on))
                    self._store.people.update_membership(replace(membership, interval=ended))
            self._store.people.update_person(replace(person, ended_on=on, ended_reason=reason))
        return self._done(action, None)

    def delete(self, person_ids: Collection[int]) -> Done[int]:
        """Delete people who were entered by mistake, with posts, membership and training elsewhere.

        Whoever stands on a record stays: Refusal `person_on_record` names them; they leave (调离) instead.
        """
        wanted = tuple(dict.fromkeys(person_ids))
        kept = self._store.people.on_record(wanted)
        if kept:
            names = self._described([number for number in wanted if number in kept][:NAMED])
            raise Refusal("person_on_record", names=names, count=len(kept))
        if not wanted:
            return Done(0)
        first = self._store.people.person(wanted[0]).name
        name = _("删除 {name}") if len(wanted) == 1 else _("删除 {name} 等 {n} 人")
        with self._action(name.format(name=first, n=len(wanted)), "person.delete") as action:
            self._store.people.delete_people(wanted)
        return self._done(action, len(wanted))

    def come_back(self, person_id: int) -> Done[tuple[Diagnostic, ...]]:
        """Take back that a person left: what ended that very day goes on; posts given to others since stay theirs."""
        person = self._store.people.person(person_id)
        if person.ended_on is None or person.merged_into is not None:
            raise Refusal("person_not_gone", name=person.name)
        findings: list[Diagnostic] = []
        with self._action(_("{name} 恢复").format(name=person.name), "person.back") as action:
            for membership in self._store.people.memberships(person_id):
                if membership.interval.valid_to == person.ended_on:
                    going_on = Interval(membership.interval.valid_from)
                    self._store.people.update_membership(replace(membership, interval=going_on))
            for post in self._store.people.posts(person_id):
                if post.until == person.ended_on:
                    findings += self._resume(person, post)
            self._store.people.update_person(replace(person, ended_on=None, ended_reason=""))
        return self._done(action, tuple(findings))

    def reorder(self, people: Sequence[int], person_id: int, position: int) -> Done[None]:
        """Give a person another place (from 1) among some people, as a list shows them, in the office's own order.

        Only those between the old and the new place are touched: the places they have are dealt out anew.
        """
        order = [number for number in people if number != person_id]
        if len(order) == len(people) or not 1 <= position <= len(people):
            raise Refusal("order_place_unknown", position=position, count=len(people))
        order.insert(position - 1, person_id)
        known = self._store.directory.records(order)
        places = sorted(known[number].sort_order for number in order)
        changed: dict[int, int] = {}
        last = places[0] - 1
        for number, place in zip(order, places, strict=True):
            last = max(place, last + 1)
            if known[number].sort_order != last:
                changed[number] = last
        name = _("{name} 调整次序").format(name=known[person_id].name)
        with self._action(name, "person.order") as action:
            self._store.people.set_orders(changed)
        return self._done(action, None)

    def reveal_phone(self, person_id: int) -> str:
        """A phone in full: an act of its own, noted with time and place, which undo never takes back."""
        person = self._store.people.person(person_id)
        if not person.phone:
            raise Refusal("phone_unknown", name=person.name)
        with self._store.aside():
            self._store.people.log_reveal(person_id, self._context.now(), self._context.source)
        return person.phone

    def keep_apart(self, one_id: int, other_id: int) -> Done[None]:
        """Say that two alike records are two people, so that nobody is asked about them again."""
        pair = sorted((self._store.people.person(one_id).uid, self._store.people.person(other_id).uid))
        stored = self._store.office.load_settings().get(APART)
        known = stored if isinstance(stored, list) else []
        with self._action(_("确认不是同一人"), "person.apart") as action:
            if pair not in known and one_id != other_id:
                self._store.office.save_setting(APART, [*known, pair])
        return self._done(action, None)

    def merge_preview(self, source_id: int, target_id: int) -> MergePreview:
        """What merging two records would carry over, and the facts on which they differ; nothing is stored."""
        from gzparty.services.people_merging import Merging

        return Merging(self._store, self._context).preview(source_id, target_id)

    def merge_people(
        self, source_id: int, target_id: int, choices: Mapping[str, Side] | None = None
    ) -> Done[Person]:
        """Two records of one person become one; every row of the first points to the second afterwards.

        `choices` say for a differing field whose value stays; without one the target's does.
        """
        from gzparty.services.people_merging import Merging

        merging = Merging(self._store, self._context)
        source, target = merging.pair(source_id, target_id)
        with self._action(_("合并 {name}").format(name=target.name), "person.merge") as action:
            merged = merging.merge(source, target, choices or {}, self._romaniser)
            self._rewrite_rosters(
                lambda r: replace(r, people=renamed(r.people, source_id, target_id)), frozenset(RollState)
            )
        return self._done(action, merged)

    def _checked(self, draft: PersonDraft) -> PersonDraft:
        draft = replace(
            draft,
            name=entry.checked_name(draft.name),
            phone=entry.checked_phone(draft.phone),
            note=entry.checked_text(draft.note),
            nation=entry.checked_text(draft.nation, entry.NAME_LIMIT),
            education=entry.checked_text(draft.education, entry.NAME_LIMIT),
        )
        person = Person(0, "", draft.name, draft.name, birth=draft.birth, joined=draft.joined)
        entry.check_facts(person, self._context.today())
        return draft

    def _insert_person(self, draft: PersonDraft) -> Person:
        person = self.make_person(draft, self._store.people.next_order())
        return replace(person, id=self._store.people.insert_person(person))

    def _units_of(self, person_id: int) -> set[int]:
        """The units a person belongs to today; those of before only where there is none today."""
        today = self._context.today()
        posts, memberships = self._store.people.posts(person_id), self._store.people.memberships(person_id)
        now = {post.unit_id for post in posts if post.held_on(today)}
        now |= {membership.unit_id for membership in memberships if today in membership.interval}
        return now or {post.unit_id for post in posts} | {membership.unit_id for membership in memberships}

    def _described(self, ids: Iterable[int]) -> str:
        return self._describe([self._store.people.person(number) for number in ids])

    def _describe(self, people: Sequence[Person]) -> str:
        names = {unit.id: unit.name for unit in self.units()}
        places: dict[int, list[str]] = defaultdict(list)
        for person in people:
            places[person.id] = [names.get(unit_id, "") for unit_id in sorted(self._units_of(person.id))]
        return _("、").join(f"{p.name}@{(places[p.id] or [''])[0]}" for p in people)
