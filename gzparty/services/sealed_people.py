"""Who said something, sealed apart from what they said: reporters of opinions, objectors during a 公示.

A record keeps only that somebody lies sealed and how often that was changed; the sealed bytes are found by the record's
uid and the number of the change, so that undo goes back to the one before. A look is an act of its own, logged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.tip import Reporter
from gzparty.services import tip_drafts
from gzparty.services.context import Context
from gzparty.services.sealing import Sealer, reporter_bytes, reporter_of

if TYPE_CHECKING:
    from gzparty.services.ports import Store

OBJECTORS: Mapping[str, str] = {
    "reporter_without_name": "objector_without_name",
    "reporter_key_missing": "objector_key_missing",
    "reporter_damaged": "objector_damaged",
}
"""The sentences about a reporter as they are said of an objector."""


class SealedPeople:
    """Seals, finds and erases; the writes are called within the action of the record they belong to."""

    def __init__(
        self, store: Store, context: Context, sealer: Sealer, words: Mapping[str, str] | None = None
    ) -> None:
        """`words` are codes of sentences to be said instead of those about reporters."""
        self._store = store
        self._context = context
        self._sealer = sealer
        self._words = words or {}

    def sealed(self, uid: str, person: Reporter) -> bytes:
        """Somebody sealed for one record; Refusal where the name is missing or a text too long, telling nothing of it."""
        with self._worded():
            return self._sealer.seal(reporter_bytes(uid, tip_drafts.checked_reporter(person)))

    def keep(self, uid: str, changes: int, sealed: bytes) -> None:
        """Keep what was sealed as the n-th change of a record's person."""
        self._store.tips.seal(uid, changes, sealed)

    def erase(self, table: str, row_id: int, uid: str, flag: str) -> None:
        """Take every sealed version away for good, and out of the past of the record that there was any."""
        self._store.tips.erase(uid)
        self._store.journal.purge(table, row_id, {flag: 0})

    def reveal(self, uid: str, changes: int, source: str = "") -> Reporter | None:
        """Who it was, noted with time and place, which undo never takes back; None where nobody lies sealed."""
        sealed = self._store.tips.sealed(uid, changes)
        if sealed is None:
            return None
        with self._worded():
            person = reporter_of(uid, self._sealer.open(sealed))
        with self._store.aside():
            self._store.tips.log_reveal(uid, self._context.now(), source or self._context.source)
        return person

    def looks(self, uid: str) -> Sequence[tuple[datetime, str]]:
        """When somebody looked and from where, the latest first."""
        return self._store.tips.reveals(uid)

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Say a refusal about whoever is sealed here."""
        try:
            yield
        except Refusal as refusal:
            (said,) = refusal.diagnostics
            if said.code not in self._words:
                raise
            raise Refusal(self._words[said.code], **said.parameters) from None
