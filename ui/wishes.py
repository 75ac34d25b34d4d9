"""What one page wants of another: neither knows the other, the window brings them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class PrintRequest(NamedTuple):
    """For the print centre: a paper of the catalogue and what it is about (year, training, unit, person, on)."""

    paper: str
    selectors: Mapping[str, object]


class ImportRequest(NamedTuple):
    """For the import page: files already chosen, none to ask for them.

    `record` is what a list of attendance is about, or the number of the selection nominations are for.
    """

    files: tuple[Path, ...] = ()
    record: str = ""


class PersonRequest(NamedTuple):
    """For the page of people: whose file shall be shown, or the people of which unit."""

    person_id: int = 0
    unit_id: int = 0


class LifeRequest(NamedTuple):
    """For the page of organisational life: a kind of record (a `MeetingKind` or `YearlyKind`), and which record or cell.

    Without `unit_id` the kind's year is shown; `meeting_id` opens that record.
    """

    kind: str = ""
    year: int = 0
    unit_id: int = 0
    group_id: int = 0
    period: str = ""
    meeting_id: int = 0


class IntakeRequest(NamedTuple):
    """For the month grid (收记录): which kind and month (2026-06); `missing` shows only what was not received."""

    kind: str = ""
    month: str = ""
    missing: bool = False


class ErrandRequest(NamedTuple):
    """For the page of errands (要材料): which one; 0 begins a new one."""

    errand_id: int = 0


class TrainingRequest(NamedTuple):
    """For the page of trainings: which session, and whether its roll is wanted."""

    training_id: int
    roll: bool = False


class InspectionRequest(NamedTuple):
    """For the page of self-inspections (自查自纠): a year, a unit's month, or one inspection; `new` begins one."""

    year: int = 0
    unit_id: int = 0
    period: str = ""
    inspection_id: int = 0
    new: bool = False


class TourRequest(NamedTuple):
    """For the page of joint inspections (联合督查): which one; 0 as it was."""

    tour_id: int = 0


class LedgerRequest(NamedTuple):
    """For the ledger (整改台账): one problem, or those behind a number; `group` is a `LedgerGroup`.

    `new` begins a problem; `unit_id` narrows down to a unit, `ids` to some problems.
    """

    problem_id: int = 0
    ids: tuple[int, ...] = ()
    unit_id: int = 0
    group: str = ""
    category: str = ""
    new: bool = False

    @classmethod
    def of(cls, ids: Sequence[int]) -> LedgerRequest:
        """Some problems together; a single one is opened."""
        return cls(problem_id=ids[0]) if len(ids) == 1 else cls(ids=tuple(ids))


class TipRequest(NamedTuple):
    """For the page of opinions (群众意见): which one; 0 as it was."""

    tip_id: int = 0


class ThemeRequest(NamedTuple):
    """For the page of themes (月度主题): which month (2026-06); empty as it was."""

    period: str = ""


class SelectionRequest(NamedTuple):
    """For the page of selections (典型评选): which one, or the month to begin one in; `nominate` opens a new nomination."""

    selection_id: int = 0
    nomination_id: int = 0
    period: str = ""
    nominate: bool = False


class CadreRequest(NamedTuple):
    """For the page of cadres (干部队伍): which part (terms, reserves, ladder), and whose line."""

    part: str = ""
    person_id: int = 0
    unit_id: int = 0


class FindRequest(NamedTuple):
    """For the page that finds records: a word to begin with."""

    text: str = ""


class SettingsRequest(NamedTuple):
    """For the settings: which part, and a duty's code in it; or one setting by its key."""

    part: str = ""
    duty: str = ""
    setting: str = ""


class Wishes(QObject):
    """One object for the whole window."""

    page_wanted = Signal(str, object)
    """A page by its key and what it shall show (see `PageWidget.take_request`); None leaves it as it was."""

    past_wanted = Signal(str, int)
    """The history of a record: its kind (a key of `gzparty.domain.past`) and its id."""

    bin_wanted = Signal()
    """The recycle bin."""

    def show_past(self, kind: str, row_id: int) -> None:
        """Ask for the history of a record."""
        self.past_wanted.emit(kind, row_id)

    def show_page(self, key: str, request: object = None) -> None:
        """Ask for a page."""
        self.page_wanted.emit(key, request)
