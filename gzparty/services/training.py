"""Use cases of the training plan: propose the year, add, move, cancel, explain, teach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from gzparty.domain import schedule
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.sitting import RollState, RosterRule, Sitting
from gzparty.domain.training import Course, CourseForm, Proposal, Training, TrainingState
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.context import Done, Service


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """What the clerk types of a session; `id` 0 adds one. None leaves a field as it is or at its default."""

    start: datetime
    end: datetime | None = None
    topic: str | None = None
    place: str | None = None
    host: str | None = None
    contact: str | None = None
    problem: str | None = None
    note: str | None = None
    roster: RosterRule | None = None


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """What the clerk types of a course; `credit` in half hours overrides the rule."""

    title: str
    lecturer: str = ""
    lecturer_post: str = ""
    form: CourseForm = CourseForm.LECTURE
    minutes: int = 0
    credit: int | None = None


class Trainings(Service):
    """Writes of the training plan; reading is in `sessions`."""

    def propose(self, year: int, rule_text: str, since: date | None = None) -> tuple[Proposal, ...]:
        """The dates a rule would give the months of a year that have no session yet; nothing is stored.

        With `since`, dates before that day are left out: an office that begins in June plans from June on.
        """
        rule = schedule.parse_rule(rule_text)
        taken = {
            training.month
            for training in self._store.trainings.of_year(year)
            if training.state is not TrainingState.CANCELLED
        }
        proposals = schedule.propose(rule, year, self._store.calendar.load(), self._busy(rule))
        return tuple(
            proposal
            for proposal in proposals
            if proposal.month not in taken and (since is None or proposal.day >= since)
        )

    def next_by_rule(self, rule_text: str) -> tuple[datetime, Diagnostic]:
        """When a rule would next have a session from today on, and why that day; sessions planned are not looked at."""
        rule, today = schedule.parse_rule(rule_text), self._context.today()
        calendar = self._store.calendar.load()
        for year in (today.year, today.year + 1):
            for proposal in schedule.propose(rule, year, calendar):
                if proposal.day >= today:
                    return datetime.combine(proposal.day, rule.at), proposal.why
        raise Refusal("rule_without_dates", text=rule.text)

    def plan(self, year: int, rule_text: str, since: date | None = None) -> Done[tuple[Training, ...]]:
        """Store a session for each month without one, from a day on if one is given; others are never touched."""
        rule = schedule.parse_rule(rule_text)
        proposals = self.propose(year, rule_text, since)
        stored: list[Training] = []
        with self._action(_("排 {year} 年培训计划").format(year=year), "training.plan") as action:
            for proposal in proposals:
                start = datetime.combine(proposal.day, rule.at)
                stored.append(self._insert(TrainingDraft(start), proposal.why, rule.text, pinned=False))
        return self._done(action, tuple(stored))

    def replan(self, year: int, rule_text: str, on: date) -> Done[tuple[Training, ...]]:
        """Move what an older rule placed to a new rule's dates.

        Left as they are: sessions moved or edited by hand, those past, begun, cancelled or explained.
        """
        rule = schedule.parse_rule(rule_text)
        calendar = self._store.calendar.load()
        free = {t.month: t for t in self._store.trainings.of_year(year) if self._follows_rule(t, on)}
        moved: list[Training] = []
        with self._action(_("按新规则重排 {year} 年培训").format(year=year), "training.replan") as action:
            for month, day in schedule.dates_of(rule, year, calendar).items():
                if month in free:
                    busy = self._busy(rule, besides=free[month].sitting_id)
                    proposal = schedule.shift(month, day, rule, calendar, busy)
                    if proposal.day > on:
                        moved.append(self._reschedule(free[month], proposal, rule))
        return self._done(action, tuple(moved))

    def add(self, draft: TrainingDraft) -> Done[Training]:
        """Add one session by hand; the rule never moves it."""
        name = _("加一期培训 {day}").format(day=draft.start.date())
        with self._action(name, "training.add") as action:
            training = self._insert(draft, None, "", pinned=True)
        return self._done(action, training)

    def edit(self, training_id: int, draft: TrainingDraft) -> Done[Training]:
        """Store what was typed; a changed time pins the session against later rules."""
        before = self._store.trainings.get(training_id)
        sitting = self._store.sittings.get(before.sitting_id)
        end = draft.end or draft.start + (sitting.planned_end - sitting.planned_start)
        _check_times(draft.start, end)
        moved = (draft.start, end) != (sitting.planned_start, sitting.planned_end)
        if moved:
            self._refuse_if_begun(sitting, before)
        if draft.roster not in (None, sitting.roster) and sitting.roll_state is not RollState.OPEN:
            raise Refusal("roster_frozen")
        given = {
            field: getattr(draft, field)
            for field in ("topic", "host", "contact", "problem", "note")
            if getattr(draft, field) is not None
        }
        after = replace(before, **given, pinned=before.pinned or moved)
        if moved:
            after = replace(after, year=draft.start.year, month=draft.start.month)
        with self._action(_("修改第 {n} 期培训").format(n=before.ordinal), "training.edit") as action:
            self._store.trainings.update(after)
            self._store.sittings.update(
                replace(
                    sitting,
                    planned_start=draft.start,
                    planned_end=end,
                    place=sitting.place if draft.place is None else draft.place,
                    roster=draft.roster or sitting.roster,
                )
            )
        return self._done(action, after)

    def move(
        self, training_id: int, start: datetime, end: datetime | None = None, reason: str = ""
    ) -> Done[Training]:
        """Move one session; why it stands where it stands becomes the given reason."""
        before = self._store.trainings.get(training_id)
        sitting = self._store.sittings.get(before.sitting_id)
        self._refuse_if_begun(sitting, before)
        facts = {"planned": sitting.planned_start.date(), "day": start.date(), "reason": reason}
        code = "date_moved_by_hand" if reason else "date_moved_by_hand_plain"
        end = end or start + (sitting.planned_end - sitting.planned_start)
        _check_times(start, end)
        after = replace(
            before, year=start.year, month=start.month, pinned=True, why=Diagnostic(Level.NOTE, code, facts)
        )
        with self._action(_("第 {n} 期培训改期").format(n=before.ordinal), "training.move") as action:
            self._store.trainings.update(after)
            self._store.sittings.update(replace(sitting, planned_start=start, planned_end=end))
        return self._done(action, after)

    def cancel(self, training_id: int, reason: str) -> Done[Training]:
        """Cancel one session; the reason is kept and printed, the number is not given again."""
        training = self._store.trainings.get(training_id)
        self._refuse_if_begun(self._store.sittings.get(training.sitting_id), training)
        return self._set_state(training, TrainingState.CANCELLED, reason, _("取消第 {n} 期培训"))

    def explain_missed(self, training_id: int, reason: str) -> Done[Training]:
        """Say why a month had no training (春节, 三夏); 力争每月, so no red mark follows."""
        training = self._store.trainings.get(training_id)
        self._refuse_if_begun(self._store.sittings.get(training.sitting_id), training)
        return self._set_state(training, TrainingState.MISSED, reason, _("说明第 {n} 期培训没办的原因"))

    def restore(self, training_id: int) -> Done[Training]:
        """Take a cancelled or explained session back into the plan."""
        training = self._store.trainings.get(training_id)
        if training.state is TrainingState.HELD:
            return Done(training)
        return self._set_state(training, TrainingState.PLANNED, "", _("恢复第 {n} 期培训"))

    def delete(self, training_id: int) -> Done[Training]:
        """Delete a session on which nothing was done yet; otherwise it can only be cancelled."""
        training = self._store.trainings.get(training_id)
        self._refuse_if_begun(self._store.sittings.get(training.sitting_id), training)
        with self._action(_("删除第 {n} 期培训").format(n=training.ordinal), "training.delete") as action:
            self._store.trainings.delete(training_id)
            self._store.sittings.delete(training.sitting_id)
        return self._done(action, training)

    def set_actual_time(self, training_id: int, start: datetime, end: datetime) -> Done[Sitting]:
        """Record when it really took place; any date is accepted, back-entry is normal."""
        _check_times(start, end)
        training = self._store.trainings.get(training_id)
        sitting = replace(self._store.sittings.get(training.sitting_id), actual_start=start, actual_end=end)
        with self._action(_("登记第 {n} 期实际时间").format(n=training.ordinal), "training.actual") as action:
            self._store.sittings.update(sitting)
        return self._done(action, sitting)

    def set_courses(self, training_id: int, courses: Sequence[CourseDraft]) -> Done[tuple[Course, ...]]:
        """Replace the list of courses; a course needs a title and a length above zero."""
        training = self._store.trainings.get(training_id)
        for number, draft in enumerate(courses, 1):
            if not draft.title.strip():
                raise Refusal("course_without_title", number=number)
            if draft.minutes <= 0 or draft.minutes > 24 * 60:
                raise Refusal("course_length_absurd", title=draft.title, minutes=draft.minutes)
        stored = tuple(self._course(training_id, n, draft) for n, draft in enumerate(courses, 1))
        with self._action(_("修改第 {n} 期课程").format(n=training.ordinal), "training.courses") as action:
            self._store.trainings.replace_courses(training_id, stored)
        return self._done(action, tuple(self._store.trainings.courses([training_id])))

    def findings(
        self, start: datetime, end: datetime, place: str, besides: int = 0
    ) -> tuple[Diagnostic, ...]:
        """What should be looked at before a time is taken: a day off, a clash; none of it forbids."""
        calendar = self._store.calendar.load()
        found: list[Diagnostic] = []
        if not calendar.is_workday(start.date()):
            name = calendar.holiday_name(start.date())
            code = "day_is_holiday" if name else "day_is_weekend"
            found.append(Diagnostic(Level.WARNING, code, {"day": start.date(), "holiday": name}))
        clash = self._clash(start, end, place, besides)
        return (*found, clash) if clash else tuple(found)

    def _insert(self, draft: TrainingDraft, why: Diagnostic | None, rule: str, pinned: bool) -> Training:
        settings = self._settings()
        end = draft.end or draft.start + timedelta(minutes=settings.training_minutes)
        _check_times(draft.start, end)
        place = settings.training_place if draft.place is None else draft.place
        roster = draft.roster or RosterRule(
            community_secretaries=settings.community_secretaries_invited,
            first_secretaries=settings.first_secretaries_invited,
        )
        uid = self._context.new_uid()
        sitting_id = self._store.sittings.insert(
            Sitting(0, uid, draft.start, end, None, None, place, roster, RollState.OPEN)
        )
        training = Training(
            id=0,
            uid=self._context.new_uid(),
            number=self._store.trainings.next_number(draft.start.year),
            year=draft.start.year,
            month=draft.start.month,
            topic=draft.topic or "",
            problem=draft.problem or "",
            sitting_id=sitting_id,
            state=TrainingState.PLANNED,
            state_reason="",
            why=why,
            rule=rule,
            pinned=pinned,
            host=settings.training_host if draft.host is None else draft.host,
            contact=settings.training_contact if draft.contact is None else draft.contact,
            note=draft.note or "",
        )
        return replace(training, id=self._store.trainings.insert(training))

    def _reschedule(self, training: Training, proposal: Proposal, rule: schedule.MonthlyRule) -> Training:
        sitting = self._store.sittings.get(training.sitting_id)
        start = datetime.combine(proposal.day, rule.at)
        end = start + (sitting.planned_end - sitting.planned_start)
        after = replace(training, why=proposal.why, rule=rule.text)
        self._store.trainings.update(after)
        self._store.sittings.update(replace(sitting, planned_start=start, planned_end=end))
        return after

    def _follows_rule(self, training: Training, on: date) -> bool:
        sitting = self._store.sittings.get(training.sitting_id)
        untouched = training.state is TrainingState.PLANNED and not training.pinned
        return untouched and sitting.roll_state is RollState.OPEN and sitting.planned_start.date() > on

    def _set_state(self, training: Training, state: TrainingState, reason: str, name: str) -> Done[Training]:
        if state is not TrainingState.PLANNED and not reason.strip():
            raise Refusal("state_reason_missing")
        after = replace(training, state=state, state_reason=reason.strip())
        with self._action(name.format(n=training.ordinal), f"training.{state}") as action:
            self._store.trainings.update(after)
        return self._done(action, after)

    def _refuse_if_begun(self, sitting: Sitting, training: Training) -> None:
        if sitting.roll_state is not RollState.OPEN:
            raise Refusal("training_begun", n=training.ordinal)

    def _course(self, training_id: int, position: int, draft: CourseDraft) -> Course:
        return Course(
            id=0,
            uid=self._context.new_uid(),
            training_id=training_id,
            position=position,
            title=draft.title.strip(),
            lecturer=draft.lecturer.strip(),
            lecturer_post=draft.lecturer_post.strip(),
            form=draft.form,
            minutes=draft.minutes,
            credit=draft.credit,
        )

    def _busy(self, rule: schedule.MonthlyRule, besides: int = 0) -> schedule.Busy:
        settings = self._settings()

        def busy(day: date) -> Diagnostic | None:
            start = datetime.combine(day, rule.at)
            end = start + timedelta(minutes=settings.training_minutes)
            return self._clash(start, end, settings.training_place, besides)

        return busy

    def _clash(self, start: datetime, end: datetime, place: str, besides: int) -> Diagnostic | None:
        day = start.date()
        around = self._store.sittings.between(
            datetime.combine(day, datetime.min.time()), datetime.combine(day, datetime.max.time())
        )
        for sitting in around:
            if sitting.id == besides or sitting.end <= start or end <= sitting.start:
                continue
            other = self._store.trainings.of_sitting(sitting.id)
            if other is None and not (sitting.timed and place and sitting.place == place):
                # A village's own meeting is no hindrance, unless it is in the same room.
                continue
            if other is not None and other.state in (TrainingState.CANCELLED, TrainingState.MISSED):
                continue
            same_place = bool(place) and sitting.place == place
            code = "clash_place" if same_place else "clash_people"
            return Diagnostic(Level.WARNING, code, {"start": sitting.start, "place": place})
        return None


def _check_times(start: datetime, end: datetime) -> None:
    if end <= start:
        raise Refusal("end_before_start", start=start, end=end)
