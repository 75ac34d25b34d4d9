"""Put a finished paper where it was wanted, whole or not at all, under a name every system takes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _

FORBIDDEN = str.maketrans('\\/:*?"<>|\n\r\t', "_" * 12)
LONGEST_NAME = 80


def deliver(data: bytes, target: BinaryIO | Path) -> None:
    """Write a file beside its place first, so that a failure leaves an older paper as it was.

    Raises:
        Refusal: `paper.no_folder`, `paper.cannot_write`.
    """
    if not isinstance(target, Path):
        target.write(data)
        return
    if not target.parent.is_dir():
        raise Refusal("paper.no_folder", folder=target.parent, name=target.name)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Refusal(
            "paper.cannot_write", name=target.name, folder=target.parent, why=error.strerror
        ) from error


def file_names(texts: Sequence[str]) -> list[str]:
    """Make texts fit for file names, each another one."""
    counts: dict[str, int] = {}
    names = []
    for text in texts:
        name = file_name(text)
        counts[name] = counts.get(name, 0) + 1
        names.append(name if counts[name] == 1 else f"{name}-{counts[name]}")
    return names


def file_name(text: str) -> str:
    """Make a text fit for a file name on every system."""
    plain = "".join(letter for letter in text.translate(FORBIDDEN) if letter.isprintable())
    return plain.strip(" .")[:LONGEST_NAME] or _("打印")
