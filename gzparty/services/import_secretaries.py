"""Take in a roster of village secretaries: posts, acting posts, and vacancies."""

from __future__ import annotations

from dataclasses import replace

from gzparty.domain import chinese
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.matching import Difference, Facts, more_exact
from gzparty.domain.names import normalize_name, normalize_unit
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Interval, Post, PostTitle, UnitView, Vacancy
from gzparty.i18n import _
from gzparty.services.import_book import Book
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_people import RosterImport, differs
from gzparty.services.import_result import SAME, SHEET, SKIP, Bucket, MissingPerson
from gzparty.services.romanisation import Romaniser

SECRETARY = PostTitle.SECRETARY


class SecretariesImport(RosterImport):
    """Each row is the secretary of a village, or says that there is none."""

    def __init__(self, book: Book, romaniser: Romaniser) -> None:
        super().__init__(book, romaniser)
        # Before any row ends a post: who is replaced may have died all the same, and that is asked.
        self._held = [
            (post.person_id, post.unit_id)
            for post in book.posts.records.values()
            if post.title is SECRETARY and post.held_on(book.today)
        ]

    def take(self, cells: Cells) -> Bucket:
        """Judge one row; raises Stop where it cannot be taken as it is."""
        unit = self.book.unit(cells.text("unit"))
        name, note = cells.text("name"), cells.text("note")
        self.name_unit(unit, normalize_name(name))
        if chinese.VACANT.search(name) or (not name and chinese.VACANT.search(note)):
            return self._vacant(unit, note, cells)
        acting = bool(chinese.ACTING.search(note) or chinese.ACTING.search(cells.text("post")))
        facts = cells.facts(chinese.without_acting(note))
        since = cells.day("since")
        holder = self.book.post(unit.id, SECRETARY)
        self._check_holder(unit, holder, facts, cells)
        self._check_since(holder, facts, since, cells)
        person, changed = self.person(self.candidates(unit, facts), facts, cells)
        self._check_community(unit, cells)
        post = self.book.post(unit.id, SECRETARY, person.id)
        if post is None:
            self.appoint(Post(0, "", person.id, unit.id, SECRETARY, "", acting, since, None), holder)
            return Bucket.ADDED
        started = since if SHEET in cells.decided and since else more_exact(post.since, since)
        held = replace(post, acting=post.acting or acting, since=started)
        self.book.posts.put(held)
        return Bucket.UPDATED if changed or held != post else Bucket.SAME

    def missing_people(self) -> list[MissingPerson]:
        """Secretaries of the sheet's villages whom it does not name, also where a row gives their post away."""
        return self.missing(self._held)

    def _check_community(self, unit: UnitView, cells: Cells) -> None:
        """A village written under another community than the tree has is told; nobody's identity hangs on it."""
        written = cells.text("community")
        parent = self.book.units.get(unit.party_parent or unit.work_parent or 0)
        if written and parent is not None and normalize_unit(written) != normalize_unit(parent.name):
            values = {"unit": unit.name, "stored": parent.name, "given": written}
            self.note(cells, Diagnostic(Level.NOTE, "community_differs", values))

    def _check_holder(self, unit: UnitView, holder: Post | None, facts: Facts, cells: Cells) -> None:
        """Somebody else in the post is never replaced without being asked."""
        if holder is None or not facts.name or SHEET in cells.decided:
            return
        stored = self.book.people.records[holder.person_id]
        if stored.normalized != facts.normalized:
            values = {"unit": unit.name, "stored": stored.name, "given": facts.name}
            reason = Diagnostic(Level.WARNING, "post_taken", values)
            holders = (Difference("secretary", stored.name, facts.name), *self.also_differs(unit, facts))
            raise Stop("name", reason, "repair_post", (SHEET, SKIP), differences=holders)

    def _check_since(
        self, holder: Post | None, facts: Facts, since: PartialDate | None, cells: Cells
    ) -> None:
        """Two different days of taking office are put side by side."""
        if holder is None or holder.since is None or since is None or cells.decided & {SAME, SHEET}:
            return
        same_person = self.book.people.records[holder.person_id].normalized == facts.normalized
        if same_person and not holder.since.overlaps(since):
            found = Difference("since", str(holder.since), str(since))
            reason, choices = differs(facts.name, found), (SAME, SHEET, SKIP)
            raise Stop("since", reason, "repair_person", choices, differences=(found,))

    def _vacant(self, unit: UnitView, note: str, cells: Cells) -> Bucket:
        """A vacancy is a fact of its own, so that nobody asks for a name."""
        holder = self.book.post(unit.id, SECRETARY)
        if holder is not None:
            if SHEET not in cells.decided:
                stored = self.book.people.records[holder.person_id].name
                reason = Diagnostic(Level.WARNING, "post_not_vacant", {"unit": unit.name, "stored": stored})
                vacant = (Difference("secretary", stored, _("空缺")),)
                raise Stop("name", reason, "repair_vacancy", (SHEET, SKIP), differences=vacant)
            self.book.posts.put(replace(holder, until=self.book.today))
        elif self.book.vacancy(unit.id, SECRETARY) is not None:
            return Bucket.SAME
        self.book.add_vacancy(Vacancy(0, unit.id, SECRETARY, Interval(), note))
        return Bucket.ADDED
