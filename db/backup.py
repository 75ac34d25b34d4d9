"""Copies that were opened and compared before they count, and the check of the file itself."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from db import blobs, copy_names, rekeyed
from db.connection import check_file, open_reader, open_writer, reading_mode, remove
from db.driver import LOOKS_AFTER, Connection, DatabaseError, connect, look_after
from db.faults import spoken_errors, unwritable
from db.keys import FileKey, fitting
from db.lasting import copy_bytes, flush, flush_folder
from db.lock import WriterLock, being_written
from db.triggers import journalled_tables
from gzparty import underway
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.services.copy_views import Copy

AUTOMATIC = frozenset({"daily", "timed", "close", "import"})
"""Reasons of copies that are thinned; what a clerk asked for, or what was replaced, is never deleted."""
HALF = re.compile(r"(?P<name>.+)\.part(?:-wal|-shm|-journal)?")
"""The whole name of one: a clerk's own NAME.gzparty.part1.rar, a volume of an archive, is none."""
STALE_SECONDS = 3600.0
"""A copy that is not finished after so long was left by a program that was ended meanwhile."""
PAGES_AT_ONCE = 2000
"""Of 4096 bytes: copied at once before it is told how far the copy is; looked at between two looks whether to end."""
UNREADABLE = frozenset({"store_damaged", "store_not_ours", "store_newer", "backup_unsound"})
"""Refusals by which the present file is kept byte by byte, since it cannot be copied page by page."""

WITHOUT_FILES = frozenset({"blobs_not_copied", "blobs_unreadable", "store_keyed", "password_wrong"})
"""Refusals of attachments that must not keep the records from their place."""


class Source(NamedTuple):
    """What is copied: an open file, where it lies, and the key it was opened with."""

    connection: Connection
    path: Path
    key: FileKey | None


def backup(
    connection: Connection,
    office: Path,
    reason: str,
    at: datetime,
    folder: Path | None = None,
    key: FileKey | None = None,
) -> Path:
    """Copy the open file, open the copy, check it and compare its rows; only then does it get its name.

    `key` is the one the connection was opened with; the copy gets it too. Into another folder the attachments it does not
    have yet go along, before the copy gets its name, so that no copy names what was not brought; a Refusal of that is
    raised when the copy is there.
    """
    if connection.in_transaction:
        # SQLite would wait for the transaction to end, and that for ever: it is our own.
        raise RuntimeError("a copy is made between actions, not inside one")
    along = None if folder is None else partial(blobs.carry, office, folder, key)
    # Above its own folder nothing is made: where the office was moved away with it, there is no home any more.
    parents, folder = folder is not None, folder or copy_names.home(office)
    try:
        if not folder.exists():
            folder.mkdir(parents=parents, exist_ok=True)
            flush_folder(folder.parent)
    except OSError as error:
        raise unwritable(error, folder) from error
    target = _free_name(folder, f"{office.stem}-{at:%Y%m%d-%H%M%S}-{reason}")
    _copied_into_place(Source(connection, office, key), target, key, along)
    return target


def snapshot(office: Path, target: Path, key: FileKey | None = None) -> None:
    """A verified copy of an office file as it is now, whoever has it open, from a folder that may be read-only."""
    with closing(open_reader(office, key, any_schema=True)) as opened:
        _copied_into_place(Source(opened, office, key), target, key)


def verify(copy: Path, expected: dict[str, int], key: FileKey | None = None) -> None:
    """Open a copy and check it; Refusal `backup_unsound` if it is not what was copied."""
    try:
        connection = connect(str(copy), key)
        try:
            sound = is_sound(connection)
            same = counts(connection) == expected
        finally:
            connection.close()
    except DatabaseError as error:
        underway.pass_on(error)
        raise Refusal("backup_unsound", path=copy) from error
    if not (sound and same):
        raise Refusal("backup_unsound", path=copy)


def is_whole(connection: Connection) -> bool:
    """Whether every page reads as it should: the quicker part of `is_sound`."""
    with _looked_after(connection):
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def is_sound(connection: Connection) -> bool:
    """Whether every page, index and reference of a file is as it must be; reads all of it."""
    with _looked_after(connection):
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            return False
        return connection.execute("PRAGMA foreign_key_check").fetchone() is None


