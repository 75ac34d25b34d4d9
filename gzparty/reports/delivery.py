"""Put a finished paper where it was wanted, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from gzparty.domain.diagnostic import Refusal


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
