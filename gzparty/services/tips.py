"""群众意见建议: registered, given to a unit, answered, made a row of the ledger; accusations handed over without content.

Who said something lies sealed apart (`services/sealed_people.py`) and leaves the file only by `reveal`, an act of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.problem import Problem, ProblemSource
from gzparty.domain.tip import (
    Reporter,
    Tip,
    TipChannel,
    TipKind,
    days_past,
    due_day,
    group_of,
    lose_content,
)
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.services import tip_drafts
from gzparty.services.context import Context, Done, Service
from gzparty.services.ledger_views import LedgerLine, TipView
from gzparty.services.sealed_people import SealedPeople
from gzparty.services.sealing import Sealer
from gzparty.services.tip_drafts import Answer, HandOver, TipDraft

if TYPE_CHECKING:
    from gzparty.services.ports import Store
    from gzparty.services.problem_drafts import ProblemDraft

FORM = "tip"
"""The form whose drafts hold what is typed of an opinion."""
SAID = ("content", "reply", "note")
"""What may tell what was said."""
DEALT_WITH = ("unit_id", "due_on", "replied_on")


class Tips(Service):
    """Opinions of all years; every write but the look at a reporter is one action."""

    def __init__(self, store: Store, context: Context, sealer: Sealer) -> None:
        super().__init__(store, context)
        self._sealer = sealer
        self._people = SealedPeople(store, context, sealer)

    def all(self, year: int | None = None) -> tuple[TipView, ...]:
        """Opinions received in a year or ever, by number; who said them is in none of it."""
        with self._store.snapshot():
            return self._views(self._store.tips.all(year))

    def shown(self, year: int) -> tuple[TipView, ...]:
        """A year as the page shows it: the running one also holds what is still open from earlier ones."""
        with self._store.snapshot():
            tips = {tip.id: tip for tip in self._store.tips.all(year)}
            if year == self._context.today().year:
                tips = {tip.id: tip for tip in self._store.tips.unanswered()} | tips
            return self._views(sorted(tips.values(), key=attrgetter("number")))

    def get(self, tip_id: int) -> TipView:
        """One opinion; KeyError if there is none."""
        with self._store.snapshot():
            return self._views([self._store.tips.get(tip_id)])[0]

    def find(self, reference: str) -> Tip:
        """The opinion of a number or uid; Refusal where there is none."""
        found = self._store.tips.find(reference.strip())
        if found is None:
            raise Refusal("tip_unknown", reference=reference)
        return found

    def years(self) -> tuple[int, ...]:
        """The years any was received in."""
        return tuple(self._store.tips.years())

    def proposed_due(self, received_on: date) -> date:
        """The day an opinion received then is due unless another is chosen: a workday."""
        return due_day(received_on, self._settings().tip_workdays, self._store.calendar.load())

    def add(self, draft: TipDraft, reporter: Reporter | None = None) -> Done[Tip]:
        """Register an opinion; who said it is sealed at once. An accusation is taken without any content."""
        today = self._context.today()
        received_on = draft.received_on or today
        blank = Tip(0, self._context.new_uid(), "", draft.kind, TipChannel.OTHER, received_on)
        tip = self._checked(_changed(blank, draft), reporter)
        if tip.kind is TipKind.OPINION and tip.due_on is None:
            tip = replace(tip, due_on=self.proposed_due(received_on))
        sealed = None if reporter is None else self._people.sealed(tip.uid, reporter)
        name = _("登记 {day} 收到的意见").format(day=dates.prose(received_on))
        with self._action(name, "tip.add") as action:
            tip = replace(tip, number=self._store.tips.next_number(received_on.year))
            if sealed is not None:
                tip = self._with_reporter(tip, sealed)
            tip = replace(tip, id=self._store.tips.insert(tip))
            self._store.drafts.discard(FORM, "new")
            if tip.kind is TipKind.ACCUSATION:
                # What was said may have been typed before it was seen what it is.
                self._store.journal.scrub()
        return self._done(action, tip)

    def change(self, tip_id: int, draft: TipDraft) -> Done[Tip]:
        """Store what the draft says instead; the kind changes by handing over only."""
        before = self._store.tips.get(tip_id)
        after = self._checked(_changed(before, draft))
        name = _("修改意见 {number}").format(number=before.number)
        with self._action(name, "tip.change") as action:
            if after != before:
                self._store.tips.update(after)
            self._store.drafts.discard(FORM, str(tip_id))
        return self._done(action, after)

    def assign(self, tip_ids: Sequence[int], unit_id: int, due_on: date | None = None) -> Done[None]:
        """Give opinions to a unit until a day, without one until the day they have or so many workdays after they came."""
        unit = self._unit(unit_id)
        changed = []
        for tip_id in dict.fromkeys(tip_ids):
            tip = self._opinion(tip_id)
            day = due_on or tip.due_on or self.proposed_due(tip.received_on)
            changed.append(self._checked(replace(tip, unit_id=unit_id, due_on=day)))
        name = _("意见 {number} 交{unit}办理").format(number=_numbers(changed), unit=unit)
        with self._action(name, "tip.assign") as action:
            for tip in changed:
                self._store.tips.update(tip)
        return self._done(action, None)

    def reply(self, tip_id: int, answer: Answer) -> Done[Tip]:
        """Write down what was answered."""
        tip = self._opinion(tip_id)
        given = tip_drafts.checked_answer(answer, tip, self._context.today())
        after = replace(tip, reply=given.text, replied_on=given.on, satisfaction=given.satisfaction)
        with self._action(_("答复意见 {number}").format(number=tip.number), "tip.reply") as action:
            self._store.tips.update(after)
        return self._done(action, after)

    def to_problem(self, tip_id: int, draft: ProblemDraft) -> Done[Problem]:
        """Make an opinion a row of the ledger, in the clerk's own words: nothing of what was said is copied there."""
        from gzparty.services.problems import Problems

        tip = self._opinion(tip_id)
        wanted = replace(draft, source=ProblemSource.TIP, tip_id=tip_id)
        name = _("意见 {number} 转成问题").format(number=tip.number)
        with self._action(name, "tip.to_problem") as action:
            (problem,) = Problems(self._store, self._context).register([wanted]).value
        return self._done(action, problem)

    def hand_over(self, tip_id: int, hand_over: HandOver, *, wipe: bool = False) -> Done[Tip]:
        """Hand an accusation to 纪委: the day and who took it are all that is kept.

        Of an opinion that is one, content, answer and reporter go from the file and its past, for good: only with
        `wipe`, else Refusal `tip_content_goes` says so first. A row it became in the ledger stands in the way.
        """
        before = self._store.tips.get(tip_id)
        given = tip_drafts.checked_hand_over(hand_over, before, self._context.today())
        after = replace(lose_content(before), handed_on=given.on, handed_to=given.to, taken_by=given.by)
        purges = before.kind is TipKind.OPINION
        if purges:
            self._check_no_problems(before, "tip_in_ledger")
        if purges and not wipe:
            raise Refusal("tip_content_goes", number=before.number)
        name = _("意见 {number} 移交纪委").format(number=before.number)
        with self._action(name, "tip.hand_over") as action:
            if after != before:
                self._store.tips.update(after)
            if purges:
                self._forget(after)
        return self._done(action, after)

    def delete(self, tip_id: int) -> Done[Tip]:
        """Delete one; undo brings it back with what lies sealed. One that became a row of the ledger stays."""
        tip = self._store.tips.get(tip_id)
        self._check_no_problems(tip, "tip_delete_in_ledger")
        with self._action(_("删除意见 {number}").format(number=tip.number), "tip.delete") as action:
            self._store.tips.delete(tip_id)
        return self._done(action, tip)

    def delete_some(self, tip_ids: Sequence[int]) -> Done[tuple[Tip, ...]]:
        """Delete several as one deed; where one of them stays, all do."""
        tips = tuple(self._store.tips.get(tip_id) for tip_id in dict.fromkeys(tip_ids))
        with self._action(_("删除 {n} 条意见").format(n=len(tips)), "tip.delete") as action:
            for tip in tips:
                self.delete(tip.id)
        return self._done(action, tips)

    def set_reporter(self, tip_id: int, reporter: Reporter | None) -> Done[Tip]:
        """Seal who said it, in place of whoever was sealed before; None takes it away for good, as `erase_reporter`."""
        if reporter is None:
            return self.erase_reporter(tip_id)
        tip = self._opinion(tip_id)
        sealed = self._people.sealed(tip.uid, reporter)
        name = _("意见 {number} 的反映人有改动").format(number=tip.number)
        with self._action(name, "tip.reporter") as action:
            tip = self._with_reporter(tip, sealed)
            self._store.tips.update(tip)
        return self._done(action, tip)

    def erase_reporter(self, tip_id: int) -> Done[Tip]:
        """Take the reporter away for good: every sealed version goes, and no undo brings one back."""
        before = self._store.tips.get(tip_id)
        after = replace(before, has_reporter=False, reporter_changes=before.reporter_changes + 1)
        name = _("抹掉意见 {number} 的反映人").format(number=before.number)
        with self._action(name, "tip.erase") as action:
            if before.has_reporter:
                self._store.tips.update(after)
                self._people.erase("tip", before.id, before.uid, "has_reporter")
        return self._done(action, after if before.has_reporter else before)

    def reveal(self, tip_id: int) -> Reporter:
        """Who said it: an act of its own, noted with time and place, which undo never takes back.

        Refusal `reporter_none`, `reporter_key_missing` (sealed on another computer), `reporter_damaged`.
        """
        tip = self._store.tips.get(tip_id)
        reporter = self._people.reveal(tip.uid, tip.reporter_changes) if tip.has_reporter else None
        if reporter is None:
            raise Refusal("reporter_none", number=tip.number)
        return reporter

    def has_key(self) -> bool:
        """Whether this computer has a key; one is made with the first reporter."""
        return self._sealer.has_key()

    def save_key(self, target: Path) -> None:
        """Write this computer's key into a file to take along to another one."""
        self._sealer.save_keys(target)

    def take_in_key(self, source: Path) -> int:
        """Add the key of another computer to this one's; how many were new."""
        return self._sealer.take_in_keys(source)

    def _views(self, tips: Sequence[Tip]) -> tuple[TipView, ...]:
        today = self._context.today()
        units = self._units_by_id(today)
        soon = self._settings().soon_days
        problems = self._problems([tip.id for tip in tips])
        return tuple(
            TipView(
                tip,
                units.get(tip.unit_id) if tip.unit_id is not None else None,
                problems.get(tip.id, ()),
                days_past(tip, today),
                tuple((at.isoformat(timespec="seconds"), source) for at, source in self._looks(tip)),
                group_of(tip, today, soon),
            )
            for tip in tips
        )

    def _problems(self, tip_ids: Sequence[int]) -> dict[int, tuple[LedgerLine, ...]]:
        """What opinions became in the ledger, by opinion."""
        from gzparty.services.problem_reading import ProblemViews

        found: dict[int, tuple[LedgerLine, ...]] = {}
        for line in ProblemViews(self._store, self._context).of_tips(tip_ids):
            tip_id = line.problem.tip_id or 0
            found[tip_id] = (*found.get(tip_id, ()), line)
        return found

    def _looks(self, tip: Tip) -> Sequence[tuple[datetime, str]]:
        return self._people.looks(tip.uid) if tip.has_reporter else ()

    def _checked(self, tip: Tip, reporter: Reporter | None = None) -> Tip:
        if tip.unit_id is not None:
            self._unit(tip.unit_id)
        if tip.kind is TipKind.ACCUSATION:
            if reporter is not None:
                raise Refusal("tip_accusation_content")
            tip = tip_drafts.checked_bare(tip)
        return tip_drafts.checked_tip(tip, self._context.today())

    def _opinion(self, tip_id: int) -> Tip:
        tip = self._store.tips.get(tip_id)
        if tip.kind is TipKind.ACCUSATION:
            raise Refusal("tip_accusation_content")
        return tip

    def _unit(self, unit_id: int) -> str:
        units = self._units_by_id()
        if unit_id not in units:
            raise KeyError(unit_id)
        return units[unit_id].name

    def _check_no_problems(self, tip: Tip, code: str) -> None:
        problems = self._store.problems.of_tips([tip.id])
        if problems:
            names = _("、").join(problem.printed_number for problem in problems)
            raise Refusal(code, number=tip.number, problems=names)

    def _with_reporter(self, tip: Tip, sealed: bytes) -> Tip:
        """Keep the sealed reporter under the number of this change: undo goes back to the one before by its number."""
        changes = tip.reporter_changes + 1
        self._people.keep(tip.uid, changes, sealed)
        return replace(tip, has_reporter=True, reporter_changes=changes)

    def _forget(self, tip: Tip) -> None:
        """Take what was said and by whom out of everything the file remembers of a tip."""
        blank: dict[str, object] = {**dict.fromkeys((*SAID, "satisfaction"), ""), **dict.fromkeys(DEALT_WITH)}
        self._store.journal.purge("tip", tip.id, blank | {"has_reporter": 0})
        self._store.tips.erase(tip.uid)
        self._store.drafts.discard(FORM, str(tip.id))


def _changed(tip: Tip, draft: TipDraft) -> Tip:
    """A tip with what a draft says of it."""
    names = ("received_on", "channel", "content", "unit_id", "due_on", "note")
    told = {name: getattr(draft, name) for name in names}
    return replace(tip, **{name: value for name, value in told.items() if value is not None})


def _numbers(tips: Sequence[Tip]) -> str:
    return tips[0].number if len(tips) == 1 else _("{n} 条").format(n=len(tips))
