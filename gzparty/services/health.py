"""How the office file is just now, told after something went wrong: read on a connection of its own, writing nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum

from gzparty.domain.diagnostic import Refusal
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from gzparty.services.copies import Copies
from gzparty.services.copy_views import Copy
from gzparty.services.rescuing import LOST, newest_good_copy

DAMAGED = frozenset({"store_damaged", "store_not_ours", "row_unreadable", "password_wrong", "store_keyed"})
"""Of a file that was open a moment ago, by the key it had then: what does not open now is harmed."""
GONE = frozenset({"store_missing", "store_is_folder"}) | LOST
"""Another file in its place is as good as none: what was open is not there any more."""


class State(StrEnum):
    """What a look at the office file found."""

    SOUND = "sound"
    DAMAGED = "damaged"
    GONE = "gone"
    UNKNOWN = "unknown"  # it could not be read just now, which says nothing about what lies in it


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the office file with when something was last stored, how many drafts wait, and which copy is good.

    The copy is looked for only where the file is damaged or gone: the newest that opens and is sound.
    """

    state: State
    saved_at: datetime | None = None
    drafts: int = 0
    good_copy: Copy | None = None

    @property
    def is_harmed(self) -> bool:
        """Whether nothing more can be stored in the file and a copy must take its place."""
        return self.state in (State.DAMAGED, State.GONE)


def look(
    copies: Copies, reading: Callable[[], AbstractContextManager[Services]], *, thorough: bool = False
) -> Health:
    """Check the office file, `thorough` with everything that refers to something; belongs into a job.

    Never refuses: what keeps the file from being read is what is told. The file is asked through the store alone:
    opened otherwise and closed again it would lose the locks this process has on it.
    """
    try:
        with reading() as services:
            if not services.store.is_whole() or (thorough and services.copies.check()):
                return _harmed(State.DAMAGED, copies)
            saved_at = services.offices.facts().saved_at
            return Health(State.SOUND, saved_at, len(services.store.drafts.all()))
    except Refusal as refusal:
        code = refusal.diagnostics[0].code
    if code in DAMAGED:
        return _harmed(State.DAMAGED, copies)
    return _harmed(State.GONE, copies) if code in GONE else Health(State.UNKNOWN)


def _harmed(state: State, copies: Copies) -> Health:
    """A file that cannot be worked on, with the newest copy that opens; those before it are not looked at."""
    good = newest_good_copy(copies.listed(), copies.look_into)
    return Health(state, good_copy=good.copy if good is not None else None)
