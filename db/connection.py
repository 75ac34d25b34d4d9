"""Opening an office file: pragmas on every connection, refusals in one sentence, migration with a copy before it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from db import triggers
from db.driver import Connection, connect, utils_database
from db.faults import spoken_errors, unwritable
from db.keys import FileKey, is_keyed
from db.lasting import flush, flush_folder
from db.migrations import ROWS_SINCE, SCHEMA_VERSION, registered
from db.texts import SqliteTexts
from gzparty import underway
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _

APPLICATION_ID = 0x475A5031
"""GZP1, stored in the file's header so that another program's file is told apart."""

WRITER_PRAGMAS: tuple[str, ...] = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
)
READER_PRAGMAS = ("PRAGMA query_only = ON",)


def create(path: Path, key: FileKey | None = None) -> Connection:
    """A new office file with the newest schema; refuses to overwrite.

    It is made under another name and gets its own when it is whole: half a file would be taken for somebody else's.
    """
    if path.exists():
        raise Refusal("store_exists", path=path)
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove(part)
        part.touch(exist_ok=False)
        # What goes wrong is said of the file that is wanted, not of the name it has meanwhile.
        with spoken_errors(path):
            _make(part, key)
        flush(part)
        part.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        raise unwritable(error, path) from error
    finally:
        with suppress(OSError):
            remove(part)
    return open_writer(path, key)


def _make(path: Path, key: FileKey | None) -> None:
    with closing(connect(str(path), key)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection)


def remove(path: Path) -> None:
    """Delete an office file and what SQLite keeps beside it."""
    for side in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + side).unlink(missing_ok=True)


def open_writer(path: Path, key: FileKey | None = None) -> Connection:
    """The write connection of an existing office file, whatever its schema."""
    check_file(path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise Refusal("store_read_only", path=path)
    with (
        _opening_errors(path, key),
        _closing_on_failure(connect(str(path), key)) as connection,
    ):
        # Looked at before the first pragma: switching to WAL would already change another program's file.
        _check_ours(connection, path)
        _set(connection, WRITER_PRAGMAS)
    return connection


def open_reader(path: Path, key: FileKey | None = None, *, any_schema: bool = False) -> Connection:
    """A connection that cannot write; works in a read-only folder too. `any_schema` takes older files as well."""
    check_file(path)
    uri = f"{path.resolve().as_uri()}?{reading_mode(path)}"
    with (
        _opening_errors(path, key),
        _closing_on_failure(connect(uri, key, uri=True)) as connection,
    ):
        _set(connection, READER_PRAGMAS)
        _check_ours(connection, path)
        if schema_version(connection) < SCHEMA_VERSION and not any_schema:
            raise Refusal("store_needs_migration", path=path)
    return connection


def check_file(path: Path) -> None:
    """Refuse what cannot be an office file before the driver touches it.

    The file is not opened to look: where locks belong to the process, closing it again would drop the locks of
    every connection this process has to it, and another program could then take the write-ahead log away.
    """
    if path.is_dir():
        raise Refusal("store_is_folder", path=path)
    if not path.exists():
        raise Refusal("store_missing", path=path)
    if not os.access(path, os.R_OK):
        raise Refusal("file_unreadable", path=path)


def schema_version(connection: Connection) -> int:
    """The schema the file has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def stored_version(path: Path, key: FileKey | None = None) -> int:
    """The schema a file says it has, whatever program wrote it; asked through the driver, see `check_file`."""
    uri = f"{path.resolve().as_uri()}?{reading_mode(path)}"
    with _opening_errors(path, key), closing(connect(uri, key, uri=True)) as connection:
        return schema_version(connection)


def migrate(connection: Connection) -> None:
    """Bring the schema up to date; on failure the file stays as it was.

    Triggers are dropped first and foreign keys switched off, since `transform()` rebuilds tables. The texts of a county
    are indexed anew only where a step may have changed them: it would take ten times as long as all else.
    """
    rows_change = schema_version(connection) < ROWS_SINCE
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        underway.tell(0, 0, _("改写"))
        triggers.drop_triggers(connection)
        registered().apply(utils_database(connection))
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise Refusal("migration_broke_references", count=len(broken))
        triggers.create_triggers(connection)
        if rows_change:
            SqliteTexts(connection).rebuild()
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        underway.decide()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def reading_mode(path: Path) -> str:
    """How a file is opened that shall not be changed: the parameter of SQLite's URI."""
    # Without leave to write beside it a WAL file opens only as immutable; a WAL left there would then be overlooked.
    wal = path.with_name(path.name + "-wal")
    if os.access(path.parent, os.W_OK) or (wal.exists() and wal.stat().st_size):
        return "mode=ro"
    return "immutable=1"


@contextmanager
def _opening_errors(path: Path, key: FileKey | None) -> Iterator[None]:
    """Tell a file that wants a password, or another one, from one that is none of ours."""
    try:
        with spoken_errors(path, otherwise="store_damaged"):
            yield
    except Refusal as refusal:
        if refusal.diagnostics[0].code != "store_not_ours" or not is_keyed(path):
            raise
        raise Refusal("store_keyed" if key is None else "password_wrong", path=path) from refusal


def _set(connection: Connection, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        connection.execute(pragma).fetchall()


@contextmanager
def _closing_on_failure(connection: Connection) -> Iterator[Connection]:
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def _check_ours(connection: Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = schema_version(connection)
    if application != APPLICATION_ID:
        raise Refusal("store_not_ours", path=path)
    if version > SCHEMA_VERSION:
        raise Refusal("store_newer", path=path, version=version, known=SCHEMA_VERSION)
    # Makes SQLite parse the whole schema, so that a damaged one is found here and not in the middle of work.
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
