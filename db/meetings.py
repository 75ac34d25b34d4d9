"""Records of organisational life as rows: meetings with votes and appraisals, talks, yearly steps, locked months."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from db.counters import next_value
from db.driver import Connection
from db.table import DAY, FLAG, Codec, Table, code
from db.whole import SqliteWhole
from gzparty.domain.meeting import (
    Absence,
    AppraisalGrade,
    AppraisalLine,
    BallotCount,
    Candidate,
    Depth,
    Excluded,
    Meeting,
    MeetingBrief,
    MeetingKind,
    MonthLock,
    Talk,
    TalkKind,
    Vote,
    VoteKind,
    WholeRecord,
    WholeRecords,
    YearlyKind,
    YearlyStep,
)
from gzparty.domain.people import PartyClass


def _tuples(kind: type[Absence] | type[Candidate] | type[Excluded]) -> Codec:
    """A list of small named tuples, stored as JSON arrays."""
    return Codec(
        lru_cache(maxsize=4096)(lambda text: tuple(kind(*entry) for entry in json.loads(text))),
        lambda entries: json.dumps([list(entry) for entry in entries], ensure_ascii=False),
    )


MEETINGS = Table(
    "meeting",
    Meeting,
    kind=code(MeetingKind),
    depth=code(Depth),
    absences=_tuples(Absence),
    has_minutes=FLAG,
    has_sign_in=FLAG,
    has_photos=FLAG,
    uploaded=FLAG,
    received_on=DAY,
    returned_on=DAY,
)
VOTES = Table(
    "vote",
    Vote,
    kind=code(VoteKind),
    excluded=_tuples(Excluded),
    candidates=_tuples(Candidate),
    secret=FLAG,
)
APPRAISALS = Table("appraisal_line", AppraisalLine, party_class=code(PartyClass), grade=code(AppraisalGrade))
BALLOTS = Table("ballot_count", BallotCount)
TALKS = Table("talk", Talk, held_on=DAY, kind=code(TalkKind))
STEPS = Table("yearly_step", YearlyStep, kind=code(YearlyKind), done_on=DAY)
LOCKS = Table("month_lock", MonthLock, locked=FLAG, changed_on=DAY)

FLAGS = (
    "m.topic <> ''",
    "m.content <> ''",
    "m.host <> ''",
    "m.recorder <> ''",
    "m.lecturer <> ''",
    # A scan or photo that is attached is there, whether or not its column was ticked too.
    "(m.has_minutes OR ifnull(f.minutes, 0))",
    "(m.has_sign_in OR ifnull(f.sign_in, 0))",
    "(m.has_photos OR ifnull(f.photo, 0))",
    "m.filed_at <> ''",
    "s.roll_state = 'closed'",
)
"""What a brief tells by yes or no: the bits of one number, since each column more costs as much as reading the row."""
BRIEF = (
    "SELECT m.id, m.kind, m.unit_id, m.group_id, m.period, m.depth, s.planned_start, s.actual_start,"
    f" {' | '.join(f'(({flag}) << {bit})' for bit, flag in enumerate(FLAGS))},"
    " m.expected, m.attended, m.on_leave, m.absent, m.received_on, m.returned_on, m.return_reason,"
    " CASE WHEN m.depth = 'names' THEN (SELECT count(*) FROM attendance a INDEXED BY attendance_untold"
    " WHERE a.sitting_id = m.sitting_id AND a.status IN ('unmarked', 'unsettled') AND a.guest = 0) ELSE 0 END"
    " FROM meeting m JOIN sitting s ON s.id = m.sitting_id"
    " LEFT JOIN (SELECT meeting_id, max(kind = 'minutes') AS minutes, max(kind = 'sign_in') AS sign_in,"
    " max(kind = 'photo') AS photo FROM attachment WHERE meeting_id IS NOT NULL GROUP BY meeting_id) f"
    " ON f.meeting_id = m.id WHERE"
)
BRIEF_OF_SPAN = (
    f"{BRIEF} m.period BETWEEN ?1 AND ?2 AND (?3 IS NULL OR m.kind IN (SELECT value FROM json_each(?3)))"
)
BRIEF_OF_UNIT = BRIEF_OF_SPAN.replace("m.period BETWEEN", "m.unit_id = ?4 AND +m.period BETWEEN")
"""Of one branch: by its own index, whatever the span of periods would promise."""


class SqliteMeetings:
    """Fulfils the MeetingStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, meeting_id: int) -> Meeting:
        """One meeting; KeyError if there is none."""
        return MEETINGS.get(self._connection, meeting_id)

    def many(self, meeting_ids: Collection[int]) -> Sequence[Meeting]:
        """Several meetings by id; those that are gone are left out."""
        rest = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        return MEETINGS.select(self._connection, rest, (json.dumps(list(meeting_ids)),))

    def find(self, reference: str) -> Meeting | None:
        """By uid or number; None if there is none."""
        found = MEETINGS.select(self._connection, "WHERE uid = ?1 OR number = ?1", (reference,))
        return found[0] if found else None

    def of_sitting(self, sitting_id: int) -> Sequence[Meeting]:
        """The records of one sitting, in the order of their kinds' entry."""
        return MEETINGS.select(self._connection, "WHERE sitting_id = ? ORDER BY id", (sitting_id,))

    def of_unit(self, unit_id: int, first: str, last: str) -> Sequence[Meeting]:
        """A branch's records whose period lies between two, both included; 2026 to 2026-99 is the whole year."""
        rest = "WHERE unit_id = ? AND period BETWEEN ? AND ? ORDER BY kind, period, id"
        return MEETINGS.select(self._connection, rest, (unit_id, first, last))

    def between(self, first: str, last: str, kind: MeetingKind | None = None) -> Sequence[Meeting]:
        """The records whose period lies between two, of one kind or all."""
        rest = "WHERE period BETWEEN ?1 AND ?2 AND (?3 IS NULL OR kind = ?3) ORDER BY period, unit_id, id"
        return MEETINGS.select(self._connection, rest, (first, last, kind.value if kind else None))

    def briefs(
        self, first: str, last: str, kinds: Collection[str] | None = None, unit_id: int | None = None
    ) -> list[MeetingBrief]:
        """How far each record of some kinds (or all) has come whose period lies between two, without its texts."""
        wanted = None if kinds is None else json.dumps(sorted(kinds))
        if unit_id is None:
            found = self._connection.execute(BRIEF_OF_SPAN, (first, last, wanted))
        else:
            found = self._connection.execute(BRIEF_OF_UNIT, (first, last, wanted, unit_id))
        return [_brief(row) for row in found]

    def parted(
        self, first: str, last: str, kinds: Collection[str], required: Collection[str]
    ) -> tuple[list[WholeRecord], list[MeetingBrief]]:
        """The same of all branches in months: what is whole as no more than that, the others as `briefs` has them.

        `required` names the materials asked for of records by numbers. What is whole lies there as it is asked for:
        held, its roll closed and decided or its figures and papers complete, not given back.
        """
        found = SqliteWhole(self._connection, first, last, kinds, required)
        return found.records(), self._briefs_of(found.others())

    def parted_by_branch(
        self, first: str, last: str, kinds: Collection[str], required: Collection[str]
    ) -> tuple[list[WholeRecords], list[MeetingBrief]]:
        """The same where of what is whole it only matters whose it is."""
        found = SqliteWhole(self._connection, first, last, kinds, required)
        return found.branches(), self._briefs_of(found.others())

    def _briefs_of(self, meeting_ids: list[int]) -> list[MeetingBrief]:
        rest = "m.id IN (SELECT value FROM json_each(?))"
        return [
            _brief(row) for row in self._connection.execute(f"{BRIEF} {rest}", (json.dumps(meeting_ids),))
        ]

    def has_any(self) -> bool:
        """Whether any record was ever registered and is still there."""
        return self._connection.execute("SELECT 1 FROM meeting LIMIT 1").fetchone() is not None

    def of_branch(self, unit_id: int, kind: MeetingKind, group_id: int | None) -> Sequence[Meeting]:
        """A branch's records of one kind, or those of one of its groups; the one held or planned last first."""
        rest = (
            "JOIN sitting s ON s.id = meeting.sitting_id WHERE unit_id = ? AND kind = ? AND group_id IS ?"
            " ORDER BY coalesce(s.actual_start, s.planned_start) DESC, meeting.id DESC"
        )
        columns = MEETINGS.selection("meeting")
        found = self._connection.execute(
            f"SELECT {columns} FROM meeting {rest}", (unit_id, kind.value, group_id)
        )
        return [MEETINGS.read(row) for row in found]

    def years(self) -> Sequence[int]:
        """The years any record counts for, in order."""
        found = self._connection.execute("SELECT DISTINCT substr(period, 1, 4) FROM meeting ORDER BY 1")
        return [int(year) for (year,) in found]

    def last_expected(self, kind: MeetingKind, before: date) -> Mapping[tuple[int, int], int]:
        """应到 by numbers as the last record of each branch and group held in the year before a day says it.

        What is older tells little of who is expected now, and reading ten years of it takes ten times as long.
        """
        # SQLite gives the other columns of a max() from the row that has it. The + keeps it from an index of units,
        # by which it would group but read the records of all years.
        found = self._connection.execute(
            "SELECT m.unit_id, coalesce(m.group_id, 0), m.expected, max(s.actual_start) FROM meeting m"
            " JOIN sitting s ON s.id = m.sitting_id"
            " WHERE m.period >= ? AND m.kind = ? AND m.expected IS NOT NULL AND s.actual_start < ? GROUP BY +m.unit_id, 2",
            (f"{before.year - 1}-{before.month:02d}", kind.value, before.isoformat()),
        )
        return {(unit, group): expected for unit, group, expected, _start in found}

    def next_number(self, year: int) -> str:
        """The next number of a year (2026-0001); never one that was given before."""
        value = next_value(self._connection, f"meeting.{year}")
        return f"{year}-{value:04d}"

    def insert(self, meeting: Meeting) -> int:
        """Store a new one; returns its id."""
        return MEETINGS.insert(self._connection, meeting)

    def update(self, meeting: Meeting) -> None:
        """Store its changed fields."""
        MEETINGS.update(self._connection, meeting.id, meeting)

    def delete(self, meeting_id: int) -> None:
        """Delete a record with its votes and appraisals; its sitting stays."""
        self._connection.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))

    def votes(self, meeting_ids: Collection[int]) -> Sequence[Vote]:
        """The votes of some meetings in their order."""
        rest = "WHERE meeting_id IN (SELECT value FROM json_each(?)) ORDER BY meeting_id, position, id"
        return VOTES.select(self._connection, rest, (json.dumps(list(meeting_ids)),))

    def vote(self, vote_id: int) -> Vote:
        """One vote; KeyError if there is none."""
        return VOTES.get(self._connection, vote_id)

    def insert_vote(self, vote: Vote) -> int:
        """Store a new one; returns its id."""
        return VOTES.insert(self._connection, vote)

    def update_vote(self, vote: Vote) -> None:
        """Store its changed fields."""
        VOTES.update(self._connection, vote.id, vote)

    def delete_vote(self, vote_id: int) -> None:
        """Delete one vote."""
        self._connection.execute("DELETE FROM vote WHERE id = ?", (vote_id,))

    def appraisal(self, meeting_id: int) -> Sequence[AppraisalLine]:
        """The lines of one appraisal in their order."""
        return APPRAISALS.select(
            self._connection, "WHERE meeting_id = ? ORDER BY position, id", (meeting_id,)
        )

    def insert_appraisal(self, lines: Iterable[AppraisalLine]) -> None:
        """Store new lines."""
        APPRAISALS.insert_many(self._connection, lines)

    def update_appraisal(self, lines: Iterable[AppraisalLine]) -> None:
        """Store changed lines."""
        for line in lines:
            APPRAISALS.update(self._connection, line.id, line)

    def delete_appraisal(self, line_ids: Iterable[int]) -> None:
        """Delete lines."""
        self._connection.executemany(
            "DELETE FROM appraisal_line WHERE id = ?", [(number,) for number in line_ids]
        )

    def ballots(self, meeting_id: int) -> BallotCount | None:
        """测评票 of one appraisal; None while not counted."""
        found = BALLOTS.select(self._connection, "WHERE meeting_id = ?", (meeting_id,))
        return found[0] if found else None

    def save_ballots(self, count: BallotCount) -> None:
        """Store the count in place of an earlier one."""
        known = self.ballots(count.meeting_id)
        if known is None:
            BALLOTS.insert(self._connection, count)
        else:
            BALLOTS.update(self._connection, known.id, count)

    def talks(self, year: int, unit_id: int | None = None) -> Sequence[Talk]:
        """Talks of a year, of one branch or all, in the order they were held."""
        rest = "WHERE year = ?1 AND (?2 IS NULL OR unit_id = ?2) ORDER BY unit_id, held_on, id"
        return TALKS.select(self._connection, rest, (year, unit_id))

    def talk(self, talk_id: int) -> Talk:
        """One talk; KeyError if there is none."""
        return TALKS.get(self._connection, talk_id)

    def talk_of(self, uid: str) -> Talk | None:
        """The talk of a uid; None if there is none."""
        found = TALKS.select(self._connection, "WHERE uid = ?", (uid,))
        return found[0] if found else None

    def insert_talk(self, talk: Talk) -> int:
        """Store a new one; returns its id."""
        return TALKS.insert(self._connection, talk)

    def update_talk(self, talk: Talk) -> None:
        """Store its changed fields."""
        TALKS.update(self._connection, talk.id, talk)

    def delete_talk(self, talk_id: int) -> None:
        """Delete one talk."""
        self._connection.execute("DELETE FROM talk WHERE id = ?", (talk_id,))

    def steps(
        self, year: int, kind: YearlyKind | None = None, unit_id: int | None = None
    ) -> Sequence[YearlyStep]:
        """Yearly steps done, of one kind or all, of one branch or all."""
        rest = (
            "WHERE year = ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR unit_id = ?3)"
            " ORDER BY unit_id, kind, done_on, id"
        )
        return STEPS.select(self._connection, rest, (year, kind.value if kind else None, unit_id))

    def insert_step(self, step: YearlyStep) -> int:
        """Store a new one; returns its id."""
        return STEPS.insert(self._connection, step)

    def update_step(self, step: YearlyStep) -> None:
        """Store its changed fields."""
        STEPS.update(self._connection, step.id, step)

    def delete_step(self, step_id: int) -> None:
        """Take a step back."""
        self._connection.execute("DELETE FROM yearly_step WHERE id = ?", (step_id,))

    def locks(self, month: str | None = None) -> Sequence[MonthLock]:
        """Every locking and unlocking, of one month or all, oldest first."""
        return LOCKS.select(self._connection, "WHERE ?1 IS NULL OR month = ?1 ORDER BY id", (month,))

    def insert_lock(self, lock: MonthLock) -> int:
        """Store a new one; returns its id."""
        return LOCKS.insert(self._connection, lock)


