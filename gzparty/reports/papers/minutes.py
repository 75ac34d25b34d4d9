"""会议记录: one meeting as it was registered, in the form of its kind, by numbers or by names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from gzparty.domain.meeting import YEARLY, Absence, Depth, Meeting, MeetingKind, Vote, VoteKind
from gzparty.domain.people import PartyClass
from gzparty.domain.period import Period
from gzparty.domain.roll import ATTENDED
from gzparty.domain.sitting import Sitting, Status
from gzparty.domain.voting import Outcome, called, judge, written
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.meeting import hours_text
from gzparty.labels.people import class_label
from gzparty.labels.training import reason_text, status_label
from gzparty.labels.votes import outcome_label
from gzparty.reports.content import Field, FieldLine, Paper
from gzparty.reports.papers.common import Style, form
from gzparty.reports.papers.record import VOTING, RecordText, record_foot, record_table, record_title
from gzparty.services.record_sheets import RecordSheet
from gzparty.services.views import RollRow, RollView

_AWAY = frozenset({Status.LEAVE, Status.OFFICIAL, Status.ABSENT})
_DECIDING = frozenset(
    {
        MeetingKind.BRANCH_MEETING,
        MeetingKind.COMMITTEE_MEETING,
        MeetingKind.GROUP_MEETING,
        MeetingKind.THEME_DAY,
        MeetingKind.LIFE_MEETING,
        MeetingKind.APPRAISAL,
    }
)
"""Kinds whose form has a place for what was decided, also where nothing is written in it."""


def minutes(sheet: RecordSheet, style: Style) -> Paper:
    """The record for the branch's own book; what is not known is left empty, never filled in."""
    meeting = sheet.meeting
    year = Period.parse(meeting.period).year
    label = _("所属年度：") if meeting.kind in YEARLY else _("年度：")
    fields = [Field(_("党支部："), sheet.unit.party_name, 1.6)]
    if sheet.group is not None:
        fields.append(Field(_("党小组："), sheet.group.name, 1.0))
    fields.append(Field(label, str(year), 0.7))
    fields.append(Field(_("编号："), meeting.number, 0.8))
    table = record_table(meeting.kind, record_text(sheet))
    paper = form(record_title(meeting.kind), [FieldLine(tuple(fields)), table], style, foot=record_foot())
    named = _("{title}（{unit} {day}）").format(
        unit=sheet.unit.name, title=paper.title, day=dates.paper(sheet.sitting.start.date())
    )
    return replace(paper, title=named)


def record_text(sheet: RecordSheet) -> RecordText:
    """What stands in the cells."""
    meeting = sheet.meeting
    text = RecordText(
        subject=meeting.topic,
        time=time_text(sheet.sitting),
        place=sheet.sitting.place,
        host=meeting.host,
        recorder=meeting.recorder,
        lecturer=meeting.lecturer,
        content=indented(meeting.content),
        votes="\n".join(map(vote_text, sheet.votes)) or None,
        decision=_decision(meeting),
        other=meeting.other or None,
        voters=_voters(sheet.votes),
    )
    if meeting.kind in VOTING and not sheet.votes and not meeting.content:
        # A record kept by figures alone goes out to be completed by hand, votes too.
        text = replace(text, votes="")
    named = meeting.depth is Depth.NAMES and sheet.roll is not None
    return _by_names(text, sheet.roll) if named and sheet.roll else _by_numbers(text, sheet)


def indented(text: str) -> str:
    """Paragraphs as minutes have them, each begun by two empty characters."""
    return "\n".join("　　" + line.strip() if line.strip() else "" for line in text.splitlines())


def time_text(sitting: Sitting) -> str:
    """The day, with its hours only where they are known."""
    return "\n".join(filter(None, (dates.paper(sitting.start.date()), hours_text(sitting))))


def vote_text(vote: Vote) -> str:
    """One matter with its figures and what came of it; who voted how is never told."""
    total, left_out = called(vote)
    eligible = _("应到{n}人").format(n=total)
    if left_out:
        eligible += _("（其中不计入{n}人）").format(n=left_out)
    counts = _("{eligible}，实到{present}人").format(eligible=eligible, present=vote.present)
    matter = _("{matter}：").format(matter=vote.matter) if vote.matter else ""
    if vote.kind is VoteKind.ELECTION:
        return _("{matter}{counts}；{result}。").format(matter=matter, counts=counts, result=_election(vote))
    result = judge(vote)
    votes = _("赞成{favour}票，反对{against}票，弃权{abstained}票").format(
        favour=result.in_favour, against=result.against, abstained=vote.abstained
    )
    if written(vote):
        votes += _("（含会前书面意见{n}份）").format(n=written(vote))
    return _("{matter}{counts}；{votes}；{outcome}。").format(
        matter=matter, counts=counts, votes=votes, outcome=outcome_label(result.outcome)
    )


