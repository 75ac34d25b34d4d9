"""What was deleted, read from the journal, and put back with the rows that went along."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from db.driver import Connection
from db.journal import SqliteJournal
from db.table import insertion
from db.triggers import columns_of, journalled_tables
from gzparty.domain.diagnostic import Refusal
from gzparty.services.deeds import Deed, Gone, Hindrance, Obstacle

GOES_ALONG = (
    ("post", "person_id", "person"),
    ("membership", "person_id", "person"),
    ("outside_training", "person_id", "person"),
    ("problem", "inspection_id", "inspection"),
)
"""Rows a deed deletes with their owner though the file does not cascade: table, column, the owner's table."""
STANDS_ON = (("training", "sitting_id", "sitting"), ("meeting", "sitting_id", "sitting"))
"""Rows that go with the last record standing on them."""
IN_FORCE = (
    "JOIN action a{0} ON a{0}.id = {0}.action_id JOIN action d{0} ON d{0}.id = coalesce(a{0}.target, a{0}.id)"
    " AND d{0}.undone = 0 AND d{0}.effective = {0}.action_id"
)
"""Joins to an entry of the journal the deed it stands for, if that is not undone."""
Key = tuple[str, int]
Image = Mapping[str, object]


class Reference(NamedTuple):
    """A foreign key: a column of a table, whose row it names, and what becomes of it when that row goes."""

    table: str
    column: str
    target: str
    on_delete: str


