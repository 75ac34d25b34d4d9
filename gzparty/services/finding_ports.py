"""What finding people by name needs from storage; `db` fulfils it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from gzparty.domain.finding import Way


class NameStore(Protocol):
    """Ids and names of people who are here on a day, the likeliest first, at most `limit`."""

    def by_characters(self, text: str, on: date, limit: int) -> Sequence[tuple[int, str]]: ...
    def by_phone(self, digits: str, on: date, limit: int) -> Sequence[tuple[int, str]]: ...
    def by_syllable(
        self, letters: str, heads: Sequence[str], on: date, limit: int
    ) -> Sequence[tuple[int, str]]:
        """Those of whom a syllable may begin with some letters, `heads` being spoken so; some only seem to."""
        ...

    def by_initials(self, ways: Sequence[Way], on: date, limit: int) -> Sequence[tuple[int, str]]:
        """Those whose name may be spoken in one of some ways; some of them only seem to."""
        ...
