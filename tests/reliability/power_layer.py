"""The layer below the program's files: built from C when it is needed, armed in a child, its record read afterwards."""

from __future__ import annotations

import ctypes
import errno
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).with_name("power_shim.c")
HEAD = struct.Struct("<c7xQqIII4x")
FAULTS = {
    "eio": (errno.EIO, 1, False),
    "eio from then on": (errno.EIO, 1 << 40, False),
    "enospc": (errno.ENOSPC, 1, False),
    "enospc from then on": (errno.ENOSPC, 1 << 40, False),
    "short write, then enospc": (errno.ENOSPC, 1 << 40, True),
}
"""How a call may fail: the error, for how many calls, and whether half is written first."""


class Event(NamedTuple):
    """One change: C create, W write, T truncate, S flush, R rename, U unlink, D new folder, M a deed was reported."""

    op: str
    inode: int
    place: int
    first: str
    second: str
    data: bytes


def compiler_problem() -> str:
    """Why power cuts cannot be tried here; empty where they can."""
    if sys.platform != "linux":
        return "the layer below the files is for Linux"
    return "" if shutil.which("cc") else "a C compiler is missing: apt-get install gcc libc6-dev"


def build_layer(folder: Path) -> Path:
    """Compile the layer into a folder."""
    built = folder / "power_layer.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(built), str(SOURCE), "-ldl", "-lpthread"]
    subprocess.run(command, check=True)
    return built


def arm(folder: Path, order: str) -> None:
    """In a child that was started with the layer: record into a file (`record PATH`) or fail (`fail N HOW`)."""
    what, _space, rest = order.partition(" ")
    layer = ctypes.CDLL(None)
    log, at, how = (rest, 0, (0, 0, False)) if what == "record" else ("", *_fault(rest))
    layer.power_arm(
        str(folder).encode(),
        log.encode(),
        ctypes.c_long(at),
        ctypes.c_long(how[1]),
        ctypes.c_int(how[0]),
        ctypes.c_int(how[2]),
    )


def _fault(rest: str) -> tuple[int, tuple[int, int, bool]]:
    number, _space, how = rest.partition(" ")
    return int(number), FAULTS[how]


def mark() -> None:
    """Record that a deed was reported as done."""
    ctypes.CDLL(None).power_mark()


def events(log: Path) -> Iterator[Event]:
    """The record of a child, in order."""
    content = log.read_bytes()
    place = 0
    while place < len(content):
        op, inode, number, *lengths = HEAD.unpack_from(content, place)
        place += HEAD.size
        parts: list[bytes] = []
        for length in lengths:
            parts.append(content[place : place + length])
            place += length
        yield Event(op.decode(), inode, number, parts[0].decode(), parts[1].decode(), parts[2])
