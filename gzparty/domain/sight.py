"""How far the workbench looks: ahead, and back to when it was seen last."""

from __future__ import annotations

from datetime import date

from gzparty.records import dataclass

AHEAD_DAYS = 30
"""How far 近期安排 looks."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The last day somebody looked at the workbench, and the last one before it."""

    day: date
    before: date | None = None

    def opened(self, today: date) -> Seen:
        """What is to be remembered when it is looked at on a day; a clock set back tells nothing new."""
        return self if today <= self.day else Seen(today, self.day)


def missed_meanwhile(day: date, seen: Seen | None) -> bool:
    """Whether a day passed while nobody looked: after the last look before today's, and before today."""
    return seen is not None and seen.before is not None and seen.before < day < seen.day
