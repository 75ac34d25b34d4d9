"""Find the person a roster's row means: by branch and name, then by facts that must agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.matching import (
    Difference,
    Facts,
    completed,
    conflicts,
    is_same_elsewhere,
    overruled,
    remarks,
)
from gzparty.domain.names import normalize_name
from gzparty.domain.people import Interval, Person, Post, UnitView
from gzparty.domain.phone import masked
from gzparty.i18n import _
from gzparty.labels.people import post_label
from gzparty.services.import_book import Book
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_result import NEW, SAME, SHEET, SKIP, MissingPerson
from gzparty.services.romanisation import Romaniser


class RosterImport:
    """What the two rosters share: finding the person of a row."""

    def __init__(self, book: Book, romaniser: Romaniser) -> None:
        self.book = book
        self.notes: list[Diagnostic] = []
        self.named_units: set[int] = set()
        self.named_people: set[int] = set()
        self.taken: set[int] = set()
        """People whom a row of this sheet has meant already."""
        self._set_aside: set[str] = set()
        self._romaniser = romaniser

    def set_aside(self, cells: Cells) -> None:
        """A row was not taken; whoever it names is in the sheet all the same, wherever the row puts them."""
        self._set_aside.add(normalize_name(cells.raw("name")))

    def person(self, known: Sequence[Person], facts: Facts, cells: Cells) -> tuple[Person, bool]:
        """The one of the `candidates` a row means, a new one where nobody fits; and whether the row adds anything."""
        if not facts.name:
            raise Stop("name", Diagnostic(Level.ERROR, "name_missing"), "repair_name")
        if NEW in cells.decided and (same := self._same_again(known, facts)):
            self._take(same)
            return same, False
        if not known or NEW in cells.decided:
            return self._added(facts), True
        if len(known) > 1:
            raise self._several(known, facts)
        person = known[0]
        found = conflicts(person, facts)
        if found and not cells.decided & {SAME, SHEET}:
            if self.is_another(person, found):
                return self._added(facts), True
            raise self._conflict(person, found)
        for difference in remarks(person, facts):
            self.note(cells, differs(person.normalized, difference))
        changed = overruled(person, facts) if SHEET in cells.decided else completed(person, facts)
        self._take(person)
        if changed == person:
            return person, False
        self.book.put_person(changed)
        return changed, True

    def is_another(self, person: Person, found: Sequence[Difference]) -> bool:
        """Whether a row that differs from a namesake is known to be somebody else without asking."""
        return False

    def also_differs(self, unit: UnitView, facts: Facts) -> tuple[Difference, ...]:
        """What else the sheet would overrule about the person of a row that is asked about for its post."""
        known = self.candidates(unit, facts)
        return conflicts(known[0], facts) if len(known) == 1 else ()

    def appoint(self, post: Post, predecessor: Post | None) -> None:
        """Give a post; the holder before and a known vacancy end that day."""
        begun = post.since.first_day() if post.since else self.book.today
        if predecessor is not None:
            first = predecessor.since.first_day() if predecessor.since else begun
            self.book.posts.put(replace(predecessor, until=max(begun, first)))
        vacancy = self.book.vacancy(post.unit_id, post.title)
        if vacancy is not None:
            ended = Interval(vacancy.interval.valid_from, self.book.today)
            self.book.vacancies.put(replace(vacancy, interval=ended))
        self.book.add_post(post)

    def name_unit(self, unit: UnitView, normalized: str) -> None:
        """Remember that the sheet speaks of a unit, and of everyone there of this name."""
        self.named_units.add(unit.id)
        for person in self.book.namesakes(unit.id, normalized):
            self.named_people.add(person.id)

    def note(self, cells: Cells, finding: Diagnostic) -> None:
        """Tell of something that does not stand in the way of a row."""
        self.notes.append(Diagnostic(Level.NOTE, "row_note", {"row": cells.number, "reason": finding}))

    def missing(self, placed: Iterable[tuple[int, int]]) -> list[MissingPerson]:
        """Those placed in a unit of the sheet whom it does not name, not even in a row that was set aside."""
        return [
            self._missed(self.book.people.records[person_id], unit_id)
            for person_id, unit_id in placed
            if unit_id in self.named_units
            and person_id not in self.named_people
            and not self.book.people.is_new(person_id)
            and self.book.people.records[person_id].normalized not in self._set_aside
        ]

    def candidates(self, unit: UnitView, facts: Facts) -> list[Person]:
        """Whom a row can mean: namesakes of the branch, else one elsewhere whose phone is the same."""
        here = self.book.namesakes(unit.id, facts.normalized)
        if len(here) > 1:
            here = [person for person in here if not conflicts(person, facts)] or here
        return here or [
            person
            for person in self.book.with_phone(facts.normalized, facts.phone)
            if is_same_elsewhere(person, facts)
        ]

    def _take(self, person: Person) -> None:
        self.named_people.add(person.id)
        self.taken.add(person.id)

    def _missed(self, person: Person, unit_id: int) -> MissingPerson:
        held = [self.book.posts.records[number] for number in self.book.posts_of[unit_id]]
        posts = [
            post.title_text or post_label(post.title, post.acting)
            for post in held
            if post.person_id == person.id and post.held_on(self.book.today)
        ]
        unit, phone = self.book.units[unit_id].name, masked(person.phone) if person.phone else ""
        return MissingPerson(person.id, unit_id, person.normalized, unit, _("、").join(posts), phone)

    def _same_again(self, known: Sequence[Person], facts: Facts) -> Person | None:
        """Whom this very row made when it was imported before, so that importing twice changes nothing."""
        for person in known:
            if person.id not in self.taken and _made_of(person, facts):
                return person
        return None

    def _added(self, facts: Facts) -> Person:
        pinyin, initials = self._romaniser.person(facts.normalized)
        person = Person(
            self.book.people.new_id(),
            self.book.new_uid(),
            facts.name,
            facts.normalized,
            pinyin,
            initials,
            facts.sex,
            facts.nation,
            facts.birth,
            facts.joined,
            facts.education,
            facts.phone,
            self.book.next_order(),
            facts.note,
        )
        self.book.put_person(person)
        self.taken.add(person.id)
        return person

    def _conflict(self, person: Person, found: Sequence[Difference]) -> Stop:
        reason = differs(person.normalized, found[0])
        for other in found[1:]:
            second = differs(person.normalized, other)
            reason = Diagnostic(Level.WARNING, "two_findings", {"first": reason, "second": second})
        choices = (SAME, SHEET, NEW, SKIP)
        return Stop(found[0].field, reason, "repair_person", choices, differences=tuple(found))

    def _several(self, known: Sequence[Person], facts: Facts) -> Stop:
        reason = Diagnostic(Level.WARNING, "namesakes_here", {"name": facts.name, "count": len(known)})
        return Stop("name", reason, "repair_namesakes", (NEW, SKIP))


def differs(name: str, difference: Difference) -> Diagnostic:
    """Record and sheet side by side."""
    return Diagnostic(
        Level.WARNING,
        "person_differs",
        {
            "name": name,
            "field": Diagnostic(Level.NOTE, f"field_{difference.field}"),
            "stored": _shown(difference, difference.stored),
            "given": _shown(difference, difference.given),
        },
    )


def _made_of(person: Person, facts: Facts) -> bool:
    """Whether a record says exactly what a row says, no more and no less."""
    recorded = (person.normalized, person.sex, person.nation, person.birth, person.joined)
    stated = (facts.normalized, facts.sex, facts.nation, facts.birth, facts.joined)
    rest = (person.education, person.phone, person.note)
    return recorded == stated and rest == (facts.education, facts.phone, facts.note)


def _shown(difference: Difference, value: str) -> object:
    return Diagnostic(Level.NOTE, f"sex_{value}") if difference.field == "sex" else value
