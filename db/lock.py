"""One writer per office file: an operating-system lock on a file beside it that names its holder."""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from gzparty.domain.diagnostic import Refusal


def lock_path(office: Path) -> Path:
    """Where the lock of an office file lies."""
    return office.with_name(office.name + ".lock")


class WriterLock:
    """Held while a writer has the file open; the system frees it when the process dies."""

    def __init__(self, office: Path) -> None:
        self._path = lock_path(office)
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock or raise Refusal `store_held` naming who has it."""
        try:
            file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise Refusal("folder_read_only", path=self._path.parent) from error
        if not _try_lock(file):
            file.seek(0)
            holder = _holder(file.read())
            file.close()
            raise Refusal("store_held", **holder)
        file.seek(0)
        file.truncate()
        facts = {"program": "gzparty", "pid": os.getpid(), "user": _user(), "machine": platform.node()}
        file.write(json.dumps(facts, ensure_ascii=False))
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give the lock back; harmless if it is not held."""
        if self._file is not None:
            # Emptied rather than deleted: deleting would let two writers lock two files of one name.
            self._file.seek(0)
            self._file.truncate()
            self._file.close()
            self._file = None

    def __enter__(self) -> WriterLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _holder(text: str) -> dict[str, object]:
    try:
        facts = json.loads(text)
    except json.JSONDecodeError:
        facts = {}
    return {name: facts.get(name, "?") for name in ("program", "pid", "user", "machine")}


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        # A byte far behind the text, so that others can still read who holds it.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
