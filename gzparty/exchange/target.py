"""Write a finished file in one step: it is whole under its name, or the old one is untouched."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from gzparty.domain.diagnostic import Refusal


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
        code = "disk_full" if error.errno == errno.ENOSPC else "path_unwritable"
        raise Refusal(code, path=path) from error