@contextmanager
def _looked_after(connection: Connection) -> Iterator[None]:
    """A check of pages counts a page as one step; one of a stick takes its time."""
    if underway.is_heeded():
        underway.check()
        look_after(connection, PAGES_AT_ONCE)
    try:
        yield
    finally:
        if underway.is_heeded():
            look_after(connection, LOOKS_AFTER)


def uid_of(connection: Connection) -> str:
    """Whose records a file holds: copies of two offices may bear one name."""
    return str((connection.execute("SELECT uid FROM office").fetchone() or ("",))[0])


def counts(connection: Connection) -> dict[str, int]:
    """Rows of each journalled table."""
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in journalled_tables(connection)
    }


def copies(office: Path, folder: Path | None = None) -> Sequence[Copy]:
    """The copies of an office file, newest first; of those of one second the one written last."""
    found: list[tuple[Copy, int]] = []
    folder = folder or copy_names.home(office)
    for path in folder.iterdir() if folder.is_dir() else ():
        name = copy_names.name_of(office, path.name)
        at = _moment(name["at"]) if name else None
        if name and at:
            facts = path.stat()
            found.append((Copy(path, at, name["reason"], facts.st_size), facts.st_mtime_ns))
    found.sort(key=lambda one: (one[0].at, one[1], one[0].path.name), reverse=True)
    return [copy for copy, _written in found]


def sweep(office: Path, at: datetime, folder: Path | None = None) -> None:
    """Delete what a program that was ended in the middle of a copy left half written."""
    for path in (folder or copy_names.home(office)).glob(f"*{copy_names.PART}*"):
        half = HALF.fullmatch(path.name)
        with suppress(OSError):
            is_ours = half is not None and copy_names.name_of(office, half["name"]) is not None
            if is_ours and at.timestamp() - path.stat().st_mtime > STALE_SECONDS:
                path.unlink(missing_ok=True)


def restore(
    copy: Path, office: Path, at: datetime, key: FileKey | None = None, copy_key: FileKey | None = None
) -> Path | None:
    """Put a copy in the office file's place; the present file is kept as a copy, whose path is returned.

    `key` is the office's, under which the restored file lies too; `copy_key` the copy's where it is another one. Where
    there is no office file any more, the copy's own password stays.

    Refused while somebody writes in the office file. A copy of an older schema is brought up to date when
    the office is opened. Restoring never deletes another copy and leaves the attachments as they are; only an
    office without any takes those that lie beside the copy.
    """
    check_file(copy)
    with WriterLock(office):
        rekeyed.finish(office)
        own = fitting(copy, [copy_key, key])
        source = Source(open_reader(copy, own, any_schema=True), copy, own)
        target = key if office.exists() else own
        try:
            kept = _keep_present(office, at, key) if office.exists() else None
            # Before the office is there, so that it never names files which were not brought back yet.
            _copied_into_place(source, office, target, lambda: blobs.bring_back(copy, office, own, target))
        finally:
            source.connection.close()
    return kept


def settle(office: Path, key: FileKey | None) -> None:
    """Bring what stands in the write-ahead log into the file, so that the log may go before the file is replaced.

    Refused while another program reads it.
    """
    with spoken_errors(office), closing(open_writer(office, key)) as opened:
        busy = opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise Refusal("store_busy", path=office)


def check(connection: Connection) -> list[str]:
    """What is wrong with the file; empty if it is sound."""
    with _looked_after(connection):
        problems = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [
            f"{table} {row} -> {parent}"
            for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check")
        ]
    return problems + _counters_behind(connection)


def _counters_behind(connection: Connection) -> list[str]:
    """Numbers given out that their counter does not know of, so that it could give them again."""
    found = connection.execute(
        "SELECT t.number FROM training t LEFT JOIN counter c ON c.name = 'training.' || substr(t.number, 1, 4)"
        " WHERE CAST(substr(t.number, 6) AS INTEGER) > COALESCE(c.value, 0) ORDER BY t.number"
    )
    return [_("期号 {number} 没有计数").format(number=number) for (number,) in found]


def _keep_present(office: Path, at: datetime, key: FileKey | None) -> Path:
    try:
        connection = open_reader(office, key, any_schema=True)
        try:
            kept = backup(connection, office, "before-restore", at, key=key)
        finally:
            connection.close()
    except Refusal as refusal:
        # A damaged file takes no password; one under another is kept as it is all the same.
        if refusal.diagnostics[0].code not in UNREADABLE | {"password_wrong"}:
            raise
        return _keep_damaged(office, at)
    if (log := office.with_name(office.name + "-wal")).exists() and log.stat().st_size:
        settle(office, key)
    return kept


