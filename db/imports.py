"""What columns of sheets were read as, remembered by the sheets' titles; not journalled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from db.driver import Connection
from db.standing import Standing


class SqliteImportMemory:
    """Fulfils the ImportMemory port."""

    def __init__(self, connection: Connection, standing: Standing) -> None:
        self._connection = connection
        self._standing = standing

    def load(self, kind: str, titles: str) -> Mapping[str, str] | None:
        """The mapping kept for sheets of these titles; None where there is none."""
        row = self._connection.execute(
            "SELECT mapping FROM import_memory WHERE kind = ? AND titles = ?", (kind, titles)
        ).fetchone()
        return dict(json.loads(row[0])) if row else None

    def kinds(self, titles: str) -> list[str]:
        """As what sheets of these titles were imported, the latest first."""
        found = self._connection.execute(
            "SELECT kind FROM import_memory WHERE titles = ? ORDER BY used_at DESC, id DESC", (titles,)
        )
        return [kind for (kind,) in found]

    def save(self, kind: str, titles: str, mapping: Mapping[str, str], at: datetime) -> None:
        """Keep a mapping in place of the one before."""
        content = json.dumps(dict(mapping), ensure_ascii=False, sort_keys=True)
        with self._standing.writing():
            self._connection.execute(
                "INSERT INTO import_memory(kind, titles, mapping, used_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT(kind, titles) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at",
                (kind, titles, content, at.isoformat(timespec="seconds")),
            )
