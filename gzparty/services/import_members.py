"""Take in a roster of members: branch, group, class, and the posts they hold in the branch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gzparty.domain import chinese
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.matching import Difference, Facts, are_namesakes
from gzparty.domain.people import Interval, Membership, PartyClass, Person, Post, PostTitle, UnitView
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_people import RosterImport
from gzparty.services.import_result import NEW, SAME, SHEET, SKIP, Bucket, MissingPerson

_SINCE_EVER = Interval()


class MembersImport(RosterImport):
    """Each row is a member of a branch."""

    def take(self, cells: Cells) -> Bucket:
        """Judge one row; raises Stop where it cannot be taken as it is."""
        unit = self.book.unit(cells.text("unit"))
        facts = cells.facts(cells.text("note"))
        self.name_unit(unit, facts.normalized)
        party_class, mobile = cells.party_class(), cells.mobile()
        posts = [self._post(word, cells) for word in chinese.post_words(cells.text("post"))]
        if posts:
            self._check_posts(unit, posts, facts, cells)
        known = self.candidates(unit, facts)
        self._check_elsewhere(unit, known, facts, cells)
        person, changed = self.person(known, facts, cells)
        group = self.book.group(unit.id, cells.text("group"))
        added = [self._hold(unit, person, post) for post in posts]
        current = self.book.current_membership(person.id)
        if current is None or current.unit_id != unit.id:
            if current is not None:
                self._end(current)
            begun = Interval(self.book.today) if current is not None else _SINCE_EVER
            number, uid = self.book.memberships.new_id(), self.book.new_uid()
            joined = party_class or PartyClass.FULL
            self.book.add_membership(
                Membership(number, uid, person.id, unit.id, group, joined, bool(mobile), begun)
            )
            return Bucket.ADDED
        wanted = self._wanted(current, group, party_class, mobile)
        self._change(current, wanted)
        return Bucket.UPDATED if changed or any(added) or wanted != current else Bucket.SAME

    def is_another(self, person: Person, found: Sequence[Difference]) -> bool:
        """A roster names each member once, so a namesake of an earlier row is another member."""
        return person.id in self.taken and are_namesakes(found)

    def missing_people(self) -> list[MissingPerson]:
        """Members of the sheet's branches whom it does not name."""
        return self.missing(
            (number, self.book.memberships.records[membership].unit_id)
            for number, membership in self.book.membership_of.items()
        )

    def _check_elsewhere(self, unit: UnitView, known: Sequence[Person], facts: Facts, cells: Cells) -> None:
        """A member of another branch moves only when that is decided."""
        if not known or cells.decided & {SAME, SHEET, NEW}:
            return
        if self.book.namesakes(unit.id, facts.normalized):
            return
        for person in known:
            current = self.book.current_membership(person.id)
            if current is not None and current.unit_id != unit.id:
                stored = self.book.units.get(current.unit_id)
                values = {"name": facts.name, "stored": stored.name if stored else "", "given": unit.name}
                reason = Diagnostic(Level.WARNING, "member_elsewhere", values)
                moved = (Difference("unit", stored.name if stored else "", unit.name),)
                raise Stop("unit", reason, "repair_member", (SHEET, NEW, SKIP), differences=moved)

    def _post(self, word: str, cells: Cells) -> Post:
        acting = bool(chinese.ACTING.search(word))
        code = chinese.POST_TITLES.get(chinese.post_without_acting(word))
        title = PostTitle(code) if code else PostTitle.OTHER
        return Post(0, "", 0, 0, title, "" if code else word, acting, None, None)

    def _check_posts(self, unit: UnitView, posts: list[Post], facts: Facts, cells: Cells) -> None:
        """A branch has one secretary; a second one is asked about."""
        if SHEET in cells.decided or PostTitle.SECRETARY not in [post.title for post in posts]:
            return
        holder = self.book.post(unit.id, PostTitle.SECRETARY)
        stored = self.book.people.records[holder.person_id] if holder else None
        if stored is not None and stored.normalized != facts.normalized:
            values = {"unit": unit.name, "stored": stored.name, "given": facts.name}
            reason = Diagnostic(Level.WARNING, "post_taken", values)
            holders = (Difference("secretary", stored.name, facts.name), *self.also_differs(unit, facts))
            raise Stop("post", reason, "repair_post", (SHEET, SKIP), differences=holders)

    def _hold(self, unit: UnitView, person: Person, post: Post) -> bool:
        """Give a post the person does not hold yet; whether anything changed."""
        for number in self.book.posts_of[unit.id]:
            held = self.book.posts.records[number]
            same = (held.person_id, held.title, held.title_text) == (person.id, post.title, post.title_text)
            if same and held.held_on(self.book.today):
                return False
        holder = self.book.post(unit.id, post.title) if post.title is PostTitle.SECRETARY else None
        self.appoint(replace(post, person_id=person.id, unit_id=unit.id), holder)
        return True

    @staticmethod
    def _wanted(
        current: Membership, group: int | None, party_class: PartyClass | None, mobile: bool | None
    ) -> Membership:
        """The membership with what the row states; most rows state what is known."""
        stated = (
            group or current.group_id,
            party_class or current.party_class,
            current.mobile if mobile is None else mobile,
        )
        if stated == (current.group_id, current.party_class, current.mobile):
            return current
        group_id, known_class, known_mobile = stated
        return replace(current, group_id=group_id, party_class=known_class, mobile=known_mobile)

    def _change(self, current: Membership, wanted: Membership) -> None:
        """What changed holds from today on; a membership that began today is corrected."""
        if wanted == current:
            return
        if self.book.memberships.is_new(current.id) or current.interval.valid_from == self.book.today:
            self.book.memberships.put(wanted)
            return
        self._end(current)
        number, uid = self.book.memberships.new_id(), self.book.new_uid()
        begun = Interval(self.book.today)
        self.book.add_membership(replace(wanted, id=number, uid=uid, interval=begun))

    def _end(self, current: Membership) -> None:
        ended = Interval(current.interval.valid_from, self.book.today)
        self.book.memberships.put(replace(current, interval=ended))
