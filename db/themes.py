"""Themes and the records about them as rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from db.driver import Connection
from db.table import DAY, Table
from gzparty.domain.theme import Theme, ThemeRecord

THEMES = Table("theme", Theme, came_on=DAY)
RECORDS = Table("theme_record", ThemeRecord)


class SqliteThemes:
    """Fulfils the ThemeStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, theme_id: int) -> Theme:
        """One theme; KeyError if there is none."""
        return THEMES.get(self._connection, theme_id)

    def find(self, reference: str) -> Theme | None:
        """By uid or month (2026-06); None if there is none."""
        found = THEMES.select(self._connection, "WHERE uid = ?1 OR period = ?1", (reference,))
        return found[0] if found else None

    def many(self, theme_ids: Collection[int]) -> Mapping[int, Theme]:
        """Several themes by id; those that are gone are left out."""
        rest = "WHERE id IN (SELECT value FROM json_each(?))"
        found = THEMES.select(self._connection, rest, (json.dumps(list(theme_ids)),))
        return {theme.id: theme for theme in found}

    def all(self, year: int | None = None) -> Sequence[Theme]:
        """Themes of a year or all, month by month."""
        if year is None:
            return THEMES.select(self._connection, "ORDER BY period")
        rest = "WHERE period BETWEEN ? AND ? ORDER BY period"
        return THEMES.select(self._connection, rest, (f"{year:04d}-01", f"{year:04d}-12"))

    def insert(self, theme: Theme) -> int:
        """Store a new one; returns its id."""
        return THEMES.insert(self._connection, theme)

    def update(self, theme: Theme) -> None:
        """Store its changed fields."""
        THEMES.update(self._connection, theme.id, theme)

    def delete(self, theme_id: int) -> None:
        """Delete a theme with its links to records; the records stay."""
        self._connection.execute("DELETE FROM theme WHERE id = ?", (theme_id,))

    def records(self, theme_ids: Collection[int]) -> Sequence[ThemeRecord]:
        """What was about some themes, theme by theme."""
        return self._records("theme_id", theme_ids)

    def of_trainings(self, training_ids: Collection[int]) -> Sequence[ThemeRecord]:
        """Which themes some trainings were about."""
        return self._records("training_id", training_ids)

    def of_meetings(self, meeting_ids: Collection[int]) -> Sequence[ThemeRecord]:
        """Which themes some records of organisational life were about."""
        return self._records("meeting_id", meeting_ids)

    def insert_record(self, record: ThemeRecord) -> int:
        """Store a new one; returns its id."""
        return RECORDS.insert(self._connection, record)

    def delete_records(self, record_ids: Iterable[int]) -> None:
        """Say of some records that they were not about their theme."""
        self._connection.executemany(
            "DELETE FROM theme_record WHERE id = ?", [(number,) for number in record_ids]
        )

    def _records(self, column: str, ids: Collection[int]) -> Sequence[ThemeRecord]:
        rest = f"WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY theme_id, id"
        return RECORDS.select(self._connection, rest, (json.dumps(list(ids)),))
