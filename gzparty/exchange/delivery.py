"""Put a finished file in its place whole, or say in one sentence why it cannot be there."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from gzparty.domain.diagnostic import Refusal

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FULL = (errno.ENOSPC, errno.EDQUOT)


def writable(text: str) -> str:
    """The text without control characters and half characters, which no file format can hold."""
    return _UNWRITABLE.sub("", text)


def deliver(data: bytes, path: Path) -> None:
    """Write beside the place first and move over, so that a failure leaves the older file as it was."""
    if path.is_dir():
        raise Refusal("export_is_folder", path=path)
    if not path.parent.is_dir():
        raise Refusal("export_folder_missing", folder=path.parent)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        _discard(part)
        code = "disk_full" if error.errno in _FULL else "export_unwritable"
        raise Refusal(code, path=path) from error


def _discard(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        # The folder that refused the file refuses this too; the sentence about it is already on its way.
        return
