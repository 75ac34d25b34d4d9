"""The ladder of attendance (出勤阶梯): which step so many unexcused absences from trainings reach. It decides nothing.

The office sets the steps (B9). What is counted is a line of a roll on which somebody was marked 缺席. Leave, official duty
and a substitute are excused, 待核实 is undecided, and an absence that was made up (补课) counts no longer, though it stays in
sight. Where there is no roll nothing is known, and nothing is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from gzparty.domain import chinese
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.roll import UNDECIDED
from gzparty.domain.sitting import Status
from gzparty.records import dataclass

MOST_ABSENCES = 99
WORD_LIMIT = 20
"""The most characters a step may be called by."""


class Step(NamedTuple):
    """One step: from how many absences on, and what the office calls it."""

    absences: int
    words: str


class RollLine(NamedTuple):
    """What the ladder asks of one line of a roll; guests and those 不计入 are not among them."""

    person_id: int
    sitting_id: int
    day: date
    status: Status
    made_up_on: date | None = None


class Absence(NamedTuple):
    """One absence; made up, it is shown and not counted."""

    sitting_id: int
    day: date
    made_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: `called` rolls, the absences behind it, the step reached and the one after it, if any."""

    person_id: int
    called: int
    absences: tuple[Absence, ...]
    reached: Step | None = None
    following: Step | None = None

    @property
    def count(self) -> int:
        """How many absences count."""
        return sum(absence.made_up_on is None for absence in self.absences)

    @property
    def left(self) -> int | None:
        """How many more absences lead to the following step; None where there is none."""
        return None if self.following is None else self.following.absences - self.count


def parse_ladder(text: str) -> tuple[Step, ...]:
    """Read steps as the office writes them, such as 1 提醒，2 通报，3 取消评优资格; none of an empty text.

    Raises Refusal `ladder_step_unreadable`, `ladder_step_out_of_range`, `ladder_word_too_long`, `ladder_not_increasing`.
    """
    steps: list[Step] = []
    for part in chinese.LADDER_BREAK.split(text):
        if not part.strip():
            continue
        step = _step(part.strip())
        if steps and step.absences <= steps[-1].absences:
            raise Refusal("ladder_not_increasing", step=part.strip(), before=steps[-1].absences)
        steps.append(step)
    return tuple(steps)


def _step(text: str) -> Step:
    found = chinese.LADDER_STEP.fullmatch(normalize("NFKC", text))
    if found is None:
        raise Refusal("ladder_step_unreadable", step=text[:WORD_LIMIT])
    absences, words = int(found[1]), found[2].strip()
    if not 1 <= absences <= MOST_ABSENCES:
        raise Refusal("ladder_step_out_of_range", step=text[:WORD_LIMIT], most=MOST_ABSENCES)
    if len(words) > WORD_LIMIT:
        raise Refusal("ladder_word_too_long", step=text[:WORD_LIMIT], limit=WORD_LIMIT)
    return Step(absences, words)


def around(steps: Sequence[Step], count: int) -> tuple[Step | None, Step | None]:
    """The highest step so many absences reach, and the one above it; None where there is none."""
    reached = [step for step in steps if step.absences <= count]
    return (reached[-1] if reached else None), next((step for step in steps if step.absences > count), None)


def places(steps: Sequence[Step], lines: Iterable[RollLine]) -> tuple[Place, ...]:
    """Where everybody stands who was absent, most absences first, then the latest; equal ones stay as they come.

    Somebody on one roll twice, as a merged record may be, was absent only where no line says anything else.
    """
    rolls: dict[int, dict[int, list[RollLine]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.status not in UNDECIDED:
            rolls[line.person_id][line.sitting_id].append(line)
    found = []
    for person_id, sittings in rolls.items():
        absences = tuple(sorted(_absences(sittings.values()), key=lambda absence: absence.day))
        place = Place(person_id, len(sittings), absences)
        if absences:
            reached, following = around(steps, place.count)
            found.append(Place(person_id, len(sittings), absences, reached, following))
    return tuple(sorted(found, key=lambda place: (-place.count, -place.absences[-1].day.toordinal())))


def _absences(rolls: Iterable[Sequence[RollLine]]) -> Iterable[Absence]:
    for lines in rolls:
        if all(line.status is Status.ABSENT for line in lines):
            made_up = min((line.made_up_on for line in lines if line.made_up_on), default=None)
            yield Absence(lines[0].sitting_id, lines[0].day, made_up)
