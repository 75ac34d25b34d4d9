"""Use cases of votes: add, change, delete the votes of a meeting. A vote that failed is stored like one that passed."""

from __future__ import annotations

from dataclasses import replace

from gzparty.domain import entry, voting
from gzparty.domain.diagnostic import Level, Refusal
from gzparty.domain.meeting import Candidate, Excluded, Vote, VoteKind
from gzparty.domain.sitting import RollState
from gzparty.domain.voting import Electorate
from gzparty.i18n import _
from gzparty.labels.meeting import meeting_name
from gzparty.records import dataclass
from gzparty.services.branches import branch_of
from gzparty.services.context import Done, Service
from gzparty.services.meeting_views import VoteLine
from gzparty.services.month_locks import refuse_locked_meetings

MATTER_LIMIT = 200


@dataclass(frozen=True, slots=True)
class VoteDraft:
    """What the clerk says of one vote; `eligible` is 应到会有表决权 without the excluded, figures are persons or votes."""

    kind: VoteKind
    matter: str
    eligible: int
    present: int
    excluded: tuple[Excluded, ...] = ()
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    written_for: int = 0
    written_against: int = 0
    seats: int = 0
    candidates: tuple[Candidate, ...] = ()
    secret: bool = False
    note: str = ""


class Votes(Service):
    """Votes of meetings; what came of one is judged when shown and never stored."""

    def of(self, meeting_id: int) -> tuple[Vote, ...]:
        """The votes of a meeting in their order."""
        return tuple(self._store.meetings.votes([meeting_id]))

    def of_year(self, year: int, unit_id: int | None = None) -> tuple[VoteLine, ...]:
        """The votes of a year, of one branch or all, by day and in their order."""
        with self._store.snapshot():
            found = {
                meeting.id: meeting
                for meeting in self._store.meetings.between(f"{year}", f"{year}-Z")
                if unit_id in (None, meeting.unit_id)
            }
            votes = self._store.meetings.votes(found)
            sittings = self._store.sittings.many({found[vote.meeting_id].sitting_id for vote in votes})
            units = self._units_by_id()
        lines = [
            VoteLine(vote, meeting, units[meeting.unit_id], sittings[meeting.sitting_id].start.date())
            for vote in votes
            if (meeting := found[vote.meeting_id]).unit_id in units
        ]
        return tuple(sorted(lines, key=lambda line: (line.day, line.meeting.number, line.vote.position)))

    def electorate(self, meeting_id: int) -> Electorate | None:
        """应到 and 实到会有表决权 by the meeting's roll, to be offered; None where there is no frozen roll by names."""
        sitting_id = self._store.meetings.get(meeting_id).sitting_id
        if self._store.sittings.get(sitting_id).roll_state is RollState.OPEN:
            return None
        found = voting.electorate(self._store.sittings.roll(sitting_id))
        return found if found.eligible else None

    def add(self, meeting_id: int, draft: VoteDraft) -> Done[Vote]:
        """Store a new vote after the others; figures that cannot be true are refused, a failed vote never is."""
        position = max((vote.position for vote in self.of(meeting_id)), default=0) + 1
        vote = self._checked(drafted(draft, 0, self._context.new_uid(), meeting_id, position))
        with self._action(self._deed(_("登记 {what}的表决"), meeting_id), "vote.add") as action:
            self._writable(meeting_id)
            stored = replace(vote, id=self._store.meetings.insert_vote(vote))
        return self._done(action, stored)

    def change(self, vote_id: int, draft: VoteDraft) -> Done[Vote]:
        """Store what the draft says of a vote instead."""
        before = self._get(vote_id)
        after = self._checked(drafted(draft, before.id, before.uid, before.meeting_id, before.position))
        with self._action(self._deed(_("修改 {what}的表决"), after.meeting_id), "vote.change") as action:
            self._writable(after.meeting_id)
            self._store.meetings.update_vote(after)
        return self._done(action, after)

    def delete(self, vote_id: int) -> Done[None]:
        """Take a vote away."""
        vote = self._get(vote_id)
        with self._action(self._deed(_("删除 {what}的表决"), vote.meeting_id), "vote.delete") as action:
            self._writable(vote.meeting_id)
            self._store.meetings.delete_vote(vote.id)
        return self._done(action, None)

    def _get(self, vote_id: int) -> Vote:
        try:
            return self._store.meetings.vote(vote_id)
        except KeyError:
            raise Refusal("vote_unknown") from None

    def _deed(self, name: str, meeting_id: int) -> str:
        """The deed by branch and meeting; the matter may name a member and stays out of the list of deeds."""
        for meeting in self._store.meetings.many([meeting_id]):
            day = self._store.sittings.get(meeting.sitting_id).start.date()
            unit = branch_of(self._store, meeting.unit_id, day)
            return name.format(what=meeting_name(unit.name, [meeting.kind]))
        raise Refusal("meeting_gone")

    def _writable(self, meeting_id: int) -> None:
        """Refuse what touches a locked month."""
        refuse_locked_meetings(self._store, self._store.meetings.many([meeting_id]))

    @staticmethod
    def _checked(vote: Vote) -> Vote:
        if not vote.matter.strip():
            raise Refusal("vote_without_matter")
        vote = replace(
            vote,
            matter=entry.checked_text(" ".join(vote.matter.split()), MATTER_LIMIT),
            note=entry.checked_text(vote.note),
            candidates=tuple(one._replace(name=entry.checked_name(one.name)) for one in vote.candidates),
            excluded=tuple(one._replace(name=entry.checked_name(one.name)) for one in vote.excluded),
        )
        for finding in voting.problems(vote):
            if finding.level is Level.ERROR:
                raise Refusal(finding.code, **finding.parameters)
        return vote


def drafted(draft: VoteDraft, number: int = 0, uid: str = "", meeting_id: int = 0, position: int = 1) -> Vote:
    """The draft as a record, to be judged or stored; an election keeps no yes and no, everything else no candidates."""
    election = draft.kind is VoteKind.ELECTION
    return Vote(
        number,
        uid,
        meeting_id,
        position,
        draft.kind,
        draft.matter,
        draft.eligible,
        draft.present,
        draft.excluded,
        in_favour=0 if election else draft.in_favour,
        against=0 if election else draft.against,
        abstained=0 if election else draft.abstained,
        written_for=draft.written_for,
        written_against=draft.written_against,
        seats=draft.seats if election else 0,
        candidates=draft.candidates if election else (),
        secret=draft.secret,
        note=draft.note,
    )
