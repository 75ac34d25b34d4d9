"""The days of a 公示: workdays are counted, make-up workdays too, days off stand between them and are not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StripState(StrEnum):
    """What a day of the strip is: over, today, still to come, or off."""

    DONE = "done"
    TODAY = "today"
    AHEAD = "ahead"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip; `ordinal` counts workdays from 1, 0 on a day off, `holiday` names it (空: plain weekend).

    A day off is `OFF` whether it is past, today or to come; `last` marks the day on which the time ends.
    """

    day: date
    state: StripState
    ordinal: int = 0
    holiday: str = ""
    last: bool = False
