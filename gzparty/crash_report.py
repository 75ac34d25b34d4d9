"""What is told of an error of the program itself: its kind and the places in the code, never what it was about.

A message, a value or a path may hold a name or a phone number; a place in the program's own code, or in a library it
came with, never does.
"""

from __future__ import annotations

import faulthandler
import re
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path, PurePath
from threading import Lock
from types import TracebackType
from typing import IO

from gzparty import __version__

LOG_NAME = "error.txt"
"""The file of the last errors; it lies beside the window's memory."""
MARK_NAME = "running.txt"
LONGEST_LOG = 16_000
"""Characters kept of the log, newest last."""
LONGEST_CHAIN = 4
"""So many errors behind an error are told."""
ELSEWHERE = "?"
OWN = (("gzparty",), ("db",), ("ui",), ("resources",))
_BETWEEN = "\n\n"
_FAULT_PLACE = re.compile(r'^\s*File "(?P<file>.*)", line (?P<line>\d+) in (?P<name>\S+)', re.MULTILINE)
_FAULT = re.compile(
    r"^Fatal Python error: (?P<kind>[A-Za-z ]+)|^Windows fatal exception: (?P<other>[\w ]+)", re.M
)


def describe(
    kind: type[BaseException], where: TracebackType | None, error: BaseException | None = None
) -> str:
    """Name the kind of error, those behind it, the places in the code and the versions."""
    lines = [versions(), kind.__name__, *_places(where)]
    for cause in _behind(error):
        lines += [f"<- {type(cause).__name__}", *_places(cause.__traceback__)]
    return "\n".join(lines)


def describe_fault(text: str) -> str:
    """What Python left of a crash below it (see `RunMark`), without the paths that name a user."""
    found = _FAULT.search(text)
    kind = (found["kind"] or found["other"]).strip() if found else ""
    places = [
        _line(match["file"], int(match["line"]), match["name"]) for match in _FAULT_PLACE.finditer(text)
    ]
    return "\n".join([versions(), kind or "Fatal error", *places])


def versions() -> str:
    """The program and what it ran on."""
    import platform

    return (
        f"gzparty {__version__}  Python {platform.python_version()}  {platform.system()} {platform.machine()}"
    )


def place(file: str) -> str:
    """A file of the program or of its libraries by its path in there; any other may be named after a person."""
    path = PurePath(file.replace("\\", "/"))
    for root in _roots():
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    # In a packed program the code lies nowhere: its files are named from the package on.
    return path.as_posix() if path.parts[:1] in OWN else file if file.startswith("<frozen ") else ELSEWHERE


class CrashLog:
    """The last errors in one small file; a file that cannot be written costs the log, nothing else."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self.path = path
        self._now = now
        self._writing = Lock()

    def add(self, details: str) -> bool:
        """Keep an error as `describe` tells it, from any thread; False where the file cannot be written."""
        entry = f"{self._now():%Y-%m-%d %H:%M:%S}\n{details}"
        with self._writing:
            text = _BETWEEN.join(part for part in (self.text(), entry) if part)
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.write_text(_newest(text), "utf-8")
            except OSError:
                return False
        return True

    def text(self) -> str:
        """What is kept, newest last; empty where there is nothing to read."""
        try:
            return self.path.read_text("utf-8", "replace").strip()
        except OSError:
            return ""


class RunMark:
    """A file that is there while the program runs: found at a start, it says that the run before never ended.

    Python writes into it where it was when something below it crashed the whole process.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def begin(self) -> str | None:
        """Set the mark; what the run before left in it, None if it ended as it should."""
        left = self._left()
        try:
            self._file = self._path.open("w", encoding="utf-8")
        except OSError:
            return left
        faulthandler.enable(self._file)
        return left

    def end(self) -> None:
        """Take the mark away: the program ends as it should."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            self._path.unlink(missing_ok=True)

    def _left(self) -> str | None:
        try:
            return self._path.read_text("utf-8", "replace")
        except OSError:
            return None


def _places(where: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(where):
        yield _line(frame.filename, frame.lineno or 0, frame.name)


def _line(file: str, number: int, name: str) -> str:
    known = place(file)
    # What foreign code calls its functions may be made up of anything.
    return f"  {known}:{number} {name if known != ELSEWHERE else ELSEWHERE}"


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """The errors an error came from, nearest first."""
    for _step in range(LONGEST_CHAIN):
        if error is None:
            return
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is not None:
            yield error


def _roots() -> Iterator[PurePath]:
    """Where libraries lie, then the interpreter's own, then the program: a library may lie inside the others."""
    import sysconfig

    paths = sysconfig.get_paths()
    yield from (PurePath(paths[name].replace("\\", "/")) for name in ("purelib", "platlib", "stdlib"))
    yield PurePath(Path(__file__).parents[1].as_posix())


def _newest(text: str) -> str:
    """As many of the last errors as there is room for, whole ones if possible."""
    if len(text) <= LONGEST_LOG:
        return text + "\n"
    rest = text[-LONGEST_LOG:]
    _cut, found, whole = rest.partition(_BETWEEN)
    return (whole if found else rest) + "\n"
