"""Rolls, votes and appraisals of the sample's meetings that were taken by names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from gzparty.domain.meeting import (
    YEARLY,
    AppraisalGrade,
    AppraisalLine,
    BallotCount,
    Depth,
    Meeting,
    MeetingKind,
    Vote,
    VoteKind,
)
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Attendance, RollState, Status
from gzparty.exchange.sample_plan import LifePlan
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.roster import roster_rows

Entries = Sequence[tuple[Meeting, Mapping[str, Any]]]


def take_minutes(
    services: Services, plan: LifePlan, stored: Iterable[Meeting], labels: Mapping[int, str]
) -> None:
    """Take the rolls of the meetings by names, as one deed; then count votes and appraise."""
    named: dict[int, list[tuple[Meeting, Mapping[str, Any]]]] = defaultdict(list)
    appraised = {entry["village"]: entry for entry in plan.facts["appraised"]}
    for meeting in stored:
        if meeting.depth is Depth.NAMES:
            label = labels[meeting.id]
            key = (meeting.kind, int(meeting.period[-2:]), label)
            given = appraised[label] if meeting.kind in YEARLY else plan.named[key]
            named[meeting.sitting_id].append((meeting, given))
    store, context = services.store, services.context
    with store.action(
        _("登记 {n} 场会议的签到").format(n=len(named)), "roll.record", context.now(), context.source
    ):
        for sitting_id, entries in named.items():
            rows = _take_roll(services, plan, sitting_id, entries)
            for meeting, given in entries:
                _vote(services, meeting, given, rows)
                if meeting.kind is MeetingKind.APPRAISAL:
                    _appraise(services, meeting, given, rows)


def _take_roll(services: Services, plan: LifePlan, sitting_id: int, entries: Entries) -> Sequence[Attendance]:
    """Everyone is there but those on leave and those who stayed away; guests sit at the end."""
    store = services.store
    sitting = store.sittings.get(sitting_id)
    leave = {place: reason for _meeting, given in entries for place, reason in given.get("leave", ())}
    marks = dict.fromkeys(leave, Status.LEAVE)
    marks |= {place: Status.ABSENT for _meeting, given in entries for place in given.get("absent", ())}
    rows = [
        replace(
            row,
            uid=services.context.new_uid(),
            status=marks.get(row.position, Status.PRESENT),
            reason=leave.get(row.position, ""),
        )
        for row in roster_rows(store, sitting.roster, sitting_id, sitting.start.date())
    ]
    guests = [name for _meeting, given in entries for name in given.get("observers", ())]
    for number, name in enumerate(guests, len(rows) + 1):
        uid = services.context.new_uid()
        rows.append(
            Attendance(
                0, uid, sitting_id, number, None, name, "", (), "", "", status=Status.PRESENT, guest=True
            )
        )
    store.sittings.insert_roll(rows)
    closed_on = min(sitting.start.date() + timedelta(days=1), plan.today)
    store.sittings.update(replace(sitting, roll_state=RollState.CLOSED, closed_on=closed_on))
    return rows


def _vote(services: Services, meeting: Meeting, given: Mapping[str, Any], rows: Sequence[Attendance]) -> None:
    """A show of hands: only full members vote."""
    if "vote" not in given:
        return
    voters = [row for row in rows if row.party_class is PartyClass.FULL]
    present = sum(row.status is Status.PRESENT for row in voters)
    against, abstained = given.get("against", 0), given.get("abstained", 0)
    services.store.meetings.insert_vote(
        Vote(
            id=0,
            uid=services.context.new_uid(),
            meeting_id=meeting.id,
            position=1,
            kind=VoteKind.GENERAL,
            matter=given["vote"],
            eligible=len(voters),
            present=present,
            in_favour=present - against - abstained,
            against=against,
            abstained=abstained,
        )
    )


def _appraise(
    services: Services, meeting: Meeting, given: Mapping[str, Any], rows: Sequence[Attendance]
) -> None:
    """Ballots by grade; probationary members take part and are given no grade."""
    valid, store = given["valid"], services.store
    lines = []
    for row in rows:
        excellent = valid - row.position % 7 - (0 if row.position <= given["excellent"] else valid // 2)
        basic = 1 if row.position % 9 == 0 else 0
        is_full = row.party_class is PartyClass.FULL
        best = row.position <= given["excellent"]
        grade = AppraisalGrade.EXCELLENT if best else AppraisalGrade.COMPETENT
        lines.append(
            AppraisalLine(
                id=0,
                uid=services.context.new_uid(),
                meeting_id=meeting.id,
                position=row.position,
                person_id=row.person_id,
                name=row.name,
                party_class=row.party_class,
                excellent=excellent,
                competent=valid - excellent - basic,
                basic=basic,
                poor=0,
                grade=grade if is_full else AppraisalGrade.NONE,
            )
        )
    store.meetings.insert_appraisal(lines)
    uid = services.context.new_uid()
    store.meetings.save_ballots(BallotCount(0, uid, meeting.id, given["sent"], given["returned"], valid))
