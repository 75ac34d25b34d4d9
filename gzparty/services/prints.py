"""What was printed: remembered when it leaves, asked for when a record may have changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gzparty.domain.printing import PrintedCopy
from gzparty.i18n import _
from gzparty.services.context import Done, Service

KIND = "print_log"
"""What pages are told has changed when something was printed."""
HISTORY = 500


class Prints(Service):
    """The print log. What today's paper would say is composed above (`reports/printed.py`)."""

    def record(self, copies: Iterable[PrintedCopy]) -> Done[tuple[PrintedCopy, ...]]:
        """Remember what was printed or saved just now; nothing of it can be undone, since paper cannot."""
        now = self._context.now().replace(second=0, microsecond=0)
        with self._action(_("打印"), "print.record"):
            stored = tuple(
                replace(copy, id=self._store.prints.insert(replace(copy, printed_at=now)), printed_at=now)
                for copy in copies
            )
        return Done(stored, kinds=frozenset({KIND}) if stored else frozenset())

    def last(self, paper: str, selector: str) -> PrintedCopy | None:
        """The last copy of a paper about something; None if it was never printed."""
        return self._store.prints.last(paper, selector)

    def latest(self) -> Sequence[PrintedCopy]:
        """The last copy of every paper about everything, newest first."""
        return self._store.prints.latest()

    def about(self, part: str) -> Sequence[PrintedCopy]:
        """The last copy of every paper whose selector has a part, such as `training=2026-05`."""
        return self._store.prints.about(part)

    def history(self, limit: int = HISTORY) -> Sequence[PrintedCopy]:
        """The latest entries without what they said, newest first."""
        return self._store.prints.history(limit)
