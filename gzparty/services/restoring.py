"""Bringing back what was typed in a record: each kind goes through the checks of its own service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from gzparty.domain.meeting import TalkKind
from gzparty.domain.outside import OutsideLevel
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.past import RecordKind
from gzparty.domain.tip import TipChannel, TipKind
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.problem_drafts import ProblemDraft
from gzparty.services.selection_drafts import MentionDraft, NominationDraft
from gzparty.services.talks import TalkDraft
from gzparty.services.tip_drafts import TipDraft
from gzparty.services.training import TrainingDraft

if TYPE_CHECKING:
    from gzparty.services.bundle import Services

Facts = Mapping[str, Any]
"""Columns as they are stored."""
FLAGS = ("has_minutes", "has_sign_in", "has_photos", "uploaded")


def restore_facts(services: Services, kind: RecordKind, now: Facts, then: Facts) -> None:
    """Store what one version of a record says; Refusal where the rules of its kind forbid it."""
    RESTORERS[kind.key](services, now, {name: then[name] for name in kind.facts})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _partial(text: str | None) -> PartialDate | None:
    return PartialDate.from_iso(text) if text else None


def _person(services: Services, now: Facts, then: Facts) -> None:
    known = services.store.people.person(now["id"])
    days = {name: _partial(then[name]) for name in ("birth", "joined")}
    services.people.correct_person(replace(known, **{**then, **days}))


def _training(services: Services, now: Facts, then: Facts) -> None:
    sitting = services.store.sittings.get(now["sitting_id"])
    services.trainings.edit(now["id"], TrainingDraft(sitting.planned_start, sitting.planned_end, **then))


def _meeting(services: Services, now: Facts, then: Facts) -> None:
    meeting = services.store.meetings.get(now["id"])
    day = services.store.sittings.get(meeting.sitting_id).start.date()
    told: Facts = {name: bool(value) if name in FLAGS else value for name, value in then.items()}
    draft = MeetingDraft(
        meeting.kind,
        meeting.unit_id,
        meeting.group_id,
        day,
        period=meeting.period,
        depth=meeting.depth,
        cleared=tuple(name for name, value in told.items() if value is None),
        **told,
    )
    services.meetings.change(meeting.id, draft)


def _talk(services: Services, now: Facts, then: Facts) -> None:
    told = {**then, "held_on": date.fromisoformat(then["held_on"]), "kind": TalkKind(then["kind"])}
    services.yearly.change_talk(now["id"], TalkDraft(unit_id=now["unit_id"], **told))


def _theme(services: Services, now: Facts, then: Facts) -> None:
    services.themes.set_theme(now["period"], **{**then, "came_on": _day(then["came_on"])})


def _inspection(services: Services, now: Facts, then: Facts) -> None:
    items = tuple(
        ItemDraft(item.code, item.title, item.answer, item.note)
        for item in services.store.inspections.items([now["id"]])
    )
    told = {**then, "held_on": date.fromisoformat(then["held_on"])}
    change = services.tours.change_visit if now["tour_id"] else services.inspections.change
    draft = InspectionDraft(now["unit_id"], period=now["period"], tour_id=now["tour_id"], items=items, **told)
    change(now["id"], draft)


def _tour(services: Services, now: Facts, then: Facts) -> None:
    tour = services.tours.get(now["id"]).tour
    services.tours.change(replace(tour, **{**then, "reply_by": _day(then["reply_by"])}))


def _problem(services: Services, now: Facts, then: Facts) -> None:
    services.problems.change(now["id"], ProblemDraft(now["unit_id"], **then))


def _tip(services: Services, now: Facts, then: Facts) -> None:
    told = {
        **then,
        "received_on": date.fromisoformat(then["received_on"]),
        "channel": TipChannel(then["channel"]),
    }
    services.tips.change(now["id"], TipDraft(kind=TipKind(now["kind"]), **told))


def _errand(services: Services, now: Facts, then: Facts) -> None:
    days = {name: date.fromisoformat(then[name]) for name in ("asked_on", "due_on")}
    services.errands.change(replace(services.errands.get(now["id"]).errand, **{**then, **days}))


def _outside(services: Services, now: Facts, then: Facts) -> None:
    told = {
        **then,
        "level": OutsideLevel(then["level"]),
        "began_on": date.fromisoformat(then["began_on"]),
        "ended_on": _day(then["ended_on"]),
    }
    services.outside.change(replace(services.store.outside.get(now["id"]), **told))


def _mention(services: Services, now: Facts, then: Facts) -> None:
    told = {**then, "named_on": date.fromisoformat(then["named_on"])}
    draft = MentionDraft(person_id=now["person_id"], unit_id=now["unit_id"], **told)
    services.selections.change_mention(now["id"], draft)


def _nomination(services: Services, now: Facts, then: Facts) -> None:
    kept = ("person_id", "unit_id", "name", "unit_name", "category_id", "nominator_id")
    told = {**{name: now[name] for name in kept}, "nominated_on": _day(now["nominated_on"]), **then}
    services.selections.change_nomination(now["id"], NominationDraft(**told))


RESTORERS: Mapping[str, Callable[[Services, Facts, Facts], None]] = {
    "people": _person,
    "trainings": _training,
    "meetings": _meeting,
    "talks": _talk,
    "themes": _theme,
    "inspections": _inspection,
    "tours": _tour,
    "problems": _problem,
    "tips": _tip,
    "errands": _errand,
    "outside": _outside,
    "mentions": _mention,
    "nominations": _nomination,
}
"""How each kind that has facts gets them back."""
