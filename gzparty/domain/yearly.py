"""Step lists of what comes once a year: 组织生活会 (支部工作条例 第17条), 民主评议党员 (第18条), 谈心谈话 (第19条)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import MeetingKind, Talk, TalkKind, YearlyKind
from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a list: `record` says that a record of the meeting does it and nobody ticks it by hand."""

    code: str
    record: bool = False


STEPS: Mapping[YearlyKind, tuple[Step, ...]] = {
    YearlyKind.LIFE_MEETING: (
        Step("theme"),
        Step("study"),
        Step("talks"),
        Step("opinions"),
        Step("held", record=True),
        Step("measures"),
        Step("report"),
    ),
    YearlyKind.APPRAISAL: (
        Step("self"),
        Step("mutual"),
        Step("ballot"),
        Step("grade"),
        Step("feedback"),
    ),
    YearlyKind.TALK: (),
}
"""The steps of each list in their order; talks are counted instead."""

RECORDS: Mapping[YearlyKind, MeetingKind] = {
    YearlyKind.LIFE_MEETING: MeetingKind.LIFE_MEETING,
    YearlyKind.APPRAISAL: MeetingKind.APPRAISAL,
}
"""The record a list leads to; it counts for its 所属年度 whatever its date."""


def step_of(kind: YearlyKind, code: str) -> Step:
    """A step of a list that is ticked by hand; Refusal for an unknown one and for what a record does."""
    for step in STEPS[kind]:
        if step.code == code:
            if step.record:
                raise Refusal("step_is_record")
            return step
    raise Refusal("step_unknown", step=code)


def check_done(year: int, day: date, today: date) -> None:
    """A step is done in its year or the next, never in the future."""
    if day > today:
        raise Refusal("step_in_future", day=day)
    check_year(year, day)


def check_year(year: int, day: date) -> None:
    """What belongs to a year (所属年度) is done in it or in the next: its meeting is often held early then."""
    if day.year not in (year, year + 1):
        raise Refusal("yearly_day_far", year=year, day=f"{day:%Y-%m-%d}")


def talk_counts(talks: Iterable[Talk]) -> Mapping[TalkKind, int]:
    """How many talks of each kind; the regulation asks for normally one a year of each pair (第19条)."""
    counted = Counter(talk.kind for talk in talks)
    return {kind: counted[kind] for kind in TalkKind}
