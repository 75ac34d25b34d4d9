"""Write a finished file in one step: it is whole under its name, or the old one is untouched."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path

from gzparty.domain.diagnostic import Refusal

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FULL = (errno.ENOSPC, errno.EDQUOT)


def writable(text: str) -> str:
    """The text without control characters and half characters, which no spreadsheet can hold."""
    return _UNWRITABLE.sub("", text)


def write_whole(path: Path, data: bytes) -> None:
    """Write bytes beside the target, then put them in its place; Refusal where that cannot be done."""
    draft = ""
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except OSError as error:
        if draft and os.path.exists(draft):
            os.unlink(draft)
        raise Refusal(_reason(error, path), path=path) from error


def _reason(error: OSError, path: Path) -> str:
    if error.errno in _FULL:
        return "disk_full"
    held = isinstance(error, PermissionError) and path.is_file() and os.access(path.parent, os.W_OK)
    return "target_held" if held else "path_unwritable"
