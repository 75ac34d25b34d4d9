"""The key that seals reporters: a small file in the user's own folder, outside the office file and all its copies.

It may hold several keys, one a line: the first seals, each opens what it sealed, known by its mark.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from gzparty.domain.diagnostic import Refusal
from gzparty.files import ensure_folder, write_whole

HEAD = "gzparty-reporter-key-1"
"""The first line, so that a file read in by mistake is told apart."""
FORMAT = b"G1"
MARK = 8
"""Bytes of a key's mark: as much of its hash as tells keys apart."""
LARGEST = 64_000
"""Bytes; no file of keys comes near it."""


class KeyFile:
    """Fulfils the Sealer port with Fernet (AES with HMAC) and the keys of a file, made when first needed."""

    def __init__(self, where: Callable[[], Path]) -> None:
        """Take what says where the file lies: nothing asks for it before a reporter is sealed or shown."""
        self._where = where

    @property
    def _path(self) -> Path:
        return self._where()

    def seal(self, plain: bytes) -> bytes:
        """Seal with this computer's key, which is made if there is none yet."""
        from cryptography.fernet import Fernet

        key = (self._keys() or self._made())[0]
        return FORMAT + _mark(key) + Fernet(key).encrypt(plain)

    def open(self, sealed: bytes) -> bytes:
        """Open with whichever key sealed it."""
        from cryptography.fernet import Fernet, InvalidToken

        start = len(FORMAT) + MARK
        mark = sealed[len(FORMAT) : start]
        if sealed[: len(FORMAT)] != FORMAT:
            raise Refusal("reporter_damaged")
        for key in self._keys():
            if _mark(key) == mark:
                try:
                    return Fernet(key).decrypt(sealed[start:])
                except InvalidToken as error:
                    raise Refusal("reporter_damaged") from error
        raise Refusal("reporter_key_missing")

    def has_key(self) -> bool:
        """Whether there is one."""
        return bool(self._keys())

    def save_keys(self, target: Path) -> None:
        """Write all keys into a file to take along; Refusal `reporter_key_none` where there is none yet."""
        keys = self._keys()
        if not keys:
            raise Refusal("reporter_key_none")
        write_whole(target, _text(keys), private=True)

    def take_in_keys(self, source: Path) -> int:
        """Add the keys of a file behind this computer's own; how many were new."""
        known = self._keys()
        new = [key for key in _read(source, "reporter_key_foreign") if key not in known]
        if new:
            ensure_folder(self._path.parent)
            write_whole(self._path, _text([*known, *new]), private=True)
        return len(new)

    def _keys(self) -> list[bytes]:
        # Asked of the file each time: another window may have made or read in one.
        if not self._path.exists() or not self._path.stat().st_size:
            return []
        return _read(self._path, "reporter_key_unreadable")

    def _made(self) -> list[bytes]:
        from cryptography.fernet import Fernet

        key = Fernet.generate_key()
        ensure_folder(self._path.parent)
        try:
            # Never over one that another window made meanwhile: what it sealed would be lost.
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            if self._path.stat().st_size:
                return self._keys()
            # Made and never written, as when the power failed: nothing was sealed with it.
            write_whole(self._path, _text([key]), private=True)
            return [key]
        except OSError as error:
            raise Refusal("path_unwritable", path=self._path) from error
        with os.fdopen(handle, "wb") as file:
            file.write(_text([key]))
            file.flush()
            os.fsync(file.fileno())
        return [key]


def _mark(key: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(b"gzparty reporter key " + key).digest()[:MARK]


def _text(keys: list[bytes]) -> bytes:
    return b"\n".join([HEAD.encode(), *keys]) + b"\n"


def _read(path: Path, otherwise: str) -> list[bytes]:
    """The keys of a file; a Refusal of the given code where it is none, without a word of what stands in it."""
    from cryptography.fernet import Fernet

    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(otherwise, path=path)
        head, *keys = path.read_bytes().split()
        for key in keys:
            Fernet(key)
    except OSError as error:
        raise Refusal("file_unreadable", path=path) from error
    except ValueError as error:
        raise Refusal(otherwise, path=path) from error
    if head.decode("utf-8", "replace") != HEAD or not keys:
        raise Refusal(otherwise, path=path)
    return keys
