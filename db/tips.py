"""Opinions as rows; sealed reporters and the log of who looked at them lie in tables of their own, unjournalled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from db.counters import next_value
from db.driver import Connection
from db.table import DAY, FLAG, Table, code
from gzparty.domain.tip import Satisfaction, Tip, TipChannel, TipKind

TIPS = Table(
    "tip",
    Tip,
    kind=code(TipKind),
    channel=code(TipChannel),
    received_on=DAY,
    due_on=DAY,
    replied_on=DAY,
    satisfaction=code(Satisfaction),
    handed_on=DAY,
    has_reporter=FLAG,
)


class SqliteTips:
    """Fulfils the TipStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, tip_id: int) -> Tip:
        """One opinion; KeyError if there is none."""
        return TIPS.get(self._connection, tip_id)

    def find(self, reference: str) -> Tip | None:
        """By uid or number; None if there is none."""
        found = TIPS.select(self._connection, "WHERE uid = ?1 OR number = ?1", (reference,))
        return found[0] if found else None

    def all(self, year: int | None = None) -> Sequence[Tip]:
        """Opinions received in a year or ever, by number."""
        if year is None:
            return TIPS.select(self._connection, "ORDER BY number")
        rest = "WHERE received_on BETWEEN ? AND ? ORDER BY number"
        return TIPS.select(self._connection, rest, (f"{year:04d}-01-01", f"{year:04d}-12-31"))

    def unanswered(self) -> Sequence[Tip]:
        """Opinions neither answered nor handed over, by number."""
        return TIPS.select(self._connection, "WHERE replied_on IS NULL AND handed_on IS NULL ORDER BY number")

    def years(self) -> Sequence[int]:
        """The years any was received in, in order."""
        found = self._connection.execute("SELECT DISTINCT substr(received_on, 1, 4) FROM tip ORDER BY 1")
        return [int(year) for (year,) in found]

    def next_number(self, year: int) -> str:
        """The next number of a year (2026-001); never one that was given before."""
        return f"{year}-{next_value(self._connection, f'tip.{year}'):03d}"

    def insert(self, tip: Tip) -> int:
        """Store a new one; returns its id."""
        return TIPS.insert(self._connection, tip)

    def update(self, tip: Tip) -> None:
        """Store its changed fields."""
        TIPS.update(self._connection, tip.id, tip)

    def delete(self, tip_id: int) -> None:
        """Delete one; what lies sealed under its uid stays, so that undoing finds it again."""
        self._connection.execute("DELETE FROM tip WHERE id = ?", (tip_id,))

    def sealed(self, tip_uid: str, change: int) -> bytes | None:
        """The reporter sealed at the n-th change of the reporter of a tip; None where there is none."""
        found = self._connection.execute(
            "SELECT sealed FROM tip_reporter WHERE tip_uid = ?", (_key(tip_uid, change),)
        )
        row = found.fetchone()
        return bytes(row[0]) if row else None

    def seal(self, tip_uid: str, change: int, sealed: bytes) -> None:
        """Keep sealed bytes beside those of earlier changes, so that undoing finds these again."""
        key = _key(tip_uid, change)
        # A change that was undone gives its number again.
        self._connection.execute("DELETE FROM tip_reporter WHERE tip_uid = ?", (key,))
        self._connection.execute("INSERT INTO tip_reporter(tip_uid, sealed) VALUES (?, ?)", (key, sealed))

    def erase(self, tip_uid: str) -> None:
        """Take all that lies sealed of a tip away for good."""
        self._connection.execute("DELETE FROM tip_reporter WHERE tip_uid GLOB ?", (_key(tip_uid, "*"),))

    def log_reveal(self, tip_uid: str, at: datetime, source: str) -> None:
        """Note that somebody looked."""
        self._connection.execute(
            "INSERT INTO reporter_log(tip_uid, at, source) VALUES (?, ?, ?)",
            (tip_uid, at.isoformat(timespec="seconds"), source),
        )

    def reveals(self, tip_uid: str) -> Sequence[tuple[datetime, str]]:
        """When somebody looked and from where, the latest first."""
        found = self._connection.execute(
            "SELECT at, source FROM reporter_log WHERE tip_uid = ? ORDER BY id DESC", (tip_uid,)
        )
        return [(datetime.fromisoformat(at), source) for at, source in found]


def _key(tip_uid: str, change: object) -> str:
    return f"{tip_uid}/{change}"
