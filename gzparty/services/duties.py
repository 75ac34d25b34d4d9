"""The rules dues follow from: versions of duties and who is let off; 支部生活日 are in `life_days`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from gzparty.domain import entry
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.dues import INSPECTION, Due, DueState, NotApplicable
from gzparty.domain.duty import (
    Duty,
    Grade,
    LifeDay,
    Waiver,
    decides_from,
    in_force,
)
from gzparty.domain.duty_rules import check_duty, check_from
from gzparty.domain.owing import Evidence, expand
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.dates import prose, prose_weekday
from gzparty.labels.duty import deadline_hint
from gzparty.labels.period import period_label, period_text
from gzparty.services.context import Done, Service
from gzparty.services.due_book import DueBook
from gzparty.services.duty_views import DutyLine, LifeDayLine, WaiverLine
from gzparty.services.life_days import LifeDays

REASON_LIMIT = 200
TITLE_LIMIT, BASIS_LIMIT = 30, 60


class Duties(Service):
    """Reads and writes of the rules; every write is one action and no closed period changes by it."""

    def lines(self, on: date | None = None) -> tuple[DutyLine, ...]:
        """Every duty as it stands on a day (today if none is given), with how many units or groups owe it then."""
        with self._store.snapshot():
            book, day = self._book(), on or self._context.today()
            # Who owes a duty does not follow from records, so none are read for it.
            nothing = Evidence(life_days=book.life_day)
            due = expand(book.versions, day.year, book.facts, nothing, book.terms, lambda found: day in found)
            owing = _owing(due)
            return tuple(
                DutyLine(_deciding(known, day), owing.get(code, 0), tuple(known))
                for code, known in book.versions.items()
            )

    def find(self, name: str) -> str:
        """The code of a duty given by code or by any title it has had; Refusal where none has it."""
        for code, known in self._book().versions.items():
            if name == code or name in {duty.title for duty in known}:
                return code
        raise Refusal("duty_unknown", duty=name)

    def preview(self, duty: Duty) -> tuple[Diagnostic, ...]:
        """What a new version would do, said in sentences; Refusal for one that cannot be stored."""
        with self._store.snapshot():
            book = self._book()
            duty = self._checked(duty, book)
            return tuple(self._effects(duty, book))

    def change(self, duty: Duty) -> Done[Duty]:
        """Store a version that counts from its `valid_from` on; an empty code makes a new duty of the office.

        A version already stored for that very day is written over. Raises Refusal for what cannot be asked, and for a
        day in a month that is over.
        """
        duty = self._checked(duty, self._book())
        name = _("{title}从 {month} 起改规定").format(title=duty.title, month=_month_text(duty.valid_from))
        return self._store_version(duty, name, "duty.change")

    def stop(self, code: str, from_day: date) -> Done[Duty]:
        """Ask a duty no more from a month on; what was owed before stays."""
        book = self._book()
        known = self._known(code, book)
        check_from(from_day, book.today, book.terms.since)
        duty = replace(_deciding(known, from_day), id=0, valid_from=from_day, stopped=True)
        name = _("{title}从 {month} 起停用").format(title=duty.title, month=_month_text(from_day))
        return self._store_version(duty, name, "duty.stop")

    def take_back(self, version_id: int) -> Done[Duty]:
        """Delete a version that has not decided any closed month yet; the one before it counts on."""
        book = self._book()
        duty = next((duty for duty in self._store.duties.duties() if duty.id == version_id), None)
        if duty is None:
            raise Refusal("duty_version_unknown")
        begun = decides_from(book.versions[duty.code], duty)
        if begun is not None:
            self._refuse_used(begun, book)
        name = _("撤回{title}从 {month} 起的规定").format(
            title=duty.title, month=_month_text(duty.valid_from)
        )
        with self._action(name, "duty.take_back") as action:
            self._store.duties.delete_duty(version_id)
        return self._done(action, duty)

    def waive(  # noqa: PLR0913
        self,
        duty_code: str,
        unit_id: int,
        period: Period,
        reason: str,
        approver: str = "",
        approved_on: date | None = None,
        group_id: int | None = None,
    ) -> Done[Waiver]:
        """Let a unit (or one of its groups) off a duty for a period, with reason and who agreed.

        What is only striven for takes a word on why it was not done, and nobody's leave.
        """
        book = self._book()
        waiver = Waiver(
            0,
            self._context.new_uid(),
            duty_code,
            unit_id,
            group_id,
            period.code,
            entry.checked_text(reason, REASON_LIMIT),
            entry.checked_text(approver, entry.NAME_LIMIT),
            approved_on,
        )
        duty = self._check_waiver(waiver, period, book)
        unit = book.units(book.today)[unit_id].name
        name = (
            _("{unit}{title}免办 {period}")
            if duty.grade is not Grade.STRIVE
            else _("说明{unit}{title}没办 {period}")
        )
        name = name.format(unit=unit, title=duty.title, period=period_text(period))
        with self._action(name, "duty.waive") as action:
            waiver = replace(waiver, id=self._store.duties.insert_waiver(waiver))
        return self._done(action, waiver)

    def unwaive(self, waiver_id: int) -> Done[Waiver]:
        """Take a waiver back: the duty is owed again."""
        book = self._book()
        waiver = self._store.duties.waiver(waiver_id)
        name = _("{unit}{title}不再免办 {period}").format(
            unit=book.units(book.today)[waiver.unit_id].name,
            title=self._title(waiver.duty, book),
            period=period_text(Period.parse(waiver.period)),
        )
        with self._action(name, "duty.unwaive") as action:
            self._store.duties.delete_waiver(waiver_id)
        return self._done(action, waiver)

    def unwaive_some(self, waiver_ids: Sequence[int]) -> Done[None]:
        """Take several waivers back as one deed."""
        wanted = list(dict.fromkeys(waiver_ids))
        with self._action(_("撤销 {n} 条免办").format(n=len(wanted)), "duty.unwaive") as action:
            for waiver_id in wanted:
                self.unwaive(waiver_id)
        return self._done(action, None)

    def waivers(self, year: int) -> tuple[WaiverLine, ...]:
        """Who is let off what in a year, in the order it was written."""
        with self._store.snapshot():
            book = self._book()
            units = book.units(book.today)
            return tuple(
                WaiverLine(
                    waiver,
                    units[waiver.unit_id],
                    book.group_names.get(waiver.group_id or 0, ""),
                    self._title(waiver.duty, book),
                )
                for waiver in self._store.duties.waivers(f"{year:04d}", f"{year:04d}-Z")
            )

    def life_days(self, month: Period) -> tuple[LifeDayLine, ...]:
        """Every branch with its 支部生活日 and where it falls in a month."""
        return self._life_days().lines(month)

    def set_life_day(
        self, unit_ids: Sequence[int], rule: str, starts_at: time | None, grace: int, valid_from: date
    ) -> Done[tuple[LifeDay, ...]]:
        """Give some branches a 支部生活日 by a phrase (15日, 第一个周五) from a month on."""
        return self._life_days().set(unit_ids, rule, starts_at, grace, valid_from)

    def end_life_day(self, unit_ids: Collection[int], from_day: date) -> Done[None]:
        """Let some branches have no 支部生活日 any more from a month on; its duties then go by the month's end."""
        return self._life_days().end(unit_ids, from_day)

    def _life_days(self) -> LifeDays:
        return LifeDays(self._store, self._context)

    def _book(self) -> DueBook:
        return DueBook(self._store, self._context.today())

    def _known(self, code: str, book: DueBook) -> Sequence[Duty]:
        known = book.versions.get(code)
        if not known:
            raise Refusal("duty_unknown", duty=code)
        return known

    def _title(self, code: str, book: DueBook) -> str:
        known = book.versions.get(code)
        return known[-1].title if known else code

    def _checked(self, duty: Duty, book: DueBook) -> Duty:
        duty = replace(
            duty,
            title=entry.checked_text(duty.title, TITLE_LIMIT),
            basis=entry.checked_text(duty.basis, BASIS_LIMIT),
            code=duty.code or f"own-{self._context.new_uid()[-8:]}",
        )
        check_duty(duty)
        check_from(duty.valid_from, book.today, book.terms.since)
        return duty

    def _store_version(self, duty: Duty, name: str, kind: str) -> Done[Duty]:
        same = next(
            (
                known
                for known in self._store.duties.duties()
                if (known.code, known.valid_from) == (duty.code, duty.valid_from)
            ),
            None,
        )
        with self._action(name, kind) as action:
            if same is None:
                duty = replace(duty, uid=self._context.new_uid())
                duty = replace(duty, id=self._store.duties.insert_duty(duty))
            else:
                duty = replace(duty, id=same.id, uid=same.uid)
                if duty != same:
                    self._store.duties.update_duty(duty)
        return self._done(action, duty)

    def _refuse_used(self, begun: date, book: DueBook) -> None:
        this_month = book.today.replace(day=1)
        if begun < this_month and book.terms.since < this_month:
            raise Refusal("duty_version_used", month=_month_text(begun))

    def _effects(self, duty: Duty, book: DueBook) -> Iterator[Diagnostic]:
        before = book.versions.get(duty.code, ())
        after = [*(known for known in before if known.valid_from != duty.valid_from), duty]
        start = decides_from(after, duty)
        if start is None:
            yield _note("duty_preview_never", title=duty.title)
            return
        if start > duty.valid_from:
            yield _note("duty_preview_later", month=_month_text(start))
        period = next(period for found, period in in_force(after, start.year) if found == duty)
        changed = list(self._dues({duty.code: after}, period, lambda found: found == period, book))
        yield _note(
            "duty_preview_stopped" if duty.stopped else "duty_preview_owed",
            period=period_label(period),
            units=_owing(changed).get(duty.code, 0),
            dues=sum(_applies(due) for due in changed),
        )
        if changed and not duty.stopped:
            yield from _deadlines(changed[0], book)
        waiting = sum(due.state is DueState.OVERDUE for due in self._before(duty.code, start, book))
        facts = {"month": _month_text(start - timedelta(days=1)), "n": waiting}
        yield _note("duty_preview_before" if waiting else "duty_preview_before_none", **facts)

    def _dues(
        self,
        versions: Mapping[str, Sequence[Duty]],
        span: Period,
        wanted: Callable[[Period], bool],
        book: DueBook,
    ) -> Iterator[Due]:
        """What would be owed under some versions, whatever records there are."""
        evidence = book.evidence(span, frozenset())
        return expand(versions, span.year, book.facts, evidence, book.terms, wanted)

    def _before(self, code: str, start: date, book: DueBook) -> Iterator[Due]:
        year = Period(book.today.year, 1, 12)
        return book.dues(year, lambda period: period.first < start, (code,))

    def _check_waiver(self, waiver: Waiver, period: Period, book: DueBook) -> Duty:
        known = self._known(waiver.duty, book)
        if waiver.unit_id not in book.units(book.today):
            raise KeyError(waiver.unit_id)
        groups = {None, *(group.id for group in self._store.people.groups(waiver.unit_id))}
        if waiver.group_id not in groups:
            raise KeyError(waiver.group_id)
        duty = next((found for found, owed in in_force(known, period.year) if period.covers(owed)), None)
        if duty is None:
            raise Refusal("waiver_covers_nothing", title=known[-1].title, period=period_text(period))
        if not waiver.reason:
            raise Refusal("waiver_reason_missing")
        if not waiver.approver and duty.grade is not Grade.STRIVE:
            raise Refusal("waiver_approver_missing")
        if waiver.approved_on is not None and waiver.approved_on > book.today:
            raise Refusal("waiver_approved_ahead", day=waiver.approved_on)
        for other in self._store.duties.waivers(f"{period.year:04d}", f"{period.year:04d}-Z"):
            same = (other.duty, other.unit_id) == (waiver.duty, waiver.unit_id)
            if (
                same
                and other.group_id in (None, waiver.group_id)
                and Period.parse(other.period).covers(period)
            ):
                raise Refusal("waiver_there_already", reason=other.reason)
        return duty


