"""Use cases of 谈心谈话: add, change, delete; what was said leaves the file only when one talk is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain import entry, yearly
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Talk, TalkKind
from gzparty.domain.names import normalize_name
from gzparty.i18n import _
from gzparty.labels.votes import talk_kind_label
from gzparty.records import dataclass
from gzparty.services.branches import branch_of
from gzparty.services.context import Done, Service

CONTENT_LIMIT = 5000
"""Characters of what was said in a talk."""


@dataclass(frozen=True, slots=True)
class TalkDraft:
    """What the clerk says of one talk; `year` is the 所属年度, names are as written where no person is known.

    `content` None leaves what is stored: a form that does not show it does not lose it.
    """

    unit_id: int
    year: int
    held_on: date
    kind: TalkKind
    speaker: str
    partner: str
    speaker_id: int | None = None
    partner_id: int | None = None
    content: str | None = None
    filed_at: str = ""


class Talks(Service):
    """Talks by branch and 所属年度."""

    def talks(self, year: int, unit_id: int | None = None) -> tuple[Talk, ...]:
        """Talks of a year without what was said in them."""
        return tuple(replace(talk, content="") for talk in self._store.meetings.talks(year, unit_id))

    def talk(self, talk_id: int) -> Talk:
        """One talk with what was said: asked for by itself, never with a list."""
        try:
            return self._store.meetings.talk(talk_id)
        except KeyError:
            raise Refusal("talk_unknown") from None

    def find_talk(self, uid: str) -> Talk:
        """The talk of a uid with what was said; Refusal where there is none."""
        found = self._store.meetings.talk_of(uid.strip())
        if found is None:
            raise Refusal("talk_unknown")
        return found

    def add_talk(self, draft: TalkDraft) -> Done[Talk]:
        """Store a new talk."""
        talk = self._checked(_talk(0, self._context.new_uid(), draft, ""))
        with self._action(self._talk_name(_("登记 {unit} {kind}谈话"), talk), "talk.add") as action:
            stored = replace(talk, id=self._store.meetings.insert_talk(talk))
        return self._done(action, stored)

    def change_talk(self, talk_id: int, draft: TalkDraft) -> Done[Talk]:
        """Store what the draft says of a talk instead."""
        before = self.talk(talk_id)
        after = self._checked(_talk(before.id, before.uid, draft, before.content))
        with self._action(self._talk_name(_("修改 {unit} {kind}谈话"), after), "talk.change") as action:
            self._store.meetings.update_talk(after)
        return self._done(action, after)

    def delete_talk(self, talk_id: int) -> Done[None]:
        """Take a talk away."""
        talk = self.talk(talk_id)
        with self._action(self._talk_name(_("删除 {unit} {kind}谈话"), talk), "talk.delete") as action:
            self._store.meetings.delete_talk(talk_id)
        return self._done(action, None)

    def delete_talks(self, talk_ids: Sequence[int]) -> Done[None]:
        """Take several talks away as one deed."""
        wanted = list(dict.fromkeys(talk_ids))
        with self._action(_("删除 {n} 次谈话").format(n=len(wanted)), "talk.delete") as action:
            for talk_id in wanted:
                self.delete_talk(talk_id)
        return self._done(action, None)

    def _checked(self, talk: Talk) -> Talk:
        if talk.held_on > self._context.today():
            raise Refusal("talk_in_future", day=talk.held_on)
        yearly.check_year(talk.year, entry.checked_day(talk.held_on))
        branch_of(self._store, talk.unit_id, self._context.today())
        if not talk.speaker.strip() or not talk.partner.strip():
            raise Refusal("talk_one_sided")
        talk = replace(
            talk,
            speaker=entry.checked_name(talk.speaker),
            partner=entry.checked_name(talk.partner),
            content=entry.checked_text(talk.content, CONTENT_LIMIT),
            filed_at=entry.checked_text(talk.filed_at),
        )
        talk = self._identified(talk)
        one_person = talk.speaker_id is not None and talk.speaker_id == talk.partner_id
        namesakes = talk.speaker_id is not None and talk.partner_id is not None and not one_person
        same_name = normalize_name(talk.speaker) == normalize_name(talk.partner)
        if one_person or (same_name and not namesakes):
            raise Refusal("talk_with_oneself", name=talk.speaker)
        return talk

    def _identified(self, talk: Talk) -> Talk:
        """The talk with the ids of those whose name one member of the branch alone bears."""
        members: dict[str, list[int]] = {}
        for person, _membership in self._store.people.members_of(talk.unit_id, talk.held_on):
            members.setdefault(person.normalized, []).append(person.id)

        def only(name: str, known: int | None) -> int | None:
            found = members.get(normalize_name(name), [])
            return known if known is not None or len(found) != 1 else found[0]

        return replace(
            talk,
            speaker_id=only(talk.speaker, talk.speaker_id),
            partner_id=only(talk.partner, talk.partner_id),
        )

    def _talk_name(self, text: str, talk: Talk) -> str:
        """The deed by branch and kind; who talked with whom stays out of the list of deeds."""
        return text.format(
            unit=branch_of(self._store, talk.unit_id, self._context.today()).name,
            kind=talk_kind_label(talk.kind),
        )


def _talk(number: int, uid: str, draft: TalkDraft, content: str) -> Talk:
    return Talk(
        number,
        uid,
        draft.unit_id,
        draft.year,
        draft.held_on,
        draft.kind,
        draft.speaker_id,
        draft.speaker,
        draft.partner_id,
        draft.partner,
        content if draft.content is None else draft.content,
        draft.filed_at,
    )
