"""The records of the sample office's branches, month by month, as far as each has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from gzparty.domain.duty import COMMITTEE_SIZE
from gzparty.domain.meeting import Absence, Depth, MeetingKind
from gzparty.domain.people import Person
from gzparty.exchange.sample_plan import JUNE, Branch, LifePlan, label_of
from gzparty.i18n import _
from gzparty.services.meeting_views import MeetingDraft

K = MeetingKind
LIFE_DAY_KINDS = (K.BRANCH_MEETING, K.LECTURE, K.THEME_DAY)
"""What a branch holds in one sitting on its 支部生活日."""
QUARTERLY = frozenset({K.BRANCH_MEETING, K.LECTURE})
MONTHS = range(1, JUNE + 1)
FIRST_DAYS = {K.COMMITTEE_MEETING: 7, K.GROUP_MEETING: 8, K.STUDY: 20}
"""From which day of the month on branches take turns holding these; the committee before the meeting it prepares."""
EARLY_STUDY = {2: 4, JUNE: 4}
"""Months in which they study early: before 春节, and before the sample's day."""
YEARLY_DAYS = ((1, 22), (1, 28), (2, 5), (2, 10), (3, 4))
FILED = (K.THEME_DAY, *(kind for kind in K if kind is not K.THEME_DAY))
"""In which order a quarter's box is filled."""
MATERIALS = ("has_minutes", "has_sign_in", "has_photos", "uploaded")
Labelled = tuple[MeetingDraft, str]


def records(branch: Branch, plan: LifePlan) -> Iterator[Labelled]:
    """Every record of a branch with the label the plan knows it by."""
    yield from _yearly(branch, plan)
    village = branch.unit.name
    for month in MONTHS:
        for kind in (K.COMMITTEE_MEETING, *LIFE_DAY_KINDS, K.STUDY):
            small = kind is K.COMMITTEE_MEETING and branch.full < COMMITTEE_SIZE
            out_of_turn = kind in QUARTERLY and month % 3
            if not small and not out_of_turn and (kind, month, village) not in plan.waived:
                yield from _record(branch, plan, kind, month, village)
        for number, (group_id, members) in enumerate(branch.groups, 1):
            label = label_of(village, number)
            for draft, _label in _record(branch, plan, K.GROUP_MEETING, month, label, members):
                yield replace(draft, group_id=group_id), label


def _record(
    branch: Branch,
    plan: LifePlan,
    kind: MeetingKind,
    month: int,
    label: str,
    members: Sequence[Person] = (),
) -> Iterator[Labelled]:
    """One record as far as it has come; none of one not held yet."""
    state = plan.lacking.get((kind, label), "done") if month == JUNE else "done"
    if state == "open":
        return
    draft = _filled(branch, plan, kind, month, label, members or branch.members)
    named = plan.named.get((kind, month, label))
    if named is not None:
        draft = _by_names(draft, named)
    elif month == JUNE and (kind, label) in plan.mistaken:
        expected, attended = plan.mistaken[kind, label]
        draft = replace(draft, expected=expected, attended=attended, on_leave=None, absent=None, absences=())
    elif state != "done":
        draft = replace(draft, **_unfinished(plan, state, draft))
    yield draft, label


def _unfinished(plan: LifePlan, state: str, draft: MeetingDraft) -> Mapping[str, Any]:
    """What a record is without: known from the group chat only, papers not entered, papers given back."""
    if state == "returned":
        return {"has_sign_in": False, "uploaded": False, "filed_at": None}
    bare: dict[str, Any] = dict.fromkeys(MATERIALS, False)
    bare |= dict.fromkeys(("topic", "host", "recorder", "filed_at", "received_on"))
    bare |= {"on_leave": None, "absent": None, "absences": ()}
    if state == "handed_in":
        bare |= {"has_minutes": True, "received_on": _received(plan, draft.day or plan.today, 1)}
    return bare


def _filled(
    branch: Branch,
    plan: LifePlan,
    kind: MeetingKind,
    month: int,
    label: str,
    members: Sequence[Person],
) -> MeetingDraft:
    """A record with everything the village's sheet says."""
    day = plan.late.get((kind, month, label)) or _day(branch, plan, kind, month, label)
    on_life_day = kind in LIFE_DAY_KINDS and day == plan.life_day(branch.unit.name, month)
    hours = plan.facts["life_day"]
    leader = members[0].name if kind is K.GROUP_MEETING else branch.committee[0]
    topics = plan.facts["topics"][kind.value][month - 1]
    draft = MeetingDraft(
        kind,
        branch.unit.id,
        day=day,
        starts=hours["starts"] if on_life_day else None,
        ends=hours["ends"] if on_life_day else None,
        place=branch.hall,
        period=f"{plan.year}-{month:02d}",
        topic=topics[_turn(branch, label) % len(topics)],
        host=leader,
        recorder=members[1].name if kind is K.GROUP_MEETING else branch.committee[1],
        lecturer=leader if kind is K.LECTURE else None,
        **_papers(branch, plan, kind, month, day),
    )
    called = len(branch.committee) if kind is K.COMMITTEE_MEETING else len(members)
    return replace(draft, **_figures(branch, kind, month, called, members))


