"""What a change of the password has written: files that wait to change places, or that nobody decided on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from db import blobs, copy_names
from db.lasting import flush_folder
from db.lock import WriterLock, is_being_written
from gzparty.domain.diagnostic import Refusal

PART, LIST, NOTE = ".rekeyed", ".rekeying", ".rekey-begun"
HALF = re.compile(r"(?P<name>.+?)\.(?:part|rekeyed|rekey(?:ing|-begun)(?:\.part)?)(?:-wal|-shm|-journal)?")
"""The whole name of a file while it is being written, its own in it; one that was left so is swept away.

What only begins like it, as a clerk's own NAME.gzparty.part1.rar, is none of ours.
"""


def is_pending(office: Path) -> bool:
    """Whether files wait to change places."""
    return beside(office, LIST).exists()


def finish(office: Path) -> None:
    """Let the files change places that were decided on, or sweep away what was not; for whoever holds the lock."""
    if not is_pending(office):
        sweep(office)
        return
    waiting = beside(office, LIST)
    try:
        # Only when the list is sure to outlast a power cut may the first file change its place.
        flush_folder(office.parent)
        for name in json.loads(waiting.read_text("utf-8")):
            _put_in_place(Path(name) if Path(name).is_absolute() else office.parent / name)
        waiting.unlink()
        beside(office, NOTE).unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise Refusal("rekeying_waits", path=office) from error


def finish_if_pending(office: Path) -> None:
    """Finish what was decided on, for whoever only reads; Refusal `store_held` while somebody is at it."""
    if is_pending(office):
        with WriterLock(office):
            finish(office)


def sweep(office: Path, folders: Iterable[Path] = ()) -> None:
    """Delete what was written and not decided on, also of copies that were cut off, here and where the work had begun."""
    note = beside(office, NOTE)
    noted: list[Path] = []
    with suppress(OSError, ValueError):
        noted += map(Path, json.loads(note.read_text("utf-8")))
    for folder in dict.fromkeys((office.parent, copy_names.home(office), *folders, *noted)):
        for path in folder.iterdir() if folder.is_dir() else ():
            half = HALF.fullmatch(path.name)
            if half is None or path == note or not is_ours(office, half["name"]):
                continue
            # The program closed a moment ago may still be at its last copy.
            if not is_being_written(path.with_name(half["name"] + copy_names.PART)):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
    if all(folder.is_dir() for folder in noted):
        note.unlink(missing_ok=True)


def is_ours(office: Path, name: str) -> bool:
    """Whether a name is that of an office, its attachments or a copy of it."""
    attachments = blobs.blobs_path(office).name
    return name == office.name or name.startswith(attachments) or copy_names.name_of(office, name) is not None


def _put_in_place(path: Path) -> None:
    part = path.with_name(path.name + PART)
    if part.exists():
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
        part.replace(path)
        flush_folder(path.parent)


def beside(office: Path, word: str) -> Path:
    """A file of ours beside the office's own."""
    return office.with_name(office.name + word)