def _deciding(versions: Sequence[Duty], day: date) -> Duty:
    """The version that decides the period of a day; the first one where none does yet."""
    return next((duty for duty, period in in_force(versions, day.year) if day in period), versions[0])


def _applies(due: Due) -> bool:
    return due.state is not DueState.NOT_APPLICABLE or due.reason is NotApplicable.BEFORE_RECORDS


def _owing(dues: Iterator[Due] | Sequence[Due]) -> dict[str, int]:
    """How many units or groups owe each duty, whether records are kept yet or not."""
    found: dict[str, set[tuple[int, int]]] = {}
    for due in dues:
        if _applies(due):
            found.setdefault(due.duty.code, set()).add((due.unit_id, due.group_id))
    return {code: len(owing) for code, owing in found.items()}


def _deadlines(due: Due, book: DueBook) -> Iterator[Diagnostic]:
    """The two deadlines of the first due, each with the last workday before it where it is a day off."""
    if due.duty.hold_by is not None and due.duty.hold_by.by_life_day:
        yield _note("duty_preview_life_day")
        return
    calendar, period, times = book.terms.calendar, due.period, due.duty.times
    held = "duty_preview_inspect" if due.duty.record == INSPECTION else "duty_preview_hold"
    if due.duty.hold_by is not None and due.duty.hold_by.by_halves:
        last = due.duty.hold_by.falls_on(period)
        facts = {"day": prose(due.hold_by), "n": times // 2, "last": prose(last), "all": times}
        yield _note("duty_preview_halves", **facts)
        held = ""
    for code, day in ((held, due.hold_by), ("duty_preview_report", due.report_by)):
        if not code:
            continue
        if day is not None and not (
            code.endswith("report") and due.duty.report_by and due.duty.report_by.workdays
        ):
            yield _note(code, day=prose_weekday(day))
            hint = deadline_hint(day, calendar)
            if hint:
                yield _note("duty_preview_hint", hint=hint)


def _month_text(day: date) -> str:
    return period_text(Period.around(day))


def _note(code: str, **facts: object) -> Diagnostic:
    return Diagnostic(Level.NOTE, code, facts)
