"""A password set, changed or taken away: every file of the office is written anew, then all change places at once.

The new files are written and checked beside the old ones. A list of them, once it is on the disk, is the moment at which
it is done: whoever opens the office next finishes what a power cut kept from happening, and needs no password for it.
Before that moment nothing was changed, and what was written is swept away.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from db import backup, blobs, connection, copy_names
from db.driver import connect
from db.faults import spoken_errors, unwritable
from db.keys import FileKey, fitting
from db.lasting import flush, flush_folder
from db.lock import WriterLock
from db.rekeyed import LIST, NOTE, PART, beside, finish, is_ours, sweep
from gzparty import underway
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import copies
from gzparty.records import dataclass
from gzparty.services.copy_views import Extent
from gzparty.underway import Stopped

UNOPENED = backup.UNREADABLE | {"copy_keyed_otherwise"}
"""Refusals by which a copy is left as it is."""
SPARE = 8 * 1024 * 1024
"""Bytes to be free beyond the files themselves: what SQLite and the folder need meanwhile."""
Progress = Callable[[int, int, str], None]
"""Told how many files are done, of how many, and the name of the one under way."""


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What came of it: how many files lie under the new key, and those left as they were, since no key of ours opens
    them: damaged ones, those under a password from before, and elsewhere those of whoever else stores there."""

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
    still opens, would make it vain. In `folders`, as on a stick two machines share, another office may store under the
    same name: its copies stay as they are. Takes as long as copying all of it, and as much room on the disk.

    Raises:
        Refusal: `store_held` while a window has the office; `password_wrong` where `old` is not its key; `rekey_no_room`,
            `disk_full`.
    """
    with WriterLock(office):
        finish(office)
        backup.settle(office, old)
        refuse_without_room(office, folders)
        _begin(office, folders)
        paths = list(_own_files(office, folders, old))
        left: list[Path] = []
        try:
            with underway.heeding(stopped):
                for place, path in enumerate(paths):
                    progress(place, len(paths), path.name)
                    underway.check()
                    if not _write_anew(path, old, new, needed=path in (office, blobs.blobs_path(office))):
                        left.append(path)
                underway.decide()
            written = [path for path in paths if path not in left]
            _decide(office, written)
        except Stopped:
            sweep(office, folders)
            return None
        except BaseException:
            sweep(office, folders)
            raise
        finish(office)
    return Rekeyed(len(written), tuple(left))


def extent(office: Path, folders: Sequence[Path] = ()) -> Extent:
    """What would be written anew, and where the room for it is short; nothing is opened."""
    sizes: Counter[Path] = Counter()
    files = 0
    for path in _files(office, folders):
        files += 1
        sizes[path.parent] += path.stat().st_size
    disks: Counter[int] = Counter()
    for folder, octets in sizes.items():
        disks[folder.stat().st_dev] += octets
    missing = {
        folder: short
        for folder in sizes
        if (short := disks[folder.stat().st_dev] + SPARE - shutil.disk_usage(folder).free) > 0
    }
    return Extent(files, sum(sizes.values()), missing)


def refuse_without_room(office: Path, folders: Sequence[Path] = ()) -> None:
    """Refuse what could not be written whole: Refusal `rekey_no_room`."""
    for folder, missing in extent(office, folders).missing.items():
        raise Refusal("rekey_no_room", path=folder, missing=copies.size(missing))


def _files(office: Path, folders: Iterable[Path]) -> Iterator[Path]:
    """The files to be written anew: the office first, everything of it in each folder, and what was put aside there."""
    yield office
    for folder in dict.fromkeys((office.parent, copy_names.home(office), *folders)):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            is_side = path.name.endswith(("-wal", "-shm", "-journal"))
            # Elsewhere a file of the office's own name may be the office of another town.
            if path.name != office.name and is_ours(office, path.name) and not is_side:
                yield path


def _own_files(office: Path, folders: Iterable[Path], key: FileKey | None) -> Iterator[Path]:
    """The files to be written anew without those of an office of the same name that stores in a folder elsewhere.

    Attachments say not whose they are; where another office stores they may be its own, and stay.
    """
    uid = _uid_in(office, key)
    files = list(_files(office, folders))
    near = (office.parent, copy_names.home(office))
    elsewhere = [path for path in files if path.parent not in near and copy_names.name_of(office, path.name)]
    others = {path for path in elsewhere if _uid_in(path, key) not in (uid, None)}
    shared = {path.parent for path in others}
    for path in files:
        is_attachments = path.parent in shared and path not in elsewhere
        if path not in others and not is_attachments:
            yield path


def _uid_in(path: Path, key: FileKey | None) -> str | None:
    """Whose records a file holds; None where no key of ours opens it."""
    try:
        with spoken_errors(path, otherwise="store_damaged"):
            uri = f"{path.resolve().as_uri()}?{connection.reading_mode(path)}"
            with closing(connect(uri, fitting(path, [key]), uri=True)) as opened:
                return backup.uid_of(opened)
    except Refusal:
        return None


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
        flush(part)
    except OSError as error:
        raise unwritable(error, part) from error
    except Refusal as refusal:
        if needed or refusal.diagnostics[0].code not in UNOPENED:
            raise
        part.unlink(missing_ok=True)
        return False
    return True


def _begin(office: Path, folders: Sequence[Path]) -> None:
    """Write down where else something will be written; else nobody would know after a crash where to sweep."""
    _write(beside(office, NOTE), [str(folder.resolve()) for folder in folders])
    try:
        # This also makes sure that no list of an earlier time comes back with a power cut.
        flush_folder(office.parent)
    except OSError as error:
        raise Refusal("path_unwritable", path=office) from error


def _decide(office: Path, paths: Iterable[Path]) -> None:
    names = [path.name if path.parent == office.parent else str(path.resolve()) for path in paths]
    try:
        for folder in {path.parent for path in paths}:
            flush_folder(folder)
    except OSError as error:
        raise Refusal("path_unwritable", path=office) from error
    _write(beside(office, LIST), names)


def _write(path: Path, names: Sequence[str]) -> None:
    """Write a list whole or not at all."""
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_text(json.dumps(names, ensure_ascii=False), "utf-8")
        flush(draft)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise unwritable(error, draft) from error
