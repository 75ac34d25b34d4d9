"""Votes, talks and appraisals as JSON: what `show --json` prints is what `record --from` reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import (
    AppraisalGrade,
    AppraisalLine,
    BallotCount,
    Candidate,
    Excluded,
    TalkKind,
    Vote,
    VoteKind,
)
from gzparty.domain.names import normalize_name
from gzparty.domain.voting import Exclusion
from gzparty.exchange.records import Entry, entries_of
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import AppraisalView
from gzparty.services.talks import TalkDraft
from gzparty.services.votes import VoteDraft

VOTES, TALKS, APPRAISALS = "votes", "talks", "appraisals"


def record(services: Services, kind: str, content: object) -> list[str]:
    """Store one record or a list of them, all or none; says the numbers or uids of what was stored."""
    found = [Entry(entry, number) for number, entry in enumerate(entries_of(content), 1)]
    name = _("登记 {n} 条记录").format(n=len(found))
    context = services.context
    with services.store.action(name, f"{kind}.record", context.now(), context.source):
        return [_WRITERS[kind](services, entry) for entry in found]


def show(services: Services, kind: str, reference: str) -> dict[str, object]:
    """The votes or the appraisal of the meeting of a number, or one talk by its uid with what was said."""
    if kind == TALKS:
        return _talk_to_json(services, reference)
    meeting = services.meeting_views.find(reference)
    if kind == VOTES:
        votes = [_vote_to_json(vote) for vote in services.votes.of(meeting.id)]
        return {"meeting": meeting.number, "votes": votes}
    return _appraisal_to_json(services.yearly.appraisal(meeting.id))


def _record_votes(services: Services, entry: Entry) -> str:
    """The votes of one meeting; one with a known uid is changed, any other added."""
    meeting = services.meeting_views.find(entry.text("meeting"))
    known = {vote.uid: vote.id for vote in services.votes.of(meeting.id)}
    votes = entry.many("votes")
    if votes is None:
        raise Refusal("record_field_missing", number=entry.number, field="votes")
    for vote in votes:
        number = known.get(vote.text("uid", ""))
        if number is None:
            services.votes.add(meeting.id, _vote(vote))
        else:
            services.votes.change(number, _vote(vote))
    return meeting.number


def _vote(entry: Entry) -> VoteDraft:
    return VoteDraft(
        kind=entry.choice("kind", VoteKind, VoteKind.GENERAL),
        matter=entry.text("matter"),
        eligible=entry.count("eligible"),
        present=entry.count("present"),
        excluded=tuple(
            Excluded(
                one.text("name"), one.choice("reason", Exclusion).value, str(one.day("approved_on") or "")
            )
            for one in entry.many("excluded") or ()
        ),
        in_favour=entry.optional_count("in_favour") or 0,
        against=entry.optional_count("against") or 0,
        abstained=entry.optional_count("abstained") or 0,
        written_for=entry.optional_count("written_for") or 0,
        written_against=entry.optional_count("written_against") or 0,
        seats=entry.optional_count("seats") or 0,
        candidates=tuple(
            Candidate(one.text("name"), one.count("votes")) for one in entry.many("candidates") or ()
        ),
        secret=entry.flag("secret"),
        note=entry.text("note", ""),
    )


def _vote_to_json(vote: Vote) -> dict[str, object]:
    return {
        "uid": vote.uid,
        "kind": vote.kind.value,
        "matter": vote.matter,
        "eligible": vote.eligible,
        "present": vote.present,
        "excluded": [one._asdict() for one in vote.excluded],
        "in_favour": vote.in_favour,
        "against": vote.against,
        "abstained": vote.abstained,
        "written_for": vote.written_for,
        "written_against": vote.written_against,
        "seats": vote.seats,
        "candidates": [one._asdict() for one in vote.candidates],
        "secret": vote.secret,
        "note": vote.note,
    }


def _record_talk(services: Services, entry: Entry) -> str:
    """One talk; one with a known uid is changed, any other added."""
    held_on = entry.day("held_on")
    if held_on is None:
        raise Refusal("record_field_missing", number=entry.number, field="held_on")
    draft = TalkDraft(
        unit_id=services.people.find_unit(entry.text("unit")).id,
        year=entry.optional_count("year") or held_on.year,
        held_on=held_on,
        kind=entry.choice("kind", TalkKind),
        speaker=entry.text("speaker"),
        partner=entry.text("partner"),
        content=entry.optional_text("content"),
        filed_at=entry.text("filed_at", ""),
    )
    uid = entry.text("uid", "")
    if not uid:
        return services.yearly.add_talk(draft).value.uid
    return services.yearly.change_talk(services.yearly.find_talk(uid).id, draft).value.uid


def _talk_to_json(services: Services, reference: str) -> dict[str, object]:
    talk = services.yearly.find_talk(reference)
    units = services.people.units_by_id()
    return {
        "uid": talk.uid,
        "unit": units[talk.unit_id].name if talk.unit_id in units else "",
        "year": talk.year,
        "held_on": talk.held_on.isoformat(),
        "kind": talk.kind.value,
        "speaker": talk.speaker,
        "partner": talk.partner,
        "content": talk.content,
        "filed_at": talk.filed_at,
    }


def _record_appraisal(services: Services, entry: Entry) -> str:
    """What is said of some members on an appraisal's list; the others' lines stay as they are."""
    meeting = services.meeting_views.find(entry.text("meeting"))
    view = services.yearly.appraisal(meeting.id)
    lines = [*view.lines, *view.joined]
    for told in entry.many("lines") or ():
        place = _place_of(lines, told.text("person"), meeting.number)
        lines[place] = _appraised(lines[place], told)
    counted = entry.part("ballots")
    ballots = None
    if counted is not None:
        figures = (counted.count("sent"), counted.count("returned"), counted.count("valid"))
        ballots = BallotCount(0, "", meeting.id, *figures)
    services.yearly.set_appraisal(meeting.id, lines, ballots or view.ballots)
    return meeting.number


def _appraised(line: AppraisalLine, told: Entry) -> AppraisalLine:
    return replace(
        line,
        excellent=told.optional_count("excellent"),
        competent=told.optional_count("competent"),
        basic=told.optional_count("basic"),
        poor=told.optional_count("poor"),
        grade=told.choice("grade", AppraisalGrade, AppraisalGrade.NONE),
        excused=told.text("excused", ""),
        comment=told.text("comment", ""),
    )


def _place_of(lines: list[AppraisalLine], person: str, meeting: str) -> int:
    """Where a person stands on the list; namesakes are written with their place, 张三@3."""
    name, _at, position = person.partition("@")
    found = [
        place
        for place, line in enumerate(lines)
        if normalize_name(line.name) == normalize_name(name) and position in ("", str(line.position))
    ]
    if len(found) != 1:
        raise Refusal("appraisal_person_unknown", meeting=meeting, name=person)
    return found[0]


def _appraisal_to_json(view: AppraisalView) -> dict[str, object]:
    ballots = view.ballots
    names = [normalize_name(line.name) for line in view.lines]
    return {
        "meeting": view.meeting.number,
        "ballots": None
        if ballots is None
        else {"sent": ballots.sent, "returned": ballots.returned, "valid": ballots.valid},
        "lines": [
            {
                "person": line.name if names.count(name) == 1 else f"{line.name}@{line.position}",
                "class": line.party_class.value,
                "excellent": line.excellent,
                "competent": line.competent,
                "basic": line.basic,
                "poor": line.poor,
                "grade": line.grade.value,
                "excused": line.excused,
                "comment": line.comment,
            }
            for line, name in zip(view.lines, names, strict=True)
        ],
    }


_WRITERS: Mapping[str, Callable[[Services, Entry], str]] = {
    VOTES: _record_votes,
    TALKS: _record_talk,
    APPRAISALS: _record_appraisal,
}
KINDS = tuple(_WRITERS)
