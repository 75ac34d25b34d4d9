"""公示: hung out after the decision, changed while it runs, finished once its time is up and every objection handled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from gzparty.domain import decision_rules, entry, publicity_days
from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import (
    Nomination,
    Objection,
    Publicity,
    PublicityResult,
    Selection,
)
from gzparty.domain.selection_stages import last_publicity
from gzparty.i18n import _
from gzparty.labels.ballots import selection_name
from gzparty.services import selection_steps
from gzparty.services.context import Done, Service
from gzparty.services.decision_drafts import PublicityDraft
from gzparty.services.publicity_reading import publicity_view
from gzparty.services.selection_steps import refuse
from gzparty.services.selection_views import PublicityView


class PublicityWriting(Service):
    """Writes of 公示; no result before the end, and none while an objection is open."""

    def proposed(self, selection_id: int, draft: PublicityDraft) -> PublicityView:
        """A 公示 as it would be, to be shown while it is typed; Refusal where it cannot be."""
        with self._store.snapshot():
            selection = self._publishable(selection_id)
            publicity = self._drafted(self._blank(selection), draft, selection, ())
            calendar, usual = self._store.calendar.load(), self._settings().publicity_workdays
            return publicity_view(publicity, (), calendar, self._context.today(), usual)

    def publish(self, selection_id: int, draft: PublicityDraft) -> Done[Publicity]:
        """Hang out who was chosen: from a workday to a workday, both counted."""
        selection = self._publishable(selection_id)
        publicity = self._drafted(self._blank(selection), draft, selection, ())
        name = _("公示{selection}").format(selection=selection_name(selection))
        with self._action(name, "publicity.add") as action:
            publicity = replace(publicity, id=self._store.selections.insert_publicity(publicity))
        return self._done(action, publicity)

    def change_publicity(self, publicity_id: int, draft: PublicityDraft) -> Done[Publicity]:
        """Store what was typed over a 公示 that has no result yet."""
        before, selection = self._running_publicity(publicity_id)
        after = self._drafted(before, draft, selection, self._objections(before))
        refuse(decision_rules.check_moved(before, after, self._context.today()))
        name = _("修改{selection}的公示").format(selection=selection_name(selection))
        with self._action(name, "publicity.change") as action:
            if after != before:
                self._store.selections.update_publicity(after)
        return self._done(action, after)

    def delete_publicity(self, publicity_id: int) -> Done[None]:
        """Take a 公示 back that was a mistake; one with a result, or with objections, stays."""
        before, selection = self._running_publicity(publicity_id)
        objections = self._objections(before)
        if objections:
            raise Refusal("publicity_has_objections", n=len(objections))
        name = _("删除{selection}的公示").format(selection=selection_name(selection))
        with self._action(name, "publicity.delete") as action:
            self._store.selections.delete_publicity(publicity_id)
        return self._done(action, None)

    def finish(
        self, publicity_id: int, on: date, struck: Mapping[int, str] | None = None, note: str = ""
    ) -> Done[Publicity]:
        """Record the result from the day after the end: who stands is confirmed, where nobody does all are rejected.

        `struck` are the nominations taken off, with reasons; those of upheld objections have to be among them.
        """
        before, selection = self._running_publicity(publicity_id)
        off = {number: entry.checked_text(reason) for number, reason in (struck or {}).items()}
        published, objections = self._published(selection), self._objections(before)
        refuse(decision_rules.check_finish(before, objections, on, self._context.today()))
        refuse(decision_rules.check_struck(off, note, published, objections))
        stands = any(one.id not in off for one in published)
        result = PublicityResult.CONFIRMED if stands else PublicityResult.REJECTED
        after = replace(before, result=result, result_on=on, note=entry.checked_text(note))
        name = _("记{selection}的公示结果").format(selection=selection_name(selection))
        with self._action(name, "publicity.finish") as action:
            self._store.selections.update_publicity(after)
            for one in published:
                if one.id in off:
                    self._store.selections.update_nomination(
                        replace(one, struck_on=on, struck_reason=off[one.id])
                    )
        return self._done(action, after)

    def withdraw_result(self, publicity_id: int) -> Done[Publicity]:
        """Take a result back with whom it struck off; not once a circular was sent or the committee decided again."""
        before = self._store.selections.publicity(publicity_id)
        selection = self._store.selections.get(before.selection_id)
        if before.result is PublicityResult.OPEN:
            raise Refusal("publicity_without_result", selection=selection_name(selection))
        if selection.announced_on is not None:
            raise Refusal("publicity_announced", day=selection.announced_on)
        if self._is_decided_after(selection, before):
            raise Refusal("publicity_decided_again", selection=selection_name(selection))
        after = replace(before, result=PublicityResult.OPEN, result_on=None, note="")
        name = _("取消{selection}的公示结果").format(selection=selection_name(selection))
        with self._action(name, "publicity.reopen") as action:
            self._store.selections.update_publicity(after)
            for one in self._store.selections.nominations([selection.id]):
                if one.struck_on is not None and one.struck_on == before.result_on:
                    self._store.selections.update_nomination(replace(one, struck_on=None, struck_reason=""))
        return self._done(action, after)

    def _blank(self, selection: Selection) -> Publicity:
        earlier = last_publicity(self._store.selections.publicities([selection.id]))
        number = earlier.round + 1 if earlier is not None else 1
        today = self._context.today()
        return Publicity(0, self._context.new_uid(), selection.id, number, today, today, 1)

    def _publishable(self, selection_id: int) -> Selection:
        """A selection whose decision waits for its 公示; Refusal says what is in the way."""
        selection = selection_steps.running(self._store, selection_id)
        name = selection_name(selection)
        earlier = last_publicity(self._store.selections.publicities([selection_id]))
        if earlier is not None and earlier.result is not PublicityResult.REJECTED:
            raise Refusal("publicity_there", selection=name, start=earlier.starts_on, end=earlier.ends_on)
        is_decided = selection.decided_on is not None and (
            earlier is None or self._is_decided_after(selection, earlier)
        )
        if not is_decided or not self._published(selection):
            raise Refusal("publicity_before_committee", selection=name)
        return selection

    def _running_publicity(self, publicity_id: int) -> tuple[Publicity, Selection]:
        """A 公示 without a result, and its selection."""
        publicity = self._store.selections.publicity(publicity_id)
        selection = selection_steps.running(self._store, publicity.selection_id)
        if publicity.result is not PublicityResult.OPEN:
            raise Refusal("publicity_finished", day=publicity.result_on)
        return publicity, selection

    def _drafted(
        self,
        publicity: Publicity,
        draft: PublicityDraft,
        selection: Selection,
        objections: Sequence[Objection],
    ) -> Publicity:
        """The 公示 as it may be stored; Refusal with every fault."""
        calendar, settings = self._store.calendar.load(), self._settings()
        entry.checked_day(draft.starts_on)
        count = settings.publicity_workdays if draft.workdays is None else draft.workdays
        if draft.ends_on is None and not 1 <= count <= decision_rules.MOST_WORKDAYS:
            most = decision_rules.MOST_WORKDAYS
            raise Refusal("publicity_workdays_absurd", field="workdays", n=count, most=most)
        end = draft.ends_on or publicity_days.end_of(draft.starts_on, count, calendar)
        entry.checked_day(end)
        defaults = {
            "place": settings.publicity_place,
            "contact": settings.publicity_contact,
            "phone": settings.publicity_phone,
            "address": settings.publicity_address,
        }
        texts: dict[str, Any] = dict(draft.texts(defaults))
        publicity = replace(
            publicity,
            starts_on=draft.starts_on,
            ends_on=end,
            workdays=_counted(draft.starts_on, end, calendar),
            **texts,
        )
        decided_on = selection.decided_on or draft.starts_on
        refuse(decision_rules.check_publicity(publicity, decided_on, objections, calendar))
        return publicity

    def _published(self, selection: Selection) -> list[Nomination]:
        """Those a 公示 names: chosen, and nothing took them off since."""
        return [one for one in self._store.selections.nominations([selection.id]) if one.is_chosen]

    def _objections(self, publicity: Publicity) -> Sequence[Objection]:
        return self._store.selections.objections([publicity.id])

    @staticmethod
    def _is_decided_after(selection: Selection, publicity: Publicity) -> bool:
        """Whether the committee decided again after a 公示 had come to its result."""
        decided, result = selection.decided_on, publicity.result_on
        return decided is not None and result is not None and decided >= result


def _counted(start: date, end: date, calendar: WorkCalendar) -> int:
    """Workdays of a 公示, at least one so that a wrong end is refused by its own rule; no further than any could last."""
    latest = min(end, start + timedelta(days=3 * decision_rules.MOST_WORKDAYS))
    return max(1, publicity_days.workdays_between(start, latest, calendar))