def _papers(branch: Branch, plan: LifePlan, kind: MeetingKind, month: int, day: date) -> dict[str, Any]:
    """What was brought and where it lies: a box a quarter, a leaf a branch and kind."""
    leaf = branch.place + 1 + 60 * FILED.index(kind)
    return {
        "has_minutes": True,
        "has_sign_in": True,
        "has_photos": branch.place % 3 != 1 and kind is not K.COMMITTEE_MEETING,
        "uploaded": (branch.place + month) % 4 != 0,
        "filed_at": _("{box}号盒/{leaf}").format(box=(month + 5) // 3, leaf=leaf),
        "received_on": _received(plan, day, 1 + branch.place % 3),
    }


def _figures(
    branch: Branch, kind: MeetingKind, month: int, called: int, members: Sequence[Person]
) -> dict[str, Any]:
    """应到 and 实到 of a branch, those away by name; what is held in one sitting has the same figures."""
    if kind is K.COMMITTEE_MEETING:
        return {"expected": called, "attended": called, "on_leave": 0, "absent": 0}
    turn = branch.place + month + (3 if kind is K.STUDY else 0)
    away = min(turn % 4, called // 4)
    absent = 1 if away > 2 else 0
    names = [person.name for person in members[2:][-away:]] if away else []
    reasons = (_("外出务工"), _("照看病人"), _("没有说明"))
    absences = tuple(
        Absence(name, reasons[2 if place >= away - absent else place], place < away - absent, place == 0)
        for place, name in enumerate(names)
    )
    return {
        "expected": called,
        "attended": called - away,
        "on_leave": away - absent,
        "absent": absent,
        "absences": absences,
    }


def _by_names(draft: MeetingDraft, named: Mapping[str, Any]) -> MeetingDraft:
    """A record whose figures are those of its roll, with its minutes."""
    figures = dict.fromkeys(("expected", "attended", "on_leave", "absent"))
    texts = {name: named.get(name) for name in ("topic", "content", "decision")}
    lecturer = named.get("lecturer", draft.lecturer)
    return replace(draft, depth=Depth.NAMES, absences=(), lecturer=lecturer, **figures, **texts)  # type: ignore[arg-type]


def _yearly(branch: Branch, plan: LifePlan) -> Iterator[Labelled]:
    """组织生活会 and 民主评议 of the year before, held in one sitting early in this one."""
    village, given = branch.unit.name, {entry["village"]: entry for entry in plan.facts["appraised"]}
    month, number = YEARLY_DAYS[branch.place % len(YEARLY_DAYS)]
    if village in given:
        month, number = given[village]["month"], given[village]["day"]
    day = date(plan.year, month, number)
    for kind in (K.LIFE_MEETING, K.APPRAISAL):
        topics = plan.facts["topics"][kind.value]
        draft = MeetingDraft(
            kind,
            branch.unit.id,
            day=day,
            starts=time(14, 30),
            place=branch.hall,
            period=str(plan.year - 1),
            topic=_("{year}{topic}").format(year=plan.year - 1, topic=topics[0]),
            host=branch.committee[0],
            recorder=branch.committee[1],
            **_papers(branch, plan, kind, month, day),
            **_figures(branch, kind, month, len(branch.members), branch.members),
        )
        if village in given:
            draft = _by_names(draft, {"topic": draft.topic, **given[village][kind.value]})
        yield draft, village


def _day(branch: Branch, plan: LifePlan, kind: MeetingKind, month: int, label: str) -> date:
    if kind in LIFE_DAY_KINDS:
        return plan.life_day(branch.unit.name, month)
    first = EARLY_STUDY.get(month, FIRST_DAYS[kind]) if kind is K.STUDY else FIRST_DAYS[kind]
    return date(plan.year, month, first + _turn(branch, label) % 4)


def _turn(branch: Branch, label: str) -> int:
    """Where a branch, or one of its groups, stands in turn."""
    return branch.place + len(label.partition("/")[2]) * int(label.partition("/")[2] or 0)


def _received(plan: LifePlan, day: date, days: int) -> date:
    """When papers came in: some days after the meeting, and never after the sample's day."""
    return max(day, min(day + timedelta(days=days), plan.today))
