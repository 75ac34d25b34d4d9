"""Who is meant by a nomination: unit and post as the roster has them on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain import selection_rules as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.names import normalize_name
from gzparty.domain.people import Person, UnitView
from gzparty.labels.people import member_label, post_text
from gzparty.services.context import Service
from gzparty.services.selection_drafts import NominationDraft


class Candidates(Service):
    """Fills what a nomination leaves to the roster; what was typed stays as typed."""

    def filled(self, draft: NominationDraft, of_units: bool, on: date) -> NominationDraft:
        """The draft with name, unit and post; Refusal for somebody who is gone by that day, or a closed unit."""
        draft = replace(
            draft,
            name=draft.name.strip(),
            unit_name=entry.checked_text(draft.unit_name, entry.NAME_LIMIT),
            post=entry.checked_text(draft.post, entry.NAME_LIMIT),
        )
        if draft.person_id is not None:
            draft = self._with_person(draft, draft.person_id, on)
        unit = self._unit(draft.unit_id, on) if draft.unit_id is not None else None
        if unit is None:
            return draft
        if of_units and unit.closed:
            raise Refusal("nomination_of_closed", name=unit.name)
        return replace(
            draft,
            name=draft.name or (unit.name if of_units else ""),
            unit_name=draft.unit_name or unit.name,
        )

    def known(self, draft: NominationDraft, on: date) -> NominationDraft:
        """As `filled`, also for somebody who is gone: for looking, which refuses nobody."""
        if draft.person_id is None:
            unit = self._unit(draft.unit_id, on) if draft.unit_id is not None else None
            return replace(draft, name=unit.name, unit_name=unit.name) if unit is not None else draft
        person = self._person(draft.person_id)
        unit_id, post = self._place(person.id, draft.unit_id, on)
        unit = self._units_by_id(on).get(unit_id or 0)
        return replace(
            draft, name=person.name, unit_id=unit_id, unit_name=unit.name if unit else "", post=post
        )

    def check_name(self, filled: NominationDraft, before: str) -> None:
        """Refusal for a name that is not the person's; one kept from before stays, also where the person was renamed."""
        if filled.person_id is None or filled.name == before:
            return
        person = self._person(filled.person_id)
        if normalize_name(person.name) != normalize_name(filled.name):
            raise Refusal("nomination_of_other_name", field="name", name=filled.name, person=person.name)

    def check_known(self, draft: NominationDraft) -> None:
        """Refusal for a person or unit the office does not have."""
        if draft.person_id is not None:
            self._person(draft.person_id)
        if draft.unit_id is not None:
            self._unit(draft.unit_id, self._context.today())

    def _with_person(self, draft: NominationDraft, person_id: int, on: date) -> NominationDraft:
        person = self._person(person_id)
        rules.check_here(person.name, person.ended_on, on)
        place = self._place(person_id, draft.unit_id, on)
        unit_id, post = place
        return replace(draft, name=draft.name or person.name, unit_id=unit_id, post=draft.post or post)

    def _person(self, person_id: int) -> Person:
        found = self._store.directory.records([person_id])
        if person_id not in found:
            raise Refusal("nomination_of_unknown")
        return found[person_id]

    def _place(self, person_id: int, unit_id: int | None, on: date) -> tuple[int | None, str]:
        """Where somebody belongs that day and as what: by a post first, else by membership."""
        for post in self._store.people.posts(person_id):
            if post.held_on(on) and unit_id in (None, post.unit_id):
                return post.unit_id, post_text(post)
        for held in self._store.people.memberships(person_id):
            if on in held.interval and unit_id in (None, held.unit_id):
                return held.unit_id, member_label(held.party_class)
        return unit_id, ""

    def _unit(self, unit_id: int, on: date) -> UnitView:
        unit = self._units_by_id(on).get(unit_id)
        if unit is None:
            raise Refusal("nomination_of_unknown")
        return unit
