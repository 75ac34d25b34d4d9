"""What is written outlasts a power cut: the bytes of a file and the names in a folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from gzparty import underway

AT_ONCE = 8 * 1024 * 1024
"""Bytes copied before it is looked whether to go on."""


def flush(path: Path) -> None:
    """Wait until the disk has a file's bytes."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make a new name as lasting as the bytes; Windows does so by itself and opens no folders."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def copy_bytes(source: Path, target: Path, sides: Sequence[str]) -> None:
    """Copy a file with those of its sides that are there, whole or not at all; OSError where it cannot be."""
    try:
        for side in sides:
            beside, anew = source.with_name(source.name + side), target.with_name(target.name + side)
            if beside.exists():
                with beside.open("rb") as reading, anew.open("wb") as writing:
                    _carry_over(reading, writing, beside.stat().st_size)
    except BaseException:
        for side in sides:
            with suppress(OSError):
                target.with_name(target.name + side).unlink(missing_ok=True)
        raise


def _carry_over(reading: BinaryIO, writing: BinaryIO, size: int) -> None:
    while piece := reading.read(AT_ONCE):
        underway.check()
        writing.write(piece)
        underway.tell_share(writing.tell(), size)
