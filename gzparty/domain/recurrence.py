"""Which time a unit has the same problem within some months (3 个月内第 2 次): 同样的问题明年再犯 stays visible."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gzparty.domain.full_text import folded
from gzparty.domain.period import month_end
from gzparty.domain.problem import ProblemState


class Trace(NamedTuple):
    """As much of a problem as its recurrence asks; `number` orders what was found on one day.

    `text` may be left out where there is a category.
    """

    problem_id: int
    number: str
    unit_id: int
    category: str
    text: str
    found_on: date | None
    state: ProblemState


class UnitSpan(NamedTuple):
    """Some days of a unit, both included."""

    unit_id: int
    first: date
    last: date


def kind_of(category: str, text: str) -> str:
    """What makes two problems of one unit the same: their category, else the letters and digits of their texts."""
    if category.strip():
        return "=" + folded("".join(category.split()))
    return "".join(filter(str.isalnum, folded(text)))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month where it has no such day."""
    place = day.year * 12 + day.month - 1 - months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, month_end(year, month).day))


def looked_through(found: Iterable[tuple[int, date]], months: int) -> Sequence[UnitSpan]:
    """The days of each unit in which anything found there on one of some days may repeat, none of them twice."""
    spans: list[UnitSpan] = []
    for unit_id, day in sorted(set(found)):
        first = months_before(day, months)
        if spans and spans[-1].unit_id == unit_id and first <= spans[-1].last:
            spans[-1] = spans[-1]._replace(last=day)
        else:
            spans.append(UnitSpan(unit_id, first, day))
    return spans


def earlier(traces: Iterable[Trace], months: int) -> Mapping[int, tuple[int, ...]]:
    """For each problem found on a known day: the earlier ones of its unit and kind within the months before, in order.

    What was withdrawn never was a problem, so it neither repeats anything nor is repeated.
    """
    alike: dict[tuple[int, str], list[tuple[date, str, int]]] = defaultdict(list)
    for trace in traces:
        if trace.found_on is not None and trace.state is not ProblemState.WITHDRAWN:
            key = (trace.unit_id, kind_of(trace.category, trace.text))
            alike[key].append((trace.found_on, trace.number, trace.problem_id))
    found: dict[int, tuple[int, ...]] = {}
    for times in alike.values():
        times.sort()
        days, ids = [day for day, _number, _id in times], tuple(problem_id for _d, _n, problem_id in times)
        for place, problem_id in enumerate(ids):
            found[problem_id] = ids[bisect_right(days, months_before(days[place], months), hi=place) : place]
    return found
