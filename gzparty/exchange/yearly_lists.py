"""Lists of votes, talks, appraisals, yearly steps and contradictions. What was said in talks never leaves with a list, and
grades only as figures of a branch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gzparty.domain.appraisal import GRADES
from gzparty.domain.meeting import MeetingKind, TalkKind, YearlyKind
from gzparty.domain.voting import Outcome, called, judge
from gzparty.exchange.list_spec import Row, Selectors
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.labels.votes import (
    absence_label,
    alert_label,
    outcome_label,
    result_text,
    step_label,
    talk_kind_label,
    vote_kind_label,
    yearly_kind_label,
)
from gzparty.services.bundle import Services


def votes(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.votes.of_year(chosen.year, chosen.unit_id):
        vote, result = line.vote, judge(line.vote)
        if chosen.month not in (None, line.day.month) or chosen.state not in (None, result.outcome.value):
            continue
        total, left_out = called(vote)
        yield {
            "meeting": line.meeting.number,
            "day": line.day,
            "unit": line.unit.name,
            "matter": vote.matter,
            "kind": vote.kind.value,
            "kind_label": vote_kind_label(vote.kind),
            "called": total,
            "not_counted": left_out,
            "present": vote.present,
            "in_favour": result.in_favour,
            "against": result.against,
            "abstained": vote.abstained,
            "needed": result.needed,
            "outcome": result.outcome.value,
            "outcome_label": outcome_label(result.outcome),
            "result": result_text(vote),
            "uid": vote.uid,
        }


def talks(services: Services, chosen: Selectors) -> Iterable[Row]:
    units = _unit_names(services)
    for talk in services.yearly.talks(chosen.year, chosen.unit_id):
        if chosen.state not in (None, talk.kind.value):
            continue
        yield {
            "unit": units.get(talk.unit_id, ""),
            "year": talk.year,
            "day": talk.held_on,
            "kind": talk.kind.value,
            "kind_label": talk_kind_label(talk.kind),
            "speaker": talk.speaker,
            "partner": talk.partner,
            "filed_at": talk.filed_at,
            "uid": talk.uid,
        }


def appraisals(services: Services, chosen: Selectors) -> Iterable[Row]:
    store = services.store
    for meeting in store.meetings.between(f"{chosen.year}", f"{chosen.year}", MeetingKind.APPRAISAL):
        if chosen.unit_id not in (None, meeting.unit_id):
            continue
        view = services.yearly.appraisal(meeting.id)
        grades = Counter(line.grade for line in view.lines)
        yield {
            "meeting": meeting.number,
            "unit": view.unit.name,
            "year": meeting.period,
            "day": store.sittings.get(meeting.sitting_id).start.date(),
            "members": view.members,
            "sent": view.ballots.sent if view.ballots else None,
            "returned": view.ballots.returned if view.ballots else None,
            "valid": view.ballots.valid if view.ballots else None,
            **{grade.value: grades[grade] for grade in GRADES},
            "cap": view.cap,
            "hint": _("；").join(sentence(finding) for finding in view.findings),
        }


def steps(services: Services, chosen: Selectors) -> Iterable[Row]:
    for kind in YearlyKind:
        if chosen.state not in (None, kind.value):
            continue
        for line in services.yearly.board(kind, chosen.year).lines:
            if chosen.unit_id not in (None, line.unit.id):
                continue
            for step in line.steps:
                yield {
                    "community": line.community.name if line.community else "",
                    "unit": line.unit.name,
                    "year": chosen.year,
                    "kind": kind.value,
                    "kind_label": yearly_kind_label(kind),
                    "step": step.code,
                    "step_label": step_label(step.code),
                    "done_on": step.done.done_on if step.done else None,
                    "note": step.done.note if step.done else "",
                }


def contradictions(services: Services, chosen: Selectors) -> Iterable[Row]:
    found = services.crosscheck.all(chosen.year, chosen.month, chosen.unit_id)
    wanted = {number for one in found for number in one.meetings}
    numbers = {meeting.id: meeting.number for meeting in services.store.meetings.many(wanted)}
    for one in found:
        yield {
            "day": one.day,
            "unit": one.unit.name,
            "what": sentence(one.finding),
            "meetings": _("、").join(numbers[number] for number in one.meetings if number in numbers),
            "level": one.finding.level.value,
            "code": one.finding.code,
        }


def absences(services: Services, chosen: Selectors) -> Iterable[Row]:
    for count in services.absences.alerts(chosen.on):
        kind = "contact" if count.of_contact else "absence"
        if chosen.unit_id not in (None, count.unit.id) or chosen.state not in (None, kind):
            continue
        yield {
            "unit": count.unit.name,
            "name": count.name,
            "kind": kind,
            "kind_label": absence_label(of_contact=count.of_contact),
            "months": count.months,
            "alert": count.alert,
            "alert_label": alert_label(count.alert),
            "last_on": count.last_on,
        }


def absence_kinds() -> dict[str, str]:
    return {"absence": absence_label(of_contact=False), "contact": absence_label(of_contact=True)}


def outcomes() -> dict[str, str]:
    return {outcome.value: outcome_label(outcome) for outcome in Outcome}


def talk_kinds() -> dict[str, str]:
    return {kind.value: talk_kind_label(kind) for kind in TalkKind}


def yearly_kinds() -> dict[str, str]:
    return {kind.value: yearly_kind_label(kind) for kind in YearlyKind}


def _unit_names(services: Services) -> dict[int, str]:
    return {unit.id: unit.name for unit in services.store.people.units(services.context.today())}
