"""What the driver says of disk and file, turned into one sentence for the clerk."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.driver import DatabaseError, IntegrityError
from gzparty import underway
from gzparty.domain.diagnostic import Refusal

DRIVER_SAYS = {
    "disk is full": "disk_full",
    "readonly database": "store_read_only",
    "disk I/O error": "disk_error",
    "unable to open": "path_unwritable",
    "is locked": "store_busy",
    "malformed": "store_damaged",
    "not a database": "store_not_ours",
}
"""Parts of the driver's messages and the code that says the same to a clerk."""


NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
LITTLE = 64 * 1024
"""Bytes; with less free the driver's "disk I/O error" is for want of room: it says so of the log's index."""


def unwritable(error: OSError, path: Path) -> Refusal:
    """Why a file or folder could not be written: the disk is full, or something that another path would mend."""
    return Refusal("disk_full" if error.errno in NO_ROOM else "path_unwritable", path=path)


def _has_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free >= LITTLE
    except OSError:
        return True


@contextmanager
def spoken_errors(path: Path, otherwise: str = "") -> Iterator[None]:
    """Turn what the driver says of disk and file into one sentence; `otherwise` is the code for what else it says.

    A broken constraint is a mistake of ours, never of disk or file, and goes through as it is.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        underway.pass_on(error)
        found = (code for part, code in DRIVER_SAYS.items() if part in str(error))
        code = next(found, otherwise)
        if not code:
            raise
        if code == "disk_error" and not _has_room(path):
            code = "disk_full"
        raise Refusal(code, path=path) from error
    except UnicodeDecodeError as error:
        # The driver cannot even put its own message together when a damaged name stands in it.
        if not otherwise:
            raise
        raise Refusal(otherwise, path=path) from error
