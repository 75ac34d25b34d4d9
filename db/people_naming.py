"""Which rows name a person: before one is deleted, and when two records of one person become one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from db.driver import Connection
from db.triggers import journalled_tables
from gzparty.domain.chinese import NOTE_SEPARATOR

THEIR_OWN = ("post", "membership", "outside_training")
"""What goes with a person who is deleted."""


class PeopleNaming:
    """The part of the PeopleStore port that goes through all tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def delete_people(self, ids: Collection[int]) -> None:
        """Delete people with their posts, memberships and training elsewhere."""
        wanted = (json.dumps(list(ids)),)
        for table in THEIR_OWN:
            self._connection.execute(
                f"DELETE FROM {table} WHERE person_id IN (SELECT value FROM json_each(?))", wanted
            )
        self._connection.execute("DELETE FROM person WHERE id IN (SELECT value FROM json_each(?))", wanted)

    def on_record(self, ids: Collection[int]) -> frozenset[int]:
        """Those of some people whom a record or a list of names names."""
        wanted = json.dumps(list(ids))
        found: set[int] = set()
        for table, column in self._naming_people():
            rows = self._connection.execute(
                f"SELECT {column} FROM json_each(?) w JOIN {table} ON {column} = w.value", (wanted,)
            )
            found.update(person for (person,) in rows)
        listed = self._connection.execute(
            "SELECT w.value FROM json_each(?) w WHERE w.value IN"
            " (SELECT n.value FROM sitting, json_each(sitting.roster, '$.people') n)",
            (wanted,),
        )
        return frozenset(found.union(person for (person,) in listed))

    def _naming_people(self) -> Iterator[tuple[str, str]]:
        """Every column that names a person, but for what goes with one."""
        for table in journalled_tables(self._connection):
            if table not in THEIR_OWN:
                for row in self._connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                    if row[2] == "person":
                        yield table, row[3]

    def reassign_person(self, source: int, target: int) -> None:
        """Point every row that names `source` to `target`; of two leave requests for one sitting one is kept."""
        self._fold_leave_requests(source, target)
        tables = self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for reference in self._connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                if reference[2] == "person" and reference[3] != "merged_into":
                    column = reference[3]
                    # Not OR IGNORE: a row that cannot be moved must be heard of.
                    statement = f"UPDATE {table} SET {column} = ? WHERE {column} = ?"
                    self._connection.execute(statement, (target, source))

    def rows_naming(self, person_id: int) -> Mapping[str, int]:
        """How many rows of each kind name a person; make-ups by the roll lines they belong to."""
        counted = {
            table: f"SELECT count(*) FROM {table} WHERE person_id = ?1"
            for table in (
                "post",
                "membership",
                "attendance",
                "leave_request",
                "outside_training",
                "appraisal_line",
                "nomination",
                "mention",
            )
        }
        counted["talk"] = "SELECT count(*) FROM talk WHERE ?1 IN (speaker_id, partner_id)"
        counted["problem"] = (
            "SELECT count(*) FROM problem WHERE ?1 IN (leader_id, responsible_id, verifier_id)"
        )
        counted["reserve"] = "SELECT count(*) FROM reserve WHERE ?1 IN (person_id, mentor_id)"
        counted["inspection"] = "SELECT count(*) FROM inspection WHERE inspector_id = ?1"
        counted["makeup"] = (
            "SELECT count(*) FROM makeup k JOIN attendance a ON a.id = k.attendance_id WHERE a.person_id = ?1"
        )
        counted["roster"] = (
            "SELECT count(*) FROM sitting s WHERE EXISTS"
            " (SELECT 1 FROM json_each(s.roster, '$.people') WHERE value = ?1)"
        )
        return {
            kind: int(self._connection.execute(query, (person_id,)).fetchone()[0])
            for kind, query in counted.items()
        }

    def _fold_leave_requests(self, source: int, target: int) -> None:
        """One leave request a sitting and person: what both say stands in the one that is kept."""
        both = "sitting_id IN (SELECT sitting_id FROM leave_request WHERE person_id = ?1)"
        for field in ("reason", "substitute_name", "approved_by"):
            self._connection.execute(
                f"UPDATE leave_request SET {field} = (SELECT CASE"
                f" WHEN leave_request.{field} = '' THEN other.{field}"
                f" WHEN other.{field} IN ('', leave_request.{field}) THEN leave_request.{field}"
                f" ELSE leave_request.{field} || ?3 || other.{field} END FROM leave_request other"
                f" WHERE other.sitting_id = leave_request.sitting_id AND other.person_id = ?1)"
                f" WHERE person_id = ?2 AND {both}",
                (source, target, NOTE_SEPARATOR),
            )
        self._connection.execute(
            "UPDATE leave_request SET requested_on = (SELECT other.requested_on FROM leave_request other"
            " WHERE other.sitting_id = leave_request.sitting_id AND other.person_id = ?1)"
            f" WHERE person_id = ?2 AND requested_on IS NULL AND {both}",
            (source, target),
        )
        self._connection.execute(
            "DELETE FROM leave_request WHERE person_id = ?1 AND"
            " sitting_id IN (SELECT sitting_id FROM leave_request WHERE person_id = ?2)",
            (source, target),
        )
