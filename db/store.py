"""One office file with its repositories: the whole of the Store port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from db import connection, rekeyed
from db.blobs import Place, SqliteBlobs, blobs_path
from db.driver import Connection, DatabaseError
from db.faults import spoken_errors
from db.journal import RunningAction, SqliteJournal
from db.keys import FileKey
from db.lock import WriterLock, lock_path
from db.migrations import SCHEMA_VERSION
from db.office import SqliteCalendar, SqliteDrafts, SqliteOffice
from db.standing import Standing
from gzparty import underway

if TYPE_CHECKING:
    from db.copies import SqliteCopies
    from db.deleted import SqliteDeleted
    from db.directory import SqliteDirectory
    from db.duties import SqliteDuties
    from db.folder import SqliteFolders
    from db.imports import SqliteImportMemory
    from db.inspections import SqliteInspections
    from db.meetings import SqliteMeetings
    from db.names import SqliteNames
    from db.outside import SqliteOutside
    from db.people import SqlitePeople
    from db.prints import SqlitePrints
    from db.problems import SqliteProblems
    from db.reserves import SqliteReserves
    from db.selections import SqliteSelections
    from db.sitting import SqliteSittings
    from db.texts import SqliteTexts
    from db.themes import SqliteThemes
    from db.tips import SqliteTips
    from db.training import SqliteTrainings


class SqliteStore:
    """The repositories over one connection; a writer also holds the file's lock.

    Those the first page does without are imported when first asked for.
    """

    def __init__(
        self,
        opened: Connection,
        path: Path,
        lock: WriterLock | None,
        attachments: Place | None = None,
        key: FileKey | None = None,
    ) -> None:
        self._connection = opened
        self._path = path
        self._lock = lock
        self._key = key
        self._standing = Standing(path)
        self.journal = SqliteJournal(opened, path, self._standing)
        self.office = SqliteOffice(opened)
        self.calendar = SqliteCalendar(opened)
        self.drafts = SqliteDrafts(opened, self._standing)
        self.blobs = SqliteBlobs(*(attachments or Place(blobs_path(path), key)))

    @classmethod
    def create(cls, path: Path, key: FileKey | None = None) -> SqliteStore:
        """A new office file, held as its writer."""
        connection.create(path, key).close()
        lock = WriterLock(path)
        try:
            lock.acquire()
            return cls(connection.open_writer(path, key), path, lock, key=key)
        except BaseException:
            lock.release()
            # What was never begun with must not stand in the way of the next try.
            cls.remove(path)
            raise

    @classmethod
    def open_writer(cls, path: Path, now: datetime, key: FileKey | None = None) -> SqliteStore:
        """The one writer of a file; an older schema is copied first, then brought up to date."""
        connection.check_file(path)
        lock = WriterLock(path)
        lock.acquire()
        try:
            rekeyed.finish(path)
            store = cls(connection.open_writer(path, key), path, lock, key=key)
        except BaseException:
            lock.release()
            raise
        try:
            store._migrate(now)
        except BaseException:
            store.close()
            raise
        return store

    @staticmethod
    def is_older(path: Path, key: FileKey | None = None) -> bool:
        """Whether a file has an older schema and must be brought up to date before it is read."""
        connection.check_file(path)
        return 0 < connection.stored_version(path, key) < SCHEMA_VERSION

    @classmethod
    def open_reader(
        cls, path: Path, attachments: Place | None = None, key: FileKey | None = None
    ) -> SqliteStore:
        """A store that cannot write; works beside a writer and in a read-only folder.

        `attachments` says where they lie if it is not beside the file, as for a copy looked at elsewhere.
        """
        rekeyed.finish_if_pending(path)
        return cls(connection.open_reader(path, key), path, None, attachments, key)

    @staticmethod
    def remove(path: Path) -> None:
        """Delete an office file that was never finished, with what lies beside it."""
        connection.remove(path)
        lock_path(path).unlink(missing_ok=True)

    @property
    def path(self) -> Path:
        """The office file."""
        return self._path

    @property
    def connection(self) -> Connection:
        """The connection, for checks and tests."""
        return self._connection

    def version(self) -> int | None:
        """SQLite's own counter of what others have committed; None for a writer."""
        if self._lock is not None:
            return None
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def action(
        self, name: str, kind: str, at: datetime, source: str
    ) -> AbstractContextManager[RunningAction]:
        """One transaction under one name; what the driver says of a full disk comes as a sentence."""
        return self.journal.action(name, kind, at, source)

    def aside(self) -> AbstractContextManager[None]:
        """A write that is no deed, such as a note of who looked at what."""
        return self._standing.writing()

    def check_place(self) -> None:
        """Refusal `store_gone`, `store_replaced` where another file, or none, lies at the path this one was opened at."""
        self._standing.check_place()

    def check_standing(self) -> None:
        """Refusal `store_gone`, `store_replaced`, `store_log_gone` where the open file lies there no more."""
        self._standing.check()

    @contextmanager
    def storing(self, form: str, key: str, left: str, at: datetime) -> Iterator[None]:
        """Drop a draft, or keep what is left of it, in the transaction of what is stored within.

        So no power cut parts the two: what is stored is never offered again, what is not stored is.
        """

        def settle() -> None:
            if left:
                self.drafts.save(form, key, left, at)
            else:
                self.drafts.discard(form, key)

        with self.journal.along(settle):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read from one moment: what a writer commits meanwhile is seen afterwards. May be nested."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def backup(self, reason: str, at: datetime, folder: Path | None = None) -> Path:
        """A verified copy; into another folder the attachments it does not have yet go along."""
        from db import backup

        return backup.backup(self._connection, self._path, reason, at, folder, self._key)

    @cached_property
    def people(self) -> SqlitePeople:
        """Units and people."""
        from db.people import SqlitePeople

        return SqlitePeople(self._connection)

    @cached_property
    def trainings(self) -> SqliteTrainings:
        """Trainings."""
        from db.training import SqliteTrainings

        return SqliteTrainings(self._connection)

    @cached_property
    def sittings(self) -> SqliteSittings:
        """Sittings with their rolls."""
        from db.sitting import SqliteSittings

        return SqliteSittings(self._connection)

    @cached_property
    def folders(self) -> SqliteFolders:
        """Folders of records and what lies in them."""
        from db.folder import SqliteFolders

        return SqliteFolders(self._connection)

    @cached_property
    def deleted(self) -> SqliteDeleted:
        """What was deleted."""
        from db.deleted import SqliteDeleted

        return SqliteDeleted(self._connection, self.journal)

    @cached_property
    def copies(self) -> SqliteCopies:
        """The copies of this file."""
        from db.copies import SqliteCopies

        return SqliteCopies(self._connection, self._path, self._key)

    @cached_property
    def meetings(self) -> SqliteMeetings:
        """Records of organisational life."""
        from db.meetings import SqliteMeetings

        return SqliteMeetings(self._connection)

    @cached_property
    def duties(self) -> SqliteDuties:
        """Duties, waivers, errands."""
        from db.duties import SqliteDuties

        return SqliteDuties(self._connection)

    @cached_property
    def inspections(self) -> SqliteInspections:
        """Inspections and tours."""
        from db.inspections import SqliteInspections

        return SqliteInspections(self._connection)

    @cached_property
    def problems(self) -> SqliteProblems:
        """The ledger."""
        from db.problems import SqliteProblems

        return SqliteProblems(self._connection)

    @cached_property
    def tips(self) -> SqliteTips:
        """Opinions."""
        from db.tips import SqliteTips

        return SqliteTips(self._connection)

    @cached_property
    def themes(self) -> SqliteThemes:
        """Themes of the month."""
        from db.themes import SqliteThemes

        return SqliteThemes(self._connection)

    @cached_property
    def selections(self) -> SqliteSelections:
        """Selections of exemplars."""
        from db.selections import SqliteSelections

        return SqliteSelections(self._connection)

    @cached_property
    def reserves(self) -> SqliteReserves:
        """Reserve cadres."""
        from db.reserves import SqliteReserves

        return SqliteReserves(self._connection)

    @cached_property
    def directory(self) -> SqliteDirectory:
        """The lists of people."""
        from db.directory import SqliteDirectory

        return SqliteDirectory(self._connection)

    @cached_property
    def names(self) -> SqliteNames:
        """People by a few keys of their names."""
        from db.names import SqliteNames

        return SqliteNames(self._connection)

    @cached_property
    def outside(self) -> SqliteOutside:
        """Training had elsewhere."""
        from db.outside import SqliteOutside

        return SqliteOutside(self._connection)

    @cached_property
    def import_memory(self) -> SqliteImportMemory:
        """What columns of earlier sheets were read as, and the work on sheets not imported yet."""
        from db.imports import SqliteImportMemory

        return SqliteImportMemory(self._connection, self._standing)

    @cached_property
    def texts(self) -> SqliteTexts:
        """The full-text index."""
        from db.texts import SqliteTexts

        return SqliteTexts(self._connection)

    @cached_property
    def prints(self) -> SqlitePrints:
        """What was printed."""
        from db.prints import SqlitePrints

        return SqlitePrints(self._connection)

    def schema_version(self) -> int:
        """The schema the file has."""
        return connection.schema_version(self._connection)

    def is_whole(self) -> bool:
        """Whether every page reads as it should: the quicker part of `check`, for a look between two deeds."""
        from db import backup

        with spoken_errors(self._path, otherwise="store_damaged"):
            return backup.is_whole(self._connection)

    def check(self) -> list[str]:
        """What is wrong with the file; a file too damaged to be checked is itself the finding."""
        try:
            from db import backup

            return backup.check(self._connection)
        except DatabaseError as error:
            underway.pass_on(error)
            return [str(error)]

    def close(self) -> None:
        """Close the connections and free the lock."""
        self.blobs.close()
        if self._lock is not None:
            self._standing.close(self._connection)
            self._lock.release()
        self._connection.close()

    def _migrate(self, now: datetime) -> None:
        with spoken_errors(self._path):
            # On a full disk the first look already fails: the log's index finds no room.
            if connection.schema_version(self._connection) < SCHEMA_VERSION:
                self.backup("before-migration", now)
                connection.migrate(self._connection)
        self._standing.remember()
