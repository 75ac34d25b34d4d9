"""Months locked for entry: whoever writes to a record asks here first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Meeting, MonthLock
from gzparty.domain.meeting_rules import months_of

if TYPE_CHECKING:
    from gzparty.services.ports import Store


def lock_of(store: Store, month: str) -> MonthLock | None:
    """The lock in force on a month; None where it is open."""
    entries = store.meetings.locks(month)
    return entries[-1] if entries and entries[-1].locked else None


def lock_on(store: Store, meeting: Meeting, day: date) -> MonthLock | None:
    """The lock that keeps a record from being changed: on the month it counts for or is dated in."""
    locks = (lock_of(store, month) for month in months_of(meeting, day))
    return next((lock for lock in locks if lock is not None), None)


def refuse_locked(store: Store, months: Iterable[str]) -> None:
    """Refuse a write that touches a locked month; the sentence names it and the way out."""
    from gzparty.labels.meeting import month_text

    for month in dict.fromkeys(months):
        lock = lock_of(store, month)
        if lock is not None:
            code = "month_locked" if lock.reason else "month_locked_plain"
            raise Refusal(code, month=month_text(month), reason=lock.reason)


def refuse_locked_meetings(store: Store, meetings: Iterable[Meeting]) -> None:
    """The same for records as they are stored."""
    found = tuple(meetings)
    sittings = store.sittings.many({meeting.sitting_id for meeting in found})
    refuse_locked(
        store,
        (
            month
            for meeting in found
            for month in months_of(meeting, sittings[meeting.sitting_id].start.date())
        ),
    )


def refuse_locked_sitting(store: Store, sitting_id: int) -> None:
    """The same for whatever records belong to a sitting; one of a training is never locked."""
    refuse_locked_meetings(store, store.meetings.of_sitting(sitting_id))
