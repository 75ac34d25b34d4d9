"""SHA-256 of whole files, in pieces: Python's own holds every other thread for as long as one piece lasts."""

from __future__ import annotations

PIECE = 1 << 20
"""Bytes; 1 MB takes some 5 ms, so that a window goes on while a large attachment is read."""


def digest_of(content: bytes) -> str:
    """The SHA-256 of some bytes as 64 hexadecimal digits."""
    # Brings OpenSSL along where Python has it: four megabytes a first picture does without.
    import hashlib

    digest = hashlib.sha256()
    whole = memoryview(content)
    for start in range(0, len(whole), PIECE):
        digest.update(whole[start : start + PIECE])
    return digest.hexdigest()
