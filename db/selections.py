"""Selections of exemplars as rows: categories, nominations, rounds of voting, publicity, objections, and mentions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from db.counters import next_value
from db.driver import Connection
from db.table import DAY, FLAG, IDS, Codec, Table, code
from gzparty.domain.selection import (
    Ballot,
    BallotLine,
    Category,
    Decision,
    Mention,
    Method,
    Nomination,
    Objection,
    Outcome,
    Publicity,
    PublicityResult,
    Reply,
    Selection,
    Subject,
    TieRule,
    Verdict,
)

CODES = Codec(lambda text: tuple(json.loads(text)), lambda codes: json.dumps(codes, ensure_ascii=False))
SELECTIONS = Table(
    "selection",
    Selection,
    subject=code(Subject),
    opened_on=DAY,
    nominate_until=DAY,
    nominations_closed_on=DAY,
    method=code(Method),
    drop_extremes=FLAG,
    tie_rule=code(TieRule),
    decided_on=DAY,
    announced_on=DAY,
    vacant_on=DAY,
    imported=FLAG,
)
CATEGORIES = Table("selection_category", Category)
NOMINATIONS = Table(
    "nomination",
    Nomination,
    nominated_on=DAY,
    verdict=code(Verdict),
    judged_on=DAY,
    found=CODES,
    reply=code(Reply),
    replied_on=DAY,
    decision=code(Decision),
    struck_on=DAY,
    withdrawn_on=DAY,
)
BALLOTS = Table("ballot", Ballot, held_on=DAY, locked_on=DAY)
LINES = Table("ballot_line", BallotLine, scores=IDS)
PUBLICITIES = Table(
    "publicity", Publicity, starts_on=DAY, ends_on=DAY, result=code(PublicityResult), result_on=DAY
)
OBJECTIONS = Table(
    "objection", Objection, received_on=DAY, handled_on=DAY, outcome=code(Outcome), has_objector=FLAG
)
MENTIONS = Table("mention", Mention, named_on=DAY)


class SqliteSelections:
    """Fulfils the SelectionStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, selection_id: int) -> Selection:
        """One selection; KeyError if there is none."""
        return SELECTIONS.get(self._connection, selection_id)

    def find(self, reference: str) -> Selection | None:
        """By uid or number; None if there is none."""
        found = SELECTIONS.select(self._connection, "WHERE uid = ?1 OR number = ?1", (reference,))
        return found[0] if found else None

    def all(self, year: int | None = None) -> Sequence[Selection]:
        """Selections of a year or all, month by month."""
        if year is None:
            return SELECTIONS.select(self._connection, "ORDER BY period, id")
        return self.between(f"{year:04d}-01", f"{year:04d}-12")

    def many(self, selection_ids: Collection[int]) -> Sequence[Selection]:
        """Several selections by id, month by month; those that are gone are left out."""
        rest = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY period, id"
        return SELECTIONS.select(self._connection, rest, (json.dumps(list(selection_ids)),))

    def between(self, first: str, last: str) -> Sequence[Selection]:
        """Selections whose month lies between two, both included, month by month."""
        rest = "WHERE period BETWEEN ? AND ? ORDER BY period, id"
        return SELECTIONS.select(self._connection, rest, (first, last))

    def unfinished(self) -> Sequence[Selection]:
        """Those neither announced nor left vacant nor typed in afterwards, month by month."""
        rest = "WHERE announced_on IS NULL AND vacant_on IS NULL AND imported = 0 ORDER BY period, id"
        return SELECTIONS.select(self._connection, rest)

    def years(self) -> Sequence[int]:
        """The years that have selections, in order."""
        found = self._connection.execute("SELECT DISTINCT substr(period, 1, 4) FROM selection ORDER BY 1")
        return [int(year) for (year,) in found]

    def next_number(self, period: str) -> str:
        """The month itself, then with -2 and so on; never one that was given before."""
        value = next_value(self._connection, f"selection.{period}")
        return period if value == 1 else f"{period}-{value}"

    def insert(self, selection: Selection) -> int:
        """Store a new one; returns its id."""
        return SELECTIONS.insert(self._connection, selection)

    def update(self, selection: Selection) -> None:
        """Store its changed fields."""
        SELECTIONS.update(self._connection, selection.id, selection)

    def delete(self, selection_id: int) -> None:
        """Delete a selection with all that is below it, from the leaves up so that undo finds each in its place."""
        for statement in _BELOW:
            self._connection.execute(statement, (selection_id,))
        self._connection.execute("DELETE FROM selection WHERE id = ?", (selection_id,))

    def categories(self, selection_ids: Collection[int]) -> Sequence[Category]:
        """The categories of some selections, in their order."""
        return CATEGORIES.select(self._connection, *_under("selection_id", selection_ids, "position"))

    def insert_category(self, category: Category) -> int:
        """Store a new one; returns its id."""
        return CATEGORIES.insert(self._connection, category)

    def update_category(self, category: Category) -> None:
        """Store its changed fields."""
        CATEGORIES.update(self._connection, category.id, category)

    def delete_category(self, category_id: int) -> None:
        """Delete a category without nominations."""
        self._connection.execute("DELETE FROM selection_category WHERE id = ?", (category_id,))

    def nominations(self, selection_ids: Collection[int]) -> Sequence[Nomination]:
        """The nominations of some selections, in their order."""
        return NOMINATIONS.select(self._connection, *_under("selection_id", selection_ids, "position"))

    def nomination(self, nomination_id: int) -> Nomination:
        """One nomination; KeyError if there is none."""
        return NOMINATIONS.get(self._connection, nomination_id)

    def find_nomination(self, uid: str) -> Nomination | None:
        """By uid; None if there is none."""
        found = NOMINATIONS.select(self._connection, "WHERE uid = ?", (uid,))
        return found[0] if found else None

    def chosen(self, first: str, last: str) -> Sequence[Nomination]:
        """Those chosen, and not taken off since, in selections whose month lies between two, month by month."""
        rest = (
            "JOIN selection s ON s.id = n.selection_id WHERE n.decision = 'chosen' AND n.struck_on IS NULL"
            " AND n.withdrawn_on IS NULL AND s.vacant_on IS NULL AND s.period BETWEEN ? AND ?"
            " ORDER BY s.period, s.id, n.position, n.id"
        )
        found = self._connection.execute(
            f"SELECT {NOMINATIONS.selection('n')} FROM nomination n {rest}", (first, last)
        )
        return [NOMINATIONS.read(row) for row in found]

    def of_candidate(self, person_id: int | None = None, unit_id: int | None = None) -> Sequence[Nomination]:
        """Every nomination of one person, or of one unit as a candidate itself, in the order they were made."""
        if person_id is not None:
            return NOMINATIONS.select(self._connection, "WHERE person_id = ? ORDER BY id", (person_id,))
        rest = "WHERE unit_id = ? AND person_id IS NULL ORDER BY id"
        return NOMINATIONS.select(self._connection, rest, (unit_id,))

    def insert_nomination(self, nomination: Nomination) -> int:
        """Store a new one; returns its id."""
        return NOMINATIONS.insert(self._connection, nomination)

    def update_nomination(self, nomination: Nomination) -> None:
        """Store its changed fields."""
        NOMINATIONS.update(self._connection, nomination.id, nomination)

    def delete_nomination(self, nomination_id: int) -> None:
        """Delete a nomination nobody voted on."""
        self._connection.execute("DELETE FROM nomination WHERE id = ?", (nomination_id,))

    def ballots(self, selection_ids: Collection[int]) -> Sequence[Ballot]:
        """The rounds of voting of some selections, in order."""
        return BALLOTS.select(self._connection, *_under("selection_id", selection_ids, "round"))

    def ballot(self, ballot_id: int) -> Ballot:
        """One round; KeyError if there is none."""
        return BALLOTS.get(self._connection, ballot_id)

    def insert_ballot(self, ballot: Ballot) -> int:
        """Store a new one; returns its id."""
        return BALLOTS.insert(self._connection, ballot)

    def update_ballot(self, ballot: Ballot) -> None:
        """Store its changed fields."""
        BALLOTS.update(self._connection, ballot.id, ballot)

    def delete_ballot(self, ballot_id: int) -> None:
        """Delete a round with its lines."""
        self._connection.execute("DELETE FROM ballot WHERE id = ?", (ballot_id,))

    def ballot_lines(self, ballot_ids: Collection[int]) -> Sequence[BallotLine]:
        """What some rounds gave each nomination."""
        return LINES.select(self._connection, *_under("ballot_id", ballot_ids, "id"))

    def insert_ballot_line(self, line: BallotLine) -> int:
        """Store a new one; returns its id."""
        return LINES.insert(self._connection, line)

    def update_ballot_line(self, line: BallotLine) -> None:
        """Store its changed fields."""
        LINES.update(self._connection, line.id, line)

    def delete_ballot_lines(self, line_ids: Iterable[int]) -> None:
        """Delete lines."""
        self._connection.executemany(
            "DELETE FROM ballot_line WHERE id = ?", [(number,) for number in line_ids]
        )

    def publicities(self, selection_ids: Collection[int]) -> Sequence[Publicity]:
        """The rounds of 公示 of some selections, in order."""
        return PUBLICITIES.select(self._connection, *_under("selection_id", selection_ids, "round"))

    def publicity(self, publicity_id: int) -> Publicity:
        """One 公示; KeyError if there is none."""
        return PUBLICITIES.get(self._connection, publicity_id)

    def insert_publicity(self, publicity: Publicity) -> int:
        """Store a new one; returns its id."""
        return PUBLICITIES.insert(self._connection, publicity)

    def update_publicity(self, publicity: Publicity) -> None:
        """Store its changed fields."""
        PUBLICITIES.update(self._connection, publicity.id, publicity)

    def delete_publicity(self, publicity_id: int) -> None:
        """Delete a 公示 with its objections."""
        self._connection.execute("DELETE FROM publicity WHERE id = ?", (publicity_id,))

    def objections(self, publicity_ids: Collection[int]) -> Sequence[Objection]:
        """Objections received during some 公示, as they came in."""
        return OBJECTIONS.select(self._connection, *_under("publicity_id", publicity_ids, "received_on"))

    def objection(self, objection_id: int) -> Objection:
        """One objection; KeyError if there is none."""
        return OBJECTIONS.get(self._connection, objection_id)

    def insert_objection(self, objection: Objection) -> int:
        """Store a new one; returns its id."""
        return OBJECTIONS.insert(self._connection, objection)

    def update_objection(self, objection: Objection) -> None:
        """Store its changed fields."""
        OBJECTIONS.update(self._connection, objection.id, objection)

    def delete_objection(self, objection_id: int) -> None:
        """Delete an objection that was a mistake."""
        self._connection.execute("DELETE FROM objection WHERE id = ?", (objection_id,))

    def mentions(
        self, first: str, last: str, person_ids: Collection[int] = (), unit_ids: Collection[int] = ()
    ) -> Sequence[Mention]:
        """Circulars between two days that name one of some people or units, by day; all where neither is given."""
        if not person_ids and not unit_ids:
            return MENTIONS.select(
                self._connection, "WHERE named_on BETWEEN ? AND ? ORDER BY named_on, id", (first, last)
            )
        rest = (
            "WHERE named_on BETWEEN ? AND ? AND (person_id IN (SELECT value FROM json_each(?))"
            " OR unit_id IN (SELECT value FROM json_each(?))) ORDER BY named_on, id"
        )
        parameters = (first, last, json.dumps(list(person_ids)), json.dumps(list(unit_ids)))
        return MENTIONS.select(self._connection, rest, parameters)

    def mention(self, mention_id: int) -> Mention:
        """One mention; KeyError if there is none."""
        return MENTIONS.get(self._connection, mention_id)

    def find_mention(self, uid: str) -> Mention | None:
        """By uid; None if there is none."""
        found = MENTIONS.select(self._connection, "WHERE uid = ?", (uid,))
        return found[0] if found else None

    def insert_mention(self, mention: Mention) -> int:
        """Store a new one; returns its id."""
        return MENTIONS.insert(self._connection, mention)

    def update_mention(self, mention: Mention) -> None:
        """Store its changed fields."""
        MENTIONS.update(self._connection, mention.id, mention)

    def delete_mention(self, mention_id: int) -> None:
        """Delete a mention that was a mistake."""
        self._connection.execute("DELETE FROM mention WHERE id = ?", (mention_id,))


_BELOW = (
    "DELETE FROM publicity WHERE selection_id = ?",
    "DELETE FROM ballot WHERE selection_id = ?",
    "DELETE FROM nomination WHERE selection_id = ?",
)
"""Objections and lines of ballots name nominations, so they must be gone first."""


def _under(column: str, ids: Collection[int], order: str) -> tuple[str, tuple[str]]:
    """The rest of a query for the rows below some records, record by record."""
    rest = f"WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY {column}, {order}, id"
    return rest, (json.dumps(list(ids)),)
