"""What the page of people reads behind the window: one list with its counts and the pages in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from gzparty.domain.people import PartyClass, Tree
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import PersonAbsence
from gzparty.services.people_views import PeopleQuery, PeopleRole, PersonFile, PersonLine, Reminder, TreeNode
from ui.tables.column import Column
from ui.tables.late_rows import Order, Pages, pages_around

READ_AT_ONCE = 1000
"""Lines of a block for the clipboard that one question to the file gives."""


class Wanted(NamedTuple):
    """A list as wished for; `near` is who is in sight and shall stay there."""

    query: PeopleQuery
    order: Order
    near: int | None


class Listing(NamedTuple):
    """A list as read; `elsewhere` counts whom the typed text finds in the whole office."""

    wanted: Wanted
    ids: Sequence[int]
    counts: Mapping[PeopleRole, int]
    pages: Pages[PersonLine]
    elsewhere: int


class Forest(NamedTuple):
    """A tree as read, with the number of all people."""

    tree: Tree
    nodes: Sequence[TreeNode]
    people: int


class FileRead(NamedTuple):
    """A person's file, and what rolls by names alert of that person today."""

    file: PersonFile
    absence: PersonAbsence


class Reminded(NamedTuple):
    """What the roster reminds of, and the records that may be one person."""

    reminders: Sequence[Reminder]
    pairs: Sequence[tuple[PersonLine, PersonLine]]


def read_listing(services: Services, wanted: Wanted) -> Listing:
    """Read a list from one moment."""
    views, query = services.people_views, wanted.query
    with services.store.snapshot():
        ids = views.ids(query, *wanted.order)
        counts = views.counts(replace(query, role=PeopleRole.ALL))
        elsewhere = 0
        if not ids and query.text:
            found = views.counts(PeopleQuery(query.tree, text=query.text))
            elsewhere = found.get(PeopleRole.ALL, 0)
        pages = {
            page: read_lines(services, page_ids) for page, page_ids in pages_around(ids, wanted.near).items()
        }
    return Listing(wanted, ids, counts, pages, elsewhere)


def read_lines(services: Services, ids: Sequence[int]) -> Mapping[int, PersonLine]:
    """Read the lines of one page, with this year's credit."""
    return services.people_views.lines(ids, services.context.today().year)


def read_block(ids: Sequence[int], columns: Sequence[Column[PersonLine]], services: Services) -> str:
    """Read what some columns say of people, as a block for the clipboard."""
    from ui.tables import clipboard

    texts: list[list[str]] = []
    with services.store.snapshot():
        for first in range(0, len(ids), READ_AT_ONCE):
            wanted = ids[first : first + READ_AT_ONCE]
            lines = read_lines(services, wanted)
            texts += [[column.text(lines[one]) for column in columns] for one in wanted if one in lines]
    return clipboard.to_text(texts)


def read_file(services: Services, person_id: int, year: int) -> FileRead | None:
    """Read a person's file; that of who was merged away is the one it went into, who is gone by undo has none."""
    with services.store.snapshot():
        try:
            file = services.people_views.file(person_id, year)
        except KeyError:
            return None
        if file.person.merged_into is not None:
            file = services.people_views.file(file.person.merged_into, year)
        today = services.context.today()
        return FileRead(file, services.absences.of_person(file.person.id, today))


def read_forest(services: Services, tree: Tree) -> Forest:
    """Read one of the two trees."""
    with services.store.snapshot():
        people = services.people_views.counts(PeopleQuery(tree)).get(PeopleRole.ALL, 0)
        return Forest(tree, services.people_views.tree(tree), people)


def read_reminded(services: Services) -> Reminded:
    """Read what the roster reminds of."""
    with services.store.snapshot():
        return Reminded(services.people_views.reminders(), services.people_views.likely_duplicates())


def blank_line(person_id: int) -> PersonLine:
    """What stands for somebody whose line is still being read."""
    return PersonLine(person_id, "", None, "", "", "", PartyClass.NONE, 0, 0, 0, 0, "")
