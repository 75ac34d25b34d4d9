"""Use cases of the records of organisational life: register, change, delete, receive, give back, lock months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain import meeting_rules as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Depth, Meeting, MonthLock
from gzparty.domain.period import Period
from gzparty.domain.sitting import RollState, RosterRule, Sitting
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.meeting import counts_for_text, meeting_name, month_text
from gzparty.services import meeting_drafts as drafting
from gzparty.services.context import Done, Service
from gzparty.services.meeting_drafts import Checker
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.month_locks import lock_of, refuse_locked_meetings


class Meetings(Service):
    """Writes of records; votes, appraisals and talks have services of their own, rolls are `rolls`'."""

    def register(self, drafts: Sequence[MeetingDraft]) -> Done[tuple[Meeting, ...]]:
        """Store new records in one action, all or none; those of one branch, day and hour share one sitting.

        The committee's meeting always has its own, and so has a group whose roll is taken by names.
        """
        checker = Checker(self._store, self._context.today())
        dated = [(draft, checker.check(draft)) for draft in drafts]
        if not dated:
            raise Refusal("meeting_none_chosen")
        periods = [checker.period(draft, day) for draft, day in dated]
        stored: dict[int, Meeting] = {}
        name = self._deed(_("登记 {what}"), [draft for draft, _day in dated])
        with self._action(name, "meeting.register") as action:
            for places in drafting.shared(dated):
                first, day = dated[places[0]]
                chosen = [dated[place][0] for place in places]
                roster = drafting.roster_for(chosen)
                sitting = drafting.sitting_of(self._context.new_uid(), first, day, roster)
                sitting_id = self._store.sittings.insert(sitting)
                for place in places:
                    stored[place] = self._insert(dated[place][0], sitting_id, day, periods[place])
            refuse_locked_meetings(self._store, stored.values())
        return self._done(action, tuple(stored[place] for place in range(len(dated))))

    def beside(self, meeting_id: int, draft: MeetingDraft) -> Done[Meeting]:
        """Store a record of what was held at the same sitting as another; day, hours and place are that sitting's."""
        before, sitting = self._found(meeting_id)
        records = self._store.meetings.of_sitting(sitting.id)
        day, held = sitting.start.date(), sitting.actual_start is not None
        draft = replace(draft, day=day, starts=sitting.hours[0], ends=sitting.hours[1], held=held)
        checker = Checker(self._store, self._context.today())
        checker.check(draft)
        with self._action(self._deed(_("登记 {what}"), [draft]), "meeting.beside") as action:
            refuse_locked_meetings(self._store, [before])
            added = self._insert(draft, sitting.id, day, checker.period(draft, day))
            self._settle(sitting, [added, *records])
            refuse_locked_meetings(self._store, [added])
        return self._done(action, self._store.meetings.get(added.id))

    def change(self, meeting_id: int, draft: MeetingDraft) -> Done[Meeting]:
        """Store what the draft says of a record; its day and hours are those of its sitting, so others there move along.

        The name of the deed says how many moved along; `split` gives a record a sitting of its own beforehand.
        """
        before, sitting = self._found(meeting_id)
        others = [m for m in self._store.meetings.of_sitting(sitting.id) if m.id != meeting_id]
        after_sitting = drafting.moved(sitting, draft)
        after = self._changed(before, draft, sitting, after_sitting)
        self._refuse_moving(before, after, sitting, others)
        moves = after_sitting.start.date() != sitting.start.date()
        name = self._deed(_("修改 {what}"), [after])
        if moves and others:
            facts = {"what": self._what([after]), "day": prose(after_sitting.start.date())}
            name = _("{what}改到 {day}，同一场的另外 {n} 条一起改").format(n=len(others), **facts)
        with self._action(name, "meeting.change") as action:
            refuse_locked_meetings(self._store, [before, *(others if moves else ())])
            self._store.meetings.update(after)
            if moves and draft.period is None:
                self._follow(others, sitting.start.date(), after_sitting.start.date())
            self._settle(after_sitting, [after, *others])
            refuse_locked_meetings(self._store, [after, *(others if moves else ())])
        return self._done(action, self._store.meetings.get(meeting_id))

    def split(self, meeting_id: int) -> Done[Meeting]:
        """Give a record a sitting of its own, with the same day, hours, place and, where one was begun, the same roll."""
        before, sitting = self._found(meeting_id)
        if len(self._store.meetings.of_sitting(sitting.id)) == 1 and not self._is_training(sitting.id):
            raise Refusal("meeting_alone", what=self._what([before]))
        with self._action(self._deed(_("{what}单独成一场"), [before]), "meeting.split") as action:
            refuse_locked_meetings(self._store, [before])
            after = self._apart(before, sitting)
        return self._done(action, after)

    def delete(self, ids: Iterable[int]) -> Done[int]:
        """Delete records with their votes and files; a sitting goes with its last record unless a training uses it."""
        found = self._some(ids)
        with self._action(self._deed(_("删除 {what}"), found), "meeting.delete") as action:
            refuse_locked_meetings(self._store, found)
            for meeting in found:
                self._store.meetings.delete(meeting.id)
            for sitting_id in sorted({meeting.sitting_id for meeting in found}):
                if not self._store.meetings.of_sitting(sitting_id) and not self._is_training(sitting_id):
                    self._store.sittings.delete(sitting_id)
        return self._done(action, len(found))

    def receive(self, ids: Iterable[int], on: date) -> Done[tuple[Meeting, ...]]:
        """Note that the papers of some records came in on a day; of records given back they came again."""
        if on > self._context.today():
            raise Refusal("meeting_received_future", day=on)
        found = self._held(ids, _("登记收到"))
        after = [replace(m, received_on=on, returned_on=None, return_reason="") for m in found]
        return self._store_all(found, after, _("收到 {what}"), "meeting.receive")

    def give_back(self, ids: Iterable[int], reason: str, on: date) -> Done[tuple[Meeting, ...]]:
        """Note that papers went back to the villages, and why."""
        if not reason.strip():
            raise Refusal("meeting_return_reason")
        if on > self._context.today():
            raise Refusal("meeting_return_future", day=on)
        found = self._held(ids, _("退回"))
        after = [replace(m, returned_on=on, return_reason=reason.strip()) for m in found]
        return self._store_all(found, after, _("退回 {what}"), "meeting.return")

    def take_again(self, ids: Iterable[int], on: date) -> Done[tuple[Meeting, ...]]:
        """Note that papers given back came again; refused for one that was never given back."""
        for meeting in self._some(ids):
            if meeting.returned_on is None:
                raise Refusal("meeting_not_returned", what=self._what([meeting]))
        return self.receive(ids, on)

    def move_period(self, meeting_id: int, period: str) -> Done[Meeting]:
        """Let a record count for another month or year (补开, 所属年度); its day stays."""
        before, _sitting = self._found(meeting_id)
        after = replace(before, period=rules.check_period(before.kind, period).code)
        name = _("{what}算在 {period}").format(
            what=self._what([before]), period=counts_for_text(after.period)
        )
        with self._action(name, "meeting.period") as action:
            refuse_locked_meetings(self._store, [before, after])
            self._store.meetings.update(after)
        return self._done(action, after)

    def lock_month(self, month: str, reason: str = "") -> Done[MonthLock]:
        """Lock a month for entry; every write to its records is refused until it is unlocked."""
        text = month_text(self._month(month))
        if lock_of(self._store, month) is not None:
            raise Refusal("month_lock_twice", month=text)
        if Period.parse(month).first > self._context.today():
            raise Refusal("month_lock_ahead", month=text)
        return self._lock(month, True, reason, _("锁定 {month}").format(month=text))

    def unlock_month(self, month: str, reason: str) -> Done[MonthLock]:
        """Unlock a month; the reason stays readable beside every earlier one."""
        text = month_text(self._month(month))
        if lock_of(self._store, month) is None:
            raise Refusal("month_unlock_twice", month=text)
        if not reason.strip():
            raise Refusal("month_unlock_reason")
        return self._lock(month, False, reason, _("解锁 {month}").format(month=text))

    def _insert(self, draft: MeetingDraft, sitting_id: int, day: date, period: str) -> Meeting:
        blank = Meeting(
            id=0,
            uid=self._context.new_uid(),
            number=self._store.meetings.next_number(day.year),
            sitting_id=sitting_id,
            kind=draft.kind,
            unit_id=draft.unit_id,
            group_id=draft.group_id,
            period=period,
        )
        meeting = replace(blank, **drafting.said(draft))  # type: ignore[arg-type]
        return replace(meeting, id=self._store.meetings.insert(meeting))

    def _changed(self, before: Meeting, draft: MeetingDraft, sitting: Sitting, moved: Sitting) -> Meeting:
        """The record as the draft leaves it, checked like a new one."""
        day = moved.start.date()
        group = None if "group_id" in draft.cleared else draft.group_id or before.group_id
        checker = Checker(self._store, self._context.today())
        checker.check(replace(draft, group_id=group, day=day, starts=moved.hours[0], ends=moved.hours[1]))
        period = before.period
        if draft.period is not None:
            period = rules.check_period(draft.kind, draft.period).code
        elif draft.kind is not before.kind or rules.follows_day(before, sitting.start.date()):
            period = checker.proposed(draft.kind, draft.unit_id, group, day)
        fields = {"kind": draft.kind, "unit_id": draft.unit_id, "group_id": group, "period": period}
        return replace(before, **fields, **drafting.said(draft))  # type: ignore[arg-type]

    def _refuse_moving(
        self, before: Meeting, after: Meeting, sitting: Sitting, others: Sequence[Meeting]
    ) -> None:
        begun = sitting.roll_state is not RollState.OPEN
        if after.unit_id != before.unit_id and (begun or others):
            raise Refusal("meeting_unit_moves", what=self._what([before]))
        circle = [rules.roster_of(m.kind, m.unit_id, m.group_id) for m in (before, after)]
        if begun and circle[0] != circle[1]:
            raise Refusal("meeting_roll_begun", what=self._what([before]))

    def _follow(self, others: Iterable[Meeting], old: date, new: date) -> None:
        """Records of the same sitting that counted for the month of its day count for that of its new day."""
        for other in others:
            if rules.follows_day(other, old):
                period = rules.default_period(other.kind, new).code
                self._store.meetings.update(replace(other, period=period))

    def _settle(self, sitting: Sitting, records: Sequence[Meeting]) -> None:
        """Store a sitting as changed; who is called follows from its records while nobody is marked."""
        if self._is_training(sitting.id):
            return
        if sitting.roll_state is RollState.OPEN:
            sitting = replace(sitting, roster=self._roster(sitting, records))
        self._store.sittings.update(sitting)
        first = records[0]
        own = rules.roster_of(first.kind, first.unit_id, first.group_id)
        fits = (own.kind, own.groups) == (sitting.roster.kind, sitting.roster.groups)
        if first.depth is Depth.NAMES and sitting.roll_state is RollState.OPEN and not fits:
            self._apart(first, sitting)

    def _roster(self, sitting: Sitting, records: Sequence[Meeting]) -> RosterRule:
        """The circle of the records, with the guests invited by name before."""
        return replace(drafting.roster_for(records), people=sitting.roster.people)

    def _apart(self, meeting: Meeting, sitting: Sitting) -> Meeting:
        begun = sitting.roll_state is not RollState.OPEN and meeting.depth is Depth.NAMES
        own = replace(sitting, id=0, uid=self._context.new_uid())
        if not begun:
            roster = self._roster(sitting, [meeting])
            own = replace(own, roster=roster, roll_state=RollState.OPEN, closed_on=None)
        sitting_id = self._store.sittings.insert(own)
        if begun:
            rows = self._store.sittings.roll(sitting.id)
            self._store.sittings.insert_roll(
                replace(row, id=0, uid=self._context.new_uid(), sitting_id=sitting_id) for row in rows
            )
        after = replace(meeting, sitting_id=sitting_id)
        self._store.meetings.update(after)
        return after

    def _store_all(
        self, before: Sequence[Meeting], after: Sequence[Meeting], name: str, kind: str
    ) -> Done[tuple[Meeting, ...]]:
        with self._action(self._deed(name, before), kind) as action:
            refuse_locked_meetings(self._store, before)
            for old, new in zip(before, after, strict=True):
                if old != new:
                    self._store.meetings.update(new)
        return self._done(action, tuple(after))

    def _lock(self, month: str, locked: bool, reason: str, name: str) -> Done[MonthLock]:
        today = self._context.today()
        entry = MonthLock(0, self._context.new_uid(), month, locked, reason.strip(), today)
        with self._action(name, "meeting.lock") as action:
            stored = replace(entry, id=self._store.meetings.insert_lock(entry))
        return self._done(action, stored)

    @staticmethod
    def _month(text: str) -> str:
        try:
            period = Period.parse(text)
        except ValueError as error:
            raise Refusal("month_unreadable", text=text) from error
        if period.months != 1:
            raise Refusal("month_unreadable", text=text)
        return text

    def _found(self, meeting_id: int) -> tuple[Meeting, Sitting]:
        meeting = self._some([meeting_id])[0]
        return meeting, self._store.sittings.get(meeting.sitting_id)

    def _some(self, ids: Iterable[int]) -> Sequence[Meeting]:
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            raise Refusal("meeting_none_chosen")
        found = self._store.meetings.many(wanted)
        if len(found) < len(wanted):
            raise Refusal("meeting_gone")
        return found

    def _held(self, ids: Iterable[int], deed: str) -> Sequence[Meeting]:
        """The records, all of them held: a plan has no papers."""
        found = self._some(ids)
        sittings = self._store.sittings.many({meeting.sitting_id for meeting in found})
        for meeting in found:
            if sittings[meeting.sitting_id].actual_start is None:
                raise Refusal("meeting_not_held", what=self._what([meeting]), deed=deed)
        return found

    def _is_training(self, sitting_id: int) -> bool:
        return self._store.trainings.of_sitting(sitting_id) is not None

    def _deed(self, name: str, meetings: Sequence[Meeting | MeetingDraft]) -> str:
        return name.format(what=self._what(meetings))

    def _what(self, meetings: Sequence[Meeting | MeetingDraft]) -> str:
        """官庄村 党员大会 of the records of one branch; 党员大会 12 条 of many."""
        if len({meeting.unit_id for meeting in meetings}) == 1:
            units = self._store.people.units(self._context.today())
            name = next((unit.name for unit in units if unit.id == meetings[0].unit_id), "")
            return meeting_name(name, (meeting.kind for meeting in meetings))
        kinds = {meeting.kind for meeting in meetings}
        what = meeting_kind_label(kinds.pop()) if len(kinds) == 1 else _("组织生活记录")
        return _("{what} {n} 条").format(what=what, n=len(meetings))
