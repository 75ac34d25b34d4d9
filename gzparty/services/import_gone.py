"""See off the people whom a roster no longer names, as was decided of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.services.import_result import Gone, GoneDecision, MissingPerson

if TYPE_CHECKING:
    from gzparty.services.people import People
    from gzparty.services.ports import PeopleStore


def see_off(
    people: People, store: PeopleStore, today: date, person: MissingPerson, decision: GoneDecision
) -> None:
    """Store what became of one person, inside the action of the import; Refusal for a day that cannot be.

    Who died or moved away leaves altogether; 免职不再任 ends the posts in the unit of the sheet only.
    """
    _refuse_impossible(store, person, decision.on, today)
    if decision.what is Gone.ENDED:
        for post in store.posts(person.person_id):
            if post.unit_id == person.unit_id and post.held_on(decision.on):
                people.end_post(post.id, decision.on)
    elif decision.what in (Gone.DIED, Gone.MOVED):
        people.leave(person.person_id, decision.on, decision.what.value)


def _refuse_impossible(store: PeopleStore, person: MissingPerson, on: date, today: date) -> None:
    """Nobody left in the future, nor before what is recorded of them began."""
    if on > today:
        raise Refusal("gone_in_future", name=person.label, day=on)
    begun = [
        post.since.first_day()
        for post in store.posts(person.person_id)
        if post.since and (post.until is None or post.until > on)
    ]
    begun += [
        membership.interval.valid_from
        for membership in store.memberships(person.person_id)
        if membership.interval.valid_from and today in membership.interval
    ]
    if begun and on < max(begun):
        raise Refusal("gone_too_early", name=person.label, day=on, begun=max(begun))
