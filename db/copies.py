"""Looking into copies: whether one opens, what it holds; and taking one away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from db import backup, copy_names, keying, thinning
from db.connection import check_file, open_reader, remove
from db.driver import Connection
from db.faults import spoken_errors, unwritable
from db.keys import SQLITE_HEADER, FileKey, fitting
from gzparty.domain.diagnostic import Refusal
from gzparty.services.copy_views import Copy, Extent, Inside, Step

HEADER = 100
"""Bytes of SQLite's header (file format 1.3); page size at 16, number of pages at 28, both big-endian."""


class SqliteCopies:
    """Fulfils the CopyStore port for one office file."""

    def __init__(self, connection: Connection, office: Path, key: FileKey | None = None) -> None:
        self._connection = connection
        self._office = office
        self._key = key

    def home(self) -> Path:
        """The folder beside the office file in which its copies lie."""
        return copy_names.home(self._office)

    def listed(self, folder: Path | None = None) -> list[Copy]:
        """The copies in a folder, newest first; none where the folder cannot be read."""
        try:
            return list(backup.copies(self._office, folder))
        except OSError:
            return []

    def look_into(self, path: Path, *, steps: bool = True) -> Inside:
        """Open a copy and check it page by page; Refusal says why it cannot be used."""
        return look_into(path, self._key, steps=steps)

    def present(self) -> Inside:
        """What the office file itself holds now."""
        return _inside(self._connection, steps=True)

    def holds_present(self, path: Path) -> bool:
        """Whether nothing was done since a copy was made; one that does not open holds nothing."""
        try:
            _refuse_half(path)
            with self._opened(path) as opened:
                return _last_step(opened) == _last_step(self._connection) and backup.is_whole(opened)
        except (Refusal, OSError):
            return False

    def is_untouched(self) -> bool:
        """Whether nothing was ever done in the office."""
        return _last_step(self._connection) is None

    def thin(self, at: datetime, folder: Path | None = None) -> Sequence[Path]:
        """Delete the copies made by the program itself that lie too close together; returns what was deleted.

        Copies of another office of the same name, as two machines may store on one stick, and those that do not open
        are left alone.
        """
        backup.sweep(self._office, at, folder)
        own = [copy for copy in self.listed(folder) if copy.reason in backup.AUTOMATIC]
        if not thinning.dispensable(own, lambda _copy: True):
            return []
        ours = [copy for copy in own if self._is_ours(copy.path)]
        gone: list[Path] = []
        for copy in thinning.dispensable(ours, self._is_sound):
            # One that somebody looks at just now goes the next time.
            with suppress(Refusal):
                self.delete(copy.path)
                gone.append(copy.path)
        return gone

    def extent(self, folders: Sequence[Path]) -> Extent:
        """What a change of the password would write anew."""
        return keying.extent(self._office, folders)

    def delete(self, path: Path) -> None:
        """Take a copy away for good."""
        if path.resolve() == self._office.resolve():
            raise RuntimeError("the office file is no copy")
        try:
            remove(path)
        except OSError as error:
            raise unwritable(error, path) from error

    @contextmanager
    def _opened(self, path: Path) -> Iterator[Connection]:
        with spoken_errors(path, otherwise="store_damaged"):
            opened = open_reader(path, fitting(path, [self._key]), any_schema=True)
            try:
                yield opened
            finally:
                opened.close()

    def _is_ours(self, path: Path) -> bool:
        try:
            with self._opened(path) as opened:
                return backup.uid_of(opened) == backup.uid_of(self._connection)
        except (Refusal, OSError):
            return False

    def _is_sound(self, copy: Copy) -> bool:
        try:
            self.look_into(copy.path, steps=False)
        except (Refusal, OSError):
            return False
        return True


def look_into(path: Path, key: FileKey | None = None, *, steps: bool = True) -> Inside:
    """Open a copy and check it page by page and reference by reference; Refusal says why it cannot be used."""
    _refuse_half(path)
    with spoken_errors(path, otherwise="store_damaged"):
        opened = open_reader(path, fitting(path, [key]), any_schema=True)
        try:
            if not backup.is_sound(opened):
                raise Refusal("store_damaged", path=path)
            return _inside(opened, steps=steps)
        except ValueError as error:
            # A moment that is none: damage that no check of the file itself can see.
            raise Refusal("store_damaged", path=path) from error
        finally:
            opened.close()


def found(office: Path, folders: Iterable[Path] = ()) -> list[Copy]:
    """Every copy of an office, whether its file opens or not: in its own folder, beside it and elsewhere, newest first."""
    places = dict.fromkeys((copy_names.home(office), office.parent, *folders))
    copies: dict[Path, Copy] = {}
    for place in places:
        try:
            copies |= {copy.path: copy for copy in backup.copies(office, place)}
        except OSError:
            # A stick that is not plugged in.
            continue
    return sorted(copies.values(), key=lambda copy: (copy.at, copy.path.name), reverse=True)


def _refuse_half(path: Path) -> None:
    """Refuse a file shorter than its own header says: a stick pulled out too early leaves such a one."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEADER)
    except OSError as error:
        # What keeps it from being read is said by who opens it; else it is a bad sector, as on an old stick.
        check_file(path)
        raise Refusal("file_unreadable", path=path) from error
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    # 1 stands for 65536; the number of pages is 0 in files of SQLite before 3.7.
    expected = (65536 if page == 1 else page) * pages
    ours = head.startswith(SQLITE_HEADER)
    if not head or (ours and (len(head) < HEADER or size < expected)):
        raise Refusal("copy_cut_short", path=path)


def _last_step(connection: Connection) -> tuple[object, ...] | None:
    row: tuple[object, ...] | None = connection.execute(
        "SELECT id, at, name, role FROM action ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return row


def _inside(connection: Connection, *, steps: bool) -> Inside:
    uid, name = connection.execute("SELECT uid, name FROM office").fetchone() or ("", "")
    done = _steps(connection) if steps else ()
    return Inside(uid, name, backup.counts(connection), done)


def _steps(connection: Connection) -> tuple[Step, ...]:
    rows = connection.execute(
        "SELECT a.id, a.at, a.name, a.role, (SELECT count(*) FROM journal j WHERE j.action_id = a.id)"
        " FROM action a ORDER BY a.id"
    )
    return tuple(Step(id_, datetime.fromisoformat(at), name, role, n) for id_, at, name, role, n in rows)