_KINDS = {kind.value: kind for kind in MeetingKind}
_DEPTHS = {depth.value: depth for depth in Depth}


def _brief(row: Sequence[Any]) -> MeetingBrief:
    (
        meeting_id, kind, unit_id, group_id, period, depth, planned, actual, flags, expected, attended, on_leave,
        absent, received, returned, reason, untold,
    ) = row  # fmt: skip
    return MeetingBrief(
        id=meeting_id,
        kind=_KINDS[kind],
        unit_id=unit_id,
        group_id=group_id or 0,
        period=period,
        depth=_DEPTHS[depth],
        planned_on=date.fromisoformat(planned[:10]),
        held_on=None if actual is None else date.fromisoformat(actual[:10]),
        topic=flags & 1 > 0,
        content=flags & 2 > 0,
        host=flags & 4 > 0,
        recorder=flags & 8 > 0,
        lecturer=flags & 16 > 0,
        expected=expected,
        attended=attended,
        on_leave=on_leave,
        absent=absent,
        has_minutes=flags & 32 > 0,
        has_sign_in=flags & 64 > 0,
        has_photos=flags & 128 > 0,
        filed=flags & 256 > 0,
        received_on=DAY.load(received),
        returned_on=DAY.load(returned),
        return_reason=reason,
        roll_closed=flags & 512 > 0,
        untold=untold,
    )
