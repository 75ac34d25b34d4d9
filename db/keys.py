"""The key of an office file: derived from the password once, then handed to every connection of its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from math import log2
from pathlib import Path

from gzparty.domain.diagnostic import Refusal
from gzparty.records import dataclass

ROUNDS = 256_000
KEY_BYTES, SALT_BYTES = 32, 16
"""What SQLCipher 4 does with a password, so that its own tools open our files with the password alone."""
SQLITE_HEADER = b"SQLite format 3\x00"
PAGE = 4096
NOISE_BITS = 7.5
"""A page of ciphertext has about 7.95 bits of information in each byte, Chinese text or a table far fewer."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """What opens the files of one office: they all bear the same salt, by which a file is known to fit without trying."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @classmethod
    def new(cls, password: str) -> FileKey:
        """A key with a fresh salt, for setting or changing a password; takes about 0.2 s."""
        import secrets

        return cls.of(password, secrets.token_bytes(SALT_BYTES))

    @classmethod
    def of(cls, password: str, salt: bytes) -> FileKey:
        """The key of a password under a salt; takes about 0.2 s, which is the point."""
        # Not hashlib's, which needs Python's own OpenSSL: the folder that is shipped holds none. Most offices have no password.
        import unicodedata

        from cryptography.hazmat.primitives.hashes import SHA512
        from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

        typed = unicodedata.normalize("NFC", password).encode()
        return cls(PBKDF2HMAC(SHA512(), KEY_BYTES, salt, ROUNDS).derive(typed), salt)

    def is_made_by(self, password: str) -> bool:
        """Whether a password is the one of this key; takes about 0.2 s."""
        import hmac

        return hmac.compare_digest(FileKey.of(password, self.salt).raw, self.raw)

    @property
    def literal(self) -> str:
        """The key as SQLCipher takes it: raw key and salt, so that nothing is derived again."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


def head_of(path: Path) -> bytes:
    """The first bytes of a file: its salt where it is keyed, SQLite's header where it is not.

    Opens the file itself, so it must not be called on a file this process has a connection to (see
    `db.connection.check_file`).
    """
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError as error:
        raise Refusal("file_unreadable", path=path) from error


def is_keyed(path: Path) -> bool:
    """Whether a file is one with a password, as far as can be told without it: whole pages of noise."""
    try:
        with path.open("rb") as file:
            page = file.read(PAGE)
    except OSError:
        return False
    if len(page) < PAGE or path.stat().st_size % PAGE or page.startswith(SQLITE_HEADER):
        return False
    counts = Counter(page).values()
    return -sum(n / PAGE * log2(n / PAGE) for n in counts) > NOISE_BITS


def fitting(path: Path, keys: Iterable[FileKey | None]) -> FileKey | None:
    """Which of some keys opens a file, None for one without a password.

    Raises:
        Refusal: `copy_keyed_otherwise` where it bears a password and none of the keys is its own.
    """
    head = head_of(path)
    for key in keys:
        if key is not None and head == key.salt:
            return key
    if is_keyed(path):
        raise Refusal("copy_keyed_otherwise", path=path)
    return None


def key_of(path: Path, password: str) -> FileKey:
    """The key a password gives for a file; whether it is the right one is seen by opening it. See `head_of`."""
    return FileKey.of(password, head_of(path))
