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
from gzparty.domain.people import Interval, Person, Post, UnitView
from gzparty.services.import_book import Book
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_result import NEW, SAME, SHEET, SKIP
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
        self._romaniser = romaniser

    def person(self, known: Sequence[Person], facts: Facts, cells: Cells) -> tuple[Person, bool]:
        """The one of the `candidates` a row means, a new one where nobody fits; and whether the row adds anything."""
        if not facts.name:
            raise Stop("name", Diagnostic(Level.ERROR, "name_missing"), "repair_name")
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
        self.named_people.add(person.id)
        self.taken.add(person.id)
        if changed == person:
            return person, False
        self.book.put_person(changed)
        return changed, True

    def is_another(self, person: Person, found: Sequence[Difference]) -> bool:
        """Whether a row that differs from a namesake is known to be somebody else without asking."""
        return False

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

    def missing(self, placed: Iterable[tuple[int, int]]) -> list[str]:
        """Those placed in a unit of the sheet whom it does not name."""
        return [
            f"{self.book.people.records[person_id].normalized}@{self.book.units[unit_id].name}"
            for person_id, unit_id in placed
            if unit_id in self.named_units
            and person_id not in self.named_people
            and not self.book.people.is_new(person_id)
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
        return Stop(found[0].field, reason, "repair_person", (SAME, SHEET, NEW, SKIP))

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


def _shown(difference: Difference, value: str) -> object:
    return Diagnostic(Level.NOTE, f"sex_{value}") if difference.field == "sex" else value
