"""Use cases of posts: to appoint, to end, to correct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Interval, Person, Post, PostTitle
from gzparty.i18n import _
from gzparty.labels.people import post_label, post_text
from gzparty.services.context import Done
from gzparty.services.people_members import Members

SHARED_TITLES = frozenset({PostTitle.MEMBER, PostTitle.DEPUTY_SECRETARY, PostTitle.OTHER})
"""Posts several people hold side by side in one unit, so that an appointment ends nobody's."""


class Posts(Members):
    """Writes of posts; whoever is present may hold one."""

    def appoint(
        self,
        person_id: int,
        unit_id: int,
        title: PostTitle,
        since: PartialDate | None,
        acting: bool = False,
        words: str = "",
    ) -> Done[Post]:
        """Appoint from a day on; the holder before ends that day (unless the post is shared), a vacancy is filled.

        `words` name a post the rules do not know, as 会计; who acts (代书记) may be appointed for good later.
        """
        words = entry.checked_text(words, entry.NAME_LIMIT)
        post = Post(0, self._context.new_uid(), person_id, unit_id, title, words, acting, since, None)
        self._refuse_appointment(post)
        with self._action(_("任职变动"), "post.appoint") as action:
            if since is not None and title not in SHARED_TITLES:
                self._end_predecessor(post, since.first_day())
            for vacancy in self._store.people.vacancies():
                if (
                    vacancy.unit_id == unit_id
                    and vacancy.title is title
                    and vacancy.interval.valid_to is None
                ):
                    begun = since.first_day() if since else self._context.today()
                    filled = Interval(vacancy.interval.valid_from, begun)
                    self._store.people.update_vacancy(replace(vacancy, interval=filled))
            post = replace(post, id=self._store.people.insert_post(post))
        return self._done(action, post)

    def appointment_findings(self, person_id: int, unit_id: int, on: date) -> tuple[Diagnostic, ...]:
        """Ask before a person who holds a post in one unit gets one in another: legal, but rarely meant."""
        units = {unit.id: unit.name for unit in self.units(on)}
        name = self._store.people.person(person_id).name
        return tuple(
            Diagnostic(
                Level.WARNING,
                "post_elsewhere",
                {"name": name, "unit": units[post.unit_id], "post": post_label(post.title, post.acting)},
            )
            for post in self._store.people.posts(person_id)
            if post.unit_id != unit_id and post.held_on(on) and post.unit_id in units
        )

    def end_post(self, post_id: int, on: date) -> Done[None]:
        """End a post on a day; rolls of before keep it."""
        post = next(p for p in self._store.people.posts() if p.id == post_id)
        entry.checked_day(on)
        if post.since is not None and on < post.since.first_day():
            raise Refusal("date_before_record", day=on, begun=post.since)
        with self._action(_("免职"), "post.end") as action:
            self._store.people.update_post(replace(post, until=on))
        return self._done(action, None)

    def correct_post(self, post: Post) -> Done[Post]:
        """Correct what was noted wrongly of a post (改错): its words, days, or that it is held 代理."""
        entry.check_span(post.since, post.until)
        post = replace(post, title_text=entry.checked_text(post.title_text, entry.NAME_LIMIT))
        if post.title is PostTitle.OTHER and not post.title_text:
            raise Refusal("post_without_words")
        with self._action(_("修改任职"), "post.edit") as action:
            self._store.people.update_post(post)
        return self._done(action, post)

    def _end_predecessor(self, post: Post, since: date) -> None:
        for other in self._store.people.posts():
            same = other.unit_id == post.unit_id and other.title is post.title
            if same and other.held_on(since):
                self._store.people.update_post(replace(other, until=since))

    def _refuse_appointment(self, post: Post) -> None:
        on = entry.checked_day(post.since.first_day()) if post.since else self._context.today()
        person, unit = self._present(post.person_id, on), self.open_unit(post.unit_id, on)
        if post.title is PostTitle.OTHER and not post.title_text:
            raise Refusal("post_without_words")
        for held in self._store.people.posts(post.person_id):
            same = (held.unit_id, held.title, held.title_text, held.acting)
            if same == (post.unit_id, post.title, post.title_text, post.acting) and held.held_on(on):
                raise Refusal("post_held_already", name=person.name, unit=unit.name, post=post_text(post))

    def _resume(self, person: Person, post: Post) -> list[Diagnostic]:
        """Let a post go on, unless somebody else has it now."""
        today = self._context.today()
        if post.title not in SHARED_TITLES:
            for holder in self._store.people.holders([post.title], today):
                if holder.unit.id == post.unit_id and holder.person.id != person.id:
                    values = {"name": person.name, "post": post_text(post), "holder": holder.person.name}
                    return [Diagnostic(Level.WARNING, "post_taken_since", values)]
        self._store.people.update_post(replace(post, until=None))
        return []
