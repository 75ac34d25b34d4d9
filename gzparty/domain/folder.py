"""The folder of one session (一期一档): what is attached, what lies on paper, what is still to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.sitting import RollCounts, RollState
from gzparty.domain.training import TrainingState
from gzparty.records import dataclass


class FolderKind(StrEnum):
    """What a material is, in the order a session's folder is filed; other holds leave slips and the summary (请假条、小结).

    Minutes belong to a meeting, a form to an errand: they are no line of a session's folder.
    """

    NOTICE = "notice"
    SCHEDULE = "schedule"
    SIGN_IN = "sign_in"
    COURSEWARE = "courseware"
    PHOTO = "photo"
    ROLL = "roll"
    OTHER = "other"
    MINUTES = "minutes"
    FORM = "form"


SESSION_KINDS = tuple(kind for kind in FolderKind if kind not in (FolderKind.MINUTES, FolderKind.FORM))
"""The lines of a session's folder, in their order."""


class FolderMark(StrEnum):
    """What the clerk says of a kind: the original lies on paper somewhere, or it is not needed here."""

    PAPER = "paper"
    WAIVED = "waived"


class LineState(StrEnum):
    """How far a kind has come. Nothing of a folder is ever overdue: no document asks for it by a day."""

    DONE = "done"
    PART = "part"
    TODO = "todo"
    OPTIONAL = "optional"
    WAIVED = "waived"


OPTIONAL_KINDS = frozenset({FolderKind.PHOTO, FolderKind.OTHER})
"""Welcome but never asked for (《整治形式主义为基层减负若干规定》, 2024): they count once they are there."""
PRINTED_AS = {
    FolderKind.NOTICE: frozenset({"training-notice"}),
    FolderKind.SCHEDULE: frozenset({"schedule"}),
    FolderKind.ROLL: frozenset({"roll"}),
}
"""Which of our own papers fill a kind by being printed. A printed sign-in sheet is still empty: it fills nothing."""


class Holder(StrEnum):
    """What kind of record files belong to; a record of that kind stands in the attachment's `<kind>_id`."""

    SITTING = "sitting"
    MEETING = "meeting"
    ERRAND = "errand"
    PROBLEM = "problem"
    INSPECTION = "inspection"
    THEME = "theme"
    SELECTION = "selection"
    NOMINATION = "nomination"

    @property
    def column(self) -> str:
        """The field of an attachment that names a record of this kind."""
        return f"{self.value}_id"


class Owner(NamedTuple):
    """The one record files belong to."""

    kind: Holder
    id: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a session; its bytes lie in the store of blobs under `hash` (sha256), `size` is in bytes."""

    id: int
    uid: str
    sitting_id: int | None
    kind: FolderKind
    position: int
    name: str
    media: str
    hash: str
    size: int
    note: str = ""
    meeting_id: int | None = None
    errand_id: int | None = None
    problem_id: int | None = None
    inspection_id: int | None = None
    theme_id: int | None = None
    selection_id: int | None = None
    nomination_id: int | None = None
    round: int = 1
    """Of evidence: for which round of the problem it was brought."""

    @property
    def owner(self) -> Owner:
        """The record it belongs to: the only one it names."""
        named = ((kind, getattr(self, kind.column)) for kind in Holder)
        return next((Owner(kind, number) for kind, number in named if number), Owner(Holder.SITTING, 0))

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown small."""
        return self.media in ("image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class FolderItem:
    """The clerk's word on one kind of a session's folder; `place` says where the paper lies (3 号盒)."""

    id: int
    uid: str
    sitting_id: int
    kind: FolderKind
    state: FolderMark
    place: str = ""


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """What a folder is judged by; `printed` maps the names of our papers to the day of their latest print."""

    training: TrainingState
    roll: RollState
    counts: RollCounts
    attached: Mapping[FolderKind, int]
    items: Mapping[FolderKind, FolderItem]
    printed: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class FolderLine:
    """One line of the checklist; what is known of it besides its state makes the remark."""

    kind: FolderKind
    state: LineState
    files: int = 0
    on_paper: bool = False
    place: str = ""
    printed_on: date | None = None
    entered: int = 0
    expected: int = 0
    after_close: bool = False
    """It follows by itself from a closed roll, which this one is not yet."""

    @property
    def counts(self) -> bool:
        """Whether it stands in the figure 5/9: what is asked for, and what is there without being asked."""
        return self.state not in (LineState.WAIVED, LineState.OPTIONAL)


def checklist(facts: FolderFacts) -> tuple[FolderLine, ...]:
    """Judge every kind in filing order."""
    return tuple(_line(kind, facts) for kind in SESSION_KINDS)


def figure(lines: Sequence[FolderLine]) -> tuple[int, int]:
    """How many are there, of how many."""
    counted = [line for line in lines if line.counts]
    return sum(line.state is LineState.DONE for line in counted), len(counted)


def _line(kind: FolderKind, facts: FolderFacts) -> FolderLine:
    files, item = facts.attached.get(kind, 0), facts.items.get(kind)
    printed_on = max((facts.printed[p] for p in PRINTED_AS.get(kind, ()) if p in facts.printed), default=None)
    on_paper = item is not None and item.state is FolderMark.PAPER
    place = item.place if item is not None and on_paper else ""
    if files or on_paper or printed_on:
        return FolderLine(kind, LineState.DONE, files, on_paper, place, printed_on)
    if item is not None:
        return FolderLine(kind, LineState.WAIVED)
    if kind in OPTIONAL_KINDS or facts.training in (TrainingState.CANCELLED, TrainingState.MISSED):
        return FolderLine(kind, LineState.OPTIONAL)
    if kind is FolderKind.SIGN_IN and facts.roll is not RollState.OPEN:
        counts = facts.counts
        state = LineState.DONE if facts.roll is RollState.CLOSED else LineState.PART
        entered = counts.expected - counts.unsettled
        return FolderLine(kind, state, entered=entered, expected=counts.expected)
    awaits_close = kind is FolderKind.ROLL and facts.roll is not RollState.CLOSED
    return FolderLine(kind, LineState.TODO, after_close=awaits_close)