def _keep_damaged(office: Path, at: datetime) -> Path:
    """A file too damaged to be read is still kept as it is, with what SQLite keeps beside it: it may be all there is."""
    folder = copy_names.home(office)
    kept = _free_name(folder, f"{office.stem}-{at:%Y%m%d-%H%M%S}-damaged")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy_bytes(office, kept, ("", "-wal"))
        shutil.copystat(office, kept)
    except OSError as error:
        raise unwritable(error, kept) from error
    return kept


def _copied_into_place(
    source: Source, target: Path, key: FileKey | None, along: Callable[[], object] | None = None
) -> None:
    """Copy, check and flush under another name; only a sound copy gets the target's name."""
    part = target.with_name(target.name + copy_names.PART)
    remove(part)
    try:
        with being_written(part):
            with spoken_errors(target, otherwise="backup_unsound"), _one_moment(source.connection):
                _copy(source, part, key)
                underway.tell(0, 0, _("核对"))
                _verified(source, part, key)
            flush(part)
            # The last look: once attachments are in their place the office they belong to comes too.
            underway.check()
            refused = _refusal_of(along)
            for side in ("-wal", "-shm"):
                target.with_name(target.name + side).unlink(missing_ok=True)
            # An old log must never lie beside the new file, not even after a power cut.
            flush_folder(target.parent)
            part.replace(target)
            flush_folder(target.parent)
    except OSError as error:
        remove(part)
        raise unwritable(error, target) from error
    except BaseException:
        remove(part)
        raise
    if refused is not None:
        raise refused


def _refusal_of(doing: Callable[[], object] | None) -> Refusal | None:
    """What is told once the file is there: that attachments did not come along. A full disk is told before."""
    try:
        if doing is not None:
            doing()
    except Refusal as refusal:
        if refusal.diagnostics[0].code not in WITHOUT_FILES:
            raise
        return refusal
    return None


@contextmanager
def _one_moment(connection: Connection) -> Iterator[None]:
    """Copy and count the same state, though the clerk goes on recording meanwhile."""
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield
    finally:
        connection.execute("ROLLBACK")


def _verified(source: Source, part: Path, key: FileKey | None) -> None:
    try:
        verify(part, counts(source.connection), key)
    except Refusal as refusal:
        if is_sound(source.connection):
            raise
        # No other place would help: it is what was copied that is damaged.
        raise Refusal("store_damaged", path=source.path) from refusal


def _copy(source: Source, target: Path, key: FileKey | None) -> None:
    if source.key != key:
        # Pages are copied as they are only under one key.
        export(source.path, source.key, target, key)
        return
    copy = connect(str(target), key)
    try:
        source.connection.backup(copy, pages=PAGES_AT_ONCE, progress=_advance)
        # The copy keeps the WAL flag; as one plain file it can be carried on a stick.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        copy.close()


def _advance(_status: int, left: int, total: int) -> None:
    """The database gives up the copy where this raises."""
    underway.tell_share(total - left, total)
    underway.check()


def export(source: Path, source_key: FileKey | None, target: Path, key: FileKey | None) -> None:
    """Write all of a closed file into a new one under another key, None for none; one plain file without a WAL."""
    with closing(connect(str(target), key)) as copy:
        # The new file counts only once it was written, checked and flushed, so nothing of it is flushed piece by piece.
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA journal_mode = MEMORY").fetchall()
        uri = f"{source.resolve().as_uri()}?{reading_mode(source)}"
        copy.execute("ATTACH DATABASE ? AS source KEY ?", (uri, source_key.literal if source_key else ""))
        copy.execute("SELECT sqlcipher_export('main', 'source')").fetchall()
        for number in ("application_id", "user_version"):
            value = copy.execute(f"PRAGMA source.{number}").fetchone()[0]
            copy.execute(f"PRAGMA main.{number} = {value}")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d-%H%M%S")
    except ValueError:
        return None


def _free_name(folder: Path, stem: str) -> Path:
    number, target = 1, folder / f"{stem}.gzparty"
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.gzparty"
    return target
