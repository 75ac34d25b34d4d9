"""Which of many copies are kept: close together for the last days, further apart the older they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (12, lambda moment: moment.date()),
    (10, lambda moment: moment.isocalendar()[:2]),
    (9, lambda moment: (moment.year, moment.month)),
)
"""How many days, weeks and months keep their newest copy."""


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments whose copies stay: the newest of each of the latest 12 days, 10 weeks and 9 months that have any.

    Only periods with a copy count, so that a computer switched off for a year loses none by it.
    """
    newest_first = sorted(set(moments), reverse=True)
    staying: set[datetime] = set()
    for limit, period_of in PERIODS:
        newest: dict[object, datetime] = {}
        for moment in newest_first:
            newest.setdefault(period_of(moment), moment)
        staying.update(list(newest.values())[:limit])
    return frozenset(staying)
