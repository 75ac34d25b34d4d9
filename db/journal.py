"""The journal: every change stands under a named action, and undo replays it back; what writes it: `db/triggers.py`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db.blockers import blockers, nearby
from db.driver import Connection, DatabaseError, IntegrityError
from db.migrations import ROWS_SINCE, SCHEMA_VERSION
from db.standing import Standing
from db.texts import SqliteTexts
from gzparty import underway
from gzparty.domain.diagnostic import Refusal
from gzparty.services.deeds import Change, Deed, Reach

FINAL, UNSCRUBBED = 0, -1
"""Stand for the schema of an action that cannot be undone: what it took away is nowhere in the file any more, or only
until the file is written anew, which a power cut may have kept from happening."""
DEEDS = (
    "SELECT a.id, a.name, a.kind, a.at, a.source, a.undone,"
    " (SELECT count(*) FROM journal j WHERE j.action_id = a.effective) AS n, a.schema FROM action a"
)
"""What is told of actions, for `_deed`."""
REACHES = {Reach.FINAL: "final", Reach.OLDER: "older_schema"}
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
        self._along: Callable[[], None] | None = None
        self._counts: dict[int, int] = {}

    @contextmanager
    def along(self, write: Callable[[], None]) -> Iterator[None]:
        """Make one more write in the transaction of the first action that ends within: both are stored, or neither.

        Where nothing was recorded within, it is made by itself at the end; where something was refused, not at all.
        """
        self._along = write
        try:
            yield
            self._write_along()
        finally:
            self._along = None

    @contextmanager
    def action(self, name: str, kind: str, at: datetime, source: str) -> Iterator[RunningAction]:
        """One transaction under one name; an inner action joins the outer one, but fails by itself."""
        if self._running is not None:
            with self._savepoint():
                yield self._running
            return
        with self._recorded(name, kind, "do", None, at, source) as running:
            yield running

    def deeds(self, limit: int = 200, words: str = "") -> Sequence[Deed]:
        """The latest actions whose name has these words, newest first; undo and redo are not deeds of their own."""
        rows = self._connection.execute(
            f"{DEEDS} WHERE a.role = 'do' AND instr(a.name, ?) ORDER BY a.id DESC LIMIT ?",
            (words, limit),
        )
        return [_deed(row) for row in rows]

    def deeds_of(self, kind: str, limit: int = 50) -> Sequence[Deed]:
        """The latest actions of a kind or of one below it, newest first."""
        rows = self._connection.execute(
            f"{DEEDS} WHERE a.role = 'do' AND (a.kind = ? OR a.kind GLOB ?) ORDER BY a.id DESC LIMIT ?",
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
        if row is None or row[1] < ROWS_SINCE:
            return None
        return self._get(row[0])

    def redoable(self) -> Deed | None:
        """What redo would do again; None once something new was done."""
        return next(iter(self._deeds(self._redo_line(1))), None)

    def undo(self, steps: int, at: datetime) -> Sequence[Deed]:
        """Undo the newest actions one by one; fewer where there are no more, or the end is wished for between two."""
        undone: list[Deed] = []
        while _goes_on(undone, steps) and (deed := self.undoable()) is not None:
            undone.append(self._reverse(deed, "undo", at))
        return undone

    def redo(self, steps: int, at: datetime) -> Sequence[Deed]:
        """Do again what was undone last, in its old order."""
        redone: list[Deed] = []
        while _goes_on(redone, steps) and (deed := self.redoable()) is not None:
            redone.append(self._reverse(deed, "redo", at))
        return redone

    def undo_to(self, action_id: int, at: datetime) -> Sequence[Deed]:
        """Undo a deed with all that was done after it, the newest first; where one of them cannot be, nothing is."""
        wanted = self._get(action_id)
        if wanted.undone:
            raise Refusal("take_back_done", name=wanted.name)
        rows = self._connection.execute(
            f"{DEEDS} WHERE a.role = 'do' AND a.undone = 0 AND a.id >= ? ORDER BY a.id DESC", (action_id,)
        ).fetchall()
        for deed in map(_deed, rows):
            _refuse_out_of_reach(deed)
        return self.undo(len(rows), at)

    def redo_to(self, action_id: int, at: datetime) -> Sequence[Deed]:
        """Do again everything undone up to a deed; Refusal `redo_passed` once something new was done."""
        line = self._redo_line(-1)
        if action_id not in line:
            raise Refusal("redo_passed", name=self._get(action_id).name)
        return self.redo(line.index(action_id) + 1, at)

    def _redo_line(self, most: int) -> list[int]:
        """What redo would do again, in its order, at most so many; -1 for all."""
        latest = self._connection.execute("SELECT max(id) FROM action WHERE role = 'do'").fetchone()[0]
        rows = self._connection.execute(
            "SELECT a.id FROM action a JOIN action u ON u.target = a.id AND u.role = 'undo'"
            " WHERE a.undone = 1 AND a.schema >= ? AND u.id > ? GROUP BY a.id ORDER BY max(u.id) DESC LIMIT ?",
            (ROWS_SINCE, latest, most),
        )
        return [deed for (deed,) in rows]

    def take_back(self, action_id: int, at: datetime) -> Deed:
        """Reverse an action that is not the last; Refusal `take_back_blocked` names what stands on it."""
        deed = self._get(action_id)
        if deed.undone:
            raise Refusal("take_back_done", name=deed.name)
        _refuse_out_of_reach(deed)
        in_the_way = self._deeds(blockers(self._connection, action_id))
        if in_the_way:
            raise _blocked(deed, in_the_way)
        try:
            return self._reverse(deed, "undo", at)
        except IntegrityError as error:
            # What it deleted was since replaced, or what it referred to is gone: the later deeds nearby are named.
            raise _blocked(deed, self._deeds(nearby(self._connection, action_id))) from error

    def history(self, table: str, row_id: int) -> Sequence[Change]:
        """What happened to one row, newest first."""
        rows = self._connection.execute(
            "SELECT j.op, j.before, COALESCE(a.target, a.id) AS deed, a.target IS NOT NULL FROM journal j"
            " JOIN action a ON a.id = j.action_id WHERE j.tbl = ? AND j.row_id = ? ORDER BY j.id DESC",
            (table, row_id),
        ).fetchall()
        deeds = {deed: self._get(deed) for deed in {row[2] for row in rows}}
        return [
            Change(deeds[deed], OPERATIONS[op], json.loads(before) if before else None, bool(again))
            for op, before, deed, again in rows
        ]

    def image(self, table: str, row_id: int) -> Mapping[str, object] | None:
        """A row as it is stored now."""
        found = self._connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
        row = found.fetchone()
        return dict(zip((column[0] for column in found.description), row, strict=True)) if row else None

    def deed(self, action_id: int) -> Deed:
        """One action; Refusal `action_unknown` where there is none."""
        return self._get(action_id)

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
            self._write_along()
        running.id, running.kinds = (action_id, kinds) if kinds else (0, kinds)
        if running.purged or self._is_unscrubbed():
            self._scrub_due = not self._scrub()
            self._standing.remember()

    def _write_along(self) -> None:
        write, self._along = self._along, None
        if write is not None:
            write()

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
            underway.decide()
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

    def _deeds(self, ids: Iterable[int]) -> list[Deed]:
        return [self._get(deed) for deed in ids]

    def _get(self, action_id: int) -> Deed:
        row = self._connection.execute(
            "SELECT id, name, kind, at, source, undone, effective, schema FROM action WHERE id = ?",
            (action_id,),
        ).fetchone()
        if row is None:
            raise Refusal("action_unknown", number=action_id)
        return _deed((*row[:6], self._count(row[6]), row[7]))

    def _count(self, action_id: int) -> int:
        """How many rows an action changed; counted once, since the histories of thousands name the same import."""
        if action_id not in self._counts:
            found = self._connection.execute("SELECT count(*) FROM journal WHERE action_id = ?", (action_id,))
            self._counts[action_id] = int(found.fetchone()[0])
        return self._counts[action_id]


def _goes_on(done: Sequence[Deed], steps: int) -> bool:
    """Whether a further deed is to be taken back: each is one whole, so that between two of them it may end."""
    return len(done) < steps and not (done and underway.is_asked())


def _blocked(deed: Deed, blockers: Sequence[Deed]) -> Refusal:
    names = "\n".join(f"{blocker.at:%m-%d %H:%M} {blocker.name}" for blocker in blockers)
    return Refusal("take_back_blocked", name=deed.name, count=len(blockers), names=names)


def _deed(row: Sequence[object]) -> Deed:
    identity, name, kind, at, source, undone, count, schema = row
    return Deed(
        int(str(identity)),
        str(name),
        str(kind),
        datetime.fromisoformat(str(at)),
        str(source),
        int(str(count)),
        bool(undone),
        _reach(int(str(schema))),
    )


def _reach(schema: int) -> Reach:
    if schema in (FINAL, UNSCRUBBED):
        return Reach.FINAL
    return Reach.OPEN if schema >= ROWS_SINCE else Reach.OLDER


def _refuse_out_of_reach(deed: Deed) -> None:
    if deed.reach is not Reach.OPEN:
        raise Refusal(f"take_back_{REACHES[deed.reach]}", name=deed.name)
