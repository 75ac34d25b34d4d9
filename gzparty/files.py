"""Files the clerk gets: a folder for them, a name every system takes, written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from gzparty import underway
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.file_names import free_name, safe_name
from gzparty.i18n import _

LONGEST_STEM = 80
"""Characters; in UTF-8 with a suffix this is what Linux can still write."""
_SLASHES = str.maketrans("/\\", "__")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write bytes beside the target, then put them in its place: a failure leaves an older file as it was.

    A `private` file can be read by nobody but its owner, as far as the file system knows owners.

    Raises:
        Refusal: `disk_full`, `target_held` (another program has it open), `path_unwritable`.
    """
    import tempfile

    underway.check()
    draft = ""
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(draft, 0o600 if private else 0o644)
        os.replace(draft, path)
    except OSError as error:
        if draft and os.path.exists(draft):
            os.unlink(draft)
        raise Refusal(_reason(error, path), path=path) from error


def ensure_folder(folder: Path) -> None:
    """Make a folder and those above it; Refusal `path_unwritable` where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(_reason(error, folder), path=folder) from error


def file_name(text: str) -> str:
    """Make a text fit for the name of a file, its suffix still to come."""
    return safe_name(text.translate(_SLASHES), _("打印"))[:LONGEST_STEM].rstrip(" .")


def file_names(texts: Sequence[str], suffix: str) -> list[str]:
    """Make texts the names of files with a suffix such as `.pdf`, each another one."""
    taken: set[str] = set()
    names = []
    for text in texts:
        names.append(free_name(file_name(text) + suffix, taken))
        taken.add(names[-1].casefold())
    return names


def _reason(error: OSError, path: Path) -> str:
    if error.errno in _FULL:
        return "disk_full"
    held = isinstance(error, PermissionError) and path.is_file() and os.access(path.parent, os.W_OK)
    return "target_held" if held else "path_unwritable"
