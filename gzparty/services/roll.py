"""Use cases of the roll: mark, clear, walk-ins, close, correct, leave in advance, make-ups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import roll
from gzparty.domain.credit import credit_for_minutes
from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.sitting import (
    Attendance,
    LeaveRequest,
    Makeup,
    Mark,
    RollState,
    RosterRule,
    Sitting,
    Status,
)
from gzparty.domain.training import TrainingState
from gzparty.i18n import _
from gzparty.labels.training import status_label
from gzparty.services.context import Done, Service
from gzparty.services.credit_book import credit_rules
from gzparty.services.month_locks import refuse_locked_sitting
from gzparty.services.sessions import current_roll

if TYPE_CHECKING:
    from gzparty.services.file_ports import Action

Edit = Callable[[Attendance], Attendance]


class Rolls(Service):
    """Writes of a roll. Lines are named by their position, which stays the same from rule to frozen roll."""

    def mark(self, sitting_id: int, positions: Iterable[int], mark: Mark) -> Done[tuple[Diagnostic, ...]]:
        """Mark some lines; the first mark freezes the roster, a closed roll is corrected and stays closed.

        The value lists what the marks lack (a reason, a substitute's name).
        """
        wanted = set(positions)
        rows = self._rows(sitting_id)
        chosen = [row for row in rows if row.position in wanted]
        _refuse_unknown(rows, wanted)
        self._refuse_substitute(sitting_id, mark.status)
        name = self._deed_name(chosen, mark.status)
        findings = tuple(finding for row in chosen for finding in roll.check_mark(row, mark))
        return self._done(
            self._change(sitting_id, wanted, lambda row: roll.apply_mark(row, mark), name), findings
        )

    def mark_unmarked(self, sitting_id: int, status: Status = Status.PRESENT) -> Done[int]:
        """Mark every line without a mark; the value says how many."""
        open_lines = {row.position for row in self._rows(sitting_id) if row.status in roll.UNDECIDED}
        name = _("{count} 人记为“{status}”").format(count=len(open_lines), status=status_label(status))
        action = self._change(sitting_id, open_lines, lambda row: roll.apply_mark(row, Mark(status)), name)
        return self._done(action, len(open_lines))

    def clear(self, sitting_id: int, positions: Iterable[int]) -> Done[int]:
        """Take marks away again; on a closed roll the lines become unsettled.

        Without any mark left the roster rule decides again, so that the session can be moved or cancelled.
        """
        closed = self._store.sittings.get(sitting_id).roll_state is RollState.CLOSED
        empty = Mark(Status.UNSETTLED if closed else Status.UNMARKED)
        wanted = set(positions)
        name = _("清除 {count} 人的签到").format(count=len(wanted))
        with self._action(name, "roll.mark") as action:
            self._change(sitting_id, wanted, lambda row: roll.apply_mark(row, empty), name)
            self._thaw(sitting_id)
        return self._done(action, len(wanted))

    def set_reason(self, sitting_id: int, position: int, reason: str, substitute: str = "") -> Done[None]:
        """Write the reason, or a substitute's name, of a marked line."""

        def told(row: Attendance) -> Attendance:
            left_at, words = row.left_at, reason
            if row.status is Status.EARLY:
                left_at, words = roll.split_leaving(reason)
            name = substitute or row.substitute_name
            return replace(row, reason=words, left_at=left_at, substitute_name=name)

        return self._done(self._change(sitting_id, {position}, told, _("填写事由")), None)

    def write_reasons(self, sitting_id: int, typed: Mapping[int, str]) -> Done[None]:
        """Take what was typed beside several lines, by their positions, as one deed.

        Beside a substitute stands who it is (李示例 支部副书记), beside every other mark the reason.
        """
        lines = self._rows(sitting_id)
        _refuse_unknown(lines, set(typed))
        rows = {row.position: row for row in lines}
        name = _("填写事由") if len(typed) == 1 else _("填写 {n} 人的事由").format(n=len(typed))
        with self._action(name, "roll.mark") as action:
            for position, text in typed.items():
                first, _blank, rest = text.strip().partition(" ")
                if rows[position].status is Status.SUBSTITUTE and first:
                    mark = Mark(Status.SUBSTITUTE, substitute_name=first, substitute_post=rest.strip())
                    self.mark(sitting_id, [position], mark)
                else:
                    self.set_reason(sitting_id, position, text.strip())
        return self._done(action, None)

    def add_guest(self, sitting_id: int, name: str, unit_name: str = "", post: str = "") -> Done[Attendance]:
        """Add a walk-in at the end of the roll, present; guests are not in 应到."""
        if not name.strip():
            raise Refusal("guest_without_name")
        with self._action(_("加列席人员 {name}").format(name=name.strip()), "roll.guest") as action:
            rows = self._freeze(sitting_id)
            guest = Attendance(
                id=0,
                uid=self._context.new_uid(),
                sitting_id=sitting_id,
                position=max((row.position for row in rows), default=0) + 1,
                person_id=None,
                name=name.strip(),
                initials="",
                unit_ids=(),
                unit_name=unit_name.strip(),
                post=post.strip(),
                status=Status.PRESENT,
                guest=True,
            )
            self._store.sittings.insert_roll([guest])
        return self._done(action, guest)

    def leave_out(self, sitting_id: int, positions: Iterable[int], reason: str) -> Done[int]:
        """Take some lines out of 应到 with the reason approved for it; an empty reason counts them again."""
        wanted, why = set(positions), reason.strip()
        name = _("{count} 人不计入应到") if why else _("{count} 人重新计入应到")
        action = self._change(
            sitting_id, wanted, lambda row: replace(row, not_counted=why), name.format(count=len(wanted))
        )
        return self._done(action, len(wanted))

    def close(self, sitting_id: int) -> Done[int]:
        """Close the roll (结束签到): the unmarked become 待核实; the value says how many those are.

        A sitting whose day has not come cannot be closed: its credit would be earned before it was held.
        """
        day = self._store.sittings.get(sitting_id).start.date()
        if day > self._context.today():
            raise Refusal("roll_close_before_day", day=day)
        with self._action(_("结束签到"), "roll.close") as action:
            rows = self._freeze(sitting_id)
            closed = roll.close(rows)
            changed = [new for old, new in zip(rows, closed, strict=True) if old != new]
            self._store.sittings.update_attendance(changed)
            sitting = self._store.sittings.get(sitting_id)
            if sitting.roll_state is not RollState.CLOSED:
                closing = replace(sitting, roll_state=RollState.CLOSED, closed_on=self._context.today())
                self._store.sittings.update(self._as_held(closing))
                self._set_held(sitting_id, TrainingState.HELD)
        return self._done(action, sum(row.status is Status.UNSETTLED for row in closed))

    def reopen(self, sitting_id: int) -> Done[None]:
        """Take a closed roll up again; unsettled lines become unmarked."""
        with self._action(_("继续签到"), "roll.reopen") as action:
            refuse_locked_sitting(self._store, sitting_id)
            sitting = self._store.sittings.get(sitting_id)
            if sitting.roll_state is RollState.CLOSED:
                rows = self._store.sittings.roll(sitting_id)
                unsettled = [replace(r, status=Status.UNMARKED) for r in rows if r.status is Status.UNSETTLED]
                self._store.sittings.update_attendance(unsettled)
                self._store.sittings.update(replace(sitting, roll_state=RollState.FROZEN, closed_on=None))
                self._set_held(sitting_id, TrainingState.PLANNED)
        return self._done(action, None)

    def set_roster(self, sitting_id: int, roster: RosterRule) -> Done[Sitting]:
        """Change who is called; refused once a mark has frozen the roll."""
        sitting = self._store.sittings.get(sitting_id)
        if sitting.roll_state is not RollState.OPEN:
            raise Refusal("roster_frozen")
        refuse_locked_sitting(self._store, sitting_id)
        changed = replace(sitting, roster=roster)
        with self._action(_("修改参加人员"), "roll.roster") as action:
            self._store.sittings.update(changed)
        return self._done(action, changed)

    def request_leave(self, request: LeaveRequest) -> Done[LeaveRequest]:
        """Note leave, official duty or a substitute before the sitting; on a frozen roll it is marked at once."""
        if request.status not in (Status.LEAVE, Status.OFFICIAL, Status.SUBSTITUTE):
            raise Refusal("leave_status_wrong", status=status_label(request.status))
        self._refuse_substitute(request.sitting_id, request.status)
        refuse_locked_sitting(self._store, request.sitting_id)
        person = self._store.people.person(request.person_id)
        with self._action(_("{name} 请假").format(name=person.name), "roll.leave") as action:
            for old in self._store.sittings.leave_requests(request.sitting_id):
                if old.person_id == request.person_id:
                    self._store.sittings.delete_leave_request(old.id)
            stored = replace(request, uid=request.uid or self._context.new_uid())
            stored = replace(stored, id=self._store.sittings.insert_leave_request(stored))
            self._mark_requested(stored)
        return self._done(action, stored)

    def withdraw_leave(self, request_id: int) -> Done[None]:
        """Take a leave note back (销假); a mark already made stays until the clerk changes it."""
        with self._action(_("销假"), "roll.leave") as action:
            self._store.sittings.delete_leave_request(request_id)
        return self._done(action, None)

    def record_makeup(self, attendance_id: int, done_on: date, minutes: int, proof: str) -> Done[Makeup]:
        """Record a make-up (补课) on its own date, credited by its length."""
        if minutes <= 0:
            raise Refusal("makeup_without_length")
        if done_on > self._context.today():
            raise Refusal("makeup_in_future", day=done_on)
        self._refuse_makeup(attendance_id)
        rule = credit_rules(self._settings()).default
        credit = credit_for_minutes(minutes, rule)
        makeup = Makeup(0, self._context.new_uid(), attendance_id, done_on, minutes, credit, proof.strip())
        with self._action(_("登记补课"), "roll.makeup") as action:
            stored = replace(makeup, id=self._store.sittings.insert_makeup(makeup))
        return self._done(action, stored)

    def _refuse_makeup(self, attendance_id: int) -> None:
        row = self._store.sittings.lines([attendance_id]).get(attendance_id)
        # 学时 are earned at trainings; what was missed of a branch's own meeting is not made up by hours.
        taught = row is not None and self._store.trainings.of_sitting(row.sitting_id) is not None
        if row is None or not taught or row.status not in roll.OWES_MAKEUP or row.guest:
            raise Refusal("makeup_not_owed", name=row.name if row else _("这一位"))
        done = next((m for m in self._store.sittings.makeups() if m.attendance_id == attendance_id), None)
        if done is not None:
            raise Refusal("makeup_done", name=row.name, day=done.done_on)

    def _thaw(self, sitting_id: int) -> None:
        sitting = self._store.sittings.get(sitting_id)
        rows = self._store.sittings.roll(sitting_id)
        known = {r.person_id: r.status for r in self._store.sittings.leave_requests(sitting_id)}
        made_up = {makeup.attendance_id for makeup in self._store.sittings.makeups()}
        bare = all(
            (row.status is Status.UNMARKED or known.get(row.person_id or 0) is row.status)
            and not row.guest
            and row.id not in made_up
            for row in rows
        )
        if bare and sitting.roll_state is RollState.FROZEN:
            for row in rows:
                self._store.sittings.delete_attendance(row.id)
            self._store.sittings.update(replace(sitting, roll_state=RollState.OPEN))

    def _rows(self, sitting_id: int) -> Sequence[Attendance]:
        sitting = self._store.sittings.get(sitting_id)
        rows = current_roll(self._store, sitting, self._store.sittings.leave_requests(sitting_id))
        if not rows:
            raise Refusal("roster_empty")
        return rows

    def _freeze(self, sitting_id: int) -> Sequence[Attendance]:
        """The stored roll; with the first write the rule's lines are stored as they are that day."""
        refuse_locked_sitting(self._store, sitting_id)
        sitting = self._store.sittings.get(sitting_id)
        if sitting.roll_state is RollState.OPEN:
            rows = [replace(row, uid=self._context.new_uid()) for row in self._rows(sitting_id)]
            self._store.sittings.insert_roll(rows)
            self._store.sittings.update(replace(sitting, roll_state=RollState.FROZEN))
        return self._store.sittings.roll(sitting_id)

    def _change(self, sitting_id: int, positions: set[int], edit: Edit, name: str) -> Action:
        with self._action(name, "roll.mark") as action:
            rows = self._freeze(sitting_id)
            _refuse_unknown(rows, positions)
            changed = [edit(row) for row in rows if row.position in positions]
            self._store.sittings.update_attendance(changed)
        return action

    def _mark_requested(self, request: LeaveRequest) -> None:
        if self._store.sittings.get(request.sitting_id).roll_state is RollState.OPEN:
            return
        rows = self._store.sittings.roll(request.sitting_id)
        told = roll.apply_requests(rows, [request])
        self._store.sittings.update_attendance(new for old, new in zip(rows, told, strict=True) if old != new)

    def _as_held(self, sitting: Sitting) -> Sitting:
        """A branch's planned meeting whose roll is closed was held as planned; a training keeps its two times."""
        if sitting.actual_start is not None or not self._store.meetings.of_sitting(sitting.id):
            return sitting
        return replace(sitting, actual_start=sitting.planned_start, actual_end=sitting.planned_end)

    def _refuse_substitute(self, sitting_id: int, status: Status) -> None:
        if status is Status.SUBSTITUTE and self._store.meetings.of_sitting(sitting_id):
            raise Refusal("substitute_at_meeting")

    def _set_held(self, sitting_id: int, state: TrainingState) -> None:
        training = self._store.trainings.of_sitting(sitting_id)
        if training is not None:
            self._store.trainings.update(replace(training, state=state))

    @staticmethod
    def _deed_name(rows: Sequence[Attendance], status: Status) -> str:
        if len(rows) == 1:
            facts = {"unit": rows[0].unit_name, "name": rows[0].name, "status": status_label(status)}
            return _("{unit} {name} 记为“{status}”").format(**facts)
        return _("{count} 人记为“{status}”").format(count=len(rows), status=status_label(status))


def _refuse_unknown(rows: Sequence[Attendance], positions: set[int]) -> None:
    unknown = sorted(positions - {row.position for row in rows})
    if unknown or not rows:
        raise Refusal("roll_line_unknown", positions=_("、").join(str(number) for number in unknown))
