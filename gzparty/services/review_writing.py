"""资格审核: the verdicts people give, and the written replies of 纪委; the program gives neither."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain import eligibility, entry
from gzparty.domain import selection_rules as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.eligibility import Finding
from gzparty.domain.selection import Nomination, Reply, Selection, Verdict
from gzparty.i18n import _
from gzparty.labels.ballots import selection_name
from gzparty.services.context import Done
from gzparty.services.eligibility_reading import EligibilityReader
from gzparty.services.nomination_writing import NominationWriting
from gzparty.services.selection_writing import REASON_LIMIT


class ReviewWriting(NominationWriting):
    """Verdicts and replies, each for several nominations at once: one letter answers for all it names."""

    def judge(
        self,
        nomination_ids: Collection[int],
        verdict: Verdict,
        on: date,
        judged_by: str,
        reason: str = "",
    ) -> Done[tuple[Nomination, ...]]:
        """Record what somebody judged, with what is found that day; `OPEN` takes a verdict back.

        Passing in spite of what is found, and failing where nothing is, needs a reason that stays on the paper. Of
        several let in at once only those something speaks against keep it: it is nothing to say of the others.
        """
        nominations, selection = self._reviewed(nomination_ids)
        self._check_unvoted(selection)
        if verdict is Verdict.OPEN:
            return self._take_back(selection, nominations)
        judged_by = entry.checked_text(judged_by, entry.NAME_LIMIT)
        reason = entry.checked_text(reason, REASON_LIMIT)
        if not judged_by:
            raise Refusal("verdict_without_judge", field="judged_by")
        found = EligibilityReader(self._store, self._context).look(selection, nominations).findings
        for one in nominations:
            self._check_since(one, on)
        if not reason:
            _check_reason(verdict, nominations, found)
        together = verdict is Verdict.PASSED and len(nominations) > 1
        explained = _spoken_against(nominations, found) if together else nominations
        after = [
            replace(
                one,
                verdict=verdict,
                judged_on=on,
                judged_by=judged_by,
                verdict_reason=reason if one in explained else "",
                found=tuple(finding.key for finding in found[one.id]),
            )
            for one in nominations
        ]
        return self._store_review(selection, after, _("{selection}资格审核 {n} 个"))

    def reply(
        self, nomination_ids: Collection[int], reply: Reply, on: date, note: str = ""
    ) -> Done[tuple[Nomination, ...]]:
        """Record the written reply of 纪委; `NONE` takes it back. A verdict already given is never changed by it."""
        nominations, selection = self._reviewed(nomination_ids)
        note = entry.checked_text(note, REASON_LIMIT)
        if reply is Reply.NONE:
            blank = [replace(one, reply=reply, replied_on=None, reply_note="") for one in nominations]
            return self._store_review(selection, blank, _("{selection}撤回 {n} 个纪委答复"))
        if reply is Reply.UNSUITABLE and not note:
            raise Refusal("reply_without_note", field="note")
        for one in nominations:
            self._check_since(one, on)
        after = [replace(one, reply=reply, replied_on=on, reply_note=note) for one in nominations]
        return self._store_review(selection, after, _("{selection}记 {n} 个纪委答复"))

    def _take_back(
        self, selection: Selection, nominations: Sequence[Nomination]
    ) -> Done[tuple[Nomination, ...]]:
        after = [
            replace(one, verdict=Verdict.OPEN, judged_on=None, judged_by="", verdict_reason="", found=())
            for one in nominations
        ]
        return self._store_review(selection, after, _("{selection}撤回 {n} 个审核意见"))

    def _reviewed(self, nomination_ids: Collection[int]) -> tuple[list[Nomination], Selection]:
        """Nominations of one running selection that stand."""
        nominations = [self._nomination(one) for one in dict.fromkeys(nomination_ids)]
        if not nominations:
            raise Refusal("nomination_none_chosen")
        if len({one.selection_id for one in nominations}) > 1:
            raise Refusal("nomination_of_several")
        selection = self._running(nominations[0].selection_id)
        rules.check_steps(selection)
        rules.check_unannounced(selection)
        gone = [one.name for one in nominations if not one.stands]
        if gone:
            raise Refusal("nomination_out", names=_("、").join(gone))
        return nominations, selection

    def _check_unvoted(self, selection: Selection) -> None:
        """What a vote and a decision rest on stays."""
        if self._is_counted(selection.id):
            raise Refusal("selection_counted_verdict")
        if selection.decided_on is not None:
            raise Refusal("selection_decided_verdict", day=selection.decided_on)

    def _store_review(
        self, selection: Selection, after: Sequence[Nomination], deed: str
    ) -> Done[tuple[Nomination, ...]]:
        """Store verdicts or replies; the deed names nobody, since the list of deeds stands where others may look."""
        name = deed.format(selection=selection_name(selection), n=len(after))
        with self._action(name, "selection.review") as action:
            for nomination in after:
                self._store.selections.update_nomination(nomination)
        return self._done(action, tuple(after))


def _check_reason(
    verdict: Verdict, nominations: Sequence[Nomination], found: Mapping[int, Sequence[Finding]]
) -> None:
    """A verdict against what is found, or against nothing found, has its reason."""
    against = _spoken_against(nominations, found)
    if verdict is Verdict.PASSED and against:
        raise Refusal("verdict_passed_in_spite", field="reason", names=_names(against))
    clear = [one for one in nominations if one not in against]
    if verdict is Verdict.FAILED and clear:
        raise Refusal("verdict_failed_without", field="reason", names=_names(clear))


def _spoken_against(
    nominations: Sequence[Nomination], found: Mapping[int, Sequence[Finding]]
) -> list[Nomination]:
    return [one for one in nominations if eligibility.speaks_against(found[one.id], one.reply)]


def _names(nominations: Sequence[Nomination]) -> str:
    return _("、").join(one.name for one in nominations)
