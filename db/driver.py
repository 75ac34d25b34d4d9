"""The one module that knows the SQLite driver: sqlcipher3, without a password a plain SQLite file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from db.keys import FileKey
from gzparty import underway

if TYPE_CHECKING:
    import sqlite3

    import sqlite_utils

    Connection = sqlite3.Connection
    Row = sqlite3.Row
else:
    Connection = dbapi2.Connection
    Row = dbapi2.Row


EVERY = ("PRAGMA temp_store = MEMORY", "PRAGMA trusted_schema = OFF", "PRAGMA busy_timeout = 5000")
"""For every connection: nothing of a file with a password in temporary files, nothing run that a strange file brings."""
LOOKS_AFTER = 1_000_000
"""Steps of SQLite between two looks whether somebody wishes the end: mostly less than a tenth of a second. More often would
cost: for each look the thread waits until the window's own lets go of the interpreter."""


def connect(name: str, key: FileKey | None = None, *, uri: bool = False) -> Connection:
    """Open a database file, or make one; statements commit by themselves, and any thread may use it.

    A wrong key is noticed with the first statement that reads: DatabaseError "file is not a database". Where the thread heeds
    a wish to end (`underway.heeding`), so does what is done by the connection: DatabaseError "interrupted".
    """
    connection: Connection = dbapi2.connect(name, uri=uri, isolation_level=None, check_same_thread=False)
    if key is not None:
        # Else SQLCipher tells the terminal of every file it cannot decrypt; we say it in a sentence.
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        connection.execute(f'PRAGMA key = "{key.literal}"').fetchall()
    for pragma in EVERY:
        connection.execute(pragma).fetchall()
    if underway.is_heeded():
        look_after(connection, LOOKS_AFTER)
    return connection


def look_after(connection: Connection, steps: int) -> None:
    """Look whether somebody wishes the end each time SQLite has made so many steps, in a check of pages: has seen so many."""
    connection.set_progress_handler(underway.breaks_off, steps)


DatabaseError: type[Exception] = dbapi2.DatabaseError
OperationalError: type[Exception] = dbapi2.OperationalError
IntegrityError: type[Exception] = dbapi2.IntegrityError


def utils_database(connection: Connection) -> sqlite_utils.Database:
    """The connection seen through sqlite-utils; imported here so that the first window does without it.

    Registered as pysqlite3 first, so that sqlite-utils catches this driver's exceptions.
    """
    import sqlcipher3

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
    import sqlite_utils

    return sqlite_utils.Database(connection, recursive_triggers=False)
