"""Whether files written anew under another key wait to change places; `db/keying.py` does it, and is read only then."""

from __future__ import annotations

from pathlib import Path

from db.lock import WriterLock

LIST = ".rekeying"


def list_path(office: Path) -> Path:
    """Where the list of the files lies that were decided on."""
    return office.with_name(office.name + LIST)


def is_pending(office: Path) -> bool:
    """Whether files wait to change places."""
    return list_path(office).exists()


def finish(office: Path) -> None:
    """Finish what was decided on, for whoever only reads; Refusal `store_held` while somebody is at it."""
    if is_pending(office):
        with WriterLock(office):
            settle(office)


def settle(office: Path) -> None:
    """Finish what was decided on, and sweep away what was not; for whoever holds the lock."""
    from db import keying

    keying.finish(office)
