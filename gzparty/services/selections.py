"""Writes of selections of exemplars (典型评选): from the beginning to the review, months before the program, mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gzparty.domain import entry
from gzparty.domain import selection_rules as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import Category, Decision, Mention, Selection, Subject
from gzparty.i18n import _
from gzparty.labels.ballots import selection_name
from gzparty.services.candidates import Candidates
from gzparty.services.context import Done
from gzparty.services.review_writing import ReviewWriting
from gzparty.services.selection_drafts import MentionDraft, NominationDraft

MENTION_LIMIT = 80


class Selections(ReviewWriting):
    """Everything the clerk writes of a selection up to the ballots; what comes after is `Ballots` and `Decisions`."""

    def record_past(self, period: str, title: str, winners: Sequence[NominationDraft]) -> Done[Selection]:
        """Record who was chosen in a month before the program (补登往期); nothing else is known of it.

        Refused while a selection of that month runs: its result comes by its own steps. Without a day of its own each winner's unit and post are those of the month's last day.
        """
        month = rules.check_period(period, self._context.today())
        rules.check_past(month, self._context.today())
        if any(one.period == month.code for one in self._store.selections.unfinished()):
            raise Refusal("selection_past_running", field="period", year=month.year, month=month.first.month)
        if not winners:
            raise Refusal("selection_past_nobody", field="winners")
        units = all(one.person_id is None and one.unit_id is not None and not one.name for one in winners)
        selection = Selection(
            id=0,
            uid="",
            number="",
            period=month.code,
            title=rules.checked_title(title),
            subject=Subject.UNIT if units else Subject.PERSON,
            imported=True,
        )
        name = _("补登{what}").format(what=selection_name(selection))
        with self._action(name, "selection.past") as action:
            selection = self._insert(selection)
            category = Category(0, "", selection.id, 1, quota=len(winners), choices=len(winners))
            self._insert_categories(selection.id, [category])
            dated = [replace(one, nominated_on=one.nominated_on or month.last) for one in winners]
            for nomination in self._new(selection, dated, ()):
                self._insert_nomination(replace(nomination, nominated_on=None, decision=Decision.CHOSEN))
        return self._done(action, selection)

    def mention(self, draft: MentionDraft) -> Done[Mention]:
        """Note a circular from elsewhere that names somebody or a unit, as far as the review asks for it."""
        mention = self._told(Mention(0, self._context.new_uid(), draft.named_on, ""), draft)
        with self._action(_("登记一份通报"), "selection.mention") as action:
            mention = replace(mention, id=self._store.selections.insert_mention(mention))
        return self._done(action, mention)

    def change_mention(self, mention_id: int, draft: MentionDraft) -> Done[Mention]:
        """Put right what was noted of a circular."""
        before = self._mention(mention_id)
        after = self._told(before, draft)
        with self._action(_("修改一份通报"), "selection.mention") as action:
            if after != before:
                self._store.selections.update_mention(after)
        return self._done(action, after)

    def delete_mention(self, mention_id: int) -> Done[Mention]:
        """Take a mention back that was a mistake."""
        mention = self._mention(mention_id)
        with self._action(_("删除一份通报"), "selection.mention") as action:
            self._store.selections.delete_mention(mention_id)
        return self._done(action, mention)

    def _mention(self, mention_id: int) -> Mention:
        """One mention; Refusal where it is gone."""
        try:
            return self._store.selections.mention(mention_id)
        except KeyError as error:
            raise Refusal("mention_gone") from error

    def _told(self, before: Mention, draft: MentionDraft) -> Mention:
        """A mention with what is typed over it, checked."""
        title = entry.checked_text(draft.title, MENTION_LIMIT)
        if not title:
            raise Refusal("mention_untitled", field="title")
        if draft.person_id is None and draft.unit_id is None:
            raise Refusal("mention_of_nobody")
        self._check_come(draft.named_on)
        Candidates(self._store, self._context).check_known(NominationDraft(draft.person_id, draft.unit_id))
        return replace(
            before,
            named_on=draft.named_on,
            title=title,
            person_id=draft.person_id,
            unit_id=draft.unit_id,
            issuer=entry.checked_text(draft.issuer, entry.NAME_LIMIT),
            note=entry.checked_text(draft.note),
        )
