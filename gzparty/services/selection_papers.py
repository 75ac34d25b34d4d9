"""What the papers of a selection are given: its view, and of each candidate what only a form asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass
from gzparty.domain.selection import Nomination
from gzparty.records import dataclass
from gzparty.services.selection_views import NominationLine, SelectionView

if TYPE_CHECKING:
    from gzparty.services.ports import Store


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """What the roll says of a candidate on the day of nomination; `sex` is a code, empty where it is not known."""

    sex: str = ""
    birth: PartialDate | None = None
    party_class: PartyClass = PartyClass.NONE


NOTHING_KNOWN = CandidateFacts()
"""Of units, and of people the roll does not have."""


@dataclass(frozen=True, slots=True)
class SelectionPaperView:
    """A selection as its papers need it; `facts` by nomination."""

    view: SelectionView
    facts: Mapping[int, CandidateFacts]

    def of(self, line: NominationLine) -> CandidateFacts:
        """What is known of a candidate."""
        return self.facts.get(line.nomination.id, NOTHING_KNOWN)


def paper_view(store: Store, view: SelectionView, today: date) -> SelectionPaperView:
    """The view with sex, birth and class of its candidates as the roll had them when they were nominated."""
    nominated = [line.nomination for line in view.nominations]
    ids = {nomination.person_id for nomination in nominated if nomination.person_id is not None}
    people = store.directory.records(ids)
    memberships = store.directory.memberships_of(ids)

    def facts(nomination: Nomination) -> CandidateFacts:
        person = people.get(nomination.person_id or 0)
        if person is None:
            return NOTHING_KNOWN
        day = nomination.nominated_on or today
        classes = [
            one.party_class for one in memberships if one.person_id == person.id and day in one.interval
        ]
        return CandidateFacts(person.sex, person.birth, classes[0] if classes else PartyClass.NONE)

    return SelectionPaperView(view, {nomination.id: facts(nomination) for nomination in nominated})