def _election(vote: Vote) -> str:
    """Every candidate's votes in the order of the ballot, and who is in."""
    result = judge(vote)
    votes = _("、").join(_("{name}{n}票").format(name=one.name, n=one.votes) for one in vote.candidates)
    names = _("、").join(result.elected)
    parts = [_("{names}当选").format(names=names) if names else _("无人当选")]
    if result.outcome is not Outcome.PASSED:
        parts.append(outcome_label(result.outcome))
    return _("{votes}；{outcome}").format(votes=votes, outcome=_("，").join(parts))


def _decision(meeting: Meeting) -> str | None:
    """What was decided; a record kept by figures alone has room to write it in."""
    if meeting.decision or meeting.kind not in _DECIDING:
        return meeting.decision or None
    return "" if meeting.content else "\n" * 3


def _voters(votes: Iterable[Vote]) -> tuple[str, str] | None:
    """应到会 and 实到会有表决权 where members were taken in (发展党员细则: their own lines of the record)."""
    vote = next((vote for vote in votes if vote.kind is VoteKind.DEVELOPMENT), None)
    return (_people(vote.eligible), _people(vote.present)) if vote else None


def _by_numbers(text: RecordText, sheet: RecordSheet) -> RecordText:
    meeting = sheet.meeting
    return replace(
        text,
        expected=_people(meeting.expected),
        attended=_people(meeting.attended),
        on_leave=_people(meeting.on_leave),
        absent=_people(meeting.absent),
        observers=_people(meeting.observers),
        absences=_("；").join(map(_absence, meeting.absences)),
    )


def _by_names(text: RecordText, roll: RollView) -> RecordText:
    counts = roll.counts
    # Why a member is 不计入应到 may be a punishment, so those are counted and never listed.
    members = [row for row in roll.rows if not row.attendance.guest and not row.attendance.not_counted]
    there = [row for row in members if row.attendance.status in ATTENDED]
    away = [_away(row) for row in members if row.attendance.status in _AWAY]
    if counts.unsettled:
        away.append(_("另有{n}人待核实").format(n=counts.unsettled))
    guests = [row.attendance for row in roll.rows if row.attendance.guest]
    guests = [one for one in guests if one.status in ATTENDED]
    more = [_("另有不计入{n}人").format(n=counts.not_counted)] if counts.not_counted else []
    classes = [_classes(members)] if _classes(members) else []
    return replace(
        text,
        expected=_people(counts.expected, _("，").join(classes + more)),
        attended=_people(len(there), _classes(there)),
        on_leave=_people(counts.leave + counts.official),
        absent=_people(counts.absent),
        names=_("、").join(row.attendance.name for row in there),
        observers=_("、").join(_guest(one.name, one.post or one.unit_name) for one in guests),
        absences=_("；").join(away),
    )


def _people(count: int | None, more: str = "") -> str:
    """19人; nothing where the figure is not known."""
    if count is None:
        return ""
    return _("{n}人（{more}）").format(n=count, more=more) if more else _("{n}人").format(n=count)


def _classes(rows: Iterable[RollRow]) -> str:
    """正式17、预备2, where the classes are known (区直机关: 其中正式党员、预备党员数)."""
    found = Counter(row.attendance.party_class for row in rows)
    kinds = [kind for kind in (PartyClass.FULL, PartyClass.PROBATIONARY) if found[kind]]
    if not found[PartyClass.PROBATIONARY]:
        return ""
    return _("、").join(_("{kind}{n}").format(kind=class_label(kind), n=found[kind]) for kind in kinds)


def _absence(absence: Absence) -> str:
    facts = [absence.reason] if absence.reason else []
    if absence.leave:
        facts.append(_("已请假"))
    why = _("，").join(facts)
    return _("{name}（{why}）").format(name=absence.name, why=why) if why else absence.name


def _away(row: RollRow) -> str:
    line = row.attendance
    facts = [status_label(line.status), *([reason_text(line)] if reason_text(line) else [])]
    return _("{name}（{why}）").format(name=line.name, why=_("，").join(facts))


def _guest(name: str, post: str) -> str:
    return _("{name}（{why}）").format(name=name, why=post) if post else name
