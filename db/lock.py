"""One writer per office file: an operating-system lock on a file beside it that names its holder."""

from __future__ import annotations

import errno
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO

from db.faults import NO_ROOM
from gzparty.domain.diagnostic import Refusal

NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})
"""What network and cloud folders answer that cannot lock."""


def lock_path(office: Path) -> Path:
    """Where the lock of an office file lies."""
    return office.with_name(office.name + ".lock")


class WriterLock:
    """Held while a writer has the file open; the system frees it when the process dies."""

    def __init__(self, office: Path) -> None:
        self._path = lock_path(office)
        self._file: IO[bytes] | None = None

    def acquire(self) -> None:
        """Take the lock or raise Refusal: `store_held` names who has it."""
        try:
            file = self._path.open("a+b", buffering=0)
        except OSError as error:
            raise self._refusal(error) from error
        try:
            if not _try_lock(file):
                raise Refusal("store_held", **_holder(file))
            file.truncate(0)
            file.write(json.dumps(_facts(), ensure_ascii=False).encode())
        except OSError as error:
            file.close()
            raise self._refusal(error) from error
        except BaseException:
            file.close()
            raise
        self._file = file

    def release(self) -> None:
        """Give the lock back; harmless if it is not held."""
        if self._file is not None:
            # Emptied rather than deleted: deleting would let two writers lock two files of one name.
            self._file.truncate(0)
            self._file.close()
            self._file = None

    def __enter__(self) -> WriterLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _refusal(self, error: OSError) -> Refusal:
        if error.errno in NO_ROOM:
            return Refusal("disk_full", path=self._path.parent)
        if error.errno in NO_LOCKS:
            return Refusal("folder_without_locks", path=self._path.parent)
        return Refusal("folder_read_only", path=self._path.parent)


def _facts() -> dict[str, object]:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = ""
    return {"program": "gzparty", "pid": os.getpid(), "user": user, "machine": _machine()}


def _holder(file: IO[bytes]) -> dict[str, object]:
    file.seek(0)
    try:
        facts = json.loads(file.read())
    except ValueError:
        # Caught between taking the lock and writing the name.
        facts = {}
    return {name: facts.get(name, "?") for name in ("program", "pid", "user", "machine")}


@contextmanager
def being_written(part: Path) -> Iterator[None]:
    """Let no other program take a file that is still being written for one that a crash has left."""
    if sys.platform == "win32":
        # Nobody can delete a file there that is open.
        yield
        return
    with part.open("ab") as file:
        _try_lock(file)
        yield


def is_being_written(part: Path) -> bool:
    """Whether a program is at work on a file with a meanwhile name; one that was killed is not."""
    if sys.platform == "win32":
        return False
    try:
        with part.open("rb") as file:
            return not _try_lock(file)
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _machine() -> str:
        return os.environ.get("COMPUTERNAME", "")

    def _try_lock(file: IO[bytes]) -> bool:
        # A byte far behind the text, so that others can still read who holds it.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _machine() -> str:
        return os.uname().nodename

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
