"""A password becomes the key of a file, and the file says whether it is the right one; wrong tries slow the next one down."""

from __future__ import annotations

from pathlib import Path

from db import keying
from db.connection import stored_version
from db.keys import FileKey, is_keyed, key_of
from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.tries import TriesBook

TRIES_NAME = "tries.json"


def tries_book() -> TriesBook:
    """The count of wrong tries: this user's own, beside what else the program keeps for itself."""
    return TriesBook(bootstrap.default_office().with_name(TRIES_NAME), bootstrap.now)


def wants_password(path: Path) -> bool:
    """Whether an office file that nobody in this process has open bears a password; one that is not there does not."""
    if path.is_file():
        keying.finish_if_pending(path)
    return is_keyed(path)


def unlock(path: Path, password: str, tries: TriesBook) -> FileKey:
    """The key of an office file that nobody in this process has open; takes about 0.2 s.

    Raises:
        Refusal: `password_wrong`; `password_pause` where it comes too soon after wrong ones.
    """

    def opened() -> FileKey:
        keying.finish_if_pending(path)
        key = key_of(path, password)
        stored_version(path, key)
        return key

    return tries.attempt(path, opened)


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
