"""Use cases of 民主评议党员: its list of members with ballots and grades, and how many ballots went out and came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gzparty.domain import appraisal, entry
from gzparty.domain.diagnostic import Level, Refusal
from gzparty.domain.meeting import AppraisalLine, BallotCount, Meeting, MeetingKind
from gzparty.domain.names import normalize_name
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import RosterKind, RosterRule, Sitting
from gzparty.i18n import _
from gzparty.services.branches import branch_of
from gzparty.services.context import Done, Service
from gzparty.services.meeting_views import AppraisalView
from gzparty.services.month_locks import refuse_locked_meetings
from gzparty.services.roster import roster_rows


class Appraisals(Service):
    """Appraisals; grades are given by the branch and stored as given, never worked out from ballots."""

    def appraisal(self, meeting_id: int) -> AppraisalView:
        """An appraisal's list, or the branch's members that day to begin one with; no ballot and no grade is filled in."""
        with self._store.snapshot():
            meeting = self._appraisal_meeting(meeting_id)
            sitting = self._store.sittings.get(meeting.sitting_id)
            stored = tuple(self._store.meetings.appraisal(meeting_id))
            members = self._members(meeting, sitting)
            ballots = self._store.meetings.ballots(meeting_id)
            unit = next(u for u in self._store.people.units(sitting.start.date()) if u.id == meeting.unit_id)
        lines = stored or members
        count = len(members) or len(lines)
        return AppraisalView(
            meeting,
            unit,
            lines,
            ballots,
            count,
            appraisal.excellent_cap(count),
            appraisal.problems(lines, ballots, count),
            _not_listed(members, stored) if stored else (),
            bool(stored),
        )

    def set_appraisal(
        self, meeting_id: int, lines: Sequence[AppraisalLine], ballots: BallotCount | None
    ) -> Done[tuple[AppraisalLine, ...]]:
        """Store the whole list of an appraisal and its ballots: lines of id 0 are new, those not named any more go.

        Counts that cannot be true and a grade for a probationary member are refused; more 优秀 than a third is not.
        """
        meeting = self._appraisal_meeting(meeting_id)
        sitting = self._store.sittings.get(meeting.sitting_id)
        members = len(self._members(meeting, sitting)) or len(lines)
        wanted = tuple(self._appraisal_line(line, meeting_id, place) for place, line in enumerate(lines, 1))
        for finding in appraisal.problems(wanted, ballots, members):
            if finding.level is Level.ERROR:
                raise Refusal(finding.code, **finding.parameters)
        name = _("{unit} {year}年度民主评议").format(
            unit=branch_of(self._store, meeting.unit_id, sitting.start.date()).name, year=meeting.period
        )
        known = {line.id for line in self._store.meetings.appraisal(meeting_id)}
        with self._action(name, "appraisal.set") as action:
            refuse_locked_meetings(self._store, [meeting])
            kept = [line for line in wanted if line.id in known]
            self._store.meetings.delete_appraisal(known - {line.id for line in kept})
            self._store.meetings.update_appraisal(kept)
            self._store.meetings.insert_appraisal(
                replace(line, id=0, uid=self._context.new_uid()) for line in wanted if line.id not in known
            )
            if ballots is not None:
                self._save_ballots(meeting_id, ballots)
        return self._done(action, tuple(self._store.meetings.appraisal(meeting_id)))

    def _save_ballots(self, meeting_id: int, ballots: BallotCount) -> None:
        known = self._store.meetings.ballots(meeting_id)
        number, uid = (known.id, known.uid) if known else (0, self._context.new_uid())
        self._store.meetings.save_ballots(replace(ballots, id=number, uid=uid, meeting_id=meeting_id))

    def _appraisal_meeting(self, meeting_id: int) -> Meeting:
        found = self._store.meetings.many([meeting_id])
        if not found:
            raise Refusal("meeting_gone")
        if found[0].kind is not MeetingKind.APPRAISAL:
            raise Refusal("appraisal_of_other_kind")
        return found[0]

    def _members(self, meeting: Meeting, sitting: Sitting) -> tuple[AppraisalLine, ...]:
        """The branch's members on the day in the roster's order, as lines that say nothing yet."""
        rule = RosterRule(RosterKind.BRANCH, (meeting.unit_id,))
        rows = roster_rows(self._store, rule, sitting.id, sitting.start.date())
        return tuple(
            AppraisalLine(0, "", meeting.id, row.position, row.person_id, row.name, row.party_class)
            for row in rows
            if row.party_class is not PartyClass.NONE
        )

    @staticmethod
    def _appraisal_line(line: AppraisalLine, meeting_id: int, place: int) -> AppraisalLine:
        return replace(
            line,
            meeting_id=meeting_id,
            position=place,
            name=entry.checked_name(line.name),
            excused=entry.checked_text(line.excused),
            comment=entry.checked_text(line.comment),
        )


def _not_listed(
    members: Sequence[AppraisalLine], stored: Sequence[AppraisalLine]
) -> tuple[AppraisalLine, ...]:
    known = {line.person_id for line in stored} | {normalize_name(line.name) for line in stored}
    return tuple(
        line for line in members if line.person_id not in known and normalize_name(line.name) not in known
    )
