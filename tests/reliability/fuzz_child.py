"""One batch of fuzzing in a process of its own, with bounded memory: `python -m tests.reliability.fuzz_child PART SEED EXAMPLES FOLDER`.

The case at hand is kept in the folder before it is tried, so that it is there even where the process is ended by it.
"""

from __future__ import annotations

import importlib
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from hypothesis import given, seed

from tests.reliability.fuzz_settings import long

SECONDS = 10
"""Of the processor; nothing may take longer, whatever is read or printed."""
MEMORY = 2 * 1024**3
"""Bytes of address space; one that asks for more ends."""
WIDTH = 300
"""Characters of a line of a report; cases may be long."""


def run(part: ModuleType, number: int, examples: int, folder: Path) -> str | None:
    """Try so many cases of a seed; what was found, with its case kept in the folder."""
    with part.checking() if hasattr(part, "checking") else nullcontext(part.check) as check:
        try:
            _batch(part, check, number, examples, folder)()
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            lines = "".join(traceback.format_exception(error, limit=-12)).splitlines()
            said = "\n".join(line[:WIDTH] for line in lines)
            (folder / "finding.txt").write_text(said, "utf-8", "backslashreplace")
            return f"{type(error).__name__}: {str(error)[:WIDTH]!r}"
    return None


def _batch(
    part: ModuleType, check: Callable[[Any], None], number: int, examples: int, folder: Path
) -> Callable[[], None]:
    def batch(case: Any) -> None:
        name, content = part.kept(case)
        (folder / "case").write_text(name, "utf-8", "backslashreplace")
        (folder / "content").write_bytes(content)
        with _within(SECONDS):
            check(case)

    wrapped: Callable[[], None] = seed(number)(long(examples)(given(part.STRATEGY)(batch)))
    return wrapped


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def _watch(event: str, facts: tuple[Any, ...]) -> None:
    """Nothing that is read may reach for the network or start another program."""
    if event in ("socket.connect", "socket.getaddrinfo", "os.system", "os.exec"):
        raise AssertionError(f"{event} {facts!r}")


def main() -> int:
    """Run one batch."""
    name, number, examples, folder = sys.argv[1:]
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except ImportError:
        pass
    sys.addaudithook(_watch)
    part = importlib.import_module(f"tests.reliability.fuzz_{name}")
    found = run(part, int(number), int(examples), Path(folder))
    sys.stdout.write((found or "") + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
