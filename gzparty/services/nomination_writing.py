"""Writes of nominations: made, changed, withdrawn and put back, deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain import selection_rules as rules
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.selection import Category, Decision, Nomination, Selection, Subject
from gzparty.i18n import _
from gzparty.services.candidates import Candidates
from gzparty.services.context import Done
from gzparty.services.selection_drafts import NominationDraft
from gzparty.services.selection_steps import refuse
from gzparty.services.selection_writing import REASON_LIMIT, SelectionWriting

OPINION_LIMIT = 1000


class NominationWriting(SelectionWriting):
    """Writes of nominations; more than a quota asks for is no fault, there is to be something to choose from."""

    def nominate(self, selection_id: int, drafts: Sequence[NominationDraft]) -> Done[tuple[Nomination, ...]]:
        """Add candidates in the order given, all or none; Refusal names the one that cannot be."""
        selection = self._running(selection_id)
        rules.check_steps(selection)
        rules.check_open(selection)
        if not drafts:
            raise Refusal("nomination_wants_person", field="name")
        there = list(self._store.selections.nominations([selection_id]))
        fresh = self._new(selection, drafts, there)
        with self._action(_naming(_("推荐"), fresh), "selection.nominate") as action:
            stored = tuple(self._insert_nomination(nomination) for nomination in fresh)
        return self._done(action, stored)

    def change_nomination(self, nomination_id: int, draft: NominationDraft) -> Done[Nomination]:
        """Store what was typed over a nomination; verdict, reply and decision stay as they are.

        Whom it is about can change until somebody judged it; texts can be mended until the circular.
        """
        before = self._nomination(nomination_id)
        selection = self._running(before.selection_id)
        rules.check_unannounced(selection)
        others = self._store.selections.nominations([selection.id])
        after = self._checked_nomination(selection, before, draft, Candidates(self._store, self._context))
        rules.check_once(after, others)
        self._check_same(selection, before, after)
        with self._action(_("修改推荐 {name}").format(name=after.name), "selection.nomination") as action:
            if after != before:
                self._store.selections.update_nomination(after)
        return self._done(action, after)

    def delete_nominations(self, nomination_ids: Collection[int]) -> Done[tuple[Nomination, ...]]:
        """Delete nominations nobody voted on or objected to, all or none; who took part is withdrawn instead."""
        nominations = tuple(self._nomination(number) for number in dict.fromkeys(nomination_ids))
        if not nominations:
            raise Refusal("nomination_none_chosen")
        for number in {one.selection_id for one in nominations}:
            rules.check_unannounced(self._running(number))
        refuse(
            Diagnostic(Level.ERROR, "nomination_took_part", {"name": one.name})
            for one in nominations
            if one.decision is not Decision.OPEN or self._is_mentioned(one)
        )
        with self._action(_naming(_("删除推荐"), nominations), "selection.nomination") as action:
            for one in nominations:
                self._store.selections.delete_nomination(one.id)
        return self._done(action, nominations)

    def withdraw(self, nomination_id: int, on: date, reason: str) -> Done[Nomination]:
        """Take a nomination out at the wish of who made it or is meant; its row and the reason stay."""
        nomination = self._nomination(nomination_id)
        rules.check_unannounced(self._running(nomination.selection_id))
        self._check_since(nomination, on)
        if not reason.strip():
            raise Refusal("withdrawal_without_reason", field="reason", name=nomination.name)
        after = replace(
            nomination, withdrawn_on=on, withdrawn_reason=entry.checked_text(reason, REASON_LIMIT)
        )
        return self._store_nomination(after, _("撤回推荐 {name}").format(name=nomination.name))

    def restore(self, nomination_id: int) -> Done[Nomination]:
        """Put a withdrawn nomination back; refused once votes are counted."""
        nomination = self._nomination(nomination_id)
        selection = self._running(nomination.selection_id)
        rules.check_unannounced(selection)
        if self._is_counted(selection.id):
            raise Refusal("selection_counted_restore", name=nomination.name)
        after = replace(nomination, withdrawn_on=None, withdrawn_reason="")
        return self._store_nomination(after, _("恢复推荐 {name}").format(name=nomination.name))

    def _nomination(self, nomination_id: int) -> Nomination:
        """One nomination; Refusal where it is gone."""
        try:
            return self._store.selections.nomination(nomination_id)
        except KeyError as error:
            raise Refusal("nomination_gone") from error

    def _check_since(self, nomination: Nomination, on: date) -> None:
        """A day that has come, not before the nomination."""
        self._check_come(on)
        if nomination.nominated_on is not None and on < nomination.nominated_on:
            raise Refusal(
                "day_before_nomination", name=nomination.name, day=on, nominated=nomination.nominated_on
            )

    def _store_nomination(self, after: Nomination, name: str) -> Done[Nomination]:
        with self._action(name, "selection.nomination") as action:
            self._store.selections.update_nomination(after)
        return self._done(action, after)

    def _insert_nomination(self, nomination: Nomination) -> Nomination:
        nomination = replace(nomination, uid=self._context.new_uid())
        return replace(nomination, id=self._store.selections.insert_nomination(nomination))

    def _new(
        self, selection: Selection, drafts: Iterable[NominationDraft], there: Sequence[Nomination]
    ) -> list[Nomination]:
        """The rows of new nominations, each against those stored and those before it."""
        candidates, fresh = Candidates(self._store, self._context), list[Nomination]()
        last = max((one.position for one in there), default=0)
        for position, draft in enumerate(drafts, last + 1):
            blank = Nomination(0, "", selection.id, 0, position, "")
            nomination = self._checked_nomination(selection, blank, draft, candidates)
            rules.check_once(nomination, [*there, *fresh])
            fresh.append(nomination)
        return fresh

    def _checked_nomination(
        self, selection: Selection, before: Nomination, draft: NominationDraft, candidates: Candidates
    ) -> Nomination:
        day = draft.nominated_on or before.nominated_on or self._context.today()
        who = candidates.filled(draft, selection.subject is Subject.UNIT, day)
        candidates.check_name(who, before.name)
        after = replace(
            before,
            category_id=self._category(selection, draft.category_id or before.category_id or None).id,
            name=who.name,
            person_id=who.person_id,
            unit_id=who.unit_id,
            unit_name=who.unit_name,
            post=who.post,
            nominator=entry.checked_text(draft.nominator, entry.NAME_LIMIT),
            nominator_id=draft.nominator_id,
            nominated_on=day,
            summary=entry.checked_text(draft.summary, rules.SUMMARY_LIMIT),
            deeds=entry.checked_text(draft.deeds, rules.DEEDS_LIMIT),
            opinion=entry.checked_text(draft.opinion, OPINION_LIMIT),
        )
        rules.check_subject(selection, after)
        if not selection.imported:
            rules.check_nominated_on(selection, after.name, day, self._context.today())
        return replace(after, name=entry.checked_name(after.name))

    def _category(self, selection: Selection, category_id: int | None) -> Category:
        """The category named, or the only one there is."""
        categories = self._store.selections.categories([selection.id])
        if category_id is None and len(categories) == 1:
            return categories[0]
        for category in categories:
            if category.id == category_id:
                return category
        raise Refusal(
            "nomination_category_missing",
            field="category_id",
            titles=_("、").join(category.title for category in categories),
        )

    def _check_same(self, selection: Selection, before: Nomination, after: Nomination) -> None:
        """Whom a verdict, a vote or a decision was about cannot become somebody else, nor stand in another category."""
        judged = before.judged_on is not None or before.decision is not Decision.OPEN
        if not rules.same_candidate(before, after) and (judged or self._is_mentioned(before)):
            raise Refusal("nomination_of_other", name=before.name, other=after.name)
        if before.category_id != after.category_id and self._is_counted(selection.id):
            raise Refusal("selection_counted_category", name=before.name)

    def _is_mentioned(self, nomination: Nomination) -> bool:
        """Whether a round of voting or an objection names a nomination."""
        store, selection_id = self._store.selections, nomination.selection_id
        lines = store.ballot_lines([ballot.id for ballot in store.ballots([selection_id])])
        objections = store.objections([one.id for one in store.publicities([selection_id])])
        named_by = [line.nomination_id for line in lines] + [one.nomination_id for one in objections]
        return nomination.id in named_by


def _naming(deed: str, nominations: Sequence[Nomination]) -> str:
    """推荐 李示例, or how many."""
    if len(nominations) == 1:
        return _("{deed} {name}").format(deed=deed, name=nominations[0].name)
    return _("{deed} {n} 个").format(deed=deed, n=len(nominations))