class SqliteDeleted:
    """The recycle bin over one connection (fulfils the DeletedStore port)."""

    def __init__(self, connection: Connection, journal: SqliteJournal) -> None:
        self._connection = connection
        self._journal = journal
        self._references = [
            Reference(table, row[3], row[2], row[6])
            for table in journalled_tables(connection)
            for row in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        ]
        owned = [(r.table, r.column, r.target) for r in self._references if r.on_delete == "CASCADE"]
        self._owned = (*owned, *GOES_ALONG)

    def gone(self, tables: Collection[str], limit: int) -> Sequence[Gone]:
        """The records of some tables that were deleted and are not there, newest first.

        Not those whose creation was undone, nor those that went with another record of the same deed.
        """
        found = [row for table in tables for row in self._gone_from(table, limit)]
        found.sort(reverse=True)
        return self._told(found[:limit])

    def some(self, entries: Collection[int]) -> Sequence[Gone]:
        """The deleted records of some entries of the journal; Refusal `deleted_unknown` where there is none."""
        found = []
        for entry in entries:
            row = self._connection.execute(
                "SELECT id, tbl, row_id, action_id, before FROM journal WHERE id = ? AND op = 'D'", (entry,)
            ).fetchone()
            if row is None or self._is_there(row[1], row[2]):
                raise Refusal("deleted_unknown", number=entry)
            found.append(row)
        return self._told(found)

    def obstacles(self, records: Iterable[Gone]) -> Sequence[Obstacle]:
        """What keeps deleted records from coming back together."""
        back = self._bundle(records)
        return [obstacle for key, image in back.items() for obstacle in self._in_the_way(key, image, back)]

    def put_back(self, records: Iterable[Gone]) -> None:
        """Insert them as they were, with what went along, within a running action; `obstacles` comes first."""
        records = list(records)
        back = self._bundle(records)
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        for (table, _row), image in back.items():
            kept = {**image, **dict.fromkeys(self._let_go(table, image, back))}
            self._connection.execute(insertion(table, kept), tuple(kept.values()))
        for action in {self._action_of(record.entry) for record in records}:
            self._link_again(action, back)

    def children(self, table: str, column: str, row_id: int) -> Sequence[int]:
        """The rows of a table that name a row, or did when they were deleted; not those whose creation was undone."""
        rows = self._connection.execute(
            f"SELECT id FROM {table} WHERE {column} = ? UNION SELECT j.row_id FROM journal j INDEXED BY journal_deleted"
            " JOIN action a ON a.id = j.action_id AND a.role <> 'undo'"
            f" WHERE j.op = 'D' AND j.tbl = ? AND json_extract(j.before, '$.{column}') = ?",
            (row_id, table, row_id),
        )
        return [child for (child,) in rows]

    def _gone_from(self, table: str, limit: int) -> list[tuple[int, str, int, int, str]]:
        owners = "".join(
            " AND NOT EXISTS (SELECT 1 FROM journal o WHERE o.action_id = j.action_id AND o.op = 'D'"
            f" AND o.tbl = '{target}' AND o.row_id = json_extract(j.before, '$.{column}'))"
            for child, column, target in self._owned
            if child == table
        )
        return self._connection.execute(
            "SELECT j.id, j.tbl, j.row_id, j.action_id, j.before FROM journal j INDEXED BY journal_deleted"
            f" {IN_FORCE.format('j')} WHERE j.op = 'D' AND j.tbl = ?"
            f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE id = j.row_id)"
            f" AND NOT EXISTS (SELECT 1 FROM journal l {IN_FORCE.format('l')} WHERE l.tbl = j.tbl"
            f" AND l.row_id = j.row_id AND l.op = 'D' AND l.id > j.id){owners} ORDER BY j.id DESC LIMIT ?",
            (table, limit),
        ).fetchall()

    def _told(self, rows: Sequence[tuple[int, str, int, int, str]]) -> list[Gone]:
        families = {action: _Family(self._deleted_by(action), self._owned) for action in {r[3] for r in rows}}
        deeds = {action: self._deed(action) for action in families}
        told = []
        for entry, table, row_id, action, before in rows:
            image = json.loads(before)
            along = sum(1 for _key in families[action].of((table, row_id))) - 1
            told.append(Gone(entry, table, row_id, image, deeds[action], along))
        return told

    def _deed(self, action: int) -> Deed:
        row = self._connection.execute("SELECT coalesce(target, id) FROM action WHERE id = ?", (action,))
        return self._journal.deed(row.fetchone()[0])

    def _deleted_by(self, action: int) -> dict[Key, Image]:
        rows = self._connection.execute(
            "SELECT tbl, row_id, before FROM journal WHERE action_id = ? AND op = 'D' ORDER BY id DESC",
            (action,),
        )
        return {(table, row): json.loads(before) for table, row, before in rows}

    def _bundle(self, records: Iterable[Gone]) -> dict[Key, Image]:
        """The images of records with all that went along, owners first."""
        back: dict[Key, Image] = {}
        families: dict[int, _Family] = {}
        waiting = [(record.entry, (record.table, record.row_id)) for record in records]
        while waiting:
            entry, key = waiting.pop(0)
            action = self._action_of(entry)
            if action not in families:
                families[action] = _Family(self._deleted_by(action), self._owned)
            family = families[action]
            members = {one: family.images[one] for one in family.of(key) if one not in back}
            back |= {one: image for one, image in members.items() if not self._is_there(*one)}
            waiting += [ground for image in members.items() for ground in self._ground(*image)]
        columns = {table: columns_of(self._connection, table) for table in {key[0] for key in back}}
        if any(list(image) != columns[table] for (table, _row), image in back.items()):
            raise Refusal("deleted_older_schema")
        return back

    def _ground(self, key: Key, image: Image) -> Iterator[tuple[int, Key]]:
        """The entry by which the row a record stands on went, if it is gone as well."""
        for table, column, target in STANDS_ON:
            if table == key[0] and not self._is_there(target, image.get(column)):
                last = self._last_entry(target, image.get(column))
                if last is not None:
                    yield last, (target, int(str(image[column])))

    def _in_the_way(self, key: Key, image: Image, back: Mapping[Key, Image]) -> Iterator[Obstacle]:
        table = key[0]
        for one in self._references:
            value = image.get(one.column) if one.table == table else None
            if value is None or one.on_delete == "SET NULL" or (one.target, value) in back:
                continue
            if not self._is_there(one.target, value):
                row = int(str(value))
                yield Obstacle(Hindrance.MISSING, one.target, row, self._last_image(one.target, row))
        for columns in self._unique(table):
            taken = self._holder(table, columns, image)
            if taken is not None:
                yield Obstacle(Hindrance.TAKEN, table, taken, self._journal.image(table, taken) or {})

    def _let_go(self, table: str, image: Image, back: Mapping[Key, Image]) -> list[str]:
        """The columns that would have been emptied meanwhile, since what they name is gone."""
        return [
            one.column
            for one in self._references
            if one.table == table and one.on_delete == "SET NULL" and image.get(one.column) is not None
            if (one.target, image[one.column]) not in back
            and not self._is_there(one.target, image[one.column])
        ]

    def _link_again(self, action: int, back: Mapping[Key, Image]) -> None:
        """Rows that named one of these until the deed emptied that, and still name none, name it again."""
        for one in self._references:
            if one.on_delete != "SET NULL":
                continue
            rows = self._connection.execute(
                f"SELECT j.row_id, json_extract(j.before, '$.{one.column}') FROM journal j JOIN {one.table} t"
                f" ON t.id = j.row_id AND t.{one.column} IS NULL WHERE j.action_id = ? AND j.op = 'U' AND j.tbl = ?",
                (action, one.table),
            ).fetchall()
            for row, named in rows:
                if (one.target, named) in back:
                    self._connection.execute(
                        f"UPDATE {one.table} SET {one.column} = ? WHERE id = ?", (named, row)
                    )

    def _unique(self, table: str) -> Iterator[list[str]]:
        for index in self._connection.execute(f"PRAGMA index_list({table})").fetchall():
            if index[2]:
                yield [row[2] for row in self._connection.execute(f"PRAGMA index_info({index[1]})")]

    def _holder(self, table: str, columns: Sequence[str], image: Image) -> int | None:
        values = [image.get(column) for column in columns]
        if None in values:
            return None
        same = " AND ".join(f"{column} = ?" for column in columns)
        row = self._connection.execute(f"SELECT id FROM {table} WHERE {same}", values).fetchone()
        return int(row[0]) if row else None

    def _is_there(self, table: str, row_id: object) -> bool:
        return (
            self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone() is not None
        )

    def _action_of(self, entry: int) -> int:
        found = self._connection.execute("SELECT action_id FROM journal WHERE id = ?", (entry,))
        return int(found.fetchone()[0])

    def _last_entry(self, table: str, row_id: object) -> int | None:
        found = self._connection.execute(
            "SELECT id FROM journal WHERE tbl = ? AND row_id = ? AND op = 'D' ORDER BY id DESC LIMIT 1",
            (table, row_id),
        ).fetchone()
        return int(found[0]) if found else None

    def _last_image(self, table: str, row_id: int) -> Image:
        entry = self._last_entry(table, row_id)
        found = self._connection.execute("SELECT before FROM journal WHERE id = ?", (entry,)).fetchone()
        return json.loads(found[0]) if found else {}


class _Family:
    """The rows one deed deleted, by whose they were."""

    def __init__(self, images: dict[Key, Image], owned: Iterable[tuple[str, str, str]]) -> None:
        self.images = images
        columns = defaultdict(list)
        for child, column, target in owned:
            columns[child].append((column, target))
        self._children: dict[Key, list[Key]] = defaultdict(list)
        for key, image in images.items():
            for column, target in columns[key[0]]:
                if image.get(column) is not None:
                    self._children[target, int(str(image[column]))].append(key)

    def of(self, key: Key) -> Iterator[Key]:
        """A row, and all that went because it went; each once."""
        seen, waiting = {key}, [key]
        while waiting:
            one = waiting.pop(0)
            yield one
            fresh = [child for child in self._children[one] if child not in seen]
            seen.update(fresh)
            waiting += fresh
