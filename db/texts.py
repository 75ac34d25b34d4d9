"""The full-text index: kept in step with the journal, so that undo, redo and taking back are found as they are left.

An action's own entries in the journal say which records changed; at its end their texts are indexed anew, in the same
transaction. The index holds no text: a hit's words are read from its record.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from db.driver import Connection
from gzparty.domain.full_text import holds, phrase, spaced
from gzparty.records import dataclass

BATCH = 500
"""How many hits are looked at before the index is asked for more."""


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose texts are searched: its columns, and tables below it with the column that names the record."""

    table: str
    columns: tuple[str, ...]
    below: Mapping[str, tuple[str, tuple[str, ...]]]

    @property
    def index(self) -> str:
        """The index of this table."""
        return f"text_{self.table}"


SOURCES = {
    source.table: source
    for source in (
        Source(
            "meeting",
            ("topic", "content", "decision", "other", "host", "recorder", "lecturer"),
            {"vote": ("meeting_id", ("matter", "note"))},
        ),
        Source(
            "training",
            ("topic", "problem", "note", "host"),
            {"course": ("training_id", ("title", "lecturer"))},
        ),
        Source("errand", ("title", "asked_by", "note"), {}),
        Source(
            "problem",
            ("text", "measure", "result", "note", "leader", "responsible", "verifier"),
            {"problem_event": ("problem_id", ("note",))},
        ),
        Source("inspection", ("note", "inspector"), {"inspection_item": ("inspection_id", ("note",))}),
        Source("tip", ("content", "reply", "note"), {}),
        Source("theme", ("title", "material", "source", "note"), {}),
        Source("nomination", ("name", "unit_name", "summary", "deeds", "opinion"), {}),
    )
}
"""What is searched. What was said in a talk and who gave a tip never stands here."""
CONCERNED = frozenset(SOURCES) | {child for source in SOURCES.values() for child in source.below}


class SqliteTexts:
    """Fulfils the TextStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, kind: str, wanted: tuple[str, ...], limit: int) -> Sequence[tuple[int, str]]:
        """The newest records of a kind that hold every word, with their texts; newest means entered last."""
        source = SOURCES[kind]
        query = " AND ".join(phrase(word) for word in wanted)
        plain = all(word.isalnum() for word in wanted)
        found: list[tuple[int, str]] = []
        below = 1 << 62
        while len(found) < limit:
            size = limit - len(found) if plain else BATCH
            rows = self._connection.execute(
                f"SELECT rowid FROM {source.index} WHERE {source.index} MATCH ? AND rowid < ?"
                " ORDER BY rowid DESC LIMIT ?",
                (query, below, size),
            ).fetchall()
            ids = [row_id for (row_id,) in rows]
            texts = self._texts(source, ids)
            # The index does not tell one mark from another; where marks were asked for the text decides.
            found += [(row_id, texts[row_id]) for row_id in ids if plain or holds(texts[row_id], wanted)]
            if len(rows) < size:
                break
            below = ids[-1]
        return found[:limit]

    def _texts(self, source: Source, ids: Collection[int]) -> dict[int, str]:
        """The texts of some records, part by part on lines of their own."""
        array = (json.dumps(list(ids)),)
        columns = " || char(10) || ".join(source.columns)
        parts: dict[int, list[str]] = {
            row_id: [text]
            for row_id, text in self._connection.execute(
                f"SELECT id, {columns} FROM {source.table} WHERE id IN (SELECT value FROM json_each(?))",
                array,
            )
        }
        for child, (owner, names) in source.below.items():
            texts = " || char(10) || ".join(names)
            for row_id, text in self._connection.execute(
                f"SELECT {owner}, {texts} FROM {child} WHERE {owner} IN (SELECT value FROM json_each(?)) ORDER BY id",
                array,
            ):
                parts[row_id].append(text)
        return {row_id: "\n".join(lines) for row_id, lines in parts.items()}

    def rebuild(self) -> None:
        """Index everything anew, as after a migration."""
        for table in SOURCES:
            self.renew(table)

    def renew(self, table: str) -> None:
        """Index one table anew: what was only marked as deleted leaves the index. Nothing for a table not searched."""
        source = SOURCES.get(table)
        if source is not None:
            self._connection.execute(f"INSERT INTO {source.index}({source.index}) VALUES ('delete-all')")
            ids = [row_id for (row_id,) in self._connection.execute(f"SELECT id FROM {source.table}")]
            self._index(source, ids)

    def catch_up(self, action_id: int, kinds: frozenset[str]) -> None:
        """Index what an action changed."""
        for source in SOURCES.values():
            changed = kinds & ({source.table} | source.below.keys())
            if changed:
                self._index(source, self._touched(source, action_id))

    def _touched(self, source: Source, action_id: int) -> set[int]:
        """The records an action changed, in their own row or below it."""
        found = {
            row_id
            for (row_id,) in self._connection.execute(
                "SELECT DISTINCT row_id FROM journal WHERE action_id = ? AND tbl = ?",
                (action_id, source.table),
            )
        }
        for child, (owner, _names) in source.below.items():
            rows = self._connection.execute(
                f"SELECT json_extract(j.before, '$.{owner}'), c.{owner} FROM journal j"
                f" LEFT JOIN {child} c ON c.id = j.row_id WHERE j.action_id = ? AND j.tbl = ?",
                (action_id, child),
            )
            found.update(owning for row in rows for owning in row if owning is not None)
        return found

    def _index(self, source: Source, ids: Iterable[int]) -> None:
        wanted = list(ids)
        if not wanted:
            return
        self._connection.executemany(
            f"DELETE FROM {source.index} WHERE rowid = ?", [(row_id,) for row_id in wanted]
        )
        texts = self._texts(source, wanted)
        self._connection.executemany(
            f"INSERT INTO {source.index}(rowid, body) VALUES (?, ?)",
            [(row_id, spaced(text)) for row_id, text in sorted(texts.items()) if text.strip()],
        )
