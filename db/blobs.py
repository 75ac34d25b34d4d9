"""NAME.attachments beside the office file: pictures and files by their sha256, added and never changed or deleted.

An older copy of the office, or an undone deed done again, still finds what it names. Adding is therefore safe from any
thread over a connection of its own, while records have their one writer.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from db.connection import reading_mode
from db.driver import Connection, connect
from db.faults import spoken_errors, unwritable
from db.keys import SQLITE_HEADER, FileKey, head_of, is_keyed
from db.lasting import flush_folder
from db.standing import Standing, identity
from gzparty import underway
from gzparty.digest import digest_of
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _

SUFFIX = ".attachments"
COPY_NAME = r"(?P<at>\d{8}-\d{6})-(?P<reason>[a-z-]+?)(?:-\d+)?\.gzparty"
"""A copy's name behind the office's own."""
NAMED = re.compile(f"(?P<office>.+)-{COPY_NAME}")
APPLICATION_ID = 0x475A4231
"""GZB1, stored in the file's header."""
VERSION = 1
WRITER_PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = EXTRA")
"""EXTRA: without a WAL, as on a stick, FULL may forget after a power cut that the last transaction was complete."""
READER_PRAGMAS = ("PRAGMA query_only = ON",)
SCHEMA = (
    """CREATE TABLE IF NOT EXISTS blob (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
        size INTEGER NOT NULL CHECK (size >= 0),
        added_at TEXT NOT NULL,
        content BLOB NOT NULL CHECK (length(content) = size)
    ) STRICT""",
    "CREATE TRIGGER IF NOT EXISTS blob_unchanged BEFORE UPDATE ON blob"
    " BEGIN SELECT RAISE(ABORT, 'blob: never changed'); END",
    "CREATE TRIGGER IF NOT EXISTS blob_kept BEFORE DELETE ON blob"
    " BEGIN SELECT RAISE(ABORT, 'blob: never deleted'); END",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {VERSION}",
)
ADDING = "INSERT INTO blob(hash, size, added_at, content) VALUES (?, ?, ?, ?) ON CONFLICT(hash) DO NOTHING"


def blobs_path(office: Path) -> Path:
    """Where the attachments of an office file lie."""
    return office.with_suffix(SUFFIX)


class Place(NamedTuple):
    """Where attachments lie that are not beside their office file, and what opens them."""

    path: Path
    key: FileKey | None = None


