"""The print log as rows."""

from __future__ import annotations

from collections.abc import Sequence

from db.driver import Connection
from db.table import MOMENT, Table
from gzparty.domain.printing import PrintedCopy

PRINTS = Table("print_log", PrintedCopy, printed_at=MOMENT)


class SqlitePrints:
    """Fulfils the PrintStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def insert(self, copy: PrintedCopy) -> int:
        """Remember a copy; older ones of the same paper about the same thing forget what they said."""
        self._connection.execute(
            "UPDATE print_log SET content = '' WHERE paper = ? AND selector = ? AND content <> ''",
            (copy.paper, copy.selector),
        )
        return PRINTS.insert(self._connection, copy)

    def last(self, paper: str, selector: str) -> PrintedCopy | None:
        """The last copy of a paper about something; None if it never left the office."""
        rest = "WHERE paper = ? AND selector = ? ORDER BY id DESC LIMIT 1"
        return next(iter(PRINTS.select(self._connection, rest, (paper, selector))), None)

    def latest(self) -> Sequence[PrintedCopy]:
        """The last copy of every paper about everything, newest first."""
        rest = "WHERE id IN (SELECT max(id) FROM print_log GROUP BY paper, selector) ORDER BY id DESC"
        return PRINTS.select(self._connection, rest)

    def about(self, part: str) -> Sequence[PrintedCopy]:
        """Those of them whose selector has this part, such as `training=2026-05`."""
        rest = (
            "WHERE id IN (SELECT max(id) FROM print_log GROUP BY paper, selector)"
            " AND instr(' ' || selector || ' ', ?) > 0 ORDER BY id DESC"
        )
        return PRINTS.select(self._connection, rest, (f" {part} ",))

    def history(self, limit: int) -> Sequence[PrintedCopy]:
        """The latest entries without what they said, newest first."""
        columns = ", ".join(column for column in PRINTS.columns if column != "content")
        found = self._connection.execute(
            f"SELECT {columns}, '' FROM print_log ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [PRINTS.read(row) for row in found]
