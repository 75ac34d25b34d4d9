"""What seals a reporter: the port of the key, and how a reporter becomes bytes that tell nothing by their length."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.tip import Reporter

BLOCK = 1024
"""Bytes; a reporter fills one, or where the address is long a few, so that the sealed length tells nothing of a name."""


class Sealer(Protocol):
    """Seals with the key of this computer; the key never lies in the office file."""

    def seal(self, plain: bytes) -> bytes: ...
    def open(self, sealed: bytes) -> bytes:
        """What was sealed; Refusal `reporter_key_missing` (sealed elsewhere) or `reporter_damaged`."""
        ...

    def has_key(self) -> bool:
        """Whether there is a key on this computer; the first one is made when the first reporter is sealed."""
        ...

    def save_keys(self, target: Path) -> None:
        """Write the keys into a file to take along."""
        ...

    def take_in_keys(self, source: Path) -> int:
        """Add the keys of such a file to those of this computer; how many were new."""
        ...


def reporter_bytes(uid: str, reporter: Reporter) -> bytes:
    """A reporter as it is sealed; which record it belongs to, an opinion or an objection, is sealed with it."""
    told = {"tip": uid, "name": reporter.name, "contact": reporter.contact, "address": reporter.address}
    plain = json.dumps(told, ensure_ascii=False).encode()
    return plain.ljust(-(-len(plain) // BLOCK) * BLOCK)


def reporter_of(uid: str, plain: bytes) -> Reporter:
    """The reporter of what was sealed; Refusal `reporter_damaged` for anything else, such as one of another record."""
    try:
        told = json.loads(plain)
        whose, name, contact, address = (str(told[key]) for key in ("tip", "name", "contact", "address"))
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal("reporter_damaged") from error
    if whose != uid:
        raise Refusal("reporter_damaged")
    return Reporter(name, contact, address)