class SqliteBlobs:
    """Fulfils the BlobStore port; the file is opened when it is first needed, and made when something is first put."""

    def __init__(self, path: Path, key: FileKey | None = None) -> None:
        self._path = path
        self._key = key
        self._reading: Connection | None = None
        self._writing: Connection | None = None
        self._standing: Standing | None = None

    @property
    def path(self) -> Path:
        """The file, whether it is there yet or not."""
        return self._path

    def put(self, content: bytes, at: datetime) -> str:
        """Keep some bytes and give their name; what is there already costs nothing."""
        digest = digest_of(content)
        with _spoken(self._path):
            self._stay_in_place()
            row = (digest, len(content), at.isoformat(timespec="seconds"), content)
            self._writer().execute(ADDING, row)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of a name; a Refusal says whether the file, or this blob in it, is missing or damaged."""
        with _spoken(self._path):
            row = self._reader().execute("SELECT content FROM blob WHERE hash = ?", (digest,)).fetchone()
        if row is None:
            raise Refusal("blob_missing", path=self._path)
        content = bytes(row[0])
        if digest_of(content) != digest:
            raise Refusal("blob_damaged", path=self._path)
        return content

    def faults(self, digests: Iterable[str]) -> Mapping[str, Refusal]:
        """Those of the wanted blobs that cannot be given, each with the reason; every byte is read."""
        found: dict[str, Refusal] = {}
        for digest in dict.fromkeys(digests):
            try:
                self.get(digest)
            except Refusal as refusal:
                found[digest] = refusal
        return found

    def missing(self, digests: Iterable[str]) -> frozenset[str]:
        """Those of the wanted blobs that are not there at all; no byte is read."""
        wanted = frozenset(digests)
        try:
            with _spoken(self._path):
                rows = self._reader().execute(
                    "SELECT hash FROM blob WHERE hash IN (SELECT value FROM json_each(?))",
                    (json.dumps(sorted(wanted)),),
                )
                return wanted.difference(digest for (digest,) in rows)
        except Refusal:
            return wanted

    @contextmanager
    def aside(self) -> Iterator[SqliteBlobs]:
        """The same blobs over connections of their own, for a long job in another thread."""
        other = SqliteBlobs(self._path, self._key)
        try:
            yield other
        finally:
            other.close()

    def close(self) -> None:
        """Close what was opened."""
        if self._reading is not None:
            self._reading.close()
        if self._writing is not None:
            if self._standing is not None and not self._standing.is_in_place():
                self._standing.close(self._writing)
            self._writing.close()
        self._reading = self._writing = None

    def _stay_in_place(self) -> None:
        """Before something is put: a file moved away or deleted is written anew from what is still open.

        Else a record would name bytes that lie in no file. Another one put in its place is used from now on.
        """
        opened = self._writing or self._reading
        if opened is None or self._standing is None or self._standing.is_in_place():
            return
        is_gone = identity(self._path) is None
        part = self._path.with_name(self._path.name + ".part")
        try:
            if is_gone:
                part.unlink(missing_ok=True)
                with closing(connect(str(part), self._key)) as anew:
                    opened.backup(anew)
                    anew.execute("PRAGMA journal_mode = DELETE").fetchall()
            self.close()
            if is_gone:
                part.replace(self._path)
        except OSError as error:
            raise unwritable(error, self._path) from error
        finally:
            part.unlink(missing_ok=True)

    def _reader(self) -> Connection:
        if self._writing is not None:
            return self._writing
        if self._reading is None:
            self._reading = open_reader(self._path, self._key)
            self._standing = Standing(self._path)
            self._standing.remember()
        return self._reading

    def _writer(self) -> Connection:
        if self._writing is None:
            self._writing = open_writer(self._path, self._key)
            self._standing = Standing(self._path)
            self._standing.remember()
        return self._writing


def open_writer(path: Path, key: FileKey | None = None, *, journal_mode: str = "WAL") -> Connection:
    """A connection that can add; the file is made if there is none."""
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise Refusal("store_read_only", path=path)
    with _spoken(path):
        connection = connect(str(path), key)
        try:
            # Looked at before the first pragma: switching to WAL would already change another program's file.
            is_new = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
            if not is_new:
                _check_ours(connection, path)
            for pragma in WRITER_PRAGMAS:
                connection.execute(pragma.replace("WAL", journal_mode)).fetchall()
            if is_new:
                for statement in ("BEGIN IMMEDIATE", *SCHEMA, "COMMIT"):
                    connection.execute(statement)
        except BaseException:
            connection.close()
            raise
    return connection


def open_reader(path: Path, key: FileKey | None = None) -> Connection:
    """A connection that only reads; works in a read-only folder too."""
    if not path.is_file():
        raise Refusal("blobs_missing", path=path)
    if not os.access(path, os.R_OK):
        raise Refusal("file_unreadable", path=path)
    uri = f"{path.resolve().as_uri()}?{reading_mode(path)}"
    with _spoken(path):
        _roll_back(path, key)
        connection = connect(uri, key, uri=True)
        try:
            for pragma in READER_PRAGMAS:
                connection.execute(pragma).fetchall()
            _check_ours(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _roll_back(path: Path, key: FileKey | None) -> None:
    """Undo what was being added when a stick was pulled out or the power failed; a reader may not, and would refuse."""
    if path.with_name(path.name + "-journal").exists() and os.access(path.parent, os.W_OK):
        with closing(connect(str(path), key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    """What the driver says, with a damaged file named as what it is: attachments, not the office."""
    try:
        with spoken_errors(path, otherwise="blobs_unreadable"):
            yield
    except Refusal as refusal:
        if refusal.diagnostics[0].code in ("store_damaged", "store_not_ours"):
            raise Refusal("blobs_unreadable", path=path) from refusal
        raise


def _check_ours(connection: Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise Refusal("blobs_unreadable", path=path)
    if version > VERSION:
        raise Refusal("store_newer", path=path, version=version, known=VERSION)


def carry(office: Path, folder: Path, key: FileKey | None = None) -> Path | None:
    """Bring the attachments file of another folder up to date; returns it, None where there is nothing to carry.

    All copies of an office in a folder share one such file, so that a blob is written there once however often the
    office is copied. It is one plain file without a WAL, as a stick wants it, under the office's own password.
    """
    source = blobs_path(office)
    target = folder / source.name
    if not source.exists() or target.resolve() == source.resolve():
        return None
    try:
        _add_missing_anew(source, target, key)
    except Refusal as refusal:
        raise Refusal("blobs_not_copied", reason=refusal.diagnostics[0]) from refusal
    return target


def beside(copy: Path) -> Path | None:
    """The attachments file that lies with a copy of an office, whose name the copy's begins with.

    A copy that bears the name it was given has its own only: of 官庄镇, not of 官庄, which may lie on the same stick.
    """
    named = NAMED.fullmatch(copy.name)
    if named is not None and not blobs_path(copy).exists():
        own = copy.with_name(named["office"] + SUFFIX)
        return own if own.exists() else None
    found = [path for path in copy.parent.glob(f"*{SUFFIX}") if copy.name.startswith(path.stem)]
    return max(found, key=lambda path: len(path.stem), default=None)


def bring_back(copy: Path, office: Path, copy_key: FileKey | None, key: FileKey | None) -> None:
    """Give an office that has no attachments file those beside a copy of it, as after the loss of the computer."""
    target, source = blobs_path(office), beside(copy)
    if source is not None and not target.exists():
        part = target.with_name(target.name + ".part")
        part.unlink(missing_ok=True)
        try:
            _add_missing(source, part, copy_key, key)
            part.replace(target)
            flush_folder(target.parent)
        except OSError as error:
            raise Refusal("path_unwritable", path=target) from error
        finally:
            part.unlink(missing_ok=True)


def _add_missing_anew(source: Path, target: Path, key: FileKey | None) -> None:
    """Add what is missing; a target that no longer opens gets another name first, since something may yet be saved.

    So does one from before a change of password: the copies of those days go with it.
    """
    try:
        _add_missing(source, target, key, key)
    except Refusal as refusal:
        facts = refusal.diagnostics[0]
        if facts.code != "blobs_unreadable" or facts.parameters["path"] != target:
            raise
        mine = SQLITE_HEADER if key is None else key.salt
        is_earlier = head_of(target) != mine and (is_keyed(target) or head_of(target) == SQLITE_HEADER)
        word, number = "earlier" if is_earlier else "damaged", 1
        while (kept := target.with_name(f"{target.name}.{word}-{number}")).exists():
            number += 1
        try:
            target.replace(kept)
        except OSError as error:
            raise unwritable(error, target) from error
        _add_missing(source, target, key, key)


def _add_missing(source: Path, target: Path, source_key: FileKey | None, key: FileKey | None) -> None:
    """Copy the blobs the target lacks, one at a time: a stick pulled out half-way keeps what it has."""
    reading = open_reader(source, source_key)
    writing = open_writer(target, key, journal_mode="DELETE")
    try:
        with _spoken(target):
            there = {digest for (digest,) in writing.execute("SELECT hash FROM blob")}
            wanted = [d for (d,) in reading.execute("SELECT hash FROM blob ORDER BY id") if d not in there]
            for place, digest in enumerate(wanted):
                underway.tell(place, len(wanted), _("照片和材料"))
                underway.check()
                row = reading.execute(
                    "SELECT hash, size, added_at, content FROM blob WHERE hash = ?", (digest,)
                ).fetchone()
                # One that is spoilt here stays here; the check of the office names it.
                if digest_of(row[3]) == digest:
                    writing.execute(ADDING, row)
                    copied = writing.execute("SELECT content FROM blob WHERE hash = ?", (digest,)).fetchone()
                    if digest_of(copied[0]) != digest:
                        raise Refusal("blobs_unreadable", path=target)
    finally:
        reading.close()
        writing.close()


def remove(office: Path) -> None:
    """Delete the attachments of an office file made for show, with what SQLite keeps beside them."""
    path = blobs_path(office)
    for side in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + side).unlink(missing_ok=True)
