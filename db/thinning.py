"""Which of many copies are kept: close together for the last days, further apart the older they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from gzparty.services.copy_views import Copy

CLOSE_DAYS = 2
"""So many of the latest days keep every copy: the running one, and the working day before it."""
PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (12, lambda moment: moment.date()),
    (10, lambda moment: moment.isocalendar()[:2]),
    (9, lambda moment: (moment.year, moment.month)),
)
"""How many days, weeks and months keep their newest copy."""


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments whose copies stay: all of the latest 2 days, the newest of each of 12 days, 10 weeks and 9 months.

    Only periods with a copy count, so that a computer switched off for a year loses none by it.
    """
    newest_first = sorted(set(moments), reverse=True)
    close = list(dict.fromkeys(moment.date() for moment in newest_first))[:CLOSE_DAYS]
    staying = {moment for moment in newest_first if moment.date() in close}
    for limit, period_of in PERIODS:
        newest: dict[object, datetime] = {}
        for moment in newest_first:
            newest.setdefault(period_of(moment), moment)
        staying.update(list(newest.values())[:limit])
    return frozenset(staying)


def dispensable(copies: Sequence[Copy], is_sound: Callable[[Copy], bool]) -> list[Copy]:
    """The copies that can go, because others that were opened just now stand in their places.

    A copy that does not open neither counts nor pushes another one out. Opening takes long, so only as many are
    opened as the answer needs: a copy that is too much beside the sound ones known so far is too much beside all.
    """
    known: dict[Copy, bool] = {}
    gone: list[Copy] = []
    for copy in sorted(copies, key=lambda one: one.at):
        while copy.at not in _kept_beside(copy, [one for one in copies if known.get(one, True)]):
            if copy.at not in _kept_beside(copy, [one for one in copies if known.get(one, False)]):
                gone.append(copy)
                break
            helper = _next_helper(copy, copies, known)
            known[helper] = is_sound(helper)
    return gone


def _kept_beside(copy: Copy, others: Iterable[Copy]) -> frozenset[datetime]:
    return kept((copy.at, *(one.at for one in others)))


def _next_helper(copy: Copy, copies: Sequence[Copy], known: dict[Copy, bool]) -> Copy:
    """The nearest newer copy that would stay and was not opened yet; there is one as long as the two answers differ."""
    trusted = [one for one in copies if known.get(one, True)]
    staying = kept(one.at for one in trusted)
    return min(
        (one for one in trusted if one.at > copy.at and one.at in staying and one not in known),
        key=lambda one: one.at,
    )
