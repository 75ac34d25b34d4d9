"""Whether an open office file still lies where it was opened: a file moved away or replaced goes on taking writes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from db.driver import Connection, DatabaseError
from db.faults import spoken_errors
from gzparty.domain.diagnostic import Refusal


class Identity(NamedTuple):
    """Which file it is, whatever it is called."""

    device: int
    inode: int


class Standing:
    """The file at a path as it was when it was opened; asked before each write and before each commit.

    What is written after a file was moved, deleted or replaced would lie in no file anybody finds again. One written
    over in place, by a program that asks for no lock, keeps its identity and is told by its size where it differs.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = identity(path)
        self._log: Identity | None = None
        self._size = _size(path)
        self._is_foreign = False

    def check(self) -> None:
        """Say nothing where the file still lies there.

        Raises:
            Refusal: `store_gone`, `store_replaced`, `store_log_gone` for what SQLite keeps beside it.
        """
        self.check_place()
        self._is_foreign = _size(self._path) != self._size
        if self._is_foreign:
            raise Refusal("store_replaced", path=self._path)
        if self._log is not None and identity(_log_of(self._path)) != self._log:
            raise Refusal("store_log_gone", path=self._path)

    def check_place(self) -> None:
        """The same for who only reads: whatever was written in the file, it must be the one that was opened."""
        found = identity(self._path)
        if found is None:
            raise Refusal("store_gone", path=self._path)
        if found != self._file:
            raise Refusal("store_replaced", path=self._path)

    def is_in_place(self) -> bool:
        """Whether the file at the path is still the one that was opened, whatever was written in it."""
        return identity(self._path) == self._file

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Check, let something be written and committed, and remember what is there now."""
        self.check()
        try:
            with spoken_errors(self._path):
                yield
        finally:
            self.remember()

    def close(self, connection: Connection) -> None:
        """Close the writing connection; where the file lies there no more, bring the log into it first, if it may be.

        SQLite leaves the log of a file that was moved lying. The file, wherever it was moved to, would lack what stands
        in it; and one put in its place would take it for its own. A file written over must get nothing of it.
        """
        try:
            self.check()
        except Refusal as refusal:
            if self.is_in_place() and refusal.diagnostics[0].code == "store_replaced":
                _close_unsettled(connection, self._path)
                self._drop_log()
            elif _settle(connection):
                connection.close()
                self._drop_log()
        connection.close()

    def _drop_log(self) -> None:
        if self._log is not None and identity(_log_of(self._path)) == self._log:
            for side in ("-wal", "-shm"):
                # Windows lets nobody delete what another connection has open; it lets nobody move the file either.
                with suppress(OSError):
                    self._path.with_name(self._path.name + side).unlink(missing_ok=True)

    def remember(self) -> None:
        """Take in what this program itself has made of the file: its size, and the log beside it.

        Never of another file that has taken its place meanwhile, or been written over it while something was stored.
        """
        if identity(self._path) == self._file and not self._is_foreign:
            self._size = _size(self._path)
            self._log = self._log or identity(_log_of(self._path))


def _settle(connection: Connection) -> bool:
    """Bring the log into the file it belongs to; False where the disk or a reader forbids it."""
    try:
        return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except DatabaseError:
        return False


def _close_unsettled(connection: Connection, path: Path) -> None:
    """Close without the log being brought into the file: SQLite does not where the file has another name."""
    aside = path.with_name(path.name + ".aside")
    try:
        path.rename(aside)
    except OSError:
        connection.close()
        return
    try:
        connection.close()
    finally:
        aside.rename(path)


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def identity(path: Path) -> Identity | None:
    """What tells the file at a path from any other; None where there is none."""
    try:
        facts = os.stat(path)
    except OSError:
        return None
    return Identity(facts.st_dev, facts.st_ino)


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return -1
