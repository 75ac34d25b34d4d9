"""The journal: every change stands under a named action, and undo replays it back; what writes it: `db/triggers.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db.driver import Connection, DatabaseError, IntegrityError
from db.migrations import SCHEMA_VERSION
from db.standing import Standing
from db.texts import SqliteTexts
from db.triggers import journalled_tables
from gzparty.domain.diagnostic import Refusal
from gzparty.services.deeds import Change, Deed

NAMED_WITHIN = (
    ("sitting", "roster", "$.people", "person"),
    ("sitting", "roster", "$.units", "unit"),
    ("sitting", "roster", "$.groups", "party_group"),
    ("tour", "pool", "$", "unit"),
)
"""References that no foreign key knows: table, column, JSON path of the ids in it, and whose ids they are."""
FINAL, UNSCRUBBED = 0, -1
"""Stand for the schema of an action that cannot be undone: what it took away is nowhere in the file any more, or only
until the file is written anew, which a power cut may have kept from happening."""
OPERATIONS = {"I": "insert", "U": "update", "D": "delete"}


@dataclass
class RunningAction:
    """An action under way; `id` and `kinds` are set when it has ended, 0 and empty if nothing changed."""

    name: str
    id: int = 0
    kinds: frozenset[str] = field(default_factory=frozenset)
    purged: set[str] = field(default_factory=set)
    """Tables of which something was taken away for good."""


class SqliteJournal:
    """Actions, undo, redo and history over one connection (fulfils the Journal port)."""

    def __init__(self, connection: Connection, path: Path, standing: Standing | None = None) -> None:
        self._connection = connection
        self._path = path
        self._standing = standing or Standing(path)
        self._running: RunningAction | None = None
        self._texts = SqliteTexts(connection)
        self._scrub_due: bool | None = None

    @contextmanager
    def action(self, name: str, kind: str, at: datetime, source: str) -> Iterator[RunningAction]:
        """One transaction under one name; an inner action joins the outer one, but fails by itself."""
        if self._running is not None:
            with self._savepoint():
                yield self._running
            return
        with self._recorded(name, kind, "do", None, at, source) as running:
            yield running

    def deeds(self, limit: int = 200) -> Sequence[Deed]:
        """The latest actions, newest first; undo and redo are not deeds of their own."""
        rows = self._connection.execute(
            "SELECT a.id, a.name, a.kind, a.at, a.source, a.undone,"
            " (SELECT count(*) FROM journal j WHERE j.action_id = a.effective) AS n"
            " FROM action a WHERE a.role = 'do' ORDER BY a.id DESC LIMIT ?",
            (limit,),
        )
        return [_deed(row) for row in rows]

    def deeds_of(self, kind: str, limit: int = 50) -> Sequence[Deed]:
        """The latest actions of a kind or of one below it, newest first."""
        rows = self._connection.execute(
            "SELECT a.id, a.name, a.kind, a.at, a.source, a.undone,"
            " (SELECT count(*) FROM journal j WHERE j.action_id = a.effective) AS n"
            " FROM action a WHERE a.role = 'do' AND (a.kind = ? OR a.kind GLOB ?) ORDER BY a.id DESC LIMIT ?",
            (kind, f"{kind}.*", limit),
        )
        return [_deed(row) for row in rows]

    def purge(self, table: str, row_id: int, values: Mapping[str, object]) -> None:
        """Write these values over every image the past has of a row, within a running action, which becomes final.

        Once it has ended, what stood there is nowhere in the file: not in the journal, the index of texts, free pages
        or the write-ahead log. Undo stops at a final action: the images before it no longer fit.
        """
        running = self._within()
        paths = [part for name, value in values.items() for part in (f"$.{name}", value)]
        if paths:
            self._connection.execute(
                f"UPDATE journal SET before = json_set(before{', ?' * len(paths)})"
                " WHERE tbl = ? AND row_id = ? AND before IS NOT NULL",
                (*paths, table, row_id),
            )
        self._connection.execute(
            "UPDATE action SET schema = ? WHERE id = (SELECT action_id FROM journal_state)", (UNSCRUBBED,)
        )
        running.purged.add(table)

    def scrub(self) -> None:
        """Write the file anew once the running action has ended.

        For what lies outside the journal and was deleted: a draft is nowhere in the file any more, and the action can
        still be undone.
        """
        self._within().purged.add("draft")

    def undoable(self) -> Deed | None:
        """What undo would take back; None at a schema change, a final action, or where nothing is left."""
        row = self._connection.execute(
            "SELECT id, schema FROM action WHERE role = 'do' AND undone = 0 ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if row is None or row[1] != SCHEMA_VERSION:
            return None
        return self._get(row[0])

    def redoable(self) -> Deed | None:
        """What redo would do again; None once something new was done."""
        latest = self._connection.execute("SELECT max(id) FROM action WHERE role = 'do'").fetchone()[0]
        row = self._connection.execute(
            "SELECT a.id FROM action a JOIN action u ON u.target = a.id AND u.role = 'undo'"
            " WHERE a.undone = 1 AND a.schema = ? AND u.id > ? ORDER BY u.id DESC LIMIT 1",
            (SCHEMA_VERSION, latest),
        ).fetchone()
        if row is None:
            return None
        return self._get(row[0])

    def undo(self, steps: int, at: datetime) -> Sequence[Deed]:
        """Undo the newest actions one by one; fewer where there are no more."""
        undone: list[Deed] = []
        while len(undone) < steps and (deed := self.undoable()) is not None:
            undone.append(self._reverse(deed, "undo", at))
        return undone

    def redo(self, steps: int, at: datetime) -> Sequence[Deed]:
        """Do again what was undone last, in its old order."""
        redone: list[Deed] = []
        while len(redone) < steps and (deed := self.redoable()) is not None:
            redone.append(self._reverse(deed, "redo", at))
        return redone

    def take_back(self, action_id: int, at: datetime) -> Deed:
        """Reverse an action that is not the last; Refusal `take_back_blocked` names what stands on it."""
        deed = self._get(action_id)
        if deed.undone:
            raise Refusal("take_back_done", name=deed.name)
        found = self._connection.execute("SELECT schema FROM action WHERE id = ?", (action_id,))
        schema = found.fetchone()[0]
        if schema != SCHEMA_VERSION:
            code = "take_back_final" if schema in (FINAL, UNSCRUBBED) else "take_back_older_schema"
            raise Refusal(code, name=deed.name)
        blockers = self._blockers(action_id)
        if blockers:
            raise _blocked(deed, blockers)
        try:
            return self._reverse(deed, "undo", at)
        except IntegrityError as error:
            # What it deleted was since replaced, or what it referred to is gone: the later deeds nearby are named.
            raise _blocked(deed, self._nearby(action_id)) from error

    def history(self, table: str, row_id: int) -> Sequence[Change]:
        """What happened to one row, newest first."""
        rows = self._connection.execute(
            "SELECT j.op, j.before, COALESCE(a.target, a.id) AS deed FROM journal j"
            " JOIN action a ON a.id = j.action_id WHERE j.tbl = ? AND j.row_id = ? ORDER BY j.id DESC",
            (table, row_id),
        ).fetchall()
        return [
            Change(self._get(deed), OPERATIONS[op], json.loads(before) if before else None)
            for op, before, deed in rows
        ]

    def image(self, table: str, row_id: int) -> Mapping[str, object] | None:
        """A row as it is stored now."""
        found = self._connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
        row = found.fetchone()
        return dict(zip((column[0] for column in found.description), row, strict=True)) if row else None

    def changed_kinds(self, action_id: int) -> frozenset[str]:
        """The tables an action changed."""
        rows = self._connection.execute("SELECT DISTINCT tbl FROM journal WHERE action_id = ?", (action_id,))
        return frozenset(table for (table,) in rows)

    def _within(self) -> RunningAction:
        if self._running is None:
            raise RuntimeError("only within an action")
        return self._running

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """Should the outer action catch what an inner one raises, nothing half done of the inner one stays."""
        self._connection.execute("SAVEPOINT inner_action")
        try:
            yield
        except BaseException:
            # A full disk may have ended the whole transaction already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO inner_action")
                self._connection.execute("RELEASE inner_action")
            raise
        self._connection.execute("RELEASE inner_action")

    @contextmanager
    def _recorded(
        self, name: str, kind: str, role: str, target: int | None, at: datetime, source: str
    ) -> Iterator[RunningAction]:
        with self._standing.writing(), self._transaction() as connection:
            running = self._running = RunningAction(name)
            cursor = connection.execute(
                "INSERT INTO action(name, kind, role, target, at, source, schema) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (name, kind, role, target, at.isoformat(timespec="seconds"), source, SCHEMA_VERSION),
            )
            action_id = int(cursor.lastrowid or 0)
            connection.execute("UPDATE journal_state SET action_id = ?", (action_id,))
            yield running
            kinds = self.changed_kinds(action_id)
            self._texts.catch_up(action_id, kinds)
            for table in running.purged:
                self._texts.renew(table)
            if not kinds and role == "do":
                connection.execute("DELETE FROM action WHERE id = ?", (action_id,))
            else:
                connection.execute("UPDATE action SET effective = id WHERE id = ?", (action_id,))
            connection.execute("UPDATE journal_state SET action_id = NULL")
        running.id, running.kinds = (action_id, kinds) if kinds else (0, kinds)
        if running.purged or self._is_unscrubbed():
            self._scrub_due = not self._scrub()
            self._standing.remember()

    def _is_unscrubbed(self) -> bool:
        """Whether an earlier purge is still to be finished; looked up once, for one begun before this program was."""
        if self._scrub_due is None:
            found = self._connection.execute("SELECT 1 FROM action WHERE schema = ? LIMIT 1", (UNSCRUBBED,))
            self._scrub_due = found.fetchone() is not None
        return self._scrub_due

    def _scrub(self) -> bool:
        """Write the file anew without what was deleted, and empty the log; False where a reader or the disk forbids it.

        It is then tried again with the next action, also after a power cut: the file itself says what is unfinished.
        """
        try:
            self._connection.execute("VACUUM")
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if not busy:
                self._connection.execute("UPDATE action SET schema = ? WHERE schema = ?", (FINAL, UNSCRUBBED))
        except DatabaseError:
            # The deed is done and must not be told as refused.
            return False
        return not busy

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._standing.check()
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._running = None

    def _reverse(self, deed: Deed, role: str, at: datetime) -> Deed:
        effective = self._connection.execute(
            "SELECT effective FROM action WHERE id = ?", (deed.id,)
        ).fetchone()[0]
        with self._recorded(deed.name, deed.kind, role, deed.id, at, deed.source):
            self._connection.execute("PRAGMA defer_foreign_keys = ON")
            entries = self._connection.execute(
                "SELECT tbl, row_id, op, before FROM journal WHERE action_id = ? ORDER BY id DESC",
                (effective,),
            ).fetchall()
            self._replay(entries)
            newest = self._connection.execute("SELECT action_id FROM journal_state").fetchone()[0]
            self._connection.execute(
                "UPDATE action SET undone = ?, effective = ? WHERE id = ?",
                (int(role == "undo"), newest, deed.id),
            )
        return self._get(deed.id)

    def _replay(self, entries: Iterable[tuple[str, int, str, str | None]]) -> None:
        for table, row_id, operation, before in entries:
            image: Mapping[str, object] = json.loads(before) if before else {}
            names, values = list(image), list(image.values())
            if operation == "I":
                self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
            elif operation == "D":
                marks = ", ".join("?" * len(names))
                self._connection.execute(f"INSERT INTO {table}({', '.join(names)}) VALUES ({marks})", values)
            else:
                changes = ", ".join(f"{name} = ?" for name in names)
                self._connection.execute(f"UPDATE {table} SET {changes} WHERE id = ?", [*values, row_id])

    def _blockers(self, action_id: int) -> list[Deed]:
        """Deeds in force that touched the same rows later, or inserted rows that refer to rows this one inserted."""
        same_rows = self._connection.execute(
            "SELECT DISTINCT d.id FROM action a JOIN journal mine ON mine.action_id = a.effective"
            " JOIN journal later ON later.tbl = mine.tbl AND later.row_id = mine.row_id"
            " JOIN action d ON d.effective = later.action_id AND d.undone = 0 AND d.role = 'do'"
            " WHERE a.id = ? AND d.id > a.id",
            (action_id,),
        ).fetchall()
        blockers = {deed for (deed,) in same_rows}
        for table in journalled_tables(self._connection):
            for reference in self._connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                blockers.update(self._referring(action_id, table, reference[3], reference[2]))
        for named in NAMED_WITHIN:
            blockers.update(self._naming(action_id, *named))
        return [self._get(deed) for deed in sorted(blockers)]

    def _referring(self, action_id: int, table: str, column: str, target: str) -> list[int]:
        rows = self._connection.execute(
            f"SELECT DISTINCT d.id FROM action a"
            f" JOIN journal mine ON mine.action_id = a.effective AND mine.op = 'I' AND mine.tbl = ?"
            f" JOIN {table} child ON child.{column} = mine.row_id"
            f" JOIN journal j ON j.tbl = ? AND j.row_id = child.id"
            f" JOIN action d ON d.effective = j.action_id AND d.undone = 0 AND d.role = 'do'"
            f" WHERE a.id = ? AND d.id > a.id",
            (target, table, action_id),
        )
        return [deed for (deed,) in rows]

    def _naming(self, action_id: int, table: str, column: str, path: str, target: str) -> list[int]:
        """Later deeds on rows that name, inside a JSON column, rows this action inserted."""
        rows = self._connection.execute(
            f"SELECT DISTINCT d.id FROM {table} child, json_each(child.{column}, ?) named"
            " JOIN action a ON a.id = ?"
            " JOIN journal mine ON mine.tbl = ? AND mine.row_id = named.value AND mine.op = 'I'"
            " AND mine.action_id = a.effective"
            " JOIN journal j ON j.tbl = ? AND j.row_id = child.id"
            " JOIN action d ON d.effective = j.action_id AND d.undone = 0 AND d.role = 'do' AND d.id > a.id",
            (path, action_id, target, table),
        )
        return [deed for (deed,) in rows]

    def _nearby(self, action_id: int) -> list[Deed]:
        """Later deeds in force on the tables of an action and on those they refer to."""
        tables = {
            table
            for (touched,) in self._connection.execute(
                "SELECT DISTINCT j.tbl FROM journal j JOIN action a ON a.effective = j.action_id WHERE a.id = ?",
                (action_id,),
            ).fetchall()
            for table in (touched, *self._referred(touched))
        }
        rows = self._connection.execute(
            "SELECT DISTINCT d.id FROM action d JOIN journal j ON j.action_id = d.effective"
            f" WHERE d.undone = 0 AND d.role = 'do' AND d.id > ? AND j.tbl IN ({', '.join('?' * len(tables))})"
            " ORDER BY d.id",
            (action_id, *sorted(tables)),
        ).fetchall()
        return [self._get(deed) for (deed,) in rows]

    def _referred(self, table: str) -> list[str]:
        return [row[2] for row in self._connection.execute(f"PRAGMA foreign_key_list({table})")]

    def _get(self, action_id: int) -> Deed:
        row = self._connection.execute(
            "SELECT a.id, a.name, a.kind, a.at, a.source, a.undone,"
            " (SELECT count(*) FROM journal j WHERE j.action_id = a.effective) AS n FROM action a WHERE a.id = ?",
            (action_id,),
        ).fetchone()
        if row is None:
            raise Refusal("action_unknown", number=action_id)
        return _deed(row)


def _blocked(deed: Deed, blockers: Sequence[Deed]) -> Refusal:
    names = "\n".join(f"{blocker.at:%m-%d %H:%M} {blocker.name}" for blocker in blockers)
    return Refusal("take_back_blocked", name=deed.name, count=len(blockers), names=names)


def _deed(row: Sequence[object]) -> Deed:
    identity, name, kind, at, source, undone, count = row
    return Deed(
        int(str(identity)),
        str(name),
        str(kind),
        datetime.fromisoformat(str(at)),
        str(source),
        int(str(count)),
        bool(undone),
    )
