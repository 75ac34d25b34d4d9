"""A password set, changed or taken away: every file of the office is written anew, then all change places at once.

The new files are written and checked beside the old ones. A list of them, once it is on the disk, is the moment at which
it is done: whoever opens the office next finishes what a power cut kept from happening, and needs no password for it.
Before that moment nothing was changed, and what was written is swept away.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db import backup, blobs, connection
from db.driver import connect
from db.faults import spoken_errors, unwritable
from db.keys import FileKey, fitting
from db.lock import WriterLock
from gzparty.domain.diagnostic import Refusal

PART, LIST = ".rekeyed", ".rekeying"
UNOPENED = backup.UNREADABLE | {"copy_keyed_otherwise"}
"""Refusals by which a copy is left as it is."""
Progress = Callable[[int, int, str], None]
"""Told how many files are done, of how many, and the name of the one under way."""


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What came of it: how many files lie under the new key, and those left as they were, since no key of ours opens
    them: damaged ones, and those under a password from before."""

    files: int
    left: tuple[Path, ...]


def rekey(
    office: Path,
    old: FileKey | None,
    new: FileKey | None,
    progress: Progress,
    stopped: Callable[[], bool],
    folders: Sequence[Path] = (),
) -> Rekeyed | None:
    """Write the office, its attachments and all its copies anew under another key; None where it was stopped.

    Copies beside the office and in `folders` come under the new key too: a copy in clear, or one that the old password
    still opens, would make it vain. Takes as long as copying all of it, and as much room on the disk.

    Raises:
        Refusal: `store_held` while a window has the office; `password_wrong` where `old` is not its key; `disk_full`.
    """
    with WriterLock(office):
        finish(office)
        _settle(office, old)
        paths = list(_files(office, folders))
        left: list[Path] = []
        try:
            for place, path in enumerate(paths):
                progress(place, len(paths), path.name)
                if stopped():
                    sweep(office, folders)
                    return None
                if not _write_anew(path, old, new, needed=path in (office, blobs.blobs_path(office))):
                    left.append(path)
            written = [path for path in paths if path not in left]
            _decide(office, written)
        except BaseException:
            sweep(office, folders)
            raise
        finish(office)
    return Rekeyed(len(written), tuple(left))


def is_pending(office: Path) -> bool:
    """Whether files wait to change places."""
    return _list_of(office).exists()


def finish(office: Path) -> None:
    """Let the files change places that were decided on, or sweep away what was not; for whoever holds the lock."""
    if not is_pending(office):
        sweep(office)
        return
    waiting = _list_of(office)
    try:
        for name in json.loads(waiting.read_text("utf-8")):
            _put_in_place(Path(name) if Path(name).is_absolute() else office.parent / name)
        waiting.unlink()
    except OSError as error:
        raise Refusal("rekeying_waits", path=office) from error


def finish_if_pending(office: Path) -> None:
    """Finish what was decided on, for whoever only reads; Refusal `store_held` while somebody is at it."""
    if is_pending(office):
        with WriterLock(office):
            finish(office)


def sweep(office: Path, folders: Iterable[Path] = ()) -> None:
    """Delete what was written and not decided on."""
    for folder in (office.parent, backup.home(office), *folders):
        for path in folder.iterdir() if folder.is_dir() else ():
            written, part, _side = path.name.partition(PART)
            if part and _is_ours(office, written):
                path.unlink(missing_ok=True)


def _is_ours(office: Path, name: str) -> bool:
    attachments = blobs.blobs_path(office).name
    return name == office.name or name.startswith(attachments) or backup.name_of(office, name) is not None


def _settle(office: Path, key: FileKey | None) -> None:
    """Bring what stands in the write-ahead log into the file; refused while another program reads it."""
    with closing(connection.open_writer(office, key)) as opened:
        busy = opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise Refusal("store_busy", path=office)


def _files(office: Path, folders: Iterable[Path]) -> Iterator[Path]:
    """The files to be written anew: the office first, everything of it in each folder, and what was put aside there."""
    yield office
    for folder in dict.fromkeys((office.parent, backup.home(office), *folders)):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            is_side = path.name.endswith(("-wal", "-shm", "-journal"))
            # Elsewhere a file of the office's own name may be the office of another town.
            if path.name != office.name and _is_ours(office, path.name) and not is_side:
                yield path


def _write_anew(path: Path, old: FileKey | None, new: FileKey | None, *, needed: bool) -> bool:
    """Write a file under the new key beside it, open it and compare it; False where it does not open itself.

    A copy that no key of ours opens must not keep the office from its password; one that is `needed` must.
    """
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    try:
        with spoken_errors(path, otherwise="store_damaged"):
            own = fitting(path, [old])
            uri = f"{path.resolve().as_uri()}?{connection.reading_mode(path)}"
            with closing(connect(uri, own, uri=True)) as source:
                expected = backup.counts(source)
            backup.export(path, own, part, new)
            backup.verify(part, expected, new)
        shutil.copymode(path, part)
        backup.flush(part)
    except OSError as error:
        raise unwritable(error, part) from error
    except Refusal as refusal:
        if needed or refusal.diagnostics[0].code not in UNOPENED:
            raise
        part.unlink(missing_ok=True)
        return False
    return True


def _decide(office: Path, paths: Iterable[Path]) -> None:
    names = [path.name if path.parent == office.parent else str(path.resolve()) for path in paths]
    draft = _list_of(office).with_name(_list_of(office).name + ".part")
    try:
        draft.write_text(json.dumps(names, ensure_ascii=False), "utf-8")
        backup.flush(draft)
        for folder in {path.parent for path in paths}:
            backup.flush_folder(folder)
        draft.replace(_list_of(office))
        backup.flush_folder(office.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise unwritable(error, draft) from error


def _put_in_place(path: Path) -> None:
    part = path.with_name(path.name + PART)
    if part.exists():
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
        part.replace(path)
        backup.flush_folder(path.parent)


def _list_of(office: Path) -> Path:
    return office.with_name(office.name + LIST)
