"""Storing records of organisational life from outside, all or nothing: what `record meetings` uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gzparty.domain import meeting_rules as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Depth, Meeting
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.context import Context, Done, Service
from gzparty.services.meeting_figures import with_figures
from gzparty.services.meeting_reading import MeetingViews
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.meetings import Meetings
from gzparty.services.ports import Store


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A record from outside; a known `number` changes that one, none registers it. `returned` is when and why it went
    back, None where nothing is said of it."""

    number: str | None
    draft: MeetingDraft
    returned: tuple[date | None, str] | None = None


class MeetingRecording(Service):
    """Stores records in one action, whatever their number."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._meetings = Meetings(store, context)
        self._views = MeetingViews(store, context)

    def store(self, records: Iterable[MeetingRecord]) -> Done[tuple[Meeting, ...]]:
        """Register or change records, in their order; new ones of one branch, day and hour share one sitting."""
        found = list(records)
        name = _("登记 {n} 条组织生活记录").format(n=len(found))
        with self._action(name, "meeting.record") as action:
            added = [place for place, record in enumerate(found) if record.number is None]
            stored: dict[int, Meeting] = {}
            if added:
                fresh = self._meetings.register([found[place].draft for place in added]).value
                stored |= dict(zip(added, fresh, strict=True))
            for place, record in enumerate(found):
                if record.number is not None:
                    stored[place] = self._change(record.number, record.draft)
                stored[place] = self._return(stored[place], record.returned)
        return self._done(action, tuple(stored[place] for place in range(len(found))))

    def _change(self, number: str, draft: MeetingDraft) -> Meeting:
        meeting = self._views.find(number)
        if draft.depth is Depth.NAMES:
            draft = self._without_figures(meeting, draft)
        return self._meetings.change(meeting.id, draft).value

    def _without_figures(self, meeting: Meeting, draft: MeetingDraft) -> MeetingDraft:
        """Figures that say what the roll says are no wish; others cannot be granted."""
        told = {name: getattr(draft, name) for name in rules.FIGURES if getattr(draft, name) is not None}
        known = with_figures(self._store, [meeting])[0]
        if any(value != getattr(known, name) for name, value in told.items()):
            raise Refusal("meeting_figures_by_names")
        nothing: dict[str, Any] = dict.fromkeys(told)
        return replace(draft, **nothing)

    def _return(self, meeting: Meeting, returned: tuple[date | None, str] | None) -> Meeting:
        if returned is None or returned == (meeting.returned_on, meeting.return_reason):
            return meeting
        on, reason = returned
        done: Sequence[Meeting]
        if on is not None:
            done = self._meetings.give_back([meeting.id], reason, on).value
        else:
            done = [replace(meeting, returned_on=None, return_reason="")]
            self._store.meetings.update(done[0])
        return done[0]
