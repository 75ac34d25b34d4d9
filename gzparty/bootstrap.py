"""The only wiring: store, clock, identities, holidays and pinyin become services; called by every front end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from db import rekeyed
from db.blobs import Place, blobs_path
from db.connection import remove
from db.faults import spoken_errors
from db.keys import FileKey
from db.store import SqliteStore
from gzparty import underway
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.holiday_notices import HolidayNotices
from gzparty.exchange.key_file import KeyFile
from gzparty.exchange.pinyin import Pinyin
from gzparty.services.bundle import Services
from gzparty.services.context import Context
from gzparty.underway import Stopped

if TYPE_CHECKING:
    from gzparty.services.rescuing import GoodCopy
    from gzparty.services.sealing import Sealer

Clock = Callable[[], datetime]
FILE_NAME = "office.gzparty"
KEY_NAME = "reporter.key"
SAMPLE_TIME = time(17, 52)
"""The sample office stands still at this time of its day."""


def now() -> datetime:
    """The clock's local time without zone; the program's only look at it."""
    return datetime.now()  # noqa: DTZ005 - one office, one place: local wall time is what papers say


def new_uid() -> str:
    """A fresh identity of 128 random bits."""
    import secrets

    return secrets.token_hex(16)


def counted_uids(start: int = 1) -> Callable[[], str]:
    """Identities that count up, so that the sample office is the same everywhere."""
    counter = iter(range(start, 1 << 62))
    return lambda: f"{next(counter):032x}"


def default_office() -> Path:
    """The user's own office file."""
    import platformdirs

    return Path(platformdirs.user_data_dir("gzparty", appauthor=False)) / FILE_NAME


def default_key() -> Path:
    """Where the key that seals reporters lies: this user's own folder, apart from office files and copies of them."""
    import platformdirs

    return Path(platformdirs.user_config_dir("gzparty", appauthor=False)) / KEY_NAME


def services_on(
    store: SqliteStore,
    clock: Clock = now,
    uids: Callable[[], str] = new_uid,
    source: str = "window",
    sealer: Sealer | None = None,
) -> Services:
    """All services over one store; reporters are sealed with the user's own key unless another one is given."""
    context = Context(clock, uids, source)
    return Services(store, context, HolidayNotices(), Pinyin(), sealer or KeyFile(default_key))


@contextmanager
def open_office(
    path: Path,
    clock: Clock = now,
    uids: Callable[[], str] = new_uid,
    source: str = "window",
    key: FileKey | None = None,
) -> Iterator[Services]:
    """The services on an office file, as its one writer; `key` where it has a password."""
    store = SqliteStore.open_writer(path, clock(), key)
    try:
        with _spoken(store):
            yield services_on(store, clock, uids, source)
    finally:
        store.close()


@contextmanager
def _spoken(store: SqliteStore, otherwise: str = "") -> Iterator[None]:
    """What goes wrong with disk or file as a sentence; what nobody foresaw too, where the file proves to be damaged."""
    try:
        with spoken_errors(store.path, otherwise):
            yield
    except (Refusal, Stopped):
        raise
    except Exception as error:
        underway.pass_on(error)
        # Bytes that no rule of the file forbids may still make no record; else it is a fault of the program.
        if store.check():
            raise Refusal("store_damaged", path=store.path) from error
        raise


@contextmanager
def new_office(
    path: Path, clock: Clock = now, uids: Callable[[], str] = new_uid, source: str = "cli"
) -> Iterator[Services]:
    """The services on a new office file; neither it nor what the block made beside it is left behind if that fails."""
    with underway.taken_back():
        store = SqliteStore.create(path)
    earlier = _beside(path)
    try:
        with underway.taken_back():
            yield services_on(store, clock, uids, source)
    except BaseException:
        store.close()
        SqliteStore.remove(path)
        # A copy of half an office would later be offered as the way out.
        for made in _beside(path) - earlier:
            remove(made)
        raise
    store.close()


def _beside(office: Path) -> frozenset[Path]:
    """The copies and the attachments of an office file, as far as they are there."""
    attachments = blobs_path(office)
    from db import backup

    copies = {copy.path for copy in backup.copies(office)}
    return frozenset(copies | {attachments} if attachments.exists() else copies)


@contextmanager
def read_office(
    path: Path, clock: Clock = now, attachments: Place | None = None, key: FileKey | None = None
) -> Iterator[Services]:
    """The services on an office file for reading; works while a window holds it."""
    store = SqliteStore.open_reader(path, attachments, key)
    try:
        with _spoken(store, otherwise="store_damaged"):
            yield services_on(store, clock, source="reader")
    finally:
        store.close()


def good_copies(
    path: Path,
    key: FileKey | None = None,
    folders: Iterable[Path] = (),
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[GoodCopy]:
    """The copies of an office file that open and are sound, newest first, whether it opens itself or not.

    Each is read wholly, one after the other as they are asked for: this belongs into a job.
    """
    from db.copies import found, look_into
    from gzparty.services import rescuing

    return rescuing.good_copies(found(path, folders), lambda copy: look_into(copy, key, steps=False), stopped)


def damage_of(path: Path, key: FileKey | None = None) -> Sequence[str]:
    """What is wrong with an office file; empty for a sound one, and for one that cannot be opened at all."""
    try:
        store = SqliteStore.open_reader(path, key=key)
    except Refusal as refusal:
        return [diagnostic.code for diagnostic in refusal.diagnostics]
    try:
        return store.check()
    finally:
        store.close()


def clock_of(store: SqliteStore) -> Clock:
    """The clock an office lives by: the wall's, or the sample's own day."""
    day = store.office.sample_day()
    if day is None:
        return now
    moment = datetime.combine(day, SAMPLE_TIME)
    return lambda: moment


def is_older(path: Path, key: FileKey | None = None) -> bool:
    """Whether an office file must be brought up to date before it is read; one that does not open says so when opened."""
    try:
        rekeyed.finish_if_pending(path)
        return SqliteStore.is_older(path, key)
    except Refusal:
        return False


def bring_up_to_date(path: Path, key: FileKey | None = None) -> None:
    """Migrate an office file of an older program, with a copy before it; others are left alone."""
    rekeyed.finish_if_pending(path)
    if SqliteStore.is_older(path, key):
        SqliteStore.open_writer(path, now(), key).close()
