"""A password becomes the key of a file, and the file says whether it is the right one; wrong tries slow the next one down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from db import rekeyed
from db.connection import stored_version
from db.keys import FileKey, head_of, is_keyed, key_of
from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.tries import TriesBook

TRIES_NAME = "tries.json"
COPIES_TRIED = 3
"""So many copies are asked whether a password is the office's, where the office itself cannot say."""


def tries_book() -> TriesBook:
    """The count of wrong tries: this user's own, beside what else the program keeps for itself."""
    return TriesBook(bootstrap.default_office().with_name(TRIES_NAME), bootstrap.now)


def wants_password(path: Path) -> bool:
    """Whether an office file that nobody in this process has open bears a password; one that is not there does not."""
    if path.is_file():
        rekeyed.finish_if_pending(path)
    return is_keyed(path)


def unlock(path: Path, password: str, tries: TriesBook) -> FileKey:
    """The key of an office file that nobody in this process has open; takes about 0.2 s.

    A damaged file takes no password, and one that is gone neither: then its newest copies say whether it is the right one.

    Raises:
        Refusal: `password_wrong`; `password_pause` where it comes too soon after wrong ones.
    """

    def opened() -> FileKey:
        rekeyed.finish_if_pending(path)
        key: FileKey | None = None
        refused = Refusal("password_wrong", path=path)
        for file in (path, *keyed_copies(path)):
            try:
                if key is None or head_of(file) != key.salt:
                    key = key_of(file, password)
                stored_version(file, key)
            except Refusal as refusal:
                refused = refusal if file == path and path.exists() else refused
            else:
                return key
        raise refused

    return tries.attempt(path, opened)


def keyed_copies(path: Path) -> Iterator[Path]:
    """The newest copies beside an office that bear a password; only those of its own, while it can be told which that is.

    The password of a copy from before a change must not pass for the one of today.
    """
    from db import backup

    salt = head_of(path) if is_keyed(path) else None
    for copy in backup.copies(path)[:COPIES_TRIED]:
        if is_keyed(copy.path) and salt in (None, head_of(copy.path)):
            yield copy.path


def unlock_copy(copy: Path, password: str, office: Path, tries: TriesBook) -> FileKey:
    """The key of a copy under a password of its own; its wrong tries count as those of its office."""

    def opened() -> FileKey:
        key = key_of(copy, password)
        stored_version(copy, key)
        return key

    return tries.attempt(office, opened)


def confirm(key: FileKey, password: str, office: Path, tries: TriesBook) -> None:
    """Refuse what is not the password of an office that is open; takes about 0.2 s, and opens nothing."""

    def compared() -> None:
        if not key.is_made_by(password):
            raise Refusal("password_not_it")

    tries.attempt(office, compared)
